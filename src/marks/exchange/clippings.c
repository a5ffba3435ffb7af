/* SPDX-License-Identifier: ISC */
/* A Kindle's "My Clippings.txt", in and out. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/map.h"
#include "base/memory.h"
#include "marks/exchange/clipping.h"
#include "marks/exchange/dates.h"
#include "marks/exchange/formats.h"
#include "marks/exchange/incoming.h"
#include "marks/exchange/markdown.h"
#include "text/decoder.h"
#include "text/encoding.h"
#include "text/utf8.h"

#define BOM	  "\xef\xbb\xbf"
#define SEPARATOR "==========\r\n"

enum {
	NEIGHBOURS = 32, /* records that one is compared with, at most */
	NONE = -1,
	KEY_MAX = 64,
};

/* --- Writing ------------------------------------------------------------- */

/* Appends text with the line ends of a Kindle. A line that would end the record
 * gets a blank before it. */
static void write_text(struct buffer *out, const struct buffer *text)
{
	struct buffer valid = BUFFER_INIT;
	const char *line;

	utf8_repair(&valid, buffer_string(text), text->len);
	for (line = buffer_string(&valid); *line;) {
		size_t len = strcspn(line, "\r\n");

		if (len && strspn(line, "=") == len)
			buffer_append_byte(out, ' ');
		buffer_append(out, line, len);
		buffer_append_string(out, "\r\n");
		line += len;
		line += line[0] == '\r' && line[1] == '\n' ? 2 : *line != '\0';
	}
	buffer_release(&valid);
}

/* On one line. */
static void write_line(struct buffer *out, const char *text)
{
	for (; *text; text++)
		buffer_append_byte(out,
				   (unsigned char)*text < 0x20 ? ' ' : *text);
}

/* A record up to its text. Locations are characters of the text, so that no two
 * marks stand at one. */
static void write_head(struct buffer *out,
		       const struct exchange_document *document,
		       const struct mark *mark, const char *kind, bool at_end)
{
	const struct selector *selector = &mark->original;
	bool is_known = selector->len > 0 || selector->end > 0;
	struct buffer title = BUFFER_INIT;
	uint32_t end = selector->end > selector->start ? selector->end
						       : selector->start + 1;

	markdown_title(&title, document);
	write_line(out, title.data);
	/* Else brackets at the end of the title would be the author. */
	if (document->author.len || title.data[title.len - 1] == ')') {
		buffer_append_string(out, " (");
		write_line(out, buffer_string(&document->author));
		buffer_append_byte(out, ')');
	}
	buffer_append_format(out, "\r\n- Your %s", kind);
	if (is_known && at_end)
		buffer_append_format(out, " on Location %u", (unsigned)end);
	else if (is_known)
		buffer_append_format(out, " on Location %u-%u",
				     (unsigned)selector->start + 1,
				     (unsigned)end);
	if (mark->created_ms) {
		buffer_append_string(out, " | Added on ");
		dates_write_kindle(out, mark->created_ms);
	}
	buffer_append_string(out, "\r\n\r\n");
	buffer_release(&title);
}

static void write_mark(struct buffer *out,
		       const struct exchange_document *document,
		       const struct mark *mark)
{
	write_head(out, document, mark,
		   mark->kind == MARK_BOOKMARK ? "Bookmark" : "Highlight",
		   mark->kind == MARK_BOOKMARK);
	write_text(out, &mark->original.anchor.exact);
	buffer_append_string(out, SEPARATOR);
	if (!mark->note.len)
		return;
	write_head(out, document, mark, "Note", true);
	write_text(out, &mark->note);
	buffer_append_string(out, SEPARATOR);
}

static void write_clippings(const struct exchange *exchange, struct buffer *out)
{
	buffer_append_string(out, BOM);
	for (size_t i = 0; i < exchange->count; i++) {
		const struct exchange_document *document =
			&exchange->documents[i];

		for (size_t k = 0; k < document->marks.count; k++) {
			if (!document->marks.marks[k].deleted)
				write_mark(out, document,
					   &document->marks.marks[k]);
		}
	}
}

/* --- Reading: records ---------------------------------------------------- */

/* A record with what was found out about it. */
struct item {
	struct clipping clipping;
	size_t document; /* number in the exchange */
	size_t order;	 /* in the file */
	ptrdiff_t into;	 /* that holds it, or that it is the note of; NONE */
	struct buffer note;
	size_t notes; /* of how many records that is */
};

