/* SPDX-License-Identifier: ISC */
/* Whether this build has the compiler's sanitizers in it. */
#ifndef BASE_SANITIZERS_H
#define BASE_SANITIZERS_H

/* gcc says so by a macro, clang by a question. */
#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#define SANITIZED 1
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

#endif
