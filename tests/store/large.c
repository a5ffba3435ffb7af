/* SPDX-License-Identifier: ISC */
/* Measure a store of very many marks, and hold it to what it may cost. */
#include "test.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "inspect.h"
#include "marking.h"

/*
 * Times differ from machine to machine; what is held to are counts, memory, and
 * time as a multiple of what it takes to read the file and find its lines.
 */
enum {
	MARKS = 100000,
	DOCUMENTS = 500,
	BATCH = 1000,
	ADDS = 20,
	RSS_MAX_KIB = 150 * 1024,
	READ_RATIO = 12,	  /* of the plain reading */
	ADD_READ_MAX = 64 * 1024, /* bytes that one add may read */
	ADD_CALLS_MAX = 64,	  /* reads and writes that it may make */
};

/* A mark of a kind that people make: a sentence, now and then a note. */
static void fill(struct mark *mark, unsigned number)
{
	char id[MARK_ID + 1], document[32];

	store_new_id(id);
	snprintf(document, sizeof(document), "document-%u", number % DOCUMENTS);
	marking_make(mark, id, document);
	for (unsigned i = 0; i < 3; i++)
		buffer_append_format(&mark->original.anchor.exact,
				     " and what else it says in line %u", i);
	if (number % 4 == 0)
		mark_set_note(mark, "A short #note of mine.", 22);
}

static void test_many_marks_are_kept(void **state)
{
	struct store *store = marking_open(scratch_folder);
	static struct mark marks[BATCH];
	const struct store_batch all = { .marks = marks, .mark_count = BATCH };
	struct error error = { "" };

	(void)state;
	store_read(store);
	for (size_t i = 0; i < BATCH; i++)
		mark_init(&marks[i]);
	for (unsigned done = 0; done < MARKS; done += BATCH) {
		for (unsigned i = 0; i < BATCH; i++)
			fill(&marks[i], done + i);
		if (!store_put(store, &all, &error))
			fail_msg("%s", error.sentence);
	}
	assert_int_equal(store_mark_count(store), MARKS);
	for (size_t i = 0; i < BATCH; i++)
		mark_release(&marks[i]);
	store_free(store);
	print_message("# %d marks: %zu bytes\n", MARKS,
		      scratch_size("marks.jsonl"));
}

static double now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* What it takes to read the file and to find its lines; the best of three. */
static double plain_ms(void)
{
	static char bytes[256 * 1024];
	double best = 1e9;

	for (int round = 0; round < 3; round++) {
		int fd =
			open(scratch_path("marks.jsonl"), O_RDONLY | O_CLOEXEC);
		double start = now_ms();
		size_t lines = 0;
		ssize_t got;

		assert_true(fd >= 0);
		while ((got = read(fd, bytes, sizeof(bytes))) > 0) {
			const char *at = bytes;
			const char *end = bytes + got;

			while ((at = memchr(at, '\n', (size_t)(end - at)))) {
				lines++;
				if (++at == end)
					break;
			}
		}
		close(fd);
		assert_int_equal(lines, MARKS);
		if (now_ms() - start < best)
			best = now_ms() - start;
	}
	return best;
}

/* What a process costs that opens the store and shows a document's marks;
 * told by its exit: 0 is well. */
static void measure_opening(double plain)
{
	static const char *const documents[] = { "document-7" };
	struct mark_list marks = { 0 };
	double start = now_ms(), read_ms, marks_ms;
	struct store *store = marking_open(scratch_folder);
	struct rusage usage;

	store_read(store);
	read_ms = now_ms() - start;
	start = now_ms();
	store_marks(store, documents, 1, &marks);
	marks_ms = now_ms() - start;
	getrusage(RUSAGE_SELF, &usage);
	printf("# reading %.1f ms (plain reading %.1f), the marks of a "
	       "document %.1f ms, %ld KiB in all\n",
	       read_ms, plain, marks_ms, usage.ru_maxrss);
	printf("# figure | a document's marks out of %d, times the plain "
	       "reading of their file | %.1f | <= %d\n",
	       MARKS, (read_ms + marks_ms) / plain, READ_RATIO);
	printf("# figure | KiB of memory that they take | %ld | <= %d\n",
	       usage.ru_maxrss, RSS_MAX_KIB);
	fflush(stdout);
	_exit(marks.count != MARKS / DOCUMENTS		? 2
	      : usage.ru_maxrss > RSS_MAX_KIB		? 3
	      : read_ms + marks_ms > READ_RATIO * plain ? 4
							: 0);
}

