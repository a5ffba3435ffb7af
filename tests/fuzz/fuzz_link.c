/* SPDX-License-Identifier: ISC */
/*
 * A fuzz target: what a link leads to, and the command that opens it. Nothing
 * is started.
 *
 * The first byte chooses the document and the browser; the rest is the target.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arguments.h"
#include "base/buffer.h"
#include "base/error.h"
#include "fuzz/fuzz.h"
#include "fuzz/oracle.h"
#include "reader/outside.h"
#include "text/hosts.h"
#include "text/utf8.h"

enum {
	CHOICE_PIPE = 1 << 0,	   /* the document has no path */
	CHOICE_ARGUMENTS = 1 << 1, /* the browser has words of its own */
	LINK_MAX = 2083,
};

static char home[PATH_MAX]; /* of the document, without symbolic links */

/* Files that a target may lead to, in the folder of the document and beside
 * it; a browser that is never started. */
static void make_library(void)
{
	static const char *const folders[] = { "docs", "docs/sub", "beside" };
	static const char *const files[] = { "docs/a.md", "docs/sub/b",
					     "docs/-c.txt", "beside/d.md",
					     "browser" };

	for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++)
		assert(mkdir(fuzz_path(folders[i]), 0700) == 0);
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++)
		fuzz_write(files[i], "text\n", 5);
	assert(symlink("../beside", fuzz_path("docs/out")) == 0);
	assert(symlink("loop", fuzz_path("docs/loop")) == 0);
	assert(chmod(fuzz_path("browser"), 0700) == 0);
	assert(realpath(fuzz_path("docs"), home));
}

static bool is_below(const char *path)
{
	size_t len = strlen(home);

	return strncmp(path, home, len) == 0 &&
	       (!path[len] || path[len] == '/');
}

/* What a browser is given begins with a scheme, so it is no option; has no
 * blank, control or quote, is ASCII and not too long. */
static void check_argument(const char *argument)
{
	assert(strncmp(argument, "http://", 7) == 0 ||
	       strncmp(argument, "https://", 8) == 0 ||
	       strncmp(argument, "mailto:", 7) == 0);
	assert(strlen(argument) <= LINK_MAX);
	for (const char *at = argument; *at; at++)
		assert(*at > ' ' && *at < 0x7f && !strchr("\"<>\\^`{|}", *at));
}

/* A host that is shown is one that is asked for: in ASCII. */
static void check_host(const struct outside *outside)
{
	struct buffer shown = BUFFER_INIT;
	const char *start = strstr(outside->argument, "://");
	const char *at;
	size_t len;

	if (!start || strncmp(outside->argument, "mailto:", 7) == 0)
		return;
	start += 3;
	len = strcspn(start, "/?#");
	at = memchr(start, '@', len);
	while (at) {
		len -= (size_t)(at + 1 - start);
		start = at + 1;
		at = memchr(start, '@', len);
	}
	if (*start != '[')
		len = strcspn(start, ":/?#");
	assert(len > 0);
	if (!outside->suspicious && *start != '[' &&
	    hosts_to_unicode(&shown, start, len))
		assert(!hosts_suspicious(start, len));
	buffer_release(&shown);
}

/* The program, its own words, and the target as the last one. */
static void check_command(const struct outside *outside, size_t words)
{
	struct arguments argv = ARGUMENTS_INIT;
	struct error error;
	bool made = outside_command(outside, &argv, &error);

	assert(made == (outside->kind == OUTSIDE_WEB));
	if (made) {
		assert(argv.count == words + 1);
		assert(strcmp(argv.items[words], outside->argument) == 0);
		assert(strcmp(argv.items[0], fuzz_path("browser")) == 0);
	} else {
		assert(argv.count == 0);
	}
	arguments_release(&argv);
}

static void check(const struct outside *outside, bool has_home)
{
	struct buffer told = BUFFER_INIT;

	if (outside->kind == OUTSIDE_WEB) {
		check_argument(outside->argument);
		check_host(outside);
	} else {
		assert(!*outside->argument);
	}
	if (outside->kind == OUTSIDE_FILE || outside->kind == OUTSIDE_FOLDER) {
		assert(outside->path[0] == '/' &&
		       !strstr(outside->path, "/../"));
		assert(outside->below == (has_home && is_below(outside->path)));
	} else {
		assert(!*outside->path && !outside->below);
	}
	assert(utf8_valid(outside->url, strlen(outside->url)));
	assert(utf8_valid(outside->fragment, strlen(outside->fragment)));
	if (outside->kind == OUTSIDE_REFUSED)
		assert(outside->why);
	outside_describe(outside, &told);
	oracle_check(buffer_string(&told), told.len,
		     ORACLE_AT_HOME | ORACLE_LINES);
	buffer_release(&told);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz_input in = fuzz_input(data, size);
	unsigned choice = fuzz_byte(&in);
	const char *document = NULL;
	struct buffer browser = BUFFER_INIT;
	struct outside outside;

	if (!*home)
		make_library();
	unsetenv("LECTERN_SECURE");
	buffer_append_format(&browser, "no-such-one:%s%s", fuzz_path("browser"),
			     choice & CHOICE_ARGUMENTS ? " --new 'a b' %s"
						       : "");
	setenv("BROWSER", buffer_string(&browser), 1);
	buffer_release(&browser);
	if (!(choice & CHOICE_PIPE))
		document = fuzz_path("docs/a.md");
	outside_read(&outside, in.bytes, in.len, document);
	check(&outside, document != NULL);
	check_command(&outside, choice & CHOICE_ARGUMENTS ? 3 : 1);
	if (outside.kind == OUTSIDE_WEB)
		assert(outside_is_suspicious(in.bytes, in.len) ==
		       outside.suspicious);
	outside_release(&outside);
	return 0;
}
