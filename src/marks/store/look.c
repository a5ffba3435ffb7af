/* SPDX-License-Identifier: ISC */
/* What a line of the marks file is, without parsing it where that is sure. */
#include "marks/store/look.h"

#include <string.h>

#include "marks/mark.h"
#include "marks/store.h"
#include "marks/store/uuid.h"

enum {
	DIGITS = 16,
	NEAR = 12, /* bytes */
};

/* --- Walking over JSON ---------------------------------------------------- */

/*
 * The walk knows JSON as this program writes it: without blanks, and without
 * escapes where it looks. At anything else it gives up, and the line is parsed.
 */
struct walk {
	const char *at;
	const char *end;
};

static bool take(struct walk *walk, char byte)
{
	if (walk->at == walk->end || *walk->at != byte)
		return false;
	walk->at++;
	return true;
}

/* The next quote. Most strings are short, and then a call costs more than it
 * saves. */
static const char *find_quote(const char *at, const char *end)
{
	const char *near = end - at < NEAR ? end : at + NEAR;

	for (; at < near; at++)
		if (*at == '"')
			return at;
	return memchr(at, '"', (size_t)(end - at));
}

/* Takes a string, behind its first quote. */
static bool take_string(struct walk *walk, struct span *string)
{
	const char *start = walk->at;
	const char *from = start;

	for (;;) {
		const char *quote = find_quote(from, walk->end);
		const char *before = quote;

		if (!quote)
			return false;
		while (before > start && before[-1] == '\\')
			before--;
		from = quote + 1;
		if ((quote - before) % 2 == 0) {
			*string =
				(struct span){ start, (size_t)(quote - start) };
			walk->at = from;
			return true;
		}
	}
}

/* Takes an object or a list to its end, behind its first bracket. Whether
 * brackets fit each other is the parser's business. */
static bool take_nested(struct walk *walk)
{
	struct span string;
	size_t depth = 1;

	while (walk->at < walk->end) {
		switch (*walk->at++) {
		case '"':
			if (!take_string(walk, &string))
				return false;
			break;
		case '{':
		case '[':
			depth++;
			break;
		case '}':
		case ']':
			if (--depth == 0)
				return true;
			break;
		default:
			break;
		}
	}
	return false;
}

static bool is_scalar(char byte)
{
	return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
	       byte == '-' || byte == '+' || byte == '.' || byte == 'E';
}

enum value_type { VALUE_STRING, VALUE_NESTED, VALUE_SCALAR };

/* Takes a value: of a string what is between its quotes. */
static bool take_value(struct walk *walk, struct span *value,
		       enum value_type *type)
{
	const char *start = walk->at;

	if (take(walk, '"')) {
		*type = VALUE_STRING;
		return take_string(walk, value);
	}
	*type = VALUE_NESTED;
	if (take(walk, '{') || take(walk, '[')) {
		if (!take_nested(walk))
			return false;
	} else {
		*type = VALUE_SCALAR;
		while (walk->at < walk->end && is_scalar(*walk->at))
			walk->at++;
	}
	*value = (struct span){ start, (size_t)(walk->at - start) };
	return value->len > 0;
}

/* --- Vectors -------------------------------------------------------------- */

/* Digits of a number that is not too large to be a counter. */
static bool take_number(struct walk *walk, int64_t *number)
{
	const char *start = walk->at;

	*number = 0;
	while (walk->at < walk->end && walk->at - start < DIGITS &&
	       *walk->at >= '0' && *walk->at <= '9')
		*number = *number * 10 + (*walk->at++ - '0');
	return walk->at > start && walk->at - start < DIGITS &&
	       (*start != '0' || walk->at - start == 1);
}

bool look_entry(struct span *vector, struct span *writer, int64_t *counter)
{
	struct walk walk = { vector->ptr, vector->ptr + vector->len };

	if (!take(&walk, '"') || !take_string(&walk, writer) ||
	    memchr(writer->ptr, '\\', writer->len) || !take(&walk, ':') ||
	    !take_number(&walk, counter) ||
	    take(&walk, ',') == (walk.at == walk.end))
		return false;
	*vector = (struct span){ walk.at, (size_t)(walk.end - walk.at) };
	return true;
}

/* Whether it can all be read. */
static bool is_vector(struct span vector)
{
	struct span writer;
	int64_t counter;

	while (vector.len)
		if (!look_entry(&vector, &writer, &counter))
			return false;
	return true;
}

