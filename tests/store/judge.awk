# SPDX-License-Identifier: ISC
# Say what is wrong with what a session left in its store (judge in common.sh).

# An empty file has no first line: each is known by its name.
{ sub(/ +$/, "") }

# A line of a list: "ID NOTE|" and the rest.
function split_line(line) {
	id = line
	sub(/ .*/, "", id)
	note = substr(line, length(id) + 2)
	rest = note
	sub(/\|.*/, "", note)
	rest = substr(rest, length(note) + 1)
}

FILENAME == "whole" {
	split_line($0)
	expected[id] = rest
}
FILENAME == "commands" { command[++commands] = $0 }
FILENAME == "acknowledged" { acknowledged[++acknowledgements] = $0 }
FILENAME == "said" { said[++sentences] = $0 }
FILENAME == "listed" {
	split_line($0)
	if (id in state)
		print id " is there twice"
	state[id] = note
	if (rest != expected[id])
		print id " has changed: " rest
}

# What the command leaves of its mark.
function outcome(line) {
	if (line ~ /^delete /)
		return "(none)"
	sub(/^[a-z]+ [^ ]+ /, "", line)
	return line
}

END {
	for (i = 1; i <= commands; i++) {
		split(command[i], word, " ")
		id = word[2]
		if (word[1] !~ /^(add|edit|delete)$/) {
			if (acknowledged[heard + 1] == command[i])
				heard++
			else if (index(said[spoken + 1], id ": ") == 1)
				spoken++
			else if (killed == "killed")
				break
			else
				print "not a word of: " command[i]
			continue
		}
		if (!(id in allowed))
			allowed[id] = "\n(none)\n"
		if (acknowledged[heard + 1] == command[i]) {
			heard++
			allowed[id] = "\n" outcome(command[i]) "\n"
		} else if (index(said[spoken + 1], id ": ") == 1) {
			spoken++
			allowed[id] = allowed[id] outcome(command[i]) "\n"
		} else if (index(said[spoken + 1], "standard input: ") == 1) {
			break
		} else if (killed == "killed") {
			allowed[id] = allowed[id] outcome(command[i]) "\n"
			break
		} else {
			print "not a word of: " command[i]
		}
	}
	if (heard != acknowledgements)
		print "acknowledged, but not in order: " acknowledged[heard + 1]
	for (id in allowed) {
		now = id in state ? state[id] : "(none)"
		if (id != "" && !index(allowed[id], "\n" now "\n"))
			print id " is \"" now "\""
	}
	for (id in state)
		if (!(id in allowed))
			print id " came from nowhere"
}
