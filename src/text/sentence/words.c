/* SPDX-License-Identifier: ISC */
/* The words that tell where sentences end. */
#include "text/sentence/words.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <unicase.h>

#include "text/utf8.h"

/*
 * English, French, German and Arabic, some Spanish, Italian and Russian; all
 * together, for a text's language is unknown. In lower case, sorted by bytes.
 * An abbreviation that nobody writes before a capital or a digit needs no
 * entry, since a small letter behind the stop says enough.
 */
/* In lines rather than in columns, which would be four times as long. */
/* clang-format off */
static const char *const never_words[] = {
	"abzgl", "allg", "amerik", "angebl", "approx", "ausschl", "b.z",
	"betr", "bijv", "bspw", "bzgl", "bzw", "c.-à-d", "c.à.d", "ca", "cf",
	"d.h", "d.i", "dt", "e.g", "ee", "eg", "ehem", "einschl", "engl",
	"entspr", "env", "europ", "evang", "evtl", "excl", "exkl", "franz",
	"geb", "gen", "gest", "ggf", "ggfs", "griech", "i.a", "i.d.r", "i.e",
	"i.s", "i.v", "ie", "incl", "inkl", "jap", "kath", "lat", "lt", "m.e",
	"mlles", "mmes", "n.-b", "n.b", "np", "o.g", "p.ej", "p.ex", "p.p.s",
	"p.s", "resp", "russ", "röm", "s.o", "s.u", "schweiz", "sog", "sogen",
	"u.u", "urspr", "versch", "vgl", "viz", "vs", "wg", "z.b", "z.t",
	"z.zt", "zit", "zw", "zzgl", "österr", "акад", "им", "напр", "проф",
	"см", "ср", "т.е", "т.к", "ул", "डॉ", "पं", "प्रो", "श्री",
};

static const char *const title_words[] = {
	"adm", "amb", "atty", "avv", "br", "capt", "cdr", "cmdr", "col", "cpl",
	"cpt", "dhr", "dipl", "dn", "doc", "dott", "dr", "dra", "drs", "fam",
	"fr", "frl", "ft", "gen", "gov", "hl", "hon", "hr", "ing", "mag",
	"maj", "messrs", "mevr", "mgr", "mlle", "mm", "mme", "mr", "mrs", "ms",
	"mt", "mx", "pr", "pres", "prof", "profs", "pvt", "rep", "reps", "rev",
	"sen", "sens", "sgt", "sig", "sra", "sres", "srs", "srta", "sta",
	"ste", "sto", "supt",
};

static const char *const reference_words[] = {
	"abb", "abs", "anm", "app", "art", "arts", "bd", "bde", "bk", "bks",
	"blz", "cap", "ch", "chap", "chaps", "eq", "eqn", "eqns", "eqs", "ex",
	"ff", "fig", "figs", "fol", "fols", "kap", "liv", "ms", "mss", "op",
	"par", "para", "paras", "pp", "prop", "pt", "pts", "pág", "págs", "rn",
	"sec", "secs", "sect", "sects", "tab", "thm", "urt", "vol", "vols",
	"ziff", "гл", "рис", "стр",
};

static const char *const counted_words[] = {
	"aug", "avr", "dec", "dez", "déc", "feb", "febr", "fév", "févr", "jan",
	"janv", "juil", "jul", "jun", "jän", "ll", "mar", "nn", "no", "nos",
	"nov", "nr", "nrn", "nro", "n°", "nº", "núm", "oct", "okt", "sep",
	"sept", "str", "tel", "tél",
};

static const char *const unsure_words[] = {
	"abt", "al", "apr", "ariz", "assn", "aufl", "ausg", "av", "ave",
	"blvd", "bros", "calif", "cit", "co", "colo", "conn", "corp", "cos",
	"dept", "ed", "eds", "esq", "fla", "habil", "hg", "hrsg", "ibid",
	"inc", "intl", "j.-c", "j.c", "jh", "jhd", "jr", "jur", "loc", "ltd",
	"ltda", "med", "mich", "min", "minn", "mio", "mrd", "nat", "natl",
	"okla", "penn", "phil", "rd", "rer", "sc", "sek", "sr", "st", "std",
	"tenn", "tex", "theol", "trad", "trans", "transl", "tsd", "ud", "uds",
	"univ", "uu", "verf", "wis",
};

