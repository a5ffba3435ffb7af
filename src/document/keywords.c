/* SPDX-License-Identifier: ISC */
/* Know the words that headings, and what looks like them, are made of. */
#include "document/keywords.h"

#include <stdint.h>
#include <string.h>

#include "text/fold.h"
#include "text/letters.h"
#include "text/utf8.h"

/* All words here are as fold_append() leaves them. */
#define COUNT(list) (sizeof(list) / sizeof(*(list)))

enum { WORDS_MAX = 24 };

static const char *const part_words[] = {
	"part",	 "book",  "volume", "vol",	"act",	 "partie",
	"livre", "tome",  "acte",   "teil",	"buch",	 "band",
	"akt",	 "parte", "libro",  "tomo",	"acto",	 "livro",
	"ato",	 "atto",  "deel",   "boek",	"del",	 "bok",
	"часть", "книга", "том",    "действие", "الجزء", "القسم",
};

static const char *const chapter_words[] = {
	"chapter",  "chap",	"section",   "letter",	 "lecture", "essay",
	"canto",    "scene",	"appendix",  "lesson",	 "sermon",  "stave",
	"episode",  "dialogue", "annex",     "chapitre", "lettre",  "chant",
	"annexe",   "kapitel",	"abschnitt", "brief",	 "szene",   "anhang",
	"capitulo", "capitolo", "carta",     "escena",	 "cena",    "scena",
	"lettera",  "seccion",	"hoofdstuk", "brev",	 "глава",   "раздел",
	"письмо",   "сцена",	"الفصل",     "الباب",	 "المبحث",
};

static const char *const number_words[] = {
	"one",	    "two",	 "three",     "four",	   "five",
	"six",	    "seven",	 "eight",     "nine",	   "ten",
	"eleven",   "twelve",	 "thirteen",  "fourteen",  "fifteen",
	"sixteen",  "seventeen", "eighteen",  "nineteen",  "twenty",
	"first",    "second",	 "third",     "fourth",	   "fifth",
	"sixth",    "seventh",	 "eighth",    "ninth",	   "tenth",
	"last",	    "premier",	 "premiere",  "deuxieme",  "seconde",
	"second",   "troisieme", "quatrieme", "cinquieme", "sixieme",
	"septieme", "huitieme",	 "neuvieme",  "dixieme",   "eins",
	"zwei",	    "drei",	 "vier",      "funf",	   "sechs",
	"sieben",   "acht",	 "neun",      "zehn",	   "erstes",
	"erster",   "erste",	 "zweites",   "zweiter",   "zweite",
	"drittes",  "dritter",	 "dritte",    "viertes",   "vierter",
	"vierte",   "funftes",	 "funfter",   "funfte",	   "sechstes",
	"siebtes",  "achtes",	 "neuntes",   "zehntes",   "primero",
	"primera",  "segundo",	 "segunda",   "tercero",   "tercera",
	"cuarto",   "cuarta",	 "quinto",    "quinta",	   "sexto",
	"septimo",  "octavo",	 "primo",     "prima",	   "secondo",
	"seconda",  "terzo",	 "terza",     "quarto",	   "quarta",
	"primeiro", "primeira",	 "terceiro",  "terceira",  "первая",
	"вторая",   "третья",	 "четвертая", "пятая",	   "шестая",
	"седьмая",  "восьмая",	 "девятая",   "десятая",   "первое",
	"второе",   "третье",	 "первыи",    "второи",	   "третии",
};

