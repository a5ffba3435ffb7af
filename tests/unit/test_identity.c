/* SPDX-License-Identifier: ISC */
/* Tests of which document a text is. */
#include "test.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "document/document.h"
#include "edits.h"
#include "marks/identity.h"
#include "scratch.h"

/* What is reckoned of a text. */
struct reckoned {
	char fingerprint[MARK_FINGERPRINT + 1];
	uint64_t sketch[STORE_SKETCH];
	size_t count;
};

static void take_all(struct reckoned *reckoned, struct identity *identity)
{
	identity_fingerprint(identity, reckoned->fingerprint);
	reckoned->count = identity_sketch(identity, reckoned->sketch);
	for (size_t i = 1; i < reckoned->count; i++)
		assert_true(reckoned->sketch[i - 1] < reckoned->sketch[i]);
}

static struct reckoned reckon(const char *text, size_t len)
{
	struct document *document = edits_document(text, len);
	struct identity *identity = identity_new();
	struct reckoned reckoned;

	assert_false(identity_step(identity, document, SIZE_MAX));
	take_all(&reckoned, identity);
	identity_free(identity);
	document_free(document);
	return reckoned;
}

static struct reckoned reckon_string(const char *text)
{
	return reckon(text, strlen(text));
}

static unsigned likeness(const struct reckoned *a, const struct reckoned *b)
{
	unsigned there =
		identity_likeness(a->sketch, a->count, b->sketch, b->count);

	assert_int_equal(there, identity_likeness(b->sketch, b->count,
						  a->sketch, a->count));
	return there;
}

/* --- Fingerprint and sketch ------------------------------------------ */

static void test_a_fingerprint_is_of_the_reading_text(void **state)
{
	struct reckoned reckoned = reckon_string("Abc.\n");
	struct reckoned empty = reckon_string("");

	(void)state;
	assert_string_equal(reckoned.fingerprint,
			    "sha256:1ef6f497bde0250fdb2aad5529c948c65c34d3605d"
			    "27ff3ed87392465815f971");
	assert_int_equal(empty.count, 0);
	assert_string_equal(empty.fingerprint,
			    "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e464"
			    "9b934ca495991b7852b855");
}

/* What is kept for years does not change: reckoned by another program. */
static const struct {
	const char *text;
	size_t count;
	uint64_t hashes[3];
} sketches[] = {
	{ "The reader comes back.\n", 1, { 0x2cae71828336b8f7 } },
	{ "The READER \xe2\x80\x94 comes\nback; at night!\n",
	  3,
	  { 0x2cae71828336b8f7, 0x2fb829db3498f139, 0x629676ba266ac428 } },
	/* Fewer than four words are one run; accents are folded. */
	{ "Caf\xc3\xa9!\n", 1, { 0xcb28aaa216fea2ca } },
	{ "Cafe\xcc\x81\n", 1, { 0xcb28aaa216fea2ca } },
	{ "ca\xc2\xad"
	  "fe\n",
	  1,
	  { 0xcb28aaa216fea2ca } },
	/* Eight characters that nothing parts. */
	{ "\xe5\xb1\xb1\xe9\xab\x98\xe6\x9c\x88\xe5\xb0\x8f\xef\xbc\x8c"
	  "\xe6\xb0\xb4\xe8\x90\xbd\xe7\x9f\xb3\xe5\x87\xba\xe3\x80\x82\n",
	  1,
	  { 0x769c7191ca0cc6e8 } },
	{ "* * *\n", 0, { 0 } },
};

static void test_sketches_stay_as_they_are(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(sketches) / sizeof(sketches[0]); i++) {
		struct reckoned reckoned = reckon_string(sketches[i].text);

		assert_int_equal(reckoned.count, sketches[i].count);
		for (size_t j = 0; j < reckoned.count; j++)
			assert_int_equal(reckoned.sketch[j],
					 sketches[i].hashes[j]);
	}
}

