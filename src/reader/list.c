/* SPDX-License-Identifier: ISC */
/* A list over the window. */
#include "reader/list.h"

#include "reader/view.h"

void list_release(struct list *list)
{
	(void)list;
}

void list_open(struct view *view, const struct list_source *source,
	       size_t selected, bool typing)
{
	(void)view;
	(void)source;
	(void)selected;
	(void)typing;
}

void list_close(struct view *view)
{
	(void)view;
}

bool list_is_open(const struct view *view)
{
	(void)view;
	return false;
}

size_t list_item(const struct list *list)
{
	(void)list;
	return 0;
}

bool list_key(struct view *view, uint32_t key)
{
	(void)view;
	(void)key;
	return false;
}

void list_update(struct view *view)
{
	(void)view;
}

void list_filter(struct view *view, const char *words)
{
	(void)view;
	(void)words;
}

void list_move(struct view *view, long count)
{
	(void)view;
	(void)count;
}

bool list_step(struct view *view)
{
	(void)view;
	return false;
}
