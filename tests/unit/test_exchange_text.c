/* SPDX-License-Identifier: ISC */
/* Tests of marks as Markdown or Org. */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "document/document.h"
#include "document/load.h"
#include "document/source.h"
#include "marks/exchange.h"
#include "marks/exchange/blocks.h"
#include "marks/exchange/formats.h"
#include "marks/exchange/names.h"
#include "marks/exchange/properties.h"
#include "marks/exchange/prose.h"

/* --- Helpers ------------------------------------------------------------- */

static void start(struct exchange *exchange, const char *title)
{
	struct exchange_document *document;

	exchange_init(exchange);
	exchange->now_ms = 1791709953000;
	document = exchange_add(exchange);
	buffer_append_string(&document->title, title);
}

static struct mark *add(struct exchange *exchange, const char *quote,
			const char *note)
{
	struct mark_list *marks =
		&exchange->documents[exchange->count - 1].marks;
	struct mark *mark = mark_list_add(marks);

	snprintf(mark->id, sizeof(mark->id),
		 "0199d4a2-7c5e-7000-8000-%06zx%06zx", exchange->count,
		 marks->count);
	buffer_append_string(&mark->original.anchor.exact, quote);
	mark_set_note(mark, note, strlen(note));
	mark->created_ms = 1791709953000;
	return mark;
}

static void read_in(struct exchange *exchange,
		    const struct exchange_format *format, const char *text,
		    size_t len)
{
	struct error error;

	exchange_init(exchange);
	if (!format->read(exchange, (struct span){ text, len }, &error))
		fail_msg("%s", error.sentence);
}

static const struct mark *mark_at(const struct exchange *exchange,
				  size_t document, size_t number)
{
	assert_true(document < exchange->count);
	assert_true(number < exchange->documents[document].marks.count);
	return &exchange->documents[document].marks.marks[number];
}

static const char *exact_of(const struct mark *mark)
{
	return buffer_string(&mark->original.anchor.exact);
}

/* The reading text of Markdown, owned. */
static char *reading_text(const char *markdown, size_t len)
{
	struct source *source = source_from_memory("a.md", markdown, len);
	struct error error;
	struct document *document =
		load_all(source, SOURCE_AUTO, LOAD_WINDOW, &error);
	struct buffer out = BUFFER_INIT;

	assert_non_null(document);
	buffer_append(&out, buffer_string(&document->text), document->text.len);
	document_free(document);
	return buffer_detach(&out);
}

/* --- Prose --------------------------------------------------------------- */

/* Texts that could be taken for markup, one line each. */
static const char *const traps[] = {
	"plain words",
	"*not* **strong** _at_ __all__ snake_case_name",
	"# no heading",
	"#tag and C# and #1",
	"---",
	"***",
	"___",
	"===",
	"```",
	"~~~ code",
	"    four blanks",
	"1. one",
	"12) twelve",
	"2026. A year",
	"- item",
	"+ item",
	"* item",
	"> quoted",
	"| a | b |",
	"|---|---|",
	"a | b",
	":--",
	": a definition",
	"::: warning",
	"[x](y) ![z](w) [[page]] [ref]",
	"[ref]: http://example.com",
	"[^1] and [^1]: note",
	"<!-- id:x -->",
	"<!-- /id:x 0123456789abcdef -->",
	"<b>bold</b> a < b <https://example.com>",
	"&amp; AT&T &#42; &copy",
	"back\\slash \\* and \\",
	"`code` and ``more``",
	"ends in a name ^m-12345678",
	"^m-12345678",
	"==marked== and a == b",
	"%%comment%% 100%",
	"$x$ costs $5",
	"~~struck~~ H~2~O x^2^",
	"{++add++} {--del--} {>>note<<} {.class}",
	"http://example.com/a_b*c_d*?x=1#y",
	"see www.example.com/~me/*x*.",
	"https://example.com/plain",
	"(@) example (1) one",
	"![[embed]]",
	"\xe2\x80\x94 yellow \xc2\xb7 #tag \xc2\xb7 `lectern --at=x`",
	"Setext\n===",
	"Setext\n---",
	"a\n\nb",
	"Term\n: definition",
	"| a | b |\n|---|---|\n| c | d |",
	"+---+---+\n| a | b |\n+---+---+",
	"<div>\n*x*\n</div>",
	"*[HTML]: abbreviation",
	"+++",
	"%%",
	"a  b",
	"\xe6\xbc\xa2\xe5\xad\x97*\xe5\xbc\xb7\xe8\xaa\xbf*",
};

