/* SPDX-License-Identifier: ISC */
/* Let three copies of a store go their ways and meet again. */
#include "test.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "inspect.h"
#include "marking.h"

/*
 * Beside the store runs a model of it that knows nothing of records: which
 * events there were, which of them each one's author had seen, and what they
 * set. Of a field what counts are the events that nobody who set it later had
 * seen. So the model says which texts must be in a note, whether a mark is
 * there and which colours it may have.
 */
enum {
	REPLICAS = 3,
	READERS = 2, /* of each replica, that run side by side */
	MARKS = 4,
	STEPS = 30,
	SCHEDULES = 1000,
};

struct event {
	unsigned mark;
	uint64_t seen; /* a set of events, by bits */
	bool sets_note;
	bool sets_color;
	uint64_t texts; /* which events' texts stand in the note */
	enum mark_color color;
	bool deleted;
};

struct reader {
	struct store *store; /* NULL: it does not run */
	uint64_t seen;
	bool overwritten; /* its file was written anew since it looked */
};

struct world {
	uint64_t random;
	struct event events[64];
	unsigned event_count;
	unsigned mark_count;
	uint64_t in_files[REPLICAS]; /* events whose records, or those of who
					saw them, are in the folder */
	struct reader readers[REPLICAS][READERS];
	/* git's: what the server has, and what each replica had of it. */
	struct buffer server;
	uint64_t on_server;
	struct buffer base[REPLICAS];
	unsigned conflicts;
};

static unsigned draw(struct world *world, unsigned count)
{
	return (unsigned)(test_random(&world->random) >> 33) % count;
}

/* --- The model
 * ---------------------------------------------------------------- */

enum field { NOTE, COLOR, BEING };

static bool sets(const struct event *event, enum field field)
{
	return field == BEING ||
	       (field == NOTE ? event->sets_note : event->sets_color);
}

/* Of the events seen, those which set a field of a mark and which no other one
 * that does had seen. */
static uint64_t latest(const struct world *world, uint64_t seen, unsigned mark,
		       enum field field)
{
	uint64_t setting = 0, older = 0;

	for (unsigned i = 0; i < world->event_count; i++) {
		const struct event *event = &world->events[i];

		if (!(seen >> i & 1) || event->mark != mark ||
		    !sets(event, field))
			continue;
		setting |= UINT64_C(1) << i;
		older |= event->seen;
	}
	return setting & ~older;
}

/* Each event's text is a word that no other one has. */
static void append_text(struct buffer *note, unsigned event)
{
	buffer_append_format(note, "<text-%u>", event);
}

static uint64_t texts_of(const struct buffer *note)
{
	uint64_t texts = 0;

	for (unsigned i = 0; i < 64; i++) {
		char word[16];

		snprintf(word, sizeof(word), "<text-%u>", i);
		if (strstr(buffer_string(note), word))
			texts |= UINT64_C(1) << i;
	}
	return texts;
}

static void get(struct reader *reader, unsigned number, struct mark *mark)
{
	char id[16];

	snprintf(id, sizeof(id), "mark-%u", number);
	assert_true(store_mark(reader->store, id, mark));
}

/* What the model says of a mark that somebody sees. */
static void check_mark(const struct world *world, uint64_t seen,
		       const struct mark *mark, unsigned number)
{
	uint64_t notes = latest(world, seen, number, NOTE);
	uint64_t colors = latest(world, seen, number, COLOR);
	uint64_t beings = latest(world, seen, number, BEING);
	uint64_t wanted = 0;
	bool alive = false, colored = false;

	for (unsigned i = 0; i < world->event_count; i++) {
		const struct event *event = &world->events[i];

		if (notes >> i & 1)
			wanted |= event->texts;
		if (colors >> i & 1)
			colored |= event->color == mark->color;
		if (beings >> i & 1)
			alive |= !event->deleted;
	}
	assert_int_equal(wanted & ~texts_of(&mark->note), 0);
	assert_true(colored);
	assert_int_equal(mark->deleted, !alive);
}

static void check_reader(const struct world *world, struct reader *reader)
{
	struct mark mark;

	mark_init(&mark);
	for (unsigned i = 0; i < world->mark_count; i++) {
		if (!latest(world, reader->seen, i, BEING))
			continue;
		get(reader, i, &mark);
		check_mark(world, reader->seen, &mark, i);
	}
	mark_release(&mark);
}

/* --- Files
 * -------------------------------------------------------------------- */

/* A name in a replica's folder; good for three more calls. */
static const char *in_folder(unsigned replica, const char *name)
{
	static char names[4][300];
	static unsigned next;
	char *path = names[next++ % 4];

	snprintf(path, sizeof(names[0]), "r%u/%s", replica, name);
	return path;
}

