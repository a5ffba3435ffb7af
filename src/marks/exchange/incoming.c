/* SPDX-License-Identifier: ISC */
/* What the entries of a foreign file become: marks with IDs, each once. */
#include "marks/exchange/incoming.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/sha256.h"
#include "text/utf8.h"

enum {
	UUID = 36,	    /* characters of one */
	ONE_OF_A_KIND = 16, /* an ID of so many bytes is nobody else's */
	NAMED = 1024,	    /* bytes of a title that tell it from others */
};

void incoming_begin(struct incoming *incoming, struct exchange *exchange)
{
	memset(incoming, 0, sizeof(*incoming));
	incoming->exchange = exchange;
	map_init(&incoming->ids);
}

bool incoming_end(struct incoming *incoming, struct error *error)
{
	bool full = incoming->full;

	map_release(&incoming->ids);
	free(incoming->places);
	memset(incoming, 0, sizeof(*incoming));
	return !full || error_set(error,
				  "it has more than %d marks; import it in "
				  "parts",
				  EXCHANGE_MARKS);
}

/* --- IDs -------------------------------------------------------------------
 */

static bool is_hexadecimal(char byte)
{
	return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'f') ||
	       (byte >= 'A' && byte <= 'F');
}

bool incoming_uuid(const char *text, char id[MARK_ID + 1])
{
	static const char urn[] = "urn:uuid:";
	size_t i;

	if (strncasecmp(text, urn, sizeof(urn) - 1) == 0)
		text += sizeof(urn) - 1;
	for (i = 0; i < UUID; i++) {
		bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;

		if (hyphen ? text[i] != '-' : !is_hexadecimal(text[i]))
			return false;
	}
	if (text[UUID])
		return false;
	for (i = 0; i < UUID; i++)
		id[i] = text[i] >= 'A' && text[i] <= 'F'
				? (char)(text[i] + ('a' - 'A'))
				: text[i];
	id[UUID] = '\0';
	return true;
}

/* The NUL behind it keeps apart what is taken in one after another. */
static void take(struct sha256 *sha, const char *text)
{
	sha256_update(sha, text, strlen(text) + 1);
}

/* What all marks of a document share is read for each of them: its start. */
static void take_name(struct sha256 *sha, const struct buffer *name)
{
	size_t len = name->len < NAMED ? name->len : NAMED;

	sha256_update(sha, buffer_string(name), len);
	sha256_update(sha, "", 1);
}

static void take_number(struct sha256 *sha, int64_t number)
{
	unsigned char bytes[8];

	for (int i = 0; i < 8; i++)
		bytes[i] = (unsigned char)((uint64_t)number >> (56 - 8 * i));
	sha256_update(sha, bytes, sizeof(bytes));
}

/* RFC 9562, 5.8: all bits are ours but those of the version and the variant. */
static void finish_id(struct sha256 *sha, char id[MARK_ID + 1])
{
	static const char digits[] = "0123456789abcdef";
	unsigned char digest[SHA256_DIGEST];
	size_t at = 0;

	sha256_finish(sha, digest);
	digest[6] = (unsigned char)((digest[6] & 0x0f) | 0x80);
	digest[8] = (unsigned char)((digest[8] & 0x3f) | 0x80);
	for (int i = 0; i < 16; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			id[at++] = '-';
		id[at++] = digits[digest[i] >> 4];
		id[at++] = digits[digest[i] & 15];
	}
	id[at] = '\0';
}

void incoming_make_uuid(const char *bytes, size_t len, char id[MARK_ID + 1])
{
	struct sha256 sha;

	sha256_init(&sha);
	sha256_update(&sha, bytes, len);
	finish_id(&sha, id);
}

static void make_id(struct mark *mark, const struct exchange_document *document,
		    const char *foreign)
{
	const struct anchor *anchor = &mark->original.anchor;
	struct sha256 sha;

	if (incoming_uuid(foreign, mark->id))
		return;
	sha256_init(&sha);
	take(&sha, foreign);
	if (strlen(foreign) < ONE_OF_A_KIND) {
		take(&sha, document->id);
		take_name(&sha, &document->title);
		take_name(&sha, &document->author);
		take_name(&sha, &document->url);
		take(&sha, buffer_string(&anchor->exact));
		/* What has no text is told by what somebody wrote on it. */
		if (!anchor->exact.len)
			take(&sha, buffer_string(&mark->note));
		take_number(&sha, mark->created_ms);
		take_number(&sha, mark->original.start);
	}
	finish_id(&sha, mark->id);
}

/* The ID of a mark whose own is another one's: by all that is in it. */
static void make_other_id(struct mark *mark)
{
	const struct anchor *anchor = &mark->original.anchor;
	struct sha256 sha;

	sha256_init(&sha);
	take(&sha, mark->id);
	take(&sha, buffer_string(&anchor->exact));
	take(&sha, buffer_string(&anchor->prefix));
	take(&sha, buffer_string(&anchor->suffix));
	take(&sha, buffer_string(&mark->note));
	take(&sha, buffer_string(&mark->tags));
	take_number(&sha, mark->kind);
	take_number(&sha, mark->color);
	take_number(&sha, mark->created_ms);
	take_number(&sha, mark->original.start);
	finish_id(&sha, mark->id);
}

/* --- Entries ---------------------------------------------------------------
 */

static bool same_bytes(const struct buffer *a, const struct buffer *b)
{
	return a->len == b->len &&
	       memcmp(buffer_string(a), buffer_string(b), a->len) == 0;
}

