/* SPDX-License-Identifier: ISC */
/* Tests of links that lead out: what they are taken for, what is opened. */
#include "scratch.h"
#include "test.h"

#include "base/arguments.h"
#include "base/buffer.h"
#include "base/error.h"
#include "reader/outside.h"
#include "text/sink.h"
#include "text/utf8.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static char essay[SCRATCH_MAX];
static char *folders_before; /* $PATH */

/* docs/ has the essay and its neighbours, what links try lies around it. */
static int make_library(void **state)
{
	static const char *const variables[] = { "DISPLAY", "WAYLAND_DISPLAY",
						 "BROWSER", "LECTERN_SECURE" };

	folders_before = strdup(getenv("PATH"));
	for (size_t i = 0; i < COUNT(variables); i++)
		unsetenv(variables[i]);
	if (scratch_make(state) != 0)
		return -1;
	scratch_mkdir("docs");
	scratch_mkdir("docs/sub");
	scratch_mkdir("docs/folder.md");
	scratch_mkdir("docsx");
	scratch_write("docs/essay.md", "essay");
	scratch_write("docs/next.md", "next");
	scratch_write("docs/sub/deep.txt", "deep");
	scratch_write("docs/no extension", "plain");
	scratch_write("docs/Some page.md", "page");
	scratch_write("docs/v1.2 notes.markdown", "page");
	scratch_write("docs/100% sure.md", "page");
	scratch_write("docs/-dash.md", "dash");
	scratch_write("docs/a\\b.md", "backslash");
	scratch_write("docs/\xc3\xa9t\xc3\xa9.md", "summer");
	scratch_write("docs/picture.png", "png");
	scratch_write("docs/.hidden", "hidden");
	scratch_write("docs/~", "tilde");
	scratch_write("docsx/near.md", "not below");
	scratch_write("secret.md", "secret");
	scratch_link("../secret.md", "docs/out.md");
	scratch_link("..", "docs/up");
	scratch_link("next.md", "docs/in.md");
	scratch_link("round.md", "docs/round.md");
	scratch_link("docs/essay.md", "linked.md");
	if (mkfifo(scratch_path("docs/fifo.md"), 0600) != 0)
		return -1;
	snprintf(essay, sizeof(essay), "%s", scratch_path("docs/essay.md"));
	return chdir(scratch_folder);
}

static int remove_library(void **state)
{
	free(folders_before);
	return chdir("/") == 0 ? scratch_remove(state) : -1;
}

/* ---- What targets are taken for ---- */

enum {
	WEB = OUTSIDE_WEB,
	TEXT = OUTSIDE_FILE,
	FOLDER = OUTSIDE_FOLDER,
	NO = OUTSIDE_REFUSED,
	NOWHERE = OUTSIDE_NOWHERE
};