static const char *const plain_words[] = {
	"a.a.o", "brr", "brrr", "grr", "hm", "hmm", "hmmm", "mmm", "n.chr",
	"nth", "o.ä", "pff", "pfff", "psst", "pst", "shh", "sshh", "tsk",
	"u.a.m", "u.dgl", "u.s.w", "u.v.m", "u.ä", "v.chr", "т.д", "т.п",
};

static const char *const clock_words[] = {
	"a.m", "p.m",
};

static const char *const zone_words[] = {
	"bst", "cdt", "central", "cest", "cet", "cst", "ct", "eastern", "edt",
	"est", "et", "fri", "friday", "fridays", "gmt", "greenwich", "ist",
	"jst", "mdt", "mon", "monday", "mondays", "mountain", "mst", "mt",
	"pacific", "pdt", "pst", "pt", "sat", "saturday", "saturdays", "sun",
	"sunday", "sundays", "thu", "thurs", "thursday", "thursdays", "tue",
	"tues", "tuesday", "tuesdays", "utc", "wed", "wednesday", "wednesdays",
};

static const char *const starter_words[] = {
	"a", "ab", "aber", "about", "above", "according", "acht", "across",
	"add", "after", "again", "against", "ainsi", "all", "alle", "allein",
	"allerdings", "alles", "almost", "along", "alors", "already", "als",
	"also", "although", "am", "among", "an", "anche", "and", "andere",
	"andererseits", "anders", "another", "any", "anyone", "anything",
	"apart", "apparently", "après", "are", "as", "assez", "at", "au",
	"auch", "aucun", "aucune", "auf", "aujourd", "aunque", "auparavant",
	"aus", "aussi", "aussitôt", "autant", "autour", "autre", "autres",
	"aux", "außerdem", "avant", "avec", "bald", "beaucoup", "because",
	"before", "behind", "bei", "beide", "beim", "below", "bereits",
	"between", "bien", "bientôt", "bis", "bisher", "both", "but", "by",
	"can", "car", "ce", "ceci", "cela", "celle", "celles", "celui",
	"cependant", "certaines", "certainly", "certains", "ces", "cet",
	"cette", "ceux", "chacun", "chacune", "chaque", "chez", "children",
	"clearly", "combien", "comme", "comment", "consider", "contre", "così",
	"could", "critics", "cuando", "currently", "dabei", "dadurch", "dafür",
	"dagegen", "daher", "damals", "damit", "danach", "daneben", "dann",
	"dans", "daran", "darauf", "daraus", "darin", "darum", "darunter",
	"darüber", "das", "dass", "davon", "davor", "dazu", "dehors", "dein",
	"dem", "den", "denn", "dennoch", "depuis", "der", "deren", "derrière",
	"desde", "deshalb", "despite", "dessen", "desto", "deswegen", "deux",
	"devant", "did", "die", "dies", "diese", "diesem", "diesen", "dieser",
	"dieses", "do", "doch", "does", "donc", "donde", "dont", "dopo",
	"dort", "drei", "durch", "during", "dès", "désormais", "each", "early",
	"eben", "ebenso", "eigentlich", "eight", "ein", "eine", "einem",
	"einen", "einer", "einerseits", "eines", "einige", "einmal", "einst",
	"either", "eleven", "ella", "elle", "elles", "ellos", "en", "encore",
	"endlich", "enfin", "ensuite", "entonces", "entre", "entweder", "er",
	"erst", "es", "esa", "ese", "eso", "est", "esta", "estas", "este",
	"estos", "et", "etwa", "etwas", "euer", "eux", "even", "eventually",
	"every", "everybody", "everyone", "everything", "except", "experts",
	"falls", "fast", "faut", "few", "finally", "five", "following", "for",
	"four", "freilich", "from", "früher", "further", "furthermore", "fünf",
	"für", "gar", "gegen", "gerade", "gestern", "gewiss", "given",
	"gleich", "gleichwohl", "grâce", "had", "half", "has", "hasta", "hat",
	"hatte", "have", "hay", "he", "hence", "her", "here", "hers", "heute",
	"hier", "hierbei", "hierzu", "him", "hingegen", "hinter", "his",
	"historically", "how", "however", "hélas", "i", "ich", "ici", "if",
	"ihm", "ihn", "ihnen", "ihr", "ihre", "ihrem", "ihren", "ihrer", "il",
	"ils", "im", "imagine", "immer", "immerhin", "in", "indeed",
	"indessen", "initially", "instead", "into", "investors", "inzwischen",
	"is", "ist", "it", "its", "ja", "jamais", "je", "jede", "jedem",
	"jeden", "jeder", "jedes", "jedoch", "jemand", "jene", "jener",
	"jenes", "jetzt", "jusqu", "just", "kaum", "kein", "keine", "keinem",
	"keinen", "keiner", "können", "last", "later", "least", "leider",
	"lequel", "les", "less", "let", "leur", "leurs", "like", "likewise",
	"look", "lors", "lorsque", "lui", "mais", "malgré", "man", "manche",
	"manchmal", "many", "maybe", "meanwhile", "mehr", "mein", "meine",
	"meinem", "meist", "men", "mes", "mieux", "mit", "moins", "more",
	"moreover", "most", "much", "muchas", "muchos", "muss", "my", "même",
	"möglicherweise", "nach", "nachdem", "nachher", "naturellement",
	"natürlich", "ne", "nearly", "neben", "nein", "neither", "never",
	"nevertheless", "next", "ni", "nicht", "nichts", "nie", "niemals",
	"niemand", "nine", "no", "nobody", "noch", "non", "none",
	"nonetheless", "nor", "nos", "not", "notably", "note", "nothing",
	"notre", "nous", "now", "nul", "nun", "nunca", "nur", "néanmoins",
	"ob", "obwohl", "oder", "of", "officials", "oft", "often", "ohne",
	"on", "once", "one", "only", "or", "originally", "other", "others",
	"otherwise", "oui", "our", "out", "over", "overall", "où", "par",
	"parce", "parfois", "parmi", "particularly", "pas", "pendant",
	"people", "perché", "perhaps", "pero", "personne", "però", "peu",
	"please", "plus", "plusieurs", "plötzlich", "porque", "pour",
	"pourquoi", "pourtant", "presque", "previously", "puis", "puisque",
	"quand", "quando", "quant", "que", "quel", "quelle", "quelles",
	"quelqu", "quelques", "quels", "questa", "questo", "qui", "quoi",
	"quoique", "rather", "really", "recall", "recently", "regardless",
	"remember", "researchers", "rien", "sa", "sans", "sauf", "schließlich",
	"schon", "scientists", "sechs", "see", "según", "sehr", "sein",
	"seine", "seinem", "seinen", "seiner", "seit", "seitdem", "selon",
	"ses", "seul", "seule", "seven", "several", "she", "should", "si",
	"sicher", "sie", "sieben", "siempre", "similarly", "sin", "since",
	"sind", "sinon", "six", "so", "sobald", "sodann", "sofort", "sogar",
	"solange", "solche", "some", "somebody", "someone", "something",
	"sometimes", "somit", "son", "sondern", "sono", "sonst", "soon",
	"sous", "souvent", "sowohl", "specifically", "später", "statt",
	"stattdessen", "still", "students", "subsequently", "such", "suppose",
	"sur", "surely", "surtout", "ta", "take", "también", "tandis", "tant",
	"tantôt", "tel", "telle", "ten", "tes", "than", "that", "the", "their",
	"them", "then", "there", "thereafter", "therefore", "these", "they",
	"think", "this", "those", "though", "three", "through", "throughout",
	"thus", "to", "today", "together", "tomorrow", "ton", "too",
	"toujours", "tous", "tout", "toute", "toutefois", "toutes", "trois",
	"trop", "trotz", "trotzdem", "très", "tu", "twelve", "twenty", "two",
	"typically", "ultimately", "um", "un", "una", "und", "under", "une",
	"unfortunately", "unless", "unlike", "uns", "unser", "unsere", "unter",
	"until", "upon", "usually", "vermutlich", "vers", "viel", "viele",
	"vielleicht", "vier", "voici", "voilà", "voire", "vom", "vor",
	"vorher", "vos", "voters", "votre", "vous", "wahrscheinlich", "wann",
	"war", "waren", "warum", "was", "we", "weder", "wegen", "weil",
	"weiter", "weitere", "welche", "welcher", "welches", "wem", "wen",
	"wenige", "wenn", "wer", "were", "weshalb", "wessen", "weswegen",
	"what", "whatever", "when", "whenever", "where", "whereas", "wherever",
	"whether", "which", "while", "who", "whoever", "whom", "whose", "why",
	"wie", "wieder", "wieso", "wir", "wird", "with", "within", "without",
	"wo", "wobei", "woher", "wohin", "wohl", "wollte", "women", "worauf",
	"workers", "would", "während", "würde", "ya", "yes", "yesterday",
	"yet", "you", "your", "zehn", "zu", "zudem", "zuerst", "zuletzt",
	"zum", "zunächst", "zur", "zusammen", "zwar", "zwei", "zwischen",
	"zwölf", "über", "überhaupt", "übrigens", "أما", "أن", "إذا", "إن",
	"بعد", "بل", "تلك", "ثم", "حتى", "ذلك", "عندما", "غير", "فقد", "قبل",
	"قد", "كان", "كانت", "كما", "لا", "لقد", "لكن", "لم", "لما", "لن",
	"منذ", "هذا", "هذه", "هل", "هم", "هو", "هي", "وفي", "وقد", "وكان",
	"وكانت", "ولكن", "ولم", "ومن", "وهو", "وهي",
};

