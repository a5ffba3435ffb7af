/* SPDX-License-Identifier: ISC */
/* The characters that the page is drawn with. */
#include "layout/glyphs.h"

static const struct glyphs unicode = {
	.bar = "│",
	.bullets = { "•", "◦", "–" },
	.signs = { "▪", "▫", "·" },
	.under_1 = "═",
	.under_2 = "─",
	.rule = "* * *",
	.continued = "↪",
	.tasks = { "☐", "☑" },
	.back = "↩",
	.more = "…",
	.image = "image: ",
	.strike = "~~",
	.between = " · ",
};

static const struct glyphs ascii = {
	.bar = "|",
	.bullets = { "*", "-", "+" },
	.signs = { "#", "=", "~" },
	.under_1 = "=",
	.under_2 = "-",
	.rule = "* * *",
	.continued = ">",
	.tasks = { "[ ]", "[x]" },
	.back = "^",
	.more = ">",
	.image = "image: ",
	.strike = "~~",
	.between = " - ",
};

const struct glyphs *glyphs_of(enum cells_mode mode)
{
	return mode == CELLS_UNICODE ? &unicode : &ascii;
}
