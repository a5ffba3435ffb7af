/* SPDX-License-Identifier: ISC */
/* Tests of marks as a Kindle keeps them. */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "marks/exchange.h"
#include "marks/exchange/formats.h"

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

/* --- Clippings ----------------------------------------------------------- */

static void test_clippings_languages(void **state)
{
	static const struct {
		const char *record;
		const char *title;
		const char *author;
		enum mark_kind kind;
		int64_t ms;
	} cases[] = {
		{ "Book (Some One)\n- Your Highlight on page 12 | Location "
		  "170-172 | Added on Sunday, October 11, 2026 9:12:33 AM",
		  "Book", "Some One", MARK_HIGHLIGHT, 1791709953000 },
		{ "Prozess (2. Auflage) (Kafka, Franz (Hg.))\n- Ihre Markierung"
		  " bei Position 233-235 | Hinzugefügt am Sonntag, 11. Oktober"
		  " 2026 09:12:33",
		  "Prozess (2. Auflage)", "Kafka, Franz (Hg.)", MARK_HIGHLIGHT,
		  1791709953000 },
		{ "Livre\n- Votre signet sur la page 5 | emplacement 12 | "
		  "Ajouté le dimanche 11 octobre 2026 à 09:12:33",
		  "Livre", "", MARK_BOOKMARK, 1791709953000 },
		{ "Libro (X)\n- Tu subrayado en la página 7 | posición 89-92 | "
		  "Añadido el domingo, 11 de octubre de 2026 9:12:33",
		  "Libro", "X", MARK_HIGHLIGHT, 1791709953000 },
		{ "Libro (X)\n-  La tua evidenziazione alla posizione 3-4 | "
		  "Aggiunto in data domenica 11 ottobre 2026 09:12:33",
		  "Libro", "X", MARK_HIGHLIGHT, 1791709953000 },
		{ "Livro (X)\n- Seu destaque ou posição 3-4 | Adicionado: "
		  "domingo, 11 de outubro de 2026 09:12:33",
		  "Livro", "X", MARK_HIGHLIGHT, 1791709953000 },
		{ "Boek (X)\n- Je markering op locatie 55 t/m 88 | Toegevoegd "
		  "op zondag 11 oktober 2026 09:12:33",
		  "Boek", "X", MARK_HIGHLIGHT, 1791709953000 },
		{ "Книга (X)\n– Ваш выделенный отрывок на странице 6 | Место "
		  "53–55 | Добавлено: воскресенье, 11 октября 2026 г. в "
		  "09:12:33",
		  "Книга", "X", MARK_HIGHLIGHT, 1791709953000 },
		{ "规模（杰弗里·韦斯特）\n- 您在第 7 页（位置 #114-116）的标注 "
		  "| 添加于 "
		  "2026年10月11日星期日 上午9:12:33",
		  "规模", "杰弗里·韦斯特", MARK_HIGHLIGHT, 1791709953000 },
		{ "こころ (夏目漱石)\n- 7ページ｜位置No. 114-116のハイライト "
		  "|作成日: "
		  "2026年10月11日日曜日 9:12:33",
		  "こころ", "夏目漱石", MARK_HIGHLIGHT, 1791709953000 },
		{ "こころ (夏目漱石)\n- 位置No. 77のブックマーク |作成日: soon",
		  "こころ", "夏目漱石", MARK_BOOKMARK, 0 },
		{ "X (Y)\n- Vurgu 12-13", "X", "Y", MARK_HIGHLIGHT, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct buffer text = BUFFER_INIT;
		struct exchange in;
		const struct mark *mark;

		buffer_append_format(&text,
				     "\xef\xbb\xbf%s\n\nA quote.\n"
				     "==========\n",
				     cases[i].record);
		assert_true(exchange_clippings.is(
			(struct span){ text.data, text.len }));
		read_in(&in, &exchange_clippings, text.data, text.len);
		assert_int_equal(in.count, 1);
		assert_string_equal(buffer_string(&in.documents[0].title),
				    cases[i].title);
		assert_string_equal(buffer_string(&in.documents[0].author),
				    cases[i].author);
		mark = mark_at(&in, 0, 0);
		assert_int_equal(mark->kind, cases[i].kind);
		assert_int_equal(mark->created_ms, cases[i].ms);
		assert_string_equal(exact_of(mark), "A quote.");
		exchange_release(&in);
		buffer_release(&text);
	}
}

static const char shelf[] =
	"\xef\xbb\xbf"
	"Book (A)\r\n- Your Highlight on Location 10-12 | Added on Sunday, "
	"October 11, 2026 9:12:33 AM\r\n\r\nfirst part\r\n==========\r\n"
	"Book (A)\r\n- Your Highlight on Location 10-14 | Added on Sunday, "
	"October 11, 2026 9:12:40 AM\r\n\r\nthe first part and more\r\n"
	"==========\r\n"
	"Other (B)\r\n- Your Note on Location 99 | Added on Sunday, October 11,"
	" 2026 9:13:00 AM\r\n\r\nstands alone\r\n==========\r\n"
	"Book (A)\r\n- Your Note on Location 14 | Added on Sunday, October 11, "
	"2026 9:13:00 AM\r\n\r\nmy note\r\n==========\r\n"
	"Book (A)\r\n- Your Highlight on Location 680-82 | Added on Sunday, "
	"October 11, 2026 9:14:00 AM\r\n\r\nlast\r\n==========\r\n"
	"Book (A)\r\n- Your Note on Location 682 | Added on Sunday, October 11,"
	" 2026 9:14:00 AM\r\n\r\nlast note\r\n==========\r\n"
	"Book (A)\r\n- Your Bookmark on Location 700 | Added on Sunday, October"
	" 11, 2026 9:15:00 AM\r\n\r\n\r\n==========\r\n"
	"Book (A)\r\n- Your Highlight on Location 701-702 | Added on Sunday, "
	"October 11, 2026 9:15:00 AM\r\n\r\n<You have reached the clipping "
	"limit for this item>\r\n==========\r\n"
	"no record\r\n==========\r\n";

static void check_shelf(const struct exchange *in)
{
	assert_int_equal(in->count, 2);
	assert_int_equal(in->duplicates, 1);
	assert_int_equal(in->unusable, 3);
	assert_int_equal(in->documents[0].marks.count, 2);
	assert_string_equal(exact_of(mark_at(in, 0, 0)),
			    "the first part and more");
	assert_string_equal(buffer_string(&mark_at(in, 0, 0)->note), "my note");
	assert_string_equal(exact_of(mark_at(in, 0, 1)), "last");
	assert_string_equal(buffer_string(&mark_at(in, 0, 1)->note),
			    "last note");
	assert_string_equal(buffer_string(&mark_at(in, 1, 0)->note),
			    "stands alone");
	assert_int_equal(mark_at(in, 1, 0)->kind, MARK_BOOKMARK);
}

static void test_clippings_belong_together(void **state)
{
	struct exchange in;
	struct exchange again;
	struct buffer wide = BUFFER_INIT;

	(void)state;
	read_in(&in, &exchange_clippings, shelf, sizeof(shelf) - 1);
	check_shelf(&in);
	/* In UTF-16 it is the same, and has the same IDs. */
	buffer_append(&wide, "\xff\xfe", 2);
	for (const char *at = shelf + 3; *at; at++) {
		buffer_append_byte(&wide, *at);
		buffer_append_byte(&wide, '\0');
	}
	assert_true(
		exchange_clippings.is((struct span){ wide.data, wide.len }));
	read_in(&again, &exchange_clippings, wide.data, wide.len);
	check_shelf(&again);
	for (size_t i = 0; i < 2; i++)
		assert_string_equal(mark_at(&in, 0, i)->id,
				    mark_at(&again, 0, i)->id);
	buffer_release(&wide);
	exchange_release(&in);
	exchange_release(&again);
}

static void test_clippings_there_and_back(void **state)
{
	struct exchange out;
	struct exchange in;
	struct buffer text = BUFFER_INIT;
	struct mark *mark;

	(void)state;
	start(&out, "Title (2nd edition)");
	for (unsigned i = 0; i < 20; i++) {
		mark = add(&out, i % 2 ? "two\n==========\nlines" : "same text",
			   i % 3 ? "a note\nof two lines" : "");
		mark->original.start = i * 100;
		mark->original.end = i * 100 + 20;
		mark->original.len = 5000;
		mark->kind = i % 7 ? MARK_HIGHLIGHT : MARK_BOOKMARK;
	}
	exchange_clippings.write(&out, &text);
	assert_int_equal(strncmp(text.data,
				 "\xef\xbb\xbfTitle (2nd edition) ()\r\n"
				 "- Your Bookmark on Location 20 | Added on "
				 "Sunday, October 11, 2026 9:12:33 AM\r\n\r\n"
				 "same text\r\n==========\r\n",
				 100),
			 0);
	read_in(&in, &exchange_clippings, text.data, text.len);
	assert_int_equal(in.count, 1);
	assert_int_equal(in.duplicates + in.unusable, 0);
	assert_string_equal(buffer_string(&in.documents[0].title),
			    "Title (2nd edition)");
	assert_int_equal(in.documents[0].marks.count, 20);
	for (size_t i = 0; i < 20; i++) {
		const struct mark *there = mark_at(&out, 0, i);
		const struct mark *here = mark_at(&in, 0, i);

		assert_string_equal(buffer_string(&here->note),
				    buffer_string(&there->note));
		assert_int_equal(here->kind, there->kind);
		assert_int_equal(here->created_ms, there->created_ms);
		assert_string_equal(exact_of(here),
				    i % 2 ? "two\n ==========\nlines"
					  : "same text");
	}
	buffer_release(&text);
	exchange_release(&out);
	exchange_release(&in);
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
	(void)state;
	break_all(&exchange_clippings, shelf, sizeof(shelf) - 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_clippings_languages),
		cmocka_unit_test(test_clippings_belong_together),
		cmocka_unit_test(test_clippings_there_and_back),
		cmocka_unit_test(test_any_bytes),
	};

	if (setenv("TZ", "UTC", 1) != 0)
		return 1;
	return test_run(tests);
}
