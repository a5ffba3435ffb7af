/* SPDX-License-Identifier: ISC */
/* Reckon a text's fingerprint and sketch, a slice at a time. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/sha256.h"
#include "document/document.h"
#include "marks/identity.h"
#include "marks/identity/sketch.h"

struct identity {
	size_t off; /* bytes taken in */
	struct sha256 sha;
	struct sketch sketch;
};

struct identity *identity_new(void)
{
	struct identity *identity = memory_alloc_zeroed(1, sizeof(*identity));

	sha256_init(&identity->sha);
	return identity;
}

void identity_free(struct identity *identity)
{
	free(identity);
}

static bool is_start(const char *text, size_t len, size_t off)
{
	return off == len || ((unsigned char)text[off] & 0xc0) != 0x80;
}

/* The last start of a character up to off, but one behind from. */
static size_t cut(const char *text, size_t len, size_t from, size_t off)
{
	while (off > from && !is_start(text, len, off))
		off--;
	if (off == from)
		for (off++; !is_start(text, len, off);)
			off++;
	return off;
}

/* Sketches [off, end) of the text, as far as texts are sketched. */
static void sketch_slice(struct identity *identity, const char *text,
			 size_t len, size_t off, size_t end)
{
	size_t limit = len;

	if (len > SKETCH_TEXT)
		limit = cut(text, len, 0, SKETCH_TEXT);
	if (end > limit)
		end = limit;
	if (off < end)
		sketch_feed(&identity->sketch, text + off, end - off);
}

bool identity_step(struct identity *identity, const struct document *document,
		   size_t bytes)
{
	const char *text = buffer_string(&document->text);
	size_t len = document->text.len;
	size_t off = identity->off;
	size_t end = len;

	if (off == len)
		return false;
	if (bytes < len - off)
		end = cut(text, len, off, off + bytes);
	sha256_update(&identity->sha, text + off, end - off);
	sketch_slice(identity, text, len, off, end);
	identity->off = end;
	return end < len;
}

void identity_fingerprint(const struct identity *identity,
			  char fingerprint[MARK_FINGERPRINT + 1])
{
	static const char name[] = "sha256:";
	static const char digits[] = "0123456789abcdef";
	struct sha256 sha = identity->sha;
	unsigned char digest[SHA256_DIGEST];
	char *to = fingerprint + sizeof(name) - 1;

	memcpy(fingerprint, name, sizeof(name));
	sha256_finish(&sha, digest);
	for (size_t i = 0; i < SHA256_DIGEST; i++) {
		*to++ = digits[digest[i] >> 4];
		*to++ = digits[digest[i] & 15];
	}
	*to = '\0';
}

size_t identity_sketch(const struct identity *identity,
		       uint64_t sketch[STORE_SKETCH])
{
	struct sketch ended = identity->sketch;

	sketch_end(&ended);
	memcpy(sketch, ended.smallest, ended.count * sizeof(*sketch));
	return ended.count;
}