static const struct {
	const char *url;
	int kind;
	const char
		*result; /* the argument, or the path below the scratch folder
			  */
	bool below;
	bool readable;
	const char *fragment;
} targets[] = {
	{ "https://example.com", WEB, "https://example.com", 0, 0, "" },
	{ "HTTPS://Example.COM/A?b=c&d#e", WEB, "https://example.com/A?b=c&d#e",
	  0, 0, "" },
	{ "  http://example.com/  ", WEB, "http://example.com/", 0, 0, "" },
	{ "http://example.com:8080/", WEB, "http://example.com:8080/", 0, 0,
	  "" },
	{ "http://[::1]:80/x", WEB, "http://[::1]:80/x", 0, 0, "" },
	{ "https://de.wikipedia.org/wiki/Österreich", WEB,
	  "https://de.wikipedia.org/wiki/%C3%96sterreich", 0, 0, "" },
	{ "https://example.com/%C3%96", WEB, "https://example.com/%C3%96", 0, 0,
	  "" },
	{ "https://münchen.de/", WEB, "https://xn--mnchen-3ya.de/", 0, 0, "" },
	{ "https://ex%61mple.com/", WEB, "https://example.com/", 0, 0, "" },
	{ "https://example.com/a b", WEB, "https://example.com/a%20b", 0, 0,
	  "" },
	{ "https://example.com/\"<>\\^`{|}", WEB,
	  "https://example.com/%22%3C%3E%5C%5E%60%7B%7C%7D", 0, 0, "" },
	{ "https://bank.example@evil.example/", WEB,
	  "https://bank.example@evil.example/", 0, 0, "" },
	{ "mailto:someone@example.com?subject=On%20reading", WEB,
	  "mailto:someone@example.com?subject=On%20reading", 0, 0, "" },
	{ "mailto:a@example.com?body=one%0D%0Atwo", WEB,
	  "mailto:a@example.com?body=one%0D%0Atwo", 0, 0, "" },
	{ "MAILTO:attach@example.com", WEB, "mailto:attach@example.com", 0, 0,
	  "" },
	{ "mailto:?subject=x", WEB, "mailto:?subject=x", 0, 0, "" },
	{ "mailto:", NO, "", 0, 0, "" },
	{ "mailto:a@b.example?attach=/etc/passwd", NO, "", 0, 0, "" },
	{ "mailto:a@b.example?x=y&ATTACHMENT=/etc/passwd", NO, "", 0, 0, "" },
	{ "mailto:a@b.example?%61ttach=/etc/passwd", NO, "", 0, 0, "" },
	{ "mailto:a@b.example?subject=x%0ABcc:%20all@example.com", NO, "", 0, 0,
	  "" },
	{ "mailto:a@b.example?x%0ABcc:%20a=b", NO, "", 0, 0, "" },
	{ "a%00b#part", NO, "", 0, 0, "" },
	{ "mailto:a@b.example%0d%0aBcc:x@y.example", NO, "", 0, 0, "" },
	{ "http:", NO, "", 0, 0, "" },
	{ "http://", NO, "", 0, 0, "" },
	{ "http:///path", NO, "", 0, 0, "" },
	{ "http:example.com", NO, "", 0, 0, "" },
	{ "https:/example.com", NO, "", 0, 0, "" },
	{ "https://@/", NO, "", 0, 0, "" },
	{ "https://exa mple.com/", NO, "", 0, 0, "" },
	{ "https://example.com%2f.evil.example/", NO, "", 0, 0, "" },
	{ "https://example.com%00.evil.example/", NO, "", 0, 0, "" },
	{ "https://bank.example\\@evil.example/", NO, "", 0, 0, "" },
	{ "https://bank.example\\.evil.example/", NO, "", 0, 0, "" },
	{ "https://example.com:80:90/", NO, "", 0, 0, "" },
	{ "//example.com/path", NO, "", 0, 0, "" },
	{ "-rf", NO, "", 0, 0, "" },
	{ "-dash.md", NO, "", 0, 0, "" },
	{ "java\nscript:alert(1)", NO, "", 0, 0, "" },
	{ "java\tscript:alert(1)", NO, "", 0, 0, "" },
	{ "https://example.com/\x1b]0;x\x07", NO, "", 0, 0, "" },
	{ "https://example.com/\xc2\x9b"
	  "31m",
	  NO, "", 0, 0, "" },
	{ "c:\\windows\\system32", NO, "", 0, 0, "" },
	{ "", NOWHERE, "", 0, 0, "" },
	{ "   ", NOWHERE, "", 0, 0, "" },
	{ "#heading", NOWHERE, "", 0, 0, "heading" },
	{ "next.md", TEXT, "docs/next.md", 1, 1, "" },
	{ "./next.md#on%20reading", TEXT, "docs/next.md", 1, 1, "on reading" },
	{ "next", TEXT, "docs/next.md", 1, 1, "" },
	{ "next#A b", TEXT, "docs/next.md", 1, 1, "A b" },
	{ "essay.md", TEXT, "docs/essay.md", 1, 1, "" },
	{ "Some page", TEXT, "docs/Some page.md", 1, 1, "" },
	{ "Some%20page.md", TEXT, "docs/Some page.md", 1, 1, "" },
	{ "v1.2 notes", TEXT, "docs/v1.2 notes.markdown", 1, 1, "" },
	{ "100% sure", TEXT, "docs/100% sure.md", 1, 1, "" },
	{ "sub/deep.txt", TEXT, "docs/sub/deep.txt", 1, 1, "" },
	{ "sub/deep", TEXT, "docs/sub/deep.txt", 1, 1, "" },
	{ "sub/../next.md", TEXT, "docs/next.md", 1, 1, "" },
	{ "no extension", TEXT, "docs/no extension", 1, 1, "" },
	{ "été.md", TEXT, "docs/\xc3\xa9t\xc3\xa9.md", 1, 1, "" },
	{ "%C3%A9t%C3%A9", TEXT, "docs/\xc3\xa9t\xc3\xa9.md", 1, 1, "" },
	{ "./-dash.md", TEXT, "docs/-dash.md", 1, 1, "" },
	{ "%2ddash.md", TEXT, "docs/-dash.md", 1, 1, "" },
	{ "a\\b.md", TEXT, "docs/a\\b.md", 1, 1, "" },
	{ "picture.png", TEXT, "docs/picture.png", 1, 0, "" },
	{ ".hidden", TEXT, "docs/.hidden", 1, 0, "" },
	{ "~", TEXT, "docs/~", 1, 1, "" },
	{ "~root/x.md", NOWHERE, "", 0, 0, "" },
	{ "in.md", TEXT, "docs/next.md", 1, 1, "" },
	{ "out.md", TEXT, "secret.md", 0, 1, "" },
	{ "up/secret.md", TEXT, "secret.md", 0, 1, "" },
	{ "up/docs/next.md", TEXT, "docs/next.md", 1, 1, "" },
	{ "../secret.md", TEXT, "secret.md", 0, 1, "" },
	{ "%2e%2e/secret.md", TEXT, "secret.md", 0, 1, "" },
	{ "..%2fsecret.md", TEXT, "secret.md", 0, 1, "" },
	{ "../docsx/near.md", TEXT, "docsx/near.md", 0, 1, "" },
	{ "folder.md", FOLDER, "docs/folder.md", 1, 0, "" },
	{ "sub", FOLDER, "docs/sub", 1, 0, "" },
	{ "sub/", FOLDER, "docs/sub", 1, 0, "" },
	{ ".", FOLDER, "docs", 1, 0, "" },
	{ "../docsx", FOLDER, "docsx", 0, 0, "" },
	{ "fifo.md", NOWHERE, "", 0, 0, "" },
	{ "fifo", NOWHERE, "", 0, 0, "" },
	{ "round.md", NOWHERE, "", 0, 0, "" },
	{ "missing.md#x", NOWHERE, "", 0, 0, "x" },
	{ "/dev/zero", NOWHERE, "", 0, 0, "" },
	{ "/dev/tty", NOWHERE, "", 0, 0, "" },
	{ "file:///dev/random", NOWHERE, "", 0, 0, "" },
	{ "file://localhost/nowhere.md", NOWHERE, "", 0, 0, "" },
	{ "file://evil.example/share/x.md", NO, "", 0, 0, "" },
	{ "file:next.md", TEXT, "docs/next.md", 1, 1, "" },
	{ "file:", NOWHERE, "", 0, 0, "" },
	{ "next.md%00.png", NO, "", 0, 0, "" },
};

