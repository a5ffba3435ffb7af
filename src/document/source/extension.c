/* SPDX-License-Identifier: ISC */
/* What the extension of a file's name says of it. */
#include "document/source/extension.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

static const struct {
	const char *name;
	enum extension extension;
} known[] = {
	{ "md", EXTENSION_MARKDOWN },	 { "markdown", EXTENSION_MARKDOWN },
	{ "mdown", EXTENSION_MARKDOWN }, { "mkd", EXTENSION_MARKDOWN },
	{ "mkdn", EXTENSION_MARKDOWN },	 { "mdwn", EXTENSION_MARKDOWN },
	{ "mdtxt", EXTENSION_MARKDOWN }, { "txt", EXTENSION_PLAIN },
	{ "text", EXTENSION_PLAIN },
};

enum extension extension_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	const char *dot = strrchr(name, '.');

	if (!dot || dot == name)
		return EXTENSION_NONE;
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (strcasecmp(dot + 1, known[i].name) == 0)
			return known[i].extension;
	return EXTENSION_OTHER;
}
