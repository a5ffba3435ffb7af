/* SPDX-License-Identifier: ISC */
/* What is measured, and what is wanted of it. */
#include "bench/speed/plan.h"

#include "bench/speed/texts.h"

/* ---- What is done in a terminal ---- */

static const struct step opening[] = {
	{ "first", STEP_FIRST, NULL, NULL, false },
	{ 0 },
};

static const struct step paging[] = {
	{ "first", STEP_FIRST, NULL, NULL, false },
	{ "page", STEP_EACH, "    ", NULL, false },
	{ 0 },
};

/* All of it known before the first key. */
static const struct step reading[] = {
	{ NULL, STEP_IDLE, NULL, NULL, false },
	{ "page", STEP_EACH, "    ", NULL, false },
	{ NULL, STEP_ALL, "g", NULL, false },
	{ "heading", STEP_EACH, "]][[]]", NULL, false },
	{ "toggle", STEP_EACH, "tttt", NULL, false },
	{ "theme", STEP_EACH, "DDDD", NULL, false },
	{ "resize", STEP_RESIZE, NULL, NULL, false },
	{ NULL, STEP_ALL, "g/which\r", NULL, false },
	{ NULL, STEP_IDLE, NULL, NULL, false },
	{ "hit", STEP_EACH, "nnnn", NULL, false },
	{ 0 },
};

/* The same while the text is still being read. */
static const struct step arriving[] = {
	{ "page", STEP_EACH, "    ", NULL, false },
	{ "heading", STEP_EACH, "]]][", NULL, false },
	{ NULL, STEP_ALL, "/which\r", NULL, false },
	{ "hit", STEP_EACH, "nnnn", NULL, false },
	{ 0 },
};

static const struct step holding[] = {
	{ NULL, STEP_IDLE, NULL, NULL, false },
	{ "page", STEP_EACH, "  ", NULL, false },
	{ "held", STEP_ALL, "                    ", NULL, false },
	{ 0 },
};

static const struct step ending[] = {
	{ "end", STEP_ALL, "G", TEXT_LAST_SENTENCE, false },
	{ 0 },
};

static const struct step finding_heading[] = {
	{ "known", STEP_ALL, "Tenvoi", TEXT_LAST_HEADING, true },
	{ 0 },
};

/* For memory: some of what readers do. */
static const struct step leafing[] = {
	{ NULL, STEP_IDLE, NULL, NULL, false },
	{ NULL, STEP_EACH, "  ]G", NULL, false },
	{ NULL, STEP_IDLE, NULL, NULL, false },
	{ 0 },
};

static const struct step paging_to_end[] = {
	{ "first", STEP_FIRST, NULL, NULL, false },
	{ NULL, STEP_IDLE, NULL, NULL, false },
	{ "page", STEP_EACH, "    ", NULL, false },
	{ "end", STEP_ALL, "G", TEXT_LAST_SENTENCE, false },
	{ 0 },
};

#define ABSENT "nowhere at all"

static const struct step to_end[] = {
	{ "first", STEP_FIRST, NULL, NULL, false },
	{ NULL, STEP_IDLE, NULL, NULL, false },
	{ "end", STEP_ALL, "G", TEXT_LAST_SENTENCE, false },
	{ 0 },
};

/* ---- Who does it, on what ---- */

/* clang-format off */
#define RUN(text, name, way, ...) \
	{ (text), (name), { __VA_ARGS__ }, NULL, (way) }
#define TYPED(text, name, program, steps) \
	{ (text), (name), { (program), "FILE" }, (steps), WAY_PLAIN }
#define READER(text, name, steps) TYPED(text, name, "lectern", steps)
#define LESS(text, name, steps) TYPED(text, name, "less", steps)

#define OPEN(text)                                                     \
	READER(text, "open", opening),                                 \
	LESS(text, "less-open", opening),                              \
	{ (text), "alone", { "lectern", "--set=sidebar=off", "FILE" }, \
	  opening, WAY_PLAIN }
#define OPEN_OFTEN(text) OPEN(text), OPEN(text), OPEN(text)
#define PRINTS(text)                                                   \
	RUN(text, "bare", WAY_PLAIN, "bare", "FILE"),                  \
	RUN(text, "greedy", WAY_PLAIN, "lectern", "--print",           \
	    "--breaks=greedy", "FILE"),                                \
	RUN(text, "lowdown", WAY_PLAIN, "lowdown", "-Tterm", "FILE")
#define BOTH(text, steps)          \
	LESS(text, "less", steps), \
	READER(text, "read", steps)

