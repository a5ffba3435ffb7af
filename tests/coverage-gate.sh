#!/bin/sh
# SPDX-License-Identifier: ISC
# Hold the lines that the tests ran against what has to be: make check-coverage.
# Usage: coverage-gate.sh in the folder of a build with --enable-coverage, once
# its tests ran (make coverage).
#
# Fails below 90 % of the lines of what is not terminal/ or main.c, and where a
# branch of what stands between foreign bytes and the terminal or other programs
# was never taken, or one of the store. Not counted are the ends of assertions and
# of the loops that are macros of Jansson's, which look for values that cannot
# lack; nor the statement behind a comment "unreached:", which says in words why
# no test gets there.

export LC_ALL=C
least=90

if ! grep -q -e '--coverage' Makefile; then
	echo "coverage: configure with --enable-coverage first" >&2
	exit 1
fi

whole='src/(text/sink|reader/outside)\.c'
store='src/marks/(store|store/[a-z]+)\.c'

# shellcheck disable=SC2016
find src -name '*.gcno' | sort | while read -r notes; do
	gcov -n -b -o "$(dirname "$notes")" "$notes" 2>/dev/null
	gcov -t -b -c -o "$(dirname "$notes")" "$notes" 2>/dev/null
done | awk -v least=$least -v whole="$whole" -v store="$store" '
	/^File / {
		file = $0
		told = 0
		gsub(/^File .|.$/, "", file)
		if (!match(file, /src\/.*\.c$/))
			file = ""
		else
			file = substr(file, RSTART)
		if (file ~ /^src\/(terminal\/|main\.c|commandline\.c)/)
			file = ""
	}
	# Behind those of a file comes a sum.
	/^Lines executed/ && told++ {
		file = ""
	}
	file && /^Lines executed/ {
		split($2, part, "[:%]")
		ran += part[2] * $4 / 100
		all += $4
		if (part[2] < least)
			printf "# %6.1f %% of %4d lines: %s\n", part[2], $4,
				file
	}
	# The text of a file, with branches below their lines.
	/^ *-: *0:Source:/ {
		file = ""
		source = $0
		sub(/.*Source:/, "", source)
		sub(/.*\/src\//, "src/", source)
		set = source ~ whole ? 1 : source ~ store ? 2 : 0
		unreached = 0
		next
	}
	set && /^branch/ {
		if (code ~ /assert\(|json_(object|array)_foreach/ || skipped)
			next
		branches[set]++
		if (/taken 0 / || /taken 0$/ || /never executed/)
			printf "# never taken: %s:%d:%s\n", source, number,
				code
		else
			taken[set]++
		next
	}
	/^(call|function|unconditional|branch)/ {
		next
	}
	set && /^ *[-#=0-9*]+: *[0-9]+:/ {
		code = $0
		sub(/^[^:]*:/, "", code)
		number = code + 0
		sub(/^[^:]*:/, "", code)
		# From such a comment to the end of a statement, or a brace.
		if (skipped && done) {
			skipped = done = 0
		}
		if (code ~ /\/\* unreached: /)
			unreached = 1
		else if (unreached && code !~ /^[ \t]*(\*|\/\*)/) {
			skipped = 1
			unreached = 0
		}
		if (skipped && code ~ /[;{)]$/ && code !~ /&&$/)
			done = 1
	}
	END {
		if (!all) {
			print "coverage: nothing was measured" >"/dev/stderr"
			exit 1
		}
		figure = "# figure | %s | %.1f %% of %d | %s\n"
		printf figure, "lines run below the terminal layer",
			ran * 100 / all, all, ">= " least " %"
		# A file that was not found would be whole.
		if (!branches[1] || !branches[2]) {
			print "coverage: no branches" >"/dev/stderr"
			exit 1
		}
		printf figure, "branches taken in sink and check of links",
			taken[1] * 100 / branches[1], branches[1], "100 %"
		printf figure, "branches taken in the store",
			taken[2] * 100 / branches[2], branches[2], "100 %"
		exit ran * 100 < least * all || taken[1] < branches[1] ||
			taken[2] < branches[2]
	}'
