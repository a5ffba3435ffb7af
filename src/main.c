/* SPDX-License-Identifier: ISC */
/* Options in, one of the program's jobs done, exit code out. */
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/secure.h"
#include "commandline.h"
#include "completion.h"
#include "document/document.h"
#include "document/folder.h"
#include "document/guard.h"
#include "document/load.h"
#include "document/locate.h"
#include "document/outline.h"
#include "document/query.h"
#include "document/source.h"
#include "jobs/jobs.h"
#include "marks/store.h"
#include "print/attempt.h"
#include "print/find.h"
#include "print/print.h"
#include "print/stream.h"
#include "reader/config.h"
#include "reader/desk.h"
#include "reader/languages.h"
#include "reader/options.h"
#include "reader/state.h"
#include "reader/style.h"
#include "terminal/known.h"
#include "terminal/loop.h"
#include "terminal/screen.h"

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

/* What is printed lies on the terminal's ground, of which is known what it said
 * when it was read on. */
static void use_theme(const struct commandline *line)
{
	const struct state_options remembered = {
		.dir = *line->options.state_dir ? line->options.state_dir
						: NULL,
	};
	struct options options = line->options;
	struct state *state = state_open(&remembered);
	struct known known;

	known_init(&known, state, &options, line->config.theme_given);
	style_use(theme_printed((enum theme)options.theme));
	known_release(&known);
	state_free(state);
}

static struct print_options print_options_of(const struct commandline *line)
{
	int columns = terminal_columns();
	int width = line->options.width;
	bool tty = isatty(STDOUT_FILENO) && !terminal_is_dumb();
	struct print_options options = { 0 };

	if (columns && width > columns)
		width = columns;
	/* Neither is there a window for what is wide, nor a margin in which
	 * punctuation may hang: who asks for lines of a width gets them. */
	options.layout.width = (uint32_t)width;
	options.layout.breaks = (enum layout_breaks)line->options.breaks;
	options.layout.justify = line->options.justify;
	options.layout.indent = line->options.paragraphs == PARAGRAPHS_INDENT;
	/* What no terminal reads is text again: it stays in its own order. */
	options.layout.bidi = line->options.bidi == BIDI_AUTO && tty;
	options.layout.wrap_code = true;
	options.layout.inferred = line->options.inferred;
	options.layout.cells = CELLS_UNICODE;
	options.color = line->options.color == COLOR_ALWAYS ||
			(line->options.color == COLOR_AUTO && tty);
	options.whole = !isatty(STDOUT_FILENO);
	options.hues = options.color && options_allow_color(&line->options);
	if (options.hues)
		use_theme(line);
	options.end = UINT32_MAX;
	return options;
}

/* The hyphens of a document; what is wrong with its dictionary is said, and
 * words stay whole. */
static const struct hyphenator *find_hyphens(const struct commandline *line,
					     struct languages *languages,
					     const struct document *document)
{
	const struct hyphenator *hyphenator;
	struct error error;

	languages_begin(languages);
	hyphenator = languages_hyphenator(languages, document, &line->options);
	if (languages_trouble(languages, &error))
		commandline_complain(error.sentence);
	return hyphenator;
}

/* Narrows what is printed to --section and --at. */
static bool narrow_print(const struct commandline *line, const char *name,
			 const struct document *document,
			 struct print_options *options, struct error *error)
{
	if (line->section) {
		uint32_t heading = outline_find(document, line->section);

		if (heading == DOCUMENT_NONE)
			return error_set(error,
					 "%s: there is no section "
					 "\xe2\x80\x9c%.80s\xe2\x80\x9d; "
					 "--outline lists them",
					 name, line->section);
		options->off =
			document->blocks[document->headings[heading].block].off;
		options->end = outline_section_end(document, heading,
						   options->layout.inferred);
	}
	if (line->at && jobs_is_id(line->at))
		return jobs_locate(&line->jobs, document, line->at,
				   &options->off, error);
	if (line->at && !locate_any(document, line->at, &options->off))
		return error_set(error,
				 "%s: there is no place "
				 "\xe2\x80\x9c%.80s\xe2\x80\x9d in it",
				 name, line->at);
	return true;
}

