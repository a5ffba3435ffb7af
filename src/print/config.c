/* SPDX-License-Identifier: ISC */
/* The configuration as a file, to a stream. */
#include "print/print.h"

#include "base/buffer.h"
#include "print/output.h"
#include "reader/config.h"
#include "text/sink.h"

bool print_config(int fd, const struct config *config, struct error *error)
{
	struct buffer text = BUFFER_INIT;
	struct buffer safe = BUFFER_INIT;
	struct output output;

	config_write(config, &text);
	sink_append_text(&safe, text.data, text.len);
	output_open(&output, fd);
	output_append(&output, safe.data, safe.len);
	buffer_release(&safe);
	buffer_release(&text);
	return output_close(&output, error);
}
