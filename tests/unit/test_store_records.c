/* SPDX-License-Identifier: ISC */
/* Tests of what a store makes of records that are odd. */
#include "storing.h"

#include "marks/store/look.h"

/* A line as this program writes it. */
#define OURS(field, id)                                                        \
	"{\"v\":1,\"t\":\"mark\",\"kind\":\"bm\"," field                       \
	"\"doc\":\"d\",\"id\":\"" id                                           \
	"\",\"ev\":\"01234567-0123-7123-8123-0123456789ab\",\"vv\":{\"a\":1}," \
	"\"created\":\"2026-10-11T09:12:33Z\",\"at\":\"2026-10-11T09:12:"      \
	"33Z\","                                                               \
	"\"by\":\"aaaa\"}\n"

static const char *const document = "d";

static void assert_said(struct store *store, const char *id, const char *wanted)
{
	struct buffer line = BUFFER_INIT;

	assert_true(store_record(store, id, &line));
	if (!strstr(line.data, wanted))
		fail_msg("%s lacks %s", line.data, wanted);
	buffer_release(&line);
}

/* --- Lines ---------------------------------------------------------------- */

#define LONG_50 "01234567890123456789012345678901234567890123456789"
#define LONG_ID LONG_50 LONG_50 LONG_50

static void test_odd_fields_are_read(void **unused)
{
	static const struct {
		const char *line;
		enum look_kind kind;
	} looks[] = {
		{ MARK_LINE("\"id\":\"i\",\"x\":-1.5E+3"), LOOK_MARK },
		{ MARK_LINE("\"id\":\"i\",\"del\":5"), LOOK_MARK },
		{ MARK_LINE("\"id\":\"" LONG_ID "\""), LOOK_UNREADABLE },
		{ MARK_LINE("\"id\":\"i\",\"doc\":\"" LONG_ID "\""),
		  LOOK_UNREADABLE },
		{ MARK_LINE(" \"id\":\"" LONG_ID "\""), LOOK_UNREADABLE },
		{ MARK_LINE(" \"id\":\"i\",\"doc\":\"" LONG_ID "\""),
		  LOOK_UNREADABLE },
		{ "{\"v\":\"1\",\"t\":\"mark\",\"id\":\"i\"}",
		  LOOK_UNREADABLE },
		{ "{\"v\":1.5,\"t\":\"mark\",\"id\":\"i\"}", LOOK_UNREADABLE },
		{ "{\"v\":0,\"t\":\"mark\",\"id\":\"i\"}", LOOK_UNREADABLE },
		{ "{\"t\":\"mark\",\"id\":\"i\"}", LOOK_UNREADABLE },
		{ OURS("", "i"), LOOK_MARK },
		{ OURS("", LONG_ID), LOOK_UNREADABLE },
		{ MARK_LINE("\"id\":\"i\",\"vv\":{\"a\":0}"), LOOK_MARK },
		{ "{\"v\":1,\"t\":\"\",\"id\":\"i\"}", LOOK_UNREADABLE },
		{ MARK_LINE("\"id\":\"i\",\"vv\":{\"a\":01}"),
		  LOOK_UNREADABLE },
		{ MARK_LINE("\"id\":\"i\",\"vv\":{\"a\":}"), LOOK_UNREADABLE },
		{ MARK_LINE("\"id\":\"i\",\"vv\":{\"a\":1"), LOOK_UNREADABLE },
		{ MARK_LINE("\"id\":\"i\",\"vv\":{\"a\":12345678901234567}"),
		  LOOK_MARK },
		{ MARK_LINE("\"id\":\"i\",\"vv\":{\"a\":9000000000000000000}"),
		  LOOK_MARK },
		{ MARK_LINE("\"id\":\"i\",\"vv\":{\"a\":1,\"b\":\"x\"}"),
		  LOOK_MARK },
	};

	(void)unused;
	for (size_t i = 0; i < sizeof(looks) / sizeof(looks[0]); i++) {
		struct span line = { looks[i].line, strlen(looks[i].line) };
		struct look look;

		look_at(fields_trim(line), &look);
		if (look.kind != looks[i].kind)
			fail_msg("%s is %d", looks[i].line, (int)look.kind);
		look_release(&look);
	}
}

/* Our own lines, with what is in their middle cut out, are looked at as others
 * are. */
