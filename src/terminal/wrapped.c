/* SPDX-License-Identifier: ISC */
/* Paint a sentence over as many rows as it needs. */
#include "terminal/wrapped.h"

#include <limits.h>
#include <stdbool.h>

#include "terminal/screen.h"

/* Bytes of the next row; *skip is how many more the break takes. */
static size_t row_bytes(enum cells_mode cells, const char *text, size_t len,
			int columns, size_t *skip)
{
	size_t fits = cells_fit(cells, text, len, (size_t)columns, NULL);
	size_t end = fits;

	*skip = 0;
	if (fits == len)
		return len;
	while (end && text[end] != ' ')
		end--;
	if (end) {
		*skip = 1;
		return end;
	}
	return fits ? fits : len;
}

/* Paints up to rows rows, or only counts them. */
static int each_row(enum cells_mode cells, int y, int x, int rows, int columns,
		    const char *text, size_t len, const struct look *look)
{
	int row = 0;
	size_t skip;

	if (columns < 1)
		columns = 1;
	do {
		size_t bytes = row_bytes(cells, text, len, columns, &skip);
		bool cut = row + 1 == rows && bytes < len;

		if (look)
			screen_put(y + row, x, cut ? columns - 1 : columns,
				   text, cut ? len : bytes, *look);
		if (look && cut)
			screen_put_string(y + row, x + columns - 1, 1,
					  "\xe2\x80\xa6", *look);
		text += bytes + skip;
		len -= bytes + skip;
		row++;
	} while (len && row < rows);
	return row;
}

int wrapped_rows(enum cells_mode cells, const char *text, size_t len,
		 int columns)
{
	return each_row(cells, 0, 0, INT_MAX, columns, text, len, NULL);
}

int wrapped_put(enum cells_mode cells, int y, int x, int rows, int columns,
		const char *text, size_t len, struct look look)
{
	return each_row(cells, y, x, rows, columns, text, len, &look);
}
