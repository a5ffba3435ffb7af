/* SPDX-License-Identifier: ISC */
/* Points in time as other programs write them. */
#include "marks/exchange/dates.h"

#include <string.h>
#include <time.h>

#include "text/fold.h"
#include "text/utf8.h"

enum { DAY_MS = 86400000 };

/* A day and a time of day, of no zone. */
struct civil {
	int64_t year;
	int64_t month;
	int64_t day;
	int64_t hour;
	int64_t minute;
	int64_t second;
};

/* What is left to read. */
struct rest {
	const char *at;
	const char *end;
};

/* --- The calendar -------------------------------------------------------- */

/* Days since 1970-01-01, after H. Hinnant, "chrono-Compatible Low-Level Date
 * Algorithms" (years begin in March, eras have 400 of them). year > 0. */
static int64_t days_of(int64_t year, int64_t month, int64_t day)
{
	int64_t shifted = month <= 2 ? year - 1 : year;
	int64_t era = shifted / 400;
	int64_t of_era = shifted - era * 400;
	int64_t of_year =
		(153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 +
	       of_year - 719468;
}

/* The way back, of days in the years 1 to 9999. */
static void civil_of(int64_t days, struct civil *civil)
{
	int64_t shifted = days + 719468;
	int64_t era = shifted / 146097;
	int64_t of_era = shifted - era * 146097;
	int64_t year =
		(of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) /
		365;
	int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
	int64_t month = (5 * of_year + 2) / 153;

	civil->day = of_year - (153 * month + 2) / 5 + 1;
	civil->month = month < 10 ? month + 3 : month - 9;
	civil->year = year + era * 400 + (civil->month <= 2);
}

static int64_t ms_of(const struct civil *civil)
{
	return days_of(civil->year, civil->month, civil->day) * DAY_MS +
	       ((civil->hour * 60 + civil->minute) * 60 + civil->second) * 1000;
}

static bool is_leap(int64_t year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static bool is_real(const struct civil *civil)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30,
				    31, 31, 30, 31, 30, 31 };

	if (civil->year < 1 || civil->year > 9999 || civil->month < 1 ||
	    civil->month > 12 || civil->day < 1)
		return false;
	return civil->day <= days[civil->month - 1] + (civil->month == 2 &&
						       is_leap(civil->year)) &&
	       civil->hour <= 23 && civil->minute <= 59 && civil->second <= 60;
}

static int64_t within_years(int64_t ms)
{
	int64_t min = days_of(1, 1, 1) * DAY_MS;
	int64_t max = days_of(10000, 1, 1) * DAY_MS - 1000;

	return ms < min ? min : ms > max ? max : ms;
}

/* UTC */
static void split(int64_t ms, struct civil *civil)
{
	int64_t within = within_years(ms);
	int64_t days = within / DAY_MS;
	int64_t seconds;

	if (within < days * DAY_MS)
		days--;
	seconds = (within - days * DAY_MS) / 1000;
	civil_of(days, civil);
	civil->hour = seconds / 3600;
	civil->minute = seconds / 60 % 60;
	civil->second = seconds % 60;
}

/* --- Reading numbers ----------------------------------------------------- */

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static struct rest trim(const char *text, size_t len)
{
	struct rest rest = { text, text + len };

	while (rest.at < rest.end && is_blank(*rest.at))
		rest.at++;
	while (rest.at < rest.end && is_blank(rest.end[-1]))
		rest.end--;
	return rest;
}

static bool next_is(const struct rest *rest, char byte)
{
	return rest->at < rest->end && *rest->at == byte;
}

static bool take(struct rest *rest, char byte)
{
	bool is = next_is(rest, byte);

	rest->at += is;
	return is;
}

/* From min to max digits. */
static bool take_number(struct rest *rest, int min, int max, int64_t *number)
{
	int count = 0;

	for (*number = 0;
	     count < max && rest->at < rest->end && is_digit(*rest->at);
	     count++)
		*number = *number * 10 + (*rest->at++ - '0');
	return count >= min;
}

