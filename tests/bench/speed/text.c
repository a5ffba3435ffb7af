/* SPDX-License-Identifier: ISC */
/*
 * Writes a made-up text to standard output.
 *
 *	text KIND SIZE
 *
 * SIZE is what the kind counts; 10k, 5m and so on are thousands and millions.
 * Without arguments it lists the kinds.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/speed/texts.h"

int main(int argc, char **argv)
{
	char *unit;
	size_t size;

	if (argc != 3) {
		for (size_t i = 0; i < text_kind_count; i++)
			printf("%-11s %s: %s\n", text_kinds[i].name,
			       text_kinds[i].unit, text_kinds[i].what);
		return EXIT_FAILURE;
	}
	size = strtoull(argv[2], &unit, 10);
	if (*unit == 'k')
		size *= 1000;
	else if (*unit == 'm')
		size *= 1000000;
	if (text_write(stdout, argv[1], size))
		return EXIT_SUCCESS;
	perror("text");
	return EXIT_FAILURE;
}
