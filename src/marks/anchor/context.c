/* SPDX-License-Identifier: ISC */
/* Say how well the text around a range agrees with what stood there. */
#include "marks/anchor/context.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "marks/anchor/approximate.h"

/* Characters beside a range in which the far half is looked for. */
enum { REACH = 96 };

void context_init(struct context *context, enum context_side side,
		  struct span text)
{
	struct units units = UNITS_INIT;
	uint32_t len = (uint32_t)text.len;
	const uint32_t *kept;

	memset(context, 0, sizeof(*context));
	context->side = side;
	if (side == CONTEXT_BEFORE)
		units_append(&units, text.ptr,
			     units_back(text.ptr, len, CONTEXT_SCORED), len);
	else
		units_append(&units, text.ptr, 0,
			     units_forth(text.ptr, len, 0, CONTEXT_SCORED));
	/* What stood behind is read from its end, so that either side is read
	 * towards the quote. */
	if (side == CONTEXT_BEHIND)
		units_reverse(&units);
	context->count =
		units.count < CONTEXT_SCORED ? units.count : CONTEXT_SCORED;
	context->near_count =
		context->count < CONTEXT_NEAR ? context->count : CONTEXT_NEAR;
	kept = units.list + (units.count - context->count);
	if (context->count > context->near_count)
		context->far = approximate_open(
			kept, context->count - context->near_count);
	if (context->near_count)
		context->near = approximate_open(kept + context->count -
							 context->near_count,
						 context->near_count);
	units_release(&units);
}

void context_release(struct context *context)
{
	approximate_free(context->near);
	approximate_free(context->far);
	units_release(&context->window);
	free(context->distances);
	memset(context, 0, sizeof(*context));
}

/* Folds the text beside at, towards the quote; returns how many units of that
 * stand on the context's side of it. */
static size_t fold_beside(struct context *context, struct span text,
			  uint32_t at)
{
	struct units *window = &context->window;
	uint32_t len = (uint32_t)text.len;
	size_t slack;

	units_clear(window);
	if (context->side == CONTEXT_BEFORE)
		units_append(window, text.ptr, units_back(text.ptr, at, REACH),
			     units_forth(text.ptr, len, at, CONTEXT_SLACK));
	else
		units_append(window, text.ptr,
			     units_back(text.ptr, at, CONTEXT_SLACK),
			     units_forth(text.ptr, len, at, REACH));
	for (slack = 0; slack < window->count; slack++)
		if (window->offs[slack] >= at)
			break;
	if (context->side == CONTEXT_BEFORE)
		return slack;
	units_reverse(window);
	return window->count - slack;
}

/* The errors of the half that touches the quote, which is behind count units.
 */
static uint32_t near_errors(struct context *context, size_t count)
{
	uint32_t best = (uint32_t)context->near_count;
	size_t first = count > CONTEXT_SLACK ? count - CONTEXT_SLACK : 1;

	approximate_start(context->near, APPROXIMATE_ANYWHERE, best);
	approximate_feed(context->near, context->window.list,
			 context->window.count, context->distances);
	for (size_t i = first; i <= context->window.count; i++)
		if (i <= count + CONTEXT_SLACK &&
		    context->distances[i - 1] < best)
			best = context->distances[i - 1];
	return best;
}

/* The errors of the other half, anywhere in the first count units. */
static uint32_t far_errors(struct context *context, size_t count)
{
	uint32_t best = (uint32_t)(context->count - context->near_count);

	approximate_start(context->far, APPROXIMATE_ANYWHERE, best);
	approximate_feed(context->far, context->window.list, count,
			 context->distances);
	for (size_t i = 0; i < count; i++)
		if (context->distances[i] < best)
			best = context->distances[i];
	return best;
}

uint32_t context_errors(struct context *context, struct span text, uint32_t at)
{
	uint32_t errors;
	size_t count;

	if (!context->count)
		return 0;
	count = fold_beside(context, text, at);
	MEMORY_RESERVE(context->distances, context->distances_room,
		       context->window.count + 1);
	errors = near_errors(context, count);
	if (context->far)
		errors += far_errors(context, count);
	return errors;
}

/* The byte where the context touches the quote, if it ends behind count > 0
 * units of the window. */
static uint32_t edge_behind(const struct context *context, size_t count)
{
	const struct units *window = &context->window;

	if (context->side == CONTEXT_BEFORE)
		return units_behind(window, count);
	return window->offs[count - 1];
}

void context_seek(struct context *context, struct span text, uint32_t from,
		  uint32_t to, uint32_t *at)
{
	uint32_t best = (uint32_t)context->near_count / 4 + 1;
	uint32_t was = *at;
	struct units *window = &context->window;

	if (!context->near)
		return;
	units_clear(window);
	units_append(window, text.ptr, from, to);
	if (context->side == CONTEXT_BEHIND)
		units_reverse(window);
	MEMORY_RESERVE(context->distances, context->distances_room,
		       window->count + 1);
	approximate_start(context->near, APPROXIMATE_ANYWHERE, best);
	approximate_feed(context->near, window->list, window->count,
			 context->distances);
	for (size_t i = 0; i < window->count; i++) {
		uint32_t edge, gap, best_gap;

		if (context->distances[i] > best ||
		    context->distances[i] * 4 > context->near_count)
			continue;
		edge = edge_behind(context, i + 1);
		gap = edge > was ? edge - was : was - edge;
		best_gap = *at > was ? *at - was : was - *at;
		if (context->distances[i] == best && gap >= best_gap)
			continue;
		best = context->distances[i];
		*at = edge;
	}
}
