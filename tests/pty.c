/* SPDX-License-Identifier: ISC */
/*
 * A program in a terminal of our own, watched from outside.
 *
 * Three processes: the test has the pseudo-terminal's other side; the keeper
 * leads the session on it, as a shell does, and reports what becomes of the
 * job; the job is the program, in a process group of its own. The keeper keeps
 * the terminal open when the program is gone, so that its settings can still
 * be read.
 */
#include "pty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "repeat.h"
#include "text/utf8.h"
#include "widen.h"

enum { KEEPER_FAILED = 126, NOT_RUN = 127 };

/* How long is waited for something once the program has ended. */
enum { ENDED_MS = 300 };

/* The keeper's own writing to the terminal: modes that no terminal has. Behind
 * one of them nothing more of the program comes before it goes on. */
enum { MODE_EXITED = 7701, MODE_STOPPED = 7702 };

enum report_kind {
	REPORT_STARTED, /* its settings are those before the program */
	REPORT_STOPPED,
	REPORT_EXITED,
};

struct report {
	enum report_kind kind;
	int value; /* the job's number, or its status */
	struct termios settings;
};

struct pty {
	int master;  /* -1: hung up */
	int reports; /* from the keeper */
	int orders;  /* to the keeper: a byte says "continue", its end "end" */
	pid_t keeper;
	pid_t job;
	bool exited, stopped;
	int status;
	struct termios before, after;
	struct stream stream;
	struct repeat repeat;
	enum pty_kind kind;
	struct widen widen;
	VTerm *vterm;
	VTermScreen *screen;
};

/* ---- The keeper ---- */

static void send_report(int fd, enum report_kind kind, int value,
			const struct termios *settings)
{
	struct report report;

	memset(&report, 0, sizeof(report));
	report.kind = kind;
	report.value = value;
	report.settings = *settings;
	/* Smaller than PIPE_BUF: it goes whole or not at all. */
	if (write(fd, &report, sizeof(report)) < 0)
		_exit(KEEPER_FAILED);
}

static void mark_stream(int mode)
{
	char bytes[32];
	int len = snprintf(bytes, sizeof(bytes), "\033[?%dh", mode);

	/* A terminal that hung up takes none. */
	if (write(STDOUT_FILENO, bytes, (size_t)len) < 0)
		return;
}

/* Gives a file through a pipe, from one process more. */
static void pipe_input(const char *path)
{
	char bytes[4096];
	ssize_t len;
	int ends[2];
	int file = open(path, O_RDONLY | O_CLOEXEC);

	if (file < 0 || pipe(ends) != 0)
		_exit(NOT_RUN);
	if (fork() == 0) {
		close(ends[0]);
		while ((len = read(file, bytes, sizeof(bytes))) > 0)
			if (write(ends[1], bytes, (size_t)len) != len)
				break;
		_exit(0);
	}
	dup2(ends[0], STDIN_FILENO);
	close(ends[0]);
	close(ends[1]);
	close(file);
}

static _Noreturn void run_job(const struct pty_spawn *spawn)
{
	static const int signals[] = { SIGTTOU, SIGTTIN, SIGTSTP, SIGHUP,
				       SIGINT,	SIGQUIT, SIGTERM, SIGPIPE };

	/* Both sides do this, for either may come first. */
	setpgid(0, 0);
	tcsetpgrp(STDOUT_FILENO, getpid());
	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++)
		signal(signals[i], SIG_DFL);
	if (chdir(spawn->directory) != 0)
		_exit(NOT_RUN);
	if (spawn->input)
		pipe_input(spawn->input);
	execve(spawn->program, spawn->argv, spawn->envp);
	_exit(NOT_RUN);
}

/* Waits for "continue"; false at the end of orders. */
static bool wait_for_order(int orders)
{
	char byte;
	ssize_t len;

	do
		len = read(orders, &byte, 1);
	while (len < 0 && errno == EINTR);
	return len == 1;
}

