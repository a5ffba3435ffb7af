/* SPDX-License-Identifier: ISC */
/* What essays use beyond CommonMark: cases. */
#include "test.h"

#include <stdio.h>

#include "document/extras.h"
#include "document/extras/lineblock.h"
#include "document/markdown/escapes.h"
#include "inlines.h"
#include "text/flanking.h"

#define LIT ESCAPES_MARK /* the next character is meant as it stands */

struct example {
	const char *in;
	const char *out; /* NULL: the same */
};

#define EXAMPLES(...)                              \
	static const struct example examples[] = { \
		__VA_ARGS__,                       \
	};                                         \
	check(examples, sizeof(examples) / sizeof(*examples))

/* Labels of one letter, and "a\~b", are notes; references say so in capitals.
 */
static bool find_note(void *context, const char *label, size_t len,
		      struct buffer *out)
{
	size_t *asked = context;

	++*asked;
	if (len == 4 && memcmp(label, "a\\~b", 4) == 0) {
		buffer_append_string(out, "TILDE");
		return true;
	}
	/* What is written for nothing must not matter. */
	buffer_append_byte(out, (char)(label[0] & ~0x20));
	return len == 1;
}

static void check(const struct example *examples, size_t count)
{
	struct inlines in = INLINES_INIT;
	struct inlines out = INLINES_INIT;
	struct buffer wanted = BUFFER_INIT;
	struct buffer got = BUFFER_INIT;
	size_t asked = 0;

	for (size_t i = 0; i < count; i++) {
		const struct example *example = &examples[i];

		inlines_read(&in, example->in, strlen(example->in));
		extras_inlines(&out, &in, find_note, &asked);
		buffer_clear(&wanted);
		if (example->out)
			buffer_append_string(&wanted, example->out);
		else
			inlines_write(&wanted, &in);
		buffer_clear(&got);
		inlines_write(&got, &out);
		assert_string_equal(buffer_string(&got),
				    buffer_string(&wanted));
	}
	inlines_release(&in);
	inlines_release(&out);
	buffer_release(&wanted);
	buffer_release(&got);
}

static void strikes(void **state)
{
	(void)state;
	EXAMPLES({ "a ~~b~~ c", "a <s>b</s> c" }, { "a~~b~~c", "a<s>b</s>c" },
		 { "~~~a~~~ ~~ b ~~ ~~~~", NULL },
		 { "~~a" BREAK "b~~", "<s>a<soft>b</s>" },
		 { "~~a ~~b~~ c~~", "<s>a <s>b</s> c</s>" },
		 { "~~a~~~~b~~", "<s>a~~~~b</s>" },
		 { "~~a~~ ~~b~~", "<s>a</s> <s>b</s>" },
		 { LIT "~~~a~~", LIT "~<s>a</s>" },
		 { LIT "~" LIT "~a" LIT "~" LIT "~", NULL },
		 { "~~a" LIT "~~~", "<s>a" LIT "~</s>" },
		 { "~~a" LIT LIT "~~", "<s>a" LIT LIT "</s>" },
		 { "~~" CODE "~~" CODE_ "~~", "<s><code ~~></s>" },
		 { "~~a" HTML "<b>~~" HTML_, NULL },
		 { EM "~~a~~" EM_, "<em><s>a</s></em>" },
		 { "~~" EM "a" EM_ "~~", "<s><em>a</em></s>" },
		 /* Edges are not crossed. */
		 { "~~a " EM "b~~ c" EM_ " d", NULL },
		 { EM "a ~~b" EM_ " c~~", NULL },
		 { EM "a ~~b" EM_ EM "c~~" EM_, NULL },
		 { "~~a " EM "~~b" EM_ " c~~", "<s>a <em>~~b</em> c</s>" },
		 { LINK "~~a~~" LINK_, "<a u><s>a</s></a>" },
		 { "~~" LINK "a" LINK_ "~~", "<s><a u>a</a></s>" },
		 /* Flanking: a space, or punctuation with a letter beyond. */
		 { "a~~ b~~", NULL }, { "~~a ~~b", NULL }, { "a~~.b~~", NULL },
		 { "a ~~.b.~~ c", "a <s>.b.</s> c" },
		 { "~~\xc2\xa0"
		   "a~~",
		   NULL },
		 { "a~~\xe2\x80\x9c"
		   "b\xe2\x80\x9d~~",
		   NULL },
		 { "\xe4\xb8\xad~~\xe6\x96\x87~~\xe5\xad\x97",
		   "\xe4\xb8\xad<s>\xe6\x96\x87</s>\xe5\xad\x97" });
}