static void check_quote(const char *text)
{
	struct buffer markdown = BUFFER_INIT;
	struct buffer back = BUFFER_INIT;

	prose_quote(&markdown, text, strlen(text));
	prose_read_quote(&back, markdown.data, markdown.len);
	assert_string_equal(buffer_string(&back), text);
	buffer_clear(&markdown);
	buffer_clear(&back);
	prose_note(&markdown, text, strlen(text));
	prose_read_note(&back, markdown.data, markdown.len);
	assert_string_equal(buffer_string(&back), text);
	buffer_release(&markdown);
	buffer_release(&back);
}

/* The text with blanks made one, as a page shows it. */
static void squeeze(char *text)
{
	char *to = text;

	for (const char *at = text; *at; at++) {
		if (!memcmp(at, "\xc2\xa0", 2)) {
			*to++ = ' ';
			at++;
		} else {
			*to++ = *at;
		}
	}
	*to = '\0';
	to = text;
	for (const char *at = text; *at; at++) {
		bool blank = strchr(" \n\t", *at) != NULL;

		if (blank && (to == text || to[-1] == ' '))
			continue;
		*to++ = blank ? ' ' : *at;
	}
	while (to > text && to[-1] == ' ')
		to--;
	*to = '\0';
}

static void check_shown(const char *text,
			void (*write)(struct buffer *, const char *, size_t))
{
	struct buffer markdown = BUFFER_INIT;
	char *wanted = strdup(text);
	char *shown;

	buffer_append_string(&markdown, "Before.\n\n");
	write(&markdown, text, strlen(text));
	buffer_append_string(&markdown, "\nBehind.\n");
	shown = reading_text(markdown.data, markdown.len);
	squeeze(shown);
	squeeze(wanted);
	if (strlen(shown) < strlen(wanted) + 16 ||
	    strncmp(shown + 8, wanted, strlen(wanted)) != 0)
		fail_msg("\"%s\" is shown as \"%s\" of\n%s", text, shown,
			 markdown.data);
	assert_string_equal(shown + strlen(shown) - 8, " Behind.");
	assert_int_equal(strlen(shown), strlen(wanted) + 16);
	free(shown);
	free(wanted);
	buffer_release(&markdown);
}

static void test_traps(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(traps) / sizeof(*traps); i++) {
		check_quote(traps[i]);
		check_shown(traps[i], prose_quote);
		check_shown(traps[i], prose_note);
	}
	check_quote("\tindented\n  twice ");
	check_quote("a\n\n\n\nb");
}

/* Any text of what could be markup comes back, and is shown as it is. */
static void test_any_text(void **state)
{
	static const char *const pieces[] = {
		"*",  "_",  "`", "#",	 "-",  "+",	      "=",
		">",  "<",  "!", "[",	 "]",  "(",	      ")",
		"|",  "~",  "^", "$",	 "%",  "{",	      "}",
		":",  ".",  "1", "a",	 "b ", " ",	      "\n",
		"\\", "&",  ";", "@",	 "/",  "'",	      "\"",
		"x",  "c ", "d", "word", "e",  "http://a.b/", "www.a.b",
	};
	uint64_t random = 5;

	(void)state;
	for (int i = 0; i < 4000; i++) {
		char text[256] = "w";
		size_t len = 1;

		for (size_t n = 1 + test_random(&random) % 14; n > 0; n--) {
			const char *piece = pieces[test_random(&random) % 42];

			/* No blanks at the ends of lines, which are one. */
			if (text[len - 1] == '\n' &&
			    (*piece == ' ' || *piece == '\n'))
				continue;
			if (*piece == '\n' && text[len - 1] == ' ')
				continue;
			len += (size_t)snprintf(text + len, sizeof(text) - len,
						"%s", piece);
		}
		text[len++] = 'w';
		text[len] = '\0';
		check_quote(text);
		check_shown(text, prose_quote);
		check_shown(text, prose_note);
		if (text[1] != '\n')
			check_quote(text + 1);
	}
}

