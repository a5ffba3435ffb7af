/* SPDX-License-Identifier: ISC */
/* Let many processes write one store while they are killed. */
#include "test.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "inspect.h"
#include "marking.h"

enum {
	WRITERS = 8,
	RECORDS = 500, /* acknowledged ones of each writer */
	KILLS = 40,
	ID_SIZE = 16,
};

/* A writer, which tells by its pipe of each record that it has kept: so what
 * is in a pipe when its writer is killed was acknowledged. */
struct writer {
	pid_t pid;
	int heard; /* the end of the pipe that is read */
	unsigned tried;
	size_t acknowledged;
	char ids[RECORDS][ID_SIZE];
};

static void write_records(unsigned number, unsigned from, size_t count, int out)
{
	struct store *store = marking_open(scratch_folder);
	struct error error;

	store_read(store);
	for (unsigned i = from; count > 0; i++) {
		char id[ID_SIZE] = "";

		snprintf(id, sizeof(id), "w%u-%u", number, i);
		/* What could not be kept is no error here: the lock may have
		 * been somebody else's all the time. */
		if (!marking_add(store, id, "A note.", &error))
			continue;
		if (write(out, id, sizeof(id)) != sizeof(id))
			_exit(1);
		count--;
	}
	store_free(store);
	_exit(0);
}

static void start_writer(struct writer *writer, unsigned number)
{
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	writer->pid = fork();
	assert_true(writer->pid >= 0);
	if (writer->pid == 0) {
		close(ends[0]);
		write_records(number, writer->tried,
			      RECORDS - writer->acknowledged, ends[1]);
	}
	close(ends[1]);
	writer->heard = ends[0];
}

/* Takes in what was acknowledged; false at the end of the pipe. */
static bool hear(struct writer *writer)
{
	char id[ID_SIZE];
	ssize_t got = read(writer->heard, id, sizeof(id));

	if (got != sizeof(id))
		return false;
	assert_true(writer->acknowledged < RECORDS);
	memcpy(writer->ids[writer->acknowledged++], id, sizeof(id));
	writer->tried = (unsigned)strtoul(strchr(id, '-') + 1, NULL, 10) + 1;
	return true;
}

/* One that was killed goes on behind what it was about, of which nobody knows
 * whether it was kept. */
static void bury(struct writer *writer, unsigned number)
{
	int status;

	assert_int_equal(waitpid(writer->pid, &status, 0), writer->pid);
	close(writer->heard);
	writer->pid = 0;
	writer->heard = -1;
	assert_true(WIFSIGNALED(status) ? WTERMSIG(status) == SIGKILL
					: WEXITSTATUS(status) == 0);
	writer->tried += 1;
	if (writer->acknowledged < RECORDS)
		start_writer(writer, number);
	else
		assert_true(WIFEXITED(status) || WTERMSIG(status) == SIGKILL);
}

static pid_t start_compaction(void)
{
	pid_t pid = fork();
	size_t left_out;

	assert_true(pid >= 0);
	while (pid == 0) { /* NOLINT(bugprone-infinite-loop): killed */
		struct store *store = marking_open(scratch_folder);
		struct error error;

		store_read(store);
		store_compact(store, &left_out, &error);
		store_free(store);
	}
	return pid;
}

static size_t total(const struct writer *writers)
{
	size_t count = 0;

	for (size_t i = 0; i < WRITERS; i++)
		count += writers[i].acknowledged;
	return count;
}

/* Hears what is to be heard, until all have kept all. */
static void attend(struct writer *writers, uint64_t *random)
{
	size_t next_kill = 50;

	while (total(writers) < (size_t)WRITERS * RECORDS) {
		struct pollfd waiting[WRITERS];

		for (size_t i = 0; i < WRITERS; i++)
			waiting[i] =
				(struct pollfd){ writers[i].heard, POLLIN, 0 };
		assert_true(poll(waiting, WRITERS, 60000) > 0);
		for (unsigned i = 0; i < WRITERS; i++)
			if (waiting[i].revents && !hear(&writers[i]))
				bury(&writers[i], i);
		if (total(writers) >= next_kill) {
			struct writer *victim =
				&writers[test_random(random) % WRITERS];

			if (victim->pid)
				kill(victim->pid, SIGKILL);
			next_kill += (size_t)WRITERS * RECORDS / KILLS;
		}
	}
	for (unsigned i = 0; i < WRITERS; i++)
		if (writers[i].pid)
			bury(&writers[i], i);
}

/* How often bytes stand in a file. */
static size_t count_of(const struct buffer *text, const char *wanted)
{
	size_t len = strlen(wanted);
	const char *at = text->data;
	size_t count = 0;

	while ((at = memmem(at, text->len - (size_t)(at - text->data), wanted,
			    len))) {
		count++;
		at += len;
	}
	return count;
}

static void assert_each_once(const struct writer *writers)
{
	struct store *store = marking_open(scratch_folder);
	struct buffer file = BUFFER_INIT;
	struct store_report report;
	struct mark mark;

	scratch_read("marks.jsonl", &file);
	store_read(store);
	mark_init(&mark);
	for (size_t i = 0; i < WRITERS; i++)
		for (size_t k = 0; k < RECORDS; k++) {
			char field[ID_SIZE + 16];

			snprintf(field, sizeof(field), "\"id\":\"%s\"",
				 writers[i].ids[k]);
			assert_int_equal(count_of(&file, field), 1);
			assert_true(
				store_mark(store, writers[i].ids[k], &mark));
			assert_string_equal(mark.note.data, "A note.");
		}
	mark_release(&mark);
	store_check(store, &report, NULL, NULL);
	assert_int_equal(report.unreadable, 0);
	assert_int_equal(report.concurrent, 0);
	assert_true(report.highlights >= (size_t)WRITERS * RECORDS);
	assert_true(report.highlights <= (size_t)WRITERS * RECORDS + KILLS + 1);
	store_free(store);
	buffer_release(&file);
}

static void run(bool compacting)
{
	static struct writer writers[WRITERS];
	uint64_t random = compacting ? 5 : 6;
	pid_t compaction = compacting ? start_compaction() : 0;

	memset(writers, 0, sizeof(writers));
	for (unsigned i = 0; i < WRITERS; i++)
		start_writer(&writers[i], i);
	attend(writers, &random);
	if (compaction) {
		kill(compaction, SIGKILL);
		assert_int_equal(waitpid(compaction, NULL, 0), compaction);
	}
	assert_each_once(writers);
	print_message("# figure | records of %d writers, %d of whom are "
		      "killed%s | %d | >= 2000\n",
		      WRITERS, KILLS,
		      compacting ? " while the file is compacted" : "",
		      WRITERS * RECORDS);
	print_message("# figure | of these that are lost, or there twice | 0 | "
		      "0\n");
}

static void test_writers_that_are_killed_lose_nothing(void **state)
{
	(void)state;
	run(false);
}

static void test_nor_do_they_while_the_file_is_compacted(void **state)
{
	(void)state;
	run(true);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_writers_that_are_killed_lose_nothing, scratch_make,
			scratch_remove),
		cmocka_unit_test_setup_teardown(
			test_nor_do_they_while_the_file_is_compacted,
			scratch_make, scratch_remove),
	};

	return test_run(tests);
}