static void marked(void **state)
{
	(void)state;
	EXAMPLES({ "a ==b c== d", "a <mark>b c</mark> d" },
		 { "(==b==)", "(<mark>b</mark>)" },
		 { "===a=== == b == =a=", NULL }, { "a == b, c == d", NULL },
		 { "a==b && c==d", NULL }, { "x==y==z", NULL },
		 { "A ==> B <== C", NULL },
		 { "==" LIT "==a==", "<mark>" LIT "==a</mark>" },
		 { "==a ~~b~~ " EM "c" EM_ "==",
		   "<mark>a <s>b</s> <em>c</em></mark>" },
		 /* The nearer opener of the same kind; what is between, text */
		 { "==a ~~b== c~~", "<mark>a ~~b</mark> c~~" },
		 { "\xe8\xbf\x99==\xe9\x87\x8d==\xe5\x86\x85",
		   "\xe8\xbf\x99<mark>\xe9\x87\x8d</mark>\xe5\x86\x85" });
}

static void raised_and_lowered(void **state)
{
	(void)state;
	EXAMPLES({ "mc^2^.", "mc<sup>2</sup>." },
		 { "1^st^ x^-1^ (x)^n+1^",
		   "1<sup>st</sup> x<sup>-1</sup> (x)<sup>n+1</sup>" },
		 { "x" EM "n" EM_ "^2^", "x<em>n</em><sup>2</sup>" },
		 { "x^" EM "n" EM_ "^", "x<sup><em>n</em></sup>" },
		 { "said.^12^ So", "said.<sup>12</sup> So" },
		 { "\"it\"^1^", "\"it\"<sup>1</sup>" },
		 { "the same as \"^rev ^$n\" \"^rev^$n", NULL },
		 { "said.^a^", NULL },
		 { "end^" LINK "1" LINK_ "^", "end<sup><a u>1</a></sup>" },
		 { LINK "^1^" LINK_, "<a u><sup>1</sup></a>" },
		 { CODE "f" CODE_ "^3^", "<code f><sup>3</sup>" },
		 { "^_^ 2^32 x^2+y^2=z^2 2^10 and 2^20 ^a^ (^1^)", NULL },
		 { "a^b c^ a^^ a^1234567890123^ a^b_c^ a^b" BREAK "c^", NULL },
		 { "a" LIT "^2^ a^2" LIT "^", NULL },
		 { "a^" CODE "b" CODE_ "^", NULL },
		 { "\xe7\xb1\xb3^2^\xe7\x9a\x84",
		   "\xe7\xb1\xb3<sup>2</sup>\xe7\x9a\x84" },
		 { "H~2~O and C~6~H~12~O~6~",
		   "H<sub>2</sub>O and "
		   "C<sub>6</sub>H<sub>12</sub>O<sub>6</sub>" },
		 { "v~max~, log~10~n", "v<sub>max</sub>, log<sub>10</sub>n" },
		 { "~50 to ~60, 5~10 and 20~30, ~a~", NULL },
		 { "~/path and ~/other, a~/b~", NULL },
		 { "foo~bar foo~bar~baz a~b~c HEAD~1..HEAD~2 1~2~3", NULL },
		 { "\xec\x95\x88~\xed\x95\x98~!", NULL }, { "~~a~2~~~", NULL },
		 { "~~H~2~O~~ x^a~~b^c~~",
		   "<s>H<sub>2</sub>O</s> x^a<s>b^c</s>" });
}

static void references(void **state)
{
	(void)state;
	EXAMPLES({ "a[^b] c", "a<ref B> c" }, { "[^a][^b]", "<ref A><ref B>" },
		 { "[^bc] [^] [^b c] [^b", NULL },
		 { "[^a[^b]]", "[^a<ref B>]" }, { "![^a]", "!<ref A>" },
		 { "[^a](u)", "<ref A>(u)" },
		 { LIT "[^a] [" LIT "^a] [^a" LIT "]", NULL },
		 { "[^a" LIT "~b]", "<ref TILDE>" },
		 { "[^" EM "a" EM_ "]", NULL },
		 { LINK "x[^a]" LINK_, "<a u>x<ref A></a>" },
		 { EM "x[^a]" EM_ "[^a]", "<em>x<ref A></em><ref A>" },
		 { CODE "[^a]" CODE_, NULL });
}

static void without_notes(void **state)
{
	struct inlines in = INLINES_INIT;
	struct inlines out = INLINES_INIT;
	struct buffer got = BUFFER_INIT;

	(void)state;
	inlines_read(&in, "[^a] ~~b~~", 10);
	extras_inlines(&out, &in, NULL, NULL);
	inlines_write(&got, &out);
	assert_string_equal(buffer_string(&got), "[^a] <s>b</s>");
	inlines_release(&in);
	inlines_release(&out);
	buffer_release(&got);
}

