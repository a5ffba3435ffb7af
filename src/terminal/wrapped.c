/* SPDX-License-Identifier: ISC */
/* Paint a sentence over as many rows as it needs. */
#include "terminal/wrapped.h"

#include "terminal/screen.h"

/* Bytes of the row that starts at off; *next is where the one after starts. */
static size_t row_bytes(const struct wrapped *wrapped, size_t off, size_t *next)
{
	const char *text = wrapped->text + off;
	size_t len = wrapped->len - off;
	size_t columns = wrapped->columns > 0 ? (size_t)wrapped->columns : 1;
	size_t fits = cells_fit(wrapped->cells, text, len, columns, NULL);
	size_t end = fits;

	while (fits < len && end && text[end] != ' ')
		end--;
	if (fits == len || !end) {
		/* All of it; or no space, or not even one character, fits. */
		end = fits ? fits : len;
		*next = off + end;
	} else {
		*next = off + end + 1;
	}
	return end;
}

int wrapped_rows(const struct wrapped *wrapped)
{
	int rows = 0;
	size_t off = 0;

	do {
		row_bytes(wrapped, off, &off);
		rows++;
	} while (off < wrapped->len);
	return rows;
}

static void put_cut(const struct wrapped *wrapped, int y, int x, size_t off,
		    struct look look)
{
	int columns = wrapped->columns - 1;

	screen_put_line(y, x, columns, wrapped->text + off, wrapped->len - off,
			look);
	screen_put_string(y, x + columns, 1, "\xe2\x80\xa6", look);
}

int wrapped_put(const struct wrapped *wrapped, int y, int x, int rows,
		struct look look)
{
	int row = 0;
	size_t off = 0;

	for (; row < rows && (!row || off < wrapped->len); row++) {
		size_t next;
		size_t bytes = row_bytes(wrapped, off, &next);

		if (row + 1 == rows && next < wrapped->len)
			put_cut(wrapped, y + row, x, off, look);
		else
			screen_put_line(y + row, x, wrapped->columns,
					wrapped->text + off, bytes, look);
		off = next;
	}
	return row;
}
