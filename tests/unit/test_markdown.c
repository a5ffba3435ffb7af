/* SPDX-License-Identifier: ISC */
/* What each construct of Markdown becomes in the model. */
#include "documents.h"

struct row {
	const char *markdown;
	const char *model; /* as document_describe() has it */
};

static const struct row headings[] = {
	{ "# One\n## Two ##\n### *Three* `c`\n",
	  "1 #<One>\n2 ##<Two>\n3 ###<{e:Three} {c:c}>\n" },
	{ "Set\next\n===\nTwo\n---\n", "1 #<Set ext>\n4 ##<Two>\n" },
	{ "#\n", "1 #<>\n" },
	{ "# a\\\n", "1 #<a\\>\n" },
	{ "####### no\n", "1 <####### no>\n" },
};

static const struct row paragraphs[] = {
	{ "a\nb  \nc\\\nd\n", "1 <a b\\c\\d>\n" },
	{ "  a\n    b\n", "1 <a b>\n" },
	{ "a&#10;b&#9;c\n", "1 <a b c>\n" },
	{ "a &#32;\n b\n", "1 <a b>\n" },
	{ "<span></span>\n", "" },
	{ "[](u)\n", "1 <>\n0 [0,0) u\n" },
	{ "a ** b\n", "1 <a ** b>\n" },
};

static const struct row soft_breaks[] = {
	{ "漢\n字\n", "1 <漢字>\n" },
	{ "漢\nab\n", "1 <漢 ab>\n" },
	{ "ab\n漢\n", "1 <ab 漢>\n" },
	{ "한\n국\n", "1 <한 국>\n" },
	{ "。\n「\n", "1 <。「>\n" },
	{ "*漢*\n*字*\n", "1 <{e:漢字}>\n" },
	{ "漢 \n 字\n", "1 <漢字>\n" },
	{ "a\n<!-- x -->\nb\n", "1 <a>\n3 <b>\n" },
	{ "漢`\n`字\n", "1 <漢{c: }字>\n" },
	{ "*a\nb*\n", "1 <{e:a b}>\n" },
};

static const struct row inlines[] = {
	{ "*a **b** c* `d  e`\n", "1 <{e:a }{es:b}{e: c} {c:d  e}>\n" },
	{ "***a***\n", "1 <{es:a}>\n" },
	{ "**a***b*\n", "1 <{s:a}{e:b}>\n" },
	{ "*`a`*\n", "1 <{ec:a}>\n" },
	{ "~~a~~ http://x\n", "1 <{~:a} {l0:http://x}>\n0 [2,10) http://x\n" },
};

static const struct row links[] = {
	{ "[a *b*](/u \"t\") c\n", "1 <{l0:a }{el0:b} c>\n0 [0,3) /u \"t\"\n" },
	{ "<http://a> <a@b.c>\n", "1 <{l0:http://a} {l1:a@b.c}>\n"
				  "0 [0,8) http://a\n"
				  "1 [9,14) mailto:a@b.c\n" },
	{ "[](u)x\n", "1 <x>\n0 [0,0) u\n" },
	{ "[a][b]\n\n[b]: /u 't'\n", "1 <{l0:a}>\n0 [0,1) /u \"t\"\n" },
	{ "[a](<x y> (t\nt))\n", "1 <{l0:a}>\n0 [0,1) x y \"t t\"\n" },
	{ "[a](u)[b](v)\n", "1 <{l0:a}{l1:b}>\n0 [0,1) u\n1 [1,2) v\n" },
	{ "[a\nb](u)\n", "1 <{l0:a b}>\n0 [0,3) u\n" },
	{ "[*漢*\n字](u)\n", "1 <{el0:漢}{l0:字}>\n0 [0,6) u\n" },
};

static const struct row images[] = {
	{ "![a *b* `c`](/u \"t\")\n",
	  "1 <{I0:a b c}>\nimage 0 [0,5) /u \"t\"\n" },
	{ "[![a](i)](l)\n", "1 <{lI0:a}>\n0 [0,1) l\nimage 1 [0,1) i\n" },
	{ "[x ![a](i) y](l)\n",
	  "1 <{l0:x }{lI0:a}{l0: y}>\n0 [0,5) l\nimage 1 [2,3) i\n" },
	{ "![a [b](c) d](e)\n", "1 <{I0:a b d}>\nimage 0 [0,5) e\n" },
	{ "![a ![b](c) d](e)\n", "1 <{I0:a b d}>\nimage 0 [0,5) e\n" },
	{ "![](i)\n", "1 <>\nimage 0 [0,0) i\n" },
	{ "![](i) ![](j)\n", "1 <>\nimage 0 [0,0) i\nimage 1 [0,0) j\n" },
	{ "![a  \nb](i)\n", "1 <{I0:a b}>\nimage 0 [0,3) i\n" },
	{ "*![a](i)*\n", "1 <{eI0:a}>\nimage 0 [0,1) i\n" },
	{ "a\n![b](i)\nc\n", "1 <a {I0:b} c>\nimage 0 [2,3) i\n" },
};