static const char *const particle_words[] = {
	"al", "da", "de", "del", "des", "di", "dos", "du", "el", "il", "la",
	"las", "le", "lo", "los", "van", "von",
};

static const char *const label_words[] = {
	"abbildung", "abschnitt", "act", "acte", "akt", "anhang", "annex",
	"annexe", "appendix", "article", "artikel", "artículo", "book",
	"capítulo", "case", "category", "catégorie", "chapitre", "chapter",
	"clase", "class", "classe", "company", "country", "definition",
	"example", "exhibit", "figure", "form", "gen", "generation", "grade",
	"group", "groupe", "grupo", "gruppe", "guerre", "hepatitis",
	"hépatite", "item", "kapitel", "kategorie", "klasse", "krieg", "lager",
	"layer", "lecture", "lemma", "lesson", "letter", "line", "listing",
	"model", "module", "node", "note", "option", "page", "part", "parte",
	"partie", "party", "patient", "person", "phase", "plan", "plano",
	"player", "point", "punkt", "question", "rule", "scenario", "scene",
	"schedule", "section", "seite", "state", "step", "table", "tableau",
	"tafel", "task", "team", "teil", "theorem", "thread", "tipo", "title",
	"typ", "type", "variable", "variante", "vitamin", "vitamina",
	"vitamine", "volume", "war", "weltkrieg",
};