static bool same_mark(const struct mark *a, const struct mark *b)
{
	const struct selector *one = &a->original;
	const struct selector *other = &b->original;

	return a->kind == b->kind && a->color == b->color &&
	       a->created_ms == b->created_ms && one->start == other->start &&
	       same_bytes(&a->note, &b->note) &&
	       same_bytes(&a->tags, &b->tags) &&
	       same_bytes(&one->anchor.exact, &other->anchor.exact) &&
	       same_bytes(&one->anchor.prefix, &other->anchor.prefix) &&
	       same_bytes(&one->anchor.suffix, &other->anchor.suffix);
}

/* The mark that has this ID in the file so far; NULL: none. */
static struct mark *mark_of(const struct incoming *incoming, const char *id)
{
	const struct incoming_place *place;
	uint32_t number;

	if (!map_get(&incoming->ids, id, strlen(id), &number))
		return NULL;
	place = &incoming->places[number];
	return &incoming->exchange->documents[place->document]
			.marks.marks[place->mark];
}

/* Lines of reading text end in '\n' alone. */
static void set_text(struct buffer *to, const char *text)
{
	buffer_clear(to);
	for (; *text; text++)
		if (*text != '\r')
			buffer_append_byte(to, *text);
		else if (text[1] != '\n')
			buffer_append_byte(to, '\n');
}

/* Keeps the code points at the end, or at the start, that context may have. */
static void cut_context(struct buffer *context, bool keep_end)
{
	size_t off = keep_end ? context->len : 0;

	for (int i = 0; i < ANCHOR_CONTEXT; i++) {
		uint32_t point;

		if (keep_end && off)
			off = utf8_previous(context->data, off);
		else if (!keep_end && off < context->len)
			off += utf8_decode(context->data + off,
					   context->len - off, &point);
	}
	if (!keep_end) {
		buffer_truncate(context, off);
	} else if (off) {
		memmove(context->data, context->data + off, context->len - off);
		buffer_truncate(context, context->len - off);
	}
}

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

/* Puts into the mark what the entry says; false: it makes no mark. */
static bool fill(struct mark *mark, const struct incoming_entry *entry)
{
	struct anchor *anchor = &mark->original.anchor;
	const char *exact = or_empty(entry->exact);
	const char *note = or_empty(entry->note);

	if (strlen(exact) > MARK_QUOTE || strlen(note) > MARK_NOTE)
		return false;
	set_text(&anchor->exact, exact);
	set_text(&anchor->prefix, or_empty(entry->prefix));
	set_text(&anchor->suffix, or_empty(entry->suffix));
	cut_context(&anchor->prefix, true);
	cut_context(&anchor->suffix, false);
	mark_set_note(mark, note, strlen(note));
	if (mark->changed_ms < mark->created_ms)
		mark->changed_ms = mark->created_ms;
	if (anchor->exact.len)
		return true;
	mark->kind = MARK_BOOKMARK;
	return mark->note.len || mark->tags.len;
}

static struct mark *refuse(size_t *counter, struct mark *mark,
			   struct mark *instead)
{
	++*counter;
	mark_release(mark);
	return instead;
}

struct mark *incoming_add(struct incoming *incoming,
			  struct exchange_document *document, struct mark *mark,
			  const struct incoming_entry *entry)
{
	struct exchange *exchange = incoming->exchange;
	struct mark *there;

	if (incoming->count == EXCHANGE_MARKS)
		incoming->full = true;
	if (incoming->full || !fill(mark, entry))
		return refuse(&exchange->unusable, mark, NULL);
	make_id(mark, document, or_empty(entry->id));
	there = mark_of(incoming, mark->id);
	if (there && !same_mark(there, mark)) {
		make_other_id(mark);
		there = mark_of(incoming, mark->id);
	}
	if (there)
		return refuse(&exchange->duplicates, mark, there);
	MEMORY_RESERVE(incoming->places, incoming->room, incoming->count + 1);
	incoming->places[incoming->count] = (struct incoming_place){
		(uint32_t)(document - exchange->documents),
		(uint32_t)document->marks.count,
	};
	map_put(&incoming->ids, mark->id, strlen(mark->id),
		(uint32_t)incoming->count++);
	there = mark_list_add(&document->marks);
	*there = *mark;
	mark_init(mark);
	return there;
}

void incoming_heading(struct mark *mark, const char *title)
{
	if (mark->head.len && *title)
		buffer_append_byte(&mark->head, '\n');
	for (; *title; title++)
		buffer_append_byte(&mark->head, *title == '\n' || *title == '\r'
							? ' '
							: *title);
}

void incoming_tag(struct mark *mark, const char *tag)
{
	size_t len = strlen(tag);

	if (len)
		mark_add_tag(mark, tag, len);
}

enum mark_color incoming_color(const char *name)
{
	/* The nearest, of KOReader, calibre and Foliate. */
	static const struct {
		const char *name;
		enum mark_color color;
	} others[] = {
		{ "red", MARK_PINK },	   { "magenta", MARK_PINK },
		{ "olive", MARK_GREEN },   { "lime", MARK_GREEN },
		{ "cyan", MARK_BLUE },	   { "aqua", MARK_BLUE },
		{ "violet", MARK_PURPLE }, { "brown", MARK_ORANGE },
	};
	enum mark_color color = mark_color_find(name, strlen(name));

	for (size_t i = 0;
	     color == MARK_COLORS && i < sizeof(others) / sizeof(others[0]);
	     i++)
		if (strcmp(others[i].name, name) == 0)
			color = others[i].color;
	return color == MARK_COLORS ? MARK_YELLOW : color;
}