/* Texts in which what is written differs, but not what is said. */
static void test_scripts_have_words(void **state)
{
	static const struct {
		const char *text;
		size_t words; /* or characters, of what is parted by nothing */
		size_t run;
	} scripts[] = {
		{ "\xd0\x92\xd1\x81\xd0\xb5 \xd1\x81\xd1\x87\xd0\xb0\xd1\x81 "
		  "\xd1\x81\xd0\xb5\xd0\xbc \xd0\xbf\xd0\xbe "
		  "\xd0\xb4\xd1\x80\xd1\x83\n",
		  5, 4 }, /* Cyrillic */
		{ "\xe0\xb8\x81\xe0\xb8\xb2\xe0\xb8\xa3\xe0\xb8\xad\xe0\xb9"
		  "\x88\xe0\xb8\xb2\xe0\xb8\x99\xe0\xb8\x84\xe0\xb8\xb7"
		  "\xe0\xb8\xad\n",
		  10, 8 }, /* Thai */
		{ "\xe3\x82\x88\xe3\x81\xbf\xe3\x81\x8b\xe3\x81\x91\xe3\x81"
		  "\xae\xe6\x9c\xac\xe3\x82\x92\xe3\x82\x82\xe3\x81\xa4\n",
		  9, 8 }, /* Japanese */
		{ "\xe0\xa4\x95\xe0\xa5\x8d\xe0\xa4\xb7\xe0\xa4\xae\xe0\xa4"
		  "\xbe \xe0\xa4\x95\xe0\xa4\xb0\xe0\xa5\x8b \xe0\xa4\x86"
		  "\xe0\xa4\xaa \xe0\xa4\xb8\xe0\xa4\xac\n",
		  4, 4 }, /* Devanagari: a virama parts no word */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(scripts) / sizeof(scripts[0]); i++)
		assert_int_equal(reckon_string(scripts[i].text).count,
				 scripts[i].words - scripts[i].run + 1);
}

static void test_slices_make_no_difference(void **state)
{
	struct buffer text = BUFFER_INIT;
	struct document *document;
	struct reckoned whole;
	uint64_t random = 5;

	(void)state;
	for (size_t i = 0; i < 40; i++) {
		edits_add_paragraph(&text, &random);
		buffer_append_string(&text, "\xe6\xb0\xb4\xe8\x90\xbd \xc3\xa9t"
					    "\xc3\xa9 \xf0\x9f\x93\x96\n");
	}
	whole = reckon(text.data, text.len);
	document = edits_document(text.data, text.len);
	for (size_t size = 0; size < 40; size++) {
		struct identity *identity = identity_new();
		struct reckoned sliced;
		size_t steps = 1;

		for (; identity_step(identity, document, size); steps++)
			if (steps % 7 == 0)
				take_all(&sliced, identity);
		assert_true(!size ||
			    steps <= text.len / (size > 3 ? size - 3 : 1) + 1);
		take_all(&sliced, identity);
		assert_memory_equal(&sliced, &whole, sizeof(whole));
		assert_false(identity_step(identity, document, size));
		identity_free(identity);
	}
	document_free(document);
	buffer_release(&text);
}

static void test_the_first_four_megabytes_are_sketched(void **state)
{
	enum { LIMIT = 4 << 20 };
	struct buffer text = BUFFER_INIT;
	struct reckoned both, one, other;

	(void)state;
	buffer_append_string(&text, "one more reader comes back here ");
	while (text.len < LIMIT - 2)
		buffer_append_byte(&text, '.');
	/* A character across the limit is not halved, nor in the sketch. */
	buffer_append_string(&text, "a\xc3\xa9\n");
	one = reckon(text.data, text.len);
	buffer_append_string(&text, "some words that nobody looks at\n");
	both = reckon(text.data, text.len);
	assert_int_equal(likeness(&one, &both), 1000);
	assert_int_equal(one.count, both.count);
	assert_string_not_equal(one.fingerprint, both.fingerprint);
	text.data[LIMIT - 2] = 'b';
	other = reckon(text.data, text.len);
	assert_true(likeness(&one, &other) < 1000);
	buffer_release(&text);
}

