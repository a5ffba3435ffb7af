/* SPDX-License-Identifier: ISC */
/* Tests of folders of notes that people edit and marks are written into. */
#include "test.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/files.h"
#include "marks/exchange.h"
#include "marks/exchange/blocks.h"
#include "marks/exchange/into.h"
#include "marks/exchange/merge.h"

#include "scratch.h"

#define DOCUMENT "0199d4a2-7c5e-7000-8000-0000000000d1"

/* --- What is written ----------------------------------------------------- */

static void start(struct exchange *exchange)
{
	struct exchange_document *document;

	exchange_init(exchange);
	exchange->now_ms = 1791709953000;
	document = exchange_add(exchange);
	memcpy(document->id, DOCUMENT, sizeof(DOCUMENT));
	buffer_append_string(&document->title, "An Essay: on \"Notes\"");
	buffer_append_string(&document->path, "~/essays/notes.md");
}

static void set_id(struct mark *mark, unsigned number)
{
	snprintf(mark->id, sizeof(mark->id), "0199d4a2-7c5e-7000-8000-%012x",
		 number);
}

static struct mark *add(struct exchange *exchange, unsigned number,
			const char *head, const char *quote, const char *note)
{
	struct mark *mark = mark_list_add(&exchange->documents[0].marks);

	set_id(mark, number);
	buffer_append_string(&mark->head, head);
	buffer_append_string(&mark->original.anchor.exact, quote);
	mark_set_note(mark, note, strlen(note));
	mark->created_ms = 1791709953000;
	return mark;
}

static bool is_gone(void *context, const char *id)
{
	return strcmp(context, id) == 0;
}

static bool into(const struct exchange *exchange, const char *gone,
		 struct exchange_into_report *report)
{
	char id[MARK_ID + 1] = "";
	const struct exchange_into_options options = {
		.dir = scratch_path("notes"),
		.deleted = is_gone,
		.context = id,
	};
	struct error error;

	snprintf(id, sizeof(id), "%s", gone);
	return exchange_into(exchange, &options, report, &error);
}

static void read_note(const char *name, struct buffer *out)
{
	char path[512];
	struct error error;

	snprintf(path, sizeof(path), "notes/%s", name);
	buffer_clear(out);
	assert_true(files_read(scratch_path(path), 1 << 20, out, &error));
}

static void write_note(const char *name, const char *text)
{
	char path[512];

	snprintf(path, sizeof(path), "notes/%s", name);
	scratch_write(path, text);
}

/* Puts text in the place of the first that is there. */
static void replace(struct buffer *file, const char *old, const char *new)
{
	char *at = strstr(buffer_string(file), old);
	struct buffer out = BUFFER_INIT;

	assert_non_null(at);
	buffer_append(&out, file->data, (size_t)(at - file->data));
	buffer_append_string(&out, new);
	buffer_append_string(&out, at + strlen(old));
	buffer_release(file);
	*file = out;
}

static size_t count_of(const char *text, const char *what)
{
	size_t count = 0;

	for (; (text = strstr(text, what)) != NULL; text++)
		count++;
	return count;
}

#define NAME "An Essay on Notes.md"

/* --- Cases --------------------------------------------------------------- */

static void test_made_once(void **state)
{
	struct exchange_into_report report;
	struct exchange exchange;
	struct buffer first = BUFFER_INIT;
	struct buffer second = BUFFER_INIT;
	struct stat at;

	(void)state;
	start(&exchange);
	add(&exchange, 1, "Why", "First quote.", "my #note");
	add(&exchange, 2, "Why", "Second quote.", "");
	assert_true(into(&exchange, "", &report));
	assert_int_equal(report.made, 1);
	assert_int_equal(report.added, 2);
	read_note(NAME, &first);
	assert_non_null(strstr(first.data, "\n## Why\n\n<!-- id:"));
	assert_non_null(
		strstr(first.data, "\n> First quote.\n\n^m-00000001\n"));
	assert_non_null(strstr(first.data, "\nhighlights: 2\nbookmarks: 0\n"));
	assert_int_equal(stat(scratch_path("notes/" NAME), &at), 0);
	assert_int_equal(at.st_mode & 0777, 0600);
	exchange.now_ms += 86400000;
	assert_true(into(&exchange, "", &report));
	assert_int_equal(report.unchanged, 1);
	assert_int_equal(report.made + report.changed, 0);
	read_note(NAME, &second);
	assert_string_equal(first.data, second.data);
	buffer_release(&first);
	buffer_release(&second);
	exchange_release(&exchange);
}

