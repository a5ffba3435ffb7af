/* SPDX-License-Identifier: ISC */
/* Tests of the formats of marks that have a mark a line. */
#include "exchanging.h"
#include "marks/exchange/csv.h"

/* --- CSV -------------------------------------------------------------------
 */

/* Fields of all records, with '|' between and '/' behind a record. */
static const struct {
	const char *file;
	const char *fields;
} tables[] = {
	{ "a,b\r\nc,d\r\n", "a|b/c|d/" },
	{ "a,b\nc,d", "a|b/c|d/" },
	{ "a\rb\r", "a/b/" },
	{ "\"a,b\",\"c\"\"d\"", "a,b|c\"d/" },
	{ "\"two\r\nlines\",x\r\n", "two\r\nlines|x/" },
	{ ",\r\n", "|/" },
	{ "a,", "a|/" },
	{ "\"\",\"\"", "|/" },
	{ "a\"b,\"c\"d", "a\"b|cd/" },
	{ " a , \"b\"", " a | \"b\"/" },
	{ "=1+1,'x", "=1+1|'x/" },
	{ "\n\n", "//" },
	{ "\"a", "a!" },
	{ "a,\"", "a|!" },
};

static void test_fields_are_taken_as_the_rfc_says(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
		struct span rest = bytes_of(tables[i].file);
		struct buffer field = BUFFER_INIT;
		struct buffer all = BUFFER_INIT;
		enum csv_end end = CSV_RECORD;

		while (rest.len || end == CSV_FIELD) {
			end = csv_read(&rest, &field);
			buffer_append(&all, buffer_string(&field), field.len);
			buffer_append_byte(&all, "|/!"[end]);
		}
		assert_buffer(&all, tables[i].fields);
		buffer_release(&field);
		buffer_release(&all);
	}
}

static void test_any_field_comes_back(void **state)
{
	uint64_t seed = 3;

	(void)state;
	for (size_t i = 0; i < 2000; i++) {
		struct buffer field = BUFFER_INIT;
		struct buffer line = BUFFER_INIT;
		struct buffer back = BUFFER_INIT;
		struct span rest;

		append_words(&field, &seed, 12, true);
		csv_write(&line, field.data, field.len);
		buffer_append_string(&line, ",\r\n");
		rest = (struct span){ line.data, line.len };
		assert_int_equal(csv_read(&rest, &back), CSV_FIELD);
		assert_buffer(&back, buffer_string(&field));
		assert_int_equal(csv_read(&rest, &back), CSV_RECORD);
		assert_int_equal(back.len + rest.len, 0);
		buffer_release(&field);
		buffer_release(&line);
		buffer_release(&back);
	}
}

/* --- Readwise --------------------------------------------------------------
 */

static void test_readwise_is_written_as_it_is_defined(void **state)
{
	struct buffer out = BUFFER_INIT;
	struct exchange_document *document;
	struct exchange exchange;
	struct mark *mark;

	(void)state;
	exchange_init(&exchange);
	document = exchange_add(&exchange);
	set_buffer(&document->title, "Sea, Land");
	set_buffer(&document->author, "A. \"B\" C");
	for (size_t i = 0; i < 4; i++) {
		mark = mark_list_add(&document->marks);
		mark->created_ms = 1791709200000;
		mark->original.start = 12;
		set_buffer(&mark->original.anchor.exact, "=1+1\nnext");
	}
	mark_add_tag(&document->marks.marks[0], "x", 1);
	mark_set_note(&document->marks.marks[0], "so, #y", 6);
	mark_set_note(&document->marks.marks[1], ".5 l", 4);
	mark->kind = MARK_BOOKMARK;
	document->marks.marks[2].deleted = true;
	exchange_format_find("readwise")->write(&exchange, &out);
	assert_buffer(&out, "Highlight,Title,Author,URL,Note,Location,Date\r\n"
			    "\"=1+1\nnext\",\"Sea, Land\",\"A. \"\"B\"\" C\",,"
			    "\".x .y so, #y\",12,2026-10-11 09:00:00\r\n"
			    "\"=1+1\nnext\",\"Sea, Land\",\"A. \"\"B\"\" C\",,"
			    "\" .5 l\",12,2026-10-11 09:00:00\r\n");
	buffer_release(&out);
	exchange_release(&exchange);
}

