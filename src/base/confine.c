/* SPDX-License-Identifier: ISC */
/* Leave this process nothing but what it has. */
#include "base/confine.h"

#include <stdlib.h>
#include <string.h>
#include <sys/time.h>

#include "base/sanitizers.h"

/* What a C library asks of the system for memory, files and clocks is known of
 * glibc where a long has 64 bits: musl frees by madvise() and needs mprotect(),
 * and with 32 bits there are mmap2(), clock_gettime64() and the like. A parser
 * that is killed for what it may do would read nothing. */
#if defined HAVE_SECCOMP && !SANITIZED && defined __GLIBC__ && defined __LP64__

#include <seccomp.h>

/* A thousand times what it takes. */
enum { LOAD_MS = 200 };

/* valgrind asks the system for much in the process's name; this is how it gets
 * into one. */
static bool is_under_valgrind(void)
{
	const char *preloaded = getenv("LD_PRELOAD");

	return preloaded && strstr(preloaded, "vgpreload");
}

static bool load(scmp_filter_ctx filter)
{
	/* glibc's qsort() asks by sysinfo() how much memory there is. */
	static const int calls[] = {
		SCMP_SYS(brk),	      SCMP_SYS(mmap),
		SCMP_SYS(munmap),     SCMP_SYS(mremap),
		SCMP_SYS(sysinfo),    SCMP_SYS(pread64),
		SCMP_SYS(write),      SCMP_SYS(setitimer),
		SCMP_SYS(exit_group), SCMP_SYS(clock_gettime),
	};

	_Static_assert(sizeof(calls) / sizeof(*calls) <= CONFINE_CALLS, "");
	for (size_t i = 0; i < sizeof(calls) / sizeof(*calls); i++)
		if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, calls[i], 0) != 0)
			return false;
	return seccomp_load(filter) == 0;
}

/* From now on the process may take so long, or SIGPROF ends it; 0: as long as
 * it likes. */
static void limit_time(unsigned ms)
{
	struct itimerval timer = { .it_value.tv_usec = (long)ms * 1000 };

	setitimer(ITIMER_PROF, &timer, NULL);
}

bool confine(void)
{
	scmp_filter_ctx filter;
	bool loaded;

	if (is_under_valgrind())
		return false;
	/* Without memory libseccomp 2.5 may go round for ever. */
	limit_time(LOAD_MS);
	filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
	loaded = filter && load(filter);
	if (filter)
		seccomp_release(filter);
	limit_time(0);
	return loaded;
}

#else

bool confine(void)
{
	return false;
}

#endif
