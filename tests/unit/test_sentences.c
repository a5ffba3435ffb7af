/* SPDX-License-Identifier: ISC */
/* Test sentences: by rule, by a hand-marked corpus, by their properties. */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "base/memory.h"
#include "text/sentence/words.h"
#include "text/sentences.h"
#include "text/utf8.h"

#define MARK "\u00a6" /* behind each sentence of an example */

/* An example without its marks, and where these stood. */
struct example {
	char *text; /* owned */
	bool *ends; /* owned: whether a sentence ends before text[i] */
	size_t len;
};

static struct example example_make(const char *marked, size_t len)
{
	struct example example = {
		.text = memory_alloc(len + 1),
		.ends = memory_alloc_zeroed(len + 1, sizeof(bool)),
	};

	for (size_t i = 0; i < len;) {
		if (strncmp(marked + i, MARK, strlen(MARK)) == 0) {
			example.ends[example.len] = true;
			i += strlen(MARK);
		} else {
			example.text[example.len++] = marked[i++];
		}
	}
	example.text[example.len] = '\0';
	return example;
}

static void example_free(struct example *example)
{
	free(example->text);
	free(example->ends);
}

/* The last byte that is no space, as an end: it is one whatever the rules. */
static size_t last_end(const struct example *example)
{
	size_t end = example->len;

	while (end > 0 && example->text[end - 1] == ' ')
		end--;
	return end;
}

/* The ends inside paragraphs; the paragraph's own is no merit. */
struct score {
	size_t marked;
	size_t found;
	size_t right;
};

static void show(const char *what, const struct example *example, size_t off)
{
	size_t from = off > 40 ? off - 40 : 0;
	size_t to = off + 30 < example->len ? off + 30 : example->len;

	while (from > 0 && (example->text[from] & 0xc0) == 0x80)
		from--;
	while (to < example->len && (example->text[to] & 0xc0) == 0x80)
		to++;
	print_message("# %s: %.*s|%.*s\n", what, (int)(off - from),
		      example->text + from, (int)(to - off),
		      example->text + off);
}

static void score_example(struct score *score, const struct example *example)
{
	struct sentence sentence = { 0, 0 };
	size_t last = last_end(example);
	bool *found = memory_alloc_zeroed(example->len + 1, sizeof(bool));

	while (sentence_next(example->text, example->len, &sentence))
		found[sentence.end] = true;
	for (size_t i = 0; i < last; i++) {
		score->marked += example->ends[i];
		score->found += found[i];
		score->right += example->ends[i] && found[i];
		if (example->ends[i] && !found[i])
			show("missed", example, i);
		if (!example->ends[i] && found[i])
			show("too many", example, i);
	}
	free(found);
}

static struct score score_file(const char *name)
{
	const char *folder = getenv("srcdir");
	struct score score = { 0, 0, 0 };
	char path[4096];
	char line[8192];

	snprintf(path, sizeof(path), "%s/tests/data/%s", folder ? folder : ".",
		 name);
	FILE *file = fopen(path, "r");
	assert_non_null(file);
	while (fgets(line, sizeof(line), file)) {
		if (line[0] == '#')
			continue;
		struct example example =
			example_make(line, strcspn(line, "\n"));
		score_example(&score, &example);
		example_free(&example);
	}
	fclose(file);
	print_message("# %s: %zu ends marked, %zu found, %zu right: "
		      "recall %.2f %%, precision %.2f %%\n",
		      name, score.marked, score.found, score.right,
		      100.0 * (double)score.right / (double)score.marked,
		      100.0 * (double)score.right / (double)score.found);
	return score;
}

/* Whether at least percent of the marked ends were found, and of the found
 * ones marked. */
static bool reaches(struct score score, size_t percent)
{
	return score.right * 100 >= score.marked * percent &&
	       score.right * 100 >= score.found * percent;
}

static void test_corpus(void **state)
{
	static const char *const names[] = {
		"sentences-en.txt", "sentences-fr.txt", "sentences-de.txt",
		"sentences-zh.txt", "sentences-ar.txt", "sentences-mixed.txt",
	};
	struct score all = { 0, 0, 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct score score = score_file(names[i]);

		assert_true(reaches(score, 97));
		all.marked += score.marked;
		all.found += score.found;
		all.right += score.right;
	}
	print_message("# all: %zu marked, %zu found, %zu right\n", all.marked,
		      all.found, all.right);
	assert_true(all.marked >= 520);
	assert_true(reaches(all, 99));
}

static void test_held_out_corpus(void **state)
{
	(void)state;
	assert_true(reaches(score_file("sentences-held-out.txt"), 97));
}