static _Noreturn void keep_job(const struct pty_spawn *spawn, int reports,
			       int orders)
{
	struct termios before = { 0 }, now = { 0 };
	pid_t job;
	int status;

	/* As a shell: it writes to its terminal while the job has it, and
	 * outlives the window. */
	signal(SIGTTOU, SIG_IGN);
	signal(SIGHUP, SIG_IGN);
	tcgetattr(STDOUT_FILENO, &before);
	job = fork();
	if (job < 0)
		_exit(KEEPER_FAILED);
	if (job == 0)
		run_job(spawn);
	setpgid(job, job);
	tcsetpgrp(STDOUT_FILENO, job);
	send_report(reports, REPORT_STARTED, job, &before);
	while (waitpid(job, &status, WUNTRACED) == job) {
		tcgetattr(STDOUT_FILENO, &now);
		if (!WIFSTOPPED(status)) {
			mark_stream(MODE_EXITED);
			send_report(reports, REPORT_EXITED, status, &now);
			break;
		}
		mark_stream(MODE_STOPPED);
		send_report(reports, REPORT_STOPPED, status, &now);
		tcsetpgrp(STDOUT_FILENO, getpid());
		if (!wait_for_order(orders))
			break;
		tcsetpgrp(STDOUT_FILENO, job);
		kill(-job, SIGCONT);
	}
	while (wait_for_order(orders))
		continue;
	kill(-job, SIGKILL);
	_exit(0);
}

/* ---- Start and end ---- */

/* The terminal answers what it is asked. */
static void answer(const char *bytes, size_t len, void *context)
{
	struct pty *pty = context;

	if (pty->kind != PTY_SILENT && pty->master >= 0 &&
	    write(pty->master, bytes, len) < 0)
		return; /* full or hung up: then nobody reads answers */
}

static void start_terminal(struct pty *pty, int rows, int columns)
{
	/* Into a single column libvterm 0.1.4 cannot put a wide character. */
	pty->vterm = vterm_new(rows, columns > 1 ? columns : 2);
	vterm_set_utf8(pty->vterm, 1);
	vterm_output_set_callback(pty->vterm, answer, pty);
	pty->screen = vterm_obtain_screen(pty->vterm);
	vterm_screen_enable_altscreen(pty->screen, 1);
	vterm_screen_reset(pty->screen, 1);
}

/* The other side of a new pseudo-terminal; -1 with errno. */
static int open_master(void)
{
	int master = posix_openpt(O_RDWR | O_NOCTTY);

	if (master < 0)
		return -1;
	if (grantpt(master) == 0 && unlockpt(master) == 0 &&
	    fcntl(master, F_SETFD, FD_CLOEXEC) == 0 &&
	    fcntl(master, F_SETFL, O_NONBLOCK) == 0)
		return master;
	close(master);
	return -1;
}

/* In the keeper: a session on the terminal, which is its input and output. */
static void lead_session(int master, const struct winsize *size)
{
	const char *name = ptsname(master);
	int slave;

	setsid();
	slave = name ? open(name, O_RDWR) : -1;
	if (slave < 0 || ioctl(slave, TIOCSCTTY, 0) != 0 ||
	    ioctl(slave, TIOCSWINSZ, size) != 0)
		_exit(KEEPER_FAILED);
	for (int fd = 0; fd <= 2; fd++)
		dup2(slave, fd);
	if (slave > 2)
		close(slave);
	close(master);
}

void pty_hang_up(struct pty *pty)
{
	if (pty->master >= 0)
		close(pty->master);
	pty->master = -1;
}

static bool take_start(struct pty *pty)
{
	struct report report;

	if (read(pty->reports, &report, sizeof(report)) != sizeof(report))
		return false;
	pty->job = report.value;
	pty->before = report.settings;
	return true;
}

struct pty *pty_open(const struct pty_spawn *spawn)
{
	struct winsize size = { .ws_row = (unsigned short)spawn->rows,
				.ws_col = (unsigned short)spawn->columns };
	int reports[2], orders[2];
	struct pty *pty;

	if (pipe(reports) != 0 || pipe(orders) != 0)
		return NULL;
	for (size_t i = 0; i < 2; i++) {
		fcntl(reports[i], F_SETFD, FD_CLOEXEC);
		fcntl(orders[i], F_SETFD, FD_CLOEXEC);
	}
	pty = memory_alloc_zeroed(1, sizeof(*pty));
	pty->kind = spawn->kind;
	pty->master = open_master();
	pty->keeper = pty->master < 0 ? -1 : fork();
	if (pty->keeper == 0) {
		lead_session(pty->master, &size);
		close(orders[1]);
		for (size_t i = 0; i < spawn->own_count; i++)
			close(spawn->own[i]);
		keep_job(spawn, reports[1], orders[0]);
	}
	close(reports[1]);
	close(orders[0]);
	pty->reports = reports[0];
	pty->orders = orders[1];
	if (pty->keeper < 0) {
		pty_hang_up(pty);
		close(pty->reports);
		close(pty->orders);
		free(pty);
		return NULL;
	}
	stream_init(&pty->stream);
	start_terminal(pty, spawn->rows, spawn->columns);
	if (take_start(pty))
		return pty;
	errno = ECHILD;
	pty_close(pty);
	return NULL;
}

