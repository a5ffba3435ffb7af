/* SPDX-License-Identifier: ISC */
/* Tests of which dictionary a document is hyphenated by. */
#include <string.h>

#include "base/buffer.h"
#include "base/folders.h"
#include "documents.h"
#include "layout/hyphenate.h"
#include "layout/layout.h"
#include "reader/dictionaries.h"
#include "reader/languages.h"
#include "reader/options.h"
#include "reader/view.h"
#include "scratch.h"

static const char english[] =
	"It is not the walk that tires you, they said, but what you had in "
	"your bag when you set out. She laughed at this, and put another.\n";
static const char german[] =
	"Wer früh aufsteht, hat den Garten für sich. Die Amseln sind schon "
	"da, und der Nachbar, der sonst über alles klagt, schläft noch.\n";

/* Two patterns: before t, and before d. */
static const char dictionary[] = "UTF-8\n1t\n1d\n";

static void set(const char *variable, const char *value)
{
	if (value)
		assert_int_equal(setenv(variable, value, 1), 0);
	else
		assert_int_equal(unsetenv(variable), 0);
}

/* A folder with a home and a shared one for data, and no locale. */
static int make_folders(void **state)
{
	struct error error;

	if (scratch_make(state) != 0)
		return -1;
	set("XDG_DATA_HOME", scratch_path("home"));
	set("XDG_DATA_DIRS", scratch_path("shared"));
	set("LC_ALL", "C");
	return folders_make(scratch_path("home/hyphen"), &error) &&
			       folders_make(scratch_path("shared/hyphen"),
					    &error) &&
			       folders_make(scratch_path("shared/hunspell"),
					    &error) &&
			       folders_make(
				       scratch_path("shared/myspell/dicts"),
				       &error)
		       ? 0
		       : -1;
}

static void install(const char *path)
{
	scratch_write(path, dictionary);
}

/* What is found for a language, as a path in the scratch folder; NULL: none. */
static const char *found(const char *name)
{
	static char result[SCRATCH_MAX];
	struct buffer path = BUFFER_INIT;
	struct language language;
	bool is;

	assert_true(language_read(name, &language));
	is = dictionaries_find(&language, &path);
	assert_int_equal(is, path.len > 0);
	if (is)
		snprintf(result, sizeof(result), "%s",
			 path.data + strlen(scratch_folder) + 1);
	buffer_release(&path);
	return is ? result : NULL;
}

static void test_which_is_found(void **state)
{
	static const char *const installed[] = {
		"shared/hyphen/hyph_en_GB.dic",
		"shared/hyphen/hyph_en_US.dic",
		"shared/hyphen/hyph_en_Latn_US.dic",
		"shared/hyphen/hyph_en.dic",
		"shared/hyphen/hyph_de.dic",
		"shared/hyphen/hyph_de_AT.dic",
		"shared/hyphen/hyph_pt_BR.dic",
		"shared/hyphen/hyph_nb_NO.dic",
		"shared/hyphen/hyph_es_SV.dic",
		"shared/hyphen/hyph_es_GT.dic",
		"shared/hunspell/hyph_it_IT.dic",
		"shared/hunspell/it_IT.dic",
		"shared/myspell/dicts/hyph_hu_HU.dic",
		"home/hyphen/hyph-fr-FR.dic",
		"home/hyphen/hyph_xx.dic",
		"shared/hyphen/hyph_fr_FR.dic",
		"shared/hyphen/hyph_sr.dic",
		"shared/hyphen/hyph_sr_Latn.dic",
		"shared/hyphen/hyph_.dic",
		"shared/hyphen/hyph_pl.dic~",
	};
	static const struct {
		const char *language, *path;
	} cases[] = {
		{ "en-GB", "shared/hyphen/hyph_en_GB.dic" },
		{ "en-US", "shared/hyphen/hyph_en_US.dic" },
		{ "en", "shared/hyphen/hyph_en_US.dic" },
		{ "en-IE", "shared/hyphen/hyph_en.dic" },
		{ "de", "shared/hyphen/hyph_de.dic" },
		{ "de-AT", "shared/hyphen/hyph_de_AT.dic" },
		{ "de-CH", "shared/hyphen/hyph_de.dic" },
		{ "pt", "shared/hyphen/hyph_pt_BR.dic" },
		{ "no", "shared/hyphen/hyph_nb_NO.dic" },
		{ "nb", "shared/hyphen/hyph_nb_NO.dic" },
		{ "es", "shared/hyphen/hyph_es_GT.dic" },
		{ "it", "shared/hunspell/hyph_it_IT.dic" },
		{ "hu", "shared/myspell/dicts/hyph_hu_HU.dic" },
		{ "fr", "home/hyphen/hyph-fr-FR.dic" },
		{ "xx", "home/hyphen/hyph_xx.dic" },
		{ "sr", "shared/hyphen/hyph_sr.dic" },
		{ "sr-Latn-RS", "shared/hyphen/hyph_sr_Latn.dic" },
		{ "pl", NULL },
		{ "sv", NULL },
	};
	struct buffer list = BUFFER_INIT;

	(void)state;
	assert_false(dictionaries_list(&list));
	assert_null(found("en"));
	for (size_t i = 0; i < sizeof(installed) / sizeof(installed[0]); i++)
		install(installed[i]);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *path = found(cases[i].language);

		if (!path != !cases[i].path ||
		    (path && strcmp(path, cases[i].path) != 0))
			fail_msg("%s: %s", cases[i].language,
				 path ? path : "none");
	}
	assert_true(dictionaries_list(&list));
	assert_string_equal(list.data,
			    "de, en, es, fr, hu, it, nb, pt, sr, xx");
	buffer_release(&list);
}