static void wikilinks(void **state)
{
	(void)state;
	EXAMPLES({ "[[a page]].", "<a a page>a page</a>." },
		 { "[[a|b c]] [[a|]]", "<a a>b c</a> <a a>a</a>" },
		 { "[[a#b|c]] [[#b]]", "<a a#b>c</a> <a #b>#b</a>" },
		 /* As tables need it. */
		 { "[[a" LIT "|b]] [[a" LIT "|]] ![[a.png" LIT "|30]]",
		   "<a a>b</a> <a a>a</a> <img a.png>a.png</img>" },
		 { "[[a" LIT "|b|c]] [[a" LIT LIT "|b]] [[" LIT "|a]]",
		   "<a a>b|c</a> <a a" LIT ">b</a> [[" LIT "|a]]" },
		 { "[[a|" EM "b" EM_ " c]]", "<a a><em>b</em> c</a>" },
		 { "[[a|b" BREAK "c]]", "<a a>b<soft>c</a>" },
		 { "[[a|b" HARD "c]] [[a" BREAK "b]]", NULL },
		 { EM "[[a|b" EM_ " c]] [[a|" EM "b]]" EM_, NULL },
		 { "[[a|b " LINK "c" LINK_ "]]", NULL },
		 { LINK "[[a]]" LINK_, NULL },
		 { "![[a.png]] ![[a.png|b]]", "<img a.png>a.png</img> "
					      "<img a.png>b</img>" },
		 { "![[a.png|300]] ![[a.png|30x20]]",
		   "<img a.png>a.png</img> <img a.png>a.png</img>" },
		 /* What is no picture is a link. */
		 { "![[a]] ![[a#b|c]] ![[a.pdf|300]] ![[a.md.]]",
		   "<a a>a</a> <a a#b>c</a> <a a.pdf>a.pdf</a> "
		   "<a a.md.>a.md.</a>" },
		 { "![[b/a.JPG]] ![[a.png#c]] ![[a#c.png]]",
		   "<img b/a.JPG>b/a.JPG</img> <img a.png#c>a.png#c</img> "
		   "<a a#c.png>a#c.png</a>" },
		 { "[[a.png]]", "<a a.png>a.png</a>" },
		 { "[[a[[b c]]", "[[a[[b c]]" },
		 { "[[a|[[b]]]]", "[[a|<a b>b</a>]]" },
		 { "[[[a]]] [[]] [[ a ]] [[ -f x ]] [[1]] [[1, 2], [3]] [[|a]]",
		   NULL },
		 { "x[[1]] x[[a]] f()[[a]] [[a] b]]", NULL },
		 { LIT "[[a]] [" LIT "[a]] [[a" LIT "]]", NULL },
		 { "[[a" LIT "~b]]", "<a a~b>a" LIT "~b</a>" },
		 { "[[2026-01-31]]", "<a 2026-01-31>2026-01-31</a>" },
		 { "\xe7\x9c\x8b[[\xe9\xa1\xb5]]",
		   "\xe7\x9c\x8b<a \xe9\xa1\xb5>\xe9\xa1\xb5</a>" });
}

static void attributes(void **state)
{
	(void)state;
	EXAMPLES(
		{ "[a]{.smallcaps} b", "a b" },
		{ "[a " EM "b" EM_ "]{.mark .c}", "<mark>a <em>b</em></mark>" },
		{ "[a]{.underline}[b]{.ul}", "<em>a</em><em>b</em>" },
		{ "[a]{#b}", "<id b>a" },
		{ "[a]{#b .mark}", "<id b><mark>a</mark>" },
		{ "[a [b]{.mark} c]{.d}", "a <mark>b</mark> c" },
		{ LINK "a" LINK_ "{target=_blank} b", "<a u>a</a> b" },
		{ LINK "a" LINK_ "{#b}", "<id b><a u>a</a>" },
		{ IMAGE "a" IMAGE_ "{ width=50% .c }b", "<img u>a</img>b" },
		{ IMAGE "a" IMAGE_ "{#f:1 k=\"v } w\"}",
		  "<id f:1><img u>a</img>" },
		{ CODE "a" CODE_ "{.py}", "<code a>" },
		{ "[" LINK "a" LINK_ "{.b}]{.c}", "<a u>a</a>" },
		{ CODE "a" CODE_ " {.b}", NULL },
		{ EM "a" EM_ "{.b} a{.b} {#c}", NULL },
		{ "[a]{} [a]{b} [a]{.} [a]{#} [a]{.b", NULL },
		{ "[a]{.b.c}", "a" },
		{ "[a]{.b,c} [a]{.b{} [a]{k=} [a]{k=\"v} [a]{-}", NULL },
		{ "[a]" LIT "{.b} [a" LIT "]{.b} [a]{." LIT "b}", NULL },
		{ LIT "[a]{.b}", NULL }, { "[a " EM "b]{.c}" EM_, NULL },
		{ EM "[a" EM_ "b]{.c}", NULL },
		{ CODE "a" CODE_ LIT "{.b}", NULL });
}

/* Pandoc wraps lines at the blanks between attributes. */
static void wrapped_attributes(void **state)
{
	(void)state;
	EXAMPLES({ LINK "1" LINK_ "{#b" BREAK ".c} d", "<id b><a u>1</a> d" },
		 { "[a]{.c" BREAK "k=\"v" BREAK "w\"" BREAK "#b}. c",
		   "<id b>a. c" },
		 { "x" BREAK "[a" BREAK "b]{.mark" BREAK ".c}" BREAK "y",
		   "x<soft><mark>a<soft>b</mark><soft>y" },
		 { CODE "a" CODE_ "{.c" BREAK ".d}[b]{#e" BREAK "#f}",
		   "<code a><id e>b" },
		 { "[a]{.b" BREAK "c}", NULL }, { "[a]{.b" BREAK "c", NULL },
		 { "{.b" BREAK ".c}", NULL }, { "a{.b" BREAK ".c}", NULL },
		 { "[a]" LIT "{.b" BREAK ".c}", NULL },
		 { "[a]{.b} {" BREAK ".c}", "a {<soft>.c}" },
		 { "[a]{.b" BREAK EM "c" EM_ "}", NULL });
}

