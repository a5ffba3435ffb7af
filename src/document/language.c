/* SPDX-License-Identifier: ISC */
/* What language a document is in. */
#include "document/language.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/buffer.h"
#include "document/document.h"
#include "document/language/guess.h"
#include "document/language/table.h"
#include "text/character.h"

/* So much prose is enough to know, bytes; a text is too short to guess from if
 * it has fewer words than these. */
enum {
	ENOUGH = 2 * 1024,
	FEW_WORDS = 60,
};

/* --- Names -----------------------------------------------------------------
 */

static bool is_letter(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static char capital(char byte)
{
	return byte >= 'a' && byte <= 'z' ? (char)(byte - 'a' + 'A') : byte;
}

static char small(char byte)
{
	return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

int language_place(const char *list, const char *word)
{
	size_t len = strlen(word);

	for (int i = 0; *list; i++) {
		size_t next = strcspn(list, " ");

		if (next == len && memcmp(list, word, len) == 0)
			return i;
		list += next + (list[next] == ' ');
	}
	return -1;
}

/* The row of a language: of two that of the region's script. */
static const struct language_row *find_row(const struct language *language)
{
	const struct language_row *found = NULL;

	for (size_t i = 0; i < language_table_count; i++) {
		const struct language_row *row = &language_table[i];

		if (strcmp(row->code, language->code) == 0 &&
		    (!found ||
		     language_place(row->regions, language->region) >= 0))
			found = row;
	}
	return found;
}

/* Codes that stand for another one, or for none. */
static const struct {
	char code[4];
	struct language language;
} replaced[] = {
	{ "in", { "id", "" } },	    { "iw", { "he", "" } },
	{ "mo", { "ro", "" } },	    { "mul", { "", "" } },
	{ "sh", { "sr", "Latn" } }, { "und", { "", "" } },
};

static void replace_code(struct language *language)
{
	for (size_t i = 0; i < sizeof(replaced) / sizeof(replaced[0]); i++) {
		if (strcmp(replaced[i].code, language->code) == 0)
			*language = replaced[i].language;
	}
}

/* A subtag that is a script counts where the language has a dictionary of its
 * own for it. */
static bool is_script_of(const struct language *language, const char *script)
{
	for (size_t i = 0; i < language_table_count; i++) {
		if (strcmp(language_table[i].code, language->code) == 0 &&
		    language_place(language_table[i].regions, script) >= 0)
			return true;
	}
	return false;
}

/* Takes one subtag behind the first; a region stays where there is a script. */
static void take_subtag(struct language *language, const char *subtag,
			size_t len)
{
	char text[5] = { 0 };

	if (len == 4 && is_letter(subtag[0])) {
		text[0] = capital(subtag[0]);
		for (size_t i = 1; i < len; i++)
			text[i] = small(subtag[i]);
		if (is_script_of(language, text))
			memcpy(language->region, text, len);
	} else if (!*language->region &&
		   ((len == 2 && is_letter(subtag[0]) &&
		     is_letter(subtag[1])) ||
		    (len == 3 && is_digit(subtag[0]) && is_digit(subtag[1]) &&
		     is_digit(subtag[2])))) {
		for (size_t i = 0; i < len; i++)
			language->region[i] = capital(subtag[i]);
	}
}

static bool read_tag(const char *name, struct language *language)
{
	size_t len = strcspn(name, ".@");
	size_t at = strcspn(name, "-_.@");

	if (at < 2 || at > 3 || strcmp(name, "off") == 0)
		return false;
	*language = (struct language){ 0 };
	for (size_t i = 0; i < at; i++) {
		if (!is_letter(name[i]))
			return false;
		language->code[i] = small(name[i]);
	}
	while (at < len) {
		const char *subtag = name + at + 1;
		size_t subtag_len = strcspn(subtag, "-_.@");

		take_subtag(language, subtag, subtag_len);
		at += 1 + subtag_len;
	}
	replace_code(language);
	return *language->code != '\0';
}

/* A language's name, English or its own, in letters of any case. */
static bool read_name(const char *name, struct language *language)
{
	struct buffer lower = BUFFER_INIT;
	struct buffer english = BUFFER_INIT;
	bool found = false;

	character_append_lower(&lower, name, strlen(name));
	for (size_t i = 0; i < language_table_count && !found; i++) {
		const struct language_row *row = &language_table[i];

		buffer_clear(&english);
		character_append_lower(&english, row->english,
				       strlen(row->english));
		found = strcmp(buffer_string(&lower),
			       buffer_string(&english)) == 0 ||
			strcmp(buffer_string(&lower), row->own) == 0;
		if (found)
			memcpy(language->code, row->code, strlen(row->code));
		if (found && strncmp(row->regions, "Latn", 4) == 0)
			memcpy(language->region, "Latn", 5);
	}
	buffer_release(&lower);
	buffer_release(&english);
	return found;
}

bool language_read(const char *name, struct language *language)
{
	struct language read = { 0 };

	if (!read_tag(name, &read)) {
		read = (struct language){ 0 };
		if (!read_name(name, &read))
			return false;
	}
	*language = read;
	return true;
}

bool language_is_known(const struct language *language)
{
	return find_row(language) != NULL;
}

const char *language_name(const struct language *language)
{
	const struct language_row *row = find_row(language);

	return row ? row->english : language->code;
}

const char *language_regions(const struct language *language)
{
	const struct language_row *row = find_row(language);

	return row ? row->regions : "";
}

const char *language_aliases(const struct language *language)
{
	const struct language_row *row = find_row(language);

	return row ? row->aliases : "";
}

/* --- Documents -------------------------------------------------------------
 */

static bool says_none(const char *asked)
{
	return strcmp(asked, "none") == 0 || strcmp(asked, "off") == 0;
}

static bool read_hint(const char *hint, struct language *language)
{
	return hint && *hint && language_read(hint, language);
}

/* Where no region is said it is the locale's, if that is of the language. */
static void take_region(struct language *language, const char *locale)
{
	struct language here;

	if (!*language->region && read_hint(locale, &here) &&
	    strcmp(here.code, language->code) == 0)
		*language = here;
}

static bool guess_from_text(const struct guess *guess,
			    struct language *language)
{
	const struct language_row *row = guess->row;

	if (!row)
		return false;
	*language = (struct language){ 0 };
	memcpy(language->code, row->code, strlen(row->code));
	if (find_row(language) != row)
		memcpy(language->region, row->regions,
		       strcspn(row->regions, " "));
	return true;
}

static bool guess_from_locale(const struct guess *guess, const char *locale,
			      struct language *language)
{
	const struct language_row *row;

	if (guess->words >= FEW_WORDS || !read_hint(locale, language))
		return false;
	row = find_row(language);
	return row && guess_allows(guess, row);
}

enum language_origin language_of_document(const struct document *document,
					  const struct language_hints *hints,
					  struct language *language,
					  bool *settled)
{
	const char *said = document_string(document, document->metadata.lang);
	enum language_origin origin = LANGUAGE_UNKNOWN;
	struct guess guess;

	*language = (struct language){ 0 };
	*settled = true;
	if (hints->asked && says_none(hints->asked))
		return LANGUAGE_ASKED;
	guess_language(document, &guess);
	if (guess.script == SCRIPT_NONE) {
		*settled = !guess.wants_more;
		return LANGUAGE_UNKNOWN;
	}
	if (read_hint(hints->asked, language))
		origin = LANGUAGE_ASKED;
	else if (read_hint(said, language))
		origin = LANGUAGE_FRONT_MATTER;
	else if (guess_from_text(&guess, language))
		origin = LANGUAGE_GUESSED;
	if (origin != LANGUAGE_UNKNOWN) {
		take_region(language, hints->locale);
		return origin;
	}
	*settled = !guess.wants_more || guess.sample >= ENOUGH;
	if (*settled && guess_from_locale(&guess, hints->locale, language))
		return LANGUAGE_LOCALE;
	*language = (struct language){ 0 };
	return LANGUAGE_UNKNOWN;
}
