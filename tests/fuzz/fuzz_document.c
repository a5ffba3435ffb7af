/* SPDX-License-Identifier: ISC */
/*
 * A fuzz target: bytes through source, document and rows, with every invariant
 * asserted on the way.
 *
 * The first byte is the width of the measure, the bits of the second are told
 * at check_options(), those of the third below. The rest is the file.
 */
#include "documents.h"
#include "fuzz/check.h"
#include "layout/layout.h"

enum {
	CHOICE_AUTO = 1 << 0, /* as the bytes look; else Markdown */
	CHOICE_ENCODED = 1 << 1,
	CHOICE_WINDOW_1 = 1 << 2, /* bytes of source a step … */
	CHOICE_WINDOW_80 = 1 << 3,
	CHOICE_WINDOWS = 1 << 4, /* … and others: they agree */
	CHOICE_WIRE = 1 << 5,
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct check_source source = { .bytes = fuzz_input(data, size) };
	unsigned width = fuzz_byte(&source.bytes);
	unsigned looks = fuzz_byte(&source.bytes);
	unsigned choice = fuzz_byte(&source.bytes);
	size_t window = choice & CHOICE_WINDOW_1    ? 1
			: choice & CHOICE_WINDOW_80 ? 80
						    : LOAD_WINDOW;
	struct layout_options options;
	struct document *document;

	check_options(&options, width, looks);
	source.encoded = choice & CHOICE_ENCODED;
	source.from = choice & CHOICE_AUTO ? SOURCE_AUTO : SOURCE_AS_MARKDOWN;
	document = check_load(&source, window);
	if (!document)
		return 0;
	check_rows(document, &options);
	if (choice & CHOICE_WINDOWS) {
		struct document *other =
			check_load(&source, window == 1 ? LOAD_WINDOW : 1);

		assert_same_document(document, other);
		document_free(other);
	}
	document_free(document);
	if (choice & CHOICE_WIRE)
		check_wire(&source, window);
	return 0;
}
