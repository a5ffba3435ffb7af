/* SPDX-License-Identifier: ISC */
/* The folders in which a person's things are kept. */
#ifndef BASE_FOLDERS_H
#define BASE_FOLDERS_H

#include <stdbool.h>
#include <stddef.h>

struct arguments;
struct buffer;
struct error;

/* Paths are NUL-terminated bytes of any encoding. What is appended to out is
 * absolute and has no final '/', but for the root. */

/* $HOME, symbolic links resolved where it is there; false: it is not set, or
 * not absolute. */
bool folders_home(struct buffer *out);

/* Where state is kept that is not worth a backup: $XDG_STATE_HOME/lectern, else
 * ~/.local/state/lectern (XDG Base Directory Specification 0.8: a value that is
 * not absolute is ignored). Not made; false: there is no home. */
bool folders_state(struct buffer *out);

/* Likewise the reader's configuration, $XDG_CONFIG_HOME/lectern, else
 * ~/.config/lectern; what a reader keeps, $XDG_DATA_HOME/lectern, else
 * ~/.local/share/lectern, and what can be made anew, $XDG_CACHE_HOME/lectern,
 * else ~/.cache/lectern. */
bool folders_config(struct buffer *out);
bool folders_data(struct buffer *out);
bool folders_cache(struct buffer *out);

/* Adds the folders below which data for every program is looked for, the first
 * one first: $XDG_DATA_HOME (~/.local/share), then each absolute one of
 * $XDG_DATA_DIRS; where that is not set /usr/local/share and /usr/share, and
 * those of Homebrew, pkgsrc and MacPorts. */
void folders_shared(struct arguments *folders);

/* Makes the folder with those above it, as far as they lack, each for its owner
 * alone (0700). What is there already stays as it is. */
bool folders_make(const char *path, struct error *error);

/* Writes the path from home on as "~/…" where it is inside; home is that of
 * folders_home(), "" where there is none. */
void folders_shorten(struct buffer *out, const char *home, const char *path);

/* The way back; what does not begin with "~/" stays as it is. False, with
 * nothing appended: there is no home. */
bool folders_expand(struct buffer *out, const char *home, const char *path);

/* The path without symbolic links, "." and "..". The file itself need not be
 * there, its folder must; false with errno else. */
bool folders_resolve(struct buffer *out, const char *path);

#endif