static bool print_job(const struct commandline *line,
		      struct languages *languages, const char *name,
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
	case JOB_CONFIG:
	case JOB_COMPLETE:
	case JOB_MARKS:
		break;
	}
	options.layout.hyphenator = find_hyphens(line, languages, document);
	return narrow_print(line, name, document, &options, error) &&
	       print_document(STDOUT_FILENO, document, &options, error) &&
	       !document_trouble(document, name, error);
}

/* Whether what is printed is found by what the whole document says; rows from
 * the first to the last are not. */
static bool needs_document(const struct commandline *line)
{
	return (line->job != JOB_READ && line->job != JOB_PRINT) ||
	       line->section || line->at;
}

/* Prints a source from start to end, piece by piece. */
static bool stream_source(const struct commandline *line,
			  struct languages *languages, struct source *source,
			  struct guard *guard, struct error *error)
{
	struct print_options options = print_options_of(line);
	struct print_stream *stream =
		print_stream_open(source, line->from, LOAD_WINDOW, guard);
	bool done;

	do
		options.layout.hyphenator = find_hyphens(
			line, languages, print_stream_document(stream));
	while (languages_is_open(languages) && print_stream_grow(stream));
	done = print_stream_run(stream, STDOUT_FILENO, &options, error) &&
	       !source_failed(source, error) &&
	       !document_trouble(print_stream_document(stream),
				 source_name(source), error) &&
	       !source_is_doubtful(source, error);
	print_stream_free(stream);
	source_free(source);
	return done;
}

/* Prints a source, which is taken over. What is doubtful is printed all the
 * same, but said. A pipe is read to its end first: links may be defined there.
 */
static bool print_source(const struct commandline *line,
			 struct languages *languages, struct source *source,
			 struct guard *guard, struct error *error)
{
	struct load *load;
	bool done;

	source_finish(source);
	if (!needs_document(line))
		return stream_source(line, languages, source, guard, error);
	load = load_open(source, line->from, LOAD_WINDOW, guard);
	while (load_step(load) != LOAD_DONE)
		;
	done = !source_failed(source, error) &&
	       print_job(line, languages, source_name(source),
			 load_document(load), error) &&
	       !source_is_doubtful(source, error);
	load_free(load);
	return done;
}

static struct source *open_source(const struct commandline *line, size_t index,
				  struct error *error)
{
	return filtering_open(&line->filtering,
			      &(struct source_file){
				      .path = line->files[index],
				      .encoding = line->encoding,
			      },
			      error);
}

/* What is plain because it was too much for a parser is said behind it. */
static bool print_guarded(const struct commandline *line,
			  struct languages *languages, struct source *source,
			  struct guard *guard, struct error *error)
{
	struct buffer name = BUFFER_INIT;
	bool done;

	buffer_append_string(&name, source_name(source));
	done = print_source(line, languages, source, guard, error) &&
	       !(guard && guard_trouble(guard, buffer_string(&name), error));
	buffer_release(&name);
	return done;
}

/* Each file from index on; sources are those of all that are open already, the
 * others NULL. One that fails does not keep the others back. */
static int print_each(const struct commandline *line, size_t index,
		      struct source **sources, struct attempt *attempt)
{
	struct languages languages = { 0 };
	struct error error;
	bool failed = attempt && attempt->failed;

	if (attempt && attempt->file > index)
		index = attempt->file;
	for (; index < line->file_count; index++) {
		struct source *source = sources[index];

		attempt_file(attempt, index);
		sources[index] = NULL;
		if (!source)
			source = open_source(line, index, &error);
		if (!source ||
		    !print_guarded(line, &languages, source,
				   attempt ? &attempt->guard : NULL, &error)) {
			commandline_complain(error.sentence);
			failed = true;
		}
		if (attempt)
			attempt->failed = failed;
	}
	languages_release(&languages);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

/* What comes but once is read before a process may die of it. */
static struct source *read_stream(const struct commandline *line, size_t index)
{
	const char *path = line->files[index];
	struct source *source;
	struct error error;
	struct stat status;

