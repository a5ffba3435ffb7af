#!/bin/sh
# SPDX-License-Identifier: ISC
# Check what every file of the source has: its licence, a first sentence, a
# guard named after its path, a length that can be read, a place in Makefile.am.

cd "${srcdir:-.}" || exit 1
. tests/lint/report.sh

sources=$(find src tests -name '*.[ch]' | sort)

echo 1..4

for file in $sources; do
	awk -v file="$file" '
		NR == 1 && $0 != "/* SPDX-License-Identifier: ISC */" ||
		NR == 2 && $0 !~ /^\/\*/ { print file ": line " NR ": " $0 }
		NR == 2 { exit }' "$file"
done | report 1 "each file begins with its licence and its job"

for file in $sources; do
	case $file in
	*.h)
		guard=$(echo "${file#src/}" | tr 'a-z/.-' 'A-Z___')
		grep -qx "#ifndef $guard" "$file" &&
			grep -qx "#define $guard" "$file" ||
			echo "$file: no guard $guard"
		;;
	esac
done | report 2 "each header has a guard named after its path"

# Tests are lists of cases: they may be long.
for file in $sources; do
	lines=$(wc -l <"$file")
	case $file in
	src/*) [ "$lines" -le 700 ] || echo "$file: $lines lines" ;;
	esac
done | report 3 "no file of the source has more than 700 lines"

for file in $sources; do
	stem=${file%.[ch]}
	# A unit test stands there by the name of its program.
	grep -qE "(^|[[:space:]])($file|$stem)([[:space:]]|\$)" Makefile.am ||
		echo "$file"
done | report 4 "each file stands in Makefile.am"
