/* SPDX-License-Identifier: ISC */
/* What essays use beyond CommonMark: properties of any list of inlines. */
#include "test.h"

#include <stdlib.h>
#include <time.h>

#include "base/memory.h"
#include "document/extras.h"
#include "document/extras/marked.h"
#include "document/markdown/escapes.h"
#include "inlines.h"

static const char *const tokens[] = {
	"~~",
	"~",
	"==",
	"=",
	"^",
	"[",
	"]",
	"[[",
	"]]",
	"[^",
	"|",
	"!",
	"{",
	"}",
	"{.c}",
	"{#d}",
	"{.mark}",
	"{: .c}",
	"{:c}",
	"#",
	".",
	":",
	"/",
	"(",
	")",
	" ",
	"\t",
	"a",
	"b1",
	"2",
	"\xc3\xa9",
	"\xe4\xb8\xad",
	"http://",
	"www.",
	"@",
	"mailto:",
	"x@y.z",
	"\xe3\x80\x82",
	"&amp;",
	"_",
	"-",
	"'",
	"\xe2\x80\x9d",
	ESCAPES_MARK "~",
	ESCAPES_MARK "[",
	ESCAPES_MARK "{",
	ESCAPES_MARK ".",
	ESCAPES_MARK ESCAPES_MARK,
	"[!",
};

#define TOKENS	  (sizeof(tokens) / sizeof(*tokens))
#define DEPTH_MAX 6

/* A list that a parser might give: balanced, texts joined, no link in a link.
 */
static void generate(struct inlines *in, uint64_t *seed)
{
	static const enum inline_kind edges[] = { INLINE_EMPHASIS,
						  INLINE_STRONG, INLINE_LINK,
						  INLINE_IMAGE };
	enum inline_kind open[DEPTH_MAX];
	size_t depth = 0;
	size_t count = test_random(seed) % 40;

	inlines_clear(in);
	while (count || depth) {
		uint64_t dice = test_random(seed) % 40;

		if (depth && (!dice || !count)) {
			inlines_add_edge(in, open[--depth], INLINE_LEAVE);
		} else if (dice == 1 && depth < DEPTH_MAX) {
			enum inline_kind kind = edges[test_random(seed) % 4];

			open[depth++] = kind;
			if (kind >= INLINE_LINK)
				inlines_enter_link(in, kind, "#u", "t", 3);
			else
				inlines_add_edge(in, kind, INLINE_ENTER);
		} else if (dice == 2) {
			inlines_add_leaf(in, INLINE_CODE, "c~~", 3);
		} else if (dice == 3) {
			inlines_add_leaf(in, INLINE_SOFT_BREAK, "", 0);
		} else {
			const char *token = tokens[test_random(seed) % TOKENS];

			inlines_add_text(in, token, strlen(token));
		}
		if (count)
			count--;
	}
}

static bool find_note(void *context, const char *label, size_t len,
		      struct buffer *out)
{
	(void)context;
	buffer_append(out, label, len);
	return len < 3;
}

/* What enters is left, the last first; no link in a link; no empty text; texts
 * that touch are one. */
static void check_shape(const struct inlines *out)
{
	uint8_t open[64];
	size_t depth = 0;

	for (size_t i = 0; i < out->count; i++) {
		const struct inline_item *item = &out->items[i];

		assert_true(item->off + item->len <= out->text.len);
		if (item->kind == INLINE_TEXT) {
			assert_true(item->len > 0);
			assert_true(!i || item[-1].kind != INLINE_TEXT);
			/* No mark is parted from its character. */
			assert_false(marked_before(inlines_bytes(out, i),
						   item->len));
		}
		if (item->edge == INLINE_ENTER) {
			assert_true(depth < sizeof(open));
			open[depth++] = item->kind;
		} else if (item->edge == INLINE_LEAVE) {
			assert_true(depth > 0);
			assert_int_equal(open[--depth], item->kind);
		}
	}
	assert_int_equal(depth, 0);
}

/* All the text, unmarked; code too. */
static void append_text(struct buffer *out, const struct inlines *inlines)
{
	for (size_t i = 0; i < inlines->count; i++) {
		struct span bytes = inlines_bytes(inlines, i);

		if (inlines->items[i].kind <= INLINE_CODE)
			escapes_unmark(out, bytes.ptr, bytes.len);
	}
}

/* Says that rest is whole with some bytes left out, and all of them were
 * within delimiters, brackets, pages, labels or attributes. */
static void check_lost(const struct buffer *whole, const struct buffer *rest)
{
	size_t at = 0;

	for (size_t i = 0; i < whole->len; i++)
		if (at < rest->len && whole->data[i] == rest->data[at])
			at++;
	assert_int_equal(at, rest->len);
}

/* The letters of a list without any bracket and brace. */
static void keep_letters(struct buffer *buffer)
{
	size_t kept = 0;

	for (size_t i = 0; i < buffer->len; i++)
		if (!strchr("~=^", buffer->data[i]))
			buffer->data[kept++] = buffer->data[i];
	buffer_truncate(buffer, kept);
}

static bool has_brackets(const struct buffer *text)
{
	return strpbrk(buffer_string(text), "[]{}");
}

/* Puts the name of the block, which ended its text, back to where it was. */
static void put_name_back(struct buffer *after, const struct buffer *before,
			  const struct inlines *out)
{
	size_t end = before->len;
	struct span name;

	if (!out->count || out->items[0].kind != INLINE_TARGET)
		return;
	name = inlines_bytes(out, 0);
	while (end && strchr(" \t", before->data[end - 1]))
		end--;
	assert_true(after->len >= before->len - end);
	buffer_truncate(after, after->len - (before->len - end));
	buffer_append(after, name.ptr, name.len);
	buffer_append(after, buffer_string(before) + end, before->len - end);
}

