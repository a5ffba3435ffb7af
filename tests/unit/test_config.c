/* SPDX-License-Identifier: ISC */
/* Tests of the config file: values, wrong lines, files that are none. */
#include "test.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/error.h"
#include "reader/bindings.h"
#include "reader/command.h"
#include "reader/config.h"
#include "reader/style.h"
#include "reader/theme.h"
#include "reader/themes.h"
#include "scratch.h"

static void write_file(const char *path, const char *bytes, size_t len)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, len, file), len);
	assert_int_equal(fclose(file), 0);
}

/* Reads a config of these bytes; released by the caller. */
static void read_bytes(struct config *config, const char *bytes, size_t len)
{
	const char *path = scratch_path("config");
	struct error error;

	write_file(path, bytes, len);
	config_init(config);
	config_name(config, path);
	if (!config_read(config, &error))
		fail_msg("%s", error.sentence);
}

/* All that is wrong, a line each, without the file's path. */
static const char *wrong_of(const struct config *config)
{
	static struct buffer wrong;

	buffer_clear(&wrong);
	for (size_t i = 0; i < config->wrong.count; i++) {
		const char *at = strstr(config->wrong.items[i], "/config:");

		buffer_append_format(&wrong, "%s\n",
				     at ? at + 8 : config->wrong.items[i]);
	}
	return buffer_string(&wrong);
}

static const char *shown(const struct config *config, const char *name)
{
	static struct buffer value;

	buffer_clear(&value);
	options_show(&config->options, options_find(name, strlen(name)),
		     &value);
	return buffer_string(&value);
}

static void test_values(void **state)
{
	static const struct {
		const char *text;
		const char *option;
		const char *shown;
	} cases[] = {
		{ "", "width", "width=66" },
		{ "[options]\nwidth = 72\n", "width", "width=72" },
		{ "[options]\nwidth=72", "width", "width=72" },
		{ "[options]\r\nwidth=72\r\n", "width", "width=72" },
		{ "\xef\xbb\xbf[options]\nwidth=72", "width", "width=72" },
		{ "# x\n\n; y\n [options] \n\t width : 72 ; z", "width",
		  "width=72" },
		{ "[options]\nwrap = on\n  width = 70\n", "width", "width=70" },
		{ "[options]\nwidth = 70\nwidth = 71\n", "width", "width=71" },
		{ "[options]\n[keys]\n[options]\nwrap = yes", "wrap",
		  "wrap=on" },
		{ "[options]\nkeys = less", "keys", "keys=less" },
		{ "[options]\nlang = de", "lang", "lang=de" },
		{ "[options]\nlang =", "lang", "lang=" },
		{ "[options]\nstate-dir = /a b/c", "state-dir",
		  "state-dir=/a b/c" },
		{ "[options]\nstate-dir = ~/c", "state-dir",
		  "state-dir=/home/of/nobody/c" },
		{ "[options]\ntheme = paper", "theme", "theme=paper" },
		{ "[options]\ntheme = mine\n[theme mine]\ntext = 7", "theme",
		  "theme=mine" },
	};

	(void)state;
	assert_int_equal(setenv("HOME", "/home/of/nobody", 1), 0);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct config config;

		read_bytes(&config, cases[i].text, strlen(cases[i].text));
		if (*wrong_of(&config) ||
		    strcmp(shown(&config, cases[i].option), cases[i].shown) !=
			    0)
			fail_msg("%s: %s, %s", cases[i].text,
				 shown(&config, cases[i].option),
				 wrong_of(&config));
		config_release(&config);
	}
}