static void test_new_ones_among_neighbours(void **state)
{
	struct exchange_into_report report;
	struct exchange exchange;
	struct buffer file = BUFFER_INIT;
	const char *at;

	(void)state;
	start(&exchange);
	add(&exchange, 1, "A", "Q-one.", "");
	add(&exchange, 4, "C", "Q-four.", "");
	assert_true(into(&exchange, "", &report));
	read_note(NAME, &file);
	replace(&file, "\n## C",
		"\nWords on one.\n\n```\n# no\n```\n\nMore words.\n\n## C");
	buffer_append_string(&file, "\nThe end, mine.");
	write_note(NAME, file.data);
	exchange_release(&exchange);
	start(&exchange);
	add(&exchange, 7, "", "Q-zero.", "");
	add(&exchange, 1, "A", "Q-one.", "");
	add(&exchange, 2, "A", "Q-two.", "");
	add(&exchange, 3, "B", "Q-three.", "");
	add(&exchange, 8, "C", "Q-three-and-a-half.", "");
	add(&exchange, 4, "C", "Q-four.", "");
	add(&exchange, 5, "D", "Q-five.", "");
	assert_true(into(&exchange, "", &report));
	assert_int_equal(report.changed, 1);
	assert_int_equal(report.added, 5);
	read_note(NAME, &file);
	at = file.data;
	static const char *const order[] = {
		"Q-zero.",     "## A",	       "Q-one.",  "Words on one.",
		"More words.", "Q-two.",       "## B",	  "Q-three",
		"## C",	       "Q-three-and-", "Q-four.", "The end, mine.",
		"## D",	       "Q-five.",
	};
	for (size_t i = 0; i < sizeof(order) / sizeof(*order); i++) {
		at = strstr(at, order[i]);
		if (!at)
			fail_msg("%s is missing or elsewhere in\n%s", order[i],
				 file.data);
	}
	assert_int_equal(count_of(file.data, "\n## "), 4);
	assert_non_null(strstr(file.data, "highlights: 7\n"));
	buffer_release(&file);
	exchange_release(&exchange);
}

static void test_changes_on_both_sides(void **state)
{
	struct exchange_into_report report;
	struct exchange exchange;
	struct buffer file = BUFFER_INIT;
	struct mark *one;

	(void)state;
	start(&exchange);
	add(&exchange, 1, "", "Q-one.", "note one");
	add(&exchange, 2, "", "Q-two.", "note two");
	assert_true(into(&exchange, "", &report));
	read_note(NAME, &file);
	replace(&file, "note one", "note one, and my own words");
	write_note(NAME, file.data);
	/* Edited there only: it stays. */
	assert_true(into(&exchange, "", &report));
	assert_int_equal(report.unchanged, 1);
	/* Changed here only: it is replaced. */
	one = exchange.documents[0].marks.marks;
	mark_set_note(one + 1, "note 2", 6);
	assert_true(into(&exchange, "", &report));
	assert_int_equal(report.updated, 1);
	read_note(NAME, &file);
	assert_null(strstr(file.data, "note two"));
	assert_non_null(strstr(file.data, "note 2"));
	/* Changed on both sides: both are there. */
	mark_set_note(one, "note 1", 6);
	assert_true(into(&exchange, "", &report));
	assert_int_equal(report.conflicts, 1);
	read_note(NAME, &file);
	assert_non_null(strstr(file.data, "note one, and my own words\n"));
	assert_non_null(strstr(file.data, "note 1\n"));
	assert_int_equal(count_of(file.data, "^m-00000001\n"), 1);
	assert_int_equal(count_of(file.data, "<!-- id:"), 2);
	assert_true(into(&exchange, "", &report));
	assert_int_equal(report.unchanged, 1);
	buffer_release(&file);
	exchange_release(&exchange);
}

