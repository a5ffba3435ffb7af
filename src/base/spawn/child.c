/* SPDX-License-Identifier: ISC */
/* A process that becomes another program. */
#include "base/spawn/child.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arguments.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/secure.h"

/* Where programs are when the environment does not say. */
#define DEFAULT_PATH "/usr/local/bin:/usr/bin:/bin"

/* Descriptors are looked through one by one only where the system cannot seal
 * them all at once; ours are few, and low. */
enum { DESCRIPTORS_MAX = 65536 };

enum { MS_PER_S = 1000, NS_PER_MS = 1000000 };

/* ---- Finding programs ---- */

static bool is_program(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISREG(status.st_mode) &&
	       access(path, X_OK) == 0;
}

/* A relative folder in $PATH would run what lies beside a document. */
bool child_find(const char *name, struct buffer *path)
{
	const char *folder = getenv("PATH");

	buffer_clear(path);
	if (!*name)
		return false;
	if (strchr(name, '/')) {
		buffer_append_string(path, name);
		return is_program(buffer_string(path));
	}
	for (folder = folder ? folder : DEFAULT_PATH; *folder;) {
		size_t len = strcspn(folder, ":");

		if (folder[0] == '/') {
			buffer_clear(path);
			buffer_append(path, folder, len);
			buffer_append_byte(path, '/');
			buffer_append_string(path, name);
			if (is_program(buffer_string(path)))
				return true;
		}
		folder += len;
		folder += *folder == ':';
	}
	return false;
}

bool child_prepare(const struct arguments *argv, struct buffer *path,
		   struct error *error)
{
	if (!secure_allows("no program is started", error))
		return false;
	if (!argv->count)
		return error_set(error, "there is no program to start");
	if (child_find(argv->items[0], path))
		return true;
	return error_set(error,
			 "there is no program \xe2\x80\x9c%s\xe2\x80\x9d",
			 argv->items[0]);
}

/* ---- The child ---- */

bool child_stays_ignored(int number)
{
	struct sigaction now;

	return (number == SIGTSTP || number == SIGTTIN || number == SIGTTOU) &&
	       sigaction(number, NULL, &now) == 0 && now.sa_handler == SIG_IGN;
}

