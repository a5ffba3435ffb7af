/* SPDX-License-Identifier: ISC */
/* Know the lines that part a library's notices from the text it gives. */
#ifndef DOCUMENT_PLAIN_EDITION_H
#define DOCUMENT_PLAIN_EDITION_H

#include "base/buffer.h"

enum edition_mark {
	EDITION_NONE,
	EDITION_START, /* "*** START OF THIS ... EBOOK ***": notices above */
	EDITION_END,   /* "*** END OF THIS ... EBOOK ***": a licence below */
};

/* What a passage that begins with text (valid UTF-8) marks. */
enum edition_mark edition_mark(struct span text);

#endif
