/* SPDX-License-Identifier: ISC */
/* Test what queries find, by tables of cases. */
#include "test.h"

#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "document/document.h"
#include "document/query.h"
#include "documents.h"

enum { HITS_ROOM = 64 };

/* Appends the hits' text: each in brackets, '/' for a line's end. */
static void describe_hits(struct buffer *out, const struct document *document,
			  const struct hit *hits, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		buffer_append_byte(out, '[');
		for (uint32_t off = hits[i].off; off < hits[i].end; off++) {
			char byte = document->text.data[off];

			buffer_append_byte(out, byte == '\n' ? '/' : byte);
		}
		buffer_append_byte(out, ']');
	}
}

static void find_in(struct buffer *out, enum query_kind kind, const char *typed,
		    const struct document *document)
{
	struct hit hits[HITS_ROOM];
	struct error error;
	struct query *query = query_new(kind, typed, strlen(typed), &error);
	size_t count;

	if (!query)
		fail_msg("%s: %s", typed, error.sentence);
	count = query_find(query, document, 0, (uint32_t)document->text.len,
			   hits, HITS_ROOM);
	describe_hits(out, document, hits, count);
	query_free(query);
}

static void assert_finds(enum query_kind kind, const char *markdown,
			 const char *typed, const char *expected)
{
	struct document *document =
		document_from_markdown(markdown, strlen(markdown), 1 << 16);
	struct buffer found = BUFFER_INIT;

	find_in(&found, kind, typed, document);
	if (strcmp(buffer_string(&found), expected) != 0)
		fail_msg("%s in %s: %s, not %s", typed, markdown,
			 buffer_string(&found), expected);
	buffer_release(&found);
	document_free(document);
}

struct finding {
	const char *markdown, *typed, *expected;
};

static void assert_all(enum query_kind kind, const struct finding *table,
		       size_t count)
{
	for (size_t i = 0; i < count; i++)
		assert_finds(kind, table[i].markdown, table[i].typed,
			     table[i].expected);
}

#define ASSERT_ALL(kind, table) \
	assert_all(kind, table, sizeof(table) / sizeof((table)[0]))

/* Over what the reading text has no bytes for, and over white space. */
static void test_over_borders(void **state)
{
	static const struct finding table[] = {
		{ "one two\nthree four", "two three", "[two three]" },
		{ "one two  \nthree four", "two three", "[two/three]" },
		{ "one *two* three", "one two", "[one two]" },
		{ "o**n**e two", "one", "[one]" },
		{ "see [the page](http://x.org) now", "page now",
		  "[page now]" },
		{ "a word[^1] more\n\n[^1]: note", "word more", "[word more]" },
		{ "`code` text", "code text", "[code text]" },
		{ "a\u00a0b", "a b", "[a\u00a0b]" },
		{ "a b", "a\u00a0b", "[a b]" },
		{ "a b", "a   b", "[a b]" },
		{ "```\nif (x)\n\t\treturn;\n```", ") return",
		  "[)/\t\treturn]" },
		{ "漢字\n仮名", "漢字仮名", "[漢字仮名]" },
		{ "the art of it", " art ", "[ art ]" },
		/* Never over the end of a block, or of a cell. */
		{ "one two\n\nthree four", "two three", "" },
		{ "- one\n- two", "one two", "" },
		{ "# one\ntwo", "one two", "" },
		{ "a|b\n-|-\nc|d", "a b", "" },
		{ "a|b\n-|-\nc|d", "c d", "" },
		{ "a|b\n-|-\nc d|d c", "d", "[d][d]" },
		{ "one\n\ntwo", "one ", "" },
		{ "one\n\ntwo", " two", "" },
	};

	(void)state;
	ASSERT_ALL(QUERY_TEXT, table);
}

