/* SPDX-License-Identifier: ISC */
/* Text that other programs make of a file. */
#ifndef DOCUMENT_SOURCE_FILTERED_H
#define DOCUMENT_SOURCE_FILTERED_H

#include <stdbool.h>

#include "base/buffer.h"

struct error;
struct filtered;
struct source_filter;

/* Opens what was kept of it; -1: nothing was. */
int filtered_open_kept(const struct source_filter *filter);

/*
 * Starts the programs; input is the file's descriptor and stays the caller's,
 * *output gives what they make of it, and is the caller's too. Returns owned,
 * or NULL with a sentence that names no file.
 */
struct filtered *filtered_start(const struct source_filter *filter, int input,
				int *output, struct error *error);
/* Ends the programs. filtered may be NULL. */
void filtered_free(struct filtered *filtered);

/* The output has come to its end, or enough of it came: what follows is not
 * wanted. Where all is well and whole, the text is kept. */
void filtered_settle(struct filtered *filtered, struct span text, bool whole);

/* Ends the programs because a person asks for it. */
void filtered_stop(struct filtered *filtered);

/* Whether they failed: then false, with a sentence that names no file. */
bool filtered_is_well(const struct filtered *filtered, struct error *error);

#endif
