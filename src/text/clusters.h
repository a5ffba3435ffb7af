/* SPDX-License-Identifier: ISC */
/* Find the boundaries between grapheme clusters. */
#ifndef TEXT_CLUSTERS_H
#define TEXT_CLUSTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Extended grapheme clusters (UAX #29), except that a character which hides or
 * commands, and ill-formed bytes, are a cluster of their own whatever stands
 * beside them, and one that is invisible yet at home (invisible.h) belongs to
 * the cluster in which it is. Three kinds of characters:
 *  - plain: between two of them there is always a boundary;
 *  - solitary: a cluster of its own (quiet ones: a row of them);
 *  - the rest, in *stretches*, over which clusters_boundaries() runs. A
 * solitary character ends a stretch, and so does one that is at home before
 * what follows it: that is the start of a cluster. So at every cluster start
 * one may begin anew, what a cluster shows depends on its own bytes only, and
 * where it ends on what is in it and on at most CLUSTERS_LOOKAHEAD bytes behind
 * that.
 */
enum { CLUSTERS_LOOKAHEAD = 32 };

/* The columns of a plain character, 0 if point is none. Plain are only those
 * common enough to be worth a short cut, all printable ASCII among them. */
int clusters_plain_width(uint32_t point);

/* utf8_decode(), but false for ill-formed bytes (which give U+FFFD too). */
bool clusters_decode(const char *text, size_t len, size_t *taken,
		     uint32_t *point);

/* The length of the cluster at the start of text (len > 0), where a cluster
 * starts; *solitary says whether its character is. At text's end a cluster
 * ends too; of whole clusters the boundaries are the same with nothing behind
 * them. */
size_t clusters_length(const char *text, size_t len, bool *solitary);

/*
 * The length of the stretch at the start of text: up to a solitary character,
 * the boundary between two plain ones or len; 0 when a solitary one is first.
 */
size_t clusters_stretch(const char *text, size_t len);

/* boundaries[i], for i < len, says whether there is one before byte i of a
 * stretch, or of the start of one. */
void clusters_boundaries(const char *text, size_t len, char *boundaries);

/* Whether there is a boundary between left and right whatever surrounds them;
 * false when that depends on more, or there is none. */
bool clusters_part(uint32_t left, uint32_t right);

/* The start of the cluster that holds byte off, off < len. */
size_t clusters_start(const char *text, size_t len, size_t off);

#endif
