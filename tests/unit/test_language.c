/* SPDX-License-Identifier: ISC */
/* Tests of what language a document is in. */
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "document/language.h"
#include "document/language/guess.h"
#include "document/language/table.h"
#include "documents.h"
#include "text/character.h"
#include "text/utf8.h"

/* "en", "en-GB" or "". */
static const char *written(const struct language *language)
{
	static char text[16];

	snprintf(text, sizeof(text), "%s%s%s", language->code,
		 *language->region ? "-" : "", language->region);
	return text;
}

/* Its words are of letters of its script, and none is there twice. */
static void assert_words(const struct language_row *row)
{
	size_t len;

	for (const char *word = row->words; *word; word += len) {
		uint32_t point;

		len = strcspn(word, " ");
		utf8_decode(word, len, &point);
		if (language_script(point) != row->script)
			fail_msg("%s: %.*s", row->code, (int)len, word);
		for (const char *at = row->words; at < word;
		     at += strcspn(at, " ") + 1) {
			if (strncmp(at, word, len) == 0 && at[len] == ' ')
				fail_msg("%s: %.*s twice", row->code, (int)len,
					 word);
		}
		len += word[len] == ' ';
	}
}

static void test_the_table_is_sound(void **state)
{
	struct buffer lower = BUFFER_INIT;

	(void)state;
	assert_true(language_table_count <= GUESS_ROWS);
	for (size_t i = 0; i < language_table_count; i++) {
		const struct language_row *row = &language_table[i];
		const char *text[] = { row->code, row->own, row->words };

		assert_in_range(strlen(row->code), 2, 3);
		assert_in_range(row->script, SCRIPT_LATIN,
				SCRIPT_EAST_ASIAN - 1);
		if (i)
			assert_true(strcmp(language_table[i - 1].code,
					   row->code) <= 0);
		assert_words(row);
		for (size_t j = 0; j < 3; j++) {
			buffer_clear(&lower);
			character_append_lower(&lower, text[j],
					       strlen(text[j]));
			assert_string_equal(buffer_string(&lower), text[j]);
			assert_null(strstr(text[j], "  "));
		}
	}
	buffer_release(&lower);
}

