/* SPDX-License-Identifier: ISC */
/* Make up texts to measure with. */
#include "bench/speed/texts.h"

#include <stdint.h>
#include <string.h>

#include "base/buffer.h"

enum {
	WORDS = 3000,
	WORD_MAX = 24,
	DRAWS = 1 << 16,
	COMMONEST = 7600, /* of the draws: all shares then just fit */
	FLUSHED_AT = 1 << 18,
	BOOK_COLUMNS = 72,
	LINKS_A_HEADING = 30,
};

/* A text while it is written. */
struct writer {
	FILE *out;
	struct buffer text; /* what is not in out yet */
	size_t size;	    /* wanted, and … */
	size_t written;	    /* … in out */
	size_t numbered;    /* notes, definitions and headings so far */
	uint64_t random;
	char words[WORDS][WORD_MAX];
	uint16_t draws[DRAWS]; /* a word as often as it is common */
};

/* ---- Words ---- */

static const char *const common[] = {
	"the",	"of",	"and",	 "to",	  "in",	   "a",	    "that", "is",
	"was",	"it",	"for",	 "with",  "as",	   "his",   "on",   "be",
	"at",	"by",	"had",	 "not",	  "are",   "but",   "from", "or",
	"have", "an",	"they",	 "which", "one",   "you",   "were", "all",
	"her",	"she",	"there", "would", "their", "we",    "him",  "been",
	"has",	"when", "who",	 "will",  "no",	   "more",  "if",   "out",
	"so",	"said", "what",	 "up",	  "its",   "about", "than", "into",
	"them", "can",	"only",	 "other", "time",  "new",   "some", "could",
};

static const char *const syllables[] = {
	"ba",  "ce",  "di", "fo",  "gra",  "ha", "li",	 "me",	 "no",	"pa",
	"qui", "re",  "so", "ta",  "ver",  "wa", "tion", "ment", "ble", "ter",
	"con", "per", "ly", "ing", "ness", "al", "er",	 "est",	 "or",	"um",
};

static const char *const accented[] = { "café",	 "naïve", "façade", "über",
					"señor", "crème", "déjà",   "Zoë" };

static const char *const han[] = { "的", "一", "是", "不", "了", "人", "我",
				   "在", "有", "他", "这", "中", "大", "来",
				   "上", "国", "个", "到", "说", "们" };

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* xorshift64* (Vigna 2016). */
static size_t random_below(struct writer *writer, size_t limit)
{
	writer->random ^= writer->random >> 12;
	writer->random ^= writer->random << 25;
	writer->random ^= writer->random >> 27;
	return (size_t)(writer->random * 0x2545f4914f6cdd1du >> 32) % limit;
}

static bool one_in(struct writer *writer, size_t times)
{
	return random_below(writer, times) == 0;
}

#define PICK(writer, array) ((array)[random_below((writer), COUNT(array))])

static void make_word(struct writer *writer, size_t rank)
{
	char *word = writer->words[rank];
	size_t parts = 2 + random_below(writer, 3);

	if (rank < COUNT(common)) {
		snprintf(word, WORD_MAX, "%s", common[rank]);
	} else if (rank % 97 == 0) {
		snprintf(word, WORD_MAX, "%s", PICK(writer, accented));
	} else {
		word[0] = '\0';
		for (size_t i = 0; i < parts; i++) {
			size_t len = strlen(word);

			snprintf(word + len, WORD_MAX - len, "%s",
				 PICK(writer, syllables));
		}
	}
}

/* The n-th word comes 1 / n times as often as the first (Zipf's law). */
static void make_words(struct writer *writer)
{
	size_t draw = 0;

	for (size_t i = 0; i < WORDS; i++) {
		make_word(writer, i);
		for (size_t j = 0; j < COMMONEST / (i + 1) && draw < DRAWS; j++)
			writer->draws[draw++] = (uint16_t)i;
	}
	for (size_t i = 0; draw < DRAWS; i++)
		writer->draws[draw++] = (uint16_t)(i % WORDS);
}