struct reading {
	struct exchange *exchange;
	struct item *items; /* in the file's order */
	size_t count;
	size_t room;
};

/* The file as valid UTF-8 whose lines end in '\n'. */
static void decode(struct buffer *out, struct span bytes)
{
	size_t head = bytes.len < ENCODING_HEAD ? bytes.len : ENCODING_HEAD;
	const char *name = encoding_sign(bytes.ptr, head);
	struct decoder *decoder =
		name && !decoder_is_utf8(name) ? decoder_open(name) : NULL;
	struct buffer text = BUFFER_INIT;
	struct buffer valid = BUFFER_INIT;

	if (decoder)
		decoder_feed(decoder, bytes.ptr, bytes.len, true, &text);
	else
		buffer_append(&text, bytes.ptr, bytes.len);
	decoder_free(decoder);
	utf8_repair(&valid, buffer_string(&text), text.len);
	for (size_t i = 0; i < valid.len; i++) {
		if (valid.data[i] != '\r')
			buffer_append_byte(out, valid.data[i]);
		else if (i + 1 == valid.len || valid.data[i + 1] != '\n')
			buffer_append_byte(out, '\n');
	}
	buffer_release(&text);
	buffer_release(&valid);
}

static void copy_string(struct buffer *out, struct span text)
{
	buffer_clear(out);
	buffer_append(out, text.ptr, text.len);
}

static void add_item(struct reading *reading, const struct clipping *clipping)
{
	struct buffer title = BUFFER_INIT;
	struct buffer author = BUFFER_INIT;
	const struct exchange_document *document;
	struct item *item;

	MEMORY_RESERVE(reading->items, reading->room, reading->count + 1);
	item = &reading->items[reading->count];
	memset(item, 0, sizeof(*item));
	copy_string(&title, clipping->title);
	copy_string(&author, clipping->author);
	document = exchange_find(reading->exchange, buffer_string(&title),
				 buffer_string(&author));
	item->clipping = *clipping;
	item->document = (size_t)(document - reading->exchange->documents);
	item->order = reading->count++;
	item->into = NONE;
	buffer_init(&item->note);
	buffer_release(&title);
	buffer_release(&author);
}

/* What a Kindle writes where a publisher allows no more: no text of the book.
 */
static bool is_refusal(struct span text)
{
	static const char *const words[] = { "limit", "l\xc3\xadmite", "上限",
					     "лимит" };

	if (text.len < 2 || *text.ptr != '<' || text.ptr[text.len - 1] != '>')
		return false;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (memmem(text.ptr, text.len, words[i], strlen(words[i])))
			return true;
	}
	return false;
}

static void read_records(struct reading *reading, struct span file)
{
	struct clipping clipping;
	struct span record;

	while (clipping_next(&file, &record)) {
		if (clipping_read(&clipping, record) &&
		    !is_refusal(clipping.text))
			add_item(reading, &clipping);
		else
			reading->exchange->unusable++;
	}
}

/* --- Reading: what belongs together -------------------------------------- */

/* Items are sorted by references to them. */
struct sorted {
	struct item *item;
};

static int by_place(const void *a, const void *b)
{
	const struct item *first = ((const struct sorted *)a)->item;
	const struct item *second = ((const struct sorted *)b)->item;

	if (first->document != second->document)
		return first->document < second->document ? -1 : 1;
	if (first->clipping.ranges != second->clipping.ranges)
		return first->clipping.ranges < second->clipping.ranges ? -1
									: 1;
	if (first->clipping.from != second->clipping.from)
		return first->clipping.from < second->clipping.from ? -1 : 1;
	return first->order < second->order ? -1 : 1;
}

/* Of two highlights that overlap, the second by place, an earlier one that a
 * later one holds was made longer on the Kindle, which keeps both. */
static void drop_one(struct item *a, struct item *b)
{
	struct item *early = a->order < b->order ? a : b;
	const struct item *late = a->order < b->order ? b : a;

	if (early->into == NONE &&
	    memmem(late->clipping.text.ptr, late->clipping.text.len,
		   early->clipping.text.ptr, early->clipping.text.len))
		early->into = (ptrdiff_t)late->order;
}