static void test_names(void **state)
{
	static const struct {
		const char *name, *read; /* NULL: none */
	} cases[] = {
		{ "en", "en" },
		{ "EN-gb", "en-GB" },
		{ "en_GB.UTF-8", "en-GB" },
		{ "de_AT@euro", "de-AT" },
		{ "en-Latn-US", "en-US" },
		{ "en-GB-oxendict", "en-GB" },
		{ "sr-Latn-RS", "sr-Latn" },
		{ "sr-Cyrl-RS", "sr-RS" },
		{ "sh", "sr-Latn" },
		{ "es-419", "es-419" },
		{ "iw", "he" },
		{ "no", "no" },
		{ "tlh", "tlh" },
		{ "xx", "xx" },
		{ "German", "de" },
		{ "deutsch", "de" },
		{ "ČEŠTINA", "cs" },
		{ "русский", "ru" },
		{ "Norwegian", "no" },
		{ "", NULL },
		{ "e", NULL },
		{ "C", NULL },
		{ "C.UTF-8", NULL },
		{ "POSIX", NULL },
		{ "none", NULL },
		{ "off", NULL },
		{ "und", NULL },
		{ "x-private", NULL },
		{ "e1", NULL },
		{ "Klingon", NULL },
		{ "-", NULL },
		{ "en-", "en" },
		{ "en--", "en" },
		{ "en_G", "en" },
		{ "\xc3\xa9n", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct language language = { "??", "" };
		bool is = language_read(cases[i].name, &language);

		if (is != (cases[i].read != NULL) ||
		    strcmp(written(&language), is ? cases[i].read : "??") != 0)
			fail_msg("%s: %s", cases[i].name, written(&language));
	}
}

static void test_what_is_known_of_one(void **state)
{
	struct language language = { "de", "AT" };

	(void)state;
	assert_true(language_is_known(&language));
	assert_string_equal(language_name(&language), "German");
	assert_string_equal(language_regions(&language), "DE AT CH");
	language = (struct language){ "nb", "" };
	assert_string_equal(language_aliases(&language), "no nn");
	language = (struct language){ "sr", "Latn" };
	assert_memory_equal(language_regions(&language), "Latn", 4);
	language = (struct language){ "sr", "" };
	assert_string_equal(language_regions(&language), "RS");
	language = (struct language){ "xx", "" };
	assert_false(language_is_known(&language));
	assert_string_equal(language_name(&language), "xx");
	assert_string_equal(language_regions(&language), "");
}

static const struct {
	const char *language, *text;
} texts[] = {
	{ "en", "It is not the walk that tires you, they said, but what you "
		"had in your bag when you set out. She laughed at this, and "
		"put another stone into his." },
	{ "de",
	  "Wer früh aufsteht, hat den Garten für sich. Die Amseln sind "
	  "schon da, und der Nachbar, der sonst über alles klagt, schläft "
	  "noch; man hört nur, wie es von den Blättern tropft." },
	{ "fr", "Il y a dans cette maison une horloge qui ne sonne plus, mais "
		"que l'on remonte chaque soir parce que le père l'a toujours "
		"fait. Nous ne savons pas pourquoi il le faisait avec soin." },
	{ "es",
	  "Cuando llegamos al puerto ya no había nadie en los barcos, "
	  "pero las luces estaban encendidas. Mi hermana dijo que era por "
	  "la fiesta; yo no lo creí hasta muy tarde." },
	{ "it", "Non è vero che il mare sia uguale ogni giorno. Chi lo guarda "
		"dalla finestra della cucina sa che cambia colore quando il "
		"vento viene da sud, e anche il suo rumore è più basso." },
	{ "pt", "Quando chegamos ao porto já não havia ninguém nos barcos, mas "
		"as luzes estavam acesas. A minha irmã disse que era por causa "
		"da festa; eu não acreditei até muito tarde." },
	{ "gl", "Cando chegamos ao porto xa non había ninguén nos barcos, pero "
		"as luces estaban acesas. A miña irmá dixo que era pola festa; "
		"eu non o crin ata moi tarde, e ela non dixo máis nada." },
	{ "ca", "Quan vam arribar al port ja no hi havia ningú a les barques, "
		"però els llums eren encesos. La meva germana va dir que això "
		"era per la festa; jo no m'ho vaig creure fins molt tard." },
	{ "nl",
	  "Wie vroeg opstaat heeft de tuin voor zich alleen. De merels "
	  "zijn er al, en de buurman, die anders over alles klaagt, slaapt "
	  "nog; je hoort alleen hoe het van de bladeren druppelt." },
	{ "da",
	  "Hvis man står tidligt op, har man haven for sig selv. Solsorten "
	  "er der allerede, og naboen, som ellers klager over alt, sover; "
	  "man kan kun høre, hvordan det drypper af bladene nu og da." },
	{ "nb",
	  "Hvis man står tidlig opp, har man hagen for seg selv. "
	  "Svarttrosten er der allerede, og naboen, som ellers klager over "
	  "alt, sover; nå kan man bare høre hvordan det drypper av "
	  "bladene, og noe annet i gresset." },
	{ "nn",
	  "Den som står tidleg opp, har hagen for seg sjølv. Svarttrasten "
	  "er der alt, og naboen, som elles klagar over alt, søv; no kan ein "
	  "berre høyre korleis det dryp av blada, og noko anna. Eg veit "
	  "ikkje kva det er." },
	{ "sv",
	  "Den som går upp tidigt har trädgården för sig själv. Koltrasten "
	  "är redan där, och grannen, som annars klagar över allt, sover; "
	  "man hör bara hur det droppar från bladen, och jag vet inte vad." },
	{ "cs",
	  "Kdo vstává brzy, má zahradu jen pro sebe. Kosi už jsou tady a "
	  "soused, který si jinak na všechno stěžuje, ještě spí; je slyšet "
	  "jen to, jak kape z listů, a pak také něco, co není vítr." },
	{ "sk",
	  "Kto vstáva skoro, má záhradu len pre seba. Drozdy sú už tu a "
	  "sused, ktorý sa inak na všetko sťažuje, ešte spí; je počuť len "
	  "to, ako kvapká z listov, a potom tiež niečo, čo nie je vietor." },
	{ "pl",
	  "Kto wcześnie wstaje, ma ogród tylko dla siebie. Kosy są już "
	  "na miejscu, a sąsiad, który zawsze się na coś skarży, jeszcze "
	  "śpi; słychać tylko, jak kapie z liści, i nie jest to deszcz." },
	{ "hu",
	  "Aki korán kel, azé a kert. A rigók már itt vannak, és a "
	  "szomszéd, aki mindig panaszkodik, még alszik; csak azt hallani, "
	  "hogy csöpög a levelekről, de ez nem az eső, és nem is a szél." },
	{ "ru",
	  "Кто рано встаёт, у того весь сад. Дрозды уже здесь, а сосед, "
	  "который всегда на что-то жалуется, ещё спит; слышно только, как "
	  "капает с листьев, но это не дождь, и он не скоро будет." },
	{ "uk",
	  "Хто рано встає, у того весь сад. Дрозди вже тут, а сусід, який "
	  "завжди на щось скаржиться, ще спить; чути лише, як капає з "
	  "листя, але це не дощ, і він буде не скоро, та й не тут." },
	{ "el", "Όποιος ξυπνάει νωρίς έχει τον κήπο δικό του." },
	{ "he", "מי שקם מוקדם, הגן כולו שלו." },
};

static void test_guesses(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct document *document = document_from_markdown(
			texts[i].text, strlen(texts[i].text), 4096);
		struct guess guess;

		guess_language(document, &guess);
		if (!guess.row ||
		    strcmp(guess.row->code, texts[i].language) != 0)
			fail_msg("%s: %s", texts[i].language,
				 guess.row ? guess.row->code : "-");
		assert_int_equal(guess.row->script, guess.script);
		document_free(document);
	}
}