static void test_the_folders(void **state)
{
	(void)state;
	install("shared/hyphen/hyph_en.dic");
	set("XDG_DATA_DIRS", "relative:/nonexistent:");
	assert_null(found("en"));
	set("XDG_DATA_HOME", scratch_path("shared"));
	assert_string_equal(found("en"), "shared/hyphen/hyph_en.dic");
	set("XDG_DATA_HOME", NULL);
	set("HOME", scratch_folder);
	assert_null(found("en"));
	assert_int_equal(mkdir(scratch_path(".local"), 0700), 0);
	assert_int_equal(
		rename(scratch_path("shared"), scratch_path(".local/share")),
		0);
	assert_string_equal(found("en"), ".local/share/hyphen/hyph_en.dic");
}

static void test_what_is_accepted(void **state)
{
	static const char *const right[] = { "",       "none",	"off",
					     "de",     "de-CH", "fi",
					     "German", "xx",	"sh" };
	static const char *const wrong[] = { "yy", "Klingon", "e", "-",
					     "\xff\xfe" };
	struct error error;

	(void)state;
	assert_false(languages_accept("xx", &error));
	assert_non_null(strstr(error.sentence, "none is installed"));
	install("home/hyphen/hyph_xx.dic");
	install("shared/hyphen/hyph_en_US.dic");
	for (size_t i = 0; i < sizeof(right) / sizeof(right[0]); i++) {
		if (!languages_accept(right[i], &error))
			fail_msg("%s: %s", right[i], error.sentence);
	}
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		assert_false(languages_accept(wrong[i], &error));
		assert_non_null(strstr(error.sentence, "en, xx"));
	}
}

/* --- Documents -------------------------------------------------------------
 */

/* Appends the blocks of a text. */
static void document_append_markdown(struct document *document,
				     const char *text)
{
	struct document *more =
		document_from_markdown(text, strlen(text), 4096);

	assert_true(document_append(document, more));
	document_free(more);
}

struct reading {
	struct options options;
	struct languages languages;
	struct document *document;
};

static void start(struct reading *reading, const char *text)
{
	*reading = (struct reading){ 0 };
	options_init(&reading->options);
	reading->document = document_from_markdown(text, strlen(text), 4096);
}

static void next(struct reading *reading, const char *text)
{
	document_free(reading->document);
	reading->document = document_from_markdown(text, strlen(text), 4096);
	languages_begin(&reading->languages);
}

static const struct hyphenator *ask(struct reading *reading)
{
	return languages_hyphenator(&reading->languages, reading->document,
				    &reading->options);
}

static void finish(struct reading *reading)
{
	document_free(reading->document);
	languages_release(&reading->languages);
}

/* Nothing is said. */
static void assert_silence(struct reading *reading)
{
	struct error error;

	if (languages_trouble(&reading->languages, &error))
		fail_msg("%s", error.sentence);
}

static void assert_said(struct reading *reading, const char *words)
{
	struct error error = { "" };

	assert_true(languages_trouble(&reading->languages, &error));
	if (!strstr(error.sentence, words))
		fail_msg("%s", error.sentence);
	assert_silence(reading);
}