static void drop_contained(struct reading *reading)
{
	struct sorted *sorted = NULL;
	size_t count = 0;
	size_t room = 0;

	for (size_t i = 0; i < reading->count; i++) {
		struct item *item = &reading->items[i];

		if (item->clipping.kind == CLIPPING_HIGHLIGHT &&
		    item->clipping.ranges && item->clipping.text.len) {
			MEMORY_RESERVE(sorted, room, count + 1);
			sorted[count++].item = item;
		}
	}
	if (count)
		qsort(sorted, count, sizeof(*sorted), by_place);
	for (size_t i = 0; i < count; i++) {
		for (size_t k = i + 1; k < count && k - i <= NEIGHBOURS; k++) {
			if (sorted[k].item->document !=
				    sorted[i].item->document ||
			    sorted[k].item->clipping.ranges !=
				    sorted[i].item->clipping.ranges ||
			    sorted[k].item->clipping.from >
				    sorted[i].item->clipping.to)
				break;
			drop_one(sorted[i].item, sorted[k].item);
		}
	}
	free(sorted);
}

/* The one that holds an item in the end: always a later one, so this ends. */
static struct item *holder(struct reading *reading, struct item *item)
{
	struct item *top = item;

	while (top->into != NONE)
		top = &reading->items[top->into];
	/* The next one that asks has a shorter way. */
	while (item != top) {
		struct item *next = &reading->items[item->into];

		item->into = (ptrdiff_t)top->order;
		item = next;
	}
	return top;
}

static size_t write_key(char key[KEY_MAX], const struct item *item, uint32_t at)
{
	return (size_t)snprintf(key, KEY_MAX, "%zu %zu %u", item->document,
				item->clipping.ranges, (unsigned)at);
}

static bool holds(const struct item *item, const struct item *note)
{
	return item->clipping.kind != CLIPPING_NOTE &&
	       item->document == note->document &&
	       item->clipping.ranges == note->clipping.ranges &&
	       item->clipping.from <= note->clipping.to &&
	       item->clipping.to >= note->clipping.to;
}

/* A note stands at the last location of its highlight, mostly beside it in the
 * file. */
static struct item *find_noted(struct reading *reading, const struct map *ends,
			       const struct item *note)
{
	struct item *before =
		note->order > 0 ? &reading->items[note->order - 1] : NULL;
	struct item *behind = note->order + 1 < reading->count
				      ? &reading->items[note->order + 1]
				      : NULL;
	char key[KEY_MAX];
	uint32_t index;

	/* One that was edited follows the first. */
	while (before && before->clipping.kind == CLIPPING_NOTE &&
	       before->order > 0 && note->order - before->order < NEIGHBOURS)
		before--;
	if (before && holds(before, note) &&
	    before->clipping.to == note->clipping.to)
		return before;
	if (behind && holds(behind, note) && note->clipping.ranges &&
	    behind->clipping.to == note->clipping.to)
		return behind;
	if (!note->clipping.ranges)
		return NULL;
	if (map_get(ends, key, write_key(key, note, note->clipping.to), &index))
		return &reading->items[index];
	return before && holds(before, note)   ? before
	       : behind && holds(behind, note) ? behind
					       : NULL;
}

/* Of a note that was edited the Kindle keeps both. */
static void add_note(struct reading *reading, struct item *item,
		     struct span text)
{
	struct buffer *note = &item->note;

	if (note->len && text.len >= note->len &&
	    memmem(text.ptr, text.len, note->data, note->len)) {
		buffer_clear(note);
		reading->exchange->duplicates++;
	}
	if (note->len && memmem(note->data, note->len, text.ptr, text.len)) {
		reading->exchange->duplicates++;
		return;
	}
	if (note->len)
		buffer_append_byte(note, '\n');
	buffer_append(note, text.ptr, text.len);
}

static void attach_notes(struct reading *reading)
{
	struct map ends = MAP_INIT;
	char key[KEY_MAX];

	for (size_t i = 0; i < reading->count; i++) {
		struct item *item = &reading->items[i];

		if (item->clipping.kind != CLIPPING_NOTE &&
		    item->clipping.ranges)
			map_put(&ends, key,
				write_key(key, item, item->clipping.to),
				(uint32_t)i);
	}
	for (size_t i = 0; i < reading->count; i++) {
		struct item *note = &reading->items[i];
		struct item *noted = note->clipping.kind == CLIPPING_NOTE
					     ? find_noted(reading, &ends, note)
					     : NULL;

		if (!noted)
			continue;
		noted = holder(reading, noted);
		/* What would be too much is a mark of its own. */
		if (noted->notes == NEIGHBOURS ||
		    noted->note.len + note->clipping.text.len >= MARK_NOTE)
			continue;
		noted->notes++;
		add_note(reading, noted, note->clipping.text);
		note->into = (ptrdiff_t)noted->order;
	}
	map_release(&ends);
}

