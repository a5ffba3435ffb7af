/* SPDX-License-Identifier: ISC */
/* Parse what lies on the desk, a piece at a time; show what came. */
#ifndef READER_DESK_PARSING_H
#define READER_DESK_PARSING_H

#include <stdbool.h>

struct desk;
struct load;

/* What is parsed of the document that is read; NULL once all is. */
struct load *parsing_load(const struct desk *desk);

/* One more piece of it, if it is there; or it is waited for. */
void parsing_step(struct desk *desk);
void parsing_await(struct desk *desk);

/* Whether what is shown is a preview: it takes no marks. */
bool parsing_shows_preview(const struct desk *desk);

/* One more piece of the file as it is now; once that is whole, it is shown. */
void parsing_step_anew(struct desk *desk);

/* Goes to a place of the whole document, "/words" too; false if there is none.
 */
bool parsing_go_to(struct desk *desk, const char *place);

#endif