static void test_deleted(void **state)
{
	struct exchange_into_report report;
	struct exchange exchange;
	struct buffer file = BUFFER_INIT;
	struct mark_list *marks;
	char id[MARK_ID + 1];

	(void)state;
	start(&exchange);
	add(&exchange, 1, "", "Q-one.", "note one");
	add(&exchange, 2, "", "Q-two.", "note two");
	add(&exchange, 3, "", "Q-three.", "note three");
	assert_true(into(&exchange, "", &report));
	read_note(NAME, &file);
	replace(&file, "note two", "note two, edited");
	write_note(NAME, file.data);
	marks = &exchange.documents[0].marks;
	marks->marks[0].deleted = true;
	marks->marks[1].deleted = true;
	assert_true(into(&exchange, "", &report));
	assert_int_equal(report.removed, 1);
	assert_int_equal(report.conflicts, 1);
	read_note(NAME, &file);
	assert_null(strstr(file.data, "Q-one."));
	assert_non_null(strstr(file.data, "Deleted in Lectern"));
	assert_non_null(strstr(file.data, "note two, edited"));
	assert_int_equal(count_of(file.data, "<!-- id:"), 1);
	/* Undone: it is there again. */
	marks->marks[0].deleted = false;
	assert_true(into(&exchange, "", &report));
	assert_int_equal(report.added, 1);
	/* Not among those exchanged: it stays, unless it is known to be gone.
	 */
	memcpy(id, marks->marks[2].id, sizeof(id));
	mark_release(&marks->marks[2]);
	marks->count = 2;
	assert_true(into(&exchange, "", &report));
	assert_int_equal(report.unchanged, 1);
	assert_true(into(&exchange, id, &report));
	assert_int_equal(report.removed, 1);
	buffer_release(&file);
	exchange_release(&exchange);
}

/* A block that was taken out comes back when its mark changes, not before. */
static void test_taken_out(void **state)
{
	struct exchange_into_report report;
	struct exchange exchange;
	struct buffer file = BUFFER_INIT;
	char *from;
	char *to;

	(void)state;
	start(&exchange);
	add(&exchange, 1, "", "Q-one.", "");
	add(&exchange, 2, "", "Q-two.", "");
	assert_true(into(&exchange, "", &report));
	read_note(NAME, &file);
	from = strstr(file.data, "<!-- id:");
	to = strstr(from + 1, "<!-- id:");
	memmove(from, to, strlen(to) + 1);
	file.len = strlen(file.data);
	write_note(NAME, file.data);
	assert_true(into(&exchange, "", &report));
	assert_int_equal(report.left_out, 1);
	assert_int_equal(report.unchanged, 1);
	add(&exchange, 3, "", "Q-three.", "");
	assert_true(into(&exchange, "", &report));
	assert_int_equal(report.left_out, 1);
	assert_int_equal(report.added, 1);
	mark_set_note(&exchange.documents[0].marks.marks[0], "new", 3);
	assert_true(into(&exchange, "", &report));
	assert_int_equal(report.left_out, 0);
	assert_int_equal(report.added, 1);
	buffer_release(&file);
	exchange_release(&exchange);
}