static void shape_and_text(void **state)
{
	struct inlines in = INLINES_INIT;
	struct inlines out = INLINES_INIT;
	struct buffer before = BUFFER_INIT;
	struct buffer after = BUFFER_INIT;
	uint64_t seed = 3;
	size_t without_brackets = 0;

	(void)state;
	for (int i = 0; i < 30000; i++) {
		generate(&in, &seed);
		check_shape(&in);
		extras_inlines(&out, &in, find_note, NULL);
		check_shape(&out);
		buffer_clear(&before);
		buffer_clear(&after);
		append_text(&before, &in);
		append_text(&after, &out);
		check_lost(&before, &after);
		/* Where nothing but delimiters may go, nothing else goes. */
		if (has_brackets(&before))
			continue;
		without_brackets++;
		put_name_back(&after, &before, &out);
		keep_letters(&before);
		keep_letters(&after);
		assert_string_equal(buffer_string(&before),
				    buffer_string(&after));
	}
	assert_true(without_brackets > 500);
	inlines_release(&in);
	inlines_release(&out);
	buffer_release(&before);
	buffer_release(&after);
}

/* What a parser found stays: its inlines are there, in their order, and code
 * as it was. */
static void keeps_inlines(void **state)
{
	struct inlines in = INLINES_INIT;
	struct inlines out = INLINES_INIT;
	uint64_t seed = 4;

	(void)state;
	for (int i = 0; i < 10000; i++) {
		size_t at = 0;

		generate(&in, &seed);
		extras_inlines(&out, &in, find_note, NULL);
		for (size_t j = 0; j < in.count; j++) {
			const struct inline_item *item = &in.items[j];

			if (item->kind == INLINE_TEXT)
				continue;
			while (at < out.count &&
			       (out.items[at].kind != item->kind ||
				out.items[at].edge != item->edge ||
				out.items[at].definition != item->definition))
				at++;
			assert_true(at < out.count);
			at++;
		}
	}
	inlines_release(&in);
	inlines_release(&out);
}

/* Text without any of their signs is not touched. */
static void leaves_plain_text(void **state)
{
	static const char text[] =
		"An essay, plain as it is (mostly): a - b, 5 < 6 & \"c\"!";
	struct inlines in = INLINES_INIT;
	struct inlines out = INLINES_INIT;
	struct span got;

	(void)state;
	inlines_read(&in, text, strlen(text));
	extras_inlines(&out, &in, find_note, NULL);
	assert_int_equal(out.count, 1);
	got = inlines_bytes(&out, 0);
	assert_int_equal(got.len, strlen(text));
	assert_memory_equal(got.ptr, text, got.len);
	inlines_release(&in);
	inlines_release(&out);
}

/* The steps at a block's edges take whole characters from whatever list. */
static void steps(void **state)
{
	struct inlines in = INLINES_INIT;
	struct buffer text = BUFFER_INIT;
	struct buffer rest = BUFFER_INIT;
	struct buffer found = BUFFER_INIT;
	uint64_t seed = 5;

	(void)state;
	for (int i = 0; i < 30000; i++) {
		size_t title = 0;

		generate(&in, &seed);
		buffer_clear(&text);
		append_text(&text, &in);
		switch (i % 3) {
		case 0:
			extras_task(&in);
			break;
		case 1:
			extras_callout(&in, &found, &title);
			assert_true(title <= in.count);
			break;
		default:
			extras_heading_attributes(&in, &found);
		}
		check_shape(&in);
		buffer_clear(&rest);
		append_text(&rest, &in);
		check_lost(&text, &rest);
	}
	inlines_release(&in);
	buffer_release(&text);
	buffer_release(&rest);
	buffer_release(&found);
}

/* --- Time -------------------------------------------------------------- */

static double seconds_for(const char *unit, size_t len)
{
	struct inlines in = INLINES_INIT;
	struct inlines out = INLINES_INIT;
	struct timespec start;
	struct timespec end;

	while (in.text.len < len)
		inlines_add_text(&in, unit, strlen(unit));
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start);
	extras_inlines(&out, &in, find_note, NULL);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
	inlines_release(&in);
	inlines_release(&out);
	return (double)(end.tv_sec - start.tv_sec) +
	       (double)(end.tv_nsec - start.tv_nsec) / 1e9;
}

/* A megabyte of each is a matter of a fraction of a second; were it quadratic,
 * it would be hours. */
static void linear(void **state)
{
	static const char *const units[] = {
		"~~",		"a~~",	   "~~a ",	   "==",
		" ==a",		"^",	   "a^",	   "a^1",
		"a~1",		"[",	   "[[",	   "[[a|",
		"[[a",		"]]",	   "[^",	   "[^a",
		"[^a]",		"]{.a",	   "[a]{",	   "{#",
		"{#a ",		"www.",	   " www.a_",	   "_www.a",
		"_www.a_.b_",	"http://", "http://a_b",   "a@",
		"a@b.",		"a@b.c",   "(((",	   ")))",
		"http://a.b/)", "&a;",	   "http://a.b/;", "a.",
		"=~~^~",	"[~~",	   "a~~b^c=="
	};

	(void)state;
	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++)
		assert_true(seconds_for(units[i], 250000) < 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shape_and_text),
		cmocka_unit_test(keeps_inlines),
		cmocka_unit_test(leaves_plain_text),
		cmocka_unit_test(steps),
		cmocka_unit_test(linear),
	};

	return test_run(tests);
}