static void test_likeness_is_that_of_the_smallest(void **state)
{
	static const struct {
		uint64_t a[4];
		size_t a_count;
		uint64_t b[4];
		size_t b_count;
		unsigned likeness;
	} pairs[] = {
		{ { 0 }, 0, { 0 }, 0, 0 },
		{ { 1 }, 1, { 0 }, 0, 0 },
		{ { 1, 2 }, 2, { 1, 2 }, 2, 1000 },
		{ { 1, 2, 3 }, 3, { 2, 3, 4 }, 3, 500 },
		{ { 1, 2, 3, 4 }, 4, { 4 }, 1, 250 },
		{ { 1, 3 }, 2, { 2, 4 }, 2, 0 },
	};
	uint64_t low[STORE_SKETCH], high[STORE_SKETCH];

	(void)state;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		assert_int_equal(identity_likeness(pairs[i].a, pairs[i].a_count,
						   pairs[i].b,
						   pairs[i].b_count),
				 pairs[i].likeness);
	/* Those above the union's smallest do not count. */
	for (uint64_t i = 0; i < STORE_SKETCH; i++) {
		low[i] = i + 1;
		high[i] = i + 1 + STORE_SKETCH / 2;
	}
	assert_int_equal(
		identity_likeness(low, STORE_SKETCH, high, STORE_SKETCH), 500);
}

static void add_text(struct buffer *text, uint64_t *random, size_t paragraphs)
{
	for (size_t i = 0; i < paragraphs; i++)
		edits_add_paragraph(text, random);
}

/* The more is edited the less alike, and others are not. */
static void test_edited_texts_are_alike(void **state)
{
	enum { TEXTS = 30 };
	struct reckoned all[TEXTS];
	uint64_t random = 23;
	size_t edited_alike = 0;

	(void)state;
	for (size_t i = 0; i < TEXTS; i++) {
		struct buffer text = BUFFER_INIT;
		struct edited edited = { BUFFER_INIT, NULL, 0 };
		struct reckoned last;

		add_text(&text, &random, 20 + i * 3);
		all[i] = reckon(text.data, text.len);
		edited_start(&edited, text.data, text.len);
		/* An edit in every fourth paragraph or so. */
		for (size_t j = 0; j < 5 + i; j++)
			edit_once(&edited, &random);
		last = reckon(edited.text.data, edited.text.len);
		edited_alike += likeness(&all[i], &last) >= IDENTITY_SURE;
		assert_true(likeness(&all[i], &last) >= IDENTITY_ALIKE);
		for (size_t j = 0; j < i; j++)
			assert_true(likeness(&all[i], &all[j]) <
				    IDENTITY_ALIKE);
		edited_release(&edited);
		buffer_release(&text);
	}
	assert_true(edited_alike >= TEXTS * 9 / 10);
}

/* --- Which document it is -------------------------------------------- */

/* Texts of 60 sentences: how many of the essay's first are others. */
enum text {
	ESSAY,
	EDITED,	    /* sure to be it */
	EDITED_TOO, /* likewise */
	REWRITTEN,  /* alike */
	OTHER,	    /* another one */
	WORDLESS,
	TEXTS,
};

static const struct {
	size_t others;
	uint64_t seed;
	unsigned least, most; /* how like the essay it is */
} recipes[TEXTS] = {
	[ESSAY] = { 0, 1, 1000, 1000 },	   [EDITED] = { 5, 2, 600, 999 },
	[EDITED_TOO] = { 7, 3, 600, 999 }, [REWRITTEN] = { 30, 4, 210, 490 },
	[OTHER] = { 60, 5, 0, 100 },	   [WORDLESS] = { 0, 0, 0, 0 },
};

static struct reckoned texts[TEXTS];

