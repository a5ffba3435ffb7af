#!/bin/sh
# SPDX-License-Identifier: ISC
# Fill the disk under the store: what is written in part is taken back, what
# could not be kept is said.
. "${srcdir:-.}/tests/store/common.sh"

list_whole

# --- A full file system --------------------------------------------------------

# Usage: on_a_full_disk same|other; says what is wrong with edits on a disk that
# somebody else has filled, the state on the same one or on another. Runs where
# the file system is mounted.
on_a_full_disk() {
	mount -t tmpfs -o size=64k,mode=700 tmpfs store || return
	mkdir elsewhere
	[ "$1" = same ] || ln -s "$folder/elsewhere" store/state
	echo 'add one The first note, of one.' >commands
	"$tool" store run <commands >acknowledged 2>said
	dd if=/dev/zero of=store/fill bs=4096 2>/dev/null
	# The last page of the marks file has room for some of them.
	i=0
	while [ $i -lt 16 ]; do
		echo "edit one Edit $i, of which one does not fit."
		i=$((i + 1))
	done >edits
	"$tool" store run <edits >>acknowledged 2>>said
	status=$?
	cat edits >>commands
	rm store/fill
	"$tool" store list >listed
	judge finished
	[ $status = 1 ] || echo "status $status"
	grep -q '^one: ' said || echo 'nothing was said'
	# What went to the emergency file is there as well.
	[ "$1" = same ] || grep -q 'Edit 15, ' listed || cat listed
	umount store
}

if [ "${1-}" = --inside ]; then
	mkdir store
	on_a_full_disk "$2"
	exit
fi

echo 1..4

# The size of a store with two records, then one by one what fits of the third.
cat >commands <<'END'
add one The first note, of one.
add two The second one.
END
mkdir store
"$tool" store run <commands >/dev/null
two=$(wc -c <store/marks.jsonl)
echo 'add three It does not fit.' | "$tool" store run >/dev/null
three=$(wc -c <store/marks.jsonl)

limited() {
	cat <<END
add one The first note, of one.
add two The second one.
limit $1
add three It does not fit.
limit 0
add four This fits again.
END
}

wrong=$(
	at=$two
	while [ "$at" -lt "$three" ]; do
		rm -rf store && mkdir store
		limited "$at" >commands
		wrong=$(session env)
		# What did not fit is there in the end, and nothing of it twice.
		[ "$(wc -l <listed)" = 4 ] || wrong="$wrong; not 4 marks"
		grep -q '^three: ' said || wrong="$wrong; nothing was said"
		[ -z "$wrong" ] || echo "$at: $wrong"
		at=$((at + 1))
	done
)
result "each of the $((three - two)) bytes of a record is the last that fits" \
	"$wrong"
figure 'bytes of a record at which the disk is full' $((three - two)) 100 \
	"$wrong"

# Of compaction's new file as well: the old one stays.
result 'a compaction that does not fit changes nothing' "$(
	at=300
	while [ "$at" -lt "$two" ]; do
		rm -rf store && mkdir store
		cat >commands <<END
add one The first note, of one.
add two The second one.
limit $at
compact
limit 0
END
		wrong=$(session env)
		grep -q . said || wrong="$wrong; nothing was said"
		[ -z "$wrong" ] || echo "$at: $wrong"
		at=$((at + 97))
	done
)"

for state in same other; do
	name="a full file system, the state on the $state one"
	if unshare -rm mount -t tmpfs tmpfs . 2>/dev/null; then
		result "$name" "$(
			cd "$build" && unshare -rm sh \
				"$top/tests/store/full.sh" --inside $state
		)"
	else
		number=$((number + 1))
		echo "ok $number - $name # SKIP none may be mounted"
	fi
done
