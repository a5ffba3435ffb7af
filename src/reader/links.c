/* SPDX-License-Identifier: ISC */
/* "O": the list of a document's links. */
#include "reader/links.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "document/document.h"
#include "document/locate.h"
#include "document/outline.h"
#include "reader/follow.h"
#include "reader/list.h"
#include "reader/outside.h"
#include "reader/view.h"

void links_release(struct links *links)
{
	free(links->links);
	*links = (struct links){ 0 };
}

void links_clear(struct links *links)
{
	links->count = 0;
	links->seen = 0;
}

/* Takes in the links that came since. */
static size_t count_links(struct view *view)
{
	struct links *links = &view->links;
	const struct document *document = view->document;

	for (; links->seen < document->link_count; links->seen++) {
		if (follow_is_note_sign(document, (uint32_t)links->seen))
			continue;
		MEMORY_RESERVE(links->links, links->room, links->count + 1);
		links->links[links->count++] = (uint32_t)links->seen;
	}
	return links->count;
}

static const struct link *link_of(const struct view *view, size_t item)
{
	return &view->document->links[view->links.links[item]];
}

static const char *target_of(const struct view *view, size_t item)
{
	return document_string(view->document, link_of(view, item)->url);
}

static void append_title(struct view *view, struct buffer *out)
{
	buffer_append_format(out, "Links: %zu%s", count_links(view),
			     view->document->complete ? "" : "\xe2\x80\xa6");
}

/* What most addresses have in common says nothing. */
static const char *without_scheme(const char *url)
{
	static const char common[] = "https://";
	size_t len = sizeof(common) - 1;

	return strncmp(url, common, len) == 0 && url[len] ? url + len : url;
}

static void append_range(const struct document *document, uint32_t off,
			 uint32_t end, struct buffer *out)
{
	list_append_start(out, buffer_string(&document->text) + off, end - off);
}

/* The heading of the section that a link is in. */
static void append_section(const struct view *view, const struct link *link,
			   struct buffer *out)
{
	const struct document *document = view->document;
	uint32_t heading =
		outline_heading_at(document, link->off, view->options.inferred);
	uint32_t off, end;

	if (heading == DOCUMENT_NONE)
		return;
	outline_title(document, heading, &off, &end);
	append_range(document, off, end, out);
}

static bool is_blank(const struct buffer *text)
{
	return strspn(buffer_string(text), " \n\t") == text->len;
}

static void append_string(struct buffer *out, const char *string)
{
	list_append_start(out, string, strlen(string));
}

/* The target as a person should see it before it is followed, in one line. */
static void append_judged(const char *target, struct buffer *out)
{
	struct outside outside;
	struct buffer text = BUFFER_INIT;
	const char *shown;

	outside_read(&outside, target, strlen(target), NULL);
	outside_describe(&outside, &text);
	shown = without_scheme(buffer_string(&text));
	list_append_start(out, shown, strcspn(shown, "\n"));
	buffer_release(&text);
	outside_release(&outside);
}

static void describe(struct view *view, size_t item, struct list_row *row)
{
	const struct link *link = link_of(view, item);
	const char *target = target_of(view, item);
	bool suspicious = outside_is_suspicious(target, strlen(target));

	append_section(view, link, &row->over);
	append_range(view->document, link->off, link->end, &row->text);
	if (is_blank(&row->text)) {
		buffer_clear(&row->text);
		append_string(&row->text, target);
	} else if (!suspicious &&
		   strcmp(buffer_string(&row->text), target) != 0) {
		append_string(&row->right, without_scheme(target));
	}
	if (suspicious)
		append_judged(target, &row->right);
}

static void choose(struct view *view, size_t item)
{
	const struct link *link = link_of(view, item);

	follow_reference(view, &(struct reference){
				       .off = link->off,
				       .end = link->end,
				       .index = view->links.links[item],
				       .kind = REFERENCE_LINK,
			       });
}

static bool take_key(struct view *view, size_t item, uint32_t key)
{
	if (key != 'y')
		return false;
	if (item == SIZE_MAX)
		return true;
	buffer_clear(&view->outgoing);
	buffer_append_string(&view->outgoing, target_of(view, item));
	buffer_clear(&view->copied);
	buffer_append_string(&view->copied, "the link's target");
	view->request = REQUEST_COPY;
	return true;
}

static const struct list_source source = {
	.title = append_title,
	.count = count_links,
	.describe = describe,
	.choose = choose,
	.key = take_key,
	.hint = "Enter follows, y copies the target, {search} filters, {quit} "
		"closes",
	.prompt = "Link: ",
	.empty = "This text has no links.",
};

/* The first link that is not above the page, or the last. */
static size_t first_on_page(const struct view *view)
{
	size_t item = 0;

	while (item + 1 < view->links.count &&
	       link_of(view, item)->off < view->top.off)
		item++;
	return item;
}

void links_open(struct view *view)
{
	if (count_links(view))
		list_open(view, &source, first_on_page(view), false);
	else if (view->document->complete)
		view_say(view, "This text has no links.");
	else
		view->request = REQUEST_WHOLE;
}