static void test_file_is_known_again(void **state)
{
	struct exchange_into_report report;
	struct exchange exchange;
	struct buffer file = BUFFER_INIT;
	struct stat at;

	(void)state;
	start(&exchange);
	add(&exchange, 1, "", "Q-one.", "");
	assert_true(into(&exchange, "", &report));
	assert_int_equal(rename(scratch_path("notes/" NAME),
				scratch_path("notes/Mine.md")),
			 0);
	assert_int_equal(chmod(scratch_path("notes/Mine.md"), 0644), 0);
	buffer_append_string(&exchange.documents[0].title, " (2nd)");
	add(&exchange, 2, "", "Q-two.", "");
	read_note("Mine.md", &file);
	replace(&file, "---\n", "---\ntags: [essay]\n");
	write_note("Mine.md", file.data);
	assert_true(into(&exchange, "", &report));
	assert_int_equal(report.made, 0);
	assert_int_equal(report.changed, 1);
	read_note("Mine.md", &file);
	assert_non_null(strstr(file.data, "tags: [essay]\n"));
	assert_non_null(strstr(file.data, "highlights: 2\n"));
	assert_int_equal(stat(scratch_path("notes/Mine.md"), &at), 0);
	assert_int_equal(at.st_mode & 0777, 0644);
	buffer_release(&file);
	exchange_release(&exchange);
}

static void test_nothing_of_others_is_touched(void **state)
{
	struct exchange_into_report report;
	struct exchange exchange;
	struct buffer file = BUFFER_INIT;

	(void)state;
	scratch_mkdir("notes");
	write_note("an essay on notes.MD", "somebody else's");
	scratch_write("outside.md", "---\nlectern: \"" DOCUMENT "\"\n---\n");
	scratch_link(scratch_path("outside.md"), "notes/link.md");
	start(&exchange);
	add(&exchange, 1, "", "Q-one.", "");
	assert_true(into(&exchange, "", &report));
	assert_int_equal(report.made, 1);
	read_note("an essay on notes.MD", &file);
	assert_string_equal(file.data, "somebody else's");
	read_note("An Essay on Notes 000000d1.md", &file);
	assert_non_null(strstr(file.data, "Q-one."));
	buffer_clear(&file);
	read_note("../outside.md", &file);
	assert_string_equal(file.data, "---\nlectern: \"" DOCUMENT "\"\n---\n");
	buffer_release(&file);
	exchange_release(&exchange);
}

static void test_carriage_returns(void **state)
{
	struct exchange_into_report report;
	struct exchange exchange;
	struct buffer file = BUFFER_INIT;
	struct buffer crlf = BUFFER_INIT;

	(void)state;
	start(&exchange);
	add(&exchange, 1, "", "Q-one.", "a\nb");
	assert_true(into(&exchange, "", &report));
	read_note(NAME, &file);
	for (size_t i = 0; i < file.len; i++) {
		if (file.data[i] == '\n')
			buffer_append_byte(&crlf, '\r');
		buffer_append_byte(&crlf, file.data[i]);
	}
	write_note(NAME, crlf.data);
	/* The comment of what was seen alone would have other line ends. */
	assert_true(into(&exchange, "", &report));
	assert_int_equal(report.unchanged, 1);
	add(&exchange, 2, "New", "Q-two.", "c\nd");
	assert_true(into(&exchange, "", &report));
	read_note(NAME, &file);
	assert_int_equal(count_of(file.data, "\n"),
			 count_of(file.data, "\r\n"));
	assert_int_equal(report.conflicts, 0);
	buffer_release(&file);
	buffer_release(&crlf);
	exchange_release(&exchange);
}

/* --- Anything ------------------------------------------------------------ */

enum { ROUNDS = 60, RUNS = 8, MARKS_MAX = 12 };

/* What a reader does to a file, and what must be in it ever after. */
struct scribe {
	uint64_t random;
	unsigned words; /* "word-N;" for each N below was written */
	bool taken[64]; /* marks whose blocks somebody took out or broke */
};

static size_t roll(struct scribe *scribe, size_t sides)
{
	return test_random(&scribe->random) % sides;
}

/* Where a line begins that somebody may write before: anywhere but in front
 * matter and in our own comment. */
static size_t pick_line(struct scribe *scribe, const struct buffer *file)
{
	const char *start = strstr(file->data, "\n---\n") + 5;
	const char *seen = strstr(file->data, "<!-- lectern:seen");
	const char *end = seen ? strstr(seen, "-->\n") : NULL;

	for (int i = 0; i < 20; i++) {
		const char *at =
			start +
			roll(scribe,
			     (size_t)(file->data + file->len - start) + 1);

		while (at > start && at[-1] != '\n')
			at--;
		if (!seen || at <= seen || at >= end + 4)
			return (size_t)(at - file->data);
	}
	return file->len;
}

