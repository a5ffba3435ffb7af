/* SPDX-License-Identifier: ISC */
/*
 * The reader's configuration: what the config file says, and the command line
 * over it. config.c alone knows inih.
 */
#ifndef READER_CONFIG_H
#define READER_CONFIG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arguments.h"
#include "base/buffer.h"
#include "reader/bindings.h"
#include "reader/filters.h"
#include "reader/options.h"

struct error;
struct view;

enum {
	CONFIG_MAX = 1024 * 1024, /* bytes of the file */
	CONFIG_WRONG_MAX = 100,	  /* sentences about wrong lines */
};

struct config {
	struct buffer path;	/* of the file; empty: none is read */
	bool named;		/* by the command line: it must be there */
	struct arguments given; /* NAME=VALUE of the command line */
	struct options options; /* of the table, the file, the command line */
	bool theme_given;	/* whatever was chosen by a key before */
	struct bindings_chosen keys;
	struct filters filters;
	struct arguments wrong; /* a sentence for each wrong line … */
	size_t wrong_count;	/* … of which there may be more */
};

/* The options are as the table has them, and the file is
 * $XDG_CONFIG_HOME/lectern/config, else ~/.config/lectern/config. */
void config_init(struct config *config);
void config_release(struct config *config);

/* The file that --config names; "" and /dev/null: none. */
void config_name(struct config *config, const char *path);

/*
 * Reads the file, if it is there. What is wrong in it is said in config->wrong,
 * and the rest counts; so it is if the file cannot be read. False with a
 * sentence where that is one that was named.
 * With LECTERN_SECURE the file's state-dir is not used.
 */
bool config_read(struct config *config, struct error *error);

/* Has the command line's options in config->given count over the file's; false
 * with a sentence about the first that is wrong. */
bool config_give(struct config *config, struct error *error);

/*
 * Reads the file again. An option of live that the file now has otherwise than
 * before is changed in it; others stay as keys and :set have left them, and as
 * the command line gave them. False with a sentence where the file cannot be
 * read: then nothing is changed.
 */
bool config_reload(struct config *config, struct options *live,
		   struct error *error);

/* Says in the status line what is wrong, if anything is; whether it is. The
 * messages have all of it, the first line last. */
bool config_complain(const struct config *config, struct view *view);

/* Appends a config file that says all that this configuration says, with
 * comments, what is as it is by itself commented out. Its keys are the live
 * ones then. */
void config_write(const struct config *config, struct buffer *out);

#endif
