/* SPDX-License-Identifier: ISC */
/* Tests of what was read, and at which pace. */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "document/document.h"
#include "reader/progress.h"
#include "reader/wordcount.h"

#define TEN "consumers " /* bytes */

enum {
	PAGE = 2000, /* bytes: 200 words, which take 50 s at the typical pace */
	STEP = 1800, /* of Space: two rows stay */
	ROW = 50,    /* so that a page has more rows than strata */
	SECOND = 1000,
};

/* A document of one word over and over, len bytes in all. */
static struct document *words_of(const char *word, size_t len)
{
	struct document *document = document_new(DOCUMENT_PLAIN);
	struct document *piece = document_new(DOCUMENT_PLAIN);
	size_t i = 0;

	document_begin_block(piece, BLOCK_CODE, DOCUMENT_NONE, 1);
	for (; i + strlen(word) < len; i += strlen(word))
		document_add_text(piece, word, strlen(word), 0, DOCUMENT_NONE);
	for (; i + 1 < len; i++)
		document_add_text(piece, "-", 1, 0, DOCUMENT_NONE);
	document_end_block(piece);
	assert_true(document_append(document, piece));
	document_free(piece);
	document->complete = true;
	return document;
}

/* What was read, as one writes it down: "0-1800 3600-5400". */
static const char *ranges(const struct progress *progress)
{
	static char shown[PROGRESS_RANGES * 24];
	size_t len = 0;

	shown[0] = '\0';
	for (size_t i = 0; i < progress->range_count; i++)
		len += (size_t)snprintf(shown + len, sizeof(shown) - len,
					"%s%u-%u", i ? " " : "",
					(unsigned)progress->ranges[i].off,
					(unsigned)progress->ranges[i].end);
	return shown;
}

/* What a reader does: waits for some seconds, then goes somewhere. */
struct doing {
	double wait;
	enum progress_way way;
	uint32_t off; /* the page then starts here */
};

/* Opens the document at its start and does all that. */
static void do_all(struct progress *progress, const struct document *document,
		   const struct doing *doings, size_t count)
{
	uint32_t len = (uint32_t)document->text.len;
	int64_t now = 5 * SECOND;

	progress_move(progress, PROGRESS_JUMP);
	progress_page(progress, document, 0, len < PAGE ? len : PAGE, now);
	for (size_t i = 0; i < count && doings[i].wait > 0; i++) {
		uint32_t off = doings[i].off;
		uint32_t end = len - off < PAGE ? len : off + PAGE;

		now += (int64_t)(doings[i].wait * SECOND);
		progress_move(progress, doings[i].way);
		progress_page(progress, document, off, end, now);
	}
}

#define ON   PROGRESS_ON
#define BACK PROGRESS_BACK
#define JUMP PROGRESS_JUMP
#define STAY PROGRESS_STAY

/* --- What counts as read -------------------------------------------------- */

