/* SPDX-License-Identifier: ISC */
/* Bytes from the terminal to keys, mouse and paste. */
#include "terminal/input.h"

#include "test.h"

#include <string.h>

#include "reader/keys.h"
#include "text/utf8.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define BYTES(literal)                       \
	{                                    \
		literal, sizeof(literal) - 1 \
	}

enum { AFTER_ALL_MS = 5000, MIB = 1 << 20 };

/* ---- Events as words ---- */

static void describe_mouse(struct buffer *out, const struct input_event *event)
{
	static const char *const names[] = {
		[INPUT_PRESS] = "press",       [INPUT_RELEASE] = "release",
		[INPUT_DRAG] = "drag",	       [INPUT_WHEEL_UP] = "up",
		[INPUT_WHEEL_DOWN] = "down",   [INPUT_WHEEL_LEFT] = "left",
		[INPUT_WHEEL_RIGHT] = "right",
	};

	assert_in_range(event->mouse, INPUT_PRESS, INPUT_WHEEL_RIGHT);
	assert_true(event->y >= 0 && event->x >= 0);
	buffer_append_string(out, names[event->mouse]);
	if (event->mouse <= INPUT_DRAG) {
		assert_in_range(event->button, 1, 3);
		buffer_append_format(out, "%d", event->button);
	}
	buffer_append_format(out, "@%d,%d", event->y, event->x);
}

static void describe_answer(struct buffer *out, const struct answer *answer)
{
	if (answer->kind == ANSWER_CURSOR)
		buffer_append_format(out, "cursor@%d,%d", answer->y, answer->x);
	else
		buffer_append_string(
			out, answer->ground == GROUND_DARK ? "dark" : "light");
}

/* "dark", "j", "Ctrl-→", "press1@9,19", "-Esc" (it was none), "paste:text". */
static void describe(struct buffer *out, const struct input_event *event)
{
	char name[KEYS_NAME_MAX];

	if (out->len)
		buffer_append_byte(out, ' ');
	switch (event->kind) {
	case INPUT_KEY:
		assert_int_equal(keys_make(event->key & 0xffffff,
					   event->key & ~0xffffffu),
				 event->key);
		keys_name(event->key, name);
		buffer_append_string(out, name);
		break;
	case INPUT_MOUSE:
		describe_mouse(out, event);
		break;
	case INPUT_PASTE:
		assert_true(utf8_valid(event->paste.ptr, event->paste.len));
		buffer_append_string(out, "paste:");
		buffer_append(out, event->paste.ptr, event->paste.len);
		break;
	case INPUT_NOT_ESCAPE:
		buffer_append_string(out, "-Esc");
		break;
	case INPUT_ANSWER:
		describe_answer(out, &event->answer);
		break;
	}
}

static void take_events(struct input *input, int64_t now, struct buffer *out)
{
	struct input_event event;

	while (input_next(input, now, &event))
		describe(out, &event);
}

/* Feeds byte by byte, each gap_ms after the other; polls every poll_ms, or
 * only at the end (0). */
static void feed_slowly(const char *bytes, size_t len, int gap_ms, int poll_ms,
			struct buffer *out)
{
	struct input *input = input_new();
	int64_t now = 1000;

	for (size_t i = 0; i < len; i++) {
		for (int past = 0; poll_ms && past < gap_ms; past += poll_ms)
			take_events(input, now - gap_ms + past, out);
		input_feed(input, bytes + i, 1, now);
		now += gap_ms;
	}
	take_events(input, now, out);
	take_events(input, now + AFTER_ALL_MS, out);
	input_free(input);
}

static void feed_whole(const char *bytes, size_t len, struct buffer *out)
{
	struct input *input = input_new();

	input_feed(input, bytes, len, 1000);
	take_events(input, 1000, out);
	take_events(input, 1000 + AFTER_ALL_MS, out);
	input_free(input);
}

/* ---- Sequences in time ---- */

struct sequence_case {
	struct span bytes;
	const char *together; /* at once, or 5 ms apart */
	const char *slow;     /* 40 to 400 ms apart */
	const char *apart;    /* 600 ms apart */
};

