/* SPDX-License-Identifier: ISC */
/* What the command line asks for. */
#include "commandline.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "document/locate.h"
#include "terminal/screen.h"
#include "text/decoder.h"
#include "text/sink.h"

enum {
	OPTION_FROM = 256,
	OPTION_ENCODING,
	OPTION_LANG,
	OPTION_BREAKS,
	OPTION_COLOR,
	OPTION_NO_MOUSE,
	OPTION_THEME,
	OPTION_AT,
	OPTION_SECTION,
	OPTION_LINKS,
	OPTION_STATS,
	OPTION_FIND,
	OPTION_LIST,
	OPTION_JSON,
	OPTION_HIGHLIGHT,
	OPTION_BOOKMARK,
	OPTION_NOTE,
	OPTION_MARK_COLOR,
	OPTION_TAG,
	OPTION_SINCE,
	OPTION_EXPORT,
	OPTION_INTO,
	OPTION_IMPORT,
	OPTION_YES,
	OPTION_CHECK,
	OPTION_COMPACT,
	OPTION_MARKS_FILE,
	OPTION_PRIVATE,
	OPTION_SET,
	OPTION_CONFIG,
	OPTION_PRINT_CONFIG,
	OPTION_TOUR,
	OPTION_COMPLETE,
};

static const struct option_help {
	struct option_form {
		const char *name;
		int has_argument;
		int code;
	} form;
	const char *shown;
	const char *help;
} option_rows[] = {
	{ { "print", no_argument, 'p' },
	  "-p, --print",
	  "lay the document out on standard output and leave" },
	{ { "outline", no_argument, 'o' },
	  "-o, --outline",
	  "print the headings: LEVEL, SLUG, WORDS, TITLE" },
	{ { "links", no_argument, OPTION_LINKS },
	  "--links",
	  "print the links: NUMBER, URL, TEXT" },
	{ { "stats", no_argument, OPTION_STATS },
	  "--stats",
	  "print words, characters, minutes, headings and more" },
	{ { "find", required_argument, OPTION_FIND },
	  "--find=WORDS",
	  "print where WORDS stand: FILE, PLACE, TEXT; in folders too" },
	{ { "width", required_argument, 'w' },
	  "-w, --width=N",
	  "text at most N columns wide (20 to 400; 66)" },
	{ { "from", required_argument, OPTION_FROM },
	  "--from=KIND",
	  "auto, markdown, plain, or html, epub, ... by its filter" },
	{ { "encoding", required_argument, OPTION_ENCODING },
	  "--encoding=NAME",
	  "UTF-8, windows-1252, Shift_JIS, ...; found out if not given" },
	{ { "lang", required_argument, OPTION_LANG },
	  "--lang=TAG",
	  "language of the text, as de or en-GB, or none; found out" },
	{ { "breaks", required_argument, OPTION_BREAKS },
	  "--breaks=KIND",
	  "choose lines for whole paragraphs (total) or one by one (greedy)" },
	{ { "at", required_argument, OPTION_AT },
	  "--at=PLACE",
	  "start at #slug, N%, :LINE (+N), /WORDS (+/WORDS), a mark's ID" },
	{ { "section", required_argument, OPTION_SECTION },
	  "--section=SLUG",
	  "print only that section; on the screen, open there" },
	{ { "color", required_argument, OPTION_COLOR },
	  "--color=WHEN",
	  "auto, always or never" },
	{ { "theme", required_argument, OPTION_THEME },
	  "--theme=NAME",
	  "auto, dark, light, mono, paper, high-contrast, or yours" },
	{ { "no-mouse", no_argument, OPTION_NO_MOUSE },
	  "--no-mouse",
	  "leave the mouse to the terminal" },
	{ { "list", no_argument, OPTION_LIST },
	  "--list",
	  "print the marks of FILE, or all: STATE, ID, COLOR, QUOTE, NOTE" },
	{ { "json", no_argument, OPTION_JSON },
	  "--json",
	  "with --list: a JSON object a line" },
	{ { "highlight", required_argument, OPTION_HIGHLIGHT },
	  "--highlight=QUOTE",
	  "highlight the one place in FILE where QUOTE stands" },
	{ { "bookmark", required_argument, OPTION_BOOKMARK },
	  "--bookmark=PLACE",
	  "put a bookmark at a place in FILE (as --at has them)" },
	{ { "note", required_argument, OPTION_NOTE },
	  "--note=TEXT",
	  "the note of that mark" },
	{ { "mark-color", required_argument, OPTION_MARK_COLOR },
	  "--mark-color=NAME",
	  "its colour; with --list or --export: only those" },
	{ { "tag", required_argument, OPTION_TAG },
	  "--tag=T",
	  "a tag of it; with --list or --export: only with it" },
	{ { "since", required_argument, OPTION_SINCE },
	  "--since=TIME",
	  "only marks since 12h, 30d, 4w or 2026-10-01" },
	{ { "export", required_argument, OPTION_EXPORT },
	  "--export=FORMAT",
	  "write the marks of FILE, or all, as markdown, org, jsonl ..." },
	{ { "into", required_argument, OPTION_INTO },
	  "--into=DIR",
	  "with --export=markdown: keep a file a document there" },
	{ { "import", required_argument, OPTION_IMPORT },
	  "--import=FILE",
	  "take in marks; says what it would do before it does it" },
	{ { "yes", no_argument, OPTION_YES },
	  "--yes",
	  "import without asking" },
	{ { "check", no_argument, OPTION_CHECK },
	  "--check",
	  "check the marks file" },
	{ { "compact", no_argument, OPTION_COMPACT },
	  "--compact",
	  "rewrite the marks file without what was superseded" },
	{ { "marks-file", required_argument, OPTION_MARKS_FILE },
	  "--marks-file=FILE",
	  "keep marks in this file" },
	{ { "private", no_argument, OPTION_PRIVATE },
	  "--private",
	  "remember nothing of what is read" },
	{ { "set", required_argument, OPTION_SET },
	  "--set NAME=VALUE",
	  "set any of the options that the reader lists under ?" },
	{ { "config", required_argument, OPTION_CONFIG },
	  "--config=FILE",
	  "read this config file, not ~/.config/lectern/config" },
	{ { "print-config", no_argument, OPTION_PRINT_CONFIG },
	  "--print-config",
	  "print such a file, with all that can be set, and leave" },
	{ { "complete", required_argument, OPTION_COMPLETE },
	  "--complete=WORD",
	  "print what WORD may become; shells ask this" },
	{ { "tour", no_argument, OPTION_TOUR },
	  "--tour",
	  "ten minutes' reading, by which one learns the keys" },
	{ { "help", no_argument, 'h' }, "-h, --help", "this help" },
	{ { "version", no_argument, 'V' }, "-V, --version", "the version" },
};

