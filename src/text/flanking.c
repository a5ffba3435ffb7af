/* SPDX-License-Identifier: ISC */
/* Say on which sides of words a run of delimiters stands. */
#include "text/flanking.h"

#include <stdbool.h>
#include <unictype.h>

/* CommonMark's Unicode white space: Zs, tab, line feed, form feed, return. */
static bool is_white(uint32_t point)
{
	if (point < 0x80)
		return point == ' ' || point == '\t' || point == '\n' ||
		       point == '\f' || point == '\r';
	return uc_is_general_category(point, UC_SPACE_SEPARATOR);
}

static bool is_punctuation(uint32_t point)
{
	if (point < 0x80)
		return point > ' ' && point < 0x7f &&
		       !(point >= '0' && point <= '9') &&
		       !((point | 0x20) >= 'a' && (point | 0x20) <= 'z');
	return uc_is_general_category(point, UC_PUNCTUATION);
}

unsigned flanking_of(uint32_t before, uint32_t after)
{
	bool white_before = is_white(before);
	bool white_after = is_white(after);
	bool mark_before = !white_before && is_punctuation(before);
	bool mark_after = !white_after && is_punctuation(after);
	unsigned flanking = 0;

	if (!white_after && (!mark_after || white_before || mark_before))
		flanking |= FLANKING_LEFT;
	if (!white_before && (!mark_before || white_after || mark_after))
		flanking |= FLANKING_RIGHT;
	if (mark_before)
		flanking |= FLANKING_PUNCTUATION_BEFORE;
	if (mark_after)
		flanking |= FLANKING_PUNCTUATION_AFTER;
	return flanking;
}