/* ---- Sentences ---- */

static void put(struct writer *writer, const char *string)
{
	buffer_append_string(&writer->text, string);
}

static void flush(struct writer *writer)
{
	fwrite(writer->text.data, 1, writer->text.len, writer->out);
	writer->written += writer->text.len;
	buffer_clear(&writer->text);
}

/* Whether more is wanted. */
static bool wants(struct writer *writer)
{
	if (writer->text.len >= FLUSHED_AT)
		flush(writer);
	return writer->written + writer->text.len < writer->size;
}

static const char *draw(struct writer *writer)
{
	return writer->words[writer->draws[random_below(writer, DRAWS)]];
}

static void put_capital(struct writer *writer, const char *word)
{
	size_t at = writer->text.len;

	put(writer, word);
	if (word[0] >= 'a' && word[0] <= 'z')
		writer->text.data[at] = (char)(word[0] - 'a' + 'A');
}

static void put_words(struct writer *writer, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (i)
			put(writer, " ");
		put(writer, draw(writer));
	}
}

/* A word inside a sentence, now and then with what a writer does to it. */
static void put_word(struct writer *writer)
{
	size_t kind = random_below(writer, 400);

	if (kind < 4) {
		put(writer, "*");
		put(writer, draw(writer));
		put(writer, "*");
	} else if (kind == 4) {
		put(writer, "**");
		put_words(writer, 2);
		put(writer, "**");
	} else if (kind == 5) {
		put(writer, "[");
		put_words(writer, 2);
		put(writer, "](https://example.org/");
		put(writer, draw(writer));
		put(writer, ")");
	} else {
		put(writer, draw(writer));
		if (kind < 10)
			put(writer, "’s");
	}
}

static void put_sentence(struct writer *writer)
{
	size_t count = 6 + random_below(writer, 22);
	bool quoted = one_in(writer, 12);

	if (quoted)
		put(writer, "“");
	put_capital(writer, draw(writer));
	for (size_t i = 1; i < count; i++) {
		size_t kind = random_below(writer, 100);

		put(writer, kind < 7 ? ", " : kind == 7 ? " — " : " ");
		put_word(writer);
	}
	put(writer, one_in(writer, 15) ? "?" : one_in(writer, 20) ? "!" : ".");
	if (quoted)
		put(writer, "”");
}

static void put_sentences(struct writer *writer)
{
	size_t count = 3 + random_below(writer, 5);

	for (size_t i = 0; i < count; i++) {
		if (i)
			put(writer, " ");
		put_sentence(writer);
	}
}

static void put_heading(struct writer *writer, int level)
{
	static const char marks[] = "######";

	buffer_append(&writer->text, marks, (size_t)level);
	put(writer, " ");
	put_capital(writer, draw(writer));
	put(writer, " ");
	put_words(writer, 1 + random_below(writer, 5));
	put(writer, "\n\n");
}

static void put_end(struct writer *writer)
{
	put(writer, "## " TEXT_LAST_HEADING "\n\n" TEXT_LAST_SENTENCE "\n");
}

/* ---- Kinds of texts ---- */

/* A line to each paragraph. */
static void write_prose(struct writer *writer)
{
	for (size_t i = 0; wants(writer); i++) {
		if (i % 10 == 0)
			put_heading(writer, i % 50 == 0 ? 1 : 2);
		put_sentences(writer);
		put(writer, "\n\n");
	}
	put_end(writer);
}

/* Turns the blanks behind start into ends of lines where that is due. */
static void wrap(struct writer *writer, size_t start)
{
	char *text = writer->text.data;
	size_t line = start, blank = 0;

	for (size_t i = start; i < writer->text.len; i++) {
		if (text[i] == ' ')
			blank = i;
		if (i - line < BOOK_COLUMNS || blank <= line)
			continue;
		text[blank] = '\n';
		line = blank + 1;
	}
}

