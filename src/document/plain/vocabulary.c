/* SPDX-License-Identifier: ISC */
/* Hold the words that headings, and what looks like them, are made of. */
#include "document/plain/vocabulary.h"

#include <string.h>

/* clang-format off */
static const char *const part_words[] = {
	"part", "book", "volume", "vol", "act", "partie", "livre", "tome",
	"acte", "teil", "buch", "band", "akt", "parte", "libro", "tomo",
	"acto", "livro", "ato", "atto", "deel", "boek", "del", "bok", "часть",
	"книга", "том", "деиствие", "частина", "czesc", "tom", "kisim",
	"μεροσ", "βιβλιο", "kniha", "חלק", "الجزء", "القسم", "جلد", "بخش",
};

static const char *const chapter_words[] = {
	"chapter", "chap", "section", "letter", "lecture", "essay", "canto",
	"scene", "appendix", "lesson", "sermon", "stave", "episode",
	"dialogue", "annex", "chapitre", "lettre", "chant", "annexe",
	"kapitel", "abschnitt", "brief", "szene", "anhang", "capitulo",
	"capitolo", "carta", "escena", "cena", "scena", "lettera", "seccion",
	"hoofdstuk", "brev", "глава", "раздел", "письмо", "сцена", "статья",
	"розділ", "роздiл", "rozdzial", "kapitola", "fejezet", "bolum",
	"κεφαλαιο", "capitol", "capitolul", "article", "artikel", "articulo",
	"articolo", "artigo", "פרק", "مادة", "المادة", "فصل", "الفصل",
	"الباب", "المبحث",
};

static const char *const number_words[] = {
	"one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
	"ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
	"sixteen", "seventeen", "eighteen", "nineteen", "twenty", "first",
	"second", "third", "fourth", "fifth", "sixth", "seventh", "eighth",
	"ninth", "tenth", "last", "premier", "premiere", "deuxieme", "seconde",
	"troisieme", "quatrieme", "cinquieme", "sixieme", "septieme",
	"huitieme", "neuvieme", "dixieme", "eins", "zwei", "drei", "vier",
	"funf", "sechs", "sieben", "acht", "neun", "zehn", "erstes", "erster",
	"erste", "zweites", "zweiter", "zweite", "drittes", "dritter",
	"dritte", "viertes", "vierter", "vierte", "funftes", "funfter",
	"funfte", "sechstes", "siebtes", "achtes", "neuntes", "zehntes",
	"primero", "primera", "segundo", "segunda", "tercero", "tercera",
	"cuarto", "cuarta", "quinto", "quinta", "sexto", "septimo", "octavo",
	"primo", "prima", "secondo", "seconda", "terzo", "terza", "quarto",
	"quarta", "primeiro", "primeira", "terceiro", "terceira", "первая",
	"вторая", "третья", "четвертая", "пятая", "шестая", "седьмая",
	"восьмая", "девятая", "десятая", "первое", "второе", "третье",
	"первыи", "второи", "третии",
};