static void read_if_there(const char *name, struct buffer *out)
{
	if (scratch_has(name))
		scratch_read(name, out);
}

/* All that a replica has: its file and those beside it. */
static void read_all(unsigned replica, struct buffer *out)
{
	DIR *folder = opendir(scratch_path(in_folder(replica, "")));
	const struct dirent *entry;

	assert_non_null(folder);
	while ((entry = readdir(folder))) {
		size_t len = strlen(entry->d_name);

		if (len > 6 && strcmp(entry->d_name + len - 6, ".jsonl") == 0)
			scratch_read(in_folder(replica, entry->d_name), out);
	}
	closedir(folder);
}

/* Writes a file anew, in place. Where this took no tick of the file system's
 * clock, 4 ms, nobody could tell by looking at it: then once more. */
static void write_over(const char *name, const struct buffer *text)
{
	struct stat before, after;

	if (stat(scratch_path(name), &before) < 0)
		memset(&before, 0, sizeof(before));
	do {
		scratch_write_bytes(name, buffer_string(text), text->len);
		assert_int_equal(stat(scratch_path(name), &after), 0);
	} while (before.st_ctim.tv_sec == after.st_ctim.tv_sec &&
		 before.st_ctim.tv_nsec == after.st_ctim.tv_nsec);
}

/* Some programs write a file anew, others put another one in its place. */
static void give(struct world *world, unsigned replica,
		 const struct buffer *text)
{
	const char *name = in_folder(replica, "marks.jsonl");

	if (draw(world, 2)) {
		write_over(name, text);
		for (unsigned i = 0; i < READERS; i++)
			world->readers[replica][i].overwritten = true;
		return;
	}
	scratch_write_bytes("given", buffer_string(text), text->len);
	assert_int_equal(rename(scratch_path("given"), scratch_path(name)), 0);
}

/* --- What readers do
 * ------------------------------------------------------------ */

static void look(struct world *world, unsigned replica, struct reader *reader)
{
	if (!reader->store)
		reader->store =
			marking_open(scratch_path(in_folder(replica, ".")));
	store_look(reader->store);
	store_read(reader->store);
	reader->seen = world->in_files[replica];
	reader->overwritten = false;
	check_reader(world, reader);
}

static void stop(struct reader *reader)
{
	store_free(reader->store);
	reader->store = NULL;
	reader->seen = 0;
}

static void put(struct world *world, unsigned replica, struct reader *reader,
		struct mark *mark, const struct event *event)
{
	struct error error = { "" };
	unsigned number = world->event_count++;

	world->events[number] = *event;
	world->events[number].seen = reader->seen;
	if (!marking_put(reader->store, mark, &error))
		fail_msg("%s", error.sentence);
	world->in_files[replica] |= UINT64_C(1) << number;
	/* Who writes has read what others wrote. */
	look(world, replica, reader);
}

static void add(struct world *world, unsigned replica, struct reader *reader)
{
	struct event event = { .mark = world->mark_count,
			       .sets_note = true,
			       .sets_color = true,
			       .texts = UINT64_C(1) << world->event_count };
	struct buffer note = BUFFER_INIT;
	struct mark mark;
	char id[16];

	mark_init(&mark);
	snprintf(id, sizeof(id), "mark-%u", world->mark_count++);
	marking_make(&mark, id, "a-document");
	event.color = mark.color;
	append_text(&note, world->event_count);
	mark_set_note(&mark, note.data, note.len);
	put(world, replica, reader, &mark, &event);
	buffer_release(&note);
	mark_release(&mark);
}

/* Writes on a note, or another one in its place. */
static void edit(struct world *world, struct mark *mark, struct event *event)
{
	struct buffer note = BUFFER_INIT;

	if (draw(world, 3))
		buffer_append(&note, buffer_string(&mark->note),
			      mark->note.len);
	append_text(&note, world->event_count);
	mark_set_note(mark, note.data, note.len);
	event->sets_note = true;
	event->texts = texts_of(&note);
	buffer_release(&note);
}

/* Changes one thing of a mark as its reader sees it. */
static void change(struct world *world, unsigned replica, struct reader *reader)
{
	unsigned number = draw(world, world->mark_count);
	struct event event = { .mark = number };
	uint64_t colors = latest(world, reader->seen, number, COLOR);
	struct mark mark;

	if (!latest(world, reader->seen, number, BEING))
		return;
	mark_init(&mark);
	get(reader, number, &mark);
	event.color = mark.color;
	/* Who settles on one of several colours may be said to set it. */
	event.sets_color = (colors & (colors - 1)) != 0;
	switch (draw(world, 5)) {
	case 0:
		mark.deleted = !mark.deleted;
		break;
	case 1:
		mark.color = (enum mark_color)((mark.color + 1) % MARK_COLORS);
		event.color = mark.color;
		event.sets_color = true;
		break;
	default:
		edit(world, &mark, &event);
	}
	event.deleted = mark.deleted;
	put(world, replica, reader, &mark, &event);
	mark_release(&mark);
}