/* Lines of a book's width, chapters, quotes, scenes. */
static void write_book(struct writer *writer)
{
	for (size_t i = 0; wants(writer); i++) {
		size_t start;

		if (i % 80 == 0)
			put_heading(writer, 2);
		else if (i % 20 == 0)
			put(writer, "* * *\n\n");
		start = writer->text.len;
		if (i % 33 == 1)
			put(writer, "> ");
		put_sentences(writer);
		wrap(writer, start);
		put(writer, "\n\n");
	}
	put_end(writer);
}

static void put_list(struct writer *writer)
{
	size_t count = 3 + random_below(writer, 6);
	bool numbered = one_in(writer, 3);

	for (size_t i = 0; i < count; i++) {
		bool inner = i && !numbered && one_in(writer, 3);

		put(writer, numbered ? "1. " : inner ? "  - " : "- ");
		put_sentence(writer);
		put(writer, "\n");
	}
	put(writer, "\n");
}

static void put_table(struct writer *writer)
{
	size_t rows = 3 + random_below(writer, 10);
	size_t columns = 2 + random_below(writer, 4);

	for (size_t row = 0; row < rows + 2; row++) {
		for (size_t i = 0; i < columns; i++) {
			put(writer, "| ");
			if (row == 1)
				put(writer, "---");
			else
				put_words(writer, 1 + random_below(writer, 4));
			put(writer, " ");
		}
		put(writer, "|\n");
	}
	put(writer, "\n");
}

static void put_code(struct writer *writer)
{
	size_t lines = 3 + random_below(writer, 12);

	put(writer, "```c\n");
	for (size_t i = 0; i < lines; i++) {
		put(writer, "\tif (");
		put(writer, draw(writer));
		put(writer, "(number) != ");
		put(writer, draw(writer));
		put(writer, ")\n");
	}
	put(writer, "```\n\n");
}

static void put_quote(struct writer *writer)
{
	put(writer, "> ");
	put_sentences(writer);
	put(writer, "\n>\n> ");
	put_sentence(writer);
	put(writer, "\n\n");
}

static void put_noted(struct writer *writer)
{
	size_t number = ++writer->numbered;

	put_sentence(writer);
	buffer_append_format(&writer->text, "[^n%zu] ", number);
	put_sentences(writer);
	buffer_append_format(&writer->text, "\n\n[^n%zu]: ", number);
	put_sentence(writer);
	put(writer, "\n\n");
}

static void put_reference(struct writer *writer, size_t number)
{
	put(writer, "[");
	put_words(writer, 2);
	buffer_append_format(&writer->text, "][r%zu]", number);
}

static void put_definition(struct writer *writer, size_t number)
{
	buffer_append_format(&writer->text,
			     "[r%zu]: https://example.org/%zu/page.html\n",
			     number, number);
}

static void put_referring(struct writer *writer)
{
	size_t number = ++writer->numbered;

	put_sentences(writer);
	put(writer, " ");
	put_reference(writer, number);
	put(writer, " ");
	put_sentences(writer);
	put(writer, "\n\n");
	put_definition(writer, number);
	put(writer, "\n");
}

static void put_han(struct writer *writer)
{
	size_t count = 60 + random_below(writer, 200);

	for (size_t i = 0; i < count; i++) {
		put(writer, PICK(writer, han));
		if (i % 17 == 16)
			put(writer, "，");
	}
	put(writer, "。\n\n");
}

static void put_paragraph(struct writer *writer)
{
	put_sentences(writer);
	put(writer, "\n\n");
}

