/* SPDX-License-Identifier: ISC */
/* Tests of the formats of marks that are JSON. */
#include <time.h>

#include "exchanging.h"

/* --- What is written -------------------------------------------------------
 */

static void add_golden_marks(struct exchange_document *document)
{
	struct mark *mark = mark_list_add(&document->marks);
	struct anchor *anchor = &mark->original.anchor;

	snprintf(mark->id, sizeof(mark->id),
		 "01929f00-0000-7000-8000-000000000001");
	set_buffer(&anchor->exact, "a \"sea\"\nof troubles");
	set_buffer(&anchor->prefix, "arms against ");
	set_buffer(&anchor->suffix, " and é");
	mark->original.start = 250;
	mark->original.end = 269;
	mark->original.len = 1000;
	mark->color = MARK_PINK;
	set_buffer(&mark->head, "Act III\nScene 1");
	mark_add_tag(mark, "play", 4);
	mark_set_note(mark, "Which arms? #arms", 17);
	mark->created_ms = 1791709200000;
	mark->changed_ms = 1791709260000;

	mark = mark_list_add(&document->marks);
	snprintf(mark->id, sizeof(mark->id),
		 "01929f00-0000-7000-8000-000000000002");
	mark->kind = MARK_BOOKMARK;
	set_buffer(&mark->original.anchor.exact, "Enter Ophelia");
	mark->original.start = 500;
	mark->original.end = 513;
	mark->original.len = 1000;
	mark->created_ms = mark->changed_ms = 1791709200000;

	mark = mark_list_add(&document->marks);
	snprintf(mark->id, sizeof(mark->id),
		 "01929f00-0000-7000-8000-000000000003");
	set_buffer(&mark->original.anchor.exact, "gone");
	mark->deleted = true;
}

static void make_golden(struct exchange *exchange)
{
	struct exchange_document *document;

	exchange_init(exchange);
	exchange->now_ms = 1791709300000;
	snprintf(exchange->generator, sizeof(exchange->generator), "Lectern 1");
	document = exchange_add(exchange);
	snprintf(document->id, sizeof(document->id),
		 "01929f00-0000-7000-8000-00000000000d");
	set_buffer(&document->title, "Hamlet");
	set_buffer(&document->author, "W. Shakespeare");
	set_buffer(&document->path, "~/hamlet.md");
	set_buffer(&document->url, "https://example.org/hamlet");
	add_golden_marks(document);
}

