/* SPDX-License-Identifier: ISC */
/* Make the line of an event out of what is known and what is said now. */
#include "marks/store/compose.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "marks/store/record.h"
#include "marks/store/uuid.h"

/* An event being made. */
struct event {
	const struct compose *of;
	json_t *fields; /* owned, as is dots */
	json_t *dots;	/* of each field: who set it */
	json_t *dot;	/* of this event */
	struct vector vector;
	bool changed;
};

static bool is_same(const json_t *one, const json_t *other)
{
	return one == other || (one && other && json_equal(one, other));
}

/* --- What it says --------------------------------------------------------- */

static void set_own(struct event *event, const char *field)
{
	json_t *value = json_object_get(event->of->said, field);

	if (value)
		json_object_set(event->fields, field, value);
	else
		json_object_del(event->fields, field);
	json_object_set(event->dots, field, event->dot);
	event->changed = true;
}

static void set_fields(struct event *event)
{
	const struct compose *of = event->of;
	const char *field;
	json_t *value;

	for (const char *const *known = of->known; *known; known++)
		if (!of->read || !is_same(json_object_get(of->said, *known),
					  json_object_get(of->read, *known)))
			set_own(event, *known);
	/* What several records said together, this one says. */
	json_object_foreach(event->fields, field, value)
	{
		if (!json_object_get(event->dots, field))
			json_object_set(event->dots, field, event->dot);
	}
}

static void count_event(struct event *event)
{
	const struct compose *of = event->of;
	uint32_t writer =
		writers_number(of->writers, of->writer, strlen(of->writer));
	int64_t counter;

	if (of->merged)
		vector_join(&event->vector, &of->merged->join);
	counter = vector_counter(&event->vector, writer) + 1;
	vector_add(&event->vector, writer, counter);
	vector_settle(&event->vector);
	event->dot = merge_dot(of->writer, counter);
}

/* --- How it is written ---------------------------------------------------- */

struct named {
	const char *name;
	int64_t counter;
};

static int compare_names(const void *one, const void *other)
{
	return strcmp(((const struct named *)one)->name,
		      ((const struct named *)other)->name);
}

static json_t *make_vector(const struct event *event)
{
	size_t count = event->vector.count;
	struct named *named = memory_alloc_zeroed(count, sizeof(*named));
	json_t *vector = json_object();

	for (size_t i = 0; i < count; i++)
		named[i] = (struct named){
			event->of->writers
				->names[event->vector.entries[i].writer],
			event->vector.entries[i].counter
		};
	qsort(named, count, sizeof(*named), compare_names);
	for (size_t i = 0; i < count; i++)
		json_object_set_new(vector, named[i].name,
				    json_integer(named[i].counter));
	free(named);
	return vector;
}

/* Who set most of the fields is "*"; owned. NULL: this event set all. */
static json_t *make_dots(const struct event *event)
{
	json_t *most = json_object_get(event->dots, event->of->known[0]);
	json_t *dots, *dot;
	const char *field;

	if (!event->of->read)
		return NULL;
	dots = json_object();
	json_object_set(dots, "*", most);
	json_object_foreach(event->dots, field, dot)
	{
		if (!is_same(dot, most))
			json_object_set(dots, field, dot);
	}
	return dots;
}

/* Fields that stand behind all others, for nobody reads them. */
static bool is_late(const char *field)
{
	return strcmp(field, "doc") == 0 || strcmp(field, "created") == 0;
}

static void put(json_t *out, const char *field, json_t *value)
{
	if (value)
		json_object_set(out, field, value);
}

static json_t *make_object(const struct event *event)
{
	const struct compose *of = event->of;
	json_t *out = json_object();
	json_t *dots = make_dots(event);
	const char *field;
	json_t *value;
	char ev[UUID_LENGTH + 1];

	uuid_draw(ev);
	json_object_set_new(out, "v", json_integer(1));
	json_object_set_new(out, "t", json_string(of->type));
	if (of->deleted)
		json_object_set_new(out, "del", json_true());
	for (const char *const *known = of->known; *known; known++)
		if (!is_late(*known))
			put(out, *known,
			    json_object_get(event->fields, *known));
	json_object_foreach(event->fields, field, value)
	{
		if (!is_late(field))
			put(out, field, value);
	}
	put(out, "doc", json_object_get(event->fields, "doc"));
	json_object_set_new(out, "id", json_string(of->id));
	json_object_set_new(out, "ev", json_string(ev));
	json_object_set_new(out, "vv", make_vector(event));
	if (dots)
		json_object_set_new(out, "dots", dots);
	put(out, "created", json_object_get(event->fields, "created"));
	json_object_set_new(out, "at", record_time(of->now_ms));
	json_object_set_new(out, "by", json_string(of->by));
	return out;
}

static int append_text(const char *bytes, size_t len, void *context)
{
	buffer_append(context, bytes, len);
	return 0;
}

bool compose_event(const struct compose *compose, struct buffer *line)
{
	const struct merged *merged = compose->merged;
	struct event event = { .of = compose };
	json_t *object;

	event.fields = merged ? json_copy(merged->fields) : json_object();
	event.dots = merged ? json_copy(merged->dots) : json_object();
	event.changed = !merged || merged->deleted != compose->deleted;
	count_event(&event);
	set_fields(&event);
	if (event.changed) {
		object = make_object(&event);
		json_dump_callback(object, append_text, line, JSON_COMPACT);
		buffer_append_byte(line, '\n');
		json_decref(object);
	}
	json_decref(event.fields);
	json_decref(event.dots);
	json_decref(event.dot);
	vector_release(&event.vector);
	return event.changed;
}