static void test_our_lines_cut_short(void **unused)
{
	static const char start[] = "{\"v\":1,\"t\":\"mark\",\"kind\":\"";
	struct store *store = open_store("cut");
	struct buffer bytes;
	struct mark mark;
	size_t kept = strlen(start);

	(void)unused;
	put_new(store, &mark, "d", "quote");
	put_note(store, mark.id, "note");
	store_free(store);
	mark_release(&mark);
	read_whole("cut/marks.jsonl", &bytes);
	assert_memory_equal(bytes.data, start, kept);
	for (const char *end = bytes.data + bytes.len - 1;
	     end > bytes.data + kept; end--) {
		struct buffer line = BUFFER_INIT;
		struct look quick, careful;

		buffer_append(&line, start, kept);
		buffer_append_string(&line, end);
		look_at((struct span){ line.data, line.len - 1 }, &quick);
		look_carefully((struct span){ line.data, line.len - 1 },
			       &careful);
		if (careful.kind == LOOK_MARK)
			assert_int_equal(quick.id.len, careful.id.len);
		look_release(&quick);
		look_release(&careful);
		buffer_release(&line);
	}
	buffer_release(&bytes);
}

static void test_odd_times_are_none(void **unused)
{
	static const char *const times[] = {
		"2026-00-11T09:12:33Z", "2026-13-11T09:12:33Z",
		"2026-10-00T09:12:33Z", "2026-10-32T09:12:33Z",
		"2026-10-11T24:12:33Z", "2026-10-11T09:60:33Z",
		"2026-10-11T09:12:61Z", "2026-10-11 09:12:33Z",
		"2026-10-11T09:12:33",	"",
	};

	(void)unused;
	for (size_t i = 0; i < sizeof(times) / sizeof(times[0]); i++)
		assert_int_equal(
			look_time((struct span){ times[i], strlen(times[i]) }),
			0);
	assert_true(look_time((struct span){ "2026-10-11T09:12:60Z", 20 }) > 0);
}

static void test_odd_marks_are_shown(void **unused)
{
	struct store *store = open_lines(
		"shown",
		MARK_LINE(
			"\"id\":\"odd\",\"doc\":\"d\",\"letter\":\"ab\","
			"\"start\":"
			"9,\"end\":3,\"tags\":[\"x\",\"\",7],\"by\":\"" LONG_ID
			"\",\"created\":\"2026\"")
			MARK_LINE("\"id\":\"digit\",\"kind\":\"bm\",\"letter\":"
				  "\"5\"")
				MARK_LINE("\"id\":\"none\",\"kind\":\"bm\","
					  "\"letter\":\"\""));
	struct mark mark;

	(void)unused;
	mark_init(&mark);
	assert_true(store_mark(store, "odd", &mark));
	assert_int_equal(mark.letter, 0);
	assert_int_equal(mark.original.start, 9);
	assert_int_equal(mark.original.end, 9);
	assert_string_equal(mark.tags.data, "x");
	assert_string_equal(mark.by, "");
	assert_true(store_mark(store, "digit", &mark));
	assert_int_equal(mark.letter, 0);
	assert_true(store_mark(store, "none", &mark));
	assert_int_equal(mark.letter, 0);
	mark_release(&mark);
	store_free(store);
}

static void test_odd_texts_are_kept(void **unused)
{
	struct store *store = open_store("texts");
	struct mark mark;

	(void)unused;
	put_new(store, &mark, "d", "quote");
	buffer_clear(&mark.note);
	buffer_append(&mark.note, "a\0b", 3);
	set_text(&mark.tags, " x  y ");
	must_put(store, &mark);
	assert_note(store, mark.id, "a\xef\xbf\xbd\x62");
	set_text(&mark.note, "a\xff");
	must_put(store, &mark);
	assert_note(store, mark.id, "a\xef\xbf\xbd");
	assert_true(store_mark(store, mark.id, &mark));
	assert_string_equal(mark.tags.data, "x y");
	mark_release(&mark);
	store_free(store);
}

/* Of a sketch that is too long its beginning counts. */
static void assert_long_sketch(void)
{
	struct sighting_list list = { NULL, 0, 0 };
	struct buffer line = BUFFER_INIT;
	struct store *store;

	buffer_append_string(&line, "{\"v\":1,\"t\":\"doc\",\"id\":\"s\","
				    "\"path\":\"/s\",\"sketch\":\"");
	for (int i = 1; i < STORE_SKETCH + 8; i++)
		buffer_append_format(&line, "%016x", i);
	buffer_append_string(&line, "\"}\n");
	store = open_lines("sketch", line.data);
	store_sightings(store, "/s", NULL, &list);
	assert_int_equal(list.count, 1);
	assert_int_equal(list.sightings[0].sketch_count, STORE_SKETCH);
	sighting_list_release(&list);
	buffer_release(&line);
	store_free(store);
}