static const char *const matter[] = {
	"abstract",
	"summary",
	"executive summary",
	"key points",
	"key takeaways",
	"key findings",
	"preface",
	"preamble",
	"foreword",
	"prologue",
	"introduction",
	"introductory",
	"background",
	"overview",
	"methods",
	"methodology",
	"results",
	"discussion",
	"recommendations",
	"conclusion",
	"conclusions",
	"concluding remarks",
	"epilogue",
	"afterword",
	"postscript",
	"appendix",
	"appendices",
	"notes",
	"note",
	"endnotes",
	"footnotes",
	"footnote",
	"references",
	"bibliography",
	"works cited",
	"further reading",
	"sources",
	"glossary",
	"index",
	"dedication",
	"acknowledgments",
	"acknowledgements",
	"acknowledgment",
	"acknowledgement",
	"about the author",
	"about the authors",
	"about the editor",
	"about the editors",
	"about this essay",
	"about this report",
	"author's note",
	"transcriber's note",
	"transcriber's notes",
	"transcriber’s note",
	"transcriber’s notes",
	"resume",
	"preface",
	"avant-propos",
	"avertissement",
	"epilogue",
	"remerciements",
	"bibliographie",
	"zusammenfassung",
	"vorwort",
	"vorrede",
	"einleitung",
	"einfuhrung",
	"schluss",
	"fazit",
	"nachwort",
	"anmerkungen",
	"fussnoten",
	"anhang",
	"literatur",
	"quellen",
	"danksagung",
	"uber den autor",
	"uber die autorin",
	"uber die autoren",
	"resumen",
	"prologo",
	"prefacio",
	"introduccion",
	"conclusion",
	"conclusiones",
	"epilogo",
	"notas",
	"referencias",
	"bibliografia",
	"agradecimientos",
	"resumo",
	"introducao",
	"conclusao",
	"prefazione",
	"introduzione",
	"conclusione",
	"conclusioni",
	"note",
	"ringraziamenti",
	"inleiding",
	"voorwoord",
	"conclusie",
	"noten",
	"forord",
	"innledning",
	"inledning",
	"indledning",
	"предисловие",
	"введение",
	"заключение",
	"выводы",
	"послесловие",
	"примечания",
	"литература",
	"об авторе",
	"об авторах",
	"مقدمة",
	"المقدمة",
	"تمهيد",
	"خاتمة",
	"الخاتمة",
	"خلاصة",
	"المراجع",
	"前言",
	"序",
	"序言",
	"自序",
	"引言",
	"导言",
	"導言",
	"绪论",
	"緒論",
	"结论",
	"結論",
	"结语",
	"結語",
	"后记",
	"後記",
	"附录",
	"附錄",
	"注释",
	"參考文獻",
	"参考文献",
	"序章",
	"終章",
	"はじめに",
	"おわりに",
	"まえがき",
	"あとがき",
	"むすび",
	"付録",
	"脚注",
};

static const char *const contents[] = {
	"contents",   "table of contents",
	"inhalt",     "inhaltsverzeichnis",
	"sommaire",   "table des matieres",
	"indice",     "indice general",
	"contenido",  "sumario",
	"inhoud",     "содержание",
	"оглавление", "المحتويات",
	"الفهرس",     "目录",
	"目錄",	      "目次",
};

static const char *const kickers[] = {
	"opinion",
	"opinions",
	"analysis",
	"essay",
	"essays",
	"commentary",
	"comment",
	"review",
	"reviews",
	"book review",
	"books",
	"feature",
	"features",
	"interview",
	"perspective",
	"perspectives",
	"briefing",
	"column",
	"columnist",
	"editorial",
	"guest essay",
	"the long read",
	"long read",
	"longread",
	"culture",
	"politics",
	"technology",
	"science",
	"business",
	"economics",
	"economy",
	"world",
	"ideas",
	"history",
	"philosophy",
	"letters",
	"the big idea",
	"first person",
	"newsletter",
	"blog",
	"op-ed",
	"op ed",
	"news",
	"explainer",
	"letter",
	"report",
	"special report",
	"policy brief",
	"working paper",
	"viewpoint",
	"viewpoints",
	"leader",
	"leaders",
	"podcast",
	"article",
	"articles",
	"feuilleton",
	"meinung",
	"kommentar",
	"debatte",
	"analyse",
	"tribune",
	"chronique",
	"idees",
	"debats",
	"critique",
	"opinion & analysis",
	"opinion and analysis",
	"مقال",
	"رأي",
	"мнение",
	"колонка",
	"评论",
	"評論",
	"观点",
	"社论",
	"社説",
	"コラム",
	"随笔",
};

