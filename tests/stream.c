/* SPDX-License-Identifier: ISC */
/* What a stream of bytes asks of a terminal beside showing text. */
#include "stream.h"

#include <stdlib.h>
#include <string.h>

enum { TEXT, ESCAPE, CSI, OSC, OSC_ESCAPE, STRING, STRING_ESCAPE };

enum { BEL = 0x07, ESC = 0x1b };

void stream_init(struct stream *stream)
{
	*stream = (struct stream){ .state = TEXT };
}

static void set_mode(struct stream *stream, int number, bool on)
{
	size_t i = 0;

	while (i < stream->mode_count && stream->modes[i].number != number)
		i++;
	if (i == STREAM_MODES)
		return;
	if (i == stream->mode_count)
		stream->mode_count++;
	stream->modes[i] = (struct stream_mode){ number, on };
}

bool stream_mode(const struct stream *stream, int number, bool otherwise)
{
	for (size_t i = 0; i < stream->mode_count; i++)
		if (stream->modes[i].number == number)
			return stream->modes[i].on;
	return otherwise;
}

/* parameters: "?1002;1006" of a CSI that ended with 'h' or 'l'. */
static void set_modes(struct stream *stream, bool on)
{
	const char *at = stream->parameters;

	if (*at != '?')
		return;
	while (*at) {
		char *end;

		at++;
		set_mode(stream, (int)strtol(at, &end, 10), on);
		at = end + strcspn(end, ";");
	}
}

static void keep(struct stream *stream, char byte)
{
	if (stream->len + 1 < sizeof(stream->parameters))
		stream->parameters[stream->len++] = byte;
	stream->parameters[stream->len] = '\0';
}

static int begin(struct stream *stream, int state)
{
	stream->len = 0;
	stream->parameters[0] = '\0';
	return state;
}

static int end_osc(struct stream *stream)
{
	long number = strtol(stream->parameters, NULL, 10);

	/* The question for the ground, with the ESC of its end. */
	if (strcmp(stream->parameters, "11;?\033") == 0) {
		stream->questions++;
		return TEXT;
	}
	stream->oscs++;
	if (number >= 0 && number <= 2)
		stream->titles++;
	memcpy(stream->osc, stream->parameters, stream->len + 1);
	return TEXT;
}

static int text_byte(struct stream *stream, uint8_t byte)
{
	if (byte == BEL)
		stream->bells++;
	if (stream->before == 0xc2 && byte >= 0x80 && byte <= 0x9f)
		stream->c1s++;
	return byte == ESC ? ESCAPE : TEXT;
}

static int escape_byte(struct stream *stream, uint8_t byte)
{
	switch (byte) {
	case '[':
		return begin(stream, CSI);
	case ']':
		return begin(stream, OSC);
	case 'P':
	case 'X':
	case '^':
	case '_':
		stream->dcss++;
		return STRING;
	case '=':
	case '>':
		stream->keypad = byte == '=';
		return TEXT;
	default:
		return TEXT;
	}
}

static int csi_byte(struct stream *stream, uint8_t byte)
{
	if (byte < 0x40) {
		keep(stream, (char)byte);
		return CSI;
	}
	if (byte == 'h' || byte == 'l')
		set_modes(stream, byte == 'h');
	return TEXT;
}

static int next_state(struct stream *stream, uint8_t byte)
{
	switch (stream->state) {
	case ESCAPE:
		return escape_byte(stream, byte);
	case CSI:
		return csi_byte(stream, byte);
	case OSC:
		if (byte == BEL)
			return end_osc(stream);
		keep(stream, (char)byte);
		return byte == ESC ? OSC_ESCAPE : OSC;
	case OSC_ESCAPE:
		return byte == '\\' ? end_osc(stream) : OSC;
	case STRING:
		return byte == ESC ? STRING_ESCAPE : STRING;
	case STRING_ESCAPE:
		return byte == '\\' ? TEXT : STRING;
	default:
		return text_byte(stream, byte);
	}
}

void stream_take(struct stream *stream, const char *bytes, size_t len)
{
	stream->bytes += len;
	for (size_t i = 0; i < len; i++) {
		uint8_t byte = (uint8_t)bytes[i];

		stream->state = next_state(stream, byte);
		stream->before = byte;
	}
}