static const char *const matter[] = {
	"abstract", "summary", "executive summary", "key points",
	"key takeaways", "key findings", "preface", "preamble", "foreword",
	"prologue", "introduction", "introductory", "background", "overview",
	"methods", "methodology", "results", "discussion", "recommendations",
	"conclusion", "conclusions", "concluding remarks", "epilogue",
	"afterword", "postscript", "appendix", "appendices", "notes", "note",
	"endnotes", "footnotes", "footnote", "references", "bibliography",
	"works cited", "further reading", "sources", "glossary", "index",
	"dedication", "acknowledgments", "acknowledgements", "acknowledgment",
	"acknowledgement", "about the author", "about the authors",
	"about the editor", "about the editors", "about this essay",
	"about this report", "author's note", "transcriber's note",
	"transcriber's notes",
	"resume", "avant-propos", "avertissement", "remerciements",
	"bibliographie", "zusammenfassung", "vorwort", "vorrede", "einleitung",
	"einfuhrung", "schluss", "fazit", "nachwort", "anmerkungen",
	"fussnoten", "anhang", "literatur", "quellen", "danksagung",
	"uber den autor", "uber die autorin", "uber die autoren", "resumen",
	"prologo", "prefacio", "introduccion", "conclusiones", "epilogo",
	"notas", "referencias", "bibliografia", "agradecimientos", "resumo",
	"introducao", "conclusao", "prefazione", "introduzione", "conclusione",
	"conclusioni", "ringraziamenti", "inleiding", "voorwoord", "conclusie",
	"noten", "forord", "innledning", "inledning", "indledning",
	"предисловие", "введение", "заключение", "выводы", "послесловие",
	"примечания", "литература", "об авторе", "об авторах", "вступ", "висновки",
	"wstep", "zakonczenie", "przypisy", "bibliografia", "uvod", "zaver", "giris",
	"sonuc", "kaynakca", "onsoz", "εισαγωγη", "επιλογοσ", "συμπερασματα",
	"βιβλιογραφια", "הקדמה", "מבוא", "סיכום", "אחרית דבר", "הערות", "ביבליוגרפיה",
	"مقدمه", "پیشگفتار", "نتیجه", "نتیجه گیری", "نتیجهگیری", "پینوشت", "منابع", "مقدمة",
	"المقدمة", "تمهيد", "خاتمة", "الخاتمة", "خلاصة", "المراجع", "前言", "序",
	"序言", "自序", "引言", "导言", "導言", "绪论", "緒論", "结论", "結論", "结语", "結語", "后记",
	"後記", "附录", "附錄", "注释", "參考文獻", "参考文献", "序章", "終章", "はじめに", "おわりに",
	"まえがき", "あとがき", "むすび", "付録", "脚注",
};

static const char *const contents[] = {
	"contents", "table of contents", "inhalt", "inhaltsverzeichnis",
	"sommaire", "table des matieres", "indice", "indice general",
	"contenido", "sumario", "inhoud", "содержание", "оглавление",
	"spis tresci", "obsah", "icindekiler", "περιεχομενα", "תוכן", "תוכן העניינים",
	"فهرست", "فهرست مطالب", "المحتويات", "الفهرس", "目录", "目錄", "目次",
};

static const char *const kickers[] = {
	"opinion", "opinions", "analysis", "essay", "essays", "commentary",
	"comment", "review", "reviews", "book review", "books", "feature",
	"features", "interview", "perspective", "perspectives", "briefing",
	"column", "columnist", "editorial", "guest essay", "the long read",
	"long read", "longread", "culture", "politics", "technology",
	"science", "business", "economics", "economy", "world", "ideas",
	"history", "philosophy", "letters", "the big idea", "first person",
	"newsletter", "blog", "op-ed", "op ed", "news", "explainer", "letter",
	"report", "special report", "policy brief", "working paper",
	"viewpoint", "viewpoints", "leader", "leaders", "podcast", "article",
	"articles", "feuilleton", "meinung", "kommentar", "debatte", "analyse",
	"tribune", "chronique", "idees", "debats", "critique",
	"opinion & analysis", "opinion and analysis", "مقال", "راي", "мнение",
	"колонка", "评论", "評論", "观点", "社论", "社説", "コラム", "随笔",
};