/* Openings of a line. */
static const char *const credits[] = {
	"by ",
	"by: ",
	"written by",
	"translated by",
	"translated from",
	"edited by",
	"illustrated by",
	"photograph by",
	"photographs by",
	"photography by",
	"photograph:",
	"photo by",
	"photo:",
	"photos:",
	"photos by",
	"photo credit",
	"image:",
	"image credit",
	"image by",
	"credit:",
	"credits:",
	"picture:",
	"caption:",
	"courtesy of",
	"source:",
	"copyright",
	"(c) ",
	"©",
	"all rights reserved",
	"isbn",
	"issn",
	"doi:",
	"read more",
	"read the full",
	"read full",
	"read next",
	"read also",
	"continue reading",
	"keep reading",
	"show more",
	"load more",
	"learn more",
	"find out more",
	"click here",
	"click to",
	"share this",
	"share on",
	"share via",
	"subscribe",
	"sign up",
	"sign in",
	"log in",
	"join our",
	"get our",
	"get the newsletter",
	"follow us",
	"follow me",
	"advertisement",
	"sponsored",
	"skip to",
	"back to top",
	"jump to",
	"listen to this",
	"save this",
	"print this",
	"email this",
	"more from",
	"most read",
	"most popular",
	"related articles",
	"related posts",
	"related stories",
	"related reading",
	"related:",
	"recommended reading",
	"you may also",
	"you might also",
	"previous post",
	"previous article",
	"next post",
	"next article",
	"next:",
	"previous:",
	"filed under",
	"posted by",
	"posted on",
	"posted in",
	"published by",
	"published in",
	"published on",
	"published:",
	"first published",
	"originally published",
	"last updated",
	"last modified",
	"updated on",
	"updated:",
	"date:",
	"author:",
	"title:",
	"from:",
	"to:",
	"subject:",
	"language:",
	"release date:",
	"tags:",
	"topics:",
	"categories:",
	"category:",
	"keywords:",
	"comments (",
	"leave a comment",
	"leave a reply",
	"produced by",
	"transcribed by",
	"transcribed from",
	"scanned by",
	"prepared by",
	"digitized by",
	"printed by",
	"printed in",
	"printed for",
	"illustrations by",
	"with illustrations",
	"with an introduction by",
	"with a preface by",
	"dedicated to",
	"author of",
	"reprinted from",
	"reprinted by",
	"excerpted from",
	"adapted from",
	"an excerpt from",
	"this article",
	"project gutenberg",
	"the project gutenberg",
	"ubersetzt von",
	"aus dem englischen",
	"foto:",
	"fotos:",
	"bild:",
	"quelle:",
	"traduit par",
	"traduit de",
	"photo de",
	"publie le",
	"publie par",
	"traducido por",
	"traduccion de",
	"publicado en",
	"por: ",
	"фото",
	"источник:",
	"автор:",
	"перевод ",
	"作者",
	"译者",
	"译：",
	"文：",
	"文/",
	"文／",
	"图：",
	"来源",
	"编辑：",
	"写真：",
	"بقلم",
	"ترجمة ",
	"المصدر",
};

/* Openings that a number follows: captions. */
static const char *const captions[] = {
	"figure", "fig.",    "fig",	"listing", "table",
	"chart",  "exhibit", "plate",	"photo",   "abbildung",
	"abb.",	  "tabelle", "tableau", "figura",  "tabla",
	"рис.",	  "图",	     "表",	"図",
};

/* Credits when nothing else stands in the line. */
static const char *const calls[] = {
	"share",      "tweet",	    "email",   "print",		"comments",
	"comment",    "related",    "menu",    "advertisement", "search",
	"home",	      "more",	    "next",    "previous",	"listen",
	"watch",      "save",	    "fin",     "the end",	"finis",
	"ende",	      "fine",	    "end",     "конец",		"完",
	"终",	      "了",	    "loading", "download",	"author",
	"the author", "the editor", "editor",  "publisher",	"anonymous",
};

