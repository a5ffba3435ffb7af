/* SPDX-License-Identifier: ISC */
/* A conversion of the system's, by one of several names. */
#include "text/conversion.h"

/* What iconv_open() returns where there is no such conversion. */
#define NONE ((iconv_t)-1)

bool conversion_from(iconv_t *found, const char *const *names, size_t count)
{
	*found = NONE;
	for (size_t i = 0; i < count && names[i] && *found == NONE; i++)
		*found = iconv_open("UTF-8", names[i]);
	return *found != NONE;
}

bool conversion_to(iconv_t *found, const char *const *names, size_t count)
{
	*found = NONE;
	for (size_t i = 0; i < count && names[i] && *found == NONE; i++)
		*found = iconv_open(names[i], "UTF-8");
	return *found != NONE;
}
