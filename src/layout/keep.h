/* SPDX-License-Identifier: ISC */
/* Keep what was made of the segments used lately. */
#ifndef LAYOUT_KEEP_H
#define LAYOUT_KEEP_H

#include <stddef.h>
#include <stdint.h>

struct keep;

/* Returns owned; it keeps about 8 MiB, and at least what was put in last. */
struct keep *keep_new(void);
void keep_free(struct keep *keep);
void keep_clear(struct keep *keep);

/* NULL if it is not there; borrowed until something is put in. */
const void *keep_get(struct keep *keep, uint32_t block, uint32_t segment);

/* Memory of size bytes for what is not there yet, to be filled; what was not
 * used lately goes for it. Borrowed as above. */
void *keep_put(struct keep *keep, uint32_t block, uint32_t segment,
	       size_t size);

#endif