const struct source plan_sources[] = {
	OPEN_OFTEN("prose 10k"),
	OPEN_OFTEN("prose 1m"),
	OPEN_OFTEN("prose 10m"),
	OPEN_OFTEN("prose 100m"),
	LESS("prose 10k", "less", paging),
	READER("prose 10k", "read", reading),
	LESS("prose 100m", "less", paging),
	READER("prose 100m", "read", reading),
	READER("prose 100m", "arrive", arriving),
	LESS("prose 100m", "less-end", ending),
	READER("prose 100m", "end", ending),
	LESS("prose 1m", "less", holding),
	READER("prose 1m", "hold", holding),

	PRINTS("prose 10m"),
	RUN("prose 10m", "total", WAY_PLAIN, "lectern", "--print", "FILE"),
	RUN("prose 10m", "hyphens", WAY_HYPHENS, "lectern", "--print", "FILE"),
	RUN("prose 10m", "counted", WAY_COUNTED, "lectern", "--print", "FILE"),
	PRINTS("prose 100m"),
	RUN("prose 100m", "total", WAY_PLAIN, "lectern", "--print", "FILE"),
	PRINTS("mix 10m"),
	RUN("mix 10m", "counted", WAY_COUNTED, "lectern", "--print", "FILE"),

	READER("prose 10m", "contents", finding_heading),
	READER("prose 100m", "contents", finding_heading),
	RUN("prose 10m", "search", WAY_COUNTED, "search", "FILE", ABSENT),
	RUN("prose 10m", "grep", WAY_COUNTED, "grep", "-c", "-F", ABSENT,
	    "FILE"),
	READER("prose 10m", "leaf", leafing),
	READER("book 10m", "leaf", leafing),
	READER("links 10m", "leaf", leafing),

	LESS("paragraph 5m", "less", paging), /* its end takes it 15 s */
	READER("paragraph 5m", "read", paging_to_end),
	PRINTS("paragraph 5m"),
	BOTH("headings 100k", paging_to_end),
	PRINTS("headings 100k"),
	BOTH("references 50k", paging_to_end),
	PRINTS("references 50k"),
	BOTH("word 1m", paging_to_end),
	PRINTS("word 1m"),
	BOTH("nested 10k", to_end),
	PRINTS("nested 10k"),
};
/* clang-format on */
const size_t plan_source_count = sizeof(plan_sources) / sizeof(*plan_sources);

/* ---- What is wanted ---- */

#define RATIO(what, ours, control, goal)                                \
	{                                                               \
		(what), "ms", (ours), (control), JUDGE_RATIO, (goal), 0 \
	}
#define LIMIT(what, ours, control, goal)                                \
	{                                                               \
		(what), "ms", (ours), (control), JUDGE_LIMIT, (goal), 0 \
	}
#define MEMORY(what, ours, times, plus)                                    \
	{                                                                  \
		(what), "MiB", (ours), NULL, JUDGE_MEMORY, (times), (plus) \
	}

#define OPENED(what, text)                                   \
	RATIO("first screen, " what, text "/open/first",     \
	      text "/less-open/first", 1.6),                 \
		RATIO("first screen without sidebar, " what, \
		      text "/alone/first", text "/less-open/first", 1.6)
#define MOVED(what, text, ours)                                                \
	RATIO("page, " what, ours "/page", text "/less/page", 3),              \
		RATIO("heading jump, " what, ours "/heading",                  \
		      text "/less/page", 3),                                   \
		RATIO("search hit, " what, ours "/hit", "prose 10k/less/page", \
		      3)
#define CHANGED(what, text)                                                \
	RATIO("resize, " what, text "/read/resize", text "/read/page", 2), \
		RATIO("sidebar toggle, " what, text "/read/toggle",        \
		      text "/read/page", 2),                               \
		RATIO("theme change, " what, text "/read/theme",           \
		      text "/read/page", 2)
#define PRINTED(what, text)                                                \
	RATIO("print greedy, " what ", to bare cmark", text "/greedy/cpu", \
	      text "/bare/cpu", 1.25),                                     \
		RATIO("print greedy, " what ", to lowdown",                \
		      text "/greedy/cpu", text "/lowdown/cpu", 1)
/* No goal is missed by more than three times on bad input. */
#define HARMFUL(what, text)                                                  \
	RATIO("first screen, " what, text "/read/first", text "/less/first", \
	      3 * 1.6),                                                      \
		RATIO("end, " what, text "/read/end", text "/less/end",      \
		      3 * 3),                                                \
		RATIO("print greedy, " what ", to bare cmark",               \
		      text "/greedy/cpu", text "/bare/cpu", 3 * 1.25),       \
		MEMORY("print's memory, " what, text "/greedy/peak", 3,      \
		       3 * 24)