static void compact(struct world *world, unsigned replica,
		    struct reader *reader)
{
	struct error error = { "" };
	size_t left_out;

	if (!store_compact(reader->store, &left_out, &error))
		fail_msg("%s", error.sentence);
	look(world, replica, reader);
}

/* --- What others do
 * -------------------------------------------------------------- */

/* cat theirs >>ours */
static void append_theirs(struct world *world, unsigned ours, unsigned theirs)
{
	struct buffer text = BUFFER_INIT;

	read_if_there(in_folder(ours, "marks.jsonl"), &text);
	read_all(theirs, &text);
	give(world, ours, &text);
	world->in_files[ours] |= world->in_files[theirs];
	buffer_release(&text);
}

/* Syncthing meets a file that both have changed. */
static void leave_conflict(struct world *world, unsigned ours, unsigned theirs)
{
	struct buffer text = BUFFER_INIT;
	char name[80];

	snprintf(name, sizeof(name),
		 "marks.sync-conflict-20261122-%06u-ABCDEFG.jsonl",
		 world->conflicts++);
	read_all(theirs, &text);
	scratch_write_bytes(in_folder(ours, name), buffer_string(&text),
			    text.len);
	world->in_files[ours] |= world->in_files[theirs];
	buffer_release(&text);
}

/* Runs git merge-file --union; false: git is not there. */
static bool merge_by_git(struct buffer *out)
{
	char words[][16] = { "env", "git",  "merge-file", "--union", "-p",
			     "-q",  "ours", "base",	  "theirs" };
	char *argv[sizeof(words) / sizeof(words[0]) + 1] = { NULL };
	int status;
	pid_t pid;

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		argv[i] = words[i];
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		int merged =
			open(scratch_path("merged"),
			     O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

		if (chdir(scratch_folder) < 0 ||
		    dup2(merged, STDOUT_FILENO) < 0)
			_exit(1);
		execv("/usr/bin/env", argv); /* 127: no git */
		_exit(127);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	if (WEXITSTATUS(status) == 127)
		return false;
	assert_int_equal(WEXITSTATUS(status), 0);
	scratch_read("merged", out);
	return true;
}

/* git pull, with "marks*.jsonl merge=union", then git push. What lies beside
 * the file was added to it before. */
static void pull(struct world *world, unsigned replica)
{
	struct buffer ours = BUFFER_INIT, merged = BUFFER_INIT;

	read_all(replica, &ours);
	scratch_write_bytes("ours", buffer_string(&ours), ours.len);
	scratch_write_bytes("base", buffer_string(&world->base[replica]),
			    world->base[replica].len);
	scratch_write_bytes("theirs", buffer_string(&world->server),
			    world->server.len);
	if (merge_by_git(&merged)) {
		give(world, replica, &merged);
		buffer_clear(&world->server);
		buffer_append(&world->server, buffer_string(&merged),
			      merged.len);
		buffer_clear(&world->base[replica]);
		buffer_append(&world->base[replica], buffer_string(&merged),
			      merged.len);
		world->on_server |= world->in_files[replica];
		world->in_files[replica] = world->on_server;
	}
	buffer_release(&ours);
	buffer_release(&merged);
}

/* Copies the regular files of a folder of scratch. */
static void copy_files(const char *from, const char *to)
{
	DIR *folder = opendir(scratch_path(from));
	const struct dirent *entry;

	if (!folder)
		return;
	mkdir(scratch_path(to), 0700);
	while ((entry = readdir(folder))) {
		struct buffer bytes = BUFFER_INIT;
		char source[600], target[600];

		snprintf(source, sizeof(source), "%s/%s", from, entry->d_name);
		snprintf(target, sizeof(target), "%s/%s", to, entry->d_name);
		if (entry->d_type == DT_REG) {
			scratch_read(source, &bytes);
			scratch_write_bytes(target, buffer_string(&bytes),
					    bytes.len);
		}
		buffer_release(&bytes);
	}
	closedir(folder);
}

/* Makes a home the copy of another one, which has all that it had. */
static void clone(struct world *world, unsigned from, unsigned to)
{
	append_theirs(world, from, to);
	for (unsigned i = 0; i < READERS; i++)
		stop(&world->readers[to][i]);
	copy_files(in_folder(from, "."), in_folder(to, "."));
	copy_files(in_folder(from, "state"), in_folder(to, "state"));
	world->in_files[to] = world->in_files[from];
}

/* --- Schedules
 * -------------------------------------------------------------------- */

static void step(struct world *world)
{
	unsigned replica = draw(world, REPLICAS);
	unsigned other = (replica + 1 + draw(world, REPLICAS - 1)) % REPLICAS;
	struct reader *reader = &world->readers[replica][draw(world, READERS)];

	/* Not everybody looks before writing. What was written anew is read
	 * anew by itself when a record of it is asked for: then nobody can say
	 * what has been seen. */
	if (!reader->store || reader->overwritten || draw(world, 2))
		look(world, replica, reader);
	switch (draw(world, 16)) {
	case 0:
		compact(world, replica, reader);
		break;
	case 1:
		stop(reader);
		break;
	case 2:
		append_theirs(world, replica, other);
		break;
	case 3:
		leave_conflict(world, replica, other);
		break;
	case 4:
		pull(world, replica);
		break;
	case 5:
		clone(world, replica, other);
		break;
	case 6:
		if (world->mark_count < MARKS)
			add(world, replica, reader);
		break;
	default:
		change(world, replica, reader);
	}
}

/* What a replica shows, as whoever starts now sees it. */
static void list(struct world *world, unsigned replica, struct buffer *out)
{
	struct reader reader = { 0 };

	look(world, replica, &reader);
	marking_list(reader.store, out);
	stop(&reader);
}

static void assert_same(const struct buffer *a, const struct buffer *b)
{
	assert_string_equal(buffer_string(a), buffer_string(b));
}

/* Brings all to all, on other ways to each; then all show the same, also when
 * they were compacted. */
static void meet(struct world *world)
{
	struct buffer lists[REPLICAS] = { BUFFER_INIT };
	struct buffer compacted = BUFFER_INIT;

	for (unsigned i = 0; i < REPLICAS; i++)
		for (unsigned k = 0; k < READERS; k++)
			stop(&world->readers[i][k]);
	append_theirs(world, 0, 1);
	append_theirs(world, 0, 2);
	leave_conflict(world, 1, 2);
	leave_conflict(world, 1, 0);
	append_theirs(world, 2, 1);
	for (unsigned i = 0; i < REPLICAS; i++) {
		struct reader reader = { 0 };

		list(world, i, &lists[i]);
		assert_same(&lists[0], &lists[i]);
		look(world, i, &reader);
		compact(world, i, &reader);
		stop(&reader);
		buffer_clear(&compacted);
		list(world, i, &compacted);
		assert_same(&lists[0], &compacted);
	}
	for (unsigned i = 0; i < REPLICAS; i++)
		buffer_release(&lists[i]);
	buffer_release(&compacted);
}

static void run(uint64_t seed)
{
	static struct world world;

	memset(&world, 0, sizeof(world));
	world.random = seed;
	assert_int_equal(scratch_make(NULL), 0);
	for (unsigned i = 0; i < REPLICAS; i++)
		scratch_mkdir(in_folder(i, ""));
	look(&world, 0, &world.readers[0][0]);
	add(&world, 0, &world.readers[0][0]);
	for (unsigned i = 0; i < STEPS; i++)
		step(&world);
	meet(&world);
	buffer_release(&world.server);
	for (unsigned i = 0; i < REPLICAS; i++)
		buffer_release(&world.base[i]);
	assert_int_equal(scratch_remove(NULL), 0);
}

static unsigned asked(const char *variable, unsigned otherwise)
{
	const char *value = getenv(variable);

	return value ? (unsigned)strtoul(value, NULL, 10) : otherwise;
}

/* Which one it is: LECTERN_SEED runs it again. */
static unsigned schedule;

static int tell_schedule(void **state)
{
	(void)state;
	print_message("# the last schedule was %u\n", schedule);
	return 0;
}

static void test_replicas_converge_and_lose_no_note(void **state)
{
	unsigned first = asked("LECTERN_SEED", 1);
	unsigned rounds = asked("LECTERN_ROUNDS", SCHEDULES);

	(void)state;
	for (unsigned i = 0; i < rounds; i++) {
		schedule = first + i;
		run(schedule * UINT64_C(0x9e3779b97f4a7c15) | 1);
	}
	/* It fails at the first one that does. */
	print_message("# figure | schedules of %d replicas that meet again | "
		      "%u | >= 100\n",
		      REPLICAS, rounds);
	print_message("# figure | of these after which they differ, or a note "
		      "is lost | 0 | 0\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(
			test_replicas_converge_and_lose_no_note, tell_schedule),
	};

	return test_run(tests);
}