static const struct {
	const char *format;
	const char *text;
} golden[] = {
	{ "annotations",
	  "{\"@context\":\"https://www.w3.org/ns/epub-anno.j"
	  "sonld\",\"id\":\"urn:uuid:9c65550c-71dd-8301-a7c6-"
	  "887637993bde\",\"type\":\"AnnotationSet\",\"generato"
	  "r\":{\"id\":\"urn:x-lectern\",\"type\":\"Software\",\"na"
	  "me\":\"Lectern 1\"},\"generated\":\"2026-10-11T09:01"
	  ":40Z\",\"about\":{\"dc:identifier\":[\"urn:uuid:0192"
	  "9f00-0000-7000-8000-00000000000d\",\"https://exa"
	  "mple.org/hamlet\"],\"dc:format\":\"text/markdown\","
	  "\"dc:title\":\"Hamlet\",\"dc:creator\":[\"W. Shakespe"
	  "are\"]},\n"
	  "\"items\":[\n"
	  "{\"id\":\"urn:uuid:01929f00-0000-7000-8000-000000"
	  "000001\",\"type\":\"Annotation\",\"motivation\":\"comm"
	  "enting\",\"created\":\"2026-10-11T09:00:00Z\",\"modi"
	  "fied\":\"2026-10-11T09:01:00Z\",\"target\":{\"source"
	  "\":\"https://example.org/hamlet\",\"selector\":[{\"t"
	  "ype\":\"TextQuoteSelector\",\"exact\":\"a \\\"sea\\\"\\no"
	  "f troubles\",\"prefix\":\"arms against \",\"suffix\":"
	  "\" and é\"},{\"type\":\"TextPositionSelector\",\"star"
	  "t\":250,\"end\":269},{\"type\":\"ProgressionSelector"
	  "\",\"value\":0.25}],\"meta\":{\"headings\":[{\"level\":"
	  "1,\"txt\":\"Act III\"},{\"level\":2,\"txt\":\"Scene 1\"}"
	  "]}},\"body\":{\"type\":\"TextualBody\",\"value\":\"Whic"
	  "h arms? #arms\",\"format\":\"text/plain\",\"color\":\""
	  "pink\",\"highlight\":\"solid\",\"tags\":[\"play\",\"arms"
	  "\"]}},\n"
	  "{\"id\":\"urn:uuid:01929f00-0000-7000-8000-000000"
	  "000002\",\"type\":\"Annotation\",\"motivation\":\"book"
	  "marking\",\"created\":\"2026-10-11T09:00:00Z\",\"mod"
	  "ified\":\"2026-10-11T09:00:00Z\",\"target\":{\"sourc"
	  "e\":\"https://example.org/hamlet\",\"selector\":[{\""
	  "type\":\"TextQuoteSelector\",\"exact\":\"Enter Ophel"
	  "ia\",\"prefix\":\"\",\"suffix\":\"\"},{\"type\":\"TextPosi"
	  "tionSelector\",\"start\":500,\"end\":513},{\"type\":\""
	  "ProgressionSelector\",\"value\":0.5}]}}\n"
	  "]}\n" },
	{ "hypothesis",
	  "{\"export_date\":\"2026-10-11T09:01:40Z\",\"export_"
	  "userid\":\"acct:lectern@localhost\",\"client_versi"
	  "on\":\"Lectern 1\",\n"
	  "\"annotations\":[\n"
	  "{\"id\":\"01929f00-0000-7000-8000-000000000001\",\""
	  "created\":\"2026-10-11T09:00:00Z\",\"updated\":\"202"
	  "6-10-11T09:01:00Z\",\"user\":\"acct:lectern@localh"
	  "ost\",\"uri\":\"https://example.org/hamlet\",\"text\""
	  ":\"Which arms? #arms\",\"tags\":[\"play\",\"arms\"],\"g"
	  "roup\":\"__world__\",\"permissions\":{\"read\":[\"acct"
	  ":lectern@localhost\"],\"admin\":[\"acct:lectern@lo"
	  "calhost\"],\"update\":[\"acct:lectern@localhost\"],"
	  "\"delete\":[\"acct:lectern@localhost\"]},\"target\":"
	  "[{\"source\":\"https://example.org/hamlet\",\"selec"
	  "tor\":[{\"type\":\"TextPositionSelector\",\"start\":2"
	  "50,\"end\":269},{\"type\":\"TextQuoteSelector\",\"exa"
	  "ct\":\"a \\\"sea\\\"\\nof troubles\",\"prefix\":\"arms ag"
	  "ainst \",\"suffix\":\" and é\"}]}],\"document\":{\"tit"
	  "le\":[\"Hamlet\"]},\"color\":\"pink\"},\n"
	  "{\"id\":\"01929f00-0000-7000-8000-000000000002\",\""
	  "created\":\"2026-10-11T09:00:00Z\",\"updated\":\"202"
	  "6-10-11T09:00:00Z\",\"user\":\"acct:lectern@localh"
	  "ost\",\"uri\":\"https://example.org/hamlet\",\"text\""
	  ":\"\",\"tags\":[],\"group\":\"__world__\",\"permissions"
	  "\":{\"read\":[\"acct:lectern@localhost\"],\"admin\":["
	  "\"acct:lectern@localhost\"],\"update\":[\"acct:lect"
	  "ern@localhost\"],\"delete\":[\"acct:lectern@localh"
	  "ost\"]},\"target\":[{\"source\":\"https://example.or"
	  "g/hamlet\",\"selector\":[{\"type\":\"TextPositionSel"
	  "ector\",\"start\":500,\"end\":513},{\"type\":\"TextQuo"
	  "teSelector\",\"exact\":\"Enter Ophelia\",\"prefix\":\""
	  "\",\"suffix\":\"\"}]}],\"document\":{\"title\":[\"Hamlet"
	  "\"]},\"motivation\":\"bookmarking\"}\n"
	  "]}\n" },
	{ "koreader",
	  "{\"title\":\"Hamlet\",\"author\":\"W. Shakespeare\",\"f"
	  "ile\":\"~/hamlet.md\",\"number_of_pages\":1,\"create"
	  "d_on\":1791709300,\"version\":\"Lectern 1\",\n"
	  "\"entries\":[\n"
	  "{\"sort\":\"highlight\",\"page\":1,\"time\":1791709200"
	  ",\"text\":\"a \\\"sea\\\"\\nof troubles\",\"note\":\"Which"
	  " arms? #arms\",\"chapter\":\"Scene 1\",\"drawer\":\"li"
	  "ghten\",\"color\":\"red\"},\n"
	  "{\"sort\":\"bookmark\",\"page\":1,\"time\":1791709200,"
	  "\"text\":\"Enter Ophelia\",\"color\":\"yellow\"}\n"
	  "]}\n" },
};

