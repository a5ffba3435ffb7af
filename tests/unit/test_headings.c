/* SPDX-License-Identifier: ISC */
/* Test which headings are inferred in plain texts of many kinds. */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "document/document.h"
#include "document/plaintext.h"
#include "document/source.h"

/* Paragraphs that the texts are put together from: on one line each, wrapped,
 * and wrapped with their first line indented. */
/* clang-format off */
#define ARGUMENT \
	"The argument has been made so often that it has begun to " \
	"sound like common sense, and common sense is exactly what a " \
	"careful reader should distrust when it arrives without " \
	"evidence, in confident sentences, from people who profit by " \
	"it."

#define BEGINNING \
	"It is worth going back to the beginning, when nobody yet " \
	"knew what the machine was for, and the engineers who built " \
	"it kept a notebook in which every failure was entered with " \
	"the hour and the weather."

#define COMMITTEE \
	"None of this was inevitable. A different committee, a colder " \
	"winter, one letter that arrived a day earlier, and the law " \
	"would have been written by other hands with other fears."

#define HABIT \
	"What remains is the habit of asking. The answers change with " \
	"the decade and the funding, but the habit has survived every " \
	"reform that was meant to make it unnecessary."

#define ARGUMENT_WRAPPED \
	"The argument has been made so often that it has begun to sound like\n" \
	"common sense, and common sense is exactly what a careful reader should\n" \
	"distrust when it arrives without evidence, in confident sentences,\n" \
	"from people who profit by it."

#define BEGINNING_WRAPPED \
	"It is worth going back to the beginning, when nobody yet knew what the\n" \
	"machine was for, and the engineers who built it kept a notebook in\n" \
	"which every failure was entered with the hour and the weather."

#define COMMITTEE_WRAPPED \
	"None of this was inevitable. A different committee, a colder winter,\n" \
	"one letter that arrived a day earlier, and the law would have been\n" \
	"written by other hands with other fears."

#define HABIT_WRAPPED \
	"What remains is the habit of asking. The answers change with the\n" \
	"decade and the funding, but the habit has survived every reform that\n" \
	"was meant to make it unnecessary."

#define ARGUMENT_INDENTED \
	"    The argument has been made so often that it has begun to sound\n" \
	"like common sense, and common sense is exactly what a careful reader\n" \
	"should distrust when it arrives without evidence, in confident\n" \
	"sentences, from people who profit by it."

#define BEGINNING_INDENTED \
	"    It is worth going back to the beginning, when nobody yet knew what\n" \
	"the machine was for, and the engineers who built it kept a notebook in\n" \
	"which every failure was entered with the hour and the weather."

#define COMMITTEE_INDENTED \
	"    None of this was inevitable. A different committee, a colder\n" \
	"winter, one letter that arrived a day earlier, and the law would have\n" \
	"been written by other hands with other fears."

#define HABIT_INDENTED \
	"    What remains is the habit of asking. The answers change with the\n" \
	"decade and the funding, but the habit has survived every reform that\n" \
	"was meant to make it unnecessary."

#define CHINESE \
	"我们常常以为，城市的记忆保存在档案馆里，其实它更多地保存" \
	"在人们每天走过的路上，保存在早点铺的蒸汽和修鞋匠的锤声之" \
	"中，只是很少有人停下来去听。"

#define CHINESE_TOO \
	"十年以后，我回到那条街，发现招牌全换了，唯独拐角处的梧桐" \
	"树还在原来的地方，树干上刻着两个早已模糊的名字，像是有人" \
	"特意留下的一个问号。"

#define ARABIC \
	"كثيرا ما نظن أن ذاكرة المدينة محفوظة في دور الوثائق، لكنها " \
	"في الحقيقة محفوظة في الطرق التي يسلكها الناس كل يوم، وفي " \
	"بخار المقاهي وأصوات الباعة، ولا يكاد أحد يتوقف ليصغي إليها."

#define HEBREW \
	"לעתים קרובות נדמה לנו שזיכרון העיר שמור בארכיונים, אך למעשה " \
	"הוא שמור ברחובות שבהם אנשים הולכים מדי יום, באדי בתי הקפה " \
	"ובקולות הרוכלים, וכמעט איש אינו עוצר להקשיב."

#define GERMAN \
	"Man hat so oft gesagt, die Stadt erinnere sich von selbst, " \
	"dass es beinahe wie gesunder Menschenverstand klingt, und " \
	"gerade dem sollte ein aufmerksamer Leser misstrauen, wenn er " \
	"ohne Belege daherkommt."

