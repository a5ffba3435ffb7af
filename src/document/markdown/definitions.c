/* SPDX-License-Identifier: ISC */
/* The definitions of links and notes: where one may stand, what it says. */
#include "document/markdown/definitions.h"

#include <assert.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "document/document.h"
#include "document/markdown/escapes.h"
#include "text/character.h"

/* cmark's; CommonMark has 999. */
enum { LABEL_MAX = 1000 };

#define NONE UINT32_MAX

void definitions_init(struct definitions *definitions)
{
	*definitions = (struct definitions){ 0 };
	buffer_append_byte(&definitions->strings, '\0');
}

void definitions_release(struct definitions *definitions)
{
	free(definitions->items);
	buffer_release(&definitions->strings);
	buffer_release(&definitions->scratch);
	map_release(&definitions->labels);
}

const char *definitions_string(const struct definitions *definitions,
			       uint32_t string)
{
	assert(string < definitions->strings.len);
	return definitions->strings.data + string;
}

static uint32_t add_string(struct definitions *definitions, const char *bytes,
			   size_t len)
{
	size_t off = definitions->strings.len;

	if (!len)
		return 0;
	buffer_append(&definitions->strings, bytes, len);
	buffer_append_byte(&definitions->strings, '\0');
	assert(definitions->strings.len < UINT32_MAX);
	return (uint32_t)off;
}

/* --- Labels ------------------------------------------------------------ */

/* Whether an odd number of backslashes stands before off. */
static bool is_escaped(const char *text, size_t off)
{
	size_t count = 0;

	while (count < off && text[off - count - 1] == '\\')
		count++;
	return count % 2;
}

bool definitions_label(const char *text, size_t len, size_t *label_len)
{
	for (size_t i = 0; i < len && i <= LABEL_MAX; i++) {
		if (text[i] == '\\' && i + 1 < len) {
			i++;
		} else if (text[i] == ']') {
			*label_len = i;
			return true;
		} else if (text[i] == '[') {
			return false;
		}
	}
	return false;
}

