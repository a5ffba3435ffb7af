/* SPDX-License-Identifier: ISC */
/* Nothing in a document commands the terminal: every context, every payload,
 * every encoding, every way out but the screen (tests/screen_safety.c). */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/error.h"
#include "document/document.h"
#include "document/load.h"
#include "document/source.h"
#include "hostile.h"
#include "print/print.h"
#include "text/cells.h"

#define CONTEXTS HOSTILE_COUNT(hostile_contexts)
#define PAYLOADS HOSTILE_COUNT(hostile_payloads)

/* A case, and the file that everything is printed to. */
struct trial {
	const struct hostile_context *context;
	const struct hostile_payload *payload;
	enum hostile_encoding encoding;
	int fd;
	bool leaked;
};

static void report(struct trial *trial, const char *way, const char *leak,
		   const struct buffer *out)
{
	trial->leaked = true;
	print_message("# %s, %s, encoding %d: %s has %s\n",
		      trial->context->name, trial->payload->name,
		      (int)trial->encoding, way, leak);
	for (size_t i = 0; i < out->len && i < 200; i++)
		print_message("%02x ", (unsigned char)out->data[i]);
	print_message("\n");
}

static void check_bytes(struct trial *trial, const char *way,
			const struct buffer *out, const char *allowed)
{
	const char *leak = hostile_leak(buffer_string(out), out->len, allowed);

	if (leak)
		report(trial, way, leak, out);
}

/* Takes out the SGR sequences, "ESC [ digits ; m", that printing in colour
 * writes, unless they are a payload's. */
static void strip_sgr(struct buffer *out, const struct buffer *from)
{
	size_t pos = 0;

	while (pos < from->len) {
		const char *at = from->data + pos;
		size_t left = from->len - pos;
		size_t len =
			left > 2 && at[0] == '\033' && at[1] == '[' ? 2 : 0;

		while (len > 0 && len < left && strchr("0123456789;", at[len]))
			len++;
		if (len > 0 && len < left && at[len] == 'm' &&
		    !memmem(at, len, "4242", 4)) {
			pos += len + 1;
			continue;
		}
		buffer_append_byte(out, *at);
		pos++;
	}
}

/* What was written to the file, which is empty again. */
static void take(struct trial *trial, struct buffer *out)
{
	char bytes[4096];
	ssize_t len;

	buffer_clear(out);
	assert_int_equal(lseek(trial->fd, 0, SEEK_SET), 0);
	while ((len = read(trial->fd, bytes, sizeof(bytes))) > 0)
		buffer_append(out, bytes, (size_t)len);
	assert_int_equal(len, 0);
	assert_int_equal(lseek(trial->fd, 0, SEEK_SET), 0);
	assert_int_equal(ftruncate(trial->fd, 0), 0);
}

static void check_print(struct trial *trial, const struct document *document,
			bool color)
{
	struct print_options options = {
		.layout = { .width = 66, .inferred = true },
		.color = color,
		.hues = color,
		.end = UINT32_MAX,
	};
	struct buffer out = BUFFER_INIT, bare = BUFFER_INIT;
	struct error error;

	assert_true(print_document(trial->fd, document, &options, &error));
	take(trial, &out);
	if (color)
		strip_sgr(&bare, &out);
	check_bytes(trial, color ? "print in colour" : "print",
		    color ? &bare : &out, "");
	buffer_release(&bare);
	buffer_release(&out);
}

static void check_lists(struct trial *trial, const struct document *document)
{
	struct buffer out = BUFFER_INIT;
	struct error error;

	assert_true(print_outline(trial->fd, document, true, &error));
	take(trial, &out);
	check_bytes(trial, "the outline", &out, "\t");
	assert_true(print_links(trial->fd, document, &error));
	take(trial, &out);
	check_bytes(trial, "the list of links", &out, "\t");
	assert_true(print_stats(trial->fd, document, true, &error));
	take(trial, &out);
	check_bytes(trial, "the figures", &out, "\t");
	buffer_release(&out);
}