static void test_what_counts_as_read(void **state)
{
	static const struct {
		const char *what;
		struct doing doings[8];
		const char *read;
	} table[] = {
		{ "opening", { { 60, STAY, 0 } }, "" },
		{ "a page", { { 45, ON, 1800 } }, "0-1800" },
		{ "two pages",
		  { { 45, ON, 1800 }, { 45, ON, 3600 } },
		  "0-3600" },
		{ "lines",
		  { { 20, ON, 100 }, { 4, ON, 200 }, { 4, ON, 300 } },
		  "0-300" },
		/* 180 words in 9 s are 1200 a minute. */
		{ "as fast as one can", { { 10.1, ON, 1800 } }, "0-1800" },
		{ "too fast", { { 9.9, ON, 1800 } }, "" },
		{ "skimming to a page",
		  { { 1, ON, 1800 }, { 1, ON, 3600 }, { 45, ON, 5400 } },
		  "3600-5400" },
		{ "the end by a jump",
		  { { 45, JUMP, 8000 }, { 60, STAY, 8000 } },
		  "" },
		{ "a jump and on from there",
		  { { 45, JUMP, 4000 }, { 45, ON, 5800 } },
		  "4000-5800" },
		{ "a jump on the page",
		  { { 45, JUMP, 500 }, { 45, ON, 2300 } },
		  "500-2300" },
		{ "back and on again",
		  { { 45, ON, 1800 }, { 1, BACK, 0 }, { 2, ON, 1800 } },
		  "0-1800" },
		{ "a row back, then on",
		  { { 45, ON, 1800 }, { 40, BACK, 1700 }, { 1, ON, 3500 } },
		  "0-3500" },
		{ "pages while one waits for them",
		  { { 45, ON, 5400 }, { 45, ON, 7200 } },
		  "0-2000 5400-7200" },
		{ "a long absence",
		  { { 5000, ON, 1800 }, { 45, ON, 3600 } },
		  "0-3600" },
		/* What stays on the page after a line has had its time; what
		 * came with the line has not. */
		{ "a page read, then a key held down",
		  { { 60, ON, 1000 }, { 1, ON, 1900 }, { 1, ON, 2800 } },
		  "0-2000" },
		{ "a window made smaller, then on",
		  { { 45, STAY, 0 }, { 1, ON, 1800 } },
		  "0-1800" },
		{ "the last page",
		  { { 45, JUMP, 6200 }, { 45, ON, 8000 }, { 45, STAY, 8000 } },
		  "6200-10000" },
		{ "the last page, skimmed",
		  { { 45, JUMP, 6200 }, { 45, ON, 8000 }, { 1, STAY, 8000 } },
		  "6200-8200" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct document *document = words_of(TEN, 10000);
		struct progress progress = { 0 };

		do_all(&progress, document, table[i].doings, 8);
		if (strcmp(ranges(&progress), table[i].read) != 0)
			fail_msg("%s: \"%s\"", table[i].what,
				 ranges(&progress));
		document_free(document);
	}
}

/* Where more may come, the last page is not the last. */
static void test_the_end_is_one_once_it_is_known(void **state)
{
	struct document *document = words_of(TEN, 1500);
	struct progress progress = { 0 };

	(void)state;
	document->complete = false;
	progress_page(&progress, document, 0, 1500, 0);
	progress_page(&progress, document, 0, 1500, 60 * SECOND);
	assert_string_equal(ranges(&progress), "");
	document->complete = true;
	progress_page(&progress, document, 0, 1500, 61 * SECOND);
	progress_pause(&progress, 62 * SECOND);
	assert_string_equal(ranges(&progress), "0-1500");
	document_free(document);
}

/* The notes behind the body need not be read. */
static void test_the_end_is_that_of_the_body(void **state)
{
	struct document *document = words_of(TEN, 1000);
	struct document *notes = words_of("note ", 1000);
	struct progress progress = { 0 };

	(void)state;
	assert_true(document_append(document, notes));
	document->after_block = 1;
	progress_page(&progress, document, 0, 1800, 0);
	progress_pause(&progress, 60 * SECOND);
	assert_string_equal(ranges(&progress), "0-1000");
	assert_true(progress_finished(&progress, 1000));
	document_free(document);
	document_free(notes);
}

static void test_a_pause_is_no_reading(void **state)
{
	struct document *document = words_of(TEN, 10000);
	struct progress progress = { 0 };

	(void)state;
	progress_page(&progress, document, 0, PAGE, 0);
	progress_pause(&progress, 5 * SECOND);
	progress_pause(&progress, 6 * SECOND);
	progress_page(&progress, document, 0, PAGE, 300 * SECOND);
	progress_resume(&progress, 400 * SECOND);
	progress_resume(&progress, 401 * SECOND);
	progress_move(&progress, ON);
	progress_page(&progress, document, STEP, STEP + PAGE, 402 * SECOND);
	assert_string_equal(ranges(&progress), "");
	/* Seven seconds in all; they would have been ten with five before. */
	progress_clear(&progress);
	progress_page(&progress, document, 0, PAGE, 500 * SECOND);
	progress_pause(&progress, 505 * SECOND);
	progress_resume(&progress, 900 * SECOND);
	progress_move(&progress, ON);
	progress_page(&progress, document, STEP, STEP + PAGE, 906 * SECOND);
	assert_string_equal(ranges(&progress), "0-1800");
	document_free(document);
}

/* However the rows are cut up, a reader who goes on steadily has read all that
 * left, and the time goes where it belongs. */
static void test_any_steps_read_all(void **state)
{
	uint64_t random = 7;

	(void)state;
	for (int turn = 0; turn < 200; turn++) {
		struct document *document = words_of(TEN, 60000);
		struct progress progress = { 0 };
		uint32_t off = 0;
		double now = 0;

		progress_page(&progress, document, 0, PAGE, 0);
		/* The first page at once, then line by line. */
		now += 50 * SECOND;
		while (off + PAGE < 50000) {
			uint32_t rows = 1 + (uint32_t)(test_random(&random) %
						       (turn % 20 + 1));

			off += rows * ROW;
			progress_move(&progress, ON);
			progress_page(&progress, document, off, off + PAGE,
				      (int64_t)now);
			now += rows * 1250;
		}
		assert_int_equal(progress.range_count, 1);
		assert_int_equal(progress.ranges[0].off, 0);
		assert_int_equal(progress.ranges[0].end, off);
		assert_in_range((int)(progress.words / progress.ms * 60000),
				220, 260);
		document_free(document);
	}
}

/* Wherever one goes: no more time is learned than has passed, and nothing that
 * was not on the page is read. */
static void test_no_time_is_made_up(void **state)
{
	struct document *document = words_of(TEN, 20000);
	uint64_t random = 9;

	(void)state;
	for (int turn = 0; turn < 300; turn++) {
		struct progress progress = { 0 };
		uint32_t off = 10000;
		uint32_t furthest = 0;
		int64_t now = 0;

		for (int i = 0; i < 40; i++) {
			uint64_t number = test_random(&random);
			uint32_t step = (uint32_t)(number % 60) * ROW;
			bool on = number >> 32 & 1;

			if (on)
				off = step < 18000 - off ? off + step : 18000;
			else
				off = step < off ? off - step : 0;
			progress_move(&progress, on ? ON : BACK);
			progress_page(&progress, document, off, off + PAGE,
				      now);
			furthest =
				off + PAGE > furthest ? off + PAGE : furthest;
			assert_true(progress.ms <= (double)now);
			assert_true(progress_furthest(&progress) <= furthest);
			now += (int64_t)(number >> 40 & 0x7fff);
		}
		/* Words are neither lost nor made up on the page. */
		for (size_t i = 0; i < progress.stratum_count; i++)
			off += (uint32_t)(progress.strata[i].words * 10 + 0.5);
		assert_in_range(off, progress.off + PAGE - 40,
				progress.off + PAGE + 40);
	}
	document_free(document);
}

/* What leaves at the foot takes its time along. */
static void test_time_goes_with_the_text(void **state)
{
	struct document *document = words_of(TEN, 10000);
	struct progress progress = { 0 };

	(void)state;
	progress_page(&progress, document, 4000, 6000, 0);
	progress_move(&progress, BACK);
	progress_page(&progress, document, 3000, 5000, 40 * SECOND);
	progress_move(&progress, ON);
	progress_page(&progress, document, 5000, 7000, 40 * SECOND);
	assert_string_equal(ranges(&progress), "4000-5000");
	assert_in_range((int)progress.ms, 19900, 20100);
	document_free(document);
}

/* --- The set of what was read --------------------------------------------- */

static void test_ranges_are_merged(void **state)
{
	static const struct {
		uint32_t off, end;
		const char *read;
	} table[] = {
		{ 100, 200, "100-200" },
		{ 300, 400, "100-200 300-400" },
		{ 350, 350, "100-200 300-400" },
		{ 400, 300, "100-200 300-400" },
		{ 0, 50, "0-50 100-200 300-400" },
		{ 200, 250, "0-50 100-250 300-400" },
		{ 290, 300, "0-50 100-250 290-400" },
		{ 120, 130, "0-50 100-250 290-400" },
		{ 240, 295, "0-50 100-400" },
		{ 600, 700, "0-50 100-400 600-700" },
		{ 10, 650, "0-700" },
	};
	struct progress progress = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		progress_add(&progress, table[i].off, table[i].end);
		assert_string_equal(ranges(&progress), table[i].read);
	}
	assert_int_equal(progress_furthest(&progress), 700);
}

