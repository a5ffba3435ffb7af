#!/bin/sh
# SPDX-License-Identifier: ISC
# Run gcc's static analyzer over the program: make check-analyzer.
# Usage: analyzer.sh COMPILER-FLAG... in the build folder; srcdir names the
# source. LINT_JOBS says how many processes it may use at a time.
#
# CC may name another gcc than the first one. Where none is that has
# -fanalyzer this is left out with a word, and a failure where CI is set.

top=$(cd "${srcdir:-.}" && pwd)
jobs=${LINT_JOBS:-$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)}
compiler=
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

echo 'int main(void) { return 0; }' >"$work/empty.c"
for candidate in ${CC:+"${CC##* }"} gcc; do
	[ -n "$compiler" ] ||
		! "$candidate" -Werror -fanalyzer -c -o "$work/empty.o" \
			"$work/empty.c" 2>/dev/null ||
		compiler=$candidate
done
if [ -z "$compiler" ]; then
	echo "analyzer: no compiler here has -fanalyzer: left out"
	[ -z "${CI-}" ]
	exit
fi

# Each finding is a warning, with the steps that lead to it behind it.
start=$(date +%s)
(cd "$top" && find src -name '*.c') | sort |
	xargs -P "$jobs" -I FILE "$compiler" "$@" -O1 -fanalyzer \
		-fdiagnostics-path-format=none -c -o /dev/null "$top/FILE" \
		2>"$work/said"
status=$?
cat "$work/said"
found=$(grep -c 'Wanalyzer' "$work/said")
echo "# figure | findings of gcc's analyzer |" \
	"$found in $(($(date +%s) - start)) s | 0"
[ "$status" = 0 ] && [ "$found" = 0 ]