static void test_targets_are_told_apart(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(targets); i++) {
		struct outside outside;
		const char *result;

		outside_read(&outside, targets[i].url, strlen(targets[i].url),
			     essay);
		if ((int)outside.kind != targets[i].kind)
			fail_msg("%s: kind %d, %s", targets[i].url,
				 (int)outside.kind, outside.why);
		result = outside.kind == OUTSIDE_WEB ? outside.argument : "";
		if (outside.kind == OUTSIDE_FILE ||
		    outside.kind == OUTSIDE_FOLDER) {
			size_t len = strlen(scratch_folder);

			assert_memory_equal(outside.path, scratch_folder, len);
			result = outside.path + len + 1;
		}
		assert_string_equal(result, targets[i].result);
		assert_int_equal(outside.below, targets[i].below);
		assert_int_equal(outside.readable, targets[i].readable);
		assert_string_equal(outside.fragment, targets[i].fragment);
		outside_release(&outside);
	}
}

static void test_absolute_paths_are_outside(void **state)
{
	struct outside outside;
	char url[SCRATCH_MAX + 16];

	(void)state;
	outside_read(&outside, "file:///etc/passwd", 18, essay);
	assert_int_equal(outside.kind, OUTSIDE_FILE);
	assert_false(outside.below);
	assert_string_equal(outside.path, "/etc/passwd");
	outside_release(&outside);
	snprintf(url, sizeof(url), "file://%s", essay);
	outside_read(&outside, url, strlen(url), essay);
	assert_int_equal(outside.kind, OUTSIDE_FILE);
	assert_true(outside.below);
	outside_release(&outside);
	outside_read(&outside, scratch_path("docsx/near.md"),
		     strlen(scratch_path("docsx/near.md")), essay);
	assert_int_equal(outside.kind, OUTSIDE_FILE);
	assert_false(outside.below);
	outside_release(&outside);
}