static void test_odd_sightings(void **unused)
{
	struct store *store = open_lines(
		"sightings",
		DOC_LINE("\"id\":\"i\",\"path\":\"/i\",\"fp\":\"f\","
			 "\"sketch\":\"zzzzzzzzzzzzzzzz\"")
			DOC_LINE("\"id\":\"j\","
				 "\"path\":\"/"
				 "j\",\"sketch\":"
				 "\"00000000000000020"
				 "000000000000001\"")
				DOC_LINE("\"id\":\"gone\",\"path\":\"/"
					 "i\",\"del\":"
					 "true")
					DOC_LINE("\"id\":\"k\",\"ev\":\"1\","
						 "\"path\":\"/"
						 "k1\",\"vv\":{\"a\":1}")
						DOC_LINE("\"id\":\"k\",\"ev\":"
							 "\"2\",\"path\":\"/"
							 "k2\",\"vv\":{\"b\":"
							 "1}") "{\"v\":2,\"t\":"
							       "\"doc\",\"id\":"
							       "\"n\","
							       "\"path\":\"/"
							       "n\"}\n");
	struct sighting_list list = { NULL, 0, 0 };
	struct sighting newer = { .id = "n" }, nobody = { .id = "" };
	struct store_batch batch = { NULL, 0, &newer, 1 };
	struct error error;

	(void)unused;
	store_sightings(store, "/i", "", &list);
	assert_int_equal(list.count, 1);
	assert_string_equal(list.sightings[0].document, "i");
	assert_int_equal(list.sightings[0].sketch_count, 0);
	store_sightings(store, NULL, "f", &list);
	assert_int_equal(list.count, 2);
	store_sightings(store, "/no", NULL, &list);
	/* One of its heads says so, but what holds is another path. */
	store_sightings(store, "/k1", NULL, &list);
	assert_int_equal(list.count, 2);
	store_sightings(store, "", "g", &list);
	store_sightings_of(store, "", &list);
	assert_int_equal(list.count, 2);
	store_sightings_of(store, "j", &list);
	assert_int_equal(list.count, 3);
	assert_int_equal(list.sightings[2].sketch_count, 1);
	sighting_list_release(&list);
	assert_long_sketch();
	/* A newer Lectern's is left alone. */
	assert_true(store_put(store, &batch, &error));
	assert_false(has_text("sightings/marks.jsonl", "\"by\""));
	batch.sightings = &nobody;
	assert_false(store_put(store, &batch, &error));
	assert_non_null(strstr(error.sentence, "without an ID"));
	sighting_release(&newer);
	sighting_release(&nobody);
	store_free(store);
}

static void test_what_cannot_be_kept(void **unused)
{
	struct store *store = open_store("refused");
	struct sighting large = { .id = "i" };
	struct store_batch batch = { NULL, 0, &large, 1 };
	struct error error;
	struct mark mark;

	(void)unused;
	mark_init(&mark);
	assert_false(put_one(store, &mark, &error));
	assert_non_null(strstr(error.sentence, "without an ID"));
	mark_release(&mark);
	for (int i = 0; i < STORE_RECORD; i++)
		buffer_append_byte(&large.title, 'x');
	assert_false(store_put(store, &batch, &error));
	assert_non_null(strstr(error.sentence, "1024 KiB"));
	sighting_release(&large);
	store_free(store);
}

/* --- Groups --------------------------------------------------------------- */

/* More heads than are compared: all of them count, until one knows them all. */
static void test_very_many_heads(void **unused)
{
	enum { HEADS = 600 };
	struct buffer lines = BUFFER_INIT, last = BUFFER_INIT;
	struct store *store;
	struct mark mark;

	(void)unused;
	buffer_append_string(&last, "{\"v\":1,\"t\":\"mark\",\"id\":\"i\","
				    "\"ev\":\"z\",\"note\":\"last\",\"vv\":{");
	for (int i = 0; i < HEADS; i++) {
		buffer_append_format(&lines,
				     "{\"v\":1,\"t\":\"mark\",\"id\":\"i\","
				     "\"ev\":\"%d\",\"color\":\"%s\","
				     "\"vv\":{\"w%d\":1}}\n",
				     i, i % 2 ? "red" : "blue", i);
		buffer_append_format(&last, "%s\"w%d\":1", i ? "," : "", i);
	}
	buffer_append_string(&last, "}}\n");
	store = open_lines("heads", lines.data);
	mark_init(&mark);
	assert_true(store_mark(store, "i", &mark));
	append_whole("heads/marks.jsonl", last.data);
	catch_up(store);
	assert_note(store, "i", "last");
	assert_said(store, "i", "\"last\"");
	mark_release(&mark);
	buffer_release(&lines);
	buffer_release(&last);
	store_free(store);
}

