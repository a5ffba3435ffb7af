#!/bin/sh
# SPDX-License-Identifier: ISC
# Kill a session of the store at each of its system calls: whatever it had
# acknowledged holds, and the store goes on.
. "${srcdir:-.}/tests/store/common.sh"

need_strace
echo 1..3
list_whole
write_commands >commands

# --- What is acknowledged is on the disk --------------------------------------

mkdir store
strace -f -y -s 200 -o trace "$tool" store run \
	<commands >acknowledged 2>said
"$tool" store list >listed
result 'nothing is wrong with a session that nobody kills' "$(
	judge finished
	cat said
)"

# Which file a call is about, and whether its last bytes are on the disk.
result 'a record is on the disk before it is acknowledged' "$(
	awk '
	{ sub(/^[0-9]+ +/, "") }
	/^write\(1</ {
		acknowledged++
		for (file in unsynced)
			print $0 ": before " file " is on the disk"
		if (!folder)
			print $0 ": before the folder is on the disk"
	}
	match($0, /<[^>]*>/) { file = substr($0, RSTART, RLENGTH) }
	/^p?write(64|v)?\(/ && file ~ /marks\.jsonl/ { unsynced[file] = 1 }
	/^f(data)?sync\(.* = 0$/ {
		delete unsynced[file]
		if (file !~ /jsonl/)
			folder = 1
	}
	/^rename/ { folder = 0 }
	END { if (acknowledged < 9) print "only " acknowledged " were heard" }
	' trace
)"

# --- Killed ------------------------------------------------------------------

# Usage: after CALL N; says what is wrong after a kill there.
after() {
	rm -rf store && mkdir store
	inject "$1:signal=KILL:when=$2" "$tool" store run \
		<commands >acknowledged 2>said
	[ $? = 137 ] || echo 'not killed'
	"$tool" store list >listed
	judge killed
	"$tool" store check | sed -n '/^unreadable [^0]/p'
	# And it goes on.
	cp listed before
	printf 'add later A note.\ncompact\ndelete later\n' |
		"$tool" store run >later 2>&1
	[ "$(wc -l <later)" = 3 ] || cat later
	"$tool" store list | cmp - before
}

# Calls for memory are left out: what is on the disk there is what is on it at
# the next call, and there are more or fewer of them from run to run, as the
# system places the heap.
memory='brk|mmap|munmap|mremap|mprotect|madvise'
list_calls trace | grep -vE "^($memory) " >calls
points=$(wc -l <calls)
wrong=$(
	while read -r call count; do
		wrong=$(after "$call" "$count" 2>&1)
		[ -z "$wrong" ] || echo "$call $count: $wrong"
	done <calls
)
result "killed at each of $points calls, nothing acknowledged is lost" "$wrong"
figure 'kills at the calls of the store' "$points" 300 "$wrong"