	if (strcmp(path, "-") != 0 &&
	    (stat(path, &status) != 0 || !S_ISFIFO(status.st_mode)))
		return NULL;
	source = open_source(line, index, &error);
	if (source)
		source_finish(source);
	return source;
}

/* Prints each file from index on; first is the source of that one, which is
 * taken over, or NULL where it is yet to be opened. */
static int print_files(const struct commandline *line, size_t index,
		       struct source *first)
{
	struct source **sources =
		memory_alloc_zeroed(line->file_count, sizeof(struct source *));
	struct attempt *attempt;
	int status;

	for (size_t i = index; i < line->file_count; i++)
		sources[i] = i == index && first ? first : read_stream(line, i);
	if (first)
		source_finish(first);
	if (attempt_begin(&attempt, &status))
		status = print_each(line, index, sources, attempt);
	for (size_t i = index; i < line->file_count; i++)
		source_free(sources[i]);
	free(sources);
	return status;
}

/* Opens the first file that can be read; those before it are said. */
static bool open_first(struct desk_files *files)
{
	struct error error;

	for (; files->first_index < files->count; files->first_index++) {
		files->first = opened_new(files->paths[files->first_index],
					  &files->options, &error);
		if (files->first)
			return true;
		commandline_complain(error.sentence);
	}
	return false;
}

/* What is wrong in the config file, where there is no screen to say it. */
static void say_wrong(const struct config *config)
{
	struct error error;

	for (size_t i = 0; i < config->wrong.count; i++)
		commandline_complain(config->wrong.items[i]);
	if (config->wrong_count == config->wrong.count)
		return;
	error_set(&error, "%zu more lines of the config file are wrong",
		  config->wrong_count - config->wrong.count);
	commandline_complain(error.sentence);
}

/* Reads on the screen; where the terminal can't, prints instead. */
static int read_files(struct commandline *line)
{
	struct screen_options screen = {
		.mouse = line->options.mouse,
		.bidi = line->options.bidi == BIDI_AUTO,
		.color = options_allow_color(&line->options),
	};
	struct desk_files files = {
		.paths = line->files,
		.count = line->file_count,
		.options = { .from = line->from,
			     .encoding = line->encoding,
			     .filtering = line->filtering },
		.at = line->at,
		.store = line->jobs.store,
		.private = line->private,
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
		commandline_complain(error.sentence);
		say_wrong(&line->config);
		return files.count ? print_files(line, files.first_index,
						 opened_close(files.first))
				   : EXIT_FAILURE;
	}
	done = loop_run(&files, &line->config, line->private, &error);
	screen_stop();
	if (!done)
		commandline_complain(error.sentence);
	return done && !files.first_index ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* Makes of the folders that are named the texts in them. */
static bool open_folders(struct commandline *line, struct folder *folders)
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
			commandline_complain(error.sentence);
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
static int find_in_files(struct commandline *line)
{
	size_t count = line->file_count;
	struct folder *folders = memory_alloc_zeroed(count, sizeof(*folders));
	struct error error;
	int status = EXIT_FAILURE;

	line->query =
		query_new(QUERY_TEXT, line->words, strlen(line->words), &error);
	if (!line->query)
		commandline_complain(error.sentence);
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

/* A mark's text need not be named. */
static bool name_text_of_mark(struct commandline *line)
{
	struct error error;

	if (jobs_path_of(&line->jobs, line->at, &line->text_of_mark, &error)) {
		line->files[line->file_count++] = line->text_of_mark.data;
		return true;
	}
	commandline_complain(error.sentence);
	return false;
}

/* Whether each option about marks goes with the job; else says which does not.
 */
static bool options_fit(const struct commandline *line)
{
	const struct jobs *jobs = &line->jobs;
	int (*job)(const struct jobs *) =
		line->job == JOB_MARKS ? line->marks_job : NULL;
	bool makes = job == jobs_highlight || job == jobs_bookmark;
	bool selects = job == jobs_list || job == jobs_export;
	const char *wrong = NULL;

	if (jobs->json && job != jobs_list)
		wrong = "--json goes with --list";
	else if (jobs->into && job != jobs_export)
		wrong = "--into goes with --export=markdown";
	else if (jobs->yes && job != jobs_import)
		wrong = "--yes goes with --import";
	else if (jobs->note && !makes)
		wrong = "--note goes with --highlight and --bookmark";
	else if (jobs->since_ms && !selects)
		wrong = "--since goes with --list and --export";
	else if ((jobs->tag_count || jobs->color != MARK_COLORS) && !makes &&
		 !selects)
		wrong = "--tag and --mark-color go with --highlight, "
			"--bookmark, --list and --export";
	if (wrong)
		commandline_complain(wrong);
	return !wrong;
}

static void prepare_jobs(struct commandline *line)
{
	struct jobs *jobs = &line->jobs;

	jobs->store =
		store_open(&(struct store_options){ .path = line->marks_file });
	jobs->from = line->from;
	jobs->encoding = line->encoding;
	line->filtering.keep = !line->private;
	jobs->filtering = line->filtering;
	jobs->private = line->private;
	jobs->snapshots = line->options.snapshots;
	jobs->files = line->files;
	jobs->file_count = line->file_count;
	jobs->tags = (const char *const *)line->tags.items;
	jobs->tag_count = line->tags.count;
	jobs->complain = commandline_complain;
}

static int complete(const struct commandline *line)
{
	struct buffer text = BUFFER_INIT;
	struct error error;
	bool done;

	completion_write(&line->config, line->completed, &text);
	done = print_lines(STDOUT_FILENO, &text, &error);
	buffer_release(&text);
	if (!done)
		commandline_complain(error.sentence);
	return done ? EXIT_SUCCESS : EXIT_FAILURE;
}

static int write_config(const struct commandline *line)
{
	struct error error;

	if (print_config(STDOUT_FILENO, &line->config, &error))
		return EXIT_SUCCESS;
	commandline_complain(error.sentence);
	return EXIT_FAILURE;
}

/* Whether marks and state may be kept where they are asked to be. */
static bool places_allowed(const struct commandline *line)
{
	struct error error;

	if ((!line->marks_file ||
	     secure_allows("--marks-file is not used", &error)) &&
	    (!*line->options.state_dir ||
	     secure_allows("state-dir is not used", &error)))
		return true;
	commandline_complain(error.sentence);
	return false;
}

static int do_job(struct commandline *line)
{
	if (!places_allowed(line))
		return EXIT_FAILURE;
	prepare_jobs(line);
	if (!options_fit(line))
		return EXIT_USAGE;
	if (line->job != JOB_READ || !isatty(STDOUT_FILENO))
		say_wrong(&line->config);
	if (line->job == JOB_COMPLETE)
		return complete(line);
	if (line->job == JOB_CONFIG)
		return write_config(line);
	if (line->job == JOB_MARKS)
		return line->marks_job(&line->jobs);
	if (line->section && line->job != JOB_READ && line->job != JOB_PRINT) {
		commandline_complain("--section goes with --print");
		return EXIT_USAGE;
	}
	if (!line->file_count && line->at && jobs_is_id(line->at) &&
	    !name_text_of_mark(line))
		return EXIT_FAILURE;
	if (!line->file_count && !isatty(STDIN_FILENO))
		line->files[line->file_count++] = "-";
	if (!line->file_count &&
	    (line->job != JOB_READ || !isatty(STDOUT_FILENO))) {
		commandline_complain(
			"name a file to read, or - for standard input; "
			"--help lists the options");
		return EXIT_USAGE;
	}
	if (line->file_count && is_address(line->files[0])) {
		struct error error;

		error_set(&error,
			  "no network is used; try: curl -sL '%.400s' | "
			  "pandoc -f html -t commonmark | lectern -",
			  line->files[0]);
		commandline_complain(error.sentence);
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
	struct commandline line = { 0 };
	int status;

	open_standard_files();
	/* Nothing else of a locale is used, and each has a file. */
	setlocale(LC_CTYPE, "");
	setlocale(LC_MESSAGES, "");
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN); /* too large a file is an error, no end */
	config_init(&line.config);
	line.filtering.filters = &line.config.filters;
	/* Room for "-" too. */
	line.files = memory_alloc_zeroed((size_t)argc + 1, sizeof(*line.files));
	status = commandline_read(&line, argc, argv);
	if (status < 0)
		status = do_job(&line);
	store_free(line.jobs.store);
	config_release(&line.config);
	arguments_release(&line.tags);
	buffer_release(&line.text_of_mark);
	buffer_release(&line.section_at);
	free(line.files);
	if (fflush(stdout) != 0 && status == EXIT_SUCCESS)
		status = EXIT_FAILURE;
	return status;
}
