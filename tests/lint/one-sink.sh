#!/bin/sh
# SPDX-License-Identifier: ISC
# Prove that what comes from outside can reach a terminal by few places only,
# each of which is named here with the reason why nothing foreign gets past it.
# In the sources, and in the objects where there are some.

top=${srcdir:-.}
. "$top/tests/lint/report.sh"
. "$top/tests/lint/calls.sh"

stdio='v?f?printf|v?dprintf|f?puts|f?putc|putchar|fputs_unlocked|putw'
stdio="$stdio|fw?rite|fputws|fputwc|putwc|putwchar|f?wprintf|perror"
stdio="$stdio|v?errx?|v?warnx?|error|psignal|psiginfo|v?syslog|putpwent"
written='write|writev|pwrite|pwritev|pwrite64|send|sendto|sendmsg|sendfile'
written="$written|splice|vmsplice|copy_file_range|aio_write|ioctl_tiocsti"
opened='fopen|fdopen|freopen|fopencookie|fmemopen|open_memstream'
painted='(mv)?w?(add|ins)(_w)?n?(w?str|ch|chstr|wch|wchstr|_wch|_wchstr)'
painted="$painted|(mv)?w?addn?wstr|(mv)?w?(add|ins)_n?wstr|(mv)?v?w_?printw"
painted="$painted|printw|w?echochar|w?echo_wchar|putp|vidputs|scr_dump"
painted="$painted|mvcur|slk_set|slk_wset"

# Who may do what, as src/NAME.c; the program's own objects have its name.
printing='commandline|layout/check|jobs/import'
writing='print/output|terminal/send|base/memory|terminal/signals'
writing="$writing|document/worker|base/spawn|base/spawn/child|base/pipeline"
writing="$writing|base/files|reader/opened"
putting='print/(output|config|printer|lists|find|marks)|jobs/(export|add|tend|list)'

# Takes the lines of the files that are named out.
but() {
	sed 's|lectern-||' | grep -v -E "^src/($1)\.[cho]:"
}

echo 1..10

# commandline.c: the help, the version, and the sentence that it has just made
# safe. check.c: the name of an invariant, before abort(). import.c: a question
# of our own words.
{
	calls "$stdio" src | but "$printing"
	calls "$stdio" src/layout/check.c | grep -v 'fprintf(stderr,'
	calls "$stdio" src/jobs/import.c | grep -v 'fputs("[^"]*", stderr)'
} | report 1 "only three files print by stdio"

# In commandline.c only the help and one line behind the sink.
{
	calls 'v?fprintf' src/commandline.c |
		grep -v 'fprintf(stderr, "%s.n", buffer_string(&line));'
	calls 'f?puts|f?putc|fwrite' src/commandline.c |
		grep -v 'puts("\|puts(PACKAGE_STRING)'
	calls 'printf' src/commandline.c | grep -v 'fprintf(' |
		grep -v 'option_rows\[i\]\.shown,$'
	grep -c 'sink_append(&line, sentence\|sink_append_ascii(&line, sentence' \
		"$top/src/commandline.c" | grep -v '^2$'
} | report 2 "complaints pass the sink"

# output.c: what print/ gives it (rule 5). screen.c: what curses does not know,
# and our own sequences. memory.c: one sentence of our own. signals.c, worker.c,
# spawn.c, child.c, pipeline.c: pipes to ourselves and to a program that was
# asked for. files.c, opened.c: files, no terminal.
calls "$written" src | grep -v -e '->write(' | but "$writing" |
	report 3 "only ten files write to descriptors"

# screen.c opens the terminal to read keys.
calls "$opened" src | but terminal/screen | report 4 "nobody else opens a stream"

# What they give it passed sink.h or cells.h in the same file, by eye: a new
# file is to be looked at before it is named here.
calls 'output_append[a-z_]*' src | but "$putting" |
	report 5 "only those write to print's output who made it safe"
{
	for file in print/config print/printer print/lists print/find \
		print/marks; do
		grep -L 'sink_append\|output_append_foreign' \
			"$top/src/$file.c"
	done
	calls 'output_append' src/jobs | grep -v 'bytes\.len'
	grep -L 'exchange_write(exchange, format, &bytes)' \
		"$top/src/jobs/export.c"
	calls 'format->write|->write' src/marks src/jobs |
		grep -v '^src/marks/exchange/outgoing\.c:'
	grep -L 'exchange_make_safe(exchange)' "$top/src/jobs/export.c"
} | report 6 "each of those knows the sink, exports too"

# put_cell() takes what cells_next() made of a cluster.
{
	calls "$painted" src | but terminal/screen
	calls "$painted" src/terminal/screen.c |
		grep -v 'mvadd_wch(y, x, &cell)\|mvaddch(y, x, acs)'
	grep -L 'cells_next(mode, ' "$top/src/terminal/screen.c"
} | report 7 "only screen.c paints, clusters that cells.h reduced"

# clipboard.c: base64 of our own making. known.c: a question without words.
calls 'screen_send' src | but 'terminal/(screen|clipboard|known)' |
	report 8 "two files send bytes past curses"

# Who spells an escape sequence: those who command the terminal, and those who
# know ISO-2022's by sight.
spelling='terminal/(modes|answers|clipboard|input)|print/(printer|find)'
spelling="$spelling|text/encoding|document/source/feed"
code_of_escapes='\\033|\\x1b|\\x1B|\\e[^a-z]|\\u001b'
(cd "$top" && grep -rnE "\"[^\"]*($code_of_escapes)" src --include='*.[ch]') |
	but "$spelling" |
	report 9 "few files spell escape sequences"

if ! has_objects; then
	echo "ok 10 # SKIP no objects to look at"
	exit 0
fi
{
	needs "$stdio" | but "$printing"
	needs "$written" | but "$writing"
	needs "$opened" | but 'terminal/screen'
} | report 10 "nor do other objects"
