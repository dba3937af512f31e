package lang

import (
	"strings"
	"testing"
)

func TestIdentify(t *testing.T) {
	all := load(t)
	tests := []struct{ code, text string }{
		{"en", "Two soldiers were killed when a bomb exploded near the market, officials said on Tuesday."},
		{"fr", "Deux soldats ont été tués mardi dans l'explosion d'une bombe près du marché, selon la police."},
		{"es", "Dos soldados murieron el martes por la explosión de una bomba cerca del mercado, según la policía."},
		{"de", "Zwei Soldaten sind am Dienstag bei der Explosion einer Bombe in der Nähe des Marktes getötet worden."},
		{"it", "Due soldati sono morti martedì per l'esplosione di una bomba nei pressi del mercato, secondo la polizia."},
		{"pt", "Dois soldados morreram na terça-feira na explosão de uma bomba perto do mercado, segundo a polícia."},
		{"nl", "Twee soldaten zijn dinsdag omgekomen toen een bom ontplofte bij de markt, zegt de politie van het district."},
		{"tr", "Salı günü çarşı yakınında bir bombanın patlaması sonucu iki asker öldü, polis olayla ilgili bir kişiyi gözaltına aldı."},
		{"id", "Dua tentara tewas pada hari Selasa dalam ledakan bom di dekat pasar, kata polisi. Mereka adalah warga kota tersebut."},
		{"tl", "Patay ang dalawang sundalo sa pagsabog ng bomba malapit sa palengke, ayon sa mga pulis ng lungsod."},
		{"sw", "Wanajeshi wawili waliuawa siku ya Jumanne katika mlipuko wa bomu karibu na soko, polisi walisema kwa waandishi."},
		{"so", "Laba askari ayaa ku dhintay qarax ka dhacay suuqa magaalada, sida uu sheegay taliyaha ciidanka ee gobolka."},
		{"ha", "Sojoji biyu sun mutu a wani harin bam da aka kai kusa da kasuwa, in ji 'yan sanda na jihar."},
		{"pl", "Dwóch żołnierzy zginęło we wtorek w wybuchu bomby w pobliżu targu, jak podała policja, która nie zna sprawców."},
		{"ru", "Двое солдат погибли во вторник при взрыве бомбы у рынка, сообщила полиция. Это был не первый взрыв."},
		{"uk", "Двоє солдатів загинули у вівторок під час вибуху бомби біля ринку, повідомила поліція. Це не перший вибух."},
		{"ar", "قتل جنديان يوم الثلاثاء في انفجار قنبلة قرب السوق، وقالت الشرطة إن التحقيق جار في الحادث."},
		{"fa", "دو سرباز روز سه\u200cشنبه در انفجار یک بمب در نزدیکی بازار کشته شدند. پلیس گفت که تحقیقات ادامه دارد."},
		{"ur", "منگل کے روز بازار کے قریب ایک بم دھماکے میں دو فوجی ہلاک ہو گئے۔ پولیس کا کہنا ہے کہ تحقیقات جاری ہیں۔"},
		{"ps", "د سه شنبې په ورځ د بازار سره نږدې په یوه چاودنه کې دوه سرتیري ووژل شول، د پولیسو یو چارواکي وویل."},
		{"ckb", "ڕۆژی سێشەممە لە تەقینەوەی بۆمبێکدا لە نزیک بازاڕ دوو سەرباز کوژران و چەند کەسێکی تر بریندار بوون."},
		{"hi", "मंगलवार को बाज़ार के पास एक बम धमाके में दो सैनिक मारे गए, पुलिस ने कहा है।"},
		{"he", "שני חיילים נהרגו ביום שלישי בפיצוץ של מטען ליד השוק, כך אמרה המשטרה. הם לא היו תושבי העיר."},
		{"zh", "警方表示，星期二市场附近发生炸弹爆炸，造成两名士兵死亡，另有五人受伤，目前正在调查。"},
		{"ja", "火曜日に市場の近くで爆弾が爆発し、兵士二人が死亡したと警察が発表した。"},
		{"el", "Δύο στρατιώτες σκοτώθηκαν την Τρίτη από έκρηξη βόμβας κοντά στην αγορά."},
	}
	for _, test := range tests {
		t.Run(test.code, func(t *testing.T) {
			if code, sure := all.Identify(test.text); code != test.code || !sure {
				t.Errorf("got %q, sure %v, want %q", code, sure, test.code)
			}
		})
	}
}

func TestIdentifyByTheBody(t *testing.T) {
	const chrome = "Home News World Sport Business Share this on social media. Read more about this story and what to know. Sign in to comment. "
	body := strings.Repeat("قتل جنديان يوم الثلاثاء في انفجار قنبلة قرب السوق، وقالت الشرطة إن التحقيق جار في الحادث. ", 4)
	if code, sure := load(t).Identify(chrome + body); code != "ar" || !sure {
		t.Errorf("got %q, sure %v", code, sure)
	}
}

func TestIdentifyTooLittle(t *testing.T) {
	all := load(t)
	for _, text := range []string{"", "12:30", "Baidoa", "\xff\xfe\x00", "Xyzzy plugh"} {
		if code, sure := all.Identify(text); sure {
			t.Errorf("%q: got %q, sure", text, code)
		}
	}
}

func TestBadData(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"a key that does not exist", "name English\ncolour red", `x.txt:2:8: no such key: "colour"`},
		{"a value before any key", "  the", "x.txt:1:3: a value before any key"},
		{"an abbreviation without a dot", "abbreviation\n  Mr", `x.txt:2:3: "Mr" does not end with a dot`},
		{"a split without a bar", "split cannot", `x.txt:1:7: "cannot" has no bar within`},
		{"nothing", "", "x.txt:1:1: direction and sentence-end are required"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			err := new(Language).parse("x.txt", test.text)
			if err == nil || err.Error() != test.want {
				t.Errorf("got %v, want %s", err, test.want)
			}
		})
	}
	if _, err := parseKnown("known.txt", "script Runes"); err == nil || err.Error() != `known.txt:1:8: no such script: "Runes"` {
		t.Errorf("got %v", err)
	}
}
