/* SPDX-License-Identifier: ISC */
/*
 * A fuzz target: any bytes as a config file, and others behind a byte 0 as what
 * it is when it is read again. What it says is written, and that says the same.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "fuzz/fuzz.h"
#include "reader/command.h"
#include "reader/config.h"
#include "reader/style.h"
#include "text/utf8.h"

static void check_wrong(const struct config *config)
{
	assert(config->wrong.count <= config->wrong_count);
	assert(config->wrong.count <= CONFIG_WRONG_MAX);
	for (size_t i = 0; i < config->wrong.count; i++)
		assert(*config->wrong.items[i]);
}

/* Each key does one thing, and no command has a digit. */
static void check_keys(const struct config *config)
{
	struct buffer keys = BUFFER_INIT;

	bindings_use((enum bindings_preset)config->options.keys, &config->keys);
	for (uint32_t digit = '0'; digit <= '9'; digit++)
		assert(!command_for_key(digit));
	for (size_t i = 0; i < command_count; i++) {
		const char *at;

		buffer_clear(&keys);
		bindings_write(&command_table[i], &keys);
		for (at = buffer_string(&keys); *at;) {
			size_t len = strcspn(at, " ");
			uint32_t key = 0;

			assert(keys_parse(at, len, &key));
			assert(command_for_key(key) == &command_table[i]);
			assert(!keys_first(key) ||
			       !command_for_key(keys_first(key)));
			at += len + (at[len] == ' ');
		}
	}
	buffer_release(&keys);
}

static void check_options(const struct options *options)
{
	for (size_t i = 0; i < options_table_count; i++) {
		const struct options_row *row = &options_table[i];
		struct options again = *options;
		struct buffer shown = BUFFER_INIT;
		struct error error;

		options_show(options, row, &shown);
		assert(options_set(&again, shown.data, &error));
		assert(options_same(row, options, &again));
		buffer_release(&shown);
	}
	style_use((enum theme)options->theme);
	for (int part = 0; part < PART_COUNT; part++)
		style_part((enum part)part);
	for (int color = 0; color < MARK_COLORS; color++)
		style_highlight(style_look(MEANING_LINK, 0),
				(enum mark_color)color, false, false);
}

/* What was written is a config file without a mistake that says the same, but
 * for values that do not fit into a line. */
static void check_written(const struct config *config)
{
	struct buffer once = BUFFER_INIT;
	struct buffer again = BUFFER_INIT;
	struct config second;
	struct error error;

	config_write(config, &once);
	assert(utf8_valid(once.data, once.len));
	fuzz_write("written", once.data, once.len);
	config_init(&second);
	config_name(&second, fuzz_path("written"));
	unsetenv("LECTERN_SECURE");
	assert(config_read(&second, &error));
	setenv("LECTERN_SECURE", "1", 1);
	assert(second.wrong_count == 0);
	config_write(&second, &again);
	if (!strstr(once.data, "cannot be written here"))
		assert(once.len == again.len &&
		       memcmp(once.data, again.data, once.len) == 0);
	config_release(&second);
	buffer_release(&once);
	buffer_release(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz_input input = fuzz_input(data, size);
	struct fuzz_input first = fuzz_until(&input, '\0');
	struct config config;
	struct options live;
	struct error error;

	fuzz_write("config", first.bytes, first.len);
	config_init(&config);
	config_name(&config, fuzz_path("config"));
	if (input.len % 2)
		unsetenv("LECTERN_SECURE");
	if (config_read(&config, &error)) {
		check_wrong(&config);
		check_options(&config.options);
		check_keys(&config);
		check_written(&config);
		live = config.options;
		fuzz_write("config", input.bytes, input.len);
		assert(config_reload(&config, &live, &error));
		check_wrong(&config);
		check_options(&live);
		check_keys(&config);
	}
	setenv("LECTERN_SECURE", "1", 1);
	config_release(&config);
	return 0;
}