/* Unknown rather than wrong: neither what is no prose, nor what no list has,
 * nor a text half in one language and half in another. */
static void test_what_is_not_guessed(void **state)
{
	static const char *const unknown[] = {
		"",
		"12 34 - 56",
		"Hello there.",
		"```\nthe cat and the dog are in the house of the man that was "
		"not here but with them\n```",
		"`if` `for` `the` `and` `of` `to` `a` `in` `that` `is` `was` "
		"`he` `for` `it` x",
		"lorem amet dolor ipsum elit sed tempor labore magna aliqua "
		"minim veniam quis nostrud ullamco laboris nisi aliquip",
		"早く起きる人には庭が自分だけのものになる。鳥はもう来ている。",
		"일찍 일어나는 사람은 정원을 혼자 가진다.",
		"من يستيقظ مبكرا يملك الحديقة وحده",
		"the.of and/the @was_he.not user@the.and.of.to "
		"www.the.and.of.that.is.org",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(unknown) / sizeof(unknown[0]); i++) {
		struct document *document = document_from_markdown(
			unknown[i], strlen(unknown[i]), 4096);
		struct guess guess;

		guess_language(document, &guess);
		if (guess.row)
			fail_msg("%s: %s", unknown[i], guess.row->code);
		document_free(document);
	}
}

static const char english[] =
	"It is not the walk that tires you, they said, but what you had in "
	"your bag when you set out. She laughed at this, and put another.\n";

/* What is said of a document with these words in its front matter. */
static void test_who_decides(void **state)
{
	static const struct {
		const char *lang; /* of the front matter; NULL: none */
		const char *text; /* NULL: English */
		const char *asked, *locale;
		const char *language;
		enum language_origin origin;
	} cases[] = {
		{ "de", NULL, "fr", "it_IT.UTF-8", "fr", LANGUAGE_ASKED },
		{ "de", NULL, "none", "it_IT.UTF-8", "", LANGUAGE_ASKED },
		{ "de", NULL, "off", NULL, "", LANGUAGE_ASKED },
		{ "de", NULL, "", "it_IT", "de", LANGUAGE_FRONT_MATTER },
		{ "German", NULL, NULL, NULL, "de", LANGUAGE_FRONT_MATTER },
		{ "de", NULL, "", "de_CH", "de-CH", LANGUAGE_FRONT_MATTER },
		{ "de-AT", NULL, "", "de_CH", "de-AT", LANGUAGE_FRONT_MATTER },
		{ "gibberish", NULL, "", "", "en", LANGUAGE_GUESSED },
		{ NULL, NULL, "", "de_DE.UTF-8", "en", LANGUAGE_GUESSED },
		{ NULL, NULL, "", "en_GB.UTF-8", "en-GB", LANGUAGE_GUESSED },
		{ NULL, "Kaffee", "", "de_DE.UTF-8", "de-DE", LANGUAGE_LOCALE },
		{ NULL, "Kaffee", "", "C.UTF-8", "", LANGUAGE_UNKNOWN },
		{ NULL, "Kaffee", "", NULL, "", LANGUAGE_UNKNOWN },
		{ NULL, "Kaffee", "", "ru_RU", "", LANGUAGE_UNKNOWN },
		{ NULL, "Кофе", "", "de_DE", "", LANGUAGE_UNKNOWN },
		{ NULL, "咖啡", "", "de_DE", "", LANGUAGE_UNKNOWN },
		/* German, though too little to be sure. */
		{ NULL, "Der Hund und die Katze sind nicht im Garten.", "",
		  "en_US", "", LANGUAGE_UNKNOWN },
		/* No word that could be hyphenated. */
		{ "en", "    code = 1\n", "", "en_US", "", LANGUAGE_UNKNOWN },
		{ "en", "咖啡", "en", "en_US", "", LANGUAGE_UNKNOWN },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct language_hints hints = { cases[i].asked,
						cases[i].locale };
		struct buffer source = BUFFER_INIT;
		struct document *document;
		struct language language;
		enum language_origin origin;
		bool settled = false;

		if (cases[i].lang)
			buffer_append_format(&source, "---\nlang: %s\n---\n\n",
					     cases[i].lang);
		buffer_append_string(&source,
				     cases[i].text ? cases[i].text : english);
		document =
			document_from_markdown(source.data, source.len, 4096);
		origin = language_of_document(document, &hints, &language,
					      &settled);
		if (origin != cases[i].origin ||
		    strcmp(written(&language), cases[i].language) != 0)
			fail_msg("case %zu: %s, origin %d", i,
				 written(&language), (int)origin);
		assert_true(settled);
		document_free(document);
		buffer_release(&source);
	}
}

