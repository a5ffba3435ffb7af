/* SPDX-License-Identifier: ISC */
/* Text as the code points that it is compared as, each with its byte. */
#include "marks/anchor/units.h"

#include <stdlib.h>

#include "base/memory.h"
#include "text/alike.h"
#include "text/utf8.h"

void units_release(struct units *units)
{
	free(units->list);
	free(units->offs);
	*units = (struct units)UNITS_INIT;
}

void units_clear(struct units *units)
{
	units->count = 0;
	units->end = 0;
}

static void make_room(struct units *units, size_t wanted)
{
	MEMORY_RESERVE(units->list, units->list_room, wanted);
	MEMORY_RESERVE(units->offs, units->offs_room, wanted);
}

void units_append(struct units *units, const char *text, uint32_t off,
		  uint32_t end)
{
	make_room(units, units->count + (end - off));
	while (off < end) {
		uint32_t point = (unsigned char)text[off];
		size_t taken = 1;
		size_t parts = 1;

		if (point >= 0x20 && point < 0x80) {
			units->list[units->count] = point;
		} else {
			taken = utf8_decode(text + off, end - off, &point);
			/* A character may have more parts than bytes. */
			make_room(units,
				  units->count + (end - off) + ALIKE_MAX);
			parts = alike_parts(point, units->list + units->count);
		}
		for (size_t i = 0; i < parts; i++)
			units->offs[units->count++] = off;
		off += (uint32_t)taken;
	}
	units->end = off;
}

uint32_t units_off(const struct units *units, size_t i)
{
	return i < units->count ? units->offs[i] : units->end;
}

uint32_t units_behind(const struct units *units, size_t i)
{
	while (i < units->count && units->offs[i] == units->offs[i - 1])
		i++;
	return units_off(units, i);
}

void units_reverse(struct units *units)
{
	for (size_t i = 0, j = units->count; i + 1 < j; i++) {
		uint32_t unit = units->list[i];
		uint32_t off = units->offs[i];

		j--;
		units->list[i] = units->list[j];
		units->list[j] = unit;
		units->offs[i] = units->offs[j];
		units->offs[j] = off;
	}
}

uint32_t units_back(const char *text, uint32_t off, size_t characters)
{
	for (; off && characters; characters--)
		off = (uint32_t)utf8_previous(text, off);
	return off;
}

uint32_t units_forth(const char *text, uint32_t len, uint32_t off,
		     size_t characters)
{
	uint32_t point;

	for (; off < len && characters; characters--)
		off += (uint32_t)utf8_decode(text + off, len - off, &point);
	return off;
}
