/* SPDX-License-Identifier: ISC */
/* The files of state that other machines wrote, and copies of our own. */
#ifndef READER_STATE_OTHERS_H
#define READER_STATE_OTHERS_H

#include <stdbool.h>
#include <stddef.h>

#include "reader/state/journal.h"
#include "reader/state/ledger.h"
#include "reader/state/machine.h"

struct error;

enum { OTHERS_MAX = 256 }; /* files that are read */

struct other {
	char *name; /* in the folder */
	char machine[MACHINE_ID + 1];
	struct ledger ledger;
	struct journal_stamp stamp;
	bool there;
};

struct others {
	struct other *files;
	size_t count, room;
	size_t generation; /* who finds it changed looks again */
};

void others_init(struct others *others);
void others_release(struct others *others);

/* Reads what has changed in the folder but for the file own (a name, NULL: we
 * have none). False with a sentence: a file could not be read. */
bool others_refresh(struct others *others, const char *folder, const char *own,
		    struct error *error);

#endif
