/* SPDX-License-Identifier: ISC */
/* A question at the foot of the page. */
#ifndef READER_ASK_H
#define READER_ASK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "reader/outside.h"

struct view;

/* What becomes of the key that answers; whether it was an answer. Any other key
 * does what it does on the page. */
typedef bool ask_answered(struct view *view, uint32_t key);

/* About a target that leads out: Enter does what is asked, y copies the target,
 * anything else leaves it. */
struct ask {
	const char *title;
	ask_answered *answered; /* NULL: it is about a target */
	uint32_t answer;	/* the key, for who carries it out */
	struct buffer text;	/* the whole target, for painting */
	struct buffer
		hint; /* "Enter opens it in the browser, y copies it, …" */
	struct outside target;
	struct buffer root; /* the folder that links were followed from first */
	bool known;	    /* the target is one */
};

void ask_release(struct ask *ask);

/* What a link's target is decides: a text or a folder below the document's
 * folder, or that of the text whose links led here, is opened at once, all else
 * is shown and asked about. */
void ask_open(struct view *view, const char *url);

/* Asks something else, which the text says (its first line in bold); the title
 * stands above it, the hint in the status line. title lasts. */
void ask_question(struct view *view, const char *title, const char *text,
		  const char *hint, ask_answered *answered);
void ask_close(struct view *view);
void ask_key(struct view *view, uint32_t key);

#endif
