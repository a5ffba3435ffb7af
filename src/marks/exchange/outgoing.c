/* SPDX-License-Identifier: ISC */
/* Write marks so that no terminal is commanded by the file. */
#include <string.h>

#include "marks/exchange.h"
#include "text/sink.h"

static void make_safe(struct buffer *text)
{
	struct buffer safe = BUFFER_INIT;

	sink_append_text(&safe, buffer_string(text), text->len);
	buffer_release(text);
	*text = safe;
}

/* IDs and the like are of printable ASCII, if nobody tampered with them. */
static void make_name_safe(char *name)
{
	for (; *name; name++)
		if (*name < 0x20 || *name >= 0x7f)
			*name = '_';
}

static void make_selector_safe(struct selector *selector)
{
	make_safe(&selector->anchor.exact);
	make_safe(&selector->anchor.prefix);
	make_safe(&selector->anchor.suffix);
	make_name_safe(selector->fingerprint);
}

static void make_mark_safe(struct mark *mark)
{
	make_name_safe(mark->id);
	make_name_safe(mark->document);
	make_name_safe(mark->by);
	make_safe(&mark->note);
	make_safe(&mark->tags);
	make_safe(&mark->head);
	make_selector_safe(&mark->original);
	make_selector_safe(&mark->confirmed);
	if (mark->letter < 0x20 || mark->letter >= 0x7f)
		mark->letter = '\0';
}

void exchange_make_safe(struct exchange *exchange)
{
	for (size_t i = 0; i < exchange->count; i++) {
		struct exchange_document *document = &exchange->documents[i];

		make_name_safe(document->id);
		make_name_safe(document->fingerprint);
		make_safe(&document->path);
		make_safe(&document->title);
		make_safe(&document->author);
		make_safe(&document->url);
		for (size_t j = 0; j < document->marks.count; j++)
			make_mark_safe(&document->marks.marks[j]);
		for (size_t j = 0; j < document->sightings.count; j++) {
			make_safe(&document->sightings.sightings[j].path);
			make_safe(&document->sightings.sightings[j].title);
		}
	}
}

void exchange_write(struct exchange *exchange,
		    const struct exchange_format *format, struct buffer *out)
{
	struct buffer json = BUFFER_INIT;

	if (!format->is_json) {
		exchange_make_safe(exchange);
		format->write(exchange, out);
		return;
	}
	format->write(exchange, &json);
	sink_append_json(out, buffer_string(&json), json.len);
	buffer_release(&json);
}
