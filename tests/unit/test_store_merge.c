/* SPDX-License-Identifier: ISC */
/* Tests of what is true of a mark of which several records hold. */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "marks/store/compose.h"
#include "marks/store/merge.h"
#include "marks/store/record.h"

static struct writers writers;

/* --- Tables --------------------------------------------------------------- */

#define START "{\"v\":1,\"t\":\"mark\",\"kind\":\"hl\","
#define A     "\"id\":\"i\",\"ev\":\"a\",\"vv\":{\"a\":1},\"by\":\"aaaa\"}"

/* Records of one ID, and what is said of a field then. */
static const struct {
	const char *name;
	const char *lines[4];
	const char *field;
	const char *value; /* as JSON; "": it is not there */
} merges[] = {
	{ "alone", { START "\"note\":\"x\"," A }, "note", "\"x\"" },
	{ "twice",
	  { START "\"note\":\"x\"," A, START "\"note\":\"x\"," A },
	  "note",
	  "\"x\"" },
	{ "dominated",
	  { START "\"note\":\"new\",\"id\":\"i\",\"ev\":\"0\",\"vv\":"
		  "{\"a\":1,\"b\":1}}",
	    START "\"note\":\"old\"," A },
	  "note",
	  "\"new\"" },
	{ "without a vector",
	  { START "\"note\":\"old\",\"id\":\"i\",\"ev\":\"z\"}",
	    START "\"note\":\"new\"," A },
	  "note",
	  "\"new\"" },
	{ "both without a vector",
	  { START "\"note\":\"x\",\"id\":\"i\",\"ev\":\"y\"}",
	    START "\"note\":\"y\",\"id\":\"i\",\"ev\":\"z\"}" },
	  "note",
	  "\"x\\n--- also written on another machine ---\\ny\"" },
	{ "edited by hand",
	  { START "\"note\":\"x\"," A, START "\"note\":\"y\"," A },
	  "note",
	  "\"x\\n--- also written on aaaa ---\\ny\"" },
	{ "both wrote",
	  { START "\"note\":\"x\",\"id\":\"i\",\"ev\":\"2\",\"vv\":{\"a\":1},"
		  "\"by\":\"aaaa\",\"at\":\"2026-10-11T00:00:00Z\"}",
	    START "\"note\":\"y\",\"id\":\"i\",\"ev\":\"1\",\"vv\":{\"b\":1},"
		  "\"by\":\"bbbb\"}" },
	  "note",
	  "\"y\\n--- also written on aaaa, 2026-10-11 ---\\nx\"" },
	{ "both wrote the same",
	  { START "\"note\":\"x\",\"id\":\"i\",\"ev\":\"2\",\"vv\":{\"a\":1}}",
	    START
	    "\"note\":\"x\",\"id\":\"i\",\"ev\":\"1\",\"vv\":{\"b\":1}}" },
	  "note",
	  "\"x\"" },
	{ "note here, colour there: the note",
	  { START "\"note\":\"x\",\"id\":\"i\",\"ev\":\"1\",\"vv\":{\"a\":2},"
		  "\"dots\":{\"*\":\"a:1\",\"note\":\"a:2\"}}",
	    START "\"note\":\"0\",\"color\":\"blue\",\"id\":\"i\",\"ev\":\"2\","
		  "\"vv\":{\"a\":1,\"b\":1},"
		  "\"dots\":{\"*\":\"a:1\",\"color\":\"b:1\"}}" },
	  "note",
	  "\"x\"" },
	{ "note here, colour there: the colour",
	  { START "\"color\":\"pink\",\"id\":\"i\",\"ev\":\"3\",\"vv\":"
		  "{\"a\":2},\"dots\":{\"*\":\"a:1\",\"note\":\"a:2\"}}",
	    START "\"color\":\"blue\",\"id\":\"i\",\"ev\":\"2\","
		  "\"vv\":{\"a\":1,\"b\":1},"
		  "\"dots\":{\"*\":\"a:1\",\"color\":\"b:1\"}}" },
	  "color",
	  "\"blue\"" },
	{ "a note taken away",
	  { START "\"id\":\"i\",\"ev\":\"1\",\"vv\":{\"a\":2},"
		  "\"dots\":{\"*\":\"a:1\",\"note\":\"a:2\"}}",
	    START "\"note\":\"0\",\"color\":\"blue\",\"id\":\"i\",\"ev\":\"2\","
		  "\"vv\":{\"a\":1,\"b\":1},"
		  "\"dots\":{\"*\":\"a:1\",\"color\":\"b:1\"}}" },
	  "note",
	  "" },
	{ "tags united",
	  { START "\"tags\":[\"x\",\"y\"],\"id\":\"i\",\"ev\":\"1\","
		  "\"vv\":{\"a\":1}}",
	    START "\"tags\":[\"z\",\"x\"],\"id\":\"i\",\"ev\":\"2\","
		  "\"vv\":{\"b\":1}}" },
	  "tags",
	  "[\"x\",\"y\",\"z\"]" },
	{ "the last colour",
	  { START "\"color\":\"red\",\"id\":\"i\",\"ev\":\"2\","
		  "\"vv\":{\"a\":1}}",
	    START "\"color\":\"blue\",\"id\":\"i\",\"ev\":\"1\","
		  "\"vv\":{\"b\":1}}" },
	  "color",
	  "\"red\"" },
	{ "edit beats delete",
	  { "{\"v\":1,\"t\":\"mark\",\"del\":true,\"id\":\"i\",\"ev\":\"2\","
	    "\"vv\":{\"a\":2}}",
	    START "\"note\":\"x\",\"id\":\"i\",\"ev\":\"1\",\"vv\":"
		  "{\"a\":1,\"b\":1}}" },
	  "del",
	  "" },
	{ "a note put together, then replaced by who knows its parts",
	  { START "\"note\":\"x--y\",\"id\":\"i\",\"ev\":\"1\",\"vv\":"
		  "{\"a\":1,\"b\":1,\"c\":1},\"dots\":{\"*\":\"a:1\","
		  "\"note\":\"a:1 b:1\"}}",
	    START "\"note\":\"z\",\"id\":\"i\",\"ev\":\"2\","
		  "\"vv\":{\"a\":1,\"b\":1,\"d\":1},"
		  "\"dots\":{\"*\":\"a:1\",\"note\":\"d:1\"}}" },
	  "note",
	  "\"z\"" },
	{ "a note put together, beside one who knows but a part",
	  { START "\"note\":\"xy\",\"id\":\"i\",\"ev\":\"1\",\"vv\":"
		  "{\"a\":1,\"b\":1,\"c\":1},\"dots\":{\"*\":\"a:1\","
		  "\"note\":\"a:1 b:1\"}}",
	    START "\"note\":\"z\",\"id\":\"i\",\"ev\":\"2\","
		  "\"vv\":{\"a\":1,\"d\":1},"
		  "\"dots\":{\"*\":\"a:1\",\"note\":\"d:1\"}}" },
	  "note",
	  "\"xy\\n--- also written on another machine ---\\nz\"" },
	{ "a tag that is none",
	  { START
	    "\"tags\":[7,\"y\"],\"id\":\"i\",\"ev\":\"1\",\"vv\":{\"a\":1}}",
	    START "\"tags\":[\"y\",\"z\"],\"id\":\"i\",\"ev\":\"2\",\"vv\":{"
		  "\"b\":1}}" },
	  "tags",
	  "[7,\"y\",\"z\"]" },
	{ "tags that are no list",
	  { START "\"tags\":\"x\",\"id\":\"i\",\"ev\":\"1\",\"vv\":{\"a\":1}}",
	    START
	    "\"tags\":[\"z\"],\"id\":\"i\",\"ev\":\"2\",\"vv\":{\"b\":1}}" },
	  "tags",
	  "[\"z\"]" },
	{ "tags one of which was replaced",
	  { START "\"tags\":[\"x\"],\"id\":\"i\",\"ev\":\"1\",\"vv\":{\"a\":1,"
		  "\"c\":1},\"dots\":{\"*\":\"a:1\"}}",
	    START "\"tags\":[\"y\"],\"id\":\"i\",\"ev\":\"2\",\"vv\":{\"a\":1,"
		  "\"b\":1},\"dots\":{\"*\":\"b:1\"}}" },
	  "tags",
	  "[\"y\"]" },
	{ "tags on one side",
	  { START
	    "\"tags\":[\"x\"],\"id\":\"i\",\"ev\":\"1\",\"vv\":{\"a\":1}}",
	    START "\"id\":\"i\",\"ev\":\"2\",\"vv\":{\"b\":1}}" },
	  "tags",
	  "[\"x\"]" },
	{ "an empty note",
	  { START "\"note\":\"\",\"id\":\"i\",\"ev\":\"2\",\"vv\":{\"a\":1}}",
	    START
	    "\"note\":\"y\",\"id\":\"i\",\"ev\":\"1\",\"vv\":{\"b\":1}}" },
	  "note",
	  "\"\"" },
	{ "written by nobody at no time",
	  { START "\"note\":\"x\",\"id\":\"i\",\"ev\":\"2\",\"vv\":{\"a\":1},"
		  "\"by\":\"\",\"at\":\"2026\"}",
	    START
	    "\"note\":\"y\",\"id\":\"i\",\"ev\":\"1\",\"vv\":{\"b\":1}}" },
	  "note",
	  "\"y\\n--- also written on another machine ---\\nx\"" },
	{ "dots that are none",
	  { START "\"color\":\"red\",\"id\":\"i\",\"ev\":\"2\",\"vv\":{\"a\":1}"
		  ",\"dots\":{\"*\":7}}",
	    START "\"color\":\"blue\",\"id\":\"i\",\"ev\":\"1\",\"vv\":{\"b\":"
		  "1},\"dots\":{\"*\":\"b\"}}" },
	  "color",
	  "\"red\"" },
	{ "dots of somebody unknown",
	  { START "\"color\":\"red\",\"id\":\"i\",\"ev\":\"2\",\"vv\":{\"a\":1}"
		  ",\"dots\":{\"*\":\"nobody:1\"}}",
	    START "\"color\":\"blue\",\"id\":\"i\",\"ev\":\"1\",\"vv\":{\"b\":"
		  "1},\"dots\":{\"*\":\":1\"}}" },
	  "color",
	  "\"red\"" },
	{ "all deleted",
	  { "{\"v\":1,\"t\":\"mark\",\"del\":true,\"id\":\"i\",\"ev\":\"2\","
	    "\"vv\":{\"a\":2}}",
	    "{\"v\":1,\"t\":\"mark\",\"del\":true,\"id\":\"i\",\"ev\":\"1\","
	    "\"vv\":{\"b\":2}}" },
	  "del",
	  "true" },
	{ "fields that nobody knows",
	  { START "\"zz\":[1,{\"y\":2}],\"id\":\"i\",\"ev\":\"1\","
		  "\"vv\":{\"a\":1}}",
	    START "\"id\":\"i\",\"ev\":\"2\",\"vv\":{\"b\":1}}" },
	  "zz",
	  "[1,{\"y\":2}]" },
	{ "each superseded by the other one",
	  { START "\"color\":\"red\",\"id\":\"i\",\"ev\":\"2\",\"vv\":"
		  "{\"a\":1,\"b\":1,\"c\":1},\"dots\":{\"*\":\"a:1\"}}",
	    START "\"color\":\"blue\",\"id\":\"i\",\"ev\":\"1\",\"vv\":"
		  "{\"a\":1,\"b\":1,\"d\":1},\"dots\":{\"*\":\"b:1\"}}" },
	  "color",
	  "\"red\"" },
};

