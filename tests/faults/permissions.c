/* SPDX-License-Identifier: ISC */
/*
 * Somebody may not do what a sitting needs: not write, not read, not look into
 * a folder. What cannot be kept is said; and what is kept nobody else may read.
 * Root may do all of it, so root becomes somebody else first. TAP.
 */
#include <fcntl.h>
#include <grp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "discard.h"
#include "faults/sitting.h"
#include "pty.h"
#include "test.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { NOBODY = 65534, PART = 4, MODES = 8, CHUNK = 65536 };

static struct tally tally;

/* ---- Homes ---- */

/* What there is, and what may be done with it. */
struct mode {
	const char *name; /* of a folder; of a file where it has a dot */
	mode_t mode;
};

static const struct home {
	const char *name;
	bool says;    /* at its end, that marks cannot be written */
	bool nowhere; /* likewise, and there is no other place for them */
	const char *environment[5];
	struct mode modes[MODES];
} homes[] = {
	{ .name = "marks that nobody writes",
	  .says = true,
	  .modes = { { "data", 0700 },
		     { "data/lectern", 0700 },
		     { "data/lectern/marks.jsonl", 0400 } } },
	{ .name = "marks that nobody reads",
	  .says = true,
	  .modes = { { "data", 0700 },
		     { "data/lectern", 0700 },
		     { "data/lectern/marks.jsonl", 0000 } } },
	{ .name = "a folder of marks that nobody writes to",
	  .says = true,
	  .modes = { { "data", 0700 }, { "data/lectern", 0500 } } },
	{ .name = "a folder of marks that nobody looks into",
	  .says = true,
	  .modes = { { "data", 0700 }, { "data/lectern", 0000 } } },
	{ .name = "data that nobody writes",
	  .says = true,
	  .modes = { { "data", 0500 } } },
	{ .name = "a state that nobody writes",
	  .modes = { { "state", 0500 } } },
	{ .name = "a state that nobody reads",
	  .modes = { { "state", 0700 }, { "state/lectern", 0000 } } },
	{ .name = "a cache that nobody writes",
	  .modes = { { "cache", 0500 } } },
	{ .name = "a cache that nobody reads", .modes = { { "cache", 0000 } } },
	{ .name = "a home that nobody writes to",
	  .nowhere = true,
	  .modes = { { "data", 0500 }, { "state", 0500 }, { "cache", 0500 } } },
	{ .name = "a home that nobody looks into",
	  .nowhere = true,
	  .modes = { { "data", 0000 }, { "state", 0000 }, { "cache", 0000 } } },
	{ .name = "a home of somebody else",
	  .nowhere = true,
	  .environment = { "HOME=/", "XDG_DATA_HOME", "XDG_STATE_HOME",
			   "XDG_CACHE_HOME" } },
};

static const struct home *home; /* the one that is tried */

static void prepare_home(void)
{
	size_t count = 0;

	while (count < MODES && home->modes[count].name) {
		const char *path = sitting_path(home->modes[count++].name);

		if (strchr(path + strlen(sitting_path("")), '.'))
			close(open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600));
		else
			assert_int_equal(mkdir(path, 0700), 0);
	}
	while (count--)
		assert_int_equal(chmod(sitting_path(home->modes[count].name),
				       home->modes[count].mode),
				 0);
}

static void restore_home(void)
{
	for (size_t i = 0; i < MODES && home->modes[i].name; i++) {
		const char *path = sitting_path(home->modes[i].name);

		assert_int_equal(chmod(path, 0700), 0);
	}
}

