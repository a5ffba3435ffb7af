/* SPDX-License-Identifier: ISC */
/* What of a text was read, and at which pace, from what the reader did. */
#include "reader/progress.h"

#include <assert.h>
#include <string.h>

#include "document/document.h"
#include "reader/wordcount.h"

enum {
	MINUTE = 60 * 1000, /* ms */
	/* Who takes so many times as long as usual, and then this, or this in
	 * any case, is not reading. */
	IDLE_TIMES = 3,
	IDLE_MORE = 30 * 1000,
	IDLE_MOST = 10 * MINUTE,
	FADING = 20000, /* words after which older ones count a third */
	FINISHED = 97,	/* per cent */
	HALF = 500,	/* per mille */
};

/* --- Pace ----------------------------------------------------------------- */

/* Words a minute. */
static double pace_of(const struct progress *progress)
{
	double pace;

	if (progress->words < PROGRESS_KNOWN || progress->ms <= 0)
		return PROGRESS_TYPICAL;
	pace = progress->words * MINUTE / progress->ms;
	if (pace < PROGRESS_SLOWEST)
		return PROGRESS_SLOWEST;
	return pace > PROGRESS_FASTEST ? PROGRESS_FASTEST : pace;
}

static void learn(struct progress *progress, double words, double ms)
{
	/* Makes of any number of samples no more than FADING words. */
	double fading = FADING / (FADING + words);

	progress->words = progress->words * fading + words;
	progress->ms = progress->ms * fading + ms;
}

void progress_pace(const struct progress *progress, uint64_t *words,
		   uint64_t *ms)
{
	*words = (uint64_t)progress->words;
	*ms = (uint64_t)progress->ms;
}

void progress_set_pace(struct progress *progress, uint64_t words, uint64_t ms)
{
	progress->words = words && ms ? (double)words : 0;
	progress->ms = words && ms ? (double)ms : 0;
	if (progress->words > FADING) {
		progress->ms *= FADING / progress->words;
		progress->words = FADING;
	}
}

size_t progress_minutes(const struct progress *progress, double words)
{
	double minutes = words / pace_of(progress);
	size_t whole;

	if (minutes <= 0)
		return 0;
	whole = (size_t)minutes;
	return (double)whole < minutes ? whole + 1 : whole;
}

/* --- What was read -------------------------------------------------------- */

/* Closes the smallest gap between count ranges. */
static void close_gap(struct progress_range *ranges, size_t count)
{
	size_t smallest = 1;

	for (size_t i = 2; i < count; i++)
		if (ranges[i].off - ranges[i - 1].end <
		    ranges[smallest].off - ranges[smallest - 1].end)
			smallest = i;
	ranges[smallest - 1].end = ranges[smallest].end;
	memmove(ranges + smallest, ranges + smallest + 1,
		(count - smallest - 1) * sizeof(*ranges));
}

void progress_add(struct progress *progress, uint32_t off, uint32_t end)
{
	struct progress_range ranges[PROGRESS_RANGES + 1];
	size_t count = 0;
	size_t i = 0;

	if (off >= end)
		return;
	while (i < progress->range_count && progress->ranges[i].end < off)
		ranges[count++] = progress->ranges[i++];
	for (; i < progress->range_count && progress->ranges[i].off <= end;
	     i++) {
		if (progress->ranges[i].off < off)
			off = progress->ranges[i].off;
		if (progress->ranges[i].end > end)
			end = progress->ranges[i].end;
	}
	ranges[count++] = (struct progress_range){ off, end };
	while (i < progress->range_count)
		ranges[count++] = progress->ranges[i++];
	if (count > PROGRESS_RANGES)
		close_gap(ranges, count--);
	memcpy(progress->ranges, ranges, count * sizeof(*ranges));
	progress->range_count = count;
}

uint32_t progress_furthest(const struct progress *progress)
{
	size_t count = progress->range_count;

	return count ? progress->ranges[count - 1].end : 0;
}

unsigned progress_share(const struct progress *progress, uint32_t off,
			uint32_t end)
{
	uint64_t read = 0;
	unsigned share;

	if (off >= end)
		return 1000;
	for (size_t i = 0; i < progress->range_count; i++) {
		const struct progress_range *range = &progress->ranges[i];
		uint32_t from = range->off > off ? range->off : off;
		uint32_t to = range->end < end ? range->end : end;

		if (from < to)
			read += to - from;
	}
	share = (unsigned)(read * 1000 / (end - off));
	return read && !share ? 1 : share;
}

