/* SPDX-License-Identifier: ISC */
/* Go about in the contents: in and out, fold, jump. */
#ifndef READER_BROWSE_H
#define READER_BROWSE_H

#include <stdbool.h>

struct view;

/* Whether there are headings; says so where there are none, or asks for the
 * rest of the text. */
bool browse_possible(struct view *view);

/* Hands the keys to the contents, at the heading being read; and back. */
void browse_enter(struct view *view);
void browse_leave(struct view *view);

/* Goes to the heading selected and hands the keys back to the page. */
void browse_jump(struct view *view);

/* Folds what is selected; what has nothing to fold gives way to its parent. */
void browse_fold(struct view *view);
void browse_unfold(struct view *view);

#endif
