/* SPDX-License-Identifier: ISC */
/* What a link that leads out of the document leads to. */
#include "reader/outside.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "reader/beside.h"
#include "text/character.h"
#include "text/hosts.h"
#include "text/percent.h"
#include "text/sink.h"
#include "text/utf8.h"

/* What browsers took for long; more is no link that a person can judge. */
enum { URL_MAX = 2083 };

/* ---- Bytes of URLs ---- */

static bool is_letter(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* The length of a scheme at the start, without its ':' (RFC 3986, 3.1). */
static size_t scheme_length(struct span url)
{
	size_t len = 0;

	if (!url.len || !is_letter(url.ptr[0]))
		return 0;
	while (len < url.len && (is_letter(url.ptr[len]) ||
				 memchr("0123456789+-.", url.ptr[len], 13)))
		len++;
	return len < url.len && url.ptr[len] == ':' ? len : 0;
}

static void append_decoded(struct buffer *out, struct span bytes)
{
	percent_decode(out, bytes.ptr, bytes.len);
}

static void append_encoded(struct buffer *out, struct span bytes)
{
	percent_encode(out, bytes.ptr, bytes.len);
}

static bool holds_controls(struct span bytes)
{
	for (size_t off = 0; off < bytes.len;) {
		uint32_t point;

		off += utf8_decode(bytes.ptr + off, bytes.len - off, &point);
		if (point < 0x20 || (point >= 0x7f && point < 0xa0))
			return true;
	}
	return false;
}

static struct span behind(struct span bytes, size_t len)
{
	return (struct span){ bytes.ptr + len, bytes.len - len };
}

static struct span before(struct span bytes, char byte)
{
	const char *at = memchr(bytes.ptr, byte, bytes.len);

	return (struct span){ bytes.ptr,
			      at ? (size_t)(at - bytes.ptr) : bytes.len };
}

/* Whether the first len bytes are word, in letters of either case. */
static bool is_word(struct span bytes, size_t len, const char *word)
{
	return len == strlen(word) && strncasecmp(bytes.ptr, word, len) == 0;
}

static bool starts_with(struct span bytes, const char *start)
{
	size_t len = strlen(start);

	return bytes.len >= len && memcmp(bytes.ptr, start, len) == 0;
}

/* ---- Kinds of targets ---- */

static void set_string(char **string, const char *bytes, size_t len)
{
	free(*string);
	*string = memory_copy_string(bytes, len);
}

static void refuse(struct outside *outside, const char *why)
{
	outside->kind = OUTSIDE_REFUSED;
	outside->why = why;
}

static void accept_web(struct outside *outside, const struct buffer *argument)
{
	if (argument->len > URL_MAX) {
		refuse(outside, "it is too long");
		return;
	}
	outside->kind = OUTSIDE_WEB;
	set_string(&outside->argument, argument->data, argument->len);
}

/* http: and https:, where bytes stand behind the ':'. Browsers that follow the
 * URL Standard end the host at a backslash, others don't. */
static void read_web(struct outside *outside, const char *scheme,
		     struct span bytes)
{
	struct buffer argument = BUFFER_INIT;
	struct buffer host = BUFFER_INIT;
	struct hosts_parts parts;

	if (!starts_with(bytes, "//")) {
		refuse(outside, "it names no host");
		return;
	}
	bytes = behind(bytes, 2);
	hosts_split(bytes.ptr, bytes.len, &parts);
	append_decoded(&host, parts.host);
	buffer_append_format(&argument, "%s://", scheme);
	if (parts.userinfo.ptr) {
		append_encoded(&argument, parts.userinfo);
		buffer_append_byte(&argument, '@');
	}
	if (memchr(bytes.ptr, '\\', bytes.len - parts.rest.len) ||
	    !hosts_to_ascii(&argument, buffer_string(&host), host.len)) {
		refuse(outside, "what it names for a host is none");
	} else {
		append_encoded(&argument, parts.port);
		append_encoded(&argument, parts.rest);
		accept_web(outside, &argument);
		outside->suspicious = hosts_suspicious(host.data, host.len);
	}
	buffer_release(&argument);
	buffer_release(&host);
}

static bool encodes_controls(struct span bytes)
{
	struct buffer decoded = BUFFER_INIT;
	bool found;

	append_decoded(&decoded, bytes);
	found = holds_controls(
		(struct span){ buffer_string(&decoded), decoded.len });
	buffer_release(&decoded);
	return found;
}

/* Whether a field of a mailto: may be handed to a mailer: no file may be
 * attached, and no line begun in a header (RFC 6068, 4 and 7). */
static bool is_harmless_field(struct span field)
{
	struct span name = before(field, '=');
	struct buffer key = BUFFER_INIT;
	bool body, attached;

	append_decoded(&key, name);
	body = strcasecmp(buffer_string(&key), "body") == 0;
	attached = strncasecmp(buffer_string(&key), "attach", 6) == 0;
	buffer_release(&key);
	return !attached && !encodes_controls(name) &&
	       (body || !encodes_controls(behind(field, name.len)));
}

static bool are_harmless_fields(struct span fields)
{
	while (fields.len) {
		struct span field = before(fields, '&');

		if (!is_harmless_field(field))
			return false;
		fields = behind(fields, field.len);
		if (fields.len)
			fields = behind(fields, 1);
	}
	return true;
}

/* The first suspicious host of decoded addresses; empty if there is none. */
static struct span suspicious_mail(struct span addresses)
{
	while (addresses.len) {
		struct span address = before(addresses, ',');
		const char *at = memrchr(address.ptr, '@', address.len);

		if (at) {
			struct span host =
				behind(address, (size_t)(at + 1 - address.ptr));

			if (hosts_suspicious(host.ptr, host.len))
				return host;
		}
		addresses = behind(addresses, address.len);
		if (addresses.len)
			addresses = behind(addresses, 1);
	}
	return addresses;
}

static void read_mail(struct outside *outside, struct span bytes)
{
	struct buffer argument = BUFFER_INIT;
	struct span addresses = before(bytes, '?');
	struct span fields = behind(bytes, addresses.len);

	if (fields.len)
		fields = behind(fields, 1);
	if (!bytes.len || encodes_controls(addresses) ||
	    !are_harmless_fields(fields)) {
		refuse(outside, "no mail is written with files or lines that "
				"the text asks for");
		return;
	}
	buffer_append_string(&argument, "mailto:");
	append_encoded(&argument, bytes);
	accept_web(outside, &argument);
	buffer_clear(&argument);
	append_decoded(&argument, addresses);
	addresses = (struct span){ argument.data, argument.len };
	outside->suspicious = suspicious_mail(addresses).len > 0;
	buffer_release(&argument);
}

static void read_path(struct outside *outside, struct span bytes,
		      const char *document)
{
	struct span written = before(bytes, '#');
	struct span fragment = behind(bytes, written.len);
	struct buffer path = BUFFER_INIT;
	struct buffer real = BUFFER_INIT;

	append_decoded(&path, written);
	if (memchr(buffer_string(&path), '\0', path.len)) {
		refuse(outside, "it holds control characters");
	} else if (beside_find(buffer_string(&path), document, &real,
			       &outside->below, &outside->why)) {
		outside->kind = OUTSIDE_FILE;
		outside->readable = beside_readable(real.data);
		set_string(&outside->path, real.data, real.len);
	} else if (beside_find_folder(buffer_string(&path), document, &real,
				      &outside->below)) {
		outside->kind = OUTSIDE_FOLDER;
		set_string(&outside->path, real.data, real.len);
	}
	if (fragment.len && outside->kind != OUTSIDE_REFUSED) {
		buffer_clear(&real);
		buffer_clear(&path);
		append_decoded(&path, behind(fragment, 1));
		utf8_repair(&real, buffer_string(&path), path.len);
		set_string(&outside->fragment, buffer_string(&real), real.len);
	}
	buffer_release(&path);
	buffer_release(&real);
}

/* file:, where bytes stand behind the ':'. */
static void read_file(struct outside *outside, struct span bytes,
		      const char *document)
{
	if (starts_with(bytes, "//")) {
		struct span host = before(behind(bytes, 2), '/');

		if (host.len && !is_word(host, host.len, "localhost")) {
			refuse(outside, "it names another machine");
			return;
		}
		bytes = behind(bytes, 2 + host.len);
	}
	read_path(outside, bytes, document);
}

static struct span trim(struct span bytes)
{
	while (bytes.len && bytes.ptr[0] == ' ')
		bytes = behind(bytes, 1);
	while (bytes.len && bytes.ptr[bytes.len - 1] == ' ')
		bytes.len--;
	return bytes;
}

static void read_scheme(struct outside *outside, struct span url, size_t len,
			const char *document)
{
	struct span rest = behind(url, len + 1);

	if (is_word(url, len, "http"))
		read_web(outside, "http", rest);
	else if (is_word(url, len, "https"))
		read_web(outside, "https", rest);
	else if (is_word(url, len, "mailto"))
		read_mail(outside, rest);
	else if (is_word(url, len, "file"))
		read_file(outside, rest, document);
	else
		refuse(outside, "only http, https and mailto are opened");
}

void outside_read(struct outside *outside, const char *url, size_t len,
		  const char *document)
{
	struct span given = trim((struct span){ url, len });
	struct buffer repaired = BUFFER_INIT;
	struct span bytes;
	size_t scheme;

	*outside = (struct outside){ .kind = OUTSIDE_NOWHERE, .why = "" };
	utf8_repair(&repaired, given.ptr, given.len);
	bytes = (struct span){ buffer_string(&repaired), repaired.len };
	set_string(&outside->url, bytes.ptr, bytes.len);
	set_string(&outside->argument, "", 0);
	set_string(&outside->path, "", 0);
	set_string(&outside->fragment, "", 0);
	scheme = scheme_length(bytes);
	if (!bytes.len)
		outside->why = "the link is empty";
	else if (bytes.len > URL_MAX)
		refuse(outside, "it is too long");
	else if (holds_controls(bytes) || memchr(given.ptr, '\0', given.len))
		refuse(outside, "it holds control characters");
	else if (bytes.ptr[0] == '-')
		refuse(outside, "it could be taken for an option");
	else if (scheme)
		read_scheme(outside, bytes, scheme, document);
	else if (starts_with(bytes, "//"))
		refuse(outside, "it names a host but not how to get there");
	else
		read_path(outside, bytes, document);
	buffer_release(&repaired);
}

bool outside_is_suspicious(const char *url, size_t len)
{
	struct span given = trim((struct span){ url, len });
	size_t scheme = scheme_length(given);
	struct outside outside;
	bool suspicious;

	if (!is_word(given, scheme, "http") &&
	    !is_word(given, scheme, "https") &&
	    !is_word(given, scheme, "mailto"))
		return false;
	outside_read(&outside, url, len, NULL);
	suspicious = outside.suspicious;
	outside_release(&outside);
	return suspicious;
}

void outside_release(struct outside *outside)
{
	free(outside->url);
	free(outside->argument);
	free(outside->path);
	free(outside->fragment);
	*outside = (struct outside){ .kind = OUTSIDE_NOWHERE };
}

/* ---- Showing ---- */

/* Appends bytes readable, but nothing that looks like a blank: what stands
 * behind one is ours. */
static void append_shown(struct buffer *out, struct span bytes)
{
	for (size_t off = 0; off < bytes.len;) {
		uint32_t point;
		size_t taken =
			utf8_decode(bytes.ptr + off, bytes.len - off, &point);

		if (character_white(point))
			append_encoded(out,
				       (struct span){ bytes.ptr + off, taken });
		else
			buffer_append(out, bytes.ptr + off, taken);
		off += taken;
	}
}

static void append_host(const struct outside *outside, struct buffer *out,
			struct span written)
{
	struct buffer host = BUFFER_INIT;

	append_decoded(&host, written);
	hosts_to_unicode(out, buffer_string(&host), host.len);
	if (outside->suspicious) {
		buffer_append_string(out, " (");
		hosts_to_ascii(out, buffer_string(&host), host.len);
		buffer_append_byte(out, ')');
	}
	buffer_release(&host);
}

/* What a suspicious host among addresses is, behind them. */
static void append_mail_host(struct buffer *out, struct span addresses)
{
	struct buffer decoded = BUFFER_INIT;
	struct buffer ascii = BUFFER_INIT;
	struct span host;

	append_decoded(&decoded, before(addresses, '?'));
	host = suspicious_mail(
		(struct span){ buffer_string(&decoded), decoded.len });
	if (host.len && hosts_to_ascii(&ascii, host.ptr, host.len))
		buffer_append_format(out, " (%s)", ascii.data);
	buffer_release(&decoded);
	buffer_release(&ascii);
}

static void describe_web(const struct outside *outside, struct buffer *out)
{
	struct span url = { outside->url, strlen(outside->url) };
	size_t scheme = scheme_length(url);
	struct hosts_parts parts;

	if (is_word(url, scheme, "mailto")) {
		append_shown(out, url);
		append_mail_host(out, behind(url, scheme + 1));
	} else {
		url = behind(url, scheme + 3);
		hosts_split(url.ptr, url.len, &parts);
		append_shown(out, (struct span){ outside->url, scheme + 3 });
		if (parts.userinfo.ptr) {
			append_shown(out, parts.userinfo);
			buffer_append_byte(out, '@');
		}
		append_host(outside, out, parts.host);
		append_shown(out, parts.port);
		append_shown(out, parts.rest);
		if (parts.userinfo.ptr) {
			buffer_append_string(out, "\nIt leads to ");
			append_host(outside, out, parts.host);
			buffer_append_string(out, "; what is before the @ is "
						  "no host.");
		}
	}
	if (outside->suspicious)
		buffer_append_string(out, "\nLook closely: this host can be "
					  "taken for another.");
}

static void append_elsewhere(struct buffer *out, const char *path)
{
	buffer_append_string(out, "\nIt is outside the folder of this text: ");
	/* A name may hold a line's end. */
	sink_append(out, path, strlen(path));
}

static void describe_other(const struct outside *outside, struct buffer *out)
{
	struct span url = { outside->url, strlen(outside->url) };
	size_t len = url.len;

	if (len > URL_MAX) {
		for (len = URL_MAX;
		     ((unsigned char)url.ptr[len] & 0xc0) == 0x80;)
			len--;
	}
	append_shown(out, (struct span){ url.ptr, len });
	if (len < url.len)
		buffer_append_format(out, " and %zu bytes more", url.len - len);
	if (outside->kind == OUTSIDE_REFUSED)
		buffer_append_format(out, "\nIt is not opened: %s.",
				     outside->why);
	else if (outside->kind == OUTSIDE_NOWHERE)
		buffer_append_format(out, "\nThere is no text to open: %s.",
				     outside->why);
	else if (!outside->below)
		append_elsewhere(out, outside->path);
	if (outside->kind == OUTSIDE_FILE && !outside->readable)
		buffer_append_string(out, "\nBy its name it is no text.");
}

void outside_describe(const struct outside *outside, struct buffer *out)
{
	struct buffer lines = BUFFER_INIT;
	struct span rest;

	if (outside->kind == OUTSIDE_WEB)
		describe_web(outside, &lines);
	else
		describe_other(outside, &lines);
	rest = (struct span){ buffer_string(&lines), lines.len };
	while (rest.len) {
		struct span line = before(rest, '\n');

		sink_append(out, line.ptr, line.len);
		rest = behind(rest, line.len);
		if (rest.len) {
			buffer_append_byte(out, '\n');
			rest = behind(rest, 1);
		}
	}
	buffer_release(&lines);
}