static void test_neighbours_of_any_document(void **state)
{
	struct outside outside;

	(void)state;
	/* By a path from here; through a link to it; none at all. */
	outside_read(&outside, "next.md", 7, "docs/essay.md");
	assert_int_equal(outside.kind, OUTSIDE_FILE);
	assert_true(outside.below);
	outside_release(&outside);
	outside_read(&outside, "next.md", 7, "linked.md");
	assert_int_equal(outside.kind, OUTSIDE_FILE);
	assert_true(outside.below);
	outside_release(&outside);
	outside_read(&outside, "secret.md", 9, "linked.md");
	assert_int_equal(outside.kind, OUTSIDE_FILE);
	assert_true(outside.below);
	outside_release(&outside);
	outside_read(&outside, "docs/next.md", 12, NULL);
	assert_int_equal(outside.kind, OUTSIDE_FILE);
	assert_false(outside.below);
	outside_release(&outside);
	outside_read(&outside, "next.md", 7, "nowhere/at/all.md");
	assert_int_equal(outside.kind, OUTSIDE_NOWHERE);
	outside_release(&outside);
}

/* ---- Showing ---- */

static void test_targets_are_described(void **state)
{
	static const struct {
		const char *url;
		const char *shown; /* '$' for the scratch folder */
	} cases[] = {
		{ "https://example.com/a", "https://example.com/a" },
		{ "https://example.com/Ö%20x", "https://example.com/Ö%20x" },
		{ "https://example.com/a (xn--b)",
		  "https://example.com/a%20(xn--b)" },
		{ "https://example.com/a\xe3\x80\x80(xn--b)",
		  "https://example.com/a%E3%80%80(xn--b)" },
		{ "https://xn--mnchen-3ya.de/", "https://münchen.de/" },
		{ "https://аррӏе.com/x",
		  "https://аррӏе.com (xn--80ak6aa92e.com)/x\n"
		  "Look closely: this host can be taken for another." },
		{ "https://xn--80ak6aa92e.com",
		  "https://аррӏе.com (xn--80ak6aa92e.com)\n"
		  "Look closely: this host can be taken for another." },
		{ "https://bank.example@evil.example/",
		  "https://bank.example@evil.example/\n"
		  "It leads to evil.example; what is before the @ is no "
		  "host." },
		{ "mailto:a@pаypal.com",
		  "mailto:a@pаypal.com (xn--pypal-4ve.com)\n"
		  "Look closely: this host can be taken for another." },
		{ "https://example.com/\xe2\x80\xae"
		  "gnp.exe",
		  "https://example.com/▯gnp.exe" },
		{ "next.md", "next.md" },
		{ "picture.png", "picture.png\nBy its name it is no text." },
		{ "../secret.md", "../secret.md\nIt is outside the folder of "
				  "this text: $/secret.md" },
		{ "..", "..\nIt is outside the folder of this text: $" },
		{ "missing.md",
		  "missing.md\nThere is no text to open: there is no "
		  "such file." },
		{ "javascript:alert(1)",
		  "javascript:alert(1)\nIt is not opened: only http, https "
		  "and mailto are opened." },
		{ "a\nIt is safe.", "a%0AIt%20is%20safe.\nIt is not opened: "
				    "it holds control characters." },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct outside outside;
		struct buffer shown = BUFFER_INIT;
		struct buffer wanted = BUFFER_INIT;

		for (const char *c = cases[i].shown; *c; c++) {
			if (*c == '$')
				buffer_append_string(&wanted, scratch_folder);
			else
				buffer_append_byte(&wanted, *c);
		}
		outside_read(&outside, cases[i].url, strlen(cases[i].url),
			     essay);
		outside_describe(&outside, &shown);
		assert_string_equal(buffer_string(&shown),
				    buffer_string(&wanted));
		outside_release(&outside);
		buffer_release(&shown);
		buffer_release(&wanted);
	}
}