static void refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(homes); i++) {
		struct sitting sitting = { .prepare = prepare_home,
					   .restore = restore_home };
		struct buffer wrong = BUFFER_INIT;
		struct outcome outcome;

		if (i % PART && !sitting_everything())
			continue;
		home = &homes[i];
		memcpy(sitting.environment, home->environment,
		       sizeof(home->environment));
		/* That it says so has to do. */
		sitting.unkept = home->nowhere;
		sitting_run(&sitting, &outcome, &wrong);
		if ((home->says || home->nowhere) &&
		    !strstr(buffer_string(&outcome.last), "lectern: "))
			buffer_append_string(&wrong, "it says nothing of it; ");
		if (wrong.len)
			buffer_append(&wrong, outcome.last.data,
				      outcome.last.len);
		sitting_judge(&tally, home->name, &wrong);
		buffer_release(&outcome.last);
		buffer_release(&wrong);
	}
	printf("# figure | homes in which something is not allowed | %zu | "
	       ">= %zu\n",
	       tally.cases, COUNT(homes) / PART);
	printf("# figure | of these that crash, hang, lose a mark without a "
	       "word or leave the terminal set | %zu | 0\n",
	       tally.wrong);
	fflush(stdout);
	assert_int_equal(tally.wrong, 0);
}

/* ---- What is written ---- */

static size_t files, open_ones;

static int look(const char *path, const struct stat *status, int kind,
		struct FTW *place)
{
	(void)kind, (void)place;
	files++;
	if (!S_ISLNK(status->st_mode) && status->st_mode & 077) {
		open_ones++;
		printf("# %s has the mode %o\n", path,
		       (unsigned)status->st_mode & 07777);
	}
	return 0;
}

static void written(void **state)
{
	struct sitting sitting = {
		.before = { "/bin/sh", "-c", "umask 0; exec \"$0\" \"$@\"" }
	};
	struct buffer wrong = BUFFER_INIT;
	struct outcome outcome;
	static const char *const folders[] = { "data", "state", "cache" };

	(void)state;
	sitting_run(&sitting, &outcome, &wrong);
	assert_int_equal(outcome.acknowledged, 2);
	assert_string_equal(buffer_string(&wrong), "");
	for (size_t i = 0; i < COUNT(folders); i++)
		nftw(sitting_path(folders[i]), look, 16, FTW_PHYS);
	printf("# figure | files and folders that a sitting writes with a "
	       "umask "
	       "of 0 | %zu | >= 6\n",
	       files);
	printf("# figure | of these that others may read | %zu | 0\n",
	       open_ones);
	fflush(stdout);
	assert_true(files >= 6);
	assert_int_equal(open_ones, 0);
	buffer_release(&outcome.last);
	buffer_release(&wrong);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(refused),
	cmocka_unit_test(written),
};

/* ---- As somebody else ---- */

static bool copy_program(const char *from, const char *to)
{
	static char bytes[CHUNK];
	FILE *in = fopen(from, "re"), *out = fopen(to, "we");
	size_t len;
	bool good = in && out;

	while (good && (len = fread(bytes, 1, sizeof(bytes), in)) > 0)
		good = fwrite(bytes, 1, len, out) == len;
	if (in)
		fclose(in);
	if (out)
		good &= fclose(out) == 0;
	return good && chmod(to, 0755) == 0;
}

static int run_all(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, sitting_prepare, sitting_finish)
		       ? 1
		       : 0;
}

/* Root's program may lie where nobody else looks: a copy is run. */
static int run_as_nobody(const char *folder)
{
	char path[64];
	const char *program = getenv("LECTERN");
	int status = 0;
	pid_t pid;

	snprintf(path, sizeof(path), "%s/lectern", folder);
	if (!program || chmod(folder, 0755) != 0 ||
	    !copy_program(program, path)) {
		printf("1..0 # SKIP the program cannot be copied\n");
		return 0;
	}
	fflush(stdout);
	pid = fork();
	if (pid == 0) {
		setenv("LECTERN", path, 1);
		setenv("TMPDIR", "/tmp", 1);
		if (setgroups(0, NULL) == 0 && setgid(NOBODY) == 0 &&
		    setuid(NOBODY) == 0 && chdir("/") == 0)
			exit(run_all());
		printf("1..0 # SKIP root cannot become somebody else here\n");
		exit(0);
	}
	return pid > 0 && waitpid(pid, &status, 0) == pid && status == 0 ? 0
									 : 1;
}

int main(void)
{
	char folder[] = "/tmp/lectern-program-XXXXXX";
	int status;

	if (geteuid() != 0)
		return run_all();
	if (!mkdtemp(folder))
		return 1;
	status = run_as_nobody(folder);
	discard_folder(folder);
	return status;
}