static const char *const speech_words[] = {
	"added", "admitted", "agreed", "announced", "answered", "asked",
	"asks", "barked", "begged", "bellowed", "breathed", "called",
	"continued", "cried", "croaked", "declared", "demanded", "drawled",
	"echoed", "ejaculated", "enquired", "exclaimed", "gasped", "groaned",
	"growled", "hissed", "inquired", "insisted", "interjected",
	"interrupted", "joked", "moaned", "mumbled", "murmured", "muttered",
	"observed", "panted", "pleaded", "protested", "remarked", "repeated",
	"replied", "responded", "resumed", "retorted", "roared", "said", "say",
	"says", "screamed", "shouted", "sighed", "snapped", "sobbed",
	"stammered", "suggested", "thought", "urged", "wailed", "warned",
	"whimpered", "whispered", "wondered", "yelled", "أجاب", "أجابت",
	"أجابته", "أجابه", "أجابها", "أجبت", "أضاف", "أضافت", "تساءل",
	"تساءلت", "تقول", "تمتم", "تمتمت", "رد", "ردت", "ردّ", "ردّت", "سأل",
	"سألت", "سألتني", "سألته", "سألتها", "سألني", "سأله", "سألها", "صاح",
	"صاحت", "صرخ", "صرخت", "قال", "قالت", "قالوا", "قلت", "قلنا", "كتب",
	"كتبت", "نادت", "نادى", "هتف", "هتفت", "همس", "همست", "يقول",
};

static const char *const determiner_words[] = {
	"beim", "das", "dein", "deinem", "dem", "den", "der", "des", "die",
	"diesem", "diesen", "dieser", "dieses", "ein", "eine", "einem",
	"einen", "einer", "eines", "ihr", "ihre", "ihrem", "ihren", "ihrer",
	"ihres", "im", "jede", "jedem", "jeden", "jeder", "jedes", "jenem",
	"jenen", "kein", "keine", "keinem", "keinen", "mein", "meine",
	"meinem", "meinen", "meiner", "sein", "seine", "seinem", "seinen",
	"seiner", "seines", "unser", "unsere", "unserem", "unseren", "unserer",
	"vom", "zum", "zur",
};

