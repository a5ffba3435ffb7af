/* SPDX-License-Identifier: ISC */
/* Make links of the numbers by which a plain text refers to addresses. */
#include "document/source/addresses.h"

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "document/document.h"
#include "document/source.h"
#include "text/clusters.h"
#include "text/utf8.h"

enum {
	TAIL = 1024 * 1024, /* bytes that the list may have */
	NUMBER_MAX = 99999,
	LABEL_MAX = 40, /* bytes in the brackets of a reference */
};

struct addresses {
	struct buffer text; /* the addresses, each ended by a NUL */
	size_t *starts;	    /* of address N in text, at N - 1 */
	size_t count;
	size_t room;
};

/* --- The list -------------------------------------------------------------
 */

/* A line of the list, taken apart. */
struct entry {
	size_t number;
	struct span address;
	bool sure; /* "[1]: address (link)" is nothing else */
};

static size_t skip_blanks(const char *line, size_t len, size_t at)
{
	while (at < len && (line[at] == ' ' || line[at] == '\t'))
		at++;
	return at;
}

/* Reads digits at *at; 0 if there are none, or too many. */
static size_t take_number(const char *text, size_t len, size_t *at)
{
	size_t number = 0;

	while (*at < len && text[*at] >= '0' && text[*at] <= '9' &&
	       number <= NUMBER_MAX)
		number = number * 10 + (size_t)(text[(*at)++] - '0');
	return number <= NUMBER_MAX ? number : 0;
}

/* "scheme:" and more, as RFC 3986 has it; no blanks. */
static bool is_address(struct span text)
{
	size_t scheme = 0;

	while (scheme < text.len &&
	       (((text.ptr[scheme] | 0x20) >= 'a' &&
		 (text.ptr[scheme] | 0x20) <= 'z') ||
		(scheme && strchr("0123456789+-.", text.ptr[scheme]))))
		scheme++;
	return scheme > 1 && scheme + 1 < text.len && text.ptr[scheme] == ':' &&
	       !memchr(text.ptr, ' ', text.len);
}

/* "[1]: address (link)", "[1] address", "1. address"; len without '\n'. */
static bool take_entry(const char *line, size_t len, struct entry *entry)
{
	size_t at = skip_blanks(line, len, 0);
	bool bracketed = at < len && line[at] == '[';
	size_t end;

	at += bracketed;
	entry->number = take_number(line, len, &at);
	if (!entry->number || at >= len ||
	    line[at++] != (bracketed ? ']' : '.'))
		return false;
	entry->sure = bracketed && at < len && line[at] == ':';
	at += entry->sure;
	end = at = skip_blanks(line, len, at);
	while (end < len && line[end] != ' ')
		end++;
	entry->address = (struct span){ line + at, end - at };
	end = skip_blanks(line, len, end);
	while (len > end && (line[len - 1] == ' '))
		len--;
	entry->sure = entry->sure && end < len;
	return is_address(entry->address) &&
	       (end >= len || (line[end] == '(' && line[len - 1] == ')'));
}

/* What may stand above the list, and in it. */
static bool is_title(const char *line, size_t len)
{
	static const char *const titles[] = { "links", "references" };

	while (len && strchr(" \t:", line[len - 1]))
		len--;
	for (size_t i = 0; i < sizeof(titles) / sizeof(titles[0]); i++)
		if (len >= strlen(titles[i]) &&
		    !strncasecmp(line + len - strlen(titles[i]), titles[i],
				 strlen(titles[i])))
			return true;
	return false;
}

static void add_address(struct addresses *addresses, struct span address)
{
	MEMORY_RESERVE(addresses->starts, addresses->room,
		       addresses->count + 1);
	addresses->starts[addresses->count++] = addresses->text.len;
	buffer_append(&addresses->text, address.ptr, address.len);
	buffer_append_byte(&addresses->text, '\0');
}

static void forget(struct addresses *addresses)
{
	addresses->count = 0;
	buffer_clear(&addresses->text);
}

/* The list that ends the lines: numbered from 1, below a title. */
static void read_list(struct addresses *addresses, const char *text, size_t len)
{
	bool titled = false;

	for (size_t off = 0; off < len;) {
		const char *end = memchr(text + off, '\n', len - off);
		size_t size = (end ? (size_t)(end - text) : len) - off;
		const char *line = text + off;
		struct entry entry;

		off += size + 1;
		if (skip_blanks(line, size, 0) == size)
			continue;
		if (take_entry(line, size, &entry) && (titled || entry.sure) &&
		    entry.number == addresses->count + 1) {
			add_address(addresses, entry.address);
			titled = true;
		} else if (is_title(line, size)) {
			/* "Hidden links:" goes on with the numbers. */
			titled = true;
		} else {
			forget(addresses);
			titled = false;
		}
	}
	if (!titled)
		forget(addresses);
}

struct addresses *addresses_open(struct source *source)
{
	struct addresses *addresses =
		memory_alloc_zeroed(1, sizeof(*addresses));
	uint64_t start = source_start(source).off;
	uint64_t size = source_size(source);
	char *tail = memory_alloc(TAIL);
	struct buffer text = BUFFER_INIT;

