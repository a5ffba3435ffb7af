/* SPDX-License-Identifier: ISC */
/* Find the URLs and mail addresses that stand bare in a text. */
#ifndef DOCUMENT_EXTRAS_AUTOLINKS_H
#define DOCUMENT_EXTRAS_AUTOLINKS_H

#include "document/extras/edits.h"
#include "document/markdown/inlines.h"

/*
 * GFM spec 6.9, "Autolinks (extension)": http://, https://, www. and mail, as
 * cmark-gfm finds them, and not inside links and images, <a> among them. Two
 * things are otherwise, since essays have them: a URL in brackets is one, and
 * quotation marks and the punctuation of Chinese and Japanese end it.
 */
void autolinks_find(struct edits *edits, const struct inlines *in);

#endif
