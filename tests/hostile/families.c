/* SPDX-License-Identifier: ISC */
/* Texts that ask more of a reader than their length is worth. */
#include "hostile/families.h"

#include <string.h>

/*
 * After what was published of parsers of Markdown (CVE-2022-39209,
 * CVE-2023-22483 to 22486, CVE-2023-24824, CVE-2023-26485, CVE-2023-37463,
 * CVE-2024-22051), what cmark tests itself with, and what a reader of such
 * texts does besides: columns, widths, tables, headings, hidden characters.
 * Each has words where it can, to see that they are all there.
 */
/* clang-format off */
const struct hostile_family hostile_families[] = {
	{ "emphasis: stars apart", HOSTILE_WHOLE,
	  "", "*Wort ", "" },
	{ "emphasis: stars that close", HOSTILE_WHOLE,
	  "", "Wort* ", "" },
	{ "emphasis: stars and underscores", HOSTILE_WHOLE,
	  "", "*Wort_ ", "" },
	{ "emphasis: underscores and stars", HOSTILE_WHOLE,
	  "", "_Wort* ", "" },
	{ "emphasis: double stars", HOSTILE_WHOLE,
	  "", "**Wort ", "" },
	{ "emphasis: triple stars", HOSTILE_WHOLE,
	  "", "***Wort ", "" },
	{ "emphasis: double that closes", HOSTILE_WHOLE,
	  "", "Wort** ", "" },
	{ "emphasis: stars in words", HOSTILE_WHOLE,
	  "", "a*Wort*", "" },
	{ "emphasis: star runs", HOSTILE_WHOLE,
	  "", "****** Wort ", "" },
	{ "emphasis: underscores in a row", HOSTILE_WHOLE,
	  "", "__Wort__ ", "" },
	{ "emphasis: tildes", HOSTILE_WHOLE,
	  "", "~Wort ", "" },
	{ "emphasis: double tildes", HOSTILE_WHOLE,
	  "", "~~Wort ", "" },
	{ "emphasis: tildes and stars", HOSTILE_WHOLE,
	  "", "~*Wort ", "" },
	{ "emphasis: carets", HOSTILE_WHOLE,
	  "", "^Wort, ", "" },
	{ "emphasis: equals signs", HOSTILE_WHOLE,
	  "", "==Wort ", "" },
	{ "emphasis: emphasis in emphasis", HOSTILE_WHOLE,
	  "", "*_**__Wort ", "" },
	{ "emphasis: openers of every kind", HOSTILE_WHOLE,
	  "", "*_~^=`Wort ", "" },
	{ "emphasis: quotes and stars", HOSTILE_WHOLE,
	  "", "\"*Wort' ", "" },
	{ "links: open brackets", HOSTILE_WHOLE,
	  "", "[Wort", "" },
	{ "links: open and closed", HOSTILE_WHOLE,
	  "", "[Wort]", "" },
	{ "links: brackets closed", HOSTILE_WHOLE,
	  "", "Wort]", "" },
	{ "links: open images", HOSTILE_WHOLE,
	  "", "![Wort", "" },
	{ "links: images in images", HOSTILE_WHOLE,
	  "", "![[]()Wort ", "" },
	{ "links: links with no end", HOSTILE_WHOLE,
	  "", "[Wort](", "" },
	{ "links: with open angle", HOSTILE_WHOLE,
	  "", "[Wort](<b", "" },
	{ "links: nested parens", HOSTILE_WHOLE,
	  "", "[Wort]((", "" },
	{ "links: nested links", HOSTILE_WHOLE,
	  "", "[[Wort](u)", "" },
	{ "links: links in images", HOSTILE_WHOLE,
	  "", "![[Wort](u)](v) ", "" },
	{ "links: escapes in links", HOSTILE_WHOLE,
	  "", "[Wort\\](", "" },
	{ "links: titles with no end", HOSTILE_WHOLE,
	  "", "[Wort](u \"", "" },
	{ "links: full references", HOSTILE_WHOLE,
	  "", "[Wort][Wort]", "" },
	{ "links: collapsed references", HOSTILE_WHOLE,
	  "", "[Wort][]", "" },
	{ "links: references in references", HOSTILE_WHOLE,
	  "", "[Wort[Wort]", "" },
	{ "links: bracket and bang", HOSTILE_WHOLE,
	  "", "!Wort][", "" },
	{ "links: wikilinks with no end", HOSTILE_WHOLE,
	  "", "[[Wort|", "" },
	{ "links: wikilinks", HOSTILE_WHOLE,
	  "", "[[Wort]] ", "" },
	{ "links: spans with attributes", HOSTILE_WHOLE,
	  "", "[Wort]{.a} ", "" },
	{ "links: attributes with no end", HOSTILE_WHOLE,
	  "", "[Wort]{.a ", "" },
	{ "links: citations", HOSTILE_WHOLE,
	  "", "[@Wort; ", "" },
	{ "links: footnotes in line", HOSTILE_WHOLE,
	  "", "^[Wort ", "" },
	{ "links: notes that are none", HOSTILE_WHOLE,
	  "", "[^Wort] ", "" },
	{ "links: notes in a row", HOSTILE_WHOLE,
	  "", "[^1][^1]Wort ", "" },
	{ "definitions: of one name", HOSTILE_WHOLE,
	  "", "[a]: u\n", "" },
	{ "definitions: numbered", HOSTILE_NUMBERED,
	  "", "[%zu]: u\n", "" },
	{ "definitions: in a paragraph", HOSTILE_NUMBERED,
	  "", "[%zu]: u\nWort\n", "" },
	{ "definitions: nested labels", HOSTILE_WHOLE,
	  "", "[[a]: u\n", "" },
	{ "definitions: labels with no end", HOSTILE_WHOLE,
	  "", "[Wort: ", "" },
	{ "definitions: long titles", HOSTILE_NUMBERED,
	  "", "[%zu]: u \"Wort\n", "" },
	{ "definitions: in quotes", HOSTILE_NUMBERED,
	  "", "> [%zu]: u\n", "" },
	{ "definitions: of notes", HOSTILE_NUMBERED,
	  "", "[^%zu]: Wort\n", "" },
	{ "definitions: of notes in notes", HOSTILE_NUMBERED,
	  "", "[^%zu]: [^%zu]: Wort\n", "" },
	{ "definitions: used all over", HOSTILE_NUMBERED,
	  "", "[%zu]: /u\n\nWort [%zu]\n\n", "" },
	{ "definitions: one long target", HOSTILE_LONG,
	  "[Wort]: /LONG\n\n", "[Wort] ", "" },
	{ "definitions: escaped", HOSTILE_WHOLE,
	  "", "[\\]: u\n", "" },
	{ "definitions: colons", HOSTILE_WHOLE,
	  "", "]: ", "" },
	{ "definitions: with rules between", HOSTILE_NUMBERED,
	  "", "[%zu]: u\n---\n", "" },
	{ "code: growing runs", HOSTILE_RUNS,
	  "", "", "" },
	{ "code: open ticks", HOSTILE_WHOLE,
	  "", "`Wort ", "" },
	{ "code: two ticks", HOSTILE_WHOLE,
	  "", "``Wort` ", "" },
	{ "code: escaped ticks", HOSTILE_WHOLE,
	  "", "\\`Wort ", "" },
	{ "code: fences that open", HOSTILE_WHOLE,
	  "", "```\nWort\n", "" },
	{ "code: longer fences", HOSTILE_FENCES,
	  "", "", "" },
	{ "code: tilde fences", HOSTILE_WHOLE,
	  "", "~~~ Wort\n", "" },
	{ "code: info strings", HOSTILE_WHOLE,
	  "", "``` Wort Wort\n", "" },
	{ "code: indented", HOSTILE_WHOLE,
	  "", "    Wort\n", "" },
	{ "code: one line of ticks", HOSTILE_WHOLE,
	  "", "`", "" },
	{ "code: fences in quotes", HOSTILE_WHOLE,
	  "", "> ```\n", "" },
	{ "HTML: comments with no end", HOSTILE_WHOLE,
	  "", "<!-- Wort ", "" },
	{ "HTML: tags with no end", HOSTILE_WHOLE,
	  "", "<a ", "" },
	{ "HTML: tags open", HOSTILE_WHOLE,
	  "", "<a>Wort", "" },
	{ "HTML: tags closed", HOSTILE_WHOLE,
	  "", "</a>Wort", "" },
	{ "HTML: question marks", HOSTILE_WHOLE,
	  "", "<?Wort ", "" },
	{ "HTML: declarations", HOSTILE_WHOLE,
	  "", "<!A Wort ", "" },
	{ "HTML: character data", HOSTILE_WHOLE,
	  "", "<![CDATA[Wort ", "" },
	{ "HTML: attributes", HOSTILE_WHOLE,
	  "", "<a b='", "" },
	{ "HTML: attributes in quotes", HOSTILE_WHOLE,
	  "", "<a b=\"c\" ", "" },
	{ "HTML: angles", HOSTILE_WHOLE,
	  "", "<", "" },
	{ "HTML: angles closed", HOSTILE_WHOLE,
	  "", ">Wort ", "" },
	{ "HTML: tables in tables", HOSTILE_WHOLE,
	  "", "<table><tr><td>Wort\n", "" },
	{ "HTML: rows with no table", HOSTILE_WHOLE,
	  "", "<tr><td>Wort\n\n", "" },
	{ "HTML: divs", HOSTILE_WHOLE,
	  "", "<div>\n\nWort\n\n", "" },
	{ "HTML: details", HOSTILE_WHOLE,
	  "", "<details><summary>Wort</summary>\n\n", "" },
	{ "HTML: lists", HOSTILE_WHOLE,
	  "", "<ul><li>Wort\n", "" },
	{ "HTML: entities", HOSTILE_WHOLE,
	  "", "&amp;", "" },
	{ "HTML: entities with no end", HOSTILE_WHOLE,
	  "", "&Wort", "" },
	{ "HTML: numbers", HOSTILE_WHOLE,
	  "", "&#x1F600;", "" },
	{ "HTML: numbers too large", HOSTILE_WHOLE,
	  "", "&#99999999;", "" },
	{ "HTML: breaks", HOSTILE_WHOLE,
	  "", "Wort<br>", "" },
	{ "HTML: scripts", HOSTILE_WHOLE,
	  "", "<script>\nWort\n", "" },
	{ "HTML: pre", HOSTILE_WHOLE,
	  "", "<pre>Wort\n\n", "" },
	{ "HTML: images", HOSTILE_WHOLE,
	  "", "<img src=x alt=Wort>", "" },
	{ "HTML: sup and sub", HOSTILE_WHOLE,
	  "", "<sup><sub>Wort", "" },
	{ "HTML: autolinks with no end", HOSTILE_WHOLE,
	  "", "<http:Wort ", "" },
	{ "HTML: pictures", HOSTILE_WHOLE,
	  "", "<picture><source>Wort ", "" },
	{ "blocks: quotes in quotes on a line", HOSTILE_WHOLE,
	  "", ">", "" },
	{ "blocks: quotes", HOSTILE_WHOLE,
	  "", "> Wort\n\n", "" },
	{ "blocks: lazy lines", HOSTILE_WHOLE,
	  "", "> Wort\nWort\n", "" },
	{ "blocks: bullets on a line", HOSTILE_WHOLE,
	  "", "- ", "" },
	{ "blocks: numbers on a line", HOSTILE_WHOLE,
	  "", "1. ", "" },
	{ "blocks: items", HOSTILE_WHOLE,
	  "", "- Wort\n", "" },
	{ "blocks: loose items", HOSTILE_WHOLE,
	  "", "- Wort\n\n", "" },
	{ "blocks: changing bullets", HOSTILE_WHOLE,
	  "", "- Wort\n+ Wort\n", "" },
	{ "blocks: numbers", HOSTILE_NUMBERED,
	  "", "%zu. Wort\n", "" },
	{ "blocks: tasks", HOSTILE_WHOLE,
	  "", "- [ ] Wort\n", "" },
	{ "blocks: empty items", HOSTILE_WHOLE,
	  "", "-\n", "" },
	{ "blocks: rules", HOSTILE_WHOLE,
	  "", "---\n", "" },
	{ "blocks: rules of stars", HOSTILE_WHOLE,
	  "", "* * *\n", "" },
	{ "blocks: headings", HOSTILE_WHOLE,
	  "", "# Wort\n", "" },
	{ "blocks: headings of six", HOSTILE_WHOLE,
	  "", "###### Wort\n\n", "" },
	{ "blocks: underlined", HOSTILE_WHOLE,
	  "", "Wort\n===\n", "" },
	{ "blocks: underlines", HOSTILE_WHOLE,
	  "", "===\n", "" },
	{ "blocks: long underline", HOSTILE_WHOLE,
	  "", "=", "" },
	{ "blocks: empty headings", HOSTILE_WHOLE,
	  "", "#\n", "" },
	{ "blocks: terms", HOSTILE_WHOLE,
	  "", "Wort\n\n:   Wort\n\n", "" },
	{ "blocks: colons", HOSTILE_WHOLE,
	  "", ":   Wort\n", "" },
	{ "blocks: divs", HOSTILE_WHOLE,
	  "", "::: a\nWort\n", "" },
	{ "blocks: line blocks", HOSTILE_WHOLE,
	  "", "| Wort\n", "" },
	{ "blocks: callouts", HOSTILE_WHOLE,
	  "", "> [!NOTE]\n> Wort\n\n", "" },
	{ "blocks: quotes and items", HOSTILE_WHOLE,
	  "", "> - Wort\n", "" },
	{ "blocks: hard breaks", HOSTILE_WHOLE,
	  "", "Wort\\\n", "" },
	{ "blocks: blank lines", HOSTILE_WHOLE,
	  "", "\n", "" },
	{ "blocks: blank lines of blanks", HOSTILE_WHOLE,
	  "", "   \n", "" },
	{ "blocks: tabs", HOSTILE_WHOLE,
	  "", "\t", "" },
	{ "blocks: tab items", HOSTILE_WHOLE,
	  "", "-\tWort\n", "" },
	{ "blocks: headings with ids", HOSTILE_WHOLE,
	  "", "# Wort {#a}\n\n", "" },
	{ "blocks: headings alike", HOSTILE_WHOLE,
	  "", "# Wort\n\n## Wort\n\n", "" },
	{ "blocks: stairs of items", HOSTILE_STAIRS,
	  "", "", "" },
	{ "blocks: deep quotes", HOSTILE_DEEP,
	  "", "", "" },
	{ "blocks: one heading", HOSTILE_WHOLE,
	  "# ", "Wort ", "" },
	{ "blocks: front matter with no end", HOSTILE_ALONE,
	  "---\n", "a: Wort\n", "" },
	{ "blocks: front matter", HOSTILE_ALONE,
	  "---\n", "Wort: [a, b]\n", "---\n\n" },
	{ "tables: wide heads", HOSTILE_WHOLE,
	  "", "|Wort", "\n|-|\n" },
	{ "tables: delimiters", HOSTILE_WHOLE,
	  "|a|\n", "|-", "" },
	{ "tables: delimiters with colons", HOSTILE_WHOLE,
	  "|a|\n", "|:-:", "" },
	{ "tables: rows", HOSTILE_WHOLE,
	  "|a|b|\n|-|-|\n", "|Wort|Wort|\n", "" },
	{ "tables: rows without cells", HOSTILE_WHOLE,
	  "|a|\n|-|\n", "|\n", "" },
	{ "tables: heads again", HOSTILE_WHOLE,
	  "", "|Wort|\n|-|\n", "" },
	{ "tables: pipes", HOSTILE_WHOLE,
	  "", "|", "" },
	{ "tables: escaped pipes", HOSTILE_WHOLE,
	  "|a|\n|-|\n", "|Wort\\|", "" },
	{ "tables: ticks in cells", HOSTILE_WHOLE,
	  "|a|\n|-|\n", "|`Wort|\n", "" },
	{ "tables: drawn rows", HOSTILE_WHOLE,
	  "", "+---+\n| Wort |\n", "" },
	{ "tables: drawn corners", HOSTILE_WHOLE,
	  "", "+---", "" },
	{ "tables: simple ones", HOSTILE_WHOLE,
	  "", "---- ----\nWort Wort\n", "" },
	{ "tables: pipes and words", HOSTILE_WHOLE,
	  "", "Wort | ", "" },
	{ "tables: hints", HOSTILE_WHOLE,
	  "", "a|b\n-|-\n\n", "" },
	{ "tables: as wide as long", HOSTILE_SQUARE,
	  "", "", "" },
	{ "characters: one word", HOSTILE_WHOLE,
	  "", "Wort", "" },
	{ "characters: blanks", HOSTILE_WHOLE,
	  "", " ", "" },
	{ "characters: one line", HOSTILE_WHOLE,
	  "", "Wort ", "" },
	{ "characters: soft hyphens", HOSTILE_WHOLE,
	  "", "Wo\u00adrt", "" },
	{ "characters: joiners", HOSTILE_WHOLE,
	  "", "\u200d", "" },
	{ "characters: marks", HOSTILE_WHOLE,
	  "", "a\u0301\u0302", "" },
	{ "characters: a pile of marks", HOSTILE_WHOLE,
	  "", "\u0301", "" },
	{ "characters: turned", HOSTILE_WHOLE,
	  "", "\u202eWort ", "" },
	{ "characters: isolates", HOSTILE_WHOLE,
	  "", "\u2067Wort", "" },
	{ "characters: families", HOSTILE_WHOLE,
	  "", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "" },
	{ "characters: flags", HOSTILE_WHOLE,
	  "", "\U0001f1e9\U0001f1ea", "" },
	{ "characters: Hangul", HOSTILE_WHOLE,
	  "", "\u1100\u1161", "" },
	{ "characters: Thai", HOSTILE_WHOLE,
	  "", "\u0e01\u0e33", "" },
	{ "characters: Chinese", HOSTILE_WHOLE,
	  "", "\u4e2d\u6587", "" },
	{ "characters: Arabic", HOSTILE_WHOLE,
	  "", "\u0627\u0644 ", "" },
	{ "characters: Hebrew and English", HOSTILE_WHOLE,
	  "", "\u05d0 Wort ", "" },
	{ "characters: not spaces", HOSTILE_WHOLE,
	  "", "Wort\u00a0", "" },
	{ "characters: no width", HOSTILE_WHOLE,
	  "", "\u200b", "" },
	{ "characters: tags", HOSTILE_WHOLE,
	  "", "\U000e0041", "" },
	{ "characters: selectors", HOSTILE_WHOLE,
	  "", "a\ufe0f", "" },
	{ "characters: private", HOSTILE_WHOLE,
	  "", "\ue000", "" },
	{ "characters: noncharacters", HOSTILE_WHOLE,
	  "", "\ufdd0", "" },
	{ "characters: returns", HOSTILE_WHOLE,
	  "", "Wort\r", "" },
	{ "characters: form feeds", HOSTILE_WHOLE,
	  "", "Wort\f", "" },
	{ "characters: bells", HOSTILE_WHOLE,
	  "", "Wort Wort Wort Wort Wort Wort Wort\a ", "" },
	{ "characters: escapes", HOSTILE_WHOLE,
	  "", "Wort Wort Wort Wort Wort Wort\033[2J ", "" },
	{ "characters: bad bytes", HOSTILE_WHOLE,
	  "", "Wort\xff\xc0\x80 ", "" },
	{ "characters: half characters", HOSTILE_WHOLE,
	  "", "\xe2\x82", "" },
	{ "characters: long blanks", HOSTILE_WHOLE,
	  "", "Wort          ", "" },
	{ "characters: addresses", HOSTILE_WHOLE,
	  "", "www.Wort.de ", "" },
	{ "characters: dots in addresses", HOSTILE_WHOLE,
	  "", "www.a.", "" },
	{ "characters: mail", HOSTILE_WHOLE,
	  "", "a@b.", "" },
	{ "characters: schemes", HOSTILE_WHOLE,
	  "", "http://", "" },
	{ "characters: mail with dots", HOSTILE_WHOLE,
	  "", "a.b.c.d@", "" },
	{ "characters: full stops", HOSTILE_WHOLE,
	  "", "Wort. ", "" },
	{ "characters: dashes", HOSTILE_WHOLE,
	  "", "Wort---", "" },
	{ "characters: quotes", HOSTILE_WHOLE,
	  "", "\"Wort\" ", "" },
	{ "characters: UTF-16", HOSTILE_UTF16,
	  "", "", "" },
	{ "mirrored: brackets", HOSTILE_MIRROR,
	  "Wort", "[", "]" },
	{ "mirrored: brackets and targets", HOSTILE_MIRROR,
	  "Wort", "[", "](u)" },
	{ "mirrored: images", HOSTILE_MIRROR,
	  "Wort", "![", "](u)" },
	{ "mirrored: images and labels", HOSTILE_MIRROR,
	  "Wort", "![", "][a]" },
	{ "mirrored: stars", HOSTILE_MIRROR,
	  "Wort", "*", "*" },
	{ "mirrored: stars apart", HOSTILE_MIRROR,
	  "Wort", " *a", "b* " },
	{ "mirrored: double stars", HOSTILE_MIRROR,
	  "Wort", "**", "**" },
	{ "mirrored: underscores", HOSTILE_MIRROR,
	  "Wort", " _a", "b_ " },
	{ "mirrored: stars, then underscores", HOSTILE_MIRROR,
	  "Wort", "*", "_" },
	{ "mirrored: stars in brackets", HOSTILE_MIRROR,
	  "Wort", "*[", "]*" },
	{ "mirrored: tildes", HOSTILE_MIRROR,
	  "Wort", "~", "~" },
	{ "mirrored: ticks", HOSTILE_MIRROR,
	  "Wort", "` ", " `" },
	{ "mirrored: quotes, then lines", HOSTILE_MIRROR,
	  "\nWort\n", ">", "Wort\n" },
	{ "mirrored: quotes, then stars", HOSTILE_MIRROR,
	  "Wort", "> ", "*" },
	{ "mirrored: bullets, then stars", HOSTILE_MIRROR,
	  "Wort", "- ", "*" },
	{ "mirrored: numbers, then brackets", HOSTILE_MIRROR,
	  "Wort", "1. ", "[" },
	{ "mirrored: tags", HOSTILE_MIRROR,
	  "Wort", "<b>", "</b>" },
	{ "mirrored: tags of tables", HOSTILE_MIRROR,
	  "Wort", "<table><td>", "</table>" },
	{ "mirrored: comments", HOSTILE_MIRROR,
	  "Wort", "<!--", "-->" },
	{ "mirrored: entities", HOSTILE_MIRROR,
	  "Wort", "&", "amp;" },
	{ "mirrored: escapes", HOSTILE_MIRROR,
	  "Wort", "\\\\", "[" },
	{ "mirrored: angles", HOSTILE_MIRROR,
	  "Wort", "<", ">" },
	{ "mirrored: parens of a target", HOSTILE_MIRROR,
	  "u", "[Wort](", "(" },
	{ "mirrored: labels of notes", HOSTILE_MIRROR,
	  "Wort", "[^", "]: " },
	{ "mirrored: quotes and dashes", HOSTILE_MIRROR,
	  "Wort", "\"", "---" },
	{ "mirrored: one letter, then another", HOSTILE_MIRROR,
	  "Wort", "a", "b" },
	{ "mirrored: wikilinks", HOSTILE_MIRROR,
	  "Wort", "[[", "]]" },
	{ "mirrored: fences", HOSTILE_MIRROR,
	  "\nWort\n", "```\n", "~~~\n" },
	{ "mirrored: pipes, then dashes", HOSTILE_MIRROR,
	  "\n", "|Wort", "|-" },
	{ "NUL: between words", HOSTILE_ZEROS,
	  "", "Wort Wort Wort Wort Wort Wort Wort Wort Wort Wort Wort 0 ", "" },
	{ "NUL: in words", HOSTILE_ZEROS,
	  "", "Wort Wort Wort Wort Wort Wort Wort Wort Wort Wort W0t ", "" },
	{ "NUL: in links", HOSTILE_ZEROS,
	  "", "Wort Wort Wort Wort Wort Wort Wort Wort Wort [0](0) ", "" },
	{ "NUL: in definitions", HOSTILE_ZEROS,
	  "", "[a0b]: u0\n\nWort Wort Wort Wort Wort Wort Wort Wort Wort Wort Wort\n\n", "" },
	{ "NUL: in code", HOSTILE_ZEROS,
	  "", "`Wort Wort Wort Wort Wort Wort Wort Wort Wort Wort 0` ", "" },
	{ "NUL: at line ends", HOSTILE_ZEROS,
	  "", "Wort Wort Wort Wort Wort Wort Wort Wort Wort Wort Wort0\n", "" },
	{ "NUL: in tables", HOSTILE_ZEROS,
	  "", "|Wort Wort Wort Wort Wort Wort Wort Wort|0|\n|-|-|\n", "" },
	{ "plain: one line", HOSTILE_PLAIN,
	  "", "Wort ", "" },
	{ "plain: one word", HOSTILE_PLAIN,
	  "", "Wort", "" },
	{ "plain: short lines", HOSTILE_PLAIN,
	  "", "Wort\n", "" },
	{ "plain: paragraphs", HOSTILE_PLAIN,
	  "", "Wort\n\n", "" },
	{ "plain: numbers that may be headings", HOSTILE_PLAIN,
	  "", "1. Wort\n\n", "" },
	{ "plain: capitals that may be headings", HOSTILE_PLAIN,
	  "", "WORT Wort\n\n", "" },
	{ "plain: chapters", HOSTILE_PLAIN,
	  "", "Chapter Wort\n\n", "" },
	{ "plain: indents", HOSTILE_PLAIN,
	  "", "    Wort\n", "" },
	{ "plain: growing indents", HOSTILE_PLAIN,
	  "", " \tWort\n", "" },
	{ "plain: hard-wrapped lines", HOSTILE_PLAIN,
	  "", "Wort Wort Wort Wort Wort Wort Wort Wort Wort Wort Wort Wort Wort Wort\n", "" },
	{ "plain: rules", HOSTILE_PLAIN,
	  "", "Wort\n----\n", "" },
	{ "plain: bullets", HOSTILE_PLAIN,
	  "", "* Wort\n", "" },
	{ "plain: quotes", HOSTILE_PLAIN,
	  "", "> Wort\n", "" },
	{ "plain: half characters", HOSTILE_PLAIN,
	  "", "Wort\xe2\x82 ", "" },
	{ "plain: marks", HOSTILE_PLAIN,
	  "", "W\u0301\u0302ort Wort ", "" },
	{ "plain: joiners", HOSTILE_PLAIN,
	  "", "\u200d", "" },
	{ "plain: turned", HOSTILE_PLAIN,
	  "", "\u202eWort ", "" },
	{ "plain: addresses", HOSTILE_PLAIN,
	  "", "http://Wort.de/ ", "" },
	{ "plain: hyphens at line ends", HOSTILE_PLAIN,
	  "", "Wort-\nWort-\n", "" },
	{ "plain: blank lines", HOSTILE_PLAIN,
	  "", "\n", "" },
};
/* clang-format on */