/* --- RFC 3339 ------------------------------------------------------------ */

void dates_write_rfc3339(struct buffer *out, int64_t ms)
{
	struct civil at;

	split(ms, &at);
	buffer_append_format(out, "%04d-%02d-%02dT%02d:%02d:%02dZ",
			     (int)at.year, (int)at.month, (int)at.day,
			     (int)at.hour, (int)at.minute, (int)at.second);
}

/* A fraction to milliseconds; digits beyond are cut off. */
static bool take_fraction(struct rest *rest, int64_t *ms)
{
	int64_t digit;
	int64_t unit = 100;

	*ms = 0;
	if (!take(rest, '.') && !take(rest, ','))
		return true;
	if (rest->at == rest->end || !is_digit(*rest->at))
		return false;
	for (; take_number(rest, 1, 1, &digit); unit /= 10)
		*ms += digit * unit;
	return true;
}

/* "Z", "+02:00", "+0200", "+02", or nothing: UTC. */
static bool take_offset(struct rest *rest, int64_t *ms)
{
	int64_t hours;
	int64_t minutes = 0;
	int64_t sign;

	*ms = 0;
	while (take(rest, ' '))
		;
	if (rest->at == rest->end || take(rest, 'Z') || take(rest, 'z'))
		return true;
	sign = take(rest, '-') ? -1 : 1;
	if (sign > 0 && !take(rest, '+'))
		return false;
	if (!take_number(rest, 2, 2, &hours))
		return false;
	if (take(rest, ':') || rest->at < rest->end) {
		if (!take_number(rest, 2, 2, &minutes))
			return false;
	}
	*ms = sign * (hours * 60 + minutes) * 60000;
	return hours <= 23 && minutes <= 59;
}

static bool take_day(struct rest *rest, struct civil *at)
{
	return take_number(rest, 4, 4, &at->year) && take(rest, '-') &&
	       take_number(rest, 2, 2, &at->month) && take(rest, '-') &&
	       take_number(rest, 2, 2, &at->day);
}

/* "09:12" or "09:12:33.5". */
static bool take_time(struct rest *rest, struct civil *at, int64_t *fraction)
{
	*fraction = 0;
	return take_number(rest, 2, 2, &at->hour) && take(rest, ':') &&
	       take_number(rest, 2, 2, &at->minute) &&
	       (!take(rest, ':') || (take_number(rest, 2, 2, &at->second) &&
				     take_fraction(rest, fraction)));
}

bool dates_read_rfc3339(const char *text, size_t len, int64_t *ms)
{
	struct rest rest = trim(text, len);
	struct civil at = { 0 };
	int64_t fraction = 0;
	int64_t offset = 0;

	if (!take_day(&rest, &at))
		return false;
	if (rest.at < rest.end) {
		if (!take(&rest, 'T') && !take(&rest, 't') && !take(&rest, ' '))
			return false;
		if (!take_time(&rest, &at, &fraction) ||
		    !take_offset(&rest, &offset) || rest.at < rest.end)
			return false;
	}
	if (!is_real(&at))
		return false;
	*ms = ms_of(&at) + fraction - offset;
	return true;
}

/* --- Dates in words ------------------------------------------------------ */

struct month {
	const char *name; /* folded as by text/fold.h */
	int month;
};

