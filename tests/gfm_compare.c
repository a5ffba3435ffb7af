/* SPDX-License-Identifier: ISC */
/*
 * Hold what we read in documents against what GitHub's own parser does.
 *
 *   gfm_compare                 for make check: examples, some documents
 *   gfm_compare COUNT [FIRST]   so many documents, from this number on
 *   gfm_compare -f FILE         one document: both dumps
 *
 * The differences that are meant are the rules below, each by its name, with
 * its reason in ARCHITECTURE.md. Whatever they do not explain is told, made as
 * small as it will get. No word that GitHub shows may be missing in any case.
 */
#include <ctype.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/memory.h"
#include "document/document.h"
#include "document/load.h"
#include "document/source.h"
#include "gfm_dump.h"
#include "gfm_examples.h"
#include "gfm_ours.h"
#include "gfm_rules.h"
#include "gfm_writer.h"

enum {
	CHECK_DOCUMENTS = 1500, /* in make check */
	TOLD_MAX = 30,
};

/* --- The oracle ----------------------------------------------------------- */

struct oracle {
	FILE *to;
	FILE *from;
};

/* The program is beside this one. False if it was not built. */
static bool oracle_path(const char *self, struct buffer *path)
{
	const char *slash = strrchr(self, '/');

	buffer_append(path, self, slash ? (size_t)(slash - self) + 1 : 0);
	buffer_append_string(path, "gfm_oracle");
	return access(path->data, X_OK) == 0;
}

static bool oracle_open(struct oracle *oracle, char *path)
{
	char *const arguments[] = { path, NULL };
	int to[2];
	int from[2];
	pid_t pid;

	if (pipe(to) != 0 || pipe(from) != 0)
		return false;
	pid = fork();
	if (pid < 0)
		return false;
	if (pid == 0) {
		dup2(to[0], STDIN_FILENO);
		dup2(from[1], STDOUT_FILENO);
		close(to[1]);
		close(from[0]);
		execv(path, arguments);
		_exit(127);
	}
	close(to[0]);
	close(from[1]);
	oracle->to = fdopen(to[1], "w");
	oracle->from = fdopen(from[0], "r");
	return oracle->to && oracle->from;
}

static void oracle_ask(struct oracle *oracle, const struct buffer *text,
		       struct buffer *out)
{
	char line[32];
	size_t len;

	fprintf(oracle->to, "%zu\n", text->len);
	fwrite(buffer_string(text), 1, text->len, oracle->to);
	fflush(oracle->to);
	buffer_clear(out);
	if (!fgets(line, sizeof(line), oracle->from)) {
		fprintf(stderr, "the oracle died of:\n%s\n",
			buffer_string(text));
		exit(99);
	}
	len = strtoul(line, NULL, 10);
	buffer_reserve(out, len);
	for (size_t i = 0; i < len; i++)
		buffer_append_byte(out, (char)getc(oracle->from));
}

/* --- Comparing ------------------------------------------------------------ */

struct comparison {
	struct oracle oracle;
	struct buffer theirs;
	struct buffer ours;
	const char *reason; /* what was wrong, or NULL */
	char where[64];	    /* the kinds of the first lines that differ */
	size_t rules[GFM_RULES];
	size_t rewrites[GFM_REWRITES];
};

static const size_t windows[] = { 1, LOAD_WINDOW };

/* Whether what we dumped is what the oracle says of a document, to a word. */
static bool is_explained(struct comparison *comparison,
			 const struct buffer *text)
{
	oracle_ask(&comparison->oracle, text, &comparison->theirs);
	return !gfm_words_lost(&comparison->ours, &comparison->theirs) &&
	       gfm_explained(&comparison->ours, &comparison->theirs,
			     buffer_string(text), comparison->rules);
}

/* Rewrites a document in the ways of a set; false if one changes nothing. */
static bool rewrite(struct buffer *out, const struct buffer *text, unsigned set)
{
	buffer_append(out, buffer_string(text), text->len);
	for (size_t i = 0; i < GFM_REWRITES; i++) {
		struct buffer next = BUFFER_INIT;
		bool changed;

		if (!(set & 1u << i))
			continue;
		changed = gfm_rewrites[i].rewrite(&next, buffer_string(out));
		buffer_release(out);
		*out = next;
		if (!changed)
			return false;
	}
	return true;
}

/* The same of the document written in ways that should not matter. */
static bool is_explained_rewritten(struct comparison *comparison,
				   const struct buffer *text)
{
	bool explained = false;

	for (unsigned set = 1; set < 1u << GFM_REWRITES && !explained; set++) {
		struct buffer rewritten = BUFFER_INIT;

		if (rewrite(&rewritten, text, set))
			explained = is_explained(comparison, &rewritten);
		for (size_t i = 0; i < GFM_REWRITES; i++)
			if (set & 1u << i)
				comparison->rewrites[i] += explained;
		buffer_release(&rewritten);
	}
	return explained;
}

