/* SPDX-License-Identifier: ISC */
/* The languages that are known, each with the words that give it away. */
#include "document/language/table.h"

const struct language_row language_table[] = {
	{ "af", "Afrikaans", "afrikaans", "ZA", "", SCRIPT_LATIN,
	  "die en van is het nie wat om te in vir aan dat op sy met hy was "
	  "hulle "
	  "sal ook ek jy kan word as maar wees nog deur uit oor na ons toe "
	  "daar "
	  "hierdie geen of dit by so tot moet jou waar reeds" },
	{ "as", "Assamese", "অসমীয়া", "IN", "", SCRIPT_BENGALI,
	  "আৰু এই কৰা হয় কৰিব পৰা বাবে নাই এটা আপুনি সৈতে যদি পিছত তেওঁ কৰে হৈছে "
	  "ওপৰত কৰি পাৰে নহয় আপোনাৰ লগত মোৰ তেওঁৰ হলে ব্যৱহাৰ কৰক যেতিয়া এনে "
	  "ইয়াত নতুন" },
	{ "ast", "Asturian", "asturianu", "ES", "", SCRIPT_LATIN,
	  "de la y el que en los les del por un una con pa nun ye foi d al "
	  "como "
	  "tamién dende so esti esta qu na nel ente o más ser tien yera pol "
	  "cola hai cuando ensin dientro entós agora sicasí" },
	{ "be", "Belarusian", "беларуская", "BY", "", SCRIPT_CYRILLIC,
	  "і ў не на што з да як у ён гэта для па але ад яго іх яны якія каб "
	  "былі "
	  "быў калі толькі таксама ці або вы мы яна было гэтага можна які пры "
	  "пасля так яшчэ яе трэба ёсць праз якой дзе вельмі" },
	{ "bg", "Bulgarian", "български", "BG", "", SCRIPT_CYRILLIC,
	  "и на да се в за от не е с по че са като ще му но до това или ги "
	  "беше "
	  "си със които ли той тя бе така има при може още след само който "
	  "което "
	  "към през във тази този аз бил ако когато бъде защото където тук" },
	{ "bn", "Bengali", "বাংলা", "BD IN", "", SCRIPT_BENGALI,
	  "এবং এই করা হয় করে না থেকে একটি তার জন্য যে আমি তিনি সে হবে আর কিন্তু "
	  "ও করতে হয়ে সঙ্গে তারা কোন আপনি আমার ছিল এক পারে নেই যায় পর" },
	{ "ca", "Catalan", "català", "ES", "", SCRIPT_LATIN,
	  "de la i que el a les els en un per amb una és no del es al com seva "
	  "ha "
	  "més seu va són o si aquest aquesta també van pel dels però què fer "
	  "quan molt tot entre sobre ser hi li ho ens jo havia des així on "
	  "això "
	  "perquè només podeu cada us fins està d l s n aquests sense tots" },
	{ "cs", "Czech", "čeština", "CZ", "", SCRIPT_LATIN,
	  "a se v na je že s z do o k i to jako za by který ve pro po si tak "
	  "ale "
	  "jsou jeho od nebo aby jsem bylo byl již která které jen co pod také "
	  "při až být byla není když už jak má může podle před nebyl ze jsme "
	  "kde "
	  "této pouze více tím proto nic něco však své svých" },
	{ "cy", "Welsh", "cymraeg", "GB", "", SCRIPT_LATIN,
	  "y yr yn a i o ar ac am ei mae wedi oedd ni fod gan ond hyn sydd "
	  "hefyd "
	  "eu at cael rhwng dros hwn hon ein fel nid mewn pan yw oes" },
	{ "da", "Danish", "dansk", "DK", "", SCRIPT_LATIN,
	  "og i at det er en til på af der de den for ikke med som han et har "
	  "jeg "
	  "om var hun men så vi sig kan fra eller man efter ved blev mig du "
	  "hvad "
	  "nu op dem os skal hvis deres noget når meget hvor være dig ud kun "
	  "mellem også uden havde hvordan igen bliver over ham selv end kunne "
	  "gøre gør sådan nogle nogen gennem anden andet hende blive blevet "
	  "været "
	  "giver mere flere første bruge bruges måde således uanset findes" },
	{ "de", "German", "deutsch", "DE AT CH", "", SCRIPT_LATIN,
	  "der die und in den von zu das mit sich des auf für ist im dem nicht "
	  "ein eine als auch es an werden aus er hat dass daß sie nach wird "
	  "bei "
	  "einer um am sind noch wie einem über einen so zum war haben nur "
	  "oder "
	  "aber vor zur bis mehr durch man sein wurde wenn kann ich hatte wir "
	  "ihr "
	  "was diese dieser keine schon unter" },
	{ "el", "Greek", "ελληνικά", "GR", "", SCRIPT_GREEK, "" },
	{ "en", "English", "english", "US GB AU CA ZA", "", SCRIPT_LATIN,
	  "the of and to a in is that it for was on with as he be at by i this "
	  "had not are but from or have an they which you were his her she "
	  "there "
	  "their one all we him been has when who will no more if so out what "
	  "would its about than into them can only other some could these two "
	  "may "
	  "then do my our such like most over should where while your" },
	{ "eo", "Esperanto", "esperanto", "", "", SCRIPT_LATIN,
	  "la de kaj en estas al ne mi li ke por kun ĉi ĝi sed estis el vi sur "
	  "kiu kiuj pri ili per kiel tio tiu oni se ankaŭ ĉiuj pli aŭ kio "
	  "jam" },
	{ "es", "Spanish", "español", "ES MX AR CO CL PE VE US", "",
	  SCRIPT_LATIN,
	  "de la que el en y a los se del las un por con no una su para es al "
	  "lo "
	  "como más pero sus le o fue este ha sí porque esta entre cuando muy "
	  "sin "
	  "sobre ser también me hasta hay donde quien desde todo nos durante "
	  "uno "
	  "ni ese eso había ante ellos esto mí él está son yo puede qué si "
	  "están "
	  "cada sólo así aquí aunque hace tiene otros otro era usted" },
	{ "et", "Estonian", "eesti", "EE", "", SCRIPT_LATIN,
	  "ja on ei et ta see oli kui ka ma mis ning aga oma või nii siis seda "
	  "selle mida kes veel ole tema nagu kuid sest välja saab pole juba "
	  "kõik "
	  "üks me nad üle olid kas sa ainult" },
	{ "eu", "Basque", "euskara", "ES", "", SCRIPT_LATIN,
	  "eta da ez du bat zen ere izan zuen dira hau dute baina egin hori "
	  "ziren "
	  "edo den bere beste dela gero dago baino behar gure duen zuten honen "
	  "baita zer horrek dut hala oso" },
	{ "fi", "Finnish", "suomi", "FI", "", SCRIPT_LATIN,
	  "ja on ei että oli se hän mutta ovat kun myös kuin tai jos niin sen "
	  "ole "
	  "joka voi mukaan jotka vain ollut sitä siitä hänen jo nyt tämä minä "
	  "sekä sitten mitä vielä kaikki ne olla tämän mikä eivät voit mikäli "
	  "sinun jonka siihen kuten tästä eikä jossa johon tulee tällöin "
	  "kautta" },
	{ "fo", "Faroese", "føroyskt", "FO", "", SCRIPT_LATIN,
	  "og í at á ið er sem til um var av hann við fyri ikki ein frá eru "
	  "hevur men teir tað hon eisini vóru kann skal úr ella so hava tá "
	  "eftir nógv bert" },
	{ "fr", "French", "français", "FR CA BE CH", "", SCRIPT_LATIN,
	  "de la le et les des en un du une que est pour qui dans a par plus "
	  "pas "
	  "au sur ne se il ce l d qu sont avec mais on ou s n son cette aux "
	  "ses "
	  "je elle nous vous leur été comme ces tout était être même ont deux "
	  "fait sans peut c y bien sa où si lui dont encore très ils leurs "
	  "aussi "
	  "j avait entre faire après votre avez cela" },
	{ "fy", "Western Frisian", "frysk", "NL", "", SCRIPT_LATIN,
	  "de fan it en in is dat te op yn mei foar net oan as wie hy hat ek "
	  "by "
	  "sa mar om wurdt troch ha binne har syn út dy neffens noch nei wurde "
	  "ûnder tusken hiel wêr" },
	{ "ga", "Irish", "gaeilge", "IE", "", SCRIPT_LATIN,
	  "an na agus ar a is go i bhí sé tá le do ag ach nach seo sin ní sí "
	  "mar "
	  "raibh ó de é siad bhfuil leis ina chun gur nó faoi ann féin don air "
	  "mé "
	  "níos eile gach cad" },
	{ "gl", "Galician", "galego", "ES", "", SCRIPT_LATIN,
	  "de a o que e do da en un os para unha no as na con por se non dos é "
	  "ao "
	  "máis como das súa pola polo mais seu ou ser foi tamén nun esta este "
	  "entre nunha ten moi pero aos cando ata desde son sobre iso hai isto "
	  "xa "
	  "onde así sen pode nos á só ela ese estes foron cada está fai" },
	{ "gu", "Gujarati", "ગુજરાતી", "IN", "", SCRIPT_GUJARATI, "" },
	{ "he", "Hebrew", "עברית", "IL", "", SCRIPT_HEBREW, "" },
	{ "hi", "Hindi", "हिन्दी", "IN", "", SCRIPT_DEVANAGARI,
	  "के है में की और का से को पर एक यह हैं कि भी नहीं ने इस हो करने लिए तो "
	  "ही या था कर जो अपने वह आप किया गया साथ थे मैं थी हम यदि होता सकते" },
	{ "hr", "Croatian", "hrvatski", "HR", "", SCRIPT_LATIN,
	  "i u je se na da za su od s ne to koji a kao o iz do će koje što ili "
	  "sa "
	  "koja bi ako samo ali po nije kako te sve još može bio više prema "
	  "gdje "
	  "nakon bilo između uvijek također već mu prije uz kad tko tijekom "
	  "svoje "
	  "vrijeme riječ dio kroz zbog dvije bez biti ovo biste možete želite "
	  "sustava naziv pomoću ondje tjedna gotovo uopće netko itko ovdje "
	  "poslije nitko putem ponovno sljedeći sljedeće primjer primjerice "
	  "općenito opći svijet mjesto riječi mogao mjesta kojega ukoliko "
	  "zatim" },
	{ "hu", "Hungarian", "magyar", "HU", "", SCRIPT_LATIN,
	  "a az és hogy nem is egy ez meg de csak volt már van mint ha el még "
	  "azt "
	  "vagy azonban sem majd én lehet kell minden ezt pedig ki aki amely "
	  "mert "
	  "után között így igen akkor mi úgy nagyon vannak olyan fel lett nagy "
	  "ezek alatt illetve ami voltak több" },
	{ "hy", "Armenian", "հայերեն", "AM", "", SCRIPT_ARMENIAN, "" },
	{ "id", "Indonesian", "bahasa indonesia", "ID", "", SCRIPT_LATIN,
	  "yang dan di untuk dengan ini itu dari dalam tidak pada akan ke "
	  "adalah "
	  "oleh atau juga ada saya sebagai anda dapat bisa telah mereka kami "
	  "lebih karena seperti tersebut kita bahwa hanya sudah secara dia "
	  "sebuah "
	  "menjadi jika saat harus ia" },
	{ "is", "Icelandic", "íslenska", "IS", "", SCRIPT_LATIN,
	  "og að í á er sem til um var ekki við hann með en það af fyrir eru "
	  "ég "
	  "hún frá eða þá því upp voru svo verið hafa þar þegar eins þeir þess "
	  "þau sér hefur úr yfir ef þú sé mér nú eftir hans" },
	{ "it", "Italian", "italiano", "IT CH", "", SCRIPT_LATIN,
	  "di e che il la in un a per è una non si con i da del le come più "
	  "dei "
	  "al della sono alla ma anche nel o l gli lo se delle ha su questo "
	  "dal "
	  "cui nella essere era stato degli dell aveva così quando questa "
	  "dalla "
	  "ai fu ed mi ci loro molto ancora tra io dopo solo tutto perché suo "
	  "sua "
	  "può d c fra chi quale ne cosa hanno senza quello sia" },
	{ "ka", "Georgian", "ქართული", "GE", "", SCRIPT_GEORGIAN, "" },
	{ "kk", "Kazakh", "қазақ", "KZ", "", SCRIPT_CYRILLIC,
	  "және мен бір бұл үшін да де деп болып бар ол жоқ осы туралы еді "
	  "болды "
	  "екі ең оның бойынша сол емес ғана болған" },
	{ "kn", "Kannada", "ಕನ್ನಡ", "IN", "", SCRIPT_KANNADA, "" },
	{ "la", "Latin", "latina", "", "", SCRIPT_LATIN,
	  "et in est non ad ut cum quod si qui sed ex quae de nec per esse "
	  "sunt "
	  "aut enim ab hoc atque etiam id quam neque tamen ita eius erat quo "
	  "autem nihil me mihi se te ac nam haec ipse quidem omnia" },
	{ "lb", "Luxembourgish", "lëtzebuergesch", "LU", "", SCRIPT_LATIN,
	  "an de d ass net ech vun dat mat fir op eng e och sinn wéi hunn gëtt "
	  "awer nach zu ze hien si dës war huet méi no déi bei iwwer oder kann "
	  "well ginn den en hat als" },
	{ "lt", "Lithuanian", "lietuvių", "LT", "", SCRIPT_LATIN,
	  "ir kad į yra su iš kaip o tai bet buvo jis jo ar ne per apie dar "
	  "tik "
	  "nuo po prie savo už taip jau ji jie kai gali pagal jei buvę labai "
	  "jų "
	  "iki arba pat nėra šio ką dėl bus būti norėdami galite" },
	{ "lv", "Latvian", "latviešu", "LV", "", SCRIPT_LATIN,
	  "un ir ar no uz ka par kas bija tas ko kā to arī gan bet vai pie "
	  "viņš "
	  "pēc kad nav lai tā ja šo jau ap tikai līdz vēl viņa būt tiek tur "
	  "tad "
	  "šī varat savu kurā var es jūs" },
	{ "mk", "Macedonian", "македонски", "MK", "", SCRIPT_CYRILLIC,
	  "и на во да се од за е со не што го ќе ги а до по како но кој му или "
	  "тоа беше сите она која нив бил кои таа ја само ова овој ако еден "
	  "биде "
	  "исто така може има" },
	{ "ml", "Malayalam", "മലയാളം", "IN", "", SCRIPT_MALAYALAM, "" },
	{ "mn", "Mongolian", "монгол", "MN", "", SCRIPT_CYRILLIC,
	  "нь юм байна энэ гэж байсан ба бол тэр болон нэг хийх өөр эсвэл "
	  "гэсэн "
	  "бид тухай мөн дээр байгаа түүний би байдаг болно тул" },
	{ "mr", "Marathi", "मराठी", "IN", "", SCRIPT_DEVANAGARI,
	  "आणि आहे या व तो च्या हे नाही ते आहेत होते होता त्या करण्यासाठी मध्ये "
	  "तर ही किंवा असे त्याच्या आपल्या हा मी काही केला वर एक साठी करा तुम्ही "
	  "आपण नाहीत येथे असेल त्यांच्या होतो आली अशा जर शकता ह्या असल्यास शकते "
	  "याची" },
	{ "nb", "Norwegian Bokmål", "norsk bokmål", "NO", "no nn", SCRIPT_LATIN,
	  "og i det er på til som en å for av at den de med ikke han et har "
	  "var "
	  "fra jeg om men så seg hun kan vi eller etter ble skal nå ved meg "
	  "deg "
	  "hva dem oss noe når mye hvor være ut opp bare mellom også uten "
	  "hadde "
	  "hvordan igjen blir over ham selv enn kunne du hvis deres man inn "
	  "siden "
	  "måtte noen gjøre gjør slik gjennom annen annet henne bli blitt vært "
	  "gir mer flere første bruke brukes måte altså finnes fram frem" },
	{ "ne", "Nepali", "नेपाली", "NP", "", SCRIPT_DEVANAGARI,
	  "र छ को मा हो यो पनि छन् लागि गर्न भएको थियो भने गरेको तथा हरू त्यो "
	  "गर्ने कुनै एक यस" },
	{ "nl", "Dutch", "nederlands", "NL BE", "", SCRIPT_LATIN,
	  "de van het een en in is dat op te zijn met voor niet die aan er om "
	  "ook "
	  "als dan maar bij nog uit door naar heeft hij wordt werd worden over "
	  "ik "
	  "ze zich was tot je hebben deze zou kan meer wat hun geen of had "
	  "haar u "
	  "wel moet zo al kunnen dit veel tegen zij we" },
	{ "nn", "Norwegian Nynorsk", "norsk nynorsk", "NO", "no nb",
	  SCRIPT_LATIN,
	  "og i det er på til som ein å for av at den dei med ikkje han eit "
	  "har "
	  "var frå eg om men så seg ho kan vi eller etter vart skal no ved meg "
	  "kva oss noko når mykje kvar vere ut opp berre mellom også utan "
	  "hadde "
	  "korleis igjen blir sjølv enn kunne du viss deira ei nokon dette si "
	  "gjere gjer slik nokre gjennom annan anna henne bli blitt vore gjev "
	  "meir fleire første bruke brukast måte altså finst fram same" },
	{ "no", "Norwegian", "norsk", "NO", "nb nn", SCRIPT_LATIN, "" },
	{ "oc", "Occitan", "occitan", "FR", "", SCRIPT_LATIN,
	  "de la e lo los las que en del amb per un una dins es son aquò qu "
	  "ont "
	  "mas pas tanben coma aver fa èra au sus dempuèi dels al se l d lor "
	  "aqueste aquesta mai entre" },
	{ "or", "Oriya", "ଓଡ଼ିଆ", "IN", "", SCRIPT_ORIYA, "" },
	{ "pa", "Punjabi", "ਪੰਜਾਬੀ", "IN", "", SCRIPT_GURMUKHI, "" },
	{ "pl", "Polish", "polski", "PL", "", SCRIPT_LATIN,
	  "w i na z się do nie że to jest o jak po od za przez dla co a tym "
	  "ale "
	  "są jego tylko już był być ze który jej oraz było może także czy ich "
	  "tego go lub gdy jako pod przy które ma tak sobie była kiedy bardzo "
	  "jeszcze więc tej która aby można jeśli bo też przed" },
	{ "pt", "Portuguese", "português", "PT BR", "", SCRIPT_LATIN,
	  "de a o que e do da em um para é com não uma os no se na por mais as "
	  "dos como mas foi ao ele das tem à seu sua ou ser quando muito há "
	  "nos "
	  "já está eu também só pelo pela até isso ela entre era depois sem "
	  "mesmo "
	  "aos ter seus quem nas me esse eles estão você tinha foram essa num "
	  "nem "
	  "suas meu às numa pelos são uns lhe pode isto" },
	{ "ro", "Romanian", "română", "RO", "", SCRIPT_LATIN,
	  "de și şi în a la cu pe nu care o din că mai un este să au ce fi ca "
	  "pentru el sunt al sau lui prin dar se le fost era ai am după său "
	  "această acest unui unei ei cele despre asupra când foarte dacă "
	  "poate "
	  "numai ori fără între ale decât va nici avea toate puteți" },
	{ "ru", "Russian", "русский", "RU", "", SCRIPT_CYRILLIC,
	  "и в не на что с он как а это по но к из у за от его же все то был "
	  "для "
	  "так о бы я она до было мы только вы ее её или их была ещё еще если "
	  "быть при чтобы может когда уже нет даже мне меня этого того есть "
	  "были "
	  "который которые очень себя под этом можно со" },
	{ "sk", "Slovak", "slovenčina", "SK", "", SCRIPT_LATIN,
	  "a v sa na je že s z do o k aj to ako za by ktorý vo pre po si tak "
	  "ale "
	  "sú jeho od alebo aby som bolo bol už ktorá ktoré len čo pod tiež "
	  "pri "
	  "až byť bola nie keď môže podľa pred zo sme kde iba viac preto však "
	  "svoje nič ešte kto bude ich mu má" },
	{ "sl", "Slovenian", "slovenščina", "SI", "", SCRIPT_LATIN,
	  "in je v na se za da so z ki ne pa s po bi tudi kot od sem bil ali "
	  "še "
	  "kako iz pri do ko če bilo lahko bila kaj samo ga bo jih le ni že mu "
	  "več o smo zelo vse med kjer pred brez kadar" },
	{ "sq", "Albanian", "shqip", "AL", "", SCRIPT_LATIN,
	  "të e në i një dhe për me që nga më është si nuk do ka se ai u duke "
	  "por "
	  "ishte janë kjo ky kur tij së këtë edhe mund" },
	{ "sr", "Serbian", "српски", "RS", "", SCRIPT_CYRILLIC,
	  "и у је се на да за су од са не то који а као о из до ће које што "
	  "или "
	  "која би ако само али по није како те све још може био више према "
	  "где "
	  "након било између увек такође већ му пре уз кад ја он јер овај овде "
	  "две после путем следећи следеће пример опште свет место речи могао "
	  "они "
	  "онда затим можете ово вам ваш желите" },
	{ "sr", "Serbian", "srpski", "Latn RS", "", SCRIPT_LATIN,
	  "i u je se na da za su od s ne to koji a kao o iz do će koje što ili "
	  "sa "
	  "koja bi ako samo ali po nije kako te sve još može bio više prema "
	  "gde "
	  "nakon bilo između uvek takođe već mu pre uz kad ko tokom svoje "
	  "vreme "
	  "reč deo kroz zbog dve bez biti ovo biste možete želite sistema ime "
	  "pomoću šta ovde ponovo neko uopšte niko hteo posle putem sledeći "
	  "sledeće primer opšte svet mesto reči mogao ona onda zatim" },
	{ "sv", "Swedish", "svenska", "SE FI", "", SCRIPT_LATIN,
	  "och i att det som en på är av för med till den har de inte om ett "
	  "men "
	  "var jag sig från så vi kan man när år under också efter eller nu "
	  "sin "
	  "där vid mot ska skulle kommer ut får finns vara hade alla andra "
	  "mycket "
	  "än här då sedan över bara in blir upp även vad hur utan dig mig" },
	{ "sw", "Swahili", "kiswahili", "", "", SCRIPT_LATIN,
	  "ya na wa kwa ni katika za la kuwa cha hii kama watu hiyo au yake "
	  "ambao "
	  "huo sana lakini bila pia yao wakati hivyo" },
	{ "ta", "Tamil", "தமிழ்", "IN LK", "", SCRIPT_TAMIL, "" },
	{ "te", "Telugu", "తెలుగు", "IN", "", SCRIPT_TELUGU, "" },
	{ "th", "Thai", "ไทย", "TH", "", SCRIPT_THAI, "" },
	{ "tr", "Turkish", "türkçe", "TR", "", SCRIPT_LATIN,
	  "ve bir bu da için de ile çok olarak daha olan gibi en ne kadar "
	  "sonra "
	  "ama değil var o ancak her ya olduğu ki veya mi ise göre tarafından "
	  "olduğunu diye şey yok ben" },
	{ "uk", "Ukrainian", "українська", "UA", "", SCRIPT_CYRILLIC,
	  "і в на не що з до у та як він це для за але від його й є про так по "
	  "ви "
	  "ми вона було був бути або її їх які який щоб коли лише також якщо "
	  "із "
	  "може ще вони то при ж тільки були можна після чи мене під цього цей "
	  "вже якого" },
	{ "vi", "Vietnamese", "tiếng việt", "VN", "", SCRIPT_LATIN,
	  "và của là có trong được không cho với các một những này người để đã "
	  "khi ra như đến từ vào cũng tôi nhưng trên về đó bạn hay phải" },
	{ "zu", "Zulu", "isizulu", "ZA", "", SCRIPT_LATIN,
	  "ukuthi futhi uma noma kodwa ngoba kanye lokhu kusho ngenxa ukuze "
	  "wathi "
	  "lapho nje khona yini ngokuthi manje yena le laba umuntu abantu "
	  "konke" },
};
const size_t language_table_count =
	sizeof(language_table) / sizeof(language_table[0]);
