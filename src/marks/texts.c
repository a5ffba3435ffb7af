/* SPDX-License-Identifier: ISC */
/* Where texts are kept that were marked, and would not last by themselves. */
#include "marks/texts.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/folders.h"
#include "base/memory.h"
#include "document/document.h"
#include "document/outline.h"
#include "marks/store.h"

enum { NAME_MAX_BYTES = 48 };

/* Whether a path is below a folder, which may end in "/". */
static bool is_below(const char *path, const char *folder)
{
	size_t len = strlen(folder);

	while (len && folder[len - 1] == '/')
		len--;
	return len && strncmp(path, folder, len) == 0 && path[len] == '/';
}

bool texts_is_temporary(const char *path)
{
	const char *const folders[] = { "/tmp",	     "/var/tmp",
					"/dev/shm",  "/private/tmp",
					"/run/user", getenv("TMPDIR") };
	struct buffer home = BUFFER_INIT;
	bool at_home, temporary = false;

	folders_home(&home);
	at_home = is_below(path, buffer_string(&home));
	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
		if (!folders[i] || !is_below(path, folders[i]))
			continue;
		/* A home in there lasts as long as the marks in it. */
		temporary |=
			!at_home || !is_below(buffer_string(&home), folders[i]);
	}
	buffer_release(&home);
	return temporary;
}

static bool is_word(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
}

/* A file's name from the title: small letters and digits of ASCII, with "-"
 * between, so that any file system has it. */
static void append_name(struct buffer *out, const struct document *document)
{
	struct buffer title = BUFFER_INIT;
	size_t from = out->len;

	outline_append_name(&title, document);
	for (size_t i = 0; i < title.len && out->len - from < NAME_MAX_BYTES;
	     i++) {
		char byte = title.data[i];

		if (byte >= 'A' && byte <= 'Z')
			byte = (char)(byte - 'A' + 'a');
		if (is_word(byte))
			buffer_append_byte(out, byte);
		else if (out->len > from && out->data[out->len - 1] != '-')
			buffer_append_byte(out, '-');
	}
	if (out->len == from)
		buffer_append_string(out, "text");
	if (out->data[out->len - 1] == '-')
		buffer_truncate(out, out->len - 1);
	buffer_release(&title);
}

void texts_append_path(struct buffer *out, const struct store *store,
		       const struct document *document)
{
	const char *path = store_path(store);
	struct buffer absolute = BUFFER_INIT;
	char id[MARK_ID + 1];

	/* There is no home. */
	if (!*path)
		return;
	if (*path != '/') {
		if (!folders_resolve(&absolute, path))
			return;
		path = absolute.data;
	}
	buffer_append(out, path, (size_t)(strrchr(path, '/') - path));
	buffer_append_string(out, "/texts/");
	append_name(out, document);
	store_new_id(id);
	buffer_append_format(out, "-%s.%s", id + strlen(id) - 8,
			     document->kind == DOCUMENT_PLAIN ? "txt" : "md");
	buffer_release(&absolute);
}

bool texts_make_folder(const char *path, struct error *error)
{
	const char *slash = strrchr(path, '/');
	char *folder;
	bool made;

	if (!slash)
		return error_set(error, "there is no home to keep the text in; "
					"set HOME");
	folder = memory_copy_string(path, (size_t)(slash - path));
	made = folders_make(folder, error);
	free(folder);
	return made;
}

bool texts_is_kept(struct store *store, const char *fingerprint)
{
	struct sighting_list list = { 0 };
	struct buffer home = BUFFER_INIT;
	struct buffer path = BUFFER_INIT;
	bool kept = false;

	folders_home(&home);
	store_sightings(store, NULL, fingerprint, &list);
	for (size_t i = 0; i < list.count && !kept; i++) {
		buffer_clear(&path);
		kept = list.sightings[i].path.len &&
		       folders_expand(&path, buffer_string(&home),
				      list.sightings[i].path.data) &&
		       access(path.data, R_OK) == 0 &&
		       !texts_is_temporary(path.data);
	}
	buffer_release(&path);
	buffer_release(&home);
	sighting_list_release(&list);
	return kept;
}
