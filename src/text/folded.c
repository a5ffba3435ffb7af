/* SPDX-License-Identifier: ISC */
/* Fold a stretch of text, knowing where in it each byte came from. */
#include "text/folded.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <uninorm.h>

#include "base/memory.h"
#include "text/fold.h"
#include "text/utf8.h"

enum {
	PAGE_SIZE = 128, /* characters of a page of the table */
	PAGE_COUNT = 0x110000 / PAGE_SIZE,
	WORD_SIZE = sizeof(uint64_t),
	HIGH_BIT = 0x80,
	MARKS_MAX = 32, /* put in order; UAX #15 has no more than 30 */
};

struct fold_table {
	unsigned counting;
	struct fold_entry *pages[PAGE_COUNT];
};

struct fold_table *fold_table_new(unsigned counting)
{
	struct fold_table *table = memory_alloc_zeroed(1, sizeof(*table));

	table->counting = counting;
	return table;
}

void fold_table_free(struct fold_table *table)
{
	if (!table)
		return;
	for (size_t i = 0; i < PAGE_COUNT; i++)
		free(table->pages[i]);
	free(table);
}

static void work_out(struct fold_table *table, struct fold_entry *entry,
		     uint32_t point)
{
	struct fold_point *to = &entry->point;
	uint32_t first, last;

	*to = fold_point(point, table->counting);
	entry->known = true;
	if (to->len == 0)
		return;
	utf8_decode(to->bytes, to->len, &first);
	size_t at = utf8_previous(to->bytes, to->len);
	utf8_decode(to->bytes + at, to->len - at, &last);
	entry->composes = fold_composes(first);
	entry->first_class = (uint8_t)uc_combining_class(first);
	entry->last_class = (uint8_t)uc_combining_class(last);
	entry->plain = to->kind == FOLD_SAME && !entry->composes &&
		       entry->first_class == 0;
}

const struct fold_entry *fold_table_at(struct fold_table *table, uint32_t point)
{
	struct fold_entry **page = &table->pages[point / PAGE_SIZE];
	struct fold_entry *entry;

	if (!*page)
		*page = memory_alloc_zeroed(PAGE_SIZE, sizeof(**page));
	entry = &(*page)[point % PAGE_SIZE];
	if (!entry->known)
		work_out(table, entry, point);
	return entry;
}

void folded_release(struct folded *folded)
{
	buffer_release(&folded->text);
	free(folded->shifts);
	*folded = (struct folded)FOLDED_INIT;
}

/* A text being folded. */
struct folding {
	struct folded *out;
	struct fold_table *table;
	const char *bytes;
	size_t len;
	size_t pos;	    /* what is before it is folded */
	bool small;	    /* case does not count */
	bool linear;	    /* what comes now is under the last shift */
	bool blank;	    /* the last thing folded was white space */
	uint8_t mark_class; /* the highest of the marks put out last */
	bool disordered;    /* those are not in canonical order */
};

static void add_shift(struct folding *folding, size_t pos, size_t off,
		      size_t len)
{
	struct folded *out = folding->out;

	MEMORY_RESERVE(out->shifts, out->shift_room, out->shift_count + 1);
	out->shifts[out->shift_count++] = (struct folded_shift){
		.pos = (uint32_t)pos,
		.off = (uint32_t)off,
		.len = (uint32_t)len,
	};
	folding->linear = len == 0;
}

static void go_linear(struct folding *folding)
{
	if (!folding->linear)
		add_shift(folding, folding->out->text.len, folding->pos, 0);
}

/* There is always room for what is left as it is and one character more, so
 * only what takes more room than it had asks for some. */
static void reserve(struct folding *folding)
{
	struct buffer *text = &folding->out->text;
	size_t wanted = folding->len - folding->pos + 2 * FOLD_BYTES_MAX;

	if (text->capacity - text->len <= wanted)
		buffer_reserve(text, 2 * wanted);
}

/* Takes the last character, from pos on, back; returns where it came from. */
static size_t take_back(struct folding *folding, size_t pos)
{
	struct folded *out = folding->out;
	const struct folded_shift *shift = &out->shifts[out->shift_count - 1];

	for (; shift->pos > pos; shift--)
		out->shift_count--;
	if (shift->pos == pos)
		out->shift_count--;
	out->text.len = pos;
	return shift->len > 0 ? shift->off : shift->off + (pos - shift->pos);
}

