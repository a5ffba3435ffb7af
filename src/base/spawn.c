/* SPDX-License-Identifier: ISC */
/* Run other programs: the only place that does, and never through a shell. */
#include "base/spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/arguments.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/secure.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Where programs are when the environment does not say. */
#define DEFAULT_PATH "/usr/local/bin:/usr/bin:/bin"

/* Descriptors are looked through one by one only where the system cannot seal
 * them all at once; ours are few, and low. */
enum { DESCRIPTORS_MAX = 65536 };

/* What a child's three streams become. */
enum { AS_IT_IS = -1, TO_NOTHING = -2 };

enum { EXIT_KILLED = 128, EXIT_NOT_STARTED = 127 };

struct child {
	const struct arguments *argv;
	const char *path;
	int input; /* a descriptor, or one of the above */
	int output;
	bool detached;
};

/* What is done about a signal while a child runs. */
struct disposition {
	int number;
	void (*handler)(int);
	struct sigaction before;
};

/* ---- Finding programs ---- */

bool spawn_allowed(struct error *error)
{
	return secure_allows("no program is started", error);
}

static bool is_program(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISREG(status.st_mode) &&
	       access(path, X_OK) == 0;
}

/* Sets path to the program of that name. A relative folder in $PATH would run
 * what lies beside a document. */
static bool find_program(const char *name, struct buffer *path)
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

bool spawn_exists(const char *name)
{
	struct buffer path = BUFFER_INIT;
	bool found = find_program(name, &path);

	buffer_release(&path);
	return found;
}

static bool prepare(const struct arguments *argv, struct buffer *path,
		    struct error *error)
{
	if (!spawn_allowed(error))
		return false;
	if (!argv->count)
		return error_set(error, "there is no program to start");
	if (find_program(argv->items[0], path))
		return true;
	return error_set(error,
			 "there is no program \xe2\x80\x9c%s\xe2\x80\x9d",
			 argv->items[0]);
}

/* ---- The child ---- */

/* Where stopping was ignored there is nobody to continue what stops. */
static bool stays_ignored(int number)
{
	struct sigaction now;

	return (number == SIGTSTP || number == SIGTTIN || number == SIGTTOU) &&
	       sigaction(number, NULL, &now) == 0 && now.sa_handler == SIG_IGN;
}

static void reset_signals(void)
{
	struct sigaction standard = { .sa_handler = SIG_DFL };
	sigset_t none;

	sigemptyset(&standard.sa_mask);
	for (int number = 1; number < NSIG; number++)
		if (!stays_ignored(number))
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
	if (from == TO_NOTHING)
		from = nothing;
	if (from != AS_IT_IS && from != to)
		return dup2(from, to) == to;
	fcntl(to, F_SETFD, 0);
	return true;
}

static bool place_streams(const struct child *child)
{
	int nothing = -1;

	if (child->input == TO_NOTHING || child->output == TO_NOTHING) {
		nothing = open("/dev/null", O_RDWR);
		if (nothing < 0)
			return false;
	}
	return place(child->input, nothing, STDIN_FILENO) &&
	       place(child->output, nothing, STDOUT_FILENO) &&
	       place(child->output, nothing, STDERR_FILENO);
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
	reset_signals();
	if ((!child->detached || detach()) && place_streams(child)) {
		seal_descriptors();
		/* Not execvp(), which has a shell read what is no program. */
		execv(child->path, child->argv->items);
	}
	if (write(report, &errno, sizeof(errno)) < 0)
		_exit(EXIT_NOT_STARTED);
	_exit(EXIT_NOT_STARTED);
}

/* ---- The caller ---- */

static void dispose(struct disposition *dispositions, size_t count)
{
	struct sigaction action = { .sa_flags = 0 };

	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < count; i++) {
		struct disposition *disposition = &dispositions[i];

		action.sa_handler = disposition->handler;
		if (stays_ignored(disposition->number))
			action.sa_handler = SIG_IGN;
		sigaction(disposition->number, &action, &disposition->before);
	}
}

static void restore(const struct disposition *dispositions, size_t count)
{
	while (count--)
		sigaction(dispositions[count].number,
			  &dispositions[count].before, NULL);
}