static void bare_links(void **state)
{
	(void)state;
	EXAMPLES({ "http://a.b", "<a http://a.b>http://a.b</a>" },
		 { "see https://a.b/c?d=e#f, or",
		   "see <a https://a.b/c?d=e#f>https://a.b/c?d=e#f</a>, or" },
		 { "(http://a.b/(c)) (http://a.b/c)",
		   "(<a http://a.b/(c)>http://a.b/(c)</a>) "
		   "(<a http://a.b/c>http://a.b/c</a>)" },
		 { "http://a.b/c!?.,:*_~'\"",
		   "<a http://a.b/c>http://a.b/c</a>!?.,:*_~'\"" },
		 { "http://a.b/c&amp;&lt;;",
		   "<a http://a.b/c>http://a.b/c</a>&amp;&lt;;" },
		 { "http://a.b<c", "<a http://a.b>http://a.b</a><c" },
		 { "HTTP://A.b HTTPS://c",
		   "<a HTTP://A.b>HTTP://A.b</a> <a HTTPS://c>HTTPS://c</a>" },
		 { "http:// http://. http:/a.b xhttp://a.b ftp://a.b", NULL },
		 { "http://a_b.c http://a.b_c http://_", NULL },
		 { "http://a_b.c.d", "<a http://a_b.c.d>http://a_b.c.d</a>" },
		 { "[http://a.b] [c http://a.b/[d]]",
		   "[<a http://a.b>http://a.b</a>] "
		   "[c <a http://a.b/[d]>http://a.b/[d]</a>]" },
		 { "www.a.b, (www.a.b)", "<a http://www.a.b>www.a.b</a>, "
					 "(<a http://www.a.b>www.a.b</a>)" },
		 { EM "a" EM_ "www.a", "<em>a</em><a http://www.a>www.a</a>" },
		 { "a.www.b.c -www.a.b www. www.. www./a www.a_b", NULL },
		 { "ftp://a@b.c", NULL },
		 { "a.b-c_d+e@x-y.z.", "<a mailto:a.b-c_d+e@x-y.z>"
				       "a.b-c_d+e@x-y.z</a>." },
		 { "mailto:a@b.c", "<a mailto:a@b.c>mailto:a@b.c</a>" },
		 { "a@b @b.c a@b.1 a@b.c_ a@ @", NULL },
		 { "a@b.c@d.e", "a@<a mailto:b.c@d.e>b.c@d.e</a>" },
		 { "a@b.c-d a@b.c.", "<a mailto:a@b.c-d>a@b.c-d</a> "
				     "<a mailto:a@b.c>a@b.c</a>." },
		 { "http" LIT "://a.b www" LIT ".a.b a" LIT "@b.c", NULL },
		 { LIT ".a@b.c", LIT ".<a mailto:a@b.c>a@b.c</a>" },
		 { "http://a.b/" LIT "~c" LIT "~",
		   "<a http://a.b/~c>http://a.b/" LIT "~c</a>" LIT "~" },
		 { "http://a.b/" LIT LIT ".",
		   "<a http://a.b/" LIT ">http://a.b/" LIT LIT "</a>." },
		 { LINK "http://a.b" LINK_ " " IMAGE "www.a.b" IMAGE_, NULL },
		 { CODE "http://a.b" CODE_, NULL },
		 { HTML "<a href='x'>" HTML_ "http://a.b" HTML "</a>" HTML_
			"http://a.b",
		   "<html <a href='x'>>http://a.b<html </a>>"
		   "<a http://a.b>http://a.b</a>" },
		 { "~~http://a.b~~", "<s><a http://a.b>http://a.b</a></s>" },
		 { "http://a.b/~~c~~d",
		   "<a http://a.b/~~c~~d>http://a.b/~~c~~d</a>" },
		 { "\xe7\x9c\x8bhttp://a.b/c\xe3\x80\x82\xe8\xb0\xa2",
		   "\xe7\x9c\x8b<a http://a.b/c>http://a.b/c</a>"
		   "\xe3\x80\x82\xe8\xb0\xa2" },
		 { "\xe2\x80\x9chttp://a.b/c\xe2\x80\x9d d",
		   "\xe2\x80\x9c<a http://a.b/c>http://a.b/c</a>"
		   "\xe2\x80\x9d d" },
		 { "http://a.b/it\xe2\x80\x99s\xe2\x80\x99",
		   "<a http://a.b/it\xe2\x80\x99s>http://a.b/it\xe2\x80\x99s"
		   "</a>\xe2\x80\x99" });
}