const size_t hostile_family_count =
	sizeof(hostile_families) / sizeof(*hostile_families);

void hostile_repeat(struct buffer *out, const char *bytes, size_t count)
{
	while (count-- > 0)
		buffer_append_string(out, bytes);
}

void hostile_append_numbered(struct buffer *out, const char *unit,
			     size_t number)
{
	const char *at;

	while ((at = strstr(unit, "%zu"))) {
		buffer_append(out, unit, (size_t)(at - unit));
		buffer_append_format(out, "%zu", number);
		unit = at + 3;
	}
	buffer_append_string(out, unit);
}

static void write_square(struct buffer *out, size_t size)
{
	size_t columns = 1;

	while (columns * columns * 6 < size)
		columns++;
	for (size_t row = 0; row < columns; row++) {
		hostile_repeat(out, row == 1 ? "|-" : "|" HOSTILE_WORD,
			       columns);
		buffer_append_string(out, "|\n");
	}
}

/* Rows that grow until there are so many bytes. */
static void write_growing(struct buffer *out, enum hostile_kind kind,
			  size_t size)
{
	for (size_t i = 1; out->len < size; i++) {
		if (kind == HOSTILE_RUNS)
			buffer_append_byte(out, 'e');
		hostile_repeat(out,
			       kind == HOSTILE_STAIRS ? "  "
			       : kind == HOSTILE_DEEP ? ">"
						      : "`",
			       kind == HOSTILE_FENCES ? i + 2 : i);
		if (kind == HOSTILE_STAIRS)
			buffer_append_byte(out, '*');
		if (kind != HOSTILE_RUNS)
			buffer_append_string(out, " " HOSTILE_WORD "\n");
	}
}