static const struct {
	const char *what;
	const char *text;
	const char *headings; /* LEVEL TITLE, a line each */
} texts[] = {
	{
		"an op-ed with kicker, deck, byline and leftovers of its page",
		"Essay\n\n"
		"What the river remembers: how a small town learned to live with "
		"its floods\n\n"
		"Every spring the town counts the days. A photograph of 1936 "
		"hangs in the bakery, and nobody needs a caption for it\n\n"
		"By Ana Petrova\n\n" "12 March 2024\n\n" ARGUMENT "\n\n"
		BEGINNING "\n\n" "The year without a summer\n\n" COMMITTEE
		"\n\n" "“We knew it would come,” she told me.\n\n" HABIT "\n\n"
		"A wall is a promise\n\n" ARGUMENT "\n\n" "But who pays?\n\n"
		BEGINNING "\n\n"
		"Photo: the old mill in 1936. Credit: Town Archive\n\n"
		COMMITTEE "\n\n" "Ana Petrova is a writer in Varna.\n\n"
		"Share this article\n\n" "Related articles\n\n"
		"The last ferryman\n\n" "How to read a map of mud\n",
		"1 What the river remembers: how a small town learned to live "
		"with its floods\n"
		"2 The year without a summer\n"
		"2 A wall is a promise\n"
		"2 But who pays?\n",
	},
	{
		"a newsletter with sections in capitals",
		"The Slow Letter #48\n\n" "Good morning, readers!\n\n" ARGUMENT
		"\n\n" "THE BIG PICTURE\n\n" BEGINNING "\n\n" COMMITTEE "\n\n"
		"WHAT WE ARE READING\n\n"
		"- A history of the pencil, and of the people who sharpened it\n"
		"- An interview with the last lighthouse keeper of the north "
		"coast\n"
		"- Why maps lie, and why we should let them\n\n"
		"ONE MORE THING\n\n" HABIT "\n\n" "Until next week,\n\n"
		"Jonas\n\n" "Subscribe | Unsubscribe | View in browser\n",
		"1 The Slow Letter #48\n"
		"2 THE BIG PICTURE\n"
		"2 WHAT WE ARE READING\n"
		"2 ONE MORE THING\n",
	},
	{
		"a report with numbered sections, and a list",
		"Water and Work: The Cost of Delay\n\n" "Executive Summary\n\n"
		ARGUMENT "\n\n" "1. Introduction\n\n" BEGINNING "\n\n"
		"2. Methods\n\n" COMMITTEE "\n\n" "2.1 Sampling\n\n" HABIT
		"\n\n" "2.2 Limits of the data\n\n" ARGUMENT "\n\n"
		"Three things limit what can be said here:\n\n"
		"1. The gauges were replaced in 1998.\n"
		"2. Two valleys kept no books.\n"
		"3. Nobody asked the tenants.\n\n" "3. Findings\n\n" BEGINNING
		"\n\n" "Table 1. Hours lost per household, by district\n\n"
		COMMITTEE "\n\n" "4. Conclusion\n\n" HABIT "\n\n"
		"References\n\n"
		"Smith, J., The Gauge and the Ledger, Harbour Press, London, "
		"1987.\n\n" "Jones, M., Rivers at Law, Oxford, 1999.\n",
		"1 Water and Work: The Cost of Delay\n"
		"2 Executive Summary\n"
		"2 1. Introduction\n"
		"2 2. Methods\n"
		"3 2.1 Sampling\n"
		"3 2.2 Limits of the data\n"
		"2 3. Findings\n"
		"2 4. Conclusion\n"
		"2 References\n",
	},
	{
		"a paper whose sections are numbered I., A.",
		"Ledgers, Gauges, and the Making of a Coast\n\n"
		"Maria Olsen and Peter Hahn\n\n"
		"Department of History, University of Tromsø\n\n"
		"Abstract\n\n" ARGUMENT "\n\n"
		"Keywords: ledgers, coasts, measurement\n\n"
		"I. The Problem of the Gauge\n\n" BEGINNING "\n\n"
		"II. The Ledger as a Form of Attention\n\n" COMMITTEE "\n\n"
		"A. What was counted\n\n" HABIT "\n\n"
		"B. What was left out\n\n" ARGUMENT "\n\n"
		"III. After Measurement\n\n" BEGINNING "\n\n" "Notes\n\n"
		"1. See the annual reports of the harbour board, 1871 to 1894, "
		"now in the county archive.\n\n"
		"2. Ibid., vol. 3, where the clerk complains at length of the "
		"damp.\n",
		"1 Ledgers, Gauges, and the Making of a Coast\n"
		"2 Abstract\n"
		"2 I. The Problem of the Gauge\n"
		"2 II. The Ledger as a Form of Attention\n"
		"3 A. What was counted\n"
		"3 B. What was left out\n"
		"2 III. After Measurement\n"
		"2 Notes\n",
	},
	{
		"questions that are headings",
		"Frequently asked questions about the ferry\n\n" "General\n\n"
		"What is the ferry?\n\n" ARGUMENT "\n\n" "Who pays for it?\n\n"
		BEGINNING "\n\n" "Tickets\n\n"
		"How do I book a place for a bicycle?\n\n" COMMITTEE "\n\n"
		"Can I come back on another day?\n\n" HABIT "\n",
		"1 Frequently asked questions about the ferry\n"
		"2 General\n"
		"2 What is the ferry?\n"
		"2 Who pays for it?\n"
		"2 Tickets\n"
		"2 How do I book a place for a bicycle?\n"
		"2 Can I come back on another day?\n",
	},
	{
		"questions that are not",
		"The cartographer of small places\n\n"
		"Lena Hartmann has mapped nine hundred villages on foot. We met "
		"her in a kitchen full of rulers.\n\n" "How did you begin?\n\n"
		ARGUMENT "\n\n" "And what did your family think?\n\n" BEGINNING
		"\n\n" "Do you ever use satellites?\n\n" COMMITTEE "\n\n"
		"What is the smallest place you have drawn?\n\n" HABIT "\n\n"
		"Will you stop one day?\n\n" ARGUMENT "\n\n"
		"What should a young mapmaker read?\n\n" BEGINNING "\n",
		"1 The cartographer of small places\n",
	},
	{
		"sections with a number and no title",
		"On Being Late\n\n" "I\n\n" ARGUMENT "\n\n" BEGINNING "\n\n"
		"II\n\n" COMMITTEE "\n\n" "III\n\n" HABIT "\n\n" ARGUMENT "\n",
		"1 On Being Late\n"
		"2 I\n"
		"2 II\n"
		"2 III\n",
	},
	{
		"a wrapped text with sections in capitals, verse, a signature",
		"A PLAIN ACCOUNT OF THE LAMPS\n\n" "by a Resident\n\n"
		"THE FIRST WINTER\n\n" ARGUMENT_WRAPPED "\n\n"
		BEGINNING_WRAPPED "\n\n"
		"     \"Let there be oil,\" the mayor said,\n"
		"          \"and let the poor be warm;\"\n"
		"     The clerk took up his pen instead\n"
		"          and filled another form.\n\n" COMMITTEE_WRAPPED
		"\n\n" "THE COMMITTEE AND ITS ENEMIES,\n"
		"WITH SOME REMARKS ON OIL\n\n" HABIT_WRAPPED "\n\n"
		ARGUMENT_WRAPPED "\n\n"
		"                              * * *\n\n" BEGINNING_WRAPPED
		"\n\n"
		"                                        J. R. HOLLOWAY.\n\n"
		"POSTSCRIPT\n\n" COMMITTEE_WRAPPED "\n",
		"1 A PLAIN ACCOUNT OF THE LAMPS\n"
		"2 THE FIRST WINTER\n"
		"2 THE COMMITTEE AND ITS ENEMIES, WITH SOME REMARKS ON OIL\n"
		"2 POSTSCRIPT\n",
	},
	{
		"a book with contents and indented paragraphs",
		"THE KEEPER OF THE GAUGE\n\n" "A Novel\n\n\n\n" "CONTENTS\n\n"
		"  Chapter I.    The Arrival ............ 3\n"
		"  Chapter II.   A Letter from the Coast  19\n"
		"  Chapter III.  The Gauge Breaks ....... 44\n\n\n\n"
		"CHAPTER I\n\n" "The Arrival\n\n\n" ARGUMENT_INDENTED "\n"
		BEGINNING_INDENTED "\n"
		COMMITTEE_INDENTED "\n"
		HABIT_INDENTED "\n\n\n\n" "CHAPTER II\n\n"
		"A Letter from the Coast\n\n\n" ARGUMENT_INDENTED "\n"
		BEGINNING_INDENTED "\n"
		COMMITTEE_INDENTED "\n"
		HABIT_INDENTED "\n\n" "* * *\n\n" ARGUMENT_INDENTED "\n"
		BEGINNING_INDENTED "\n"
		COMMITTEE_INDENTED "\n"
		HABIT_INDENTED "\n\n\n\n" "CHAPTER III\n\n"
		"The Gauge Breaks\n\n\n" ARGUMENT_INDENTED "\n"
		BEGINNING_INDENTED "\n"
		COMMITTEE_INDENTED "\n"
		HABIT_INDENTED "\n\n\n\n" "THE END\n",
		"1 THE KEEPER OF THE GAUGE\n"
		"2 CONTENTS\n"
		"2 CHAPTER I | The Arrival\n"
		"2 CHAPTER II | A Letter from the Coast\n"
		"2 CHAPTER III | The Gauge Breaks\n",
	},
	{
		"a letter has none",
		"14 Harbour Street\n"
		"Whitby\n"
		"North Yorkshire\n\n" "3 May 1911\n\n" "Dear Eleanor,\n\n"
		ARGUMENT_WRAPPED "\n\n" BEGINNING_WRAPPED "\n\n"
		"You will laugh at me\n\n" COMMITTEE_WRAPPED "\n\n"
		"Ever your affectionate brother,\n\n" "Thomas\n\n"
		"P.S. The dog is well.\n",
		"",
	},
	{
		"a play: acts and scenes, not speakers",
		"THE GLASS LEDGER\n\n" "A Play in Two Acts\n\n"
		"DRAMATIS PERSONAE\n\n" "MARA, a bookkeeper\n"
		"OLD HENRIK, her father\n"
		"A CLERK\n\n" "ACT I\n\n"
		"SCENE I. A counting-house. Morning.\n\n" "MARA.\n"
		"The sums are wrong again.\n\n" "OLD HENRIK.\n"
		"They were never right. Your mother knew it, and she kept the "
		"books all the same.\n\n" "MARA.\n"
		"She kept them beautifully.\n\n" "A CLERK.\n"
		"There is a gentleman below, with a question about the oil.\n\n"
		"SCENE II. The same. Night.\n\n" "MARA.\n"
		"I have added it four times and had four answers.\n\n"
		"OLD HENRIK.\n"
		"Then take the kindest.\n\n" "ACT II\n\n"
		"SCENE I. The harbour.\n\n" "A CLERK.\n"
		"They have gone, both of them, and left the ledger open on the "
		"wall.\n",
		"1 THE GLASS LEDGER\n"
		"2 DRAMATIS PERSONAE\n"
		"2 ACT I\n"
		"3 SCENE I. A counting-house. Morning.\n"
		"3 SCENE II. The same. Night.\n"
		"2 ACT II\n"
		"3 SCENE I. The harbour.\n",
	},
	{
		"poems and their titles",
		"Small Hours\n"
		"Poems by M. Okafor\n\n\n" "THE KETTLE\n\n"
		"It knows one note\n"
		"and keeps it for the morning,\n"
		"patient as a coat\n"
		"upon its hook, and warning\n\n" "no one. Listen: now\n"
		"the window has its frost,\n"
		"the apple tree its bough,\n"
		"the note is almost lost.\n\n\n" "AFTER RAIN\n\n"
		"The gutter talks all night\n"
		"about a sea it has not seen.\n"
		"I let it talk. The light\n"
		"comes up the stairs, unclean\n\n"
		"and early, like a guest.\n\n\n" "WHAT THE SNOW SAID\n\n"
		"Nothing. It lay down\n"
		"and let the town\n"
		"be quiet for a while.\n",
		"1 Small Hours\n"
		"2 THE KETTLE\n"
		"2 AFTER RAIN\n"
		"2 WHAT THE SNOW SAID\n",
	},
	{
		"paragraphs on a line each, no blank lines",
		"The Ferry and the Bridge\n"
		ARGUMENT "\n"
		BEGINNING "\n"
		"Before the bridge\n"
		COMMITTEE "\n"
		HABIT "\n"
		"After the bridge\n"
		ARGUMENT "\n"
		BEGINNING "\n",
		"1 The Ferry and the Bridge\n"
		"2 Before the bridge\n"
		"2 After the bridge\n",
	},
	{
		"headings ruled off below",
		"The Ferry and the Bridge\n"
		"========================\n\n" ARGUMENT "\n\n"
		"Before the bridge\n"
		"-----------------\n"
		BEGINNING "\n\n" "After the bridge\n"
		"----------------\n\n" COMMITTEE "\n",
		"1 The Ferry and the Bridge\n"
		"2 Before the bridge\n"
		"2 After the bridge\n",
	},
	{
		"short paragraphs are not headings",
		"I left in the spring.\n\n" ARGUMENT "\n\n"
		"Nobody noticed.\n\n" BEGINNING "\n\n"
		"That was the first lie.\n\n" COMMITTEE "\n\n"
		"And then nothing\n\n" HABIT "\n",
		"",
	},
	{
		"an e-mail has none",
		"From: Ana Petrova <ana@example.org>\n"
		"To: Jonas\n"
		"Subject: The river\n"
		"Date: Tue, 12 Mar 2024 08:15:02 +0100\n\n" "Hi Jonas,\n\n"
		ARGUMENT_WRAPPED "\n\n"
		"> The argument has been made so often that it has begun to sou\n"
		"> nd like common sense, and common sense is exactly what a car\n\n"
		BEGINNING_WRAPPED "\n\n" "Best,\n"
		"Ana\n\n" "--\n"
		"Ana Petrova\n"
		"Harbour Street 14\n",
		"",
	},
	{
		"German",
		"Das Gedächtnis des Flusses\n\n" "Von Anna Lindner\n\n" GERMAN
		"\n\n" "Der erste Winter\n\n" GERMAN "\n\n" GERMAN "\n\n"
		"Was bleibt\n\n" GERMAN "\n\n" "Über die Autorin\n\n"
		"Anna Lindner lebt in Passau.\n",
		"1 Das Gedächtnis des Flusses\n"
		"2 Der erste Winter\n"
		"2 Was bleibt\n"
		"2 Über die Autorin\n",
	},
	{
		"Chinese",
		"城市的耳朵\n\n" "作者：林晓\n\n" CHINESE "\n\n" CHINESE_TOO "\n\n"
		"一、消失的声音\n\n" CHINESE "\n\n" "“你还记得吗？”他问我。\n\n" CHINESE_TOO
		"\n\n" "二、谁在倾听\n\n" CHINESE "\n\n" CHINESE_TOO "\n\n" "结语\n\n"
		CHINESE "\n",
		"1 城市的耳朵\n"
		"2 一、消失的声音\n"
		"2 二、谁在倾听\n"
		"2 结语\n",
	},
	{
		"Chinese, wrapped",
		"城市的耳朵\n\n" "第一章 消失的声音\n\n" "　　我们常常以为，城市的记忆保存在档案馆里，其实它更多地保存\n"
		"在人们每天走过的路上，保存在早点铺的蒸汽和修鞋匠的锤声之中，\n"
		"只是很少有人停下来去听。十年以后，我回到那条街，发现招牌全换\n"
		"了，唯独拐角处的梧桐树还在原来的地方，树干上刻着两个早已模糊\n"
		"的名字，像是有人特意留下的一个问号。\n\n" "　　十年以后，我回到那条街，发现招牌全换了，唯独拐角处的梧桐\n"
		"树还在原来的地方，树干上刻着两个早已模糊的名字，像是有人特意\n"
		"留下的一个问号。我们常常以为，城市的记忆保存在档案馆里，其实\n"
		"它更多地保存在人们每天走过的路上，保存在早点铺的蒸汽和修鞋匠\n"
		"的锤声之中，只是很少有人停下来去听。\n\n" "第二章 谁在倾听\n\n"
		"　　我们常常以为，城市的记忆保存在档案馆里，其实它更多地保存\n"
		"在人们每天走过的路上，保存在早点铺的蒸汽和修鞋匠的锤声之中，\n"
		"只是很少有人停下来去听。\n",
		"1 城市的耳朵\n"
		"2 第一章 消失的声音\n"
		"2 第二章 谁在倾听\n",
	},
	{
		"Arabic",
		"أذن المدينة\n\n" ARABIC "\n\n" ARABIC "\n\n" "أصوات غائبة\n\n"
		ARABIC "\n\n" "من الذي يصغي؟\n\n" ARABIC "\n\n" "خاتمة\n\n"
		ARABIC "\n",
		"1 أذن المدينة\n"
		"2 أصوات غائبة\n"
		"2 من الذي يصغي؟\n"
		"2 خاتمة\n",
	},
};

