#!/bin/sh
# SPDX-License-Identifier: ISC
# Prove that knowledge flows down only: no file includes a room above its own,
# and each foreign library is known only where ARCHITECTURE.md says.

cd "${srcdir:-.}" || exit 1
. tests/lint/report.sh

# Writes FILE and the name between the delimiters of each #include.
includes() {
	# shellcheck disable=SC2016
	find src -name '*.[ch]' | sort | xargs awk '
		/^[ \t]*#[ \t]*include[ \t]*[<"]/ {
			split($0, part, /[<">]/)
			print FILENAME, part[2], ($0 ~ /"/) ? "own" : "foreign"
		}'
}

# Writes "FILE includes HEADER" where a header that matches the regular
# expression $1 is included by a file that does not match $2.
known_outside() {
	includes | awk -v header="$1" -v room="$2" '
		$2 ~ header && $1 !~ room { print $1 " includes " $2 }'
}

echo 1..10

includes | awk '
	BEGIN {
		count = split("base text document layout marks reader print " \
			"jobs terminal", name, " ")
		for (i = 1; i <= count; i++)
			rank[name[i]] = i
	}
	function room(path) {
		sub(/^src\//, "", path)
		return path ~ /\// ? substr(path, 1, index(path, "/") - 1) : ""
	}
	$3 == "own" && room($1) != "" {
		from = room($1)
		to = room($2)
		if (!(from in rank))
			print $1 " is in a room without a rank: " from
		else if (!(to in rank))
			print $1 " includes " $2 ": give its path from src/"
		else if (rank[to] > rank[from])
			print $1 " includes " $2 ", which stands above it"
	}' | report 1 "no include runs up the house"

known_outside '^cmark' '^src/document/markdown/tree\.c$' |
	report 2 "only tree.c knows cmark"

unicode='^uni(case|conv|ctype|gbrk|lbrk|metadata|name|norm|stdio|str|types|wbrk|width)\.h$'
known_outside "$unicode" '^src/text/' |
	report 3 "only src/text knows libunistring"

known_outside '(^|/)n?(curses|term|cursesw)\.h$' \
	'^src/terminal/(palette|screen|terminfo)\.c$' |
	report 4 "only palette.c, screen.c and terminfo.c know curses"

{
	known_outside '^jansson' '^src/base/fields\.h$'
	known_outside '^base/fields\.h$' \
		'^src/(base/fields\.c|reader/state[./]|marks/|print/)'
} | report 5 "jansson is known by base/fields.h, to what keeps and exchanges"

known_outside '^pcre2' '^src/document/search/regex\.c$' |
	report 6 "only regex.c knows PCRE2"

known_outside '^fribidi' '^src/text/bidi\.c$' |
	report 7 "only bidi.c knows FriBidi"

known_outside '^seccomp' '^src/base/confine\.c$' |
	report 8 "only confine.c knows libseccomp"

known_outside '^ini\.h$' '^src/reader/config\.c$' |
	report 9 "only config.c knows inih"

known_outside '^(test|cmocka|vterm)\.h$' '^$' |
	report 10 "no source knows the tests"
