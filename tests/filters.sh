#!/bin/sh
# SPDX-License-Identifier: ISC
# Read files of other formats, with the real programs where they are installed,
# and with programs that do everything wrong.

program=$PWD/lectern
source=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
mkdir bin home
HOME=$folder/home XDG_CACHE_HOME=$folder/cache LC_ALL=C.UTF-8
export HOME XDG_CACHE_HOME LC_ALL
. "$source/tests/checks.sh"

# Usage: shows FILE [OPTION...] WORDS; whether what is printed holds the words.
shows() {
	for words; do :; done
	file=$1
	shift
	set -- "$@" --
	while [ "$1" != -- ]; do
		[ "$1" = "$words" ] || set -- "$@" "$1"
		shift
	done
	shift
	"$program" --print "$@" "$file" >out 2>err || {
		cat err
		return 1
	}
	grep -qF -e "$words" out || {
		cat out
		return 1
	}
}

# Usage: complains FILE SENTENCE; leaves with 1 and the sentence, once.
complains() {
	"$program" --print "$1" >out 2>err </dev/null
	[ $? = 1 ] && [ "$(wc -l <err)" -eq 1 ] && grep -qF -e "$2" err
}

# Usage: makes NAME; a program of the script on standard input.
makes() {
	{ echo '#!/bin/sh' && cat; } >"bin/$1"
	chmod +x "bin/$1"
}

printf '# One\n\nSome *words*.[^1]\n\n[^1]: A note.\n\n## Two\n\nMore.\n' >text.md

# ---- What was packed ----

for packer in gzip:gz bzip2:bz2 xz:xz zstd:zst; do
	tool=${packer%:*} extension=${packer#*:}
	if command -v "$tool" >/dev/null; then
		"$tool" -c text.md >"text.md.$extension"
		printf 'No *mark* at all\n' | "$tool" -c >"plain.txt.$extension"
		check "Markdown out of .$extension" \
			shows "text.md.$extension" "Some words."
		check "plain text out of .$extension" \
			shows "plain.txt.$extension" "No *mark* at all"
	else
		skip "Markdown out of .$extension" "$tool"
		skip "plain text out of .$extension" "$tool"
	fi
done
printf 'no archive' >torn.md.gz
check "what is torn is told" complains torn.md.gz "torn.md.gz: gzip failed: "

# ---- What pandoc reads ----

if command -v pandoc >/dev/null; then
	for format in html epub docx odt org rst tex; do
		pandoc -s --metadata title=Essay text.md -o "text.$format"
		check "$format is read" shows "text.$format" "Some words."
		check "$format has its headings" sh -c \
			"'$program' --outline text.$format | grep -q 'Two$'"
	done
	check "a pipe of a format" sh -c \
		"'$program' --print --from=html - <text.html | grep -q 'Some words'"
	for format in html epub docx odt org rst; do
		pandoc --sandbox -s -t gfm-raw_html -f "$format" "text.$format" \
			--lua-filter="$source/data/pandoc.lua" >"$format.md"
		check "notes of $format are notes" sh -c \
			"grep -q '^\[^1\]: *A note' $format.md"
	done
	cp "$source/tests/data/page.html" .
	pandoc --sandbox -s -t gfm-raw_html -f html --wrap=none \
		--lua-filter="$source/data/pandoc.lua" page.html >page.md
	check "lists of notes become notes" test \
		"$(grep -c '^\[^[0-9]*\]: *[FS]' page.md)" -eq 2
	check "with their signs" grep -q \
		'^A claim\.\[^1\] Another one\[^2\], and' page.md
	check "links go to headings" grep -qF '[a link](#the-past--more)' page.md
	check "other lists stay" grep -q '^1\. *A list that is none' page.md
	check "a note of a note is not lost" grep -q '^A source of' page.md
	check "code knows its language" grep -q '^``` *{*\.*python' page.md
	check "frames are gone" sh -c "! grep -q '<div\|<span' page.md"
else
	skip "other formats are read" pandoc
fi

# ---- Programs that do everything wrong ----

PATH=$folder/bin:$PATH
export PATH
for name in binary nothing long silent torn lines; do
	echo "$name" >"$name.epub"
done
makes pandoc <<'SCRIPT'
read -r name
case $name in
binary) head -c 100000 /dev/urandom ;;
nothing) ;;
silent) exit 7 ;;
torn) echo "First words." && echo "it broke" >&2 && kill -9 $$ ;;
long) yes "Words that go on, and on, and on.

