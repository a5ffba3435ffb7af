/* SPDX-License-Identifier: ISC */
/* What the command line asks for. */
#ifndef COMMANDLINE_H
#define COMMANDLINE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arguments.h"
#include "base/buffer.h"
#include "document/source.h"
#include "jobs/jobs.h"
#include "reader/config.h"
#include "reader/filtering.h"
#include "reader/options.h"

struct query;

enum { EXIT_USAGE = 2 };

enum job {
	JOB_READ,
	JOB_PRINT,
	JOB_OUTLINE,
	JOB_LINKS,
	JOB_STATS,
	JOB_FIND,
	JOB_CONFIG,
	JOB_COMPLETE,
	JOB_MARKS, /* that of marks_job */
};

/* What the command line asks for. */
struct commandline {
	enum job job;
	enum source_from from;
	const char *encoding; /* NULL: found out */
	struct config config;
	struct options options; /* those of config */
	struct filtering filtering;
	bool private; /* nothing is remembered */
	const char *at;
	const char *words;	  /* of --find */
	const char *completed;	  /* of --complete */
	struct query *query;	  /* of --find; owned by main() */
	const char *section;	  /* without '#' */
	struct buffer section_at; /* the place where it starts */
	int (*marks_job)(const struct jobs *jobs);
	struct jobs jobs;	    /* what it is to do … */
	struct arguments tags;	    /* … with these tags */
	const char *marks_file;	    /* NULL: where marks are by themselves */
	struct buffer text_of_mark; /* the path, where only a mark was named */
	const char **files;
	size_t file_count;
};

/*
 * Reads the options into line (all zero but for the config's defaults, and
 * files with room for each argument and one more), and the config file.
 * Returns -1 to go on, else
 * the exit code: what was asked for is done, or what is wrong was said.
 */
int commandline_read(struct commandline *line, int argc, char **argv);

/* What --from knows beside the extensions of filters, by enum source_from; its
 * last name is NULL. */
extern const struct commandline_kind {
	const char *name;
	const char *help;
} commandline_kinds[];

/* An option by its index; its strings are not the caller's. */
struct commandline_option {
	const char *name; /* without "--" */
	bool has_argument;
	const char *help;
};
/* False behind the last. */
bool commandline_option(size_t index, struct commandline_option *option);

/* "lectern: sentence" on standard error, which nothing in it can command. */
void commandline_complain(const char *sentence);

#endif
