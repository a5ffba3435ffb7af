# SPDX-License-Identifier: ISC
# bash completion for lectern. What options there are, and their values, the
# program itself says.

_lectern_headings() {
	local word file=
	for word in "${COMP_WORDS[@]:1}"; do
		# bash keeps the word as it was typed, with its quotes.
		word=${word//\\/} word=${word#[\"\']} word=${word%[\"\']}
		[[ $word != \~/* ]] || word=$HOME/${word:2}
		case $word in
		-*) ;;
		*) [ -f "$word" ] && file=$word ;;
		esac
	done
	[ -z "$file" ] || lectern --outline -- "$file" 2>/dev/null | cut -f2
}

_lectern() {
	local current=${COMP_LINE:0:COMP_POINT} before='' candidate
	current=${current##*[[:space:]]}
	COMPREPLY=()
	case $current in
	--at=* | --section=*)
		before=${current%%=*}=
		[ "$before" = --section= ] || before=$before'#'
		while IFS= read -r candidate; do
			# A document may name its headings "x;command".
			printf -v candidate %q "$candidate"
			COMPREPLY+=("$before$candidate")
		done < <(_lectern_headings)
		;;
	-*)
		while IFS=$'\t' read -r candidate _; do
			COMPREPLY+=("$candidate")
		done < <(lectern --complete="$current" 2>/dev/null)
		;;
	*)
		# Files, as by default.
		return 0
		;;
	esac
	local kept=()
	for candidate in "${COMPREPLY[@]}"; do
		[[ $candidate != "$current"* ]] || kept+=("$candidate")
	done
	COMPREPLY=("${kept[@]}")
	# A word that ends in "=" is not at its end.
	[[ ${#COMPREPLY[@]} -ne 1 || ${COMPREPLY[0]} != *= ]] ||
		compopt -o nospace 2>/dev/null
	# bash completes only what is behind the last "=".
	if [[ $COMP_WORDBREAKS == *=* && $current == *=* ]]; then
		before=${current%=*}=
		COMPREPLY=("${COMPREPLY[@]#"$before"}")
	fi
}

complete -o default -F _lectern lectern