/* --- Fields that are looked for ------------------------------------------- */

enum field {
	FIELD_V,
	FIELD_T,
	FIELD_DEL,
	FIELD_ID,
	FIELD_DOC,
	FIELD_EV,
	FIELD_VV,
	FIELD_CREATED,
	FIELD_PATH,
	FIELD_FP,
	FIELDS,
};

static const struct {
	const char *name;
	size_t len;
	enum value_type type;
} fields[FIELDS] = {
	[FIELD_V] = { "v", 1, VALUE_SCALAR },
	[FIELD_T] = { "t", 1, VALUE_STRING },
	[FIELD_DEL] = { "del", 3, VALUE_SCALAR },
	[FIELD_ID] = { "id", 2, VALUE_STRING },
	[FIELD_DOC] = { "doc", 3, VALUE_STRING },
	[FIELD_EV] = { "ev", 2, VALUE_STRING },
	[FIELD_VV] = { "vv", 2, VALUE_NESTED },
	[FIELD_CREATED] = { "created", 7, VALUE_STRING },
	[FIELD_PATH] = { "path", 4, VALUE_STRING },
	[FIELD_FP] = { "fp", 2, VALUE_STRING },
};

/* Those are told apart by their first two letters, and from most others by
 * their first one. */
static enum field find_field(struct span key)
{
	enum field field = FIELDS;

	switch (key.ptr[0]) {
	case 'v':
		field = key.len == 1 ? FIELD_V : FIELD_VV;
		break;
	case 't':
		field = FIELD_T;
		break;
	case 'd':
		field = key.len > 1 && key.ptr[1] == 'e' ? FIELD_DEL
							 : FIELD_DOC;
		break;
	case 'i':
		field = FIELD_ID;
		break;
	case 'e':
		field = FIELD_EV;
		break;
	case 'c':
		field = FIELD_CREATED;
		break;
	case 'p':
		field = FIELD_PATH;
		break;
	case 'f':
		field = FIELD_FP;
		break;
	default:
		return FIELDS;
	}
	if (fields[field].len == key.len &&
	    memcmp(fields[field].name, key.ptr, key.len) == 0)
		return field;
	return FIELDS;
}

/* Takes one field; whether it is one that is sure. */
static bool take_field(struct walk *walk, struct span values[FIELDS])
{
	struct span key, value;
	enum value_type type;
	enum field field;

	if (!take(walk, '"') || !take_string(walk, &key) || !key.len ||
	    memchr(key.ptr, '\\', key.len) || !take(walk, ':') ||
	    !take_value(walk, &value, &type))
		return false;
	field = find_field(key);
	if (field == FIELDS)
		return true;
	if (values[field].ptr || type != fields[field].type ||
	    (type == VALUE_STRING && memchr(value.ptr, '\\', value.len)))
		return false;
	values[field] = value;
	return true;
}

static bool is(struct span span, const char *string)
{
	return span.len == strlen(string) &&
	       memcmp(span.ptr, string, span.len) == 0;
}

/* Takes the braces off a vector that look_entry() can read. */
static bool check_vector(struct span *vector)
{
	if (!vector->ptr)
		return true;
	if (vector->ptr[0] != '{')
		return false;
	vector->ptr++;
	vector->len -= 2;
	return is_vector(*vector);
}

/* Makes a look of the fields that were found; false: not by this means. */
static bool judge(const struct span values[FIELDS], struct look *look)
{
	struct span deleted = values[FIELD_DEL];

	if (!is(values[FIELD_V], "1") || !values[FIELD_ID].len ||
	    values[FIELD_ID].len > MARK_ID || values[FIELD_DOC].len > MARK_ID)
		return false;
	if (is(values[FIELD_T], "mark"))
		look->kind = LOOK_MARK;
	else if (is(values[FIELD_T], "doc"))
		look->kind = LOOK_SIGHTING;
	else
		return false;
	look->deleted = is(deleted, "true");
	if (deleted.ptr && !look->deleted && !is(deleted, "false"))
		return false;
	look->id = values[FIELD_ID];
	look->document = values[FIELD_DOC];
	if (look->kind == LOOK_SIGHTING && !look->document.len)
		look->document = look->id;
	look->ev = values[FIELD_EV];
	look->vector = values[FIELD_VV];
	look->created = values[FIELD_CREATED];
	look->path = values[FIELD_PATH];
	look->fingerprint = values[FIELD_FP];
	return check_vector(&look->vector);
}

