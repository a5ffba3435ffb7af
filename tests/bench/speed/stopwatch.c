/* SPDX-License-Identifier: ISC */
/* A program in a terminal, and when it showed what it shows. */
#include "bench/speed/stopwatch.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "bench/speed/picture.h"

enum {
	QUIET_MS = 60,
	DEADLINE_MS = 20000,
	IDLE_MS = 150,
	IDLE_PERCENT = 10,
	READ_SIZE = 1 << 16,
	ROWS_MAX = 128,
	NOT_RUN = 127,
};

/* What one read() brought, and the picture after it. */
struct chunk {
	double ms;  /* since the action */
	size_t end; /* in bytes */
	uint64_t rows[ROWS_MAX];
	bool shows;
};

struct stopwatch {
	int master;
	pid_t program;
	int rows, columns;
	double started; /* by the monotonic clock, as … */
	double acted;	/* … the action was */
	const char *until;
	struct picture *picture;
	struct buffer bytes; /* of this action */
	struct chunk *chunks;
	size_t count, room;
	size_t pictured; /* so many chunks are in the picture */
	bool ended;
};

static double now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* ---- Start and end ---- */

/* In the new process. The pipe tells when it became the program. */
static _Noreturn void become(char *const argv[], char *const envp[],
			     const char *terminal, const struct winsize *size,
			     int pipe_end)
{
	int slave;
	double now;

	setsid();
	slave = open(terminal, O_RDWR);
	if (slave < 0 || ioctl(slave, TIOCSCTTY, 0) != 0 ||
	    ioctl(slave, TIOCSWINSZ, size) != 0)
		_exit(NOT_RUN);
	for (int fd = 0; fd <= 2; fd++)
		dup2(slave, fd);
	if (slave > 2)
		close(slave);
	now = now_ms();
	if (write(pipe_end, &now, sizeof(now)) == sizeof(now))
		execve(argv[0], argv, envp);
	_exit(NOT_RUN);
}

static int open_master(void)
{
	int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);

	if (master >= 0 && grantpt(master) == 0 && unlockpt(master) == 0)
		return master;
	if (master >= 0)
		close(master);
	return -1;
}

static struct paint await(struct stopwatch *stopwatch);

struct stopwatch *stopwatch_start(char *const argv[], char *const envp[],
				  int rows, int columns, struct paint *paint)
{
	struct winsize size = { .ws_row = (unsigned short)rows,
				.ws_col = (unsigned short)columns };
	struct stopwatch *stopwatch;
	int ends[2];
	int master = open_master();

	if (master < 0 || pipe2(ends, O_CLOEXEC) != 0)
		return NULL;
	stopwatch = memory_alloc_zeroed(1, sizeof(*stopwatch));
	stopwatch->master = master;
	stopwatch->rows = rows;
	stopwatch->columns = columns;
	stopwatch->program = fork();
	if (stopwatch->program == 0)
		become(argv, envp, ptsname(master), &size, ends[1]);
	close(ends[1]);
	if (read(ends[0], &stopwatch->started, sizeof(double)) !=
	    sizeof(double))
		stopwatch->started = now_ms();
	close(ends[0]);
	stopwatch->picture = picture_new(rows, columns, master);
	stopwatch->acted = stopwatch->started;
	if (paint)
		*paint = await(stopwatch);
	return stopwatch;
}

void stopwatch_free(struct stopwatch *stopwatch)
{
	/* It leads a session: this is all that it started. */
	if (!stopwatch->ended)
		kill(-stopwatch->program, SIGKILL);
	close(stopwatch->master);
	stopwatch_wait(stopwatch);
	picture_free(stopwatch->picture);
	buffer_release(&stopwatch->bytes);
	free(stopwatch->chunks);
	free(stopwatch);
}

int stopwatch_wait(struct stopwatch *stopwatch)
{
	int status = 0;

	if (!stopwatch->ended)
		waitpid(stopwatch->program, &status, 0);
	stopwatch->ended = true;
	return status;
}

long stopwatch_pid(const struct stopwatch *stopwatch)
{
	return stopwatch->program;
}

