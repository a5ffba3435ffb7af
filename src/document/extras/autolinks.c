/* SPDX-License-Identifier: ISC */
/* Find the URLs and mail addresses that stand bare in a text. */
#include "document/extras/autolinks.h"

#include <string.h>
#include <strings.h>

#include "document/extras/marked.h"
#include "document/markdown/escapes.h"
#include "text/character.h"
#include "text/flanking.h"

/* With more dots than that, cmark-gfm takes a host whatever its '_': else it
 * might be read again from each of its parts. */
#define DOTS_MAX 10

static bool is_alphanumeric(char byte)
{
	return (byte >= '0' && byte <= '9') ||
	       ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
}

static bool is_letter(char byte)
{
	return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
}

/* --- Hosts ------------------------------------------------------------- */

static bool in_host(struct marked at)
{
	/* A word on one side is neither space nor punctuation. */
	return !at.literal &&
	       (flanking_of(' ', at.point) &
		(FLANKING_LEFT | FLANKING_PUNCTUATION_AFTER)) == FLANKING_LEFT;
}

/*
 * The end of the host at off; off itself if there is none that is valid: its
 * last two parts have no '_', and it has a dot if that is wanted.
 */
static size_t host_end(struct span text, size_t off, bool dotted)
{
	size_t start = off;
	size_t dots = 0;
	size_t last = 0; /* '_' in the last part, and in the one before */
	size_t last_but_one = 0;

	if (off == text.len || !in_host(marked_at(text, off)))
		return start;
	while (off < text.len) {
		struct marked at = marked_at(text, off);

		if (at.literal || (!in_host(at) && at.point != '-' &&
				   at.point != '_' && at.point != '.'))
			break;
		if (at.point == '_') {
			last++;
		} else if (at.point == '.') {
			last_but_one = last;
			last = 0;
			dots++;
		}
		off = at.end;
	}
	if ((last || last_but_one) && dots <= DOTS_MAX)
		return start;
	return dotted && !dots ? start : off;
}

/* --- Where a URL ends -------------------------------------------------- */

/* What no URL has bare: white space and '<' as in GFM, quotation marks and the
 * punctuation of Chinese and Japanese. */
static bool ends_url(uint32_t point)
{
	switch (point) {
	case '<':
	case 0xab: /* guillemets */
	case 0xbb:
	case 0x2039:
	case 0x203a:
	case 0x201c: /* double quotation marks */
	case 0x201d:
	case 0x201e:
		return true;
	default:
		return character_white(point) ||
		       (character_unspaced(point) &&
			!character_ideographic(point));
	}
}

struct brackets {
	size_t round; /* that close more than are opened, at the end */
	size_t square;
};

static size_t surplus(size_t opening, size_t closing)
{
	return closing > opening ? closing - opening : 0;
}

static struct brackets count_brackets(struct span text, size_t off, size_t end)
{
	size_t count[4] = { 0 };

	for (; off < end; off++) {
		const char *found = memchr("()[]", text.ptr[off], 4);

		if (found)
			count[found - "()[]"]++;
	}
	return (struct brackets){ surplus(count[0], count[1]),
				  surplus(count[2], count[3]) };
}

/* The start of an entity that ends at end, as "&amp;"; or end. */
static size_t entity_start(struct span text, size_t start, size_t end)
{
	size_t off = end - 1;

	while (off > start && is_letter(text.ptr[off - 1]))
		off--;
	return off > start && off < end - 1 && text.ptr[off - 1] == '&'
		       ? off - 1
		       : end;
}

/* The length of what must go from the end, as it does not belong to the URL;
 * 0 if all does. */
static size_t trailing(struct span text, size_t start, size_t end,
		       struct brackets *brackets)
{
	char last = text.ptr[end - 1];