/* clang-format on */

static void append_headings(struct buffer *out, struct source *source,
			    size_t window)
{
	struct plaintext *plaintext = plaintext_open(source, window);
	bool more = true;

	while (more) {
		struct document *piece = document_new(DOCUMENT_PLAIN);

		more = plaintext_step(plaintext, piece);
		for (size_t i = 0; i < piece->block_count; i++) {
			const struct block *block = &piece->blocks[i];

			if (block->kind != BLOCK_HEADING)
				continue;
			assert_true(block->flags & BLOCK_INFERRED);
			buffer_append_format(out, "%u ", block->level);
			for (uint32_t at = block->off; at + 1 < block->end;
			     at++)
				if (piece->text.data[at] == '\n')
					buffer_append_string(out, " | ");
				else
					buffer_append_byte(
						out, piece->text.data[at]);
			buffer_append_byte(out, '\n');
		}
		document_free(piece);
	}
	plaintext_free(plaintext);
	source_free(source);
}

static void expect_headings(const char *what, const char *text,
			    const char *headings, size_t window)
{
	struct buffer found = BUFFER_INIT;
	struct buffer expected = BUFFER_INIT;

	/* Named, so that a failure says which text it is. */
	buffer_append_format(&expected, "%s:\n%s", what, headings);
	buffer_append_format(&found, "%s:\n", what);
	append_headings(&found,
			source_from_memory("test.txt", text, strlen(text)),
			window);
	assert_string_equal(found.data, expected.data);
	buffer_release(&expected);
	buffer_release(&found);
}

