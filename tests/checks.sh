# SPDX-License-Identifier: ISC
# Report what commands come to, for scripts that are tests. Read by ".", in the
# folder where they may write.

number=0
failed=0

# Usage: check NAME COMMAND...; reports whether the command ends well, and what
# it said where it does not.
check() {
	name=$1
	shift
	number=$((number + 1))
	if "$@" >said 2>&1; then
		echo "ok $number - $name"
	else
		echo "not ok $number - $name"
		tail -n 30 said | sed 's/^/# /'
		failed=1
	fi
}

# Usage: skip NAME PROGRAM
skip() {
	number=$((number + 1))
	echo "ok $number - $1 # SKIP there is no $2"
}

# Writes how many there were; false where one failed.
checked() {
	echo "1..$number"
	return $failed
}
