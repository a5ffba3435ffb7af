/* SPDX-License-Identifier: ISC */
/* What a parser is at, how long it may be, and what it is kept from. */
#include "document/guard.h"

#include <sys/time.h>

#include "base/error.h"
#include "base/sanitizers.h"

/* Behind this one all windows are refused, if any are. */
static const struct guard_part *last_window(const struct guard *guard)
{
	const struct guard_part *last = NULL;

	for (size_t i = 0; i < guard->refused_count; i++)
		if (guard->refused[i].kind == GUARD_WINDOW &&
		    (!last || guard->refused[i].line > last->line))
			last = &guard->refused[i];
	return last;
}

static bool is_refused(const struct guard *guard, enum guard_kind kind,
		       uint32_t line)
{
	const struct guard_part *last = last_window(guard);

	for (size_t i = 0; i < guard->refused_count; i++)
		if (guard->refused[i].kind == kind &&
		    guard->refused[i].line == line)
			return true;
	if (guard->refused_count < GUARD_REFUSALS)
		return false;
	return kind != GUARD_WINDOW || (last && line >= last->line);
}

static void add_ms(struct timeval *time, uint64_t ms)
{
	ms += (uint64_t)time->tv_usec / 1000;
	time->tv_sec += (time_t)(ms / 1000);
	time->tv_usec = (suseconds_t)(ms % 1000 * 1000);
}

/* Gives so much more than is left. */
static void add_time(const struct guard *guard, uint64_t ms)
{
	static const struct itimerval none;
	struct itimerval left;

	if (!guard->timed || setitimer(ITIMER_PROF, &none, &left) != 0)
		return;
	ms *= guard->times ? guard->times : 1;
	add_ms(&left.it_value, ms * (SANITIZED ? GUARD_SANITIZED : 1));
	setitimer(ITIMER_PROF, &left, NULL);
}

/* By its length. */
static uint64_t ms_for(size_t bytes)
{
	return (uint64_t)bytes * GUARD_MIB_MS / (1024 * 1024);
}

static uint64_t base_ms(const struct guard *guard)
{
	if (guard->base_ms)
		return guard->base_ms;
	return guard->at.kind == GUARD_WINDOW ? GUARD_BASE_MS : GUARD_LOOK_MS;
}

bool guard_enter(struct guard *guard, enum guard_kind kind, uint32_t line,
		 size_t bytes)
{
	if (!guard)
		return true;
	guard_leave(guard);
	if (is_refused(guard, kind, line))
		return false;
	guard->at = (struct guard_part){ (uint32_t)kind, line };
	add_time(guard, base_ms(guard) + ms_for(bytes));
	return true;
}

void guard_extend(struct guard *guard, size_t bytes)
{
	if (guard && guard->at.kind != GUARD_NOTHING)
		add_time(guard, ms_for(bytes));
}

void guard_leave(struct guard *guard)
{
	static const struct itimerval none;

	if (!guard)
		return;
	guard->at = (struct guard_part){ GUARD_NOTHING, 0 };
	if (guard->timed)
		setitimer(ITIMER_PROF, &none, NULL);
}

bool guard_refuse(struct guard *guard)
{
	if (guard->at.kind == GUARD_NOTHING ||
	    guard->refused_count == GUARD_REFUSALS)
		return false;
	guard->refused[guard->refused_count++] = guard->at;
	guard->at = (struct guard_part){ GUARD_NOTHING, 0 };
	return true;
}

uint32_t guard_refused_line(const struct guard *guard)
{
	uint32_t first = 0;

	for (size_t i = 0; i < guard->refused_count; i++) {
		uint32_t line = guard->refused[i].line;

		if (line && (!first || line < first))
			first = line;
	}
	return first;
}

bool guard_trouble(const struct guard *guard, const char *source,
		   struct error *error)
{
	uint32_t line = guard_refused_line(guard);

	if (line)
		error_set(error,
			  "%s: what begins on line %u is shown as plain text, "
			  "for the parser takes too long for it, or breaks",
			  source, (unsigned)line);
	return line != 0;
}