static void test_texts(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		expect_headings(texts[i].what, texts[i].text, texts[i].headings,
				65536);
		expect_headings(texts[i].what, texts[i].text, texts[i].headings,
				1);
	}
}

/* One short line between two paragraphs, below a title and another heading. */
static void expect_line(const char *line, bool is_heading)
{
	struct buffer text = BUFFER_INIT;
	struct buffer expected = BUFFER_INIT;

	/* clang-format off */
	buffer_append_format(&text,
			     "The Long Road\n\n" ARGUMENT "\n\n"
			     "Before the bridge\n\n" BEGINNING "\n\n"
			     "%s\n\n" COMMITTEE "\n", line);
	/* clang-format on */
	buffer_append_string(&expected,
			     "1 The Long Road\n2 Before the bridge\n");
	if (is_heading)
		buffer_append_format(&expected, "2 %s\n", line);
	expect_headings(line, text.data, expected.data, 65536);
	buffer_release(&expected);
	buffer_release(&text);
}

static void test_lines(void **state)
{
	static const char *const headings[] = {
		"Peace in our time",
		"What now?",
		"The “big oil” of its time, and its critics",
		"Trump vs. Biden",
		"1. Findings",
		"Introduction",
		"Über den Autor",
		"Об авторе",
		"A wall is a promise",
		"24 hours in Whitby",
	};
	static const char *const others[] = {
		"(an aside, as it were)",
		"[Illustration: the mill]",
		"“All of it in quotation marks”",
		"_All of it set apart_",
		"* * *",
		"-----",
		"• an item",
		"with a small letter",
		"A sentence that ends.",
		"What follows:",
		"And so,",
		"So what is it for?",
		"“Was it you?”",
		"Q: What now?",
		"FERRYMAN\nHe.",
		"Figure 3: The old mill",
		"Photo: The old mill",
		"By Ana Petrova",
		"Read more about the bridge",
		"https://example.org/the-bridge",
		"Write to ana@example.org",
		"12 March 2024",
		"Wednesday, May 3, 1911",
		"5 min read",
		"© The Bridge Company",
		"Smith, John, The Gauge, London, 1987",
		"Chapter 3 deals with bees and the law",
		"It was cold. The bridge was gone",
		"It goes on for a lot more words than any line of its kind",
		"Oil      12     13",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(headings) / sizeof(*headings); i++)
		expect_line(headings[i], true);
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		expect_line(others[i], false);
}