static void test_odd_groups(void **unused)
{
	struct store *store = open_lines(
		"groups",
		/* Both deleted it, and say neither when nor who. */
		MARK_LINE("\"del\":true,\"id\":\"gone\",\"vv\":{\"a\":1}")
			MARK_LINE(
				"\"del\":true,\"id\":\"gone\",\"vv\":{\"b\":1}")
		/* No vectors at all; the same one, by other events; and of
		 * the same event with other bytes. */
		MARK_LINE("\"id\":\"bare\",\"note\":\"1\"") MARK_LINE(
			"\"id\":\"bare\",\"note\":\"2\"") MARK_LINE("\"id\":"
								    "\"same\","
								    "\"ev\":"
								    "\"1\","
								    "\"vv\":{"
								    "\"a\":"
								    "1}")
			MARK_LINE(
				"\"id\":\"same\",\"ev\":\"2\",\"vv\":{"
				"\"a\":1}") MARK_LINE("\"id\":\"same\",\"ev\":"
						      "\"2\","
						      "\"note\":\"x\",\"vv\":{"
						      "\"a\":"
						      "1}") MARK_LINE("\"id\":"
								      "\"same\""
								      ","
								      "\"ev\":"
								      "\"2\","
								      "\"note\""
								      ":"
								      "\"y\","
								      "\"vv\":{"
								      "\"a\":"
								      "1}")
				MARK_LINE("\"id\":\"mixed\",\"vv\":{\"a\":"
					  "1}") MARK_LINE("\"id\":\"mixed\","
							  "\"note\":\"x\"")
					MARK_LINE(
						"\"id\":\"told\",\"vv\":{\"a\":"
						"1}") MARK_LINE("\"id\":"
								"\"told\","
								"\"at\":"
								"\"2026-10-"
								"11T09:12:"
								"33Z\","
								"\"by\":"
								"\"bbbb\","
								"\"ev\":"
								"\"1\",\"vv\":{"
								"\"b\":"
								"1}")
						MARK_LINE(
							"\"id\":\"vast\","
							"\"vv\":{\"a\":"
							"90000000000000000"
							"00}") MARK_LINE("\"id"
									 "\":"
									 "\"012"
									 "34567"
									 "-"
									 "0123+"
									 "7123-"
									 "8123-"
									 "01234"
									 "56789"
									 "ab"
									 "\"")
							MARK_LINE("\"i"
								  "d\""
								  ":\""
								  "esc"
								  "ape"
								  "d\""
								  ",\""
								  "kin"
								  "d\""
								  ":\""
								  "bm"
								  "\","
								  "\""
								  "\\u"
								  "006"
								  "cet"
								  "ter"
								  "\":"
								  "\"s"
								  "\"")
								OURS("\"letter"
								     "\":\"t\","
								     "\"del\":"
								     "true,",
								     "deleted")
		/* Two bookmarks of a letter, spelt oddly. */
		MARK_LINE(
			"\"id\":\"ink\",\"kind\":\"bm\",\"\\u006cetter\":\"q\","
			"\"vv\":{\"a\":1}")
			MARK_LINE("\"id\":\"ink\",\"kind\":\"bm\","
				  "\"letter\":\"q\",\"vv\":{\"b\":"
				  "1}")
				MARK_LINE("\"id\":\"hl\",\"letter\":\"r\"")
					MARK_LINE("\"id\":\"no\",\"kind\":"
						  "\"bm\",\"letter\":"
						  "\"r\",\"del\":true"));
	struct buffer line = BUFFER_INIT;
	struct mark_list list = { NULL, 0, 0 };
	struct store_report report;
	struct mark mark;
	const char *nothing = "";

	(void)unused;
	mark_init(&mark);
	assert_true(store_record(store, "gone", &line));
	assert_non_null(strstr(line.data, "\"del\":true"));
	assert_null(strstr(line.data, "\"at\""));
	assert_null(strstr(line.data, "\"by\""));
	buffer_release(&line);
	assert_said(store, "told", "\"by\":\"bbbb\"");
	assert_true(store_mark(store, "bare", &mark));
	assert_non_null(strstr(mark.note.data, "1"));
	assert_non_null(strstr(mark.note.data, "2"));
	assert_true(store_mark(store, "same", &mark));
	assert_non_null(strstr(mark.note.data, "x"));
	assert_non_null(strstr(mark.note.data, "y"));
	assert_true(store_find_letter(store, 'q', &mark));
	assert_true(store_find_letter(store, 's', &mark));
	assert_false(store_find_letter(store, 't', &mark));
	assert_false(store_find_letter(store, 'r', &mark));
	store_marks(store, &nothing, 1, &list);
	assert_int_equal(list.count, 0);
	mark_list_release(&list);
	store_check(store, &report, NULL, NULL);
	assert_int_equal(report.concurrent, 5);
	mark_release(&mark);
	store_free(store);
}