static void test_formats_are_written_as_they_are_defined(void **state)
{
	struct exchange exchange;

	(void)state;
	make_golden(&exchange);
	for (size_t i = 0; i < sizeof(golden) / sizeof(golden[0]); i++) {
		struct buffer out = BUFFER_INIT;

		exchange_format_find(golden[i].format)->write(&exchange, &out);
		assert_string_equal(buffer_string(&out), golden[i].text);
		buffer_release(&out);
	}
	exchange_release(&exchange);
}

/* --- Round trips -----------------------------------------------------------
 */

static void assert_same(const struct buffer *a, const struct buffer *b)
{
	assert_string_equal(buffer_string(a), buffer_string(b));
}

/* All that annotations of the W3C and of Hypothesis have fields for. */
static void assert_mark_kept(const struct mark *is, const struct mark *was)
{
	const struct selector *one = &is->original;
	const struct selector *other = &was->original;

	assert_string_equal(is->id, was->id);
	assert_int_equal(is->kind, was->kind);
	assert_int_equal(is->color, was->color);
	assert_int_equal(is->created_ms, was->created_ms);
	assert_int_equal(is->changed_ms, was->changed_ms);
	assert_int_equal(one->start, other->start);
	assert_int_equal(one->end, other->end);
	assert_same(&is->note, &was->note);
	assert_same(&is->tags, &was->tags);
	assert_same(&one->anchor.exact, &other->anchor.exact);
	assert_same(&one->anchor.prefix, &other->anchor.prefix);
	assert_same(&one->anchor.suffix, &other->anchor.suffix);
}

static void check_round_trip(const char *format, uint64_t *seed,
			     size_t documents)
{
	const struct exchange_format *its = exchange_format_find(format);
	struct buffer out = BUFFER_INIT;
	struct exchange exchange, back;

	make_exchange(&exchange, seed, documents, 20);
	its->write(&exchange, &out);
	assert_ptr_equal(exchange_format_of((struct span){ out.data, out.len }),
			 its);
	read_file(&back, NULL, (struct span){ out.data, out.len });
	assert_int_equal(back.unusable, 0);
	assert_int_equal(back.duplicates, 0);
	assert_int_equal(back.count, documents);
	for (size_t i = 0; i < documents; i++) {
		const struct exchange_document *was = &exchange.documents[i];
		const struct exchange_document *is = &back.documents[i];
		bool w3c = strcmp(format, "annotations") == 0;

		assert_string_equal(is->id, was->id);
		assert_same(&is->title, &was->title);
		assert_int_equal(is->marks.count, was->marks.count);
		if (w3c)
			assert_same(&is->author, &was->author);
		for (size_t k = 0; k < was->marks.count; k++) {
			assert_mark_kept(&is->marks.marks[k],
					 &was->marks.marks[k]);
			if (w3c)
				assert_same(&is->marks.marks[k].head,
					    &was->marks.marks[k].head);
		}
	}
	buffer_release(&out);
	exchange_release(&exchange);
	exchange_release(&back);
}

static void test_annotations_come_back_as_they_were(void **state)
{
	uint64_t seed = 1;

	(void)state;
	for (size_t i = 0; i < 40; i++) {
		check_round_trip("annotations", &seed, 1 + i % 3);
		check_round_trip("hypothesis", &seed, 1 + i % 3);
	}
}

/* KOReader lacks what is around a mark, where it is, tags that stand in no note
 * and all headings but one. */
