#!/bin/sh
# SPDX-License-Identifier: ISC
# Look in the program as it was linked for the protections that configure
# switched on. HARDENING, from make, has the flags that the compiler took: what
# was not asked for, or is not there on this system, is skipped.

program=${LECTERN:-./lectern}
number=0

# Usage: has FLAG WHAT PATTERN < what readelf writes
# Something in the program, where it was built with the flag.
has() {
	number=$((number + 1))
	case " $HARDENING " in
	*" $1 "*) ;;
	*)
		echo "ok $number # SKIP $2: built without $1"
		return
		;;
	esac
	if grep -qE -e "$3"; then
		echo "ok $number - $2"
	else
		echo "not ok $number - $2"
	fi
}

# The same for what must not be there.
lacks() {
	answer=none
	grep -qE -e "$3" && answer=found
	has "$1" "$2" none <<-END
		$answer
	END
}

if ! command -v readelf >/dev/null 2>&1 ||
	! header=$(readelf -hW "$program" 2>/dev/null); then
	echo "1..0 # SKIP no readelf, or no ELF program"
	exit 0
fi
segments=$(readelf -lW "$program")
dynamic=$(readelf -dW "$program")
imported=$(readelf -W --dyn-syms "$program" | awk '$7 == "UND" { print $8 }')

echo 1..8
has -pie "its place in memory is chosen at each start" \
	'Type: +DYN' <<-END
	$header
END
has -Wl,-z,relro "what the linker resolved is read-only" \
	'^ +GNU_RELRO ' <<-END
	$segments
END
has -Wl,-z,now "all of it is resolved at start" \
	'BIND_NOW|FLAGS_1.* NOW' <<-END
	$dynamic
END
has -Wl,-z,noexecstack "the stack is not executable" \
	'^ +GNU_STACK .* RW +0x' <<-END
	$segments
END
lacks -Wl,-z,separate-code "nothing is writable and executable" \
	'^ +[A-Z_]+ .* RWE +0x' <<-END
	$segments
END
lacks -pie "the code is not written to, nor libraries taken from odd places" \
	'TEXTREL|RPATH|RUNPATH' <<-END
	$dynamic
END
has -fstack-protector-strong "a canary stands before the return address" \
	'^__stack_chk_fail' <<-END
	$imported
END
level=$(echo "$HARDENING" | grep -oE -e '-D_FORTIFY_SOURCE=[0-9]')
has "${level:--D_FORTIFY_SOURCE}" "copies look at how much room there is" \
	'^__(mem|str|v?sn?printf|v?f?printf).*_chk' <<-END
	$imported
END
