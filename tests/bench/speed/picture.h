/* SPDX-License-Identifier: ISC */
/* What a terminal shows, row by row. */
#ifndef TESTS_BENCH_SPEED_PICTURE_H
#define TESTS_BENCH_SPEED_PICTURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct picture;

/* Without libvterm a picture knows the bytes alone: no two of its states are
 * alike, and it shows whatever was sent. */
extern const bool picture_is_real;

/* Returns owned. What the terminal answers goes to the descriptor. */
struct picture *picture_new(int rows, int columns, int answers);
void picture_free(struct picture *picture);

void picture_take(struct picture *picture, const char *bytes, size_t len);

/* A number for each row, equal for rows that show the same. */
void picture_rows(const struct picture *picture, uint64_t *prints);

/* Whether some row shows the text. */
bool picture_shows(const struct picture *picture, const char *text);

#endif
