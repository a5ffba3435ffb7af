/* SPDX-License-Identifier: ISC */
/* Where lines may end. */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/breaks.h"
#include "text/cells.h"

enum { TEXT_MAX = 1024 };

/* Writes text with a bar where the line may end, a tilde where it may in an
 * emergency; a forced break stands behind its '\n' anyway. */
static void draw(const char *text, size_t len, const uint8_t *kinds, char *out)
{
	for (size_t i = 0; i < len; i++) {
		if (kinds[i] == BREAK_ALLOWED)
			*out++ = '|';
		else if (kinds[i] == BREAK_EMERGENCY)
			*out++ = '~';
		*out++ = text[i];
	}
	*out = '\0';
}

/* Each is drawn as it shall be; the text is what it is without the marks. */
static const char *const drawings[] = {
	"",
	"a",
	"one |two |three",
	"one,  |two",
	/* English */
	"word—|word",
	"word |— |word",
	"wait…|what",
	"and |so |on… |But",
	"well ... |then ...and",
	"e.g. |a |dog, |i.e. |it",
	"the |U.S.A. |army",
	"J. ~D. ~Vance |said",
	"J.R.R. ~Tolkien",
	"J.-P. ~Sartre",
	"the |end. |The |next",
	"a,b;c:d.e",
	"and/|or |TCP/|IP |24/7",
	"I/~O |w/~o |s/~he |n/~a |km/~h",
	"a / |b",
	"see |/usr/|lib |and |.NET, |../~x |./~run",
	"«/usr» |(/etc) |( ./~run)",
	"said |“no” |(or |\"yes\" |[sic]) |it’s |\" (a",
	"501(c)~(3) |println!~(x)",
	"a |well-|known |man",
	"twenty-|one",
	"x--|y",
	"word |-- |word",
	"run |--print |or |-o",
	"(-o) |and |--",
	"don't |say |\"no\" |to |'me'",
	"don’t |say |“no” |to |‘me’",
	"he |said |“yes”—“no”",
	"he |said: |“Go.”",
	"(see |above)",
	"a |(b) |[c] |{d}",
	"foo(s) |f(x)",
	"C++ |and |C#",
	"10:30 |p.m. |on |12/05/2020",
	"3.14 |1,000 |-5 |10-20 |20–|30",
	"$5 |5$ |€5 |5€ |5% |100%",
	"25 ~% |of |25 ~‰ |(a |% |sign)",
	"5 ~€ |and |10 ~$ |or |5 |$10 |(a |€ |sign)",
	"No. |5",
	"file.txt |v1.2.3",
	"what? |Yes! |No",
	"what?! |Yes",
	/* reference marks */
	"end.[1] |Next",
	"“end.”[12] |Next",
	"end,[a] |and",
	"end[^1] |Next",
	"note[1][2]",
	"end.¹² |Next",
	"end.† |Next",
	"sources |[1] |say",
	/* French */
	"« Bonjour » ? |Oui ! |Non ; |bon : |oui",
	"il |dit |« oui », |puis",
	"«\u00a0Bonjour\u00a0»\u00a0!",
	"« Oui… » |Il",
	"«Oui» |dit-|il",
	"l’homme |qu’il",
	/* German */
	"„Hallo“, |sagte |er",
	"er |sagte |»Hallo« |und |ging",
	"z. ~B. |heute, |d. ~h. |jetzt",
	"Straßen-|bahn |für |Ärzte",
	/* Spanish */
	"—Hola |—dijo |ella—. |Sí",
	"¿Qué? |¡Sí!",
	/* Chinese, Japanese: what may not start and may not end a line */
	"日|本|語",
	"「テ|ス|ト」、|こ|れ|は。",
	"ワー|ド・|ワー|ド！",
	"ちょっ|と",
	"他|说：|“你|好。”|然|后",
	"他|说|“你|好”|然|后",
	"他|说|“好”，|“你”。",
	"（他|说）|好|《书|名》",
	"中|文|abc|中|文",
	"他——|她",
	"百|分|之|5%",
	/* others */
	"שלום-עולם |טוב",
	"سلام، |عليكم",
	"안|녕 |세|계",
	"ภาษาไทย |ไทย",
	/* invisible ones */
	"hy\u00ad|phen\u00ad|ation",
	"a\u00a0b\u202fc",
	"a\u200b|b",
	"a\u2060b\ufeffc",
	"non\u2011breaking",
	/* emoji */
	"🇫🇷|🇩🇪|🇪🇸",
	"👨\u200d👩\u200d👧|👍🏽",
	"a \u0301",
	/* URLs and addresses */
	"see |http://example.~com/~a-~b/~c_~d?~x=~1&~y=~2#z |now",
	"(https://example.~org/~a), |and",
	"<http://a.~b/~c>",
	"访|问|http://example.~com/|查|看|更|多|文|字",
	"www.example.~org—|and",
	"to |first.~last-~x@my-~host.~example.~com |now",
	"mailto:a.~b@c.~org",
	"at |@someone |or |a@b",
	"http:// |x",
	"awww.cute-|ish |so-|called@home-|run ://|abc-|d",
	/* hard breaks */
	"one\ntwo |three\n",
	"«\nOui",
	"-\na",
	"\n\na",
};