/* Bookmarks are highlights then, or left out; there is no colour, heading nor
 * context. */
static void test_readwise_keeps_what_it_has_columns_for(void **state)
{
	uint64_t seed = 4;
	struct buffer out = BUFFER_INIT;
	struct exchange exchange, back;
	const struct exchange_document *was, *is;
	size_t next = 0;

	(void)state;
	make_exchange(&exchange, &seed, 1, 300);
	exchange_format_find("readwise")->write(&exchange, &out);
	read_file(&back, NULL, (struct span){ out.data, out.len });
	assert_int_equal(back.unusable + back.duplicates, 0);
	was = &exchange.documents[0];
	is = &back.documents[0];
	assert_buffer(&is->title, buffer_string(&was->title));
	assert_buffer(&is->author, buffer_string(&was->author));
	for (size_t i = 0; i < was->marks.count; i++) {
		const struct mark *one = &was->marks.marks[i];
		const struct mark *other = &is->marks.marks[next];

		if (one->kind == MARK_BOOKMARK && !one->note.len)
			continue;
		assert_true(next++ < is->marks.count);
		assert_buffer(&other->original.anchor.exact,
			      buffer_string(&one->original.anchor.exact));
		assert_buffer(&other->note, buffer_string(&one->note));
		assert_buffer(&other->tags, buffer_string(&one->tags));
		assert_int_equal(other->original.start, one->original.start);
		assert_int_equal(other->created_ms, one->created_ms);
	}
	assert_int_equal(next, is->marks.count);
	buffer_release(&out);
	exchange_release(&exchange);
	exchange_release(&back);
}

static const struct {
	const char *file;
	const char *exact;
	const char *note;
	const char *tags;
	const char *title;
	size_t marks;
	size_t unusable;
	size_t duplicates;
} sheets[] = {
	/* Any order and case of the header; a BOM; a blank line. */
	{ "\xef\xbb\xbfNOTE, title ,hIGHLIGHT\n.a .b c,T,q\n\n", "q", "c",
	  "a b", "T", 1, 0, 0 },
	{ "Highlight\r\nq\r\nq\r\nr\r\n", "q", "", "", "", 2, 0, 1 },
	/* What Readwise exports. */
	{ "Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,"
	  "Location Type,Location,Highlighted at\nq,T,A,,n,blue,\"x, y z\","
	  "page,7,2026-01-02 10:00:00+00:00\n",
	  "q", "n", "x y-z", "T", 1, 0, 0 },
	/* No text, but a note; neither; too few fields, too many. */
	{ "Title,Highlight,Note\nT,,n\nT,,\nT\nT,q,,,,\n", "", "n", "", "T", 2,
	  2, 0 },
	{ "Highlight\n\"a\xff\"\n", "a\ufffd", "", "", "", 1, 0, 0 },
};

static void test_sheets_of_others_are_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(sheets) / sizeof(sheets[0]); i++) {
		struct exchange exchange, again;
		const struct mark *mark;

		read_file(&exchange, NULL, bytes_of(sheets[i].file));
		read_file(&again, NULL, bytes_of(sheets[i].file));
		assert_int_equal(mark_count(&exchange), sheets[i].marks);
		assert_int_equal(exchange.unusable, sheets[i].unusable);
		assert_int_equal(exchange.duplicates, sheets[i].duplicates);
		mark = exchange.documents[0].marks.marks;
		assert_buffer(&exchange.documents[0].title, sheets[i].title);
		assert_buffer(&mark->original.anchor.exact, sheets[i].exact);
		assert_buffer(&mark->note, sheets[i].note);
		assert_buffer(&mark->tags, sheets[i].tags);
		assert_string_equal(mark->id,
				    again.documents[0].marks.marks[0].id);
		exchange_release(&exchange);
		exchange_release(&again);
	}
}

static void test_quotes_that_do_not_end_are_refused(void **state)
{
	struct error error = { "" };
	struct exchange exchange;

	(void)state;
	exchange_init(&exchange);
	assert_false(exchange_read(&exchange, NULL,
				   bytes_of("Highlight\nq\n\"r\ns\n"), &error));
	assert_non_null(strstr(error.sentence, "quotation"));
	exchange_release(&exchange);
}

/* --- The marks file's own records ------------------------------------------
 */