void pty_own(const struct pty *pty, int own[PTY_OWN])
{
	own[0] = pty->master;
	own[1] = pty->orders;
}

void pty_close(struct pty *pty)
{
	if (!pty)
		return;
	close(pty->orders);
	pty_hang_up(pty);
	if (!pty->exited)
		kill(-pty->job, SIGKILL);
	waitpid(pty->keeper, NULL, 0);
	close(pty->reports);
	vterm_free(pty->vterm);
	free(pty);
}

/* ---- Pumping ---- */

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void show(struct pty *pty, const char *bytes, size_t len)
{
	struct buffer widened = BUFFER_INIT;

	if (pty->kind == PTY_WIDE) {
		widen_append(&pty->widen, bytes, len, &widened);
		bytes = buffer_string(&widened);
		len = widened.len;
	}
	vterm_input_write(pty->vterm, bytes, len);
	buffer_release(&widened);
}

static bool take_output(struct pty *pty)
{
	struct buffer shown = BUFFER_INIT;
	char bytes[16384];
	ssize_t len = read(pty->master, bytes, sizeof(bytes));

	if (len <= 0)
		return false;
	stream_take(&pty->stream, bytes, (size_t)len);
	repeat_expand(&pty->repeat, bytes, (size_t)len, &shown);
	show(pty, buffer_string(&shown), shown.len);
	buffer_release(&shown);
	return true;
}

/* Takes what comes up to the keeper's mark. */
static void drain_to(struct pty *pty, int mode)
{
	struct pollfd fd = { .fd = pty->master, .events = POLLIN };

	while (pty->master >= 0 && !stream_mode(&pty->stream, mode, false)) {
		if (poll(&fd, 1, -1) < 0 && errno != EINTR)
			return;
		if (!take_output(pty) && errno != EAGAIN && errno != EINTR)
			return;
	}
}

static bool take_report(struct pty *pty)
{
	struct report report;

	if (read(pty->reports, &report, sizeof(report)) != sizeof(report))
		return false;
	pty->after = report.settings;
	pty->status = report.value;
	pty->exited = report.kind == REPORT_EXITED;
	pty->stopped = report.kind == REPORT_STOPPED;
	drain_to(pty, pty->exited ? MODE_EXITED : MODE_STOPPED);
	return true;
}

bool pty_pump(struct pty *pty, int timeout_ms)
{
	struct pollfd fds[] = {
		{ .fd = pty->reports, .events = POLLIN },
		{ .fd = pty->exited ? -1 : pty->master, .events = POLLIN },
	};

	if (poll(fds, 2, timeout_ms) <= 0)
		return false;
	if (fds[1].revents && take_output(pty))
		return true;
	return fds[0].revents & POLLIN && take_report(pty);
}

void pty_pass(struct pty *pty, int ms)
{
	int64_t end = now_ms() + ms;

	for (int64_t now = now_ms(); now < end; now = now_ms())
		if (!pty_pump(pty, (int)(end - now)) && pty->exited)
			return;
}

bool pty_settle(struct pty *pty, int ms, int deadline_ms)
{
	int64_t end = now_ms() + deadline_ms;

	while (now_ms() < end) {
		size_t bytes = pty->stream.bytes;

		pty_pass(pty, ms);
		if (pty->stream.bytes == bytes)
			return true;
	}
	return false;
}

bool pty_wait(struct pty *pty, bool (*holds)(struct pty *, void *),
	      void *context, int deadline_ms)
{
	int64_t end = now_ms() + deadline_ms;
	int64_t now = now_ms();

	while (!holds(pty, context)) {
		if (now >= end)
			return false;
		pty_pump(pty, (int)(end - now));
		now = now_ms();
		/* Little comes of a program that has ended. */
		if (pty->exited && end - now > ENDED_MS)
			end = now + ENDED_MS;
	}
	return true;
}