/* English, German, French, Spanish, Italian, Portuguese, Dutch, Russian. */
static const struct month months[] = {
	{ "january", 1 },   { "januar", 1 },	 { "janner", 1 },
	{ "janvier", 1 },   { "enero", 1 },	 { "gennaio", 1 },
	{ "janeiro", 1 },   { "januari", 1 },	 { "января", 1 },
	{ "jan", 1 },	    { "february", 2 },	 { "februar", 2 },
	{ "fevrier", 2 },   { "febrero", 2 },	 { "febbraio", 2 },
	{ "fevereiro", 2 }, { "februari", 2 },	 { "февраля", 2 },
	{ "feb", 2 },	    { "march", 3 },	 { "marz", 3 },
	{ "mars", 3 },	    { "marzo", 3 },	 { "marco", 3 },
	{ "maart", 3 },	    { "марта", 3 },	 { "mar", 3 },
	{ "april", 4 },	    { "avril", 4 },	 { "abril", 4 },
	{ "aprile", 4 },    { "апреля", 4 },	 { "apr", 4 },
	{ "may", 5 },	    { "mai", 5 },	 { "mayo", 5 },
	{ "maggio", 5 },    { "maio", 5 },	 { "mei", 5 },
	{ "мая", 5 },	    { "june", 6 },	 { "juni", 6 },
	{ "juin", 6 },	    { "junio", 6 },	 { "giugno", 6 },
	{ "junho", 6 },	    { "июня", 6 },	 { "jun", 6 },
	{ "july", 7 },	    { "juli", 7 },	 { "juillet", 7 },
	{ "julio", 7 },	    { "luglio", 7 },	 { "julho", 7 },
	{ "июля", 7 },	    { "jul", 7 },	 { "august", 8 },
	{ "aout", 8 },	    { "agosto", 8 },	 { "augustus", 8 },
	{ "августа", 8 },   { "aug", 8 },	 { "september", 9 },
	{ "septembre", 9 }, { "septiembre", 9 }, { "setiembre", 9 },
	{ "settembre", 9 }, { "setembro", 9 },	 { "сентября", 9 },
	{ "sep", 9 },	    { "sept", 9 },	 { "october", 10 },
	{ "oktober", 10 },  { "octobre", 10 },	 { "octubre", 10 },
	{ "ottobre", 10 },  { "outubro", 10 },	 { "октября", 10 },
	{ "oct", 10 },	    { "okt", 10 },	 { "november", 11 },
	{ "novembre", 11 }, { "noviembre", 11 }, { "novembro", 11 },
	{ "ноября", 11 },   { "nov", 11 },	 { "december", 12 },
	{ "dezember", 12 }, { "decembre", 12 },	 { "diciembre", 12 },
	{ "dicembre", 12 }, { "dezembro", 12 },	 { "декабря", 12 },
	{ "dec", 12 },	    { "dez", 12 },
};

enum half { HALF_NONE, HALF_AM, HALF_PM };

/* What is said of half a day: behind the time in Latin letters, before it in
 * Chinese, Japanese and Korean. */
static const struct {
	const char *word;
	enum half half;
	bool before;
} halves[] = {
	{ "am", HALF_AM, false },  { "pm", HALF_PM, false },
	{ "a.m", HALF_AM, false }, { "p.m", HALF_PM, false },
	{ "上午", HALF_AM, true }, { "下午", HALF_PM, true },
	{ "凌晨", HALF_AM, true }, { "早上", HALF_AM, true },
	{ "中午", HALF_PM, true }, { "晚上", HALF_PM, true },
	{ "午前", HALF_AM, true }, { "午後", HALF_PM, true },
	{ "오전", HALF_AM, true }, { "오후", HALF_PM, true },
};

enum { NUMBERS_MAX = 3, WORD_MAX = 48 };

/* What was found of a date so far. */
struct found {
	int64_t numbers[NUMBERS_MAX];
	int digits[NUMBERS_MAX];
	size_t count;
	int month; /* by its name; 0: none yet */
	bool has_time;
	struct civil at;
	enum half half;
};

static bool is_word_byte(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
	       (unsigned char)byte >= 0x80;
}

