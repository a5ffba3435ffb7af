/* SPDX-License-Identifier: ISC */
/* What is written over curses' blanks. */
#include "test.h"

#include <string.h>

#include "base/buffer.h"
#include "terminal/overlay.h"

enum { ROWS = 3, COLUMNS = 12, ROUNDS = 3000 };

static void append_move(struct buffer *out, int y, int x)
{
	buffer_append_format(out, "@%d,%d", y, x);
}

static void append_look(struct buffer *out, uint32_t attributes, short pair)
{
	buffer_append_format(out, "/%u,%d ", (unsigned)attributes, pair);
}

static void assert_sends(const struct overlay *overlay, const char *expected)
{
	struct buffer out = BUFFER_INIT;

	overlay_append(overlay, &out, append_move, append_look);
	assert_string_equal(buffer_string(&out), expected);
	buffer_release(&out);
}

static void put(struct overlay *overlay, int y, int x, const char *shown)
{
	struct overlay_cell cell = { .attributes = 1, .pair = 7, .width = 2 };

	memcpy(cell.shown, shown, strlen(shown) + 1);
	overlay_put(overlay, y, x, &cell);
}

static void sends_each_at_its_place(void **state)
{
	struct overlay overlay = { 0 };

	(void)state;
	overlay_clear(&overlay, ROWS, COLUMNS);
	assert_sends(&overlay, "");
	put(&overlay, 2, 10, "c");
	put(&overlay, 0, 4, "a");
	put(&overlay, 0, 6, "b");
	assert_sends(&overlay, "@0,4/1,7 a@0,6/1,7 b@2,10/1,7 c");
	overlay_clear(&overlay, ROWS, COLUMNS);
	assert_sends(&overlay, "");
	overlay_release(&overlay);
}

/* What is painted over either half of one hides all of it. */
static void hides_what_is_painted_over(void **state)
{
	struct overlay overlay = { 0 };

	(void)state;
	overlay_clear(&overlay, ROWS, COLUMNS);
	put(&overlay, 1, 0, "a");
	put(&overlay, 1, 2, "b");
	put(&overlay, 1, 4, "c");
	overlay_hide(&overlay, 1, 2);
	assert_sends(&overlay, "@1,0/1,7 a@1,4/1,7 c");
	overlay_hide(&overlay, 1, 5);
	assert_sends(&overlay, "@1,0/1,7 a");
	put(&overlay, 1, 1, "d");
	assert_sends(&overlay, "@1,1/1,7 d");
	overlay_release(&overlay);
}

static void tells_which_rows_differ(void **state)
{
	struct overlay overlay = { 0 };

	(void)state;
	overlay_clear(&overlay, ROWS, COLUMNS);
	put(&overlay, 0, 2, "a");
	put(&overlay, 1, 2, "a");
	assert_true(overlay_row_differs(&overlay, 0));
	assert_false(overlay_row_differs(&overlay, 2));
	overlay_settle(&overlay);
	assert_false(overlay_row_differs(&overlay, 0));
	overlay_clear(&overlay, ROWS, COLUMNS);
	put(&overlay, 1, 2, "a");
	put(&overlay, 2, 3, "a");
	assert_true(overlay_row_differs(&overlay, 0));
	assert_false(overlay_row_differs(&overlay, 1));
	assert_true(overlay_row_differs(&overlay, 2));
	/* Of another size, all is painted anew. */
	overlay_settle(&overlay);
	overlay_clear(&overlay, ROWS - 1, COLUMNS);
	assert_false(overlay_row_differs(&overlay, 1));
	overlay_release(&overlay);
}

/* Against a picture in which each cell is painted. */
static void agrees_with_a_picture(void **state)
{
	struct overlay overlay = { 0 };
	struct buffer expected = BUFFER_INIT;
	char picture[COLUMNS + 1] = "";
	uint64_t seed = 0x0e1a;

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		int x = (int)(test_random(&seed) % (COLUMNS - 1));
		char shown[] = { (char)('a' + round % 26), '\0' };
		bool hides = test_random(&seed) % 3 == 0;

		if (round % 30 == 0) {
			overlay_clear(&overlay, 1, COLUMNS);
			memset(picture, ' ', COLUMNS);
		}
		for (int i = x; i < x + 2 - hides; i++) {
			if (picture[i] == '>')
				picture[i - 1] = ' ';
			else if (picture[i] != ' ')
				picture[i + 1] = ' ';
			picture[i] = ' ';
		}
		if (hides) {
			overlay_hide(&overlay, 0, x);
		} else {
			put(&overlay, 0, x, shown);
			picture[x] = shown[0];
			picture[x + 1] = '>';
		}
		buffer_clear(&expected);
		for (int i = 0; i < COLUMNS; i++)
			if (picture[i] != ' ' && picture[i] != '>')
				buffer_append_format(&expected, "@0,%d/1,7 %c",
						     i, picture[i]);
		assert_sends(&overlay, buffer_string(&expected));
	}
	buffer_release(&expected);
	overlay_release(&overlay);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sends_each_at_its_place),
		cmocka_unit_test(hides_what_is_painted_over),
		cmocka_unit_test(tells_which_rows_differ),
		cmocka_unit_test(agrees_with_a_picture),
	};

	return test_run(tests);
}