static bool look_cheaply(struct span line, struct look *look)
{
	struct walk walk = { line.ptr, line.ptr + line.len };
	struct span values[FIELDS] = { { NULL, 0 } };

	if (!take(&walk, '{'))
		return false;
	do {
		if (!take_field(&walk, values))
			return false;
	} while (take(&walk, ','));
	return take(&walk, '}') && walk.at == walk.end && judge(values, look);
}

/* --- Our own lines -------------------------------------------------------- */

/*
 * A mark's line as compose_event() writes it is known by its two ends: literal
 * keys at fixed distances, with nothing to search for but the vector's brace.
 * As a quote within a string is never without a backslash before it, what
 * looks like such a key is one, if the line is sound at all; and as keys of an
 * object differ, there is no other of that name. Between the ends stands
 * whatever was marked. A brace there may be the start of another record, of
 * which the newline was lost: that line goes the careful way, as does whatever
 * differs. What no look sees is proved when the line is read (C4 of the
 * catalog): a middle that is damaged, or that says that the mark is deleted,
 * where we don't.
 */
enum { OUR_TIME = 20, OUR_MACHINE = 4 };

/* Of literals the length is known when this is compiled. */
#define TAKE_LITERAL(walk, literal) \
	take_bytes((walk), "" literal, sizeof(literal) - 1)
#define DROP_LITERAL(line, literal) \
	drop_bytes((line), "" literal, sizeof(literal) - 1)

static inline bool take_bytes(struct walk *walk, const char *bytes, size_t len)
{
	if ((size_t)(walk->end - walk->at) < len ||
	    memcmp(walk->at, bytes, len) != 0)
		return false;
	walk->at += len;
	return true;
}

/* Takes bytes off the end. */
static inline bool drop_bytes(struct walk *walk, const char *bytes, size_t len)
{
	if ((size_t)(walk->end - walk->at) < len ||
	    memcmp(walk->end - len, bytes, len) != 0)
		return false;
	walk->end -= len;
	return true;
}

static inline bool drop_any(struct walk *walk, size_t len)
{
	if ((size_t)(walk->end - walk->at) < len)
		return false;
	walk->end -= len;
	return true;
}

/* The same of a string of a known length. */
static inline bool drop_string(struct walk *walk, struct span *string,
			       size_t len)
{
	if (!drop_any(walk, len))
		return false;
	*string = (struct span){ walk->end, len };
	return !memchr(walk->end, '"', len);
}

/* The same of an ID, of any length. */
static bool drop_id(struct walk *walk, struct span *id)
{
	const char *quote =
		memrchr(walk->at, '"', (size_t)(walk->end - walk->at));
	const char *start = quote ? quote + 1 : walk->end;

	*id = (struct span){ start, (size_t)(walk->end - start) };
	walk->end = start;
	return id->len && id->len <= MARK_ID;
}

/* The same of an object that has no others, behind which a brace was taken. */
static bool drop_flat(struct walk *walk, struct span *inside)
{
	const char *end = walk->end;

	while (walk->end > walk->at && walk->end[-1] != '{') {
		if (*--walk->end == '}')
			return false;
	}
	*inside = (struct span){ walk->end, (size_t)(end - walk->end) };
	return true;
}

static bool look_at_ours(struct span line, struct look *look)
{
	struct walk walk = { line.ptr, line.ptr + line.len };
	const char *tail;

	if (!TAKE_LITERAL(&walk, "{\"v\":1,\"t\":\"mark\","))
		return false;
	look->deleted = TAKE_LITERAL(&walk, "\"del\":true,");
	if (!TAKE_LITERAL(&walk, "\"kind\":\""))
		return false;
	look->highlight = TAKE_LITERAL(&walk, "hl\"");
	if (!DROP_LITERAL(&walk, "\"}") || !drop_any(&walk, OUR_MACHINE) ||
	    !DROP_LITERAL(&walk, "\",\"by\":\"") ||
	    !drop_any(&walk, OUR_TIME) ||
	    !DROP_LITERAL(&walk, "\",\"at\":\"") ||
	    !drop_string(&walk, &look->created, OUR_TIME) ||
	    !DROP_LITERAL(&walk, "},\"created\":\"") ||
	    !drop_flat(&walk, &look->vector))
		return false;
	if (DROP_LITERAL(&walk, "},\"dots\":{") &&
	    !drop_flat(&walk, &look->vector))
		return false;
	if (!DROP_LITERAL(&walk, "\",\"vv\":{") ||
	    !drop_string(&walk, &look->ev, UUID_LENGTH) ||
	    !DROP_LITERAL(&walk, "\",\"ev\":\"") ||
	    !drop_id(&walk, &look->id) ||
	    !DROP_LITERAL(&walk, "\",\"id\":\"") ||
	    !drop_id(&walk, &look->document) ||
	    !DROP_LITERAL(&walk, ",\"doc\":\""))
		return false;
	/* There are no escapes in what was taken. */
	tail = look->document.ptr;
	return !memchr(tail, '\\',
		       (size_t)(look->created.ptr + OUR_TIME - tail)) &&
	       !memchr(walk.at, '{', (size_t)(walk.end - walk.at)) &&
	       is_vector(look->vector);
}

