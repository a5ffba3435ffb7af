/* SPDX-License-Identifier: ISC */
/* Hyphenation for what is read: the language of a document, and its dictionary.
 */
#include "reader/languages.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "layout/hyphenate.h"
#include "layout/layout.h"
#include "reader/dictionaries.h"
#include "reader/options.h"

/* The dictionary of a language, or that there is none that can be used. */
struct languages_entry {
	struct language language;
	struct hyphenator *hyphenator; /* owned, or NULL */
	bool missing;		       /* there is no file */
	bool said;		       /* that, to the reader */
};

void languages_release(struct languages *languages)
{
	for (size_t i = 0; i < languages->count; i++)
		hyphenator_free(languages->entries[i].hyphenator);
	free(languages->entries);
	buffer_release(&languages->asked);
	*languages = (struct languages){ 0 };
}

void languages_begin(struct languages *languages)
{
	languages->found_out = false;
	languages->settled = false;
	languages->origin = LANGUAGE_UNKNOWN;
	languages->language = (struct language){ 0 };
}

/* The locale whose messages the reader wants (POSIX, 8.2). */
static const char *locale(void)
{
	const char *value = getenv("LC_ALL");

	if (!value || !*value)
		value = getenv("LC_MESSAGES");
	if (!value || !*value)
		value = getenv("LANG");
	return value;
}

static void find_out(struct languages *languages,
		     const struct document *document, const char *asked)
{
	struct language_hints hints = { .asked = asked, .locale = locale() };

	languages->origin = language_of_document(
		document, &hints, &languages->language, &languages->settled);
	languages->found_out = true;
	buffer_clear(&languages->asked);
	buffer_append_string(&languages->asked, asked);
}

static void say_missing(struct languages *languages)
{
	struct buffer known = BUFFER_INIT;
	const char *name = language_name(&languages->language);

	if (dictionaries_list(&known))
		error_set(&languages->trouble,
			  "there is no dictionary of hyphenation for %s here, "
			  "only for: %s; words stay whole",
			  name, known.data);
	else
		error_set(&languages->trouble,
			  "there is no dictionary of hyphenation for %s here; "
			  "words stay whole until one is installed",
			  name);
	languages->troubled = true;
	buffer_release(&known);
}

static void read_dictionary(struct languages *languages,
			    struct languages_entry *entry)
{
	struct buffer path = BUFFER_INIT;
	struct error error;

	entry->missing = !dictionaries_find(&entry->language, &path);
	if (!entry->missing)
		entry->hyphenator = hyphenator_read(path.data, &error);
	if (!entry->missing && !entry->hyphenator) {
		error_set(&languages->trouble,
			  "%.800s; words stay whole until it is installed anew",
			  error.sentence);
		languages->troubled = true;
	}
	buffer_release(&path);
}

/* The entry of the document's language, which has been tried. */
static struct languages_entry *find_entry(struct languages *languages)
{
	const struct language *language = &languages->language;
	struct languages_entry *entry;

	for (size_t i = 0; i < languages->count; i++) {
		entry = &languages->entries[i];
		if (strcmp(entry->language.code, language->code) == 0 &&
		    strcmp(entry->language.region, language->region) == 0)
			return entry;
	}
	MEMORY_RESERVE(languages->entries, languages->room,
		       languages->count + 1);
	entry = &languages->entries[languages->count++];
	*entry = (struct languages_entry){ .language = *language };
	read_dictionary(languages, entry);
	return entry;
}

const struct hyphenator *languages_hyphenator(struct languages *languages,
					      const struct document *document,
					      const struct options *options)
{
	struct languages_entry *entry;

	if (!options->hyphens || options->breaks == LAYOUT_BREAKS_GREEDY)
		return NULL;
	if (!languages->settled ||
	    strcmp(buffer_string(&languages->asked), options->lang) != 0)
		find_out(languages, document, options->lang);
	if (!*languages->language.code)
		return NULL;
	entry = find_entry(languages);
	/* Who did not ask for a language does not miss it. */
	if (entry->missing && !entry->said &&
	    languages->origin == LANGUAGE_ASKED) {
		entry->said = true;
		say_missing(languages);
	}
	return entry->hyphenator;
}

bool languages_is_open(const struct languages *languages)
{
	return languages->found_out && !languages->settled;
}

bool languages_trouble(struct languages *languages, struct error *error)
{
	bool troubled = languages->troubled;

	if (troubled)
		*error = languages->trouble;
	languages->troubled = false;
	return troubled;
}

/* A language that is named right, of which something can be known here. */
static bool is_language(const char *value)
{
	struct buffer path = BUFFER_INIT;
	struct language language;
	bool known;

	if (!language_read(value, &language))
		return false;
	known = language_is_known(&language) ||
		dictionaries_find(&language, &path);
	buffer_release(&path);
	return known;
}

bool languages_accept(const char *value, struct error *error)
{
	struct buffer known = BUFFER_INIT;

	if (!*value || strcmp(value, "none") == 0 ||
	    strcmp(value, "off") == 0 || is_language(value))
		return true;
	if (dictionaries_list(&known))
		error_set(error,
			  "there is no language \xe2\x80\x9c%.40s\xe2\x80\x9d; "
			  "those with hyphens here are: %s; or none",
			  value, known.data);
	else
		error_set(error,
			  "there is no language \xe2\x80\x9c%.40s\xe2\x80\x9d; "
			  "one is named as en, en-GB, de or none; hyphens need "
			  "a dictionary, and none is installed here",
			  value);
	buffer_release(&known);
	return false;
}