enum { OPTION_ROWS = sizeof(option_rows) / sizeof(option_rows[0]) };

void commandline_complain(const char *sentence)
{
	struct buffer line = BUFFER_INIT;

	buffer_append_string(&line, "lectern: ");
	if (screen_cells() != CELLS_ASCII)
		sink_append(&line, sentence, strlen(sentence));
	else
		sink_append_ascii(&line, sentence, strlen(sentence));
	fprintf(stderr, "%s\n", buffer_string(&line));
	buffer_release(&line);
}

static void print_help(void)
{
	puts("Usage: lectern [OPTION]... [FILE]...\n"
	     "Read FILE, an essay in Markdown or plain text, in the terminal; "
	     "- or a pipe:\nstandard input. A folder, or nothing: the shelf of "
	     "what is read. Press ? in the\nreader for its keys.\n");
	for (size_t i = 0; i < OPTION_ROWS; i++)
		printf("  %-18s %s\n", option_rows[i].shown,
		       option_rows[i].help);
	puts("\nExit status: 0 done, 1 something could not be read or kept, 2 "
	     "wrong usage.");
}

/* It counts once the config file is read, over that. */
static int set_option(struct commandline *line, const char *name,
		      const char *value)
{
	arguments_add_format(&line->config.given, "%s=%s", name, value);
	return -1;
}

const struct commandline_kind commandline_kinds[] = {
	[SOURCE_AUTO] = { "auto", "found out" },
	[SOURCE_AS_MARKDOWN] = { "markdown", "as CommonMark has it" },
	[SOURCE_AS_PLAIN] = { "plain", "plain text" },
	{ NULL, NULL },
};

/* What is none of the kinds is the extension of a filter, which only the config
 * file may have named. */
static void set_from(struct commandline *line, const char *kind)
{
	line->filtering.format = kind;
	for (int i = 0; commandline_kinds[i].name; i++) {
		if (strcmp(kind, commandline_kinds[i].name) == 0) {
			line->from = (enum source_from)i;
			line->filtering.format = NULL;
		}
	}
}

static bool format_is_known(const struct commandline *line)
{
	const char *format = line->filtering.format;
	struct error error;

	if (!format || filters_named(&line->config.filters, format))
		return true;
	error_set(&error,
		  "--from is auto, markdown, plain, or an extension that has a "
		  "filter, such as html; not \xe2\x80\x9c%.40s\xe2\x80\x9d",
		  format);
	commandline_complain(error.sentence);
	return false;
}

