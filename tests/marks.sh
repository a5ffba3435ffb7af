#!/bin/sh
# SPDX-License-Identifier: ISC
# Make, list, exchange and tend marks as a script does, and edit, move and copy
# the texts that they are in. Each home here is a machine of its own.

program=$PWD/lectern
folder=$(mktemp -d) || exit 1
trap 'chmod -R u+rwx "$folder"; rm -rf "$folder"' EXIT
cd "$folder" || exit 1
number=0

# Usage: at_home NAME; what follows runs in the home of this name.
at_home() {
	export HOME="$folder/$1"
	export XDG_DATA_HOME="$HOME/data" XDG_STATE_HOME="$HOME/state"
	export XDG_CACHE_HOME="$HOME/cache" XDG_CONFIG_HOME="$HOME/config"
	marks=$XDG_DATA_HOME/lectern/marks.jsonl
	mkdir -p "$HOME"
}

# Usage: lectern STATUS ARGUMENT...; runs it with nothing on standard input.
lectern() {
	wanted=$1
	shift
	"$program" "$@" </dev/null >out 2>err
	status=$?
	[ $status = "$wanted" ] ||
		wrong="$wrong; status $status, not $wanted: $*"
}

# Standard output, or what is complained of, holds this; or does not.
says() {
	grep -qF -e "$1" out err || wrong="$wrong; nothing says \"$1\""
}
says_not() {
	! grep -qF -e "$1" out err || wrong="$wrong; it says \"$1\""
}

# Usage: lists NUMBER STATE; so many marks of the file are in a state.
lists() {
	count=$(grep -c "^$2	" out)
	[ "$count" = "$1" ] || wrong="$wrong; $count are $2, not $1"
}

# Usage: same FILE FILE
same() {
	cmp -s "$1" "$2" || wrong="$wrong; $1 and $2 differ"
}

begin() {
	name=$1 wrong=
}

end() {
	number=$((number + 1))
	if [ -z "$wrong" ]; then
		echo "ok $number - $name"
	else
		echo "not ok $number - $name"
		{ echo "$wrong" && head -20 out err; } | sed 's/^/# /'
	fi
}

# An essay of which a few sentences are about nothing else.
essay() {
	cat <<-'END'
		# On keeping

		What is *worth reading* is worth keeping. A reader who keeps
		nothing has only been a visitor.

		## Why

		The margin is the oldest notebook there is: it is “where the
		thought was”, and needs no index.

		Old readers wrote in the books that they owned, and their heirs
		read both.

		## How

		A pencil does it. So does a file of plain text, which outlives
		most pencils.
	END
}

at_home desk
essay >"$HOME/essay.md"
cd "$HOME" || exit 1

begin "a highlight is kept, and its ID is printed"
lectern 0 --highlight='worth reading is worth keeping' --note='yes #reading' \
	--mark-color=green essay.md
