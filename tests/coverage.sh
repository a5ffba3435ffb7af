#!/bin/sh
# SPDX-License-Identifier: ISC
# Run the tests of a build with --enable-coverage and say which lines they ran.
# Usage: coverage.sh SRCDIR MAKE TEST..., in the build folder: make coverage.
#
# Those in which everything fails are left out, for so does what writes down which
# lines were run; and that of hardening, which wants an optimiser.

srcdir=$1
make=$2
shift 2
tests=
for test in "$@"; do
	case $test in
	tests/faults/* | tests/hardening.sh) ;;
	*) tests="$tests $test" ;;
	esac
done

if ! grep -q -e '--coverage' Makefile; then
	echo "coverage: configure with --enable-coverage first" >&2
	exit 1
fi
find . -name '*.gcda' -exec rm -f {} +
$make check TESTS="$tests" || exit 1
if command -v lcov >/dev/null 2>&1; then
	lcov -q -c -d . -b "$srcdir" --no-external -o coverage.info
	lcov -q -r coverage.info '*/tests/*' -o coverage.info
	genhtml -q -o coverage coverage.info
	lcov --list coverage.info
	echo "coverage: coverage/index.html shows the lines"
	exit 0
fi
# Without lcov: gcov's own figure for each source file.
find src -name '*.gcda' | while read -r data; do
	gcov -n -o "$(dirname "$data")" "$data" 2>/dev/null
done | awk '
	/^File .*src\/.*\.c/ { file = $2; gsub(/\047/, "", file) }
	/^Lines executed/ && file {
		split($2, part, "[:%]")
		printf "%6.1f%% of %4d  %s\n", part[2], $4, file
		ran += part[2] * $4 / 100
		all += $4
		file = ""
	}
	END { if (all) printf "%6.1f%% of %4d  in all\n", ran * 100 / all, all }'
