/* SPDX-License-Identifier: ISC */
/* Options in, one of the program's jobs done, exit code out. */
#include <fcntl.h>
#include <getopt.h>
#include <locale.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/memory.h"
#include "document/document.h"
#include "document/folder.h"
#include "document/load.h"
#include "document/locate.h"
#include "document/outline.h"
#include "document/query.h"
#include "document/source.h"
#include "print/find.h"
#include "print/print.h"
#include "reader/desk.h"
#include "reader/options.h"
#include "terminal/loop.h"
#include "terminal/screen.h"
#include "text/decoder.h"
#include "text/sink.h"

enum { EXIT_USAGE = 2 };

enum job {
	JOB_READ,
	JOB_PRINT,
	JOB_OUTLINE,
	JOB_LINKS,
	JOB_STATS,
	JOB_FIND,
};

/* What the command line asks for. */
struct request_line {
	enum job job;
	enum source_from from;
	const char *encoding; /* NULL: found out */
	struct options options;
	bool width_given;
	bool private; /* nothing is remembered */
	const char *at;
	const char *words;	  /* of --find */
	struct query *query;	  /* of --find; owned by main() */
	const char *section;	  /* without '#' */
	struct buffer section_at; /* the place where it starts */
	const char **files;
	size_t file_count;
};

enum {
	OPTION_FROM = 256,
	OPTION_ENCODING,
	OPTION_COLOR,
	OPTION_NO_MOUSE,
	OPTION_AT,
	OPTION_SECTION,
	OPTION_LINKS,
	OPTION_STATS,
	OPTION_FIND,
	OPTION_PRIVATE,
	OPTION_SET,
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
	  "print words, characters, minutes, headings …" },
	{ { "find", required_argument, OPTION_FIND },
	  "--find=WORDS",
	  "print where WORDS stand in files and folders: FILE, PLACE, text" },
	{ { "width", required_argument, 'w' },
	  "-w, --width=N",
	  "text at most N columns wide (20 to 400; 66)" },
	{ { "from", required_argument, OPTION_FROM },
	  "--from=KIND",
	  "auto, markdown or plain" },
	{ { "encoding", required_argument, OPTION_ENCODING },
	  "--encoding=NAME",
	  "UTF-8, windows-1252, Shift_JIS …; found out if not given" },
	{ { "at", required_argument, OPTION_AT },
	  "--at=PLACE, +N, +/WORDS",
	  "start at #slug, N%, :LINE of the source (+N), /WORDS" },
	{ { "section", required_argument, OPTION_SECTION },
	  "--section=SLUG",
	  "print only that section; on the screen, open there" },
	{ { "color", required_argument, OPTION_COLOR },
	  "--color=WHEN",
	  "auto, always or never" },
	{ { "no-mouse", no_argument, OPTION_NO_MOUSE },
	  "--no-mouse",
	  "leave the mouse to the terminal" },
	{ { "private", no_argument, OPTION_PRIVATE },
	  "--private",
	  "remember nothing of what is read" },
	{ { "set", required_argument, OPTION_SET },
	  "--set NAME=VALUE",
	  "set any of the options that the reader lists under ?" },
	{ { "help", no_argument, 'h' }, "-h, --help", "this help" },
	{ { "version", no_argument, 'V' }, "-V, --version", "the version" },
};

enum { OPTION_ROWS = sizeof(option_rows) / sizeof(option_rows[0]) };

/* "lectern: sentence" on standard error, which nothing in it can command. */
static void complain(const char *sentence)
{
	struct buffer line = BUFFER_INIT;

	buffer_append_string(&line, "lectern: ");
	if (screen_cells() == CELLS_UNICODE)
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
	     "- or a pipe:\nstandard input. Press ? in the reader for its "
	     "keys.\n");
	for (size_t i = 0; i < OPTION_ROWS; i++)
		printf("  %-18s %s\n", option_rows[i].shown,
		       option_rows[i].help);
	puts("\nExit status: 0 done, 1 a document could not be read, 2 wrong "
	     "usage.");
}

static bool set_option(struct request_line *line, const char *name,
		       const char *value)
{
	struct buffer assignment = BUFFER_INIT;
	struct error error;
	bool done;

	buffer_append_format(&assignment, "%s=%s", name, value);
	done = options_set(&line->options, buffer_string(&assignment), &error);
	if (!done)
		complain(error.sentence);
	buffer_release(&assignment);
	return done;
}