static const struct row code[] = {
	{ "    a\n\tb\n\n      c\n", "1     <a\\b\\\\  c>\n" },
	{ "```c x\n\ta\n\n```\n", "1 ```c x<→a\\>\n" },
	{ "```\n```\n", "1 ```<>\n" },
	{ "~~~\na", "1 ```<a>\n" },
	{ "    ```\n    a\n", "1     <```\\a>\n" },
	{ "   ```\n   a\n  ```\n", "1 ```<a>\n" },
	{ "``` a&amp;b\nc\n```\n", "1 ```a&b<c>\n" },
	{ "> ```\n> ~~~\n", "1 > ```<~~~>\n" },
	{ "- ```\n  x\n", "1 - ```<x>\n" },
	{ "\t```\n\tx\n", "1     <```\\x>\n" },
	{ "1.     ~~~\n", "1 1.     <~~~>\n" },
	{ "1. ~~~\n   x\n", "1 1. ```<x>\n" },
	{ "-\t\tx\n", "1 -     <  x>\n" },
};

static const struct row rules[] = {
	{ "a\n\n***\n---\n", "1 <a>\n3 ---<>\n4 ---<>\n" },
	{ "> ---\n", "1 > ---<>\n" },
};

static const struct row quotes[] = {
	{ "> a\n> b\n\nc\n", "1 > <a b>\n4 <c>\n" },
	{ "> a\n> > b\n\n> c\n", "1 > <a>\n2 > > <b>\n4 > <c>\n" },
	{ ">\n", "" },
	{ "> \n\na\n", "3 <a>\n" },
	{ "> a\nlazy\n", "1 > <a lazy>\n" },
	{ ">     code\n> - x\n", "1 >     <code>\n2 > - <x>\n" },
};

static const struct row lists[] = {
	{ "- a\n- b\n", "1 - <a>\n2 - ~<b>\n" },
	{ "- a\n\n- b\n", "1 - <a>\n3 - <b>\n" },
	{ "3. a\n4. b\n   c\n", "1 3. <a>\n2 4. ~<b c>\n" },
	{ "3) a\n\n   b\n7) c\n", "1 3) <a>\n3 3) <b>\n4 4) <c>\n" },
	{ "- a\n  - b\n  - c\n- d\n",
	  "1 - <a>\n2 - - ~<b>\n3 - - ~<c>\n4 - ~<d>\n" },
	{ "- a\n\n  - b\n  - c\n\n- d\n",
	  "1 - <a>\n3 - - <b>\n4 - - ~<c>\n6 - <d>\n" },
	{ "- a\n  > b\n  >\n  > c\n- d\n",
	  "1 - <a>\n2 - > ~<b>\n4 - > <c>\n5 - ~<d>\n" },
	{ "- a\n  ```\n  b\n  ```\n- c\n", "1 - <a>\n2 - ~```<b>\n5 - ~<c>\n" },
	{ "-\n- a\n-\n", "1 - <>\n2 - ~<a>\n3 - ~<>\n" },
	{ "1.\n2.\n", "1 1. <>\n2 2. ~<>\n" },
	{ "- [x]: /u\n- a\n", "1 - <>\n2 - ~<a>\n" },
	{ "- <!-- x -->\n- a\n", "1 - <>\n2 - ~<a>\n" },
	{ "- >\n- a\n", "1 - <>\n2 - ~<a>\n" },
	{ "- - a\n  - b\n", "1 - - <a>\n2 - - ~<b>\n" },
	{ "- a\n- b\n\n\n- c\n", "1 - <a>\n2 - <b>\n5 - <c>\n" },
	{ "- # h\n  ---\n", "1 - #<h>\n2 - ~---<>\n" },
	{ "* a\n+ b\n", "1 - <a>\n2 - <b>\n" },
	{ "- a\n  - b\n\n  c\n", "1 - <a>\n2 - - <b>\n4 - <c>\n" },
	{ "999999999. a\n", "1 999999999. <a>\n" },
	{ "0. a\n", "1 0. <a>\n" },
};