/* Whether a document is read alike; notes which rules that took. */
static bool is_alike(struct comparison *comparison, const struct buffer *text)
{
	comparison->reason = NULL;
	for (size_t i = 0; i < sizeof(windows) / sizeof(*windows); i++) {
		buffer_clear(&comparison->ours);
		ours_dump(&comparison->ours, text, windows[i]);
		if (is_explained(comparison, text) ||
		    is_explained_rewritten(comparison, text))
			continue;
		oracle_ask(&comparison->oracle, text, &comparison->theirs);
		comparison->reason = "another structure";
		if (gfm_words_lost(&comparison->ours, &comparison->theirs))
			comparison->reason = "text lost";
		gfm_where(&comparison->ours, &comparison->theirs,
			  comparison->where, sizeof(comparison->where));
		return false;
	}
	return true;
}

static bool is_reference(const char *at)
{
	size_t len = 2;

	while (isalnum((unsigned char)at[len]))
		len++;
	return len > 2 && at[len] == ']';
}

/* Tags that mean nothing to us either, and addresses. */
static bool is_plain_tag(const char *at)
{
	static const char *const tags[] = { "<span>", "<div>", "<made-up:a>",
					    "<http://x.y>" };

	for (size_t i = 0; i < sizeof(tags) / sizeof(*tags); i++)
		if (gfm_begins(at, tags[i]))
			return true;
	return !isalpha((unsigned char)at[1]);
}

/* Whether only what may open containers stands before at on its line. */
static bool is_line_start(const char *text, const char *at)
{
	while (at > text && at[-1] != '\n')
		if (!strchr(" \t>-+*0123456789.)[]xX", *--at))
			return false;
	return true;
}

/* Whether a document has what only we understand, or what no writer means: the
 * documents that are written have none. */
static bool is_foreign(const char *text)
{
	for (const char *at = text; (at = strpbrk(at, "^~")); at++) {
		bool first = at == text || at[-1] != *at;

		if (*at == '^' ? at == text || !is_reference(at - 1)
			       : first && at[1] != '~' &&
					 (at == text || at[-1] != '\\'))
			return true;
	}
	for (const char *at = text; (at = strchr(at, '<')); at++)
		if (!is_plain_tag(at))
			return true;
	for (const char *at = text; (at = strstr(at, "&#")); at++)
		if (!gfm_begins(at, "&#124;"))
			return true;
	for (const char *at = text; (at = strstr(at, ": ")); at++)
		if (is_line_start(text, at))
			return true;
	for (const char *at = text; (at = strstr(at, "http")); at++)
		if (at == text || at[-1] != '<')
			return true;
	return strstr(text, "[[");
}

/* Takes out what is not needed for the same difference: stretches of lines,
 * then of bytes, shorter and shorter. */
static void reduce_by(struct comparison *comparison, struct buffer *text,
		      bool lines)
{
	const char *reason = comparison->reason;
	char where[sizeof(comparison->where)];

	memcpy(where, comparison->where, sizeof(where));
	for (size_t step = text->len; step; step /= 2) {
		size_t at = 0;

		while (at < text->len) {
			struct buffer shorter = BUFFER_INIT;
			size_t end =
				at + step < text->len ? at + step : text->len;

			while (lines && end < text->len &&
			       text->data[end - 1] != '\n')
				end++;
			buffer_append(&shorter, text->data, at);
			buffer_append(&shorter, text->data + end,
				      text->len - end);
			if (!is_foreign(buffer_string(&shorter)) &&
			    !is_alike(comparison, &shorter) &&
			    comparison->reason == reason &&
			    strcmp(comparison->where, where) == 0) {
				buffer_release(text);
				*text = shorter;
				continue;
			}
			buffer_release(&shorter);
			at = end;
		}
	}
	is_alike(comparison, text);
}

static void reduce(struct comparison *comparison, struct buffer *text)
{
	size_t before;

	do {
		before = text->len;
		reduce_by(comparison, text, true);
		reduce_by(comparison, text, false);
	} while (text->len < before);
}

static void tell_lines(const char *what, const char *text)
{
	printf("# %s:\n", what);
	while (*text) {
		size_t len = strcspn(text, "\n");

		printf("#   %.*s\n", (int)len, text);
		text += len + (text[len] == '\n');
	}
}

