/* SPDX-License-Identifier: ISC */
/* Cut text into grapheme clusters and say what each shows, in how many columns.
 */
#include "text/cells.h"

#include <assert.h>
#include <string.h>

#include <unictype.h>
#include <uninorm.h>
#include <uniwidth.h>

#include "text/ambiguous.h"
#include "text/ascii.h"
#include "text/clusters.h"
#include "text/invisible.h"
#include "text/octets.h"
#include "text/ranges.h"
#include "text/sink.h"
#include "text/utf8.h"

enum {
	ZERO_WIDTH_JOINER = 0x200d,
	REGIONAL_A = 0x1f1e6,
	REGIONAL_Z = 0x1f1ff,
	DOTTED_CIRCLE = 0x25cc, /* the base of a mark that has none */
	MARKS_MAX = 3,		/* of no width, in a cluster */
	SPACING_MAX = 4,	/* characters with a width, in a cluster */
};

/* Where terminals and the C library disagree with uc_width(). */
static const struct point_range measured_widths[] = {
	{ 0x0600, 0x0605, 1 },	 { 0x06dd, 0x06dd, 1 },
	{ 0x070f, 0x070f, 1 },	 { 0x0890, 0x0891, 1 },
	{ 0x08e2, 0x08e2, 1 },	 { 0x0cbf, 0x0cbf, 0 },
	{ 0x0cc6, 0x0cc6, 0 },	 { 0x3248, 0x324f, 2 },
	{ 0x4dc0, 0x4dff, 2 },	 { 0x110bd, 0x110bd, 1 },
	{ 0x110cd, 0x110cd, 1 }, { 0x11a07, 0x11a08, 0 },
	{ 0x11c3f, 0x11c3f, 0 },
};

static int point_width(uint32_t point)
{
	int width = clusters_plain_width(point);

	if (width > 0)
		return width;
	width = ranges_find(measured_widths, RANGES_COUNT(measured_widths),
			    point, -1);
	if (width < 0)
		width = uc_width(point, "UTF-8");
	return width < 0 ? 0 : width;
}

static int width_in(enum cells_mode mode, uint32_t point)
{
	int width = point_width(point);

	return mode == CELLS_EAST_ASIAN && width == 1 && ambiguous_width(point)
		       ? 2
		       : width;
}

/* Of general punctuation, box lines, blocks and geometric shapes, what is
 * shown in ASCII where two columns would tear it off its word. */
static bool is_typographic(uint32_t point)
{
	return ((point >= 0x2000 && point <= 0x206f) ||
		(point >= 0x2500 && point <= 0x25ff)) &&
	       ambiguous_width(point);
}

static bool is_regional(uint32_t point)
{
	return point >= REGIONAL_A && point <= REGIONAL_Z;
}

static bool is_skin_tone(uint32_t point)
{
	return point >= 0x1f3fb && point <= 0x1f3ff;
}

/* Wider than Extended_Pictographic, but of the letters that a joiner may
 * join it has none. */
static bool may_be_pictograph(uint32_t point)
{
	return point == 0xa9 || point == 0xae ||
	       (point >= 0x203c && point <= 0x3299) ||
	       (point >= 0x1f000 && point <= 0x1ffff);
}

static void append_point(struct cluster *cluster, uint32_t point)
{
	char *end = cluster->shown + cluster->shown_len;

	cluster->shown_len += (int)utf8_encode(point, end);
	assert(cluster->shown_len < CELLS_SHOWN_MAX);
}

/* A cluster being reduced: what was put into it so far. */
struct reduction {
	enum cells_mode mode;
	struct cluster *cluster;
	uint32_t base; /* the spacing character put last, 0 at first */
	int spacing;   /* how many of them */
	int marks;     /* how many marks of no width */
	int base_off;  /* where base stands in cluster->shown */
	bool joined;   /* behind a joiner and a pictograph */
	bool full;     /* a spacing character was left out */
};