static void test_folding(void **state)
{
	static const struct finding table[] = {
		{ "Peace, PEACE, peace", "peace", "[Peace][PEACE][peace]" },
		{ "naïve nai\u0308ve naive", "naive",
		  "[naïve][nai\u0308ve][naive]" },
		{ "Célia", "celia", "[Célia]" },
		{ "Straße STRASSE", "strasse", "[Straße][STRASSE]" },
		{ "Strasse", "straße", "[Strasse]" },
		{ "İzmir ızgara", "i", "[İ][i][ı]" },
		{ "a ﬁne ﬂaw oﬃce", "office", "[oﬃce]" },
		{ "a ﬁne", "fine", "[ﬁne]" },
		{ "fine", "ﬁne", "[fine]" },
		{ "Ægir æther", "ae", "[Æ][æ]" },
		{ "Søren łódź", "soren", "[Søren]" },
		{ "don’t ‘so’", "don't", "[don’t]" },
		{ "don't", "don’t", "[don't]" },
		{ "she said “no”", "\"no\"", "[“no”]" },
		{ "1914–18", "1914-18", "[1914–18]" },
		{ "so — it", "so - it", "[so — it]" },
		{ "well… then", "well...", "[well…]" },
		{ "well... then", "well…", "[well...]" },
		{ "soft\u00adhyphen", "softhyphen", "[soft\u00adhyphen]" },
		{ "softhyphen", "soft\u00adhyphen", "[softhyphen]" },
		{ "ＦＵＬＬ width", "full", "[ＦＵＬＬ]" },
		{ "漢字", "字", "[字]" },
		{ "か が か\u3099 ｶﾞ", "か", "[か]" },
		{ "か が か\u3099", "が", "[が][か\u3099]" },
		{ "ガ ｶﾞ ｶ", "ガ", "[ガ][ｶﾞ]" },
		{ "한글 \u1112\u1161\u11ab하", "한",
		  "[한][\u1112\u1161\u11ab]" },
		{ "한하", "\u1112\u1161", "[하]" },
		{ "שָׁלוֹם שלום", "שלום", "[שָׁלוֹם][שלום]" },
		{ "نُور نور نـور", "نور", "[نُور][نور][نـور]" },
		{ "क क\u093c \u0958", "क", "[क]" },
		{ "क क\u093c \u0958", "\u0958", "[क\u093c][\u0958]" },
		{ "कि", "क", "[कि]" },
		{ "a ≠ b = c", "=", "[=]" },
		{ "οδός ΟΔΟΣ", "οδος", "[οδός][ΟΔΟΣ]" },
		{ "👩\u200d👧 👩", "👩", "[👩\u200d👧][👩]" },
		/* In an expansion, and before accents: whole characters. */
		{ "ß", "s", "[ß]" },
		{ "oﬃce", "fi", "[ﬃ]" },
		{ "e\u0301\u0323x", "e", "[e\u0301\u0323]" },
		{ "aaaa", "aa", "[aa][aa]" },
	};

	(void)state;
	ASSERT_ALL(QUERY_TEXT, table);
}

/* A capital makes case count, an accent makes accents count. */
static void test_what_counts(void **state)
{
	static const struct finding table[] = {
		{ "Peace peace PEACE", "Peace", "[Peace]" },
		{ "résumé resume résume re\u0301sume\u0301", "résumé",
		  "[résumé][re\u0301sume\u0301]" },
		{ "résumé resume", "re\u0301sume\u0301", "[résumé]" },
		/* The accent behind makes it another letter. */
		{ "résumé résume", "résume", "[résume]" },
		{ "résume\u0301", "résume", "" },
		{ "Élan élan Elan", "Élan", "[Élan]" },
		{ "Élan élan Elan", "Elan", "[Élan][Elan]" },
		{ "Élan élan Elan", "élan", "[Élan][élan]" },
		/* Marks in any order: Vietnamese as it is typed. */
		{ "Vi\u1ec7t Vi\u00ea\u0323t Vie\u0323\u0302t "
		  "Vie\u0302\u0323t Viet",
		  "vi\u1ec7t",
		  "[Vi\u1ec7t][Vi\u00ea\u0323t][Vie\u0323\u0302t]"
		  "[Vie\u0302\u0323t]" },
		{ "søt sot", "søt", "[søt]" },
		{ "ısı isi", "ısı", "[ısı]" },
		{ "Œuvre œuvre Oeuvre", "Œuvre", "[Œuvre][Oeuvre]" },
		/* Typographic signs do not. */
		{ "DON'T don’t", "don’t", "[DON'T][don’t]" },
		{ "\u1e61\u0323 s", "\u1e69", "[\u1e61\u0323]" },
	};

	(void)state;
	ASSERT_ALL(QUERY_TEXT, table);
}