/* ---- Hostile targets ---- */

static const char *const schemes[] = {
	"javascript",  "JaVaScRiPt", "data",	   "vbscript", "exec",
	"ftp",	       "sftp",	     "ssh",	   "telnet",   "tel",
	"sms",	       "magnet",     "ws",	   "about",    "chrome",
	"view-source", "jar",	     "smb",	   "ldap",     "gopher",
	"news",	       "irc",	     "xmpp",	   "steam",    "ms-msdt",
	"search-ms",   "vscode",     "x-man-page", "man",      "blob",
	"intent",      "feed",	     "git",	   "svn+ssh",  "dict",
	"http+unix",   "https-",     "httpx",	   "h",	       "zoommtg",
};
static const char *const targets_of_schemes[] = {
	"alert(1)", "//example.com/x", "text/html,<script>alert(1)</script>",
	"",	    "touch PWNED",
};

/* Each tries to make a file of the name PWNED, or to be an option. */
static const char *const payloads[] = {
	";touch PWNED",
	"$(touch PWNED)",
	"`touch PWNED`",
	"|touch PWNED",
	"&touch PWNED",
	"&&touch PWNED||",
	"\ntouch PWNED\n",
	"\r\ntouch PWNED",
	"';touch PWNED;'",
	"\";touch PWNED;\"",
	"'$(touch PWNED)'",
	"${IFS}touch${IFS}PWNED",
	"<(touch PWNED)",
	">PWNED",
	"#>PWNED",
	"%0atouch%20PWNED",
	"\\\ntouch PWNED",
	" --new-window PWNED",
	"\t--evil",
	"%s",
	"%00",
	"%00;touch PWNED",
	"\x1b]0;title\x07",
	"\x1b]52;c;UFdORUQ=\x07",
	"*",
	"~/PWNED",
	"!touch PWNED",
	"{touch,PWNED}",
	"\xe2\x80\xae"
	"txt.exe",
	"\xff\xfe",
	"\xc2\x9b"
	"2J",
	"\xe2\x80\xa8touch PWNED",
	"../../../../../../etc/passwd",
	"..%2f..%2f..%2f..%2fetc%2fpasswd",
	"@evil.example/",
	":pass@evil.example:99999999999/",
	"[::1",
	"аррӏе",
	"javascript:alert(1)",
	"java\nscript:alert(1)",
	"java\tscript:alert(1)",
	"\x01javascript:alert(1)",
	"javascript%3aalert(1)",
	"%6aavascript:alert(1)",
	"jаvascript:alert(1)", /* а is Cyrillic */
	"javascript：alert(1)",
	"ｆｉｌｅ:///etc/passwd",
	"file:////etc/passwd",
	"file:\\\\evil.example\\share",
	"\\\\evil.example\\share\\a.md",
	"\\\\?\\C:\\a.md",
	"//evil.example/a.md",
	"/\\evil.example/a.md",
	"https:\\\\evil.example",
	"http：//evil.example",
	"data:text/html;base64,PHNjcmlwdD4=",
	"?attach=/etc/passwd",
	"&Attach=/etc/passwd",
	"&attachment%3d/etc/passwd",
	"-oProxyCommand=touch PWNED",
	"--renderer-cmd-prefix=touch PWNED",
	"\"$(touch PWNED)\"",
	"exec:touch PWNED",
	"\xe2\x80\x8b-evil",
	"/proc/self/environ",
	"up/secret",
	"out",
};
static const char *const contexts[] = {
	"https://example.com/%s",
	"https://example.com/?q=%s",
	"https://%s",
	"http://%s.example.com/",
	"https://user%s@example.com/",
	"mailto:a@example.com?subject=%s",
	"mailto:%s",
	"%s",
	"./%s",
	"sub/%s.md",
	"up/%s",
	"file://%s",
	"file:///%s",
	"//%s",
	" %s",
};

struct hostile {
	int opened;
	int fifo;
};

static int tried; /* in all of these tests */