/* As kramdown and Python-Markdown have them. */
static void kramdown_attributes(void **state)
{
	(void)state;
	EXAMPLES({ LINK "a" LINK_ "{:target=\"_blank\"} b", "<a u>a</a> b" },
		 { IMAGE "a" IMAGE_ "{: .c #b }.", "<id b><img u>a</img>." },
		 { EM "a" EM_ "{:.c}" CODE "d" CODE_ "{: .e}",
		   "<em>a</em><code d>" },
		 { EM "a" EM_ "{: #b}", "<id b><em>a</em>" },
		 { "a" BREAK "{: .c}", "a<soft>" },
		 { "a" BREAK "b" BREAK "{: #c .d k='v w'} ",
		   "<id c>a<soft>b<soft>" },
		 { EM "a" EM_ HARD "{:#b}", "<id b><em>a</em><hard>" },
		 { "{:toc}", "" }, { "{:toc .c}", "" },
		 { "{:.c}" BREAK "a", "<soft>a" }, { "{: #c}", "<id c>" },
		 { "{: #\xc3\xa9}", "<id \xc3\xa9>" },
		 /* none */
		 { "a {: .c}", NULL }, { "a" BREAK "{: .c} b", NULL },
		 { "a" BREAK "{: .c}" BREAK "b", NULL },
		 { "a" BREAK "{.c}", NULL }, { "a{: .c}", NULL },
		 { "{:}", NULL }, { "{: }", NULL }, { "{: toc}", NULL },
		 { "{: a b}", NULL }, { "{:a, b}", NULL },
		 { "{:ok, \"a\"}", NULL }, { "{::comment}", NULL },
		 { "{:" LIT ".c}", NULL }, { LIT "{: .c}", NULL },
		 { "{" LIT ": .c}", NULL }, { EM "{: .c}" EM_, NULL },
		 { "[a]{: .c}", NULL }, { EM "a" EM_ "{.c}", NULL },
		 { EM "a" EM_ " {: .c}", NULL },
		 { "a" BREAK EM "b" EM_ "{: c}", NULL });
}

/* As Obsidian has them, and with '^' so that links to them are found. */
static void block_names(void **state)
{
	(void)state;
	EXAMPLES({ "a b. ^c-1d", "<id ^c-1d>a b. " },
		 { EM "a" EM_ " ^bc ", "<id ^bc><em>a</em>  " },
		 { "a" BREAK "^bc", "<id ^bc>a<soft>" }, { "^bc", "<id ^bc>" },
		 { "a^bc", NULL }, { "a ^b", NULL }, { "a ^12", NULL },
		 { "a ^bc d", NULL }, { "a ^bc.", NULL }, { "a ^b_c", NULL },
		 { "a ^", NULL }, { "a " LIT "^bc", NULL },
		 { EM "a" EM_ "^bc", NULL }, { EM "a ^bc" EM_, NULL },
		 { "a ^bc^", NULL }, { "a ^^bc", NULL });
}

static void comments(void **state)
{
	(void)state;
	EXAMPLES({ "a %%b%% c", "a  c" }, { "%% a b %% c", " c" },
		 { "a %% b c %%", "a " }, { "a (%%b%%), c", "a (), c" },
		 { "%%" BREAK "a" BREAK "b" BREAK "%%", "" },
		 { "%%a%%%%b%%", "" }, { "%%a%% %%b%%", " " },
		 { "a %%b " EM "c" EM_ " " CODE "d" CODE_ "%% e", "a  e" },
		 { "%%" LINK "a" LINK_ "%%", "" },
		 { EM "a %%b%% c" EM_, "<em>a  c</em>" },
		 { "~~a %%~~%% b~~", "<s>a  b</s>" },
		 { "%% %% %%a%%", "%% %% " }, { "a %%b", NULL },
		 { "a %% b %% c", NULL }, { "100%% of 50%% a", NULL },
		 { "a%%b%% c", NULL }, { "%%a%%b", NULL },
		 { "%%% a %%%", NULL }, { "%%%%", NULL }, { "%a%", NULL },
		 { "%%a " EM "b%% c" EM_, NULL }, { EM "%%a" EM_ " b%%", NULL },
		 { CODE "%%a%%" CODE_ " %%b%% c", "<code %%a%%>  c" });
}

/* The links go to #n. */
static void check_signs(const struct example *examples, size_t count)
{
	struct inlines in = INLINES_INIT;
	struct inlines part = INLINES_INIT;
	struct inlines out = INLINES_INIT;
	struct buffer got = BUFFER_INIT;

	for (size_t i = 0; i < count; i++) {
		inlines_clear(&in);
		inlines_read(&part, examples[i].in, strlen(examples[i].in));
		for (size_t j = 0; j < part.count; j++) {
			if (part.items[j].kind == INLINE_LINK &&
			    part.items[j].edge == INLINE_ENTER)
				inlines_enter_link(&in, INLINE_LINK, "#n", NULL,
						   INLINE_NONE);
			else
				inlines_copy(&in, &part, j);
		}
		extras_inlines(&out, &in, NULL, NULL);
		buffer_clear(&got);
		inlines_write(&got, &out);
		assert_string_equal(buffer_string(&got), examples[i].out);
	}
	inlines_release(&in);
	inlines_release(&part);
	inlines_release(&out);
	buffer_release(&got);
}