/* Takes a word, folded into word (NUL-terminated, cut). */
static void take_word(struct rest *rest, char word[WORD_MAX])
{
	size_t len = 0;

	while (rest->at < rest->end && is_word_byte(*rest->at)) {
		uint32_t point;
		size_t size = utf8_decode(
			rest->at, (size_t)(rest->end - rest->at), &point);
		struct fold_point folded = fold_point(point, 0);
		const char *bytes =
			folded.kind == FOLD_OTHER ? folded.bytes : rest->at;
		size_t more = folded.kind == FOLD_OTHER	    ? folded.len
			      : folded.kind == FOLD_NOTHING ? 0
							    : size;

		if (folded.kind == FOLD_BLANK) {
			rest->at += size;
			break;
		}
		if (len + more < WORD_MAX) {
			memcpy(word + len, bytes, more);
			len += more;
		}
		rest->at += size;
	}
	word[len] = '\0';
}

static void find_month(const char *word, struct found *found)
{
	for (size_t i = 0; i < sizeof(months) / sizeof(*months); i++) {
		if (!found->month && !strcmp(months[i].name, word))
			found->month = months[i].month;
	}
}

/* The half of the day that the bytes before at end with, or those from at on
 * begin with. */
static enum half half_before(const char *start, const char *at)
{
	while (at > start && is_blank(at[-1]))
		at--;
	for (size_t i = 0; i < sizeof(halves) / sizeof(*halves); i++) {
		size_t len = strlen(halves[i].word);

		if (halves[i].before && (size_t)(at - start) >= len &&
		    !memcmp(at - len, halves[i].word, len))
			return halves[i].half;
	}
	return HALF_NONE;
}

static enum half half_behind(struct rest rest)
{
	char word[4] = "";
	size_t len = 0;

	/* Blanks may be of any kind: newer Kindles have a narrow no-break one
	 * (U+202F). */
	for (;;) {
		if (rest.at < rest.end && is_blank(*rest.at))
			rest.at++;
		else if (rest.end - rest.at >= 3 &&
			 !memcmp(rest.at, "\xe2\x80\xaf", 3))
			rest.at += 3;
		else if (rest.end - rest.at >= 2 &&
			 !memcmp(rest.at, "\xc2\xa0", 2))
			rest.at += 2;
		else
			break;
	}
	for (; rest.at < rest.end && len < 3 &&
	       (is_word_byte(*rest.at) || *rest.at == '.');
	     rest.at++)
		word[len++] = (char)(*rest.at == '.' ? '.' : *rest.at | 0x20);
	word[len] = '\0';
	for (size_t i = 0; i < sizeof(halves) / sizeof(*halves); i++) {
		if (!halves[i].before && !strcmp(word, halves[i].word))
			return halves[i].half;
	}
	return HALF_NONE;
}

/* Takes what begins with a digit: a time, or a number of the day. */
static void take_digits(struct rest *rest, const char *start,
			struct found *found)
{
	const char *from = rest->at;
	int64_t number;

	if (!take_number(rest, 1, 9, &number))
		return;
	if (number <= 99 && next_is(rest, ':') && !found->has_time) {
		struct rest time = { rest->at + 1, rest->end };

		found->has_time = true;
		found->at.hour = number;
		if (!take_number(&time, 2, 2, &found->at.minute))
			found->at.minute = 99;
		else if (take(&time, ':') &&
			 !take_number(&time, 2, 2, &found->at.second))
			found->at.second = 99;
		found->half = half_before(start, from);
		if (found->half == HALF_NONE)
			found->half = half_behind(time);
		*rest = time;
	} else if (found->count < NUMBERS_MAX && !found->has_time) {
		found->digits[found->count] = (int)(rest->at - from);
		found->numbers[found->count++] = number;
	}
}

static void find_parts(struct rest rest, struct found *found)
{
	const char *start = rest.at;
	char word[WORD_MAX];

	memset(found, 0, sizeof(*found));
	while (rest.at < rest.end) {
		if (is_digit(*rest.at)) {
			take_digits(&rest, start, found);
		} else if (is_word_byte(*rest.at)) {
			take_word(&rest, word);
			find_month(word, found);
		} else {
			rest.at++;
		}
	}
}