static void write_long(struct buffer *out, const struct hostile_family *family,
		       size_t size)
{
	const char *at = strstr(family->before, "LONG");

	buffer_append(out, family->before, (size_t)(at - family->before));
	hostile_repeat(out, "long", size / 8);
	buffer_append_string(out, at + 4);
	while (out->len < size)
		buffer_append_string(out, family->unit);
}

static void write_units(struct buffer *out, const struct hostile_family *family,
			size_t size)
{
	buffer_append_string(out, family->before);
	for (size_t i = 0; out->len < size; i++)
		hostile_append_numbered(out, family->unit, i);
	buffer_append_string(out, family->after);
}

/* What opens as often as what closes, and before in the middle. */
static void write_mirror(struct buffer *out,
			 const struct hostile_family *family, size_t size)
{
	size_t each = strlen(family->unit) + strlen(family->after);
	size_t count = (size - out->len) / each;

	hostile_repeat(out, family->unit, count);
	buffer_append_string(out, family->before);
	hostile_repeat(out, family->after, count);
}

static void write_zeros(struct buffer *out, const struct hostile_family *family,
			size_t size)
{
	size_t start = out->len;

	write_units(out, family, size);
	for (size_t i = start; i < out->len; i++)
		if (out->data[i] == '0')
			out->data[i] = '\0';
}