/* --- Reading: marks ------------------------------------------------------ */

static void add_mark(struct incoming *incoming, const struct item *item)
{
	const struct clipping *clipping = &item->clipping;
	struct exchange_document *document =
		&incoming->exchange->documents[item->document];
	struct incoming_entry entry = { .id = NULL };
	struct buffer exact = BUFFER_INIT;
	struct buffer note = BUFFER_INIT;
	struct buffer id = BUFFER_INIT;
	struct mark mark;

	mark_init(&mark);
	mark.kind = clipping->kind == CLIPPING_HIGHLIGHT ? MARK_HIGHLIGHT
							 : MARK_BOOKMARK;
	mark.created_ms = mark.changed_ms = clipping->at_ms;
	if (clipping->kind == CLIPPING_NOTE)
		copy_string(&note, clipping->text);
	else
		copy_string(&exact, clipping->text);
	buffer_append(&note, buffer_string(&item->note), item->note.len);
	/* The second line as it stands: what time it is depends on where this
	 * computer is. */
	buffer_append_format(&id, "%s\n%s\n", buffer_string(&document->title),
			     buffer_string(&document->author));
	buffer_append(&id, clipping->meta.ptr, clipping->meta.len);
	buffer_append_byte(&id, '\n');
	buffer_append(&id, clipping->text.ptr, clipping->text.len);
	entry.id = buffer_string(&id);
	entry.exact = buffer_string(&exact);
	entry.note = buffer_string(&note);
	(void)incoming_add(incoming, document, &mark, &entry);
	mark_release(&mark);
	buffer_release(&exact);
	buffer_release(&note);
	buffer_release(&id);
}

static void add_marks(struct reading *reading, struct incoming *incoming)
{
	for (size_t i = 0; i < reading->count; i++) {
		const struct item *item = &reading->items[i];

		if (item->into == NONE)
			add_mark(incoming, item);
		else if (item->clipping.kind != CLIPPING_NOTE)
			reading->exchange->duplicates++;
	}
}

/* --- The format ---------------------------------------------------------- */

/* Whether the first record is one, and ends. */
static bool is_clippings(struct span bytes)
{
	struct span head = { bytes.ptr, bytes.len < ENCODING_SAMPLE
						? bytes.len
						: ENCODING_SAMPLE };
	struct buffer text = BUFFER_INIT;
	struct clipping clipping;
	struct span file;
	struct span record;
	const char *start;
	bool is;

	decode(&text, head);
	start = buffer_string(&text);
	file = (struct span){ start, text.len };
	is = clipping_next(&file, &record) &&
	     clipping_read(&clipping, record) &&
	     memmem(start, text.len, "\n==========", 11) != NULL;
	buffer_release(&text);
	return is;
}

static bool read_clippings(struct exchange *exchange, struct span bytes,
			   struct error *error)
{
	struct reading reading = { .exchange = exchange };
	struct incoming incoming;
	struct buffer text = BUFFER_INIT;
	bool done = true;

	decode(&text, bytes);
	read_records(&reading, (struct span){ buffer_string(&text), text.len });
	if (!reading.count) {
		done = error_set(error, "it has no record of a Kindle's My "
					"Clippings.txt");
	} else {
		drop_contained(&reading);
		attach_notes(&reading);
		incoming_begin(&incoming, exchange);
		add_marks(&reading, &incoming);
		done = incoming_end(&incoming, error);
	}
	for (size_t i = 0; i < reading.count; i++)
		buffer_release(&reading.items[i].note);
	free(reading.items);
	buffer_release(&text);
	return done;
}

const struct exchange_format exchange_clippings = {
	.name = "clippings",
	.extension = ".txt",
	.help = "a Kindle's My Clippings.txt",
	.write = write_clippings,
	.is = is_clippings,
	.read = read_clippings,
};
