/* SPDX-License-Identifier: ISC */
/* How likely text is in one of the encodings of East Asia. */
#include "text/multibyte.h"

#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "text/conversion.h"
#include "text/utf8.h"

/* How much a character says for an encoding. */
enum {
	COMMON = 10,
	USUAL = 0,
	UNUSUAL = -7, /* the second level of a standard's characters */
	RARE = -12,
	MISTAKE = -40,
	SCALE = 100, /* of the figure that multibyte_guess() gives */
};

enum { BITS = 65536 };

/* A character: its length, 0 where the bytes are none, and what it says. */
struct character {
	size_t len;
	int weight;
};

/*
 * The characters that make up most of any running text, as frequency lists of
 * the languages agree on them, and the marks between them.
 */
static const char simplified[] = "的一是不了在人有我他这个们中来上大为和国地到"
				 "以说时要就出会可也你对生能而"
				 "子那得于着下自之年过发后作里用道行所然家种事"
				 "成方多经么去法学如都同现当没"
				 "动面起看定天分还进好小部其些主样理心她本前开"
				 "但因只从想实日军者意无力它与"
				 "长把机十民第公此已工使情明性知全三又关点正业"
				 "外将两高间由问很最重并物手应"
				 "战向头文体政美相见被利什二等产或新己制身果加"
				 "西斯月话合回特代内信表化老给"
				 "世位次度门任常先海通教儿原东声提立及比员解水"
				 "名真论处走义各入几口认条平系"
				 "气题活尔更别打女变四神总何电数安少报才结反受"
				 "目太量再感建务做接必场件计管"
				 "期市直德资命山金指克许统区保至队形社便空决治"
				 "展马科司五基眼书非则听白却界"
				 "达光放强即像难且权思王象完设式色路记南品住告"
				 "类求据程北边死张该交规万取拉"
				 "格望觉术领共确传师观清今切院让识候带导争运每"
				 "写读字句夜坐纸树雨风页站房间"
				 "。，、“”；：？！《》（）";

static const char traditional[] = "的一是不了在人有我他這個們中來上大為和國地到"
				  "以說時要就出會可也你對生能而"
				  "子那得於著下自之年過發後作裡用道行所然家種事"
				  "成方多經麼去法學如都同現當沒"
				  "動面起看定天分還進好小部其些主樣理心她本前開"
				  "但因只從想實日軍者意無力它與"
				  "長把機十民第公此已工使情明性知全三又關點正業"
				  "外將兩高間由問很最重並物手應"
				  "戰向頭文體政美相見被利什二等產或新己制身果加"
				  "西斯月話合回特代內信表化老給"
				  "世位次度門任常先海通教兒原東聲提立及比員解水"
				  "名真論處走義各入幾口認條平系"
				  "氣題活爾更別打女變四神總何電數安少報才結反受"
				  "目太量再感建務做接必場件計管"
				  "期市直德資命山金指克許統區保至隊形社便空決治"
				  "展馬科司五基眼書非則聽白卻界"
				  "達光放強即像難且權思王象完設式色路記南品住告"
				  "類求據程北邊死張該交規萬取拉"
				  "格望覺術領共確傳師觀清今切院讓識候帶導爭運每"
				  "寫讀字句夜坐紙樹雨風頁站房間"
				  "。，、「」『』；：？！《》（）";

/* Of Japanese the kana count as well. */
static const char japanese[] =
	"日一国人年大十二本中長出三時行見月後前生五間上東四今金九入学高円子外八"
	"六"
	"下来気小七山話女北午百書先名川千水半男西電校語土木聞食車何南万毎白天母"
	"火"
	"右読友左休父雨会同事自社発者地業方新場員立開手力問代明動京目通言理体田"
	"主"
	"題意不作用度強公持野以思家世多正安院心界教文元重近考画海売知道集別物使"
	"品"
	"計死特私始朝運終台広住無真有口少町料工建空急止送切転研足究楽起着店病質"
	"待"
	"試族早映親験仕去味写字答夜音注帰古歌買悪図週室歩風紙黒花春赤館屋色走秋"
	"人々部全定対性当最的関連合表現変必要感情法所戦実数回面取引成化制政治経"
	"済"
	"、。「」『』（）・ー！？";