static void tell(struct comparison *comparison, const char *name,
		 const struct buffer *document)
{
	struct buffer text = BUFFER_INIT;

	buffer_append(&text, document->data, document->len);
	reduce(comparison, &text);
	printf("# --- %s: %s\n", name, comparison->reason);
	tell_lines("document", buffer_string(&text));
	tell_lines("ours", buffer_string(&comparison->ours));
	tell_lines("GitHub's", buffer_string(&comparison->theirs));
	fflush(stdout);
	buffer_release(&text);
}

/* --- Runs ----------------------------------------------------------------- */

/* What is compared now, should we not come back. */
static struct buffer compared;

static void on_abort(int number)
{
	static const char message[] = "aborted with this document:\n";

	(void)number;
	if (write(STDERR_FILENO, message, sizeof(message) - 1) < 0 ||
	    write(STDERR_FILENO, compared.data, compared.len) < 0)
		_exit(2);
}

static size_t compare_examples(struct comparison *comparison)
{
	size_t differ = 0;

	for (size_t i = 0; i < sizeof(gfm_examples) / sizeof(*gfm_examples);
	     i++) {
		const struct gfm_example *example = &gfm_examples[i];

		buffer_clear(&compared);
		buffer_append_string(&compared, example->markdown);
		if (is_alike(comparison, &compared))
			continue;
		if (differ++ < TOLD_MAX)
			tell(comparison, example->section, &compared);
	}
	return differ;
}

static size_t compare_documents(struct comparison *comparison, uint64_t from,
				uint64_t count)
{
	struct gfm_writer writer = { 0 };
	size_t differ = 0;

	for (uint64_t i = from; i < from + count; i++) {
		char name[32];

		gfm_write(&writer, i);
		buffer_clear(&compared);
		buffer_append(&compared, writer.out.data, writer.out.len);
		if (is_alike(comparison, &compared))
			continue;
		snprintf(name, sizeof(name), "document %llu",
			 (unsigned long long)i);
		if (differ++ < TOLD_MAX)
			tell(comparison, name, &compared);
	}
	buffer_release(&writer.out);
	return differ;
}

static int check(struct comparison *comparison)
{
	size_t differ;

	printf("1..2\n");
	differ = compare_examples(comparison);
	printf("%sok 1 - %zu examples\n", differ ? "not " : "",
	       sizeof(gfm_examples) / sizeof(*gfm_examples));
	if (compare_documents(comparison, 0, CHECK_DOCUMENTS)) {
		differ++;
		printf("not ");
	}
	printf("ok 2 - %d documents\n", CHECK_DOCUMENTS);
	return differ ? 1 : 0;
}

static int run(struct comparison *comparison, uint64_t count, uint64_t from)
{
	size_t examples = compare_examples(comparison);
	size_t differ = compare_documents(comparison, from, count);

	printf("%zu of %zu examples differ, %zu of %llu documents\n", examples,
	       sizeof(gfm_examples) / sizeof(*gfm_examples), differ,
	       (unsigned long long)count);
	for (size_t i = 0; i < GFM_RULES; i++)
		printf("%8zu times %s\n", comparison->rules[i],
		       gfm_rules[i].name);
	for (size_t i = 0; i < GFM_REWRITES; i++)
		printf("%8zu times %s\n", comparison->rewrites[i],
		       gfm_rewrites[i].name);
	return examples || differ;
}

static int show(struct comparison *comparison, const char *path)
{
	FILE *file = fopen(path, "r");
	bool alike;
	int byte;

	if (!file)
		return 2;
	while ((byte = getc(file)) != EOF)
		buffer_append_byte(&compared, (char)byte);
	fclose(file);
	alike = is_alike(comparison, &compared);
	printf("ours:\n%s\nGitHub's:\n%s\n%s\n",
	       buffer_string(&comparison->ours),
	       buffer_string(&comparison->theirs),
	       alike ? "alike" : comparison->reason);
	return !alike;
}

int main(int argc, char **argv)
{
	struct comparison comparison = { 0 };
	struct buffer path = BUFFER_INIT;
	int status;

	if (!oracle_path(argv[0], &path) ||
	    !oracle_open(&comparison.oracle, path.data)) {
		printf("1..0 # SKIP without libcmark-gfm\n");
		return 0;
	}
	buffer_release(&path);
	signal(SIGABRT, on_abort);
	if (argc == 1)
		status = check(&comparison);
	else if (argc == 3 && strcmp(argv[1], "-f") == 0)
		status = show(&comparison, argv[2]);
	else
		status = run(&comparison, strtoull(argv[1], NULL, 10),
			     argc > 2 ? strtoull(argv[2], NULL, 10) : 0);
	fclose(comparison.oracle.to);
	fclose(comparison.oracle.from);
	buffer_release(&comparison.theirs);
	buffer_release(&comparison.ours);
	buffer_release(&compared);
	return status;
}