static void assert_safe(const char *text, size_t len)
{
	struct buffer again = BUFFER_INIT;

	for (size_t off = 0; off < len;) {
		const char *end = memchr(text + off, '\n', len - off);
		size_t line = end ? (size_t)(end - text) - off : len - off;

		again.len = 0;
		sink_append(&again, text + off, line);
		assert_int_equal(again.len, line);
		if (line)
			assert_memory_equal(again.data, text + off, line);
		off += line + (end != NULL);
	}
	buffer_release(&again);
}

static void assert_argument(const char *argument)
{
	assert_true(strncmp(argument, "http://", 7) == 0 ||
		    strncmp(argument, "https://", 8) == 0 ||
		    strncmp(argument, "mailto:", 7) == 0);
	assert_true(strlen(argument) <= 2083);
	for (const char *c = argument; *c; c++)
		assert_true(*c > ' ' && *c < 0x7f && !strchr("\"<>\\`", *c));
}

/* Opens it with the recorder, which tells how many words it got and which. */
static void open_web(const struct outside *outside, struct hostile *hostile)
{
	struct error error;
	char words[8192];
	size_t len;

	assert_argument(outside->argument);
	assert_true(outside_open(outside, &error));
	len = scratch_read_fifo(hostile->fifo, words, sizeof(words));
	assert_true(len > 2 && !words[len - 1]);
	assert_string_equal(words, "1");
	assert_string_equal(words + 2, outside->argument);
	assert_int_equal(len, 2 + strlen(outside->argument) + 1);
	hostile->opened++;
}

static void try_hostile(struct hostile *hostile, const char *url, size_t len)
{
	struct outside outside;
	struct buffer shown = BUFFER_INIT;
	struct arguments argv = ARGUMENTS_INIT;
	struct error error;

	tried++;
	outside_read(&outside, url, len, essay);
	outside_describe(&outside, &shown);
	assert_safe(buffer_string(&shown), shown.len);
	if (outside.kind == OUTSIDE_WEB) {
		open_web(&outside, hostile);
	} else {
		assert_false(outside_command(&outside, &argv, &error));
		assert_int_equal(argv.count, 0);
		assert_string_equal(outside.argument, "");
	}
	if (outside.kind == OUTSIDE_FILE || outside.kind == OUTSIDE_FOLDER) {
		size_t end = strlen(scratch_path("docs"));
		bool below =
			strncmp(outside.path, scratch_path("docs"), end) == 0 &&
			(outside.path[end] == '/' || !outside.path[end]);

		assert_int_equal(outside.below, below);
		assert_null(strstr(outside.path, "/../"));
	} else {
		assert_false(outside.below);
		assert_string_equal(outside.path, "");
	}
	buffer_release(&shown);
	outside_release(&outside);
}

static void begin_hostile(struct hostile *hostile)
{
	char browser[SCRATCH_MAX + 32];

	hostile->opened = 0;
	hostile->fifo = scratch_fifo("record");
	scratch_program("recorder",
			"#!/bin/sh\n"
			"printf '%s\\0' \"$#\" \"$@\" >\"$LECTERN_RECORD\"\n");
	setenv("LECTERN_RECORD", scratch_path("record"), 1);
	snprintf(browser, sizeof(browser), "no-such-browser:%s %%s",
		 scratch_path("recorder"));
	setenv("BROWSER", browser, 1);
}

static void end_hostile(struct hostile *hostile)
{
	static const char *const traces[] = { "PWNED", "docs/PWNED", "/PWNED" };

	for (size_t i = 0; i < COUNT(traces); i++)
		assert_int_equal(access(traces[i], F_OK), -1);
	close(hostile->fifo);
	assert_int_equal(unlink("record"), 0);
	unsetenv("BROWSER");
}

static void test_no_other_scheme_is_opened(void **state)
{
	struct hostile hostile;

	(void)state;
	begin_hostile(&hostile);
	for (size_t i = 0; i < COUNT(schemes); i++) {
		for (size_t j = 0; j < COUNT(targets_of_schemes); j++) {
			char url[256];

			snprintf(url, sizeof(url), "%s:%s", schemes[i],
				 targets_of_schemes[j]);
			try_hostile(&hostile, url, strlen(url));
		}
	}
	assert_int_equal(hostile.opened, 0);
	end_hostile(&hostile);
}

