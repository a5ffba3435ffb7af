/* SPDX-License-Identifier: ISC */
/* A document's rows to a stream. */
#include "print/print.h"

#include "document/document.h"
#include "print/printer.h"

/* The first block that starts at off or behind it. */
static uint32_t block_from(const struct document *document, uint32_t off)
{
	uint32_t block;

	if (off >= document->text.len)
		return (uint32_t)document->block_count;
	block = (uint32_t)document_block_at(document, off);
	return block + (document->blocks[block].off < off);
}

bool print_document(int fd, const struct document *document,
		    const struct print_options *options, struct error *error)
{
	struct printer printer;
	uint32_t from;

	printer_open(&printer, fd, options);
	if (options->off < options->end && options->off < document->text.len) {
		from = (uint32_t)document_block_at(document, options->off);
		/* Without the space above it, but with what is drawn above the
		 * first one. */
		printer_put(&printer, document, from,
			    block_from(document, options->end), from == 0);
	}
	return printer_close(&printer, error);
}