/* One rule a line; all ends count here, and all must be right. */
static const char *const rules[] = {
	/* UAX #29 */
	"One.¦ Two?¦ Three!¦ Four¦",
	"3.5 is more than 3.14.¦",
	"It went up by 2.5%.¦",
	"So he said. and went on¦",
	"Who? me?¦ Yes.¦",
	"(He left.)¦ She stayed.¦ [So did I.]¦ We all did.¦",
	"“He left.”¦ She stayed.¦ ‘Why?’¦ No one knew.¦",
	"He left.¦\nShe\nstayed.¦",
	/* closers and what follows them */
	"“Stop!” he said.¦ “Stop!”¦",
	"“Stop!”¦ He ran.¦",
	"“Stop!” Mr. Lind cried.¦ “Stop!”¦ Anna ran.¦",
	"“Why?” I asked.¦ “Why?”¦ I ran.¦",
	"“But I—”¦ She stopped.¦",
	"“But I—” said she.¦",
	"He said “no.”, then left.¦",
	"„Halt!“¦ Er lief.¦ »Halt!«¦ Er lief.¦ «Halte!»¦ Il partit.¦",
	"„Halt!“, rief er.¦",
	"Er rief „Nein (nie)“!¦ Sie „nein“!¦ Er ging.¦",
	"“What?”¦ I said nothing.¦",
	"« Non ! » dit-il.¦ « Non ! »¦ Il partit.¦ Quoi ?¦ Rien !¦",
	"“One.”¦“Two.”¦",
	"Ann (who else?) came.¦ Ann (Tom's wife!) Smith came.¦",
	"In 1542 (?) Henry died.¦",
	"“He left.”¦ (Was it late?)¦ She stayed.¦",
	"Ann—who else?—came.¦ Tom – why? – Tom Smith came.¦",
	"— Oui.¦ — Non !¦ — Si ?¦",
	/* ellipses */
	"Well… no.¦ Well…¦ No.¦",
	"Well... no.¦ Well...¦ No.¦ Well . . . no.¦",
	"Well… I think so.¦ Well . . . I think so.¦",
	"“Well…”¦ He left.¦",
	"He left. . . .¦ She stayed.¦",
	"He wrote […] and wept.¦ [...] He died.¦",
	/* abbreviations */
	"Mr. Dr. Lind and Mrs. Fox v. St. Ives vs. Mt. Rae.¦",
	"See p. 3, pp. 3–5, Fig. 3, No. 5, Vol. II, App. B, Jan. 5.¦",
	"No.¦ He won't.¦ In Jan.¦ He will.¦ It is art.¦ She said so.¦",
	"Tea, e.g. Assam, i.e. Indian tea, cf. China.¦",
	"Tea, milk etc.¦ We drank it.¦ Tea etc. was drunk.¦",
	"The U.S. Senate is in the U.S.¦ The Commons are not.¦",
	"Acme Inc. Chairman Fox left Acme Inc.¦ He was tired.¦",
	"At 5 p.m. Monday he left.¦ It was 5 p.m.¦ Fox stayed.¦",
	"At 5 p.m. Fox left.¦",
	"z. B. Tee, d. h. Assam, u. a. Tee usw.¦ Wir tranken ihn.¦",
	"Um 44 v. Chr.¦ Rom war groß.¦ Le 44 av. J.-C. Rome tomba.¦",
	"M. Hulot, Mme Fox, p. ex. Anna.¦",
	"Wm. Fox saw Hs. Berlin.¦ Hmm.¦ Fox left.¦",
	"Das kostet 5 Mio. Euro in der Goethestr. 5.¦",
	"Bring it (cups, etc.) to Ann (of Fox Inc.) The end.¦",
	"د. أحمد هنا.¦ عام 1990 م.¦ ثم ماتت.¦",
	/* initials */
	"J.D. Vance met J. R. R. Tolkien and George W. Bush.¦",
	"A. Le Goff met W. E. B. Du Bois.¦ Take plan B.¦ Le plan A a tort.¦",
	"Take vitamin C.¦ Scientists do.¦ So do I.¦ Ann did.¦",
	"He said he can’t.¦ Ann could.¦",
	/* numbers */
	"1. First.¦",
	"2.1. The second.¦",
	"I. First.¦",
	"a. First.¦",
	"“1. First.”¦ “J. Fox left.”¦ How many?¦ 12.¦ Ann left.¦",
	"Two things: 1. It works.¦ 2. It lasts.¦ See no. 3.¦ It is good.¦",
	"It was 12.¦ Then it was 13.¦",
	"Am 3. Oktober kam der 2. Mann.¦ Es waren 12.¦ Drei gingen.¦",
	"Im 19. Jahrhundert kam er im Jahr 1871.¦ Berlin jubelte.¦",
	"Chapter 3. The Whale¦",
	/* notes, emoji, names with marks */
	"So it was.[1]¦ Then¹ not.²¦ Why?[2, p. 3]¦ Thus.12¦ And so.”3¦ Yes.¦",
	"It was v1.2.¦ It is v1.2.3.¦ Now.¦",
	"Great! 🎉¦ More! 👩‍💻¦ End. ☺️¦ Go on.¦",
	"Yahoo! is a name.¦ Read a.b@example.com.¦ Open README.md.¦ Done.¦",
	"See https://example.com/a?b=c.¦ Or not.¦ iPhones ring.¦ iPads don't.¦",
	"Thank you all. ∎¦",
	"He left.¦ (laughs) So did I.¦",
	"He wrote “It is.” (Fox 3).¦ She did not.¦",
	/* other scripts */
	"他走了。¦她没有！¦为什么？！¦不知道。¦",
	"“走吧。”他说。¦“走吧！”¦她走了。¦",
	"他问：“谁？”¦我不知道。¦《谁？》是书。¦",
	"他说（真的！）不去。¦（真的。）¦我不信。¦",
	"「行こう。」と言った。¦「行こう。」¦彼は行った。¦",
	"３．５も３.５も。¦はい！¦",
	"من؟¦ لا أحد.¦ قال: «لا.»¦ ثم خرج!¦",
	"«من؟» سأل أحمد.¦",
	"वह गया।¦ क्यों?¦ पता नहीं।¦",
	"یہ کیا ہے؟¦ یہ ہے۔¦ اچھا۔¦",
	"А. С. Пушкин родился в 1799 г.¦ Потом он жил.¦ И т. д.¦ Конец.¦",
	"¿Qué?¦ ¡No!¦ El Sr. García y la Sra. Ruiz.¦",
};

