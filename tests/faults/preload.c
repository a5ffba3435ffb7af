/* SPDX-License-Identifier: ISC */
/*
 * Stands between a program and its C library (LD_PRELOAD): allocations fail
 * when they are told to, the clock jumps, and a parser opens a file.
 *
 * FAULTS_COUNTERS names a file to which three 64-bit numbers go: the
 * allocations since the trigger, those refused, or the jumps, and those refused
 * to curses. The trigger is the start or, where FAULTS_FROM is a text, when it
 * is written. FAULTS_FAIL=N refuses the Nth, FAULTS_FAIL=N+ that and all behind
 * it. Only the process that was started is counted, with FAULTS_CHILD only its
 * children. FAULTS_YEARS=N has the time of day jump at every tenth look at it,
 * there and back, by N years.
 *
 * FAULTS_PLANT is a word: a child that gives cmark text in which it stands
 * opens a file. FAULTS_SHARED names a file of four 64-bit numbers: how often
 * cmark was given text, how often a child was about to open the file, and went
 * on behind that, and how many children were killed for what they asked of the
 * system.
 */
#define _GNU_SOURCE 1

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { JUMP_EVERY = 10 };
#define YEAR_SECONDS (365LL * 24 * 3600)

/* glibc's own, for dlsym() allocates. The names are glibc's. */
/* NOLINTBEGIN(readability-identifier-naming) */
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *ptr, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);
/* NOLINTEND(readability-identifier-naming) */

static const char *report; /* the file; NULL: nothing is counted */
static uint64_t counters[3];
static uint64_t fail_at;
static bool for_ever, in_child, triggered;
static const char *awaited; /* NULL: nothing */
static bool is_child;	    /* by fork(): asking who it is may kill it */
static long long years;
static unsigned looks;
static const char *plant; /* NULL: nothing */
static struct shared {
	_Atomic uint64_t parsed, planted, outlived, killed;
} * shared; /* NULL: nobody asks */

/* Its children have it too, and can write there whatever is forbidden. */
static void share(const char *path)
{
	int fd = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
	void *map;

	if (fd < 0)
		return;
	map = mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE, MAP_SHARED,
		   fd, 0);
	close(fd);
	if (map != MAP_FAILED)
		shared = map;
}

__attribute__((constructor)) static void begin(void)
{
	const char *path = getenv("FAULTS_COUNTERS");
	const char *fail = getenv("FAULTS_FAIL");
	const char *from = getenv("FAULTS_FROM");
	const char *jump = getenv("FAULTS_YEARS");
	char *rest = NULL;

	in_child = getenv("FAULTS_CHILD");
	years = jump ? strtoll(jump, NULL, 10) : 0;
	if (fail)
		fail_at = strtoull(fail, &rest, 10);
	for_ever = rest && *rest == '+';
	awaited = from;
	triggered = !from;
	report = path;
	plant = getenv("FAULTS_PLANT");
	share(getenv("FAULTS_SHARED"));
}

/* By calls alone that nobody stands before, and that allocate nothing. */
__attribute__((destructor)) static void tell(void)
{
	int fd = report && !in_child && !is_child
			 ? open(report, O_WRONLY | O_CLOEXEC)
			 : -1;

	if (fd < 0)
		return;
	if (pwrite(fd, counters, sizeof(counters), 0) < 0)
		_exit(127);
	close(fd);
}

/* Whether this allocation is refused. */
static bool refused(const void *caller)
{
	uint64_t count;
	Dl_info from;

	if (!report || !triggered || is_child != in_child)
		return false;
	count = ++counters[0];
	if (!fail_at || count < fail_at || (count > fail_at && !for_ever))
		return false;
	if (dladdr(caller, &from) && from.dli_fname &&
	    (strstr(from.dli_fname, "curses") ||
	     strstr(from.dli_fname, "tinfo")))
		counters[2]++;
	counters[1]++;
	if (counters[1] == 1 || counters[2] == 1)
		tell();
	errno = ENOMEM;
	return true;
}

void *malloc(size_t size)
{
	return refused(__builtin_return_address(0)) ? NULL
						    : __libc_malloc(size);
}