static void test_koreader_keeps_what_it_has_fields_for(void **state)
{
	uint64_t seed = 2;

	(void)state;
	for (size_t documents = 1; documents < 4; documents++) {
		struct buffer out = BUFFER_INIT;
		struct exchange exchange, back;

		make_exchange(&exchange, &seed, documents, 20);
		exchange_format_find("koreader")->write(&exchange, &out);
		read_file(&back, NULL, (struct span){ out.data, out.len });
		assert_int_equal(back.unusable + back.duplicates, 0);
		assert_int_equal(mark_count(&back), documents * 20);
		for (size_t i = 0; i < 20; i++) {
			const struct mark *was =
				&exchange.documents[0].marks.marks[i];
			const struct mark *is =
				&back.documents[0].marks.marks[i];

			assert_same(&is->original.anchor.exact,
				    &was->original.anchor.exact);
			assert_same(&is->note, &was->note);
			assert_int_equal(is->kind, was->kind);
			assert_int_equal(is->color, was->color);
			assert_int_equal(is->created_ms, was->created_ms);
		}
		assert_same(&back.documents[0].author,
			    &exchange.documents[0].author);
		buffer_release(&out);
		exchange_release(&exchange);
		exchange_release(&back);
	}
}

/* --- What others write -----------------------------------------------------
 */

#define QUOTE(text) "{\"type\":\"TextQuoteSelector\",\"exact\":\"" text "\"}"

/* Files with one mark, if exact is not NULL. */
static const struct {
	const char *file;
	const char *format;
	const char *exact;
	const char *note;
	const char *tags;
	enum mark_kind kind;
	size_t unusable;
	size_t duplicates;
} files[] = {
	/* A lone annotation of the data model; the selector an object. */
	{ "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"type\":"
	  "\"Annotation\",\"target\":{\"source\":\"http://a.example/1\","
	  "\"selector\":" QUOTE(
		  "one") "},\"body\":[{\"type\":\"TextualBody\","
			 "\"value\":\"first\"},{\"type\":\"TextualBody\","
			 "\"value\":\"t g\","
			 "\"purpose\":\"tagging\"},{\"value\":\"second\"}]}",
	  "annotations", "one", "first\n\nsecond", "t-g", MARK_HIGHLIGHT, 0,
	  0 },
	/* Readium's, with a BOM, CRLF, a keyword and a language. */
	{ "\xef\xbb\xbf{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\r\n"
	  "\"type\":\"AnnotationSet\",\"about\":{\"dc:title\":{\"value\":"
	  "\"T\"}},\"items\":[{\"id\":\"urn:uuid:x\",\"target\":{\"selector\":"
	  "[" QUOTE("a\\r\\nb") "]},\"body\":{\"value\":\"n\",\"keyword\":"
				"\"teacher\"}}]}",
	  "annotations", "a\nb", "n", "teacher", MARK_HIGHLIGHT, 0, 0 },
	/* The quote refines another selector. */
	{ "{\"items\":[{\"target\":{\"selector\":{\"type\":\"CssSelector\","
	  "\"refinedBy\":{\"type\":\"X\",\"refinedBy\":[" QUOTE(
		  "deep") "]}}}}]}",
	  "annotations", "deep", "", "", MARK_HIGHLIGHT, 0, 0 },
	/* Nothing to find it by, but a note; nothing at all. */
	{ "{\"items\":[{\"target\":\"http://a.example\",\"bodyValue\":\"n\"},"
	  "{\"target\":{}},{},7,null,\"x\",[]]}",
	  "annotations", "", "n", "", MARK_BOOKMARK, 6, 0 },
	/* The same twice. */
	{ "{\"items\":[{\"target\":{\"selector\":" QUOTE(
		  "q") "}},{\"target\":{\"selector\":" QUOTE("q") "}}]}",
	  "annotations", "q", "", "", MARK_HIGHLIGHT, 0, 1 },
	/* NUL and half an emoji, as what counts in UTF-16 cuts it. */
	{ "{\"items\":[{\"target\":{\"selector\":" QUOTE(
		  "\\ud83dq\\u0000\\\\u0000\\ud83d\\ude00\\ude00") "}}]}",
	  "annotations", "\ufffdq\ufffd\\u0000\U0001f600\ufffd", "", "",
	  MARK_HIGHLIGHT, 0, 0 },
	/* What is no UTF-8. */
	{ "{\"items\":[{\"target\":{\"selector\":" QUOTE("q\xff") "}}]}",
	  "annotations", "q\ufffd", "", "", MARK_HIGHLIGHT, 0, 0 },
	/* A reply to a reply comes after what it answers, in its note. */
	{ "{\"rows\":[{\"id\":\"r2\",\"references\":[\"a\",\"r1\"],\"text\":"
	  "\"No.\",\"user\":\"acct:cy@h\",\"created\":\"2026-01-03T00:00:00Z\""
	  "},{\"id\":\"r1\",\"references\":[\"a\"],\"text\":\"Really?\","
	  "\"user_info\":{\"display_name\":\"Bo\"},\"tags\":[\"r\"],"
	  "\"created\":\"2026-01-02T00:00:00Z\"},{\"id\":\"a\",\"text\":"
	  "\"Note\",\"uri\":\"http://"
	  "a.example\",\"target\":[{\"selector\":[" QUOTE("q") "]}]}]}",
	  "hypothesis", "q", "Note\n\nBo: Really?\n\ncy: No.", "r",
	  MARK_HIGHLIGHT, 0, 0 },
	/* A note on the page; a reply to what is not there is one too. */
	{ "{\"annotations\":[{\"id\":\"p\",\"text\":\"page\",\"uri\":\"u\","
	  "\"target\":[{\"source\":\"u\"}]},{\"text\":\"\"}]}",
	  "hypothesis", "", "page", "", MARK_BOOKMARK, 1, 0 },
	{ "[{\"uri\":\"u\",\"references\":[\"gone\"],\"text\":\"reply\","
	  "\"target\":[]}]",
	  "hypothesis", "", "reply", "", MARK_BOOKMARK, 0, 0 },
	{ "{\"title\":\"T\",\"author\":\"A\",\"entries\":[{\"sort\":"
	  "\"bookmark\",\"text\":\"q\",\"note\":\"n #t\",\"time\":1.5e9,"
	  "\"color\":\"red\"},{\"text\":7}]}",
	  "koreader", "q", "n #t", "t", MARK_BOOKMARK, 1, 0 },
	{ "{\"documents\":[{\"title\":\"T\"},{\"entries\":[]},{\"entries\":["
	  "{\"text\":\"q\",\"datetime\":\"2026-01-02 10:00:00\"}]}]}",
	  "koreader", "q", "", "", MARK_HIGHLIGHT, 1, 0 },
	{ "{\"type\":\"calibre_highlights\",\"version\":1,\"highlights\":[{"
	  "\"uuid\":\"Zm9vYmFyYmF6cXV4enp5eA\",\"highlighted_text\":\"q\","
	  "\"notes\":\"n\",\"toc_family_titles\":[\"C\"],\"style\":{\"which\":"
	  "\"green\"},\"timestamp\":\"2026-01-02T10:00:00.5Z\"},{\"removed\":"
	  "true}]}",
	  "calibre", "q", "n", "", MARK_HIGHLIGHT, 0, 0 },
	{ "{\"metadata\":{\"title\":\"T\",\"author\":[{\"name\":\"A\"}]},"
	  "\"annotations\":[{\"value\":\"epubcfi(/6)\",\"text\":\"q\",\"note\":"
	  "\"n\",\"color\":\"aqua\"}],\"bookmarks\":[\"epubcfi(/8)\"]}",
	  "foliate", "q", "n", "", MARK_HIGHLIGHT, 1, 0 },
};

