/* SPDX-License-Identifier: ISC */
/* Hold what was measured against what is wanted. */
#include "bench/speed/report.h"

#include <stdio.h>
#include <string.h>

#include "bench/speed/figures.h"
#include "bench/speed/plan.h"

enum { CELL = 32 };

/* What a row says beside its name. */
struct verdict {
	char ours[CELL], spread[3 * CELL], control[CELL], ratio[CELL],
		goal[CELL];
	bool missed;
};

void report_head(void)
{
	printf("%-44s %11s %-19s %11s %6s %9s\n", "what", "ours",
	       "(least-most, times)", "control", "ratio", "goal");
}

/* Three digits that count. */
static void put_value(char *cell, double value, const char *unit)
{
	int digits = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;

	snprintf(cell, CELL, "%.*f%s%s", digits, value, *unit ? " " : "", unit);
}

static void put_spread(struct verdict *verdict, const struct figure *ours)
{
	char least[CELL], most[CELL];

	if (figure_least(ours) == figure_most(ours)) {
		snprintf(verdict->spread, sizeof(verdict->spread), "(%zu)",
			 ours->count);
		return;
	}
	put_value(least, figure_least(ours), "");
	put_value(most, figure_most(ours), "");
	snprintf(verdict->spread, sizeof(verdict->spread), "(%s-%s, %zu)",
		 least, most, ours->count);
}

static void put_ratio(struct verdict *verdict, double ratio, double goal)
{
	snprintf(verdict->ratio, CELL, "%.2f", ratio);
	if (goal > 0)
		snprintf(verdict->goal, CELL, "<= %.4g", goal);
	verdict->missed = goal > 0 && ratio > goal;
}

static void put_limit(struct verdict *verdict, double value, double limit,
		      const char *unit)
{
	char shown[CELL];

	put_value(shown, limit, "");
	snprintf(verdict->goal, CELL, "<=%.10s %.10s", shown, unit);
	verdict->missed = value > limit;
}

/* Bytes of the text that a figure is about. */
static double size_of_text(const struct figures *figures, const char *figure)
{
	char name[FIGURE_NAME];
	const struct figure *size;

	snprintf(name, sizeof(name), "%.*s/file/bytes",
		 (int)strcspn(figure, "/"), figure);
	size = figures_find(figures, name);
	return size ? figure_median(size) : 0;
}

static void put_rate(struct verdict *verdict, double bytes, double ms,
		     double control_ms, double goal)
{
	put_value(verdict->ours, bytes / ms / 1e3, "MB/s");
	verdict->spread[0] = '\0';
	if (control_ms > 0)
		put_value(verdict->control, bytes / control_ms / 1e3, "MB/s");
	snprintf(verdict->goal, CELL, ">= %.4g", goal);
	verdict->missed = bytes / ms / 1e3 < goal;
}

static void judge(struct verdict *verdict, const struct row *row,
		  const struct figures *figures, double ours,
		  const struct figure *control)
{
	double size = size_of_text(figures, row->ours);
	double other = control ? figure_median(control) : 0;

	if (control)
		put_value(verdict->control, other, row->unit);
	switch (row->judge) {
	case JUDGE_RATIO:
	case JUDGE_SHOWN:
		if (control)
			put_ratio(verdict, ours / other, row->goal);
		break;
	case JUDGE_LIMIT:
		put_limit(verdict, ours, row->goal, row->unit);
		break;
	case JUDGE_MEMORY:
		put_limit(verdict, ours,
			  row->goal * size / (1 << 20) + row->plus, row->unit);
		break;
	case JUDGE_RATE:
		put_rate(verdict, size, ours, other, row->goal);
		break;
	}
}

bool report_row(const struct row *row, const struct figures *figures)
{
	const struct figure *ours = figures_find(figures, row->ours);
	const struct figure *control = figures_find(figures, row->control);
	struct verdict verdict = { 0 };
	bool is_judged = row->judge != JUDGE_SHOWN &&
			 (row->judge != JUDGE_RATIO || control);

	if (!ours) {
		printf("%-44s not measured\n", row->name);
		return true;
	}
	put_value(verdict.ours, figure_median(ours), row->unit);
	put_spread(&verdict, ours);
	if (row->control && !control)
		snprintf(verdict.control, CELL, "none here");
	judge(&verdict, row, figures, figure_median(ours), control);
	printf("%-44s %11s %-19s %11s %6s %9s %s\n", row->name, verdict.ours,
	       verdict.spread, verdict.control, verdict.ratio, verdict.goal,
	       !is_judged	? ""
	       : verdict.missed ? "MISSED"
				: "ok");
	return !verdict.missed;
}