static const struct {
	const char *what;
	const char *text;
	const char *headings;
} surroundings[] = {
	/* clang-format off */
	{ "somebody asks, and somebody answers",
	  "Q: How did you begin?\n\nA: I began at home.\n\n"
	  "Q: And then?\n\nA: " ARGUMENT "\n\n"
	  "Q: What is the most important thing?\n\nA: " BEGINNING
	  "\n",
	  "" },
	{ "one question, at the start",
	  "Q: What now?\n\nA: " ARGUMENT "\n", "" },
	{ "one question, and a short answer",
	  "The Road\n\n" ARGUMENT "\n\nQ: What now?\n\n"
	  "A: I began at home.\n\n" BEGINNING "\n",
	  "1 The Road\n" },
	{ "the same with full stops",
	  "A Talk on Ledgers\n\nQ. How did you begin?\n\n"
	  "A. I began at home.\n\n"
	  "Q. What is the most important thing?\n\nA. " BEGINNING
	  "\n\nQ. And then?\n\nA. " ARGUMENT "\n",
	  "1 A Talk on Ledgers\n" },
	{ "names, in capitals and in small letters",
	  "A Talk on Ledgers\n\nINTERVIEWER: And the future?\n\n"
	  "PETROVA: " ARGUMENT "\n\nMs. Lind: The ledgers?\n\n"
	  BEGINNING "\n\nThe ledger after the flood\n\n"
	  COMMITTEE "\n",
	  "1 A Talk on Ledgers\n2 The ledger after the flood\n" },
	{ "a name that comes again",
	  "A Talk on Ledgers\n\nBerg: Who kept them?\n\n"
	  "Ana: " ARGUMENT "\n\nBerg: Who kept them all dry?\n\n"
	  "Ana: Nobody\n\nBerg: " BEGINNING "\n\nAna: " HABIT
	  "\n",
	  "1 A Talk on Ledgers\n" },
	{ "what a colon stands behind is not always a name",
	  "The Road\n\n" ARGUMENT "\n\nMemory: a short history\n\n"
	  BEGINNING "\n\nThe Ferry: A Memoir\n\n" COMMITTEE
	  "\n\nBRT: What now?\n\n" HABIT "\n",
	  "1 The Road\n2 Memory: a short history\n2 The Ferry: A Memoir\n"
	  "2 BRT: What now?\n" },
	{ "a play's speakers, above what they say",
	  "ACT I\n\nSCENE I. A bridge, at night.\n\n"
	  "FERRYMAN\nWho walks there?\n\nCLERK\nI.\n\n"
	  "FERRYMAN\nName it.\n\nCLERK\n" ARGUMENT_WRAPPED "\n\n"
	  "SCENE II. The office.\n\nMAYOR [aside]\n"
	  BEGINNING_WRAPPED "\n\nDUKE\n" COMMITTEE_WRAPPED "\n\n"
	  "MAYOR\nNo.\n\nTHE WATCHMAN\n" HABIT_WRAPPED "\n",
	  "1 ACT I\n2 SCENE I. A bridge, at night.\n"
	  "2 SCENE II. The office.\n" },
	{ "a play with a title and two acts",
	  "The Ferry: A Comedy\n\n\nACT ONE\n\nSCENE 1\n\n"
	  "FERRYMAN\nWho walks there?\n\nCLERK\nI.\n\n"
	  "ACT TWO\n\nSCENE 1\n\n"
	  "FERRYMAN\n" ARGUMENT_WRAPPED "\n\nCLERK\n"
	  BEGINNING_WRAPPED "\n",
	  "1 The Ferry: A Comedy\n2 ACT ONE\n3 SCENE 1\n"
	  "2 ACT TWO\n3 SCENE 1\n" },
	{ "no speaker, but sections close above their text",
	  "The Road\n\n" ARGUMENT_WRAPPED "\n\nTHE FERRY\n"
	  BEGINNING_WRAPPED "\n\nTHE BRIDGE\n" COMMITTEE_WRAPPED
	  "\n\nTHE\nTUNNEL\n\n" HABIT_WRAPPED "\n",
	  "1 The Road\n2 THE FERRY\n2 THE BRIDGE\n2 THE TUNNEL\n" },
	{ "titles below the numbers of chapters",
	  "The Bridge\n\nPREFACE\n\n" ARGUMENT "\n\n"
	  "CHAPTER I.\n\nINTRODUCTORY.\n\n" BEGINNING "\n\n"
	  "NOTES\n\n" HABIT "\n\n"
	  "CHAPTER II.\n\nOF FERRIES AND OF FORDS.\n\n" COMMITTEE
	  "\n\nA FORD\n\n" ARGUMENT "\n\n"
	  "CHAPTER III. OF BRIDGES\n\nINTRODUCTION\n\n" HABIT "\n",
	  "1 The Bridge\n2 PREFACE\n2 CHAPTER I. | "
	  "INTRODUCTORY.\n2 NOTES\n2 CHAPTER II. | "
	  "OF FERRIES AND OF FORDS.\n3 A FORD\n"
	  "2 CHAPTER III. OF BRIDGES\n2 INTRODUCTION\n" },
	{ "numbers where a level is missing above",
	  "The Bridge\n\nPREFACE\n\nI.\n\n" ARGUMENT "\n\nII.\n\n"
	  HABIT "\n\nCHAPTER ONE\n\nOF FERRIES\n\n" BEGINNING
	  "\n\nCHAPTER TWO\n\nOF FORDS\n\nI.\n\n" COMMITTEE
	  "\n\nII.\n\n" ARGUMENT "\n\nOF BRIDGES\n\n" HABIT "\n",
	  "1 The Bridge\n2 PREFACE\n3 I.\n3 II.\n2 CHAPTER ONE | "
	  "OF FERRIES\n2 CHAPTER TWO | OF FORDS\n3 I.\n3 II.\n"
	  "3 OF BRIDGES\n" },
	{ "sections close above their text, two of which come again",
	  "The Ledger\n\n" ARGUMENT_WRAPPED "\n\nWEATHER\n"
	  BEGINNING_WRAPPED "\n\nTHE FERRY\n" COMMITTEE_WRAPPED
	  "\n\nTHE FORD\n" HABIT_WRAPPED "\n\nTHE TUNNEL\n"
	  ARGUMENT_WRAPPED "\n\nTHE TOLL\n" BEGINNING_WRAPPED
	  "\n\nMARKETS\n" COMMITTEE_WRAPPED "\n\nWEATHER\n"
	  HABIT_WRAPPED "\n\nMARKETS\n" ARGUMENT_WRAPPED "\n",
	  "1 The Ledger\n2 WEATHER\n2 THE FERRY\n2 THE FORD\n"
	  "2 THE TUNNEL\n2 THE TOLL\n2 MARKETS\n2 WEATHER\n"
	  "2 MARKETS\n" },
	{ "one act with many scenes",
	  "ACT I\n\nSCENE 1\n\n" ARGUMENT "\n\nSCENE 2\n\n" HABIT
	  "\n\nSCENE 3\n\n" BEGINNING "\n",
	  "1 ACT I\n2 SCENE 1\n2 SCENE 2\n2 SCENE 3\n" },
	{ "a level that another chapter had",
	  "The Bridge\n\nCHAPTER ONE\n\nOF FERRIES\n\n" BEGINNING
	  "\n\nCHAPTER TWO\n\nOF FORDS\n\nI.\n\n" COMMITTEE
	  "\n\nII.\n\n" ARGUMENT "\n\nNOTES\n\nI.\n\n" HABIT
	  "\n\nII.\n\n" BEGINNING "\n",
	  "1 The Bridge\n2 CHAPTER ONE | OF FERRIES\n"
	  "2 CHAPTER TWO | OF FORDS\n3 I.\n3 II.\n2 NOTES\n"
	  "3 I.\n3 II.\n" },
	{ "a number, a title set further from its text than from that",
	  "THE LEDGER\n\n\n\n\nCHAPTER I\n\nIn Which the River Is Met\n\n\n"
	  ARGUMENT_WRAPPED "\n\n\n\n\nCHAPTER II\n\nThe Ford and\nthe Fair\n\n\n"
	  BEGINNING_WRAPPED "\n\n\n\n\nCHAPTER III.\n\nThe Mill.\n\n\n"
	  COMMITTEE_WRAPPED "\n\n\n\n\nCHAPTER IV\n\n12 March 1921\n\n\n"
	  HABIT_WRAPPED "\n\n\n\n\nCHAPTER V\nThe Weir\n\n\n"
	  ARGUMENT_WRAPPED "\n",
	  "1 THE LEDGER\n2 CHAPTER I | In Which the River Is Met\n"
	  "2 CHAPTER II | The Ford and the Fair\n"
	  "2 CHAPTER III. | The Mill.\n2 CHAPTER IV\n"
	  "2 CHAPTER V | The Weir\n" },
	{ "a part without a title, above its first section",
	  "THE LEDGER\n\nPART ONE\n\nTHE FERRY\n\n" ARGUMENT "\n\nTHE FORD\n\n"
	  BEGINNING "\n\nPART TWO\n\nTHE MILL\n\n" COMMITTEE
	  "\n\nTHE WEIR\n\n" HABIT "\n",
	  "1 THE LEDGER\n2 PART ONE\n3 THE FERRY\n3 THE FORD\n2 PART TWO\n"
	  "3 THE MILL\n3 THE WEIR\n" },
	{ "parts with titles, above their chapters",
	  "THE LEDGER\n\nPART ONE\n\nTHE FERRY\n\nCHAPTER I\n\n" ARGUMENT
	  "\n\nCHAPTER II\n\n" BEGINNING "\n\nPART TWO\n\nTHE MILL\n\n"
	  "CHAPTER III\n\n" COMMITTEE "\n",
	  "1 THE LEDGER\n2 PART ONE | THE FERRY\n3 CHAPTER I\n3 CHAPTER II\n"
	  "2 PART TWO | THE MILL\n3 CHAPTER III\n" },
	{ "sections of a law",
	  "The Ferry Act\n\n\xc2\xa7 1. Of fares\n\n" ARGUMENT
	  "\n\n\xc2\xa7 2\n\n" BEGINNING "\n\nArticle 3\n\n" COMMITTEE
	  "\n\nArticle 4 of the act was never read.\n\n" HABIT "\n",
	  "1 The Ferry Act\n2 \xc2\xa7 1. Of fares\n2 \xc2\xa7 2\n"
	  "2 Article 3\n" },
	{ "capitals that are shouted, and some that end with a colon",
	  "The Road\n\n" ARGUMENT "\n\nSTOP IT!\n\n" BEGINNING
	  "\n\nI WILL NOT.\n\n" COMMITTEE "\n\nTHE AFTERMATH:\n\n" HABIT
	  "\n\nWHAT THEY SOLD:\n\n- ferries\n- fords\n\n" ARGUMENT "\n",
	  "1 The Road\n2 THE AFTERMATH:\n" },
	{ "the last item of a list, above a quotation",
	  "The Road\n\n" ARGUMENT_WRAPPED "\n\n1. Of ferries\n2. Of fords\n"
	  "3. Of bridges, with a quotation\n\n   " BEGINNING "\n\n" HABIT_WRAPPED
	  "\n",
	  "1 The Road\n" },
	{ "a play whose speeches stand behind the names",
	  "THE FERRY\n\nPERSONS\n\nFERRYMAN\nCLERK\nMAYOR\n\nACT I\n\n"
	  "SCENE I\n\nA bridge, at night.\n\nFERRYMAN.\nWho walks there?\n\n"
	  "CLERK. I. " ARGUMENT "\n\nMAYOR.\n\nNo, sir.\n\n"
	  "FERRYMAN. What then?\n\nCLERK. Nothing at all.\n\n"
	  "[Exit FERRYMAN.]\n\nSCENE II\n\nThe office.\n\nMAYOR.\n" BEGINNING
	  "\n\nACT II\n\nSCENE I\n\nThe office.\n\nCLERK. " COMMITTEE
	  "\n\nMAYOR. Yes.\n",
	  "1 THE FERRY\n2 PERSONS\n2 ACT I\n3 SCENE I\n3 SCENE II\n2 ACT II\n"
	  "3 SCENE I\n" },
	{ "the same in verse, with what is done on the stage",
	  "The Ferry\n\nACT I\n\nSCENE I. A bridge.\n\n"
	  "Enter FERRYMAN and CLERK\n\n"
	  "  FERRYMAN. Who walks there? And what is it\n"
	  "    that you carry?\n  CLERK. Nothing.\n  FERRYMAN. Then walk.\n"
	  "                                        Exeunt\n\n"
	  "SCENE II. The office.\n\nEnter MAYOR\n\n"
	  "  MAYOR. The river keeps its ledger wet,\n"
	  "    The ferryman his oar,\n    And what the water will forget\n"
	  "    Is written on the shore.\n  CLERK. My lord!\n",
	  "1 The Ferry\n2 ACT I\n3 SCENE I. A bridge.\n"
	  "3 SCENE II. The office.\n" },
	{ "a table of contents with numbers, leaders and pages",
	  "THE LEDGER\n\nTable of Contents\n\n1. Introduction ............ 1\n"
	  "2. The Ferry ............... 12\n   2.1 The Ford ............ 14\n"
	  "3. What nobody knew about\n   the mill ................ 30\n\n"
	  "1. Introduction\n\n" ARGUMENT_WRAPPED "\n\n2. The Ferry\n\n"
	  BEGINNING_WRAPPED "\n\n2.1 The Ford\n\n" COMMITTEE_WRAPPED
	  "\n\n3. What nobody knew about the mill\n\n" HABIT_WRAPPED "\n",
	  "1 THE LEDGER\n2 Table of Contents\n2 1. Introduction\n"
	  "2 2. The Ferry\n3 2.1 The Ford\n"
	  "2 3. What nobody knew about the mill\n" },
	{ "lines drawn between the parts of a newsletter",
	  "The Slow Letter\n\n---------------------------------\nTHE FERRY\n\n"
	  ARGUMENT_WRAPPED "\n\n---------------------------------\n\n"
	  "The Ford\n\n" BEGINNING_WRAPPED
	  "\n---------------------------------\n\n-- \n"
	  "-----------------\nAna Petrova, Varna\n",
	  "1 The Slow Letter\n2 THE FERRY\n3 The Ford\n" },
	{ "what only looks like a table of contents",
	  "The Ferry\n\nContents\n\nThe ferry goes at nine.\n\n"
	  "The ford is closed for the winter.\n\n"
	  "Nobody goes there any more, they say.\n\n",
	  "1 The Ferry\n2 Contents\n" },
	{ "one name in capitals does not make a play",
	  "The Ferry\n\nTHE FORD\n" ARGUMENT_WRAPPED "\n\nNOTE. "
	  BEGINNING_WRAPPED "\n\nTHE MILL\n" COMMITTEE_WRAPPED "\n\nNOTE. "
	  HABIT_WRAPPED "\n\nNOTE. " BEGINNING_WRAPPED "\n\nNOTE. "
	  ARGUMENT_WRAPPED "\n\nNOTE. " HABIT_WRAPPED "\n",
	  "1 The Ferry\n2 THE FORD\n2 THE MILL\n" },
	{ "chapters listed without a word that says so",
	  "The Ferry\n\nChapter 1\n\nThe ford\n\nChapter 2\n\nThe mill\n\n"
	  "Chapter 3\n\nThe weir\n\nA preface of sorts\n\n" ARGUMENT
	  "\n\nChapter 1\n\nThe ford\n\n" BEGINNING "\n",
	  "1 The Ferry\n2 Chapter 1 | The ford\n" },
	{ "a form to be filled in, entries of a list",
	  "The Ferry\n\n" ARGUMENT "\n\n1. My name is: ______\n\n" BEGINNING
	  "\n\n- Contents\n\n" COMMITTEE "\n",
	  "1 The Ferry\n" },
	{ "groups of questions",
	  "Ledger FAQ\n\nGeneral questions\n\nQ: What is a ledger?\nA: "
	  ARGUMENT "\n\nQ: Who keeps it?\nA: " BEGINNING
	  "\n\nPayments\n\nQ: How do I pay?\nA: " COMMITTEE "\n",
	  "1 Ledger FAQ\n2 General questions\n2 Payments\n" },
	{ "Chinese numbers, brackets and ornaments",
	  "城市的耳朵\n\n作者：林一\n\n一、消失的声音\n\n" CHINESE
	  "\n\n（一）早点铺\n\n" CHINESE_TOO "\n\n（二）修鞋匠\n\n" CHINESE
	  "\n\n二、谁在倾听\n\n" CHINESE_TOO "\n\n■ 后来\n\n" CHINESE
	  "\n\n◆ 再后来\n" CHINESE_TOO "\n\n【又及】\n\n" CHINESE
	  "\n\n第三章\n\n河流\n\n" CHINESE_TOO "\n\n（三）这是一句话。\n\n"
	  CHINESE "\n\n3. 这也是一句话。\n\n" CHINESE_TOO
	  "\n\n■ 米\n■ 面\n\n「你听见了吗？」\n\n" CHINESE "\n",
	  "1 城市的耳朵\n2 一、消失的声音\n3 （一）早点铺\n3 （二）修鞋匠\n"
	  "2 二、谁在倾听\n3 ■ 后来\n3 ◆ 再后来\n3 【又及】\n"
	  "2 第三章 | 河流\n" },
	{ "Chinese numbers alone",
	  "城市的耳朵\n\n一\n\n" CHINESE "\n\n二\n\n" CHINESE_TOO
	  "\n\n三　河流\n\n" CHINESE "\n",
	  "1 城市的耳朵\n2 一\n2 二\n2 三　河流\n" },
	{ "dates and full-width numbers, Korean chapters",
	  "城市的耳朵\n\n第１章\n\n" CHINESE "\n\n2021 年 1 月\n\n" CHINESE_TOO
	  "\n\n제2장 강물\n\n" CHINESE "\n\n第 三 章 河流\n\n" CHINESE_TOO "\n",
	  "1 城市的耳朵\n2 第１章\n2 제2장 강물\n2 第 三 章 河流\n" },
	{ "numbered questions behind a sentence",
	  "The Ferry\n\n1. The ferry\n\n1.1. What is a ferry?\n\n" ARGUMENT
	  "\n\n1.2. The ferry looks rather old. Will it sink?\n\n" BEGINNING
	  "\n\n2. It looks old. It will not sink.\n\n" HABIT "\n",
	  "1 The Ferry\n2 1. The ferry\n3 1.1. What is a ferry?\n"
	  "3 1.2. The ferry looks rather old. Will it sink?\n" },
	{ "Hebrew",
	  "אוזן העיר\n\nמאת ליאה\n\nפרק א\n\n" HEBREW "\n\nפרק ב\n\n" HEBREW
	  "\n\nמה נשאר\n\n" HEBREW "\n\nסיכום\n\n" HEBREW "\n",
	  "1 אוזן העיר\n2 פרק א\n2 פרק ב\n3 מה נשאר\n2 סיכום\n" },
	{ "Persian",
	  "گوش شهر\n\nنویسنده: لیلا\n\nفصل اول\n\n" ARABIC "\n\nفصل دوم\n\n"
	  ARABIC "\n\nنتیجه\n\n" ARABIC "\n",
	  "1 گوش شهر\n2 فصل اول\n2 فصل دوم\n2 نتیجه\n" },
	{ "Turkish, Polish, Greek, Ukrainian",
	  "Kent\n\nBÖLÜM I\n\n" GERMAN "\n\nRozdział 2\n\n" GERMAN
	  "\n\nΚεφάλαιο 3\n\n" GERMAN "\n\nРОЗДІЛ 4\n\n" GERMAN "\n",
	  "1 Kent\n2 BÖLÜM I\n2 Rozdział 2\n2 Κεφάλαιο 3\n2 РОЗДІЛ 4\n" },
	{ "a letter with three lines above its greeting",
	  "7 Harbour Row\nWhitby\nMay 9, 1911\n\nDear Ana,\n\n"
	  "Nothing but rain here\n\nIt rained on the ledger.\n\n"
	  "No news of the ferry\n\nIt rained on that as well.\n",
	  "" },
	{ "it goes on with the sentence above",
	  "The Road\n\n" ARGUMENT " He said:\n\n"
	  "Nothing will come of nothing\n\n" BEGINNING "\n",
	  "1 The Road\n" },
	{ "it signs what is above",
	  "The Road\n\n" ARGUMENT "\n\nUntil then,\n\n"
	  "Your friend from Whitby\n\n" BEGINNING "\n",
	  "1 The Road\n" },
	{ "it stands closer to what is above",
	  "The Road\n\n" ARGUMENT_WRAPPED "\n\n"
	  "The committee of the bridge\n\n\n" BEGINNING_WRAPPED "\n",
	  "1 The Road\n" },
	{ "it comes again and again",
	  "The Road\n\n" ARGUMENT "\n\nThe story goes on\n\n"
	  BEGINNING "\n\nThe story goes on\n\n" COMMITTEE
	  "\n\nThe story goes on\n\n" HABIT "\n",
	  "1 The Road\n" },
	{ "nothing stands below",
	  "The Road\n\n" ARGUMENT "\n\nMore of the same\n",
	  "1 The Road\n" },
	{ "many short ones stand together",
	  "The Road\n\n" ARGUMENT "\n\nThe ferry\n\nThe bridge\n\n"
	  "The tunnel\n\nThe ford\n\n" BEGINNING "\n",
	  "1 The Road\n" },
	{ "a section without a number stands beside numbered ones",
	  "The Road\n\n1. The ferry\n\n" ARGUMENT "\n\n"
	  "2. The bridge\n\n" BEGINNING "\n\n"
	  "What comes next\n\n" HABIT "\n",
	  "1 The Road\n2 1. The ferry\n2 2. The bridge\n"
	  "2 What comes next\n" },
	{ "a few lines do not make a text a wrapped one",
	  "The Road\n\n" ARGUMENT "\n\n"
	  "- a pencil, and the people who sharpened\n"
	  "- a lighthouse, and the people who lived\n"
	  "- a map of mud, and the people who lied,\n\n"
	  "The people of the bridge and their ledgers\n\n"
	  BEGINNING "\n",
	  "1 The Road\n2 The people of the bridge and their "
	  "ledgers\n" },
	/* clang-format on */
};