size_t hostile_unseen(const struct hostile_family *family)
{
	static const struct {
		const char *name;
		size_t words;
	} unseen[] = {
		{ "HTML: comments with no end", SIZE_MAX },
		{ "HTML: question marks", SIZE_MAX },
		{ "HTML: scripts", SIZE_MAX },
		{ "mirrored: comments", 1 },
		{ "mirrored: tildes", 1 }, /* the language of code */
		{ "mirrored: angles", 1 }, /* a tag */
		{ "definitions: one long target", 1 },
		{ "code: longer fences", 1 },
		{ "code: tilde fences", 1 },
		{ "code: info strings", 2 },
		{ "composed: ", SIZE_MAX },
	};

	for (size_t i = 0; i < sizeof(unseen) / sizeof(*unseen); i++)
		if (strncmp(family->name, unseen[i].name,
			    strlen(unseen[i].name)) == 0)
			return unseen[i].words;
	return 0;
}

/* Those that repeat a unit, which another one may stand beside. */
static bool is_simple(const struct hostile_family *family)
{
	return family->kind == HOSTILE_WHOLE && !*family->after;
}

bool hostile_compose(struct hostile_family *family, struct buffer *strings,
		     uint64_t number)
{
	const struct hostile_family *one =
		&hostile_families[number % hostile_family_count];
	const struct hostile_family *other =
		&hostile_families[number / hostile_family_count %
				  hostile_family_count];
	size_t unit;

	if (!is_simple(one) || !is_simple(other) || one == other)
		return false;
	buffer_clear(strings);
	buffer_append_format(strings, "composed: %s + %s", one->name,
			     other->name);
	buffer_append_byte(strings, '\0');
	unit = strings->len;
	buffer_append_string(strings, one->unit);
	buffer_append_string(strings, other->unit);
	*family = (struct hostile_family){
		.name = strings->data,
		.kind = number >> 40 & 1 ? HOSTILE_MIRROR : HOSTILE_WHOLE,
		.before = one->before,
		.unit = strings->data + unit,
		.after = "",
	};
	if (family->kind == HOSTILE_MIRROR) {
		family->before = HOSTILE_WORD;
		family->unit = one->unit;
		family->after = other->unit;
	}
	return true;
}