static const char *const credits[] = {
	"by ", "by: ", "written by", "translated by", "translated from",
	"edited by", "illustrated by", "photograph by", "photographs by",
	"photography by", "photograph:", "photo by", "photo:", "photos:",
	"photos by", "photo credit", "image:", "image credit", "image by",
	"credit:", "credits:", "picture:", "caption:", "courtesy of",
	"source:", "copyright", "(c) ", "©", "all rights reserved", "isbn",
	"issn", "doi:", "read more", "read the full", "read full", "read next",
	"read also", "continue reading", "keep reading", "show more",
	"load more", "learn more", "find out more", "click here", "click to",
	"share this", "share on", "share via", "subscribe", "sign up",
	"sign in", "log in", "join our", "get our", "get the newsletter",
	"follow us", "follow me", "advertisement", "sponsored", "skip to",
	"back to top", "jump to", "listen to this", "save this", "print this",
	"email this", "more from", "most read", "most popular",
	"related articles", "related posts", "related stories",
	"related reading", "related:", "recommended reading", "you may also",
	"you might also", "previous post", "previous article", "next post",
	"next article", "next:", "previous:", "filed under", "posted by",
	"posted on", "posted in", "published by", "published in",
	"published on", "published:", "first published",
	"originally published", "last updated", "last modified", "updated on",
	"updated:", "date:", "author:", "title:", "from:", "to:", "subject:",
	"language:", "release date:", "tags:", "topics:", "categories:",
	"category:", "keywords:", "comments (", "leave a comment",
	"leave a reply", "produced by", "transcribed by", "transcribed from",
	"scanned by", "prepared by", "digitized by", "printed by", "printed and",
	"printed in", "printed for", "illustrations by", "with illustrations",
	"with an introduction by", "with a preface by", "dedicated to",
	"author of", "reprinted from", "reprinted by", "excerpted from",
	"adapted from", "an excerpt from", "this article", "project gutenberg",
	"the project gutenberg", "ubersetzt von", "aus dem englischen",
	"foto:", "fotos:", "bild:", "quelle:", "traduit par", "traduit de",
	"photo de", "publie le", "publie par", "traducido por",
	"traduccion de", "publicado en", "por: ", "фото", "источник:",
	"автор:", "перевод ", "作者", "译者", "译:", "文:", "文/", "图:", "来源",
	"编辑:", "写真:", "מאת ", "תרגום", "نویسنده:", "نویسنده :", "ترجمه ",
	"به قلم", "بقلم", "ترجمة ", "المصدر", "autor:", "tlumaczyl", "przeklad",
	"ceviren", "yazan:", "автор ", "переклад ",
};

static const char *const captions[] = {
	"figure", "fig.", "fig", "listing", "table", "chart", "exhibit",
	"plate", "photo", "abbildung", "abb.", "tabelle", "tableau", "figura",
	"tabla", "рис.", "图", "表", "図",
};

static const char *const pages[] = {
	"page", "pages", "pg", "p", "of", "seite", "von", "pagina", "pag", "de",
	"di", "sur", "strona", "str", "z", "sida", "av", "bladzijde", "van",
	"стр", "страница", "из", "صفحة", "صفحه", "من", "از", "עמוד", "מתוך", "页",
	"頁", "ページ", "第", "共",
};

static const char *const calls[] = {
	"share", "tweet", "email", "print", "comments", "comment", "related",
	"menu", "advertisement", "search", "home", "more", "next", "previous",
	"listen", "watch", "save", "fin", "the end", "finis", "ende", "fine",
	"end", "конец", "完", "终", "了", "loading", "download", "author",
	"the author", "the editor", "editor", "publisher", "anonymous",
};

static const char *const months[] = {
	"january", "february", "march", "april", "may", "june", "july",
	"august", "september", "october", "november", "december", "jan", "feb",
	"mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
	"januar", "februar", "marz", "mai", "juni", "juli", "oktober",
	"dezember", "janvier", "fevrier", "mars", "avril", "juin", "juillet",
	"aout", "septembre", "octobre", "novembre", "decembre", "enero",
	"febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto",
	"septiembre", "octubre", "noviembre", "diciembre", "gennaio",
	"febbraio", "aprile", "maggio", "giugno", "luglio", "settembre",
	"ottobre", "dicembre", "января", "февраля", "марта", "апреля", "мая",
	"июня", "июля", "августа", "сентября", "октября", "ноября", "декабря",
};

static const char *const particles[] = {
	"a", "an", "the", "of", "in", "on", "at", "to", "for", "from", "with",
	"without", "by", "as", "and", "or", "but", "not", "no", "is", "are",
	"was", "were", "be", "why", "how", "what", "when", "where", "who",
	"our", "my", "your", "their", "its", "this", "that", "after", "before",
	"between", "beyond", "against", "into", "over", "under", "toward",
	"towards", "new", "old", "le", "les", "une", "des", "der", "die",
	"das", "ein", "eine", "el", "los", "las", "und", "et",
};

static const char *const greetings[] = {
	"dear", "my dear", "dearest", "sir,", "sir:", "madam,", "gentlemen",
	"hello ", "hi ", "to whom it may concern", "lieber", "liebe ",
	"liebes ", "sehr geehrte", "cher ", "chere ", "mon cher", "ma chere",
	"monsieur,", "madame,", "querido", "querida", "estimado", "estimada",
	"caro ", "cara ", "gentile ", "дорогои", "дорогая", "дорогие",
	"уважаем", "عزيزي", "عزيزتي", "亲爱的", "親愛的", "拝啓",
};