static bool set_from(struct request_line *line, const char *kind)
{
	static const char *const kinds[] = {
		[SOURCE_AUTO] = "auto",
		[SOURCE_AS_MARKDOWN] = "markdown",
		[SOURCE_AS_PLAIN] = "plain",
	};
	struct error error;

	for (int i = 0; i < (int)(sizeof(kinds) / sizeof(kinds[0])); i++) {
		if (strcmp(kind, kinds[i]) == 0) {
			line->from = (enum source_from)i;
			return true;
		}
	}
	error_set(&error, "--from is auto, markdown or plain, not \"%.40s\"",
		  kind);
	complain(error.sentence);
	return false;
}

static bool set_encoding(struct request_line *line, const char *name)
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
	complain(error.sentence);
	return false;
}

static bool set_at(struct request_line *line, const char *place)
{
	struct error error;

	line->at = place;
	if (locate_is_place(place) || (place[0] == '/' && place[1]))
		return true;
	error_set(&error,
		  "a place is #slug, N%%, :LINE of the source or /words, not "
		  "\"%.80s\"",
		  place);
	complain(error.sentence);
	return false;
}

static bool set_any(struct request_line *line, const char *assignment)
{
	struct error error;

	if (strncmp(assignment, "width=", 6) == 0)
		line->width_given = true;
	if (options_set(&line->options, assignment, &error))
		return true;
	complain(error.sentence);
	return false;
}

/* Only one thing can be printed. */
static int take_job(struct request_line *line, enum job job)
{
	if (line->job != JOB_READ && line->job != job) {
		complain("--print, --outline, --links, --stats and --find "
			 "exclude one another");
		return EXIT_USAGE;
	}
	line->job = job;
	return -1;
}

/* One option; returns -1 to go on, else the exit code. */
static int take_option(struct request_line *line, int code)
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
		line->width_given = true;
		return set_option(line, "width", optarg) ? -1 : EXIT_USAGE;
	case OPTION_FROM:
		return set_from(line, optarg) ? -1 : EXIT_USAGE;
	case OPTION_ENCODING:
		return set_encoding(line, optarg) ? -1 : EXIT_USAGE;
	case OPTION_COLOR:
		return set_option(line, "color", optarg) ? -1 : EXIT_USAGE;
	case OPTION_NO_MOUSE:
		line->options.mouse = false;
		return -1;
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
		return set_any(line, optarg) ? -1 : EXIT_USAGE;
	case 'h':
		print_help();
		return EXIT_SUCCESS;
	case 'V':
		puts(PACKAGE_STRING);
		return EXIT_SUCCESS;
	default:
		return EXIT_USAGE;
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
	complain(error.sentence);
}

/* "+12" is "--at=:12", "+/x" is "--at=/x"; a file whose name starts so is
 * "./+12". */
static bool take_file(struct request_line *line, char *argument)
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

static int take_options(struct request_line *line, int argc, char **argv)
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
	return status;
}

