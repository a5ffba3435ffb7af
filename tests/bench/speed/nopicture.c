/* SPDX-License-Identifier: ISC */
/* What stands for a terminal's picture where libvterm is missing. */
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "bench/speed/picture.h"

struct picture {
	int rows;
	struct buffer taken;
};

const bool picture_is_real = false;

struct picture *picture_new(int rows, int columns, int answers)
{
	struct picture *picture = memory_alloc_zeroed(1, sizeof(*picture));

	(void)columns;
	(void)answers;
	picture->rows = rows;
	return picture;
}

void picture_free(struct picture *picture)
{
	buffer_release(&picture->taken);
	free(picture);
}

void picture_take(struct picture *picture, const char *bytes, size_t len)
{
	buffer_append(&picture->taken, bytes, len);
}

void picture_rows(const struct picture *picture, uint64_t *prints)
{
	for (int row = 0; row < picture->rows; row++)
		prints[row] = picture->taken.len;
}

bool picture_shows(const struct picture *picture, const char *text)
{
	return picture->taken.len &&
	       memmem(picture->taken.data, picture->taken.len, text,
		      strlen(text));
}