/* What cmark takes for white space in a label. */
static bool is_white(char byte)
{
	return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/*
 * Appends a label with its white space collapsed. With unquote, quote markers
 * at the starts of its lines are none of it.
 */
static void append_collapsed(struct buffer *out, const char *label, size_t len,
			     bool unquote)
{
	size_t start = out->len;
	bool space = false;

	for (size_t i = 0; i < len; i++) {
		if (!is_white(label[i])) {
			if (space && out->len > start)
				buffer_append_byte(out, ' ');
			space = false;
			buffer_append_byte(out, label[i]);
			continue;
		}
		space = true;
		if (label[i] != '\n' || !unquote)
			continue;
		while (i + 1 < len && strchr(" \t>", label[i + 1]))
			i++;
	}
}

/* Writes a label of ASCII letters and single spaces in small letters; false if
 * it is another. Nearly all are like that, and most are looked for in vain. */
static bool fold_simple(struct buffer *out, const char *label, size_t len)
{
	buffer_reserve(out, len);
	for (size_t i = 0; i < len; i++) {
		char byte = label[i];

		if (byte < ' ' || (byte & 0x80) ||
		    (byte == ' ' &&
		     (!i || i + 1 == len || label[i + 1] == ' ')))
			return false;
		out->data[i] =
			byte >= 'A' && byte <= 'Z' ? (char)(byte | 0x20) : byte;
	}
	out->len = len;
	out->data[len] = '\0';
	return true;
}

/* Into scratch: CommonMark's normalised label, the key of the map. */
static struct span normalised(struct definitions *definitions,
			      const char *label, size_t len, bool unquote)
{
	struct buffer collapsed = BUFFER_INIT;

	buffer_clear(&definitions->scratch);
	if (fold_simple(&definitions->scratch, label, len))
		return (struct span){ definitions->scratch.data, len };
	append_collapsed(&collapsed, label, len, unquote);
	buffer_clear(&definitions->scratch);
	character_append_folded(&definitions->scratch,
				buffer_string(&collapsed), collapsed.len);
	buffer_release(&collapsed);
	return (struct span){ buffer_string(&definitions->scratch),
			      definitions->scratch.len };
}

/* --- Notes ------------------------------------------------------------- */

/* GitHub's labels have no white space; one with a '>' might end HTML. */
static bool is_note_label(const char *label, size_t len)
{
	if (len < 2 || *label != '^')
		return false;
	for (size_t i = 1; i < len; i++)
		if (is_white(label[i]) || label[i] == '>')
			return false;
	return true;
}

/* The key of such a label: it begins with a blank, as that of no link does, for
 * "[ ^a]" is none of a note. */
static struct span note_key(struct definitions *definitions, const char *label,
			    size_t len)
{
	struct span key = normalised(definitions, label, len, false);

	definitions->scratch.data[0] = ' ';
	return key;
}

size_t definitions_note_mark(const char *text, size_t len)
{
	size_t label;
	size_t mark;

	if (len < 5 || text[0] != '[' || text[1] != '^' ||
	    !definitions_label(text + 1, len - 1, &label))
		return 0;
	mark = label + 3;
	if (!is_note_label(text + 1, label) || mark > len ||
	    text[mark - 1] != ':')
		return 0;
	while (mark < len && (text[mark] == ' ' || text[mark] == '\t'))
		mark++;
	return mark;
}

/* Appends a label as its references have it: without marks and backslashes.
 */
static void append_unescaped(struct buffer *out, const char *label, size_t len)
{
	struct buffer text = BUFFER_INIT;

	escapes_unmark(&text, label, len);
	for (size_t i = 0; i < text.len; i++) {
		bool escape = text.data[i] == '\\' && i + 1 < text.len &&
			      ispunct((unsigned char)text.data[i + 1]);

		buffer_append_byte(out, text.data[escape ? ++i : i]);
	}
	buffer_release(&text);
}

/* --- Candidates -------------------------------------------------------- */

/* How many bytes a list marker takes; 0 if there is none. */
static size_t marker_length(const char *at, const char *end)
{
	const char *start = at;

	if (at < end && strchr("-+*", *at))
		at++;
	else {
		while (at < end && *at >= '0' && *at <= '9')
			at++;
		if (at == start || at == end || !strchr(".)", *at))
			return 0;
		at++;
	}
	return at < end && (*at == ' ' || *at == '\t') ? (size_t)(at - start)
						       : 0;
}

/* Whether a definition of a term begins here (rewrites.h). */
static bool is_colon(const char *at, const char *end)
{
	return end - at > 1 && *at == ':' && (at[1] == ' ' || at[1] == '\t');
}

/* Whether nothing but markers of quotes, lists and definitions stands in
 * [at, end). */
static bool is_prefix(const char *at, const char *end)
{
	while (at < end) {
		size_t marker = marker_length(at, end);

		if (marker)
			at += marker;
		else if (strchr(" \t>", *at) || is_colon(at, end))
			at++;
		else
			return false;
	}
	return true;
}

static void add(struct definitions *definitions, struct definition item,
		struct span label, struct span key)
{
	uint32_t index = (uint32_t)definitions->count;
	uint32_t first;

	if (map_get(&definitions->labels, key.ptr, key.len, &first)) {
		struct definition *head = &definitions->items[first];

		definitions->items[head->last].next = index;
		head->last = index;
	} else {
		first = index;
		map_put(&definitions->labels, key.ptr, key.len, index);
	}
	item.label = add_string(definitions, label.ptr, label.len);
	item.first = first;
	item.next = NONE;
	item.last = index;
	item.answer = index;
	MEMORY_RESERVE(definitions->items, definitions->room,
		       definitions->count + 1);
	definitions->items[definitions->count++] = item;
}

/* Adds the candidate whose label starts at text, if there is one. */
static void scan_label(struct definitions *definitions, struct definition item,
		       const char *text, size_t len, bool quoted)
{
	struct buffer collapsed = BUFFER_INIT;
	struct span key;
	size_t label;

	if (!definitions_label(text, len, &label) || label + 1 >= len ||
	    text[label + 1] != ':')
		return;
	item.one_line = !memchr(text, '\n', label);
	item.note = is_note_label(text, label);
	if (item.note) {
		append_unescaped(&collapsed, text, label);
		key = note_key(definitions, collapsed.data, collapsed.len);
		assert(collapsed.data);
		/* The '^' tells notes from links only. */
		memmove(collapsed.data, collapsed.data + 1, collapsed.len - 1);
		buffer_truncate(&collapsed, collapsed.len - 1);
	} else {
		append_collapsed(&collapsed, text, label, quoted);
		/* Its last backslash must not escape the bracket. */
		if (is_escaped(buffer_string(&collapsed), collapsed.len))
			buffer_append_byte(&collapsed, ' ');
		key = normalised(definitions, text, label, quoted);
	}
	if (key.len)
		add(definitions, item,
		    (struct span){ collapsed.data, collapsed.len }, key);
	buffer_release(&collapsed);
}

/* Adds the candidates of a line, which ends at next: several notes may begin on
 * it, each in the one before it. */
static void scan_line(struct definitions *definitions, const char *text,
		      const char *next, const char *end, uint32_t line)
{
	const char *at = text;
	const char *bracket;

	while ((bracket = memchr(at, '[', (size_t)(next - at))) &&
	       is_prefix(at, bracket)) {
		size_t mark = definitions_note_mark(bracket,
						    (size_t)(next - bracket));

		scan_label(definitions,
			   (struct definition){
				   .line = line,
				   .column = (uint32_t)(bracket - text),
			   },
			   bracket + 1, (size_t)(end - bracket - 1),
			   memchr(text, '>', (size_t)(bracket - text)));
		if (!mark)
			return;
		at = bracket + mark;
	}
}

void definitions_scan(struct definitions *definitions, const char *text,
		      size_t len, uint32_t line)
{
	const char *end = text + len;

	for (; text < end; line++) {
		const char *next = memchr(text, '\n', (size_t)(end - text));

		next = next ? next + 1 : end;
		scan_line(definitions, text, next, end, line);
		text = next;
	}
}

static void assume_label(struct definitions *definitions, const char *label,
			 size_t len)
{
	struct definition item = {
		.line = UINT32_MAX, /* which no window has */
		.state = DEFINITION_TRUE,
		.one_line = true,
	};
	struct span key = normalised(definitions, label, len, false);
	uint32_t first;

	if (key.len && *label != '^' && !memchr(label, '\n', len) &&
	    !memchr(label, '\\', len) &&
	    !map_get(&definitions->labels, key.ptr, key.len, &first))
		add(definitions, item, (struct span){ label, len }, key);
}

void definitions_assume(struct definitions *definitions, const char *text,
			size_t len)
{
	const char *end = text + len;
	const char *at = text;
	size_t label;

	while ((at = memchr(at, ']', (size_t)(end - at))) && end - at > 2) {
		at++;
		if (*at == '[' &&
		    definitions_label(at + 1, (size_t)(end - at) - 1, &label))
			assume_label(definitions, at + 1, label);
	}
}

uint32_t definitions_from(const struct definitions *definitions, uint32_t line)
{
	size_t low = 0;
	size_t high = definitions->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (definitions->items[middle].line >= line)
			high = middle;
		else
			low = middle + 1;
	}
	return (uint32_t)low;
}