static void test_a_document_gets_its_own(void **state)
{
	const struct hyphenator *english_one;
	const struct hyphenator *german_one;
	struct reading reading;

	(void)state;
	install("shared/hyphen/hyph_en_US.dic");
	install("shared/hyphen/hyph_de_DE.dic");
	start(&reading, english);
	english_one = ask(&reading);
	assert_non_null(english_one);
	assert_ptr_equal(ask(&reading), english_one);
	next(&reading, german);
	german_one = ask(&reading);
	assert_non_null(german_one);
	assert_ptr_not_equal(german_one, english_one);
	next(&reading, english);
	assert_ptr_equal(ask(&reading), english_one);
	/* The option wins, and its end. */
	assert_true(options_set(&reading.options, "lang=de", NULL));
	assert_ptr_equal(ask(&reading), german_one);
	assert_true(options_set(&reading.options, "lang=", NULL));
	assert_ptr_equal(ask(&reading), english_one);
	assert_true(options_set(&reading.options, "lang=none", NULL));
	assert_null(ask(&reading));
	assert_silence(&reading);
	finish(&reading);
}

static void test_what_is_not_hyphenated(void **state)
{
	static const char *const switches[] = { "nohyphens", "breaks=greedy",
						"lang=none" };
	static const char *const texts[] = { "```\nthe cat and the dog\n```\n",
					     "早く起きる人には庭がある。", "" };

	(void)state;
	install("shared/hyphen/hyph_en_US.dic");
	for (size_t i = 0; i < 3; i++) {
		struct reading reading;

		start(&reading, english);
		assert_true(options_set(&reading.options, switches[i], NULL));
		assert_null(ask(&reading));
		assert_int_equal(reading.languages.count, 0);
		finish(&reading);
		start(&reading, texts[i]);
		assert_null(ask(&reading));
		assert_int_equal(reading.languages.count, 0);
		assert_false(languages_is_open(&reading.languages));
		assert_true(options_set(&reading.options, "lang=en", NULL));
		assert_null(ask(&reading));
		assert_int_equal(reading.languages.count, 0);
		finish(&reading);
	}
}

static void test_the_locale_chooses_the_region(void **state)
{
	struct reading reading;

	(void)state;
	install("shared/hyphen/hyph_en_GB.dic");
	scratch_write("shared/hyphen/hyph_en_US.dic", "");
	set("LC_ALL", "");
	set("LC_MESSAGES", NULL);
	set("LANG", "en_GB.UTF-8");
	start(&reading, english);
	assert_non_null(ask(&reading));
	assert_silence(&reading);
	finish(&reading);
	set("LANG", "de_DE.UTF-8");
	start(&reading, english);
	assert_null(ask(&reading));
	assert_said(&reading, "hyph_en_US.dic");
	finish(&reading);
}

/* A missing dictionary is missed by who asked for it alone, and once. */
static void test_what_is_missing(void **state)
{
	struct reading reading;

	(void)state;
	start(&reading, english);
	assert_null(ask(&reading));
	assert_silence(&reading);
	next(&reading, "---\nlang: fi\n---\n\nMies ja talo\n");
	assert_null(ask(&reading));
	assert_silence(&reading);
	assert_true(options_set(&reading.options, "lang=fi", NULL));
	assert_null(ask(&reading));
	assert_said(&reading, "Finnish");
	next(&reading, english);
	assert_null(ask(&reading));
	assert_silence(&reading);
	install("shared/hyphen/hyph_en_US.dic");
	assert_true(options_set(&reading.options, "lang=sv", NULL));
	assert_null(ask(&reading));
	assert_said(&reading, "only for: en");
	finish(&reading);
}

/* A broken one is said of once, whoever needs it, with its name. */
static void test_what_is_broken(void **state)
{
	static const char *const bytes[] = { "", "no such charset\n", "UTF-8",
					     "\xff\xfe\x01\n\n" };

	(void)state;
	for (size_t i = 0; i < sizeof(bytes) / sizeof(bytes[0]); i++) {
		struct reading reading;

		scratch_write("home/hyphen/hyph_en_US.dic", bytes[i]);
		start(&reading, english);
		assert_null(ask(&reading));
		assert_said(&reading, "hyph_en_US.dic");
		next(&reading, english);
		assert_null(ask(&reading));
		assert_silence(&reading);
		finish(&reading);
	}
}

