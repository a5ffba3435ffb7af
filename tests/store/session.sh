#!/bin/sh
# SPDX-License-Identifier: ISC
# Kill the program itself, while somebody marks a text in a terminal, at each
# call that changes a file or the screen: what the screen said is kept.
. "${srcdir:-.}/tests/store/common.sh"

need_strace
if [ "$HAVE_VTERM" != yes ]; then
	echo '1..0 # SKIP libvterm is not there'
	exit 0
fi
echo 1..2
lectern=${LECTERN:-$build/lectern}

# The lines that the program has acknowledged something in begin with "expect
# screen".
cat >session.scr <<END
file essay.md
| The first sentence is here. The second one follows it now. And the third.
|
| Another paragraph has two. This is the other.
env XDG_DATA_HOME=$folder/data
env XDG_STATE_HOME=$folder/state
env XDG_CACHE_HOME=$folder/cache
env XDG_CONFIG_HOME=$folder/config
env ASAN_OPTIONS=$ASAN_OPTIONS
size 20 200
run essay.md
expect row 0 "The first sentence"
keys )a
expect screen "Highlighted: "
keys c
expect absent "Highlighted: "
keys Remember<Enter>
expect screen "Note kept."
keys )a
expect screen "Highlighted: "
keys x
expect screen "Deleted "
keys U
expect screen "Undone"
keys q
expect exit 0
END
changing='write|pwrite64|mkdir|fsync|fdatasync|flock|unlink|rename|link'
changing="$changing|ftruncate"

# What a list shows of the marks, after so many acknowledgements.
first='|The first sentence is here.'
second='|The second one follows it now.'
cat >states <<END
none
$first
Remember$first
Remember$first $second
Remember$first
Remember$first $second
END

# Usage: watched STRACE-OPTION...; runs the session with the program under
# strace.
watched() {
	rm -rf data state cache
	{
		echo '#!/bin/sh'
		echo "exec strace -f -qq $* '$lectern' \"\$@\""
	} >watch
	chmod +x watch
	"$build/tests/screen_run" --program "$folder/watch" session.scr >seen
}

# What the marks file holds, on one line.
show() {
	"$tool" data/lectern list | cut -d'|' -f1,10 | sed 's/^[^ ]* //' |
		paste -sd ' ' -
}

# How many acknowledgements came before the step that failed, all if none did.
acknowledged() {
	line=$(sed -n 's/^# line \([0-9]*\):.*/\1/p' seen | head -n 1)
	head -n $((${line:-1000} - 1)) session.scr | grep -c '^expect screen '
}

# Says what is wrong after a kill.
judge_session() {
	count=$(acknowledged)
	shown=$(show)
	sed -n "$((count + 1)),$((count + 2))p" states |
		grep -qxF -e "${shown:-none}" ||
		echo "after $count acknowledgements: ${shown:-none}"
	"$tool" data/lectern check 2>&1 | sed -n '/^unreadable [^0]/p'
}

watched -o "'$folder/trace'"
result 'a session that nobody kills' "$(
	grep -v '^ok\|^1\.\.' seen
	[ "$(acknowledged)" = 5 ] || echo 'not all was acknowledged'
	judge_session
)"

# From when its folders are first met; what is opened to be read changes nothing.
list_calls trace | grep -E "^($changing) " >calls
awk '
{ sub(/^[0-9]+ +/, "") }
/^openat\(/ && ++count && /O_CREAT/ { print "openat", count }' trace >>calls
points=$(wc -l <calls)
wrong=$(
	killed=0
	while read -r call count; do
		watched -o /dev/null -e "trace=$call" \
			-e "inject=$call:signal=KILL:when=$count"
		grep -q '^ok' seen || killed=$((killed + 1))
		wrong=$(judge_session)
		[ -z "$wrong" ] || echo "$call $count: $wrong"
	done <calls
	# The last ones may come while it ends, and in another order.
	[ $((killed * 10)) -ge $((points * 8)) ] || echo "only $killed killed"
)
result "killed at each of $points calls, what the screen said is kept" "$wrong"
figure 'kills at the calls of a sitting' "$points" 50 "$wrong"
