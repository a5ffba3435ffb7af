/* SPDX-License-Identifier: ISC */
/* Tests of what changed between two generations, and of where each byte went.
 */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "document/compare.h"
#include "document/compare/align.h"
#include "documents.h"
#include "edits.h"
#include "text/cells.h"

static void compare_documents(const struct document *old,
			      const struct document *fresh,
			      struct changes *changes)
{
	struct alignment *alignment = alignment_open(old, fresh);

	alignment_changes(alignment, changes);
	alignment_free(alignment);
}

static uint32_t compare_carry(const struct document *old,
			      const struct document *fresh, uint32_t off)
{
	struct alignment *alignment = alignment_open(old, fresh);
	uint32_t carried = alignment_carry(alignment, off);

	alignment_free(alignment);
	return carried;
}

static struct document *markdown(const char *text)
{
	return document_from_markdown(text, strlen(text), 1 << 16);
}

static const struct {
	const char *old, *fresh;
	uint32_t added, removed, changed, moved;
	const char *first; /* what stands at the first difference */
} counted[] = {
	{ "", "", 0, 0, 0, 0, NULL },
	{ "a\n\nb\n", "a\n\nb\n", 0, 0, 0, 0, NULL },
	/* Only the source differs. */
	{ "a\nb\n", "a b\n", 0, 0, 0, 0, NULL },
	{ "* a\n* b\n", "- a\n- b\n", 0, 0, 0, 0, NULL },
	{ "", "a\n", 1, 0, 0, 0, "a" },
	{ "a\n", "", 0, 1, 0, 0, "" },
	{ "a\n\nc\n", "a\n\nb\n\nc\n", 1, 0, 0, 0, "b" },
	{ "a\n\nb\n\nc\n", "a\n\nc\n", 0, 1, 0, 0, "c" },
	{ "a\n\nb\n", "a\n", 0, 1, 0, 0, "" },
	/* Most words are the same. */
	{ "x\n\none two three four\n\ny\n", "x\n\none two new four\n\ny\n", 0,
	  0, 1, 0, "one" },
	{ "one two three four\n", "five six seven eight\n", 1, 1, 0, 0,
	  "five" },
	/* 一二三四 and 一二三五: a character is a word. */
	{ "\xe4\xb8\x80\xe4\xba\x8c\xe4\xb8\x89\xe5\x9b\x9b\n",
	  "\xe4\xb8\x80\xe4\xba\x8c\xe4\xb8\x89\xe4\xba\x94\n", 0, 0, 1, 0,
	  "\xe4\xb8\x80" },
	/* The same text in another look. */
	{ "a *b* c\n", "a **b** c\n", 0, 0, 1, 0, "a b c" },
	{ "a b c\n", "a *b* c\n", 0, 0, 1, 0, "a b c" },
	{ "a *b* c\n", "a b *c*\n", 0, 0, 1, 0, "a b c" },
	{ "x\n\nTitle\n", "x\n\n## Title\n", 0, 0, 1, 0, "Title" },
	{ "# Title\n", "## Title\n", 0, 0, 1, 0, "Title" },
	{ "a\n", "> a\n", 0, 0, 1, 0, "a" },
	{ "- [ ] do\n", "- [x] do\n", 0, 0, 1, 0, "do" },
	{ "[a](/u)\n", "[a](/v)\n", 0, 0, 1, 0, "a" },
	{ "~~~ c\nx\n~~~\n", "~~~ d\nx\n~~~\n", 0, 0, 1, 0, "x" },
	/* What comes before it does not change a list's item. */
	{ "1. one\n2. two\n", "1. new\n2. one\n3. two\n", 1, 0, 0, 0, "new" },
	{ "a[^1]\n\n[^1]: n\n", "[^0]\n\na[^1]\n\n[^0]: m\n[^1]: n\n", 2, 0, 0,
	  0, "\n" },
	/* Moved: whatever is shorter goes past the rest. */
	{ "first\n\nsecond\n\nthird\n", "second\n\nthird\n\nfirst\n", 0, 0, 0,
	  1, "second" },
	{ "again\n\nagain\n\nb\n", "again\n\nb\n", 0, 1, 0, 0, "b" },
	/* One of two that are equal is added. */
	{ "a\n\nb\n", "a\n\nb\n\na\n", 1, 0, 0, 0, "a" },
};