static bool set_encoding(struct commandline *line, const char *name)
{
	struct decoder *decoder = decoder_open(name);
	struct error error;

	line->encoding = name;
	decoder_free(decoder);
	if (decoder)
		return true;
	error_set(&error,
		  "--encoding=%.40s is not known here; some that are: UTF-8, "
		  "UTF-16, windows-1252, windows-1251, KOI8-R, Shift_JIS, "
		  "EUC-JP, GB18030, Big5, EUC-KR; iconv -l lists more",
		  name);
	commandline_complain(error.sentence);
	return false;
}

static bool is_place(const char *place)
{
	struct error error;

	if (locate_is_place(place) || (place[0] == '/' && place[1]))
		return true;
	error_set(&error,
		  "a place is #slug, N%%, :LINE of the source or /words, not "
		  "\xe2\x80\x9c%.80s\xe2\x80\x9d",
		  place);
	commandline_complain(error.sentence);
	return false;
}

/* A place, or a mark's ID. */
static bool set_at(struct commandline *line, const char *place)
{
	line->at = place;
	return jobs_is_id(place) || is_place(place);
}

static bool set_color(struct commandline *line, const char *name)
{
	struct error error;

	line->jobs.color = mark_color_find(name, strlen(name));
	if (line->jobs.color != MARK_COLORS)
		return true;
	error_set(&error,
		  "--mark-color is yellow, green, blue, pink, orange or "
		  "purple, not \xe2\x80\x9c%.40s\xe2\x80\x9d",
		  name);
	commandline_complain(error.sentence);
	return false;
}

static bool set_since(struct commandline *line, const char *time)
{
	struct error error;

	if (jobs_read_since(time, &line->jobs.since_ms))
		return true;
	error_set(&error,
		  "--since is like 12h, 30d, 4w or 2026-10-01, not "
		  "\xe2\x80\x9c%.40s\xe2\x80\x9d",
		  time);
	commandline_complain(error.sentence);
	return false;
}

/* Only one thing can be printed. */
static int take_job(struct commandline *line, enum job job)
{
	if (line->job != JOB_READ && line->job != job) {
		commandline_complain(
			"only one of --print, --outline, --links, --stats, "
			"--find, --list, --highlight, --bookmark, --export, "
			"--import, --check, --compact, --print-config and "
			"--complete can be done at a time");
		return EXIT_USAGE;
	}
	line->job = job;
	return -1;
}

static int take_marks_job(struct commandline *line,
			  int (*job)(const struct jobs *jobs))
{
	if (line->job == JOB_MARKS && line->marks_job != job)
		return take_job(line, JOB_READ);
	line->marks_job = job;
	return take_job(line, JOB_MARKS);
}

/* A file like any other, so that what is marked in it is kept. */
static bool take_tour(struct commandline *line)
{
	static const char tour[] = PKGDATADIR "/tour.md";

	line->files[line->file_count++] = tour;
	if (access(tour, R_OK) == 0)
		return true;
	commandline_complain(PKGDATADIR "/tour.md: the tour is not installed; "
					"make install puts it there");
	return false;
}

/* One option about marks; returns as take_option() does. */
static int take_marks_option(struct commandline *line, int code)
{
	struct jobs *jobs = &line->jobs;

	switch (code) {
	case OPTION_LIST:
		return take_marks_job(line, jobs_list);
	case OPTION_HIGHLIGHT:
		jobs->quote = optarg;
		return take_marks_job(line, jobs_highlight);
	case OPTION_BOOKMARK:
		jobs->place = optarg;
		if (!is_place(optarg))
			return EXIT_USAGE;
		return take_marks_job(line, jobs_bookmark);
	case OPTION_EXPORT:
		jobs->format = optarg;
		return take_marks_job(line, jobs_export);
	case OPTION_IMPORT:
		jobs->import = optarg;
		return take_marks_job(line, jobs_import);
	case OPTION_CHECK:
		return take_marks_job(line, jobs_check);
	case OPTION_COMPACT:
		return take_marks_job(line, jobs_compact);
	case OPTION_JSON:
		jobs->json = true;
		return -1;
	case OPTION_NOTE:
		jobs->note = optarg;
		return -1;
	case OPTION_MARK_COLOR:
		return set_color(line, optarg) ? -1 : EXIT_USAGE;
	case OPTION_TAG:
		arguments_add(&line->tags, optarg);
		return -1;
	case OPTION_SINCE:
		return set_since(line, optarg) ? -1 : EXIT_USAGE;
	case OPTION_INTO:
		jobs->into = optarg;
		return -1;
	case OPTION_YES:
		jobs->yes = true;
		return -1;
	case OPTION_MARKS_FILE:
		line->marks_file = optarg;
		return -1;
	default:
		return EXIT_USAGE;
	}
}