static void put_spacing(struct reduction *reduction, uint32_t point, int width)
{
	struct cluster *cluster = reduction->cluster;

	if (reduction->spacing == SPACING_MAX) {
		reduction->full = true;
		return;
	}
	reduction->spacing++;
	reduction->base = point;
	reduction->base_off = cluster->shown_len;
	append_point(cluster, point);
	cluster->width += width;
}

/* If base and mark are one character (a syllable, an accented letter), shows
 * that one: not every terminal puts conjoining jamo together. */
static bool put_composed(struct reduction *reduction, uint32_t mark)
{
	struct cluster *cluster = reduction->cluster;
	char encoded[4];
	int base_len = (int)utf8_encode(reduction->base, encoded);

	if (cluster->shown_len != reduction->base_off + base_len)
		return false; /* another mark stands between */
	uint32_t composed = uc_composition(reduction->base, mark);
	if (composed == 0)
		return false;
	cluster->width += width_in(reduction->mode, composed) -
			  width_in(reduction->mode, reduction->base);
	cluster->shown_len = reduction->base_off;
	append_point(cluster, composed);
	reduction->base = composed;
	return true;
}

static void put_mark(struct reduction *reduction, uint32_t mark)
{
	if (reduction->base == 0)
		put_spacing(reduction, DOTTED_CIRCLE, 1);
	else if (put_composed(reduction, mark))
		return;
	if (reduction->marks == MARKS_MAX)
		return;
	reduction->marks++;
	append_point(reduction->cluster, mark);
}

/* What stands for a character that cannot be shown. */
static uint32_t replacement_in(enum cells_mode mode)
{
	return mode == CELLS_UNICODE ? UTF8_REPLACEMENT : '?';
}

static void put_unicode(struct reduction *reduction, uint32_t point)
{
	int width;

	if (point == UTF8_REPLACEMENT ||
	    uc_is_general_category(point, UC_UNASSIGNED))
		point = replacement_in(reduction->mode);
	width = width_in(reduction->mode, point);
	if (width > 0)
		put_spacing(reduction, point, width);
	else
		put_mark(reduction, point);
}

static void put_east_asian(struct reduction *reduction, uint32_t point)
{
	char like[ASCII_LIKENESS_MAX + 1];

	if (!is_typographic(point) || !ascii_likeness(point, like)) {
		put_unicode(reduction, point);
		return;
	}
	for (const char *at = like; *at; at++)
		put_spacing(reduction, (unsigned char)*at, 1);
}

/* Marks have no likeness; a mark without a base is one column in doubt. */
static void put_ascii(struct reduction *reduction, uint32_t point)
{
	struct cluster *cluster = reduction->cluster;
	char like[ASCII_LIKENESS_MAX + 1] = { (char)point, '\0' };
	int width = point_width(point);
	int len = 1;

	if (width == 0 && reduction->base != 0)
		return;
	if (is_regional(point))
		like[0] = (char)(point - REGIONAL_A + 'A');
	else if (point >= 0x80)
		len = (int)ascii_likeness(point, like);
	if (len == 0) {
		len = width > 0 ? width : 1;
		memset(like, '?', (size_t)len);
	}
	reduction->base = point;
	if (cluster->width + len > ASCII_LIKENESS_MAX)
		return;
	memcpy(cluster->shown + cluster->shown_len, like, (size_t)len);
	cluster->shown_len += len;
	cluster->width += len;
}

static void put_point(struct reduction *reduction, uint32_t point)
{
	if (point == ZERO_WIDTH_JOINER) {
		reduction->joined = may_be_pictograph(reduction->base);
		return;
	}
	if (reduction->joined || sink_classify(point) != SINK_PLAIN ||
	    (is_skin_tone(point) && may_be_pictograph(reduction->base)))
		return;
	switch (reduction->mode) {
	case CELLS_UNICODE:
		put_unicode(reduction, point);
		break;
	case CELLS_ASCII:
		put_ascii(reduction, point);
		break;
	case CELLS_EAST_ASIAN:
		put_east_asian(reduction, point);
		break;
	}
}

