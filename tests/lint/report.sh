# SPDX-License-Identifier: ISC
# shellcheck shell=sh
# For the scripts beside it: one TAP line a rule.

# Usage: ... | report NUMBER RULE
# Reads what breaks the rule from standard input; silence is good.
report() {
	broken=$(cat)
	if [ -z "$broken" ]; then
		echo "ok $1 - $2"
	else
		echo "not ok $1 - $2"
		echo "$broken" | sed 's/^/# /'
	fi
}
