#!/bin/sh
# SPDX-License-Identifier: ISC
# Compare prints with the files that hold them, byte for byte.
# Usage: golden.sh [--update], in the build folder.
#
# A file tests/golden/TEXT.KIND holds what the program prints of the text, which
# lies beside it or in tests/essays/:
#
#	TEXT.w40	--print --width=40, and so for every width
#	TEXT.color	--print --color=always --theme=dark
#	TEXT.outline	--outline, and so with links and stats
#	TEXT.hyphens	--print --width=40, with the dictionary of tests/data
#
# To add one, touch it and run make update-golden; then read it.

top=${srcdir:-.}
update=no
[ "${1-}" = --update ] && update=yes
LC_ALL=C
# No dictionary of the machine's is seen.
XDG_DATA_HOME=/nonexistent XDG_DATA_DIRS=/nonexistent
XDG_CONFIG_HOME=/nonexistent
data=$(cd "$top/tests/data" && pwd) || exit 1
export LC_ALL XDG_CONFIG_HOME XDG_DATA_HOME XDG_DATA_DIRS
unset NO_COLOR

# Sets options to what the file named $1 was printed with.
find_options() {
	XDG_DATA_DIRS=/nonexistent
	case ${1##*.} in
	w[0-9]*) options="--print --width=${1##*.w}" ;;
	color) options='--print --color=always --theme=dark' ;;
	hyphens)
		options='--print --width=40'
		XDG_DATA_DIRS=$data
		;;
	outline | links | stats) options=--${1##*.} ;;
	*) return 1 ;;
	esac
}

find_text() {
	for folder in golden essays; do
		text=$top/tests/$folder/$(basename "${1%.*}")
		[ -f "$text" ] && return
	done
	return 1
}

actual=$(mktemp) || exit 1
trap 'rm -f "$actual"' EXIT
number=0
for golden in "$top"/tests/golden/*; do
	find_options "$golden" || continue
	number=$((number + 1))
	name=${golden##*/}
	if ! find_text "$golden"; then
		echo "not ok $number - $name: there is no such text"
		continue
	fi
	# The words of options are meant to be split.
	# shellcheck disable=SC2086
	if ! ./lectern $options "$text" >"$actual" </dev/null; then
		echo "not ok $number - $name: lectern $options failed"
	elif cmp -s "$golden" "$actual"; then
		echo "ok $number - $name"
	elif [ $update = yes ]; then
		cp "$actual" "$golden" && echo "ok $number - $name: updated"
	else
		echo "not ok $number - $name"
		diff -u "$golden" "$actual" | head -40 | sed 's/^/# /'
	fi
done
echo "1..$number"
