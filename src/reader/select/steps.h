/* SPDX-License-Identifier: ISC */
/* Move an end of what is selected. */
#ifndef READER_SELECT_STEPS_H
#define READER_SELECT_STEPS_H

#include <stdbool.h>
#include <stdint.h>

struct view;

/* The start and the end of the cluster at a byte. */
uint32_t steps_cluster_start(const struct view *view, uint32_t off);
uint32_t steps_cluster_end(const struct view *view, uint32_t off);

/* Sets *off to the cluster that is seen there, or else nearest to it: not a
 * '\n', which takes no cell. False in a text without any. */
bool steps_settle(const struct view *view, uint32_t *off);

/* The last cluster that is seen in [off, end); off, if there is none. */
uint32_t steps_last_cluster(const struct view *view, uint32_t off,
			    uint32_t end);

/*
 * Steps of view->select.moving; false, with it unchanged, where there is none.
 * Over sentences, and paragraphs, an end that moves away from the anchor goes
 * to the far end of one; what comes back gives up a whole one, and turns round
 * at the anchor. Words are as in vi: w and b to where one starts, e to the end.
 * Pages are as many rows as the window shows; ends are those of the text.
 */
bool steps_cluster(struct view *view, bool back);
bool steps_row(struct view *view, bool back);
bool steps_word(struct view *view, bool back);
bool steps_word_end(struct view *view, bool back);
bool steps_sentence(struct view *view, bool back);
bool steps_paragraph(struct view *view, bool back);
bool steps_page(struct view *view, bool back);
bool steps_half_page(struct view *view, bool back);
bool steps_end(struct view *view, bool back);

#endif