static size_t parse_lines(const char *const *lines, size_t count,
			  struct record *records)
{
	for (size_t i = 0; i < count; i++) {
		struct span line = { lines[i], strlen(lines[i]) };

		assert_true(record_parse(&records[i], line, &writers));
	}
	return count;
}

static void release_records(struct record *records, size_t count)
{
	for (size_t i = 0; i < count; i++)
		record_release(&records[i]);
}

static void assert_field(const struct merged *merged, const char *name,
			 const char *field, const char *value)
{
	json_t *found = json_object_get(merged->fields, field);
	char *text = found ? json_dumps(found, JSON_COMPACT | JSON_ENCODE_ANY)
			   : NULL;

	const char *said = text ? text : "";

	if (strcmp(field, "del") == 0)
		said = merged->deleted ? "true" : "";
	if (strcmp(said, value) != 0)
		fail_msg("%s: %s is %s", name, field, said);
	free(text);
}

static void test_records_are_merged(void **unused)
{
	(void)unused;
	for (size_t i = 0; i < sizeof(merges) / sizeof(merges[0]); i++) {
		const char *lines[4];
		size_t count = 0;

		while (count < 4 && merges[i].lines[count])
			count++;
		/* In their order, and the other way round. */
		for (int turn = 0; turn < 2; turn++) {
			struct record records[4];
			struct merged merged;

			for (size_t k = 0; k < count; k++)
				lines[k] = merges[i].lines[turn ? count - 1 - k
								: k];
			parse_lines(lines, count, records);
			merge_records(records, count, record_mark_fields,
				      &writers, &merged);
			assert_field(&merged, merges[i].name, merges[i].field,
				     merges[i].value);
			merged_release(&merged);
			release_records(records, count);
		}
	}
}