double stopwatch_ms(const struct stopwatch *stopwatch)
{
	return now_ms() - stopwatch->started;
}

/* ---- Taking in ---- */

static void send(const struct stopwatch *stopwatch, const char *bytes,
		 size_t len)
{
	while (len) {
		ssize_t done = write(stopwatch->master, bytes, len);

		if (done < 0 && errno != EINTR)
			return;
		if (done > 0) {
			bytes += done;
			len -= (size_t)done;
		}
	}
}

/* Brings the picture up to date: not while the program is waited for. */
static void take_pictures(struct stopwatch *stopwatch)
{
	size_t at = stopwatch->pictured;
	size_t off = at ? stopwatch->chunks[at - 1].end : 0;

	for (; at < stopwatch->count; at++) {
		struct chunk *chunk = &stopwatch->chunks[at];

		picture_take(stopwatch->picture, stopwatch->bytes.data + off,
			     chunk->end - off);
		picture_rows(stopwatch->picture, chunk->rows);
		chunk->shows =
			stopwatch->until &&
			picture_shows(stopwatch->picture, stopwatch->until);
		off = chunk->end;
	}
	stopwatch->pictured = stopwatch->count;
}

/* Answers what was asked in the bytes from off on. libvterm knows where the
 * cursor is and what the terminal is, but no colours. */
static void answer(struct stopwatch *stopwatch, size_t off)
{
	static const struct {
		const char *question, *answer;
	} colors[] = {
		{ "\033]10;?", "\033]10;rgb:dddd/dddd/dddd\033\\" },
		{ "\033]11;?", "\033]11;rgb:0000/0000/0000\033\\" },
	};
	const char *bytes = stopwatch->bytes.data + off;
	size_t len = stopwatch->bytes.len - off;

	for (size_t i = 0; i < sizeof(colors) / sizeof(colors[0]); i++)
		if (memmem(bytes, len, colors[i].question,
			   strlen(colors[i].question)))
			send(stopwatch, colors[i].answer,
			     strlen(colors[i].answer));
	if (memmem(bytes, len, "\033[6n", 4) || memmem(bytes, len, "\033[c", 3))
		take_pictures(stopwatch);
}

/* Waits so long for bytes; whether some came. */
static bool take(struct stopwatch *stopwatch, int timeout_ms)
{
	struct pollfd waiting = { .fd = stopwatch->master, .events = POLLIN };
	struct buffer *bytes = &stopwatch->bytes;
	ssize_t len;

	if (poll(&waiting, 1, timeout_ms) <= 0)
		return false;
	buffer_reserve(bytes, READ_SIZE);
	len = read(stopwatch->master, bytes->data + bytes->len, READ_SIZE);
	if (len <= 0)
		return false;
	bytes->len += (size_t)len;
	bytes->data[bytes->len] = '\0';
	MEMORY_RESERVE(stopwatch->chunks, stopwatch->room,
		       stopwatch->count + 1);
	stopwatch->chunks[stopwatch->count++] = (struct chunk){
		.ms = now_ms() - stopwatch->acted,
		.end = bytes->len,
	};
	answer(stopwatch, bytes->len - (size_t)len);
	return true;
}

static void forget(struct stopwatch *stopwatch)
{
	take_pictures(stopwatch);
	buffer_clear(&stopwatch->bytes);
	stopwatch->count = stopwatch->pictured = 0;
}

/* The first chunk after which the picture is what it is at the end. */
static const struct chunk *complete(const struct stopwatch *stopwatch)
{
	const struct chunk *last = &stopwatch->chunks[stopwatch->count - 1];
	const struct chunk *chunk = stopwatch->chunks;

	for (; chunk < last; chunk++) {
		int alike = 0;

		for (int row = 0; row < stopwatch->rows; row++)
			alike += chunk->rows[row] == last->rows[row];
		if (stopwatch->until ? chunk->shows
				     : alike * 100 >= stopwatch->rows * 95)
			break;
	}
	return chunk;
}

static struct paint await(struct stopwatch *stopwatch)
{
	struct paint paint = { 0 };
	bool shows = false;

