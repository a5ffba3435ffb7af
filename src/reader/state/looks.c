/* SPDX-License-Identifier: ISC */
/* The theme that was chosen, what terminals said, what readers know: in the
 * files of all machines. */
#include <string.h>
#include <time.h>

#include "reader/state/held.h"

enum theme state_theme(struct state *state)
{
	enum theme newest = THEME_AUTO;
	int64_t newest_at = -1;
	struct held_file file;

	held_refresh(state);
	for (size_t i = 0; held_file(state, i, &file); i++) {
		uint32_t index = ledger_find(file.ledger, RECORD_THEME, "", 0);
		enum theme theme;
		int64_t at;

		while (index != LEDGER_NONE &&
		       !record_read_theme(ledger_get(file.ledger, index),
					  &theme, &at))
			index = file.ledger->lines[index].previous;
		if (index == LEDGER_NONE || at <= newest_at ||
		    held_forgotten(state, &file, NULL, 0, at))
			continue;
		newest = theme;
		newest_at = at;
	}
	return newest;
}

bool state_keep_theme(struct state *state, enum theme theme)
{
	struct buffer line = BUFFER_INIT;

	record_write_theme(&line, theme, time(NULL));
	return held_append(state, &line);
}

bool state_terminal(struct state *state, const char *name,
		    struct state_terminal *terminal)
{
	int64_t newest_at = -1;
	struct held_file file;

	held_refresh(state);
	for (size_t i = 0; held_file(state, i, &file); i++) {
		uint32_t index = ledger_find(file.ledger, RECORD_TERMINAL, name,
					     strlen(name));
		struct state_terminal found;
		int64_t at;

		while (index != LEDGER_NONE &&
		       !record_read_terminal(ledger_get(file.ledger, index),
					     &found, &at))
			index = file.ledger->lines[index].previous;
		if (index == LEDGER_NONE || at <= newest_at ||
		    held_forgotten(state, &file, NULL, 0, at))
			continue;
		*terminal = found;
		newest_at = at;
	}
	return newest_at >= 0;
}

bool state_keep_terminal(struct state *state, const char *name,
			 const struct state_terminal *terminal)
{
	struct buffer line = BUFFER_INIT;

	record_write_terminal(&line, name, terminal, time(NULL));
	return held_append(state, &line);
}

bool state_learnt(struct state *state, const char *command)
{
	struct held_file file;

	held_refresh(state);
	for (size_t i = 0; held_file(state, i, &file); i++) {
		uint32_t index = ledger_find(file.ledger, RECORD_LEARNT,
					     command, strlen(command));
		int64_t at;

		while (index != LEDGER_NONE &&
		       !record_read_learnt(ledger_get(file.ledger, index), &at))
			index = file.ledger->lines[index].previous;
		if (index != LEDGER_NONE &&
		    !held_forgotten(state, &file, NULL, 0, at))
			return true;
	}
	return false;
}

bool state_keep_learnt(struct state *state, const char *command)
{
	struct buffer line = BUFFER_INIT;

	record_write_learnt(&line, command, time(NULL));
	return held_append(state, &line);
}