/* --- Replicas ------------------------------------------------------------- */

enum { REPLICAS = 4, LINES = 256, STEPS = 24, TOKENS = 64 };

struct replica {
	char *lines[LINES]; /* owned */
	size_t count;
	char writer[32];
	char by[8];
};

/* Notes are tokens. A token was replaced if somebody to whom it was shown wrote
 * another note. */
struct history {
	struct replica replicas[REPLICAS];
	bool replaced[TOKENS];
	size_t tokens;
	unsigned runs;
	uint64_t random;
};

static size_t draw(struct history *history, size_t below)
{
	return (size_t)(test_random(&history->random) >> 33) % below;
}

static void add_line(struct replica *replica, const char *line)
{
	assert_true(replica->count < LINES);
	replica->lines[replica->count++] = strdup(line);
}

static bool has_line(const struct replica *replica, const char *line)
{
	for (size_t i = 0; i < replica->count; i++)
		if (strcmp(replica->lines[i], line) == 0)
			return true;
	return false;
}

/* What a replica knows. */
struct known {
	struct record records[LINES];
	size_t count;
	struct merged merged;
};

static void know(const struct replica *replica, struct known *known)
{
	known->count = parse_lines((const char *const *)replica->lines,
				   replica->count, known->records);
	merge_records(known->records, known->count, record_mark_fields,
		      &writers, &known->merged);
}

