/* SPDX-License-Identifier: ISC */
/* Tests of the clipboard, with programs and a terminal that only pretend. */
#include "scratch.h"
#include "test.h"

#include "base/buffer.h"
#include "base/error.h"
#include "terminal/clipboard.h"
#include "terminal/screen.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* What the terminal was sent. */
static struct buffer sent;

void screen_send(const char *bytes, size_t len)
{
	buffer_append(&sent, bytes, len);
}

/* A folder for $PATH; each program in it keeps its words and its input. */
static int make_folder(void **state)
{
	if (scratch_make(state) != 0)
		return -1;
	scratch_mkdir("bin");
	setenv("LECTERN_RECORD", scratch_folder, 1);
	return 0;
}

static void clear_environment(void)
{
	static const char *const names[] = { "WAYLAND_DISPLAY",
					     "DISPLAY",
					     "SSH_TTY",
					     "SSH_CONNECTION",
					     "TMUX",
					     "STY",
					     "TERM",
					     "LECTERN_SECURE" };

	for (size_t i = 0; i < COUNT(names); i++)
		unsetenv(names[i]);
	setenv("PATH", scratch_path("bin"), 1);
	buffer_clear(&sent);
}

static void put_program(const char *name, const char *text)
{
	char path[128];

	snprintf(path, sizeof(path), "bin/%s", name);
	scratch_program(path, text);
}

static void take_program(const char *name)
{
	char path[128];

	snprintf(path, sizeof(path), "bin/%s", name);
	assert_int_equal(unlink(scratch_path(path)), 0);
}

static const char keeps[] = "#!/bin/sh\n"
			    "PATH=/usr/bin:/bin\n"
			    "echo \"${0##*/} $*\" >\"$LECTERN_RECORD/words\"\n"
			    "cat >\"$LECTERN_RECORD/input\"\n";

static void assert_file(const char *name, const char *bytes, size_t len)
{
	char found[4096];
	FILE *file = fopen(scratch_path(name), "re");

	assert_non_null(file);
	assert_int_equal(fread(found, 1, sizeof(found), file), len);
	assert_memory_equal(found, bytes, len);
	fclose(file);
}

static void assert_copied(const char *text, const char *how)
{
	struct buffer said = BUFFER_INIT;
	struct error error;

	assert_true(clipboard_copy(text, strlen(text), &said, &error));
	assert_string_equal(buffer_string(&said), how);
	buffer_release(&said);
}

