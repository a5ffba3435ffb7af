/* SPDX-License-Identifier: ISC */
/*
 * Nothing in a document, in its name or in a message commands the terminal: all
 * that the program sends is read.
 *
 * A document of every payload in every encoding, one for each context, is
 * paged through in a window so tall that it takes few pages. The program is
 * that of the environment variable LECTERN. TAP.
 */
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "base/buffer.h"
#include "escape/audit.h"
#include "hostile.h"
#include "test.h"

enum {
	DEADLINE_MS = 20000,
	QUIET_MS = 100,
	PAGES_MAX = 20,
	ROWS = 1000, /* more than that are not used */
	COLUMNS = 160,
	LAST = 9999,	/* the number of no case: the last word */
	PADDING = 1000, /* words before a document's cases */
};

static char *program; /* owned */

/* Every so many of the encodings: all of them where LECTERN_ROUNDS is set. */
static unsigned stride = 2;

static unsigned case_count(void)
{
	return HOSTILE_COUNT(hostile_payloads) * (HOSTILE_ENCODINGS / stride);
}

/* ---- The program in a terminal ---- */

struct session {
	pid_t pid;
	int fd;
	struct buffer sent;
	int quiet_ms; /* after so long without anything a page is painted */
};

/* Where the documents are made. */
static char folder[] = "/tmp/lectern-safety-XXXXXX";

/* In the child: the terminal is its own, and its three streams. */
static void run_program(const char *terminal, char *name)
{
	char zero[] = "lectern", option[] = "--set=sidebar=off";
	char private[] = "--private";
	char *argv[] = { zero, option, private, name, NULL };
	struct winsize size = { .ws_row = ROWS, .ws_col = COLUMNS };
	int fd;

	setsid();
	fd = open(terminal, O_RDWR);
	if (fd < 0 || ioctl(fd, TIOCSCTTY, 0) || ioctl(fd, TIOCSWINSZ, &size))
		_exit(126);
	dup2(fd, 0);
	dup2(fd, 1);
	dup2(fd, 2);
	setenv("TERM", "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	/* Nothing that is remembered says where to open. */
	setenv("XDG_STATE_HOME", folder, 1);
	setenv("XDG_CONFIG_HOME", folder, 1);
	/* Nor what is installed how lines break. */
	setenv("XDG_DATA_HOME", folder, 1);
	setenv("XDG_DATA_DIRS", folder, 1);
	execve(program, argv, environ);
	_exit(127);
}

static void start(struct session *session, char *name)
{
	session->sent = (struct buffer)BUFFER_INIT;
	session->fd = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
	assert_true(session->fd >= 0);
	assert_int_equal(grantpt(session->fd), 0);
	assert_int_equal(unlockpt(session->fd), 0);
	session->pid = fork();
	assert_true(session->pid >= 0);
	if (session->pid == 0)
		run_program(ptsname(session->fd), name);
}

/* Takes in what comes; false after so long without anything, or at the end. */
static bool receive(struct session *session, int timeout_ms)
{
	struct pollfd poll_fd = { .fd = session->fd, .events = POLLIN };
	char bytes[65536];

	if (poll(&poll_fd, 1, timeout_ms) <= 0)
		return false;
	ssize_t len = read(session->fd, bytes, sizeof(bytes));
	if (len <= 0)
		return false;
	buffer_append(&session->sent, bytes, (size_t)len);
	return true;
}

/* Has the whole screen sent anew, for what is painted over may come in parts,
 * then that after each of the keys, until text is there. False when it never
 * is. */
static bool is_shown(struct session *session, char key, const char *text)
{
	char keys[] = { '\f', key, '\f' };
	size_t start = 0;

	for (int pages = 0; pages <= PAGES_MAX; pages++) {
		receive(session, DEADLINE_MS);
		while (receive(session, session->quiet_ms)) {
		}
		if (pages > 0 &&
		    memmem(session->sent.data + start,
			   session->sent.len - start, text, strlen(text)))
			return true;
		start = session->sent.len;
		if (write(session->fd, pages > 0 ? keys + 1 : keys,
			  pages > 0 ? 2 : 1) < 0)
			return false;
	}
	return false;
}

static void leave(struct session *session)
{
	int status;

	assert_int_equal(write(session->fd, "Q", 1), 1);
	while (receive(session, DEADLINE_MS)) {
	}
	assert_int_equal(waitpid(session->pid, &status, 0), session->pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	close(session->fd);
}

static void print_bytes(const struct buffer *bytes, const char *why)
{
	print_message("# %s\n# ", why);
	for (size_t i = 0; i < bytes->len && i < 400; i++)
		print_message("%02x ", (unsigned char)bytes->data[i]);
	print_message("\n");
}

/* Leaks in the lines of what was sent. Curses moves with the controls that are
 * allowed, and its line drawing shifts. */
static size_t count_leaks(const struct session *session, const char *what)
{
	struct buffer shown = BUFFER_INIT;
	size_t leaked = 0;

	audit_strip(&shown, &session->sent);
	for (size_t pos = 0; pos < shown.len;) {
		const char *start = shown.data + pos;
		const char *end = memchr(start, '\n', shown.len - pos);
		size_t len = end ? (size_t)(end - start) + 1 : shown.len - pos;
		const char *leak = hostile_leak(start, len, "\r\b\t");

		if (leak) {
			struct buffer line = BUFFER_INIT;
			buffer_append(&line, start, len);
			print_message("# %s:\n", what);
			print_bytes(&line, leak);
			buffer_release(&line);
			leaked++;
		}
		pos += len;
	}
	buffer_release(&shown);
	return leaked;
}

/* ---- Documents ---- */

static void append_all(struct buffer *text,
		       const struct hostile_context *context)
{
	for (unsigned i = 0; i < case_count(); i++)
		hostile_append(
			text, context,
			&hostile_payloads[i % HOSTILE_COUNT(hostile_payloads)],
			(enum hostile_encoding)(
				i / HOSTILE_COUNT(hostile_payloads) * stride),
			i);
}

/* The front matter of a document can be there once: every payload is one of
 * its authors and a part of its title. */
static void append_front_matter(struct buffer *text)
{
	static const struct hostile_context title = { .text = "@ %" };
	static const struct hostile_context author = { .text = "\n  - @ %" };

	buffer_append_string(text, "title: ");
	append_all(text, &title);
	buffer_append_string(text, "\nauthor:");
	append_all(text, &author);
	buffer_append_string(text, "\n---\n\n");
}

static void write_document(const struct hostile_context *context,
			   const char *name)
{
	struct buffer text = BUFFER_INIT;
	char word[8];
	int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	/* Enough plain words that it is no binary file. */
	if (context->single)
		buffer_append_string(&text, "---\nsummary: ");
	for (int i = 0; i < PADDING; i++)
		buffer_append_string(&text, "some words ");
	buffer_append_string(&text, "\n\n");
	if (context->single)
		append_front_matter(&text);
	else
		append_all(&text, context);
	hostile_word(word, LAST);
	buffer_append_format(&text, "\n\nThe end: %s.\n", word);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, text.data, text.len), text.len);
	close(fd);
	buffer_release(&text);
}

