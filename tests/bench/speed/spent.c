/* SPDX-License-Identifier: ISC */
/* What a program costs that needs no terminal. */
#include "bench/speed/spent.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { NOT_RUN = 127, READ_SIZE = 1 << 16 };

static double ms_of(struct timeval time)
{
	return (double)time.tv_sec * 1e3 + (double)time.tv_usec / 1e3;
}

static double now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static _Noreturn void become(char *const argv[], char *const envp[], int out)
{
	int nothing = open("/dev/null", O_RDWR);

	dup2(nothing, STDIN_FILENO);
	dup2(nothing, STDERR_FILENO);
	dup2(out < 0 ? nothing : out, STDOUT_FILENO);
	execve(argv[0], argv, envp);
	_exit(NOT_RUN);
}

/* Reads to the end; the first bytes may be a number. */
static void count(int in, struct spent *spent)
{
	static char bytes[READ_SIZE + 1];
	ssize_t len;

	while ((len = read(in, bytes, READ_SIZE)) > 0 ||
	       (len < 0 && errno == EINTR)) {
		if (len < 0)
			continue;
		bytes[len] = '\0';
		if (spent->bytes == 0)
			spent->number = strtod(bytes, NULL);
		spent->bytes += (size_t)len;
	}
}

bool spent_run(char *const argv[], char *const envp[], bool counted,
	       struct spent *spent)
{
	struct rusage usage;
	double started = now_ms();
	int ends[2] = { -1, -1 };
	int status;
	pid_t program;

	*spent = (struct spent){ 0 };
	if (counted && pipe2(ends, O_CLOEXEC) != 0)
		return false;
	program = fork();
	if (program == 0)
		become(argv, envp, ends[1]);
	if (counted) {
		close(ends[1]);
		count(ends[0], spent);
		close(ends[0]);
	}
	if (program < 0 || wait4(program, &status, 0, &usage) != program)
		return false;
	spent->wall_ms = now_ms() - started;
	spent->cpu_ms = ms_of(usage.ru_utime) + ms_of(usage.ru_stime);
	/* Of this process too, until it became the program: keep it small. */
	spent->peak_kib = (size_t)usage.ru_maxrss;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}
