/* SPDX-License-Identifier: ISC */
/* A conversion of the system's, by one of several names. */
#include "text/conversion.h"

static const iconv_t none = (iconv_t)-1;

bool conversion_from(iconv_t *found, const char *const *names, size_t count)
{
	*found = none;
	for (size_t i = 0; i < count && names[i] && *found == none; i++)
		*found = iconv_open("UTF-8", names[i]);
	return *found != none;
}

bool conversion_to(iconv_t *found, const char *const *names, size_t count)
{
	*found = none;
	for (size_t i = 0; i < count && names[i] && *found == none; i++)
		*found = iconv_open(names[i], "UTF-8");
	return *found != none;
}