static const char korean[] = "이다는의가에을고하지은를로한도사기어리자서인나아"
			     "대그으시일수과있들게해면만"
			     "것니정라제전원보구부와여없주스장상조성우연무내말"
			     "러적경안생문때선동국유공오"
			     "소마모위음관방신역려세계진물실중미않했았었였던까"
			     "히후된되할심개년월람간처용"
			     "화비교회분속학트단영더같당산불알양각행발살달요거"
			     "네눈르바집치터통표품현형호"
			     "운울또론력두드든데금결감강길남노느늘능님따립명받"
			     "번법변별본북생설습식씨야약"
			     "언얼업예외읽입잘작재저점젊종좋죽준직질책천체초최"
			     "추축크큰태토편평피필함합항";

/* --- How the encodings are built ------------------------------------------
 * After the tables of the Encoding Standard; rows and levels after JIS X 0208,
 * GB 2312, Big5 and KS X 1001.
 */

static bool within(unsigned char byte, unsigned char low, unsigned char high)
{
	return byte >= low && byte <= high;
}

static struct character shift_jis(const unsigned char *at, size_t len)
{
	unsigned char lead = at[0];
	int weight = RARE; /* of manufacturers */

	if (within(lead, 0xa1, 0xdf)) /* kana of half the width */
		return (struct character){ 1, RARE };
	if (!within(lead, 0x81, 0x9f) && !within(lead, 0xe0, 0xfc))
		return (struct character){ 0, 0 };
	if (len < 2 || !within(at[1], 0x40, 0xfc) || at[1] == 0x7f)
		return (struct character){ 0, 0 };
	if (lead == 0x82 && at[1] >= 0x9f)
		weight = at[1] <= 0xf1 ? COMMON : RARE;
	else if (lead == 0x83 && at[1] <= 0x96)
		weight = COMMON;
	else if (lead <= 0x84 || within(lead, 0x88, 0x98))
		weight = USUAL;
	else if (within(lead, 0x99, 0xea))
		weight = UNUSUAL;
	return (struct character){ 2, weight };
}

static struct character euc_jp(const unsigned char *at, size_t len)
{
	unsigned char lead = at[0];
	int weight = RARE;

	if (len < 2 || !within(at[1], 0xa1, 0xfe))
		return (struct character){ 0, 0 };
	if (lead == 0x8e) /* kana of half the width */
		return (struct character){ 2, RARE };
	if (lead == 0x8f)
		return (struct character){
			len > 2 && within(at[2], 0xa1, 0xfe) ? 3 : 0, RARE
		};
	if (!within(lead, 0xa1, 0xfe))
		return (struct character){ 0, 0 };
	if (lead == 0xa4 || lead == 0xa5)
		weight = COMMON;
	else if (lead <= 0xa8 || within(lead, 0xb0, 0xcf))
		weight = USUAL;
	else if (within(lead, 0xd0, 0xf4))
		weight = UNUSUAL;
	return (struct character){ 2, weight };
}

static struct character gb18030(const unsigned char *at, size_t len)
{
	unsigned char lead = at[0];
	int weight = RARE;

	if (!within(lead, 0x81, 0xfe) || len < 2)
		return (struct character){ 0, 0 };
	if (within(at[1], '0', '9'))
		return (struct character){
			len > 3 && within(at[2], 0x81, 0xfe) &&
					within(at[3], '0', '9')
				? 4
				: 0,
			RARE
		};
	if (!within(at[1], 0x40, 0xfe) || at[1] == 0x7f)
		return (struct character){ 0, 0 };
	if (at[1] < 0xa1)
		weight = RARE; /* what GBK added */
	else if (within(lead, 0xb0, 0xd7) || within(lead, 0xa1, 0xa3))
		weight = USUAL;
	else if (within(lead, 0xd8, 0xf7))
		weight = UNUSUAL;
	return (struct character){ 2, weight };
}

static struct character big5(const unsigned char *at, size_t len)
{
	unsigned char lead = at[0];
	int weight = RARE;

	if (!within(lead, 0x81, 0xfe) || len < 2 ||
	    (!within(at[1], 0x40, 0x7e) && !within(at[1], 0xa1, 0xfe)))
		return (struct character){ 0, 0 };
	if (within(lead, 0xa1, 0xc6))
		weight = USUAL;
	else if (within(lead, 0xc9, 0xf9))
		weight = UNUSUAL;
	return (struct character){ 2, weight };
}