static void forget(struct known *known)
{
	merged_release(&known->merged);
	release_records(known->records, known->count);
}

static void begin_run(struct history *history, struct replica *replica)
{
	char writer[sizeof(replica->writer)];

	snprintf(writer, sizeof(writer), "%s-%u", replica->by, history->runs++);
	memcpy(replica->writer, writer, sizeof(writer));
}

enum { EDIT_NOTE, EDIT_COLOR, EDIT_TAGS, EDIT_DELETED, EDITS };

static void change(struct history *history, struct mark *mark,
		   const char *shown)
{
	char text[32];

	switch (draw(history, EDITS)) {
	case EDIT_NOTE:
		for (size_t i = 0; i < history->tokens; i++) {
			snprintf(text, sizeof(text), "<%zu>", i);
			if (strstr(shown, text))
				history->replaced[i] = true;
		}
		snprintf(text, sizeof(text), "<%zu>", history->tokens++);
		buffer_clear(&mark->note);
		buffer_append_string(&mark->note, text);
		break;
	case EDIT_COLOR:
		mark->color = (enum mark_color)draw(history, MARK_COLORS);
		break;
	case EDIT_TAGS:
		snprintf(text, sizeof(text), "t%zu", draw(history, 5));
		mark_add_tag(mark, text, strlen(text));
		break;
	default:
		mark->deleted = !mark->deleted;
	}
}

