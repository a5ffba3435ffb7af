/* SPDX-License-Identifier: ISC */
/* Whether the environment forbids what reaches beyond reading. */
#include "base/secure.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"

bool secure_allows(const char *consequence, struct error *error)
{
	const char *secure = getenv("LECTERN_SECURE");

	if (!secure || !*secure || strcmp(secure, "0") == 0)
		return true;
	return error_set(error, "%s, for LECTERN_SECURE is set", consequence);
}
