/* SPDX-License-Identifier: ISC */
/*
 * Nothing foreign commands a terminal by what the program writes: documents on
 * each way out, strings on the command line, marks of a file that was tampered
 * with. All is read that comes, from pipes and from a terminal.
 *
 * The program is that of the environment variable LECTERN. Where LECTERN_ROUNDS
 * is set everything is tried, else a part. TAP.
 */
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buffer.h"
#include "escape/audit.h"
#include "hostile.h"
#include "scratch.h"
#include "test.h"

enum {
	DEADLINE_MS = 20000,
	QUIET_MS = 60,
	ENDED_MS = 5, /* how often it is looked whether it ended */
	ARGUMENTS = 8,
	PAYLOADS = HOSTILE_COUNT(hostile_payloads),
};

static char *program; /* owned */
static bool all;      /* everything is tried */
static size_t cases, leaked;

/* ---- Running it ---- */

struct run {
	const char *arguments[ARGUMENTS];
	bool terminal;	  /* its streams are one, else pipes */
	const char *keys; /* typed one by one, on a terminal */
	const char *term; /* TERM, if it is another */
};

/* In the child. */
static void become(const struct run *run, int fd, const char *terminal)
{
	char *argv[ARGUMENTS + 2] = { program };

	for (size_t i = 0; i < ARGUMENTS && run->arguments[i]; i++)
		argv[i + 1] = (char *)(uintptr_t)run->arguments[i];
	setsid();
	if (terminal) {
		fd = open(terminal, O_RDWR);
		dup2(fd, STDIN_FILENO);
	} else {
		int nothing = open("/dev/null", O_RDONLY);

		dup2(nothing, STDIN_FILENO);
	}
	dup2(fd, STDOUT_FILENO);
	dup2(fd, STDERR_FILENO);
	setenv("TERM", run->term ? run->term : "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	setenv("HOME", scratch_folder, 1);
	setenv("XDG_STATE_HOME", scratch_folder, 1);
	setenv("XDG_CONFIG_HOME", scratch_folder, 1);
	setenv("XDG_DATA_HOME", scratch_folder, 1);
	setenv("XDG_CACHE_HOME", scratch_folder, 1);
	setenv("XDG_DATA_DIRS", scratch_folder, 1);
	execve(program, argv, environ);
	_exit(127);
}

/* Takes in what comes; false after so long without anything, or at the end. */
static bool receive(int fd, struct buffer *sent, int timeout_ms)
{
	struct pollfd pollfd = { .fd = fd, .events = POLLIN };
	char bytes[65536];
	ssize_t len;

	if (poll(&pollfd, 1, timeout_ms) <= 0)
		return false;
	len = read(fd, bytes, sizeof(bytes));
	if (len <= 0)
		return false;
	buffer_append(sent, bytes, (size_t)len);
	return true;
}

static void type(int fd, const char *keys, struct buffer *sent)
{
	receive(fd, sent, DEADLINE_MS);
	for (; *keys; keys++) {
		while (receive(fd, sent, QUIET_MS)) {
		}
		if (write(fd, keys, 1) != 1)
			return;
	}
}

/* Runs the program to its end; all that it wrote is in sent. */
static void execute(const struct run *run, struct buffer *sent)
{
	int ends[2] = { -1, -1 };
	const char *terminal = NULL;
	int status;
	pid_t pid;

	if (run->terminal) {
		ends[0] = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
		assert_true(ends[0] >= 0 && !grantpt(ends[0]) &&
			    !unlockpt(ends[0]));
		terminal = ptsname(ends[0]);
		/* Held open, or what comes early ends the reading. */
		ends[1] = open(terminal, O_RDWR | O_NOCTTY | O_CLOEXEC);
	} else {
		assert_int_equal(pipe(ends), 0);
	}
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0)
		become(run, ends[1], terminal);
	if (!run->terminal || run->keys) {
		close(ends[1]);
		ends[1] = -1;
	}
	if (run->keys)
		type(ends[0], run->keys, sent);
	while (ends[1] >= 0 && waitpid(pid, &status, WNOHANG) == 0)
		receive(ends[0], sent, ENDED_MS);
	while (receive(ends[0], sent, ends[1] >= 0 ? 0 : DEADLINE_MS)) {
	}
	if (ends[1] >= 0)
		close(ends[1]);
	else if (waitpid(pid, &status, WNOHANG) == 0) {
		/* It has closed its streams, or ought to have ended. */
		kill(pid, SIGTERM);
		assert_int_equal(waitpid(pid, &status, 0), pid);
	}
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) < 3);
	close(ends[0]);
}

/* ---- Judging ---- */