static void test_too_many_ranges_close_the_smallest_gap(void **state)
{
	struct progress progress = { 0 };

	(void)state;
	for (uint32_t i = 0; i < PROGRESS_RANGES; i++)
		progress_add(&progress, i * 100, i * 100 + 50);
	assert_int_equal(progress.range_count, PROGRESS_RANGES);
	progress_add(&progress, 1070, 1080);
	assert_int_equal(progress.range_count, PROGRESS_RANGES);
	assert_int_equal(progress.ranges[10].off, 1000);
	assert_int_equal(progress.ranges[10].end, 1080);
	progress_add(&progress, 100000, 100001);
	assert_int_equal(progress.range_count, PROGRESS_RANGES);
	assert_int_equal(progress.ranges[10].end, 1150);
	assert_int_equal(progress_furthest(&progress), 100001);
}

/* Against an array of bytes, as long as there are not too many. */
static void test_any_ranges_are_a_set(void **state)
{
	uint64_t random = 3;

	(void)state;
	for (int turn = 0; turn < 300; turn++) {
		struct progress progress = { 0 };
		bool read[1001] = { false };
		unsigned count = 0;

		for (int i = 0; i < 40; i++) {
			uint32_t off = (uint32_t)(test_random(&random) % 990);
			uint32_t len = (uint32_t)(test_random(&random) % 10);

			progress_add(&progress, off, off + len);
			memset(read + off, true, len);
		}
		for (size_t i = 0; i < progress.range_count; i++) {
			const struct progress_range *range =
				&progress.ranges[i];

			assert_true(range->off < range->end);
			assert_false(read[range->end]);
			assert_false(range->off && read[range->off - 1]);
		}
		for (size_t i = 0; i < 1000; i++) {
			assert_int_equal(progress_share(&progress, (uint32_t)i,
							(uint32_t)i + 1),
					 read[i] ? 1000 : 0);
			count += read[i];
		}
		assert_int_equal(progress_share(&progress, 0, 1000), count);
	}
}

