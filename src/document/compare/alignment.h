/* SPDX-License-Identifier: ISC */
/* What became of each block: shared by who finds it and who follows it. */
#ifndef DOCUMENT_COMPARE_ALIGNMENT_H
#define DOCUMENT_COMPARE_ALIGNMENT_H

#include <stdint.h>

#include "document/compare.h"

enum fate_kind { FATE_GONE, FATE_SAME, FATE_MOVED, FATE_CHANGED };

/* Of an old block. Those of kinds FATE_SAME and FATE_CHANGED ascend. */
struct fate {
	uint32_t to; /* its block in fresh; of a FATE_GONE DOCUMENT_NONE */
	/* The new blocks [from, until) stand between those of the ascending
	 * ones before and behind it … */
	uint32_t from, until;
	uint32_t nth; /* … and it is the nth old one between these */
	uint8_t kind; /* enum fate_kind */
};

struct alignment {
	const struct document *old;
	const struct document *fresh;
	struct fate *fates; /* by old block */
	uint32_t *sources;  /* by new block: the old one, or DOCUMENT_NONE */
	struct changes changes; /* what alignment_changes() says */
};

#endif