static const struct sequence_case sequence_cases[] = {
	/* Characters, whatever the time. */
	{ BYTES("j"), "j", "j", "j" },
	{ BYTES("\xc3\xa9"), "é", "é", "é" },
	{ BYTES("\xf0\x9f\x98\x80"), "😀", "😀", "😀" },
	{ BYTES("\r"), "Enter", "Enter", "Enter" },
	{ BYTES("\n"), "Enter", "Enter", "Enter" },
	{ BYTES("\t"), "Tab", "Tab", "Tab" },
	{ BYTES("\177"), "Backspace", "Backspace", "Backspace" },
	{ BYTES("\b"), "Backspace", "Backspace", "Backspace" },
	{ BYTES("\0"), "^@", "^@", "^@" },
	{ BYTES("\006"), "^F", "^F", "^F" },
	{ BYTES("\003\032"), "^C ^Z", "^C ^Z", "^C ^Z" },
	{ BYTES("\037"), "^_", "^_", "^_" },
	/* No UTF-8: dropped, what follows counts. */
	{ BYTES("\xffj"), "j", "j", "j" },
	{ BYTES("\xc3j"), "j", "j", "j" },
	{ BYTES("\xe2\x80j"), "j", "j", "j" },
	{ BYTES("\xe2\xc3\xa9"), "é", "é", "é" },
	{ BYTES("\xc0\xafj"), "j", "j", "j" },
	{ BYTES("\xed\xa0\x80j"), "j", "j", "j" },
	{ BYTES("\xf4\x90\x80\x80j"), "j", "j", "j" },
	{ BYTES("\xc2\x9bj"), "j", "j", "j" }, /* CSI as a C1 character */
	{ BYTES("\x9bj"), "j", "j", "j" },     /* and as a byte */
	/* Esc, alone and before something. */
	{ BYTES("\033"), "Esc", "Esc", "Esc" },
	{ BYTES("\033\033"), "Esc Esc", "Esc Esc", "Esc Esc" },
	{ BYTES("\033\033\033"), "Esc Esc Esc", "Esc Esc Esc", "Esc Esc Esc" },
	{ BYTES("\033j"), "Alt-j", "Esc j", "Esc j" },
	{ BYTES("\033J"), "Alt-J", "Esc J", "Esc J" },
	{ BYTES("\033\xc3\xa9"), "Alt-é", "Esc é", "Esc é" },
	{ BYTES("\033\xffj"), "j", "Esc j", "Esc j" },
	{ BYTES("\033\xc3j"), "j", "Esc j", "Esc j" },
	{ BYTES("\033\r"), "Alt-Enter", "Esc Enter", "Esc Enter" },
	{ BYTES("\033\006"), "Alt-^F", "Esc ^F", "Esc ^F" },
	{ BYTES("\033\033j"), "Esc Alt-j", "Esc Esc j", "Esc Esc j" },
	{ BYTES("\033["), "Unknown", "Esc [", "Esc [" },
	{ BYTES("\033O"), "Unknown", "Esc O", "Esc O" },
	{ BYTES("\033]"), "Alt-]", "Esc ]", "Esc ]" },
	{ BYTES("\033P"), "Alt-P", "Esc P", "Esc P" },
	{ BYTES("\033\033]"), "Esc Alt-]", "Esc Esc ]", "Esc Esc ]" },
	/* Cursor keys, both modes, and with modifiers. */
	{ BYTES("\033[A"), "↑", "Esc -Esc ↑", "Esc [ A" },
	{ BYTES("\033OA"), "↑", "Esc -Esc ↑", "Esc O A" },
	{ BYTES("\033[B"), "↓", "Esc -Esc ↓", "Esc [ B" },
	{ BYTES("\033OC"), "→", "Esc -Esc →", "Esc O C" },
	{ BYTES("\033[D"), "←", "Esc -Esc ←", "Esc [ D" },
	{ BYTES("\033[H"), "Home", "Esc -Esc Home", "Esc [ H" },
	{ BYTES("\033OF"), "End", "Esc -Esc End", "Esc O F" },
	{ BYTES("\033[1;5C"), "Ctrl-→", "Esc -Esc Ctrl-→", "Esc [ 1 ; 5 C" },
	{ BYTES("\033[1;2A"), "Shift-↑", "Esc -Esc Shift-↑", "Esc [ 1 ; 2 A" },
	{ BYTES("\033[1;3D"), "Alt-←", "Esc -Esc Alt-←", "Esc [ 1 ; 3 D" },
	{ BYTES("\033[1;9A"), "Unknown", "Esc -Esc Unknown", "Esc [ 1 ; 9 A" },
	{ BYTES("\033O5D"), "Ctrl-←", "Esc -Esc Ctrl-←", "Esc O 5 D" },
	{ BYTES("\033\033[A"), "Alt-↑", "Esc Esc -Esc ↑", "Esc Esc [ A" },
	{ BYTES("\033\033OA"), "Alt-↑", "Esc Esc -Esc ↑", "Esc Esc O A" },
	/* Numbered keys. */
	{ BYTES("\033[1~"), "Home", "Esc -Esc Home", "Esc [ 1 ~" },
	{ BYTES("\033[2~"), "Ins", "Esc -Esc Ins", "Esc [ 2 ~" },
	{ BYTES("\033[3~"), "Del", "Esc -Esc Del", "Esc [ 3 ~" },
	{ BYTES("\033[5~"), "PgUp", "Esc -Esc PgUp", "Esc [ 5 ~" },
	{ BYTES("\033[6;5~"), "Ctrl-PgDn", "Esc -Esc Ctrl-PgDn",
	  "Esc [ 6 ; 5 ~" },
	{ BYTES("\033[11~"), "F1", "Esc -Esc F1", "Esc [ 1 1 ~" },
	{ BYTES("\033[15~"), "F5", "Esc -Esc F5", "Esc [ 1 5 ~" },
	{ BYTES("\033[24~"), "F12", "Esc -Esc F12", "Esc [ 2 4 ~" },
	{ BYTES("\033[16~"), "Unknown", "Esc -Esc Unknown", "Esc [ 1 6 ~" },
	{ BYTES("\033[~"), "Unknown", "Esc [ ~", "Esc [ ~" },
	{ BYTES("\033[999999999999~"), "Unknown", "Esc -Esc Unknown",
	  "Esc [ 9 9 9 9 9 9 9 9 9 9 9 9 ~" },
	{ BYTES("\033[4294967301~"), "Unknown", "Esc -Esc Unknown",
	  "Esc [ 4 2 9 4 9 6 7 3 0 1 ~" },
	/* Function keys: xterm, and the Linux console. */
	{ BYTES("\033OP"), "F1", "Esc -Esc F1", "Esc O P" },
	{ BYTES("\033[1;2S"), "Shift-F4", "Esc -Esc Shift-F4",
	  "Esc [ 1 ; 2 S" },
	{ BYTES("\033[[A"), "F1", "Esc -Esc F1", "Esc [ [ A" },
	{ BYTES("\033[[E"), "F5", "Esc -Esc F5", "Esc [ [ E" },
	{ BYTES("\033[[z"), "Unknown", "Esc [ [ z", "Esc [ [ z" },
	{ BYTES("\033[Z"), "Shift-Tab", "Esc -Esc Shift-Tab", "Esc [ Z" },
	{ BYTES("\033[1;5Z"), "Ctrl-Shift-Tab", "Esc -Esc Ctrl-Shift-Tab",
	  "Esc [ 1 ; 5 Z" },
	/* urxvt. */
	{ BYTES("\033[a"), "Shift-↑", "Esc -Esc Shift-↑", "Esc [ a" },
	{ BYTES("\033Oa"), "Ctrl-↑", "Esc -Esc Ctrl-↑", "Esc O a" },
	{ BYTES("\033[3^"), "Ctrl-Del", "Esc -Esc Ctrl-Del", "Esc [ 3 ^" },
	{ BYTES("\033[5@"), "Ctrl-Shift-PgUp", "Esc -Esc Ctrl-Shift-PgUp",
	  "Esc [ 5 @" },
	/* The keypad. */
	{ BYTES("\033Op"), "0", "Esc -Esc 0", "Esc O p" },
	{ BYTES("\033OM"), "Enter", "Esc -Esc Enter", "Esc O M" },
	{ BYTES("\033O "), "Space", "Esc -Esc Space", "Esc O Space" },
	{ BYTES("\033OZ"), "Unknown", "Esc O Z", "Esc O Z" },
	/* modifyOtherKeys, and CSI u. */
	{ BYTES("\033[27;5;9~"), "Ctrl-Tab", "Esc -Esc Ctrl-Tab",
	  "Esc [ 2 7 ; 5 ; 9 ~" },
	{ BYTES("\033[97;5u"), "^A", "Esc -Esc ^A", "Esc [ 9 7 ; 5 u" },
	{ BYTES("\033[97;2u"), "A", "Esc -Esc A", "Esc [ 9 7 ; 2 u" },
	{ BYTES("\033[105;5u"), "Tab", "Esc -Esc Tab", "Esc [ 1 0 5 ; 5 u" },
	{ BYTES("\033[27u"), "Esc", "Esc -Esc Esc", "Esc [ 2 7 u" },
	{ BYTES("\033[13;2u"), "Shift-Enter", "Esc -Esc Shift-Enter",
	  "Esc [ 1 3 ; 2 u" },
	{ BYTES("\033[106;1:3u"), "", "Esc -Esc", "Esc [ 1 0 6 ; 1 : 3 u" },
	{ BYTES("\033[57358u"), "Unknown", "Esc -Esc Unknown",
	  "Esc [ 5 7 3 5 8 u" },
	{ BYTES("\033[1114112u"), "Unknown", "Esc -Esc Unknown",
	  "Esc [ 1 1 1 4 1 1 2 u" },
	{ BYTES("\033[1u"), "Unknown", "Esc -Esc Unknown", "Esc [ 1 u" },
	/* The mouse. */
	{ BYTES("\033[<0;20;10M"), "press1@9,19", "Esc -Esc press1@9,19",
	  "Esc [ < 0 ; 2 0 ; 1 0 M" },
	{ BYTES("\033[<0;20;10m"), "release1@9,19", "Esc -Esc release1@9,19",
	  "Esc [ < 0 ; 2 0 ; 1 0 m" },
	{ BYTES("\033[<34;301;1M"), "drag3@0,300", "Esc -Esc drag3@0,300",
	  "Esc [ < 3 4 ; 3 0 1 ; 1 M" },
	{ BYTES("\033[<64;1;1M"), "up@0,0", "Esc -Esc up@0,0",
	  "Esc [ < 6 4 ; 1 ; 1 M" },
	{ BYTES("\033[<64;1;1m"), "", "Esc -Esc", "Esc [ < 6 4 ; 1 ; 1 m" },
	{ BYTES("\033[<81;2;3M"), "down@2,1", "Esc -Esc down@2,1",
	  "Esc [ < 8 1 ; 2 ; 3 M" },
	{ BYTES("\033[<67;1;1M"), "right@0,0", "Esc -Esc right@0,0",
	  "Esc [ < 6 7 ; 1 ; 1 M" },
	{ BYTES("\033[<35;1;1M"), "", "Esc -Esc", "Esc [ < 3 5 ; 1 ; 1 M" },
	{ BYTES("\033[<128;1;1M"), "", "Esc -Esc", "Esc [ < 1 2 8 ; 1 ; 1 M" },
	{ BYTES("\033[<0;1M"), "", "Esc -Esc", "Esc [ < 0 ; 1 M" },
	{ BYTES("\033[<0;0;0M"), "press1@0,0", "Esc -Esc press1@0,0",
	  "Esc [ < 0 ; 0 ; 0 M" },
	{ BYTES("\033[M!\"#"), "press2@2,1", "Esc -Esc press2@2,1",
	  "Esc [ M ! \" #" },
	{ BYTES("\033\033[<0;1;1M"), "Esc press1@0,0",
	  "Esc Esc -Esc press1@0,0", "Esc Esc [ < 0 ; 1 ; 1 M" },
	/* What says nothing. */
	{ BYTES("\033[I"), "", "Esc -Esc", "Esc [ I" },
	{ BYTES("\033[O"), "", "Esc -Esc", "Esc [ O" },
	{ BYTES("\033[?1;2c"), "", "Esc -Esc", "Esc [ ? 1 ; 2 c" },
	{ BYTES("\033[?2026;0$y"), "", "Esc -Esc", "Esc [ ? 2 0 2 6 ; 0 $ y" },
	{ BYTES("\033[201~"), "", "Esc -Esc", "Esc [ 2 0 1 ~" },
	/* Broken off, and broken. */
	{ BYTES("\033[1;"), "Unknown", "Esc -Esc Unknown", "Esc [ 1 ;" },
	{ BYTES("\033[1\033[A"), "Unknown ↑", "Esc -Esc Unknown Esc -Esc ↑",
	  "Esc [ 1 Esc [ A" },
	{ BYTES("\033[1\006"), "Unknown ^F", "Esc -Esc Unknown ^F",
	  "Esc [ 1 ^F" },
	{ BYTES("\033[1\xc3\xa9"), "Unknown é", "Esc -Esc Unknown é",
	  "Esc [ 1 é" },
	{ BYTES("\033[1$A"), "Unknown", "Esc -Esc Unknown", "Esc [ 1 $ A" },
	/* A paste. */
	{ BYTES("\033[200~qj\033[201~k"), "paste:qj k", "Esc -Esc paste:qj k",
	  "Esc [ 2 0 0 ~ q j Esc [ 2 0 1 ~ k" },
	{ BYTES("\033\033[200~q\033[201~"), "Esc paste:q",
	  "Esc Esc -Esc paste:q", "Esc Esc [ 2 0 0 ~ q Esc [ 2 0 1 ~" },
};