/* As the screen shows the title and each string in a line of its own. */
static void check_cells(struct trial *trial, const char *way, const char *text,
			size_t len, enum cells_mode mode)
{
	struct buffer out = BUFFER_INIT;

	for (size_t pos = 0; pos < len;) {
		struct cluster cluster;

		cells_next(mode, text + pos, len - pos, &cluster);
		buffer_append(&out, cluster.shown, (size_t)cluster.shown_len);
		pos += cluster.len;
	}
	check_bytes(trial, way, &out, "");
	buffer_release(&out);
}

static void check_strings(struct trial *trial, const struct document *document)
{
	for (size_t off = 0; off < document->strings.len;) {
		const char *string = document_string(document, (uint32_t)off);

		check_cells(trial, "a string", string, strlen(string),
			    CELLS_UNICODE);
		check_cells(trial, "a string in ASCII", string, strlen(string),
			    CELLS_ASCII);
		off += strlen(string) + 1;
	}
	check_cells(trial, "the text", document->text.data, document->text.len,
		    CELLS_UNICODE);
	check_cells(trial, "the text in ASCII", document->text.data,
		    document->text.len, CELLS_ASCII);
}

/* A file of that name is complained of, as main.c does it. */
static void check_message(struct trial *trial)
{
	struct buffer path = BUFFER_INIT, out = BUFFER_INIT;
	struct error error;

	buffer_append_string(&path, "/nowhere/");
	hostile_encode(&path, trial->payload, trial->encoding);
	assert_null(source_open(buffer_string(&path), &error));
	sink_append(&out, error.sentence, strlen(error.sentence));
	check_bytes(trial, "the message", &out, "");
	buffer_clear(&out);
	sink_append_ascii(&out, error.sentence, strlen(error.sentence));
	check_bytes(trial, "the message in ASCII", &out, "");
	buffer_release(&out);
	buffer_release(&path);
}

static void try_case(struct trial *trial)
{
	struct buffer text = BUFFER_INIT;
	struct document *document;
	struct error error;

	hostile_append(&text, trial->context, trial->payload, trial->encoding,
		       1);
	document = load_all(source_from_memory("t", text.data, text.len),
			    trial->context->plain ? SOURCE_AS_PLAIN
						  : SOURCE_AS_MARKDOWN,
			    LOAD_WINDOW, &error);
	assert_non_null(document);
	document_check(document);
	/* The case is not lost, only harmless. */
	assert_non_null(
		memmem(document->text.data, document->text.len, "k0001z", 6));
	check_print(trial, document, false);
	check_print(trial, document, true);
	check_lists(trial, document);
	check_strings(trial, document);
	check_message(trial);
	document_free(document);
	buffer_release(&text);
}

static void nothing_leaks(void **state)
{
	FILE *file = tmpfile();
	size_t cases = 0, leaked = 0;

	(void)state;
	assert_non_null(file);
	for (size_t i = 0; i < CONTEXTS * PAYLOADS * HOSTILE_ENCODINGS; i++) {
		struct trial trial = {
			.context = &hostile_contexts[i % CONTEXTS],
			.payload = &hostile_payloads[i / CONTEXTS % PAYLOADS],
			.encoding = (enum hostile_encoding)(i / CONTEXTS /
							    PAYLOADS),
			.fd = fileno(file),
		};

		try_case(&trial);
		cases++;
		leaked += trial.leaked;
	}
	fclose(file);
	print_message("# figure | cases through every way out but the screen | "
		      "%zu | >= 2000\n",
		      cases);
	print_message("# figure | of these that leak | %zu | 0\n", leaked);
	assert_int_equal(leaked, 0);
	assert_true(cases >= 2000);
}

/* What is looked for is found. */
static void leaks_are_seen(void **state)
{
	(void)state;
	for (size_t i = 0; i < PAYLOADS; i++) {
		const struct hostile_payload *payload = &hostile_payloads[i];

		if (!hostile_leak(payload->bytes, payload->len, ""))
			fail_msg("%s is taken for harmless", payload->name);
	}
	assert_null(hostile_leak("a\n\u25af\tb", 7, "\t"));
	assert_non_null(hostile_leak("a\tb", 3, ""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(leaks_are_seen),
		cmocka_unit_test(nothing_leaks),
	};

	return test_run(tests);
}
