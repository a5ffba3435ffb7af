#!/bin/sh
# SPDX-License-Identifier: ISC
# Run the program as a script does: what it prints, what it complains of, how it
# leaves. Standard input and output are never a terminal here.

program=$PWD/lectern
folder=$(mktemp -d) || exit 1
trap 'chmod -R u+rwx "$folder"; rm -rf "$folder"' EXIT
cd "$folder" || exit 1
# No dictionary of the machine's is seen, nor what its user configured.
XDG_DATA_HOME=$folder/data XDG_DATA_DIRS=$folder/shared
XDG_CONFIG_HOME=$folder/config
export XDG_CONFIG_HOME XDG_DATA_HOME XDG_DATA_DIRS
number=0

# Usage: run STATUS NAME ARGUMENT...; runs lectern with standard input from the
# file in. STATUS is what it must leave with; the checks that follow add to it.
run() {
	wanted=$1 name=$2
	shift 2
	"$program" "$@" <in >out 2>err
	status=$?
	wrong=
	[ $status = "$wanted" ] || wrong="status $status, not $wanted"
	# A sentence for each complaint, nothing else on standard error.
	if [ "$wanted" = 0 ]; then
		[ ! -s err ] || wrong="$wrong; standard error is not empty"
	else
		grep -q '^lectern: ' err || wrong="$wrong; no complaint"
	fi
}

# The output is the arguments, a line each.
prints() {
	printf '%s\n' "$@" | cmp -s - out || wrong="$wrong; the output differs"
}

# The output, or what is complained of, holds this.
says() {
	grep -qF -e "$1" out err || wrong="$wrong; nothing says \"$1\""
}

