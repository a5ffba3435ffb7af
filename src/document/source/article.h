/* SPDX-License-Identifier: ISC */
/* Read the lines that a feed reader puts before an article that it saves. */
#ifndef DOCUMENT_SOURCE_ARTICLE_H
#define DOCUMENT_SOURCE_ARTICLE_H

#include <stdbool.h>
#include <stddef.h>

struct frontmatter;

/*
 * As newsboat writes them: "Feed: ", "Title: ", "Author: ", "Date: ", "Link: "
 * and others, a line each, wrapped behind a blank, up to a blank line. Text is
 * whole lines of valid UTF-8, from the first of the source on. Returns how many
 * bytes of it those lines are, the blank one too, with what they say in
 * frontmatter (empty before); 0 if they are none: there must be a title and
 * something that only an article has, a link or a feed.
 */
size_t article_head(struct frontmatter *frontmatter, const char *text,
		    size_t len);

#endif