static void test_counts(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(counted) / sizeof(counted[0]); i++) {
		struct document *old = markdown(counted[i].old);
		struct document *fresh = markdown(counted[i].fresh);
		struct changes changes;
		const char *at = NULL;

		compare_documents(old, fresh, &changes);
		if (changes.first_off != DOCUMENT_NONE)
			at = buffer_string(&fresh->text) + changes.first_off;
		if (changes.added != counted[i].added ||
		    changes.removed != counted[i].removed ||
		    changes.changed != counted[i].changed ||
		    changes.moved != counted[i].moved ||
		    !at != !counted[i].first ||
		    (at && strncmp(at, counted[i].first,
				   strlen(counted[i].first)) != 0))
			fail_msg("%zu: +%u -%u ~%u >%u %s", i, changes.added,
				 changes.removed, changes.changed,
				 changes.moved, at ? at : "(none)");
		document_free(old);
		document_free(fresh);
	}
}

static const struct {
	const char *old, *fresh;
} carried_texts[] = {
	{ "|a\nb\n", "|a\nb\n" },
	{ "a\n|b\n", "x\na\n|b\n" },
	{ "a\nsec|ond\n", "sec|ond\n" },
	{ "a\nb|\n", "x\na\nb|\n" },
	{ "|", "a\nb\n" },
	/* Changed: by what stands before and behind. */
	{ "One tw|o three four five.\n", "One tw|o three x five.\n" },
	{ "One two three fo|ur five.\n", "One and two three fo|ur five.\n" },
	{ "One two |three four five.\n", "One two |four five.\n" },
	/* Two changes: by the words themselves. */
	{ "One two three. |Four five six seven eight. Nine ten.\n",
	  "One three. And |Four five six seven eight. Nine, ten.\n" },
	/* By the words before it, if those at it are gone. */
	{ "Zero. One two three four, |five six. Seven eight nine.\n",
	  "Zero: One two three four, |then. Seven eight: nine.\n" },
	/* Split, joined. */
	{ "One two three four five. |Six seven eight nine ten.\nx\n",
	  "One two three four five.\n|Six seven eight nine ten.\nx\n" },
	{ "One two three.\n|Four five six seven eight nine ten.\nx\n",
	  "One two three. |Four five six seven eight nine ten.\nx\n" },
	{ "x\nUnderstanding |everything nowadays seldom.\nIt is one "
	  "of the few things that nobody was ever able to do.\nx\n",
	  "x\nUnderstanding |everything nowadays seldom. It is one "
	  "of the few things that nobody was ever able to do.\nx\n" },
	/* By the end, where the words are all the same. */
	{ "x ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab |ab\n",
	  "y y y y y y x ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab "
	  "|ab\n" },
	/* Gone: what follows, or stands there instead. */
	{ "a\ngo|ne\nc\n", "a\n|c\n" },
	{ "a\ngone\nal|so\nc\n", "a\n|c\n" },
	{ "a\ngo|ne\n", "|a\n" },
	{ "a\ngo|ne\nc\n", "a\n|instead\nc\n" },
	{ "a\ngone\nal|so\nc\n", "a\nfor one\n|for the other\nc\n" },
	/* Moved. */
	{ "first |text\nb\nc\nd\n", "b\nc\nd\nfirst |text\n" },
	/* Of equal ones the one with its neighbours. */
	{ "x\nsame\ny\nsame\n|z\nsame\n",
	  "x\nsame\nsame\ny\nsame\n|z\nsame\n" },
	{ "same\nsa|me\nz\n", "sa|me\nz\n" },
	{ "x\nsame\ny\nsa|me\nz\nsame\n", "y\nsa|me\nz\nsame\n" },
};