static const struct mark *only_mark(const struct exchange *exchange)
{
	assert_int_equal(mark_count(exchange), 1);
	for (size_t i = 0; i < exchange->count; i++)
		if (exchange->documents[i].marks.count)
			return exchange->documents[i].marks.marks;
	return NULL;
}

static void test_files_of_others_are_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		struct span bytes = bytes_of(files[i].file);
		const struct exchange_format *format =
			exchange_format_of(bytes);
		struct exchange exchange;
		const struct mark *mark;

		assert_non_null(format);
		assert_string_equal(format->name, files[i].format);
		read_file(&exchange, NULL, bytes);
		assert_int_equal(exchange.unusable, files[i].unusable);
		assert_int_equal(exchange.duplicates, files[i].duplicates);
		mark = only_mark(&exchange);
		assert_buffer(&mark->original.anchor.exact, files[i].exact);
		assert_buffer(&mark->note, files[i].note);
		assert_buffer(&mark->tags, files[i].tags);
		assert_int_equal(mark->kind, files[i].kind);
		exchange_release(&exchange);
	}
}

/* What is in a file stays the same mark, and no other one's. */
static void test_ids_are_the_same_at_the_next_import(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		struct exchange one, other;
		const char *id;

		read_file(&one, NULL, bytes_of(files[i].file));
		read_file(&other, NULL, bytes_of(files[i].file));
		id = only_mark(&one)->id;
		assert_string_equal(id, only_mark(&other)->id);
		assert_int_equal(strlen(id), 36);
		assert_int_equal(id[14], '8');
		assert_non_null(strchr("89ab", id[19]));
		for (size_t k = 0; k < i; k++) {
			exchange_release(&other);
			read_file(&other, NULL, bytes_of(files[k].file));
			assert_string_not_equal(id, only_mark(&other)->id);
		}
		exchange_release(&one);
		exchange_release(&other);
	}
}

