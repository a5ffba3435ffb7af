# SPDX-License-Identifier: ISC
# What the checks of the store share; sourced in the build folder.
# shellcheck shell=sh

build=$PWD
tool=$build/tests/store_tool
top=$(cd "${srcdir:-.}" && pwd)
LC_ALL=C
export LC_ALL
# The sanitizer's search for leaks cannot run where strace does.
ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0
export ASAN_OPTIONS
# What counts is the order of the calls, not how slow a disk is.
if [ -z "${TMPDIR-}" ] && [ -d /dev/shm ] && [ -w /dev/shm ]; then
	TMPDIR=/dev/shm
	export TMPDIR
fi
folder=$(mktemp -d) || exit 1
trap 'chmod -R u+rwx "$folder"; rm -rf "$folder"' EXIT
cd "$folder" || exit 1
number=0

# Leaves where no process may watch another one.
need_strace() {
	if ! strace -f -qq -o /dev/null -e trace=none true 2>/dev/null; then
		echo '1..0 # SKIP strace is not there, or may not watch'
		exit 0
	fi
}

# Usage: result NAME WRONG; what is wrong is empty when all is well.
result() {
	number=$((number + 1))
	if [ -z "$2" ]; then
		echo "ok $number - $1"
	else
		echo "not ok $number - $1"
		printf '%s\n' "$2" | head -n 20 | sed 's/^/# /'
	fi
}

# Usage: figure WHAT COUNT LEAST WRONG; so many cases were tried, and a line of
# WRONG tells of each that went wrong.
figure() {
	echo "# figure | $1 | $(($2)) | >= $3"
	echo "# figure | of these that lose what was acknowledged, or spoil the" \
		"store | $(printf '%s' "$4" | grep -c .) | 0"
	[ "$2" -ge "$3" ] || echo 'Bail out! too few cases'
}

# A session that has all there is to do with marks.
write_commands() {
	cat <<'END'
add one The first note, of one.
add two A second, which is deleted soon.
edit one What one says now.
delete two
add three It stays as it is, through all.
compact
edit three It did not stay.
add four The last one.
delete one
END
}

# Usage: inject INJECTION COMMAND...; runs it with what strace puts between it
# and the system, of which the file injected tells.
inject() {
	injection=$1
	shift
	strace -f -qq -o injected -e trace="${injection%%:*}" \
		-e inject="$injection" "$@"
}

# Usage: list_calls TRACE; of a trace by strace a line "CALL N" for each call since
# the store's folder was first named: the Nth of its name.
list_calls() {
	awk -v from="$folder" '
	{ sub(/^[0-9]+ +/, "") }
	/ resumed>/ || !match($0, /^[a-z_0-9]+\(/) { next }
	{
		call = substr($0, 1, RLENGTH - 1)
		count[call]++
		if (index($0, from) && call != "execve")
			begun = 1
		if (begun)
			print call, count[call]
	}' "$1"
}

# Usage: judge killed|finished; of commands, acknowledged, said and listed it
# prints what is wrong. Each command was acknowledged and holds, or was refused
# and may hold; only the one at which the program was killed may be neither.
judge() {
	awk -v killed="$1" -f "$top/tests/store/judge.awk" \
		whole commands acknowledged said listed
}

# Makes whole: what a list should say of each mark, whatever its note.
list_whole() {
	mkdir whole.d
	write_commands | sed -n 's/^add \([^ ]*\) .*/add \1 note/p' |
		"$tool" whole.d run >/dev/null && "$tool" whole.d list >whole
}

# Usage: session [COMMAND...]; runs the file commands in the folder store, by a
# command that runs another one, and says what is wrong with what came of it.
session() {
	"$@" "$tool" store run <commands >acknowledged 2>said
	status=$?
	"$tool" store list >listed 2>listing
	judge finished
	[ $status -le 1 ] || echo "status $status"
	[ $status = 1 ] || [ ! -s said ] || echo 'said, but status 0'
	"$tool" store check 2>&1 | sed -n '/^unreadable [^0]/p'
}

# Usage: run_program NAME; one whose tests are its own.
run_program() {
	if [ "$HAVE_CMOCKA" = yes ]; then
		"$build/tests/store/$1"
	else
		echo '1..0 # SKIP cmocka is not there'
	fi
}
