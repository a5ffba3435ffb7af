# SPDX-License-Identifier: ISC
# shellcheck shell=sh disable=SC2154
# For the scripts beside it: which file calls what. $top is the source's folder.

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
		grep -E " _*($1)(_chk)?(@.*)?\$"
}

# Finds the objects of this build; false where there are none to look at.
has_objects() {
	objects=$(find src -name '*.o' 2>/dev/null)
	[ -n "$objects" ] && command -v nm >/dev/null 2>&1
}
