#!/bin/sh
# SPDX-License-Identifier: ISC
# Draw the screen that README.md shows, as doc/screen.svg: make picture. Lines
# come out as there with hyphen's dictionary of American English installed.

build=$PWD
cd "${srcdir:-.}" || exit 1
home=$(mktemp -d) || exit 1
trap 'rm -rf "$home"' EXIT
unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME XDG_CACHE_HOME NO_COLOR
HOME=$home TERM=xterm-256color LC_ALL=C.UTF-8
export HOME TERM LC_ALL
# Two headings on, a sentence is highlighted, then another in a second colour;
# each gets a note.
"$build/tests/picture" 32x128 1c1c1c fdfcf8 \
	']])))acThis is the whole trick. #craft<Enter>))))aCcFifty in a narrow window; my screen stays at 66.<Enter><Esc>' \
	"$build/lectern" --theme=light --set sidebar-width=26 \
	tests/essays/narrow-columns.md >"$home/screen.svg" &&
	mkdir -p doc &&
	cp "$home/screen.svg" doc/screen.svg