	if (size > TAIL && start < size - TAIL)
		start = size - TAIL;
	utf8_repair(&text, tail, source_read(source, start, tail, TAIL));
	for (size_t i = 0; i < text.len; i++)
		if (text.data[i] == '\r')
			text.data[i] = '\n';
	read_list(addresses, buffer_string(&text), text.len);
	buffer_release(&text);
	free(tail);
	if (addresses->count)
		return addresses;
	addresses_free(addresses);
	return NULL;
}

void addresses_free(struct addresses *addresses)
{
	if (!addresses)
		return;
	buffer_release(&addresses->text);
	free(addresses->starts);
	free(addresses);
}

const char *addresses_get(const struct addresses *addresses, size_t number)
{
	if (!number || number > addresses->count)
		return NULL;
	return addresses->text.data + addresses->starts[number - 1];
}

/* --- References -----------------------------------------------------------
 */

/* What is in brackets: "1", "image 3", "image 1 (link #2)", "iframe 4". */
static size_t number_in(const char *label, size_t len)
{
	size_t at = 0;
	size_t number;

	while (at < len && ((label[at] | 0x20) >= 'a') &&
	       (label[at] | 0x20) <= 'z')
		at++;
	at = skip_blanks(label, len, at);
	number = take_number(label, len, &at);
	if (at < len && (label[at] != ' ' || at + 1 == len ||
			 label[at + 1] != '(' || label[len - 1] != ')'))
		return 0;
	return number;
}

/* Whether a cluster begins at off, which is where ASCII meets what may not be:
 * an edge that depends on more is none. */
static bool is_edge(const struct buffer *text, size_t off)
{
	uint32_t left, right;

	if (!off || off >= text->len ||
	    !((text->data[off - 1] | text->data[off]) & 0x80))
		return true;
	utf8_decode(text->data + utf8_previous(text->data, off),
		    off - utf8_previous(text->data, off), &left);
	utf8_decode(text->data + off, text->len - off, &right);
	return clusters_part(left, right);
}

/* The next reference at or behind off: its end, and its start in *off; 0 if
 * there is none. */
static size_t find_reference(const struct addresses *addresses,
			     const struct buffer *text, size_t *off,
			     const char **address)
{
	const char *open;

	while (*off < text->len &&
	       (open = memchr(text->data + *off, '[', text->len - *off))) {
		size_t start = (size_t)(open - text->data) + 1;
		size_t room = text->len - start;
		const char *close;

		close = memchr(open + 1, ']',
			       room < LABEL_MAX ? room : LABEL_MAX);
		*off = start - 1;
		if (close) {
			size_t end = (size_t)(close - text->data) + 1;

			*address = addresses_get(
				addresses,
				number_in(open + 1, end - 1 - start));
			if (*address && is_edge(text, *off) &&
			    is_edge(text, end))
				return end;
		}
		*off = start;
	}
	return 0;
}

/* The runs and links of a piece as they are written anew, in order. */
struct rewriting {
	struct document *piece;
	struct run *runs;
	size_t run_count, run_room;
	size_t old; /* the next of the piece's runs */
};

static void put_run(struct rewriting *rewriting, struct run run)
{
	MEMORY_RESERVE(rewriting->runs, rewriting->run_room,
		       rewriting->run_count + 1);
	rewriting->runs[rewriting->run_count++] = run;
}

/* Takes over the old runs that end by off. */
static void keep_runs(struct rewriting *rewriting, size_t off)
{
	const struct document *piece = rewriting->piece;

	while (rewriting->old < piece->run_count &&
	       piece->runs[rewriting->old].end <= off)
		put_run(rewriting, piece->runs[rewriting->old++]);
}

static void put_link(struct rewriting *rewriting, size_t off, size_t end,
		     const char *address)
{
	struct document *piece = rewriting->piece;
	uint32_t url = document_add_string(piece, address, strlen(address));

	MEMORY_RESERVE(piece->links, piece->link_room, piece->link_count + 1);
	piece->links[piece->link_count] = (struct link){
		.url = url,
		.off = (uint32_t)off,
		.end = (uint32_t)end,
	};
	put_run(rewriting, (struct run){
				   .off = (uint32_t)off,
				   .end = (uint32_t)end,
				   .link = (uint32_t)piece->link_count++,
				   .style = RUN_LINK,
			   });
}

void addresses_resolve(const struct addresses *addresses,
		       struct document *piece)
{
	struct rewriting rewriting = { .piece = piece };
	const char *address;
	size_t off = 0;
	size_t end;

	assert(!piece->building);
	while ((end = find_reference(addresses, &piece->text, &off,
				     &address))) {
		keep_runs(&rewriting, off);
		if (rewriting.old == piece->run_count ||
		    piece->runs[rewriting.old].off >= end)
			put_link(&rewriting, off, end, address);
		off = end;
	}
	keep_runs(&rewriting, piece->text.len);
	free(piece->runs);
	piece->runs = rewriting.runs;
	piece->run_count = rewriting.run_count;
	piece->run_room = rewriting.run_room;
}
