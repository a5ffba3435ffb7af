# SPDX-License-Identifier: ISC
# Small macros of configure.ac.

# LECTERN_COMPILER_FLAGS(VARIABLE, FLAGS)
# Appends to VARIABLE those of FLAGS that the compiler takes without a word,
# one by one, beside the user's own flags and what VARIABLE holds already.
AC_DEFUN([LECTERN_COMPILER_FLAGS], [
AC_LANG_ASSERT([C])
for lectern_flag in $2
do
	AC_MSG_CHECKING([whether $CC takes $lectern_flag])
	lectern_saved_CFLAGS=$CFLAGS
	# gcc takes any "-Wno-x" whatever x is: ask for x itself.
	lectern_asked=`AS_ECHO(["$lectern_flag"]) | sed 's/^-Wno-/-W/'`
	CFLAGS="-Werror $$1 $lectern_asked $CFLAGS"
	AC_COMPILE_IFELSE([_LECTERN_PROGRAM],
		[lectern_takes=yes], [lectern_takes=no])
	CFLAGS=$lectern_saved_CFLAGS
	AC_MSG_RESULT([$lectern_takes])
	AS_IF([test "$lectern_takes" = yes], [$1="$$1 $lectern_flag"])
done
])

# LECTERN_LINKER_FLAGS(VARIABLE, FLAGS)
# The same for flags of the link.
AC_DEFUN([LECTERN_LINKER_FLAGS], [
AC_LANG_ASSERT([C])
for lectern_flag in $2
do
	AC_MSG_CHECKING([whether the linker takes $lectern_flag])
	lectern_saved_CFLAGS=$CFLAGS
	lectern_saved_LDFLAGS=$LDFLAGS
	CFLAGS="-Werror $AM_CFLAGS $CFLAGS"
	LDFLAGS="$$1 $lectern_flag $LDFLAGS"
	AC_LINK_IFELSE([_LECTERN_PROGRAM],
		[lectern_takes=yes], [lectern_takes=no])
	CFLAGS=$lectern_saved_CFLAGS
	LDFLAGS=$lectern_saved_LDFLAGS
	AC_MSG_RESULT([$lectern_takes])
	AS_IF([test "$lectern_takes" = yes], [$1="$$1 $lectern_flag"])
done
])

# A program without fault under any warning, and with a header in which the C
# library looks at _FORTIFY_SOURCE.
AC_DEFUN([_LECTERN_PROGRAM], [AC_LANG_SOURCE([[
#include <string.h>
int main(void)
{
	return 0;
}
]])])

# LECTERN_FIND_LIBRARY(VARIABLE, HEADER, FUNCTION, LIBRARIES, [INCLUDES])
# Sets VARIABLE_LIBS, and have_VARIABLE to yes or no; LIBS stays as it is.
# INCLUDES is what HEADER wants before it.
AC_DEFUN([LECTERN_FIND_LIBRARY], [
have_$1=no
AC_CHECK_HEADER([$2], [
	lectern_saved_LIBS=$LIBS
	AC_SEARCH_LIBS([$3], [$4], [
		have_$1=yes
		AS_IF([test "$ac_cv_search_$3" != "none required"],
			[$1_LIBS=$ac_cv_search_$3])
	])
	LIBS=$lectern_saved_LIBS
], [], [$5])
])