static void check_gap(const struct sequence_case *test, int gap_ms, int poll_ms,
		      const char *expected)
{
	struct buffer events = BUFFER_INIT;

	feed_slowly(test->bytes.ptr, test->bytes.len, gap_ms, poll_ms, &events);
	if (strcmp(buffer_string(&events), expected) != 0)
		fail_msg("\\e%s, %d ms apart (polled %d): \"%s\", not \"%s\"",
			 test->bytes.ptr + 1, gap_ms, poll_ms,
			 buffer_string(&events), expected);
	buffer_release(&events);
}

static void sequences_are_read_in_time(void **state)
{
	static const int slow_ms[] = { 25, 40, 120, 400, 499 };

	(void)state;
	for (size_t i = 0; i < COUNT(sequence_cases); i++) {
		const struct sequence_case *test = &sequence_cases[i];

		for (int poll_ms = 0; poll_ms <= 7; poll_ms += 7) {
			check_gap(test, 0, poll_ms, test->together);
			check_gap(test, 5, poll_ms, test->together);
			for (size_t k = 0; k < COUNT(slow_ms); k++)
				check_gap(test, slow_ms[k], poll_ms,
					  test->slow);
			check_gap(test, 500, poll_ms, test->apart);
			check_gap(test, 600, poll_ms, test->apart);
		}
	}
}

