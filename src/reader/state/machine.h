/* SPDX-License-Identifier: ISC */
/* The name that a machine has among those that share a folder. */
#ifndef READER_STATE_MACHINE_H
#define READER_STATE_MACHINE_H

#include <stdbool.h>

struct error;

/* Letters of base 32 (RFC 4648, in small letters), drawn once by chance. */
enum { MACHINE_ID = 4 };

/* Reads the ID from the file "machine" in a folder that is not shared; false:
 * there is none yet. */
bool machine_read(const char *folder, char id[MACHINE_ID + 1]);

/* The same, and draws one if there is none; the folder is there and locked. */
bool machine_ensure(const char *folder, char id[MACHINE_ID + 1],
		    struct error *error);

/* Whether a file's name is that of a file of state, "state.<ID>.jsonl", or of
 * a copy of one that some program made when machines wrote at a time
 * ("state.<ID>.sync-conflict-….jsonl"). The ID is "" where there is none. */
bool machine_of_file(const char *name, char id[MACHINE_ID + 1]);

#endif
