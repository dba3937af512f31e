package lang

import (
	"errors"
	"strings"
	"testing"

	"dateline"
)

// What is written in Arabic letters is not Arabic for that: neighbours are told from
// it in a line, with its loan words, and typed on its keyboard.
func TestNeighboursOfArabicAreNotReadAsArabic(t *testing.T) {
	all := load(t)
	for _, c := range []struct{ code, text string }{
		{"fa", "انفجار بمب در بازار کابل سه کشته داشت"},
		{"fa", "حمله انتحاری به مسجد جامع هرات"},
		{"fa", "انفجار بمب در بازار كابل سه كشته داشت و مسئوليت آن را كسي به عهده نگرفت."},
		{"fa", "قتل، جرح، تخریب و ارعاب: اعلام جرم علیه متهمان حادثه در محکمه"},
		{"fa", "وزارت داخله اعلام کرد که عملیات نظامی علیه مخالفین مسلح در ولایت قندهار ادامه دارد."},
		{"fa", "به گزارش خبرگزاری محلی، مسئول امنیتی استان گفت: «ان شاء الله تعالی» عاملان این حمله دستگیر می\u200cشوند."},
		{"fa", "رئیس جمهور این حادثه را محکوم کرد"},
		{"fa", "کشته شدن چهار پلیس"},
		{"fa", "هلاکت دو تروریست در مرز"},
		{"fa", "مسئولان امنیتی: تلفات انفجار افزایش یافت"},
		{"ur", "کوئٹہ میں دھماکہ، تین افراد ہلاک"},
		{"ur", "وزیر داخلہ نے حملے کی مذمت کی ہے"},
		{"ur", "پشاور: مسجد پر خودکش حملہ"},
		{"ur", "صوبائی حکومت کے ترجمان کے مطابق حملہ آوروں کے خلاف آپریشن جاری ہے، انتظامیہ نے علاقے کا محاصرہ کر لیا۔"},
		{"ur", "بم دھماکے کے بعد شہر میں کرفیو"},
		{"ur", "انسداد دہشت گردی عدالت کا فیصلہ محفوظ"},
		{"ps", "په کابل کې چاودنه شوې ده"},
		{"ps", "د هلمند والي وايي چې درې کسان وژل شوي دي"},
		{"ps", "پر پولیسو ځانمرګی برید"},
		{"ps", "په ننګرهار کي د امنیتي ځواکونو عملیات پیل شول"},
		{"ps", "د دفاع وزارت د اعلامیې له مخې، د مخالفینو مشر په دې عملیاتو کې ووژل شو."},
		{"ckb", "تەقینەوەیەک لە کەرکووک"},
		{"ckb", "دوو پێشمەرگە شەهید بوون"},
		{"ckb", "وەزارەتی ناوخۆ: تاوانبارەکە دەستگیر کرا"},
		{"ckb", "له\u200c كه\u200cركوك ته\u200cقینه\u200cوه\u200cیه\u200cك روویدا و دوو كه\u200cس بریندار بوون"},
		{"ckb", "هێرشی تیرۆریستی بۆ سەر مزگەوتێک لە مووسڵ"},
		{"ckb", "ئەنجومەنی وەزیران و سەرۆکی هەرێم ئیدانەی هێرشەکەیان کرد"},
		{"ar", "مقتل ثلاثة في انفجار وسط كابل"},
		{"ar", "إصابة خمسة مدنيين في قصف على السوق"},
		{"ar", "مقتل محمد پاكپور وعلي گلستاني في هجوم على چابهار، وفق وكالة تسنيم"},
		{"ar", "قال پزشكيان إن الهجوم في زاهدان نفذه جيش العدل، ونقلت صحيفة كيهان عن چمران أن المهاجمين قتلوا."},
		{"ar", "اعلن المتحدث باسم الشرطة الایرانیة ان مسلحین قتلوا شرطیین فی مدینة زاهدان"},
		{"ar", "ونقلت وكالة «باژنيوز» عن مصدر في السليمانية أن طائرة مسيرة قصفت قرية گرميان"},
		{"ar", "قُتِلَ جُنْدِيَّانِ فِي انْفِجَارِ عُبُوَّةٍ عَلَى الطَّرِيقِ"},
		{"ar", "ﻗﺘﻞ ﺟﻨﺪﻳﺎﻥ ﻓﻲ ﺍﻧﻔﺠﺎﺭ ﻋﺒﻮﺓ ﻋﻠﻰ ﺍﻟﻄﺮﻳﻖ"},
		{"ar", "الشرطة: القبض على منفذ الهجوم"},
	} {
		if code, _ := all.Identify(c.text); code != c.code {
			t.Errorf("%s: got %q, want %q", c.text, code, c.code)
		}
	}
}

func TestLanguageIsThatOfTheReport(t *testing.T) {
	const (
		english = "Gunmen fired on a fishing boat off the island at dawn and killed two of its crew, the harbour master said."
		arabic  = "أطلق مسلحون النار على قارب صيد قبالة الجزيرة فجرا وقتلوا اثنين من طاقمه، كما قال مدير الميناء."
		persian = "افراد مسلح بامداد امروز به یک قایق ماهیگیری در نزدیکی جزیره تیراندازی کردند و دو تن از خدمه آن را کشتند."
	)
	around := map[string]string{
		"en": strings.Repeat("Boats leave the old harbour again after the storm. ", 6),
		"ar": strings.Repeat("عودة المراكب إلى الميناء القديم بعد العاصفة. ", 6),
	}
	for _, c := range []struct{ around, body, code string }{
		{"ar", english, "en"}, {"en", arabic, "ar"}, {"ar", persian, "fa"}, {"ar", arabic, "ar"}, {"en", english, "en"},
	} {
		doc := &dateline.Document{}
		for _, p := range []struct {
			kind dateline.ParagraphKind
			text string
		}{{dateline.Title, around[c.around]}, {dateline.Caption, around[c.around]}, {dateline.Body, c.body}, {dateline.Note, around[c.around]}} {
			from := len(doc.Text)
			doc.Text += p.text
			doc.Paragraphs = append(doc.Paragraphs, dateline.Paragraph{Span: dateline.Span{From: from, To: len(doc.Text)}, Kind: p.kind})
			doc.Text += "\n\n"
		}
		_, err := load(t).Analyze(doc)
		if doc.Language != c.code {
			t.Errorf("a report in %s amid %s: got %q", c.code, c.around, doc.Language)
		}
		if _, unread := errors.AsType[*UnreadError](err); unread != (c.code == "fa") {
			t.Errorf("a report in %s amid %s: got %v", c.code, c.around, err)
		}
	}
}