/* In both texts a bar stands where the byte is. */
static void test_carry(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(carried_texts) / sizeof(carried_texts[0]);
	     i++) {
		struct buffer texts[2] = { BUFFER_INIT, BUFFER_INIT };
		struct document *documents[2];
		uint32_t offs[2], carried;

		for (size_t side = 0; side < 2; side++) {
			const char *text = side ? carried_texts[i].fresh
						: carried_texts[i].old;
			const char *bar = strchr(text, '|');
			size_t off = bar ? (size_t)(bar - text) : strlen(text);

			buffer_append(&texts[side], text, off);
			buffer_append_string(&texts[side], bar ? bar + 1 : "");
			offs[side] = (uint32_t)off;
			documents[side] = edits_document(
				buffer_string(&texts[side]), texts[side].len);
		}
		if (!strcmp(carried_texts[i].old, "|"))
			offs[1] = 0;
		carried = compare_carry(documents[0], documents[1], offs[0]);
		if (carried != offs[1])
			fail_msg("%zu: %u, not %u", i, carried, offs[1]);
		for (size_t side = 0; side < 2; side++) {
			document_free(documents[side]);
			buffer_release(&texts[side]);
		}
	}
}

/* A text of paragraphs; few of them repeat. */
static void write_text(struct buffer *out, uint64_t *random,
		       uint32_t paragraphs)
{
	buffer_clear(out);
	for (uint32_t i = 0; i < paragraphs; i++) {
		size_t start = out->len;

		edits_add_paragraph(out, random);
		if (i && edits_roll(random, 12) == 0) {
			size_t off = edits_start(
				out, edits_roll(random, (uint32_t)start), '\n');
			size_t end = edits_end(out, off, '\n') + 1;
			struct buffer copy = BUFFER_INIT;

			buffer_append(&copy, out->data + off, end - off);
			buffer_truncate(out, start);
			buffer_append(out, copy.data, copy.len);
			buffer_release(&copy);
		}
	}
}

/* Adds or deletes paragraphs, never one of the first text partly. */
static void edit_whole(struct edited *edited, uint64_t *random, bool adding)
{
	struct buffer *text = &edited->text;
	size_t off = edits_start(text, edits_roll(random, (uint32_t)text->len),
				 '\n');
	size_t end = edits_end(text, off, '\n') + 1;
	struct buffer bytes = BUFFER_INIT;

	if (!adding && end - off < text->len) {
		edited_replace(edited, off, end, "", NULL, 0);
		return;
	}
	/* Sometimes one that was there before. */
	if (edits_roll(random, 4) == 0)
		buffer_append(&bytes, text->data + off, end - off);
	else
		edits_add_paragraph(&bytes, random);
	end = edits_start(text, edits_roll(random, (uint32_t)text->len), '\n');
	edited_replace(edited, end, end, bytes.data, NULL, bytes.len);
	buffer_release(&bytes);
}

/* Whether the paragraph of the old text that off is in is whole in fresh. */
static bool is_whole(const struct buffer *old, const struct edited *fresh,
		     size_t off, size_t at)
{
	size_t start = edits_start(old, off, '\n');
	size_t end = edits_end(old, off, '\n') + 1;

	for (size_t i = start; i < end; i++)
		if (at + i - off >= fresh->text.len ||
		    fresh->origins[at + i - off] != i)
			return false;
	return true;
}

/* Whether the paragraph that off is in stands twice. */
static bool repeats(const struct buffer *text, size_t off)
{
	size_t start = edits_start(text, off, '\n');
	size_t len = edits_end(text, off, '\n') + 1 - start;
	size_t other = 0;

	for (; other < text->len; other = edits_end(text, other, '\n') + 1)
		if (other != start && other + len <= text->len &&
		    memcmp(text->data + other, text->data + start, len) == 0)
			return true;
	return false;
}

