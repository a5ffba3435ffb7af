/* SPDX-License-Identifier: ISC */
/*
 * The system refuses what a sitting asks for, call by call, in each way in
 * which the call can fail; and signals come at each of its calls. By strace;
 * where that is missing or barred this is skipped.
 *
 * Where LECTERN_ROUNDS is set every call is refused, else some. TAP.
 */
#include <ctype.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/memory.h"
#include "faults/sitting.h"
#include "test.h"

enum {
	PATH_ROOM = 4096,
	PART = 61,  /* for make check one case in so many */
	OFTEN = 24, /* of calls of a name that come more often, each is refused
		     * in one way, in turn */
	NAME = 32,
	ENDING = 60, /* the last calls, when signals are what they were */
};

/* In which ways a call can fail. */
static const struct ways {
	const char *call;
	const char *errors[8];
} ways[] = {
	{ "access", { "EACCES", "ENOENT", "EIO" } },
	{ "chmod", { "EPERM", "EROFS" } },
	{ "clone", { "EAGAIN", "ENOMEM" } },
	{ "clone3", { "EAGAIN", "ENOMEM" } },
	{ "close", { "EIO", "EINTR", "EBADF" } },
	{ "close_range", { "ENOSYS" } },
	{ "dup2", { "EBADF", "EMFILE", "EINTR" } },
	{ "epoll_create1", { "EMFILE" } },
	{ "fchmod", { "EPERM", "EROFS" } },
	{ "fcntl", { "EBADF", "EINVAL", "EMFILE" } },
	{ "fdatasync", { "EIO", "ENOSPC", "EINTR" } },
	{ "flock", { "EINTR", "ENOLCK" } },
	{ "fork", { "EAGAIN", "ENOMEM" } },
	{ "fstat", { "EIO", "ENOMEM" } },
	{ "fsync", { "EIO", "ENOSPC", "EINTR" } },
	{ "ftruncate", { "EIO", "EINTR" } },
	{ "getcwd", { "ENOENT", "EACCES" } },
	{ "getdents64", { "EIO", "ENOENT" } },
	{ "getpid", { "ENOSYS" } },
	{ "getrandom", { "EAGAIN", "EINTR", "ENOSYS" } },
	{ "inotify_add_watch", { "ENOSPC", "EACCES", "ENOENT" } },
	{ "inotify_init1", { "EMFILE", "ENOSYS" } },
	{ "inotify_rm_watch", { "EINVAL" } },
	{ "ioctl", { "EIO", "ENOTTY", "EINTR", "EBADF" } },
	{ "kill", { "ESRCH", "EPERM" } },
	{ "lseek", { "ESPIPE", "EINVAL" } },
	{ "mkdir", { "EACCES", "ENOSPC", "EROFS" } },
	{ "mmap", { "ENOMEM" } },
	{ "mprotect", { "ENOMEM" } },
	{ "newfstatat", { "EACCES", "EIO", "ENOENT", "ENOMEM" } },
	{ "openat",
	  { "EACCES", "EMFILE", "ENOENT", "EINTR", "EIO", "ENOMEM" } },
	{ "pipe", { "EMFILE", "ENFILE" } },
	{ "pipe2", { "EMFILE", "ENFILE" } },
	{ "poll", { "EINTR", "ENOMEM" } },
	{ "pread64", { "EIO", "EINTR" } },
	{ "prlimit64", { "EPERM" } },
	{ "pwrite64", { "EIO", "ENOSPC", "EINTR" } },
	{ "read", { "EIO", "EINTR", "EAGAIN" } },
	{ "readlink", { "EACCES", "EIO" } },
	{ "rename", { "EACCES", "ENOSPC", "EIO" } },
	{ "setsockopt", { "ENOBUFS" } },
	{ "socketpair", { "EMFILE", "ENOMEM" } },
	{ "statx", { "EACCES", "EIO" } },
	{ "sysinfo", { "EFAULT" } },
	{ "uname", { "EFAULT" } },
	{ "unlink", { "EACCES", "EROFS" } },
	{ "wait4", { "ECHILD", "EINTR" } },
	{ "write", { "EIO", "EINTR", "EAGAIN", "ENOSPC" } },
	{ "writev", { "EIO", "EINTR", "EAGAIN" } },
};

/* A call of the program, as strace counts them: the Nth of its name. */
struct call {
	char name[NAME];
	unsigned number;
	bool on_terminal; /* sets it, or writes to it */
	bool paints;
};

static struct call *calls;
static size_t call_count, call_room;

/* ---- Which calls there are ---- */

/* Appends a call of the trace, if the program itself made it: what its loader
 * did comes before it looks whether its streams are open. */
