/* SPDX-License-Identifier: ISC */
/* What a link that leads out of the document leads to. */
#ifndef READER_OUTSIDE_H
#define READER_OUTSIDE_H

#include <stdbool.h>
#include <stddef.h>

struct arguments;
struct buffer;
struct error;

enum outside_kind {
	OUTSIDE_NOWHERE, /* nothing is there: empty, or no such text file */
	OUTSIDE_WEB,	 /* http, https, mailto: may be opened */
	OUTSIDE_FILE,	 /* a regular file that exists */
	OUTSIDE_FOLDER,	 /* a folder that exists */
	OUTSIDE_REFUSED, /* anything else: is shown and may be copied */
};

/* All strings are owned and NUL-terminated, never NULL. */
struct outside {
	enum outside_kind kind;
	char *url; /* as it was written, repaired UTF-8: to be copied */
	/* OUTSIDE_WEB: what a browser is given, from the scheme on: the url
	 * with its host in ASCII, and encoded what is neither printable ASCII
	 * nor has a place in a URL (RFC 3986). "" otherwise. */
	char *argument;
	char *path;	/* _FILE, _FOLDER: absolute, without symbolic links */
	char *fragment; /* what is behind '#', percent signs decoded; or "" */
	/* _FILE, _FOLDER: whether the path lies below the folder of the
	 * document, or is it (both without symbolic links). If not, ask before
	 * it is opened. */
	bool below;
	/* OUTSIDE_FILE: whether the reader opens such: .md, .txt and the like,
	 * or no extension. */
	bool readable;
	bool suspicious; /* OUTSIDE_WEB: see hosts_suspicious() */
	const char *why; /* OUTSIDE_REFUSED, _NOWHERE: a clause, static */
};

/*
 * Reads a link's target (len foreign bytes). document is the path of the file
 * that it stands in; NULL for a pipe, where nothing is below. A path is tried
 * as it is, then with .md, .markdown and .txt behind it, as wikis write it.
 * Files are looked at but never opened: call this only for a link that a person
 * follows.
 */
void outside_read(struct outside *outside, const char *url, size_t len,
		  const char *document);
void outside_release(struct outside *outside);

/* Whether a target's host, of the web or a mail's, can be taken for another
 * (hosts_suspicious()). No file is looked at. */
bool outside_is_suspicious(const char *url, size_t len);

/*
 * Appends what a person should see before it is opened, safe for a terminal,
 * in lines parted by '\n': the whole target, with " (xn--…)" behind a
 * suspicious host; then what there is to warn of, or why it is not opened.
 */
void outside_describe(const struct outside *outside, struct buffer *out);

/*
 * Appends the command that opens an OUTSIDE_WEB: the first program of $BROWSER
 * that exists (its entries are parted by ':', "%s" is left out), else
 * xdg-open, open (macOS), wslview or, without a display, a browser for
 * terminals. The argument is the last word and one. False with a sentence where
 * there is no such program or none may be started.
 */
bool outside_command(const struct outside *outside, struct arguments *argv,
		     struct error *error);

/* Whether a command's program is a browser for terminals: it needs spawn_run()
 * with the screen given up; all others are for spawn_detached(). */
bool outside_wants_terminal(const struct arguments *argv);

/* Opens an OUTSIDE_WEB with a program that needs no terminal. */
bool outside_open(const struct outside *outside, struct error *error);

#endif
