/* SPDX-License-Identifier: ISC */
/* Tell the links whose text is their own address. */
#ifndef DOCUMENT_EXTRAS_ADDRESS_H
#define DOCUMENT_EXTRAS_ADDRESS_H

#include <stdbool.h>
#include <stddef.h>

#include "document/markdown/inlines.h"

/* Whether this item is all the text of a link, and the link's URL but for
 * "http://" or "mailto:". An address holds no markup. */
bool address_is(const struct inlines *in, size_t item);

#endif
