/* SPDX-License-Identifier: ISC */
/* Keep the text of a pipe or a temporary file beside the marks of it. */
#ifndef READER_DESK_KEEPCOPY_H
#define READER_DESK_KEEPCOPY_H

#include <stdbool.h>

struct desk;

/* Writes what has come of the text into a file of the folder "texts" beside the
 * marks file, and once more when all has come: kept.copy and kept.path name it
 * then, and it is what the shelf opens. False, and says so, if that can't be.
 */
bool keepcopy_write(struct desk *desk);

#endif
