/* SPDX-License-Identifier: ISC */
/* The formats that marks are exchanged in: each is a file here. */
#ifndef MARKS_EXCHANGE_FORMATS_H
#define MARKS_EXCHANGE_FORMATS_H

#include "marks/exchange.h"

extern const struct exchange_format exchange_jsonl;
extern const struct exchange_format exchange_annotations;
extern const struct exchange_format exchange_hypothesis;
extern const struct exchange_format exchange_koreader;
extern const struct exchange_format exchange_readwise;
extern const struct exchange_format exchange_calibre;
extern const struct exchange_format exchange_foliate;
extern const struct exchange_format exchange_markdown;
extern const struct exchange_format exchange_org;
extern const struct exchange_format exchange_clippings;

#endif
