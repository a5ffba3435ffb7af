/* SPDX-License-Identifier: ISC */
/* No word gets lost: the words of cmark's own HTML are those of the reading
 * text, for every example of Markdown that there is. */
#include <strings.h>

#include <cmark.h>

#include "base/memory.h"
#include "commonmark.h"
#include "documents.h"
#include "text/utf8.h"
#include "writer.h"

#define IMAGE_URL "image-of-markdown"

/* --- The words of HTML ------------------------------------------------- */

/* An element that starts a line of its own, so that the words beside its tags
 * are two. */
static bool separates(const char *name, size_t len)
{
	static const char names[] =
		" address article aside blockquote body br caption center dd "
		"details dialog dir div dl dt fieldset figcaption figure "
		"footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html "
		"legend li listing main menu nav ol optgroup option p "
		"plaintext pre script search section style summary table tbody "
		"td tfoot th thead title tr ul xmp ";
	char key[32];

	if (len > 20)
		return false;
	snprintf(key, sizeof(key), " %.*s ", (int)len, name);
	for (char *at = key; *at; at++)
		if (*at >= 'A' && *at <= 'Z')
			*at = (char)(*at | 0x20);
	return strstr(names, key) != NULL;
}

static bool is_letter(char byte)
{
	return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
}

/* A tag's name starts with a letter. */
static size_t name_length(const char *at)
{
	size_t len = 0;

	if (!is_letter(*at))
		return 0;
	while (is_letter(at[len]) || (at[len] >= '0' && at[len] <= '9'))
		len++;
	return len;
}

/* Behind the tag at at, or NULL if none ends. */
static const char *behind_tag(const char *at)
{
	char quote = '\0';

	for (; *at; at++) {
		if (quote && *at == quote)
			quote = '\0';
		else if (!quote && *at == '>')
			return at + 1;
		else if (!quote && (*at == '"' || *at == '\''))
			quote = *at;
	}
	return NULL;
}

/* Appends an image's alternative text. */
static void append_alt(struct buffer *out, const char *tag, const char *end)
{
	const char *alt = strstr(tag, "alt=\"");
	const char *close;

	if (!alt || alt > end)
		return;
	alt += 5;
	close = strchr(alt, '"');
	buffer_append(out, alt, (size_t)(close - alt));
}

/* Behind a comment, a processing instruction or a declaration; at itself if
 * there is none. */
static const char *behind_unread(const char *at)
{
	static const struct {
		const char *start, *end;
	} kinds[] = { { "<!--", "-->" }, { "<?", "?>" }, { "<!", ">" } };

	for (size_t i = 0; i < 3; i++) {
		const char *end;

		if (strncmp(at, kinds[i].start, strlen(kinds[i].start)) != 0)
			continue;
		end = strstr(at + 2, kinds[i].end);
		return end ? end + strlen(kinds[i].end) : at + strlen(at);
	}
	return at;
}

/* Appends the character that a reference stands for; returns its length, 0 if
 * it is none that occurs in the examples' HTML. */
static size_t append_reference(struct buffer *out, const char *at)
{
	static const struct {
		const char *name, *text;
	} named[] = {
		{ "&amp;", "&" },
		{ "&lt;", "<" },
		{ "&gt;", ">" },
		{ "&quot;", "\"" },
		{ "&nbsp;", "\xc2\xa0" },
		{ "&copy;", "\xc2\xa9" },
		{ "&auml;", "\xc3\xa4" },
		{ "&eacute;", "\xc3\xa9" },
		{ "&mdash;", "\xe2\x80\x94" },
		{ "&hellip;", "\xe2\x80\xa6" },
	};
	unsigned point;
	int len = 0;
	char form[4];

	for (size_t i = 0; i < sizeof(named) / sizeof(*named); i++) {
		size_t name = strlen(named[i].name);

		if (strncmp(at, named[i].name, name) != 0)
			continue;
		buffer_append_string(out, named[i].text);
		return name;
	}
	if (sscanf(at, "&#%u;%n", &point, &len) < 1 || !len)
		if (sscanf(at, "&#x%x;%n", &point, &len) < 1)
			return 0;
	if (len)
		buffer_append(out, form, utf8_encode(point, form));
	return (size_t)len;
}