/* While more of a text comes it is asked again, until it is known. */
static void test_a_text_that_is_coming(void **state)
{
	struct reading reading;

	(void)state;
	install("shared/hyphen/hyph_en_US.dic");
	start(&reading, "A word\n");
	reading.document->complete = false;
	assert_false(languages_is_open(&reading.languages));
	assert_null(ask(&reading));
	assert_true(languages_is_open(&reading.languages));
	document_free(reading.document);
	reading.document =
		document_from_markdown(english, strlen(english), 4096);
	reading.document->complete = false;
	assert_non_null(ask(&reading));
	assert_false(languages_is_open(&reading.languages));
	finish(&reading);
}

/* --- The view --------------------------------------------------------------
 */

static const struct layout_options *set_as(const struct view *view)
{
	return layout_options(view->layout);
}

static void test_the_view_asks_for_it(void **state)
{
	struct options options;
	struct document *document;
	struct document *other;
	struct view view;

	(void)state;
	install("shared/hyphen/hyph_en_US.dic");
	options_init(&options);
	view_init(&view, &options, CELLS_UNICODE);
	/* Of a text that is coming there is a word first. */
	document = document_from_markdown("A word\n", 7, 4096);
	document->complete = false;
	view_open(&view, document, "test");
	view_grew(&view);
	assert_null(set_as(&view)->hyphenator);
	document_append_markdown(document, english);
	view_grew(&view);
	assert_non_null(set_as(&view)->hyphenator);
	/* What was found out stays. */
	document_append_markdown(document, german);
	document_append_markdown(document, german);
	view_grew(&view);
	assert_non_null(set_as(&view)->hyphenator);
	view.options.hyphens = false;
	view_relayout(&view);
	assert_null(set_as(&view)->hyphenator);
	view.options.hyphens = true;
	view_relayout(&view);
	assert_non_null(set_as(&view)->hyphenator);
	/* Another document has a language of its own. */
	other = document_from_markdown(german, strlen(german), 4096);
	view_open(&view, other, "other");
	assert_null(set_as(&view)->hyphenator);
	view_release(&view);
	document_free(document);
	document_free(other);
}

/* What the options and the window say of how the text is set. */
static void test_the_view_sets_by_its_options(void **state)
{
	struct options options;
	struct document *document;
	struct view view;

	(void)state;
	options_init(&options);
	view_init(&view, &options, CELLS_UNICODE);
	document = document_from_markdown(english, strlen(english), 4096);
	view_open(&view, document, "test");
	assert_int_equal(set_as(&view)->breaks, LAYOUT_BREAKS_TOTAL);
	assert_false(set_as(&view)->justify);
	assert_false(set_as(&view)->indent);
	assert_true(options_set(&view.options, "breaks=greedy", NULL));
	assert_true(options_set(&view.options, "justify", NULL));
	assert_true(options_set(&view.options, "paragraphs=indent", NULL));
	view_resize(&view, 24, 100);
	assert_int_equal(set_as(&view)->breaks, LAYOUT_BREAKS_GREEDY);
	assert_true(set_as(&view)->justify);
	assert_true(set_as(&view)->indent);
	for (int columns = 1; columns < 200; columns++) {
		const struct layout_options *layout = set_as(&view);
		uint32_t right;

		view_resize(&view, 24, columns);
		right = (uint32_t)(columns - view.geometry.text_x);
		assert_true(layout->hang == 0 || layout->hang == 2);
		assert_int_equal(layout->hang == 2, right >= layout->width + 2);
		assert_true(layout->window >= 1);
		assert_true(layout->window < right || right <= 1);
	}
	view_release(&view);
	document_free(document);
}

#define WITH_FOLDERS(test) \
	cmocka_unit_test_setup_teardown(test, make_folders, scratch_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_FOLDERS(test_which_is_found),
		WITH_FOLDERS(test_the_folders),
		WITH_FOLDERS(test_what_is_accepted),
		WITH_FOLDERS(test_a_document_gets_its_own),
		WITH_FOLDERS(test_what_is_not_hyphenated),
		WITH_FOLDERS(test_the_locale_chooses_the_region),
		WITH_FOLDERS(test_what_is_missing),
		WITH_FOLDERS(test_what_is_broken),
		WITH_FOLDERS(test_a_text_that_is_coming),
		WITH_FOLDERS(test_the_view_asks_for_it),
		WITH_FOLDERS(test_the_view_sets_by_its_options),
	};

	return test_run(tests);
}
