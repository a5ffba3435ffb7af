/* SPDX-License-Identifier: ISC */
/* The configuration as a file, to a stream. */
#include "print/print.h"

#include "base/buffer.h"
#include "print/output.h"
#include "reader/config.h"
#include "text/sink.h"

bool print_lines(int fd, const struct buffer *text, struct error *error)
{
	struct buffer safe = BUFFER_INIT;
	struct output output;

	sink_append_text(&safe, buffer_string(text), text->len);
	output_open(&output, fd);
	output_append(&output, buffer_string(&safe), safe.len);
	buffer_release(&safe);
	return output_close(&output, error);
}

bool print_config(int fd, const struct config *config, struct error *error)
{
	struct buffer text = BUFFER_INIT;
	bool done;

	config_write(config, &text);
	done = print_lines(fd, &text, error);
	buffer_release(&text);
	return done;
}