static void test_compaction_keeps_what_is_newer(void **unused)
{
	struct store *store = open_lines(
		"newer",
		"{\"v\":2,\"t\":\"mark\",\"id\":\"i\",\"vv\":{\"a\":1}}\n"
		"{\"v\":2,\"t\":\"mark\",\"id\":\"i\",\"vv\":{\"a\":2}}\n"
		"{\"v\":2,\"t\":\"mark\",\"id\":\"i\",\"vv\":{\"b\":1}}"
		"\n" MARK_LINE("\"del\":true,\"id\":\"j\",\"vv\":{\"a\":1}")
			MARK_LINE(
				"\"del\":true,\"id\":\"j\",\"vv\":{\"a\":2}"));
	struct store_report report;
	struct error error;
	size_t count;

	(void)unused;
	scratch_write("newer/marks.old.jsonl", "\n{\"v\":1,\"t\":\"ink\"}\n");
	catch_up(store);
	assert_true(store_compact(store, &count, &error));
	assert_int_equal(count, 0);
	store_check(store, &report, NULL, NULL);
	assert_int_equal(report.newer, 3);
	assert_int_equal(report.superseded, 0);
	store_free(store);
	/* Somebody's other copy is no copy that goes away. */
	assert_int_equal(access(scratch_path("newer/marks.old.jsonl"), F_OK),
			 0);
}

static void test_which_lines_are_news(void **unused)
{
	static const char lines[] = "{}\n"
				    "{\"v\":2,\"t\":\"ink\"}\n"
				    "{\"v\":1,\"t\":\"ink\"}\n" MARK_LINE(
					    "\"id\":\"bare\",\"note\":\"1\"")
					    MARK_LINE("\"id\":\"other\"");
	struct store *store = open_lines(
		"news", MARK_LINE("\"id\":\"bare\",\"note\":\"1\"")
				MARK_LINE("\"id\":\"bare\",\"vv\":{\"a\":"
					  "1}") "\n");
	struct store_wish wish = { NULL, 1, NULL, NULL };
	struct buffer out = BUFFER_INIT;
	const char *nothing = "";

	(void)unused;
	assert_int_equal(store_news(store,
				    (struct span){ lines, sizeof(lines) - 1 },
				    &out),
			 3);
	assert_null(strstr(out.data, "bare"));
	buffer_clear(&out);
	wish.documents = &nothing;
	store_lines(store, &wish, &out);
	assert_int_equal(out.len, 0);
	wish.documents = &document;
	store_lines(store, &wish, &out);
	assert_int_equal(out.len, 0);
	buffer_release(&out);
	store_free(store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_odd_fields_are_read),
		cmocka_unit_test(test_our_lines_cut_short),
		cmocka_unit_test(test_odd_times_are_none),
		cmocka_unit_test(test_odd_marks_are_shown),
		cmocka_unit_test(test_odd_texts_are_kept),
		cmocka_unit_test(test_odd_sightings),
		cmocka_unit_test(test_what_cannot_be_kept),
		cmocka_unit_test(test_very_many_heads),
		cmocka_unit_test(test_odd_groups),
		cmocka_unit_test(test_compaction_keeps_what_is_newer),
		cmocka_unit_test(test_which_lines_are_news),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, scratch_make, scratch_remove) ? 1
									   : 0;
}
