/* SPDX-License-Identifier: ISC */
/* Find the lines of a dictionary whose patterns begin as a word goes on. */
#include "layout/hyphenate/groups.h"

#include <stdlib.h>

#include "base/memory.h"

void groups_release(struct groups *groups)
{
	free(groups->runs);
	*groups = (struct groups){ 0 };
}

void groups_add(struct groups *groups, uint32_t key, unsigned level,
		uint32_t off, uint32_t end)
{
	uint32_t slot = groups_slot(key);
	uint32_t name;

	MEMORY_RESERVE(groups->runs, groups->room, groups->count + 1);
	groups->runs[groups->count++] =
		(struct groups_run){ .off = off, .end = end, .level = level };
	name = (uint32_t)groups->count;
	if (groups->heads[slot])
		groups->runs[groups->tails[slot] - 1].next = name;
	else
		groups->heads[slot] = name;
	groups->tails[slot] = name;
	groups->last_key = key;
}
