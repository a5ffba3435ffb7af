/* SPDX-License-Identifier: ISC */
/* How likely text is in an encoding of a byte a character. */
#include "text/singlebyte.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/buffer.h"
#include "text/decoder.h"
#include "text/utf8.h"

/* How much a byte says for an encoding, on the scale of multibyte.c. */
enum {
	COMMON = 10,
	PLAUSIBLE = 6,
	USUAL = 2,
	ODD = -5,
	UNLIKELY = -12,
	MISTAKE = -40,
	SCALE = 100,
};

static const char *const encodings[] = {
	"windows-1252", "windows-1251", "KOI8-R", "KOI8-U", "IBM866",
};

enum { ENCODINGS = sizeof(encodings) / sizeof(encodings[0]) };

/* What kind of character a byte is. */
enum kind {
	KIND_BREAK, /* blanks and punctuation */
	KIND_LATIN, /* a letter */
	KIND_CYRILLIC,
	KIND_OPENING, /* quotation marks */
	KIND_CLOSING,
	KIND_EITHER, /* opening in one language, closing in another */
	KIND_APOSTROPHE,
	KIND_SIGN,
	KIND_ODD, /* signs that text hardly has */
	KIND_NONE,
};

struct character {
	uint8_t kind; /* enum kind */
	bool capital;
	int8_t weight; /* of a letter */
};

/* How common the letters are: the steps follow tables of Russian and Ukrainian
 * (о 11 %, д 3 %, ч 1.4 %, щ 0.4 %). */
static const struct group {
	const char *letters;
	int8_t weight;
} cyrillic[] = {
	{ "оеаинтсрвлі", COMMON }, { "кмдпу", 7 },	  { "яыьгзбч", 3 },
	{ "йхжшюїє", USUAL },	   { "цщэфјљњћџђ", ODD }, { "ъёґў", ODD },
};

/* Letters of western Europe beyond ASCII; the rest is odd. */
static const char western[] = "éèàêçùâîôûëïüöäßñáíóúãõåæøœìòý";

static bool is_in(const char *letters, uint32_t point)
{
	size_t len = strlen(letters);

	for (size_t i = 0; i < len;) {
		uint32_t letter;

		i += utf8_decode(letters + i, len - i, &letter);
		if (letter == point)
			return true;
	}
	return false;
}

static struct character cyrillic_letter(uint32_t point)
{
	struct character found = { KIND_CYRILLIC, point < 0x430, ODD };

	if (point < 0x410) /* Ё and the like */
		point += 0x50;
	else if (point < 0x430)
		point += 0x20;
	else if (point == 0x490) { /* Ґ */
		point++;
		found.capital = true;
	}
	for (size_t i = 0; i < sizeof(cyrillic) / sizeof(cyrillic[0]); i++)
		if (is_in(cyrillic[i].letters, point))
			found.weight = cyrillic[i].weight;
	return found;
}

static struct character latin_letter(uint32_t point)
{
	struct character found = { KIND_LATIN, false, ODD };

	if (point >= 0xc0 && point <= 0xde) {
		found.capital = true;
		point += 0x20;
	} else if (point == 0x152 || point == 0x160 || point == 0x17d ||
		   point == 0x178) { /* Œ Š Ž Ÿ */
		found.capital = true;
		point++;
	}
	if (is_in(western, point))
		found.weight = PLAUSIBLE;
	return found;
}

static struct character character_of(uint32_t point)
{
	if (point < 0x80) {
		bool small = point >= 'a' && point <= 'z';
		bool capital = point >= 'A' && point <= 'Z';

		return (struct character){ small || capital ? KIND_LATIN
							    : KIND_BREAK,
					   capital, 0 };
	}
	if ((point >= 0x400 && point <= 0x45f) || point == 0x490 ||
	    point == 0x491)
		return cyrillic_letter(point);
	if (is_in("«»", point))
		return (struct character){ KIND_EITHER, false, 0 };
	if (is_in("„‚", point))
		return (struct character){ KIND_OPENING, false, 0 };
	if (is_in("“‘", point))
		return (struct character){ KIND_EITHER, false, 0 };
	if (point == 0x201d)
		return (struct character){ KIND_CLOSING, false, 0 };
	if (point == 0x2019)
		return (struct character){ KIND_APOSTROPHE, false, 0 };
	if (is_in("–—…•\u00a0§°©®№€£½¿¡·™ºª²", point))
		return (struct character){ KIND_SIGN, false, 0 };
	if ((point >= 0xc0 && point <= 0xff && point != 0xd7 &&
	     point != 0xf7) ||
	    is_in("ŒœŠšŽžŸ", point))
		return latin_letter(point);
	if (point < 0xa0 || point == UTF8_REPLACEMENT)
		return (struct character){ KIND_NONE, false, 0 };
	return (struct character){ KIND_ODD, false, 0 };
}