static const struct row html_blocks[] = {
	{ "<div>\na\n b &amp; &copy;\n</div>\n", "2 <a b & ©>\n" },
	{ "<p>a</p><p>b <b>c</b></p>\n", "1 <a>\n1 <b {s:c}>\n" },
	{ "<ul>\n<li>a\n<li>b\n</ul>\n", "2 - <a>\n3 - ~<b>\n" },
	{ "<!-- a -->\n", "" },
	{ "<!-- a\n\nb --> c\n", "3 <c>\n" },
	{ "<script>\na\n</script>\nb\n", "4 <b>\n" },
	{ "<div><script>a</script>b</div>\n", "1 <b>\n" },
	{ "<div><style>a\n", "" },
	{ "<pre>\n a\n\n b &lt;\n</pre>\n", "1     < a\\\\ b <>\n" },
	{ "<pre><code>x\n\ty</code></pre>\n", "1     <x\\→y>\n" },
	{ "<pre>a<br>b</pre>\n", "1     <a\\b>\n" },
	{ "<div>a<br>\nb<br/></div>\n", "1 <a\\b>\n" },
	{ "<?x y ?>\n", "" },
	{ "<!DOCTYPE x>\n", "" },
	{ "<![CDATA[a &amp; <b>]]>\n", "1 <a &amp; <b>>\n" },
	{ "<div>a</div>\n<hr>\n<div>b</div>\n", "1 <a>\n2 ---<>\n3 <b>\n" },
	{ "<table><tr><td>a<td>b</table>\n", "1 <a>\n1 <b>\n" },
	{ "<div\nclass='>'>a</div>\n", "2 <a>\n" },
	{ "<div a\n", "1 <<div a>\n" },
	{ "<div>a < b <3</div>\n", "1 <a < b <3>\n" },
	{ "<div>\n\n*a*\n\n</div>\n", "3 <{e:a}>\n" },
	{ "- <div>\n  a\n- b\n", "2 - <a>\n3 - ~<b>\n" },
	{ "<h1>a</h1>\n", "1 #<a>\n" },
	{ "<div>&#8203;&nbsp;&nosuch; &#27;</div>\n",
	  "1 <\342\200\213\302\240&nosuch; \357\277\275>\n" },
	{ "<div><!--\n", "" },
	{ "<pre>\n\n</pre>\n", "" },
	{ "<DIV>A<BR>B</DIV>\n", "1 <A\\B>\n" },
	{ "<div>\\* *a* `b` [c](d)</div>\n", "1 <\\* *a* `b` [c](d)>\n" },
	{ "<xmp>a\n b</xmp>\n", "1 <a b>\n" },
	{ "<div>a<pre>\nb\n</pre>c</div>\n", "1 <a>\n1     <b>\n3 <c>\n" },
};

static const struct row html_inlines[] = {
	{ "a <b>b</b> c\n", "1 <a {s:b} c>\n" },
	{ "a<br>b<br/>\nc\n", "1 <a\\b\\c>\n" },
	{ "a <!-- b --> c\n", "1 <a c>\n" },
	{ "a <?b?> <!B c> d\n", "1 <a d>\n" },
	{ "a <![CDATA[b & <c>]]> d\n", "1 <a b & <c> d>\n" },
	{ "a <script>b *c*\n[d](e)</script> f\n", "1 <a f>\n" },
	{ "a <style>b\n\nc\n", "1 <a>\n3 <c>\n" },
	{ "a<p>b</p> c\n", "1 <a\\b\\c>\n" },
	{ "a <td>b</td><td>c</td>\n", "1 <a\\b\\c>\n" },
	{ "a <i title=\"<x>\">b</i>\n", "1 <a {e:b}>\n" },
	{ "<b>a</b>\n", "1 <{s:a}>\n" },
	{ "a <script> [b](c) ![d](e)\n", "1 <a>\n" },
	{ "x<sub>2</sub>\n", "1 <x{,:2}>\n" },
};

static const struct row foreign_bytes[] = {
	{ "a&#27;[31mb\n", "1 <a\357\277\275[31mb>\n" },
	{ "[a](&#27;x \"&#7;\")\n",
	  "1 <{l0:a}>\n0 [0,1) \357\277\275x \"\357\277\275\"\n" },
	{ "```&#27;\na\n```\n", "1 ```\357\277\275<a>\n" },
	{ "&#xfffe;&#xffff;\n", "1 <\357\277\275\357\277\275>\n" },
	{ "a\001b\177\302\205c\n",
	  "1 <a\357\277\275b\357\277\275\357\277\275c>\n" },
	{ "a\342\200\250b\n", "1 <a\342\200\250b>\n" },
	{ "[a](\302\205)\n", "1 <{l0:a}>\n0 [0,1) \357\277\275\n" },
	{ "*a*\314\201b\n", "1 <{e:a\314\201}b>\n" },
	{ "a*\314\201b*\n", "1 <a\314\201{e:b}>\n" },
	{ "[e](u)\314\201 x\n", "1 <{l0:e\314\201} x>\n0 [0,3) u\n" },
	{ "`e`\314\201\314\201*a*\n", "1 <{c:e\314\201\314\201}{e:a}>\n" },
	{ "`\033[0m`\n", "1 <{c:\357\277\275[0m}>\n" },
};

