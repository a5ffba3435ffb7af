#!/bin/sh
# SPDX-License-Identifier: ISC
# Find calls that this program does not make: they overrun buffers, hide errors
# or start a shell; or that only one file makes. In the sources, and in the
# objects where there are some.

top=${srcdir:-.}
. "$top/tests/lint/report.sh"
. "$top/tests/lint/calls.sh"

banned='strcpy|stpcpy|strcat|sprintf|vsprintf|gets|strtok|atoi|atol|atoll|atof'
banned="$banned|system|popen|alloca|mktemp|tmpnam|tempnam|wordexp"
banned="$banned|execl|execle|execlp|execvp|execvpe"

# What starts a program: src/base/spawn/child.c, so that one place has to be
# trusted; and what only parts a process of this one: src/base/apart.c.
spawning='v?fork|_Fork|forkpty|clone3?|daemon|posix_spawnp?'
spawning="$spawning|f?execve|execv|execveat"

echo 1..5

# The tests obey the same rule.
calls "$banned" src tests | report 1 "no banned call in the sources"
code '//' src tests | report 2 "no comment that is no block"
{
	calls "$spawning" src |
		grep -v '^src/base/\(spawn/child\|apart\)\.c:'
	calls 'exec[a-z]*' src/base/apart.c
} | report 3 "only spawn/child.c starts programs"

if ! has_objects; then
	echo "ok 4 # SKIP no objects to look at"
	echo "ok 5 # SKIP no objects to look at"
	exit 0
fi
needs "$banned" | report 4 "no banned call in the objects"
needs "$spawning" | grep -v '^src/base/\(spawn/child\|apart\)\.o:' |
	report 5 "only child.o starts programs"