/* Paragraphs that nobody touched keep their bytes, whatever others do. */
static void test_untouched_paragraphs_are_carried_exactly(void **state)
{
	uint64_t random = 5;
	struct buffer text = BUFFER_INIT;
	struct edited edited = { BUFFER_INIT, NULL, 0 };
	size_t seen = 0, elsewhere = 0, missed = 0;

	(void)state;
	for (unsigned round = 0; round < 60; round++) {
		struct document *old, *fresh;
		struct alignment *alignment;
		uint32_t edits = edits_roll(&random, 30);
		uint32_t kind = edits_roll(&random, 3);

		write_text(&text, &random, 2 + edits_roll(&random, 50));
		edited_start(&edited, text.data, text.len);
		while (edits--)
			edit_whole(&edited, &random,
				   kind < 2 ? kind
					    : edits_roll(&random, 2) != 0);
		old = edits_document(text.data, text.len);
		fresh = edits_document(edited.text.data, edited.text.len);
		alignment = alignment_open(old, fresh);
		for (size_t i = 0; i < edited.text.len;
		     i += 1 + edits_roll(&random, 60)) {
			uint32_t off = edited.origins[i];
			size_t rest = edits_end(&text, off, '\n');
			uint32_t carried;
			bool same;

			if (off == EDITS_NEW ||
			    cells_start(text.data, text.len, off) != off)
				continue;
			carried = alignment_carry(alignment, off);
			same = carried + (rest - off) <= edited.text.len &&
			       memcmp(text.data + off,
				      edited.text.data + carried,
				      rest - off) == 0;
			/* A copy of it may have been added. Which of several
			 * that were equal is left nobody can tell. */
			if (!repeats(&text, off))
				assert_true(same);
			seen++;
			elsewhere += carried != i;
			missed += !same;
		}
		alignment_free(alignment);
		document_free(old);
		document_free(fresh);
	}
	printf("# %zu bytes: %.2f %% carried to an equal one, %.2f %% to "
	       "neither\n",
	       seen, 100.0 * (double)(elsewhere - missed) / (double)seen,
	       100.0 * (double)missed / (double)seen);
	assert_true(seen > 1000);
	assert_true(elsewhere * 50 < seen);
	assert_true(missed * 500 < seen);
	edited_release(&edited);
	buffer_release(&text);
}

/* After any edits, most of what is left is found; all of what is whole. */
static void test_edited_texts_are_carried(void **state)
{
	uint64_t random = 6;
	struct buffer text = BUFFER_INIT;
	struct edited edited = { BUFFER_INIT, NULL, 0 };
	size_t seen = 0, exact = 0, whole = 0, whole_exact = 0;

	(void)state;
	for (unsigned round = 0; round < 60; round++) {
		struct document *old, *fresh;
		struct alignment *alignment;
		uint32_t edits = edits_roll(&random, 20);

		write_text(&text, &random, 2 + edits_roll(&random, 50));
		edited_start(&edited, text.data, text.len);
		while (edits--)
			edit_once(&edited, &random);
		old = edits_document(text.data, text.len);
		fresh = edits_document(edited.text.data, edited.text.len);
		alignment = alignment_open(old, fresh);
		for (uint32_t off = 0; off <= old->text.len; off += 7) {
			uint32_t carried = alignment_carry(alignment, off);

			assert_in_range(carried, 0, fresh->text.len);
			assert_int_equal(cells_start(fresh->text.data,
						     fresh->text.len, carried),
					 carried);
		}
		for (size_t i = 0; i < edited.text.len; i += 11) {
			uint32_t off = edited.origins[i];
			uint32_t carried;
			bool is;

			if (off == EDITS_NEW ||
			    cells_start(text.data, text.len, off) != off ||
			    cells_start(edited.text.data, edited.text.len, i) !=
				    i)
				continue;
			carried = alignment_carry(alignment, off);
			is = is_whole(&text, &edited, off, i);
			seen++;
			exact += carried == i;
			whole += is;
			whole_exact += is && carried == i;
		}
		alignment_free(alignment);
		document_free(old);
		document_free(fresh);
	}
	printf("# %zu bytes: %.2f %% carried to themselves; of %zu in "
	       "untouched "
	       "paragraphs %.2f %%\n",
	       seen, 100.0 * (double)exact / (double)seen, whole,
	       100.0 * (double)whole_exact / (double)whole);
	assert_true(exact * 100 > seen * 97);
	assert_true(whole_exact * 100 > whole * 98);
	edited_release(&edited);
	buffer_release(&text);
}

