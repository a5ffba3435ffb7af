#!/bin/sh
# SPDX-License-Identifier: ISC
# What each shell completes, asked of the shell itself.

here=$PWD
source=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
mkdir bin home
ln -s "$here/lectern" bin/lectern
HOME=$folder/home PATH=$folder/bin:$PATH LC_ALL=C.UTF-8
export HOME PATH LC_ALL
unset XDG_CONFIG_HOME
printf '# One thing\n\nWords.\n\n## Another\n' >'an essay.md'
printf '# One thing\n\nWords.\n\n## Another\n' >essay.md
cp essay.md home/other.md
# shellcheck disable=SC2016
printf '<h2 id="c;touch${IFS}ran">Commands</h2>\n\nWords.\n' >hostile.md
number=0

# Usage: report NAME; the exit status before it is the result.
report() {
	status=$?
	number=$((number + 1))
	[ $status = 0 ] || printf 'not '
	echo "ok $number - $1"
	[ $status = 0 ] || sed 's/^/# /' said
}

skip() {
	number=$((number + 1))
	echo "ok $number # SKIP there is no $1"
}

# Usage: has LINE...; whether said has each as a line.
has() {
	for line; do
		grep -qxF -e "$line" said || return 1
	done
}

# ---- The program ----

lectern --help | sed -n 's/^  \(-., \)\{0,1\}--\([a-z-]*\).*/\2/p' |
	sort -u >options
lectern --complete=-- | sed 's/^--\([a-z-]*\).*/\1/' | sort -u >said
cmp -s options said
report "every option of --help, and no other"
lectern --complete=--theme= | cut -f1 >said
has --theme=auto --theme=dark --theme=light
report "themes"
for format in markdown org jsonl; do
	lectern --complete=--export= | cut -f1 >said
	has "--export=$format"
	report "export to $format"
done
lectern --complete=--set= | cut -f1 >said
has --set=width= --set=hyphens --set=nohyphens
report "what can be set"
lectern --complete=--set=breaks= | cut -f1 >said
has --set=breaks=greedy
report "its values"
lectern --complete=--from= | cut -f1 >said
has --from=plain --from=epub
report "formats"
mkdir -p home/.config/lectern
printf '[theme mine]\ntext = 100\n[filters]\nfoo = cat\n' \
	>home/.config/lectern/config
lectern --complete=-- >/dev/null 2>&1
{ lectern --complete=--theme= && lectern --complete=--from=; } | cut -f1 >said
has --theme=mine --from=foo
report "those of the config file, too"
rm -r home/.config
lectern --complete=--mark-color=y | cut -f1 >said
has --mark-color=yellow && [ "$(wc -l <said)" -eq 1 ]
report "colours, by their letters"
lectern --complete=--nonsense= >said
[ ! -s said ]
report "nothing of what there is not"

# ---- bash ----

# Usage: bash_completes LINE; what bash would offer, a line each.
bash_completes() {
	bash --norc -c '
		. "$1"
		COMP_LINE=$2 COMP_POINT=${#2}
		eval "COMP_WORDS=($2)"
		COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
		_lectern
		printf "%s\n" "${COMPREPLY[@]}"
	' bash "$source/completions/lectern.bash" "$1" >said 2>&1
}

bash_completes "lectern --th" && has --theme=
report "bash: an option"
bash_completes "lectern --theme=d" && has dark && ! has light
report "bash: a value"
bash_completes "lectern essay.md --at=#" && has '#one-thing' '#another'
report "bash: headings of the file"
bash_completes "lectern 'an essay.md' --section=o" && has one-thing &&
	! has another
report "bash: of a file with a blank in its name"
# bash gives words as they were typed; here eval would expand this one.
bash_completes "lectern \\~/other.md --section=o" && has one-thing
report "bash: of a file at home"
bash_completes "lectern hostile.md --section=c" && [ -s said ] &&
	(eval "set -- $(cat said)") && [ ! -e ran ]
report "bash: nothing that a document names is run"
bash_completes "lectern es" && ! grep . said
report "bash: files are its own affair"

# ---- zsh ----

if command -v zsh >/dev/null; then
	# Usage: zsh_completes LINE WORDS; whether a line and Tab show the words.
	zsh_completes() {
		# shellcheck disable=SC2016
		timeout 60 zsh -f -c '
			zmodload zsh/zpty || exit 1
			zpty -b shell zsh -f -i
			zpty -w shell "PROMPT=; fpath=($1 \$fpath)"
			zpty -w shell "autoload -U compinit; compinit -u -D"
			zpty -w shell "setopt no_beep; print READY-\$((1 + 1))"
			while ! [[ $seen == *READY-2* ]]; do
				zpty -r -t shell chunk && seen+=$chunk
			done
			seen=
			zpty -w -n shell "$2"$'\''\t\t'\''
			while ! [[ $seen == *$3* ]]; do
				zpty -r -t shell chunk && seen+=$chunk
			done
			print -r -- $seen
		' zsh "$source/completions" "$1" "$2" >said 2>&1
	}
	zsh_completes "lectern --th" "--theme="
	report "zsh: an option"
	zsh_completes "lectern --theme=d" "dark"
	report "zsh: a value"
	zsh_completes "lectern essay.md --section=o" "one-thing"
	report "zsh: headings of the file"
	zsh_completes "lectern ~/other.md --section=o" "one-thing"
	report "zsh: of a file at home"
	# shellcheck disable=SC2016
	zsh_completes "lectern hostile.md --section=c" 'c\;touch\$'
	report "zsh: nothing that a document names is run"
	zsh_completes "lectern an" "essay.md"
	report "zsh: files"
else
	for _ in 1 2 3 4 5 6; do skip zsh; done
fi

# ---- fish ----

if command -v fish >/dev/null; then
	# Usage: fish_completes LINE; what fish would offer, a line each.
	fish_completes() {
		fish --no-config -c "source '$source/completions/lectern.fish'
			complete -C '$1'" 2>&1 | cut -f1 >said
	}
	fish_completes "lectern --th"
	has --theme=
	report "fish: an option"
	fish_completes "lectern --theme=d"
	has --theme=dark && ! has --theme=light
	report "fish: a value"
	fish_completes "lectern essay.md --at=#"
	has '--at=#one-thing' '--at=#another'
	report "fish: headings of the file"
	fish_completes "lectern ~/other.md --at=#"
	has '--at=#one-thing'
	report "fish: of a file at home"
	fish_completes "lectern es"
	has essay.md
	report "fish: files"
else
	for _ in 1 2 3 4 5; do skip fish; done
fi

echo "1..$number"
