#!/bin/sh
# SPDX-License-Identifier: ISC
# Check that the options which the program, its manual and the README tell of
# are the same ones, and that the manual has the variables of the environment
# that are read. Commands and keys are held to the manual by test_manual.c.

. "${srcdir:-.}/tests/lint/report.sh"
manual=${srcdir:-.}/man/lectern.1
readme=${srcdir:-.}/README.md

echo 1..7

# --help writes each option at the start of its line: "-w, --width=N".
options=$(./lectern --help | sed -n 's/^  \(-[^ ].*\)/\1/p' |
	grep -oE -e '(^|[ ,])--?[A-Za-z][a-z-]*' | tr -d ' ,' | sort -u)

# Writes the options that the manual's items name, as they are typed.
manual_options() {
	grep '^\.It Fl ' "$manual" | grep -oE 'Fl [A-Za-z-]+' |
		sed 's/^Fl /-/' | sort -u
}

# Writes the words of $1 that are not in $2, each behind the words of $3.
missing() {
	for word in $1; do
		case " $(echo "$2" | tr '\n' ' ') " in
		*" $word "*) ;;
		*) echo "$3 $word" ;;
		esac
	done
}

if [ -z "$options" ]; then
	echo "Bail out! ./lectern --help names no options"
	exit 1
fi
missing "$options" "$(manual_options)" "the manual lacks" |
	report 1 "each option of --help is in the manual"
missing "$(manual_options)" "$options" "--help lacks" |
	report 2 "each option of the manual is in --help"

# The lines about other programs are about their own options.
named=$(grep -vE 'bootstrap|configure|pacman|dpkg' "$readme" | sed 's/curl.*|//; s/|.*//' |
	grep -oE -e '(^|[ `])--?[A-Za-z][a-z-]*' | tr -d ' `' | sort -u)
missing "$named" "$options" "the README names" |
	report 3 "each option in the README is the program's"

# That of the dynamic linker only tells whether valgrind is there.
variables=$(find "${srcdir:-.}/src" -name '*.c' -exec grep -hoE \
	'(getenv|is_set|absolute|add_variable)\(([^",]*, *)?"[A-Z_]+"' {} + |
	sed 's/.*"\(.*\)"/\1/' | grep -vx LD_PRELOAD | sort -u)
missing "$variables" "$(grep '^\.\(It \)*Ev ' "$manual" | tr ' ' '\n')" \
	"the manual lacks the variable" |
	report 4 "each variable of the environment that is read is in the manual"

# Usage: values OPTION; what it can be.
values() {
	./lectern --config= --complete="--$1=" | cut -f1 | cut -d= -f2
}

words=$(cat "$manual" "${srcdir:-.}/man/lectern.5" |
	grep -oE '[A-Za-z0-9-]+' | sort -u)
for option in theme from export mark-color; do
	values "$option" >/dev/null || echo "--$option completes to nothing"
	missing "$(values "$option")" "$words" "the manual lacks --$option="
done | report 5 "each theme, format and colour is in the manual"
missing "$(printf '%s\n' "$options" | grep '^--')" \
	"$(./lectern --config= --complete=-- | sed 's/[=\t].*//')" \
	"completion lacks" | report 6 "each option is completed"

# What stands in the README between backquotes.
# shellcheck disable=SC2016
told=$(grep -oE '`[a-z-]+`' "$readme" | tr -d '`' | sort -u)
actions=$(./lectern --config= --print-config | sed -n '/^\[keys\]/,/\[theme/p' |
	sed -n 's/^#\([a-z-]*\) =.*/\1/p')
settings=$(./lectern --config= --complete=--set= | sed 's/--set=//; s/[=\t].*//' |
	grep -v '^no')
{
	missing "$(printf '%s\n' "$options" | grep '^--')" "$told" \
		"the README lacks"
	missing "$actions" "$told" "the README lacks the command"
	missing "$settings" "$told" "the README lacks the option"
	for option in theme from export mark-color; do
		# shellcheck disable=SC2016
		missing "$(values "$option")" "$(grep -oE '`[a-z0-9-]+`' "$readme" |
			tr -d '`')" "the README lacks --$option="
	done
} | report 7 "each option, command, theme and format is in the README"
