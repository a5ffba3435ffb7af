/* SPDX-License-Identifier: ISC */
/* The front matter of a Markdown file, a property a line. */
#ifndef MARKS_EXCHANGE_PROPERTIES_H
#define MARKS_EXCHANGE_PROPERTIES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

/* Appends "name: "value"" as YAML that is that string, whatever it holds. */
void property_write(struct buffer *out, const char *name, const char *value);

/* Where the lines of a file's front matter are, without "---": behind a BOM at
 * most; false if it has none that ends. */
bool property_block(struct span file, struct span *lines);

/* The value of a property as it stands in its line, trimmed; false if there is
 * none. Only what stands at the start of a line is one. */
bool property_find(struct span lines, const char *name, struct span *value);

/* Appends the string that a value is: quoted once, twice, or not at all. */
void property_read(struct buffer *out, struct span value);

#endif
