/* SPDX-License-Identifier: ISC */
/* Tell from how full lines are whether they were wrapped or ended. */
#include "document/plain/wrapping.h"

#include <stdlib.h>

#include "base/memory.h"
#include "document/plain/phrase.h"
#include "text/letters.h"
#include "text/utf8.h"

enum {
	EDGE_MAX = 255,	   /* columns told apart */
	MEASURE_MIN = 30,  /* nobody wraps closer than this, */
	MEASURE_MAX = 160, /* or wider than this */
	NARROW = 50,	   /* nor, but for verse, narrower */
	MEASURE_FEW = 60,  /* what one or two line ends are believed */
	WORD = 15,	   /* columns of a long word */
	VERSE_MAX = 64,	   /* columns of a line of verse */
	INDENT_MAX = 64,
	SET_IN = 2, /* columns more than the text has */
};

/* --- One group ----------------------------------------------------------- */

static uint32_t min_columns(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

static uint32_t max_columns(uint32_t a, uint32_t b)
{
	return a > b ? a : b;
}

static uint32_t edge_of(const struct line *line)
{
	return line->indent + line->columns;
}

/* The right edge that a line would have had with the next one's first word. */
static uint32_t edge_wanted(const struct group *group, size_t line)
{
	uint32_t word = group_first_word(group, line + 1);

	return edge_of(&group->lines[line]) + (word > 2) + word;
}

/* Writers who wrap by hand leave lines short by a word. */
static uint32_t slack_of(uint32_t measure)
{
	return max_columns(3, measure / 8);
}

/* Whether the next line's first word would well have fitted. */
static bool had_room(const struct group *group, size_t line, uint32_t measure)
{
	return edge_wanted(group, line) + slack_of(measure) <= measure;
}

static bool ends_sentence(const struct group *group, size_t line)
{
	return phrase_ends_sentence(phrase_last(group_line(group, line)));
}

static enum letters_kind very_first_kind(const struct group *group, size_t line)
{
	struct span text = group_line(group, line);
	uint32_t point;

	utf8_decode(text.ptr, text.len, &point);
	return letters_kind(point);
}

/* Whether a sentence surely goes on in the next line. */
static bool goes_on(const struct group *group, size_t line)
{
	return very_first_kind(group, line + 1) == LETTERS_SMALL &&
	       !ends_sentence(group, line);
}

bool wrapping_flows(const struct wrapping *wrapping, const struct group *group,
		    size_t line)
{
	uint32_t edge = edge_of(&group->lines[line]);

	if (!wrapping->flowed)
		return false;
	if (!group->lines[line].flowed)
		return edge == wrapping->measure ||
		       (edge < wrapping->measure && goes_on(group, line) &&
			edge_wanted(group, line) > wrapping->measure);
	/* A table's cells have blanks behind them too. */
	return edge >= NARROW || !had_room(group, line, wrapping->measure);
}

/* Whether an answer to a flowed text, wrapped by somebody else, may have a line
 * of so many columns; one that is wider was never wrapped. */
static bool is_near(uint32_t edge, uint32_t measure)
{
	return edge < measure * 5 / 4;
}

bool wrapping_is_flowed(const struct wrapping *wrapping,
			const struct group *group, size_t first, size_t end)
{
	size_t flowed = 0, going = 0;

	if (!wrapping->flowed)
		return false;
	for (size_t i = first; i + 1 < end; i++) {
		uint32_t edge = edge_of(&group->lines[i]);

		if (group->lines[i].flowed || edge == wrapping->measure)
			flowed++;
		else if (is_near(edge, wrapping->measure))
			going += goes_on(group, i);
	}
	return flowed >= going;
}

bool wrapping_goes_on(const struct wrapping *wrapping,
		      const struct group *group, size_t line)
{
	if (wrapping->flowed)
		return wrapping_flows(wrapping, group, line);
	return wrapping->hard && !had_room(group, line, wrapping->measure);
}

/* What a line begins with, punctuation apart. */
static enum letters_kind first_kind(const struct group *group, size_t line)
{
	struct span text = group_line(group, line);
	enum letters_kind kind = LETTERS_NONE;

	while (text.len && kind == LETTERS_NONE) {
		uint32_t point;
		size_t used = utf8_decode(text.ptr, text.len, &point);

		kind = letters_kind(point);
		text.ptr += used;
		text.len -= used;
	}
	return kind;
}

/* What speaks for verse in the line ends within [first, end). */
struct evidence {
	uint32_t breaks;   /* line ends that count */
	uint32_t roomy;	   /* with room for the next word */
	uint32_t capitals; /* with a capital behind them */
	uint32_t digits;   /* with a number behind them */
	uint32_t ended;	   /* where a sentence ends */
	uint32_t widest;   /* line, from the left of all */
};

/* Lines of a stretch, and how paragraphs may be told in it. */
struct stretch {
	const struct group *group;
	size_t first;
	size_t end;
	uint32_t indent; /* of the least indented line */
	bool hanging;	 /* by a line further left, not further right */
};

/* Whether a paragraph may start at the line, so that the line end above it
 * says nothing: it is set in between lines that are not, or, if the indent
 * hangs, the first to be further left. */
static bool may_open(const struct stretch *stretch, size_t line)
{
	const struct line *lines = stretch->group->lines;
	bool at_left = lines[line].indent == stretch->indent;
	bool above_left = lines[line - 1].indent == stretch->indent;

	if (stretch->hanging)
		return at_left && !above_left;
	return !at_left && above_left &&
	       (line + 1 == stretch->end ||
		lines[line + 1].indent == stretch->indent);
}

static struct evidence weigh(const struct stretch *stretch, uint32_t measure)
{
	const struct group *group = stretch->group;
	struct evidence found = { .breaks = 0 };

	for (size_t i = stretch->first; i < stretch->end; i++) {
		enum letters_kind next;

		found.widest =
			max_columns(found.widest, edge_of(&group->lines[i]));
		if (i + 1 == stretch->end || may_open(stretch, i + 1))
			continue;
		next = first_kind(group, i + 1);
		found.breaks++;
		found.roomy += had_room(group, i, measure);
		found.capitals += next == LETTERS_CAPITAL;
		found.digits += next == LETTERS_DIGIT;
		found.ended += ends_sentence(group, i);
	}
	return found;
}

/* Whether nearly every line begins with a capital, and none is as wide as
 * prose: half of its words have one at most, in German. */
static bool has_capital_starts(const struct evidence *found)
{
	return found->breaks > 2 && found->widest < VERSE_MAX &&
	       found->capitals * 5 >= found->breaks * 4;
}

/* Paragraphs are on one line each: a group of short ones is verse, unless it
 * is wrapped for itself. */
static bool is_verse_among_long(const struct stretch *stretch)
{
	struct evidence found = weigh(stretch, 0);

	if (found.breaks < 2 || found.widest < NARROW ||
	    found.ended == found.breaks || has_capital_starts(&found))
		return true;
	found = weigh(stretch, found.widest);
	return found.roomy * 4 > found.breaks;
}

static bool is_verse_among_wrapped(const struct stretch *stretch,
				   uint32_t measure)
{
	struct evidence found = weigh(stretch, measure);
	bool narrow = found.widest * 10 < measure * 9;

	if (narrow && found.widest >= NARROW * 4 / 5 && found.breaks > 2)
		/* perhaps a quotation, wrapped closer than the rest */
		found = weigh(stretch, found.widest);
	if (found.breaks > 3 && found.digits * 2 > found.breaks) /* a log */
		return true;
	if (found.breaks > 1 && found.digits == found.breaks) /* "[1]: ..." */
		return true;
	if (found.capitals * 5 >= found.breaks * 4 &&
	    (narrow || measure < NARROW) &&
	    (found.breaks > 2 || found.roomy == found.breaks))
		return found.breaks > 0;
	return found.roomy * (measure < NARROW ? 4 : 2) > found.breaks;
}

/* Whether the indents change at half of the line ends at least, a first line's
 * apart: lines are centred, set to the right or step by step, not wrapped. */
static bool has_ragged_indents(const struct stretch *stretch)
{
	const struct line *lines = stretch->group->lines;
	size_t steps = 0, changes = 0;

	for (size_t i = stretch->first + 1; i + 1 < stretch->end; i++, steps++)
		changes += lines[i].indent != lines[i + 1].indent;
	return steps && changes * 2 >= steps &&
	       lines[stretch->first].indent != lines[stretch->first + 1].indent;
}

/* Whether most of the lines below the first begin with a small letter, as the
 * lines of wrapped prose do. */
static bool has_small_starts(const struct stretch *stretch)
{
	size_t smalls = 0;

	for (size_t i = stretch->first + 1; i < stretch->end; i++)
		smalls += first_kind(stretch->group, i) == LETTERS_SMALL;
	return smalls * 2 >= stretch->end - stretch->first - 1;
}

/* Whether lines set in from a wrapped text are a letterhead, a closing, a
 * title page's: far to the right, narrower than anybody wraps, or ragged on
 * the left. How full they are does not tell: a line set to the right always
 * reaches the edge. */
static bool is_set_apart(const struct wrapping *wrapping,
			 const struct stretch *stretch)
{
	const struct line *lines = stretch->group->lines;
	uint32_t columns = 0;

	if (stretch->indent < wrapping->indent + SET_IN ||
	    wrapping->measure < NARROW)
		return false;
	for (size_t i = stretch->first; i < stretch->end; i++)
		columns = max_columns(columns, lines[i].columns);
	if (columns < MEASURE_MIN || has_ragged_indents(stretch))
		return true;
	return stretch->indent >= wrapping->indent + wrapping->measure / 3 &&
	       !has_small_starts(stretch);
}

bool wrapping_is_verse(const struct wrapping *wrapping,
		       const struct group *group, size_t first, size_t end)
{
	struct stretch stretch = { group, first, end, UINT32_MAX, false };

	if (end - first < 2)
		return false;
	for (size_t i = first; i < end; i++)
		stretch.indent =
			min_columns(stretch.indent, group->lines[i].indent);
	if (!wrapping->hard)
		return is_verse_among_long(&stretch);
	if (is_set_apart(wrapping, &stretch))
		return true;
	if (!is_verse_among_wrapped(&stretch, wrapping->measure))
		return false;
	stretch.hanging = true;
	return is_verse_among_wrapped(&stretch, wrapping->measure);
}

/* --- The whole text --------------------------------------------------------
 */

/* What the first 256 KiB have of something measured in columns. */
struct histogram {
	uint32_t counts[EDGE_MAX + 1];
	uint32_t all;
};

static void count_columns(struct histogram *histogram, uint32_t columns)
{
	histogram->counts[min_columns(columns, EDGE_MAX)]++;
	histogram->all++;
}

/* The column that all but one in share do not exceed. */
static uint32_t upper_columns(const struct histogram *histogram, uint32_t share)
{
	uint32_t above = 0;
	uint32_t columns = EDGE_MAX;

	while (columns &&
	       (above += histogram->counts[columns]) * share <= histogram->all)
		columns--;
	return columns;
}

static uint32_t most_common(const struct histogram *histogram)
{
	uint32_t best = 0;

	for (uint32_t i = 1; i <= INDENT_MAX; i++)
		if (histogram->counts[i] > histogram->counts[best])
			best = i;
	return best;
}

/* A line end inside a group: where it is, and where it would have been. */
struct line_end {
	uint32_t edge;
	uint32_t wanted;
	bool ended;   /* as a sentence does */
	bool capital; /* the next line begins with one */
	bool flowed;
	bool goes_on;  /* not ended, and a small letter is behind it, */
	bool caseless; /* or a letter of a script without case */
};

struct line_ends {
	struct line_end *list;
	size_t count, room;
	struct histogram edges;
	struct histogram flowed;  /* edges of those with a blank */
	struct histogram fixed;	  /* of those without that may go on */
	struct histogram going;	  /* edges of those that go on */
	struct histogram indents; /* of all lines */
	struct histogram widths;  /* of all lines, counted by their columns */
	size_t last;		  /* lines of groups, if they are long, */
	size_t last_flowed;	  /* of which so many have a blank */
};

static void enter_line_end(struct line_ends *ends, const struct group *group,
			   size_t line)
{
	enum letters_kind next = very_first_kind(group, line + 1);
	struct line_end *end;

	MEMORY_RESERVE(ends->list, ends->room, ends->count + 1);
	end = &ends->list[ends->count++];
	*end = (struct line_end){ .edge = edge_of(&group->lines[line]),
				  .wanted = edge_wanted(group, line),
				  .ended = ends_sentence(group, line),
				  .flowed = group->lines[line].flowed };
	end->capital = first_kind(group, line + 1) == LETTERS_CAPITAL;
	end->goes_on = !end->ended && next == LETTERS_SMALL;
	end->caseless = !end->ended && next == LETTERS_PLAIN;
	count_columns(&ends->edges, end->edge);
	if (end->goes_on)
		count_columns(&ends->going, end->edge);
	if (end->flowed && end->edge >= NARROW)
		count_columns(&ends->flowed, end->edge);
	else if (!end->flowed && (end->goes_on || end->caseless))
		count_columns(&ends->fixed, end->edge);
}

static void enter_group(struct line_ends *ends, const struct group *group)
{
	for (size_t i = 0; i < group->count; i++) {
		const struct line *line = &group->lines[i];
		uint32_t width = min_columns(edge_of(line), EDGE_MAX);

		count_columns(&ends->indents, line->indent);
		ends->widths.counts[width] += line->columns;
		ends->widths.all += line->columns;
		if (i + 1 < group->count) {
			enter_line_end(ends, group, i);
		} else if (edge_of(line) >= NARROW &&
			   first_kind(group, i) != LETTERS_NONE) {
			ends->last++;
			ends->last_flowed += line->flowed;
		}
	}
}

/* Whether much of the text is in lines that are longer than the measure. */
static bool is_wider(const struct line_ends *ends, uint32_t measure)
{
	size_t wider = 0;

	for (uint32_t i = measure * 5 / 4; i <= EDGE_MAX; i++)
		wider += ends->widths.counts[i];
	return wider * 5 >= ends->widths.all;
}

/* Paragraphs on one line each have lengths of every kind, and end as sentences
 * do. */
static bool are_wrapped(const struct line_ends *ends, uint32_t measure)
{
	size_t full = 0, ended = 0, capitals = 0;

	for (size_t i = 0; i < ends->count; i++) {
		full += ends->list[i].wanted + slack_of(measure) > measure;
		ended += ends->list[i].ended;
		capitals += ends->list[i].capital;
	}
	if (measure < VERSE_MAX && capitals * 5 >= ends->count * 4)
		return false; /* verse */
	return measure >= MEASURE_MIN && measure <= MEASURE_MAX &&
	       full * 5 >= ends->count * 2 && ended * 4 < ends->count * 3 &&
	       !is_wider(ends, measure);
}

/*
 * The columns that paragraphs are wrapped at among so many short lines, or so
 * few others, that are_wrapped() does not tell; 0 if none are. Sentences go on
 * from full lines, but not from others, and most are not verse.
 */
static uint32_t wrapped_among_others(const struct line_ends *ends)
{
	uint32_t measure = upper_columns(&ends->going, 20);
	size_t full = 0, roomy = 0, verse = 0;

	for (size_t i = 0; i < ends->count; i++) {
		const struct line_end *end = &ends->list[i];
		bool room = end->wanted + slack_of(measure) <= measure;

		full += end->goes_on && !room;
		roomy += end->goes_on && room;
		verse += end->capital && !end->ended && room &&
			 end->edge >= MEASURE_MIN;
	}
	if (measure < (full < 3 ? MEASURE_FEW : NARROW) ||
	    measure > MEASURE_MAX || roomy * 8 > full || verse > full ||
	    is_wider(ends, measure))
		return 0;
	return measure;
}

/* The columns of a full line in which the blank had no place: those of the
 * most common ones that are a little longer than lines with a blank. */
static uint32_t flowed_measure(const struct line_ends *ends)
{
	uint32_t most = upper_columns(&ends->flowed, 20);
	uint32_t best = most + 1;

	for (uint32_t i = most + 1; i < EDGE_MAX && i <= most + WORD; i++)
		if (ends->fixed.counts[i] > ends->fixed.counts[best])
			best = i;
	return best;
}

/* Whether lines that were wrapped still have their blank, but those that end a
 * paragraph have not. Paragraphs on one line each end as sentences do. */
static bool are_flowed(const struct line_ends *ends, uint32_t measure)
{
	size_t flowed = 0, ended = 0, full = 0, broken = 0;

	for (size_t i = 0; i < ends->count; i++) {
		const struct line_end *end = &ends->list[i];

		if (end->flowed && end->edge >= NARROW) {
			flowed++;
			ended += end->ended;
			continue;
		}
		if (end->flowed || (!end->goes_on && !end->caseless))
			continue;
		if (end->edge == measure)
			full++;
		else
			broken += is_near(end->edge, measure) &&
				  end->wanted > measure;
	}
	return measure <= MEASURE_MAX && ended * 4 < flowed * 3 &&
	       full <= flowed && broken * 8 <= flowed &&
	       ends->last_flowed * 4 <= ends->last;
}

static void find_measure(struct wrapping *wrapping,
			 const struct line_ends *ends)
{
	if (!ends->count)
		return;
	wrapping->measure = flowed_measure(ends);
	wrapping->flowed = are_flowed(ends, wrapping->measure);
	if (!wrapping->flowed) {
		wrapping->measure = upper_columns(&ends->edges, 20);
		if (!are_wrapped(ends, wrapping->measure))
			wrapping->measure = wrapped_among_others(ends);
	}
	wrapping->hard = wrapping->measure > 0;
}

struct wrapping wrapping_measure(struct source *source,
				 struct source_cursor start)
{
	struct wrapping wrapping = { .hard = false };
	struct line_ends ends = { .count = 0 };
	struct group group = GROUP_INIT;
	size_t repaired = 0;

	while (group_read(&group, source, &start, &repaired))
		enter_group(&ends, &group);
	wrapping.indent = most_common(&ends.indents);
	find_measure(&wrapping, &ends);
	group_release(&group);
	free(ends.list);
	return wrapping;
}