static void make_texts(void)
{
	enum { SENTENCES = 60 };

	for (size_t i = 0; i < TEXTS; i++) {
		struct buffer text = BUFFER_INIT;
		uint64_t essay = recipes[ESSAY].seed;
		uint64_t other = recipes[i].seed;
		unsigned like;

		for (size_t j = 0; i != WORDLESS && j < SENTENCES; j++) {
			struct buffer sentence = BUFFER_INIT;

			edits_add_sentence(&sentence, &essay);
			if (j < recipes[i].others) {
				buffer_clear(&sentence);
				edits_add_sentence(&sentence, &other);
			}
			buffer_append(&text, sentence.data, sentence.len);
			buffer_append_byte(&text, '\n');
			buffer_release(&sentence);
		}
		texts[i] = reckon(buffer_string(&text), text.len);
		like = likeness(&texts[ESSAY], &texts[i]);
		if (like < recipes[i].least || like > recipes[i].most)
			fail_msg("text %zu: %u", i, like);
		buffer_release(&text);
	}
}

static struct identity_text text_of(enum text which, const char *path)
{
	return (struct identity_text){
		.path = path,
		.home = scratch_folder,
		.fingerprint = texts[which].fingerprint,
		.sketch = texts[which].sketch,
		.sketch_count = texts[which].count,
	};
}

/* A store of its own, in the scratch folder. */
static struct store *new_store(void)
{
	static size_t number;
	char name[32];
	struct store_options options = { NULL, NULL, false };
	struct store *store;

	snprintf(name, sizeof(name), "%zu", number++);
	scratch_mkdir(name);
	options.state = scratch_path(name);
	snprintf(name, sizeof(name), "%zu.jsonl", number);
	options.path = scratch_path(name);
	store = store_open(&options);
	store_read(store);
	return store;
}

static void put(struct store *store, struct sighting_list *list)
{
	const struct store_batch batch = { NULL, 0, list->sightings,
					   list->count };
	struct error error;

	if (list->count)
		assert_true(store_put(store, &batch, &error));
	sighting_list_release(list);
}

/* Keeps that the documents, a letter each, were seen; returns how many
 * sightings that took. */
static size_t see(struct store *store, const char *documents, enum text which,
		  const char *path, const char *title)
{
	struct identity_text text = text_of(which, path);
	struct sighting_list list = { NULL, 0, 0 };
	char ids[4][MARK_ID + 1] = { "" };
	size_t count = strlen(documents);

	for (size_t i = 0; i < count; i++)
		ids[i][0] = documents[i];
	identity_sight(store, &text, title, (const char(*)[MARK_ID + 1]) ids,
		       count, &list);
	count = list.count;
	put(store, &list);
	return count;
}

struct seen {
	const char *document;
	enum text text;
	const char *path;
};

static const char *const answers[] = {
	[IDENTITY_NEW] = "new",	      [IDENTITY_KNOWN] = "known",
	[IDENTITY_MOVED] = "moved",   [IDENTITY_EDITED] = "edited",
	[IDENTITY_ASK] = "to ask of",
};

/* Asks which document a text is; says where it is not as expected. */
static void assert_found(struct store *store, const char *what, enum text which,
			 const char *path, enum identity_answer expected,
			 const char *documents, const char *from)
{
	struct identity_text text = text_of(which, path);
	struct identity_found found = { 0 };
	struct buffer there = BUFFER_INIT;

	/* What an earlier call left is no matter. */
	identity_find(store, &text, &found);
	identity_find(store, &text, &found);
	for (size_t i = 0; i < found.count; i++)
		buffer_append_string(&there, found.documents[i]);
	if (found.answer != expected ||
	    strcmp(buffer_string(&there), documents) != 0 ||
	    strcmp(buffer_string(&found.from), from) != 0)
		fail_msg("%s: %s \"%s\" from \"%s\", likeness %u", what,
			 answers[found.answer], buffer_string(&there),
			 buffer_string(&found.from), found.likeness);
	buffer_release(&there);
	identity_found_release(&found);
	assert_int_equal(found.count, 0);
}

