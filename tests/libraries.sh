#!/bin/sh
# SPDX-License-Identifier: ISC
# Say which libraries of the tests are missing, so that no test is left out
# unnoticed: a failure where CI is set, a skipped test elsewhere.
# HAVE_CMOCKA and HAVE_VTERM come from make.

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

echo 1..2
library cmocka "$HAVE_CMOCKA" "unit tests"
library libvterm "$HAVE_VTERM" "screen tests"