void *calloc(size_t nmemb, size_t size)
{
	return refused(__builtin_return_address(0))
		       ? NULL
		       : __libc_calloc(nmemb, size);
}

void *realloc(void *ptr, size_t size)
{
	return refused(__builtin_return_address(0)) ? NULL
						    : __libc_realloc(ptr, size);
}

void *reallocarray(void *ptr, size_t nmemb, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(nmemb, size, &bytes)) {
		errno = ENOMEM;
		return NULL;
	}
	return realloc(ptr, bytes);
}

void *aligned_alloc(size_t alignment, size_t size)
{
	return refused(__builtin_return_address(0))
		       ? NULL
		       : __libc_memalign(alignment, size);
}

/* Else it would be the C library that asks. */
char *strdup(const char *s)
{
	size_t size = strlen(s) + 1;
	char *copy = refused(__builtin_return_address(0)) ? NULL
							  : __libc_malloc(size);

	return copy ? memcpy(copy, s, size) : NULL;
}

int posix_memalign(void **ptr, size_t alignment, size_t size)
{
	void *got = refused(__builtin_return_address(0))
			    ? NULL
			    : __libc_memalign(alignment, size);

	if (!got)
		return ENOMEM;
	*ptr = got;
	return 0;
}

pid_t fork(void)
{
	static pid_t (*next)(void);
	pid_t pid;

	if (!next)
		*(void **)&next = dlsym(RTLD_NEXT, "fork");
	pid = next();
	is_child |= pid == 0;
	return pid;
}

ssize_t write(int fd, const void *buf, size_t n)
{
	static ssize_t (*next)(int, const void *, size_t);

	if (!next)
		*(void **)&next = dlsym(RTLD_NEXT, "write");
	if (!triggered && memmem(buf, n, awaited, strlen(awaited)))
		triggered = true;
	return next(fd, buf, n);
}

/* ---- The clock ---- */

static long long jump_seconds(void)
{
	if (!years)
		return 0;
	looks++;
	counters[1] = looks / JUMP_EVERY;
	return looks / JUMP_EVERY % 2 ? years * YEAR_SECONDS : 0;
}

int clock_gettime(clockid_t clock_id, struct timespec *tp)
{
	static int (*next)(clockid_t, struct timespec *);
	int status;

	if (!next)
		*(void **)&next = dlsym(RTLD_NEXT, "clock_gettime");
	status = next(clock_id, tp);
	if (status == 0 && clock_id == CLOCK_REALTIME)
		tp->tv_sec += (time_t)jump_seconds();
	return status;
}

time_t time(time_t *timer)
{
	struct timespec now;

	if (clock_gettime(CLOCK_REALTIME, &now) != 0)
		return (time_t)-1;
	if (timer)
		*timer = now.tv_sec;
	return now.tv_sec;
}

/* ---- The parser ---- */

struct cmark_parser;
void cmark_parser_feed(struct cmark_parser *parser, const char *text,
		       size_t len);

void cmark_parser_feed(struct cmark_parser *parser, const char *text,
		       size_t len)
{
	static void (*next)(struct cmark_parser *, const char *, size_t);

	if (!next)
		*(void **)&next = dlsym(RTLD_NEXT, "cmark_parser_feed");
	if (shared)
		shared->parsed++;
	if (shared && plant && is_child &&
	    memmem(text, len, plant, strlen(plant))) {
		shared->planted++;
		close(open("/dev/null", O_RDONLY | O_CLOEXEC));
		shared->outlived++;
	}
	next(parser, text, len);
}

pid_t waitpid(pid_t pid, int *stat_loc, int options)
{
	static pid_t (*next)(pid_t, int *, int);
	int own = 0;
	pid_t ended;

	if (!next)
		*(void **)&next = dlsym(RTLD_NEXT, "waitpid");
	ended = next(pid, &own, options);
	if (shared && ended > 0 && WIFSIGNALED(own) && WTERMSIG(own) == SIGSYS)
		shared->killed++;
	if (stat_loc && ended > 0)
		*stat_loc = own;
	return ended;
}
