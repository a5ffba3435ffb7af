/* SPDX-License-Identifier: ISC */
/* Select text. */
#include "reader/select.h"

#include "reader/view.h"

void select_begin(struct view *view, enum select_unit unit)
{
	(void)view;
	(void)unit;
}

void select_begin_at(struct view *view, uint32_t off, enum select_unit unit)
{
	(void)view;
	(void)off;
	(void)unit;
}

void select_extend_to(struct view *view, uint32_t off)
{
	(void)view;
	(void)off;
}

void select_end(struct view *view)
{
	(void)view;
}

bool select_range(const struct view *view, uint32_t *off, uint32_t *end)
{
	(void)view;
	(void)off;
	(void)end;
	return false;
}

bool select_key(struct view *view, uint32_t key)
{
	(void)view;
	(void)key;
	return false;
}

void select_copy(struct view *view, bool with_source, long count)
{
	(void)view;
	(void)with_source;
	(void)count;
}
