/* SPDX-License-Identifier: ISC */
/* Signals: the ordinary ones told through a file, the fatal ones survived by
 * the terminal. */
#include "terminal/signals.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Enough for the handlers below; a stack that overflowed cannot hold them. */
enum { HANDLER_STACK_SIZE = 64 * 1024 };

struct told_signal {
	int number;
	unsigned bit;
};

static const struct told_signal told_signals[] = {
	{ SIGWINCH, SIGNALS_RESIZED }, { SIGTERM, SIGNALS_QUIT },
	{ SIGHUP, SIGNALS_QUIT },      { SIGQUIT, SIGNALS_QUIT },
	{ SIGINT, SIGNALS_INTERRUPT }, { SIGCONT, SIGNALS_CONTINUED },
	{ SIGTSTP, SIGNALS_STOP },     { SIGUSR1, SIGNALS_QUIT },
	{ SIGUSR2, SIGNALS_QUIT },     { SIGALRM, SIGNALS_QUIT },
};

static const int fatal_signals[] = { SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL };

static volatile sig_atomic_t came[COUNT(told_signals)];
static struct sigaction told_before[COUNT(told_signals)];
static struct sigaction fatal_before[COUNT(fatal_signals)];
static int wake[2] = { -1, -1 };
static void (*restore_terminal)(void);

static void on_told(int number)
{
	int kept = errno;

	for (size_t i = 0; i < COUNT(told_signals); i++)
		if (told_signals[i].number == number)
			came[i] = 1;
	/* A full pipe wakes as well; a signal more does not matter then. */
	if (write(wake[1], "", 1) < 0)
		errno = kept;
	errno = kept;
}

/* SA_RESETHAND has put the default back: raised again, the signal kills. */
static void on_fatal(int number)
{
	restore_terminal();
	raise(number);
}

/* Whether a sanitizer has a handler of its own for a fatal signal, which says
 * more than ours. It has none for SIGABRT. */
static bool leave_to_sanitizer(int number)
{
#if defined(__SANITIZE_ADDRESS__)
	return number != SIGABRT;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
	return number != SIGABRT;
#endif
#endif
	(void)number;
	return false;
}

static void install_fatal(void)
{
	static char stack[HANDLER_STACK_SIZE];
	struct sigaction action = {
		.sa_handler = on_fatal,
		.sa_flags = (int)(SA_RESETHAND | SA_NODEFER | SA_ONSTACK)
	};
	stack_t other = { .ss_sp = stack, .ss_size = sizeof(stack) };

	sigemptyset(&action.sa_mask);
	/* A sanitizer's handler has a stack of its own as well. */
	if (!leave_to_sanitizer(SIGSEGV))
		sigaltstack(&other, NULL);
	for (size_t i = 0; i < COUNT(fatal_signals); i++)
		if (!leave_to_sanitizer(fatal_signals[i]))
			sigaction(fatal_signals[i], &action, &fatal_before[i]);
}

static bool open_pipe(void)
{
	if (pipe(wake) != 0)
		return false;
	for (size_t i = 0; i < COUNT(wake); i++) {
		fcntl(wake[i], F_SETFD, FD_CLOEXEC);
		fcntl(wake[i], F_SETFL, O_NONBLOCK);
	}
	return true;
}

bool signals_start(void (*restore)(void))
{
	/* Without SA_RESTART: what waits shall wake. */
	struct sigaction action = { .sa_handler = on_told };

	assert(wake[0] < 0);
	restore_terminal = restore;
	if (!open_pipe())
		return false;
	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < COUNT(told_signals); i++) {
		int number = told_signals[i].number;

		came[i] = 0;
		sigaction(number, NULL, &told_before[i]);
		if (told_before[i].sa_handler != SIG_IGN)
			sigaction(number, &action, NULL);
	}
	install_fatal();
	return true;
}

void signals_stop(void)
{
	for (size_t i = 0; i < COUNT(told_signals); i++)
		sigaction(told_signals[i].number, &told_before[i], NULL);
	for (size_t i = 0; i < COUNT(fatal_signals); i++)
		if (!leave_to_sanitizer(fatal_signals[i]))
			sigaction(fatal_signals[i], &fatal_before[i], NULL);
	for (size_t i = 0; i < COUNT(wake); i++) {
		close(wake[i]);
		wake[i] = -1;
	}
}

int signals_fd(void)
{
	return wake[0];
}

unsigned signals_take(void)
{
	unsigned set = 0;
	char dropped[64];

	/* First the pipe, then the flags: what comes in between wakes again. */
	while (read(wake[0], dropped, sizeof(dropped)) > 0)
		continue;
	for (size_t i = 0; i < COUNT(told_signals); i++) {
		if (came[i]) {
			came[i] = 0;
			set |= told_signals[i].bit;
		}
	}
	return set;
}

static size_t index_of(int number)
{
	size_t i = 0;

	while (told_signals[i].number != number)
		i++;
	return i;
}

void signals_suspend(void)
{
	struct sigaction stopping = { .sa_handler = SIG_DFL };
	struct sigaction handling;
	size_t stop = index_of(SIGTSTP);

	if (told_before[stop].sa_handler == SIG_IGN)
		return;
	sigemptyset(&stopping.sa_mask);
	sigaction(SIGTSTP, &stopping, &handling);
	kill(0, SIGTSTP);
	sigaction(SIGTSTP, &handling, NULL);
	came[stop] = 0;
	came[index_of(SIGCONT)] = 0;
	/* A window resized meanwhile told whoever had the terminal then. */
	raise(SIGWINCH);
}