/* What a line is depends on what stands around it. */
static void test_surroundings(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(surroundings) / sizeof(*surroundings);
	     i++)
		for (size_t window = 1; window <= 65536; window *= 65536)
			expect_headings(surroundings[i].what,
					surroundings[i].text,
					surroundings[i].headings, window);
}

/* The same with the line ends of other systems, and blank lines that are not
 * quite empty. */
static void test_line_ends(void **state)
{
	static const char *const ends[] = { "\r\n", "\r", " \xc2\xa0\n" };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		for (size_t j = 0; j < sizeof(ends) / sizeof(*ends); j++) {
			struct buffer text = BUFFER_INIT;

			for (const char *at = texts[i].text; *at; at++) {
				if (*at == '\n')
					buffer_append_string(&text, ends[j]);
				else
					buffer_append_byte(&text, *at);
			}
			expect_headings(texts[i].what, text.data,
					texts[i].headings, 65536);
			buffer_release(&text);
		}
	}
}

/* What stands behind the first 256 KiB is read by what they told. */
static void test_long_text(void **state)
{
	struct buffer text = BUFFER_INIT;
	struct buffer expected = BUFFER_INIT;

	(void)state;
	buffer_append_string(&text, "The Long Road\n\n" ARGUMENT "\n\n");
	buffer_append_string(&expected, "1 The Long Road\n");
	for (unsigned i = 1; text.len < 600 * 1024; i++) {
		buffer_append_format(&text, "The house with %u doors\n\n", i);
		buffer_append_format(&expected, "2 The house with %u doors\n",
				     i);
		for (int j = 0; j < 20; j++)
			buffer_append_string(&text, BEGINNING "\n\n");
	}
	expect_headings("long", text.data, expected.data, 65536);
	buffer_release(&expected);
	buffer_release(&text);
}