/* ~/here.md and ~/there.md are files, and so is ~/link.md, which is here.md. */
static const struct {
	const char *what;
	struct seen seen[3];
	enum text text;
	const char *path;
	enum identity_answer answer;
	const char *documents;
	const char *from;
} finds[] = {
	{ "nothing known",
	  { { 0 } },
	  ESSAY,
	  "~/here.md",
	  IDENTITY_NEW,
	  "",
	  "" },
	{ "unchanged",
	  { { "A", ESSAY, "~/here.md" } },
	  ESSAY,
	  "~/here.md",
	  IDENTITY_KNOWN,
	  "A",
	  "" },
	{ "edited",
	  { { "A", ESSAY, "~/here.md" } },
	  EDITED,
	  "~/here.md",
	  IDENTITY_KNOWN,
	  "A",
	  "" },
	{ "rewritten",
	  { { "A", ESSAY, "~/here.md" } },
	  REWRITTEN,
	  "~/here.md",
	  IDENTITY_KNOWN,
	  "A",
	  "" },
	{ "another text in its place",
	  { { "A", ESSAY, "~/here.md" } },
	  OTHER,
	  "~/here.md",
	  IDENTITY_EDITED,
	  "A",
	  "" },
	{ "and one that is in another place alike",
	  { { "A", OTHER, "~/here.md" }, { "B", ESSAY, "~/gone.md" } },
	  REWRITTEN,
	  "~/here.md",
	  IDENTITY_EDITED,
	  "A",
	  "" },
	{ "and one that was moved over it",
	  { { "A", OTHER, "~/here.md" }, { "B", ESSAY, "~/gone.md" } },
	  EDITED,
	  "~/here.md",
	  IDENTITY_MOVED,
	  "B",
	  "~/gone.md" },
	{ "and one that was copied over it",
	  { { "A", OTHER, "~/here.md" }, { "B", ESSAY, "~/there.md" } },
	  EDITED,
	  "~/here.md",
	  IDENTITY_ASK,
	  "B",
	  "~/there.md" },
	{ "and one that was elsewhere",
	  { { "A", OTHER, "~/here.md" }, { "A", ESSAY, "~/there.md" } },
	  EDITED,
	  "~/here.md",
	  IDENTITY_KNOWN,
	  "A",
	  "" },
	{ "renamed",
	  { { "A", ESSAY, "~/gone.md" } },
	  ESSAY,
	  "~/here.md",
	  IDENTITY_KNOWN,
	  "A",
	  "" },
	{ "copied",
	  { { "A", ESSAY, "~/there.md" } },
	  ESSAY,
	  "~/here.md",
	  IDENTITY_KNOWN,
	  "A",
	  "" },
	{ "renamed and edited",
	  { { "A", ESSAY, "~/gone.md" } },
	  EDITED,
	  "~/here.md",
	  IDENTITY_MOVED,
	  "A",
	  "~/gone.md" },
	{ "renamed and rewritten",
	  { { "A", ESSAY, "~/gone.md" } },
	  REWRITTEN,
	  "~/here.md",
	  IDENTITY_ASK,
	  "A",
	  "~/gone.md" },
	{ "copied and edited",
	  { { "A", ESSAY, "~/there.md" } },
	  EDITED,
	  "~/here.md",
	  IDENTITY_ASK,
	  "A",
	  "~/there.md" },
	{ "seen in two places, of which one is there",
	  { { "A", ESSAY, "~/there.md" }, { "A", EDITED, "~/gone.md" } },
	  EDITED_TOO,
	  "~/here.md",
	  IDENTITY_ASK,
	  "A",
	  "~/there.md" },
	{ "though it is more like the one that is gone",
	  { { "A", REWRITTEN, "~/there.md" }, { "A", ESSAY, "~/gone.md" } },
	  EDITED,
	  "~/here.md",
	  IDENTITY_ASK,
	  "A",
	  "~/there.md" },
	{ "another name of the same file",
	  { { "A", ESSAY, "~/link.md" } },
	  EDITED,
	  "~/here.md",
	  IDENTITY_KNOWN,
	  "A",
	  "" },
	{ "another's home",
	  { { "A", ESSAY, "/nobodys-home/essay.md" } },
	  EDITED,
	  "~/here.md",
	  IDENTITY_MOVED,
	  "A",
	  "/nobodys-home/essay.md" },
	{ "a file is where its folder was",
	  { { "A", ESSAY, "~/there.md/essay.md" } },
	  EDITED,
	  "~/here.md",
	  IDENTITY_MOVED,
	  "A",
	  "~/there.md/essay.md" },
	{ "a path that says nothing",
	  { { "A", ESSAY, "essay.md" } },
	  EDITED,
	  "~/here.md",
	  IDENTITY_ASK,
	  "A",
	  "essay.md" },
	{ "from a pipe",
	  { { "A", ESSAY, "" } },
	  ESSAY,
	  "~/here.md",
	  IDENTITY_KNOWN,
	  "A",
	  "" },
	{ "from a pipe, and edited",
	  { { "A", ESSAY, "" } },
	  EDITED,
	  "~/here.md",
	  IDENTITY_MOVED,
	  "A",
	  "" },
	{ "into a pipe",
	  { { "A", ESSAY, "~/there.md" } },
	  ESSAY,
	  "",
	  IDENTITY_KNOWN,
	  "A",
	  "" },
	{ "into a pipe, and edited",
	  { { "A", ESSAY, "~/there.md" } },
	  EDITED,
	  "",
	  IDENTITY_ASK,
	  "A",
	  "~/there.md" },
	{ "another pipe",
	  { { "A", OTHER, "" } },
	  ESSAY,
	  "",
	  IDENTITY_NEW,
	  "",
	  "" },
	{ "two documents with this text",
	  { { "B", ESSAY, "~/gone.md" }, { "A", ESSAY, "~/there.md" } },
	  ESSAY,
	  "~/here.md",
	  IDENTITY_KNOWN,
	  "AB",
	  "" },
	{ "equal ones before those of this path",
	  { { "A", EDITED, "~/here.md" }, { "B", ESSAY, "~/there.md" } },
	  ESSAY,
	  "~/here.md",
	  IDENTITY_KNOWN,
	  "BA",
	  "" },
	{ "not those that were at this path",
	  { { "A", OTHER, "~/here.md" }, { "B", ESSAY, "~/there.md" } },
	  ESSAY,
	  "~/here.md",
	  IDENTITY_KNOWN,
	  "B",
	  "" },
	{ "two documents that were one text, edited",
	  { { "B", ESSAY, "~/gone.md" }, { "A", ESSAY, "~/away.md" } },
	  EDITED,
	  "~/away.md",
	  IDENTITY_KNOWN,
	  "A",
	  "" },
	{ "and moved",
	  { { "B", ESSAY, "~/gone.md" }, { "A", ESSAY, "~/gone.md" } },
	  EDITED,
	  "~/here.md",
	  IDENTITY_MOVED,
	  "AB",
	  "~/gone.md" },
	{ "of two that are alike the one more so",
	  { { "A", REWRITTEN, "~/gone.md" }, { "B", ESSAY, "~/away.md" } },
	  EDITED,
	  "~/here.md",
	  IDENTITY_MOVED,
	  "B",
	  "~/away.md" },
	{ "all wordless texts are equal",
	  { { "A", WORDLESS, "~/there.md" } },
	  WORDLESS,
	  "~/here.md",
	  IDENTITY_NEW,
	  "",
	  "" },
	{ "but at one path",
	  { { "A", WORDLESS, "~/here.md" } },
	  WORDLESS,
	  "~/here.md",
	  IDENTITY_KNOWN,
	  "A",
	  "" },
	{ "emptied",
	  { { "A", ESSAY, "~/here.md" } },
	  WORDLESS,
	  "~/here.md",
	  IDENTITY_EDITED,
	  "A",
	  "" },
};