int progress_percent(const struct progress *progress, uint32_t body_end)
{
	uint64_t furthest = progress_furthest(progress);

	return furthest < body_end ? (int)(furthest * 100 / body_end) : 100;
}

bool progress_finished(const struct progress *progress, uint32_t body_end)
{
	return progress_percent(progress, body_end) >= FINISHED &&
	       progress_share(progress, 0, body_end) >= HALF;
}

/* --- The page ------------------------------------------------------------- */

static uint32_t page_end(const struct progress *progress)
{
	size_t count = progress->stratum_count;

	return count ? progress->strata[count - 1].end : progress->off;
}

static double page_words(const struct progress *progress)
{
	double words = 0;

	for (size_t i = 0; i < progress->stratum_count; i++)
		words += progress->strata[i].words;
	return words;
}

/* How long a page of so many words may be looked at. */
static double patience(const struct progress *progress, double words)
{
	double ms = IDLE_TIMES * words * MINUTE / pace_of(progress) + IDLE_MORE;

	return ms < IDLE_MOST ? ms : IDLE_MOST;
}

/* What a stratum has not had yet of the time that it takes. */
static double time_due(const struct progress *progress,
		       const struct progress_stratum *stratum)
{
	double due = stratum->words * MINUTE / pace_of(progress) - stratum->ms;

	return due > 0 ? due : 0;
}

/* Time goes first to text that has not had its own, for that is what is being
 * read; what is left over goes to all. */
static void share_time(struct progress *progress, double ms)
{
	double words = page_words(progress);
	double due = 0;
	double part;

	for (size_t i = 0; i < progress->stratum_count; i++)
		due += time_due(progress, &progress->strata[i]);
	part = due <= 0 ? 0 : ms < due ? ms / due : 1;
	for (size_t i = 0; words > 0 && i < progress->stratum_count; i++) {
		struct progress_stratum *stratum = &progress->strata[i];

		stratum->ms += part * time_due(progress, stratum) +
			       (ms - part * due) * stratum->words / words;
	}
}

/* Nobody knows how long a page was read that was shown for too long. */
static void mark_idle(struct progress *progress)
{
	if (progress->still <= patience(progress, page_words(progress)))
		return;
	for (size_t i = 0; i < progress->stratum_count; i++)
		progress->strata[i].idle = true;
}

static bool was_time_to_read(const struct progress_stratum *stratum)
{
	return stratum->idle ||
	       stratum->ms * PROGRESS_SKIMMING >= stratum->words * MINUTE;
}

/* Two strata of one age, about: the page has more rows than we have room. */
static void merge_first_strata(struct progress *progress)
{
	struct progress_stratum *first = progress->strata;

	first[1].idle |= first[0].idle;
	first[1].words += first[0].words;
	first[1].ms += first[0].ms;
	progress->stratum_count--;
	memmove(first, first + 1, progress->stratum_count * sizeof(*first));
}

/* Takes the text before off from the page: as read, if the reader went on. */
static void cut_start(struct progress *progress, uint32_t off, bool went_on)
{
	while (progress->stratum_count && progress->off < off) {
		struct progress_stratum *first = progress->strata;
		uint32_t len = first->end - progress->off;
		struct progress_stratum gone = *first;

		if (off < first->end) {
			double part = (double)(off - progress->off) / len;

			gone.end = off;
			gone.words *= part;
			gone.ms *= part;
			first->words -= gone.words;
			first->ms -= gone.ms;
		} else {
			progress->stratum_count--;
			memmove(first, first + 1,
				progress->stratum_count * sizeof(*first));
		}
		if (went_on && was_time_to_read(&gone)) {
			progress_add(progress, progress->off, gone.end);
			if (!gone.idle)
				learn(progress, gone.words, gone.ms);
		}
		progress->off = gone.end;
	}
}

static void cut_end(struct progress *progress, uint32_t end)
{
	size_t count = progress->stratum_count;
	struct progress_stratum *last;
	uint32_t start;
	double part;

	while (count && (count > 1 ? progress->strata[count - 2].end
				   : progress->off) >= end)
		count--;
	progress->stratum_count = count;
	if (!count || progress->strata[count - 1].end <= end)
		return;
	last = &progress->strata[count - 1];
	start = count > 1 ? progress->strata[count - 2].end : progress->off;
	part = (double)(end - start) / (last->end - start);
	last->end = end;
	last->words *= part;
	last->ms *= part;
}

