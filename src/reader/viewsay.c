/* SPDX-License-Identifier: ISC */
/* What is said to the reader in the status line. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "reader/bindings.h"
#include "reader/view.h"
#include "text/utf8.h"

__attribute__((format(printf, 2, 0))) static void
set_message(struct view *view, const char *format, va_list args)
{
	char text[512];

	vsnprintf(text, sizeof(text), format, args);
	buffer_clear(&view->message);
	/* What was cut may have been cut within a character. */
	utf8_repair(&view->message, text, strlen(text));
}

/* What errors say has no full stop, since it may be a part of a sentence. */
static void end_sentence(struct buffer *message)
{
	static const char quote[] = "\xe2\x80\x9d";
	const char *text = buffer_string(message);
	char last = message->len ? text[message->len - 1] : '.';

	if ((last >= '0' && last <= '9') || (last >= 'a' && last <= 'z') ||
	    (last >= 'A' && last <= 'Z') || last == ')' ||
	    (message->len > 3 &&
	     memcmp(text + message->len - 3, quote, 3) == 0))
		buffer_append_byte(message, '.');
}

void view_say(struct view *view, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	set_message(view, format, args);
	va_end(args);
	view->message_is_error = false;
	messages_add(&view->messages, &view->message, false,
		     view->focus == FOCUS_PROMPT);
}

void view_complain(struct view *view, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	set_message(view, format, args);
	va_end(args);
	end_sentence(&view->message);
	view->message_is_error = true;
	messages_add(&view->messages, &view->message, true,
		     view->focus == FOCUS_PROMPT);
}

void view_say_keys(struct view *view, const char *text)
{
	struct buffer filled = BUFFER_INIT;

	bindings_fill(text, &filled);
	view_say(view, "%s", buffer_string(&filled));
	buffer_release(&filled);
}

void view_hush(struct view *view)
{
	buffer_clear(&view->message);
	view->message_is_error = false;
}
