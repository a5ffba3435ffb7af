/* SPDX-License-Identifier: ISC */
/* Run a part of this program in a process of its own. */
#include "base/apart.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/confine.h"
#include "base/memory.h"

enum {
	/* Descriptors are closed one by one only where the system cannot close
	 * them all at once; ours are few, and low. */
	DESCRIPTORS_MAX = 65536,
	/* What the child may have said and the parent not read. */
	AHEAD = 256 * 1024,
};

/* --- The child -------------------------------------------------------------
 */

/* What keys of the terminal send is for the parent, and a write that nobody
 * reads is an error. */
static void settle_signals(void)
{
	static const int ignored[] = { SIGINT,	SIGQUIT, SIGPIPE,
				       SIGTSTP, SIGTTIN, SIGTTOU };
	struct sigaction action = { .sa_handler = SIG_DFL };
	sigset_t none;

	sigemptyset(&action.sa_mask);
	for (int number = 1; number < NSIG; number++)
		sigaction(number, &action, NULL);
	action.sa_handler = SIG_IGN;
	for (size_t i = 0; i < sizeof(ignored) / sizeof(*ignored); i++)
		sigaction(ignored[i], &action, NULL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

/* Closes [from, to); to -1: and all behind. */
static void close_from(int from, int to)
{
	long last = sysconf(_SC_OPEN_MAX);

	if (to >= 0 && from >= to)
		return;
#ifdef CLOSE_RANGE_CLOEXEC
	if (close_range((unsigned)from, to < 0 ? ~0U : (unsigned)to - 1, 0) ==
	    0)
		return;
#endif
	if (last < 0 || last > DESCRIPTORS_MAX)
		last = DESCRIPTORS_MAX;
	for (int fd = from; fd < (to < 0 ? (int)last : to); fd++)
		close(fd);
}

/* Leaves nothing open but these two, which are not the same. */
static void settle_descriptors(int keep, int out)
{
	int low = keep < out ? keep : out;
	int high = keep < out ? out : keep;
	int nothing = open("/dev/null", O_RDWR);

	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (nothing >= 0 && fd != keep &&
		    (fd != STDERR_FILENO || isatty(fd)))
			dup2(nothing, fd);
	if (low <= STDERR_FILENO)
		low = STDERR_FILENO;
	close_from(STDERR_FILENO + 1, low);
	close_from(low + 1, high);
	close_from(high + 1, -1);
}

_Noreturn static void live(int keep, int out,
			   void (*work)(void *context, int out), void *context)
{
	memory_on_exhaustion(NULL);
	settle_signals();
	settle_descriptors(keep, out);
	confine();
	work(context, out);
	_exit(0);
}

/* --- The parent ------------------------------------------------------------
 */

/* Beyond the three streams, and what the child writes is never waited for. */
static bool open_ends(int ends[2])
{
	int low[2];
	int size = AHEAD;
	int flags;

	if (socketpair(AF_UNIX, SOCK_STREAM, 0, low) != 0)
		return false;
	for (int i = 0; i < 2; i++) {
		ends[i] = fcntl(low[i], F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
		close(low[i]);
	}
	flags = ends[0] < 0 ? -1 : fcntl(ends[0], F_GETFL);
	if (ends[1] >= 0 && flags >= 0 &&
	    fcntl(ends[0], F_SETFL, flags | O_NONBLOCK) == 0) {
		/* More than the system allows is cut to that. */
		setsockopt(ends[1], SOL_SOCKET, SO_SNDBUF, &size, sizeof(size));
		return true;
	}
	for (int i = 0; i < 2; i++)
		if (ends[i] >= 0)
			close(ends[i]);
	return false;
}

bool apart_start(struct apart *apart, int keep,
		 void (*work)(void *context, int out), void *context)
{
	sigset_t all, before;
	int ends[2];
	pid_t pid;

	if (!open_ends(ends))
		return false;
	/* No handler of the caller's may run in the child. */
	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, &before);
	pid = fork();
	if (pid == 0)
		live(keep, ends[1], work, context);
	sigprocmask(SIG_SETMASK, &before, NULL);
	close(ends[1]);
	if (pid < 0) {
		close(ends[0]);
		return false;
	}
	*apart = (struct apart){ .pid = pid, .fd = ends[0] };
	return true;
}

void apart_end(struct apart *apart)
{
	if (apart->pid < 0)
		return;
	close(apart->fd);
	kill(apart->pid, SIGKILL);
	while (waitpid(apart->pid, NULL, 0) < 0 && errno == EINTR)
		continue;
	*apart = (struct apart)APART_NONE;
}

/* --- Both ------------------------------------------------------------------
 */

void *apart_share(size_t size)
{
	void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE,
			    MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	return memory == MAP_FAILED ? NULL : memory;
}

void apart_unshare(void *memory, size_t size)
{
	if (memory)
		munmap(memory, size);
}

/* By these one ends a program, and a child that it waits for. */
static const int endings[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM };

enum { ENDINGS = sizeof(endings) / sizeof(*endings) };

static volatile pid_t awaited;

static void pass_on(int number)
{
	int before = errno;

	kill(awaited, number);
	errno = before;
}

/* What was done about a signal before. */
struct signals {
	sigset_t mask;
	struct sigaction actions[ENDINGS];
};

static void hold_signals(struct signals *signals)
{
	sigset_t set;

	sigemptyset(&set);
	for (size_t i = 0; i < ENDINGS; i++)
		sigaddset(&set, endings[i]);
	sigprocmask(SIG_BLOCK, &set, &signals->mask);
}

static void pass_signals_on(struct signals *signals)
{
	struct sigaction action = { .sa_handler = pass_on };

	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < ENDINGS; i++) {
		sigaction(endings[i], NULL, &signals->actions[i]);
		if (signals->actions[i].sa_handler != SIG_IGN)
			sigaction(endings[i], &action, NULL);
	}
	sigprocmask(SIG_SETMASK, &signals->mask, NULL);
}

static void restore_signals(const struct signals *signals)
{
	for (size_t i = 0; i < ENDINGS; i++)
		sigaction(endings[i], &signals->actions[i], NULL);
}

/* How the child ended. */
static int await(const struct signals *signals)
{
	int status = 0;

	while (waitpid(awaited, &status, 0) < 0 && errno == EINTR)
		;
	restore_signals(signals);
	return status;
}

enum apart_side apart_split(int *status)
{
	struct signals signals;

	hold_signals(&signals);
	awaited = fork();
	if (awaited <= 0) {
		sigprocmask(SIG_SETMASK, &signals.mask, NULL);
		return awaited < 0 ? APART_FAILED : APART_CHILD;
	}
	pass_signals_on(&signals);
	*status = await(&signals);
	return APART_ENDED;
}