static void extend_start(struct progress *progress,
			 const struct document *document, uint32_t off)
{
	struct progress_stratum *first = progress->strata;

	if (off >= progress->off)
		return;
	if (progress->stratum_count == PROGRESS_STRATA)
		merge_first_strata(progress);
	memmove(first + 1, first, progress->stratum_count * sizeof(*first));
	*first = (struct progress_stratum){
		.end = progress->off,
		.words = wordcount_exactly(document, off, progress->off),
	};
	progress->stratum_count++;
	progress->off = off;
}

static void extend_end(struct progress *progress,
		       const struct document *document, uint32_t end)
{
	uint32_t from = page_end(progress);

	if (end <= from)
		return;
	if (progress->stratum_count == PROGRESS_STRATA)
		merge_first_strata(progress);
	progress->strata[progress->stratum_count++] = (struct progress_stratum){
		.end = end,
		.words = wordcount_exactly(document, from, end),
	};
}

/* Whether the text right above the page was read, if there is any. */
static bool came_reading(const struct progress *progress)
{
	uint32_t off = progress->off;

	if (!off)
		return true;
	for (size_t i = 0; i < progress->range_count; i++)
		if (progress->ranges[i].off < off &&
		    off <= progress->ranges[i].end)
			return true;
	return false;
}

/* Nothing pushes the last page off the screen. */
static void read_last_page(struct progress *progress)
{
	uint32_t off = progress->off;

	if (!progress->complete || page_end(progress) < progress->body_end ||
	    !came_reading(progress))
		return;
	for (size_t i = 0; i < progress->stratum_count; i++) {
		const struct progress_stratum *stratum = &progress->strata[i];
		uint32_t end = stratum->end;

		if (end > progress->body_end)
			end = progress->body_end;
		if (was_time_to_read(stratum))
			progress_add(progress, off, end);
		off = stratum->end;
	}
}

static void pass_time(struct progress *progress, int64_t now_ms)
{
	double passed = (double)(now_ms - progress->since);

	if (progress->paused)
		return;
	if (passed > 0) {
		progress->still += passed;
		share_time(progress, passed);
		mark_idle(progress);
	}
	progress->since = now_ms;
	read_last_page(progress);
}

static void learn_body(struct progress *progress,
		       const struct document *document)
{
	progress->complete = document->complete;
	progress->body_end = (uint32_t)document->text.len;
	if (document->after_block < document->block_count)
		progress->body_end =
			document->blocks[document->after_block].off;
}

void progress_page(struct progress *progress, const struct document *document,
		   uint32_t off, uint32_t end, int64_t now_ms)
{
	enum progress_way way = progress->way;

	assert(off <= end && end <= document->text.len);
	pass_time(progress, now_ms);
	progress->way = PROGRESS_STAY;
	learn_body(progress, document);
	if (progress->stratum_count && off == progress->off &&
	    end == page_end(progress))
		return;
	cut_start(progress, off, way == PROGRESS_ON);
	cut_end(progress, end);
	if (!progress->stratum_count)
		progress->off = off;
	extend_start(progress, document, off);
	extend_end(progress, document, end);
	progress->still = 0;
}

void progress_move(struct progress *progress, enum progress_way way)
{
	if (way > progress->way)
		progress->way = way;
}

void progress_pause(struct progress *progress, int64_t now_ms)
{
	pass_time(progress, now_ms);
	progress->paused = true;
}

void progress_resume(struct progress *progress, int64_t now_ms)
{
	if (progress->paused)
		progress->since = now_ms;
	progress->paused = false;
}

/* --- Documents ------------------------------------------------------------ */

void progress_clear(struct progress *progress)
{
	*progress = (struct progress){
		.words = progress->words,
		.ms = progress->ms,
		.since = progress->since,
		.paused = progress->paused,
	};
}

static bool carry_page(struct progress *progress, progress_map *map,
		       void *context)
{
	uint32_t end;

	if (!map(context, progress->off, &progress->off))
		return false;
	end = progress->off;
	for (size_t i = 0; i < progress->stratum_count; i++) {
		struct progress_stratum *stratum = &progress->strata[i];

		if (!map(context, stratum->end, &stratum->end) ||
		    stratum->end <= end)
			return false;
		end = stratum->end;
	}
	return true;
}

void progress_carry(struct progress *progress, progress_map *map, void *context)
{
	struct progress_range old[PROGRESS_RANGES];
	size_t count = progress->range_count;

	memcpy(old, progress->ranges, count * sizeof(*old));
	progress->range_count = 0;
	for (size_t i = 0; i < count; i++) {
		uint32_t off, end;

		if (map(context, old[i].off, &off) &&
		    map(context, old[i].end, &end))
			progress_add(progress, off, end);
	}
	if (!carry_page(progress, map, context))
		progress->stratum_count = 0;
}