/* How many cases of a context the program did not show. */
static size_t count_missing(const struct session *session)
{
	struct buffer shown = BUFFER_INIT;
	size_t missing = 0;
	char word[8];

	audit_strip(&shown, &session->sent);
	for (unsigned i = 0; i < case_count(); i++) {
		hostile_word(word, i);
		missing += !memmem(shown.data, shown.len, word, strlen(word));
	}
	buffer_release(&shown);
	return missing;
}

/* Shows a context's document; on a machine so busy that a page passed before it
 * was painted, again and slower. Returns the leaks. */
static size_t try_context(const struct hostile_context *context)
{
	char markdown[] = "hostile.md", plain[] = "hostile.txt";
	char *name = context->plain ? plain : markdown;
	size_t leaked = 0, missing = 1;
	char word[8];

	write_document(context, name);
	hostile_word(word, LAST);
	for (int quiet = QUIET_MS; missing > 0 && quiet < DEADLINE_MS;
	     quiet *= 10) {
		struct session session = { .quiet_ms = quiet };
		start(&session, name);
		if (!is_shown(&session, ' ', word)) {
			print_bytes(&session.sent, context->name);
			fail_msg("%s: the end is not shown", context->name);
		}
		leave(&session);
		leaked += count_leaks(&session, context->name);
		/* Of a front matter only a part is ever shown. */
		missing = context->single ? 0 : count_missing(&session);
		buffer_release(&session.sent);
	}
	if (missing > 0)
		fail_msg("%s: %zu cases are not shown", context->name, missing);
	return leaked;
}

