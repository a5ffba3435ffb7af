/* SPDX-License-Identifier: ISC */
/* Tests of reading hosts, those above all that pretend to be others. */
#include "test.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "text/hosts.h"
#include "text/punycode.h"
#include "text/utf8.h"

static size_t decode_all(const char *text, uint32_t *points)
{
	size_t len = strlen(text);
	size_t count = 0;

	for (size_t off = 0; off < len;)
		off += utf8_decode(text + off, len - off, &points[count++]);
	return count;
}

/* The samples of RFC 3492, 7.1, (I) in small letters. */
static const struct {
	const char *text;
	const char *punycode;
} samples[] = {
	{ "ليهمابتكلموشعربي؟", "egbpdaj6bu4bxfgehfvwxn" },
	{ "他们为什么不说中文", "ihqwcrb4cv8a8dqg056pqjye" },
	{ "他們爲什麽不說中文", "ihqwctvzc91f659drss3x8bo0yb" },
	{ "Pročprostěnemluvíčesky", "Proprostnemluvesky-uyb24dma41a" },
	{ "למההםפשוטלאמדבריםעברית", "4dbcagdahymbxekheh6e0a7fei0b" },
	{ "यहलोगहिन्दीक्योंनहींबोलसकतेहैं",
	  "i1baa7eci9glrd9b2ae1bj0hfcgg6iyaf8o0a1dig0cd" },
	{ "なぜみんな日本語を話してくれないのか",
	  "n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa" },
	{ "세계의모든사람들이한국어를이해한다면얼마나좋을까",
	  "989aomsvi5e83db1d2a355cv1e0vak1dwrv93d5xbh15a0dt30a5jpsd879ccm6fea98"
	  "c" },
	{ "почемужеонинеговорятпорусски", "b1abfaaepdrnnbgefbadotcwatmq2g4l" },
	{ "PorquénopuedensimplementehablarenEspañol",
	  "PorqunopuedensimplementehablarenEspaol-fmd56a" },
	{ "TạisaohọkhôngthểchỉnóitiếngViệt",
	  "TisaohkhngthchnitingVit-kjcr8268qyxafd2f1b9g" },
	{ "3年B組金八先生", "3B-ww4c5e180e575a65lsy2b" },
	{ "安室奈美恵-with-SUPER-MONKEYS",
	  "-with-SUPER-MONKEYS-pc58ag80a8qai00g7n9n" },
	{ "Hello-Another-Way-それぞれの場所",
	  "Hello-Another-Way--fc4qua05auwb3674vfr0b" },
	{ "ひとつ屋根の下2", "2-u9tlzr9756bt3uc0v" },
	{ "MajiでKoiする5秒前", "MajiKoi5-783gue6qz075azm5e" },
	{ "パフィーdeルンバ", "de-jg4avhby1noc0d" },
	{ "そのスピードで", "d9juau41awczczp" },
	{ "-> $1.00 <-", "-> $1.00 <--" },
};

static void test_punycode_as_in_its_standard(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		struct buffer out = BUFFER_INIT;
		uint32_t points[PUNYCODE_MAX], again[PUNYCODE_MAX];
		size_t count = decode_all(samples[i].text, points);
		size_t back = 0;

		assert_true(punycode_encode(&out, points, count));
		assert_string_equal(buffer_string(&out), samples[i].punycode);
		assert_true(punycode_decode(out.data, out.len, again, &back));
		assert_int_equal(back, count);
		assert_memory_equal(again, points, count * sizeof(*points));
		buffer_release(&out);
	}
}

static void test_punycode_of_anything_comes_back(void **state)
{
	uint64_t seed = 3492;

	(void)state;
	for (int round = 0; round < 2000; round++) {
		struct buffer out = BUFFER_INIT;
		uint32_t points[PUNYCODE_MAX], again[PUNYCODE_MAX];
		size_t count = test_random(&seed) % 60;
		size_t back = 0;

		for (size_t i = 0; i < count; i++) {
			uint32_t range = 1U << (7 + test_random(&seed) % 14);

			points[i] = (uint32_t)(test_random(&seed) % range);
			if ((points[i] >= 0xd800 && points[i] < 0xe000) ||
			    points[i] > 0x10ffff)
				points[i] = 0xe9;
		}
		assert_true(punycode_encode(&out, points, count));
		assert_true(punycode_decode(buffer_string(&out), out.len, again,
					    &back));
		assert_int_equal(back, count);
		assert_memory_equal(again, points, count * sizeof(*points));
		buffer_release(&out);
	}
}