static void show(const char *what, const char *leak, const char *bytes,
		 size_t len)
{
	print_message("# %s: %s\n# ", what, leak);
	for (size_t i = 0; i < len && i < 300; i++)
		print_message("%02x ", (unsigned char)bytes[i]);
	print_message("\n");
}

/* Counts the lines that leak. */
static void judge(const char *what, const struct buffer *sent,
		  const char *allowed)
{
	struct buffer shown = BUFFER_INIT;

	audit_strip(&shown, sent);
	for (size_t pos = 0; pos < shown.len;) {
		const char *start = shown.data + pos;
		const char *end = memchr(start, '\n', shown.len - pos);
		size_t len = end ? (size_t)(end - start) + 1 : shown.len - pos;
		const char *leak = hostile_leak(start, len, allowed);

		if (leak) {
			show(what, leak, start, len);
			leaked++;
		}
		pos += len;
	}
	buffer_release(&shown);
}

/* Runs it and judges what comes; that is so many cases. */
static void try(const struct run *run, const char *what, size_t count)
{
	struct buffer sent = BUFFER_INIT;

	execute(run, &sent);
	/* The terminal makes "\r\n" of newlines; curses moves by the rest. */
	judge(what, &sent, run->terminal ? "\r\b\t\x0e\x0f" : "\t");
	cases += count;
	buffer_release(&sent);
}

static void report(void)
{
	print_message("# figure | cases of what the program writes | %zu | "
		      ">= %d\n",
		      cases, all ? 2000 : 500);
	print_message("# figure | of these that leak | %zu | 0\n", leaked);
	assert_int_equal(leaked, 0);
	assert_true(cases >= (all ? 2000 : 500));
}

/* ---- Documents ---- */

static void write_file(const char *name, const struct buffer *bytes)
{
	int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes->data, bytes->len), bytes->len);
	close(fd);
}

/* All payloads in one encoding, in one context. */
static void write_document(const struct hostile_context *context,
			   enum hostile_encoding encoding, const char *name)
{
	struct buffer text = BUFFER_INIT;

	if (!context->single)
		for (int i = 0; i < 500; i++)
			buffer_append_string(&text, "some words ");
	buffer_append_string(&text, context->single ? "" : "\n\n");
	for (size_t i = 0; i < (context->single ? 1 : PAYLOADS); i++)
		hostile_append(&text, context, &hostile_payloads[i], encoding,
			       (unsigned)i);
	write_file(name, &text);
	buffer_release(&text);
}

static void documents(void **state)
{
	static const char *const ways[][2] = {
		{ "--print" },	 { "--print", "--color=always" },
		{ "--outline" }, { "--links" },
		{ "--stats" },	 { "--find=e", "--color=always" },
	};
	size_t number = 0;

	(void)state;
	for (size_t i = 0; i < HOSTILE_COUNT(hostile_contexts); i++) {
		const struct hostile_context *context = &hostile_contexts[i];
		const char *name =
			context->plain ? "hostile.txt" : "hostile.md";

		for (int encoding = 0; encoding < HOSTILE_ENCODINGS;
		     encoding++) {
			write_document(context, (enum hostile_encoding)encoding,
				       name);
			for (size_t j = 0; j < HOSTILE_COUNT(ways); j++) {
				if (++number % 37 && !all)
					continue;
				try(
					&(struct run){
						.arguments = { name, ways[j][0],
							       ways[j][1] },
						.terminal = number % 2,
					},
					context->name, PAYLOADS);
			}
		}
	}
	report();
}

/* ---- Strings on the command line ---- */

/* A payload as it may stand in a C string, and in a name. */
static void append_name(struct buffer *out,
			const struct hostile_payload *payload)
{
	size_t start = out->len;

	buffer_append(out, payload->bytes, payload->len);
	for (size_t i = start; i < out->len; i++)
		if (!out->data[i] || out->data[i] == '/')
			out->data[i] = '_';
}

static void strings(void **state)
{
	/* The payload comes behind each. */
	static const char *const options[] = {
		"",
		"-",
		"--",
		"--from=",
		"--at=",
		"--set=",
		"--set=theme=",
		"--set=lang=",
		"--set=state-dir=/nowhere/",
		"--theme=",
		"--width=",
		"--lang=",
		"--encoding=",
		"--color=",
		"--breaks=",
		"--section=",
		"--export=",
		"--import=",
		"--since=",
		"--mark-color=",
		"--bookmark=",
		"--highlight=",
		"--find=",
		"https://e.org/",
		"--marks-file=/nowhere/",
	};
	size_t number = 0;

	(void)state;
	for (size_t i = 0; i < PAYLOADS; i++) {
		for (size_t j = 0; j < HOSTILE_COUNT(options); j++) {
			struct buffer argument = BUFFER_INIT;

			if (++number % 29 && !all)
				continue;
			buffer_append_string(&argument, options[j]);
			append_name(&argument, &hostile_payloads[i]);
			try(
				&(struct run){
					.arguments = { "--print",
						       buffer_string(&argument),
						       "missing.md" },
					.terminal = number % 2,
				},
				hostile_payloads[i].name, 1);
			try(
				&(struct run){
					.arguments = { buffer_string(&argument),
						       "essay.md" },
				},
				hostile_payloads[i].name, 1);
			buffer_release(&argument);
		}
	}
	report();
}

