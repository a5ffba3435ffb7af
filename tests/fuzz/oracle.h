/* SPDX-License-Identifier: ISC */
/* What may reach a terminal, told without the code that makes it so. */
#ifndef TESTS_FUZZ_ORACLE_H
#define TESTS_FUZZ_ORACLE_H

#include <stddef.h>

enum {
	/* What shows nothing and is at home: a zero width space between Thai
	 * words, a flag's tags, a filler in a syllable. */
	ORACLE_AT_HOME = 1 << 0,
	ORACLE_LINES = 1 << 1, /* '\n' and '\t' */
	ORACLE_BARE = 1 << 2,  /* no joiner either */
};

/* Aborts, and says where, unless bytes are valid UTF-8 of which nothing can
 * command a terminal or hide. */
void oracle_check(const char *bytes, size_t len, unsigned allowed);

/* The same of ASCII: nothing but 0x20 to 0x7e. */
void oracle_check_ascii(const char *bytes, size_t len);

#endif