And then again, and on." ;;
lines) head -c 300000 /dev/zero | tr '\0' 'e' >&2; echo "Words." ;;
esac
SCRIPT
check "binary output is none" complains binary.epub \
	"binary.epub: is a binary file"
check "nothing is an empty text" sh -c "'$program' --print nothing.epub"
check "a failure without words" complains silent.epub \
	"silent.epub: pandoc failed with status 7"
check "a failure after some text" complains torn.epub \
	"torn.epub: pandoc failed: it broke"
check "the text is there, too" grep -q "First words." out
check "much to complain of is no failure" shows lines.epub "Words."
check "too much is cut off" complains long.epub \
	"long.epub: gave more than 64 MiB"
check "what a document names is not run" sh -c "
	printf -- '---\nfilter: touch ran\n---\n<!-- touch ran -->\n' >evil.md
	'$program' --print evil.md && ! [ -e ran ]"

# ---- Marks ----

# Usage: placed; whether the one mark of the book is found for sure.
placed() {
	"$program" --list marked.epub | cut -f1 | grep -qx placed
}

echo marked >marked.epub
makes pandoc <<'SCRIPT'
printf '# A book\n\n'
printf 'It was the best of times -- and a *quiet* one.\n\n-   And so on.\n'
SCRIPT
check "a mark in a book" "$program" --highlight="of times -- and a quiet one" \
	marked.epub
check "is found again" placed
rm -r cache
makes pandoc <<'SCRIPT'
printf '%s\n' '---' 'title: A book' '---' '' 'A book' '======' ''
printf 'It was the best of\ntimes \342\200\223 and a _quiet_ one.\n\n'
printf '* And so on.\n\nMore of it.\n'
SCRIPT
check "also where a newer program writes it otherwise" sh -c "
	'$program' --print marked.epub | grep -q 'More of it' &&
		'$program' --list marked.epub | grep -q '^placed'"

# ---- What is kept ----

echo keep >keep.epub
makes pandoc <<'SCRIPT'
echo run >>runs
echo "Words of $(cat)."
SCRIPT
check "it is read" shows keep.epub "Words of keep."
check "and again" shows keep.epub "Words of keep."
check "by one run" test "$(wc -l <runs)" -eq 1
check "not kept in private" sh -c "
	rm -rf cache runs && '$program' --private --print keep.epub &&
	! [ -e cache ]"
echo other >keep.epub
check "a change is seen" shows keep.epub "Words of other."
check "nobody else may read it" sh -c \
	"! find cache -type f -perm /077 | grep ."
LECTERN_SECURE=1
export LECTERN_SECURE
check "what was made before needs no program" shows keep.epub "Words of other."
echo third >keep.epub
check "where no program may be started" complains keep.epub LECTERN_SECURE
unset LECTERN_SECURE
rm bin/pandoc
makes lectern <<SCRIPT
PATH=$folder/none exec "$program" "\$@"
SCRIPT
program=$folder/bin/lectern
check "where there is none" complains keep.epub \
	"keep.epub: is read through pandoc, which is not installed; install it"
printf '<p>Words of a page.</p>\n' >raw.html
check "a page is read as it is" shows raw.html "Words of a page."
check "a word that is no format" sh -c "
	'$program' --print --from=nonsense raw.html 2>&1; [ \$? = 2 ]"

checked