/* A long text that nothing is guessed of is not in the locale's language. */
static void test_the_locale_of_a_long_text(void **state)
{
	struct language_hints hints = { "", "en_US.UTF-8" };
	struct buffer source = BUFFER_INIT;
	struct document *document;
	struct language language;
	bool settled;

	(void)state;
	for (int i = 0; i < 100; i++)
		buffer_append_format(&source, "Mwangaza%d kijiji%d. ", i, i);
	document = document_from_markdown(source.data, source.len, 4096);
	assert_int_equal(
		language_of_document(document, &hints, &language, &settled),
		LANGUAGE_UNKNOWN);
	document_free(document);
	buffer_release(&source);
}

/* While a text is still coming: sure as soon as it can be guessed; not before
 * there is some prose. */
static void test_when_it_is_settled(void **state)
{
	struct language_hints hints = { "", "de_DE" };
	struct document *document =
		document_from_markdown("Kaffee\n\n    code\n", 17, 4096);
	struct document *sure =
		document_from_markdown(english, sizeof(english) - 1, 4096);
	struct document *code =
		document_from_markdown("    code code\n", 14, 4096);
	struct language language;
	bool settled;

	(void)state;
	document->complete = sure->complete = code->complete = false;
	assert_int_equal(
		language_of_document(document, &hints, &language, &settled),
		LANGUAGE_UNKNOWN);
	assert_false(settled);
	assert_int_equal(
		language_of_document(sure, &hints, &language, &settled),
		LANGUAGE_GUESSED);
	assert_true(settled);
	hints.asked = "en";
	assert_int_equal(
		language_of_document(code, &hints, &language, &settled),
		LANGUAGE_UNKNOWN);
	assert_false(settled);
	document_free(document);
	document_free(sure);
	document_free(code);
}

/* The first prose decides, also behind much code. */
static void test_the_sample(void **state)
{
	struct buffer source = BUFFER_INIT;
	struct document *document;
	struct guess guess;

	(void)state;
	for (int i = 0; i < 200; i++)
		buffer_append_string(&source, "    the of and to\n");
	buffer_append_string(&source, "\n");
	for (int i = 0; i < 300; i++)
		buffer_append_format(&source, "%s\n", texts[1].text);
	for (int i = 0; i < 300; i++)
		buffer_append_string(&source, english);
	document = document_from_markdown(source.data, source.len, 4096);
	guess_language(document, &guess);
	assert_int_equal(guess.sample, GUESS_SAMPLE);
	assert_false(guess.wants_more);
	assert_non_null(guess.row);
	assert_string_equal(guess.row->code, "de");
	document_free(document);
	buffer_release(&source);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_table_is_sound),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_what_is_known_of_one),
		cmocka_unit_test(test_guesses),
		cmocka_unit_test(test_what_is_not_guessed),
		cmocka_unit_test(test_who_decides),
		cmocka_unit_test(test_the_locale_of_a_long_text),
		cmocka_unit_test(test_when_it_is_settled),
		cmocka_unit_test(test_the_sample),
	};

	return test_run(tests);
}