static void test_control_characters(void **state)
{
	static const char text[] = "a\x1b[2Jb\r\nc\rd\x7f\xc2\x9b\xff";
	struct buffer out = BUFFER_INIT;

	(void)state;
	prose_quote(&out, text, sizeof(text) - 1);
	assert_string_equal(out.data,
			    "> a\xe2\x90\x9b\\[2Jb\n>\n> c\n>\n> d\xe2\x90\xa1"
			    "\xef\xbf\xbd\xef\xbf\xbd\n");
	buffer_release(&out);
}

static void test_names(void **state)
{
	static const struct {
		const char *title;
		const char *name;
	} cases[] = {
		{ "Plain", "Plain" },
		{ "a/b\\c:d*e?f\"g<h>i|j#k^l[m]n",
		  "a b c d e f g h i j k l m n" },
		{ "  ..hidden.. ", "hidden" },
		{ "-rf", "rf" },
		{ "", "Untitled" },
		{ "///", "Untitled" },
		{ "con", "_con" },
		{ "LPT1.old", "_LPT1.old" },
		{ "console", "console" },
		{ "\xff\xfe x", "\xef\xbf\xbd\xef\xbf\xbd x" },
		{ "a\u202eb\x1b[2J", "a b 2J" },
		{ "漢字 — “quoted”", "漢字 — “quoted”" },
	};
	struct buffer out = BUFFER_INIT;
	struct buffer title = BUFFER_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		buffer_clear(&out);
		name_from_title(&out, cases[i].title, strlen(cases[i].title));
		assert_string_equal(out.data, cases[i].name);
	}
	for (int i = 0; i < 200; i++)
		buffer_append_string(&title, "漢");
	buffer_clear(&out);
	name_from_title(&out, title.data, title.len);
	assert_true(out.len <= 120 && out.len > 110 && out.len % 3 == 0);
	buffer_release(&out);
	buffer_release(&title);
}

/* What means nothing is left as it is, for people read it. */
static void test_readable(void **state)
{
	static const char *const cases[][2] = {
		{ "snake_case, AT&T, a < b, 5% - \"x\" (C#)!", NULL },
		{ "x-y + z = 3; a: b. 10:30, e.g. 1?", NULL },
		{ "https://example.com/a-b_c?d=e", NULL },
		{ "{--x--} *y*", "\\{--x--} \\*y\\*" },
		{ "#x", "\\#x" },
	};
	struct buffer out = BUFFER_INIT;
	struct buffer wanted = BUFFER_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *text = cases[i][0];

		buffer_clear(&out);
		buffer_clear(&wanted);
		prose_quote(&out, text, strlen(text));
		buffer_append_format(&wanted, "> %s\n",
				     cases[i][1] ? cases[i][1] : text);
		assert_string_equal(out.data, wanted.data);
	}
	buffer_clear(&out);
	prose_note(&out, "#tag and # none", 15);
	assert_string_equal(out.data, "#tag and \\# none\n");
	buffer_release(&out);
	buffer_release(&wanted);
}

static void test_properties(void **state)
{
	static const char *const values[] = {
		"plain",
		"",
		"a \"quoted\" \\ one",
		"two\nlines",
		": # - [x] {y} & * ! | > ' % @ `",
		"\x01\x7f\xc2\x85",
		"\xe2\x80\xa8 漢字",
		"--> yes",
		"---",
	};
	struct buffer out = BUFFER_INIT;
	struct buffer back = BUFFER_INIT;
	struct span value;

	(void)state;
	for (size_t i = 0; i < sizeof(values) / sizeof(*values); i++) {
		buffer_clear(&out);
		buffer_clear(&back);
		buffer_append_string(&out, "other: x\n");
		property_write(&out, "title", values[i]);
		assert_true(property_find((struct span){ out.data, out.len },
					  "title", &value));
		property_read(&back, value);
		assert_string_equal(buffer_string(&back), values[i]);
		assert_null(strstr(out.data, "-->"));
	}
	buffer_release(&out);
	buffer_release(&back);
}

