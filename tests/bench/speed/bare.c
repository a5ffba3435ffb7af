/* SPDX-License-Identifier: ISC */
/*
 * Parses a file by libcmark and nothing else: what no Markdown reader that uses
 * it can be faster than.
 *
 *	bare FILE
 */
#include <cmark.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	FILE *file = argc == 2 ? fopen(argv[1], "rbe") : NULL;
	char *bytes = NULL;
	long len;

	if (!file || fseek(file, 0, SEEK_END) != 0 || (len = ftell(file)) < 0)
		return EXIT_FAILURE;
	rewind(file);
	bytes = malloc((size_t)len + 1);
	if (!bytes || fread(bytes, 1, (size_t)len, file) != (size_t)len)
		return EXIT_FAILURE;
	/* Nothing is given back: the system does that faster. */
	_exit(cmark_parse_document(bytes, (size_t)len, CMARK_OPT_DEFAULT)
		      ? EXIT_SUCCESS
		      : EXIT_FAILURE);
}