static const struct row lines[] = {
	{ "a\n\n\nb\n\n> c\n>\n> d\n", "1 <a>\n4 <b>\n6 > <c>\n8 > <d>\n" },
	{ "[a]: /u\n[b]: /v 't\nu'\ntext\n", "4 <text>\n" },
	{ "[a]: /u\nTitle\n===\n", "1 #<Title>\n" },
	{ "> [a]: /u\n> b\n> c\n", "2 > <b c>\n" },
	{ "- x\n\n  [a]: /u\n  b\n", "1 - <x>\n4 - <b>\n" },
	{ "[a]: /u\n\nb\n", "3 <b>\n" },
	{ "<div>\n\n</div>\n<p>\n\n<p>a\n<p>\nb\n", "6 <a>\n8 <b>\n" },
	{ "- a\n\n\n-\n", "1 - <a>\n4 - <>\n" },
	{ "[a]:\n/u\n't'\nb\n", "4 <b>\n" },
	{ "a\n[b]: /no\nc\n", "1 <a [b]: /no c>\n" },
	{ "[a]: /u\n*\n", "2 <*>\n" },
};

static const struct row strikes[] = {
	{ "~~a~~ ==b== x^2^ H~2~O\n", "1 <{~:a} {=:b} x{^:2} H{,:2}O>\n" },
	{ "\\~~a~~ \\~\\~b\\~\\~ `~~c~~`\n", "1 <~~a~~ ~~b~~ {c:~~c~~}>\n" },
	{ "a \360\220\251\277 b\n", "1 <a \360\220\251\277 b>\n" },
	{ "[a\\]b\\~](u\\~v)\n", "1 <{l0:a]b~}>\n0 [0,4) u~v\n" },
	{ "```\n\\~\n```\n", "1 ```<\\~>\n" },
	{ "[[p|t]]\n", "1 <{l0:t}>\n0 [0,1) p\n" },
};

static const struct row tasks[] = {
	{ "- [ ] a\n- [x] b\n- c\n", "1 -[ ] <a>\n2 -[x] ~<b>\n3 - ~<c>\n" },
	{ "* [x] a\n  ---\n", "1 -[x] ##<a>\n" },
	{ "- [ ] a | b\n  --|--\n", "1 -[ ] |-- =<a|b|>\n" },
	{ "- \\[ ] a\n", "1 - <[ ] a>\n" },
};

static const struct row callouts[] = {
	{ "> [!NOTE]\n> a\n", "2 >note <a>\n" },
	{ "> [!tip]- T *t*\n> a\n>\n> b\n",
	  "1 >tip !<T {e:t}>\n2 >tip <a>\n4 >tip <b>\n" },
	{ "> \\[!NOTE]\n", "1 > <[!NOTE]>\n" },
};

static const struct row tables[] = {
	{ "|a|b|\n|:-|-:|\n|c\\|d|*e*|\n|f|\n",
	  "1 |lr =<a|b|>\n3 |lr <c|d|{e:e}|>\n4 |lr <f||>\n" },
	{ "x\na|b\n-|-\n1. y\n", "1 <x>\n2 |-- =<a|b|>\n4 1. <y>\n" },
	{ "> |a|\n> |-|\n> |b|\nc\n", "1 > |- =<a|>\n3 > |- <b|>\n4 <c>\n" },
	{ "- |a|\n  |-|\n  |[l]|\n\n[l]: /u\n",
	  "1 - |- =<a|>\n3 - |- <{l0:l}|>\n0 [2,3) /u\n" },
	{ "a|b\n-|-\n---\n", "1 |-- =<a|b|>\n3 ---<>\n" },
	{ "a|b\n-|-\n===\nc\n", "1 |-- =<a|b|>\n3 |-- <===||>\n4 |-- <c||>\n" },
	{ "a|b\n-|-|-\n", "1 <a|b -|-|->\n" },
	{ "a|b\n-|-\n`c\\|d`|# e\n", "1 |-- =<a|b|>\n3 |-- <{c:c|d}|# e|>\n" },
	{ "    a|b\n    -|-\n", "1     <a|b\\-|->\n" },
	{ "|a|\n|-|\n2. |b|\n   |-|\n", "1 |- =<a|>\n3 2. |- =<b|>\n" },
};

