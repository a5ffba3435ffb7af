#!/bin/sh
# SPDX-License-Identifier: ISC
# Say which libraries of the tests are missing, so that no test is left out
# unnoticed: a failure where CI is set, a skipped test elsewhere.
# HAVE_CMOCKA, HAVE_VTERM and PCRE2_LIBS come from make.

number=0

library() {
	number=$((number + 1))
	if [ "$2" = yes ]; then
		echo "ok $number - $1 is there"
	elif [ -n "${CI-}" ]; then
		echo "not ok $number - $1 is missing: run ./bootstrap"
	else
		echo "ok $number # SKIP $1 is missing: no $3; run ./bootstrap"
	fi
}

echo 1..3
library cmocka "$HAVE_CMOCKA" "unit tests"
library libvterm "$HAVE_VTERM" "screen tests"
library PCRE2 "${PCRE2_LIBS:+yes}" "tests of regular expressions"