/* One ID, two notes: both are kept, under the same IDs each time. */
static void test_one_id_of_two_marks_loses_none(void **state)
{
	static const char file[] =
		"{\"items\":[{\"id\":\"urn:uuid:01929f00-0000-7000-8000-"
		"00000000000A\",\"target\":{\"selector\":" QUOTE(
			"q") "},\"body\":{\"value\":\"one\"}},{\"id\":"
			     "\"01929f00-0000-7000-"
			     "8000-00000000000a\",\"target\":{"
			     "\"selector\":" QUOTE(
				     "q") "},\"body\":{\"value\":\"two\"}}]}";
	struct exchange one, other;

	(void)state;
	read_file(&one, NULL, bytes_of(file));
	read_file(&other, NULL, bytes_of(file));
	assert_int_equal(mark_count(&one), 2);
	assert_string_equal(one.documents[0].marks.marks[0].id,
			    "01929f00-0000-7000-8000-00000000000a");
	for (size_t i = 0; i < 2; i++)
		assert_string_equal(one.documents[0].marks.marks[i].id,
				    other.documents[0].marks.marks[i].id);
	exchange_release(&one);
	exchange_release(&other);
}

/* --- Hostile files ---------------------------------------------------------
 */

static const char *const broken[] = {
	"",
	"{",
	"nothing",
	"{\"items\":[",
	"{\"items\":[],\"items\":[]}",
	"{\"items\":[1e999]}",
	"{\"items\":[123456789012345678901234567890]}",
	"{\"items\":\"\n\"}",
};

static void test_what_is_no_json_is_refused_with_a_sentence(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(broken) / sizeof(broken[0]); i++) {
		struct error error = { "" };
		struct exchange exchange;

		exchange_init(&exchange);
		assert_false(exchange_read(&exchange,
					   exchange_format_find("annotations"),
					   bytes_of(broken[i]), &error));
		assert_true(error.sentence[0]);
		assert_int_equal(exchange.count, 0);
		exchange_release(&exchange);
	}
}

/* Brackets that open and never close, more values than there is memory for. */
static void test_deep_and_wide_files_are_refused(void **state)
{
	static const char *const pieces[] = { "[", "{\"a\":", "[[],", "{}," };
	struct error error = { "" };

	(void)state;
	for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++) {
		struct buffer file = BUFFER_INIT;
		struct exchange exchange;

		buffer_append_string(&file, "{\"items\":[");
		for (size_t k = 0; k < 1100000; k++)
			buffer_append_string(&file, pieces[i]);
		exchange_init(&exchange);
		assert_false(exchange_read(&exchange, NULL,
					   (struct span){ file.data, file.len },
					   &error));
		exchange_release(&exchange);
		buffer_release(&file);
	}
}

static void test_a_file_too_large_is_refused(void **state)
{
	static const char byte[1];
	struct error error = { "" };
	struct exchange exchange;

	(void)state;
	exchange_init(&exchange);
	assert_false(exchange_read(&exchange, NULL,
				   (struct span){ byte, EXCHANGE_FILE + 1 },
				   &error));
	assert_non_null(strstr(error.sentence, "64 MiB"));
	exchange_release(&exchange);
}

/* Every byte of what is read is another one, or the last. */
static void test_damaged_files_do_no_harm(void **state)
{
	static const char bytes[] = { '"', '}', ']', '0', '\0', '\xff', ',' };

	(void)state;
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		size_t len = strlen(files[i].file);
		char *file = malloc(len);

		assert_non_null(file);
		for (size_t at = 0; at <= len; at++) {
			struct exchange exchange;
			struct error error;

			memcpy(file, files[i].file, len);
			if (at < len)
				file[at] = bytes[at % sizeof(bytes)];
			exchange_init(&exchange);
			exchange_read(&exchange,
				      exchange_format_find(files[i].format),
				      (struct span){ file, len }, &error);
			exchange_read(&exchange, NULL,
				      (struct span){ file, at }, &error);
			exchange_release(&exchange);
		}
		free(file);
	}
}