/* All that documents are made of. */
static void write_mix(struct writer *writer)
{
	static void (*const parts[])(struct writer *) = {
		put_paragraph, put_list,  put_paragraph, put_table,
		put_paragraph, put_code,  put_paragraph, put_quote,
		put_paragraph, put_noted, put_paragraph, put_referring,
		put_paragraph, put_han,
	};

	for (size_t i = 0; wants(writer); i++) {
		if (i % COUNT(parts) == 0)
			put_heading(writer, 2 + (int)(i / COUNT(parts) % 3));
		parts[i % COUNT(parts)](writer);
	}
	put_end(writer);
}

static void write_links(struct writer *writer)
{
	for (size_t i = 0; wants(writer); i++) {
		if (i % LINKS_A_HEADING == 0) {
			put(writer, "\n");
			put_heading(writer, 2);
		}
		put(writer, "- [");
		put_words(writer, 1 + random_below(writer, 3));
		put(writer, "](https://example.org/");
		put(writer, draw(writer));
		buffer_append_format(&writer->text, "/%zu) - ", i);
		put_capital(writer, draw(writer));
		put(writer, " ");
		put_words(writer, 3 + random_below(writer, 10));
		put(writer, ".\n");
	}
	put(writer, "\n");
	put_end(writer);
}

static void write_paragraph(struct writer *writer)
{
	while (wants(writer)) {
		put_sentence(writer);
		put(writer, " ");
	}
	put(writer, TEXT_LAST_SENTENCE "\n");
}

static void write_headings(struct writer *writer)
{
	size_t count = writer->size;

	writer->size = SIZE_MAX;
	for (size_t i = 0; i < count && wants(writer); i++)
		put_heading(writer, 1 + (int)(i % 4));
	put_end(writer);
}

static void write_references(struct writer *writer)
{
	size_t count = writer->size;

	writer->size = SIZE_MAX;
	for (size_t i = 0; i < count && wants(writer); i++) {
		put_words(writer, 8);
		put(writer, " ");
		put_reference(writer, i);
		put(writer, i % 5 == 4 ? ".\n\n" : " ");
	}
	put(writer, "\n\n");
	for (size_t i = 0; i < count && wants(writer); i++)
		put_definition(writer, i);
	put(writer, "\n");
	put_end(writer);
}

static void write_word(struct writer *writer)
{
	while (wants(writer))
		put(writer, PICK(writer, syllables));
	put(writer, "\n\n");
	put_end(writer);
}

/* An item in an item in an item, all on one line. */
static void write_nested(struct writer *writer)
{
	for (size_t i = 0; i < writer->size; i++)
		put(writer, "- ");
	put(writer, "inmost\n\n");
	put_end(writer);
}

/* ---- The table ---- */

const struct text_kind text_kinds[] = {
	{ "prose", "bytes", "paragraphs, a heading over every tenth" },
	{ "book", "bytes", "the same in lines of 72 columns" },
	{ "mix", "bytes", "prose, lists, tables, code, notes, Chinese" },
	{ "links", "bytes", "a list of links" },
	{ "paragraph", "bytes", "one paragraph" },
	{ "word", "bytes", "one word" },
	{ "headings", "headings", "nothing but headings" },
	{ "references", "links", "links by reference, defined at the end" },
	{ "nested", "levels", "items in items" },
};
const size_t text_kind_count = COUNT(text_kinds);

static void (*const writers[COUNT(text_kinds)])(struct writer *) = {
	write_prose,	write_book,	  write_mix,
	write_links,	write_paragraph,  write_word,
	write_headings, write_references, write_nested,
};

bool text_write(FILE *out, const char *kind, size_t size)
{
	static struct writer writer;

	for (size_t i = 0; i < COUNT(text_kinds); i++) {
		if (strcmp(kind, text_kinds[i].name) != 0)
			continue;
		writer = (struct writer){ .out = out,
					  .size = size,
					  .random = 1 };
		make_words(&writer);
		writers[i](&writer);
		flush(&writer);
		buffer_release(&writer.text);
		return fflush(out) == 0 && !ferror(out);
	}
	return false;
}