static void make_files(void)
{
	scratch_write("here.md", "x");
	scratch_write("there.md", "x");
	scratch_link("here.md", "link.md");
}

static void test_texts_are_found(void **state)
{
	(void)state;
	make_texts();
	make_files();
	for (size_t i = 0; i < sizeof(finds) / sizeof(finds[0]); i++) {
		struct store *store = new_store();

		for (size_t j = 0; j < 3 && finds[i].seen[j].document; j++)
			assert_int_equal(see(store, finds[i].seen[j].document,
					     finds[i].seen[j].text,
					     finds[i].seen[j].path, "An essay"),
					 1);
		assert_found(store, finds[i].what, finds[i].text, finds[i].path,
			     finds[i].answer, finds[i].documents,
			     finds[i].from);
		store_free(store);
	}
}

/* Without a home nobody knows whether the file is there. */
static void test_without_a_home_it_is_asked(void **state)
{
	struct store *store = new_store();
	struct identity_text text = text_of(EDITED, "/somewhere.md");
	struct identity_found found = { 0 };

	(void)state;
	see(store, "A", ESSAY, "~/gone.md", "");
	text.home = "";
	identity_find(store, &text, &found);
	assert_int_equal(found.answer, IDENTITY_ASK);
	assert_true(found.likeness >= IDENTITY_SURE);
	identity_found_release(&found);
	store_free(store);
}

