/* SPDX-License-Identifier: ISC */
/* What was said in the status line, to be read again. */
#include "reader/messages.h"

#include <string.h>
#include <time.h>

#include "reader/list.h"
#include "reader/view.h"

void messages_release(struct messages *messages)
{
	for (size_t i = 0; i < MESSAGES_MAX; i++)
		buffer_release(&messages->items[i].text);
	messages->count = 0;
}

static size_t count_kept(const struct messages *messages)
{
	return messages->count < MESSAGES_MAX ? messages->count : MESSAGES_MAX;
}

/* By how many came after it. */
static struct message *message_at(struct messages *messages, size_t ago)
{
	return &messages->items[(messages->count - 1 - ago) % MESSAGES_MAX];
}

static bool is_same(const struct message *message, const struct buffer *text)
{
	return message->text.len == text->len &&
	       memcmp(message->text.data, text->data, text->len) == 0;
}

void messages_add(struct messages *messages, const struct buffer *text,
		  bool is_error, bool typing)
{
	struct message *message;

	if (!text->len)
		return;
	message = messages->count ? message_at(messages, 0) : NULL;
	if (!message ||
	    (!is_same(message, text) && !(typing && message->typing))) {
		messages->count++;
		message = message_at(messages, 0);
	}
	buffer_clear(&message->text);
	buffer_append(&message->text, text->data, text->len);
	message->typing = typing;
	message->is_error = is_error;
	message->time = (int64_t)time(NULL);
}

/* ---- The list ---- */

static size_t count_items(struct view *view)
{
	return count_kept(&view->messages);
}

static void append_title(struct view *view, struct buffer *out)
{
	buffer_append_format(out, "Messages: %zu", count_items(view));
}

static void describe(struct view *view, size_t item, struct list_row *row)
{
	const struct message *message = message_at(&view->messages, item);
	time_t when = (time_t)message->time;
	struct tm day;
	char text[8];

	list_append_start(&row->text, message->text.data, message->text.len);
	if (localtime_r(&when, &day) &&
	    strftime(text, sizeof(text), "%H:%M", &day))
		buffer_append_string(&row->right, text);
	if (message->is_error)
		memcpy(row->sign, "!", 2);
}

/* What is longer than a row stands in the status line again, which grows. */
static void choose(struct view *view, size_t item)
{
	const struct message *message = message_at(&view->messages, item);
	struct buffer text = BUFFER_INIT;

	buffer_append(&text, message->text.data, message->text.len);
	if (message->is_error)
		view_complain(view, "%s", buffer_string(&text));
	else
		view_say(view, "%s", buffer_string(&text));
	buffer_release(&text);
}

static const struct list_source source = {
	.title = append_title,
	.count = count_items,
	.describe = describe,
	.choose = choose,
	.hint = "Enter shows all of it, {search} filters, {quit} closes",
	.prompt = "Message: ",
};

void messages_open(struct view *view)
{
	if (view->messages.count)
		list_open(view, &source, 0, false);
	else
		view_say(view, "Nothing was said yet.");
}