/* Two events of a mark, a field that nobody knows, one deleted, a sighting, a
 * newer record, a kind that is not known, and what is none. */
static const char native[] =
	"{\"v\":1,\"t\":\"doc\",\"title\":\"T\",\"path\":\"~/t.md\",\"id\":"
	"\"d1\",\"ev\":\"e0\",\"vv\":{\"a\":1},\"at\":\"2026-01-01T00:00:00Z\""
	"}\n"
	"{\"v\":1,\"t\":\"mark\",\"kind\":\"hl\",\"exact\":\"q\",\"note\":"
	"\"old\",\"doc\":\"d1\",\"id\":\"m1\",\"ev\":\"e1\",\"vv\":{\"a\":2}}\n"
	"{\"v\":1,\"t\":\"mark\",\"kind\":\"hl\",\"exact\":\"q\",\"note\":"
	"\"new\",\"doc\":\"d1\",\"mood\":\"calm\",\"id\":\"m1\",\"ev\":\"e2\","
	"\"vv\":{\"a\":3},\"at\":\"2026-01-02T00:00:00Z\",\"by\":\"abcd\"}\n"
	"{\"v\":1,\"t\":\"mark\",\"del\":true,\"exact\":\"x\",\"doc\":\"d1\","
	"\"id\":\"m2\",\"ev\":\"e3\",\"vv\":{\"a\":4}}\n"
	"{\"v\":2,\"t\":\"mark\",\"exact\":\"n\",\"doc\":\"d2\",\"id\":\"m3\","
	"\"ev\":\"e4\",\"vv\":{\"a\":5}}\n";
static const char foreign[] = "{\"v\":1,\"t\":\"tune\",\"id\":\"x\"}\n";

static size_t line_count(const struct buffer *text)
{
	size_t count = 0;

	for (size_t i = 0; i < text->len; i++)
		count += text->data[i] == '\n';
	return count;
}

static void test_native_records_go_through_as_they_are(void **state)
{
	struct buffer file = BUFFER_INIT;
	struct buffer out = BUFFER_INIT;
	struct exchange exchange;
	const struct mark *mark;

	(void)state;
	buffer_append_string(&file, native);
	buffer_append_string(&file, "\n<<<<<<< here\n{\"v\":1}\n");
	buffer_append_string(&file, foreign);
	read_file(&exchange, NULL, (struct span){ file.data, file.len });
	assert_int_equal(exchange.unusable, 3);
	assert_int_equal(exchange.count, 2);
	assert_string_equal(exchange.documents[0].id, "d1");
	assert_buffer(&exchange.documents[0].title, "T");
	assert_int_equal(exchange.documents[0].sightings.count, 1);
	assert_int_equal(exchange.documents[0].marks.count, 1);
	mark = exchange.documents[0].marks.marks;
	assert_string_equal(mark->id, "m1");
	assert_buffer(&mark->note, "new");
	assert_string_equal(mark->by, "abcd");
	assert_int_equal(mark->changed_ms, 1767312000000);
	assert_false(mark->read_only);
	assert_true(exchange.documents[1].marks.marks[0].read_only);
	/* Every record, byte for byte; the order of lines says nothing. */
	exchange_format_find("jsonl")->write(&exchange, &out);
	assert_int_equal(line_count(&out), 6);
	assert_non_null(strstr(buffer_string(&out), native));
	assert_non_null(strstr(buffer_string(&out), foreign));
	buffer_release(&file);
	buffer_release(&out);
	exchange_release(&exchange);
}

static void add_sighting(struct exchange_document *document)
{
	struct sighting *sighting = sighting_list_add(&document->sightings);

	snprintf(sighting->id, sizeof(sighting->id), "%s", document->id);
	snprintf(sighting->document, sizeof(sighting->document), "%s",
		 document->id);
	set_buffer(&sighting->path, "~/an \"essay\".md");
	set_buffer(&sighting->title, buffer_string(&document->title));
	sighting->sketch[0] = 5;
	sighting->sketch[1] = UINT64_MAX;
	sighting->sketch_count = 2;
	sighting->at_ms = 1791709200000;
}