/* What printed pages leave behind. */
/* clang-format off */
static const struct {
	const char *what;
	const char *text;
	const char *headings;
} paged[] = {
	{ "numbers between the lines of a paragraph",
	  "The Habit of Asking\n\n"
	  "It is worth going back to the beginning, when nobody yet knew\n"
	  "what the machine was for, and the engineers who built it kept a\n\n"
	  "7\n\n"
	  "notebook in which every failure was entered with the hour and\n"
	  "the weather, and nobody asked what it was for until the law had\n\n"
	  "8\n\n" COMMITTEE_WRAPPED "\n\nThe ferry\n\n" HABIT_WRAPPED
	  "\n\n9\n\n" ARGUMENT_WRAPPED "\n",
	  "1 The Habit of Asking\n2 The ferry\n" },
	{ "numbers of sections are not those of pages",
	  "The Habit of Asking\n\n1\n\n" ARGUMENT "\n\n2\n\n" BEGINNING
	  "\n\n3\n\n" COMMITTEE "\n",
	  "1 The Habit of Asking\n2 1\n2 2\n2 3\n" },
	{ "page breaks, numbers at the bottom, running heads at the top",
	  "THE HABIT OF ASKING\n\nIntroduction\n\n" ARGUMENT_WRAPPED
	  "\n\n1\n\fThe Habit of Asking\n\n" BEGINNING_WRAPPED
	  "\n\n2\n\n\fANA PETROVA\n\n" COMMITTEE_WRAPPED "\n\nThe Ferry\n\n"
	  HABIT_WRAPPED "\n\n3\n\n\fThe Habit of Asking\n\n"
	  ARGUMENT_WRAPPED "\n\n4\n\n\fANA PETROVA\n\n" BEGINNING_WRAPPED "\n",
	  "1 THE HABIT OF ASKING\n2 Introduction\n2 The Ferry\n" },
	{ "the number stands in the running head",
	  "THE HABIT OF ASKING\n\n" ARGUMENT_WRAPPED
	  "\n\n\f2 THE HABIT OF ASKING\n\n" BEGINNING_WRAPPED
	  "\n\n\fTHE FERRY 3\n\n" COMMITTEE_WRAPPED
	  "\n\n\f4 THE HABIT OF ASKING\n\n" HABIT_WRAPPED
	  "\n\n\fTHE FERRY 5\n\n" ARGUMENT_WRAPPED
	  "\n\n\fChapter 1\n\n" BEGINNING_WRAPPED "\n\n\fChapter 2\n\n"
	  BEGINNING_WRAPPED "\n",
	  "1 THE HABIT OF ASKING\n2 Chapter 1\n2 Chapter 2\n" },
	{ "a word says that it is a page",
	  "The Habit of Asking\n\n" ARGUMENT "\n\nPage 1 of 9\n\n" BEGINNING
	  "\n\n[Page 2]\n\n" HABIT "\n\n- 3 -\n\n" COMMITTEE "\n\nSeite 4\n\n"
	  ARGUMENT "\n\nPetrova, The Ferry [Page 5]\n\n" HABIT "\n\n第6页\n\n"
	  BEGINNING "\n\nPage turners\n\n" COMMITTEE "\n\nFerry 54\n\n"
	  HABIT "\n",
	  "1 The Habit of Asking\n2 Page turners\n2 Ferry 54\n" },
};
/* clang-format on */