	while (!shows) {
		int left = DEADLINE_MS - (int)(now_ms() - stopwatch->acted);

		if (left <= 0 || !take(stopwatch, left))
			break;
		while (take(stopwatch, QUIET_MS))
			continue;
		take_pictures(stopwatch);
		shows = !stopwatch->until ||
			stopwatch->chunks[stopwatch->count - 1].shows;
	}
	if (stopwatch->count) {
		paint.ms = complete(stopwatch)->ms;
		paint.bytes = stopwatch->bytes.len;
		paint.came = shows;
	}
	forget(stopwatch);
	return paint;
}

struct paint stopwatch_type(struct stopwatch *stopwatch, const char *keys,
			    const char *until)
{
	/* What came since the last action has nothing to do with this one. */
	while (take(stopwatch, 0))
		continue;
	forget(stopwatch);
	stopwatch->until = until;
	stopwatch->acted = now_ms();
	send(stopwatch, keys, strlen(keys));
	return await(stopwatch);
}

struct paint stopwatch_resize(struct stopwatch *stopwatch, int rows,
			      int columns)
{
	static const char alternate[] = "\033[?1049h";
	struct winsize size = { .ws_row = (unsigned short)rows,
				.ws_col = (unsigned short)columns };

	while (take(stopwatch, 0))
		continue;
	forget(stopwatch);
	/* libvterm 0.1.4 crashes when it is resized often. A new one is blank:
	 * all must be painted anew. */
	picture_free(stopwatch->picture);
	stopwatch->picture = picture_new(rows, columns, stopwatch->master);
	picture_take(stopwatch->picture, alternate, sizeof(alternate) - 1);
	stopwatch->rows = rows;
	stopwatch->columns = columns;
	stopwatch->until = NULL;
	stopwatch->acted = now_ms();
	ioctl(stopwatch->master, TIOCSWINSZ, &size);
	return await(stopwatch);
}

/* ---- What the system knows ---- */

/* How long a process ran or waited for a processor, in ms; 0 where the system
 * does not tell. */
static double busy_of(long pid)
{
	char path[64];
	double ran = 0, waited = 0;
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%ld/schedstat", pid);
	file = fopen(path, "re");
	if (!file)
		return 0;
	if (fscanf(file, "%lf %lf", &ran, &waited) != 2)
		ran = waited = 0;
	fclose(file);
	return (ran + waited) / 1e6;
}

/* The program and its children. */
static double busy(const struct stopwatch *stopwatch)
{
	long pid = stopwatch->program, child;
	double sum = busy_of(pid);
	char path[64];
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%ld/task/%ld/children", pid, pid);
	file = fopen(path, "re");
	while (file && fscanf(file, "%ld", &child) == 1)
		sum += busy_of(child);
	if (file)
		fclose(file);
	return sum;
}

void stopwatch_idle(struct stopwatch *stopwatch)
{
	double started = now_ms();
	double before = busy(stopwatch), since = started;

	while (now_ms() - started < DEADLINE_MS) {
		double sum, time;

		take(stopwatch, IDLE_MS);
		time = now_ms() - since;
		if (time < IDLE_MS)
			continue;
		sum = busy(stopwatch);
		/* What a child that ended had spent is told no more. */
		if (sum >= before && sum - before < time * IDLE_PERCENT / 100)
			break;
		before = sum;
		since = now_ms();
	}
	forget(stopwatch);
}

void stopwatch_pass(struct stopwatch *stopwatch, int ms)
{
	double end = now_ms() + ms;

	while (now_ms() < end)
		take(stopwatch, (int)(end - now_ms()) + 1);
}

size_t stopwatch_peak_kib(const struct stopwatch *stopwatch)
{
	char path[64], line[256];
	size_t peak = 0;
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%ld/status",
		 (long)stopwatch->program);
	file = fopen(path, "re");
	if (!file)
		return 0;
	while (fgets(line, sizeof(line), file))
		if (strncmp(line, "VmHWM:", 6) == 0)
			peak = strtoull(line + 6, NULL, 10);
	fclose(file);
	return peak;
}
