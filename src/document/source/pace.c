/* SPDX-License-Identifier: ISC */
/* When a text that is still coming is worth being parsed anew. */
#include "document/source/pace.h"

enum {
	GATHER = 300, /* ms that bytes without a pause are gathered */
	REST = 10,    /* times as long as the work */
};

void pace_init(struct pace *pace, int64_t now)
{
	*pace = (struct pace){ PACE_NEVER, PACE_NEVER, 0, now };
}

void pace_come(struct pace *pace, int64_t now)
{
	if (pace->first == PACE_NEVER)
		pace->first = now;
	pace->last = now;
}

void pace_begin(struct pace *pace)
{
	pace->first = PACE_NEVER;
	pace->worked = 0;
}

void pace_work(struct pace *pace, int64_t ms)
{
	pace->worked += ms;
}

void pace_finish(struct pace *pace, int64_t now)
{
	pace->through = now;
}

int64_t pace_pause(const struct pace *pace)
{
	return pace->last == PACE_NEVER ? PACE_NEVER : pace->last + PACE_PAUSE;
}

int64_t pace_due(const struct pace *pace, bool hurried)
{
	int64_t rested = pace->through + pace->worked * (hurried ? 1 : REST);
	int64_t gathered;

	if (pace->first == PACE_NEVER)
		return PACE_NEVER;
	gathered = pace->first + GATHER;
	if (gathered > pace_pause(pace))
		gathered = pace_pause(pace);
	return rested > gathered ? rested : gathered;
}
