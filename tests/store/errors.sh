#!/bin/sh
# SPDX-License-Identifier: ISC
# Let the system refuse what a session of the store asks for, call by call: what
# was acknowledged holds, and what was not was said.
. "${srcdir:-.}/tests/store/common.sh"

need_strace
echo 1..8
list_whole
write_commands >commands

# The calls of which a system says that they failed, each as often as it comes.
asked='openat|read|pread64|write|pwrite64|writev|lseek|fdatasync|fsync|ftruncate'
asked="$asked|rename|renameat|renameat2|link|linkat|unlink|unlinkat|flock|fcntl"
asked="$asked|newfstatat|fstat|stat|lstat|statx|mkdir|mkdirat|chmod|fchmod"
mkdir store
strace -f -o trace "$tool" store run <commands >acknowledged 2>said
list_calls trace | grep -E "^($asked) " >calls

# Usage: refused ERROR [+]; each call in turn fails with the error, with "+" all
# behind it of that name too.
refused() {
	while read -r call count; do
		rm -rf store && mkdir store
		wrong=$(
			session inject "$call:error=$1:when=$count${2-}"
			grep -qF '(INJECTED)' injected || echo 'not refused'
		)
		[ -z "$wrong" ] || echo "$call $count: $wrong"
	done
}

tried=0
all=
for error in ENOSPC EIO EDQUOT EROFS EINTR EACCES; do
	wrong=$(refused $error <calls)
	result "$error at each of $(wc -l <calls) calls" "$wrong"
	tried=$((tried + $(wc -l <calls)))
	all="$all$wrong"
done
figure 'calls of the store refused' "$tried" 1000 "$all"
result 'no lock is to be had' "$(
	grep -E '^(flock|fcntl) ' calls | refused ENOLCK
	grep -E '^(flock|fcntl) ' calls | refused ENOLCK +
)"
result 'from one call on nothing works' "$(
	grep -E "^(fdatasync|openat|rename) " calls | refused EIO +
)"