/* Files that have such names, and a terminal that claims to have one. */
static void names(void **state)
{
	(void)state;
	for (size_t i = 0; i < PAYLOADS; i += all ? 1 : 12) {
		struct buffer name = BUFFER_INIT;
		struct buffer text = BUFFER_INIT;

		append_name(&name, &hostile_payloads[i]);
		buffer_append_string(&text, "some words\n");
		buffer_append_string(&name, ".txt");
		write_file(buffer_string(&name), &text);
		try(
			&(struct run){
				.arguments = { "--find=words", "--", name.data,
					       "." },
			},
			hostile_payloads[i].name, 2);
		try(
			&(struct run){
				.arguments = { "--", name.data },
				.terminal = true,
				.keys = "=SqQ",
			},
			hostile_payloads[i].name, 2);
		try(
			&(struct run){
				.arguments = { "essay.md" },
				.terminal = true,
				.term = name.data,
			},
			hostile_payloads[i].name, 1);
		unlink(name.data);
		buffer_release(&text);
		buffer_release(&name);
	}
	report();
}

/* ---- Marks of a file that was tampered with ---- */

static void append_hex(struct buffer *out, unsigned byte)
{
	buffer_append_format(out, "\\u%04x", byte);
}

/* A payload as JSON may have it: C0 escaped, the rest as it is. */
static void append_json(struct buffer *out,
			const struct hostile_payload *payload)
{
	struct buffer text = BUFFER_INIT;

	utf8_repair(&text, payload->bytes, payload->len);
	for (size_t i = 0; i < text.len; i++) {
		unsigned char byte = (unsigned char)text.data[i];

		if (byte == '"' || byte == '\\')
			buffer_append_byte(out, '\\');
		if (byte && byte < 0x20)
			append_hex(out, byte);
		else if (byte)
			buffer_append_byte(out, (char)byte);
	}
	buffer_release(&text);
}

/* Line of a kind, with the payload wherever a string can be. */
static void append_record(struct buffer *out, const char *form, size_t number)
{
	for (const char *at = form; *at; at++) {
		if (*at == '%')
			append_json(out, &hostile_payloads[number]);
		else if (*at == '@')
			buffer_append_format(out, "%04zu", number);
		else
			buffer_append_byte(out, *at);
	}
	buffer_append_byte(out, '\n');
}

static void write_marks(const char *name)
{
	static const char document[] =
		"{\"v\":1,\"t\":\"doc\",\"title\":\"T %\",\"path\":\"/x/%.md\","
		"\"doc\":\"01a207fb-d9cb-724f-bdb2-16f4ea93@\","
		"\"id\":\"01a207fb-d9cc-7546-9d9e-f501650d@\","
		"\"ev\":\"01a207fb-d9d5-7177-acca-a2e865e4@\","
		"\"vv\":{\"d@\":1},\"at\":\"2026-11-23T10:37:55Z\","
		"\"by\":\"d@\"}";
	static const char mark[] =
		"{\"v\":1,\"t\":\"mark\",\"kind\":\"hl\",\"exact\":\"Q %\","
		"\"note\":\"N % #t%\",\"tags\":[\"t%\"],\"color\":\"blue\","
		"\"head\":[\"H %\"],\"prefix\":\"%\",\"suffix\":\"%\","
		"\"start\":11,\"end\":23,\"len\":70,\"k\":0,\"n\":1,"
		"\"norm\":1,\"doc\":\"01a207fb-d9cb-724f-bdb2-16f4ea93@\","
		"\"id\":\"01a207fb-d9c7-7639-ac94-998178ff@\","
		"\"ev\":\"01a207fb-d9d5-7178-99a3-b5c118a0@\","
		"\"vv\":{\"m@\":1},\"created\":\"2026-11-23T10:37:55Z\","
		"\"at\":\"2026-11-23T10:37:55Z\",\"by\":\"m@\",\"x\":\"%\"}";
	struct buffer text = BUFFER_INIT;

	for (size_t i = 0; i < PAYLOADS; i++) {
		append_record(&text, document, i);
		append_record(&text, mark, i);
	}
	write_file(name, &text);
	buffer_release(&text);
}

