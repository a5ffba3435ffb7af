/* SPDX-License-Identifier: ISC */
/* Decide which lines of a file of state outlive a rewrite. */
#ifndef READER_STATE_COMPACT_H
#define READER_STATE_COMPACT_H

struct buffer;
struct ledger;

/*
 * Appends to out what holds of the lines, each as it is and in their order: the
 * last sound record of everything, and all records that are not known here. Of
 * a kind at most as many as state.h says are left, the newest; from (a stored
 * path, may be NULL) is replaced by to, or with a to of NULL left out.
 *
 * What is damaged is not among them: if there is any, the lines as they were
 * are appended to aside, from left out there too.
 */
void compact_lines(const struct ledger *ledger, const char *from,
		   const char *to, struct buffer *out, struct buffer *aside);

#endif
