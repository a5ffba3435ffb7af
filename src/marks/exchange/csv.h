/* SPDX-License-Identifier: ISC */
/* Comma-separated values, after RFC 4180. */
#ifndef MARKS_EXCHANGE_CSV_H
#define MARKS_EXCHANGE_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

/* Appends a field, quoted if it has to be; the comma and the CRLF behind it are
 * the caller's. */
void csv_write(struct buffer *out, const char *field, size_t len);

enum csv_end {
	CSV_FIELD,   /* another field of the record follows */
	CSV_RECORD,  /* the record ends, with LF, CRLF or CR, or at the end */
	CSV_UNENDED, /* … in quotes that are not closed */
};

/* Takes the next field off rest; field is overwritten. Where rest is empty it
 * is the empty field behind a last comma. Bytes behind closing quotes are part
 * of the field; so are quotes in a field that has none at its start. */
enum csv_end csv_read(struct span *rest, struct buffer *field);

#endif
