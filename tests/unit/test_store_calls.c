/* SPDX-License-Identifier: ISC */
/*
 * Tests of a store whose calls of the system fail, each once and from one on.
 *
 * The program stands before the C library: what the store calls is found here
 * first. tests/store/ does the same to whole sessions, by strace; this is what
 * needs no strace, and reaches each call by its number.
 */
#define _GNU_SOURCE 1
#undef _FORTIFY_SOURCE /* its headers define the same names */

#include <dirent.h>
#include <dlfcn.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/file.h>
#include <sys/random.h>
#include <time.h>

#include "marks/store/uuid.h"
#include "storing.h"

/* --- What fails ----------------------------------------------------------- */

enum call {
	CALL_OPEN,
	CALL_FSTAT,
	CALL_STAT,
	CALL_LSTAT,
	CALL_PREAD,
	CALL_READ,
	CALL_WRITE,
	CALL_SYNC,
	CALL_LINK,
	CALL_UNLINK,
	CALL_RENAME,
	CALL_ACCESS,
	CALL_FLOCK,
	CALL_MKDIR,
	CALL_OPENDIR,
	CALL_REALPATH,
	CALL_RANDOM,
	CALL_GMTIME,
};

/* What a file looks like that is not as it is, in place of an error. */
enum { LIE_DEVICE = -1, LIE_NUMBER = -2, LIE_SIZE = -3, LIE_OWNER = -4 };

/* No file can have two names. */
static bool no_links;

static struct {
	bool armed;
	enum call call;
	int error;
	bool for_ever;
	size_t at; /* which call, from 1 */
	size_t seen;
	size_t failed;
} fault;

static bool fails(enum call call)
{
	if (!fault.armed || call != fault.call)
		return false;
	fault.seen++;
	if (fault.seen < fault.at || (fault.seen > fault.at && !fault.for_ever))
		return false;
	fault.failed++;
	errno = fault.error;
	return true;
}

/* The C library's own function: ISO C has no way from an object's address to a
 * function's (POSIX, dlsym(), application usage). */
static void find_real(void *real, const char *name)
{
	void *found = dlsym(RTLD_NEXT, name);

	memcpy(real, &found, sizeof(found));
}