static const char *const months[] = {
	"january",  "february",	  "march",    "april",	   "may",
	"june",	    "july",	  "august",   "september", "october",
	"november", "december",	  "jan",      "feb",	   "mar",
	"apr",	    "jun",	  "jul",      "aug",	   "sep",
	"sept",	    "oct",	  "nov",      "dec",	   "januar",
	"februar",  "marz",	  "mai",      "juni",	   "juli",
	"oktober",  "dezember",	  "janvier",  "fevrier",   "mars",
	"avril",    "juin",	  "juillet",  "aout",	   "septembre",
	"octobre",  "novembre",	  "decembre", "enero",	   "febrero",
	"marzo",    "abril",	  "mayo",     "junio",	   "julio",
	"agosto",   "septiembre", "octubre",  "noviembre", "diciembre",
	"gennaio",  "febbraio",	  "aprile",   "maggio",	   "giugno",
	"luglio",   "settembre",  "ottobre",  "dicembre",  "января",
	"февраля",  "марта",	  "апреля",   "мая",	   "июня",
	"июля",	    "августа",	  "сентября", "октября",   "ноября",
	"декабря",
};

static const char *const particles[] = {
	"a",	 "an",	 "the",	  "of",	    "in",      "on",	 "at",
	"to",	 "for",	 "from",  "with",   "without", "by",	 "as",
	"and",	 "or",	 "but",	  "not",    "no",      "is",	 "are",
	"was",	 "were", "be",	  "why",    "how",     "what",	 "when",
	"where", "who",	 "our",	  "my",	    "your",    "their",	 "its",
	"this",	 "that", "after", "before", "between", "beyond", "against",
	"into",	 "over", "under", "toward", "towards", "new",	 "old",
	"le",	 "les",	 "une",	  "des",    "der",     "die",	 "das",
	"ein",	 "eine", "el",	  "los",    "las",     "und",	 "et",
};

/* --- Words --------------------------------------------------------------- */

static bool is_in(const char *const *list, size_t count, struct span word)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(list[i]) == word.len &&
		    !memcmp(list[i], word.ptr, word.len))
			return true;
	return false;
}

static bool starts_in(const char *const *list, size_t count, struct span text,
		      struct span *rest)
{
	for (size_t i = 0; i < count; i++) {
		size_t len = strlen(list[i]);

		if (text.len < len || memcmp(list[i], text.ptr, len) != 0)
			continue;
		*rest = (struct span){ text.ptr + len, text.len - len };
		return true;
	}
	return false;
}

/* Drops what is neither letter nor digit at both ends. */
static struct span bare(struct span text)
{
	uint32_t point;

	while (text.len) {
		size_t used = utf8_decode(text.ptr, text.len, &point);

		if (letters_kind(point) != LETTERS_NONE)
			break;
		text.ptr += used;
		text.len -= used;
	}
	while (text.len) {
		size_t start = utf8_previous(text.ptr, text.len);

		utf8_decode(text.ptr + start, text.len - start, &point);
		if (letters_kind(point) != LETTERS_NONE)
			break;
		text.len = start;
	}
	return text;
}

/* Takes the first word off text, with the punctuation that touches it. */
static struct span take_word(struct span *text)
{
	struct span word = { text->ptr, 0 };
	uint32_t point = 0;

	while (text->len) {
		size_t used = utf8_decode(text->ptr, text->len, &point);

		if (letters_space(point) && word.len)
			break;
		if (letters_space(point))
			word.ptr += used;
		else
			word.len += used;
		text->ptr += used;
		text->len -= used;
	}
	return word;
}

/* Folds text into out, which must be empty; borrowed from it. */
static struct span fold(struct buffer *out, struct span text)
{
	fold_append(out, text.ptr, text.len);
	return (struct span){ buffer_string(out), out->len };
}