static const char *const honorifics[] = {
	"mr", "mrs", "ms", "miss", "dr", "prof", "professor", "herr", "frau",
	"mme", "mlle", "monsieur", "madame", "senor", "senora", "sr", "sra",
	"signor", "signora",
};

static const char *const stage[] = {
	"enter", "re-enter", "exit", "exeunt", "manet", "curtain", "flourish",
	"alarum", "entre", "entrent", "sort", "sortent", "rideau", "tritt auf",
	"ab", "vorhang", "entra", "entran", "sale", "salen", "telon", "sipario",
	"занавес",
};

static const char *const address[] = {
	"you", "your", "yours", "yourself", "you've", "you're", "you'd", "vous",
	"votre", "vos", "tu", "ton", "usted", "ustedes", "ihnen", "ihr", "ihre",
	"ihrer", "du", "dein", "deine", "dich", "dir", "lei", "voce", "voces",
	"вы", "вас", "вам", "ваш", "ваша", "ваши", "вами",
};

static const char *const han_parts[] = {
	"部", "卷", "篇", "編", "编", "幕", "부", "권", "편", "막",
};

static const char *const han_chapters[] = {
	"章", "節", "节", "回", "讲", "講", "课", "課", "話", "话", "场", "場", "장", "절", "화", "강",
};

static const char *const han_numbers[] = {
	"一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "百", "零", "〇", "两",
	"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "０", "１", "２", "３", "４", "５",
	"６", "７", "８", "９", " ",
};

static const char *const han_ordinals[] = { "第", "제" };

static const char *const han_dates[] = { "年", "月", "日", "년", "월", "일" };

/* clang-format on */

static const struct {
	const char *const *words;
	size_t count;
} lists[] = {
#define LIST(name)                                   \
	{                                            \
		name, sizeof(name) / sizeof(*(name)) \
	}
	[VOCABULARY_PARTS] = LIST(part_words),
	[VOCABULARY_CHAPTERS] = LIST(chapter_words),
	[VOCABULARY_NUMBERS] = LIST(number_words),
	[VOCABULARY_MATTER] = LIST(matter),
	[VOCABULARY_CONTENTS] = LIST(contents),
	[VOCABULARY_KICKERS] = LIST(kickers),
	[VOCABULARY_CREDITS] = LIST(credits),
	[VOCABULARY_CAPTIONS] = LIST(captions),
	[VOCABULARY_PAGES] = LIST(pages),
	[VOCABULARY_CALLS] = LIST(calls),
	[VOCABULARY_MONTHS] = LIST(months),
	[VOCABULARY_PARTICLES] = LIST(particles),
	[VOCABULARY_GREETINGS] = LIST(greetings),
	[VOCABULARY_HONORIFICS] = LIST(honorifics),
	[VOCABULARY_STAGE] = LIST(stage),
	[VOCABULARY_ADDRESS] = LIST(address),
	[VOCABULARY_HAN_PARTS] = LIST(han_parts),
	[VOCABULARY_HAN_CHAPTERS] = LIST(han_chapters),
	[VOCABULARY_HAN_NUMBERS] = LIST(han_numbers),
	[VOCABULARY_HAN_ORDINALS] = LIST(han_ordinals),
	[VOCABULARY_HAN_DATES] = LIST(han_dates),
#undef LIST
};

/* The first byte tells most words apart without measuring them. */
static bool opens(const char *word, struct span text, size_t *len)
{
	if (!text.len || *word != *text.ptr)
		return false;
	*len = strlen(word);
	return *len <= text.len && !memcmp(word, text.ptr, *len);
}

bool vocabulary_has(enum vocabulary list, struct span word)
{
	size_t len;

	for (size_t i = 0; i < lists[list].count; i++)
		if (opens(lists[list].words[i], word, &len) && len == word.len)
			return true;
	return false;
}

bool vocabulary_opens(enum vocabulary list, struct span text, struct span *rest)
{
	size_t len;

	for (size_t i = 0; i < lists[list].count; i++) {
		if (!opens(lists[list].words[i], text, &len))
			continue;
		*rest = (struct span){ text.ptr + len, text.len - len };
		return true;
	}
	return false;
}