#define REAL(name)              \
	__typeof__(name) *real; \
	find_real(&real, #name)

/* Their parameters have our names. */
/* NOLINTBEGIN(readability-inconsistent-declaration-parameter-name) */
int open(const char *path, int flags, ...)
{
	mode_t mode = 0;
	va_list arguments;
	REAL(open);

	if (flags & O_CREAT) {
		va_start(arguments, flags);
		mode = va_arg(arguments, mode_t);
		va_end(arguments);
	}
	return fails(CALL_OPEN) ? -1 : real(path, flags, mode);
}

/* Fails, or says what is not so. */
static int look_wrong(enum call call, int done, struct stat *at)
{
	if (!fails(call))
		return done;
	if (fault.error > 0 || done < 0)
		return -1;
	at->st_dev += fault.error == LIE_DEVICE;
	at->st_ino += fault.error == LIE_NUMBER;
	at->st_size += fault.error == LIE_SIZE;
	at->st_uid += fault.error == LIE_OWNER;
	return done;
}

int fstat(int fd, struct stat *at)
{
	REAL(fstat);

	return look_wrong(CALL_FSTAT, real(fd, at), at);
}

int stat(const char *path, struct stat *at)
{
	REAL(stat);

	return look_wrong(CALL_STAT, real(path, at), at);
}

int lstat(const char *path, struct stat *at)
{
	REAL(lstat);

	return look_wrong(CALL_LSTAT, real(path, at), at);
}

int link(const char *from, const char *to)
{
	REAL(link);

	if (no_links) {
		errno = EPERM;
		return -1;
	}
	return fails(CALL_LINK) ? -1 : real(from, to);
}

ssize_t pread(int fd, void *bytes, size_t len, off_t off)
{
	REAL(pread);

	return fails(CALL_PREAD) ? -1 : real(fd, bytes, len, off);
}

ssize_t read(int fd, void *bytes, size_t len)
{
	REAL(read);

	return fails(CALL_READ) ? -1 : real(fd, bytes, len);
}

ssize_t write(int fd, const void *bytes, size_t len)
{
	REAL(write);

	return fails(CALL_WRITE) ? -1 : real(fd, bytes, len);
}

/* What the disk does is no matter here. */
int fsync(int fd)
{
	(void)fd;
	return fails(CALL_SYNC) ? -1 : 0;
}

int fdatasync(int fd)
{
	(void)fd;
	return fails(CALL_SYNC) ? -1 : 0;
}

int unlink(const char *path)
{
	REAL(unlink);

	return fails(CALL_UNLINK) ? -1 : real(path);
}

int rename(const char *from, const char *to)
{
	REAL(rename);

	return fails(CALL_RENAME) ? -1 : real(from, to);
}

int access(const char *path, int mode)
{
	REAL(access);

	return fails(CALL_ACCESS) ? -1 : real(path, mode);
}

int flock(int fd, int how)
{
	REAL(flock);

	return fails(CALL_FLOCK) ? -1 : real(fd, how);
}

int mkdir(const char *path, mode_t mode)
{
	REAL(mkdir);

	return fails(CALL_MKDIR) ? -1 : real(path, mode);
}

DIR *opendir(const char *path)
{
	REAL(opendir);

	return fails(CALL_OPENDIR) ? NULL : real(path);
}

char *realpath(const char *path, char *room)
{
	REAL(realpath);

	return fails(CALL_REALPATH) ? NULL : real(path, room);
}

int getentropy(void *bytes, size_t len)
{
	REAL(getentropy);

	return fails(CALL_RANDOM) ? -1 : real(bytes, len);
}

struct tm *gmtime_r(const time_t *time, struct tm *parts)
{
	REAL(gmtime_r);

	return fails(CALL_GMTIME) ? NULL : real(time, parts);
}

/* A clock that does not go on while this is no 0. */
static time_t standing;

int clock_gettime(clockid_t clock, struct timespec *now)
{
	REAL(clock_gettime);

	if (!standing)
		return real(clock, now);
	*now = (struct timespec){ .tv_sec = standing };
	return 0;
}

/* NOLINTEND(readability-inconsistent-declaration-parameter-name) */

/* --- A sitting
	   ------------------------------------------------------------ */

enum { CALLS_MAX = 400 };

#define MARKS_OF  "calls/marks.jsonl"
#define COPY_OF	  "calls/marks.sync-conflict-1.jsonl"
#define FIRST_ID  "first"
#define SHARED_ID "shared"
#define LATE_ID	  "late"

/* A mark that was changed, one that two machines changed, a bookmark that is
 * deleted, a bookmark with a letter, a sighting of two lines, and what nobody
 * knows. The last line has no newline. */
static const char marks[] =
	"{\"v\":1,\"t\":\"mark\",\"kind\":\"hl\",\"exact\":\"one\",\"doc\":"
	"\"d\",\"id\":\"first\",\"ev\":\"1\",\"vv\":{\"a\":1}}\n"
	"{\"v\":1,\"t\":\"mark\",\"kind\":\"hl\",\"exact\":\"one\",\"note\":"
	"\"n\",\"doc\":\"d\",\"id\":\"first\",\"ev\":\"2\",\"vv\":{\"a\":2}}\n"
	"{\"v\":1,\"t\":\"mark\",\"kind\":\"hl\",\"exact\":\"two\",\"note\":"
	"\"x\",\"doc\":\"d\",\"id\":\"shared\",\"ev\":\"3\",\"vv\":{\"a\":3}}\n"
	"\n"
	"{\"v\":1,\"t\":\"mark\",\"kind\":\"bm\",\"letter\":\"a\",\"doc\":"
	"\"d\",\"id\":\"letter\",\"ev\":\"4\",\"vv\":{\"a\":4}}\n"
	"{\"v\":1,\"t\":\"mark\",\"del\":true,\"kind\":\"bm\",\"doc\":\"d\","
	"\"id\":\"gone\",\"ev\":\"5\",\"vv\":{\"a\":5}}\n"
	"{\"v\":1,\"t\":\"doc\",\"path\":\"/p\",\"fp\":\"f\",\"doc\":\"d\","
	"\"id\":\"seen\",\"ev\":\"6\",\"vv\":{\"a\":6}}\n"
	"{\"v\":1,\"t\":\"ink\",\"id\":\"foreign\"}\n"
	"{\"v\":1,\"t\":\"doc\",\"path\":\"/q\",\"fp\":\"g\",\"doc\":\"d\","
	"\"id\":\"seen\",\"ev\":\"7\",\"vv\":{\"a\":7}}";

static const char copy[] =
	"{\"v\":1,\"t\":\"mark\",\"kind\":\"hl\",\"exact\":\"one\",\"note\":"
	"\"n\",\"doc\":\"d\",\"id\":\"first\",\"ev\":\"2\",\"vv\":{\"a\":2}}\n"
	"{\"v\":1,\"t\":\"mark\",\"kind\":\"hl\",\"exact\":\"two\",\"note\":"
	"\"y\",\"doc\":\"d\",\"id\":\"shared\",\"ev\":\"8\",\"vv\":{\"b\":1}}\n"
	"{\"v\":1,\"t\":\"ink\",\"id\":\"foreign\"}\n"
	"{\"v\":1,\"t\":\"ink\",\"id\":\"of the copy\"}\n"
	"{\"v\":1,\"t\":\"mark\",\"kind\":\"hl\",\"exact\":\"six\",\"doc\":"
	"\"e\",\"id\":\"copied\",\"ev\":\"9\",\"vv\":{\"b\":2}}\n";

/* Where a sitting is. */
enum home {
	USED,	  /* the machine wrote marks before, and was ended */
	FRESH,	  /* it wrote none yet */
	NO_LINKS, /* nor can files have two names there */
};

/* What a sitting was told. */
struct said {
	bool noted;	/* the note is kept */
	bool taken;	/* a line of another machine's is */
	bool compacted; /* … after which the copy is gone */
};

/* Keeps a mark where its file is none, for the emergency file. */
static void put_late(void)
{
	struct store *store;
	struct error error;
	struct mark mark;

	scratch_mkdir(MARKS_OF);
	store = open_store("calls");
	mark_init(&mark);
	SET_STRING(mark.id, LATE_ID);
	assert_false(put_one(store, &mark, &error));
	assert_non_null(strstr(error.sentence, "; kept in "));
	mark_release(&mark);
	store_free(store);
	assert_int_equal(rmdir(scratch_path(MARKS_OF)), 0);
}

static void prepare(enum home home)
{
	if (access(scratch_path("calls"), F_OK) == 0)
		assert_int_equal(discard_folder(scratch_path("calls")), 0);
	scratch_mkdir("calls");
	no_links = home == NO_LINKS;
	if (home == USED)
		put_late();
	write_whole(MARKS_OF, marks, sizeof(marks) - 1);
	write_whole(COPY_OF, copy, sizeof(copy) - 1);
	if (home != USED)
		return;
	/* Somebody was ended while he compacted. */
	write_whole(MARKS_OF ".tmp", "", 0);
	assert_int_equal(
		link(scratch_path(MARKS_OF), scratch_path(MARKS_OF ".bak")), 0);
}

static bool wants_all(void *context, const struct mark *mark)
{
	(void)context;
	return mark->id[0];
}

static void ask(struct store *store)
{
	static const char *const document = "d";
	const struct store_wish wish = { &document, 1, wants_all, NULL };
	struct sighting_list sightings = { NULL, 0, 0 };
	struct mark_list list = { NULL, 0, 0 };
	struct buffer lines = BUFFER_INIT;
	struct error error;
	struct mark mark;

	mark_init(&mark);
	for (size_t i = 0; i < store_mark_count(store); i++)
		store_mark_at(store, i, &mark);
	store_find_letter(store, 'a', &mark);
	store_mark(store, SHARED_ID, &mark);
	mark_release(&mark);
	store_marks(store, &document, 1, &list);
	mark_list_release(&list);
	store_sightings(store, "/q", "g", &sightings);
	store_sightings_of(store, document, &sightings);
	store_all_sightings(store, &sightings);
	sighting_list_release(&sightings);
	store_lines(store, &wish, &lines);
	store_record(store, SHARED_ID, &lines);
	buffer_release(&lines);
	while (store_trouble(store, &error))
		assert_true(error.sentence[0]);
}

/* Changes a note as somebody would that reads; of a mark that could not be read
 * both notes stay. */
static bool change(struct store *store, const char *note)
{
	struct error error;
	struct mark mark;
	bool kept;

	mark_init(&mark);
	SET_STRING(mark.id, FIRST_ID);
	store_mark(store, FIRST_ID, &mark);
	set_text(&mark.note, note);
	kept = put_one(store, &mark, &error) ||
	       strstr(error.sentence, "; kept in ");
	mark_release(&mark);
	return kept;
}

static struct said sit(void)
{
	static const char line[] = "{\"v\":1,\"t\":\"ink\",\"id\":\"news\"}\n";
	struct store *store = open_store("calls");
	struct store_report report;
	struct said said = { false, false, false };
	struct sighting seen = { .id = "seen", .document = "d" };
	struct store_batch batch = { NULL, 0, &seen, 1 };
	struct error error;
	size_t count;

	ask(store);
	store_look(store);
	store_read(store);
	said.noted = change(store, "changed");
	store_put(store, &batch, &error);
	said.taken = store_put_lines(
		store, (struct span){ line, sizeof(line) - 1 }, &count, &error);
	store_retry(store, &error);
	said.compacted = store_compact(store, &count, &error);
	ask(store);
	store_check(store, &report, NULL, NULL);
	sighting_release(&seen);
	store_free(store);
	return said;
}

/* Looks with nothing failing what is left. */
static void assert_kept(const struct said *said, enum home home,
			const char *what)
{
	static const char *const ids[] = { FIRST_ID, SHARED_ID, "letter",
					   "gone",   "copied",	LATE_ID };
	struct store *store = open_store("calls");
	struct buffer out = BUFFER_INIT;
	struct mark mark;

	mark_init(&mark);
	for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]) - (home != USED);
	     i++)
		if (!store_mark(store, ids[i], &mark))
			fail_msg("%s: %s is lost", what, ids[i]);
	assert_true(store_mark(store, SHARED_ID, &mark));
	if (!strstr(buffer_string(&mark.note), "x") ||
	    !strstr(buffer_string(&mark.note), "y"))
		fail_msg("%s: of a note there is %s", what,
			 buffer_string(&mark.note));
	assert_true(store_mark(store, FIRST_ID, &mark));
	if (said->noted && !strstr(buffer_string(&mark.note), "changed"))
		fail_msg("%s: a note that is kept is %s", what,
			 buffer_string(&mark.note));
	mark_release(&mark);
	buffer_release(&out);
	store_free(store);
	if (said->taken && !has_text(MARKS_OF, "\"news\""))
		fail_msg("%s: a line that was taken is lost", what);
	if (said->taken && !has_text(MARKS_OF, "\"foreign\""))
		fail_msg("%s: a line that nobody knows is lost", what);
	/* A copy that could not be read stays. */
	if (access(scratch_path(COPY_OF), F_OK) < 0 &&
	    !has_text(MARKS_OF, "\"of the copy\""))
		fail_msg("%s: a line of the copy is lost", what);
}