static struct character euc_kr(const unsigned char *at, size_t len)
{
	unsigned char lead = at[0];
	int weight = RARE;

	if (!within(lead, 0x81, 0xfe) || len < 2 ||
	    (!within(at[1], 'A', 'Z') && !within(at[1], 'a', 'z') &&
	     !within(at[1], 0x81, 0xfe)))
		return (struct character){ 0, 0 };
	if (at[1] < 0xa1)
		weight = RARE; /* syllables that KS X 1001 has not */
	else if (within(lead, 0xb0, 0xc8) || within(lead, 0xa1, 0xa3))
		weight = USUAL;
	else if (within(lead, 0xca, 0xfd))
		weight = UNUSUAL;
	return (struct character){ 2, weight };
}

static const struct multibyte {
	const char *name;
	const char *systems[3]; /* what iconv() may call it */
	const char *common;
	struct character (*take)(const unsigned char *at, size_t len);
} encodings[] = {
	{ "Shift_JIS", { "CP932", "SHIFT_JIS", "SJIS" }, japanese, shift_jis },
	{ "EUC-JP", { "EUC-JP", "EUCJP" }, japanese, euc_jp },
	{ "GB18030", { "GB18030", "GBK" }, simplified, gb18030 },
	{ "Big5", { "BIG5", "BIG5-HKSCS", "CP950" }, traditional, big5 },
	{ "EUC-KR", { "EUC-KR", "CP949", "UHC" }, korean, euc_kr },
};

enum { ENCODINGS = sizeof(encodings) / sizeof(encodings[0]) };

/* --- The figure -----------------------------------------------------------
 */

/* Marks the two bytes of each common character; false if the system does not
 * know the encoding. */
static bool mark_common(const struct multibyte *encoding, unsigned char *set)
{
	iconv_t converter;
	const char *next = encoding->common;
	size_t left = strlen(next);

	if (!conversion_to(&converter, encoding->systems,
			   sizeof(encoding->systems) / sizeof(char *)))
		return false;
	while (left) {
		uint32_t point;
		size_t size = utf8_decode(next, left, &point);
		size_t in = size;
		unsigned char out[8];
		char *to = (char *)out;
		size_t room = sizeof(out);
		char *from;

		memcpy(&from, &next, sizeof(from));
		if (iconv(converter, (void *)&from, &in, &to, &room) !=
			    (size_t)-1 &&
		    room == sizeof(out) - 2) {
			unsigned index = out[0] * 256u + out[1];

			set[index / 8] |= (unsigned char)(1u << index % 8);
		}
		next += size;
		left -= size;
	}
	iconv_close(converter);
	return true;
}

/* The mean weight times SCALE. */
static int measure(const struct multibyte *encoding, const unsigned char *set,
		   const unsigned char *sample, size_t len, bool whole)
{
	long sum = 0;
	long count = 0;

	for (size_t i = 0; i < len;) {
		struct character found;

		if (sample[i] < 0x80) {
			i++;
			continue;
		}
		if (!whole && len - i < 4)
			break;
		found = encoding->take(sample + i, len - i);
		count++;
		if (!found.len) {
			sum += MISTAKE;
			i++;
			continue;
		}
		if (found.len == 2) {
			unsigned index = sample[i] * 256u + sample[i + 1];

			if (set[index / 8] & (1u << index % 8))
				found.weight = COMMON;
		}
		sum += found.weight;
		i += found.len;
	}
	return count ? (int)(sum * SCALE / count) : 0;
}

void multibyte_guess(const char *sample, size_t len, bool whole,
		     const char **name, int *most)
{
	unsigned char *set = memory_alloc(BITS / 8);

	for (size_t i = 0; i < ENCODINGS; i++) {
		int found;

		memset(set, 0, BITS / 8);
		if (!mark_common(&encodings[i], set))
			continue;
		found = measure(&encodings[i], set,
				(const unsigned char *)sample, len, whole);
		if (found > *most) {
			*most = found;
			*name = encodings[i].name;
		}
	}
	free(set);
}