static void draws_table(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(drawings) / sizeof(*drawings); i++) {
		char text[TEXT_MAX], drawn[2 * TEXT_MAX];
		uint8_t kinds[TEXT_MAX];
		size_t len = 0;
		for (const char *c = drawings[i]; *c; c++) {
			if (*c != '|' && *c != '~')
				text[len++] = *c;
		}
		breaks_find(text, len, kinds);
		draw(text, len, kinds, drawn);
		assert_string_equal(drawn, drawings[i]);
	}
}

/* Pieces for texts in which every rule has something to do. */
static const char *const morsels[] = {
	" ",	  " ",	    " ",      "  ",	"\n",	  "a",
	"J",	  "The",    "word",   "x1",	"7",	  ".",
	",",	  ";",	    ":",      "!",	"?",	  "-",
	"--",	  "/",	    "@",      "%",	"'",	  "\"",
	"(",	  ")",	    "[",      "]",	"[1]",	  "://",
	"www.",	  "\t",	    "é",      "«",	"»",	  "—",
	"–",	  "…",	    "“",      "”",	"’",	  "日",
	"。",	  "「",	    "한",     "क",	"\u093e", "\u0301",
	"\u200d", "🇫",	    "👩",      "🏽",	"\u00a0", "\u00ad",
	"\u200b", "\u2060", "\u2028", "\u115f", "\u1161", "\U000e0061",
	"א",	  "م",
};

static size_t make_text(uint64_t *seed, char *text)
{
	size_t count = 1 + test_random(seed) % 40;
	size_t len = 0;

	for (size_t i = 0; i < count; i++) {
		const char *morsel =
			morsels[test_random(seed) %
				(sizeof(morsels) / sizeof(*morsels))];
		memcpy(text + len, morsel, strlen(morsel));
		len += strlen(morsel);
	}
	return len;
}

/* Words as prose has them, plain or nearly so, and what stands among them. */
static const char *const prose[] = {
	"_",	" - ",	   "a.b",    "1,000", ".www.x", "\n-",	    "\n ",
	" -",	"- ",	   " ",	     " ",     " ",	" ",	    " ",
	" ",	" ",	   "word",   "word",  "a",	"I",	    "The",
	"1914", "7",	   ",",	     ".",     ";",	":",	    "!",
	"?",	")",	   "(",	     "\"",    "'",	"-",	    "-",
	"—",	"—",	   "–",	     "“",     "”",	"‘",	    "’",
	"…",	"\u2060—", "é",	     "\n",    "J.",	"%",	    "$",
	"www.", "://",	   "@",	     "/",     "[2]",	"\"\u2014", "«",
	"»",	"\u0301",  "\u00a0", "日",    "\u05d0",
};

static size_t make_prose(uint64_t *seed, char *text)
{
	size_t count = 1 + test_random(seed) % 40;
	size_t len = 0;

	for (size_t i = 0; i < count; i++) {
		const char *morsel = prose[test_random(seed) %
					   (sizeof(prose) / sizeof(*prose))];
		memcpy(text + len, morsel, strlen(morsel));
		len += strlen(morsel);
	}
	return len;
}

/* The kinds of text, owned, in a block of exactly their size. */
static uint8_t *find(const char *text, size_t len)
{
	char *tight = malloc(len + (len == 0));
	uint8_t *kinds = malloc(len + (len == 0));

	assert_non_null(tight);
	assert_non_null(kinds);
	memcpy(tight, text, len);
	memset(kinds, 0xee, len);
	breaks_find(tight, len, kinds);
	free(tight);
	return kinds;
}

static void keeps_its_contract(void **state)
{
	uint64_t seed = 0x14;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		char text[TEXT_MAX];
		size_t len = make_text(&seed, text);
		uint8_t *kinds = find(text, len);
		assert_int_equal(kinds[0], BREAK_NONE);
		for (size_t i = 1; i < len; i++) {
			assert_in_range(kinds[i], BREAK_NONE, BREAK_FORCED);
			assert_int_equal(kinds[i] == BREAK_FORCED,
					 text[i - 1] == '\n');
			if (kinds[i] == BREAK_NONE)
				continue;
			assert_int_equal(cells_start(text, len, i), i);
			assert_true(text[i] != ' ' || text[i - 1] == '\n');
		}
		free(kinds);
	}
}

/* Says where the breaks that were found differ from those without short cuts.
 */