/* --- Parsing -------------------------------------------------------------- */

static struct span string_of(const json_t *object, const char *field)
{
	const char *string = fields_string(object, field);

	return string ? (struct span){ string, strlen(string) }
		      : (struct span){ NULL, 0 };
}

void look_at_object(const json_t *object, struct look *look)
{
	const json_t *version = json_object_get(object, "v");
	struct span type = string_of(object, "t");

	memset(look, 0, sizeof(*look));
	look->kind = LOOK_UNREADABLE;
	if (!json_is_integer(version) || json_integer_value(version) < 1)
		return;
	look->newer = json_integer_value(version) > 1;
	look->id = string_of(object, "id");
	look->document = string_of(object, "doc");
	if (is(type, "mark"))
		look->kind = LOOK_MARK;
	else if (is(type, "doc"))
		look->kind = LOOK_SIGHTING;
	else if (type.len)
		look->kind = LOOK_FOREIGN;
	if (look->kind <= LOOK_SIGHTING &&
	    (!look->id.len || look->id.len > MARK_ID ||
	     look->document.len > MARK_ID))
		look->kind = LOOK_UNREADABLE;
	if (look->kind > LOOK_SIGHTING && look->newer)
		look->kind = LOOK_NEWER;
	if (look->kind == LOOK_SIGHTING && !look->document.len)
		look->document = look->id;
	look->deleted = json_is_true(json_object_get(object, "del"));
	look->ev = string_of(object, "ev");
	look->created = string_of(object, "created");
	look->path = string_of(object, "path");
	look->fingerprint = string_of(object, "fp");
}

void look_at(struct span line, struct look *look)
{
	memset(look, 0, sizeof(*look));
	if (look_at_ours(line, look))
		return;
	look_carefully(line, look);
}

void look_carefully(struct span line, struct look *look)
{
	json_t *parsed;

	memset(look, 0, sizeof(*look));
	if (look_cheaply(line, look))
		return;
	parsed = fields_parse(line, STORE_RECORD);
	look_at_object(parsed, look);
	look->parsed = parsed;
	if (!fields_trim(line).len)
		look->kind = LOOK_BLANK;
}

void look_release(struct look *look)
{
	json_decref(look->parsed);
	look->parsed = NULL;
}

/* --- Times ---------------------------------------------------------------- */

/* Days since the epoch of a date of the Gregorian calendar, from March on
 * (Hinnant, "chrono-compatible low-level date algorithms"). */
static int64_t days_of(int64_t year, int64_t month, int64_t day)
{
	int64_t of_year, era;

	year -= month <= 2;
	era = year / 400;
	of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	year -= era * 400;
	return era * 146097 + year * 365 + year / 4 - year / 100 + of_year -
	       719468;
}

int64_t look_time(struct span time)
{
	static const char form[] = "dddd-dd-ddTdd:dd:dd";
	int64_t parts[6] = { 0 };
	size_t part = 0;

	if (time.len < sizeof(form) || time.ptr[time.len - 1] != 'Z')
		return 0;
	for (size_t i = 0; form[i]; i++) {
		char byte = time.ptr[i];

		if (form[i] != 'd') {
			part++;
			if (byte != form[i])
				return 0;
		} else if (byte < '0' || byte > '9') {
			return 0;
		} else {
			parts[part] = parts[part] * 10 + (byte - '0');
		}
	}
	if (parts[1] < 1 || parts[1] > 12 || parts[2] < 1 || parts[2] > 31 ||
	    parts[3] > 23 || parts[4] > 59 || parts[5] > 60)
		return 0;
	return days_of(parts[0], parts[1], parts[2]) * 86400 + parts[3] * 3600 +
	       parts[4] * 60 + parts[5];
}