/* Set when somebody continued us since we began to wait. */
static volatile sig_atomic_t continued;

static void on_continued(int number)
{
	(void)number;
	continued = 1;
}

static int wait_for(pid_t pid, int options)
{
	int status = EXIT_NOT_STARTED << 8;

	do {
		continued = 0;
	} while (waitpid(pid, &status, options) < 0 && errno == EINTR);
	return status;
}

/* Waits until the child ends. When it stops, so do we, as one job; on ^Z we
 * were stopped together with it, and going on have nothing left to do. */
static int wait_as_one_job(pid_t pid)
{
	for (;;) {
		int status = wait_for(pid, WUNTRACED);

		if (!WIFSTOPPED(status))
			return status;
		if (!continued)
			raise(SIGTSTP);
		kill(pid, SIGCONT);
	}
}

/* A pipe beyond the three streams, which children do not get. */
static bool open_pipe(int ends[2])
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

/* No handler of the caller's may run in the child. */
static pid_t fork_quietly(void)
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

/* Returns the child, who has become the program; -1 with a sentence. */
static pid_t start(const struct child *child, struct error *error)
{
	const char *name = child->argv->items[0];
	int report[2];
	int reason;
	pid_t pid;

	if (!open_pipe(report)) {
		error_set(error,
			  "\xe2\x80\x9c%s\xe2\x80\x9d cannot be started: %s",
			  name, strerror(errno));
		return -1;
	}
	pid = fork_quietly();
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
		wait_for(pid, 0);
	error_set(error, "\xe2\x80\x9c%s\xe2\x80\x9d cannot be started: %s",
		  name, strerror(reason));
	return -1;
}

static int exit_status(int status)
{
	return WIFEXITED(status) ? WEXITSTATUS(status)
				 : EXIT_KILLED + WTERMSIG(status);
}

bool spawn_run(const struct arguments *argv, int terminal, int *status,
	       struct error *error)
{
	struct disposition dispositions[] = {
		{ .number = SIGCHLD, .handler = SIG_DFL },
		{ .number = SIGINT, .handler = SIG_IGN },
		{ .number = SIGQUIT, .handler = SIG_IGN },
		{ .number = SIGTSTP, .handler = SIG_DFL },
		{ .number = SIGCONT, .handler = on_continued },
	};
	struct buffer path = BUFFER_INIT;
	struct child child = { .argv = argv,
			       .input = terminal,
			       .output = AS_IT_IS };
	pid_t pid = -1;

	if (prepare(argv, &path, error)) {
		child.path = buffer_string(&path);
		dispose(dispositions, COUNT(dispositions));
		pid = start(&child, error);
		if (pid > 0)
			*status = exit_status(wait_as_one_job(pid));
		restore(dispositions, COUNT(dispositions));
	}
	buffer_release(&path);
	return pid > 0;
}

bool spawn_detached(const struct arguments *argv, struct error *error)
{
	struct disposition dispositions[] = {
		{ .number = SIGCHLD, .handler = SIG_DFL },
	};
	struct buffer path = BUFFER_INIT;
	struct child child = { .argv = argv,
			       .input = TO_NOTHING,
			       .output = TO_NOTHING,
			       .detached = true };
	pid_t pid = -1;

	if (prepare(argv, &path, error)) {
		child.path = buffer_string(&path);
		dispose(dispositions, COUNT(dispositions));
		pid = start(&child, error);
		if (pid > 0)
			wait_for(pid, 0);
		restore(dispositions, COUNT(dispositions));
	}
	buffer_release(&path);
	return pid > 0;
}

/* ---- Feeding ---- */

struct meal {
	pid_t pid;
	int fd; /* -1: no more is given */
	const char *bytes;
	size_t len;
	size_t given;
	int status;
	sigset_t waiting; /* the signals blocked while waiting */
};

static void on_child(int number)
{
	(void)number;
}

