/* SPDX-License-Identifier: ISC */
/* Search the text. */
#include "reader/find.h"

#include "reader/view.h"

void find_release(struct find *find)
{
	(void)find;
}

void find_reset(struct view *view)
{
	(void)view;
}

void find_grew(struct view *view)
{
	(void)view;
}

void find_open(struct view *view)
{
	(void)view;
}

void find_typed(struct view *view)
{
	(void)view;
}

bool find_prompt_key(struct view *view, uint32_t key)
{
	(void)view;
	(void)key;
	return false;
}

void find_keep(struct view *view)
{
	(void)view;
}

void find_abandon(struct view *view)
{
	(void)view;
}

void find_next(struct view *view, long count)
{
	(void)view;
	(void)count;
}

bool find_words(struct view *view, const char *words)
{
	(void)view;
	(void)words;
	return false;
}

void find_list(struct view *view)
{
	(void)view;
}

void find_hide(struct view *view)
{
	(void)view;
}

size_t find_visible(struct view *view, uint32_t off, uint32_t end,
		    struct hit *hits, size_t room)
{
	(void)view;
	(void)off;
	(void)end;
	(void)hits;
	(void)room;
	return 0;
}

void find_append_count(struct view *view, struct buffer *out)
{
	(void)view;
	(void)out;
}

size_t find_count_between(const struct view *view, uint32_t off, uint32_t end)
{
	(void)view;
	(void)off;
	(void)end;
	return 0;
}

bool find_step(struct view *view)
{
	(void)view;
	return false;
}
void find_look_for(struct view *view, const char *words)
{
	(void)view;
	(void)words;
}