/* Marks that are handed over without their records. */
static void test_native_marks_come_back_as_they_were(void **state)
{
	uint64_t seed = 5;
	struct buffer out = BUFFER_INIT;
	struct buffer again = BUFFER_INIT;
	struct exchange exchange, back;

	(void)state;
	make_exchange(&exchange, &seed, 3, 50);
	for (size_t i = 0; i < exchange.count; i++) {
		struct exchange_document *document = &exchange.documents[i];

		add_sighting(document);
		for (size_t k = 0; k < document->marks.count; k++)
			snprintf(document->marks.marks[k].document, MARK_ID + 1,
				 "%s", document->id);
		document->marks.marks[0].letter = 'x';
	}
	exchange_format_find("jsonl")->write(&exchange, &out);
	read_file(&back, NULL, (struct span){ out.data, out.len });
	assert_int_equal(back.unusable, 0);
	assert_int_equal(mark_count(&back), 150);
	assert_int_equal(back.documents[2].sightings.sightings[0].sketch[1],
			 UINT64_MAX);
	/* Written anew from what was read, not from the lines. */
	buffer_clear(&back.records);
	exchange_format_find("jsonl")->write(&back, &again);
	assert_buffer(&again, buffer_string(&out));
	buffer_release(&out);
	buffer_release(&again);
	exchange_release(&exchange);
	exchange_release(&back);
}

/* --- Hostile files ---------------------------------------------------------
 */

static void damage(const char *file, const char *format)
{
	static const char bytes[] = { '"', '}', ',', '0', '\0', '\xff', '\n' };
	size_t len = strlen(file);
	char *copy = malloc(len);

	assert_non_null(copy);
	for (size_t at = 0; at <= len; at++) {
		struct exchange exchange;
		struct error error;

		memcpy(copy, file, len);
		if (at < len)
			copy[at] = bytes[at % sizeof(bytes)];
		exchange_init(&exchange);
		exchange_read(&exchange, exchange_format_find(format),
			      (struct span){ copy, len }, &error);
		exchange_read(&exchange, NULL, (struct span){ copy, at },
			      &error);
		exchange_release(&exchange);
	}
	free(copy);
}

static void test_damaged_rows_do_no_harm(void **state)
{
	(void)state;
	damage(native, "jsonl");
	for (size_t i = 0; i < sizeof(sheets) / sizeof(sheets[0]); i++)
		damage(sheets[i].file, "readwise");
}

/* A damaged record takes no other one with it. */
static void test_a_damaged_record_is_counted_alone(void **state)
{
	struct exchange exchange;
	char file[sizeof(native)];

	(void)state;
	memcpy(file, native, sizeof(native));
	memcpy(strstr(file, "\"kind\""), "\x00\xff{{", 4);
	read_file(&exchange, "jsonl",
		  (struct span){ file, sizeof(native) - 1 });
	assert_int_equal(exchange.unusable, 1);
	assert_int_equal(mark_count(&exchange), 2);
	exchange_release(&exchange);
}

static void test_too_many_rows_are_refused(void **state)
{
	struct buffer file = BUFFER_INIT;
	struct error error = { "" };
	struct exchange exchange;

	(void)state;
	buffer_append_string(&file, "Highlight,Title\n");
	for (size_t i = 0; i <= EXCHANGE_MARKS; i++)
		buffer_append_format(&file, "%zu,\n", i);
	exchange_init(&exchange);
	assert_false(exchange_read(
		&exchange, NULL, (struct span){ file.data, file.len }, &error));
	assert_non_null(strstr(error.sentence, "parts"));
	exchange_release(&exchange);
	buffer_release(&file);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fields_are_taken_as_the_rfc_says),
		cmocka_unit_test(test_any_field_comes_back),
		cmocka_unit_test(test_readwise_is_written_as_it_is_defined),
		cmocka_unit_test(test_readwise_keeps_what_it_has_columns_for),
		cmocka_unit_test(test_sheets_of_others_are_read),
		cmocka_unit_test(test_quotes_that_do_not_end_are_refused),
		cmocka_unit_test(test_native_records_go_through_as_they_are),
		cmocka_unit_test(test_native_marks_come_back_as_they_were),
		cmocka_unit_test(test_damaged_rows_do_no_harm),
		cmocka_unit_test(test_a_damaged_record_is_counted_alone),
		cmocka_unit_test(test_too_many_rows_are_refused),
	};

	return test_run(tests);
}