/* --- What is kept of it ---------------------------------------------- */

static void assert_sightings(struct store *store, const char *document,
			     const char *expected)
{
	struct sighting_list list = { NULL, 0, 0 };
	struct buffer paths = BUFFER_INIT;

	store_sightings_of(store, document, &list);
	for (size_t i = 0; i < list.count; i++)
		buffer_append_format(&paths, "%s%s", i ? " " : "",
				     buffer_string(&list.sightings[i].path));
	assert_string_equal(buffer_string(&paths), expected);
	buffer_release(&paths);
	sighting_list_release(&list);
}

static void test_what_is_as_it_was_is_not_kept_again(void **state)
{
	static const struct {
		enum text text;
		const char *path;
		const char *title;
		size_t kept;
	} cases[] = {
		{ ESSAY, "~/here.md", "An essay", 1 },
		{ ESSAY, "~/here.md", "An essay", 0 },
		{ ESSAY, "~/here.md", "", 0 },
		{ ESSAY, "~/here.md", "Another title", 1 },
		{ EDITED, "~/here.md", "Another title", 1 },
		{ EDITED, "~/here.md", "Another title", 0 },
		/* A copy. */
		{ EDITED, "~/there.md", "Another title", 1 },
		{ EDITED, "~/there.md", "Another title", 0 },
		{ EDITED, "~/here.md", "Another title", 0 },
		/* A pipe's text that is known. */
		{ EDITED, "", "Another title", 0 },
		{ ESSAY, "", "Another title", 1 },
		{ ESSAY, "", "Another title", 0 },
		{ EDITED_TOO, "", "Another title", 1 },
	};
	struct store *store = new_store();

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		if (see(store, "A", cases[i].text, cases[i].path,
			cases[i].title) != cases[i].kept)
			fail_msg("case %zu", i);
	assert_sightings(store, "A", "~/here.md ~/there.md ");
	store_free(store);
}