/* The first of all: what is drawn for a whole run is drawn by it. */
static void test_no_random_numbers(void **unused)
{
	struct said said;

	(void)unused;
	memset(&fault, 0, sizeof(fault));
	fault.call = CALL_RANDOM;
	fault.error = ENOSYS;
	fault.at = 1;
	fault.for_ever = fault.armed = true;
	prepare(FRESH);
	said = sit();
	fault.armed = false;
	assert_true(fault.failed > 1);
	assert_true(said.noted && said.taken && said.compacted);
	assert_kept(&said, FRESH, "no random numbers");
}

static void test_nothing_fails(void **unused)
{
	struct said said;

	(void)unused;
	for (enum home home = USED; home <= NO_LINKS; home++) {
		prepare(home);
		said = sit();
		assert_true(said.noted && said.taken && said.compacted);
		assert_kept(&said, home, "no fault");
		assert_int_equal(access(scratch_path(COPY_OF), F_OK), -1);
	}
}

/* How each call fails that a store makes. */
static const struct {
	enum call call;
	const char *name;
	int errors[8];
	enum home home;
} faults[] = {
	{ CALL_OPEN, "open", { EACCES, EINTR, EMFILE, ENOENT }, USED },
	{ CALL_OPEN, "open", { EACCES, EEXIST }, FRESH },
	{ CALL_FSTAT,
	  "fstat",
	  { EIO, LIE_DEVICE, LIE_NUMBER, LIE_SIZE, LIE_OWNER },
	  USED },
	{ CALL_STAT,
	  "stat",
	  { EACCES, LIE_DEVICE, LIE_NUMBER, LIE_SIZE },
	  USED },
	{ CALL_LSTAT, "lstat", { EACCES, LIE_DEVICE, LIE_NUMBER }, USED },
	{ CALL_PREAD, "pread", { EIO, EINTR }, USED },
	{ CALL_READ, "read", { EIO, EINTR }, USED },
	{ CALL_WRITE, "write", { ENOSPC, EINTR }, USED },
	{ CALL_WRITE, "write", { ENOSPC }, FRESH },
	{ CALL_OPEN, "open", { EACCES }, NO_LINKS },
	{ CALL_WRITE, "write", { ENOSPC }, NO_LINKS },
	{ CALL_SYNC, "fsync", { EIO, EINTR }, USED },
	{ CALL_LINK, "link", { EPERM }, FRESH },
	{ CALL_UNLINK, "unlink", { EACCES }, USED },
	{ CALL_UNLINK, "unlink", { EACCES }, FRESH },
	{ CALL_RENAME, "rename", { EIO, EINTR }, USED },
	{ CALL_ACCESS, "access", { EACCES }, USED },
	{ CALL_FLOCK, "flock", { ENOLCK, EINTR }, USED },
	{ CALL_MKDIR, "mkdir", { EACCES }, FRESH },
	{ CALL_OPENDIR, "opendir", { EACCES }, USED },
	{ CALL_REALPATH, "realpath", { EACCES }, USED },
	{ CALL_RANDOM, "getentropy", { ENOSYS }, FRESH },
	{ CALL_GMTIME, "gmtime_r", { EOVERFLOW }, USED },
};