static void give(struct meal *meal)
{
	while (meal->fd >= 0 && meal->given < meal->len) {
		ssize_t done = write(meal->fd, meal->bytes + meal->given,
				     meal->len - meal->given);

		if (done > 0)
			meal->given += (size_t)done;
		else if (done < 0 && errno == EAGAIN)
			return;
		else if (done == 0 || errno != EINTR)
			break;
	}
	if (meal->fd >= 0)
		close(meal->fd);
	meal->fd = -1;
}

/* Waits until the program reads, ends, or ms are over. SIGCHLD is blocked but
 * for this wait, so its end is not missed. */
static void wait_a_while(const struct meal *meal, long long ms)
{
	struct timespec time = { .tv_sec = (time_t)(ms / 1000),
				 .tv_nsec = (long)(ms % 1000) * 1000000 };
	fd_set writable;

	FD_ZERO(&writable);
	if (meal->fd >= 0)
		FD_SET(meal->fd, &writable);
	pselect(meal->fd + 1, NULL, &writable, NULL, &time, &meal->waiting);
}

/* Whether the program ended within the limit; it has ended in any case. */
static bool attend(struct meal *meal, int limit_ms)
{
	long long deadline = clock_ms() + limit_ms;

	for (;;) {
		long long left = deadline - clock_ms();
		pid_t ended;

		give(meal);
		ended = waitpid(meal->pid, &meal->status, WNOHANG);
		if (ended == meal->pid)
			return true;
		if (left <= 0) {
			kill(meal->pid, SIGKILL);
			wait_for(meal->pid, 0);
			return false;
		}
		wait_a_while(meal, left);
	}
}

static bool feed(const struct child *child, struct meal *meal, int limit_ms,
		 struct error *error)
{
	const char *name = child->argv->items[0];
	bool in_time;

	meal->pid = start(child, error);
	close(child->input);
	if (meal->pid < 0) {
		close(meal->fd);
		return false;
	}
	in_time = attend(meal, limit_ms);
	if (meal->fd >= 0)
		close(meal->fd);
	if (!in_time)
		return error_set(
			error, "\xe2\x80\x9c%s\xe2\x80\x9d did not end in time",
			name);
	if (!WIFEXITED(meal->status) || WEXITSTATUS(meal->status) != 0)
		return error_set(
			error,
			"\xe2\x80\x9c%s\xe2\x80\x9d failed with status %d",
			name, exit_status(meal->status));
	if (meal->given < meal->len)
		return error_set(error,
				 "\xe2\x80\x9c%s\xe2\x80\x9d did not read all",
				 name);
	return true;
}

/* Blocks SIGCHLD, whose handler only ends a wait. */
static void block_child_signal(sigset_t *before, sigset_t *waiting)
{
	sigset_t blocked;

	sigemptyset(&blocked);
	sigaddset(&blocked, SIGCHLD);
	sigprocmask(SIG_BLOCK, &blocked, before);
	*waiting = *before;
	sigdelset(waiting, SIGCHLD);
}

bool spawn_feed(const struct arguments *argv, const char *bytes, size_t len,
		int limit_ms, struct error *error)
{
	struct disposition dispositions[] = {
		{ .number = SIGCHLD, .handler = on_child },
		{ .number = SIGPIPE, .handler = SIG_IGN },
	};
	struct buffer path = BUFFER_INIT;
	struct child child = { .argv = argv, .output = TO_NOTHING };
	struct meal meal = { .bytes = bytes, .len = len };
	sigset_t before;
	int ends[2];
	bool fed = false;

	if (!prepare(argv, &path, error)) {
		buffer_release(&path);
		return false;
	}
	child.path = buffer_string(&path);
	if (!open_pipe(ends)) {
		error_set(error,
			  "\xe2\x80\x9c%s\xe2\x80\x9d cannot be started: %s",
			  argv->items[0], strerror(errno));
	} else {
		fcntl(ends[1], F_SETFL, O_NONBLOCK);
		child.input = ends[0];
		meal.fd = ends[1];
		block_child_signal(&before, &meal.waiting);
		dispose(dispositions, COUNT(dispositions));
		fed = feed(&child, &meal, limit_ms, error);
		restore(dispositions, COUNT(dispositions));
		sigprocmask(SIG_SETMASK, &before, NULL);
	}
	buffer_release(&path);
	return fed;
}