static void check_short_cuts(const char *text, size_t len)
{
	uint8_t *kinds = find(text, len);
	uint8_t *slowly = malloc(len);

	assert_non_null(slowly);
	breaks_find_slowly(text, len, slowly);
	for (size_t i = 0; i < len; i++) {
		if (kinds[i] != slowly[i])
			fail_msg("%d, not %d, before byte %zu of: %.*s",
				 kinds[i], slowly[i], i, (int)len, text);
	}
	free(slowly);
	free(kinds);
}

static void takes_no_wrong_short_cuts(void **state)
{
	uint64_t seed = 0xc07;

	(void)state;
	for (int round = 0; round < 60000; round++) {
		char text[TEXT_MAX];
		size_t len = round % 3 ? make_prose(&seed, text)
				       : make_text(&seed, text);
		check_short_cuts(text, len);
	}
}

/* Between two plain words nothing on one side matters on the other: what lets
 * the words be looked at one by one. Nor does it across a hard break. */
static void looks_at_words_one_by_one(void **state)
{
	static const char *const joints[][2] = {
		{ "word ", "word" }, { "a, ", "7" },   { "7; ", "x" },
		{ "end. ", "The" },  { "it's ", "a" }, { "\n", "x" },
		{ "end! ", "“The" }, { "” ", "x" },    { "x ", "(x" },
		{ "— ", "x" },	     { "x ", "—x" },   { "\" ", "\"x" },
		{ "\n", "日" },
	};
	uint64_t seed = 0x5eed;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		const char *const *joint =
			joints[test_random(&seed) %
			       (sizeof(joints) / sizeof(*joints))];
		char text[2 * TEXT_MAX];
		size_t left_len = make_text(&seed, text);
		memcpy(text + left_len, joint[0], strlen(joint[0]));
		left_len += strlen(joint[0]);
		char *right = text + left_len;
		size_t right_len = strlen(joint[1]);
		memcpy(right, joint[1], right_len);
		right_len += make_text(&seed, right + right_len);
		uint8_t *whole = find(text, left_len + right_len);
		uint8_t *before = find(text, left_len);
		uint8_t *after = find(right, right_len);
		assert_memory_equal(whole, before, left_len);
		assert_memory_equal(whole + left_len + 1, after + 1,
				    right_len - 1);
		assert_int_equal(whole[left_len], joint[0][0] == '\n'
							  ? BREAK_FORCED
							  : BREAK_ALLOWED);
		free(whole);
		free(before);
		free(after);
	}
}

/* Texts of 200 KB that one search for each word would make quadratic. */
static void endures_monsters(void **state)
{
	static const char *const pieces[] = {
		"🇫",  "a\u0301", " \u0301", "://", "a://", "www.", "a@",
		"- ", "—",	 "« ",	    "J. ", "[",	   "\n",   "\u200b",
		"'",  "a'",	 "-",	    " ",   "/",	   "“日",
	};
	enum { MONSTER = 200000 };
	char *text = malloc(MONSTER);
	uint8_t *kinds = malloc(MONSTER);

	(void)state;
	assert_non_null(text);
	assert_non_null(kinds);
	for (size_t i = 0; i < sizeof(pieces) / sizeof(*pieces); i++) {
		size_t step = strlen(pieces[i]), len = 0;
		for (; len + step <= MONSTER; len += step)
			memcpy(text + len, pieces[i], step);
		breaks_find(text, len, kinds);
		assert_int_equal(kinds[0], BREAK_NONE);
	}
	free(kinds);
	free(text);
}

/* The kinds of a real text are those of its lines. */
static void reads_real_texts(void **state)
{
	static const char *const names[] = { "seed_essay.txt", "k_emoji.md",
					     "s100k.md" };
	const char *folder = getenv("LECTERN_CORPUS");

	(void)state;
	for (size_t i = 0; folder && i < sizeof(names) / sizeof(*names); i++) {
		char path[4096];
		snprintf(path, sizeof(path), "%s/%s", folder, names[i]);
		FILE *file = fopen(path, "rb");
		if (!file)
			continue;
		char *text = malloc(1 << 20);
		assert_non_null(text);
		size_t len = fread(text, 1, 1 << 20, file);
		fclose(file);
		uint8_t *whole = find(text, len);
		check_short_cuts(text, len);
		for (size_t pos = 0; pos < len;) {
			char *end = memchr(text + pos, '\n', len - pos);
			size_t line = end ? (size_t)(end - text) + 1 - pos
					  : len - pos;
			uint8_t *alone = find(text + pos, line);
			assert_memory_equal(whole + pos + 1, alone + 1,
					    line - 1);
			free(alone);
			pos += line;
		}
		free(whole);
		free(text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(draws_table),
		cmocka_unit_test(keeps_its_contract),
		cmocka_unit_test(takes_no_wrong_short_cuts),
		cmocka_unit_test(looks_at_words_one_by_one),
		cmocka_unit_test(endures_monsters),
		cmocka_unit_test(reads_real_texts),
	};

	return test_run(tests);
}