static void append_decoded(struct buffer *out, const char *text, size_t len)
{
	const char *end = text + len;

	while (text < end) {
		size_t reference =
			*text == '&' ? append_reference(out, text) : 0;

		if (!reference)
			buffer_append_byte(out, *text);
		text += reference ? reference : 1;
	}
}

/* Appends what a tag leaves; returns where the HTML goes on. */
static const char *pass_tag(struct buffer *out, const char *at, const char *end)
{
	static const char image[] = "<img src=\"" IMAGE_URL "\"";
	const char *name = at + 1 + (at[1] == '/');
	size_t len = name_length(name);

	if (separates(name, len))
		buffer_append_byte(out, ' ');
	if (!strncmp(at, image, sizeof(image) - 1)) {
		struct buffer alt = BUFFER_INIT;

		append_alt(&alt, at, end);
		append_decoded(out, buffer_string(&alt), alt.len);
		buffer_release(&alt);
	}
	if (at[1] == '/' || (strncasecmp(name, "script", 6) != 0 &&
			     strncasecmp(name, "style", 5) != 0))
		return end;
	for (; *end; end++)
		if (end[0] == '<' && end[1] == '/' &&
		    !strncasecmp(end + 2, name, len))
			break;
	return end;
}

/* The text of HTML, as far as words are concerned. */
static void append_visible(struct buffer *out, const char *html)
{
	while (*html) {
		size_t text = strcspn(html, "<");
		const char *behind;

		append_decoded(out, html, text);
		html += text;
		if (!*html)
			return;
		if (!strncmp(html, "<![CDATA[", 9)) {
			const char *end = strstr(html, "]]>");

			html += 9;
			text = end ? (size_t)(end - html) : strlen(html);
			buffer_append(out, html, text);
			html += end ? text + 3 : text;
			continue;
		}
		behind = behind_unread(html);
		if (behind != html) {
			html = behind;
			continue;
		}
		behind = name_length(html + 1 + (html[1] == '/'))
				 ? behind_tag(html)
				 : NULL;
		if (behind) {
			html = pass_tag(out, html, behind);
		} else {
			buffer_append_byte(out, '<');
			html++;
		}
	}
}

/* --- The comparison ---------------------------------------------------- */

/* The words with one '\n' behind each; controls and what is no UTF-8 as in the
 * model. */
static void append_words(struct buffer *out, const char *text, size_t len)
{
	struct buffer valid = BUFFER_INIT;
	bool word = false;

	utf8_repair(&valid, text, len);
	for (size_t i = 0; i < valid.len;) {
		uint32_t point;
		size_t size =
			utf8_decode(valid.data + i, valid.len - i, &point);
		bool white = point == ' ' || point == '\n' || point == '\t';

		if (white && word)
			buffer_append_byte(out, '\n');
		word = !white;
		if (!white && (point < ' ' || (point >= 0x7f && point < 0xa0)))
			buffer_append_string(out, "\xef\xbf\xbd");
		else if (!white)
			buffer_append(out, valid.data + i, size);
		i += size;
	}
	if (word)
		buffer_append_byte(out, '\n');
	buffer_release(&valid);
}

/* cmark's HTML. Images get a URL by which their tags can be told from those
 * that the source itself has, for these have no text. */
static char *render(const char *markdown, size_t len)
{
	cmark_node *root =
		cmark_parse_document(markdown, len, CMARK_OPT_DEFAULT);
	cmark_iter *iter = cmark_iter_new(root);
	char *html;

	while (cmark_iter_next(iter) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);

		if (cmark_node_get_type(node) == CMARK_NODE_IMAGE)
			cmark_node_set_url(node, IMAGE_URL);
	}
	cmark_iter_free(iter);
	html = cmark_render_html(root, CMARK_OPT_UNSAFE);
	cmark_node_free(root);
	return html;
}

/* Says where the words part, with a few on both sides. */
static void report(const char *name, const char *expected, const char *found)
{
	size_t same = 0;
	size_t start;

	while (expected[same] && expected[same] == found[same])
		same++;
	start = same > 60 ? same - 60 : 0;
	print_message("%s: words are <<%.120s>>, not <<%.120s>>\n", name,
		      found + start, expected + start);
}