static void write_words(struct scribe *scribe, struct buffer *file)
{
	static const char *const shapes[] = {
		"word-%u;\n",	       "\nword-%u;\n\n",
		"## word-%u;\n\n",     "```\nword-%u;\n# no\n```\n",
		"> word-%u;\n",	       "- word-%u;\n",
		"<!-- word-%u; -->\n", "word-%u; \xff\xfe\n",
	};
	struct buffer out = BUFFER_INIT;
	size_t at = pick_line(scribe, file);

	buffer_append(&out, file->data, at);
	if (at && out.data[at - 1] != '\n')
		buffer_append_byte(&out, '\n');
		/* NOLINTNEXTLINE(clang-diagnostic-format-nonliteral) */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	buffer_append_format(&out, shapes[roll(scribe, 8)], scribe->words++);
#pragma GCC diagnostic pop
	buffer_append(&out, file->data + at, file->len - at);
	buffer_release(file);
	*file = out;
}

/* Takes a block out, if there is one, with what somebody wrote in it. */
static void take_out(struct scribe *scribe, struct buffer *file)
{
	struct mark_block_list list = { NULL, 0, 0 };

	mark_block_find(&list, file->data, file->len);
	if (list.count) {
		const struct mark_block *block =
			&list.blocks[roll(scribe, list.count)];
		size_t len = block->end - block->off;
		unsigned number = (unsigned)strtoul(
			block->id + strlen(block->id) - 12, NULL, 16);

		if (!memmem(file->data + block->off, len, "word-", 5)) {
			memmove(file->data + block->off,
				file->data + block->end,
				file->len - block->end + 1);
			buffer_truncate(file, file->len - len);
			scribe->taken[number] = true;
		}
	}
	mark_block_list_release(&list);
}

static void change_marks(struct scribe *scribe, struct exchange *exchange)
{
	struct mark_list *marks = &exchange->documents[0].marks;
	static const char *const heads[] = { "", "A", "B", "A\nC" };
	char text[64];

	for (size_t i = 0; i < marks->count; i++) {
		struct mark *mark = &marks->marks[i];
		unsigned number = (unsigned)strtoul(
			mark->id + strlen(mark->id) - 12, NULL, 16);
		size_t turn = roll(scribe, 8);

		if (turn == 0) {
			mark->deleted = !mark->deleted;
		} else if (turn == 1) {
			snprintf(text, sizeof(text), "note %llu",
				 (unsigned long long)roll(scribe, SIZE_MAX));
			mark_set_note(mark, text, strlen(text));
			scribe->taken[number] = false;
		}
	}
	if (marks->count < MARKS_MAX && roll(scribe, 2)) {
		size_t place = roll(scribe, marks->count + 1);
		struct mark last;

		snprintf(text, sizeof(text), "Quote %zu.\n<!-- id:x -->",
			 marks->count);
		add(exchange, (unsigned)marks->count + 1,
		    heads[roll(scribe, 4)], text, "");
		last = marks->marks[marks->count - 1];
		memmove(marks->marks + place + 1, marks->marks + place,
			(marks->count - 1 - place) * sizeof(last));
		marks->marks[place] = last;
	}
}

/* Every word is there, once; so is every mark that nobody took out. */
static void check_file(const struct scribe *scribe,
		       const struct exchange *exchange,
		       const struct buffer *file)
{
	const struct mark_list *marks = &exchange->documents[0].marks;
	char text[MARK_ID + 32];

	for (unsigned i = 0; i < scribe->words; i++) {
		snprintf(text, sizeof(text), "word-%u;", i);
		if (!memmem(file->data, file->len, text, strlen(text)))
			fail_msg("%s is lost in\n%s", text, file->data);
	}
	for (size_t i = 0; i < marks->count; i++) {
		const struct mark *mark = &marks->marks[i];
		unsigned number = (unsigned)strtoul(
			mark->id + strlen(mark->id) - 12, NULL, 16);
		size_t count;

		snprintf(text, sizeof(text), "<!-- id:%s -->\n", mark->id);
		count = count_of(file->data, text);
		if (mark->deleted
			    ? count > 0
			    : count > 1 || (!count && !scribe->taken[number]))
			fail_msg("%s stands %zu times in\n%s", text, count,
				 file->data);
	}
}

