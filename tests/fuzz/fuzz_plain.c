/* SPDX-License-Identifier: ISC */
/*
 * A fuzz target: plain text through source, document and rows. The first byte
 * is the width of the measure, the bits of the second are told at
 * check_options(), those of the third below. The rest is the file.
 */
#include "documents.h"
#include "fuzz/check.h"
#include "layout/layout.h"

enum {
	CHOICE_ENCODED = 1 << 0,
	CHOICE_WINDOWS = 1 << 1,
	CHOICE_WIRE = 1 << 2,
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct check_source source = { .bytes = fuzz_input(data, size),
				       .from = SOURCE_AS_PLAIN };
	unsigned width = fuzz_byte(&source.bytes);
	unsigned looks = fuzz_byte(&source.bytes);
	unsigned choice = fuzz_byte(&source.bytes);
	struct layout_options options;
	struct document *document;

	check_options(&options, width, looks);
	source.encoded = choice & CHOICE_ENCODED;
	document = check_load(&source, LOAD_WINDOW);
	if (!document)
		return 0;
	check_rows(document, &options);
	if (choice & CHOICE_WINDOWS) {
		struct document *other = check_load(&source, 1);

		assert_same_document(document, other);
		document_free(other);
	}
	document_free(document);
	if (choice & CHOICE_WIRE)
		check_wire(&source, 80);
	return 0;
}
