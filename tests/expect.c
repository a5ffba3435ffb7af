/* SPDX-License-Identifier: ISC */
/* The steps of a screen test that look: what is expected of the screen. */
#include <string.h>
#include <sys/wait.h>

#include "pty.h"
#include "run.h"

enum { DEADLINE_MS = 20000, COUNTED_MS = 100 };

struct wish {
	struct run *run;
	int row, column;
	const struct buffer *text;
	unsigned has, has_not; /* pty_attributes */
	bool shown, killed;
	int status;
};

static bool row_holds(struct pty *pty, void *context)
{
	const struct wish *wish = context;
	struct buffer row = BUFFER_INIT;
	bool holds;

	pty_row(pty, run_row(wish->run, wish->row), &row);
	holds = strstr(buffer_string(&row), buffer_string(wish->text)) != NULL;
	buffer_release(&row);
	return holds;
}

static bool row_equals(struct pty *pty, void *context)
{
	const struct wish *wish = context;
	struct buffer row = BUFFER_INIT;
	bool equal;

	pty_row(pty, run_row(wish->run, wish->row), &row);
	equal = strcmp(buffer_string(&row), buffer_string(wish->text)) == 0;
	buffer_release(&row);
	return equal;
}

static bool row_differs(struct pty *pty, void *context)
{
	return !row_equals(pty, context);
}

static bool screen_holds(struct pty *pty, void *context)
{
	const struct wish *wish = context;
	int row, column;

	return pty_find(pty, wish->text->data, wish->text->len, &row, &column);
}

static bool screen_lacks(struct pty *pty, void *context)
{
	return !screen_holds(pty, context);
}

static bool look_is(struct pty *pty, void *context)
{
	const struct wish *wish = context;
	int row, column;
	unsigned set;

	if (!pty_find(pty, wish->text->data, wish->text->len, &row, &column))
		return false;
	set = pty_attributes(pty, row, column);
	return (set & wish->has) == wish->has && !(set & wish->has_not);
}

static bool cursor_is_at(struct pty *pty, void *context)
{
	const struct wish *wish = context;
	int row, column;

	pty_cursor(pty, &row, &column);
	return row == run_row(wish->run, wish->row) && column == wish->column;
}

static bool mode_is(struct pty *pty, void *context)
{
	const struct wish *wish = context;

	return stream_mode(pty_stream(pty), wish->row, wish->row == 25) ==
	       wish->shown;
}

static bool has_stopped(struct pty *pty, void *context)
{
	(void)context;
	return pty_stopped(pty);
}

static bool has_ended(struct pty *pty, void *context)
{
	int status;

	(void)context;
	return pty_exited(pty, &status);
}

static bool wait_for(struct run *run, bool (*holds)(struct pty *, void *),
		     struct wish *wish)
{
	wish->run = run;
	return pty_wait(run->pty, holds, wish, DEADLINE_MS);
}

static bool expect_row(struct run *run, const struct script_line *line)
{
	struct wish wish = { .text = &line->words[3] };

	if (!script_number(&line->words[2], &wish.row))
		return run_fail(run, "a row is wanted");
	return wait_for(run, row_holds, &wish) ||
	       run_fail(run, "row %d does not hold \"%s\"", wish.row,
			buffer_string(wish.text));
}

static bool expect_screen(struct run *run, const struct script_line *line)
{
	struct wish wish = { .text = &line->words[2] };

	return wait_for(run, screen_holds, &wish) ||
	       run_fail(run, "no row holds \"%s\"", buffer_string(wish.text));
}

static bool expect_absent(struct run *run, const struct script_line *line)
{
	struct wish wish = { .text = &line->words[2] };

	return wait_for(run, screen_lacks, &wish) ||
	       run_fail(run, "a row holds \"%s\"", buffer_string(wish.text));
}

static bool compare_row(struct run *run, const struct script_line *line,
			bool (*holds)(struct pty *, void *))
{
	struct remembered *kept =
		run_remembered(run, buffer_string(&line->words[3]));
	struct wish wish = { 0 };

	if (!kept || !script_number(&line->words[2], &wish.row))
		return run_fail(run,
				"a row and what was remembered are wanted");
	wish.text = &kept->text;
	return wait_for(run, holds, &wish) ||
	       run_fail(run, "row %d %s \"%s\"", wish.row,
			holds == row_equals ? "is not" : "still is",
			buffer_string(wish.text));
}