static bool fill_table(const char *name, struct character *table)
{
	struct decoder *decoder = decoder_open(name);
	struct buffer out = BUFFER_INIT;

	if (!decoder)
		return false;
	for (unsigned byte = 0; byte < 256; byte++) {
		char in = (char)byte;
		uint32_t point;

		buffer_clear(&out);
		decoder_feed(decoder, &in, 1, true, &out);
		utf8_decode(out.data, out.len, &point);
		table[byte] = character_of(point);
	}
	buffer_release(&out);
	decoder_free(decoder);
	return true;
}

/* --- The figure -----------------------------------------------------------
 */

static bool is_letter(struct character character)
{
	return character.kind == KIND_LATIN || character.kind == KIND_CYRILLIC;
}

/* A letter between its neighbours. */
static int weigh_letter(struct character before, struct character letter,
			struct character behind)
{
	int weight = letter.weight;

	if ((is_letter(before) && before.kind != letter.kind) ||
	    (is_letter(behind) && behind.kind != letter.kind))
		return UNLIKELY; /* two scripts in a word */
	if (is_letter(before) && !before.capital && letter.capital)
		return UNLIKELY;
	if (letter.capital && is_letter(before) && is_letter(behind) &&
	    !behind.capital)
		weight -= PLAUSIBLE; /* ABc */
	if (letter.capital)
		weight -= 2;
	return weight;
}

static bool is_close(struct character character)
{
	return character.kind == KIND_BREAK || character.kind == KIND_CLOSING ||
	       character.kind == KIND_EITHER ||
	       character.kind == KIND_APOSTROPHE || character.kind == KIND_SIGN;
}

static int weigh_mark(struct character before, struct character mark,
		      struct character behind)
{
	bool opens = is_close(before) && is_letter(behind);
	bool closes = is_close(behind);

	switch ((enum kind)mark.kind) {
	case KIND_OPENING:
		return opens ? COMMON : ODD;
	case KIND_CLOSING:
		return closes ? COMMON : ODD;
	case KIND_EITHER:
		return opens || closes ? COMMON : ODD;
	case KIND_APOSTROPHE:
		return is_letter(before) ? COMMON : ODD;
	case KIND_SIGN:
		return is_letter(before) && is_letter(behind) ? ODD : PLAUSIBLE;
	case KIND_ODD:
		return UNLIKELY;
	case KIND_BREAK:
	case KIND_LATIN:
	case KIND_CYRILLIC:
	case KIND_NONE:
		break;
	}
	return MISTAKE;
}

/* The mean weight times SCALE. Letters of western Europe stand among those of
 * ASCII: a third one in a row is none. */
static int measure(const struct character *table, const unsigned char *sample,
		   size_t len)
{
	static const struct character edge = { KIND_BREAK, false, 0 };
	long sum = 0;
	long count = 0;
	unsigned row = 0;

	for (size_t i = 0; i < len; i++) {
		struct character character = table[sample[i]];
		struct character before = i ? table[sample[i - 1]] : edge;
		struct character behind =
			i + 1 < len ? table[sample[i + 1]] : edge;

		if (sample[i] < 0x80) {
			row = 0;
			continue;
		}
		count++;
		row++;
		if (!is_letter(character))
			sum += weigh_mark(before, character, behind);
		else if (character.kind == KIND_LATIN && row > 2)
			sum += UNLIKELY;
		else
			sum += weigh_letter(before, character, behind);
	}
	return count ? (int)(sum * SCALE / count) : 0;
}

void singlebyte_guess(const char *sample, size_t len, const char **name,
		      int *most)
{
	struct character table[256];

	for (size_t i = 0; i < ENCODINGS; i++) {
		int found;

		if (!fill_table(encodings[i], table))
			continue;
		found = measure(table, (const unsigned char *)sample, len);
		if (found > *most) {
			*most = found;
			*name = encodings[i];
		}
	}
}