/* --- What they say ----------------------------------------------------- */

/* Returns whether the string is another now. */
static bool change_string(struct definitions *definitions, uint32_t *string,
			  const char *to)
{
	if (strcmp(definitions_string(definitions, *string), to) == 0)
		return false;
	*string = add_string(definitions, to, strlen(to));
	return true;
}

bool definitions_settle(struct definitions *definitions, size_t index,
			enum definition_state state, const char *url,
			const char *title)
{
	struct definition *item = &definitions->items[index];
	struct definition *head = &definitions->items[item->first];
	bool was_likely = item->state == DEFINITION_LIKELY;
	bool changed;

	item->state = (uint8_t)state;
	if (state == DEFINITION_UNLIKELY || state == DEFINITION_FALSE)
		return was_likely;
	changed = change_string(definitions, &item->url, url);
	changed |= change_string(definitions, &item->title, title);
	if (was_likely)
		return changed;
	if (index < head->answer)
		head->answer = (uint32_t)index;
	return true;
}

void definitions_unsettle(struct definitions *definitions, size_t index,
			  enum definition_state state)
{
	struct definition *item = &definitions->items[index];

	item->state = (uint8_t)state;
	definitions->items[item->first].answer = item->first;
}

static void note_asked(struct definition *item, uint32_t piece)
{
	if (!item->asked)
		item->asked = piece;
}

static uint32_t find(struct definitions *definitions, struct span key,
		     uint32_t piece)
{
	struct definition *items = definitions->items;
	uint32_t first;
	uint32_t i;

	if (!map_get(&definitions->labels, key.ptr, key.len, &first))
		return NONE;
	for (i = items[first].answer; i != NONE; i = items[i].next) {
		if (items[i].state == DEFINITION_FALSE)
			continue;
		note_asked(&items[i], piece);
		if (items[i].state != DEFINITION_UNLIKELY)
			break;
	}
	items[first].answer = i;
	return i;
}

uint32_t definitions_find(struct definitions *definitions, const char *label,
			  size_t len, bool unquote, uint32_t piece)
{
	return find(definitions, normalised(definitions, label, len, unquote),
		    piece);
}

uint32_t definitions_find_note(struct definitions *definitions,
			       const char *label, size_t len, uint32_t piece)
{
	struct buffer key = BUFFER_INIT;
	uint32_t found;

	buffer_append_byte(&key, '^');
	buffer_append(&key, label, len);
	found = NONE;
	if (is_note_label(key.data, key.len))
		found = find(definitions,
			     note_key(definitions, key.data, key.len), piece);
	buffer_release(&key);
	return found;
}

void definitions_enter(struct definitions *definitions, size_t index,
		       struct document *piece, uint32_t number, uint32_t *url,
		       uint32_t *title)
{
	struct definition *item = &definitions->items[index];
	const char *string;

	if (item->entered != number) {
		string = definitions_string(definitions, item->url);
		item->piece_url =
			document_add_string(piece, string, strlen(string));
		string = definitions_string(definitions, item->title);
		item->piece_title =
			document_add_string(piece, string, strlen(string));
		item->entered = number;
	}
	*url = item->piece_url;
	*title = item->piece_title;
}

void definitions_forget(struct definitions *definitions)
{
	for (size_t i = 0; i < definitions->count; i++) {
		struct definition *item = &definitions->items[i];

		item->asked = 0;
		item->entered = 0;
		item->answer = item->first;
	}
}
