/* SPDX-License-Identifier: ISC */
/*
 * The program in a terminal with texts that are made to be too much for it: how
 * soon the first screen is there, how soon keys are answered while the text is
 * still being read, and once it was, how much memory it takes, and whether all
 * words are there.
 *
 * The program is that of the environment variable LECTERN. Where LECTERN_ROUNDS
 * is set, texts of each family have 512 KiB and recipes as much as was
 * published, else some have an eighth of that, and nobody looks at the clock;
 * LECTERN_ONLY is a part of the names of those to be tried, LECTERN_SEED draws
 * other pairs of them. What is too slow is tried twice more, and the best
 * counts, for other programs run beside it; where CI is set they have much to
 * do, and it may take ten times as long. TAP, one test for each family.
 */
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
#include "base/sanitizers.h"
#include "document/document.h"
#include "document/load.h"
#include "document/source.h"
#include "hostile/families.h"
#include "hostile/recipes.h"
#include "scratch.h"

enum {
	SLOW = 10, /* times as long it may take where that is known */
	SIZE = 512 * 1024,
	SMALL = 64 * 1024,
	SMALL_EACH = 12, /* one of so many */
	PAIRS = 40,
	SMALL_PAIRS = 4,
	ROWS = 40,
	COLUMNS = 100,
	TRIES = 3,
	FIRST_MS = 1000,
	KEY_MS = 50,
	LATER_MS = 1000, /* a key once all is known */
	MEMORY_KIB = 256 * 1024,
	DEADLINE_MS = 10000,
	TYPED_MS = 700, /* keys are typed for so long */
	SMALL_TYPED_MS = 100,
	BETWEEN_MS = 20, /* and so far apart */
	NOT_RUN = 127,
};

struct figures {
	double first_ms;
	double key_ms;	 /* the slowest, meanwhile */
	double later_ms; /* the slowest, then */
	size_t kib;
};

static char *program; /* owned */
static bool all;      /* everything is tried */
static int slack = 1; /* of sanitizers, and of machines with other work */

static double now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* ---- In a terminal ---- */

struct reader {
	pid_t pid;
	int master;
	struct buffer bytes; /* that came last */
};

static _Noreturn void become(const char *terminal, const char *path)
{
	struct winsize size = { .ws_row = ROWS, .ws_col = COLUMNS };
	/* This one does not open where the one before it was left. */
	char option[] = "--private";
	char *const argv[] = { program, option, (char *)(uintptr_t)path, NULL };
	int slave;

	setsid();
	slave = open(terminal, O_RDWR);
	if (slave < 0 || ioctl(slave, TIOCSWINSZ, &size) != 0)
		_exit(NOT_RUN);
	for (int fd = 0; fd <= 2; fd++)
		dup2(slave, fd);
	execv(program, argv);
	_exit(NOT_RUN);
}

static bool start(struct reader *reader, const char *path)
{
	*reader = (struct reader){ .bytes = BUFFER_INIT };
	reader->master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (reader->master < 0 || grantpt(reader->master) != 0 ||
	    unlockpt(reader->master) != 0)
		return false;
	reader->pid = fork();
	if (reader->pid == 0)
		become(ptsname(reader->master), path);
	return reader->pid > 0;
}

static void end(struct reader *reader)
{
	kill(reader->pid, SIGKILL);
	waitpid(reader->pid, NULL, 0);
	close(reader->master);
	buffer_release(&reader->bytes);
}

/* Reads what comes within so many milliseconds; false if nothing does. */
static bool hear(struct reader *reader, int ms)
{
	struct pollfd fd = { .fd = reader->master, .events = POLLIN };
	char bytes[1 << 16];
	ssize_t len;

	if (poll(&fd, 1, ms) <= 0)
		return false;
	len = read(reader->master, bytes, sizeof(bytes));
	if (len <= 0)
		return false;
	buffer_append(&reader->bytes, bytes, (size_t)len);
	return true;
}

/* Waits for a word; returns how long that took, or the deadline. */
static double await(struct reader *reader, const char *word, double since)
{
	while (now_ms() - since < DEADLINE_MS) {
		if (strstr(buffer_string(&reader->bytes), word))
			return now_ms() - since;
		hear(reader, DEADLINE_MS);
	}
	return DEADLINE_MS;
}

/* Forgets what came before. */
static void forget(struct reader *reader)
{
	while (hear(reader, 0))
		buffer_clear(&reader->bytes);
	buffer_clear(&reader->bytes);
}

/* Types keys; returns how soon one of them, which no text has, is shown. */
static double type(struct reader *reader, const char *keys, const char *key)
{
	double typed;

	forget(reader);
	typed = now_ms();
	if (write(reader->master, keys, strlen(keys)) < 0)
		return DEADLINE_MS;
	return await(reader, key, typed);
}

static void lift(double *most, double ms)
{
	*most = ms > *most ? ms : *most;
}

