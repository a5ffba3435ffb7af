/* SPDX-License-Identifier: ISC */
/* Marks for scripts: a line each. */
#include "print/marks.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/fields.h"
#include "document/document.h"
#include "marks/store.h"
#include "marks/store/record.h"
#include "print/output.h"
#include "text/sink.h"
#include "text/utf8.h"

static const char *const states[] = {
	[MARK_WAITING] = "unknown",
	[MARK_PLACED] = "placed",
	[MARK_DOUBTFUL] = "doubtful",
	[MARK_LOST] = "lost",
};

static void append_safe(struct output *output, const struct buffer *text)
{
	output_append_foreign(output, buffer_string(text), text->len);
}

static void append_string(struct output *output, const char *string)
{
	output_append(output, string, strlen(string));
}

void print_mark_line(struct output *output, const struct print_mark *print)
{
	const struct mark *mark = print->mark;

	append_string(output, states[print->state]);
	output_append_byte(output, '\t');
	output_append_foreign(output, mark->id, strlen(mark->id));
	output_append_byte(output, '\t');
	if (mark->kind == MARK_BOOKMARK)
		append_string(output, "bookmark");
	else
		append_string(output, mark_color_name(mark->color));
	if (mark->kind == MARK_BOOKMARK && mark->letter) {
		output_append_byte(output, ' ');
		output_append_foreign(output, &mark->letter, 1);
	}
	output_append_byte(output, '\t');
	append_safe(output, &mark->original.anchor.exact);
	output_append_byte(output, '\t');
	append_safe(output, &mark->note);
	output_append_byte(output, '\n');
}

static json_t *record_of(const struct print_mark *print)
{
	struct buffer line = BUFFER_INIT;
	json_t *record = NULL;

	if (print->store && store_record(print->store, print->mark->id, &line))
		record = json_loadb(line.data, line.len, 0, NULL);
	buffer_release(&line);
	if (record)
		return record;
	record = record_of_mark(print->mark);
	json_object_set_new(record, "id", json_string(print->mark->id));
	return record;
}

/* What was kept of where it was makes room for where it is. */
static void put_place(json_t *record, const struct print_mark *print)
{
	const char *text = print->document->text.data;
	json_int_t start = (json_int_t)utf8_count(text, print->off);
	json_int_t len = (json_int_t)utf8_count(text + print->off,
						print->end - print->off);

	json_object_set_new(record, "start", json_integer(start));
	json_object_set_new(record, "end", json_integer(start + len));
	json_object_set_new(
		record, "found",
		json_stringn(text + print->off, print->end - print->off));
}

static void put_was(json_t *record)
{
	static const char *const fields[] = { "start", "end", "len" };
	json_t *was = json_object();

	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		json_t *value = json_object_get(record, fields[i]);

		if (value)
			json_object_set(was, fields[i], value);
		json_object_del(record, fields[i]);
	}
	json_object_set_new(record, "was", was);
}

static bool has_place(const struct print_mark *print)
{
	return print->document &&
	       (print->state == MARK_PLACED || print->state == MARK_DOUBTFUL);
}

void print_mark_json(struct output *output, const struct print_mark *print)
{
	json_t *record = record_of(print);
	struct buffer safe = BUFFER_INIT;
	char *line;

	put_was(record);
	json_object_set_new(record, "state", json_string(states[print->state]));
	if (has_place(print))
		put_place(record, print);
	if (print->file)
		json_object_set_new(record, "file", json_string(print->file));
	line = json_dumps(record, JSON_COMPACT);
	if (line) {
		sink_append_json(&safe, line, strlen(line));
		output_append(output, buffer_string(&safe), safe.len);
		output_append_byte(output, '\n');
	}
	buffer_release(&safe);
	free(line);
	json_decref(record);
}