/* --- Parts and chapters -------------------------------------------------- */

static bool is_number(struct span word)
{
	size_t digits = 0;

	word = bare(word);
	while (digits < word.len &&
	       ((word.ptr[digits] >= '0' && word.ptr[digits] <= '9') ||
		word.ptr[digits] == '.'))
		digits++;
	return word.len &&
	       (digits == word.len || marker_roman(word) ||
		(word.len == 1 && *word.ptr >= 'a' && *word.ptr <= 'z') ||
		is_in(number_words, COUNT(number_words), word));
}

static enum keyword word_kind(struct span word)
{
	word = bare(word);
	if (is_in(part_words, COUNT(part_words), word))
		return KEYWORD_PART;
	if (is_in(chapter_words, COUNT(chapter_words), word))
		return KEYWORD_CHAPTER;
	return KEYWORD_NONE;
}

/* Whether a sentence does not go on behind the words of a heading: "Chapter 3
 * deals with bees" is none. */
static bool may_follow(struct span original, size_t words)
{
	struct span before = { NULL, 0 };
	uint32_t point;

	while (words--)
		before = take_word(&original);
	if (!bare(original).len || !before.len ||
	    strchr(".:;,-)", before.ptr[before.len - 1]))
		return true;
	original = take_word(&original);
	utf8_decode(original.ptr, original.len, &point);
	return letters_kind(point) != LETTERS_SMALL;
}

/* "Chapter IV ...", "Part the First ...", "Erstes Kapitel ...". */
static enum keyword find_numbered(struct span original, struct span folded)
{
	struct span rest = folded;
	struct span first = take_word(&rest);
	struct span second = take_word(&rest);
	enum keyword kind = word_kind(first);
	size_t words = 2;

	if (kind != KEYWORD_NONE && second.len == 3 &&
	    !memcmp(second.ptr, "the", 3)) {
		second = take_word(&rest);
		words = 3;
	}
	if (kind != KEYWORD_NONE) {
		bool has_case = (uint8_t)*bare(first).ptr < 0xd8;

		if (has_case ? !is_number(second) : !second.len)
			return KEYWORD_NONE;
	} else {
		kind = is_number(first) ? word_kind(second) : KEYWORD_NONE;
	}
	return may_follow(original, words) ? kind : KEYWORD_NONE;
}

/* The Chinese and Japanese ordinal sign, a number, and what is counted. */
static enum keyword find_han(struct span text)
{
	static const char *const parts[] = {
		"部", "卷", "篇", "編", "编", "幕"
	};
	static const char *const chapters[] = { "章", "節", "节", "回",
						"讲", "講", "课", "課",
						"話", "话", "场", "場" };
	struct span rest;
	size_t numerals = 0;
	static const char *const ordinal[] = { "第" };

	if (!starts_in(ordinal, 1, text, &rest))
		return KEYWORD_NONE;
	while (rest.len && numerals < 6) {
		static const char *const numbers[] = {
			"一", "二", "三", "四", "五", "六", "七", "八",
			"九", "十", "百", "零", "〇", "两", "0",  "1",
			"2",  "3",  "4",  "5",	"6",  "7",  "8",  "9",
		};

		if (!starts_in(numbers, COUNT(numbers), rest, &rest))
			break;
		numerals++;
	}
	if (!numerals)
		return KEYWORD_NONE;
	if (starts_in(parts, COUNT(parts), rest, &rest))
		return KEYWORD_PART;
	return starts_in(chapters, COUNT(chapters), rest, &rest)
		       ? KEYWORD_CHAPTER
		       : KEYWORD_NONE;
}

enum keyword keyword_find(const struct phrase *phrase)
{
	struct buffer buffer = BUFFER_INIT;
	struct span folded = fold(&buffer, phrase->text);
	struct span all = bare(folded);
	struct buffer rest_buffer = BUFFER_INIT;
	struct span rest = bare(fold(&rest_buffer, phrase->rest));
	enum keyword found = KEYWORD_NONE;

