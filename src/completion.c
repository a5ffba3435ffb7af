/* SPDX-License-Identifier: ISC */
/* What a shell may complete a word of the command line to. */
#include "completion.h"

#include <string.h>

#include "commandline.h"
#include "marks/exchange.h"
#include "marks/mark.h"
#include "reader/config.h"
#include "reader/filters.h"
#include "reader/options.h"

/* Where candidates go, and what they have to begin with. */
struct completion {
	const struct config *config;
	const char *word;
	struct buffer *out;
	struct buffer start; /* of each candidate: "--theme=" */
};

static void offer(const struct completion *completion, const char *name,
		  const char *end, const char *help)
{
	struct buffer whole = BUFFER_INIT;

	buffer_append_format(&whole, "%s%s%s",
			     buffer_string(&completion->start), name, end);
	if (strncmp(buffer_string(&whole), completion->word,
		    strlen(completion->word)) == 0)
		buffer_append_format(completion->out, "%s\t%s\n",
				     buffer_string(&whole), help);
	buffer_release(&whole);
}

/* ---- Values ---- */

static void offer_choices(const struct completion *completion,
			  const struct options_row *row)
{
	for (size_t i = 0; row->type == OPTION_CHOICE && row->choices[i]; i++)
		offer(completion, row->choices[i], "", row->help);
}

static void offer_kinds(const struct completion *completion)
{
	const struct filters *filters = &completion->config->filters;

	for (size_t i = 0; commandline_kinds[i].name; i++)
		offer(completion, commandline_kinds[i].name, "",
		      commandline_kinds[i].help);
	for (size_t i = 0; i < filters->count; i++)
		offer(completion, filters->rows[i].extension, "",
		      "by its filter");
}

static void offer_formats(const struct completion *completion)
{
	for (size_t i = 0; i < exchange_format_count; i++)
		if (exchange_formats[i]->write)
			offer(completion, exchange_formats[i]->name, "",
			      exchange_formats[i]->help);
}

static void offer_colors(const struct completion *completion)
{
	for (int i = 0; i < MARK_COLORS; i++)
		offer(completion, mark_color_name((enum mark_color)i), "",
		      "of marks");
}

/* Of --set: each option, a switch also the other way. */
static void offer_settings(const struct completion *completion)
{
	for (size_t i = 0; i < options_table_count; i++) {
		const struct options_row *row = &options_table[i];
		struct buffer off = BUFFER_INIT;

		if (row->type != OPTION_BOOL) {
			offer(completion, row->name, "=", row->help);
			continue;
		}
		buffer_append_format(&off, "no%s", row->name);
		offer(completion, row->name, "", row->help);
		offer(completion, buffer_string(&off), "", row->help);
		buffer_release(&off);
	}
}

/* Of an option of the reader by its name, up to len. */
static void offer_values(struct completion *completion, const char *name,
			 size_t len)
{
	const struct options_row *row = options_find(name, len);

	if (row)
		offer_choices(completion, row);
}

/* What may stand behind --NAME=. */
static void offer_behind(struct completion *completion, const char *name,
			 size_t len)
{
	static const struct {
		const char *name;
		void (*offer)(const struct completion *completion);
	} own[] = {
		{ "export", offer_formats },
		{ "from", offer_kinds },
		{ "mark-color", offer_colors },
		{ "set", offer_settings },
	};
	const char *value = name + len + 1;
	const char *equals = strchr(value, '=');

	buffer_append_format(&completion->start, "--%.*s=", (int)len, name);
	if (len == 3 && strncmp(name, "set", len) == 0 && equals) {
		size_t option = (size_t)(equals - value);

		buffer_append(&completion->start, value, option + 1);
		offer_values(completion, value, option);
		return;
	}
	for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++)
		if (strlen(own[i].name) == len &&
		    strncmp(own[i].name, name, len) == 0) {
			own[i].offer(completion);
			return;
		}
	offer_values(completion, name, len);
}

void completion_write(const struct config *config, const char *word,
		      struct buffer *out)
{
	struct completion completion = {
		.config = config, .word = word, .out = out, .start = BUFFER_INIT
	};
	const char *equals = strchr(word, '=');
	struct commandline_option option;

	if (strncmp(word, "--", 2) == 0 && equals) {
		offer_behind(&completion, word + 2,
			     (size_t)(equals - word) - 2);
	} else {
		buffer_append_string(&completion.start, "--");
		for (size_t i = 0; commandline_option(i, &option); i++)
			offer(&completion, option.name,
			      option.has_argument ? "=" : "", option.help);
	}
	buffer_release(&completion.start);
}
