/* SPDX-License-Identifier: ISC */
/* What a shell may complete a word of the command line to. */
#ifndef COMPLETION_H
#define COMPLETION_H

#include "base/buffer.h"

struct config;

/*
 * Appends what a word that begins with "-" can become: options, or after "=" an
 * option's values, "WORD<tab>HELP" a line. What wants a value ends in "=". They
 * come from the tables of which the options themselves are made.
 */
void completion_write(const struct config *config, const char *word,
		      struct buffer *out);

#endif
