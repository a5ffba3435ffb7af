/* SPDX-License-Identifier: ISC */
/* What the extension of a file's name says of it. */
#ifndef DOCUMENT_SOURCE_EXTENSION_H
#define DOCUMENT_SOURCE_EXTENSION_H

enum extension {
	EXTENSION_NONE,	    /* there is none */
	EXTENSION_MARKDOWN, /* .md .markdown .mdown .mkd .mkdn .mdwn .mdtxt */
	EXTENSION_PLAIN,    /* .txt .text */
	EXTENSION_OTHER,
};

/* In any case of letters; a dot that the name begins with begins none. */
enum extension extension_of(const char *path);

#endif
