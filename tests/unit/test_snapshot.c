/* SPDX-License-Identifier: ISC */
/* Tests of texts that are kept, and go when there are too many. */
#include "test.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/sha256.h"
#include "marks/snapshot.h"
#include "scratch.h"

enum { FINGERPRINT = 7 + 2 * SHA256_DIGEST };

static struct span span_of(const struct buffer *buffer)
{
	return (struct span){ buffer_string(buffer), buffer->len };
}

static void fingerprint_of(char out[FINGERPRINT + 1], struct span text)
{
	unsigned char digest[SHA256_DIGEST];
	struct sha256 sha;

	sha256_init(&sha);
	sha256_update(&sha, text.ptr, text.len);
	sha256_finish(&sha, digest);
	memcpy(out, "sha256:", 7);
	for (size_t i = 0; i < SHA256_DIGEST; i++)
		snprintf(out + 7 + 2 * i, 3, "%02x", digest[i]);
}

static bool is_kept(const char *folder, struct span text)
{
	struct buffer out = BUFFER_INIT;
	char fingerprint[FINGERPRINT + 1];
	bool kept;

	fingerprint_of(fingerprint, text);
	buffer_append_string(&out, "before ");
	kept = snapshot_load(folder, fingerprint, &out);
	assert_int_equal(out.len, 7 + (kept ? text.len : 0));
	assert_memory_equal(out.data, "before ", 7);
	if (kept)
		assert_memory_equal(out.data + 7, text.ptr, text.len);
	buffer_release(&out);
	return kept;
}

static void keep(const char *folder, struct span text)
{
	char fingerprint[FINGERPRINT + 1];

	fingerprint_of(fingerprint, text);
	snapshot_save(folder, fingerprint, text);
}

static const char *path_of(struct span text)
{
	char fingerprint[FINGERPRINT + 1];
	char name[FINGERPRINT + 16];

	fingerprint_of(fingerprint, text);
	snprintf(name, sizeof(name), "kept/%s.txt", fingerprint + 7);
	return scratch_path(name);
}

static void test_a_text_comes_back(void **state)
{
	const char *folder = scratch_path("kept");
	struct span text = { "A margin.\n", 10 };
	struct stat status;

	(void)state;
	assert_false(is_kept(folder, text));
	keep(folder, text);
	assert_true(is_kept(folder, text));
	keep(folder, text);
	assert_true(is_kept(folder, text));
	assert_int_equal(stat(path_of(text), &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
	assert_int_equal(stat(folder, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0700);
}

/* What is no fingerprint of ours is no name of a file. */
static void test_names(void **state)
{
	static const char *const names[] = {
		"",
		"sha256:",
		"sha256:../../../../../../../../../../../../../../../../../etc",
		"sha256:"
		"0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcd"
		"ef",
		"sha256:"
		"0123456789abcde/0123456789abcdef0123456789abcdef0123456789abcd"
		"ef",
		"md5xxx:"
		"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcd"
		"ef",
	};
	const char *folder = scratch_path("names");
	struct buffer out = BUFFER_INIT;
	struct stat status;

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		snapshot_save(folder, names[i], (struct span){ "x", 1 });
		assert_false(snapshot_load(folder, names[i], &out));
	}
	assert_int_not_equal(stat(folder, &status), 0);
	buffer_release(&out);
}

/* A file that holds something else is not believed, and goes. */
static void test_a_damaged_file(void **state)
{
	const char *folder = scratch_path("kept");
	struct span text = { "Another margin.\n", 16 };
	FILE *file;

	(void)state;
	keep(folder, text);
	file = fopen(path_of(text), "we");
	assert_non_null(file);
	assert_true(fputs("Another morgin.\n", file) >= 0);
	assert_int_equal(fclose(file), 0);
	assert_false(is_kept(folder, text));
	keep(folder, text);
	assert_true(is_kept(folder, text));
}

/* The ones used longest ago go; what others put into the folder stays. */
static void test_quota(void **state)
{
	enum { TEXTS = SNAPSHOT_QUOTA / SNAPSHOT_MAX + 2 };
	char *folder = strdup(scratch_path("many"));
	struct buffer text = BUFFER_INIT;
	char *texts = malloc(SNAPSHOT_MAX);
	uint64_t sum = 0;
	struct dirent *entry;
	struct stat status;
	DIR *directory;

	(void)state;
	assert_non_null(texts);
	memset(texts, 'x', SNAPSHOT_MAX);
	scratch_mkdir("many");
	scratch_write("many/mine.txt", "mine");
	for (int i = 0; i < TEXTS; i++) {
		struct span span = { texts, SNAPSHOT_MAX };
		struct timespec times[2] = { { .tv_nsec = UTIME_OMIT },
					     { .tv_sec = 1000 + i } };
		char fingerprint[FINGERPRINT + 1], name[FINGERPRINT + 16];

		texts[0] = (char)('a' + i);
		keep(folder, span);
		fingerprint_of(fingerprint, span);
		snprintf(name, sizeof(name), "many/%s.txt", fingerprint + 7);
		assert_int_equal(
			utimensat(AT_FDCWD, scratch_path(name), times, 0), 0);
	}
	directory = opendir(folder);
	assert_non_null(directory);
	while ((entry = readdir(directory)))
		if (strlen(entry->d_name) > 16) {
			assert_int_equal(fstatat(dirfd(directory),
						 entry->d_name, &status, 0),
					 0);
			sum += (uint64_t)status.st_size;
		}
	closedir(directory);
	assert_true(sum <= SNAPSHOT_QUOTA);
	assert_true(sum > SNAPSHOT_QUOTA - SNAPSHOT_MAX);
	texts[0] = 'a';
	assert_false(is_kept(folder, (struct span){ texts, SNAPSHOT_MAX }));
	texts[0] = 'a' + TEXTS - 1;
	assert_true(is_kept(folder, (struct span){ texts, SNAPSHOT_MAX }));
	assert_int_equal(stat(scratch_path("many/mine.txt"), &status), 0);
	/* One that is too long is not kept at all. */
	buffer_append(&text, texts, SNAPSHOT_MAX);
	buffer_append_byte(&text, 'y');
	keep(folder, span_of(&text));
	assert_false(is_kept(folder, span_of(&text)));
	buffer_release(&text);
	free(texts);
	free(folder);
}

/* Where nothing can be written nothing is kept, and nothing is said. */
static void test_no_folder(void **state)
{
	struct span text = { "Lost.\n", 6 };

	(void)state;
	scratch_write("file", "in the way");
	keep(scratch_path("file"), text);
	assert_false(is_kept(scratch_path("file"), text));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_text_comes_back),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_a_damaged_file),
		cmocka_unit_test(test_quota),
		cmocka_unit_test(test_no_folder),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, scratch_make, scratch_remove) ? 1
									   : 0;
}