/* Each wrong line is named with its number, once; those around it count. */
static void test_wrong_lines(void **state)
{
	static const struct {
		const char *lines;
		const char *said; /* "LINE: …" */
	} cases[] = {
		{ "[options]\nwidtt = 3",
		  "3: there is no option \xe2\x80\x9cwidtt\xe2\x80\x9d; did "
		  "you mean width?" },
		{ "[options]\nnothing-like-it = 3", "3: there is no option" },
		{ "[options]\nwidth = 7", "3: width is a number from 20" },
		{ "[options]\ncolor = red", "3: color is one of auto" },
		{ "[options]\nwrap = perhaps", "3: wrap is on or off" },
		{ "[options]\nlang = a b", "3: " },
		{ "[options]\ntheme = other\n\n", "3: theme is one of auto" },
		{ "[options]\njust words", "3: a line is NAME = VALUE" },
		{ "[options]\n= 3", "3: there is no option" },
		{ "[optionz]\nx = 1\ny = 2",
		  "3: there is no section [optionz]; did you mean [options]?" },
		{ "[colours]\nx = 1\ny = 2", "3: there is no section" },
		{ "[]\nx = 1\n", "3: a section must come first" },
		{ "[keys\nx = 1\ny = 2", "2: the ] of the section" },
		{ "[keys]\nquite = x",
		  "3: there is no action \xe2\x80\x9cquite\xe2\x80\x9d; did "
		  "you mean quit?" },
		{ "[keys]\nquit = x\n\nnext-mark = x",
		  "5: x cannot be a key of next-mark: it is one of quit, in "
		  "line 3" },
		{ "[keys]\nquit = Hyper-x", "3: there is no key" },
		{ "[keys]\nquit = 3", "3: digits are counts" },
		{ "[theme x y]\ntext = 3", "3: a theme's name" },
		{ "[theme dark]\ntext = 3", "3: dark is a theme of the" },
		{ "[theme t1]\ntxet = 3", "3: a theme has no part" },
		{ "[theme t2]\ntext = reddish", "3: text is default, black" },
		{ "[theme t2]\ntext = 256", "3: text is default, black" },
		{ "[theme t2]\ntext = #12345g", "3: text is default, black" },
		{ "[theme t2]\nground = bold", "3: ground is default" },
		{ "[theme t2]\ntext =", "3: text needs a colour" },
		{ "[theme t2]\ntext = red blue", "3: text is default" },
		{ "[theme t3]\ntext = 3\nbase = light", "4: base must stand" },
		{ "[theme t3]\nbase = t2", "3: base is auto, dark" },
		{ "[filters]\na/b = x", "3: \xe2\x80\x9c"
					"a/b\xe2\x80\x9d is no" },
		{ "[filters]\nepub = 'x", "3: a quotation mark" },
		{ "[options]\n\xff\xfe = 3", "3: this is no text" },
		{ "[options]\nlang = \x1b[31m", "3: this is no text" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct config config;
		struct buffer text = BUFFER_INIT;

		buffer_append_format(&text,
				     "# first\n%s\n[options]\nmouse = "
				     "off\n",
				     cases[i].lines);
		read_bytes(&config, text.data, text.len);
		if (config.wrong_count != 1 ||
		    strncmp(wrong_of(&config), cases[i].said,
			    strlen(cases[i].said)) != 0)
			fail_msg("%s: %s", cases[i].lines, wrong_of(&config));
		assert_string_equal(shown(&config, "mouse"), "mouse=off");
		config_release(&config);
		buffer_release(&text);
	}
}

static void test_no_section_at_all(void **state)
{
	struct config config;

	(void)state;
	read_bytes(&config, "width = 70\nwrap = on\n", 21);
	assert_string_equal(wrong_of(&config), "1: a section must come first, "
					       "such as [options]\n");
	config_release(&config);
}

static void test_long_lines_and_nuls(void **state)
{
	static const char nul[] = "[options]\nlang = d\0e\nwidth = 70\n"
				  "\0\n\0wrap = on\nlang = de\0\n";
	struct buffer text = BUFFER_INIT;
	struct config config;

	(void)state;
	read_bytes(&config, nul, sizeof(nul) - 1);
	assert_string_equal(wrong_of(&config), "2: this is no text in UTF-8\n"
					       "4: this is no text in UTF-8\n"
					       "5: this is no text in UTF-8\n"
					       "6: this is no text in UTF-8\n");
	assert_string_equal(shown(&config, "width"), "width=70");
	config_release(&config);

	buffer_append_string(&text, "[options]\nlang = ");
	for (int i = 0; i < 100000; i++)
		buffer_append_byte(&text, 'x');
	buffer_append_string(&text, "\nwidth = 70\n");
	read_bytes(&config, text.data, text.len);
	assert_non_null(strstr(wrong_of(&config), "2: a line has at most"));
	assert_int_equal(config.wrong_count, 1);
	assert_string_equal(shown(&config, "width"), "width=70");
	config_release(&config);
	buffer_release(&text);
}

/* What cannot be read is said; a hundred wrong lines are enough. */
static void test_files_that_are_none(void **state)
{
	struct buffer text = BUFFER_INIT;
	struct config config;
	struct error error;

	(void)state;
	for (int i = 0; i < 200000; i++)
		buffer_append_string(&text, "wrong\n");
	text.len = CONFIG_MAX;
	read_bytes(&config, text.data, text.len);
	assert_int_equal(config.wrong.count, CONFIG_WRONG_MAX);
	assert_true(config.wrong_count > 170000);
	config_release(&config);

	buffer_reserve(&text, 1);
	text.len = CONFIG_MAX + 1;
	write_file(scratch_path("config"), text.data, text.len);
	config_init(&config);
	config_name(&config, scratch_path("config"));
	assert_false(config_read(&config, &error));
	assert_non_null(strstr(error.sentence, "too large"));
	config_release(&config);
	buffer_release(&text);

	config_init(&config);
	config_name(&config, scratch_folder);
	assert_false(config_read(&config, &error));
	assert_non_null(strstr(error.sentence, "irectory"));
	config_release(&config);

	config_init(&config);
	config_name(&config, scratch_path("nothing"));
	assert_false(config_read(&config, &error));
	/* It need not be there, unless it is named. */
	config.named = false;
	assert_true(config_read(&config, &error));
	assert_int_equal(config.wrong_count, 0);
	config_release(&config);

	config_init(&config);
	config_name(&config, scratch_folder);
	config.named = false;
	assert_true(config_read(&config, &error));
	assert_int_equal(config.wrong_count, 1);
	config_release(&config);

	for (int i = 0; i < 2; i++) {
		config_init(&config);
		config_name(&config, i ? "/dev/null" : "");
		assert_true(config_read(&config, &error));
		assert_int_equal(config.wrong_count, 0);
		config_release(&config);
	}
}

static void test_where_it_is(void **state)
{
	static const struct {
		const char *home, *xdg, *path;
	} cases[] = {
		{ "/h", NULL, "/h/.config/lectern/config" },
		{ "/h", "", "/h/.config/lectern/config" },
		{ "/h", "here", "/h/.config/lectern/config" },
		{ "/h", "/x/", "/x/lectern/config" },
		{ NULL, "/x", "/x/lectern/config" },
		{ NULL, NULL, "" },
		{ "", "x", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct config config;

		unsetenv("HOME");
		unsetenv("XDG_CONFIG_HOME");
		if (cases[i].home)
			setenv("HOME", cases[i].home, 1);
		if (cases[i].xdg)
			setenv("XDG_CONFIG_HOME", cases[i].xdg, 1);
		config_init(&config);
		assert_string_equal(buffer_string(&config.path), cases[i].path);
		config_release(&config);
	}
	setenv("HOME", "/home/of/nobody", 1);
	unsetenv("XDG_CONFIG_HOME");
}

static void test_the_command_line_counts_more(void **state)
{
	static const char text[] = "[options]\nwidth = 70\ntheme = paper\n";
	struct config config;
	struct error error;

	(void)state;
	read_bytes(&config, text, sizeof(text) - 1);
	arguments_add(&config.given, "width=80");
	assert_true(config_give(&config, &error));
	assert_string_equal(shown(&config, "width"), "width=80");
	assert_string_equal(shown(&config, "theme"), "theme=paper");
	assert_true(config.theme_given);
	arguments_add(&config.given, "width=8");
	assert_false(config_give(&config, &error));
	config_release(&config);
}

static void test_secure(void **state)
{
	static const char text[] =
		"[options]\nstate-dir = /elsewhere\nwidth = 70\n";
	struct config config;

	(void)state;
	setenv("LECTERN_SECURE", "1", 1);
	read_bytes(&config, text, sizeof(text) - 1);
	unsetenv("LECTERN_SECURE");
	assert_string_equal(shown(&config, "state-dir"), "state-dir=");
	assert_string_equal(shown(&config, "width"), "width=70");
	assert_string_equal(wrong_of(&config),
			    "2: state-dir is not used, for LECTERN_SECURE is "
			    "set\n");
	config_release(&config);
}

/* Reads a file again that now has other text. */
static void reread(struct config *config, struct options *live,
		   const char *text)
{
	struct error error;

	write_file(buffer_string(&config->path), text, strlen(text));
	if (!config_reload(config, live, &error))
		fail_msg("%s", error.sentence);
}

static void test_reading_again(void **state)
{
	static const char text[] =
		"[options]\nwidth = 70\nwrap = on\n[keys]\nquit = x\n"
		"[theme r]\ntext = 200\n[filters]\nabc = x\n";
	struct config config;
	struct options live;
	struct error error;
	enum theme theme;

	(void)state;
	read_bytes(&config, text, sizeof(text) - 1);
	arguments_add(&config.given, "mouse=off");
	assert_true(config_give(&config, &error));
	live = config.options;
	live.width = 90; /* by a key */
	live.justify = true;

	/* What the file says as before stays as the keys left it. */
	reread(&config, &live, "[options]\nwidth = 70\nmouse = on\n");
	assert_int_equal(live.width, 90);
	assert_true(live.justify);
	assert_false(live.mouse);
	/* What it does not say any more is as by itself. */
	assert_false(live.wrap);
	assert_int_equal(config.keys.count, 0);
	assert_null(filters_named(&config.filters, "abc"));

	reread(&config, &live,
	       "[options]\nwidth = 71\n[theme r]\nlink = 4\n[keys]\nquit = e");
	assert_int_equal(live.width, 71);
	assert_true(theme_find("r", &theme));
	assert_int_equal(theme_colors(theme)->inks[INK_LINK].hue, 4);
	/* A theme is made anew. */
	assert_int_equal(theme_colors(theme)->inks[INK_TEXT].hue, -1);
	assert_true(config.keys.count > 0);

	/* What cannot be read changes nothing. */
	assert_int_equal(unlink(buffer_string(&config.path)), 0);
	assert_false(config_reload(&config, &live, &error));
	assert_int_equal(live.width, 71);
	assert_true(config.keys.count > 0);
	config_release(&config);
}

static void test_themes(void **state)
{
	static const char text[] = "[theme a]\n"
				   "base = light\n"
				   "heading = red bold underline\n"
				   "link = #ff8700\n"
				   "code = dim\n"
				   "quiet = default\n"
				   "ground = 233\n"
				   "mark-blue = 24\n"
				   "mark-text = 231\n"
				   "sign-several = #808080\n";
	struct config config;
	const struct theme_colors *colors;
	const struct theme_colors *light = theme_colors(THEME_LIGHT);
	enum theme theme;
	struct look look;

	(void)state;
	read_bytes(&config, text, sizeof(text) - 1);
	assert_string_equal(wrong_of(&config), "");
	config_release(&config);
	assert_true(theme_find("a", &theme));
	colors = theme_colors(theme);
	assert_int_equal(colors->inks[INK_HEADING].hue, 1);
	assert_int_equal(colors->inks[INK_HEADING].basic, 1);
	assert_int_equal(colors->inks[INK_LINK].hue, 208);
	/* With eight colours it is as what it is made of. */
	assert_int_equal(colors->inks[INK_LINK].basic,
			 light->inks[INK_LINK].basic);
	assert_int_equal(colors->inks[INK_CODE].hue, light->inks[INK_CODE].hue);
	assert_int_equal(colors->inks[INK_QUIET].hue, -1);
	assert_int_equal(colors->ground.hue, 233);
	assert_int_equal(colors->tints->grounds[MARK_BLUE].hue, 24);
	assert_int_equal(colors->tints->grounds[MARK_PINK].hue,
			 light->tints->grounds[MARK_PINK].hue);
	assert_int_equal(colors->tints->inks[INK_LINK], 231);
	assert_int_equal(colors->signs[MARK_COLORS].hue, 244);
	style_use(theme);
	look = style_look(MEANING_HEADING_1, 0);
	assert_int_equal(look.attributes, ATTRIBUTE_BOLD | ATTRIBUTE_UNDERLINE);
	assert_int_equal(look.hue, 1);
	assert_int_equal(look.ground, 233);
	assert_int_equal(theme_other(theme), THEME_DARK);
	style_use(THEME_AUTO);
}

/* What is written says the same when it is read. */
static void test_what_is_written_is_read(void **state)
{
	static const char text[] =
		"[options]\n"
		"width = 71\nkeys = vim\ntheme = w\nstate-dir = /a  b;c\n"
		"color = never\njustify = on\nlang = pt-BR\n"
		"[keys]\n"
		"quit = x U+003B Up Ctrl-Left é\nnop = j ]\nnext-mark = gt\n"
		"[theme w]\n"
		"base = paper\nheading = #112233 italic\nmark-pink = green\n"
		"ground = default\nhit = default reverse\ncode = dim bold\n"
		"[filters]\n"
		"epub = pandoc -t 'a b' \"c\\\"d\" e\\\\ '\\; x'\nTar.Gz = x\n";
	struct config first, second;
	struct buffer once = BUFFER_INIT, again = BUFFER_INIT;

	(void)state;
	read_bytes(&first, text, sizeof(text) - 1);
	assert_string_equal(wrong_of(&first), "");
	config_write(&first, &once);
	read_bytes(&second, once.data, once.len);
	if (*wrong_of(&second))
		fail_msg("%s", wrong_of(&second));
	for (size_t i = 0; i < options_table_count; i++)
		assert_true(options_same(&options_table[i], &first.options,
					 &second.options));
	config_write(&second, &again);
	assert_string_equal(once.data, again.data);
	assert_non_null(strstr(again.data, "\nquit = x U+003B Up Ctrl-Left "
					   "U+00E9\n"));
	assert_non_null(strstr(again.data, "\nnext-mark = gt\n"));
	assert_non_null(strstr(again.data, "\nnext-heading =\n"));
	assert_non_null(strstr(again.data, "\n#page-down = Space f"));
	assert_non_null(strstr(again.data, "\nbase = paper\n"));
	assert_non_null(strstr(again.data, "\nhit = default reverse\n"));
	assert_non_null(strstr(again.data, "\ncode = bold dim\n"));
	assert_non_null(strstr(again.data, "\n#good = 22\n"));
	assert_non_null(strstr(again.data, "\nstate-dir = /a  b;c\n"));
	assert_string_equal(filters_find(&second.filters, "x.epub")->command,
			    "pandoc -t 'a b' \"c\\\"d\" e\\\\ '\\; x'");
	config_release(&first);
	config_release(&second);
	buffer_release(&once);
	buffer_release(&again);
	bindings_use(PRESET_DEFAULT, NULL);
}

/* By itself, every line is a comment or a section, and with the # of each line
 * taken away it is read without a complaint, as what is by itself. */
static void test_the_defaults_are_written(void **state)
{
	struct config config;
	struct buffer text = BUFFER_INIT, bare = BUFFER_INIT;
	struct options initial = { 0 };

	(void)state;
	config_init(&config);
	config_write(&config, &text);
	config_release(&config);
	for (const char *line = text.data; *line;) {
		size_t len = strcspn(line, "\n");
		bool is_set = *line == '#' && line[1] != ' ';

		if (!is_set && len && *line != '#' && *line != '[')
			fail_msg("%.*s", (int)len, line);
		buffer_append(&bare, line + is_set, len + 1 - is_set);
		line += len + 1;
	}
	read_bytes(&config, bare.data, bare.len);
	if (*wrong_of(&config))
		fail_msg("%s", wrong_of(&config));
	options_init(&initial);
	for (size_t i = 0; i < options_table_count; i++)
		assert_true(options_same(&options_table[i], &initial,
					 &config.options));
	bindings_use(PRESET_DEFAULT, &config.keys);
	for (size_t i = 0; i < command_count; i++) {
		struct buffer keys = BUFFER_INIT;

		bindings_write(&command_table[i], &keys);
		assert_string_equal(buffer_string(&keys),
				    command_table[i].keys);
		buffer_release(&keys);
	}
	bindings_use(PRESET_DEFAULT, NULL);
	config_release(&config);
	buffer_release(&text);
	buffer_release(&bare);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		/* No theme is made yet. */
		cmocka_unit_test(test_the_defaults_are_written),
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_wrong_lines),
		cmocka_unit_test(test_no_section_at_all),
		cmocka_unit_test(test_long_lines_and_nuls),
		cmocka_unit_test(test_files_that_are_none),
		cmocka_unit_test(test_where_it_is),
		cmocka_unit_test(test_the_command_line_counts_more),
		cmocka_unit_test(test_secure),
		cmocka_unit_test(test_reading_again),
		cmocka_unit_test(test_themes),
		cmocka_unit_test(test_what_is_written_is_read),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, scratch_make, scratch_remove) ? 1
									   : 0;
}
