#!/bin/sh
# SPDX-License-Identifier: ISC
# Find calls that this program does not make: they overrun buffers, hide errors
# or start a shell; or that only one file makes. In the sources, and in the
# objects where there are some.

top=${srcdir:-.}
. "$top/tests/lint/report.sh"

banned='strcpy|stpcpy|strcat|sprintf|vsprintf|gets|strtok|atoi|atol|atoll|atof'
banned="$banned|system|popen|alloca|mktemp|tmpnam|tempnam|wordexp"
banned="$banned|execl|execle|execlp|execvp|execvpe"

# What starts a program: src/base/spawn.c, so that one place has to be trusted.
spawning='v?fork|_Fork|forkpty|clone3?|daemon|posix_spawnp?'
spawning="$spawning|f?execve|execv|execveat"

# Writes FILE:LINE and the line where a file in the folders ($2 and further) has
# code that matches $1. Comments and strings are blanked first.
code() (
	pattern=$1
	export pattern
	shift
	cd "$top" || exit
	# shellcheck disable=SC2016
	find "$@" -name '*.[ch]' | sort | xargs awk '
	function blank(line,    out, c, i, quote) {
		out = ""
		quote = ""
		for (i = 1; i <= length(line); i++) {
			c = substr(line, i, 1)
			if (comment) {
				if (substr(line, i, 2) == "*/") {
					comment = 0
					i++
				}
			} else if (quote != "") {
				if (c == "\\")
					i++
				else if (c == quote)
					quote = ""
			} else if (substr(line, i, 2) == "/*") {
				comment = 1
				i++
			} else if (c == "\"" || c == "\047") {
				quote = c
			} else {
				out = out c
			}
		}
		return out
	}
	BEGIN { pattern = ENVIRON["pattern"] }
	FNR == 1 { comment = 0 }
	blank($0) ~ pattern { print FILENAME ":" FNR ": " $0 }'
)

# The same, where one of the functions $1 is called.
calls() {
	functions=$1
	shift
	code "(^|[^A-Za-z0-9_])($functions)[ 	]*\\(" "$@"
}

# Writes OBJECT and the symbol where an object needs one of the functions $1.
# _FORTIFY_SOURCE turns strcpy into __strcpy_chk; macOS puts a '_' before all.
needs() {
	echo "$objects" | xargs nm -u -A 2>/dev/null |
		grep -E "[ _]($1)(_chk)?(@.*)?\$"
}

echo 1..5

# The tests obey the same rule.
calls "$banned" src tests | report 1 "no banned call in the sources"
code '//' src tests | report 2 "no comment that is no block"
calls "$spawning" src | grep -v '^src/base/spawn\.c:' |
	report 3 "only spawn.c starts programs"

objects=$(find src -name '*.o' 2>/dev/null)
if [ -z "$objects" ] || ! command -v nm >/dev/null 2>&1; then
	echo "ok 4 # SKIP no objects to look at"
	echo "ok 5 # SKIP no objects to look at"
	exit 0
fi
needs "$banned" | report 4 "no banned call in the objects"
needs "$spawning" | grep -v '^src/base/spawn\.o:' |
	report 5 "only spawn.o starts programs"
