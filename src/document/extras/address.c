/* SPDX-License-Identifier: ISC */
/* Tell the links whose text is their own address. */
#include "document/extras/address.h"

#include <string.h>

#include "document/markdown/escapes.h"

/* Whether the text leads there. */
static bool leads_to(struct span text, const char *url)
{
	static const char *const prefixes[] = { "", "http://", "mailto:" };
	size_t len = strlen(url);

	for (size_t i = 0; i < sizeof(prefixes) / sizeof(*prefixes); i++) {
		size_t skip = strlen(prefixes[i]);

		if (len == skip + text.len &&
		    memcmp(url, prefixes[i], skip) == 0 &&
		    memcmp(url + skip, text.ptr, text.len) == 0)
			return true;
	}
	return false;
}

bool address_is(const struct inlines *in, size_t item)
{
	const struct inline_item *text = &in->items[item];
	struct buffer plain = BUFFER_INIT;
	struct span bytes = inlines_bytes(in, item);
	const char *url;
	bool is;

	if (text->kind != INLINE_TEXT || !item || item + 1 == in->count ||
	    text[-1].kind != INLINE_LINK || text[-1].edge != INLINE_ENTER ||
	    text[1].kind != INLINE_LINK || text[-1].url == INLINE_NONE)
		return false;
	url = in->text.data + text[-1].url;
	if (!memmem(bytes.ptr, bytes.len, ESCAPES_MARK, ESCAPES_MARK_LEN))
		return leads_to(bytes, url);
	escapes_unmark(&plain, bytes.ptr, bytes.len);
	is = leads_to((struct span){ buffer_string(&plain), plain.len }, url);
	buffer_release(&plain);
	return is;
}