static void test_words(void **state)
{
	static const struct finding table[] = {
		{ "war and peace\n\npeace and quiet\n\nafter the war, peace",
		  "peace war", "[war][peace][war][peace]" },
		/* At the start of words where there are some. */
		{ "the start of art", "art", "[art]" },
		{ "the start", "art", "[art]" },
		{ "日本word sword", "word", "[word]" },
		{ "artful art", "art", "[art][art]" },
		{ "A Naïve War", "naive war", "[Naïve][War]" },
		{ "a naive war", "naïve war", "" },
		/* A row's cells are one. */
		{ "a|b\n-|-\nwar|peace\nwar|war", "peace war", "[war][peace]" },
		{ "- war\n- peace", "war peace", "" },
		/* Punctuation typed beside a word does not matter. */
		{ "peace; war", "war, peace", "[peace][war]" },
		/* One inside another. */
		{ "peaceful peace", "peace peaceful", "[peaceful][peace]" },
		{ "日本語の文章", "文章 日本", "[日本][文章]" },
		{ "don’t go", "go don't", "[don’t][go]" },
	};

	(void)state;
	ASSERT_ALL(QUERY_WORDS, table);
}

static void test_typos(void **state)
{
	static const struct finding table[] = {
		{ "the separate peace", "seperate", "[separate]" },
		{ "the separate peace", "separat", "[separat]" },
		{ "the separate peace", "seprate", "[separate]" },
		{ "the separate peace", "sepparate", "[separate]" },
		{ "the separate peace", "sepaarte", "[separate]" },
		{ "the separate peace", "eparate", "[separate]" },
		{ "the separate peace", "sepaaarte", "" },
		{ "the separate peace", "sepraaet", "" },
		{ "recieve", "receive", "[recieve]" },
		/* At the first letter. */
		{ "house", "mouse", "[house]" },
		{ "house", "shouse", "[house]" },
		{ "house", "ouse", "[house]" },
		{ "house", "ohuse", "[house]" },
		/* As much as can be. */
		{ "xbabbb", "xabbb", "[xbabbb]" },
		{ "receive", "recieve", "[receive]" },
		/* The end of a word before its beginning. */
		{ "forks fork for fortune", "form", "[fork][fork][for][fort]" },
		{ "art ark", "art", "[art]" },
		{ "naïve", "nave", "[naïve]" },
		{ "日本語", "日語", "" },
		{ "日本語", "日本", "[日本]" },
		{ "one wrod and anohter", "another word", "[wrod][anohter]" },
		{ "one wrod", "another word", "" },
		{ "don’t", "dont", "[don’t]" },
		{ "two words", "twowords", "" },
	};

	(void)state;
	ASSERT_ALL(QUERY_TYPOS, table);
}

#ifdef HAVE_PCRE2
static void test_regex(void **state)
{
	static const struct finding table[] = {
		{ "war and peace", "w.r", "[war]" },
		{ "War war", "war", "[War][war]" },
		{ "War war", "War", "[War]" },
		/* Capitals of escapes, names and classes are none. */
		{ "War 12 war", "\\bwar\\W", "[War ]" },
		{ "War x", "\\Dar\\b", "[War]" },
		{ "war W", "\\p{Lu}", "[W]" },
		{ "war W", "\\x{57}", "[w][W]" },
		{ "aa AA", "(?<Twice>a)\\k<Twice>", "[aa][AA]" },
		{ "one two  \nthree", "^three$", "[three]" },
		{ "one\n\ntwo", "one.*two", "" },
		{ "one\n\ntwo", "(?s)one.*two", "" },
		{ "one\n\ntwo", "e\\s*$", "[e]" },
		{ "a|b\n-|-\nc|d", "^[a-d]$", "[a][b][c][d]" },
		{ "aab", "a*", "[aa]" },
		{ "Straße ÉTÉ", "été", "[ÉTÉ]" },
		{ "e\u0301x", "e", "[e\u0301]" },
		{ "漢字", ".", "[漢][字]" },
		{ "abc", "a\\Kb", "[b]" },
		{ "abc", "(?=b)", "" },
		{ "foobar", "(?<=foo)bar", "[bar]" },
	};

	(void)state;
	ASSERT_ALL(QUERY_REGEX, table);
}
#endif

