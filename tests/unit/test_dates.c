/* SPDX-License-Identifier: ISC */
/* Tests of the dates of other programs. */
#include "test.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "marks/exchange/dates.h"

#define NEVER INT64_MIN

struct date {
	const char *text;
	int64_t ms; /* NEVER: it is none */
};

static void read_all(bool (*read)(const char *, size_t, int64_t *),
		     const struct date *dates, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		int64_t ms = NEVER;
		bool done = read(dates[i].text, strlen(dates[i].text), &ms);

		if (ms != dates[i].ms || done != (ms != NEVER))
			fail_msg("%s: %lld, not %lld", dates[i].text,
				 (long long)ms, (long long)dates[i].ms);
	}
}

#define read_each(read, dates) \
	read_all(read, dates, sizeof(dates) / sizeof(*(dates)))

static void test_rfc3339(void **state)
{
	static const struct date dates[] = {
		{ "1970-01-01T00:00:00Z", 0 },
		{ "2026-10-11T09:12:33Z", 1791709953000 },
		{ " 2026-10-11t09:12:33z\n", 1791709953000 },
		{ "2026-10-11 09:12:33Z", 1791709953000 },
		{ "2026-10-11T11:12:33+02:00", 1791709953000 },
		{ "2026-10-11T01:12:33-0800", 1791709953000 },
		{ "2026-10-11T09:12:33", 1791709953000 },
		{ "2026-10-11T09:12:33.5Z", 1791709953500 },
		{ "2026-10-11T09:12:33.123456789Z", 1791709953123 },
		{ "2026-10-11", 1791676800000 },
		{ "2016-12-31T23:59:60Z", 1483228800000 },
		{ "2000-02-29T00:00:00Z", 951782400000 },
		{ "1969-12-31T23:59:59Z", -1000 },
		{ "0001-01-01T00:00:00Z", -62135596800000 },
		{ "9999-12-31T23:59:59Z", 253402300799000 },
		{ "1900-02-29", NEVER },
		{ "2026-13-01", NEVER },
		{ "2026-00-10", NEVER },
		{ "2026-10-32", NEVER },
		{ "2026-10-11T24:00:00Z", NEVER },
		{ "2026-10-11T09:60:00Z", NEVER },
		{ "2026-10-11T09:12:33Zx", NEVER },
		{ "2026-10-11T09:12:33.Z", NEVER },
		{ "2026-10-11T09:12:33+2:00", NEVER },
		{ "26-10-11", NEVER },
		{ "", NEVER },
	};

	(void)state;
	read_each(dates_read_rfc3339, dates);
}

static void test_readwise(void **state)
{
	static const struct date dates[] = {
		{ "2026-10-11 09:12:33", 1791709953000 },
		{ "2026-10-11 09:12", 1791709920000 },
		{ "2026-10-11 09:12:33+00:00", 1791709953000 },
		{ "October 11, 2026 9:12 AM", 1791709920000 },
		{ "soon", NEVER },
	};

	(void)state;
	read_each(dates_read_readwise, dates);
}

/* Local time; the tests are in UTC. */
static void test_kindle(void **state)
{
	static const struct date dates[] = {
		{ "Added on Sunday, October 11, 2026 9:12:33 AM",
		  1791709953000 },
		{ "Added on Sunday, October 11, 2026 9:12:33 PM",
		  1791753153000 },
		{ "Added on Sunday, October 11, 2026 12:12:33 AM",
		  1791677553000 },
		{ "Added on Sunday, October 11, 2026 12:12:33 PM",
		  1791720753000 },
		{ "Sunday, October 11, 2026 9:12:33\xe2\x80\xafPM",
		  1791753153000 },
		{ "Added on Sunday, 11 October 2026 09:12:33", 1791709953000 },
		{ "Added on Sunday, 11 October 26 09:12:33", 1791709953000 },
		{ "Hinzugefügt am Sonntag, 11. Oktober 2026 21:12:33",
		  1791753153000 },
		{ "Hinzugefügt am Dienstag, 3. März 2026 09:12:33",
		  1772529153000 },
		{ "Ajouté le dimanche 11 octobre 2026 à 09:12:33",
		  1791709953000 },
		{ "Ajouté le mercredi 16 août 2017 02:14:10", 1502849650000 },
		{ "Añadido el martes, 3 de marzo de 2026 9:12:33",
		  1772529153000 },
		{ "Aggiunto in data martedì 3 marzo 2026 09:12:33",
		  1772529153000 },
		{ "Adicionado: terça-feira, 3 de março de 2026 09:12:33",
		  1772529153000 },
		{ "Toegevoegd op dinsdag 3 maart 2026 09:12:33",
		  1772529153000 },
		{ "Добавлено: вторник, 3 марта 2026 г. в 09:12:33",
		  1772529153000 },
		{ "Добавлено: суббота, 30 мая 2026 г. в 9:12:33",
		  1780132353000 },
		{ "添加于 2026年3月3日星期二 上午9:12:33", 1772529153000 },
		{ "添加于 2026年3月3日星期二 下午9:12:33", 1772572353000 },
		{ "作成日: 2026年3月3日火曜日 9:12:33", 1772529153000 },
		{ "3.3.2026 09:12:33", 1772529153000 },
		{ "04/03/2026 09:12:33", 1772615553000 },
		{ "03/04/2026 9:12:33 AM", 1772615553000 },
		{ "Added on Tuesday, March 3, 2026", 1772539200000 },
		{ "Added on Tuesday", NEVER },
		{ "Location 170-172", NEVER },
		{ "31 February 2026", NEVER },
		{ "3 March 2026 25:00:00", NEVER },
		{ "3 March 2026 13:00:00 PM", 1772542800000 },
		{ "", NEVER },
	};

	(void)state;
	read_each(dates_read_kindle, dates);
}

