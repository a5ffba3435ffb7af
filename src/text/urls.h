/* SPDX-License-Identifier: ISC */
/* Keep URLs and addresses on one line where that is possible. */
#ifndef TEXT_URLS_H
#define TEXT_URLS_H

#include <stddef.h>
#include <stdint.h>

/*
 * Sets the kinds (breaks.h) inside every URL (scheme://… and www.…) and every
 * mail address in text: BREAK_EMERGENCY after / ? & = - _ . before a word,
 * BREAK_NONE elsewhere. Those around it and at its start stay. Linear.
 */
void urls_seal(const char *text, size_t len, uint8_t *kinds);

#endif