static void test_the_program_of_the_display_is_fed(void **state)
{
	static const struct {
		const char *variable;
		const char *program;
		const char *words;
	} cases[] = {
		{ "WAYLAND_DISPLAY", "wl-copy", "wl-copy --type text/plain\n" },
		{ "DISPLAY", "xclip", "xclip -selection clipboard\n" },
		{ "DISPLAY", "xsel", "xsel --clipboard --input\n" },
		{ "PWD", "pbcopy", "pbcopy \n" },
		{ "PWD", "termux-clipboard-set", "termux-clipboard-set \n" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		clear_environment();
		put_program(cases[i].program, keeps);
		setenv(cases[i].variable, "here", 1);
		assert_copied("to be – or", "copied");
		assert_file("words", cases[i].words, strlen(cases[i].words));
		assert_file("input", "to be – or", strlen("to be – or"));
		assert_int_equal(sent.len, 0);
		take_program(cases[i].program);
	}
}

static void test_windows_reads_wide_characters(void **state)
{
	static const char wide[] = "\xff\xfe"
				   "a\0\x13\x20\x3d\xd8\x00\xde";

	(void)state;
	clear_environment();
	put_program("clip.exe", keeps);
	assert_copied("a–😀", "copied");
	assert_file("input", wide, sizeof(wide) - 1);
	take_program("clip.exe");
}

static void test_what_fails_leaves_it_to_the_terminal(void **state)
{
	(void)state;
	clear_environment();
	setenv("DISPLAY", ":0", 1);
	put_program("xclip", "#!/bin/sh\nexit 1\n");
	assert_copied("a", "sent to the terminal");
	assert_string_equal(buffer_string(&sent), "\033]52;c;YQ==\a");
	/* The next one is tried before that. */
	buffer_clear(&sent);
	put_program("xsel", keeps);
	assert_copied("a", "copied");
	assert_int_equal(sent.len, 0);
	/* Without a display, neither. */
	unsetenv("DISPLAY");
	assert_copied("a", "sent to the terminal");
	take_program("xclip");
	take_program("xsel");
}

static void test_far_from_here_it_is_the_terminal(void **state)
{
	(void)state;
	clear_environment();
	put_program("pbcopy", keeps);
	put_program("xclip", keeps);
	setenv("SSH_TTY", "/dev/pts/1", 1);
	assert_copied("a", "sent to the terminal");
	assert_true(sent.len > 0);
	/* A display that was brought along is nearer. */
	setenv("DISPLAY", "localhost:10", 1);
	assert_copied("a", "copied");
	setenv("LECTERN_SECURE", "1", 1);
	assert_copied("a", "sent to the terminal");
	take_program("pbcopy");
	take_program("xclip");
}

static void test_base64_is_as_in_its_standard(void **state)
{
	static const struct {
		const char *text;
		const char *sequence;
	} cases[] = {
		{ "", "\033]52;c;\a" },
		{ "f", "\033]52;c;Zg==\a" },
		{ "fo", "\033]52;c;Zm8=\a" },
		{ "foo", "\033]52;c;Zm9v\a" },
		{ "foob", "\033]52;c;Zm9vYg==\a" },
		{ "fooba", "\033]52;c;Zm9vYmE=\a" },
		{ "foobar", "\033]52;c;Zm9vYmFy\a" },
		{ "\xff\xfe\xfb?>", "\033]52;c;//77Pz4=\a" },
		{ "\033]52;c;x\a", "\033]52;c;G101MjtjO3gH\a" },
	};
	struct buffer out = BUFFER_INIT;
	struct error error;

	(void)state;
	clear_environment();
	for (size_t i = 0; i < COUNT(cases); i++) {
		buffer_clear(&out);
		assert_true(clipboard_sequence(&out, cases[i].text,
					       strlen(cases[i].text), &error));
		assert_string_equal(buffer_string(&out), cases[i].sequence);
	}
	buffer_release(&out);
}

static void test_screen_gets_it_in_pieces(void **state)
{
	struct buffer out = BUFFER_INIT, plain = BUFFER_INIT;
	struct buffer joined = BUFFER_INIT;
	struct error error;
	char text[3000];

	(void)state;
	clear_environment();
	memset(text, 'x', sizeof(text));
	assert_true(clipboard_sequence(&plain, text, sizeof(text), &error));
	setenv("STY", "1.tty", 1);
	assert_true(clipboard_sequence(&out, text, sizeof(text), &error));
	for (size_t off = 0; off < out.len;) {
		const char *end = strstr(out.data + off, "\033\\");

		assert_non_null(end);
		assert_memory_equal(out.data + off, "\033P", 2);
		off += 2;
		assert_true((size_t)(end - out.data) - off <= 768);
		buffer_append(&joined, out.data + off,
			      (size_t)(end - out.data) - off);
		off = (size_t)(end - out.data) + 2;
	}
	assert_string_equal(joined.data, plain.data);
	/* tmux in screen, or the other way round: the inner one is asked. */
	setenv("TMUX", "socket,1,0", 1);
	buffer_clear(&out);
	assert_true(clipboard_sequence(&out, text, sizeof(text), &error));
	assert_string_equal(out.data, plain.data);
	buffer_release(&out);
	buffer_release(&plain);
	buffer_release(&joined);
}

static void test_too_much_and_nothing_are_refused(void **state)
{
	size_t size = CLIPBOARD_SEQUENCE_MAX + 1;
	char *text = malloc(size);
	struct buffer how = BUFFER_INIT;
	struct error error;

	(void)state;
	assert_non_null(text);
	memset(text, 'x', size);
	clear_environment();
	assert_true(clipboard_copy(text, size - 1, &how, &error));
	assert_true(sent.len > size);
	buffer_clear(&sent);
	buffer_clear(&how);
	assert_false(clipboard_copy(text, size, &how, &error));
	assert_non_null(strstr(error.sentence, "65537"));
	assert_false(clipboard_copy(text, 0, &how, &error));
	setenv("TERM", "linux", 1);
	assert_false(clipboard_copy(text, 1, &how, &error));
	assert_int_equal(sent.len, 0);
	assert_int_equal(how.len, 0);
	/* A program takes more. */
	setenv("DISPLAY", ":0", 1);
	put_program("xclip", keeps);
	assert_true(clipboard_copy(text, size, &how, &error));
	assert_string_equal(how.data, "copied");
	take_program("xclip");
	buffer_release(&how);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_program_of_the_display_is_fed),
		cmocka_unit_test(test_windows_reads_wide_characters),
		cmocka_unit_test(test_what_fails_leaves_it_to_the_terminal),
		cmocka_unit_test(test_far_from_here_it_is_the_terminal),
		cmocka_unit_test(test_base64_is_as_in_its_standard),
		cmocka_unit_test(test_screen_gets_it_in_pieces),
		cmocka_unit_test(test_too_much_and_nothing_are_refused),
	};
	int failed;

	cmocka_set_message_output(CM_OUTPUT_TAP);
	failed = cmocka_run_group_tests(tests, make_folder, scratch_remove);
	buffer_release(&sent);
	return failed ? 1 : 0;
}