static void test_rules(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
		struct example example =
			example_make(rules[i], strlen(rules[i]));
		struct score score = { 0, 0, 0 };

		score_example(&score, &example);
		assert_int_equal(score.marked, score.right);
		assert_int_equal(score.found, score.right);
		example_free(&example);
	}
}

static void test_sorted_words(void **state)
{
	(void)state;
	for (int list = 0; list < WORDS_COUNT; list++) {
		size_t count = 0;
		const char *last = "";
		const char *word;

		while ((word = words_entry((enum words)list, count++))) {
			assert_true(strcmp(last, word) < 0);
			assert_true(words_have((enum words)list, word,
					       strlen(word)));
			last = word;
		}
		assert_true(count > 1);
	}
	assert_true(words_have(WORDS_NEVER, "E.G", 3));
	assert_true(words_have(WORDS_NEVER, "Österr", strlen("Österr")));
	assert_false(words_have(WORDS_NEVER, "e.", 2));
	assert_false(words_have(WORDS_NEVER, "", 0));
}

static void test_edges(void **state)
{
	static const char text[] = "  One.  Two  ";
	struct sentence sentence;

	(void)state;
	assert_false(sentence_at("", 0, 0, &sentence));
	assert_false(sentence_at(" \n\u00a0", 4, 2, &sentence));
	for (size_t pos = 0; pos < sizeof(text) + 5; pos++) {
		assert_true(
			sentence_at(text, sizeof(text) - 1, pos, &sentence));
		assert_int_equal(sentence.off, pos < 8 ? 2 : 8);
		assert_int_equal(sentence.end, pos < 8 ? 6 : 11);
	}
	assert_false(sentence_next(text, sizeof(text) - 1, &sentence));
	assert_int_equal(sentence.off, 8);
	assert_true(sentence_previous(text, sizeof(text) - 1, &sentence));
	assert_int_equal(sentence.off, 2);
	assert_false(sentence_previous(text, sizeof(text) - 1, &sentence));
}

static bool is_space_only(const char *text, size_t off, size_t end)
{
	while (off < end && strchr(" \n", text[off]))
		off++;
	return off == end;
}

