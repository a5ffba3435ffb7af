/* SPDX-License-Identifier: ISC */
/* What is typed becomes a command that runs, or text in the prompt. */
#ifndef READER_DISPATCH_H
#define READER_DISPATCH_H

#include <stddef.h>
#include <stdint.h>

struct view;

/* A key for whatever has the keys: a digit of a count, a letter of the prompt
 * or a command. */
void dispatch_key(struct view *view, uint32_t key);

/* What was pasted: text for the prompt; elsewhere nothing is run. */
void dispatch_paste(struct view *view, const char *bytes, size_t len);

/* What follows ":"; a number goes to that source line. */
void dispatch_line(struct view *view, const char *line);

/* Runs a command of the table as if it had been typed; count 0: none was. */
void dispatch_command(struct view *view, const char *name, long count,
		      const char *args);

/* Runs the command again that asked for REQUEST_WHOLE, REQUEST_MARKS or
 * REQUEST_KEEP_COPY: view->again, the choice
 * in the list that is open, or what follows the note or link with the number
 * view->again_count. */
#define DISPATCH_CHOICE SIZE_MAX
#define DISPATCH_NOTE	(SIZE_MAX - 1)
#define DISPATCH_LINK	(SIZE_MAX - 2)
void dispatch_again(struct view *view);

#endif