/* The most memory that a process had, where the system says so. */
static size_t peak_kib(pid_t pid)
{
	char path[64];
	char line[256];
	size_t kib = 0;
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%d/status", (int)pid);
	file = fopen(path, "r");
	while (file && fgets(line, sizeof(line), file))
		if (strncmp(line, "VmHWM:", 6) == 0)
			kib = strtoull(line + 6, NULL, 10);
	if (file)
		fclose(file);
	return kib;
}

/* The second byte of U+026E. */
#define LAST_LETTER '\xae'

/* Letters on the command line are shown one by one, whatever else is going on;
 * then the text's ends are. */
static bool read_once(const char *path, bool begins, struct figures *figures)
{
	double start_ms = now_ms();
	struct reader reader;
	double until;

	if (!start(&reader, path))
		return false;
	*figures = (struct figures){ 0 };
	figures->first_ms =
		await(&reader, begins ? HOSTILE_FIRST : HOSTILE_WORD, start_ms);
	until = now_ms() + (all ? TYPED_MS : SMALL_TYPED_MS);
	lift(&figures->key_ms, type(&reader, ":\u0250", "\u0250"));
	/* Each is another one than those before: \u0251 … */
	for (char letter[] = "\u0251"; now_ms() < until;
	     letter[1] = letter[1] == LAST_LETTER ? '\x91' : letter[1] + 1) {
		poll(NULL, 0, BETWEEN_MS);
		lift(&figures->key_ms, type(&reader, letter, letter));
	}
	/* The line is closed, and opened again once the end is shown. */
	lift(&figures->later_ms, type(&reader, "\025\177G:\u0416", "\u0416"));
	lift(&figures->later_ms, type(&reader, "\025\177g:\u0429", "\u0429"));
	figures->kib = peak_kib(reader.pid);
	end(&reader);
	return true;
}

/* ---- Its words ---- */

static size_t count_words(const char *text, size_t len, const char *word)
{
	const char *end = text + len;
	size_t count = 0;

	while ((text = memmem(text, (size_t)(end - text), word,
			      strlen(word)))) {
		text += strlen(word);
		count++;
	}
	return count;
}

/* Loads the text as the reader does; returns how many words it has. */
static size_t load_words(const struct buffer *text, const char *name,
			 const char *word)
{
	struct load *load =
		load_open_apart(source_from_memory(name, text->data, text->len),
				SOURCE_AUTO, LOAD_WINDOW);
	enum load_result result;
	size_t count;

	do {
		result = load_step(load);
		if (result == LOAD_BUSY)
			load_await(load, -1);
	} while (result != LOAD_DONE);
	count = count_words(load_document(load)->text.data,
			    load_document(load)->text.len, word);
	load_free(load);
	return count;
}

/* ---- Families ---- */

struct worst {
	double value;
	const char *name;
};

static struct worst first, key, later, memory;
static size_t tried, failed, lost;

static void note(struct worst *worst, double value, const char *name)
{
	if (value > worst->value)
		*worst = (struct worst){ value, name };
}

static bool is_good(const struct figures *figures)
{
	/* What never came is no matter of time. */
	if (figures->first_ms >= DEADLINE_MS ||
	    figures->key_ms >= DEADLINE_MS || figures->later_ms >= DEADLINE_MS)
		return false;
	if (!all)
		return figures->kib <= (size_t)MEMORY_KIB * slack;
	return figures->first_ms <= FIRST_MS * slack &&
	       figures->key_ms <= KEY_MS * slack &&
	       figures->later_ms <= LATER_MS * slack &&
	       figures->kib <= (size_t)MEMORY_KIB * slack;
}

static const char *write_text(const struct buffer *text, const char *name)
{
	const char *path = scratch_path(name);
	FILE *file = fopen(path, "we");

	if (!file || fwrite(text->data, 1, text->len, file) != text->len ||
	    fclose(file) != 0) {
		perror(path);
		exit(EXIT_FAILURE);
	}
	return path;
}

/* What is tried. */
struct trial {
	const char *name;
	const char *file;
	const char *word; /* all of which must be there */
	size_t unseen;	  /* but for so many */
	bool begins;	  /* with HOSTILE_FIRST */
};

static void try_text(const struct trial *trial, const struct buffer *text)
{
	const char *path = write_text(text, trial->file);
	struct figures figures = { 0 };
	size_t words = count_words(text->data, text->len, trial->word);
	size_t found = load_words(text, trial->file, trial->word);
	bool good = false;

	for (int i = 0; i < TRIES && !good; i++)
		good = read_once(path, trial->begins, &figures) &&
		       is_good(&figures);
	words -= trial->unseen < words ? trial->unseen : words;
	note(&first, figures.first_ms, trial->name);
	note(&key, figures.key_ms, trial->name);
	note(&later, figures.later_ms, trial->name);
	note(&memory, (double)figures.kib, trial->name);
	tried++;
	lost += found < words;
	good = good && found >= words;
	failed += !good;
	printf("%s %zu - %s # %.0f ms, key %.1f ms, then %.0f ms, %zu KiB, "
	       "%zu of %zu words\n",
	       good ? "ok" : "not ok", tried, trial->name, figures.first_ms,
	       figures.key_ms, figures.later_ms, figures.kib, found, words);
	fflush(stdout);
}