id=$(cat out)
[ ${#id} = 36 ] || wrong="$wrong; no ID"
[ "$(stat -c %a "$marks")" = 600 ] || wrong="$wrong; others may read it"
end

begin "it is listed with its state, colour, quote and note"
lectern 0 --list essay.md
printf 'placed\t%s\tgreen\t%s\t%s\n' "$id" 'worth reading is worth keeping' \
	'yes #reading' >wanted
same out wanted
end

begin "the same quote again is the same mark"
lectern 0 --highlight='worth reading is worth keeping' --note='twice' essay.md
[ "$(cat out)" = "$id" ] || wrong="$wrong; another ID"
lectern 0 --list essay.md
lists 1 placed
says twice
end

begin "straight quotes and line ends find what is typeset"
lectern 0 --highlight='it is "where the thought was", and needs no index' \
	--tag=margin essay.md
lectern 0 --list essay.md
lists 2 placed
end

begin "a quote that is not there, or twice, is complained of"
lectern 1 --highlight='worth nothing' essay.md
says 'is not in it'
lectern 1 --highlight='read' essay.md
says 'times'
lectern 0 --list essay.md
lists 2 placed
end

begin "a bookmark is put where a place says"
lectern 0 --bookmark='#how' essay.md
lectern 0 --list essay.md
lists 3 placed
says bookmark
lectern 2 --bookmark='nowhere' essay.md
end

begin "marks are selected by colour, tag and time"
lectern 0 --list --tag=margin essay.md
lists 1 placed
lectern 0 --list --mark-color=green essay.md
lists 1 placed
lectern 0 --list --since=1h essay.md
lists 3 placed
lectern 0 --list --since=2100-01-01 essay.md
lists 0 placed
lectern 2 --list --since=yesterday essay.md
lectern 2 --list --mark-color=beige essay.md
end

begin "JSON says where a mark is, in characters"
lectern 0 --list --json --tag=margin essay.md
says '"state":"placed"'
says '"found":"it is “where the thought was”, and needs no index"'
says '"exact":"it is “where the thought was”'
end

begin "all marks are listed without a file, as far as that is known"
lectern 0 --list
lists 3 unknown
end

begin "a mark's ID is a place, and finds its text"
lectern 0 --print --at="$id" essay.md
says 'worth reading is worth keeping'
lectern 0 --print --at="$id"
says 'worth reading is worth keeping'
lectern 1 --print --at=00000000-0000-7000-8000-000000000000 essay.md
end

begin "an edited text keeps its marks, and says which are lost"
sed -e 's/What is/All that is/' -e '/oldest notebook/d' \
	-e '/thought was/d' essay.md >new.md && mv new.md essay.md
lectern 0 --list essay.md
lists 2 placed
lists 1 lost
end

begin "a renamed, edited text keeps them"
mkdir -p deep
sed 's/A pencil does it/A pen does it/' essay.md >deep/other.md
rm essay.md
lectern 0 --list deep/other.md
lists 2 placed
lists 1 lost
mv deep/other.md essay.md
lectern 0 --list essay.md
lists 2 placed
end

begin "a copy has them; another text does not"
cp essay.md copy.md
lectern 0 --list copy.md
lists 2 placed
printf '# Else\n\nNothing of this is about that other thing at all.\n' >else.md
lectern 0 --list else.md
[ ! -s out ] || wrong="$wrong; it has marks"
rm copy.md
end

begin "a private look leaves the marks file as it is"
cp "$marks" before
sed 's/pencils/pens/' essay.md >moved.md
lectern 0 --private --list moved.md
same "$marks" before
rm moved.md
end

begin "what comes from standard input can be marked, and is kept"
lectern 1 --highlight='no such words' -
essay | "$program" --highlight='outlives most pencils' - >out 2>err ||
	wrong="$wrong; it failed"
says 'texts/on-keeping-'
copy=$(find "$XDG_DATA_HOME/lectern/texts" -name 'on-keeping-*.md')
essay >wanted
same "$copy" wanted
lectern 0 --list "$copy"
lists 1 placed
says 'outlives most pencils'
# Twice it is not kept.
essay | "$program" --highlight='outlives most' - >out 2>err ||
	wrong="$wrong; it failed"
says_not 'texts/'
lectern 0 --list "$copy"
lists 2 placed
end

begin "the marks file is sound"
lectern 0 --check
says 'unreadable	0'
end

begin "bad lines are told and kept, and cost no other line"
lectern 0 --list essay.md
cp out wanted
printf '<<<<<<< HEAD\n{"v":99,"t":"mark","id":"x"}\n{"v":1,"t":"ma' >>"$marks"
lectern 1 --check
says 'unreadable	2'
says 'newer	1'
lectern 0 --list essay.md
same out wanted
lectern 0 --compact
grep -qF '<<<<<<< HEAD' "$marks" || wrong="$wrong; a bad line is gone"
grep -qF '"v":99' "$marks" || wrong="$wrong; a newer line is gone"
lectern 0 --list essay.md
same out wanted
lectern 0 --highlight='plain text' essay.md
lectern 0 --list essay.md
lists 3 placed
end

for format in jsonl annotations hypothesis; do
	begin "marks go out and come in as $format, once"
	at_home desk
	cd "$HOME" || exit 1
	lectern 0 --export=$format essay.md
	cp out "$folder/marks.$format"
	at_home "of-$format"
	cd "$HOME" || exit 1
	essay | sed 's/What is/All that is/' >essay.md
	lectern 1 --import="$folder/marks.$format" essay.md
	says 'nothing was written'
	[ ! -e "$marks" ] || wrong="$wrong; it was written all the same"
	lectern 0 --import="$folder/marks.$format" --yes essay.md
	lectern 0 --list essay.md
	lists 4 placed
	cp "$marks" before
	lectern 0 --import="$folder/marks.$format" --yes essay.md
	says 'here already'
	same "$marks" before
	end
done

begin "our own records go out and come in as they stand"
at_home origin
cd "$HOME" || exit 1
essay >essay.md
lectern 0 --highlight='worth reading' --note='yes #reading' essay.md
lectern 0 --highlight='a visitor' essay.md
mark=$(grep '"note":"yes' "$marks")
gone=$(grep 'a visitor"' "$marks" | grep -v '"note"')
raise='s/"vv":{"\([^"]*\)":1}/"vv":{"\1":2}/; s/"ev":"./"ev":"f/'
printf '%s\n' "$mark" | sed "$raise"'; s/,"doc":"/,"mood":{"x":[1]}&/' >>"$marks"
printf '%s\n' "$gone" | sed "$raise"'; s/"t":"mark",/&"del":true,/' >>"$marks"
lectern 0 --list --json essay.md
says '"mood":{"x":[1]}'
lectern 0 --export=jsonl
cp out "$folder/all.jsonl"
says '"mood":'
says '"del":true'
grep -qF "$mark" out && wrong="$wrong; what is superseded goes out too"
lectern 0 --export=jsonl --tag=reading
says '"t":"doc"'
grep -qF '"del":true' out && wrong="$wrong; what is deleted was chosen"
at_home copy
cd "$HOME" || exit 1
lectern 0 --import="$folder/all.jsonl" --yes
same "$marks" "$folder/all.jsonl"
lectern 0 --export=jsonl
same out "$folder/all.jsonl"
lectern 0 --import="$folder/all.jsonl" --yes
same "$marks" "$folder/all.jsonl"
end

begin "what a foreign file has keeps its title until its text comes"
at_home foreign
cd "$HOME" || exit 1
lectern 0 --import="$folder/marks.hypothesis" --yes
lectern 0 --list
lists 4 unknown
end

begin "an unknown format, or a broken file, is complained of"
lectern 2 --export=papyrus
says markdown
echo 'no marks' >broken
lectern 1 --import=broken --yes
lectern 1 --import=missing --yes
end

begin "marks are kept as notes in a folder, and follow what changes"
at_home desk
cd "$HOME" || exit 1
lectern 0 --export=markdown --into=notes
[ "$(find notes -name '*.md' | wc -l)" -ge 1 ] || wrong="$wrong; no file"
note=$(grep -l 'worth keeping' notes/*.md)
printf 'A thought of mine.\n' >>"$note"
cp "$note" before
lectern 0 --export=markdown --into=notes
same "$note" before
lectern 0 --highlight='a visitor' essay.md
lectern 0 --export=markdown --into=notes
grep -qF 'a visitor' "$note" || wrong="$wrong; the new mark is not there"
grep -qF 'A thought of mine.' "$note" || wrong="$wrong; my words are gone"
end

begin "two machines' files are one by lying side by side"
at_home desk
cp "$marks" "$folder/desk.jsonl"
at_home laptop
cd "$HOME" || exit 1
essay >mine.md
lectern 0 --highlight='A pencil does it.' mine.md
cp "$folder/desk.jsonl" "$XDG_DATA_HOME/lectern/marks.sync-conflict-1.jsonl"
lectern 0 --list
lists 8 unknown
end

begin "what can't be written is said, and kept for later"
at_home poor
cd "$HOME" || exit 1
essay >essay.md
if [ "$(id -u)" = 0 ]; then
	mkdir -p "$marks"
else
	mkdir -p "$XDG_DATA_HOME" && chmod 500 "$XDG_DATA_HOME"
fi
lectern 1 --highlight='A pencil does it.' essay.md
says 'lectern: '
[ -s "$XDG_STATE_HOME/lectern/unsaved.jsonl" ] ||
	wrong="$wrong; it is nowhere"
if [ "$(id -u)" = 0 ]; then
	rmdir "$marks"
else
	chmod 700 "$XDG_DATA_HOME"
fi
lectern 0 --highlight='which outlives most' essay.md
lectern 0 --list essay.md
lists 2 placed
[ ! -s "$XDG_STATE_HOME/lectern/unsaved.jsonl" ] ||
	wrong="$wrong; it was not taken up"
end

begin "another marks file can be named"
at_home desk
cd "$HOME" || exit 1
lectern 0 --marks-file=mine.jsonl --list essay.md
[ ! -s out ] || wrong="$wrong; it has marks"
lectern 0 --marks-file=mine.jsonl --highlight='A pen does it' essay.md
lectern 0 --marks-file=mine.jsonl --list
lists 1 unknown
end

begin "with LECTERN_SECURE nothing is written beyond state and marks"
at_home desk
cd "$HOME" || exit 1
LECTERN_SECURE=1
export LECTERN_SECURE
lectern 1 --export=markdown --into=secure
says LECTERN_SECURE
lectern 1 --marks-file=secure.jsonl --highlight='A pen does it' essay.md
says LECTERN_SECURE
lectern 1 --marks-file=mine.jsonl --compact
says LECTERN_SECURE
lectern 1 --marks-file=mine.jsonl --import="$folder/all.jsonl" --yes
says LECTERN_SECURE
lectern 1 --set=state-dir="$HOME/secure" --print essay.md
says LECTERN_SECURE
[ ! -e secure ] && [ ! -e secure.jsonl ] || wrong="$wrong; it was written"
lectern 0 --export=markdown
lectern 0 --list
LECTERN_SECURE=0
lectern 0 --marks-file=mine.jsonl --list
lists 1 unknown
unset LECTERN_SECURE
end

begin "what makes no sense is wrong usage"
lectern 2 --highlight=x
lectern 2 --list --print essay.md
lectern 2 --json essay.md
lectern 2 --into=notes --list
lectern 2 --note=x essay.md
lectern 2 --list --yes
end

echo "1..$number"
