/* SPDX-License-Identifier: ISC */
/* Take the HTML among the inlines of a block. */
#ifndef DOCUMENT_HTML_INLINE_H
#define DOCUMENT_HTML_INLINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buffer;
struct html_token;
struct markup;

enum { HTML_STYLES = 16 /* bits of a run's style */ };

/* The tags that give what follows a look, while they are open; {0} for none. */
struct html_format {
	unsigned styles[HTML_STYLES]; /* how many tags of each */
	bool link;
	uint32_t url; /* of the link: strings of the piece */
	uint32_t title;
	uint32_t index; /* of the link in the open block */
	bool filled;	/* the link has text or an image in a block so far, */
	bool decorated; /* or an image that says to be nothing but decoration */
};

/* Takes a tag among the inlines of the block that is open. */
void html_inline_tag(struct markup *markup, struct html_format *format,
		     const struct html_token *tag);

/* The same between two blocks: what it opens is for the next. */
void html_format_tag(struct markup *markup, struct html_format *format,
		     const struct html_token *tag);
/* Opens what is open in a block that has just begun. */
void html_format_resume(struct markup *markup, struct html_format *format);
/* Ends the link that is open in the block, though it may go on in the next; one
 * without text or image is taken back. */
void html_format_leave(struct markup *markup, struct html_format *format);

/* Makes a tag's id, or a link's name, a target. */
void html_target(struct markup *markup, const struct html_token *tag);

/* Appends the value of an attribute, decoded and without white space at its
 * ends. False if there is none. */
bool html_value(const struct markup *markup, const struct html_token *tag,
		const char *name, struct buffer *out);

#endif