static void nothing_reaches_the_screen(void **state)
{
	size_t cases = 0, leaked = 0;

	(void)state;
	for (size_t i = 0; i < HOSTILE_COUNT(hostile_contexts); i++) {
		leaked += try_context(&hostile_contexts[i]);
		cases += case_count();
	}
	print_message("# figure | cases on the screen | %zu | >= 1000\n",
		      cases);
	print_message("# figure | of these that leak | %zu | 0\n", leaked);
	assert_int_equal(leaked, 0);
}

/* ---- Names ---- */

/* Runs the program on a file that is not there; takes its complaint. */
static void complain(struct session *session, char *name)
{
	char zero[] = "lectern", option[] = "--print", end[] = "--";
	char *argv[] = { zero, option, end, name, NULL };
	int ends[2];

	*session = (struct session){ .sent = BUFFER_INIT };
	assert_int_equal(pipe(ends), 0);
	session->pid = fork();
	assert_true(session->pid >= 0);
	if (session->pid == 0) {
		dup2(ends[1], 1);
		dup2(ends[1], 2);
		close(ends[0]);
		setenv("LC_ALL", "C.UTF-8", 1);
		execve(program, argv, environ);
		_exit(127);
	}
	close(ends[1]);
	session->fd = ends[0];
	while (receive(session, DEADLINE_MS)) {
	}
	close(ends[0]);
	waitpid(session->pid, NULL, 0);
}

static void no_name_reaches_a_message(void **state)
{
	size_t leaked = 0;

	(void)state;
	for (size_t i = 0; i < HOSTILE_COUNT(hostile_payloads); i++) {
		struct buffer name = BUFFER_INIT;
		struct session session;

		buffer_append_string(&name, "x");
		hostile_encode(&name, &hostile_payloads[i], HOSTILE_RAW);
		complain(&session, name.data);
		assert_non_null(memmem(session.sent.data, session.sent.len,
				       "lectern: ", 9));
		leaked += count_leaks(&session, hostile_payloads[i].name);
		buffer_release(&session.sent);
		buffer_release(&name);
	}
	assert_int_equal(leaked, 0);
}

/* A document whose name commands: the status line says it. */
static void no_name_reaches_the_screen(void **state)
{
	size_t leaked = 0;

	(void)state;
	for (size_t i = 0; i < HOSTILE_COUNT(hostile_payloads); i += 7) {
		struct buffer name = BUFFER_INIT;
		struct session session = { .quiet_ms = QUIET_MS };
		static const struct hostile_context text = { .text = "" };

		hostile_encode(&name, &hostile_payloads[i], HOSTILE_RAW);
		buffer_append_string(&name, "named.txt");
		for (size_t at = 0; at < name.len; at++)
			if (name.data[at] == '/' || name.data[at] == '\0')
				name.data[at] = '_';
		write_document(&text, buffer_string(&name));
		start(&session, name.data);
		assert_true(is_shown(&session, 'j', "named"));
		leave(&session);
		leaked += count_leaks(&session, hostile_payloads[i].name);
		unlink(buffer_string(&name));
		buffer_release(&session.sent);
		buffer_release(&name);
	}
	assert_int_equal(leaked, 0);
}

static int folder_made(void **state)
{
	(void)state;
	return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int folder_removed(void **state)
{
	(void)state;
	unlink("hostile.md");
	unlink("hostile.txt");
	return chdir("/") == 0 ? rmdir(folder) : -1;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_reaches_the_screen),
		cmocka_unit_test(no_name_reaches_a_message),
		cmocka_unit_test(no_name_reaches_the_screen),
	};
	const char *given = getenv("LECTERN");
	int status;

	program = given ? realpath(given, NULL) : NULL;
	if (!program) {
		printf("1..0 # SKIP no program: set LECTERN\n");
		return 0;
	}
	if (getenv("LECTERN_ROUNDS"))
		stride = 1;
	signal(SIGPIPE, SIG_IGN);
	cmocka_set_message_output(CM_OUTPUT_TAP);
	status = cmocka_run_group_tests(tests, folder_made, folder_removed);
	free(program);
	return status ? 1 : 0;
}
