#!/bin/sh
# SPDX-License-Identifier: ISC
# Write the table of figures in HACKING.md, from what the tests last said.
# Usage: figures.sh SRCDIR [LOG...] in the build folder: make figures.
#
# A test says "# figure | WHAT | VALUE | LIMIT" in its output, which Automake
# keeps in TEST.log; the fuzzers' are beside them. LOGs are further files with
# such lines. Targets that were not run have no row; where no row is left, or a
# line is not of that form, nothing is written.

export LC_ALL=C
file=$1/HACKING.md
shift
begin='<!-- figures: written by make figures -->'
end='<!-- end of figures -->'
table=$(mktemp) || exit 1
trap 'rm -f "$table" "$table.new"' EXIT

for mark in "$begin" "$end"; do
	if ! grep -qxF -e "$mark" "$file"; then
		echo "figures: HACKING.md lacks the line $mark" >&2
		exit 1
	fi
done

# A row for each line, by the target that makes it.
# shellcheck disable=SC2016
{
	find tests -name '*.log'
	[ $# = 0 ] || printf '%s\n' "$@"
} | sort -u | tr '\n' '\0' | xargs -0 awk '
	function target(test) {
		if (test ~ /^tests\/(store|hostile|faults|valgrind)/) {
			split(test, part, /[\/._]/)
			return "check-" part[2]
		}
		if (test ~ /^tests\/fuzz\/fuzz_/)
			return "fuzz"
		if (test == "tests/coverage")
			return "check-coverage"
		if (test ~ /^tests\/(escape\/|screen_safety)/ ||
		    test ~ /\/test_(hidden|outside|safety)$/)
			return "check-escape"
		return "check"
	}
	function trim(text) {
		gsub(/^[ \t]+|[ \t]+$/, "", text)
		return text
	}
	FNR == 1 {
		test = FILENAME
		sub(/^.*\/tests\//, "tests/", test)
		sub(/\.log$/, "", test)
	}
	/^# figure \|/ {
		if (split($0, cell, "|") != 4) {
			printf "figures: %s: %s\n", FILENAME, $0 >"/dev/stderr"
			failed = 1
			next
		}
		name = test
		sub(/.*\//, "", name)
		# What a test says again, of more, stands for what it said.
		what = trim(cell[2])
		whole = what ~ /^of these/ ? before : what
		key = test SUBSEP whole SUBSEP what
		before = whole
		if (!(key in row))
			keys[++count] = key
		row[key] = sprintf("| %s | %s | %s | `make %s`: %s |", what,
			trim(cell[3]), trim(cell[4]), target(test), name)
	}
	END {
		for (i = 1; i <= count; i++)
			print row[keys[i]]
		exit failed
	}' >"$table" || exit 1
if ! [ -s "$table" ]; then
	echo "figures: no test has said one here: make check first" >&2
	exit 1
fi

awk -v table="$table" -v begin="$begin" -v end="$end" '
	$0 == end { within = 0 }
	!within
	$0 == begin {
		within = 1
		print ""
		print "| what | figure | limit | made by |"
		print "|---|---|---|---|"
		while ((getline row <table) > 0)
			print row
		print ""
	}' "$file" >"$table.new" && cat "$table.new" >"$file" || exit 1
echo "figures: $(grep -c . "$table") written into $file"