static void edit(struct history *history, struct replica *replica)
{
	struct buffer line = BUFFER_INIT;
	struct known known;
	struct mark mark;
	struct compose compose = { .type = "mark",
				   .id = "i",
				   .known = record_mark_fields,
				   .writer = replica->writer,
				   .by = replica->by,
				   .writers = &writers };
	json_t *said, *read;

	know(replica, &known);
	mark_init(&mark);
	record_read_mark(known.merged.fields, &mark);
	mark.deleted = known.merged.deleted;
	read = record_of_mark(&mark);
	/* Before it is changed, for then it is not shown any more. */
	struct buffer shown = BUFFER_INIT;

	buffer_append(&shown, buffer_string(&mark.note), mark.note.len);
	change(history, &mark, buffer_string(&shown));
	said = record_of_mark(&mark);
	compose.said = said;
	compose.read = read;
	compose.merged = &known.merged;
	compose.deleted = mark.deleted;
	if (compose_event(&compose, &line)) {
		buffer_truncate(&line, line.len - 1);
		add_line(replica, line.data);
	}
	json_decref(said);
	json_decref(read);
	mark_release(&mark);
	buffer_release(&shown);
	buffer_release(&line);
	forget(&known);
}

/* Takes lines of another replica, each at any place. */
static void take_lines(struct history *history, struct replica *to,
		       const struct replica *from)
{
	for (size_t i = 0; i < from->count; i++) {
		size_t at;
		char *line;

		if (has_line(to, from->lines[i]) && draw(history, 8))
			continue;
		if (to->count == LINES)
			return;
		add_line(to, from->lines[i]);
		at = draw(history, to->count);
		line = to->lines[at];
		to->lines[at] = to->lines[to->count - 1];
		to->lines[to->count - 1] = line;
	}
}

/* Leaves out what another record dominates, but for tombstones. */
static void compact(struct replica *replica)
{
	struct known known;
	size_t kept = 0;

	know(replica, &known);
	for (size_t i = 0; i < replica->count; i++) {
		const struct record *record = NULL;
		bool dominated = false;

		for (size_t k = 0; k < known.count; k++)
			if (strcmp(known.records[k].bytes, replica->lines[i]) ==
			    0)
				record = &known.records[k];
		assert_non_null(record);
		for (size_t k = 0; k < known.count; k++)
			dominated =
				dominated ||
				vector_compare(record->vector.entries,
					       record->vector.count,
					       known.records[k].vector.entries,
					       known.records[k].vector.count) ==
					VECTOR_BEFORE;
		if (!dominated ||
		    json_is_true(json_object_get(record->json, "del")))
			replica->lines[kept++] = replica->lines[i];
		else
			free(replica->lines[i]);
	}
	replica->count = kept;
	forget(&known);
}

static void clear(struct replica *replica)
{
	for (size_t i = 0; i < replica->count; i++)
		free(replica->lines[i]);
	replica->count = 0;
}

/* A copy of a home: the machine's name too. */
static void clone(struct history *history, struct replica *to,
		  const struct replica *from)
{
	take_lines(history, to, from);
	memcpy(to->by, from->by, sizeof(to->by));
	begin_run(history, to);
}

static void begin_history(struct history *history, uint64_t seed)
{
	static const char first[] =
		START "\"exact\":\"q\",\"color\":\"yellow\",\"future\":1," A;

	memset(history, 0, sizeof(*history));
	history->random = seed;
	for (size_t i = 0; i < REPLICAS; i++) {
		struct replica *replica = &history->replicas[i];

		snprintf(replica->by, sizeof(replica->by), "m%zu", i);
		begin_run(history, replica);
		add_line(replica, first);
	}
}