static void marks(void **state)
{
	static const char *const ways[][2] = {
		{ "--list" },
		{ "--list", "--json" },
		{ "--check" },
		{ "--export=jsonl" },
		{ "--export=annotations" },
		{ "--export=hypothesis" },
		{ "--export=koreader" },
		{ "--export=readwise" },
		{ "--export=markdown" },
		{ "--export=org" },
		{ "--export=clippings" },
	};
	struct buffer sent = BUFFER_INIT;

	(void)state;
	write_marks("evil.jsonl");
	for (size_t i = 0; i < HOSTILE_COUNT(ways); i++) {
		const struct run run = {
			.arguments = { ways[i][0], "--marks-file=evil.jsonl",
				       ways[i][1] },
		};
		const char *at;

		buffer_clear(&sent);
		execute(&run, &sent);
		/* Its own sign of UTF-8. */
		at = strcmp(ways[i][0], "--export=clippings") == 0
			     ? memmem(sent.data, sent.len, "\xef\xbb\xbf", 3)
			     : NULL;
		if (at)
			memset(sent.data + (at - sent.data), ' ', 3);
		judge(ways[i][0], &sent, "\t\r");
		assert_true(sent.len > PAYLOADS);
		cases += PAYLOADS * 5;
	}
	/* The lists of marks on the screen. */
	try(
		&(struct run){
			.arguments = { "--marks-file=evil.jsonl", "--private",
				       "essay.md" },
			.terminal = true,
			.keys = "L  GqMqQ",
		},
		"L", PAYLOADS * 4);
	unlink("evil.jsonl");
	buffer_release(&sent);
	report();
}

/* ---- Panels ---- */

/* What the screen shows but the page. */
static void panels(void **state)
{
	(void)state;
	for (size_t i = 0; i < HOSTILE_COUNT(hostile_contexts);
	     i += all ? 1 : 9) {
		const struct hostile_context *context = &hostile_contexts[i];
		const char *name =
			context->plain ? "hostile.txt" : "hostile.md";

		write_document(context, HOSTILE_HEX, name);
		try(
			&(struct run){
				.arguments = { "--private", name },
				.terminal = true,
				.keys = "T GqO q\x07Q",
			},
			context->name, PAYLOADS);
	}
	report();
}

/* What is looked for is found: a sequence of nobody's, and one that only ours
 * may send. */
static void leaks_are_seen(void **state)
{
	static const char *const foreign[] = {
		"\033[4242m", "\033[21t", "\033[?1003n", "\033]0;x\a",
		"\033]52;c;", "\033P",	  "\033c",	 "\033[6R",
		"\033[?5h",   "\033[>c",  "\033(A",	 "\033[1;2;3y",
		"\033[5n",    "\033[!p",  "\033[8;1;1t", "\033]11;#000\033\\",
	};
	static const char *const own[] = {
		"\033[m",      "\033[38;5;4m",	     "\033[2J",
		"\033[?1049h", "\033[?12l\033[?25h", "\033(B",
		"\033[1;24r",  "\033]11;?\033\\",
	};

	(void)state;
	for (size_t i = 0; i < HOSTILE_COUNT(foreign); i++)
		assert_int_equal(audit_own(foreign[i], strlen(foreign[i])), 0);
	for (size_t i = 0; i < HOSTILE_COUNT(own); i++)
		assert_int_not_equal(audit_own(own[i], strlen(own[i])), 0);
}

static int folder_made(void **state)
{
	if (scratch_make(state) != 0 || chdir(scratch_folder) != 0)
		return -1;
	scratch_write("essay.md", "# Head\n\nHello there, world.\n");
	return 0;
}

static int folder_removed(void **state)
{
	return chdir("/") == 0 ? scratch_remove(state) : -1;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(leaks_are_seen), cmocka_unit_test(documents),
		cmocka_unit_test(strings),	  cmocka_unit_test(names),
		cmocka_unit_test(marks),	  cmocka_unit_test(panels),
	};
	const char *given = getenv("LECTERN");
	int status;

	program = given ? realpath(given, NULL) : NULL;
	if (!program) {
		printf("1..0 # SKIP no program: set LECTERN\n");
		return 0;
	}
	all = getenv("LECTERN_ROUNDS") != NULL;
	signal(SIGPIPE, SIG_IGN);
	cmocka_set_message_output(CM_OUTPUT_TAP);
	status = cmocka_run_group_tests(tests, folder_made, folder_removed);
	free(program);
	return status ? 1 : 0;
}