static void escape_waits_25_ms(void **state)
{
	struct input *input = input_new();
	struct input_event event;

	(void)state;
	assert_int_equal(input_wait(input, 100), -1);
	input_feed(input, "\033", 1, 100);
	assert_int_equal(input_wait(input, 100), 25);
	assert_int_equal(input_wait(input, 110), 15);
	input_feed(input, "", 0, 120);
	assert_int_equal(input_wait(input, 120), 5);
	assert_false(input_next(input, 124, &event));
	assert_int_equal(input_wait(input, 125), 0);
	assert_true(input_next(input, 125, &event));
	assert_int_equal(event.key, KEYS_ESCAPE);
	assert_false(input_next(input, 125, &event));
	/* Nothing comes of waiting, though a '[' would still count. */
	assert_int_equal(input_wait(input, 125), -1);
	input_feed(input, "[", 1, 599);
	assert_false(input_next(input, 599, &event));
	assert_int_equal(input_wait(input, 599), 500);
	input_feed(input, "5", 1, 1098);
	input_feed(input, "~", 1, 1597);
	assert_int_equal(input_wait(input, 1597), 0);
	assert_true(input_next(input, 1597, &event));
	assert_int_equal(event.kind, INPUT_NOT_ESCAPE);
	assert_true(input_next(input, 1597, &event));
	assert_int_equal(event.key, KEYS_PAGE_UP);
	input_free(input);
}