static void test_no_punycode_is_refused(void **state)
{
	static const char *const cases[] = {
		"a-\xc3\xa9",
		"ab.",
		"a b",
		"99999999",
		"zzzzzzzzzzzz",
		"a-9",
		"-----999999999",
		"0zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz",
	};
	uint32_t points[PUNYCODE_MAX];
	char large[PUNYCODE_MAX * 2];
	uint64_t seed = 7;
	size_t count;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_false(punycode_decode(cases[i], strlen(cases[i]), points,
					     &count));
	memset(large, 'a', sizeof(large));
	assert_false(punycode_decode(large, sizeof(large), points, &count));
	memset(large, '-', sizeof(large));
	assert_false(punycode_decode(large, sizeof(large), points, &count));
	for (int round = 0; round < 20000; round++) {
		size_t len = test_random(&seed) % 40;

		for (size_t i = 0; i < len; i++)
			large[i] = (char)(test_random(&seed) % 128);
		if (punycode_decode(large, len, points, &count))
			assert_true(count <= len);
	}
}

static const struct {
	const char *host;
	const char *ascii; /* NULL: it is none */
	const char *unicode;
} forms[] = {
	{ "example.com", "example.com", "example.com" },
	{ "EXAMPLE.Com.", "example.com.", "example.com." },
	{ "localhost", "localhost", "localhost" },
	{ "127.0.0.1", "127.0.0.1", "127.0.0.1" },
	{ "[2001:db8::1]", "[2001:db8::1]", "[2001:db8::1]" },
	{ "my_host-2.example", "my_host-2.example", "my_host-2.example" },
	{ "München.de", "xn--mnchen-3ya.de", "münchen.de" },
	{ "mu\xcc\x88nchen.de", "xn--mnchen-3ya.de", "münchen.de" },
	{ "XN--MNCHEN-3YA.de", "xn--mnchen-3ya.de", "münchen.de" },
	{ "straße.de", "xn--strae-oqa.de", "straße.de" },
	{ "例え。テスト", "xn--r8jz45g.xn--zckzah", "例え.テスト" },
	{ "ｅｘａｍｐｌｅ．ｃｏｍ", "example.com", "example.com" },
	{ "пример｡рф", "xn--e1afmkfd.xn--p1ai", "пример.рф" },
	{ "", NULL, NULL },
	{ ".", NULL, NULL },
	{ "a..b", NULL, NULL },
	{ ".a", NULL, NULL },
	{ "a b", NULL, NULL },
	{ "a\tb", NULL, NULL },
	{ "a%2fb", NULL, NULL },
	{ "a/b", NULL, NULL },
	{ "a@b", NULL, NULL },
	{ "a:80", NULL, NULL },
	{ "[::1", NULL, NULL },
	{ "[evil]", NULL, NULL },
	{ "a\\b", NULL, NULL },
	{ "\xff.com", NULL, NULL },
	{ "bank\xe2\x80\x8b.com", NULL, NULL },		 /* zero width space */
	{ "bank\xe2\x80\xae.com", NULL, NULL },		 /* turns around */
	{ "bank\xc2\xad.com", NULL, NULL },		 /* soft hyphen */
	{ "bank\xe3\x80\x80.com", NULL, NULL },		 /* a wide space */
	{ "evil.com\xef\xbc\x8f.bank.com", NULL, NULL }, /* a wide slash */
	{ "evil.c\xe2\x84\x80.bank.com", NULL, NULL },	 /* a/c in one */
	{ "bank.com\xef\xbc\x9f.evil.com", NULL, NULL }, /* ? */
	{ "xn--a", NULL, NULL },
	{ "xn--", "xn--", "xn--" },
	{ "xn--abc-.com", NULL, NULL }, /* only ASCII behind it */
	{ "xn--Mnchen-3ya-.de", NULL, NULL },
	{ "xn--55555577.com", NULL, NULL },
	{ "xn--tdi.com", "xn--tdi.com", "❄.com" },
};

