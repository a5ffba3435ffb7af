/* SPDX-License-Identifier: ISC */
/* Read the host of a URL, which may pretend to be another. */
#include "text/hosts.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <uninorm.h>

#include "text/character.h"
#include "text/punycode.h"
#include "text/sink.h"
#include "text/spoofs.h"
#include "text/utf8.h"

enum {
	NAME_MAX_BYTES = 253, /* RFC 1035, without the dots at its ends */
	LABEL_MAX_BYTES = 63,
	WRITTEN_MAX = 1024, /* bytes of a host as it is written */
};

/* ---- The parts of an authority ---- */

void hosts_split(const char *authority, size_t len, struct hosts_parts *parts)
{
	size_t end = 0, start = 0, colon;

	while (end < len && !strchr("/?#", authority[end]))
		end++;
	for (size_t i = end; i > 0 && !start; i--)
		if (authority[i - 1] == '@')
			start = i;
	colon = end;
	while (colon > start && authority[colon - 1] >= '0' &&
	       authority[colon - 1] <= '9')
		colon--;
	colon = colon > start && authority[colon - 1] == ':' ? colon - 1 : end;
	parts->userinfo = (struct span){ start ? authority : NULL,
					 start ? start - 1 : 0 };
	parts->host = (struct span){ authority + start, colon - start };
	parts->port = (struct span){ authority + colon, end - colon };
	parts->rest = (struct span){ authority + end, len - end };
}

/* ---- Names ---- */

/* What the URL Standard forbids in a host, and what would divide a URL. */
static bool is_forbidden(uint32_t point)
{
	return point <= 0x20 || point == 0x7f ||
	       (point < 0x80 && strchr("\"#%/:<>?@[\\]^`{|}", (int)point));
}

/* A joiner is left to hosts_suspicious(); all else that hides is for no name.
 */
static bool hides(uint32_t point)
{
	enum sink_class class = sink_classify(point);

	return character_white(point) || class == SINK_CONTROL ||
	       class == SINK_HIDDEN ||
	       (class == SINK_JOINER && point != 0x200c && point != 0x200d);
}

static bool normalize(struct buffer *name)
{
	size_t len = 0;
	uint8_t *normal =
		u8_normalize(UNINORM_NFKC, (const uint8_t *)buffer_string(name),
			     name->len, NULL, &len);

	if (!normal)
		return false;
	buffer_clear(name);
	buffer_append(name, (const char *)normal, len);
	free(normal);
	return true;
}

static void lower(struct buffer *name)
{
	struct buffer small = BUFFER_INIT;

	character_append_lower(&small, buffer_string(name), name->len);
	buffer_release(name);
	*name = small;
}

static bool is_written_well(const struct buffer *name)
{
	for (size_t off = 0; off < name->len;) {
		uint32_t point;

		off += utf8_decode(name->data + off, name->len - off, &point);
		if (is_forbidden(point) || hides(point))
			return false;
	}
	return name->len > 0;
}

/* The mapping of UTS #46, without transition (sharp s stays), as far as it
 * needs no tables but those of normalization and case. */
static bool prepare(struct buffer *name, const char *host, size_t len)
{
	if (!len || len > WRITTEN_MAX || !utf8_valid(host, len))
		return false;
	buffer_append(name, host, len);
	if (!is_written_well(name) || !normalize(name))
		return false;
	lower(name);
	/* A slash of full width has become one by now. */
	return normalize(name) && is_written_well(name);
}

/* [::1]: digits and colons between brackets. */
static bool is_address(const char *host, size_t len)
{
	if (len < 4 || host[0] != '[' || host[len - 1] != ']')
		return false;
	for (size_t i = 1; i + 1 < len; i++)
		if (!strchr("0123456789abcdefABCDEF:.", host[i]))
			return false;
	return true;
}

/* The length of the label at the start of name; *next is where the next one
 * starts. The dots of East Asia part labels as well (the half-width one was
 * normalized). */
static size_t label_length(const char *name, size_t len, size_t *next)
{
	static const char ideographic[] = "\xe3\x80\x82";
	const size_t wide = sizeof(ideographic) - 1;

	for (size_t off = 0; off < len; off++) {
		*next = off + 1;
		if (name[off] == '.')
			return off;
		*next = off + wide;
		if (len - off >= wide &&
		    memcmp(name + off, ideographic, wide) == 0)
			return off;
	}
	*next = len;
	return len;
}

struct label {
	uint32_t points[PUNYCODE_MAX];
	size_t count;
	bool ascii;
};

static void append_label(struct buffer *out, const struct label *label)
{
	for (size_t i = 0; i < label->count; i++) {
		char bytes[4];

		buffer_append(out, bytes, utf8_encode(label->points[i], bytes));
	}
}

static bool starts_as_punycode(const char *bytes, size_t len)
{
	return len > 4 && memcmp(bytes, "xn--", 4) == 0;
}

/* Whether a decoded label is one that preparing would leave as it is, so that
 * nothing else is hidden behind it. */
