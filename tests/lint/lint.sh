#!/bin/sh
# SPDX-License-Identifier: ISC
# Run every check that reads the source rather than runs it: make lint.
# Usage: lint.sh COMPILER-FLAG... in the build folder; srcdir names the source.
# LINT_JOBS says how many processes it may use at a time.
#
# A tool that is not installed is left out with a word, and counts as a failure
# where CI is set.

top=$(cd "${srcdir:-.}" && pwd)
jobs=${LINT_JOBS:-$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)}
failed=0

fail() {
	echo "lint: $*: FAILED"
	failed=$((failed + 1))
}

# Runs a named check.
check() {
	name=$1
	shift
	echo "lint: $name"
	"$@" || fail "$name"
}

# Whether a tool is there.
have() {
	command -v "$1" >/dev/null 2>&1 && return
	if [ -n "${CI-}" ]; then
		fail "$1 is not installed"
	else
		echo "lint: $1 is not installed: left out"
	fi
	return 1
}

sources() {
	(cd "$top" && find src tests -name "$1") | sort | sed "s|^|$top/|"
}

# Runs a command on the shell scripts, in the source's folder.
on_scripts() (
	cd "$top" && find bootstrap tests -name bootstrap -o -name '*.sh' |
		sort | xargs "$@"
)

# The TAP tests beside this file, as a check.
tap() {
	! srcdir=$top sh "$1" | grep '^not ok' -A 99
}

# Other versions of clang-format lay out a little differently.
format() {
	case $(clang-format --version) in
	*'version 14.'*) sources '*.[ch]' | xargs clang-format -n -Werror ;;
	*) echo "lint: clang-format is not version 14: left out" ;;
	esac
}

# Each file by the nearest .clang-tidy above it. The analyzer gives a function up
# at a third of its usual number of states: twice as fast, with the same finds.
tidy() {
	sources '*.c' | xargs -P "$jobs" -I FILE clang-tidy --quiet FILE -- \
		-Xclang -analyzer-config -Xclang max-nodes=75000 "$@" 2>/dev/null
}

# With several jobs, for one alone looks across files too, and takes what a callee
# fills for uninitialized.
analyze() {
	cppcheck -q -j 2 --std=c11 --error-exitcode=1 --inline-suppr \
		--enable=warning,performance,portability \
		--suppress=missingIncludeSystem -I "$top/src" "$top/src"
}

# Not the lists of words in other languages.
spelling() (
	cd "$top" && codespell -q 3 -L nd,hax,fo \
		-S '*.o,*/sentence/words.c,*/plain/vocabulary.c,*/exchange/dates.c,*/language/table.c' \
		README.md ARCHITECTURE.md HACKING.md NEWS man src tests/*.sh
)

for script in include-order banned-calls files one-sink; do
	check "$script" tap "$top/tests/lint/$script.sh"
done
check "sh -n" on_scripts -n 1 sh -n
if have shellcheck; then
	check shellcheck on_scripts shellcheck -x -s sh
fi
if have mandoc; then
	check mandoc mandoc -T lint -W warning "$top"/man/lectern*.[15]
fi
if have desktop-file-validate; then
	check desktop-file-validate \
		desktop-file-validate "$top/data/lectern.desktop"
fi
if have codespell; then
	check codespell spelling
fi
if have clang-format; then
	check clang-format format
fi
if have cppcheck; then
	check cppcheck analyze
fi
if have clang-tidy; then
	check clang-tidy tidy "$@"
fi

if [ $failed -gt 0 ]; then
	echo "lint: $failed failed"
	exit 1
fi
echo "lint: all is well"
