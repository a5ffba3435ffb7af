#!/bin/sh
# SPDX-License-Identifier: ISC
# The recipes of doc/recipes.md that need nobody at the keyboard.

here=$PWD
source=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
mkdir bin home
ln -s "$here/lectern" bin/lectern
HOME=$folder/home PATH=$folder/bin:$PATH LC_ALL=C.UTF-8
XDG_DATA_HOME=$folder/data XDG_CACHE_HOME=$folder/cache
export HOME PATH LC_ALL XDG_DATA_HOME XDG_CACHE_HOME
unset XDG_STATE_HOME XDG_CONFIG_HOME
marks=$XDG_DATA_HOME/lectern
cp "$source/tests/essays/narrow-columns.md" home/essay.md
. "$source/tests/checks.sh"

# Usage: mark WORDS; highlights them.
mark() {
	lectern --highlight="$1" home/essay.md
}

# Usage: placed COUNT; so many marks are found in the text.
placed() {
	lectern --list home/essay.md >list || return
	cat list
	[ "$(grep -c '^placed' list)" -eq "$1" ]
}

in_folder() (
	cd "$marks" && "$@"
)

first="None of this had been measured when the answer was found."
second="It jumps, rests for about a quarter of a second"
third="What is seen at rest is surprisingly little"

check "a mailcap's letter" sh -c \
	"lectern --print --width=72 home/essay.md | grep -q 'A page of prose'"
check "a preview" sh -c \
	"lectern --print --color=always --width=30 home/essay.md | grep -q prose"
check "the first mark" mark "$first"

# ---- git ----

if command -v git >/dev/null; then
	check "a repository" in_folder sh -c '
		git init -q . && git config user.name N && git config user.email e
		echo "marks*.jsonl merge=union" >.gitattributes
		git add .gitattributes marks.jsonl && git commit -qm "My marks" &&
			git branch other'
	check "a mark here" mark "$second"
	check "it is committed" in_folder git commit -qam "Here"
	check "the other machine" in_folder git checkout -q other
	check "a mark there" mark "$third"
	check "that is, too" in_folder git commit -qam "There"
	check "they are merged" in_folder git merge -q -m "Both" '@{-1}'
	check "no mark is lost" placed 3
	check "the file is sound" lectern --check
else
	skip "marks in git" git
	mark "$second" && mark "$third"
fi

# ---- Syncthing ----

# shellcheck disable=SC2016
check "a copy that conflicts" in_folder sh -c '
	tail -n 1 marks.jsonl >marks.sync-conflict-20260101-000000-ABCDEFG.jsonl &&
		sed "\$d" marks.jsonl >less && mv less marks.jsonl'
check "is read" placed 3
check "and made one" lectern --compact
check "with the marks" placed 3

# ---- Exports ----

check "Obsidian" lectern --export=markdown --into=vault
check "has the quote" grep -rqF "$first" vault
note=$(find vault -name '*.md' | head -n 1)
check "words of one's own" sh -c "echo 'My thought.' >>'$note'"
check "again" lectern --export=markdown --into=vault
check "stay" grep -qxF "My thought." "$note"
check "Org" sh -c "lectern --export=org | grep -qF '$first'"
check "Readwise" sh -c \
	"lectern --export=readwise --since=30d | grep -qF '$first'"

# ---- The web ----

if command -v pandoc >/dev/null; then
	check "a page through a pipe" sh -c \
		"echo '<p>Words of a <b>page</b>.</p>' |
			lectern --from=html | grep -q 'Words of a page'"
else
	skip "a page through a pipe" pandoc
fi

checked