static void take_call(const char *line, bool *begun)
{
	struct call call = { .number = 1 };
	size_t len;

	len = strspn(line, "0123456789 ");
	line += len;
	len = strspn(line, "abcdefghijklmnopqrstuvwxyz_0123456789");
	if (!len || len >= NAME || line[len] != '(')
		return;
	memcpy(call.name, line, len);
	*begun |= strncmp(line, "fcntl(0, F_GETFD", 16) == 0;
	call.paints = strncmp(line, "write(1,", 8) == 0;
	call.on_terminal = call.paints || strncmp(line, "ioctl(", 6) == 0;
	for (size_t i = call_count; i-- > 0;) {
		if (strcmp(calls[i].name, call.name) == 0) {
			call.number = calls[i].number + 1;
			break;
		}
	}
	MEMORY_RESERVE(calls, call_room, call_count + 1);
	calls[call_count++] = call;
	/* Those before are only counted. */
	if (!*begun)
		calls[call_count - 1].on_terminal = false;
}

static size_t first_own; /* of calls */

static void list_calls(const char *trace)
{
	static char line[65536];
	FILE *file = fopen(trace, "re");
	bool begun = false;
	long program = 0;

	assert_non_null(file);
	call_count = 0;
	while (fgets(line, sizeof(line), file)) {
		long process = strtol(line, NULL, 10);
		bool before = begun;

		/* The child's are refused together with them. */
		program = program ? program : process;
		if (process != program)
			continue;
		take_call(line, &begun);
		if (begun && !before)
			first_own = call_count - 1;
	}
	fclose(file);
}

/* ---- Under strace ---- */

/* Runs a sitting with a fault; false where it did not come to it, of which
 * there is this sign. */
static bool run(struct sitting *sitting, const char *call, const char *fault,
		const char *sign, struct outcome *outcome, struct buffer *wrong)
{
	char trace[NAME + 16], inject[256], injected[PATH_ROOM + 32];
	const char *before[] = { "/usr/bin/strace",
				 "-D",
				 "-f",
				 "-qq",
				 "-o",
				 injected,
				 "-e",
				 trace,
				 "-e",
				 inject,
				 NULL };
	struct buffer said = BUFFER_INIT;
	char bytes[65536];
	FILE *file;
	size_t len;
	bool came = false;

	snprintf(injected, sizeof(injected), "%s", sitting_path("injected"));
	snprintf(trace, sizeof(trace), "trace=%s", call);
	snprintf(inject, sizeof(inject), "inject=%s:%s", call, fault);
	memcpy(sitting->before, before, sizeof(before));
	buffer_clear(wrong);
	sitting_run(sitting, outcome, wrong);
	file = fopen(injected, "re");
	while (file && (len = fread(bytes, 1, sizeof(bytes), file)) > 0)
		buffer_append(&said, bytes, len);
	if (file)
		fclose(file);
	came = strstr(buffer_string(&said), sign);
	buffer_release(&said);
	if (wrong->len) {
		buffer_append_string(wrong, "\n# at the end: ");
		buffer_append(wrong, outcome->last.data, outcome->last.len);
	}
	buffer_release(&outcome->last);
	return came;
}

static int prepare(void **state)
{
	struct sitting sitting = { .before = { NULL } };
	struct outcome outcome;
	struct buffer wrong = BUFFER_INIT;
	char injected[PATH_ROOM + 32];
	const char *before[] = { "/usr/bin/strace", "-D", "-f", "-qq", "-o",
				 injected,	    NULL };

	if (sitting_prepare(state) != 0)
		return -1;
	snprintf(injected, sizeof(injected), "%s", sitting_path("injected"));
	memcpy(sitting.before, before, sizeof(before));
	sitting_run(&sitting, &outcome, &wrong);
	if (wrong.len || outcome.acknowledged != 2)
		print_message("# without a fault: %s; %u acknowledged\n%s\n",
			      buffer_string(&wrong), outcome.acknowledged,
			      buffer_string(&outcome.last));
	list_calls(injected);
	buffer_release(&outcome.last);
	return wrong.len || outcome.acknowledged != 2 ? -1 : 0;
}

static int finish(void **state)
{
	free(calls);
	return sitting_finish(state);
}

/* ---- Refusals ---- */

static const struct ways *find_ways(const char *call)
{
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++)
		if (strcmp(ways[i].call, call) == 0)
			return &ways[i];
	return NULL;
}

/* How often it comes. */
static unsigned often(const char *call)
{
	for (size_t i = call_count; i-- > 0;)
		if (strcmp(calls[i].name, call) == 0)
			return calls[i].number;
	return 0;
}

static void refuse(const struct call *call, const char *error,
		   const char *behind, struct tally *tally)
{
	/* No terminal can be restored that refuses it. */
	struct sitting sitting = {
		.may_stay_set = call->on_terminal &&
				strcmp(error, "EINTR") != 0 &&
				strcmp(error, "EAGAIN") != 0,
	};
	struct outcome outcome;
	struct buffer wrong = BUFFER_INIT;
	char fault[128], name[256];

	if (*behind)
		sitting.may_stay_set = sitting.may_fail_silently = true;
	if (strcmp(call->name, "write") == 0)
		sitting.may_fail_silently = true;
	snprintf(fault, sizeof(fault), "error=%s:when=%u%s", error,
		 call->number, behind);
	snprintf(name, sizeof(name), "%s %s", call->name, fault);
	if (run(&sitting, call->name, fault, "(INJECTED)", &outcome, &wrong))
		sitting_judge(tally, name, &wrong);
	buffer_release(&wrong);
}