static void test_hostile_targets_are_one_word(void **state)
{
	struct hostile hostile;

	(void)state;
	begin_hostile(&hostile);
	for (size_t i = 0; i < COUNT(payloads); i++) {
		for (size_t j = 0; j < COUNT(contexts); j++) {
			const char *place = strstr(contexts[j], "%s");
			char url[256];
			int len = snprintf(url, sizeof(url), "%.*s%s%s",
					   (int)(place - contexts[j]),
					   contexts[j], payloads[i], place + 2);

			try_hostile(&hostile, url, (size_t)len);
		}
	}
	for (size_t i = 0; i < COUNT(targets); i++)
		try_hostile(&hostile, targets[i].url, strlen(targets[i].url));
	/* Some of them are ordinary URLs in the end. */
	assert_true(hostile.opened > 50);
	end_hostile(&hostile);
}

static void test_nul_and_size_are_refused(void **state)
{
	static const char nul[] = "https://example.com/\0.evil";
	struct hostile hostile;
	size_t size = 3000000;
	char *url = malloc(size);
	struct outside outside;

	(void)state;
	assert_non_null(url);
	begin_hostile(&hostile);
	try_hostile(&hostile, nul, sizeof(nul) - 1);
	try_hostile(&hostile, "http\0s://example.com", 20);
	assert_int_equal(hostile.opened, 0);
	memset(url, 'a', size);
	try_hostile(&hostile, url, size);
	memcpy(url, "https://example.com/", 20);
	try_hostile(&hostile, url, size);
	try_hostile(&hostile, url, 2084);
	assert_int_equal(hostile.opened, 0);
	try_hostile(&hostile, url, 2083);
	assert_int_equal(hostile.opened, 1);
	/* Encoded it is longer. */
	memset(url + 20, ' ', 1000);
	try_hostile(&hostile, url, 1021);
	assert_int_equal(hostile.opened, 1);
	memset(url, '/', size);
	try_hostile(&hostile, url, 2000);
	/* No character is cut where it is shown. */
	for (size_t i = 0; i + 1 < 3000; i += 2)
		memcpy(url + i, "\u00e9", 2);
	try_hostile(&hostile, url, 3000);
	end_hostile(&hostile);
	outside_read(&outside, NULL, 0, NULL);
	assert_int_equal(outside.kind, OUTSIDE_NOWHERE);
	outside_release(&outside);
	free(url);
}

/* Each of those above ended the run if a shell had started, if the program had
 * got another word than one, or if the scheme or the folder was another. */
static void test_enough_was_tried(void **state)
{
	(void)state;
	assert_true(tried >= 300);
	print_message("# figure | hostile link targets | %d | >= 300\n", tried);
	print_message("# figure | of these that start a shell, give more than "
		      "one word, use another scheme or leave the folder "
		      "unasked | 0 | 0\n");
}

static void test_random_bytes_do_no_harm(void **state)
{
	static const char *const starts[] = { "", "http://", "mailto:", "file:",
					      "https://a@" };
	static const char bytes[] = "/.%@:?#&=-~\\ \n'\"$`;a1\xc3\xa9\xff";
	struct hostile hostile;
	uint64_t seed = 52;

	(void)state;
	begin_hostile(&hostile);
	setenv("LECTERN_SECURE", "1", 1);
	for (int round = 0; round < 3000; round++) {
		struct outside outside;
		struct buffer shown = BUFFER_INIT;
		char url[64] = "";
		size_t len;

		memcpy(url, starts[round % 5], strlen(starts[round % 5]));
		len = strlen(url);
		for (size_t more = test_random(&seed) % 30; more; more--)
			url[len++] =
				bytes[test_random(&seed) % (sizeof(bytes) - 1)];
		outside_read(&outside, url, len, essay);
		outside_describe(&outside, &shown);
		assert_safe(buffer_string(&shown), shown.len);
		if (outside.kind == OUTSIDE_WEB)
			assert_argument(outside.argument);
		assert_true(utf8_valid(outside.url, strlen(outside.url)));
		assert_true(
			utf8_valid(outside.fragment, strlen(outside.fragment)));
		buffer_release(&shown);
		outside_release(&outside);
	}
	unsetenv("LECTERN_SECURE");
	end_hostile(&hostile);
}