static const struct row notes[] = {
	{ "a [^1]. *b* [^1] c [^1]\n[^1],\nd\n[^1]\n\n[^1]: x\n",
	  "1 <a{@0}. {e:b}{@0} c{@0}{@0}, d{@0}>\n6 @0 <x>\n@0 1\n" },
	{ "\u4e2d[^1]\n\u6587\n[^1]\u3002\n\n[^1]: x\n",
	  "1 <\u4e2d{@0}\u6587{@0}\u3002>\n5 @0 <x>\n@0 1\n" },
	{ "a[^1] b[^1]\n\n[^1]: c\n    d\n\n    e\n\nf\n",
	  "1 <a{@0} b{@0}>\n8 <f>\n3 @0 <c d>\n6 @0 <e>\n@0 1\n" },
	{ "[^b]: x\n\n[^a]: y[^c]\n\n[^c]: z\n\nt[^A]\n",
	  "7 <t{@0}>\n3 @0 <y{@1}>\n5 @1 <z>\n1 @2 <x>\n"
	  "@0 a\n@1 c\n@2 b\n" },
	{ "> a[^q]\n>\n> [^q]: b\n\n- c\n\n  [^i]: d\n",
	  "1 > <a{@0}>\n5 - <c>\n3 @0 <b>\n7 @1 <d>\n@0 q\n@1 i\n" },
	{ "[^a]: 1\n[^a]: 2\n\nx[^a]\n",
	  "4 <x{@0}>\n1 @0 <1>\n2 @1 <2>\n@0 a\n@1 a (1)\n" },
	{ "x[^no] \\[^a]\n\n[^a]: b\n", "1 <x[^no] [^a]>\n3 @0 <b>\n@0 a\n" },
	{ "[^a]: b\n1) c\n2) d\n\n[^a]\n",
	  "2 1) <c>\n3 2) ~<d>\n5 <{@0}>\n1 @0 <b>\n@0 a\n" },
	{ "```\n[^a]: b\n```\nc[^a]\n", "1 ```<[^a]: b>\n4 <c[^a]>\n" },
	{ "a[^e]\n[^e]:\n\n    b\n", "1 <a{@0}>\n4 @0 <b>\n@0 e\n" },
	{ "[^a]: [^b]: c\n\n[^b]\n",
	  "3 <{@0}>\n1 @0 <c>\n1 @1 <>\n@0 b\n@1 a\n" },
	{ "  [^a]: b\n\n    c\n", "1 @0 <b>\n3 @0 <c>\n@0 a\n" },
	{ "[^u]: http://u\n",
	  "1 @0 <{l0:http://u}>\n0 [0,8) http://u\n@0 u\n" },
	{ "[^t]: a|b\n    -|-\n", "1 @0 |-- =<a|b|>\n@0 t\n" },
};

static const struct row terms[] = {
	{ "T\n: a\n: b\n\n  c\n\nU\n\n:   d\n",
	  "1 !<T>\n2 : <a>\n3 : <b>\n5 : <c>\n7 !<U>\n9 : <d>\n" },
	{ "T\nU\n: a\n", "1 !<T>\n2 !<U>\n3 : <a>\n" },
	{ "# h\n: a\n", "1 #<h>\n2 <: a>\n" },
	{ ": a\n", "1 <: a>\n" },
	{ "It is a long line of prose that goes on and on,\nand on\n: a\n",
	  "1 <It is a long line of prose that goes on and on, and on : a>\n" },
	{ "```\nx\n: a\n```\n", "1 ```<x\\: a>\n" },
	{ "> T\n> : a\n", "1 > !<T>\n2 > : <a>\n" },
	{ "T\n: a\n+ b\n", "1 !<T>\n2 : <a>\n3 - <b>\n" },
	{ "|a|\n|-|\n\n: b\n", "1 |- =<a|>\n4 <b>\n" },
};

static const struct row attributes[] = {
	{ "# a {#b .c}\n", "1 #b<a>\n" },
	{ "a {#b}\n---\n", "1 ##b<a>\n" },
	{ "a\n::: {.n #i}\nb\n:::\n\nc\n", "1 <a>\n3 <b>\n6 <c>\n#i 2\n" },
	{ "```\n:::\n```\n", "1 ```<:::>\n" },
	{ "``` {.c .n}\nx\n```\n", "1 ```c<x>\n" },
};