	if (is_in(contents, COUNT(contents), all))
		found = KEYWORD_CONTENTS;
	else if (is_in(matter, COUNT(matter), all) ||
		 is_in(matter, COUNT(matter), rest))
		found = KEYWORD_MATTER;
	else if ((found = find_han(all)) == KEYWORD_NONE)
		found = find_numbered(phrase->text, folded);
	buffer_release(&buffer);
	buffer_release(&rest_buffer);
	return found;
}

/* --- What is no heading ----------------------------------------------------
 */

bool keyword_is_kicker(const struct phrase *phrase)
{
	struct buffer buffer = BUFFER_INIT;
	struct span folded = bare(fold(&buffer, phrase->text));
	bool found = is_in(kickers, COUNT(kickers), folded);

	buffer_release(&buffer);
	return found;
}

/* What a date is put together from, counted. */
struct date_parts {
	size_t months, days, years, others;
};

static void count_date_part(struct date_parts *parts, struct span word)
{
	size_t digits = 0;

	word = bare(word);
	while (digits < word.len && word.ptr[digits] >= '0' &&
	       word.ptr[digits] <= '9')
		digits++;
	if (is_in(months, COUNT(months), word))
		parts->months++;
	else if (digits == 4 && word.len == 4)
		parts->years++;
	else if (digits && (digits < 3 || digits == word.len))
		parts->days++; /* also 3rd, 12/5/2020, 14h30 */
	else
		parts->others++;
}

static struct date_parts count_date(const struct phrase *phrase)
{
	struct date_parts parts = { .months = 0 };
	struct buffer buffer = BUFFER_INIT;
	struct span folded = fold(&buffer, phrase->text);

	while (bare(folded).len)
		count_date_part(&parts, take_word(&folded));
	buffer_release(&buffer);
	return parts;
}

bool keyword_is_date(const struct phrase *phrase)
{
	struct date_parts parts = count_date(phrase);

	return !parts.others && (parts.months || parts.years);
}

/* A day of a month, with at most a weekday and a place. */
static bool is_full_date(const struct phrase *phrase)
{
	struct date_parts parts = count_date(phrase);

	return (parts.months == 1 && parts.days && parts.others <= 3) ||
	       (!parts.others && !parts.months && parts.days &&
		phrase->digits >= 4 && !phrase->marker.closed);
}

static bool is_address(struct span text)
{
	return memmem(text.ptr, text.len, "://", 3) ||
	       memmem(text.ptr, text.len, "www.", 4) ||
	       memchr(text.ptr, '@', text.len) ||
	       memmem(text.ptr, text.len, "©", 2);
}

static bool is_caption(struct span folded)
{
	struct span rest;

	if (!starts_in(captions, COUNT(captions), folded, &rest))
		return false;
	rest = take_word(&rest);
	return rest.len && is_number(rest);
}

bool keyword_is_credit(const struct phrase *phrase)
{
	struct buffer buffer = BUFFER_INIT;
	struct span folded = fold(&buffer, phrase->text);
	struct span rest;
	bool found = is_address(folded) || is_full_date(phrase) ||
		     is_caption(folded) ||
		     starts_in(credits, COUNT(credits), folded, &rest) ||
		     is_in(calls, COUNT(calls), bare(folded)) ||
		     memmem(folded.ptr, folded.len, "min read", 8) ||
		     memmem(folded.ptr, folded.len, "minute read", 11) ||
		     memmem(folded.ptr, folded.len, "minutes read", 12);

	buffer_release(&buffer);
	return found;
}

bool keyword_has_particle(const struct phrase *phrase)
{
	struct buffer buffer = BUFFER_INIT;
	struct span folded = fold(&buffer, phrase->text);
	bool found = false;

	while (!found && bare(folded).len)
		found = is_in(particles, COUNT(particles),
			      bare(take_word(&folded)));
	buffer_release(&buffer);
	return found;
}
