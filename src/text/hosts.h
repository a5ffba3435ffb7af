/* SPDX-License-Identifier: ISC */
/* Read the host of a URL, which may pretend to be another. */
#ifndef TEXT_HOSTS_H
#define TEXT_HOSTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

/* The parts of a URL "scheme://userinfo@host:port…", borrowed from it. */
struct hosts_parts {
	struct span userinfo; /* without the '@'; ptr is NULL: there is none */
	struct span host;
	struct span port; /* with its ':', or empty */
	struct span rest; /* from the '/', '?' or '#' on, or empty */
};

/* Takes apart what stands behind "scheme://". As browsers do (the URL Standard
 * of WHATWG), what is before the last '@' of the authority is no host. */
void hosts_split(const char *authority, size_t len, struct hosts_parts *parts);

/*
 * Append a host (UTF-8 or ASCII, with percent signs decoded) in one form:
 * prepared as UTS #46 does it (NFKC, lower case, dots of East Asia), each label
 * in Unicode or, where it is not ASCII, as "xn--" and Punycode (RFC 3492).
 * False, with nothing appended, where no name can be made of it: empty or over
 * 253 bytes, a label over 63, controls, blanks or what divides a URL,
 * characters that hide, an "xn--" that is none.
 */
bool hosts_to_ascii(struct buffer *out, const char *host, size_t len);
bool hosts_to_unicode(struct buffer *out, const char *host, size_t len);

/*
 * Whether a host, in whichever form, can be taken for another by its looks:
 * scripts mixed within a label other than as UTS #39's "highly restrictive"
 * allows (Latin with Japanese, Chinese or Korean), a label all of whose letters
 * look like Latin's ("apple" in Cyrillic), digits of two systems, phonetic
 * letters, joiners, or what is neither letter nor digit. Also what is no host.
 */
bool hosts_suspicious(const char *host, size_t len);

#endif