static void step(struct history *history)
{
	struct replica *one = &history->replicas[draw(history, REPLICAS - 1)];
	struct replica *other = &history->replicas[draw(history, REPLICAS)];
	size_t act = draw(history, 12);

	if (act < 7)
		edit(history, one);
	else if (act < 9 && one != other)
		take_lines(history, one, other);
	else if (act == 9)
		compact(one);
	else if (act == 10)
		begin_run(history, one);
	else if (one != other)
		clone(history, one, other);
}

/* All have all records: all say the same, and no note is lost. */
static void assert_converged(struct history *history)
{
	struct known first, known;
	const char *note;

	for (size_t turn = 0; turn < 2; turn++)
		for (size_t i = 0; i < REPLICAS; i++)
			for (size_t k = 0; k < REPLICAS; k++)
				if (i != k)
					take_lines(history,
						   &history->replicas[i],
						   &history->replicas[k]);
	know(&history->replicas[0], &first);
	for (size_t i = 1; i < REPLICAS; i++) {
		know(&history->replicas[i], &known);
		assert_true(
			json_equal(first.merged.fields, known.merged.fields));
		assert_int_equal(first.merged.deleted, known.merged.deleted);
		assert_int_equal(first.merged.heads, known.merged.heads);
		forget(&known);
	}
	note = fields_string(first.merged.fields, "note");
	for (size_t i = 0; i < history->tokens; i++) {
		char text[32];

		snprintf(text, sizeof(text), "<%zu>", i);
		if (!history->replaced[i] && !(note && strstr(note, text)))
			fail_msg("the note %s is lost: %s", text,
				 note ? note : "none");
	}
	assert_int_equal(fields_int(first.merged.fields, "future", 0, 9), 1);
	forget(&first);
}

static void test_replicas_converge(void **unused)
{
	const char *rounds = getenv("LECTERN_ROUNDS");
	const char *seed = getenv("LECTERN_SEED");
	size_t count = rounds ? strtoul(rounds, NULL, 10) : 300;
	uint64_t start = seed ? strtoull(seed, NULL, 10) : 1;

	(void)unused;
	for (size_t i = 0; i < count; i++) {
		static struct history history;

		begin_history(&history,
			      (start + i) * UINT64_C(0x9e3779b97f4a7c15));
		for (size_t k = 0; k < STEPS; k++)
			step(&history);
		assert_converged(&history);
		for (size_t k = 0; k < REPLICAS; k++)
			clear(&history.replicas[k]);
	}
}

/* --- Vectors -------------------------------------------------------------- */

static const struct {
	const char *one;
	const char *other;
	enum vector_order order;
} orders[] = {
	{ "", "", VECTOR_EQUAL },
	{ "a1", "a1", VECTOR_EQUAL },
	{ "", "a1", VECTOR_BEFORE },
	{ "a2", "a1", VECTOR_AFTER },
	{ "a1", "b1", VECTOR_CONCURRENT },
	{ "a2b1", "a1b1", VECTOR_AFTER },
	{ "a1b2", "a2b1", VECTOR_CONCURRENT },
	{ "b1a1", "a1b1c1", VECTOR_BEFORE },
	{ "a1a3a2", "a3", VECTOR_EQUAL },
};

static void make_vector(const char *entries, struct vector *vector)
{
	vector_init(vector);
	for (; *entries; entries += 2)
		vector_add(vector, (uint32_t)(entries[0] - 'a'),
			   entries[1] - '0');
	vector_settle(vector);
}

static void test_vectors_are_compared(void **unused)
{
	(void)unused;
	for (size_t i = 0; i < sizeof(orders) / sizeof(orders[0]); i++) {
		struct vector one, other;

		make_vector(orders[i].one, &one);
		make_vector(orders[i].other, &other);
		assert_int_equal(vector_compare(one.entries, one.count,
						other.entries, other.count),
				 orders[i].order);
		vector_release(&one);
		vector_release(&other);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_records_are_merged),
		cmocka_unit_test(test_replicas_converge),
		cmocka_unit_test(test_vectors_are_compared),
	};
	int result;

	fields_use_memory();
	writers_init(&writers);
	result = test_run(tests);
	writers_release(&writers);
	return result;
}