	switch (last) {
	case ')':
		if (!brackets->round)
			return 0;
		brackets->round--;
		return 1;
	case ']':
		if (!brackets->square)
			return 0;
		brackets->square--;
		return 1;
	case ';':
		return entity_start(text, start, end) < end
			       ? end - entity_start(text, start, end)
			       : 1;
	default:
		if (strchr("?!.,:*_~'\"", last))
			return 1;
		/* A single quotation mark may be an apostrophe before. */
		if (end - start >= 3 &&
		    (memcmp(text.ptr + end - 3, "\xe2\x80\x98", 3) == 0 ||
		     memcmp(text.ptr + end - 3, "\xe2\x80\x99", 3) == 0))
			return 3;
		return 0;
	}
}

/* Cuts off what closes or ends the sentence around a URL. */
static size_t trim(struct span text, size_t start, size_t end)
{
	struct brackets brackets = count_brackets(text, start, end);

	while (end > start) {
		size_t len = trailing(text, start, end, &brackets);

		if (!len)
			break;
		end -= len;
		/* No mark is left without its character. */
		if (marked_before(text, end))
			end -= ESCAPES_MARK_LEN;
	}
	return end;
}

static size_t url_end(struct span text, size_t start, size_t off)
{
	while (off < text.len) {
		struct marked at = marked_at(text, off);

		if (ends_url(at.point))
			break;
		off = at.end;
	}
	return trim(text, start, off);
}

/* --- The three kinds --------------------------------------------------- */

/* A stretch of text that is a link, and what its URL has before it. */
struct found {
	size_t start;
	size_t end; /* of nothing found, start */
	const char *prefix;
};

static size_t scheme_length(struct span text, size_t off)
{
	static const char *const schemes[] = { "http://", "https://" };

	for (size_t i = 0; i < sizeof(schemes) / sizeof(*schemes); i++) {
		size_t len = strlen(schemes[i]);

		if (text.len - off > len &&
		    strncasecmp(text.ptr + off, schemes[i], len) == 0)
			return len;
	}
	return 0;
}

/* before is what stands before off: its last byte. */
static struct found find_url(struct span text, size_t off, char before)
{
	struct found found = { off, off, "" };
	size_t scheme = is_letter(before) ? 0 : scheme_length(text, off);
	size_t host;

	if (!scheme)
		return found;
	host = host_end(text, off + scheme, false);
	if (host > off + scheme)
		found.end = url_end(text, off, host);
	if (found.end <= off + scheme)
		found.end = off;
	return found;
}

static struct found find_www(struct span text, size_t off, char before)
{
	struct found found = { off, off, "http://" };
	size_t host;

	if (!strchr(" \t\n\v\f\r*_~([", before) || text.len - off <= 4 ||
	    memcmp(text.ptr + off, "www.", 4) != 0 ||
	    !in_host(marked_at(text, off + 4)))
		return found;
	host = host_end(text, off, true);
	if (host > off)
		found.end = url_end(text, off, host);
	if (found.end <= off + 4)
		found.end = off;
	return found;
}

static bool in_mailbox(char byte)
{
	return is_alphanumeric(byte) || (byte && strchr(".+-_", byte));
}

/* The end of the domain behind an '@' at off; off if it has no dot, or ends
 * otherwise than in a letter. */
static size_t mail_end(struct span text, size_t off)
{
	size_t end = off + 1;
	bool dotted = false;

	while (end < text.len) {
		char byte = text.ptr[end];
		bool dot = byte == '.' && end + 1 < text.len &&
			   is_alphanumeric(text.ptr[end + 1]);

		if (byte == '@')
			return off;
		dotted |= dot;
		if (!dot && !is_alphanumeric(byte) && byte != '-' &&
		    byte != '_')
			break;
		end++;
	}
	return dotted && is_letter(text.ptr[end - 1]) ? end : off;
}

/* Whether this stands before off, and not before floor. */
static bool stands_before(struct span text, size_t off, size_t floor,
			  const char *string)
{
	size_t len = strlen(string);

	return off - floor >= len &&
	       strncasecmp(text.ptr + off - len, string, len) == 0 &&
	       !marked_before(text, off - len);
}