/* Which number is the year, the month, the day. */
static bool set_day(struct found *found)
{
	const int64_t *numbers = found->numbers;
	bool year_first = found->count > 0 && found->digits[0] == 4;

	if (found->month) {
		if (found->count < 2)
			return false;
		found->at.year = numbers[year_first ? 0 : 1];
		found->at.month = found->month;
		found->at.day = numbers[year_first ? 1 : 0];
	} else if (found->count < 3) {
		return false;
	} else if (year_first) {
		found->at.year = numbers[0];
		found->at.month = numbers[1];
		found->at.day = numbers[2];
	} else {
		/* Who writes AM or PM writes the month first. */
		bool month_first =
			numbers[1] > 12 ||
			(found->half != HALF_NONE && numbers[0] <= 12);

		found->at.year = numbers[2];
		found->at.month = numbers[month_first ? 0 : 1];
		found->at.day = numbers[month_first ? 1 : 0];
	}
	if (found->at.year < 100)
		found->at.year += 2000;
	return true;
}

static bool set_time(struct found *found)
{
	struct civil *at = &found->at;

	if (!found->has_time)
		at->hour = 12;
	if (found->half == HALF_PM && at->hour < 12)
		at->hour += 12;
	else if (found->half == HALF_AM && at->hour == 12)
		at->hour = 0;
	return is_real(at);
}

static bool read_words(const char *text, size_t len, struct civil *at)
{
	struct found found;

	find_parts(trim(text, len), &found);
	if (!set_day(&found) || !set_time(&found))
		return false;
	*at = found.at;
	return true;
}

/* --- Readwise ------------------------------------------------------------ */

void dates_write_readwise(struct buffer *out, int64_t ms)
{
	struct civil at;

	split(ms, &at);
	buffer_append_format(out, "%04d-%02d-%02d %02d:%02d:%02d", (int)at.year,
			     (int)at.month, (int)at.day, (int)at.hour,
			     (int)at.minute, (int)at.second);
}

bool dates_read_readwise(const char *text, size_t len, int64_t *ms)
{
	struct civil at;

	if (dates_read_rfc3339(text, len, ms))
		return true;
	if (!read_words(text, len, &at))
		return false;
	*ms = ms_of(&at);
	return true;
}

/* --- Kindle -------------------------------------------------------------- */

void dates_write_kindle(struct buffer *out, int64_t ms)
{
	static const char *const days[] = { "Sunday",	 "Monday",   "Tuesday",
					    "Wednesday", "Thursday", "Friday",
					    "Saturday" };
	static const char *const names[] = {
		"January",   "February", "March",    "April",
		"May",	     "June",	 "July",     "August",
		"September", "October",	 "November", "December"
	};
	time_t seconds =
		(time_t)((within_years(ms) - (ms < 0 ? 999 : 0)) / 1000);
	struct tm local;

	tzset();
	if (!localtime_r(&seconds, &local))
		return;
	buffer_append_format(out, "%s, %s %d, %d %d:%02d:%02d %s",
			     days[local.tm_wday], names[local.tm_mon],
			     local.tm_mday, local.tm_year + 1900,
			     (local.tm_hour + 11) % 12 + 1, local.tm_min,
			     local.tm_sec, local.tm_hour < 12 ? "AM" : "PM");
}

bool dates_read_kindle(const char *text, size_t len, int64_t *ms)
{
	struct tm local = { .tm_isdst = -1 };
	struct civil at;
	time_t seconds;

	if (!read_words(text, len, &at))
		return false;
	local.tm_year = (int)at.year - 1900;
	local.tm_mon = (int)at.month - 1;
	local.tm_mday = (int)at.day;
	local.tm_hour = (int)at.hour;
	local.tm_min = (int)at.minute;
	local.tm_sec = (int)at.second;
	tzset();
	seconds = mktime(&local);
	/* Also a second before 1970, but nobody marked anything then. */
	if (seconds == (time_t)-1)
		return false;
	*ms = (int64_t)seconds * 1000;
	return true;
}