/* --- Markdown ------------------------------------------------------------ */

static void fill(struct exchange *exchange)
{
	struct mark *mark;

	start(exchange, "Essay \"one\" <!-- x -->");
	buffer_append_string(&exchange->documents[0].author, "A. Writer");
	buffer_append_string(&exchange->documents[0].path, "~/a b`c.md");
	memcpy(exchange->documents[0].id,
	       "0199d4a2-7c5e-7000-8000-0000000000d1", 37);
	for (size_t i = 0; i < sizeof(traps) / sizeof(*traps); i++) {
		mark = add(exchange, traps[i],
			   traps[(i + 7) % (sizeof(traps) / sizeof(*traps))]);
		buffer_append_string(&mark->head,
				     i < 20 ? "Part *I*\n# Why" : "Part II");
		mark->color = (enum mark_color)(i % MARK_COLORS);
		if (i % 5 == 0) {
			mark->kind = MARK_BOOKMARK;
			mark->color = MARK_YELLOW;
			mark->letter = i % 2 ? '\0' : 'q';
		}
		mark_add_tag(mark, "later", 5);
	}
	add(exchange, "of no heading", "");
}

static void assert_same(const struct mark *a, const struct mark *b)
{
	assert_string_equal(a->id, b->id);
	assert_string_equal(exact_of(a), exact_of(b));
	assert_string_equal(buffer_string(&a->note), buffer_string(&b->note));
	assert_int_equal(a->kind, b->kind);
	assert_int_equal(a->color, b->color);
	assert_int_equal(a->letter, b->letter);
	assert_int_equal(a->created_ms, b->created_ms);
	assert_true(mark_has_tag(b, "later", 5) || !a->tags.len);
}

static void test_markdown_there_and_back(void **state)
{
	struct exchange out;
	struct exchange in;
	struct buffer text = BUFFER_INIT;

	(void)state;
	fill(&out);
	exchange_markdown.write(&out, &text);
	assert_true(exchange_markdown.is((struct span){ text.data, text.len }));
	read_in(&in, &exchange_markdown, text.data, text.len);
	assert_int_equal(in.count, 1);
	assert_string_equal(in.documents[0].id, out.documents[0].id);
	assert_string_equal(buffer_string(&in.documents[0].title),
			    buffer_string(&out.documents[0].title));
	assert_string_equal(buffer_string(&in.documents[0].path),
			    buffer_string(&out.documents[0].path));
	assert_int_equal(in.documents[0].marks.count,
			 out.documents[0].marks.count);
	for (size_t i = 0; i < out.documents[0].marks.count; i++)
		assert_same(mark_at(&out, 0, i), mark_at(&in, 0, i));
	assert_string_equal(buffer_string(&mark_at(&in, 0, 0)->head),
			    "Part *I*\n# Why");
	buffer_release(&text);
	exchange_release(&out);
	exchange_release(&in);
}

static void test_markdown_of_several(void **state)
{
	struct exchange out;
	struct exchange in;
	struct buffer text = BUFFER_INIT;
	struct exchange_document *document;

	(void)state;
	start(&out, "One --> two");
	add(&out, "of one", "");
	document = exchange_add(&out);
	buffer_append_string(&document->title, "Two");
	add(&out, "of two", "")->deleted = true;
	add(&out, "more of two", "");
	exchange_markdown.write(&out, &text);
	read_in(&in, &exchange_markdown, text.data, text.len);
	assert_int_equal(in.count, 2);
	assert_string_equal(buffer_string(&in.documents[0].title),
			    "One --> two");
	assert_string_equal(exact_of(mark_at(&in, 0, 0)), "of one");
	assert_int_equal(in.documents[1].marks.count, 1);
	assert_string_equal(exact_of(mark_at(&in, 1, 0)), "more of two");
	buffer_release(&text);
	exchange_release(&out);
	exchange_release(&in);
}