static void test_hosts_have_two_forms(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		struct buffer ascii = BUFFER_INIT;
		struct buffer unicode = BUFFER_INIT;
		const char *host = forms[i].host;
		size_t len = strlen(host);

		assert_int_equal(hosts_to_ascii(&ascii, host, len),
				 forms[i].ascii != NULL);
		assert_int_equal(hosts_to_unicode(&unicode, host, len),
				 forms[i].unicode != NULL);
		assert_string_equal(buffer_string(&ascii),
				    forms[i].ascii ? forms[i].ascii : "");
		assert_string_equal(buffer_string(&unicode),
				    forms[i].unicode ? forms[i].unicode : "");
		if (!forms[i].ascii)
			assert_true(hosts_suspicious(host, len));
		buffer_release(&ascii);
		buffer_release(&unicode);
	}
}

static void test_long_hosts_are_none(void **state)
{
	struct buffer out = BUFFER_INIT;
	char host[5000];

	(void)state;
	memset(host, 'a', sizeof(host));
	assert_true(hosts_to_ascii(&out, host, 63));
	assert_false(hosts_to_ascii(&out, host, 64));
	for (size_t i = 60; i < sizeof(host); i += 60)
		host[i] = '.';
	assert_true(hosts_to_ascii(&out, host, 253));
	assert_false(hosts_to_ascii(&out, host, 254));
	assert_false(hosts_to_ascii(&out, host, sizeof(host)));
	assert_int_equal(out.len, 63 + 253);
	buffer_release(&out);
}

static void test_who_pretends_is_suspicious(void **state)
{
	static const char *const suspects[] = {
		"аррӏе.com",	      /* Cyrillic through and through */
		"xn--80ak6aa92e.com", /* the same */
		"www.аррӏе.com",
		"оса.рус",    /* not one letter looks foreign */
		"раураl.com", /* Cyrillic with a Latin l */
		"pаypal.com", /* Latin with a Cyrillic a */
		"gооgle.com",
		"νονα.com",			   /* Greek */
		"goοgle.com",			   /* a Greek omicron */
		"հոսո.com",			   /* Armenian */
		"ɡoogle.com",			   /* a phonetic g */
		"paypaǀ.com",			   /* a click for an l */
		"google.com\xe2\x81\x84.evil.com", /* a fraction's slash */
		"exampleノevil.com",		   /* a kana for a slash */
		"exampleーevil.com",
		"bank丶com.evil.com",
		"pay\xe2\x80\x8dpal.com", /* a joiner */
		"examp\xcc\xb8le.com",	  /* a stroke over the p */
		"i❤.ws",
		"٣۳.com", /* two kinds of threes */
		"אbc.com",
		"한あ.com", /* Korean with Japanese */
		"ㄅあ.com",
		"bank.рус",
		"col·oso.com",
	};
	static const char *const innocents[] = {
		"example.com",
		"EXAMPLE.com",
		"münchen.de",
		"straße.de",
		"übergrößenträger.ch",
		"ısı.com.tr",
		"tiếngviệt.vn",
		"łódź.pl",
		"col·legi.cat",
		"пример.com",
		"пример.рф",
		"оса.рф",
		"правда.рус",
		"παράδειγμα.gr",
		"ελλάδα.ελ",
		"例え.jp",
		"日本語ドメイン.jp",
		"らーめん.jp",
		"中文.com",
		"中文abc.com",
		"ㄅ中a.tw",
		"한국어.kr",
		"한글abc韓.kr",
		"עברית.il",
		"مثال.إختبار",
		"उदाहरण.परीक्षा",
		"ไทย.com",
		"xn--mnchen-3ya.de",
		"xn--e1afmkfd.xn--p1ai",
		"127.0.0.1",
		"[::1]",
		"my_host",
		"ŋanga.com",
		"東京ー.jp",
		"人々.jp",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(suspects) / sizeof(suspects[0]); i++) {
		if (!hosts_suspicious(suspects[i], strlen(suspects[i])))
			fail_msg("%s passes", suspects[i]);
	}
	for (size_t i = 0; i < sizeof(innocents) / sizeof(innocents[0]); i++) {
		if (hosts_suspicious(innocents[i], strlen(innocents[i])))
			fail_msg("%s is suspected", innocents[i]);
	}
}