/* One option; returns -1 to go on, else the exit code. */
static int take_option(struct commandline *line, int code)
{
	switch (code) {
	case 'p':
		return take_job(line, JOB_PRINT);
	case 'o':
		return take_job(line, JOB_OUTLINE);
	case OPTION_LINKS:
		return take_job(line, JOB_LINKS);
	case OPTION_STATS:
		return take_job(line, JOB_STATS);
	case OPTION_FIND:
		line->words = optarg;
		return take_job(line, JOB_FIND);
	case 'w':
		return set_option(line, "width", optarg);
	case OPTION_FROM:
		set_from(line, optarg);
		return -1;
	case OPTION_ENCODING:
		return set_encoding(line, optarg) ? -1 : EXIT_USAGE;
	case OPTION_LANG:
		return set_option(line, "lang", optarg);
	case OPTION_BREAKS:
		return set_option(line, "breaks", optarg);
	case OPTION_COLOR:
		return set_option(line, "color", optarg);
	case OPTION_THEME:
		return set_option(line, "theme", optarg);
	case OPTION_NO_MOUSE:
		return set_option(line, "mouse", "off");
	case OPTION_AT:
		return set_at(line, optarg) ? -1 : EXIT_USAGE;
	case OPTION_SECTION:
		line->section = optarg + (optarg[0] == '#');
		buffer_clear(&line->section_at);
		buffer_append_format(&line->section_at, "#%s", line->section);
		return -1;
	case OPTION_PRIVATE:
		line->private = true;
		return -1;
	case OPTION_SET:
		arguments_add(&line->config.given, optarg);
		return -1;
	case OPTION_CONFIG:
		config_name(&line->config, optarg);
		return -1;
	case OPTION_PRINT_CONFIG:
		return take_job(line, JOB_CONFIG);
	case OPTION_COMPLETE:
		line->completed = optarg;
		return take_job(line, JOB_COMPLETE);
	case OPTION_TOUR:
		return take_tour(line) ? -1 : EXIT_FAILURE;
	case 'h':
		print_help();
		return EXIT_SUCCESS;
	case 'V':
		puts(PACKAGE_STRING);
		return EXIT_SUCCESS;
	default:
		return take_marks_option(line, code);
	}
}

/* getopt_long() could only say it with the argument's own bytes. */
static void complain_of_option(int code, const char *argument)
{
	struct error error;

	if (code == ':')
		error_set(&error, "%.80s needs a value; see lectern --help",
			  argument);
	else
		error_set(&error,
			  "%.80s is no option, or one that takes no value; "
			  "lectern --help lists them",
			  argument);
	commandline_complain(error.sentence);
}

/* "+12" is "--at=:12", "+/x" is "--at=/x"; a file whose name starts so is
 * "./+12". */
static bool take_file(struct commandline *line, char *argument)
{
	if (argument[0] == '+') {
		if (argument[1] >= '0' && argument[1] <= '9')
			argument[0] = ':';
		else if (argument[1] == '/')
			argument++;
		return set_at(line, argument);
	}
	line->files[line->file_count++] = argument;
	return true;
}

/* The config file, and what was given over it. */
static int read_config(struct commandline *line)
{
	struct config *config = &line->config;
	struct error error;
	int status = -1;

	if (!config_read(config, &error))
		status = EXIT_FAILURE;
	else if (!config_give(config, &error))
		status = EXIT_USAGE;
	if (status >= 0)
		commandline_complain(error.sentence);
	line->options = config->options;
	if (status < 0 && !format_is_known(line))
		status = EXIT_USAGE;
	return status;
}

bool commandline_option(size_t index, struct commandline_option *option)
{
	if (index >= OPTION_ROWS)
		return false;
	option->name = option_rows[index].form.name;
	option->has_argument =
		option_rows[index].form.has_argument == required_argument;
	option->help = option_rows[index].help;
	return true;
}

int commandline_read(struct commandline *line, int argc, char **argv)
{
	struct option forms[OPTION_ROWS + 1] = { 0 };
	int code;
	int status = -1;

	for (size_t i = 0; i < OPTION_ROWS; i++) {
		forms[i].name = option_rows[i].form.name;
		forms[i].has_arg = option_rows[i].form.has_argument;
		forms[i].val = option_rows[i].form.code;
	}
	opterr = 0;
	line->jobs.color = MARK_COLORS;
	while (status < 0 &&
	       (code = getopt_long(argc, argv, ":pow:hV", forms, NULL)) != -1) {
		if (code == ':' || code == '?')
			complain_of_option(code, argv[optind - 1]);
		status = take_option(line, code);
	}
	for (; status < 0 && optind < argc; optind++) {
		if (!take_file(line, argv[optind]))
			status = EXIT_USAGE;
	}
	return status < 0 ? read_config(line) : status;
}