static const char *const ordinal_words[] = {
	"absatz", "abschnitt", "advent", "akt", "apr", "april", "armee",
	"arrondissement", "aufl", "auflage", "aufzug", "aug", "august",
	"ausgabe", "bezirk", "buch", "bundeskongress", "bundesliga", "dez",
	"dezember", "division", "dynastie", "etage", "etappe", "feb", "feber",
	"februar", "geburtstag", "generation", "gesang", "geschoss", "grad",
	"grades", "halbjahr", "halbzeit", "hochzeitstag", "internationale",
	"jahr", "jahres", "jahrestag", "jahrgang", "jahrhundert",
	"jahrhunderte", "jahrhunderts", "jahrtausend", "jahrtausends", "jan",
	"januar", "jh", "jhd", "jhdt", "juli", "juni", "jänner", "kapitel",
	"klasse", "korps", "kreuzzug", "könige", "legislaturperiode", "lesung",
	"liga", "mai", "mal", "minute", "monat", "mose", "märz", "nov",
	"november", "okt", "oktober", "ordnung", "parteitag", "platz",
	"quartal", "rang", "reich", "reiches", "republik", "runde", "satz",
	"semester", "senat", "sep", "sept", "september", "sinfonie", "sitzung",
	"spieltag", "stelle", "stock", "stockwerk", "strafsenat", "strophe",
	"stufe", "stunde", "symphonie", "szene", "tag", "tage", "tages",
	"teil", "todestag", "wahlperiode", "weltkrieg", "weltkrieges",
	"weltkriegs", "woche", "zivilsenat",
};

/* clang-format on */

enum { WORD_MAX = 32 }; /* bytes; no entry is longer */

struct list {
	const char *const *words;
	size_t count;
};

#define LIST(words)                                       \
	{                                                 \
		words, sizeof(words) / sizeof((words)[0]) \
	}

static const struct list lists[WORDS_COUNT] = {
	[WORDS_NEVER] = LIST(never_words),
	[WORDS_TITLE] = LIST(title_words),
	[WORDS_REFERENCE] = LIST(reference_words),
	[WORDS_COUNTED] = LIST(counted_words),
	[WORDS_UNSURE] = LIST(unsure_words),
	[WORDS_PLAIN] = LIST(plain_words),
	[WORDS_CLOCK] = LIST(clock_words),
	[WORDS_ZONE] = LIST(zone_words),
	[WORDS_STARTER] = LIST(starter_words),
	[WORDS_PARTICLE] = LIST(particle_words),
	[WORDS_LABEL] = LIST(label_words),
	[WORDS_SPEECH] = LIST(speech_words),
	[WORDS_DETERMINER] = LIST(determiner_words),
	[WORDS_ORDINAL] = LIST(ordinal_words),
};

struct key {
	char bytes[WORD_MAX];
	size_t len;
};

static int compare(const void *key_pointer, const void *element)
{
	const struct key *key = key_pointer;
	const char *word = *(const char *const *)element;
	int order = strncmp(key->bytes, word, key->len);

	return order != 0 ? order : -(word[key->len] != '\0');
}

/* Lower case point by point: none of the words needs more. */
static bool make_key(struct key *key, const char *word, size_t len)
{
	key->len = 0;
	for (size_t off = 0; off < len;) {
		uint32_t point;
		char form[4];

		off += utf8_decode(word + off, len - off, &point);
		size_t size = utf8_encode(uc_tolower(point), form);
		if (key->len + size > WORD_MAX)
			return false;
		memcpy(key->bytes + key->len, form, size);
		key->len += size;
	}
	return key->len > 0;
}

bool words_have(enum words list, const char *word, size_t len)
{
	struct key key;

	assert(list < WORDS_COUNT);
	return make_key(&key, word, len) &&
	       bsearch(&key, lists[list].words, lists[list].count,
		       sizeof(lists[list].words[0]), compare) != NULL;
}

const char *words_entry(enum words list, size_t index)
{
	assert(list < WORDS_COUNT);
	return index < lists[list].count ? lists[list].words[index] : NULL;
}