#define SIGN(text)   LINK text LINK_
#define PLAIN(text)  "<a #n>" text "</a>"
#define RAISED(text) "<a #n><sup>" text "</sup></a>"

/* Numbers that are linked are raised where they stand like signs of notes. */
static void signs(void **state)
{
	static const struct example examples[] = {
		{ "a." SIGN("3") " b", "a." RAISED("3") " b" },
		{ "a" SIGN("1234") SIGN("5"), "a" RAISED("1234") RAISED("5") },
		{ "1999" SIGN("1"), "1999" RAISED("1") },
		{ "a)" SIGN("1") ", b", "a)" RAISED("1") ", b" },
		{ "a\xe2\x80\x9d" SIGN("1"), "a\xe2\x80\x9d" RAISED("1") },
		{ "\"a.\"" SIGN("1"), "\"a.\"" RAISED("1") },
		{ "\xe5\xad\x97\xe3\x80\x82" SIGN("1"),
		  "\xe5\xad\x97\xe3\x80\x82" RAISED("1") },
		{ EM "a" EM_ SIGN("1"), "<em>a</em>" RAISED("1") },
		{ CODE "a" CODE_ SIGN("1"), "<code a>" RAISED("1") },
		{ "a" SIGN("1") "{#b}.", "a<id b>" RAISED("1") "." },
		{ "a" SIGN("^1^"), "a" RAISED("1") },
		{ "a^" SIGN("1") "^", "a<sup>" PLAIN("1") "</sup>" },
		/* none */
		{ SIGN("1") SIGN("2"), PLAIN("1") PLAIN("2") },
		{ "a " SIGN("1"), "a " PLAIN("1") },
		{ "a" BREAK SIGN("1"), "a<soft>" PLAIN("1") },
		{ "a (" SIGN("1") ")", "a (" PLAIN("1") ")" },
		{ "a \"" SIGN("1"), "a \"" PLAIN("1") },
		{ "\"" SIGN("1"), "\"" PLAIN("1") },
		{ "1\xe2\x80\x93" SIGN("2"), "1\xe2\x80\x93" PLAIN("2") },
		{ "\xe5\xad\x97\xe3\x80\x8c" SIGN("1"),
		  "\xe5\xad\x97\xe3\x80\x8c" PLAIN("1") },
		{ EM SIGN("1") EM_, "<em>" PLAIN("1") "</em>" },
		{ "a" SIGN("12345"), "a" PLAIN("12345") },
		{ "a" SIGN("1a"), "a" PLAIN("1a") },
		{ "a" SIGN(EM "1" EM_), "a" PLAIN("<em>1</em>") },
		{ "a" LINK LINK_, "a" PLAIN("") },
	};
	static const struct example others[] = {
		{ "a" LINK "1" LINK_, NULL },
		{ "a" IMAGE "1" IMAGE_, NULL },
	};

	(void)state;
	check_signs(examples, sizeof(examples) / sizeof(*examples));
	check(others, sizeof(others) / sizeof(*others));
}

/* --- Steps ------------------------------------------------------------- */

static void tasks(void **state)
{
	static const struct {
		const char *in;
		enum task task;
		const char *out;
	} examples[] = {
		{ "[ ] a", TASK_OPEN, "a" },
		{ "[x] a", TASK_DONE, "a" },
		{ "[X]\t" EM "a" EM_, TASK_DONE, "<em>a</em>" },
		{ "[ ]" BREAK "a", TASK_OPEN, "a" },
		{ "[ ] ", TASK_OPEN, "" },
		{ "[ ]", TASK_NONE, "[ ]" },
		{ "[ ]a", TASK_NONE, "[ ]a" },
		{ "[x]" EM "a" EM_, TASK_NONE, "[x]<em>a</em>" },
		{ "[y] a", TASK_NONE, "[y] a" },
		{ "[] a", TASK_NONE, "[] a" },
		{ "[", TASK_NONE, "[" },
		{ "", TASK_NONE, "" },
		{ EM "[ ] a" EM_, TASK_NONE, "<em>[ ] a</em>" },
		{ LIT "[ ] a", TASK_NONE, LIT "[ ] a" },
		{ "[ " LIT "] a", TASK_NONE, "[ " LIT "] a" },
	};
	struct inlines in = INLINES_INIT;
	struct buffer got = BUFFER_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(examples) / sizeof(*examples); i++) {
		inlines_read(&in, examples[i].in, strlen(examples[i].in));
		assert_int_equal(extras_task(&in), examples[i].task);
		buffer_clear(&got);
		inlines_write(&got, &in);
		assert_string_equal(buffer_string(&got), examples[i].out);
	}
	inlines_release(&in);
	buffer_release(&got);
}