void child_reset_signals(void)
{
	struct sigaction standard = { .sa_handler = SIG_DFL };
	sigset_t none;

	sigemptyset(&standard.sa_mask);
	for (int number = 1; number < NSIG; number++)
		if (!child_stays_ignored(number))
			sigaction(number, &standard, NULL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

/* Whatever is open beyond the three streams closes when the program starts:
 * also what a library or the caller's parent left open. */
static void seal_descriptors(void)
{
	long last = sysconf(_SC_OPEN_MAX);

#ifdef CLOSE_RANGE_CLOEXEC
	if (close_range(STDERR_FILENO + 1, ~0U, CLOSE_RANGE_CLOEXEC) == 0)
		return;
#endif
	if (last < 0 || last > DESCRIPTORS_MAX)
		last = DESCRIPTORS_MAX;
	for (int fd = STDERR_FILENO + 1; fd < last; fd++)
		fcntl(fd, F_SETFD, FD_CLOEXEC);
}

static bool place(int from, int nothing, int to)
{
	if (from == CHILD_TO_NOTHING)
		from = nothing;
	if (from != CHILD_AS_IT_IS && from != to)
		return dup2(from, to) == to;
	fcntl(to, F_SETFD, 0);
	return true;
}

static bool place_streams(const struct child *child)
{
	int nothing = -1;

	if (child->input == CHILD_TO_NOTHING ||
	    child->output == CHILD_TO_NOTHING ||
	    child->errors == CHILD_TO_NOTHING) {
		nothing = open("/dev/null", O_RDWR);
		if (nothing < 0)
			return false;
	}
	return place(child->input, nothing, STDIN_FILENO) &&
	       place(child->output, nothing, STDOUT_FILENO) &&
	       place(child->errors, nothing, STDERR_FILENO);
}

/* Leaves the caller's session; what goes on is a child's child, for which
 * nobody has to wait. */
static bool detach(void)
{
	pid_t pid;

	if (setsid() < 0)
		return false;
	pid = fork();
	if (pid > 0)
		_exit(0);
	return pid == 0;
}

/* Becomes the program; what hinders that goes into report, which closes when
 * nothing does. */
_Noreturn static void become(const struct child *child, int report)
{
	child_reset_signals();
	if ((!child->detached || detach()) && place_streams(child)) {
		seal_descriptors();
		/* Not execvp(), which has a shell read what is no program. */
		execv(child->path, child->argv->items);
	}
	if (write(report, &errno, sizeof(errno)) < 0)
		_exit(CHILD_NOT_STARTED);
	_exit(CHILD_NOT_STARTED);
}

/* ---- The caller ---- */

void child_hold_signals(struct child_hold *hold, const int *numbers)
{
	sigset_t blocked;

	sigemptyset(&blocked);
	for (size_t i = 0; numbers[i]; i++)
		sigaddset(&blocked, numbers[i]);
	sigprocmask(SIG_BLOCK, &blocked, &hold->before);
	hold->waiting = hold->before;
	for (size_t i = 0; numbers[i]; i++)
		sigdelset(&hold->waiting, numbers[i]);
}

void child_wake(int number)
{
	(void)number;
}

bool child_pause(const struct child_hold *hold, int fd, enum child_until until,
		 int64_t ms)
{
	struct timespec time = { .tv_sec = (time_t)(ms / MS_PER_S),
				 .tv_nsec = (long)(ms % MS_PER_S) * NS_PER_MS };
	fd_set fds;

	FD_ZERO(&fds);
	if (fd >= 0)
		FD_SET(fd, &fds);
	return pselect(fd + 1, until == CHILD_READABLE ? &fds : NULL,
		       until == CHILD_WRITABLE ? &fds : NULL, NULL,
		       ms < 0 ? NULL : &time, &hold->waiting) > 0;
}

int child_wait(pid_t pid)
{
	int status = CHILD_NOT_STARTED << 8;

	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return status;
}

bool child_pipe(int ends[2])
{
	int low[2];

	if (pipe(low) != 0)
		return false;
	for (int i = 0; i < 2; i++) {
		ends[i] = fcntl(low[i], F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
		close(low[i]);
	}
	/* pselect() cannot wait for more than that. */
	if (ends[0] >= 0 && ends[1] >= 0 && ends[1] < FD_SETSIZE)
		return true;
	for (int i = 0; i < 2; i++)
		if (ends[i] >= 0)
			close(ends[i]);
	errno = EMFILE;
	return false;
}

/* The errno of a child that could not become its program; 0 when it did. */
static int read_report(int report)
{
	int reason = 0;
	ssize_t got;

	do {
		got = read(report, &reason, sizeof(reason));
	} while (got < 0 && errno == EINTR);
	return got == (ssize_t)sizeof(reason) ? reason : 0;
}

pid_t child_fork(void)
{
	sigset_t all, before;
	pid_t pid;

	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, &before);
	pid = fork();
	if (pid != 0)
		sigprocmask(SIG_SETMASK, &before, NULL);
	return pid;
}

pid_t child_start(const struct child *child, struct error *error)
{
	const char *name = child->argv->items[0];
	int report[2];
	int reason;
	pid_t pid;

	if (!child_pipe(report)) {
		error_set(error,
			  "\xe2\x80\x9c%s\xe2\x80\x9d cannot be started: %s",
			  name, strerror(errno));
		return -1;
	}
	pid = child_fork();
	if (pid == 0)
		become(child, report[1]);
	reason = pid < 0 ? errno : 0;
	close(report[1]);
	if (pid > 0)
		reason = read_report(report[0]);
	close(report[0]);
	if (!reason)
		return pid;
	if (pid > 0)
		child_wait(pid);
	error_set(error, "\xe2\x80\x9c%s\xe2\x80\x9d cannot be started: %s",
		  name, strerror(reason));
	return -1;
}