#define HARMFUL_PAGE(what, text) \
	RATIO("page, " what, text "/read/page", text "/less/page", 3 * 3)

const struct row plan_rows[] = {
	OPENED("10 KB", "prose 10k"),
	OPENED("1 MB", "prose 1m"),
	OPENED("10 MB", "prose 10m"),
	OPENED("100 MB", "prose 100m"),
	RATIO("first screen, 100 MB to 10 KB", "prose 100m/open/first",
	      "prose 10k/open/first", 1.3),
	MOVED("10 KB", "prose 10k", "prose 10k/read"),
	MOVED("100 MB", "prose 100m", "prose 100m/read"),
	MOVED("100 MB arriving", "prose 100m", "prose 100m/arrive"),
	CHANGED("10 KB", "prose 10k"),
	CHANGED("100 MB", "prose 100m"),
	RATIO("end of 100 MB at once", "prose 100m/end/end",
	      "prose 100m/less-end/end", 3),
	PRINTED("10 MB", "prose 10m"),
	PRINTED("100 MB", "prose 100m"),
	PRINTED("10 MB of all kinds", "mix 10m"),
	RATIO("print, 10 MB, to bare cmark", "prose 10m/total/cpu",
	      "prose 10m/bare/cpu", 3),
	RATIO("print, 100 MB, to bare cmark", "prose 100m/total/cpu",
	      "prose 100m/bare/cpu", 3),
	{ "print with hyphens, 10 MB, to bare cmark", "ms",
	  "prose 10m/hyphens/cpu", "prose 10m/bare/cpu", JUDGE_SHOWN, 0, 0 },
	MEMORY("print's memory, 10 MB", "prose 10m/total/peak", 0, 24),
	MEMORY("print's memory, 100 MB", "prose 100m/total/peak", 0, 24),
	MEMORY("print's memory, 5 MB paragraph", "paragraph 5m/greedy/peak", 1,
	       24),
	MEMORY("print's memory, 50,000 references",
	       "references 50k/greedy/peak", 0.5, 24),
	MEMORY("reader's memory, 10 MB", "prose 10m/leaf/peak", 1.6, 12),
	MEMORY("reader's memory, 10 MB book", "book 10m/leaf/peak", 1.6, 12),
	MEMORY("reader's memory, 100 MB", "prose 100m/read/peak", 1.6, 12),
	MEMORY("reader's memory, 10 MB of links", "links 10m/leaf/peak", 2.3,
	       12),
	RATIO("whole sidebar, 10 MB, to bare cmark", "prose 10m/contents/known",
	      "prose 10m/bare/wall", 1.5),
	RATIO("whole sidebar, 100 MB, to bare cmark",
	      "prose 100m/contents/known", "prose 100m/bare/wall", 1.5),
	LIMIT("first screen, 5 MB paragraph", "paragraph 5m/read/first",
	      "paragraph 5m/less/first", 100),
	LIMIT("page, 5 MB paragraph", "paragraph 5m/read/page",
	      "paragraph 5m/less/page", 5),
	LIMIT("end, 5 MB paragraph", "paragraph 5m/read/end", NULL, 150),
	{ "literal search, 10 MB, to grep -F", "ms", "prose 10m/search/number",
	  "prose 10m/grep/cpu", JUDGE_RATE, 500, 0 },
	{ "20 held pages, bytes to those of a page", "",
	  "prose 1m/hold/held-bytes", "prose 1m/hold/page-bytes", JUDGE_RATIO,
	  3, 0 },
	{ "20 held pages, less's", "", "prose 1m/less/held-bytes",
	  "prose 1m/less/page-bytes", JUDGE_SHOWN, 0, 0 },
	{ "print, bytes out to bytes in, prose", "", "prose 10m/counted/bytes",
	  "prose 10m/file/bytes", JUDGE_RATIO, 1.6, 0 },
	{ "print, bytes out to bytes in, all kinds", "",
	  "mix 10m/counted/bytes", "mix 10m/file/bytes", JUDGE_RATIO, 1.6, 0 },
	HARMFUL("100,000 headings", "headings 100k"),
	HARMFUL_PAGE("100,000 headings", "headings 100k"),
	HARMFUL("50,000 references", "references 50k"),
	HARMFUL_PAGE("50,000 references", "references 50k"),
	HARMFUL("word of 1 MB", "word 1m"),
	HARMFUL_PAGE("word of 1 MB", "word 1m"),
	HARMFUL("list 10,000 deep", "nested 10k"), /* of one page */
};
const size_t plan_row_count = sizeof(plan_rows) / sizeof(*plan_rows);