/* A life: what happens to an essay, and what is asked. */
static void test_a_text_stays_known_wherever_it_goes(void **state)
{
	struct store *store = new_store();

	(void)state;
	see(store, "A", ESSAY, "~/gone.md", "An essay");
	/* Moved and edited: its sighting goes with it. */
	assert_found(store, "moved", EDITED, "~/away.md", IDENTITY_MOVED, "A",
		     "~/gone.md");
	assert_int_equal(see(store, "A", EDITED, "~/away.md", ""), 1);
	assert_sightings(store, "A", "~/away.md");
	assert_found(store, "and edited", REWRITTEN, "~/away.md",
		     IDENTITY_KNOWN, "A", "");
	assert_int_equal(see(store, "A", REWRITTEN, "~/away.md", ""), 1);
	/* Renamed, and edited after it was opened there. */
	assert_found(store, "renamed", REWRITTEN, "~/here.md", IDENTITY_KNOWN,
		     "A", "");
	assert_int_equal(see(store, "A", REWRITTEN, "~/here.md", ""), 1);
	assert_found(store, "edited there", ESSAY, "~/here.md", IDENTITY_KNOWN,
		     "A", "");
	store_free(store);
}

/* Two machines with one marks file that have the text at other paths do not
 * take the sighting away from each other. */
static void test_two_machines_agree(void **state)
{
	struct store *store = new_store();

	(void)state;
	see(store, "A", ESSAY, "~/one.md", "An essay");
	see(store, "B", ESSAY, "~/two.md", "An essay");
	for (size_t i = 0; i < 3; i++) {
		assert_found(store, "on one", ESSAY, "~/one.md", IDENTITY_KNOWN,
			     "AB", "");
		assert_int_equal(see(store, "AB", ESSAY, "~/one.md", ""), !i);
		assert_found(store, "on two", ESSAY, "~/two.md", IDENTITY_KNOWN,
			     "AB", "");
		assert_int_equal(see(store, "AB", ESSAY, "~/two.md", ""), !i);
	}
	/* Edited on one of them, both are known there. */
	assert_found(store, "edited", EDITED, "~/two.md", IDENTITY_KNOWN, "AB",
		     "");
	assert_int_equal(see(store, "AB", EDITED, "~/two.md", ""), 2);
	assert_found(store, "and come to the other", EDITED, "~/one.md",
		     IDENTITY_KNOWN, "AB", "");
	store_free(store);
}

/* What is kept stays below what a record may have. */
static void test_titles_and_paths_are_bounded(void **state)
{
	struct store *store = new_store();
	struct sighting_list list = { NULL, 0, 0 };
	struct buffer title = BUFFER_INIT;
	struct buffer path = BUFFER_INIT;

	(void)state;
	buffer_append_string(&title, "x");
	buffer_append_string(&path, "~/");
	for (size_t i = 0; i < 5000; i++) {
		buffer_append_string(&title, "\xc3\xa9");
		buffer_append_string(&path, "x");
	}
	assert_int_equal(see(store, "A", ESSAY, path.data, title.data), 1);
	store_sightings_of(store, "A", &list);
	assert_int_equal(list.count, 1);
	assert_int_equal(list.sightings[0].path.len, 0);
	assert_int_equal(list.sightings[0].title.len, 1023);
	sighting_list_release(&list);
	assert_int_equal(see(store, "A", ESSAY, path.data, title.data), 0);
	buffer_release(&title);
	buffer_release(&path);
	store_free(store);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_fingerprint_is_of_the_reading_text),
		cmocka_unit_test(test_sketches_stay_as_they_are),
		cmocka_unit_test(test_scripts_have_words),
		cmocka_unit_test(test_slices_make_no_difference),
		cmocka_unit_test(test_the_first_four_megabytes_are_sketched),
		cmocka_unit_test(test_likeness_is_that_of_the_smallest),
		cmocka_unit_test(test_edited_texts_are_alike),
		cmocka_unit_test(test_texts_are_found),
		cmocka_unit_test(test_without_a_home_it_is_asked),
		cmocka_unit_test(test_what_is_as_it_was_is_not_kept_again),
		cmocka_unit_test(test_a_text_stays_known_wherever_it_goes),
		cmocka_unit_test(test_two_machines_agree),
		cmocka_unit_test(test_titles_and_paths_are_bounded),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, scratch_make, scratch_remove) ? 1
									   : 0;
}