static const struct row definitions[] = {
	{ "[a] [b][A] ![c][ a ]\n\n[A]: /u \"t\"\n",
	  "1 <{l0:a} {l1:b} {I2:c}>\n"
	  "0 [0,1) /u \"t\"\n"
	  "1 [2,3) /u \"t\"\n"
	  "image 2 [4,5) /u \"t\"\n" },
	{ "[a]\n\n[a]: /1\n[a]: /2\n", "1 <{l0:a}>\n0 [0,1) /1\n" },
	{ "[a\n b]\n\n[A B]: /u\n", "1 <{l0:a b}>\n0 [0,3) /u\n" },
	{ "> [a\n> b]\n\n> [a\n> b]: /u\n", "1 > <{l0:a b}>\n0 [0,3) /u\n" },
	{ "[a]\n\n```\n[a]: /no\n```\n\n[a]: /u\n",
	  "1 <{l0:a}>\n3 ```<[a]: /no>\n0 [0,1) /u\n" },
	{ "```\n[a]: /no\n```\n[a]\n", "1 ```<[a]: /no>\n4 <[a]>\n" },
	{ "[a]\n\nb\n[a]: /no\n", "1 <[a]>\n3 <b [a]: /no>\n" },
	{ "[a] [b]\n\n- [a]: /u\n  - [b]: <v>\n\n  ```\n  [b]: /w\n  ```\n",
	  "1 <{l0:a} {l1:b}>\n"
	  "4 - - <>\n"
	  "6 - ```<[b]: /w>\n"
	  "0 [0,1) /u\n"
	  "1 [2,3) v\n" },
	{ "[a\\]]\n\n[a\\]]: /u\n", "1 <{l0:a]}>\n0 [0,2) /u\n" },
	{ "[a\\ ]\n\n[a\\ ]: /u\n", "1 <{l0:a\\}>\n0 [0,2) /u\n" },
	{ "[a](\357\277\2750) [\001\0010]\n\n[\0010]: /u\n[b]: /v\n",
	  "1 <{l0:a} [\357\277\275\357\277\2750]>\n0 [0,1) \357\277\2750\n" },
	{ "[é][] [É]\n\n[É]: /u\n",
	  "1 <{l0:é} {l1:É}>\n0 [0,2) /u\n1 [3,5) /u\n" },
	{ "[a]: &#27; 'b'\n\n[a]\n",
	  "3 <{l0:a}>\n0 [0,1) \357\277\275 \"b\"\n" },
	{ "[a]:\n  [b]: 't'\n\n[a] [b]\n",
	  "4 <{l0:a} [b]>\n0 [0,1) [b]: \"t\"\n" },
	{ "[a] [b]\n\n[a]:\n[b]: 't'\n[b]: /c\n",
	  "1 <{l0:a} {l1:b}>\n0 [0,1) [b]: \"t\"\n1 [2,3) /c\n" },
	{ "[a]: /u\n[a]\n===\n", "1 #<{l0:a}>\n0 [0,1) /u\n" },
	{ "\t- x\n\n\t  [a]: /u\n\n[a]\n",
	  "1     <- x\\\\  [a]: /u>\n5 <[a]>\n" },
	{ "[\0011]\n\n[a]: /u\n\n[b]: /v\n", "1 <[\357\277\2751]>\n" },
};

struct table {
	const struct row *rows;
	size_t count;
};

static void test_rows(void **state)
{
	const struct table *table = *state;

	for (size_t i = 0; i < table->count; i++) {
		const struct row *row = &table->rows[i];
		size_t len = strlen(row->markdown);
		struct document *document =
			document_from_markdown(row->markdown, len, 1);
		struct buffer found = BUFFER_INIT;

		document_describe(&found, document);
		assert_string_equal(buffer_string(&found), row->model);
		assert_windows_agree(row->markdown, len);
		buffer_release(&found);
		document_free(document);
	}
}

/* --- Nesting ----------------------------------------------------------- */

static void append_times(struct buffer *out, const char *text, size_t times)
{
	for (size_t i = 0; i < times; i++)
		buffer_append_string(out, text);
}

static unsigned depth_of(const struct document *document, uint32_t container)
{
	unsigned depth = 0;

	for (; container != DOCUMENT_NONE;
	     container = document->containers[container].parent)
		depth++;
	return depth;
}