/* Esc and then quickly O, [ and what else commands are called is all of it. */
static void what_is_typed_behind_escape_is_kept(void **state)
{
	static const struct {
		struct span bytes;
		const char *events;
	} cases[] = {
		{ BYTES("\033O"), "Esc O" },
		{ BYTES("\033["), "Esc [" },
		{ BYTES("\033Og"), "Esc O g" },
		{ BYTES("\033OO"), "Esc O O" },
		{ BYTES("\033O/"), "Esc O /" },
		{ BYTES("\033O\r"), "Esc O Enter" },
		{ BYTES("\033O\xc3\xa9"), "Esc O é" },
		{ BYTES("\033[j"), "Esc [ j" },
		{ BYTES("\033[]"), "Esc [ ]" },
		{ BYTES("\033[[j"), "Esc [ [ j" },
		{ BYTES("\033O\033O"), "Esc O Esc O" },
		{ BYTES("\033O\033[A"), "Esc O Esc -Esc ↑" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		for (int gap_ms = 30; gap_ms < 500; gap_ms += 67) {
			struct buffer events = BUFFER_INIT;

			feed_slowly(cases[i].bytes.ptr, cases[i].bytes.len,
				    gap_ms, 0, &events);
			assert_string_equal(buffer_string(&events),
					    cases[i].events);
			buffer_release(&events);
		}
	}
}

/* Answers to queries end with BEL or ST and are no keys. */
static void strings_are_swallowed(void **state)
{
	static const struct {
		struct span bytes;
		const char *events;
	} cases[] = {
		{ BYTES("\033]11;rgb:0/0/0\033\\j"), "dark j" },
		{ BYTES("\033]11;rgb:0/0/0\007j"), "dark j" },
		{ BYTES("\033P1$r0m\033\\j"), "j" },
		{ BYTES("\033_Gi=1;OK\033\\j"), "j" },
		{ BYTES("\033]11;rgb\030j"), "j" },
		{ BYTES("\033]11;rgb\033[A"), "↑" },
		{ BYTES("\033]11;rgb"), "Unknown" },
		{ BYTES("\033\033]11;rgb\007j"), "Esc j" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		for (int gap_ms = 0; gap_ms <= 20; gap_ms += 5) {
			struct buffer events = BUFFER_INIT;

			feed_slowly(cases[i].bytes.ptr, cases[i].bytes.len,
				    gap_ms, 0, &events);
			assert_string_equal(buffer_string(&events),
					    cases[i].events);
			buffer_release(&events);
		}
	}
}

/* The cursor's place, but in row 1, where F3 with modifiers says the same; a
 * change of the ground. */
static void sequences_may_be_answers(void **state)
{
	static const struct {
		struct span bytes;
		const char *events;
	} cases[] = {
		{ BYTES("j\033[24;3Rk"), "j cursor@23,2 k" },
		{ BYTES("\033[2;1R"), "cursor@1,0" },
		{ BYTES("\033[1;2R"), "Shift-F3" },
		{ BYTES("\033[1;5R"), "Ctrl-F3" },
		{ BYTES("\033[?997;1n"), "dark" },
		{ BYTES("\033[?997;2nj"), "light j" },
		{ BYTES("\033[?997;3nj"), "j" },
		{ BYTES("\033[?997nj"), "j" },
		{ BYTES("\033[?1;2cj"), "j" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		for (int gap_ms = 0; gap_ms <= 400; gap_ms += 200) {
			struct buffer events = BUFFER_INIT;
			const char *last = strrchr(cases[i].events, ' ');
			const char *shown;

			feed_slowly(cases[i].bytes.ptr, cases[i].bytes.len,
				    gap_ms, 0, &events);
			shown = buffer_string(&events);
			/* On a slow line Esc is taken back; then it is that. */
			if (gap_ms)
				assert_non_null(strstr(
					shown, last ? last : cases[i].events));
			else
				assert_string_equal(shown, cases[i].events);
			buffer_release(&events);
		}
	}
}

/* An answer that is waited for is one however slow it comes; Esc and ']' that
 * were typed stay what they are. */
static void expected_answers_may_be_late(void **state)
{
	static const struct {
		struct span bytes;
		const char *events;
	} cases[] = {
		{ BYTES("\033]11;rgb:0/0/0\033\\j"), "Esc -Esc dark j" },
		{ BYTES("\033]11;#fff\007j"), "Esc -Esc light j" },
		{ BYTES("\033]jk"), "Esc ] j k" },
		{ BYTES("\033]"), "Esc ]" },
		{ BYTES("\033]\033"), "Esc ] Esc" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct input *input = input_new();
		struct buffer events = BUFFER_INIT;
		int64_t now = 0;

		input_expect(input, now);
		for (size_t at = 0; at < cases[i].bytes.len; at++) {
			input_feed(input, cases[i].bytes.ptr + at, 1, now);
			take_events(input, now, &events);
			now += 100;
			take_events(input, now, &events);
		}
		now += AFTER_ALL_MS;
		take_events(input, now, &events);
		assert_string_equal(buffer_string(&events), cases[i].events);
		buffer_release(&events);
		input_free(input);
	}
}

/* Behind the answer, and where none comes, Alt-] is a key at once, and no
 * string that takes those behind it. */
static void answers_are_expected_for_a_while(void **state)
{
	static const struct {
		const char *first;
		int64_t ms;
		struct span bytes;
		const char *events;
	} cases[] = {
		{ "", 5100, BYTES("\033]jk"), "Alt-] j k" },
		{ "\033]11;#fff\007", 100, BYTES("\033]jk"),
		  "light Alt-] j k" },
		{ "", 100, BYTES("\033Pjk"), "Alt-P j k" },
		{ "", 100, BYTES("\033_jk"), "Alt-_ j k" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct input *input = input_new();
		struct buffer events = BUFFER_INIT;
		int64_t now = cases[i].ms;

		input_expect(input, 0);
		input_feed(input, cases[i].first, strlen(cases[i].first), 10);
		take_events(input, 10, &events);
		input_feed(input, cases[i].bytes.ptr, 2, now);
		for (size_t at = 2; at < cases[i].bytes.len; at++) {
			now += 30;
			take_events(input, now, &events);
			input_feed(input, cases[i].bytes.ptr + at, 1, now);
		}
		take_events(input, now, &events);
		assert_string_equal(buffer_string(&events), cases[i].events);
		buffer_release(&events);
		input_free(input);
	}
}

static void overlong_sequences_are_one_unknown_key(void **state)
{
	static const size_t lengths[] = {
		61, 62, 63, 64, 65, 66, 1000, 100000
	};

	(void)state;
	for (size_t i = 0; i < COUNT(lengths); i++) {
		struct buffer bytes = BUFFER_INIT;
		struct buffer events = BUFFER_INIT;

		buffer_append_string(&bytes, "\033[");
		for (size_t k = 0; k < lengths[i]; k++)
			buffer_append_byte(&bytes, '1');
		buffer_append_string(&bytes, "Aj");
		feed_whole(bytes.data, bytes.len, &events);
		/* Short enough, it is an arrow with many ones. */
		assert_string_equal(events.data,
				    lengths[i] <= 62 ? "↑ j" : "Unknown j");
		buffer_release(&bytes);
		buffer_release(&events);
	}
}

static void terminfo_keys_come_first(void **state)
{
	struct input *input = input_new();
	struct buffer events = BUFFER_INIT;
	static const char bytes[] = "\033[3$\033[A\033[P\033Ojj";

	(void)state;
	input_define(input, "\033[3$", KEYS_SHIFT | KEYS_DELETE);
	input_define(input, "\033[P", KEYS_DELETE);
	input_define(input, "\033Oj", KEYS_F12);
	/* These would make keys of characters and Esc: not taken. */
	input_define(input, "\177", KEYS_F1);
	input_define(input, "j", KEYS_F1);
	input_define(input, "\033", KEYS_F1);
	input_define(input, "\033[", KEYS_F1);
	input_define(input, "", KEYS_F1);
	input_feed(input, bytes, sizeof(bytes) - 1, 0);
	take_events(input, 0, &events);
	assert_string_equal(events.data, "Shift-Del ↑ Del F12 j");
	buffer_release(&events);
	input_free(input);
}

/* ---- Pastes ---- */

static void pastes_are_made_text(void **state)
{
	static const struct {
		struct span bytes;
		const char *text;
	} cases[] = {
		{ BYTES(""), "" },
		{ BYTES("two words"), "two words" },
		{ BYTES("a\rb\nc\r\nd\r\re"), "a\nb\nc\nd\n\ne" },
		{ BYTES("a\tb"), "a\tb" },
		{ BYTES("a\0\001\b\177b"), "ab" },
		{ BYTES("a\033b"), "ab" },
		{ BYTES("a\033"), "a" },
		{ BYTES("a\033[31mb"), "a[31mb" },
		{ BYTES("a\033[20b"), "a[20b" },
		{ BYTES("a\033\033[201b"), "a[201b" },
		{ BYTES("\033[200~a"), "[200~a" },
		{ BYTES("\xc3\xa9\xe2\x80\x94"), "é—" },
		{ BYTES("a\xff\xc3"), "a\xef\xbf\xbd\xef\xbf\xbd" },
		{ BYTES("a\xc2\x9b\xc2\x85z"), "az" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct buffer bytes = BUFFER_INIT;
		struct buffer expected = BUFFER_INIT;
		struct buffer events = BUFFER_INIT;

		buffer_append_string(&bytes, "\033[200~");
		buffer_append(&bytes, cases[i].bytes.ptr, cases[i].bytes.len);
		buffer_append_string(&bytes, "\033[201~q");
		buffer_append_format(&expected, "paste:%s q", cases[i].text);
		feed_whole(bytes.data, bytes.len, &events);
		assert_string_equal(events.data, expected.data);
		buffer_clear(&events);
		feed_slowly(bytes.data, bytes.len, 10, 3, &events);
		assert_string_equal(events.data, expected.data);
		buffer_release(&bytes);
		buffer_release(&expected);
		buffer_release(&events);
	}
}

static void a_paste_is_cut(void **state)
{
	/* ASCII before it shifts where the two-byte letters are cut. */
	for (size_t shift = 0; shift < 2; shift++) {
		struct input *input = input_new();
		struct input_event event;

		(void)state;
		input_feed(input, "\033[200~", 6, 0);
		input_feed(input, "abc", shift, 0);
		for (size_t i = 0; i < MIB; i++)
			input_feed(input, "\xc3\xa9", 2, 0);
		input_feed(input, "\033[201~q", 7, 0);
		assert_true(input_next(input, 0, &event));
		assert_int_equal(event.kind, INPUT_PASTE);
		assert_in_range(event.paste.len, MIB - 3, MIB);
		assert_true(utf8_valid(event.paste.ptr, event.paste.len));
		assert_memory_equal(event.paste.ptr + event.paste.len - 2,
				    "\xc3\xa9", 2);
		assert_true(input_next(input, 0, &event));
		assert_int_equal(event.key, 'q');
		input_free(input);
	}
}

/* A line may stall in a paste, and its rest is no commands; but a paste whose
 * end never comes does not take the keys for ever. */
static void a_silent_paste_ends(void **state)
{
	struct input *input = input_new();
	struct input_event event;

	(void)state;
	input_feed(input, "\033[200~one", 9, 1000);
	assert_false(input_next(input, 2999, &event));
	input_feed(input, " two", 4, 2999);
	assert_int_equal(input_wait(input, 2999), 2000);
	assert_false(input_next(input, 4998, &event));
	assert_true(input_next(input, 4999, &event));
	assert_int_equal(event.kind, INPUT_PASTE);
	assert_int_equal(event.paste.len, strlen("one two"));
	assert_memory_equal(event.paste.ptr, "one two", event.paste.len);
	input_feed(input, "q", 1, 5000);
	assert_true(input_next(input, 5000, &event));
	assert_int_equal(event.key, 'q');
	input_free(input);
}

static void unread_pastes_are_freed(void **state)
{
	static const char bytes[] =
		"\033[200~one\033[201~\033[200~two\033[201~j\033[200~thr";
	struct input *input = input_new();
	struct input_event event;

	(void)state;
	input_feed(input, bytes, sizeof(bytes) - 1, 0);
	assert_true(input_next(input, 0, &event));
	assert_memory_equal(event.paste.ptr, "one", 3);
	input_free(input);
	input_free(NULL);
}

/* ---- Storms ---- */

/* Bytes as a terminal sends them, in any order: mostly pieces of sequences. */
static void make_storm(uint64_t *random, struct buffer *out, size_t len)
{
	static const char *const pieces[] = {
		"\033",	     "\033",	 "[",	   "O",	     "\033[",
		"\033O",     "5~",	 "A",	   ";",	     ":",
		"27",	     "M",	 "<0;1;1", "m",	     "\033[200~",
		"\033[201~", "\033]",	 "\007",   "\033\\", "\033P",
		"\xc3",	     "\xa9",	 "\xe2",   "\xff",   "j",
		"\r",	     "u",	 "$",	   "?",	     "[[",
		"\033[M",    "\033[1;5", " ",	   "\030",   "1",
		"99999",
	};

	buffer_clear(out);
	while (out->len < len) {
		uint64_t number = test_random(random) >> 33;

		if (number % 16)
			buffer_append_string(out,
					     pieces[number % COUNT(pieces)]);
		else
			buffer_append_byte(out, (char)(number >> 8));
	}
}

/* However the bytes are cut, as long as no time passes. */
static void cuts_change_nothing(void **state)
{
	uint64_t random = 20240229;
	struct buffer bytes = BUFFER_INIT;
	struct buffer whole = BUFFER_INIT;
	struct buffer cut = BUFFER_INIT;

	(void)state;
	for (int round = 0; round < 600; round++) {
		struct input *input = input_new();

		make_storm(&random, &bytes, 1 + test_random(&random) % 200);
		buffer_clear(&whole);
		buffer_clear(&cut);
		feed_whole(bytes.data, bytes.len, &whole);
		for (size_t off = 0, len; off < bytes.len; off += len) {
			len = 1 + test_random(&random) % 7;
			if (len > bytes.len - off)
				len = bytes.len - off;
			input_feed(input, bytes.data + off, len, 1000);
			if (len % 2)
				take_events(input, 1000, &cut);
		}
		take_events(input, 1000 + AFTER_ALL_MS, &cut);
		assert_string_equal(buffer_string(&cut), buffer_string(&whole));
		input_free(input);
	}
	buffer_release(&bytes);
	buffer_release(&whole);
	buffer_release(&cut);
}

/* Whoever waits as long as input_wait() says gets an event then, not before. */
static void check_wait(struct input *input, int64_t now)
{
	struct input_event event;
	int wait = input_wait(input, now);

	if (wait < 0) {
		assert_false(input_next(input, now + AFTER_ALL_MS, &event));
		return;
	}
	if (wait > 0)
		assert_false(input_next(input, now + wait - 1, &event));
	assert_true(input_next(input, now + wait, &event));
}

/* In a storm with pauses the events do not depend on when they are asked for.
 */
static void polling_changes_nothing(void **state)
{
	static const int gaps_ms[] = {
		0, 0, 0, 3, 24, 25, 100, 499, 500, 2500
	};
	uint64_t random = 4711;
	struct buffer bytes = BUFFER_INIT;
	struct buffer polled = BUFFER_INIT;
	struct buffer unpolled = BUFFER_INIT;

	(void)state;
	for (int round = 0; round < 600; round++) {
		struct input *often = input_new();
		struct input *never = input_new();
		int64_t now = 0;

		make_storm(&random, &bytes, 60);
		buffer_clear(&polled);
		buffer_clear(&unpolled);
		for (size_t i = 0; i < bytes.len; i++) {
			int gap =
				gaps_ms[test_random(&random) % COUNT(gaps_ms)];

			for (int past = 0; past < gap; past += 12)
				take_events(often, now + past, &polled);
			now += gap;
			input_feed(often, bytes.data + i, 1, now);
			input_feed(never, bytes.data + i, 1, now);
		}
		take_events(often, now, &polled);
		take_events(never, now, &unpolled);
		assert_string_equal(buffer_string(&polled),
				    buffer_string(&unpolled));
		check_wait(often, now);
		input_free(often);
		input_free(never);
	}
	buffer_release(&bytes);
	buffer_release(&polled);
	buffer_release(&unpolled);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(sequences_are_read_in_time),
	cmocka_unit_test(escape_waits_25_ms),
	cmocka_unit_test(what_is_typed_behind_escape_is_kept),
	cmocka_unit_test(strings_are_swallowed),
	cmocka_unit_test(sequences_may_be_answers),
	cmocka_unit_test(expected_answers_may_be_late),
	cmocka_unit_test(answers_are_expected_for_a_while),
	cmocka_unit_test(overlong_sequences_are_one_unknown_key),
	cmocka_unit_test(terminfo_keys_come_first),
	cmocka_unit_test(pastes_are_made_text),
	cmocka_unit_test(a_paste_is_cut),
	cmocka_unit_test(a_silent_paste_ends),
	cmocka_unit_test(unread_pastes_are_freed),
	cmocka_unit_test(cuts_change_nothing),
	cmocka_unit_test(polling_changes_nothing),
};

int main(void)
{
	return test_run(tests);
}