/* What align() matches ascends and is equal; of small lists it is as much as
 * can be where one is a part of the other. */
static void test_alignment_of_lists(void **state)
{
	enum { MOST = 60 };
	uint64_t random = 7;

	(void)state;
	for (unsigned round = 0; round < 3000; round++) {
		uint32_t old[MOST], fresh[2 * MOST], to[MOST];
		uint32_t classes = 1 + edits_roll(&random, 40);
		uint32_t old_count = edits_roll(&random, MOST);
		uint32_t fresh_count = 0, next = 0;
		bool part = round % 2;

		for (uint32_t i = 0; i < old_count; i++)
			old[i] = edits_roll(&random, classes);
		for (uint32_t i = 0; i < old_count; i++) {
			while (edits_roll(&random, 3) == 0 &&
			       fresh_count < 2 * MOST - old_count)
				fresh[fresh_count++] =
					edits_roll(&random, classes);
			if (part || edits_roll(&random, 4))
				fresh[fresh_count++] = old[i];
		}
		align(old, old_count, fresh, fresh_count, classes, to);
		for (uint32_t i = 0; i < old_count; i++) {
			if (to[i] == ALIGN_NONE) {
				assert_false(part);
				continue;
			}
			assert_in_range(to[i], next, fresh_count - 1);
			assert_int_equal(fresh[to[i]], old[i]);
			next = to[i] + 1;
		}
	}
}

/* Many blocks of a long document go; every fifth is like many others. */
static void test_many_deletions(void **state)
{
	enum { COUNT = 20000 };
	uint64_t random = 9;
	struct buffer texts[2] = { BUFFER_INIT, BUFFER_INIT };
	struct document *documents[2];
	struct changes changes;
	uint32_t deleted = 0;

	(void)state;
	for (unsigned i = 0; i < COUNT; i++) {
		size_t off = texts[0].len;
		unsigned number = i % 5 ? i : edits_roll(&random, 3);

		buffer_append_format(&texts[0], "word %u\n", number);
		if (edits_roll(&random, 10) == 0)
			deleted++;
		else
			buffer_append(&texts[1], texts[0].data + off,
				      texts[0].len - off);
	}
	for (size_t side = 0; side < 2; side++)
		documents[side] =
			edits_document(texts[side].data, texts[side].len);
	compare_documents(documents[0], documents[1], &changes);
	assert_int_equal(changes.removed, deleted);
	assert_int_equal(changes.added + changes.changed + changes.moved, 0);
	for (size_t side = 0; side < 2; side++) {
		document_free(documents[side]);
		buffer_release(&texts[side]);
	}
}

/* 100,000 blocks: nothing but equal ones, in any order, or none. */
static void test_long_documents(void **state)
{
	enum { COUNT = 100000 };
	uint64_t random = 8;
	struct changes changes;

	(void)state;
	for (uint32_t classes = 2; classes <= 1u << 20; classes <<= 6) {
		struct buffer texts[2] = { BUFFER_INIT, BUFFER_INIT };
		struct document *documents[2];

		for (size_t side = 0; side < 2; side++) {
			for (size_t i = 0; i < COUNT; i++)
				buffer_append_format(
					&texts[side], "word %u\n",
					(unsigned)edits_roll(&random, classes));
			documents[side] = edits_document(texts[side].data,
							 texts[side].len);
		}
		compare_documents(documents[0], documents[1], &changes);
		/* Each old block is something now, and each new one was. */
		assert_true(changes.removed + changes.changed + changes.moved <=
			    COUNT);
		assert_int_equal(changes.added, changes.removed);
		for (size_t side = 0; side < 2; side++) {
			document_free(documents[side]);
			buffer_release(&texts[side]);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_counts),
		cmocka_unit_test(test_carry),
		cmocka_unit_test(test_untouched_paragraphs_are_carried_exactly),
		cmocka_unit_test(test_edited_texts_are_carried),
		cmocka_unit_test(test_alignment_of_lists),
		cmocka_unit_test(test_many_deletions),
		cmocka_unit_test(test_long_documents),
	};

	return test_run(tests);
}
