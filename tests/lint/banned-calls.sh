#!/bin/sh
# SPDX-License-Identifier: ISC
# Find calls that this program does not make: they overrun buffers, hide errors
# or start a shell. In the sources, and in the objects where there are some.

top=${srcdir:-.}
. "$top/tests/lint/report.sh"

banned='strcpy|stpcpy|strcat|sprintf|vsprintf|gets|strtok|atoi|atol|atoll|atof'
banned="$banned|system|popen|alloca|mktemp|tmpnam|tempnam|wordexp"
banned="$banned|execl|execle|execlp"

echo 1..2

# Comments and strings are blanked first. The tests obey the same rule.
# shellcheck disable=SC2016
(cd "$top" && find src tests -name '*.[ch]') | sort |
	(cd "$top" && xargs awk -v banned="$banned" '
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
	FNR == 1 { comment = 0 }
	{
		code = blank($0)
		if (code ~ "(^|[^A-Za-z0-9_])(" banned ")[ \t]*\\(")
			print FILENAME ":" FNR ": " $0
		else if (code ~ /\/\//)
			print FILENAME ":" FNR ": a comment that is no block: " $0
	}') | report 1 "no banned call in the sources"

objects=$(find src -name '*.o' 2>/dev/null)
if [ -z "$objects" ] || ! command -v nm >/dev/null 2>&1; then
	echo "ok 2 # SKIP no objects to look at"
	exit 0
fi
# _FORTIFY_SOURCE turns strcpy into __strcpy_chk; macOS puts a '_' before all.
echo "$objects" | xargs nm -u -A 2>/dev/null |
	grep -E "[ _]($banned)(_chk)?(@.*)?\$" |
	report 2 "no banned call in the objects"