/* How many bytes front matter and a byte-order mark take. */
static size_t front_matter(const char *text, size_t len)
{
	struct source *source = source_from_memory("test", text, len);
	size_t start = source_start(source).off;

	source_free(source);
	return start;
}

/* How words are compared. */
enum words {
	WORDS_APART,
	WORDS_JOINED,  /* where T4 joins some */
	WORDS_LETTERS, /* where the extras take marks out (T10) */
	WORDS_BAG,     /* and put notes at the end: in any order, but numbers */
};

static bool is_letter_byte(char byte)
{
	return (byte & 0x80) || (byte >= '0' && byte <= '9') ||
	       (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
}

static void join_words(struct buffer *words, enum words how)
{
	size_t kept = 0;

	for (size_t i = 0; i < words->len; i++)
		if (how == WORDS_LETTERS ? is_letter_byte(words->data[i])
					 : words->data[i] != '\n')
			words->data[kept++] = words->data[i];
	buffer_truncate(words, kept);
}

static int compare_spans(const void *a, const void *b)
{
	const struct span *left = a;
	const struct span *right = b;
	size_t len = left->len < right->len ? left->len : right->len;
	int order = memcmp(left->ptr, right->ptr, len);

	if (order)
		return order;
	return (left->len > right->len) - (left->len < right->len);
}

/* The next run of letters that is no number; false where there is none. */
static bool next_word(const char **at, struct span *word)
{
	for (;;) {
		size_t digits;

		while (**at && !is_letter_byte(**at))
			++*at;
		if (!**at)
			return false;
		word->ptr = *at;
		while (is_letter_byte(**at))
			++*at;
		word->len = (size_t)(*at - word->ptr);
		digits = strspn(word->ptr, "0123456789");
		if (digits < word->len)
			return true;
	}
}

static void sort_words(struct buffer *words)
{
	struct buffer sorted = BUFFER_INIT;
	struct span *spans = NULL;
	size_t count = 0, room = 0;
	const char *at = buffer_string(words);
	struct span word;

	while (next_word(&at, &word)) {
		MEMORY_RESERVE(spans, room, count + 1);
		spans[count++] = word;
	}
	if (count)
		qsort(spans, count, sizeof(*spans), compare_spans);
	for (size_t i = 0; i < count; i++) {
		buffer_append(&sorted, spans[i].ptr, spans[i].len);
		buffer_append_byte(&sorted, '\n');
	}
	free(spans);
	buffer_release(words);
	*words = sorted;
}

/* Whether sorted words are all among others; these may have more, such as the
 * alternative texts of HTML's images. */
static bool holds_words(const char *found, const char *expected)
{
	while (*expected) {
		size_t len = strcspn(expected, "\n") + 1;
		size_t other = strcspn(found, "\n") + 1;

		if (!*found)
			return false;
		if (len == other && memcmp(found, expected, len) == 0)
			expected += len;
		found += other;
	}
	return true;
}

/* Whether the example keeps its words; says so where it does not. */
static bool keeps_words(const char *markdown, size_t len, enum words how,
			const char *name)
{
	struct buffer visible = BUFFER_INIT;
	struct buffer expected = BUFFER_INIT;
	struct buffer found = BUFFER_INIT;
	struct document *document = document_from_markdown(markdown, len, 1000);
	size_t start = front_matter(markdown, len);
	char *html = render(markdown + start, len - start);
	bool same;

	append_visible(&visible, html);
	append_words(&expected, buffer_string(&visible), visible.len);
	append_words(&found, buffer_string(&document->text),
		     document->text.len);
	if (how == WORDS_BAG) {
		sort_words(&expected);
		sort_words(&found);
	} else if (how != WORDS_APART) {
		join_words(&expected, how);
		join_words(&found, how);
	}
	same = how == WORDS_BAG ? holds_words(buffer_string(&found),
					      buffer_string(&expected))
				: !strcmp(buffer_string(&expected),
					  buffer_string(&found));
	if (!same)
		report(name, buffer_string(&expected), buffer_string(&found));
	document_free(document);
	free(html);
	buffer_release(&visible);
	buffer_release(&expected);
	buffer_release(&found);
	return same;
}

static void test_own_examples(void **state)
{
	size_t lost = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(examples) / sizeof(*examples); i++)
		if (strcmp(examples[i].section, "beyond") != 0)
			lost += !keeps_words(examples[i].markdown,
					     strlen(examples[i].markdown),
					     WORDS_APART, examples[i].section);
	assert_int_equal(lost, 0);
}