void pty_send(struct pty *pty, const char *bytes, size_t len)
{
	while (len && pty->master >= 0 && !pty->exited) {
		struct pollfd fd = { .fd = pty->master,
				     .events = POLLIN | POLLOUT };
		ssize_t done;

		if (poll(&fd, 1, -1) < 0)
			continue;
		if (fd.revents & POLLIN)
			take_output(pty);
		done = write(pty->master, bytes, len);
		if (done > 0) {
			bytes += done;
			len -= (size_t)done;
		} else if (errno != EAGAIN && errno != EINTR) {
			return;
		}
	}
}

void pty_resize(struct pty *pty, int rows, int columns)
{
	static const char alternate[] = "\033[?1049h";
	struct winsize size = { .ws_row = (unsigned short)rows,
				.ws_col = (unsigned short)columns };

	/* libvterm 0.1.4 crashes in storms of vterm_set_size(). A new one is
	 * blank, which is stricter: all must be painted anew. */
	vterm_free(pty->vterm);
	start_terminal(pty, rows, columns);
	if (stream_mode(&pty->stream, 1049, false))
		vterm_input_write(pty->vterm, alternate, sizeof(alternate) - 1);
	ioctl(pty->master, TIOCSWINSZ, &size);
}

void pty_signal(struct pty *pty, int number)
{
	if (!pty->exited)
		kill(pty->job, number);
}

void pty_continue(struct pty *pty)
{
	static const char unmark[] = "\033[?7702l";

	pty->stopped = false;
	stream_take(&pty->stream, unmark, sizeof(unmark) - 1);
	if (write(pty->orders, "c", 1) < 0)
		pty_hang_up(pty);
}

/* ---- Looking ---- */

void pty_size(const struct pty *pty, int *rows, int *columns)
{
	vterm_get_size(pty->vterm, rows, columns);
}

static void append_cell(struct buffer *out, const VTermScreenCell *cell)
{
	char shape[4];

	if (!cell->chars[0])
		buffer_append_byte(out, ' ');
	for (size_t i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i]; i++)
		buffer_append(out, shape, utf8_encode(cell->chars[i], shape));
}

void pty_row(const struct pty *pty, int row, struct buffer *out)
{
	size_t start = out->len;
	int rows, columns;

	pty_size(pty, &rows, &columns);
	for (int column = 0; column < columns; column++) {
		VTermPos at = { row, column };
		VTermScreenCell cell;

		if (!vterm_screen_get_cell(pty->screen, at, &cell))
			break;
		/* The right half of a wide character. */
		if (cell.chars[0] == (uint32_t)-1)
			continue;
		append_cell(out, &cell);
	}
	while (out->len > start && out->data[out->len - 1] == ' ')
		buffer_truncate(out, out->len - 1);
}

/* Whether the cells from at on show text. */
static bool shows_at(const struct pty *pty, VTermPos at, const char *text,
		     size_t len)
{
	struct buffer shown = BUFFER_INIT;
	VTermScreenCell cell;
	bool shows;

	while (shown.len < len &&
	       vterm_screen_get_cell(pty->screen, at, &cell)) {
		at.col++;
		if (cell.chars[0] == (uint32_t)-1)
			continue;
		append_cell(&shown, &cell);
		if (memcmp(shown.data, text,
			   shown.len < len ? shown.len : len) != 0)
			break;
	}
	shows = shown.len >= len && memcmp(shown.data, text, len) == 0;
	buffer_release(&shown);
	return shows;
}

bool pty_find(const struct pty *pty, const char *text, size_t len, int *row,
	      int *column)
{
	int rows, columns;

	pty_size(pty, &rows, &columns);
	for (VTermPos at = { 0, 0 }; at.row < rows; at.row++) {
		for (at.col = 0; at.col < columns; at.col++) {
			if (shows_at(pty, at, text, len)) {
				*row = at.row;
				*column = at.col;
				return true;
			}
		}
	}
	return false;
}

