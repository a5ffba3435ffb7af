#!/bin/sh
# SPDX-License-Identifier: ISC
# Hold the lines that the tests ran against what has to be: make check-coverage.
# Usage: coverage-gate.sh in the folder of a build with --enable-coverage, once
# its tests ran (make coverage).
#
# Fails below 90 % of the lines of what is not terminal/ or main.c, and where a
# branch of what stands between foreign bytes and the terminal or other programs
# was never taken. Of the store, which has many for what no test can make of a
# disk, most have to be: below 80 % it fails. gcov counts both ends of each
# assertion, of which one is never taken; the sink and the check of links have
# none that it counts.

export LC_ALL=C
least=90
least_store=80

if ! grep -q -e '--coverage' Makefile; then
	echo "coverage: configure with --enable-coverage first" >&2
	exit 1
fi

# All branches of these are taken, and most of those.
whole='src/(text/sink|reader/outside)\.c'
store='src/marks/(store|store/[a-z]+)\.c'

# shellcheck disable=SC2016
find src -name '*.gcno' | sort | while read -r notes; do
	gcov -n -b -o "$(dirname "$notes")" "$notes" 2>/dev/null
done | awk -v least=$least -v whole="$whole" -v store="$store" \
	-v least_store=$least_store '
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
	file ~ whole && /^Taken at least once/ {
		split($0, part, "[:%]")
		whole_taken += part[2] * $NF / 100
		whole_branches += $NF
	}
	file ~ store && /^Taken at least once/ {
		split($0, part, "[:%]")
		store_taken += part[2] * $NF / 100
		store_branches += $NF
	}
	file ~ whole "|" store && /^Taken at least once/ && part[2] < 100 {
		printf "# %6.1f %% of %4d branches: %s\n", part[2], $NF, file
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
		if (!whole_branches || !store_branches) {
			print "coverage: no branches" >"/dev/stderr"
			exit 1
		}
		printf figure, "branches taken in sink and check of links",
			whole_taken * 100 / whole_branches, whole_branches,
			"100 %"
		printf figure, "branches taken in the store",
			store_taken * 100 / store_branches, store_branches,
			">= " least_store " %"
		# gcov rounds to hundredths of a percent.
		exit ran * 100 < least * all ||
			whole_taken * 1e4 < whole_branches * 1e4 - 1 ||
			store_taken * 100 < least_store * store_branches
	}'