/* Columns of the terminal on standard output, or 0. */
static int terminal_columns(void)
{
	struct winsize size;

	if (isatty(STDOUT_FILENO) &&
	    ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
		return size.ws_col;
	return 0;
}

static bool terminal_is_dumb(void)
{
	const char *term = getenv("TERM");

	return !term || !*term || strcmp(term, "dumb") == 0;
}

static struct print_options print_options_of(const struct request_line *line)
{
	int columns = terminal_columns();
	int width = line->options.width;
	bool tty = isatty(STDOUT_FILENO) && !terminal_is_dumb();
	struct print_options options = { 0 };

	if (columns && width > columns)
		width = columns;
	options.layout.width = (uint32_t)width;
	options.layout.wrap_code = true;
	options.layout.inferred = line->options.inferred;
	options.layout.cells = CELLS_UNICODE;
	options.color = line->options.color == COLOR_ALWAYS ||
			(line->options.color == COLOR_AUTO && tty);
	options.whole = !isatty(STDOUT_FILENO);
	options.hues = options.color && options_allow_color(&line->options);
	options.end = UINT32_MAX;
	return options;
}

/* The byte of a place, "/words" too. */
static bool place_of(const struct document *document, const char *place,
		     uint32_t *off)
{
	struct error error;
	struct query *query;
	struct hit hit;
	bool found;

	if (*place != '/')
		return locate(document, place, off);
	query = query_new(QUERY_TEXT, place + 1, strlen(place + 1), &error);
	found = query && query_find(query, document, 0,
				    (uint32_t)document->text.len, &hit, 1);
	if (found)
		*off = hit.off;
	query_free(query);
	return found;
}

/* Narrows what is printed to --section and --at. */
static bool narrow_print(const struct request_line *line, const char *name,
			 const struct document *document,
			 struct print_options *options, struct error *error)
{
	if (line->section) {
		uint32_t heading = outline_find(document, line->section);

		if (heading == DOCUMENT_NONE)
			return error_set(error,
					 "%s: there is no section \"%.80s\"; "
					 "--outline lists them",
					 name, line->section);
		options->off =
			document->blocks[document->headings[heading].block].off;
		options->end = outline_section_end(document, heading,
						   options->layout.inferred);
	}
	if (line->at && !place_of(document, line->at, &options->off))
		return error_set(error, "%s: there is no place \"%.80s\" in it",
				 name, line->at);
	return true;
}

static bool print_job(const struct request_line *line, const char *name,
		      const struct document *document, struct error *error)
{
	struct print_options options = print_options_of(line);
	bool inferred = line->options.inferred;

	switch (line->job) {
	case JOB_OUTLINE:
		return print_outline(STDOUT_FILENO, document, inferred, error);
	case JOB_LINKS:
		return print_links(STDOUT_FILENO, document, error);
	case JOB_STATS:
		return print_stats(STDOUT_FILENO, document, inferred, error);
	case JOB_FIND:
		return print_find(STDOUT_FILENO, name, document,
				  &(struct print_find){
					  .query = line->query,
					  .color = options.color,
					  .whole = options.whole,
				  },
				  error);
	case JOB_READ:
	case JOB_PRINT:
		break;
	}
	return narrow_print(line, name, document, &options, error) &&
	       print_document(STDOUT_FILENO, document, &options, error);
}

/* Prints a source, which is taken over. What is doubtful is printed all the
 * same, but said. */
static bool print_source(const struct request_line *line, struct source *source,
			 struct error *error)
{
	struct load *load;
	bool done;

	source_finish(source);
	load = load_open(source, line->from, LOAD_WINDOW);
	while (load_step(load) != LOAD_DONE)
		;
	done = !source_failed(source, error) &&
	       print_job(line, source_name(source), load_document(load),
			 error) &&
	       !source_is_doubtful(source, error);
	load_free(load);
	return done;
}

/* Each file from index on; first is the source of that one, or NULL where it
 * is yet to be opened. One that fails does not keep the others back. */
static int print_files(const struct request_line *line, size_t index,
		       struct source *first)
{
	int status = EXIT_SUCCESS;
	struct error error;

	for (; index < line->file_count; index++) {
		struct source *source = first;

		first = NULL;
		if (!source)
			source = source_open_file(
				&(struct source_file){
					.path = line->files[index],
					.encoding = line->encoding,
				},
				&error);
		if (!source || !print_source(line, source, &error)) {
			complain(error.sentence);
			status = EXIT_FAILURE;
		}
	}
	return status;
}

/* Opens the first file that can be read; those before it are said. */
static bool open_first(struct desk_files *files)
{
	struct error error;

	for (; files->first_index < files->count; files->first_index++) {
		files->first = source_open_file(
			&(struct source_file){
				.path = files->paths[files->first_index],
				.encoding = files->options.encoding,
				.arriving = true,
			},
			&error);
		if (files->first)
			return true;
		complain(error.sentence);
	}
	return false;
}

/* Reads on the screen; where the terminal can't, prints instead. */
static int read_files(const struct request_line *line)
{
	struct screen_options screen = {
		.mouse = line->options.mouse,
		.color = options_allow_color(&line->options),
	};
	struct desk_files files = {
		.paths = line->files,
		.count = line->file_count,
		.options = { .from = line->from, .encoding = line->encoding },
		.at = line->at,
	};
	struct error error;
	bool done;

	if (files.count == 1 && folder_is(line->files[0])) {
		files.folder = line->files[0];
		files.count = 0;
	}
	if (line->section && !line->at)
		files.at = buffer_string(&line->section_at);
	if (files.count && !open_first(&files))
		return EXIT_FAILURE;
	if (!screen_start(&screen, &error)) {
		complain(error.sentence);
		return files.count ? print_files(line, files.first_index,
						 files.first)
				   : EXIT_FAILURE;
	}
	done = loop_run(&files, &line->options, line->private, &error);
	screen_stop();
	if (!done)
		complain(error.sentence);
	return done && !files.first_index ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* Makes of the folders that are named the texts in them. */
static bool open_folders(struct request_line *line, struct folder *folders)
{
	const char **files = NULL;
	size_t count = 0;
	size_t room = 0;
	struct error error;

	for (size_t i = 0; i < line->file_count; i++) {
		struct folder *folder = &folders[i];

		if (!folder_is(line->files[i])) {
			MEMORY_RESERVE(files, room, count + 1);
			files[count++] = line->files[i];
			continue;
		}
		if (!folder_read(folder, line->files[i], &error)) {
			complain(error.sentence);
			free(files);
			return false;
		}
		MEMORY_RESERVE(files, room, count + folder->count + 1);
		for (size_t j = 0; j < folder->count; j++)
			files[count++] = folder->paths[j];
	}
	free(line->files);
	line->files = files;
	line->file_count = count;
	return true;
}

/* --find: in each file, and in each text of the folders. */
static int find_in_files(struct request_line *line)
{
	size_t count = line->file_count;
	struct folder *folders = memory_alloc_zeroed(count, sizeof(*folders));
	struct error error;
	int status = EXIT_FAILURE;

	line->query =
		query_new(QUERY_TEXT, line->words, strlen(line->words), &error);
	if (!line->query)
		complain(error.sentence);
	else if (open_folders(line, folders))
		status = print_files(line, 0, NULL);
	if (!line->query)
		status = EXIT_USAGE;
	for (size_t i = 0; i < count; i++)
		folder_release(&folders[i]);
	free(folders);
	query_free(line->query);
	return status;
}

static bool is_address(const char *name)
{
	return strncmp(name, "http://", 7) == 0 ||
	       strncmp(name, "https://", 8) == 0;
}

static int do_job(struct request_line *line)
{
	if (line->section && line->job != JOB_READ && line->job != JOB_PRINT) {
		complain("--section goes with --print");
		return EXIT_USAGE;
	}
	if (!line->file_count && !isatty(STDIN_FILENO))
		line->files[line->file_count++] = "-";
	if (!line->file_count &&
	    (line->job != JOB_READ || !isatty(STDOUT_FILENO))) {
		complain("name a file to read, or - for standard input; "
			 "--help lists the options");
		return EXIT_USAGE;
	}
	if (line->file_count && is_address(line->files[0])) {
		struct error error;

		error_set(&error,
			  "no network is used; try: curl -sL '%.400s' | "
			  "pandoc -f html -t commonmark | lectern -",
			  line->files[0]);
		complain(error.sentence);
		return EXIT_USAGE;
	}
	if (line->job == JOB_FIND)
		return find_in_files(line);
	if (line->job == JOB_READ && isatty(STDOUT_FILENO))
		return read_files(line);
	return print_files(line, 0, NULL);
}

/* A descriptor 0, 1 or 2 that is closed would be the next file opened: a
 * document on standard output's. What stands in for it can't be read, nor can
 * it be written, so that it is missed. */
static void open_standard_files(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
		if (fcntl(fd, F_GETFD) < 0)
			(void)!open("/dev/null",
				    fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
	}
}

int main(int argc, char **argv)
{
	struct request_line line = { 0 };
	int status;

	open_standard_files();
	setlocale(LC_ALL, "");
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN); /* too large a file is an error, no end */
	options_init(&line.options);
	/* Room for "-" too. */
	line.files = calloc((size_t)argc + 1, sizeof(*line.files));
	if (!line.files)
		return EXIT_FAILURE;
	status = take_options(&line, argc, argv);
	if (status < 0)
		status = do_job(&line);
	buffer_release(&line.section_at);
	free(line.files);
	if (fflush(stdout) != 0 && status == EXIT_SUCCESS)
		status = EXIT_FAILURE;
	return status;
}
