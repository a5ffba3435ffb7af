/* SPDX-License-Identifier: ISC */
/* Keep the text of a pipe or a temporary file beside the marks of it. */
#include "reader/desk/keepcopy.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/files.h"
#include "base/folders.h"
#include "base/memory.h"
#include "document/document.h"
#include "document/outline.h"
#include "marks/store.h"
#include "reader/desk.h"
#include "reader/kept.h"
#include "reader/view.h"

enum {
	NAME_MAX_BYTES = 48,
	COPY_MAX = 1 << 30, /* bytes: no larger text is read either */
};

/* Whether a path is below a folder, which may end in "/". */
static bool is_below(const char *path, const char *folder)
{
	size_t len = strlen(folder);

	while (len && folder[len - 1] == '/')
		len--;
	return len && strncmp(path, folder, len) == 0 && path[len] == '/';
}

bool keepcopy_is_temporary(const char *path)
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

/* "…/texts/the-title-2026-11-22-8d3f.md": the last part is of a new ID, for
 * another text may have this title. */
static void append_path(struct buffer *out, const struct store *store,
			const struct document *document)
{
	const char *path = store_path(store);
	const char *slash = strrchr(path, '/');
	char id[MARK_ID + 1];

	buffer_append(out, path, slash ? (size_t)(slash - path) : 0);
	buffer_append_string(out, slash ? "/texts/" : "texts/");
	append_name(out, document);
	store_new_id(id);
	buffer_append_format(out, "-%s.%s", id + strlen(id) - 8,
			     document->kind == DOCUMENT_PLAIN ? "txt" : "md");
}

static bool make_folder(const char *path, struct error *error)
{
	const char *slash = strrchr(path, '/');
	char *folder;
	bool made;

	if (!slash)
		return true;
	folder = memory_copy_string(path, (size_t)(slash - path));
	made = folders_make(folder, error);
	free(folder);
	return made;
}

/* A file is copied as it is now; of a pipe what has come. */
static bool write_copy(const struct opened *opened, const char *path,
		       struct error *error)
{
	struct buffer bytes = BUFFER_INIT;
	uint64_t len;
	bool done;

	if (!opened->real) {
		done = opened_write(opened, path, true, &len, error);
		return done &&
		       (chmod(path, 0600) == 0 ||
			error_set(error, "%.400s is not private.", path));
	}
	done = files_read(opened->real, COPY_MAX, &bytes, error) &&
	       files_replace(path, buffer_string(&bytes), bytes.len, error);
	buffer_release(&bytes);
	return done;
}

/* All of the text is in a file now: what was a pipe is that file. */
static void become_file(struct desk *desk)
{
	struct opened *opened = desk->opened;

	opened->real = realpath(buffer_string(&desk->view->kept.copy), NULL);
	desk->view->path = opened->real;
}

bool keepcopy_write(struct desk *desk)
{
	struct view *view = desk->view;
	struct kept *kept = &view->kept;
	struct opened *opened = desk->opened;
	struct buffer home = BUFFER_INIT;
	struct error error;

	if (!kept->copy.len)
		append_path(&kept->copy, kept->store, view->document);
	if (!make_folder(kept->copy.data, &error) ||
	    !write_copy(opened, kept->copy.data, &error)) {
		view_complain(view, "%s", error.sentence);
		if (!desk->keeping.copied)
			buffer_clear(&kept->copy);
		return false;
	}
	desk->keeping.copied = true;
	kept->is_fleeting = false;
	folders_home(&home);
	buffer_clear(&kept->path);
	folders_shorten(&kept->path, buffer_string(&home), kept->copy.data);
	buffer_release(&home);
	if (!opened->real && opened->complete)
		become_file(desk);
	return true;
}