/* Walking forward, walking back and asking at a place must agree. */
static void check_agreement(const char *text, size_t len, uint64_t *random)
{
	struct sentence sentence = { 0, 0 };
	struct sentence last = { 0, 0 };

	while (sentence_next(text, len, &sentence)) {
		size_t range = sentence.end - sentence.off;
		struct sentence found;

		assert_true(is_space_only(text, last.end, sentence.off));
		assert_true(sentence.off < sentence.end);
		assert_false(
			is_space_only(text, sentence.off, sentence.off + 1));
		assert_false(
			is_space_only(text, sentence.end - 1, sentence.end));
		assert_true(utf8_valid(text + sentence.off, range));
		assert_true(range <= 14 * 1024);
		for (int i = 0; i < 4; i++) {
			size_t pos = sentence.off;

			if (i > 0)
				pos += test_random(random) % range;
			if (i == 3)
				pos = sentence.end - 1;
			assert_true(sentence_at(text, len, pos, &found));
			assert_int_equal(found.off, sentence.off);
			assert_int_equal(found.end, sentence.end);
		}
		if (last.end > 0) {
			assert_true(sentence_previous(text, len, &found));
			assert_int_equal(found.off, last.off);
			assert_int_equal(found.end, last.end);
			/* The space between belongs to what is before. */
			assert_true(sentence_at(text, len, sentence.off - 1,
						&found));
			assert_int_equal(found.off, last.off);
		}
		last = sentence;
	}
	assert_true(is_space_only(text, last.end, len));
}

/* Text of random pieces; every so often a long stretch without a stop. */
static size_t generate(char *text, size_t size, uint64_t *random)
{
	static const char *const pieces[] = {
		"word",	  "Word",   " ",      " ",	 " ",		"\n",
		".",	  ". ",	    "? ",     "!",	 "…",		"...",
		". . .",  ",",	    ":",      "“",	 "”",		"\"",
		"'",	  "’",	    "(",      ")",	 "[1]",		"¹",
		"12",	  "1.",	    "a.",     "J. ",	 "U.S. ",	"etc. ",
		"Mr. ",	  "—",	    "--",     "-",	 "他",		"说",
		"。",	  "！”",    "」",     "《",	 "》",		"قال",
		"؟",	  "।",	    "é",      "e\u0301", "👩‍💻", "🎉",
		"☺️", "\u200d", "\u2060", "«",	 "»",		" »",
		"_",	  "*",	    "x.y",    "3.5",
	};
	static const char *const plain[] = { "word ", "word", "他", " " };
	size_t len = 0;

	while (len + 64 < size) {
		size_t count = 1;
		const char *piece = pieces[test_random(random) %
					   (sizeof(pieces) / sizeof(*pieces))];

		if (test_random(random) % 256 == 0) {
			piece = plain[test_random(random) % 4];
			count = test_random(random) % 8192;
		}
		for (; count > 0 && len + 64 < size; count--) {
			memcpy(text + len, piece, strlen(piece));
			len += strlen(piece);
		}
	}
	return len;
}

static void test_agreement(void **state)
{
	uint64_t random = 0x5eed;
	size_t size = 1 << 15;
	char *text = memory_alloc(size);

	(void)state;
	for (int round = 0; round < 10; round++) {
		size_t len = generate(text, round % 3 ? size : 300, &random);

		check_agreement(text, len, &random);
	}
	free(text);
}

/* However long the paragraph, 16 KiB before a place are enough: what lies
 * further back may not even be readable. */
static void test_bounded(void **state)
{
	static const char *const pieces[] = {
		"word ",  "word", "他", ".",   ". ",	  "! ",
		"1. ",	  "J. ",  "(",	"? (", "e\u0301", "\u0301",
		"\u200d", "“",	  "”",	"—",   "Mr. ",
	};
	size_t size = 1 << 18;
	size_t back = 16 * 1024;
	char *text = mmap(NULL, size, PROT_READ | PROT_WRITE,
			  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	(void)state;
	assert_true(text != MAP_FAILED);
	for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++) {
		size_t step = strlen(pieces[i]);
		size_t len = size / step * step;
		struct sentence sentence;

		assert_int_equal(mprotect(text, size, PROT_READ | PROT_WRITE),
				 0);
		for (size_t off = 0; off < len; off += step)
			memcpy(text + off, pieces[i], step);
		assert_int_equal(mprotect(text, size / 2 - back, PROT_NONE), 0);
		for (size_t pos = size / 2; pos < size / 2 + back;
		     pos += 8191) {
			assert_true(sentence_at(text, len, pos, &sentence));
			assert_true(sentence.off <= pos);
			assert_true(sentence.end - sentence.off <= back);
		}
	}
	munmap(text, size);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rules),
		cmocka_unit_test(test_sorted_words),
		cmocka_unit_test(test_edges),
		cmocka_unit_test(test_agreement),
		cmocka_unit_test(test_bounded),
		cmocka_unit_test(test_corpus),
		cmocka_unit_test(test_held_out_corpus),
	};

	return test_run(tests);
}
