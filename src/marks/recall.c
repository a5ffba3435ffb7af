/* SPDX-License-Identifier: ISC */
/* The anchors of a document, found by what is known of the texts they are of.
 */
#include "marks/recall.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "document/document.h"
#include "marks/anchor/carry.h"
#include "marks/anchor/words.h"
#include "marks/snapshot.h"

/* Old texts that are compared at a time; with more, that of the one asked for
 * longest ago is compared again when it is asked for. */
enum { TEXTS = 12 };

struct old_text {
	char fingerprint[MARK_FINGERPRINT + 1];
	struct carry *carry; /* owned; NULL: the text is not kept */
	uint64_t used;
};

struct recall {
	const struct document *document;
	char fingerprint[MARK_FINGERPRINT + 1]; /* the document's */
	char *folder;				/* owned; may be NULL */
	struct words words;			/* the document's */
	struct old_text texts[TEXTS];
	size_t count;
	uint64_t clock;
};

static struct span text_of(const struct recall *recall)
{
	return (struct span){ buffer_string(&recall->document->text),
			      recall->document->text.len };
}

struct recall *recall_open(const struct document *document,
			   const char *fingerprint, const char *folder)
{
	struct recall *recall = memory_alloc_zeroed(1, sizeof(*recall));
	size_t len = strlen(fingerprint);

	recall->document = document;
	if (len <= MARK_FINGERPRINT)
		memcpy(recall->fingerprint, fingerprint, len);
	if (folder)
		recall->folder = memory_copy_string(folder, strlen(folder));
	return recall;
}

void recall_free(struct recall *recall)
{
	if (!recall)
		return;
	for (size_t i = 0; i < recall->count; i++)
		carry_free(recall->texts[i].carry);
	words_release(&recall->words);
	free(recall->folder);
	free(recall);
}

/* Whether there is an old text to ask for: not that of the document itself. */
static bool has_old_text(const struct recall *recall,
			 const struct selector *selector)
{
	return *selector->fingerprint && selector->start < selector->end &&
	       recall->document->text.len &&
	       recall->document->text.len <= SNAPSHOT_MAX &&
	       strcmp(selector->fingerprint, recall->fingerprint) != 0;
}

static struct old_text *find_text(struct recall *recall,
				  const struct selector *selector)
{
	for (size_t i = 0; i < recall->count; i++)
		if (strcmp(recall->texts[i].fingerprint,
			   selector->fingerprint) == 0)
			return &recall->texts[i];
	return NULL;
}

/* A place for another one. */
static struct old_text *add_text(struct recall *recall)
{
	struct old_text *oldest = &recall->texts[0];

	if (recall->count < TEXTS)
		return &recall->texts[recall->count++];
	for (size_t i = 1; i < TEXTS; i++)
		if (recall->texts[i].used < oldest->used)
			oldest = &recall->texts[i];
	carry_free(oldest->carry);
	return oldest;
}

static void load(struct recall *recall, const struct selector *selector)
{
	struct old_text *text = add_text(recall);
	struct buffer old = BUFFER_INIT;

	memset(text, 0, sizeof(*text));
	memcpy(text->fingerprint, selector->fingerprint,
	       sizeof(text->fingerprint));
	text->used = ++recall->clock;
	if (snapshot_load(recall->folder, text->fingerprint, &old))
		text->carry = carry_open(&old, text_of(recall), &recall->words);
	buffer_release(&old);
}

bool recall_prepare(struct recall *recall, const struct selector *selector)
{
	struct old_text *text;

	if (!has_old_text(recall, selector))
		return false;
	text = find_text(recall, selector);
	if (!text) {
		load(recall, selector);
		return true;
	}
	if (!text->carry)
		return false;
	if (recall->words.taken < recall->document->text.len) {
		words_take(&recall->words, text_of(recall), WORDS_STEP);
		return true;
	}
	return carry_step(text->carry);
}

/* Where the selector's quote stands in its old text, if that is compared. */
static struct carry *find_carry(struct recall *recall,
				const struct selector *selector, uint32_t *off,
				uint32_t *end)
{
	const struct buffer *quote = &selector->anchor.exact;
	struct old_text *text;
	struct span old;

	while (recall_prepare(recall, selector))
		;
	text = has_old_text(recall, selector) ? find_text(recall, selector)
					      : NULL;
	if (!text || !text->carry)
		return NULL;
	text->used = ++recall->clock;
	old = carry_old(text->carry);
	*off = carry_byte(text->carry, selector->start);
	*end = carry_byte(text->carry, selector->end);
	if (*end - *off != quote->len ||
	    memcmp(old.ptr + *off, buffer_string(quote), quote->len) != 0)
		return NULL;
	return text->carry;
}

void recall_find(struct recall *recall, const struct selector *selector,
		 struct anchor_result *result)
{
	uint32_t off, end;
	struct carry *carry = find_carry(recall, selector, &off, &end);

	if (carry)
		anchor_find_carried(&selector->anchor, recall->document, carry,
				    off, end, result);
	else
		anchor_find(&selector->anchor, recall->document, result);
}