static void test_pages(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(paged) / sizeof(*paged); i++)
		for (size_t window = 1; window <= 65536; window *= 65536)
			expect_headings(paged[i].what, paged[i].text,
					paged[i].headings, window);
}

/* What a library puts before and behind a text: sections beside it. */
/* clang-format off */
#define LENDING \
	"The Lending Library's EBook of The Lamps, by A. Resident\n\n" \
	"This eBook is for the use of anyone anywhere.\n\n" \
	"Title: The Lamps\n\nLANGUAGE AND LETTERS\n\nEnglish\n\n"

#define LICENCE \
	"This and all files of it will be found in the usual place.\n\n" \
	"START: FULL LICENSE\n\nTHE FULL LICENSE OF THE LIBRARY\n\n" \
	COMMITTEE_WRAPPED "\n\n" \
	"Section 1. General Terms of Use and what they mean for\n" \
	"works like these\n\n" HABIT_WRAPPED "\n\n" \
	"1.A. By reading any part of it\n\n" COMMITTEE_WRAPPED "\n"

static const struct {
	const char *text;
	const char *headings;
	const char *body;  /* what it begins with; NULL: none is told */
	const char *after; /* what does not belong to it begins with */
} editions[] = {
	{ LENDING
	  "*** START OF THE PROJECT GUTENBERG EBOOK THE LAMPS ***\n\n\n"
	  "Produced by Nobody at All\n\nTHE LAMPS\n\n\n"
	  "CHAPTER I\n\n" ARGUMENT_WRAPPED "\n\n\n"
	  "CHAPTER II\n\n" BEGINNING_WRAPPED "\n\n\n"
	  "*** END OF THE PROJECT GUTENBERG EBOOK THE LAMPS ***\n\n" LICENCE,
	  "1 The Lending Library's EBook of The Lamps, by A. Resident\n"
	  "1 THE LAMPS\n2 CHAPTER I\n2 CHAPTER II\n"
	  "1 *** END OF THE PROJECT GUTENBERG EBOOK THE LAMPS ***\n"
	  "2 START: FULL LICENSE\n"
	  "2 Section 1. General Terms of Use and what they mean for works "
	  "like these\n",
	  "Produced by", "*** END" },
	/* older ones say good-bye before, and may name themselves twice */
	{ LENDING
	  "***START OF THE PROJECT GUTENBERG EBOOK THE LAMPS, OR THE LIGHTS "
	  "OF\nA TOWN***\n\n\nTHE LAMPS\n\n\n" ARGUMENT_WRAPPED "\n\n\n"
	  "End of the Project Gutenberg EBook of The Lamps, by A. Resident\n\n"
	  "*** END OF THIS PROJECT GUTENBERG EBOOK THE LAMPS ***\n\n"
	  "***** This file should be named lamps.txt *****\n\n" LICENCE,
	  "1 The Lending Library's EBook of The Lamps, by A. Resident\n"
	  "1 THE LAMPS\n"
	  "1 End of the Project Gutenberg EBook of The Lamps, by A. Resident\n"
	  "2 START: FULL LICENSE\n"
	  "2 Section 1. General Terms of Use and what they mean for works "
	  "like these\n",
	  "THE LAMPS", "End of the" },
	/* the oldest have all of their small print above */
	{ "**The Project Gutenberg Etext of The Lamps**\n\n"
	  "Please take a look at the important information in this header.\n\n"
	  "***START**THE SMALL PRINT!**FOR PUBLIC DOMAIN ETEXTS**START***\n"
	  BEGINNING_WRAPPED "\n\n"
	  "*END*THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.04.29.93*END*\n"
	  "\n\nThe Lamps\n\n\n" ARGUMENT_WRAPPED "\n\n\n"
	  "End of Project Gutenberg Etext of The Lamps\n",
	  "1 **The Project Gutenberg Etext of The Lamps**\n1 The Lamps\n"
	  "1 End of Project Gutenberg Etext of The Lamps\n",
	  "The Lamps", "End of Project" },
	/* another library's marks, and no heading above them */
	{ BEGINNING_WRAPPED "\n\n"
	  "*** Start of this Free Etext ***\n\nThe Lamps\n\n"
	  ARGUMENT_WRAPPED "\n\n*** End of this Free Etext ***\n\n"
	  HABIT_WRAPPED "\n",
	  "1 The Lamps\n1 *** End of this Free Etext ***\n",
	  "The Lamps", "*** End" },
	/* a text that is about them, and scenes parted by stars */
	{ "The Lamps\n\n" ARGUMENT_WRAPPED "\n\n* * *\n\n"
	  "End of the project, the mayor said, and went home in the rain.\n\n"
	  "*** The start of the winter was mild ***\n\n" HABIT_WRAPPED "\n",
	  "1 The Lamps\n", NULL, NULL },
	/* nothing would be left of it */
	{ "*** END OF THE PROJECT GUTENBERG EBOOK THE LAMPS ***\n\n"
	  ARGUMENT_WRAPPED "\n",
	  "1 *** END OF THE PROJECT GUTENBERG EBOOK THE LAMPS ***\n",
	  NULL, NULL },
};
/* clang-format on */

static void expect_start(const struct document *piece, uint32_t block,
			 const char *start, bool *met)
{
	if (block == DOCUMENT_NONE)
		return;
	assert_false(*met);
	*met = true;
	assert_non_null(start);
	assert_memory_equal(piece->text.data + piece->blocks[block].off, start,
			    strlen(start));
}

static void expect_edition(size_t i, size_t window)
{
	struct source *source = source_from_memory("test.txt", editions[i].text,
						   strlen(editions[i].text));
	struct plaintext *plaintext = plaintext_open(source, window);
	bool more = true, body = false, after = false;

	while (more) {
		struct document *piece = document_new(DOCUMENT_PLAIN);

		more = plaintext_step(plaintext, piece);
		expect_start(piece, piece->body_block, editions[i].body, &body);
		expect_start(piece, piece->after_block, editions[i].after,
			     &after);
		document_free(piece);
	}
	assert_true(body == !!editions[i].body);
	assert_true(after == !!editions[i].after);
	plaintext_free(plaintext);
	source_free(source);
}

static void test_editions(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(editions) / sizeof(*editions); i++) {
		for (size_t window = 1; window <= 65536; window *= 65536) {
			expect_headings("edition", editions[i].text,
					editions[i].headings, window);
			expect_edition(i, window);
		}
	}
}

/* The kind of text that all this is for, when it is at hand. */
static void test_essay(void **state)
{
	const char *corpus = getenv("LECTERN_CORPUS");
	struct buffer path = BUFFER_INIT;
	struct buffer found = BUFFER_INIT;
	struct source *source;
	struct error error;

	(void)state;
	if (!corpus)
		return;
	buffer_append_format(&path, "%s/seed_essay.txt", corpus);
	source = source_open(path.data, &error);
	buffer_release(&path);
	if (!source)
		return;
	append_headings(&found, source, 65536);
	assert_string_equal(buffer_string(&found),
			    "1 The art of the peace deal: What the Trump "
			    "administration wants from the Russia-Ukraine "
			    "negotiations\n"
			    "2 Peace in our time\n"
			    "2 The new generation in the room\n"
			    "2 Sticks for Ukraine, carrots for Russia\n"
			    "2 About the Authors\n");
	buffer_release(&found);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_texts),
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_surroundings),
		cmocka_unit_test(test_line_ends),
		cmocka_unit_test(test_long_text),
		cmocka_unit_test(test_pages),
		cmocka_unit_test(test_editions),
		cmocka_unit_test(test_essay),
	};

	return test_run(tests);
}