static bool expect_same(struct run *run, const struct script_line *line)
{
	return compare_row(run, line, row_equals);
}

static bool expect_changed(struct run *run, const struct script_line *line)
{
	return compare_row(run, line, row_differs);
}

static unsigned attribute(const char *name)
{
	static const char *const names[] = { "bold",	"italic",  "underline",
					     "reverse", "colored", "backed" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(names[i], name) == 0)
			return 1u << i;
	return 0;
}

static bool expect_look(struct run *run, const struct script_line *line)
{
	struct wish wish = { .text = &line->words[2] };

	for (size_t i = 3; i < line->count; i++) {
		const char *name = buffer_string(&line->words[i]);
		unsigned set = attribute(*name == '-' ? name + 1 : name);

		if (!set)
			return run_fail(run, "an unknown attribute");
		if (*name == '-')
			wish.has_not |= set;
		else
			wish.has |= set;
	}
	return wait_for(run, look_is, &wish) ||
	       run_fail(run, "\"%s\" does not look so",
			buffer_string(wish.text));
}

static bool expect_cursor(struct run *run, const struct script_line *line)
{
	struct wish wish = { 0 };
	int row, column;

	if (!script_number(&line->words[2], &wish.row) ||
	    !script_number(&line->words[3], &wish.column))
		return run_fail(run, "two numbers are wanted");
	if (wait_for(run, cursor_is_at, &wish))
		return true;
	pty_cursor(run->pty, &row, &column);
	return run_fail(run, "the cursor is in row %d, column %d", row, column);
}

static bool wait_for_mode(struct run *run, int mode, bool on)
{
	struct wish wish = { .row = mode, .shown = on };

	return wait_for(run, mode_is, &wish) ||
	       run_fail(run, "mode %d is %s", mode, on ? "off" : "on");
}

static bool expect_shown(struct run *run, const struct script_line *line)
{
	(void)line;
	return wait_for_mode(run, 25, true);
}

static bool expect_hidden(struct run *run, const struct script_line *line)
{
	(void)line;
	return wait_for_mode(run, 25, false);
}

static bool expect_mode(struct run *run, const struct script_line *line)
{
	int mode;

	if (!script_number(&line->words[2], &mode))
		return run_fail(run, "a number is wanted");
	return wait_for_mode(run, mode,
			     strcmp(buffer_string(&line->words[3]), "on") == 0);
}

static bool expect_silence(struct run *run, const struct script_line *line)
{
	int ms;

	if (!script_number(&line->words[2], &ms) || ms <= 0)
		return run_fail(run, "a time is wanted");
	return pty_settle(run->pty, ms, DEADLINE_MS) ||
	       run_fail(run, "it does not stop sending");
}

static bool expect_bytes(struct run *run, const struct script_line *line)
{
	size_t counted = run->counted;
	size_t came;
	int most;

	if (!script_number(&line->words[2], &most))
		return run_fail(run, "a number is wanted");
	if (!pty_settle(run->pty, COUNTED_MS, DEADLINE_MS))
		return run_fail(run, "it does not stop sending");
	run->counted = pty_stream(run->pty)->bytes;
	came = run->counted - counted;
	return came <= (size_t)most || run_fail(run, "%zu bytes came", came);
}

static bool expect_none(struct run *run, const struct script_line *line)
{
	const struct stream *stream = pty_stream(run->pty);
	const struct {
		const char *name;
		size_t count;
	} counts[] = {
		{ "bells", stream->bells },
		{ "titles", stream->titles },
		{ "oscs", stream->oscs },
		{ "strings", stream->dcss },
		{ "questions", stream->questions },
		{ "c1s", stream->c1s },
	};
	const char *name = buffer_string(&line->words[2]);

	for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++)
		if (strcmp(counts[i].name, name) == 0)
			return !counts[i].count ||
			       run_fail(run, "%zu %s were sent",
					counts[i].count, name);
	return run_fail(run, "what to count is unknown");
}