/* There is an '@' at off; nothing before floor belongs to it. */
static struct found find_mail(struct span text, size_t off, size_t floor)
{
	static const char scheme[] = "mailto:";
	struct found found = { off, off, scheme };
	size_t end = mail_end(text, off);

	if (end == off)
		return found;
	while (found.start > floor && in_mailbox(text.ptr[found.start - 1]))
		found.start--;
	/* A character that a mark precedes is not taken from it. */
	if (marked_before(text, found.start))
		found.start++;
	/* A user at a host, in a URL of another scheme, is no mailbox. */
	if (found.start >= off ||
	    stands_before(text, found.start, floor, "://"))
		return (struct found){ off, off, "" };
	if (stands_before(text, found.start, floor, scheme)) {
		found.start -= strlen(scheme);
		found.prefix = "";
	}
	found.end = end;
	return found;
}

/* --- The search -------------------------------------------------------- */

static void add(struct edits *edits, size_t item, struct span text,
		const struct found *found)
{
	size_t from = edits->strings.len;
	size_t edit = edits_add(edits, item, found->start, 0, EDIT_ENTER,
				INLINE_LINK);

	buffer_append_string(&edits->strings, found->prefix);
	escapes_unmark(&edits->strings, text.ptr + found->start,
		       found->end - found->start);
	buffer_append_byte(&edits->strings, '\0');
	edits_set_string(edits, edit, from);
	edits_add(edits, item, found->end, 0, EDIT_LEAVE, INLINE_LINK);
}

/* before is what stands before the item, or a character like it. */
static void look_at_text(struct edits *edits, const struct inlines *in,
			 size_t item, char before)
{
	struct span text = inlines_bytes(in, item);
	size_t floor = 0; /* what is before is settled */
	size_t off = 0;

	while (off < text.len) {
		struct found found = { off, off, "" };

		if ((text.ptr[off] | 0x20) == 'h')
			found = find_url(text, off, before);
		else if (text.ptr[off] == 'w')
			found = find_www(text, off, before);
		else if (text.ptr[off] == '@')
			found = find_mail(text, off, floor);
		if (found.end > found.start) {
			add(edits, item, text, &found);
			off = floor = found.end;
		} else {
			if (text.ptr[off] == '@')
				floor = off + 1;
			off = marked_at(text, off).end;
		}
		before = text.ptr[off - 1];
	}
}

/* Whether what follows this tag is in a link of HTML; anchor says whether the
 * tag is. */
static bool in_anchor(struct span html, bool anchor)
{
	if (html.len > 3 && strncasecmp(html.ptr, "</a", 3) == 0)
		return false;
	return anchor || (html.len > 3 && strncasecmp(html.ptr, "<a", 2) == 0 &&
			  strchr(" \t\n", html.ptr[2]) &&
			  memmem(html.ptr, html.len, "href", 4));
}

void autolinks_find(struct edits *edits, const struct inlines *in)
{
	size_t links = 0;
	bool anchor = false;
	char before = '\n';

	for (size_t i = 0; i < in->count; i++) {
		const struct inline_item *item = &in->items[i];
		bool link = item->kind >= INLINE_LINK;

		if (item->kind == INLINE_TEXT && !links && !anchor)
			look_at_text(edits, in, i, before);
		if (item->kind == INLINE_HTML)
			anchor = in_anchor(inlines_bytes(in, i), anchor);
		if (item->edge == INLINE_ENTER)
			links += link;
		else if (item->edge == INLINE_LEAVE)
			links -= link;
		/* Emphasis stands for its delimiters. */
		if (item->kind == INLINE_SOFT_BREAK ||
		    item->kind == INLINE_HARD_BREAK)
			before = '\n';
		else
			before = item->edge != INLINE_LEAF && !link ? '*' : '`';
	}
}
