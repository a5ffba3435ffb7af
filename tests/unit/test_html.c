/* SPDX-License-Identifier: ISC */
/* What the tags of HTML become in the model. */
#include "document/html/scanner.h"
#include "document/markup.h"
#include "documents.h"

/* --- The scanner ------------------------------------------------------- */

/* The tokens of HTML: a tag's name in "<>", text in "()". */
static void describe_tokens(struct buffer *out, const char *html)
{
	struct html_scanner scanner = { .at = html,
					.end = html + strlen(html) };
	struct html_token token;

	while (html_next(&scanner, &token)) {
		bool tag = token.kind == HTML_TAG;

		buffer_append_string(out, tag ? "<" : "(");
		if (tag && token.closing)
			buffer_append_byte(out, '/');
		buffer_append(out, token.ptr, token.len);
		buffer_append_string(out, tag ? ">" : ")");
	}
}

struct pair {
	const char *html;
	const char *expected;
};

static void scanner_cuts_tags_and_text(void **state)
{
	static const struct pair rows[] = {
		{ "a<b>c</b>", "(a)<b>(c)</b>" },
		{ "<a b='>'>x", "<a>(x)" },
		{ "<a b=\">x", "<a>(x)" },
		{ "<a", "(<a)" },
		{ "a < b <3", "(a < b <3)" },
		{ "<!-- <b> -->x<!-->y<!--->z<!-- a", "(x)(y)(z)" },
		{ "<?x <b> ?>a", "(a)" },
		{ "<!DOCTYPE a '>'>b", "(b)" },
		{ "<![CDATA[<b>&]]>c", "(<b>&)(c)" },
		{ "<script>a<b></script >c", "<script></script>(c)" },
		{ "<STYLE>a</styled>b</Style>c", "<STYLE></Style>(c)" },
		{ "<script>a", "<script>" },
		{ "<title>a</title>b<title>c", "<title></title>(b)<title>(c)" },
		{ "<desc>a<title>b</title>", "<desc>(a)<title></title>" },
		{ "</a x>b", "</a>(b)" },
		{ "<a/>b<br/>", "<a>(b)<br>" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct buffer tokens = BUFFER_INIT;

		describe_tokens(&tokens, rows[i].html);
		assert_string_equal(buffer_string(&tokens), rows[i].expected);
		buffer_release(&tokens);
	}
}

struct attribute_row {
	const char *html;
	const char *name;
	const char *value; /* NULL: it has none */
};

static void scanner_finds_attributes(void **state)
{
	static const struct attribute_row rows[] = {
		{ "<a href=x>", "href", "x" },
		{ "<a href='x y'>", "href", "x y" },
		{ "<a href=\"x'y\">", "href", "x'y" },
		{ "<a HREF = x/y/>", "href", "x/y/" },
		{ "<a href>", "href", "" },
		{ "<a href=>", "href", "" },
		{ "<a href=x href=y>", "href", "x" },
		{ "<a xhref=x>", "href", NULL },
		{ "<a hrefx=x>", "href", NULL },
		{ "<a title='href=x'>", "href", NULL },
		{ "<a title='b'href=x>", "href", "x" },
		{ "<a/href=x>", "href", "x" },
		{ "<a = href=x>", "href", "x" },
		{ "<a =href=x>", "href", NULL },
		{ "<a b=c\nhref\n=\n'x'>", "href", "x" },
		{ "<a b c href=a&amp;b>", "href", "a&amp;b" },
		{ "<a>", "href", NULL },
		{ "<input type=checkbox checked>", "checked", "" },
		{ "<a b=\" href=x>", "href", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const char *html = rows[i].html;
		struct html_scanner scanner = { .at = html,
						.end = html + strlen(html) };
		struct html_token tag;
		struct span value;
		bool found;

		assert_true(html_next(&scanner, &tag));
		found = html_attribute(&tag, rows[i].name, &value);
		assert_int_equal(found, rows[i].value != NULL);
		if (!found)
			continue;
		assert_int_equal(value.len, strlen(rows[i].value));
		assert_memory_equal(value.ptr, rows[i].value, value.len);
	}
}

/* --- The model --------------------------------------------------------- */

static void append_chain(struct buffer *out, const struct document *document,
			 uint32_t container)
{
	static const char *const signs[] = { "> ", "", "- ", ": ", "", "" };
	uint32_t chain[DOCUMENT_DEPTH_MAX];
	size_t depth = 0;

	for (; container != DOCUMENT_NONE;
	     container = document->containers[container].parent)
		chain[depth++] = container;
	while (depth-- > 0) {
		const struct container *at =
			&document->containers[chain[depth]];

		if (at->kind == CONTAINER_ITEM && at->ordered)
			buffer_append_format(out, "%u. ", (unsigned)at->number);
		else if (at->kind == CONTAINER_TABLE)
			buffer_append_format(
				out, "%s ",
				document_string(document, at->info));
		else
			buffer_append_string(out, signs[at->kind]);
		if (at->task)
			buffer_append_string(
				out, at->task == TASK_DONE ? "[x] " : "[ ] ");
	}
}

static void append_run_start(struct buffer *out, const struct run *run)
{
	static const char letters[] = "esclI-m^_";

	buffer_append_byte(out, '{');
	for (unsigned i = 0; letters[i]; i++)
		if (run->style & 1u << i)
			buffer_append_byte(out, letters[i]);
	if (run->link != DOCUMENT_NONE)
		buffer_append_format(out, "%u", (unsigned)run->link);
	buffer_append_byte(out, ':');
}

static void append_text(struct buffer *out, const struct document *document,
			const struct block *block)
{
	size_t next = document_run_at(document, block->off);

	for (uint32_t i = block->off; i < block->end; i++) {
		const struct run *run = next < document->run_count
						? &document->runs[next]
						: NULL;
		char byte = document->text.data[i];

		if (run && run->off == i)
			append_run_start(out, run);
		if (byte != '\n')
			buffer_append_byte(out, byte);
		else if (i + 1 < block->end)
			buffer_append_byte(
				out, block->kind == BLOCK_ROW ? '|' : '\\');
		if (run && run->end == i + 1) {
			buffer_append_byte(out, '}');
			next++;
		}
	}
}

/*
 * A line for each block: its containers ("> ", "- ", "1. ", ": ", a table's
 * alignments), "~" if it is tight, "^" if it is a title, "=" for a header row,
 * its kind ("#" to "######", "```", "---"), its info in "()", its text with
 * runs as "{STYLE:…}", '\n' as "\" and between cells as "|". Then one for each
 * link and target.
 */
static void describe(struct buffer *out, const struct document *document)
{
	for (size_t i = 0; i < document->block_count; i++) {
		const struct block *block = &document->blocks[i];

		append_chain(out, document, block->container);
		if (block->flags & BLOCK_TIGHT)
			buffer_append_byte(out, '~');
		if (block->flags & BLOCK_TITLE)
			buffer_append_byte(out, '^');
		if (block->flags & BLOCK_HEADER)
			buffer_append_byte(out, '=');
		for (unsigned level = 0; level < block->level; level++)
			buffer_append_byte(out, '#');
		if (block->kind == BLOCK_CODE)
			buffer_append_string(out, "```");
		if (block->kind == BLOCK_RULE)
			buffer_append_string(out, "---");
		if (block->info)
			buffer_append_format(
				out, "(%s)",
				document_string(document, block->info));
		append_text(out, document, block);
		buffer_append_byte(out, '\n');
	}
	for (size_t i = 0; i < document->link_count; i++) {
		const struct link *link = &document->links[i];

		buffer_append_format(out, "%s %zu %s %s\n",
				     link->image ? "image" : "link", i,
				     document_string(document, link->url),
				     document_string(document, link->title));
	}
	for (size_t i = 0; i < document->target_count; i++)
		buffer_append_format(
			out, "@%u %s\n", (unsigned)document->targets[i].off,
			document_string(document, document->targets[i].name));
}

static void assert_models(const struct pair *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t len = strlen(rows[i].html);
		struct document *document =
			document_from_markdown(rows[i].html, len, len + 1);
		struct buffer model = BUFFER_INIT;

		describe(&model, document);
		assert_string_equal(buffer_string(&model), rows[i].expected);
		assert_windows_agree(rows[i].html, len);
		buffer_release(&model);
		document_free(document);
	}
}

#define ASSERT_MODELS(rows) assert_models(rows, sizeof(rows) / sizeof(*(rows)))

/* What is hidden for want of an end is said. */
static void comments_without_end_are_told(void **state)
{
	static const struct {
		const char *text;
		uint32_t line;
	} rows[] = {
		{ "a\n\n<!-- b\n\nc\n", 3 },
		{ "a\n\n<!-- b -->\n\nc\n", 0 },
		{ "<!-- b\n\n-->\nc\n", 0 },
		{ "a <!-- b\n\nc\n", 0 }, /* those are words */
		{ "> <!-- b\n\nc\n", 1 },
		{ "- a\n\n  <!-- b\n\n<!-- c\n\nd", 3 },
		{ "   <? b\n\nc\n", 1 },
		{ "<?php b ?>\n\nc\n", 0 },
		{ "a\n\n<SCRIPT>\nb\n\nc\n", 3 },
		{ "<script>b</Script>\n\nc\n", 0 },
		{ "<scripted>\nb\n\nc\n", 0 },
		{ "<style type=a>\n\nb\n", 1 },
		{ "```\n<!-- b\n", 0 },
		{ "a\n", 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		size_t len = strlen(rows[i].text);
		struct error error;

		for (size_t window = 1; window <= len + 1; window += len) {
			struct document *document = document_from_markdown(
				rows[i].text, len, window);

			assert_int_equal(document->unended, rows[i].line);
			assert_int_equal(
				document_trouble(document, "test", &error),
				rows[i].line > 0);
			document_free(document);
		}
	}
}

static void inline_tags_are_styles(void **state)
{
	static const struct pair rows[] = {
		{ "a <b>b</b> <strong>c</strong>\n", "a {s:b} {s:c}\n" },
		{ "<i>a</i><em>b</em> <cite>c</cite> <var>d</var>\n",
		  "{e:ab} {e:c} {e:d}\n" },
		{ "x <code>a</code> <kbd>b</kbd> <samp>c</samp> <tt>d</tt>\n",
		  "x {c:a} {c:b} {c:c} {c:d}\n" },
		{ "x <s>a</s> <del>b</del> <strike>c</strike> <mark>d</mark>\n",
		  "x {-:a} {-:b} {-:c} {m:d}\n" },
		{ "x<sup>2</sup> y<sub>3</sub>\n", "x{^:2} y{_:3}\n" },
		{ "<u>a</u> <ins>b</ins> <font color=red>c</font> a<wbr>b\n",
		  "a b c ab\n" },
		{ "<span><b>a *b* c</b> d</span>\n", "{s:a }{es:b}{s: c} d\n" },
		{ "<div>a <b>b <i>c</i></b> d</div>\n", "a {s:b }{es:c} d\n" },
		/* Unclosed, unopened, misnested, twice. */
		{ "a <b>b\n\nc\n", "a {s:b}\nc\n" },
		{ "a </b> b *c </em> d*\n", "a b {e:c d}\n" },
		{ "a <b>b <i>c</b> d</i> e\n", "a {s:b }{es:c}{e: d} e\n" },
		{ "<b><b>a</b> b</b> c\n\nx <b>a <b>b</b> c</b> d\n",
		  "{s:a b} c\nx {s:a b c} d\n" },
		{ "*a <i>b* c</i> d\n", "{e:a b c} d\n" },
		{ "<div><b>a<p>b</b> c</div>\n", "{s:a}\n{s:b} c\n" },
		{ "![a <b>b](i) c</b>\n", "{I0:a b} c\nimage 0 i \n" },
	};

	(void)state;
	ASSERT_MODELS(rows);
}

static void inline_links_and_images(void **state)
{
	static const struct pair rows[] = {
		{ "x <a href=\"u?a&amp;b\" title='t'>a *b*</a> c\n",
		  "x {l0:a }{el0:b} c\nlink 0 u?a&b t\n" },
		{ "x <a href=' u\n'>a</a>\n", "x {l0:a}\nlink 0 u \n" },
		{ "x <a>a</a> <a name=n></a>b <i id='m'>c</i>\n",
		  "x a b {e:c}\n@4 n\n@6 m\n" },
		{ "x <a href=u>a\n\nb</a>\n", "x {l0:a}\nb\nlink 0 u \n" },
		{ "x <a href=u>a <a href=v>b</a> c</a>\n",
		  "x {l0:a }{l1:b} c\nlink 0 u \nlink 1 v \n" },
		{ "[a <a href=v>b</a> c](u) d\n", "{l0:a b c} d\nlink 0 u \n" },
		{ "x <a href=u>a [b](v) c</a> d\n",
		  "x {l0:a }{l1:b} c d\nlink 0 u \nlink 1 v \n" },
		{ "x <a href=u></a>y <a href=v> </a> z\n", "x y z\n" },
		{ "x<a href=u>\n</a>y\n", "x y\n" },
		{ "<div>a <a href=u><p>b</a>\n", "a\n{l0:b}\nlink 0 u \n" },
		{ "x <img src=i alt='a &lt;&#98;' title=t> y\n",
		  "x {I0:a <b} y\nimage 0 i t\n" },
		{ "x <img src=i> y <img alt=z>\n", "x y z\nimage 0 i \n" },
		{ "<a href=u><img src=i></a>\n", "\nlink 0 u \nimage 1 i \n" },
		{ "<a href=u>![a](i)</a> b\n",
		  "{lI0:a} b\nlink 0 u \nimage 1 i \n" },
		{ "<div><a href=u>a<p>b</a> c</div>\n",
		  "{l0:a}\n{l1:b} c\nlink 0 u \nlink 1 u \n" },
		{ "<div><a href=u></a><p>b</div>\n", "b\n" },
		{ "<div><a href=u><img src=i alt=a></a> <img src=j></div>\n",
		  "{lI0:a}\nlink 0 u \nimage 1 i \nimage 2 j \n" },
		{ "![a <img src=j alt=b>](i)\n", "{I0:a}\nimage 0 i \n" },
		{ "a <script><img src=i alt=b><a id=c></script>d\n", "a d\n" },
	};

	(void)state;
	ASSERT_MODELS(rows);
}

/* A link shows itself where it has nothing else. */
static void decoration_is_no_image(void **state)
{
	static const struct pair rows[] = {
		{ "x <img src=i alt=\"\"> y <img alt src=j>\n", "x y\n" },
		{ "x <img src=i alt=' '/> <img src=j alt=y>\n",
		  "x {I0:y}\nimage 0 j \n" },
		{ "<img src=i alt=''>\n\na\n", "a\n" },
		{ "<div><img src=i alt=''><br>a<p><img src=i alt=''></div>\n",
		  "a\n" },
		{ "x <a href=u><img src=i alt=''> b</a>\n",
		  "x {l0:b}\nlink 0 u \n" },
		{ "x <a href=u>b<img src=i alt=''></a> c\n",
		  "x {l0:b} c\nlink 0 u \n" },
		{ "x <a href=u><img src=i alt=''></a> <a href=v></a> c\n",
		  "x c\nlink 0 u \n" },
		{ "x <a href=u><img src=i alt=''></a><a href=v></a> c\n",
		  "x c\nlink 0 u \n" },
		{ "x <a href=u><img src=i alt=''><img src=j></a>\n",
		  "x\nlink 0 u \nimage 1 j \n" },
		{ "<div><a href=u><img src=i alt=''></a></div>\n",
		  "\nlink 0 u \n" },
		{ "<div><a href=u><img src=i alt=''><h3>b</h3></a>\n",
		  "###{l0:b}\nlink 0 u \n" },
		{ "<div><a href=u><h3>b</h3><img src=i alt=''></a>\n",
		  "###{l0:b}\nlink 0 u \n" },
		{ "[<img src=i alt=''> b](u)\n", "{l0:b}\nlink 0 u \n" },
	};

	(void)state;
	ASSERT_MODELS(rows);
}

static void blocks_are_headings_and_lists(void **state)
{
	static const struct pair rows[] = {
		{ "<h2 id=own>a <b>b</b></h2>\n<h6>c</h6>\n",
		  "##(own)a {s:b}\n######c\n" },
		{ "<h1 id=x><img src=i alt=A><br><br>b<br>c</h1>\n",
		  "{I0:A}\n#(x)b\\c\nimage 0 i \n" },
		{ "<h1><a href=u><img src=i alt=A><br></a></h1>\n",
		  "#{lI0:A}\nlink 0 u \nimage 1 i \n" },
		{ "<h1><a href=u><img src=i alt=A><br>b</a></h1>\n",
		  "{lI0:A}\n#{l2:b}\nlink 0 u \nimage 1 i \nlink 2 u \n" },
		{ "<h1><img src=i alt=A> b</h1>\n", "#{I0:A} b\nimage 0 i \n" },
		{ "<h1 id=x><img src=i></h1>\n", "\nimage 0 i \n@1 x\n" },
		{ "<h1 id=x></h1>\na\n\n<h1>\n", "a\n@0 x\n" },
		{ "<h1><div>a</div></h1><p>b\n", "#a\nb\n" },
		{ "<div><h1>a</div>b\n", "#a\nb\n" },
		{ "<h1>a<h2>b<ul><li>c</ul>\n", "#a\n##b\n- c\n" },
		{ "<h2>a</h3>b</h2>\n", "##a\nb\n" },
		{ "<ul><li>a<ul><li>b</li></ul>c</li><li>d</ul>e\n",
		  "- a\n- - ~b\n- ~c\n- ~d\ne\n" },
		{ "<ol start=3><li><p>a</p></li><li>b</ol>\n", "3. a\n4. b\n" },
		{ "<ol start=x9><li>a</ol><ol start=9999999999><li>b</ol>\n",
		  "1. a\n1. b\n" },
		{ "<ul>a<li>b</ul><li>c<li>d\n", "a\n- b\n- c\n- ~d\n" },
		{ "</ul></li></div></table>\n", "" },
		{ "<ul><ul><li>a</ul><li>b</ul>\n", "- a\n- b\n" },
		{ "<ul><li></ul>\n", "- \n" },
		{ "<ul><li><blockquote>a<li>b</ul>c\n", "- > a\n- > - b\nc\n" },
		{ "<ul><li><input type=checkbox> a<li>"
		  "<input checked type=CHECKBOX>b<li>c</ul>\n",
		  "- [ ] a\n- [x] ~b\n- ~c\n" },
		{ "<input type=checkbox>a\n\n<p><input type=checkbox>b\n",
		  "a\nb\n" },
		{ "<blockquote>a<p>b</blockquote>c\n", "> a\n> b\nc\n" },
		{ "<dl><dt>a<dd>b<p>c<dt>d<dd>e<dl><dt>f<dd>g</dl></dl>h\n",
		  "^a\n: b\n: c\n^d\n: e\n: ^f\n: : g\nh\n" },
		{ "<details open><summary>a <i>b</i></summary>c</details>\n",
		  "^a {e:b}\nc\n" },
		{ "<details><summary><h3>a</h3></summary>b</details>\n",
		  "###a\nb\n" },
		{ "<figure><img src=i alt=a><figcaption>b</figure>\n",
		  "{I0:a}\nb\nimage 0 i \n" },
		{ "<ruby>a<rp>(</rp><rt>b</rt><rp>)</rp></ruby>\n", "a(b)\n" },
		{ "<p id=a>b<a name=c></a>d<p><b id=e>f</b>\n",
		  "bd\n{s:f}\n@0 a\n@1 c\n@3 e\n" },
	};

	(void)state;
	ASSERT_MODELS(rows);
}

static void lines_of_code_and_rules(void **state)
{
	static const struct pair rows[] = {
		{ "<pre>\n a\n  b &lt;\n</pre>\n", "``` a\\  b <\n" },
		{ "<pre><code class=\"x language-c "
		  "y\">a<b>b</b></code></pre>\n",
		  "```(c)ab\n" },
		{ "<pre lang=go><code>a</code></pre>\n", "```(go)a\n" },
		{ "<pre lang=c>a</pre><pre>b</pre>\n", "```(c)a\n```b\n" },
		{ "<pre class=lang-js>a<p>b<img alt=c></pre>d\n",
		  "```(js)abc\nd\n" },
		{ "<div><pre>a\n<ul><li>b</div>\n", "```a\\b\n" },
		{ "<ul><li>a<pre>b</pre>c</ul>\n", "- a\n- ~```b\n- ~c\n" },
		{ "<h1>a<hr>b\n", "#a\n---\nb\n" },
		{ "<pre></pre>a</pre>b\n", "a\nb\n" },
	};

	(void)state;
	ASSERT_MODELS(rows);
}

static void tables_of_data(void **state)
{
	static const struct pair rows[] = {
		{ "<table><tr><th align=right>a<th>b<tr><td>c<td>d</table>e\n",
		  "r- =a|b\nr- c|d\ne\n" },
		{ "<table><caption>a</caption><tbody><tr><td>b</td><td>c</td>"
		  "</tr><tr><td>d</td><td style='text-align: center'>e</td>"
		  "</tr></tbody></table>\n",
		  "^a\n-c b|c\n-c d|e\n" },
		{ "<table><tr><td colspan=2>a<td>b<tr><td>c</table>\n",
		  "--- a||b\n--- c||\n" },
		{ "<table><tr><td rowspan=2>a<td>b<tr><td>c<tr><td>d<td>e"
		  "</table>\n",
		  "-- a|b\n-- |c\n-- d|e\n" },
		{ "<table><tr><td>a<td rowspan=0>b<tr><td>c<tr><td>d</table>\n",
		  "-- a|b\n-- c|\n-- d|\n" },
		{ "<table><tr><td>a<br>b<p>c<ul><li>d</ul><td><b>e<tr><td>f"
		  "<td><a href=u>g</a></table>\n",
		  "-- a b c d|{s:e}\n-- f|{l0:g}\nlink 0 u \n" },
		{ "<table><thead><tr><td>a<td>b<tbody><tr></tr><tr><td>c"
		  "</table>\n",
		  "-- =a|b\n-- c|\n" },
		{ "<table><tr><td id=x>a<td>b<tr id=y><td>c<td>d</table>\n",
		  "-- a|b\n-- c|d\n@0 x\n@4 y\n" },
		{ "<ul><li>a<table><tr><th>b<th>c</table>d</ul>\n",
		  "- a\n- -- ~=b|c\n- ~d\n" },
		/* Cut by blank lines. */
		{ "<table>\n<tr><th>a</th><th>b</th></tr>\n\n"
		  "<tr><td>c</td><td>d</td></tr>\n</table>\n",
		  "-- =a|b\n-- c|d\n" },
		{ "<table><tr><td>a</td><td>b\n\nc</td></tr></table>\n",
		  "a\nb\nc\n" },
		{ "<table><tr><th>a<a href=u><th>b</table>\n", "-- =a|b\n" },
		{ "<table><tr><td>\n\n*a*\n\n</td><td>b</td></tr></table>\n",
		  "{e:a}\nb\n" },
	};

	(void)state;
	ASSERT_MODELS(rows);
}

static void tables_that_place_things(void **state)
{
	static const struct pair rows[] = {
		{ "<table><tr><td>a<td>b</table>\n", "a\nb\n" },
		{ "<table><tr><td>a<tr><td>b</table>\n", "a\nb\n" },
		{ "<table><tr><td><img src=i><br>a<td><img src=j><br>b<tr>"
		  "<td><img src=k><td></table>\n",
		  "a\nb\n\nimage 0 i \nimage 1 j \nimage 2 k \n" },
		{ "<table><tr><td><h2>a</h2><td>b<tr><td>c<td>d</table>\n",
		  "##a\nb\nc\nd\n" },
		{ "<table><tr><td><pre>a\nb</pre><td>c<tr><td>d<td>e</table>\n",
		  "```a\\b\nc\nd\ne\n" },
		{ "<table><tr><td>a<td>b<tr><td>c<td><table><tr><th>d<th>e"
		  "</table></table>\n",
		  "a\nb\nc\n-- =d|e\n" },
		{ "<table>a<tr><td>b<td>c<tr>d<td>e<td>f</table>\n",
		  "a\nb\nc\nd\ne\nf\n" },
	};

	(void)state;
	ASSERT_MODELS(rows);
}

/* --- Headings over several blocks -------------------------------------- */

static void no_decoding(struct buffer *out, const char *text, size_t len)
{
	buffer_append(out, text, len);
}

/* Takes blocks, each in a piece of its own: HTML, or text of a paragraph, with
 * "!" before one that is a picture, "#" a heading, "-" an item, "=" a rule. */
static void take_block(struct document *document, struct html_carry *carry,
		       const char *block, uint32_t line)
{
	struct document *piece = document_new(DOCUMENT_MARKDOWN);
	struct markup markup;

	markup_init(&markup, piece, no_decoding);
	markup.carry = carry;
	if (*block == '<') {
		markup_html_block(&markup, block, line);
	} else if (*block == '=') {
		markup_rule(&markup, line);
	} else {
		bool item = *block == '-';
		bool picture = *block == '!';

		if (item) {
			markup_enter_list(&markup, false, true, 0, '-');
			markup_enter_item(&markup, TASK_NONE);
		}
		markup_enter_block(&markup, *block == '#' ? 6 : 0, line);
		if (picture)
			markup_enter_image(&markup, 0, 0);
		markup_text(&markup, block, strlen(block));
		if (picture)
			markup_leave_image(&markup);
		markup_leave_block(&markup);
		if (item) {
			markup_leave_container(&markup, line);
			markup_leave_container(&markup, line);
		}
	}
	assert_true(document_append(document, piece));
	document_free(piece);
}

struct carry_row {
	const char *blocks[8];
	const char *levels; /* of each block of the document */
};

static void headings_go_on_over_markdown(void **state)
{
	static const struct carry_row rows[] = {
		{ { "<h1 align=center>", "!logo", "Name", "</h1>", "a" },
		  "010" },
		{ { "<h2>a", "b", "</h2>c", "d" }, "2200" },
		{ { "<h1>", "<img src=i alt=logo>", "<b>a</b>", "</h1>b" },
		  "010" },
		{ { "<h1>", "#a", "b" }, "60" },
		{ { "<h1>", "=", "b" }, "00" },
		{ { "<h1>", "-a", "b" }, "00" },
		{ { "<h1>", "<ul><li>a</ul>", "b" }, "00" },
		{ { "<h1>", "a", "b", "c", "d", "e" }, "11110" },
		{ { "<h1>", "<p>a", "<p>b", "<p>c", "<p>d", "<p>e" }, "11110" },
		{ { "<h1>", "<h3>a</h3>", "b" }, "30" },
		{ { "<div><h1>a</div>", "b" }, "10" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct document *document = document_new(DOCUMENT_MARKDOWN);
		struct html_carry carry = { 0, 0 };
		char levels[16];

		for (uint32_t j = 0; j < 8 && rows[i].blocks[j]; j++)
			take_block(document, &carry, rows[i].blocks[j], j + 1);
		document_check(document);
		assert_in_range(document->block_count, 1, 15);
		for (size_t j = 0; j < document->block_count; j++)
			levels[j] = (char)('0' + document->blocks[j].level);
		levels[document->block_count] = '\0';
		assert_string_equal(levels, rows[i].levels);
		document_free(document);
	}
}

/* A paragraph that is long is none of the heading's lines. */
static void a_page_is_no_heading(void **state)
{
	(void)state;
	for (size_t len = 200; len <= 201; len++) {
		struct document *document = document_new(DOCUMENT_MARKDOWN);
		struct html_carry carry = { 0, 0 };
		struct buffer text = BUFFER_INIT;

		for (size_t i = 0; i < len; i++)
			buffer_append_byte(&text, 'a');
		take_block(document, &carry, "<h1>", 1);
		take_block(document, &carry, text.data, 2);
		assert_int_equal(document->blocks[0].level, len == 200);
		document_free(document);
		buffer_release(&text);
	}
}

/* --- Nonsense ---------------------------------------------------------- */

/* Tags that may stand anywhere, closed or not. */
static const char *const soup_tags[] = {
	"<b>",
	"</b>",
	"<i class=x>",
	"</i>",
	"<a href=u>",
	"<a name=n>",
	"</a>",
	"<sup>",
	"</sup>",
	"<code>",
	"</code>",
	"<span id=s>",
	"</span>",
	"<br>",
	"<hr>",
	"<p>",
	"</p>",
	"<div>",
	"</div>",
	"<h1>",
	"</h1>",
	"<h3 id=h>",
	"</h3>",
	"<ul>",
	"</ul>",
	"<ol start=7>",
	"</ol>",
	"<li>",
	"</li>",
	"<blockquote>",
	"</blockquote>",
	"<dl>",
	"</dl>",
	"<dt>",
	"</dt>",
	"<dd>",
	"</dd>",
	"<table>",
	"</table>",
	"<thead>",
	"<tbody>",
	"<tr>",
	"</tr>",
	"<td>",
	"</td>",
	"<th align=right>",
	"<td colspan=3>",
	"<td rowspan=2>",
	"<caption>",
	"</caption>",
	"<pre>",
	"</pre>",
	"<summary>",
	"</summary>",
	"<details open>",
	"</details>",
	"<!-- x -->",
	"<style>x</style>",
	"<img src=i>",
	"<input type=checkbox>",
	"<x-y>",
	"</x-y>",
	"<title>",
	"<img src='>'>",
};

enum { SOUP_TAGS = sizeof(soup_tags) / sizeof(*soup_tags) };

/* Writes soup, and the words in it that are text. */
static void write_soup(uint64_t *random, bool tables, struct buffer *html,
		       struct buffer *words)
{
	size_t count = test_random(random) % 60;
	unsigned word = 0;

	for (size_t i = 0; i < count; i++) {
		uint64_t choice = test_random(random) % 10;

		if (choice < 3) {
			buffer_append_format(html, "w%u", word);
			buffer_append_format(words, "w%u.", word++);
			buffer_append_byte(html, '.');
		} else if (choice == 3) {
			buffer_append_format(html, "<img src=i alt=w%u.>",
					     word);
			buffer_append_format(words, "w%u.", word++);
		} else if (choice == 4) {
			buffer_append_string(
				html, test_random(random) % 3 ? " " : "\n");
		} else if (tables && choice < 8) {
			buffer_append_string(
				html, soup_tags[37 + test_random(random) % 13]);
		} else {
			buffer_append_string(
				html,
				soup_tags[test_random(random) % SOUP_TAGS]);
		}
	}
	buffer_append_byte(html, '\n');
}

/* What the text has but for white space. */
static void append_solid(struct buffer *out, const struct document *document)
{
	for (size_t i = 0; i < document->text.len; i++)
		if (!strchr(" \n", document->text.data[i]))
			buffer_append_byte(out, document->text.data[i]);
}

static void assert_words(const struct buffer *html, const struct buffer *words)
{
	struct document *document =
		document_from_markdown(html->data, html->len, html->len + 1);
	struct buffer solid = BUFFER_INIT;

	append_solid(&solid, document);
	if (strcmp(buffer_string(&solid), buffer_string(words)) != 0)
		print_message("in: %s\n", html->data);
	assert_string_equal(buffer_string(&solid), buffer_string(words));
	buffer_release(&solid);
	document_free(document);
}

/* No nonsense loses, doubles or moves a word, or breaks an invariant. */
static void soup_keeps_its_words(void **state)
{
	uint64_t random = 20;

	(void)state;
	for (size_t i = 0; i < 3000; i++) {
		struct buffer html = BUFFER_INIT;
		struct buffer words = BUFFER_INIT;

		buffer_append_string(&html, i % 3 ? "<div>" : "x.");
		buffer_append_string(&words, i % 3 ? "" : "x.");
		write_soup(&random, i % 2, &html, &words);
		assert_words(&html, &words);
		if (i % 10 == 0)
			assert_windows_agree(html.data, html.len);
		buffer_release(&html);
		buffer_release(&words);
	}
}

/* Soups with blank lines between them: the windows cut there. */
static void windows_agree_on_soup(void **state)
{
	uint64_t random = 21;

	(void)state;
	for (size_t i = 0; i < 100; i++) {
		struct buffer html = BUFFER_INIT;
		struct buffer words = BUFFER_INIT;

		for (unsigned part = 0; part < 5; part++) {
			write_soup(&random, part % 2, &html, &words);
			buffer_append_string(&html, "\n");
		}
		assert_windows_agree(html.data, html.len);
		buffer_release(&html);
		buffer_release(&words);
	}
}

struct long_row {
	const char *before;
	const char *repeated;
	const char *after;
};

/* The time is linear: a square of these counts would take hours. */
static void long_nonsense_is_harmless(void **state)
{
	static const struct long_row rows[] = {
		{ "<div>", "<ul>", "x." },
		{ "<div>", "<ul><li>", "x." },
		{ "<div>", "<blockquote>", "x." },
		{ "<div>", "<ul><blockquote></ol>", "x." },
		{ "<div>", "<table>", "x." },
		{ "<div>", "<table><tr><td>", "x." },
		{ "<div>", "<tr><td>", "x." },
		{ "<table><tr>", "<td>", "x." },
		{ "<div>", "<dl><dd>", "x." },
		{ "<div>", "</ul></table></b>", "x." },
		{ "<div>", "<b><a href=u>", "x." },
		{ "<div>", "<b", "x." },
		{ "<div>", "<a href='", "x." },
		{ "<div>", "<a \"", "x." },
		{ "<div>", "<title>", "x." },
		{ "<div><ul>", "<li><title><ul>", "x." },
		{ "<div a", "/", ">x." },
		{ "<div ", "a=b ", ">x." },
		{ "a ", "<b>", "x." },
		{ "a ", "<a href=u>", "x." },
		{ "a ", "<img src=i>", "x." },
		{ "<div>", "<h1>", "x." },
		{ "<div>", "<pre>", "x." },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct buffer html = BUFFER_INIT;
		struct document *document;

		buffer_append_string(&html, rows[i].before);
		for (unsigned count = 0; count < 20000; count++)
			buffer_append_string(&html, rows[i].repeated);
		buffer_append_string(&html, rows[i].after);
		buffer_append_byte(&html, '\n');
		document = document_from_markdown(html.data, html.len,
						  html.len + 1);
		assert_true(document->text.len >= 3);
		assert_non_null(memmem(document->text.data, document->text.len,
				       "x.", 2));
		document_free(document);
		buffer_release(&html);
	}
}

/* The kind of the first block of a table whose second cell has so many bytes.
 */
static unsigned first_kind(size_t len)
{
	struct buffer html = BUFFER_INIT;
	struct document *document;
	unsigned kind;

	buffer_append_string(&html, "<table><tr><td>a<td>");
	for (size_t i = 0; i < len; i++)
		buffer_append_byte(&html, 'b');
	buffer_append_string(&html, "<tr><td>c<td>d</table>\n");
	document = document_from_markdown(html.data, html.len, html.len + 1);
	kind = document->blocks[0].kind;
	document_free(document);
	buffer_release(&html);
	return kind;
}

static void a_page_is_no_cell(void **state)
{
	(void)state;
	assert_int_equal(first_kind(2000), BLOCK_ROW);
	assert_int_equal(first_kind(2001), BLOCK_PARAGRAPH);
}

/* So many columns make a table, one more makes paragraphs. */
static void tables_have_bounds(void **state)
{
	(void)state;
	for (unsigned columns = 256; columns <= 257; columns++) {
		struct buffer html = BUFFER_INIT;
		struct document *document;

		buffer_append_string(&html, "<table><tr><th>a<th>b<tr>");
		for (unsigned i = 0; i < columns; i++)
			buffer_append_string(&html, "<td>c");
		buffer_append_string(&html, "</table>\n");
		document = document_from_markdown(html.data, html.len,
						  html.len + 1);
		assert_int_equal(document->block_count,
				 columns == 256 ? 2 : 259);
		document_free(document);
		buffer_release(&html);
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(scanner_cuts_tags_and_text),
	cmocka_unit_test(scanner_finds_attributes),
	cmocka_unit_test(inline_tags_are_styles),
	cmocka_unit_test(inline_links_and_images),
	cmocka_unit_test(decoration_is_no_image),
	cmocka_unit_test(blocks_are_headings_and_lists),
	cmocka_unit_test(lines_of_code_and_rules),
	cmocka_unit_test(tables_of_data),
	cmocka_unit_test(tables_that_place_things),
	cmocka_unit_test(headings_go_on_over_markdown),
	cmocka_unit_test(a_page_is_no_heading),
	cmocka_unit_test(a_page_is_no_cell),
	cmocka_unit_test(tables_have_bounds),
	cmocka_unit_test(comments_without_end_are_told),
	cmocka_unit_test(soup_keeps_its_words),
	cmocka_unit_test(windows_agree_on_soup),
	cmocka_unit_test(long_nonsense_is_harmless),
};

int main(void)
{
	return test_run(tests);
}