static void test_markdown_of_hostile_ids(void **state)
{
	static const char *const ids[] = { "a",	   "--> x",  "-",
					   "a--b", "`\n<%>", "\xff" };
	struct mark mark;
	struct buffer out = BUFFER_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(ids) / sizeof(*ids); i++) {
		struct mark_block_list list = { NULL, 0, 0 };

		mark_init(&mark);
		snprintf(mark.id, sizeof(mark.id), "%s", ids[i]);
		buffer_clear(&out);
		mark_block_write(&out, &mark);
		mark_block_find(&list, out.data, out.len);
		assert_int_equal(list.count, 1);
		assert_string_equal(list.blocks[0].id, ids[i]);
		assert_int_equal(list.blocks[0].hash,
				 mark_block_hash(out.data + list.blocks[0].body,
						 list.blocks[0].body_end -
							 list.blocks[0].body));
		mark_block_list_release(&list);
		mark_release(&mark);
	}
	buffer_release(&out);
}

/* --- Org ----------------------------------------------------------------- */

static void test_org(void **state)
{
	struct exchange exchange;
	struct buffer out = BUFFER_INIT;
	struct mark *mark;

	(void)state;
	start(&exchange, "Title");
	mark = add(&exchange, "* star\n#+end_quote\n,* comma\nplain",
		   "# n\n:x:");
	buffer_append_string(&mark->head, "Part I\nWhy");
	mark_add_tag(mark, "to-do", 5);
	exchange_org.write(&exchange, &out);
	assert_string_equal(
		out.data,
		"* Title\n:PROPERTIES:\n:END:\n** Part I / Why\n"
		"*** * star #+end_quote ,* comma plain :to_do:\n"
		":PROPERTIES:\n:ID: 0199d4a2-7c5e-7000-8000-000001000001\n"
		":CREATED: [2026-10-11 Sun 09:12]\n:COLOR: yellow\n:END:\n"
		"#+begin_quote\n,* star\n,#+end_quote\n,,* comma\nplain\n"
		"#+end_quote\n\n"
		"\xe2\x80\x8b# n\n\xe2\x80\x8b:x:\n");
	buffer_release(&out);
	exchange_release(&exchange);
}

/* --- Anything ------------------------------------------------------------ */

/* Bytes flipped, cut and put elsewhere: it is read or refused. */
static void break_all(const struct exchange_format *format, const char *text,
		      size_t len)
{
	uint64_t random = 11;

	for (int i = 0; i < 1500; i++) {
		struct buffer broken = BUFFER_INIT;
		struct exchange in;
		struct error error = { "" };
		size_t at = test_random(&random) % len;
		size_t from = test_random(&random) % len;

		buffer_append(&broken, text, i % 4 == 0 ? at : len);
		for (int n = 0; i % 4 && n < 1 + i % 7; n++)
			broken.data[test_random(&random) % len] =
				i % 2 ? text[test_random(&random) % len]
				      : (char)test_random(&random);
		if (i % 5 == 0)
			buffer_append(&broken, text + from, len - from);
		exchange_init(&in);
		(void)format->is(
			(struct span){ buffer_string(&broken), broken.len });
		if (!format->read(
			    &in,
			    (struct span){ buffer_string(&broken), broken.len },
			    &error))
			assert_true(*error.sentence);
		exchange_release(&in);
		buffer_release(&broken);
	}
}

static void test_any_bytes(void **state)
{
	struct exchange out;
	struct buffer text = BUFFER_INIT;

	(void)state;
	start(&out, "One");
	add(&out, "a *quote*\nof two", "a note #tag");
	exchange_add(&out);
	add(&out, "", "only a note")->kind = MARK_BOOKMARK;
	exchange_markdown.write(&out, &text);
	break_all(&exchange_markdown, text.data, text.len);
	buffer_release(&text);
	exchange_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_traps),
		cmocka_unit_test(test_any_text),
		cmocka_unit_test(test_control_characters),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_readable),
		cmocka_unit_test(test_properties),
		cmocka_unit_test(test_markdown_there_and_back),
		cmocka_unit_test(test_markdown_of_several),
		cmocka_unit_test(test_markdown_of_hostile_ids),
		cmocka_unit_test(test_org),
		cmocka_unit_test(test_any_bytes),
	};

	if (setenv("TZ", "UTC", 1) != 0)
		return 1;
	return test_run(tests);
}