static void refuse_each(struct tally *tally, size_t turn, size_t turns,
			void *context)
{
	size_t number = 0;
	size_t part = sitting_everything() ? 1 : PART;

	(void)context;
	for (size_t i = first_own; i < call_count; i++) {
		const struct call *call = &calls[i];
		const struct ways *found = find_ways(call->name);
		size_t count = 0;

		if (!found)
			continue;
		while (found->errors[count])
			count++;
		for (size_t j = 0; j < count; j++) {
			if (often(call->name) > OFTEN &&
			    call->number % count != j)
				continue;
			if (number++ % (part * turns) == turn * part)
				refuse(call, found->errors[j], "", tally);
		}
	}
}

static void each_call(void **state)
{
	(void)state;
	sitting_report(sitting_spread(refuse_each, NULL),
		       "calls of the system refused",
		       sitting_everything() ? 300 : 5);
}

static void refuse_from(struct tally *tally, size_t turn, size_t turns,
			void *context)
{
	static const char *const chosen[] = { "read",	   "write", "poll",
					      "openat",	   "mmap",  "clone",
					      "socketpair" };
	size_t number = 0;
	size_t part = sitting_everything() ? 1 : 11;

	(void)context;
	for (size_t i = 0; i < sizeof(chosen) / sizeof(chosen[0]); i++) {
		const struct ways *found = find_ways(chosen[i]);
		size_t seen = 0;

		for (size_t j = first_own; j < call_count; j++) {
			if (strcmp(calls[j].name, chosen[i]) != 0 || seen++ % 8)
				continue;
			if (number++ % (part * turns) != turn * part)
				continue;
			refuse(&calls[j],
			       found->errors[strcmp(chosen[i], "poll") == 0],
			       "+", tally);
		}
	}
}

static void from_one_on(void **state)
{
	(void)state;
	sitting_report(sitting_spread(refuse_from, NULL),
		       "calls refused, and all behind",
		       sitting_everything() ? 20 : 2);
}

/* ---- Signals ---- */

static void send_some(struct tally *tally, size_t turn, size_t turns,
		      void *context)
{
	static const struct {
		const char *name;
		int killer;
	} sent[] = {
		{ "TERM", 0 },	     { "HUP", 0 },	  { "INT", 0 },
		{ "QUIT", 0 },	     { "WINCH", 0 },	  { "TSTP", 0 },
		{ "USR1", 0 },	     { "ALRM", 0 },	  { "PIPE", 0 },
		{ "CONT", 0 },	     { "SEGV", SIGSEGV }, { "BUS", SIGBUS },
		{ "ABRT", SIGABRT }, { "FPE", SIGFPE },
	};
	enum { SENT = sizeof(sent) / sizeof(sent[0]) };
	size_t step = sitting_everything() ? 1 : PART / 2;
	size_t from = first_own;

	(void)context;
	/* Before the terminal is set they end the program as any other. */
	while (from < call_count && !calls[from].paints)
		from++;
	for (size_t number = turn; from + number * step < call_count;
	     number += turns) {
		size_t i = from + number * step;
		size_t which = number % SENT;
		struct sitting sitting = {
			.killer = sent[which].killer,
			/* The terminal is restored before it ends. */
			.may_be_killed = i + ENDING > call_count,
		};
		struct buffer wrong = BUFFER_INIT;
		struct outcome outcome;
		char fault[64], name[128], sign[32];

		snprintf(sign, sizeof(sign), "--- SIG%s", sent[which].name);
		snprintf(fault, sizeof(fault), "signal=%s:when=%u",
			 sent[which].name, calls[i].number);
		snprintf(name, sizeof(name), "%s %s", calls[i].name, fault);
		if (run(&sitting, calls[i].name, fault, sign, &outcome, &wrong))
			sitting_judge(tally, name, &wrong);
		buffer_release(&wrong);
	}
}

static void signals(void **state)
{
	(void)state;
	sitting_report(sitting_spread(send_some, NULL),
		       "signals at the calls of a sitting",
		       sitting_everything() ? 100 : 5);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(each_call),
	cmocka_unit_test(from_one_on),
	cmocka_unit_test(signals),
};

static bool strace_works(void)
{
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		static char strace[] = "strace", quiet[] = "-qq", out[] = "-o",
			    nothing[] = "/dev/null", what[] = "-e",
			    none[] = "trace=none", program[] = "true";
		char *words[] = { strace, quiet, out,	  nothing,
				  what,	  none,	 program, NULL };

		execv("/usr/bin/strace", words);
		_exit(127);
	}
	return pid > 0 && waitpid(pid, &status, 0) == pid && status == 0;
}

int main(void)
{
	if (!strace_works()) {
		printf("1..0 # SKIP strace is not there, or may not watch\n");
		return 0;
	}
	setenv("ASAN_OPTIONS", "detect_leaks=0", 1);
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, prepare, finish) ? 1 : 0;
}