/* Appends what base64 stands for (RFC 4648); what is none ends it. */
static void append_decoded(struct buffer *out, const char *base64)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "abcdefghijklmnopqrstuvwxyz0123456789+/";
	unsigned bits = 0;
	int count = 0;
	const char *letter;

	for (; *base64 && (letter = strchr(letters, *base64)); base64++) {
		bits = bits << 6 | (unsigned)(letter - letters);
		count += 6;
		if (count >= 8) {
			count -= 8;
			buffer_append_byte(out, (char)(bits >> count & 0xff));
		}
	}
}

static bool was_copied(struct pty *pty, void *context)
{
	static const char start[] = "52;c;";
	const struct wish *wish = context;
	const char *osc = pty_stream(pty)->osc;
	struct buffer text = BUFFER_INIT;
	bool equal = strncmp(osc, start, sizeof(start) - 1) == 0;

	if (equal)
		append_decoded(&text, osc + sizeof(start) - 1);
	equal = equal &&
		strcmp(buffer_string(&text), buffer_string(wish->text)) == 0;
	buffer_release(&text);
	return equal;
}

static bool expect_copied(struct run *run, const struct script_line *line)
{
	struct wish wish = { .text = &line->words[2] };

	return wait_for(run, was_copied, &wish) ||
	       run_fail(run, "the last that was sent is \"%s\"",
			pty_stream(run->pty)->osc);
}

static bool expect_stopped(struct run *run, const struct script_line *line)
{
	struct wish wish = { 0 };

	(void)line;
	return wait_for(run, has_stopped, &wish) ||
	       run_fail(run, "it did not stop");
}

static bool wait_for_end(struct run *run, int *status)
{
	struct wish wish = { 0 };

	if (!wait_for(run, has_ended, &wish))
		return run_fail(run, "it did not end");
	pty_exited(run->pty, status);
	return true;
}

static bool expect_exit(struct run *run, const struct script_line *line)
{
	int wanted, status;

	if (!script_number(&line->words[2], &wanted))
		return run_fail(run, "a number is wanted");
	if (!wait_for_end(run, &status))
		return false;
	if (WIFSIGNALED(status))
		return run_fail(run, "it was killed by signal %d",
				WTERMSIG(status));
	return WEXITSTATUS(status) == wanted ||
	       run_fail(run, "its status is %d", WEXITSTATUS(status));
}

static bool expect_killed(struct run *run, const struct script_line *line)
{
	int status;

	(void)line;
	return wait_for_end(run, &status) &&
	       (WIFSIGNALED(status) ||
		run_fail(run, "its status is %d", WEXITSTATUS(status)));
}

static bool expect_restored(struct run *run, const struct script_line *line)
{
	int status;

	(void)line;
	if (!pty_stopped(run->pty) && !wait_for_end(run, &status))
		return false;
	return pty_restored(run->pty, &run->why);
}

const struct run_step run_expectations[] = {
	{ "row", true, 4, expect_row },
	{ "screen", true, 3, expect_screen },
	{ "absent", true, 3, expect_absent },
	{ "same", true, 4, expect_same },
	{ "changed", true, 4, expect_changed },
	{ "look", true, 4, expect_look },
	{ "cursor", true, 4, expect_cursor },
	{ "shown", true, 2, expect_shown },
	{ "hidden", true, 2, expect_hidden },
	{ "mode", true, 4, expect_mode },
	{ "silence", true, 3, expect_silence },
	{ "bytes", true, 3, expect_bytes },
	{ "none", true, 3, expect_none },
	{ "copied", true, 3, expect_copied },
	{ "file", false, 3, run_expect_file },
	{ "copy", false, 4, run_expect_copy },
	{ "nofile", false, 3, run_expect_nofile },
	{ "stopped", true, 2, expect_stopped },
	{ "exit", true, 3, expect_exit },
	{ "killed", true, 2, expect_killed },
	{ "restored", true, 2, expect_restored },
	{ NULL, false, 0, NULL },
};
