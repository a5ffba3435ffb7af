#!/bin/sh
# SPDX-License-Identifier: ISC
# Search for what no test knows: each fuzz target in turn.
# Usage: fuzz.sh SRCDIR SECONDS [OPTION...] in the folder of a build with
# --enable-fuzzing (make fuzz): SECONDS for all of them together; OPTIONs are
# libFuzzer's, as -seed=1. What is new is kept in found/ there, so that the next
# search goes on from it, and so is the time that was spent; what breaks
# something is found/TARGET-*, and the exit status is 1.

export LC_ALL=C
source=$1
seconds=$2
shift 2
corpora=$source/tests/fuzz/corpus
count=$(find "$corpora" -mindepth 1 -maxdepth 1 -type d | wc -l)
failed=0
# So soon that a machine with other work to do does not seem to hang.
hang=60

# Sets $spent to the seconds that children have had of a processor: those of
# this shell, so not of a substitution's.
look_at_times() {
	times >found/times
	spent=$(sed -n '2s/m/ /gp' found/times | tr -d s |
		awk '{ printf "%d\n", ($1 + $3) * 60 + $2 + $4 }')
}

mkdir -p found || exit 1
for corpus in "$corpora"/*/; do
	target=$(basename "$corpus")
	words=$source/tests/fuzz/$target.dict
	[ -e "$words" ] || words=$source/tests/fuzz/markdown.dict
	mkdir -p "found/$target"
	look_at_times
	before=$spent
	tests/fuzz/fuzz_"$target" -max_len=4096 -timeout=$hang \
		-rss_limit_mb=4096 -max_total_time=$((seconds / count)) \
		-dict="$words" -artifact_prefix="found/$target-" "$@" \
		"found/$target" "$corpus" >"found/$target.said" 2>&1 ||
		failed=1
	tail -n 1 "found/$target.said" | sed "s/^/$target: /"
	look_at_times
	{
		cat "found/$target.seconds" 2>/dev/null
		echo $((spent - before))
	} | awk '{ sum += $1 } END { print sum }' >found/sum
	mv found/sum "found/$target.seconds"
	broken=$(find found -name "$target-crash-*" -o \
		-name "$target-timeout-*" -o -name "$target-oom-*" -o \
		-name "$target-leak-*" | wc -l)
	{
		echo "# figure | seconds of a processor for new inputs of" \
			"$target | $(cat "found/$target.seconds") | >= 14400 with the others"
		echo "# figure | of these that break something |" \
			"$((broken)) | 0"
	} | tee "tests/fuzz/fuzz_$target.log"
done
exit $failed