unsigned pty_attributes(const struct pty *pty, int row, int column)
{
	VTermPos at = { row, column };
	VTermScreenCell cell;
	unsigned set = 0;

	if (!vterm_screen_get_cell(pty->screen, at, &cell))
		return 0;
	if (cell.attrs.bold)
		set |= PTY_BOLD;
	if (cell.attrs.italic)
		set |= PTY_ITALIC;
	if (cell.attrs.underline)
		set |= PTY_UNDERLINE;
	if (cell.attrs.reverse)
		set |= PTY_REVERSE;
	if (!VTERM_COLOR_IS_DEFAULT_FG(&cell.fg))
		set |= PTY_COLORED;
	if (!VTERM_COLOR_IS_DEFAULT_BG(&cell.bg))
		set |= PTY_BACKED;
	return set;
}

static uint32_t rgb_of(const struct pty *pty, VTermColor color)
{
	if (VTERM_COLOR_IS_DEFAULT_FG(&color) ||
	    VTERM_COLOR_IS_DEFAULT_BG(&color))
		return PTY_DEFAULT;
	vterm_screen_convert_color_to_rgb(pty->screen, &color);
	return (uint32_t)color.rgb.red << 16 | (uint32_t)color.rgb.green << 8 |
	       color.rgb.blue;
}

void pty_cell(const struct pty *pty, int row, int column, struct pty_cell *cell)
{
	VTermPos at = { row, column };
	VTermScreenCell found;
	struct buffer text = BUFFER_INIT;

	*cell = (struct pty_cell){ .width = 1 };
	if (!vterm_screen_get_cell(pty->screen, at, &found))
		return;
	/* Right of a wide character stands no character at all. */
	if (found.chars[0] != UINT32_MAX)
		append_cell(&text, &found);
	snprintf(cell->text, sizeof(cell->text), "%s", buffer_string(&text));
	buffer_release(&text);
	cell->width = found.width;
	cell->attributes = pty_attributes(pty, row, column);
	cell->color = rgb_of(pty, found.fg);
	cell->ground = rgb_of(pty, found.bg);
}

void pty_cursor(const struct pty *pty, int *row, int *column)
{
	VTermPos at;

	vterm_state_get_cursorpos(vterm_obtain_state(pty->vterm), &at);
	*row = at.row;
	*column = at.col;
}

const struct stream *pty_stream(const struct pty *pty)
{
	return &pty->stream;
}

bool pty_exited(const struct pty *pty, int *status)
{
	if (pty->exited)
		*status = pty->status;
	return pty->exited;
}

bool pty_stopped(const struct pty *pty)
{
	return pty->stopped;
}

static bool settings_equal(const struct termios *a, const struct termios *b)
{
	return a->c_iflag == b->c_iflag && a->c_oflag == b->c_oflag &&
	       a->c_cflag == b->c_cflag && a->c_lflag == b->c_lflag &&
	       memcmp(a->c_cc, b->c_cc, sizeof(a->c_cc)) == 0;
}

bool pty_restored(const struct pty *pty, struct buffer *why)
{
	static const struct {
		int number;
		bool at_rest;
		const char *complaint;
	} modes[] = {
		{ 1049, false, "the alternate screen is still shown; " },
		{ 1047, false, "the alternate screen is still shown; " },
		{ 47, false, "the alternate screen is still shown; " },
		{ 25, true, "the cursor is hidden; " },
		{ 1, false, "the cursor keys are in application mode; " },
		{ 9, false, "the mouse is reported (9); " },
		{ 1000, false, "the mouse is reported (1000); " },
		{ 1002, false, "the mouse is reported (1002); " },
		{ 1003, false, "the mouse is reported (1003); " },
		{ 1006, false, "the mouse is reported as SGR (1006); " },
		{ 1004, false, "the focus is reported; " },
		{ 2004, false, "pastes are bracketed; " },
		{ 2031, false, "changes of the ground are told (2031); " },
		{ 2026, false, "output is held back; " },
	};
	size_t start = why->len;

	for (size_t i = 0; i < sizeof(modes) / sizeof(modes[0]); i++)
		if (stream_mode(&pty->stream, modes[i].number,
				modes[i].at_rest) != modes[i].at_rest)
			buffer_append_string(why, modes[i].complaint);
	if (pty->stream.keypad)
		buffer_append_string(why, "the keypad is in application "
					  "mode; ");
	if (!settings_equal(&pty->before, &pty->after))
		buffer_append_string(why, "the settings (termios) differ; ");
	return why->len == start;
}
