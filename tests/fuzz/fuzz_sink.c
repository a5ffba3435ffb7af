/* SPDX-License-Identifier: ISC */
/*
 * A fuzz target: any bytes through all that makes them safe for a terminal
 * (text/sink.h, text/cells.h), held against an oracle of its own.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "fuzz/fuzz.h"
#include "fuzz/oracle.h"
#include "text/cells.h"
#include "text/hidden.h"
#include "text/sink.h"
#include "text/utf8.h"

#define SIGN "\xe2\x96\xaf"

static bool is_printable(char byte)
{
	return byte > 0x20 && byte < 0x7f;
}

/* Of what is printable ASCII nothing goes, and nothing comes to it. */
static void check_ascii_stays(const char *in, size_t in_len, const char *out,
			      size_t out_len)
{
	size_t at = 0;

	for (size_t i = 0; i < in_len; i++) {
		if (!is_printable(in[i]))
			continue;
		while (at < out_len && !is_printable(out[at]))
			at++;
		assert(at < out_len && out[at] == in[i]);
		at++;
	}
	for (; at < out_len; at++)
		assert(!is_printable(out[at]));
}

static size_t count(const struct buffer *text, const char *what)
{
	const char *at = buffer_string(text);
	size_t found = 0;

	for (; (at = strstr(at, what)) != NULL; at += strlen(what))
		found++;
	return found;
}

static void check_sink(const struct fuzz_input *in)
{
	struct buffer out = BUFFER_INIT;

	sink_append(&out, in->bytes, in->len);
	oracle_check(buffer_string(&out), out.len, 0);
	check_ascii_stays(in->bytes, in->len, buffer_string(&out), out.len);
	buffer_clear(&out);
	sink_append_whole(&out, in->bytes, in->len);
	oracle_check(buffer_string(&out), out.len, ORACLE_AT_HOME);
	check_ascii_stays(in->bytes, in->len, buffer_string(&out), out.len);
	buffer_clear(&out);
	sink_append_text(&out, in->bytes, in->len);
	oracle_check(buffer_string(&out), out.len,
		     ORACLE_AT_HOME | ORACLE_LINES);
	check_ascii_stays(in->bytes, in->len, buffer_string(&out), out.len);
	buffer_clear(&out);
	sink_append_ascii(&out, in->bytes, in->len);
	oracle_check_ascii(buffer_string(&out), out.len);
	buffer_clear(&out);
	sink_append_json(&out, in->bytes, in->len);
	oracle_check(buffer_string(&out), out.len,
		     ORACLE_AT_HOME | ORACLE_LINES);
	buffer_release(&out);
}

/* What is said to hide is what is shown by its sign. */
static void check_hidden(const struct buffer *text)
{
	struct buffer shown = BUFFER_INIT;
	size_t hidden = hidden_count(buffer_string(text), text->len);
	size_t signs;

	sink_append(&shown, buffer_string(text), text->len);
	signs = count(&shown, SIGN) - count(text, SIGN);
	assert(signs <= hidden && (signs > 0) == (hidden > 0));
	buffer_clear(&shown);
	hidden_explain(&shown, buffer_string(text), text->len);
	oracle_check(buffer_string(&shown), shown.len, 0);
	assert(shown.len <= HIDDEN_PHRASE_MAX);
	buffer_release(&shown);
}

static void check_cluster(enum cells_mode mode, const struct cluster *cluster,
			  size_t left)
{
	assert(cluster->len > 0 && cluster->len <= left);
	assert(cluster->width >= 0 && cluster->shown_len >= 0 &&
	       cluster->shown_len < CELLS_SHOWN_MAX);
	assert(strlen(cluster->shown) == (size_t)cluster->shown_len);
	oracle_check(cluster->shown, (size_t)cluster->shown_len, ORACLE_BARE);
	if (mode == CELLS_ASCII) {
		oracle_check_ascii(cluster->shown, (size_t)cluster->shown_len);
		assert(cluster->width == cluster->shown_len);
	}
}

/* Clusters one by one, their widths at once, and how many fit. */
static void check_cells(enum cells_mode mode, const struct buffer *text)
{
	const char *bytes = buffer_string(text);
	uint8_t *widths = malloc(text->len + 1);
	struct cluster cluster;
	size_t columns = 0, used, fit;

	assert(widths);
	cells_measure(mode, bytes, text->len, widths);
	for (size_t pos = 0; pos < text->len; pos += cluster.len) {
		cells_next(mode, bytes + pos, text->len - pos, &cluster);
		check_cluster(mode, &cluster, text->len - pos);
		assert(widths[pos] == cluster.width);
		for (size_t i = 1; i < cluster.len; i++)
			assert(widths[pos + i] == CELLS_INSIDE);
		assert(cells_start(bytes, text->len, pos + cluster.len - 1) ==
		       pos);
		columns += (size_t)cluster.width;
	}
	assert(cells_columns(widths, text->len) == columns);
	assert(cells_width(mode, bytes, text->len) == columns);
	fit = cells_fit(mode, bytes, text->len, columns / 2, &used);
	assert(fit <= text->len && used <= columns / 2);
	assert(cells_fit(mode, bytes, text->len, columns, NULL) == text->len);
	free(widths);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz_input in = fuzz_input(data, size);
	struct buffer text = BUFFER_INIT;

	check_sink(&in);
	utf8_repair(&text, in.bytes, in.len);
	assert(utf8_valid(buffer_string(&text), text.len));
	assert(utf8_count(buffer_string(&text), text.len) <= text.len);
	check_hidden(&text);
	check_cells(CELLS_UNICODE, &text);
	check_cells(CELLS_ASCII, &text);
	check_cells(CELLS_EAST_ASIAN, &text);
	buffer_release(&text);
	return 0;
}