static void test_any_edits_survive(void **state)
{
	(void)state;
	for (int round = 1; round <= ROUNDS; round++) {
		struct scribe scribe = { .random = (uint64_t)round };
		const struct exchange_into_options options = { .dir = "" };
		struct exchange_into_report report = { 0 };
		struct exchange exchange;
		struct buffer file = BUFFER_INIT;
		struct buffer out = BUFFER_INIT;

		start(&exchange);
		buffer_append_string(&file, "---\nexported: 2026-01-01\n---\n");
		for (int run = 0; run < RUNS; run++) {
			change_marks(&scribe, &exchange);
			for (size_t n = roll(&scribe, 4); n > 0; n--)
				write_words(&scribe, &file);
			if (roll(&scribe, 4) == 0)
				take_out(&scribe, &file);
			buffer_clear(&out);
			if (merge_document((struct span){ file.data, file.len },
					   &exchange, exchange.documents,
					   &options, &report, &out)) {
				buffer_clear(&file);
				buffer_append(&file, out.data, out.len);
			}
			check_file(&scribe, &exchange, &file);
			buffer_clear(&out);
			if (merge_document((struct span){ file.data, file.len },
					   &exchange, exchange.documents,
					   &options, &report, &out))
				fail_msg("round %d, run %d: not settled\n%s",
					 round, run, file.data);
		}
		buffer_release(&file);
		buffer_release(&out);
		exchange_release(&exchange);
	}
}

/* Whatever bytes are flipped or cut, it ends, and then holds every mark that
 * the comment does not know. */
static void test_any_bytes(void **state)
{
	const struct exchange_into_options options = { .dir = "" };
	struct exchange_into_report report;
	struct exchange exchange;
	struct buffer file = BUFFER_INIT;
	struct buffer out = BUFFER_INIT;
	struct buffer again = BUFFER_INIT;
	uint64_t random = 3;

	(void)state;
	start(&exchange);
	add(&exchange, 1, "A", "Q-one.", "note");
	add(&exchange, 2, "B", "Q-two.", "");
	assert_true(into(&exchange, "", &report));
	read_note(NAME, &file);
	mark_set_note(exchange.documents[0].marks.marks, "new", 3);
	for (int i = 0; i < 3000; i++) {
		struct buffer broken = BUFFER_INIT;
		size_t at = test_random(&random) % file.len;

		buffer_append(&broken, file.data, i % 3 ? file.len : at);
		if (i % 3)
			broken.data[at] ^=
				(char)(1 << test_random(&random) % 8);
		buffer_clear(&out);
		buffer_clear(&again);
		if (merge_document(
			    (struct span){ buffer_string(&broken), broken.len },
			    &exchange, exchange.documents, &options, &report,
			    &out))
			assert_false(merge_document(
				(struct span){ out.data, out.len }, &exchange,
				exchange.documents, &options, &report, &again));
		buffer_release(&broken);
	}
	buffer_release(&file);
	buffer_release(&out);
	buffer_release(&again);
	exchange_release(&exchange);
}

#define test_in_scratch(test) \
	cmocka_unit_test_setup_teardown(test, scratch_make, scratch_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		test_in_scratch(test_made_once),
		test_in_scratch(test_new_ones_among_neighbours),
		test_in_scratch(test_changes_on_both_sides),
		test_in_scratch(test_deleted),
		test_in_scratch(test_taken_out),
		test_in_scratch(test_file_is_known_again),
		test_in_scratch(test_nothing_of_others_is_touched),
		test_in_scratch(test_carriage_returns),
		cmocka_unit_test(test_any_edits_survive),
		test_in_scratch(test_any_bytes),
	};

	return test_run(tests);
}