static void line_blocks(void **state)
{
	static const struct example examples[] = {
		{ "| a" BREAK "| b", "  a<hard>  b" },
		{ "|\ta" HARD "|" BREAK "| " EM "b" BREAK "| c" EM_ BREAK "|",
		  " \ta<hard> <hard>  <em>b<hard>  c</em><hard> " },
		{ "| a", NULL },
		{ "| a" BREAK "b", NULL },
		{ "a" BREAK "| b", NULL },
		{ "|a" BREAK "| b", NULL },
		{ "| a" BREAK "|" EM "b" EM_, NULL },
		{ "| a" BREAK LIT "| b", NULL },
		{ "| a |" BREAK "| b", NULL },
		{ "| a" BREAK "| b |", NULL },
		{ "|" BREAK "|", NULL },
		{ "", NULL },
	};
	struct inlines in = INLINES_INIT;
	struct buffer before = BUFFER_INIT;
	struct buffer got = BUFFER_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(examples) / sizeof(*examples); i++) {
		const struct example *example = &examples[i];

		inlines_read(&in, example->in, strlen(example->in));
		buffer_clear(&before);
		inlines_write(&before, &in);
		assert_int_equal(lineblock_take(&in), example->out != NULL);
		buffer_clear(&got);
		inlines_write(&got, &in);
		assert_string_equal(buffer_string(&got),
				    example->out ? example->out
						 : buffer_string(&before));
	}
	inlines_release(&in);
	buffer_release(&before);
	buffer_release(&got);
}

static void callouts(void **state)
{
	static const struct {
		const char *in;
		const char *kind; /* NULL: none */
		size_t title;
		const char *out;
	} examples[] = {
		{ "[!NOTE]" BREAK "a", "note", 0, "a" },
		{ "[!tip]", "tip", 0, "" },
		{ "[!my-Tip2]  a " EM "b" EM_ BREAK "c", "my-tip2", 4,
		  "a <em>b</em>c" },
		{ "[!note]- a" HARD "b", "note", 1, "ab" },
		{ "[!note]+" BREAK "b", "note", 0, "b" },
		{ "[!note] " EM "a" BREAK "b" EM_ BREAK "c", "note", 5,
		  "<em>a<soft>b</em>c" },
		{ "[!note] a", "note", 1, "a" },
		{ "[!note]a", NULL, 0, "[!note]a" },
		{ "[!note]" EM "a" EM_, NULL, 0, "[!note]<em>a</em>" },
		{ "[!a b] c", NULL, 0, "[!a b] c" },
		{ "[!] a", NULL, 0, "[!] a" },
		{ "[!a", NULL, 0, "[!a" },
		{ "[" LIT "!a]", NULL, 0, "[" LIT "!a]" },
		{ "a [!a]", NULL, 0, "a [!a]" },
		{ "", NULL, 0, "" },
	};
	struct inlines in = INLINES_INIT;
	struct buffer kind = BUFFER_INIT;
	struct buffer got = BUFFER_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(examples) / sizeof(*examples); i++) {
		size_t title = 0;
		bool found;

		inlines_read(&in, examples[i].in, strlen(examples[i].in));
		buffer_clear(&kind);
		found = extras_callout(&in, &kind, &title);
		assert_int_equal(found, examples[i].kind != NULL);
		assert_string_equal(buffer_string(&kind),
				    found ? examples[i].kind : "");
		assert_int_equal(title, examples[i].title);
		buffer_clear(&got);
		inlines_write(&got, &in);
		assert_string_equal(buffer_string(&got), examples[i].out);
	}
	inlines_release(&in);
	buffer_release(&kind);
	buffer_release(&got);
}

static void heading_attributes(void **state)
{
	static const struct {
		const char *in;
		const char *id; /* NULL: none */
		const char *out;
	} examples[] = {
		{ "A b {#c}", "c", "A b" },
		{ "A {#c .d e=f} ", "c", "A" },
		{ "A{.d}", "", "A" },
		{ "A {-}", "", "A" },
		{ "A {.unnumbered .unlisted}", "", "A" },
		{ "{#c}", "c", "" },
		{ EM "A" EM_ " {#\xc3\xa9-1}", "\xc3\xa9-1", "<em>A</em>" },
		{ "A {#c} b", NULL, "A {#c} b" },
		{ "A {: #c .d }", "c", "A" },
		{ "A {:.d}", "", "A" },
		{ "A {: c}", NULL, "A {: c}" },
		{ "A {c}", NULL, "A {c}" },
		{ "A {}", NULL, "A {}" },
		{ "A " LIT "{#c}", NULL, "A " LIT "{#c}" },
		{ "A " LIT LIT "{#c}", "c", "A " LIT LIT },
		{ "A {#c" LIT "}", NULL, "A {#c" LIT "}" },
		{ "A #c}", NULL, "A #c}" },
		{ "A " CODE "{#c}" CODE_, NULL, "A <code {#c}>" },
		{ "", NULL, "" },
	};
	struct inlines in = INLINES_INIT;
	struct buffer id = BUFFER_INIT;
	struct buffer got = BUFFER_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(examples) / sizeof(*examples); i++) {
		bool found;

		inlines_read(&in, examples[i].in, strlen(examples[i].in));
		buffer_clear(&id);
		found = extras_heading_attributes(&in, &id);
		assert_int_equal(found, examples[i].id != NULL);
		assert_string_equal(buffer_string(&id),
				    found ? examples[i].id : "");
		buffer_clear(&got);
		inlines_write(&got, &in);
		assert_string_equal(buffer_string(&got), examples[i].out);
	}
	inlines_release(&in);
	buffer_release(&id);
	buffer_release(&got);
}

