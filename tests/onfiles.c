/* SPDX-License-Identifier: ISC */
/* The steps of a screen test about the files around the program. */
#include <errno.h>
#include <glob.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/files.h"
#include "pty.h"
#include "run.h"

enum {
	DEADLINE_MS = 20000,
	LOOK_MS = 10, /* between two looks at a file */
	FILE_MAX = 64 * 1024 * 1024,
};

/* ---- Acting ---- */

static void append_path(struct buffer *path, const struct run *run,
			const struct buffer *name)
{
	buffer_append_format(path, "%s/%s", run->folder, buffer_string(name));
}

/* Opens a file that the lines behind are written to. */
static bool open_for_lines(struct run *run, const struct buffer *name,
			   const char *how, mode_t mode)
{
	struct buffer path = BUFFER_INIT;

	append_path(&path, run, name);
	run->file = fopen(path.data, how);
	if (!run->file || chmod(path.data, mode) < 0)
		run_fail(run, "%s: %s", path.data, strerror(errno));
	buffer_release(&path);
	return run->file && !run->why.len;
}

bool run_file(struct run *run, const struct script_line *line)
{
	return open_for_lines(run, &line->words[1], "w", 0644);
}

bool run_append(struct run *run, const struct script_line *line)
{
	return open_for_lines(run, &line->words[1], "a", 0644);
}

bool run_program(struct run *run, const struct script_line *line)
{
	return open_for_lines(run, &line->words[1], "w", 0755);
}

bool run_make_folder(struct run *run, const struct script_line *line)
{
	struct buffer path = BUFFER_INIT;
	bool done;

	append_path(&path, run, &line->words[1]);
	done = mkdir(path.data, 0755) == 0 || run_fail(run, "no folder");
	buffer_release(&path);
	return done;
}

bool run_rename(struct run *run, const struct script_line *line)
{
	struct buffer from = BUFFER_INIT, to = BUFFER_INIT;
	bool done;

	append_path(&from, run, &line->words[1]);
	append_path(&to, run, &line->words[2]);
	done = rename(from.data, to.data) == 0 ||
	       run_fail(run, "not renamed: %s", strerror(errno));
	buffer_release(&from);
	buffer_release(&to);
	return done;
}

bool run_delete(struct run *run, const struct script_line *line)
{
	struct buffer path = BUFFER_INIT;
	bool done;

	append_path(&path, run, &line->words[1]);
	done = unlink(path.data) == 0 ||
	       run_fail(run, "not deleted: %s", strerror(errno));
	buffer_release(&path);
	return done;
}

/* text with the number for each %d. */
static void append_numbered(struct buffer *out, const struct buffer *text,
			    int number)
{
	const char *from = buffer_string(text);
	const char *end = from + text->len;
	const char *at;

	for (; (at = memmem(from, (size_t)(end - from), "%d", 2));
	     from = at + 2) {
		buffer_append(out, from, (size_t)(at - from));
		buffer_append_format(out, "%d", number);
	}
	buffer_append(out, from, (size_t)(end - from));
}

/* It need not reach the disk: files_create() would take its time. */
static bool write_file(const char *path, const struct buffer *bytes)
{
	FILE *file = fopen(path, "w");
	bool done = file && fwrite(buffer_string(bytes), 1, bytes->len, file) ==
				    bytes->len;

	return file && fclose(file) == 0 && done;
}

bool run_copies(struct run *run, const struct script_line *line)
{
	struct buffer path = BUFFER_INIT, text = BUFFER_INIT;
	struct buffer name = BUFFER_INIT, copy = BUFFER_INIT;
	struct error error;
	int count;
	bool done;

	if (!script_number(&line->words[3], &count))
		return run_fail(run, "a number is wanted");
	append_path(&path, run, &line->words[1]);
	done = files_read(path.data, FILE_MAX, &text, &error);
	for (int i = 1; done && i <= count; i++) {
		buffer_clear(&name);
		buffer_clear(&path);
		buffer_clear(&copy);
		append_numbered(&name, &line->words[2], i);
		append_path(&path, run, &name);
		append_numbered(&copy, &text, i);
		done = write_file(path.data, &copy);
	}
	if (!done)
		run_fail(run, "not copied");
	buffer_release(&path);
	buffer_release(&text);
	buffer_release(&name);
	buffer_release(&copy);
	return done;
}

/* ---- Looking ---- */

/* Whether one of the files holds the text, or is it. */
static bool some_file_holds(const glob_t *found, const struct buffer *text,
			    bool whole)
{
	struct buffer bytes = BUFFER_INIT;
	struct error error;
	bool holds = false;

	for (size_t i = 0; i < found->gl_pathc && !holds; i++) {
		buffer_clear(&bytes);
		if (!files_read(found->gl_pathv[i], FILE_MAX, &bytes, &error))
			continue;
		holds = whole ? bytes.len == text->len : bytes.len >= text->len;
		holds = holds && memmem(buffer_string(&bytes), bytes.len,
					buffer_string(text), text->len);
	}
	buffer_release(&bytes);
	return holds;
}

static bool look_at_files(const struct run *run, const struct buffer *name,
			  const struct buffer *text, bool whole)
{
	struct buffer pattern = BUFFER_INIT;
	glob_t found = { 0 };
	bool holds = false;

	append_path(&pattern, run, name);
	if (glob(pattern.data, 0, NULL, &found) == 0)
		holds = !text || some_file_holds(&found, text, whole);
	globfree(&found);
	buffer_release(&pattern);
	return holds;
}

/* Other programs write files, too, and tell nobody: they are looked at again
 * and again. */
static bool wait_for_file(struct run *run, const struct buffer *name,
			  const struct buffer *text, bool whole)
{
	for (int ms = 0; ms < DEADLINE_MS; ms += LOOK_MS) {
		int status;

		if (look_at_files(run, name, text, whole))
			return true;
		if (run->pty && !pty_exited(run->pty, &status))
			pty_pass(run->pty, LOOK_MS);
		else
			poll(NULL, 0, LOOK_MS);
	}
	return false;
}

bool run_expect_file(struct run *run, const struct script_line *line)
{
	return wait_for_file(run, &line->words[2],
			     line->count > 3 ? &line->words[3] : NULL, false) ||
	       run_fail(run, "no such file holds that");
}

bool run_expect_copy(struct run *run, const struct script_line *line)
{
	struct buffer path = BUFFER_INIT, text = BUFFER_INIT;
	struct error error;
	bool done;

	append_path(&path, run, &line->words[3]);
	done = files_read(path.data, FILE_MAX, &text, &error)
		       ? wait_for_file(run, &line->words[2], &text, true) ||
				 run_fail(run, "there is no such copy")
		       : run_fail(run, "%s", error.sentence);
	buffer_release(&path);
	buffer_release(&text);
	return done;
}

bool run_expect_nofile(struct run *run, const struct script_line *line)
{
	return !look_at_files(run, &line->words[2],
			      line->count > 3 ? &line->words[3] : NULL,
			      false) ||
	       run_fail(run, "there is such a file");
}