static void test_written(void **state)
{
	struct buffer out = BUFFER_INIT;

	(void)state;
	dates_write_rfc3339(&out, 1791709953999);
	buffer_append_byte(&out, '\n');
	dates_write_rfc3339(&out, -1);
	buffer_append_byte(&out, '\n');
	dates_write_rfc3339(&out, INT64_MAX);
	buffer_append_byte(&out, '\n');
	dates_write_rfc3339(&out, INT64_MIN);
	buffer_append_byte(&out, '\n');
	dates_write_readwise(&out, 1791709953000);
	buffer_append_byte(&out, '\n');
	dates_write_kindle(&out, 1791677553000);
	assert_string_equal(out.data, "2026-10-11T09:12:33Z\n"
				      "1969-12-31T23:59:59Z\n"
				      "9999-12-31T23:59:59Z\n"
				      "0001-01-01T00:00:00Z\n"
				      "2026-10-11 09:12:33\n"
				      "Sunday, October 11, 2026 12:12:33 AM");
	buffer_release(&out);
}

/* What is written is read again, to the second. */
static void test_there_and_back(void **state)
{
	uint64_t random = 1;
	struct buffer out = BUFFER_INIT;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		int64_t ms = (int64_t)(test_random(&random) % 250000000000000) -
			     (i % 2 ? 62000000000000 : 0);
		int64_t whole = ms - ((ms % 1000) + 1000) % 1000;
		int64_t got = NEVER;

		buffer_clear(&out);
		dates_write_rfc3339(&out, ms);
		assert_true(dates_read_rfc3339(out.data, out.len, &got));
		assert_int_equal(got, whole);
		buffer_clear(&out);
		dates_write_readwise(&out, ms);
		assert_true(dates_read_readwise(out.data, out.len, &got));
		assert_int_equal(got, whole);
		if (ms < 0)
			continue;
		buffer_clear(&out);
		dates_write_kindle(&out, ms);
		assert_true(dates_read_kindle(out.data, out.len, &got));
		assert_int_equal(got, whole);
	}
	buffer_release(&out);
}

/* Anything may stand where a date should: it is read or refused. */
static void test_anything(void **state)
{
	static const char *const pieces[] = {
		"2026", "-",	    "10", "T",		 ":",	 "09",
		"Z",	"+",	    "am", "PM",		 "März", "下午",
		"日",	"\xe4\xb8", " ",  "99999999999",
	};
	uint64_t random = 7;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		char text[256] = "";
		int64_t ms = NEVER;
		bool done;

		for (size_t n = test_random(&random) % 12; n > 0; n--)
			strncat(text, pieces[test_random(&random) % 16],
				sizeof(text) - strlen(text) - 1);
		done = dates_read_readwise(text, strlen(text), &ms);
		assert_int_equal(done, ms != NEVER);
		ms = NEVER;
		done = dates_read_kindle(text, strlen(text), &ms);
		assert_int_equal(done, ms != NEVER);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rfc3339),
		cmocka_unit_test(test_readwise),
		cmocka_unit_test(test_kindle),
		cmocka_unit_test(test_written),
		cmocka_unit_test(test_there_and_back),
		cmocka_unit_test(test_anything),
	};

	if (setenv("TZ", "UTC", 1) != 0)
		return 1;
	return test_run(tests);
}
