/* SPDX-License-Identifier: ISC */
/* Marks that go out or come in, by document. */
#include "marks/exchange.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "marks/exchange/formats.h"

/* Those that tell themselves most surely come first. */
const struct exchange_format *const exchange_formats[] = {
	&exchange_jsonl,     &exchange_annotations, &exchange_hypothesis,
	&exchange_koreader,  &exchange_calibre,	    &exchange_foliate,
	&exchange_readwise,  &exchange_markdown,    &exchange_org,
	&exchange_clippings,
};
const size_t exchange_format_count =
	sizeof(exchange_formats) / sizeof(exchange_formats[0]);

void exchange_init(struct exchange *exchange)
{
	memset(exchange, 0, sizeof(*exchange));
	buffer_init(&exchange->records);
	map_init(&exchange->titles);
}

static void release_document(struct exchange_document *document)
{
	buffer_release(&document->path);
	buffer_release(&document->title);
	buffer_release(&document->author);
	buffer_release(&document->url);
	mark_list_release(&document->marks);
	sighting_list_release(&document->sightings);
}

void exchange_release(struct exchange *exchange)
{
	for (size_t i = 0; i < exchange->count; i++)
		release_document(&exchange->documents[i]);
	free(exchange->documents);
	buffer_release(&exchange->records);
	map_release(&exchange->titles);
	exchange_init(exchange);
}

struct exchange_document *exchange_add(struct exchange *exchange)
{
	struct exchange_document *document;

	MEMORY_RESERVE(exchange->documents, exchange->room,
		       exchange->count + 1);
	document = &exchange->documents[exchange->count++];
	memset(document, 0, sizeof(*document));
	buffer_init(&document->path);
	buffer_init(&document->title);
	buffer_init(&document->author);
	buffer_init(&document->url);
	return document;
}

struct exchange_document *exchange_find(struct exchange *exchange,
					const char *title, const char *author)
{
	struct exchange_document *document;
	struct buffer key = BUFFER_INIT;
	uint32_t number;

	buffer_append_string(&key, title);
	buffer_append_byte(&key, '\0');
	buffer_append_string(&key, author);
	if (map_get(&exchange->titles, key.data, key.len, &number)) {
		document = &exchange->documents[number];
	} else {
		map_put(&exchange->titles, key.data, key.len,
			(uint32_t)exchange->count);
		document = exchange_add(exchange);
		buffer_append_string(&document->title, title);
		buffer_append_string(&document->author, author);
	}
	buffer_release(&key);
	return document;
}

/* --- Formats ---------------------------------------------------------------
 */

const struct exchange_format *exchange_format_find(const char *name)
{
	for (size_t i = 0; i < exchange_format_count; i++)
		if (strcmp(exchange_formats[i]->name, name) == 0)
			return exchange_formats[i];
	return NULL;
}

const struct exchange_format *exchange_format_of(struct span bytes)
{
	for (size_t i = 0; i < exchange_format_count; i++)
		if (exchange_formats[i]->is && exchange_formats[i]->is(bytes))
			return exchange_formats[i];
	return NULL;
}

bool exchange_read(struct exchange *exchange,
		   const struct exchange_format *format, struct span bytes,
		   struct error *error)
{
	if (bytes.len > EXCHANGE_FILE)
		return error_set(error,
				 "it has more than %d MiB; import it in parts",
				 EXCHANGE_FILE / (1024 * 1024));
	if (!format)
		format = exchange_format_of(bytes);
	if (!format)
		return error_set(error, "it is of no format that is known; "
					"name its format if it has one");
	if (!format->read)
		return error_set(error, "%s is only written, not read",
				 format->name);
	return format->read(exchange, bytes, error);
}