static bool is_ascii_white(char byte)
{
	return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/* Puts the marks at the end in canonical order; not stable in where they came
 * from, which is one cluster anyway. */
static void order_marks(struct buffer *text)
{
	uint32_t points[MARKS_MAX];
	int classes[MARKS_MAX];
	size_t start = text->len, count = 0;

	while (start > 0 && count < MARKS_MAX) {
		size_t at = utf8_previous(text->data, start);
		size_t place = count;
		uint32_t point;

		utf8_decode(text->data + at, start - at, &point);
		int class = uc_combining_class(point);
		if (class == 0)
			break;
		/* The last is put in first: among equals to the front. */
		for (; place > 0 && classes[place - 1] < class; place--) {
			points[place] = points[place - 1];
			classes[place] = classes[place - 1];
		}
		points[place] = point;
		classes[place] = class;
		count++;
		start = at;
	}
	while (count > 0)
		start += utf8_encode(points[--count], text->data + start);
}

/* Before anything but a mark is put out. */
static void end_marks(struct folding *folding)
{
	if (folding->disordered)
		order_marks(&folding->out->text);
	folding->disordered = false;
	folding->mark_class = 0;
}

static void put_blank(struct folding *folding, size_t taken)
{
	struct buffer *text = &folding->out->text;

	/* The rest of a run; a line's indent is one as a rule. */
	while (folding->pos + taken < folding->len &&
	       is_ascii_white(folding->bytes[folding->pos + taken]))
		taken++;
	end_marks(folding);
	if (folding->blank) {
		size_t pos = text->len - 1;
		size_t off = take_back(folding, pos);

		add_shift(folding, pos, off, folding->pos + taken - off);
	} else if (taken == 1) {
		go_linear(folding);
	} else {
		add_shift(folding, text->len, folding->pos, taken);
	}
	text->data[text->len++] = ' ';
	folding->blank = true;
	folding->pos += taken;
}

/* Whether the character was put together with the one before it. */
static bool compose(struct folding *folding, const struct fold_entry *entry,
		    size_t taken)
{
	struct buffer *text = &folding->out->text;
	uint32_t last, mark, composed;

	if (text->len == 0)
		return false;
	size_t at = utf8_previous(text->data, text->len);
	utf8_decode(text->data + at, text->len - at, &last);
	utf8_decode(entry->point.bytes, entry->point.len, &mark);
	composed = uc_composition(last, mark);
	if (composed == 0)
		return false;
	size_t off = take_back(folding, at);
	add_shift(folding, at, off, folding->pos + taken - off);
	text->len += utf8_encode(composed, text->data + at);
	return true;
}

static void put_other(struct folding *folding, const struct fold_entry *entry,
		      size_t taken)
{
	struct buffer *text = &folding->out->text;

	reserve(folding);
	add_shift(folding, text->len, folding->pos, taken);
	memcpy(text->data + text->len, entry->point.bytes, FOLD_BYTES_MAX);
	text->len += entry->point.len;
}

static void put_same(struct folding *folding, size_t taken)
{
	struct buffer *text = &folding->out->text;

	go_linear(folding);
	for (size_t i = 0; i < taken; i++)
		text->data[text->len + i] = folding->bytes[folding->pos + i];
	text->len += taken;
}

static void put_point(struct folding *folding, const struct fold_entry *entry,
		      size_t taken)
{
	if (entry->first_class == 0)
		end_marks(folding);
	if (entry->point.kind == FOLD_SAME)
		put_same(folding, taken);
	else
		put_other(folding, entry, taken);
	folding->blank = false;
	if (entry->first_class < folding->mark_class)
		folding->disordered = true;
	else
		folding->mark_class = entry->last_class;
}

static void fold_one(struct folding *folding)
{
	uint32_t point;
	size_t taken = utf8_decode(folding->bytes + folding->pos,
				   folding->len - folding->pos, &point);
	const struct fold_entry *entry = fold_table_at(folding->table, point);

	switch ((enum fold_kind)entry->point.kind) {
	case FOLD_BLANK:
		put_blank(folding, taken);
		return;
	case FOLD_NOTHING:
		folding->linear = false;
		break;
	case FOLD_SAME:
	case FOLD_OTHER:
		if (!entry->composes || !compose(folding, entry, taken))
			put_point(folding, entry, taken);
		break;
	}
	folding->pos += taken;
}

/* The bytes of the character at text if it stays as it is whatever stands
 * beside it; 0 if not, or nobody has looked yet. text is valid UTF-8. */
static size_t plain_length(const struct fold_table *table, const char *text)
{
	const unsigned char *bytes = (const unsigned char *)text;
	const struct fold_entry *page;
	uint32_t point;
	size_t len;

	if (bytes[0] < 0xe0) {
		point = (bytes[0] & 0x1fu) << 6 | (bytes[1] & 0x3fu);
		len = 2;
	} else if (bytes[0] < 0xf0) {
		point = (bytes[0] & 0xfu) << 12 | (bytes[1] & 0x3fu) << 6 |
			(bytes[2] & 0x3fu);
		len = 3;
	} else {
		return 0;
	}
	page = table->pages[point / PAGE_SIZE];
	return page && page[point % PAGE_SIZE].plain ? len : 0;
}

/* Folds single characters that take no more room than they had, until no
 * longer than a word's bytes would be ASCII; false if another one comes. */
static bool fold_simple(struct folding *folding)
{
	const char *from = folding->bytes + folding->pos;
	const char *end = folding->bytes + folding->len;
	const char *stop = from;
	char *to = folding->out->text.data + folding->out->text.len;
	bool blank = folding->blank;
	size_t taken;

	for (; from < end && from - stop < WORD_SIZE; from += taken) {
		char byte = *from;

		taken = 1;
		if (byte & HIGH_BIT) {
			taken = plain_length(folding->table, from);
			for (size_t i = 0; i < taken; i++)
				to[i] = from[i];
			stop = from + taken;
		} else if (byte > ' ') {
			bool capital = byte >= 'A' && byte <= 'Z';

			*to = (char)(byte | (capital & folding->small) << 5);
		} else if (byte == ' ' && !blank) {
			*to = byte;
		} else {
			taken = 0;
		}
		if (taken == 0)
			break;
		blank = byte == ' ';
		to += taken;
	}
	taken = (size_t)(from - folding->bytes) - folding->pos;
	if (taken > 0) {
		end_marks(folding);
		go_linear(folding);
	}
	folding->pos += taken;
	folding->out->text.len += taken;
	folding->blank = blank;
	return from == end || from - stop >= WORD_SIZE;
}

/*
 * Eight bytes at a time, as one number: a bit set in HIGH of a byte's answer is
 * yes. Bytes are below 0x80, so that no sum carries over into the next.
 */
#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte))
#define HIGH	   EACH(0x80)

static uint64_t at_least(uint64_t word, unsigned byte)
{
	return (word + EACH(0x80 - byte)) & HIGH;
}

/* Folds words of plain ASCII: printable, with no blank beside another. */
static void fold_words(struct folding *folding)
{
	const char *from = folding->bytes + folding->pos;
	char *to = folding->out->text.data + folding->out->text.len;
	size_t words = (folding->len - folding->pos) / WORD_SIZE;
	size_t done = 0;
	bool blank = folding->blank;

	for (; done < words; done++) {
		uint64_t word, white;

		memcpy(&word, from + done * WORD_SIZE, WORD_SIZE);
		if (word & HIGH)
			break;
		white = ~at_least(word, ' ' + 1) & HIGH;
		if ((~at_least(word, ' ') & HIGH) || (white & white << 8) ||
		    (blank && from[done * WORD_SIZE] == ' '))
			break;
		if (folding->small)
			word |= (at_least(word, 'A') &
				 ~at_least(word, 'Z' + 1)) >>
				2;
		memcpy(to + done * WORD_SIZE, &word, WORD_SIZE);
		blank = from[done * WORD_SIZE + 7] == ' ';
	}
	if (done == 0)
		return;
	end_marks(folding);
	go_linear(folding);
	folding->out->text.len += done * WORD_SIZE;
	folding->pos += done * WORD_SIZE;
	folding->blank = blank;
}

void folded_fill(struct folded *folded, struct fold_table *table,
		 const char *bytes, size_t len)
{
	struct folding folding = {
		.out = folded,
		.table = table,
		.bytes = bytes,
		.len = len,
		.small = !(table->counting & FOLD_CASE),
	};

	assert(len <= UINT32_MAX);
	buffer_clear(&folded->text);
	folded->shift_count = 0;
	reserve(&folding);
	while (folding.pos < len) {
		fold_words(&folding);
		while (!fold_simple(&folding))
			fold_one(&folding);
	}
	end_marks(&folding);
	folded->text.data[folded->text.len] = '\0';
}

/* The shift that pos is under. */
static const struct folded_shift *shift_at(const struct folded *folded,
					   size_t pos)
{
	size_t low = 0, high = folded->shift_count;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (folded->shifts[middle].pos <= pos)
			low = middle;
		else
			high = middle;
	}
	return &folded->shifts[low];
}

size_t folded_start(const struct folded *folded, size_t pos)
{
	const struct folded_shift *shift = shift_at(folded, pos);

	assert(pos < folded->text.len);
	return shift->len > 0 ? shift->off : shift->off + (pos - shift->pos);
}

size_t folded_end(const struct folded *folded, size_t pos)
{
	const struct folded_shift *shift = shift_at(folded, pos - 1);

	assert(pos > 0 && pos <= folded->text.len);
	return shift->off + (shift->len > 0 ? shift->len : pos - shift->pos);
}
