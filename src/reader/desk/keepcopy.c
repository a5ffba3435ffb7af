/* SPDX-License-Identifier: ISC */
/* Keep the text of a pipe or a temporary file beside the marks of it. */
#include "reader/desk/keepcopy.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/files.h"
#include "base/folders.h"
#include "marks/texts.h"
#include "reader/desk.h"
#include "reader/kept.h"
#include "reader/view.h"

enum { COPY_MAX = 1 << 30 }; /* bytes: no larger text is read either */

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
		texts_append_path(&kept->copy, kept->store, view->document);
	if (!texts_make_folder(buffer_string(&kept->copy), &error) ||
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