static void test_share_and_percent(void **state)
{
	struct progress progress = { 0 };

	(void)state;
	assert_int_equal(progress_furthest(&progress), 0);
	assert_int_equal(progress_percent(&progress, 1000), 0);
	assert_int_equal(progress_share(&progress, 0, 1000), 0);
	assert_int_equal(progress_share(&progress, 7, 7), 1000);
	progress_add(&progress, 100000, 100010);
	/* However little, it is something. */
	assert_int_equal(progress_share(&progress, 0, 200000), 1);
	assert_int_equal(progress_percent(&progress, 200000), 50);
	assert_int_equal(progress_percent(&progress, 100011), 99);
	assert_int_equal(progress_percent(&progress, 100010), 100);
	assert_int_equal(progress_percent(&progress, 50), 100);
	/* Its end was looked up, but it was not read. */
	assert_false(progress_finished(&progress, 100010));
	progress_add(&progress, 0, 49000);
	assert_false(progress_finished(&progress, 100010));
	progress_add(&progress, 40000, 60000);
	assert_true(progress_finished(&progress, 100010));
	assert_true(progress_finished(&progress, 103000));
	assert_false(progress_finished(&progress, 104000));
}

/* --- Pace ----------------------------------------------------------------- */

static void test_minutes(void **state)
{
	static const struct {
		uint64_t words, ms; /* of the pace */
		double wanted;
		size_t minutes;
	} table[] = {
		{ 0, 0, 0, 0 },
		{ 0, 0, 1, 1 },
		{ 0, 0, 240, 1 },
		{ 0, 0, 241, 2 },
		{ 0, 0, 24000, 100 },
		/* Known too little. */
		{ 599, 60000, 2400, 10 },
		{ 600, 60000, 2400, 4 },
		{ 600, 600000, 2400, 30 }, /* 60 a minute: 80 */
		{ 6000, 60000, 2400, 3 },  /* 6000 a minute: 1000 */
		{ 300000, 60000000, 3000, 10 },
		{ UINT64_MAX, UINT64_MAX, 24000, 24 },
		{ 600, 0, 2400, 10 },
		{ 0, 60000, 2400, 10 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct progress progress = { 0 };

		progress_set_pace(&progress, table[i].words, table[i].ms);
		assert_int_equal(progress_minutes(&progress, table[i].wanted),
				 table[i].minutes);
	}
}

/* A pace that is kept between runs is the same after it. */
static void test_pace_is_kept(void **state)
{
	struct progress progress = { 0 };
	uint64_t words, ms;

	(void)state;
	progress_set_pace(&progress, 12000, 1800000);
	progress_clear(&progress);
	progress_pace(&progress, &words, &ms);
	assert_int_equal(words, 12000);
	assert_int_equal(ms, 1800000);
	progress_set_pace(&progress, 90000, 9000000);
	progress_pace(&progress, &words, &ms);
	assert_int_equal(words, 20000);
	assert_int_equal(ms, 2000000);
}

/* Pages at a pace; returns the words a minute that are known in the end. */
static double pace_after(struct progress *progress, const char *word,
			 double seconds, int pages)
{
	struct document *document = words_of(word, 200000);
	int64_t now = 0;

	progress_clear(progress);
	progress_page(progress, document, 0, PAGE, now);
	for (int i = 1; i <= pages; i++) {
		uint32_t off = (uint32_t)i * STEP;

		off -= off % (uint32_t)strlen(word);
		now += (int64_t)(seconds * SECOND);
		progress_move(progress, ON);
		progress_page(progress, document, off, off + PAGE, now);
	}
	document_free(document);
	return progress->ms > 0 ? progress->words * 60000 / progress->ms : 0;
}

static void test_pace_is_learned(void **state)
{
	static const struct {
		const char *word;
		double seconds; /* for 180 words, or 600 characters */
		int pages;
		size_t minutes; /* for 2400 words */
	} table[] = {
		{ TEN, 45, 10, 10 },
		{ TEN, 30, 10, 7 },
		{ TEN, 90, 10, 20 },
		/* Too little to be known. */
		{ TEN, 30, 3, 10 },
		{ TEN, 30, 4, 7 },
		/* Too fast, or too long, to count. */
		{ TEN, 8, 20, 10 },
		{ TEN, 300, 20, 10 },
		/* Characters are read at 400 a minute: these are the typical
		 * pace, and one twice as fast. */
		{ "\xe5\xad\x97", 90, 10, 10 },
		{ "\xe5\xad\x97", 45, 10, 5 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct progress progress = { 0 };
		size_t minutes;

		pace_after(&progress, table[i].word, table[i].seconds,
			   table[i].pages);
		minutes = progress_minutes(&progress, 2380);
		if (minutes != table[i].minutes)
			fail_msg("%zu: %zu minutes", i, minutes);
	}
}

/* A page that was left alone teaches nothing; those around it do. */
static void test_an_absence_teaches_nothing(void **state)
{
	struct document *document = words_of(TEN, 200000);
	struct progress progress = { 0 };
	int64_t now = 0;

	(void)state;
	progress_page(&progress, document, 0, PAGE, now);
	for (uint32_t i = 1; i <= 30; i++) {
		now += i % 5 ? 45 * SECOND : 5000 * SECOND;
		progress_move(&progress, ON);
		progress_page(&progress, document, i * STEP, i * STEP + PAGE,
			      now);
	}
	assert_string_equal(ranges(&progress), "0-54000");
	assert_in_range((int)(progress.words * 60000 / progress.ms), 235, 260);
	document_free(document);
}

/* Whoever reads faster now than ever before is believed after a while. */
static void test_old_pace_fades(void **state)
{
	struct progress progress = { 0 };
	double before = 120;

	(void)state;
	progress_set_pace(&progress, 20000, 10000000);
	for (int i = 0; i < 6; i++) {
		double now = pace_after(&progress, TEN, 24, 80);

		assert_true(now > before);
		assert_true(now < 451);
		before = now;
	}
	assert_true(before > 350);
	assert_true(progress.words < 20600);
}

/* --- Another generation --------------------------------------------------- */

/* 300 bytes were put in at 1000, those from 5000 to 6000 are gone. */
static bool edited(void *context, uint32_t off, uint32_t *mapped)
{
	(*(size_t *)context)++;
	if (off > 5000 && off < 6000)
		return false;
	*mapped = off + (off > 1000 ? 300 : 0) - (off >= 6000 ? 1000 : 0);
	return true;
}

static void test_carrying(void **state)
{
	struct document *document = words_of(TEN, 10000);
	struct document *fresh = words_of(TEN, 9300);
	struct progress progress = { 0 };
	size_t calls = 0;

	(void)state;
	progress_add(&progress, 0, 500);
	progress_add(&progress, 900, 2000);
	progress_add(&progress, 4000, 5500);
	progress_add(&progress, 5600, 5700);
	progress_add(&progress, 7000, 8000);
	progress_page(&progress, document, 2000, 4000, 0);
	progress_carry(&progress, edited, &calls);
	assert_true(calls > 0);
	assert_string_equal(ranges(&progress), "0-500 900-2300 6300-7300");
	/* The page stays as well, and its time. */
	progress_page(&progress, fresh, 2300, 4300, 45 * SECOND);
	progress_move(&progress, ON);
	progress_page(&progress, fresh, 4100, 6100, 46 * SECOND);
	assert_string_equal(ranges(&progress), "0-500 900-4100 6300-7300");
	document_free(document);
	document_free(fresh);
}

/* What the page showed is gone: nothing of it is read by going on. */
static void test_carrying_a_page_that_is_gone(void **state)
{
	struct document *document = words_of(TEN, 10000);
	struct progress progress = { 0 };
	size_t calls = 0;

	(void)state;
	progress_page(&progress, document, 4500, 5500, 0);
	progress_carry(&progress, edited, &calls);
	progress_page(&progress, document, 4000, 5000, 45 * SECOND);
	progress_move(&progress, ON);
	progress_page(&progress, document, 4900, 5900, 46 * SECOND);
	assert_string_equal(ranges(&progress), "");
	document_free(document);
}

/* --- Counting words ------------------------------------------------------- */

static void test_words_are_counted(void **state)
{
	static const struct {
		const char *word;
		double words; /* in a million bytes, about */
	} table[] = {
		{ "four ", 200000 },
		{ "\xe5\xad\x97", 200000 },
		{ "\xe5\xad\x97 and ", 200000 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct document *document = words_of(table[i].word, 1000000);
		struct wordcount count = { 0 };
		uint32_t len = (uint32_t)document->text.len;
		double exactly = wordcount_exactly(document, 0, len);

		assert_in_range((int)exactly, (int)table[i].words - 1000,
				(int)table[i].words + 1000);
		for (int again = 0; again < 6; again++)
			assert_in_range((int)wordcount_between(&count, document,
							       0, len),
					(int)exactly - 500, (int)exactly + 500);
		assert_in_range(
			(int)wordcount_between(&count, document, len / 2, len),
			(int)exactly / 2 - 500, (int)exactly / 2 + 500);
		assert_in_range(
			(int)wordcount_between(&count, document, 0, 3000), 560,
			610);
		assert_int_equal(
			(int)wordcount_between(&count, document, len, len), 0);
		document_free(document);
	}
}

/* Half of the text is in words, half in none: the estimate learns it, also
 * while the text grows. */
static void test_counting_learns(void **state)
{
	struct document *document = words_of("four ", 600000);
	struct document *piece = words_of("---- ", 600000);
	struct wordcount count = { 0 };
	uint32_t len;

	(void)state;
	document->complete = false;
	len = (uint32_t)document->text.len;
	assert_in_range((int)wordcount_between(&count, document, 0, len),
			119000, 121000);
	assert_true(document_append(document, piece));
	document->complete = true;
	len = (uint32_t)document->text.len;
	for (int i = 0; i < 24; i++)
		wordcount_between(&count, document, 0, len);
	assert_in_range((int)wordcount_between(&count, document, 0, len),
			119000, 121000);
	/* Another document is not this one. */
	len = (uint32_t)piece->text.len;
	assert_int_equal((int)wordcount_between(&count, piece, 0, len), 0);
	document_free(document);
	document_free(piece);
}

/* What was answered before is answered again, also of a text that grew. */
static void test_counting_repeats_itself(void **state)
{
	struct document *document = words_of("some words ", 20000);
	struct document *piece = words_of("more to read ", 20000);
	struct wordcount count = { 0 };
	uint64_t seed = 1;

	(void)state;
	document->complete = false;
	for (int i = 0; i < 400; i++) {
		/* Few enough that many are asked for again. */
		uint32_t off = (uint32_t)(test_random(&seed) % 3) * 100;
		uint32_t end = off + (uint32_t)(test_random(&seed) % 3) * 100;
		double words = wordcount_exactly(document, off, end);

		assert_int_equal(
			(int)wordcount_between(&count, document, off, end),
			(int)words);
		if (i == 200)
			assert_true(document_append(document, piece));
	}
	assert_int_equal((int)wordcount_between(&count, piece, 0, 200),
			 (int)wordcount_exactly(piece, 0, 200));
	document_free(document);
	document_free(piece);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_counts_as_read),
		cmocka_unit_test(test_the_end_is_one_once_it_is_known),
		cmocka_unit_test(test_the_end_is_that_of_the_body),
		cmocka_unit_test(test_a_pause_is_no_reading),
		cmocka_unit_test(test_any_steps_read_all),
		cmocka_unit_test(test_no_time_is_made_up),
		cmocka_unit_test(test_time_goes_with_the_text),
		cmocka_unit_test(test_ranges_are_merged),
		cmocka_unit_test(test_too_many_ranges_close_the_smallest_gap),
		cmocka_unit_test(test_any_ranges_are_a_set),
		cmocka_unit_test(test_share_and_percent),
		cmocka_unit_test(test_minutes),
		cmocka_unit_test(test_pace_is_kept),
		cmocka_unit_test(test_pace_is_learned),
		cmocka_unit_test(test_an_absence_teaches_nothing),
		cmocka_unit_test(test_old_pace_fades),
		cmocka_unit_test(test_carrying),
		cmocka_unit_test(test_carrying_a_page_that_is_gone),
		cmocka_unit_test(test_words_are_counted),
		cmocka_unit_test(test_counting_learns),
		cmocka_unit_test(test_counting_repeats_itself),
	};

	return test_run(tests);
}
