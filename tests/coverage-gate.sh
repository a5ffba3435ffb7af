#!/bin/sh
# SPDX-License-Identifier: ISC
# Hold the lines that the tests ran against what has to be: make check-coverage.
# Usage: coverage-gate.sh in the folder of a build with --enable-coverage, once
# its tests ran (make coverage).
#
# Fails below 90 % of the lines of what is not terminal/ or main.c. Branches are
# told, without a limit, of what stands between foreign bytes and the terminal,
# the disk and other programs; gcov counts both ends of each assertion, of which
# one is never taken.

export LC_ALL=C
least=90

if ! grep -q -e '--coverage' Makefile; then
	echo "coverage: configure with --enable-coverage first" >&2
	exit 1
fi

# Branches of these files are told.
watched='src/(text/sink|reader/outside|marks/store|marks/store/[a-z]+)\.c'

# shellcheck disable=SC2016
find src -name '*.gcno' | sort | while read -r notes; do
	gcov -n -b -o "$(dirname "$notes")" "$notes" 2>/dev/null
done | awk -v least=$least -v watched="$watched" '
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
	file ~ watched && /^Taken at least once/ {
		split($0, part, "[:%]")
		taken += part[2] * $NF / 100
		branches += $NF
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
		if (branches)
			printf figure, "branches taken in sink, store and links",
				taken * 100 / branches, branches, "none yet"
		exit ran * 100 < least * all
	}'