static void in_child(void (*measure)(double), double plain)
{
	int status;
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid == 0)
		measure(plain);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

static void test_a_document_opens_soon(void **state)
{
	(void)state;
	in_child(measure_opening, plain_ms());
}

/* What this process has read and written so far. */
struct traffic {
	unsigned long long bytes_read;
	unsigned long long calls;
};

static bool traffic(struct traffic *traffic)
{
	FILE *file = fopen("/proc/self/io", "re");
	unsigned long long written, reads, writes;
	int fields;

	if (!file)
		return false;
	fields = fscanf(file, "rchar: %llu wchar: %llu syscr: %llu syscw: %llu",
			&traffic->bytes_read, &written, &reads, &writes);
	fclose(file);
	traffic->calls = reads + writes;
	return fields == 4;
}

static void measure_adding(double plain)
{
	struct store *store = marking_open(scratch_folder);
	struct traffic before = { 0 }, after = { 0 };
	struct error error = { "" };
	struct mark mark;
	double slowest = 0;
	bool counted;

	(void)plain;
	mark_init(&mark);
	store_read(store);
	counted = traffic(&before);
	for (unsigned i = 0; i < ADDS; i++) {
		double start = now_ms();

		fill(&mark, i);
		if (!marking_put(store, &mark, &error))
			_exit(2);
		if (now_ms() - start > slowest)
			slowest = now_ms() - start;
	}
	counted = counted && traffic(&after);
	printf("# an add: at most %.1f ms; %llu bytes read, %llu calls\n",
	       slowest, (after.bytes_read - before.bytes_read) / ADDS,
	       (after.calls - before.calls) / ADDS);
	if (counted) {
		printf("# figure | bytes that adding a mark reads | %llu | "
		       "<= %d\n",
		       (after.bytes_read - before.bytes_read) / ADDS,
		       ADD_READ_MAX);
		printf("# figure | calls that it reads and writes by | %llu | "
		       "<= %d\n",
		       (after.calls - before.calls) / ADDS, ADD_CALLS_MAX);
	}
	fflush(stdout);
	_exit(!counted ? 0
	      : after.bytes_read - before.bytes_read >
			      (unsigned long long)ADDS * ADD_READ_MAX
		      ? 3
	      : after.calls - before.calls >
			      (unsigned long long)ADDS * ADD_CALLS_MAX
		      ? 4
		      : 0);
}

static void test_an_add_reads_little(void **state)
{
	(void)state;
	in_child(measure_adding, 0);
}

/* A second reader sees what the first one adds, for as little. */
static void test_what_others_add_is_read_alone(void **state)
{
	struct store *store = marking_open(scratch_folder);
	struct store *other = marking_open(scratch_folder);
	struct traffic before = { 0 }, after = { 0 };
	struct error error = { "" };

	(void)state;
	store_read(store);
	store_read(other);
	assert_true(marking_add(other, "of-another", "A note.", &error));
	if (traffic(&before)) {
		assert_true(store_look(store));
		store_read(store);
		assert_true(traffic(&after));
		assert_true(after.bytes_read - before.bytes_read <
			    ADD_READ_MAX);
	}
	assert_int_equal(store_mark_count(store), MARKS + ADDS + 1);
	store_free(store);
	store_free(other);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_many_marks_are_kept),
		cmocka_unit_test(test_a_document_opens_soon),
		cmocka_unit_test(test_an_add_reads_little),
		cmocka_unit_test(test_what_others_add_is_read_alone),
	};

	return test_run_in_scratch(tests);
}