static void code_infos(void **state)
{
	static const struct {
		const char *info;
		const char *language;
	} examples[] = {
		{ "", "" },
		{ "python", "python" },
		{ "{.python .numberLines}", "python" },
		{ "{#id .c startFrom=\"10\"}", "c" },
		{ "{#id}", "" },
		{ "python {.numberLines}", "python" },
		{ "python {a b}", "python" },
		{ "{r, echo=FALSE}", "r" },
		{ "{r}", "r" },
		{ "{=html}", "html" },
		{ "js{1,3-5}", "js" },
		{ "rust,ignore", "rust,ignore" },
		{ "js title=\"a\"", "js title=\"a\"" },
		{ "{.python", "{.python" },
		{ "{}", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(examples) / sizeof(*examples); i++) {
		const char *info = examples[i].info;
		struct span got = extras_code_info(info, strlen(info));

		assert_int_equal(got.len, strlen(examples[i].language));
		assert_memory_equal(got.len ? got.ptr : "",
				    examples[i].language, got.len);
	}
}

static void div_fences(void **state)
{
	static const struct {
		const char *line;
		const char *id; /* NULL: none */
	} examples[] = {
		{ ":::", "" },
		{ "::::::", "" },
		{ "::: warning", "" },
		{ ":::warning", "" },
		{ "::: {.note}", "" },
		{ "::: {#refs .references}", "refs" },
		{ ":::: {#a} ::::", "a" },
		{ "::: note :::", "" },
		{ "::: {.callout-note title=\"a b\"}", "" },
		{ "::", NULL },
		{ "", NULL },
		{ "::: two words", NULL },
		{ "::: {.a} b", NULL },
		{ "::: {a}", NULL },
		{ "a :::", NULL },
	};
	struct buffer id = BUFFER_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(examples) / sizeof(*examples); i++) {
		const char *line = examples[i].line;
		bool found;

		buffer_clear(&id);
		found = extras_is_div_fence(line, strlen(line), &id);
		assert_int_equal(found, examples[i].id != NULL);
		assert_string_equal(buffer_string(&id),
				    found ? examples[i].id : "");
	}
	buffer_release(&id);
}

/* CommonMark 0.30, examples in 6.2. */
static void flanking(void **state)
{
	static const struct {
		uint32_t before, after;
		unsigned flanking;
	} examples[] = {
		{ ' ', 'a', FLANKING_LEFT },
		{ ' ', '"', FLANKING_LEFT | FLANKING_PUNCTUATION_AFTER },
		{ 'a', ' ', FLANKING_RIGHT },
		{ '"', '\n', FLANKING_RIGHT | FLANKING_PUNCTUATION_BEFORE },
		{ 'a', 'b', FLANKING_LEFT | FLANKING_RIGHT },
		{ '"', '"',
		  FLANKING_LEFT | FLANKING_RIGHT | FLANKING_PUNCTUATION_BEFORE |
			  FLANKING_PUNCTUATION_AFTER },
		{ ' ', ' ', 0 },
		{ 0xa0, 0x2003, 0 },
		{ 'a', 0x201c, FLANKING_RIGHT | FLANKING_PUNCTUATION_AFTER },
		/* A currency sign is no punctuation, but a dollar is. */
		{ 'a', 0x20ac, FLANKING_LEFT | FLANKING_RIGHT },
		{ 'a', '$', FLANKING_RIGHT | FLANKING_PUNCTUATION_AFTER },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(examples) / sizeof(*examples); i++)
		assert_int_equal(
			flanking_of(examples[i].before, examples[i].after),
			examples[i].flanking);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(strikes),
		cmocka_unit_test(marked),
		cmocka_unit_test(raised_and_lowered),
		cmocka_unit_test(references),
		cmocka_unit_test(without_notes),
		cmocka_unit_test(wikilinks),
		cmocka_unit_test(attributes),
		cmocka_unit_test(wrapped_attributes),
		cmocka_unit_test(bare_links),
		cmocka_unit_test(kramdown_attributes),
		cmocka_unit_test(block_names),
		cmocka_unit_test(comments),
		cmocka_unit_test(signs),
		cmocka_unit_test(tasks),
		cmocka_unit_test(line_blocks),
		cmocka_unit_test(callouts),
		cmocka_unit_test(heading_attributes),
		cmocka_unit_test(code_infos),
		cmocka_unit_test(div_fences),
		cmocka_unit_test(flanking),
	};

	return test_run(tests);
}