static void test_both_forms_are_judged_alike(void **state)
{
	uint64_t seed = 39;

	(void)state;
	for (int round = 0; round < 3000; round++) {
		static const char *const letters[] = {
			"a", "o", "é", "а",  "о",  "р",	 "ж",
			"α", "ο", "ж", "日", "あ", "ア", "한",
			"-", "1", "ı", "ɡ",  "א",  ".",	 "x",
		};
		struct buffer host = BUFFER_INIT, ascii = BUFFER_INIT;
		struct buffer unicode = BUFFER_INIT, again = BUFFER_INIT;
		size_t count = 1 + test_random(&seed) % 8;

		for (size_t i = 0; i < count; i++)
			buffer_append_string(&host,
					     letters[test_random(&seed) %
						     (sizeof(letters) /
						      sizeof(letters[0]))]);
		if (hosts_to_ascii(&ascii, host.data, host.len)) {
			assert_true(hosts_to_unicode(&unicode, ascii.data,
						     ascii.len));
			assert_true(hosts_to_ascii(&again, unicode.data,
						   unicode.len));
			assert_string_equal(again.data, ascii.data);
			assert_int_equal(
				hosts_suspicious(ascii.data, ascii.len),
				hosts_suspicious(host.data, host.len));
		}
		buffer_release(&host);
		buffer_release(&ascii);
		buffer_release(&unicode);
		buffer_release(&again);
	}
}

static void test_authorities_are_taken_apart(void **state)
{
	static const struct {
		const char *authority;
		const char *userinfo; /* NULL: none */
		const char *host;
		const char *port;
		const char *rest;
	} cases[] = {
		{ "", NULL, "", "", "" },
		{ "a", NULL, "a", "", "" },
		{ "a/b", NULL, "a", "", "/b" },
		{ "a?b@c", NULL, "a", "", "?b@c" },
		{ "a#b@c/d", NULL, "a", "", "#b@c/d" },
		{ "a:80/b", NULL, "a", ":80", "/b" },
		{ "a:/b", NULL, "a", ":", "/b" },
		{ "a:b/c", NULL, "a:b", "", "/c" },
		{ "[::1]:80", NULL, "[::1]", ":80", "" },
		{ "[::1]", NULL, "[::1]", "", "" },
		{ "bank.example@evil.example/", "bank.example", "evil.example",
		  "", "/" },
		{ "u:p@h:1", "u:p", "h", ":1", "" },
		{ "a@b@c", "a@b", "c", "", "" },
		{ "@c", "", "c", "", "" },
		{ "a@", "a", "", "", "" },
		{ "a@:8080", "a", "", ":8080", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *text = cases[i].authority;
		struct hosts_parts parts;

		hosts_split(text, strlen(text), &parts);
		assert_int_equal(parts.userinfo.ptr != NULL,
				 cases[i].userinfo != NULL);
		if (cases[i].userinfo) {
			assert_int_equal(parts.userinfo.len,
					 strlen(cases[i].userinfo));
			assert_memory_equal(parts.userinfo.ptr,
					    cases[i].userinfo,
					    parts.userinfo.len);
		}
		assert_int_equal(parts.host.len, strlen(cases[i].host));
		assert_memory_equal(parts.host.ptr, cases[i].host,
				    parts.host.len);
		assert_int_equal(parts.port.len, strlen(cases[i].port));
		assert_int_equal(parts.rest.len, strlen(cases[i].rest));
		assert_memory_equal(parts.rest.ptr, cases[i].rest,
				    parts.rest.len);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_punycode_as_in_its_standard),
		cmocka_unit_test(test_punycode_of_anything_comes_back),
		cmocka_unit_test(test_no_punycode_is_refused),
		cmocka_unit_test(test_hosts_have_two_forms),
		cmocka_unit_test(test_long_hosts_are_none),
		cmocka_unit_test(test_who_pretends_is_suspicious),
		cmocka_unit_test(test_both_forms_are_judged_alike),
		cmocka_unit_test(test_authorities_are_taken_apart),
	};

	return test_run(tests);
}