/* ---- Choosing the program ---- */

static void test_the_first_browser_is_taken(void **state)
{
	static const struct {
		const char *browser;  /* $BROWSER */
		const char *programs; /* in $PATH */
		const char *display;
		const char *command; /* without the URL; NULL: none */
		bool terminal;
	} cases[] = {
		{ "firefox", "firefox", "", "firefox", false },
		{ "firefox:chrome", "chrome", "", "chrome", false },
		{ "firefox -P 'my own' %s", "firefox", "", "firefox|-P|my own",
		  false },
		{ "firefox %s &", "firefox", "", "firefox", false },
		{ "firefox --to=%s:w3m", "firefox w3m", "", "w3m", true },
		{ "sh -c %s:w3m", "sh w3m", "", "w3m", true },
		{ "sh -c 'firefox %s':w3m", "sh w3m", "", "w3m", true },
		{ "'w3m:lynx", "w3m lynx", "", "lynx", true },
		{ "::lynx -nopause", "lynx", "", "lynx|-nopause", true },
		{ "", "xdg-open w3m", ":0", "xdg-open", false },
		{ "missing", "xdg-open w3m", ":0", "xdg-open", false },
		{ NULL, "xdg-open w3m", "", "w3m", true },
		{ NULL, "xdg-open", "", "xdg-open", false },
		{ NULL, "wslview xdg-open", "", "wslview", false },
		{ NULL, "", ":0", NULL, false },
		{ "sh -c", "sh", "", NULL, false },
	};
	struct outside outside;

	(void)state;
	outside_read(&outside, "https://example.com/", 20, essay);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct arguments argv = ARGUMENTS_INIT;
		struct arguments names = ARGUMENTS_INIT;
		struct buffer joined = BUFFER_INIT;
		struct error error;
		bool found;

		scratch_mkdir("bin");
		arguments_split(&names, cases[i].programs,
				strlen(cases[i].programs));
		for (size_t j = 0; j < names.count; j++) {
			char name[64];

			snprintf(name, sizeof(name), "bin/%s", names.items[j]);
			scratch_program(name, "#!/bin/sh\n");
		}
		setenv("PATH", scratch_path("bin"), 1);
		setenv("DISPLAY", cases[i].display, 1);
		if (cases[i].browser)
			setenv("BROWSER", cases[i].browser, 1);
		found = outside_command(&outside, &argv, &error);
		assert_int_equal(found, cases[i].command != NULL);
		for (size_t j = 0; found && j + 1 < argv.count; j++)
			buffer_append_format(&joined, j ? "|%s" : "%s",
					     argv.items[j]);
		assert_string_equal(buffer_string(&joined),
				    found ? cases[i].command : "");
		if (found)
			assert_string_equal(argv.items[argv.count - 1],
					    "https://example.com/");
		assert_int_equal(outside_wants_terminal(&argv),
				 cases[i].terminal);
		if (cases[i].terminal)
			assert_false(outside_open(&outside, &error));
		unsetenv("BROWSER");
		unsetenv("DISPLAY");
		setenv("PATH", folders_before, 1);
		for (size_t j = 0; j < names.count; j++) {
			char name[64];

			snprintf(name, sizeof(name), "bin/%s", names.items[j]);
			assert_int_equal(unlink(name), 0);
		}
		assert_int_equal(rmdir("bin"), 0);
		arguments_release(&argv);
		arguments_release(&names);
		buffer_release(&joined);
	}
	outside_release(&outside);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_targets_are_told_apart),
		cmocka_unit_test(test_absolute_paths_are_outside),
		cmocka_unit_test(test_neighbours_of_any_document),
		cmocka_unit_test(test_targets_are_described),
		cmocka_unit_test(test_no_other_scheme_is_opened),
		cmocka_unit_test(test_hostile_targets_are_one_word),
		cmocka_unit_test(test_nul_and_size_are_refused),
		cmocka_unit_test(test_enough_was_tried),
		cmocka_unit_test(test_random_bytes_do_no_harm),
		cmocka_unit_test(test_the_first_browser_is_taken),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, make_library, remove_library) ? 1
									   : 0;
}