/* A base and a mark may have become one, which is ambiguous or is not. */
static bool has_ambiguous(const struct cluster *cluster)
{
	size_t len = (size_t)cluster->shown_len;
	uint32_t point;

	for (size_t off = 0; off < len;) {
		off += utf8_decode(cluster->shown + off, len - off, &point);
		if (ambiguous_width(point))
			return true;
	}
	return false;
}

/* Half a flag is its letter: kitty gives it two columns, others one. */
static void finish_unicode(struct reduction *reduction)
{
	struct cluster *cluster = reduction->cluster;

	if (reduction->spacing == 1 && is_regional(reduction->base)) {
		cluster->shown_len = 0;
		append_point(cluster, reduction->base - REGIONAL_A + 'A');
	}
	if (reduction->full) {
		append_point(cluster, replacement_in(reduction->mode));
		cluster->width++;
	}
	if (reduction->mode == CELLS_EAST_ASIAN)
		cluster->ambiguous = has_ambiguous(cluster);
}

/* Fills in what a solitary character, or a row of quiet ones, shows. */
static void show_solitary(enum cells_mode mode, const char *text,
			  struct cluster *cluster)
{
	struct invisible state = { 0 };
	enum invisible_verdict verdict;
	uint32_t point;

	invisible_step(&state, text, cluster->len, &point, &verdict);
	if (point == '\n' || verdict == INVISIBLE_QUIET)
		return;
	cluster->width = 1;
	if (point == '\t')
		append_point(cluster, ' ');
	else if (verdict == INVISIBLE_HIDDEN)
		append_point(cluster,
			     mode == CELLS_ASCII ? SINK_ASCII_SIGN : SINK_SIGN);
	else
		append_point(cluster, replacement_in(mode));
}

/* Fills in what the cluster of cluster->len bytes at text shows. */
static void reduce(enum cells_mode mode, const char *text, bool solitary,
		   struct cluster *cluster)
{
	struct reduction reduction = { .mode = mode, .cluster = cluster };

	cluster->width = 0;
	cluster->shown_len = 0;
	cluster->ambiguous = false;
	if (solitary) {
		show_solitary(mode, text, cluster);
	} else {
		for (size_t pos = 0; pos < cluster->len;) {
			uint32_t point;
			pos += utf8_decode(text + pos, cluster->len - pos,
					   &point);
			put_point(&reduction, point);
		}
		if (mode != CELLS_ASCII)
			finish_unicode(&reduction);
	}
	cluster->shown[cluster->shown_len] = '\0';
}

/* Whether the character at text, printable ASCII, is a cluster without a look
 * at any table. */
static bool is_ascii_cluster(const char *text, size_t len)
{
	return text[0] >= 0x20 && text[0] < 0x7f &&
	       (len == 1 || (unsigned char)text[1] < 0x80);
}

void cells_next(enum cells_mode mode, const char *text, size_t len,
		struct cluster *cluster)
{
	bool solitary;

	assert(len > 0);
	if (is_ascii_cluster(text, len)) {
		cluster->len = 1;
		cluster->width = 1;
		cluster->shown_len = 1;
		cluster->ambiguous = false;
		cluster->shown[0] = text[0];
		cluster->shown[1] = '\0';
		return;
	}
	cluster->len = clusters_length(text, len, &solitary);
	reduce(mode, text, solitary, cluster);
}

static void mark_cluster(uint8_t *widths, size_t len, int width)
{
	widths[0] = (uint8_t)width;
	if (len > 1)
		memset(widths + 1, CELLS_INSIDE, len - 1);
}

/* The columns of a plain character that is shown as it is, else 0. */
static int plain_width(enum cells_mode mode, uint32_t point)
{
	int width = clusters_plain_width(point);

	if (mode == CELLS_UNICODE || point < 0x80)
		return width;
	if (mode == CELLS_ASCII || is_typographic(point) || width == 0)
		return 0;
	return width_in(mode, point);
}