static bool is_prepared(const struct label *label)
{
	struct buffer plain = BUFFER_INIT;
	struct buffer again = BUFFER_INIT;
	size_t next;
	bool equal;

	append_label(&plain, label);
	equal = prepare(&again, buffer_string(&plain), plain.len) &&
		again.len == plain.len &&
		memcmp(again.data, plain.data, plain.len) == 0 &&
		!label->ascii &&
		label_length(plain.data, plain.len, &next) == plain.len;
	buffer_release(&plain);
	buffer_release(&again);
	return equal;
}

/* Reads a prepared label, in whichever form. */
static bool read_label(struct label *label, const char *bytes, size_t len)
{
	bool encoded = starts_as_punycode(bytes, len);

	label->count = 0;
	label->ascii = true;
	if (!len || (encoded && !punycode_decode(bytes + 4, len - 4,
						 label->points, &label->count)))
		return false;
	for (size_t off = 0; off < len && !encoded;) {
		if (label->count == PUNYCODE_MAX)
			return false;
		off += utf8_decode(bytes + off, len - off,
				   &label->points[label->count++]);
	}
	for (size_t i = 0; i < label->count; i++)
		label->ascii &= label->points[i] < 0x80;
	return !encoded || is_prepared(label);
}

static bool append_ascii(struct buffer *out, const struct label *label)
{
	size_t before = out->len;

	if (label->ascii) {
		append_label(out, label);
	} else {
		buffer_append_string(out, "xn--");
		if (!punycode_encode(out, label->points, label->count))
			return false;
	}
	return out->len - before <= LABEL_MAX_BYTES;
}

/* Calls visit with each label of host; false when one is none, or too long. */
static bool each_label(const char *host, size_t len,
		       void (*visit)(const struct label *label, void *context),
		       void *context)
{
	struct buffer name = BUFFER_INIT;
	struct buffer ascii = BUFFER_INIT;
	struct label label;
	bool good = prepare(&name, host, len);
	size_t next;

	for (size_t off = 0; good && off < name.len; off += next) {
		size_t taken =
			label_length(name.data + off, name.len - off, &next);

		good = read_label(&label, name.data + off, taken) &&
		       append_ascii(&ascii, &label);
		if (good && off + next < name.len)
			buffer_append_byte(&ascii, '.');
		if (good)
			visit(&label, context);
	}
	good = good && ascii.len <= NAME_MAX_BYTES;
	buffer_release(&name);
	buffer_release(&ascii);
	return good;
}

/* ---- The two forms ---- */

struct form {
	struct buffer bytes;
	bool ascii;
};

static void append_to_form(const struct label *label, void *context)
{
	struct form *form = context;

	if (form->bytes.len)
		buffer_append_byte(&form->bytes, '.');
	if (form->ascii)
		append_ascii(&form->bytes, label);
	else
		append_label(&form->bytes, label);
}

static bool append_form(struct buffer *out, const char *host, size_t len,
			bool ascii)
{
	struct form form = { .ascii = ascii };
	bool good = true;

	if (is_address(host, len))
		buffer_append(&form.bytes, host, len);
	else
		good = each_label(host, len, append_to_form, &form);
	/* The dot of the root is a part of the name as it was written. */
	if (good && form.bytes.data && host[len - 1] == '.')
		buffer_append_byte(&form.bytes, '.');
	if (good)
		buffer_append(out, form.bytes.data, form.bytes.len);
	buffer_release(&form.bytes);
	return good;
}

bool hosts_to_ascii(struct buffer *out, const char *host, size_t len)
{
	return append_form(out, host, len, true);
}

bool hosts_to_unicode(struct buffer *out, const char *host, size_t len)
{
	return append_form(out, host, len, false);
}

/* ---- Looks ---- */

/* A label is Latin, looks so, or is plainly foreign. */
struct looks {
	bool mixed;	   /* one mixes scripts */
	bool alike;	   /* one before the last only looks like Latin */
	bool last_alike;   /* and so does the last */
	bool foreign;	   /* one is plainly foreign */
	bool last_foreign; /* and so is the last */
};

static void look_at(const struct label *label, void *context)
{
	struct looks *looks = context;
	bool alike = !label->ascii && spoofs_latin(label->points, label->count);

	looks->mixed |=
		!label->ascii && spoofs_mixed(label->points, label->count);
	looks->alike |= looks->last_alike;
	looks->last_alike = alike;
	looks->last_foreign = !label->ascii && !alike;
	looks->foreign |= looks->last_foreign;
}

bool hosts_suspicious(const char *host, size_t len)
{
	struct looks looks = { .mixed = false };

	if (is_address(host, len))
		return false;
	/* Where a country's domain is plainly in its own script, so are the
	 * words before it, though each of their letters may look like Latin;
	 * and the other way round. */
	return !each_label(host, len, look_at, &looks) || looks.mixed ||
	       (looks.alike && !looks.last_foreign) ||
	       (looks.last_alike && !looks.foreign);
}