# Where the program leaves with 0: standard error is this sentence, once.
warns() {
	wrong=${wrong#; standard error is not empty}
	[ "$(wc -l <err)" -eq 1 ] || wrong="$wrong; not one warning"
	grep -q "^lectern: .*$1" err || wrong="$wrong; no warning of \"$1\""
}

# Reports what was run last.
done_testing() {
	number=$((number + 1))
	if [ -z "$wrong" ]; then
		echo "ok $number - $name"
	else
		echo "not ok $number - $name"
		{ echo "$wrong" && head -20 out err; } | sed 's/^/# /'
	fi
}

printf '# One\n\nFirst *words*.\n\n## Two\n\nMore [words](u).\n' >essay.md
printf '## Other\n\nText.\n' >other.md
printf '# In\n\nNot *emphasis* here.\n' >in
printf 'ELF\001\002\003\000\000\004\005\006' >binary
: >empty.md
mkdir folder.md
mkfifo pipe.md

run 0 "a file is printed" essay.md
prints One ═══ '' 'First words.' '' '' Two ─── '' 'More words.'
done_testing

run 0 "standard input is read without a file"
says 'Not emphasis here.'
done_testing

run 0 "- is standard input, of the kind that is asked for" --from=plain -
says 'Not *emphasis* here.'
done_testing

run 0 "several files follow each other" essay.md other.md
says 'More words.' && says 'Text.'
done_testing

cat essay.md >pipe.md &
run 0 "a FIFO is read as a pipe" pipe.md
wait
says 'More words.'
done_testing

run 0 "an empty file is no error" empty.md
done_testing

run 1 "a file that is not there" missing.md
says missing.md
done_testing

run 1 "a folder" folder.md
says folder.md
done_testing

run 1 "a binary file" binary
says binary
done_testing

run 1 "a bad file does not keep the next one back" missing.md other.md
says missing.md && says Text.
done_testing

name=$(printf 'bad\033[31m\nname')
run 1 "a file name cannot command the terminal" "$name"
grep -q "$(printf '\033')" err && wrong="$wrong; an escape came through"
[ "$(wc -l <err)" -eq 1 ] || wrong="$wrong; more than one line"
done_testing

chmod 0 other.md
if [ -r other.md ]; then
	number=$((number + 1))
	echo "ok $number # SKIP every file is readable here"
else
	run 1 "a file that may not be read" other.md
	says other.md
	done_testing
fi

run 0 "--outline" --outline essay.md
prints "$(printf '1\tone\t6\tOne')" "$(printf '2\ttwo\t3\tTwo')"
done_testing

run 0 "--links" --links essay.md
prints "$(printf '1\tu\twords')"
done_testing

run 0 "--stats" --stats essay.md
says "$(printf 'headings\t2')"
done_testing

run 0 "--section is only that section" --section=two essay.md
says 'More words.'
grep -q First out && wrong="$wrong; it has the first section"
done_testing

run 1 "--section that is not there" --section=three essay.md
says three
done_testing

run 0 "--at a section" --print --at='#two' essay.md
says 'More words.'
grep -q First out && wrong="$wrong; it begins before"
done_testing

run 0 "+N is a line of the source" --print +5 essay.md
says 'More words.'
grep -q First out && wrong="$wrong; it begins before"
done_testing

run 0 "no colours where there is no terminal" essay.md
grep -q "$(printf '\033')" out && wrong="$wrong; an escape"
done_testing

run 0 "colours where they are asked for" --color=always essay.md
grep -q "$(printf '\033')" out || wrong="$wrong; no escape"
done_testing

for bad in --width=19 --width=401 --width=wide --from=nonsense --color=maybe \
	--at=nowhere --set=nothing=1 --no-such-option; do
	run 2 "wrong usage: $bad" "$bad" essay.md
	[ ! -s out ] || wrong="$wrong; there is output"
	done_testing
done

run 2 "an address is answered with what to type" https://example.org/
says curl
done_testing

run 0 "--help" --help
says --outline
done_testing

run 0 "--version" --version
says ectern
done_testing

# "Был снег." in windows-1251 and in KOI8-R.
printf '\301\373\353 \361\355\345\343.\n' >cyrillic.txt
run 0 "an encoding is found out" cyrillic.txt
prints 'Был снег.'
done_testing

run 0 "the encoding is among the figures" --stats cyrillic.txt
says "encoding	windows-1251"
done_testing

run 0 "none is, where it is UTF-8" --stats essay.md
! grep -q '^encoding' out || wrong="$wrong; UTF-8 is told of"
done_testing

run 0 "an encoding is given" --encoding=koi8-r --stats cyrillic.txt
says "encoding	KOI8-R"
done_testing

run 2 "an unknown encoding" --encoding=klingon essay.md
says "Shift_JIS"
done_testing

# Finding, in files and folders.
printf '# One\n\nFirst *words*.\n\nMore [words](u)\nand caf\303\251s over\nthe\tend.\n' >found.md
mkdir -p texts/sub
cp found.md texts/sub/second.md
printf 'words\n' >"texts/$(printf 'a\tb\nc\033[31m').md"
printf 'words\n' >texts/picture.png

run 0 "--find prints file, place and text" --find='words and cafes' found.md
prints "$(printf 'found.md\t:5\tMore words and caf\303\251s over the end.')"
done_testing

run 0 "--find looks into folders, at texts only" --find=words texts
[ "$(wc -l <out)" -eq 3 ] || wrong="$wrong; not a line for each hit"
says "$(printf 'texts/sub/second.md\t:3\tFirst words.')"
grep -q picture out && wrong="$wrong; it read a picture"
done_testing

run 0 "--find: no name or text adds a column or commands the terminal" \
	--find=words found.md texts
awk -F '\t' 'NF != 3 { exit 1 }' out || wrong="$wrong; not three columns"
grep -q "$(printf '\033')" out && wrong="$wrong; an escape came through"
done_testing

run 0 "--find: a capital makes case count" --find=WORDS found.md
[ ! -s out ] || wrong="$wrong; there is output"
done_testing

run 0 "--find reads standard input" --find='emphasis here' -
says 'Not emphasis here.'
done_testing

run 1 "--find goes on behind a file that is not there" --find=words \
	missing.md found.md
says missing.md && says "$(printf 'found.md\t:3')"
done_testing

run 2 "--find without words" --find= found.md
[ ! -s out ] || wrong="$wrong; there is output"
done_testing

run 2 "--find excludes --outline" --find=words --outline found.md
done_testing

run 0 "+/WORDS begins there" --print '+/words and cafes' found.md
says 'More words' && ! grep -q First out || wrong="$wrong; it begins before"
done_testing

run 0 "--at=/WORDS is the same" --print '--at=/words and cafes' found.md
says 'More words' && ! grep -q First out || wrong="$wrong; it begins before"
done_testing

run 1 "+/WORDS that do not stand there" --print +/nowhere found.md
says nowhere
done_testing

run 2 "+/ without words" --print +/ found.md
done_testing

# Languages, and the dictionaries of their hyphens.
run 2 "--lang that nobody knows" --print --lang=xx found.md
says "none is installed"
done_testing

run 2 "--lang without a value" --print --lang
done_testing

run 0 "--lang=none" --print --lang=none found.md
done_testing

run 0 "a missing dictionary" --print --lang=fi essay.md other.md
says "More words."
warns Finnish
done_testing

mkdir -p shared/hyphen
printf 'UTF-8\n1wor\n' >shared/hyphen/hyph_xx.dic
printf 'no such encoding\n' >shared/hyphen/hyph_fi_FI.dic
run 0 "--lang that only a dictionary knows" --print --lang=xx found.md
done_testing

run 2 "--lang beside dictionaries" --print --lang=yy found.md
says "fi, xx"
done_testing

run 0 "a broken dictionary" --print --lang=fi essay.md other.md
says "More words."
warns hyph_fi_FI.dic
done_testing

printf -- '---\nlang: fi\n---\n\nSana.\n' >finnish.md
run 0 "a broken dictionary for the front matter" --print finnish.md
warns hyph_fi_FI.dic
done_testing

run 0 "a broken dictionary that is not wanted" --print --breaks=greedy \
	finnish.md
prints "Sana."
done_testing

run 2 "--breaks of another kind" --print --breaks=best finnish.md
says "total, greedy"
done_testing
rm -r shared

# The config file: what it says, what is wrong in it, what it may not be.
mkdir -p config/lectern
printf "# nothing\n" >essays.ini
printf '# One\n\nFour words are here, and more of them, and then the last ones.\n' >wide.md
printf '[options]\nwidth = 20\n' >config/lectern/config
run 0 "the config file is read" --print wide.md
says "Four words are here,"
[ "$(wc -l <out)" -gt 5 ] || wrong="$wrong; it is wide"
done_testing

run 0 "the command line counts more" --print --width=80 wide.md
says "and then the last ones."
done_testing

run 0 "--config names another file" --print --config=essays.ini wide.md
says "and then the last ones."
done_testing

for none in "" /dev/null; do
	run 0 "--config=$none reads none" --print --config=$none wide.md
	says "and then the last ones."
	done_testing
done

run 1 "a named file must be there" --print --config=nowhere.ini wide.md
says "nowhere.ini: cannot be read"
done_testing

run 0 "--print-config says what holds" --print-config --set wrap=on
says "width = 20"
says "wrap = on"
says "#justify = off"
cp out once.ini
done_testing

run 0 "what it says is read again" --print-config --config=once.ini
cmp -s out once.ini || wrong="$wrong; it differs"
done_testing

run 0 "by itself all is a comment" --print-config --config=
if grep -q -v '^#\|^\[\|^$' out; then
	wrong="$wrong; something is set"
fi
done_testing

printf '[options]\nwidtt = 20\nwidth = 20\n[keyz]\nx = 1\n' \
	>config/lectern/config
run 0 "wrong lines are named, and the rest counts" --print wide.md
wrong=${wrong#; standard error is not empty}
says "config:2: there is no option"
says "did you mean width?"
says "config:5: there is no section [keyz]; did you mean [keys]?"
[ "$(wc -l <err)" -eq 2 ] && [ "$(wc -l <out)" -gt 5 ] ||
	wrong="$wrong; not two complaints and a narrow column"
done_testing

LECTERN_SECURE=1
export LECTERN_SECURE
printf '[options]\nstate-dir = /elsewhere\n' >config/lectern/config
run 0 "LECTERN_SECURE leaves state-dir out" --print wide.md
warns "config:2: state-dir is not used, for LECTERN_SECURE is set"
done_testing
unset LECTERN_SECURE

head -c 10000000 /dev/zero >config/lectern/config
run 0 "a config file of 10 MB is not read" --print wide.md
warns "config: is too large to be read"
says "and then the last ones."
done_testing

head -c 100000 /dev/zero >config/lectern/config
run 0 "nor is one that is no text" --print wide.md
warns "config:1: this is no text in UTF-8"
done_testing

chmod 000 config/lectern/config
if [ -r config/lectern/config ]; then
	number=$((number + 1))
	echo "ok $number # SKIP this user may read everything"
else
	run 0 "nor one that may not be read" --print wide.md
	warns "config: cannot be read; look at its permissions"
	done_testing
fi
rm -f config/lectern/config

mkdir config/lectern/config
run 0 "nor is a folder" --print wide.md
warns "config: cannot be read"
done_testing
rmdir config/lectern/config

mkfifo config/lectern/config
run 0 "nor is a pipe waited for" --print wide.md
warns "config: cannot be read"
done_testing
rm -r config

# What only prints remembers nothing and makes no folder.
mkdir home
HOME=$folder/home XDG_STATE_HOME=$folder/home/state
XDG_DATA_HOME=$folder/home/data XDG_CACHE_HOME=$folder/home/cache
XDG_CONFIG_HOME=$folder/home/config
export HOME XDG_STATE_HOME XDG_DATA_HOME XDG_CACHE_HOME XDG_CONFIG_HOME
for job in --print --outline --links --stats --find=words; do
	run 0 "$job leaves no trace" $job found.md
	[ -z "$(ls -A home)" ] || wrong="$wrong; it wrote $(ls -A home)"
	done_testing
done

if [ -c /dev/full ]; then
	"$program" essay.md >/dev/full 2>err
	status=$?
	name="a full disk is told of"
	wrong=
	: >out
	[ $status = 1 ] || wrong="status $status, not 1"
	grep -q '^lectern: ' err || wrong="$wrong; no complaint"
	done_testing
else
	number=$((number + 1))
	echo "ok $number # SKIP there is no /dev/full"
fi

"$program" essay.md <&- >&- 2>&-
name="closed standard files" status=$? wrong=
[ $status -le 1 ] || wrong="status $status"
[ "$(head -c 5 essay.md)" = '# One' ] || wrong="$wrong; the essay changed"
done_testing

echo "1..$number"