/* What is nested too deep is shown at the depth that is shown. */
static void test_depth(void **state)
{
	static const struct {
		const char *marker;
		size_t times;
		unsigned depth;
	} rows[] = {
		{ "> ", 31, 31 },   { "> ", 32, 32 },	{ "> ", 33, 32 },
		{ "> ", 5000, 32 }, { "- ", 16, 32 },	{ "- ", 17, 32 },
		{ "- ", 5000, 32 }, { "> - ", 11, 31 }, { "> - ", 4000, 31 },
		{ "- > ", 10, 30 }, { "- > ", 11, 32 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct buffer text = BUFFER_INIT;
		struct document *document;

		append_times(&text, rows[i].marker, rows[i].times);
		buffer_append_string(&text, "deep\nlazy\n\nout\n");
		document = document_from_markdown(text.data, text.len, 1000);
		assert_string_equal(document->text.data, "deep lazy\nout\n");
		assert_int_equal(
			depth_of(document, document->blocks[0].container),
			rows[i].depth);
		assert_int_equal(document->blocks[1].container, DOCUMENT_NONE);
		document_free(document);
		buffer_release(&text);
	}
}

/* A list that would have no room for its items is not begun. */
static void test_depth_of_lists(void **state)
{
	struct buffer text = BUFFER_INIT;
	struct document *document;

	(void)state;
	append_times(&text, "> ", 31);
	buffer_append_string(&text, "- a\n");
	append_times(&text, "> ", 31);
	buffer_append_string(&text, "- b\n");
	document = document_from_markdown(text.data, text.len, 1000);
	assert_string_equal(document->text.data, "a\nb\n");
	assert_int_equal(depth_of(document, document->blocks[0].container), 31);
	document_free(document);
	buffer_release(&text);
}

/* --- Much of one thing ------------------------------------------------- */

static struct document *load_times(const char *before, const char *text,
				   size_t times, const char *after)
{
	struct buffer source = BUFFER_INIT;
	struct document *document;

	buffer_append_string(&source, before);
	append_times(&source, text, times);
	buffer_append_string(&source, after);
	document = document_from_markdown(source.data, source.len, LOAD_WINDOW);
	buffer_release(&source);
	return document;
}

/* Nothing of ours may take time beyond proportion. */
static void test_hostile(void **state)
{
	static const struct {
		const char *before, *text;
		size_t times;
	} rows[] = {
		{ "", "word ", 200000 },
		{ "", "a  ", 200000 },
		{ "", "[", 20000 },
		{ "[a]: /u\n\n", "\\[", 50000 },
		{ "[a]: /u\n\n", "[a", 20000 },
		{ "", "[a]:\n", 2000 },
		{ "", "text\n[a]: /u\n\n[a]\n", 1000 },
		{ "", "```\n[a]: /u\n```\n\n[a]\n", 1000 },
		{ "<div>\n", "<a '>'", 50000 },
		{ "<div>\n", "<a ", 100000 },
		{ "<div>\n", "<!--", 100000 },
		{ "<div>\n", "&lt; ", 20000 },
		{ "<pre>\n", "&lt;\n", 5000 },
		{ "a", "*\xcc\x81", 20000 },
		{ "*b*", "\xcc\x81", 200000 },
		{ "", "\x01", 200000 },
		{ "", "a]:\r", 20000 },
		{ "", "- \n", 5000 },
		{ "", "![a](b)", 5000 },
		{ "[a]: /u \"", "t\n", 20000 },
		{ "", "[^a]: [^b]", 5000 },
		{ "", "x[^a]\n\n[^a]: b\n\n", 2000 },
		{ "[^a]: b\n\n", "a[^a] ", 10000 },
		{ "```\n", "[^a]: b\n\nx\n: y\n\n:::\n", 5000 },
		{ "", "x\n: y\n\n:::\n", 3000 },
		{ "|a|b|\n|-|-|\n", "|c|d|\n", 10000 },
		{ "", "|a|\n|-|\n2. x\n", 2000 },
		{ "", "|a|\n|-|\n2. x\n\n", 2000 },
		{ "", "a\n-|\n===\n", 3000 },
		{ "", "> > > > > > > > |a|\n> > > > > > > > |-|\n\n", 500 },
		{ "", "\\~", 20000 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		document_free(load_times(rows[i].before, rows[i].text,
					 rows[i].times, "\"\ntext [a]\n"));
}

static void append_definitions(struct buffer *out, int count)
{
	for (int i = 0; i < count; i++)
		buffer_append_format(out, "[l%d]: /u%d\n", i, i);
}

/* cmark gives up references when what they stand for is longer than the
 * document: none of a block of nothing but references is lost. */
static void test_many_references(void **state)
{
	enum { DEFINITIONS = 10000, REFERENCES = 40000 };
	struct buffer text = BUFFER_INIT;
	struct document *document;

	(void)state;
	append_definitions(&text, DEFINITIONS);
	buffer_append_string(&text, "[a]: /");
	append_times(&text, "x", 5000);
	buffer_append_string(&text, "\n\n");
	document = load_times(text.data, "[a] ", REFERENCES, "\n");
	assert_int_equal(document->link_count, REFERENCES);
	for (size_t i = 0; i < REFERENCES; i++)
		assert_int_equal(document->links[i].url,
				 document->links[0].url);
	assert_int_equal(
		strlen(document_string(document, document->links[0].url)),
		5001);
	document_free(document);
	buffer_release(&text);
}

/* Nor when a definition itself takes nearly all of the document. */
static void test_long_definition(void **state)
{
	enum { DEFINITIONS = 10000, REFERENCES = 20000 };
	struct buffer text = BUFFER_INIT;
	struct document *document;

	(void)state;
	append_definitions(&text, DEFINITIONS);
	buffer_append_string(&text, "\nThe next window starts here:\n\n");
	append_times(&text, "[a] ", REFERENCES);
	buffer_append_string(&text, "\n\n[a]: /");
	append_times(&text, "x", 300000);
	document = document_from_markdown(text.data, text.len, 100000);
	assert_int_equal(document->link_count, REFERENCES);
	document_free(document);
	buffer_release(&text);
}

static void test_many_definitions(void **state)
{
	enum { COUNT = 5000 };
	struct buffer text = BUFFER_INIT;
	struct document *document;

	(void)state;
	for (int i = 0; i < COUNT; i++)
		buffer_append_format(&text, "[L%d]\n\n", i);
	append_definitions(&text, COUNT);
	document = document_from_markdown(text.data, text.len, LOAD_WINDOW);
	assert_int_equal(document->link_count, COUNT);
	for (int i = 0; i < COUNT; i++) {
		char url[16];

		snprintf(url, sizeof(url), "/u%d", i);
		assert_string_equal(
			document_string(document, document->links[i].url), url);
	}
	document_free(document);
	buffer_release(&text);
}

/* --- What cmark would do at the start of a document only ---------------- */

static void test_no_byte_order_mark_inside(void **state)
{
	static const char text[] = "a\n\n\ufeffb\n\n\ufeff# c\n";
	struct document *document =
		document_from_markdown(text, sizeof(text) - 1, 1);

	(void)state;
	assert_string_equal(document->text.data, "a\n\ufeffb\n\ufeff# c\n");
	document_free(document);
}

#define table(name)                                           \
	{                                                     \
#name, test_rows, NULL, NULL, &(struct table) \
		{                                             \
			name, sizeof(name) / sizeof(*(name))  \
		}                                             \
	}

/* Cells that are plain text pass the parser by; it would have said the same. */
static void test_cells_mean_what_paragraphs_do(void **state)
{
	static const char *const signs[] = {
		"a", " ",  "b ", "\\",	 "`", "*", "**", "_", "[", "](c)", "!",
		"<", ">",  "&",	 "&lt;", ";", ":", ".",	 "-", "'", "\"",   "#",
		"=", "~~", "^",	 "{.a}", "%", "@", "$",	 "/", "é", "\t",
	};
	uint64_t random = 3;

	(void)state;
	for (int round = 0; round < 3000; round++) {
		struct buffer text = BUFFER_INIT;
		struct buffer table = BUFFER_INIT;
		struct document *cell;
		struct document *paragraph;

		buffer_append_byte(&text, 'x');
		for (size_t n = test_random(&random) % 8; n; n--)
			buffer_append_string(
				&text, signs[test_random(&random) %
					     (sizeof(signs) / sizeof(*signs))]);
		buffer_append_byte(&text, 'y');
		buffer_append_format(&table, "|h|\n|---|\n| %s |\n", text.data);
		cell = document_from_markdown(buffer_string(&table), table.len,
					      65536);
		paragraph = document_from_markdown(text.data, text.len, 65536);
		assert_int_equal(cell->cell_count, 2);
		/* Before it is the header. */
		assert_string_equal(cell->text.data + 2, paragraph->text.data);
		assert_int_equal(cell->run_count, paragraph->run_count);
		for (size_t i = 0; i < cell->run_count; i++) {
			assert_int_equal(cell->runs[i].off,
					 paragraph->runs[i].off + 2);
			assert_int_equal(cell->runs[i].style,
					 paragraph->runs[i].style);
		}
		document_free(cell);
		document_free(paragraph);
		buffer_release(&text);
		buffer_release(&table);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		table(headings),
		table(paragraphs),
		table(soft_breaks),
		table(inlines),
		table(links),
		table(images),
		table(code),
		table(rules),
		table(quotes),
		table(lists),
		table(html_blocks),
		table(html_inlines),
		table(foreign_bytes),
		table(lines),
		table(strikes),
		table(tasks),
		table(callouts),
		table(tables),
		table(notes),
		table(terms),
		table(attributes),
		table(definitions),
		cmocka_unit_test(test_depth),
		cmocka_unit_test(test_depth_of_lists),
		cmocka_unit_test(test_hostile),
		cmocka_unit_test(test_many_references),
		cmocka_unit_test(test_long_definition),
		cmocka_unit_test(test_many_definitions),
		cmocka_unit_test(test_no_byte_order_mark_inside),
		cmocka_unit_test(test_cells_mean_what_paragraphs_do),
	};

	return test_run(tests);
}