/* Measures printable ASCII up to the character that something else may stick
 * to; returns its bytes. */
static size_t measure_ascii(const char *text, size_t len, uint8_t *widths)
{
	size_t run = octets_printable_length(text, len);

	if (run > 0 && run < len && (unsigned char)text[run] >= 0x80)
		run--;
	memset(widths, 1, run);
	return run;
}

/* Measures plain characters, as far as each is followed by another, with the
 * tabs and ends of lines among them; returns their bytes. */
static size_t measure_plain(enum cells_mode mode, const char *text, size_t len,
			    uint8_t *widths)
{
	size_t pos = 0;

	for (;;) {
		uint32_t point, next;
		pos += measure_ascii(text + pos, len - pos, widths + pos);
		if (pos == len)
			break;
		if (text[pos] == '\n' || text[pos] == '\t') {
			widths[pos] = text[pos] == '\t';
			pos++;
			continue;
		}
		size_t taken = utf8_decode(text + pos, len - pos, &point);
		int width = plain_width(mode, point);
		if (width == 0)
			break;
		if (pos + taken < len) {
			utf8_decode(text + pos + taken, len - pos - taken,
				    &next);
			if (clusters_plain_width(next) == 0)
				break;
		}
		mark_cluster(widths + pos, taken, width);
		pos += taken;
	}
	return pos;
}

/* Measures a stretch; its boundaries pass through widths. */
static void measure_stretch(enum cells_mode mode, const char *text, size_t len,
			    uint8_t *widths)
{
	clusters_boundaries(text, len, (char *)widths);
	for (size_t pos = 0; pos < len;) {
		const uint8_t *next =
			memchr(widths + pos + 1, 1, len - pos - 1);
		struct cluster cluster;
		cluster.len = next ? (size_t)(next - widths) - pos : len - pos;
		reduce(mode, text + pos, false, &cluster);
		mark_cluster(widths + pos, cluster.len, cluster.width);
		pos += cluster.len;
	}
}

void cells_measure(enum cells_mode mode, const char *text, size_t len,
		   uint8_t *widths)
{
	size_t pos = 0;

	while (pos < len) {
		struct cluster cluster;
		pos += measure_plain(mode, text + pos, len - pos, widths + pos);
		if (pos == len)
			return;
		size_t end = clusters_stretch(text + pos, len - pos);
		if (end == 0) {
			cells_next(mode, text + pos, len - pos, &cluster);
			mark_cluster(widths + pos, cluster.len, cluster.width);
			pos += cluster.len;
			continue;
		}
		measure_stretch(mode, text + pos, end, widths + pos);
		pos += end;
	}
}

uint32_t cells_columns(const uint8_t *widths, size_t len)
{
	const uint64_t ones = octets_of(1);
	uint32_t columns = 0;
	size_t i = 0;

	while (i < len) {
		if (len - i >= OCTETS && octets_at(widths + i) == ones) {
			columns += OCTETS;
			i += OCTETS;
			continue;
		}
		columns += widths[i] == CELLS_INSIDE ? 0 : widths[i];
		i++;
	}
	return columns;
}

size_t cells_fit(enum cells_mode mode, const char *text, size_t len,
		 size_t columns, size_t *used)
{
	size_t pos = 0, total = 0;

	while (pos < len) {
		struct cluster cluster;
		cells_next(mode, text + pos, len - pos, &cluster);
		if ((size_t)cluster.width > columns - total)
			break;
		total += (size_t)cluster.width;
		pos += cluster.len;
	}
	if (used)
		*used = total;
	return pos;
}

size_t cells_width(enum cells_mode mode, const char *text, size_t len)
{
	size_t width;

	cells_fit(mode, text, len, SIZE_MAX, &width);
	return width;
}

size_t cells_start(const char *text, size_t len, size_t off)
{
	assert(off <= len);
	if (off == 0 || off == len ||
	    is_ascii_cluster(text + off - 1, len - off + 1))
		return off;
	return clusters_start(text, len, off);
}