static void try_family(const struct hostile_family *family)
{
	struct trial trial = {
		.name = family->name,
		.file = family->kind == HOSTILE_PLAIN ? "hostile.txt"
						      : "hostile.md",
		.word = HOSTILE_WORD,
		.unseen = hostile_unseen(family),
		.begins = family->kind != HOSTILE_ALONE &&
			  family->kind != HOSTILE_UTF16,
	};
	struct buffer text = BUFFER_INIT;

	hostile_write(&text, family, all ? SIZE : SMALL);
	try_text(&trial, &text);
	buffer_release(&text);
}

static void try_recipe(const struct hostile_recipe *recipe)
{
	struct trial trial = {
		.name = recipe->name,
		.file = "hostile.md",
		.word = HOSTILE_LETTER,
		.unseen = recipe->unseen ? SIZE_MAX : 0,
		.begins = true,
	};
	struct buffer text = BUFFER_INIT;

	hostile_write_recipe(&text, recipe, all ? 1 : SIZE / SMALL);
	try_text(&trial, &text);
	buffer_release(&text);
}

/* ---- All of them ---- */

static void try_families(const char *only)
{
	for (size_t i = 0; i < hostile_family_count; i++) {
		const struct hostile_family *family = &hostile_families[i];

		if (only ? strstr(family->name, only) != NULL
			 : all || i % SMALL_EACH == 0)
			try_family(family);
	}
}

static void try_recipes(const char *only)
{
	for (size_t i = 0; i < hostile_recipe_count; i++) {
		const struct hostile_recipe *recipe = &hostile_recipes[i];

		if (only ? strstr(recipe->name, only) != NULL
			 : all || i % SMALL_EACH == 0)
			try_recipe(recipe);
	}
}

/* What nobody thought of: pairs of families, by LECTERN_SEED. */
static void try_pairs(const char *only)
{
	const char *given = getenv("LECTERN_SEED");
	uint64_t seed = given ? strtoull(given, NULL, 10) : 1;
	struct buffer strings = BUFFER_INIT;
	size_t count = all ? PAIRS : SMALL_PAIRS;

	while (count > 0) {
		struct hostile_family family;

		if (!hostile_compose(&family, &strings, test_random(&seed)))
			continue;
		count--;
		if (!only || strstr(family.name, only))
			try_family(&family);
	}
	buffer_release(&strings);
}

/* Nobody who is there already, nor what he keeps, has a part in it. */
static void settle_environment(void)
{
	setenv("HOME", scratch_folder, 1);
	setenv("TERM", "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	setenv("XDG_DATA_DIRS", "/nonexistent", 1);
	unsetenv("XDG_STATE_HOME");
	unsetenv("XDG_DATA_HOME");
	unsetenv("XDG_CONFIG_HOME");
	unsetenv("XDG_CACHE_HOME");
}

static void say_worst(const char *what, const struct worst *worst, int most)
{
	printf("# figure | %s (%s) | %.0f | <= %d\n", what, worst->name,
	       worst->value, most * slack);
}

static void say_figures(void)
{
	printf("# figure | families of hostile texts of %d KiB | %zu | >= "
	       "160\n",
	       SIZE / 1024, tried - hostile_recipe_count);
	printf("# figure | published recipes, as often as they were published "
	       "| %zu | >= 40\n",
	       hostile_recipe_count);
	say_worst("ms until their slowest first screen", &first, FIRST_MS);
	say_worst("ms until their slowest key is answered meanwhile", &key,
		  KEY_MS);
	say_worst("ms until an end of the text is shown, once it is known",
		  &later, LATER_MS);
	say_worst("KiB that the reader takes", &memory, MEMORY_KIB);
	printf("# figure | of these that lose words | %zu | 0\n", lost);
}

int main(void)
{
	const char *only = getenv("LECTERN_ONLY");
	const char *given = getenv("LECTERN");

	program = given ? realpath(given, NULL) : NULL;
	all = getenv("LECTERN_ROUNDS") != NULL;
	if (SANITIZED || getenv("CI"))
		slack = SLOW;
	if (!program) {
		printf("1..0 # SKIP no program: set LECTERN\n");
		return EXIT_SUCCESS;
	}
	if (scratch_make(NULL) != 0)
		return EXIT_FAILURE;
	settle_environment();
	try_families(only);
	try_recipes(only);
	try_pairs(only);
	printf("1..%zu\n", tried);
	if (all && !only)
		say_figures();
	scratch_remove(NULL);
	free(program);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