/* What an unclosed script, comment or tag swallows in HTML ends here with its
 * block at the latest; cmark's HTML does not tell where that is. */
static bool swallows(const char *markdown)
{
	static const char *const starts[] = { "<script>", "<!--", "<?",
					      "<a\n" };

	for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++)
		if (strstr(markdown, starts[i]))
			return true;
	return false;
}

static void test_generated(void **state)
{
	struct writer writer = { .seed = number_from("LECTERN_SEED", 3) };
	uint64_t rounds = number_from("LECTERN_ROUNDS", 1000);

	(void)state;
	for (uint64_t i = 0; i < rounds; i++) {
		write_markdown(&writer, 1 + roll(&writer, 12));
		if (!swallows(writer.out.data))
			assert_true(keeps_words(writer.out.data, writer.out.len,
						WORDS_JOINED, "generated"));
	}
	buffer_release(&writer.out);
}

static void test_windows_of_own_examples(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(examples) / sizeof(*examples); i++)
		assert_windows_agree(examples[i].markdown,
				     strlen(examples[i].markdown));
}

/* --- The specification's examples --------------------------------------- */

/* "→" stands for a tab there. */
static void untab(struct buffer *out, const char *text, size_t len)
{
	static const char arrow[] = "\xe2\x86\x92";

	while (len) {
		const char *next = memmem(text, len, arrow, 3);
		size_t plain = next ? (size_t)(next - text) : len;

		buffer_append(out, text, plain);
		if (!next)
			return;
		buffer_append_byte(out, '\t');
		text = next + 3;
		len -= plain + 3;
	}
}

/* Examples stand between a line of 32 backticks with " example" and a line
 * ".". */
static bool next_example(const char **at, struct buffer *example)
{
	static const char fence[] =
		"\n```````````````````````````````` example\n";
	const char *start = strstr(*at, fence);
	const char *end;

	if (!start)
		return false;
	start += sizeof(fence) - 2;
	end = strstr(start, "\n.\n");
	buffer_clear(example);
	untab(example, start + 1, (size_t)(end - start));
	*at = end;
	return true;
}

static void test_specification(void **state)
{
	struct buffer spec = BUFFER_INIT;
	struct buffer example = BUFFER_INIT;
	const char *at;
	size_t count = 0;
	size_t lost = 0;

	(void)state;
	if (!corpus_read("k_spec.md", &spec)) {
		print_message("no LECTERN_CORPUS with k_spec.md\n");
		return;
	}
	at = spec.data;
	while (next_example(&at, &example)) {
		char name[32];

		snprintf(name, sizeof(name), "example %zu", ++count);
		lost += !keeps_words(example.data, example.len,
				     strstr(example.data, "[[") ? WORDS_LETTERS
								: WORDS_APART,
				     name);
		assert_windows_agree(example.data, example.len);
	}
	assert_true(count > 600);
	assert_int_equal(lost, 0);
	buffer_release(&example);
	buffer_release(&spec);
}

static void test_real_texts(void **state)
{
	static const char *const names[] = {
		"k_prose_moby.md",	  "k_spec.md",
		"k_links_awesome_go.md",  "k_emoji.md",
		"k_table_public_apis.md", "s100k.md",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct buffer text = BUFFER_INIT;

		if (corpus_read(names[i], &text)) {
			assert_true(keeps_words(text.data, text.len, WORDS_BAG,
						names[i]));
			assert_windows_agree(text.data, text.len);
		}
		buffer_release(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_own_examples),
		cmocka_unit_test(test_generated),
		cmocka_unit_test(test_windows_of_own_examples),
		cmocka_unit_test(test_specification),
		cmocka_unit_test(test_real_texts),
	};

	return test_run(tests);
}