/* Fails one after the other; returns how many there are. */
static size_t fail_each(size_t which, int error, bool for_ever)
{
	for (size_t at = 1; at < CALLS_MAX; at++) {
		struct said said;
		char what[128];

		prepare(faults[which].home);
		memset(&fault, 0, sizeof(fault));
		fault.call = faults[which].call;
		fault.error = error;
		fault.for_ever = for_ever;
		fault.at = at;
		fault.armed = true;
		said = sit();
		fault.armed = false;
		snprintf(what, sizeof(what), "%s() %zu%s: %s",
			 faults[which].name, at, for_ever ? " and on" : "",
			 error > 0 ? strerror(error) : "a lie");
		assert_kept(&said, faults[which].home, what);
		if (!fault.failed)
			return at - 1;
	}
	fail_msg("%s() has no end", faults[which].name);
	return 0;
}

static void test_each_call_fails(void **unused)
{
	size_t refused = 0;

	(void)unused;
	for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++) {
		for (size_t k = 0; k < 8; k++) {
			int error = faults[i].errors[k];
			size_t once;

			if (!error)
				break;
			once = fail_each(i, error, false);
			if (!once)
				fail_msg("%s() is not called", faults[i].name);
			refused += once;
			/* Who is interrupted for ever tries for ever. */
			if (error != EINTR)
				refused += fail_each(i, error, true);
		}
	}
	printf("# figure | calls of the store refused within it | %zu | "
	       ">= 300\n",
	       refused);
	assert_true(refused >= 300);
}

/* More names are drawn in one moment than it has counts for. */
static void test_clock_stands(void **unused)
{
	char last[UUID_LENGTH + 1] = "", id[UUID_LENGTH + 1];
	unsigned count;
	int64_t ms;

	(void)unused;
	standing = time(NULL) + 3600;
	for (int i = 0; i < 10000; i++) {
		uuid_draw(id);
		assert_true(strcmp(last, id) < 0);
		assert_true(uuid_time(id, strlen(id), &ms, &count));
		memcpy(last, id, sizeof(id));
	}
	assert_in_range(ms - standing * 1000, 2, 4);
	standing = 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_clock_stands),
		cmocka_unit_test(test_no_random_numbers),
		cmocka_unit_test(test_nothing_fails),
		cmocka_unit_test(test_each_call_fails),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, scratch_make, scratch_remove) ? 1
									   : 0;
}
