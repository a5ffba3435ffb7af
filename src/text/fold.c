/* SPDX-License-Identifier: ISC */
/* Fold text so that case and accents do not matter in comparing. */
#include "text/fold.h"

#include <stdint.h>
#include <unicase.h>
#include <uninorm.h>

#include "base/buffer.h"
#include "text/utf8.h"

/* Combining Diacritical Marks and their supplements (Unicode 15 blocks). */
static int is_accent(uint32_t point)
{
	return (point >= 0x0300 && point <= 0x036f) ||
	       (point >= 0x1ab0 && point <= 0x1aff) ||
	       (point >= 0x1dc0 && point <= 0x1dff) ||
	       (point >= 0x20d0 && point <= 0x20ff);
}

/* By way of the capital, so that all small forms of a letter are one: the two
 * sigmas, the long s. */
static uint32_t small_of(uint32_t point)
{
	return uc_tolower(uc_toupper(point));
}

static uint32_t base_of(uint32_t point)
{
	ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
	int count = uc_canonical_decomposition(point, parts);

	/* Only accents are dropped, not what makes another letter; what is
	 * another character's double (the sign of the angstrom) becomes it. */
	while (count == 1 || (count > 1 && is_accent(parts[1]))) {
		point = parts[0];
		count = uc_canonical_decomposition(point, parts);
	}
	return point;
}

void fold_append(struct buffer *out, const char *bytes, size_t len)
{
	while (len) {
		uint32_t point;
		char small[4];
		size_t used = utf8_decode(bytes, len, &point);

		bytes += used;
		len -= used;
		if (is_accent(point))
			continue;
		if (point < 0x80)
			point |= point >= 'A' && point <= 'Z' ? 0x20 : 0;
		else
			point = small_of(base_of(point));
		buffer_append(out, small, utf8_encode(point, small));
	}
}
