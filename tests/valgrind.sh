#!/bin/sh
# SPDX-License-Identifier: ISC
# Five sittings under valgrind: no error, no memory that is lost, and at the end
# the descriptors of the start. What curses keeps until the end is still reachable
# and no leak; the parser's child leaves by _exit() and is not looked at.
# Parameters of capabilities it keeps in a tree of the C library's, which puts the
# colour of a node into the lowest bit of a pointer: valgrind finds no start of a
# block there, and says "possibly". Only that is not counted.
export LC_ALL=C.UTF-8

build=$PWD
top=$(cd "${srcdir:-.}" && pwd)
lectern=${LECTERN:-$build/lectern}
if ! valgrind --version >/dev/null 2>&1; then
	echo '1..0 # SKIP valgrind is not there'
	exit 0
fi
if [ "${HAVE_VTERM-}" != yes ] || ! valgrind -q "$lectern" --version \
	>/dev/null 2>&1; then
	echo '1..0 # SKIP no libvterm, or the program does not run in valgrind'
	exit 0
fi
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
number=0
errors=0
lost=0
left=0

cat >tree.supp <<'END'
{
	what tiparm() keeps
	Memcheck:Leak
	match-leak-kinds: possible
	...
	fun:*tiparm
}
END
# The parser's child says nothing of itself.
cat >watch <<END
#!/bin/sh
exec valgrind --leak-check=full --errors-for-leak-kinds=definite,possible \\
	--suppressions='$folder/tree.supp' --track-fds=yes \\
	--child-silent-after-fork=yes --error-exitcode=99 \\
	--log-file='$folder/log.%p' '$lectern' "\$@"
END
chmod +x watch

# The sum of the numbers that come in, with commas or without.
sum() {
	tr -d , | awk '{ sum += $1 } END { print sum + 0 }'
}

# Usage: judge NAME STATUS; looks at the logs of one sitting.
judge() {
	number=$((number + 1))
	runs=$(find . -name 'log.*' | wc -l)
	found=$(cat log.* | sed -n 's/.*ERROR SUMMARY: \([0-9]*\) .*/\1/p' |
		sum)
	bytes=$(($(cat log.* | sed -n \
		's/.*\(definitely\|possibly\) lost: \([0-9,]*\) bytes.*/\2/p' |
		sum)))
	# Those that it was started with are said to be inherited.
	opened=$(cat log.* | grep -c 'Open file descriptor\|Open AF_')
	inherited=$(cat log.* | grep -c '<inherited from parent>')
	errors=$((errors + found))
	lost=$((lost + bytes))
	left=$((left + opened - inherited))
	if [ "$2" = 0 ] && [ "$runs" -gt 0 ] && [ "$found" = 0 ] &&
		[ "$bytes" = 0 ] && [ "$opened" = "$inherited" ]; then
		echo "ok $number - $1"
	else
		echo "not ok $number - $1"
		echo "# status $2, $runs runs, $found errors, $bytes bytes lost," \
			"$opened descriptors of which $inherited inherited"
		cat seen log.* 2>/dev/null | head -n 60 | sed 's/^/# /'
	fi
	rm -f log.* seen
}

# Usage: sit NAME; runs the script that comes in.
sit() {
	cat >sitting.scr
	"$build/tests/screen_run" --program "$folder/watch" sitting.scr >seen
	grep -q '^ok' seen
	judge "$1" $?
}

echo 1..5

sit 'read, search, mark, write a note, resize' <<'END'
file essay.md
| # Of rivers
|
| The river *bends* here. Nobody knows why[^1] it does, see [that](#more).
|
| ## More
|
| | a | b |
| |---|---|
| | one | two |
|
| [^1]: A note.
|
*30 Paragraph %d.
run essay.md
expect screen "The river"
keys /river<Enter>
expect row -1 "1"
keys <Esc>
expect absent "/2"
keys )a
expect screen "Highlighted: "
keys c
expect row -2 "Enter keeps the note"
keys Why.<Enter>
expect row -1 "Note kept."
resize 40 100
expect screen "Paragraph 3."
resize 10 30
keys <Space><Space>bL
expect row 0 "Marks: "
keys <Esc>
expect absent "Marks: "
keys Q
expect exit 0
expect restored
END

sit 'plain text' <<'END'
file letter.txt
| A letter of old, whose lines are wrapped by hand as it was done then, and
| go on in the next one.
|
*40 Its paragraph, %d.
run letter.txt
expect screen "A letter of old"
keys <Space>G
expect screen "paragraph, 40."
keys gt?
expect row 0 "Moving"
keys <Esc>
expect absent "Moving"
keys Q
expect exit 0
expect restored
END

# shellcheck disable=SC2016
printf '# One\n\nA [link](https://example.org/) and `code`.[^1]\n\n> A quote.\n\n%s\n' \
	'[^1]: Note.' >essay.md
HOME=$folder XDG_DATA_HOME=$folder/data XDG_STATE_HOME=$folder/state
XDG_CACHE_HOME=$folder/cache XDG_CONFIG_HOME=$folder/config
export HOME XDG_DATA_HOME XDG_STATE_HOME XDG_CACHE_HOME XDG_CONFIG_HOME
status=0
for option in --print --outline --links --stats --find=code; do
	./watch $option "$top/tests/golden/wrapped.txt" essay.md >/dev/null \
		2>>seen
	[ $? -lt 2 ] || status=1
done
judge 'print and tell' $status

status=0
./watch --print <essay.md >/dev/null 2>>seen || status=1
./watch --highlight='A quote.' --note='Mine.' essay.md >/dev/null 2>>seen ||
	status=1
./watch --export=jsonl >exported 2>>seen || status=1
XDG_DATA_HOME=$folder/other ./watch --import=exported --yes \
	>/dev/null 2>>seen ||
	status=1
./watch --list >listed 2>>seen || status=1
./watch --check >/dev/null 2>>seen || status=1
grep -q 'Mine' listed || status=1
judge 'a pipe, marks out and in' $status

sit 'shelf, links and other texts' <<'END'
file essay.md
| # Of rivers
|
| The river goes [to the sea](sea.md) and [out](https://example.org/).
file sea.md
| # Of the sea
|
| The sea is wide.
run essay.md sea.md
expect screen "The river"
keys o
expect screen "ao the sea"
keys s
expect screen "https://example.org/"
keys <Esc>
expect absent "https://example.org/"
keys :n<Enter>
expect screen "The sea is wide"
keys M
expect row 0 "arks"
keys <Esc>
expect row 0 "Of the sea"
keys Q
expect exit 0
expect restored

run
expect screen "Of the sea"
keys <Enter>
expect row 23 "100%"
keys Q
expect exit 0
END

echo "# figure | errors in five sittings under valgrind | $errors | 0"
echo "# figure | bytes that they lose | $lost | 0"
echo "# figure | descriptors that they leave open | $left | 0"