void hostile_write(struct buffer *out, const struct hostile_family *family,
		   size_t size)
{
	size += out->len;
	if (family->kind != HOSTILE_ALONE && family->kind != HOSTILE_UTF16)
		buffer_append_string(out, HOSTILE_FIRST ".\n\n");
	switch (family->kind) {
	case HOSTILE_WHOLE:
	case HOSTILE_NUMBERED:
	case HOSTILE_ALONE:
		write_units(out, family, size);
		break;
	case HOSTILE_LONG:
		write_long(out, family, size);
		break;
	case HOSTILE_RUNS:
	case HOSTILE_FENCES:
	case HOSTILE_STAIRS:
	case HOSTILE_DEEP:
		write_growing(out, family->kind, size);
		break;
	case HOSTILE_SQUARE:
		write_square(out, size);
		break;
	case HOSTILE_MIRROR:
		write_mirror(out, family, size);
		break;
	case HOSTILE_ZEROS:
		write_zeros(out, family, size);
		break;
	case HOSTILE_PLAIN:
		write_units(out, family, size);
		break;
	case HOSTILE_UTF16:
		buffer_append(out, "\xff\xfe", 2);
		while (out->len < size)
			buffer_append(out, "W\0o\0r\0t\0 \0", 10);
		break;
	}
	if (family->kind != HOSTILE_UTF16)
		buffer_append_byte(out, '\n');
}