static void test_refusals(void **state)
{
	static const struct {
		enum query_kind kind;
		const char *typed, *part;
	} table[] = {
		{ QUERY_TEXT, "", "nothing" },
		{ QUERY_TEXT, " \n", "nothing" },
		{ QUERY_TEXT, "\u00ad\u200b", "nothing" },
		{ QUERY_WORDS, "  ", "nothing" },
		{ QUERY_TYPOS, "", "nothing" },
		{ QUERY_REGEX, "", "nothing" },
#ifdef HAVE_PCRE2
		{ QUERY_REGEX, "(a", "character 3" },
		{ QUERY_REGEX, "é[", "character 3" },
		{ QUERY_REGEX, "a)b", "character 2" },
		{ QUERY_REGEX, "*", "character" },
		{ QUERY_REGEX, "\\Cx", "character" },
#else
		{ QUERY_REGEX, "a", "PCRE2" },
#endif
	};
	char longer[QUERY_LENGTH_MAX + 1];
	struct error error;

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		error.sentence[0] = '\0';
		assert_null(query_new(table[i].kind, table[i].typed,
				      strlen(table[i].typed), &error));
		if (!strstr(error.sentence, table[i].part))
			fail_msg("%s: %s", table[i].typed, error.sentence);
	}
	memset(longer, 'a', sizeof(longer));
	assert_null(query_new(QUERY_TEXT, longer, sizeof(longer), &error));
	assert_non_null(strstr(error.sentence, "1000"));
	query_free(query_new(QUERY_TEXT, longer, sizeof(longer) - 1, &error));
	query_free(NULL);
}

/* Of a part of the text: the hits that reach into it, and no more than there is
 * room for. */
static void test_parts(void **state)
{
	static const char text[] = "one two one two one\n\ntwo one";
	static const struct {
		uint32_t off, end;
		size_t room;
		const char *expected;
	} table[] = {
		{ 0, 27, 64, "[one][one][one][one]" },
		{ 0, 0, 64, "" },
		{ 2, 9, 64, "[one][one]" },
		{ 3, 8, 64, "" },
		{ 3, 9, 64, "[one]" },
		{ 18, 24, 64, "[one]" },
		{ 19, 24, 64, "" },
		{ 18, 25, 64, "[one][one]" },
		{ 0, 27, 2, "[one][one]" },
		{ 0, 27, 0, "" },
		{ 26, 1000, 64, "[one]" },
		{ 500, 1000, 64, "" },
	};
	struct document *document =
		document_from_markdown(text, strlen(text), 1 << 16);
	struct error error;
	struct query *query = query_new(QUERY_TEXT, "one", 3, &error);

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct hit hits[HITS_ROOM];
		struct buffer found = BUFFER_INIT;
		size_t count = query_find(query, document, table[i].off,
					  table[i].end, hits, table[i].room);

		describe_hits(&found, document, hits, count);
		assert_string_equal(buffer_string(&found), table[i].expected);
		buffer_release(&found);
	}
	query_free(query);
	document_free(document);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_over_borders),
		cmocka_unit_test(test_folding),
		cmocka_unit_test(test_what_counts),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_typos),
#ifdef HAVE_PCRE2
		cmocka_unit_test(test_regex),
#endif
		cmocka_unit_test(test_refusals),
		cmocka_unit_test(test_parts),
	};

	return test_run(tests);
}
