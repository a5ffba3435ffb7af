/* SPDX-License-Identifier: ISC */
/* What a stream of bytes asks of a terminal beside showing text. */
#ifndef TESTS_STREAM_H
#define TESTS_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { STREAM_MODES = 32, STREAM_PARAMETERS = 4096 };

/* DEC's private modes (CSI ? N h) that were set or reset, as they are now. */
struct stream_mode {
	int number;
	bool on;
};

/* Counts since stream_init(); everything here may be read. */
struct stream {
	size_t bytes;
	size_t bells;
	size_t titles;	  /* OSC 0, 1 and 2 */
	size_t oscs;	  /* these too, but not … */
	size_t questions; /* … OSC 11's, which changes nothing */
	size_t dcss;	  /* DCS, APC, PM and SOS strings */
	size_t c1s;  /* C1 control characters in UTF-8: never sent on purpose */
	bool keypad; /* application keypad (ESC =) */
	char osc[STREAM_PARAMETERS]; /* the last whole one, its start */
	size_t mode_count;
	struct stream_mode modes[STREAM_MODES];

	/* The scanner's own. */
	int state;
	uint8_t before;
	size_t len;
	char parameters[STREAM_PARAMETERS];
};

void stream_init(struct stream *stream);
void stream_take(struct stream *stream, const char *bytes, size_t len);

/* Whether a mode is on; otherwise is what a terminal starts with. */
bool stream_mode(const struct stream *stream, int number, bool otherwise);

#endif