/* --- How long it takes -----------------------------------------------------
 */

static void make_title(struct buffer *file, size_t size)
{
	buffer_append_string(file, "{\"title\":\"");
	for (size_t i = 0; i < size; i++)
		buffer_append_string(file, "a long title ");
	buffer_append_string(file, "\",\"entries\":[{\"text\":\"first\"}");
	for (size_t i = 0; i < size; i++)
		buffer_append_format(file, ",{\"text\":\"%zu\"}", i);
	buffer_append_string(file, "]}");
}

static void begin_annotation(struct buffer *file)
{
	buffer_append_string(file,
			     "{\"type\":\"Annotation\",\"target\":{"
			     "\"selector\":{\"type\":\"TextQuoteSelector\","
			     "\"exact\":\"sea");
}

static void make_tags(struct buffer *file, size_t size)
{
	begin_annotation(file);
	buffer_append_string(file, "\"}},\"body\":{\"tags\":[\"sea\"");
	for (size_t i = 0; i < 4 * size; i++)
		buffer_append_format(file, ",\"tag%zu\"", i);
	buffer_append_string(file, "]}}");
}

static void make_addresses(struct buffer *file, size_t size)
{
	begin_annotation(file);
	for (size_t i = 0; i < size; i++)
		buffer_append_string(file, "(http:");
	buffer_append_string(file, "*\"}}}");
}

static void make_sightings(struct buffer *file, size_t size)
{
	for (size_t i = 0; i < size; i++)
		buffer_append_format(
			file,
			"{\"v\":1,\"t\":\"doc\",\"doc\":\"d\",\"id\":"
			"\"s%zu\",\"at\":\"2026-10-11T09:12:33Z\","
			"\"by\":\"a\",\"vv\":{\"a\":%zu}}\n",
			i, i + 1);
}

/* The processor's time to read a file and to write what is in it. */
static double time_of(void (*make)(struct buffer *file, size_t size),
		      size_t size)
{
	struct buffer file = BUFFER_INIT;
	struct buffer out = BUFFER_INIT;
	struct exchange exchange;
	struct error error = { "" };
	clock_t start;
	double seconds;

	make(&file, size);
	exchange_init(&exchange);
	start = clock();
	assert_true(exchange_read(
		&exchange, NULL, (struct span){ file.data, file.len }, &error));
	exchange_format_find("markdown")->write(&exchange, &out);
	seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
	exchange_release(&exchange);
	buffer_release(&file);
	buffer_release(&out);
	return seconds;
}

/* Eight times as much takes at most some twenty times as long, not 64 times:
 * the better of two runs counts, and what is too short to be measured is not.
 */
static void test_time_grows_with_the_file_alone(void **state)
{
	static const struct {
		void (*make)(struct buffer *file, size_t size);
		size_t size;
	} cases[] = {
		{ make_title, 1500 },
		{ make_tags, 1500 },
		{ make_addresses, 4000 },
		{ make_sightings, 2500 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		double little = time_of(cases[i].make, cases[i].size);
		double much = time_of(cases[i].make, 8 * cases[i].size);

		if (much >= 20 * little + 0.1)
			much = time_of(cases[i].make, 8 * cases[i].size);
		if (much >= 20 * little + 0.1)
			fail_msg("case %zu: %.3f s, %.3f s", i, little, much);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_formats_are_written_as_they_are_defined),
		cmocka_unit_test(test_annotations_come_back_as_they_were),
		cmocka_unit_test(test_koreader_keeps_what_it_has_fields_for),
		cmocka_unit_test(test_files_of_others_are_read),
		cmocka_unit_test(test_ids_are_the_same_at_the_next_import),
		cmocka_unit_test(test_one_id_of_two_marks_loses_none),
		cmocka_unit_test(
			test_what_is_no_json_is_refused_with_a_sentence),
		cmocka_unit_test(test_deep_and_wide_files_are_refused),
		cmocka_unit_test(test_a_file_too_large_is_refused),
		cmocka_unit_test(test_damaged_files_do_no_harm),
		cmocka_unit_test(test_time_grows_with_the_file_alone),
	};

	return test_run(tests);
}
