# SPDX-License-Identifier: ISC
# fish completion for lectern. What options there are, and their values, the
# program itself says.

function __lectern_headings
    set -l file
    for word in (commandline -opc)[2..-1]
        set word (string replace -r -- '^~/' "$HOME/" $word)
        if not string match -q -- '-*' $word; and test -f $word
            set file $word
        end
    end
    test -n "$file"; and lectern --outline -- $file 2>/dev/null | cut -f2
end

function __lectern_candidates
    set -l word (commandline -ct)
    switch $word
        case '--at=*'
            for heading in (__lectern_headings)
                echo -- "--at=#$heading"
            end
        case '--section=*'
            for heading in (__lectern_headings)
                echo -- "--section=$heading"
            end
        case '-*'
            lectern --complete=$word 2>/dev/null
    end
end

complete -c lectern -a '(__lectern_candidates)'
