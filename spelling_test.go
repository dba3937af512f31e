package dateline_test

import (
	"testing"

	"dateline"
)

// Names that are spellings of one.
var oneName = [][2]string{
	{"محمد الشريف", "Mohammed al-Sharif"}, {"محمد الشريف", "Muhammad Al Sharif"}, {"محمد الشريف", "Mohamed Cherif"}, {"Mohammed al-Sharif", "Muhammad al-Sherif"},
	{"أحمد قاسم", "Ahmed Qasim"}, {"أحمد قاسم", "Ahmad Kassem"}, {"يوسف القاضي", "Youssef al-Qadi"}, {"يوسف القاضي", "Yusuf al-Kadi"}, {"Youssef Qassim", "Yusuf Kassem"},
	{"معمر القذافي", "Muammar Gaddafi"}, {"معمر القذافي", "Moammar Qadhafi"}, {"معمر القذافي", "Muammar al-Qaddafi"}, {"Muammar Gaddafi", "Moammar Kadhafi"},
	{"حسن نصر الله", "Hassan Nasrallah"}, {"حسين العبادي", "Hussein al-Abadi"}, {"حسين العبادي", "Husayn Abadi"}, {"حسين العبادي", "Hossein al-Abadi"}, {"بشار الأسد", "Bashar al-Assad"}, {"بشار الأسد", "Bachar el-Assad"},
	{"عبد الفتاح السيسي", "Abdel Fattah al-Sisi"}, {"عبد الفتاح السيسي", "Abdul Fatah el-Sissi"}, {"عبد الرحمن السديس", "Abdul Rahman al-Sudais"}, {"عبد الرحمن السديس", "Abdurrahman Sudais"}, {"عبد الله صالح", "Abdullah Saleh"}, {"علي عبد الله صالح", "Ali Abdullah Saleh"}, {"علي عبد الله صالح", "Ali Abdallah Salih"},
	{"عبد الملك الحوثي", "Abdul-Malik al-Houthi"}, {"عبد الملك الحوثي", "Abdulmalik Houthi"}, {"عبدالملك الحوثي", "Abdel Malek al-Huthi"}, {"صلاح الدين شقير", "Salahuddin Shuqair"}, {"صلاح الدين شقير", "Salah al-Din Choucair"},
	{"خالد مشعل", "Khaled Meshaal"}, {"خالد مشعل", "Khalid Mishal"}, {"إسماعيل هنية", "Ismail Haniyeh"}, {"إسماعيل هنية", "Ismael Haniya"}, {"يحيى السنوار", "Yahya Sinwar"}, {"محمود عباس", "Mahmoud Abbas"}, {"محمود عباس", "Mahmud Abbas"},
	{"صدام حسين", "Saddam Hussein"}, {"صدام حسين", "Saddam Husain"}, {"نوري المالكي", "Nouri al-Maliki"}, {"نوري المالكي", "Nuri al-Maliki"}, {"مقتدى الصدر", "Moqtada al-Sadr"}, {"مقتدى الصدر", "Muqtada Sadr"}, {"أيمن الظواهري", "Ayman al-Zawahiri"}, {"أيمن الظواهري", "Ayman al-Zawahri"},
	{"أسامة بن لادن", "Osama bin Laden"}, {"أسامة بن لادن", "Usama bin Ladin"}, {"أبو بكر البغدادي", "Abu Bakr al-Baghdadi"}, {"أبو مصعب الزرقاوي", "Abu Musab al-Zarqawi"}, {"أبو محمد العدناني", "Abu Mohammed al-Adnani"}, {"أبو محمد العدناني", "Abou Mohamed el-Adnani"},
	{"جمال عبد الناصر", "Gamal Abdel Nasser"}, {"سعد الحريري", "Saad Hariri"}, {"رفيق الحريري", "Rafik Hariri"}, {"رفيق الحريري", "Rafiq al-Hariri"}, {"وليد جنبلاط", "Walid Jumblatt"}, {"وليد المعلم", "Walid al-Moallem"}, {"فاروق الشرع", "Farouk al-Sharaa"}, {"فاروق الشرع", "Faruq al-Shara"},
	{"طارق عزيز", "Tariq Aziz"}, {"طارق عزيز", "Tarek Aziz"}, {"ياسر عرفات", "Yasser Arafat"}, {"ياسر عرفات", "Yasir Arafat"}, {"جلال طالباني", "Jalal Talabani"}, {"مسعود بارزاني", "Masoud Barzani"}, {"مسعود بارزاني", "Massoud Barzani"}, {"فؤاد معصوم", "Fuad Masum"}, {"فؤاد معصوم", "Fouad Massoum"},
	{"خليفة حفتر", "Khalifa Haftar"}, {"فائز السراج", "Fayez al-Sarraj"}, {"فايز السراج", "Faiez Serraj"}, {"أحمد المسماري", "Ahmed al-Mismari"}, {"أحمد المسماري", "Ahmad Mesmari"}, {"عمر البشير", "Omar al-Bashir"}, {"عمر البشير", "Umar el-Bashir"},
	{"محمد حمدان دقلو", "Mohamed Hamdan Dagalo"}, {"عبد الفتاح البرهان", "Abdel Fattah al-Burhan"}, {"مختار بلمختار", "Mokhtar Belmokhtar"}, {"مختار بلمختار", "Moktar Belmokhtar"}, {"عبد المالك دروكدال", "Abdelmalek Droukdel"}, {"عبد العزيز بوتفليقة", "Abdelaziz Bouteflika"}, {"زين العابدين بن علي", "Zine al-Abidine Ben Ali"},
	{"راشد الغنوشي", "Rached Ghannouchi"}, {"راشد الغنوشي", "Rashid al-Ghannushi"}, {"حمادي الجبالي", "Hamadi Jebali"}, {"سليمان فرنجية", "Suleiman Frangieh"}, {"ميشال عون", "Michel Aoun"}, {"نبيه بري", "Nabih Berri"}, {"زياد النخالة", "Ziad al-Nakhalah"}, {"زياد النخالة", "Ziyad Nakhala"},
	{"فاطمة الزهراء", "Fatima al-Zahra"}, {"فاطمة الزهراء", "Fatimah az-Zahraa"}, {"عائشة القذافي", "Aisha Gaddafi"}, {"خديجة بن علي", "Khadija Ben Ali"}, {"شريف كواشي", "Cherif Kouachi"}, {"سعيد كواشي", "Said Kouachi"}, {"أنور العولقي", "Anwar al-Awlaki"}, {"أنور العولقي", "Anwar al-Aulaqi"},
	{"غسان كنفاني", "Ghassan Kanafani"}, {"ثامر السبهان", "Thamer al-Sabhan"}, {"هيثم المالح", "Haitham al-Maleh"}, {"معاذ الخطيب", "Moaz al-Khatib"}, {"معاذ الخطيب", "Muath al-Khateeb"}, {"رياض حجاب", "Riyad Hijab"}, {"رياض حجاب", "Riad Hijab"}, {"ذبيح الله مجاهد", "Zabihullah Mujahid"},
	{"Abdelkader Mansouri", "Abdul Qadir Mansuri"}, {"Hisham Ashmawi", "Hicham Achmaoui"}, {"Jihad Ibrahim", "Djihad Brahim"}, {"كتائب القسام", "Kataib al-Qassam"}, {"سرايا القدس", "Saraya al-Quds"}, {"جبهة النصرة", "Jabhat al-Nusra"},
}

// Names that are not.
var twoNames = [][2]string{
	{"محمد الشريف", "Mahmoud al-Sharif"}, {"محمود الشريف", "Mohammed al-Sharif"}, {"أحمد الشريف", "Mohammed al-Sharif"}, {"أحمد الشريف", "Hamed al-Sharif"}, {"حامد الشريف", "Ahmed al-Sharif"}, {"حسن الشريف", "Hussein al-Sharif"}, {"حسين الشريف", "Hassan al-Sharif"}, {"Hassan Saleh", "Hussein Saleh"}, {"Mohammed Saleh", "Mahmoud Saleh"},
	{"محمد الشريف", "Mohammed al-Sharifi"}, {"محمد الشريف", "Mohammed Shafiq"}, {"محمد الشريف", "Mohammed"}, {"الشريف", "Mohammed al-Sharif"}, {"محمد", "Mohammed al-Sharif"}, {"جمال خالد", "Jamil Khaled"}, {"جميل خالد", "Jamal Khalid"}, {"كمال حسن", "Kamil Hassan"}, {"سعد الحريري", "Said Hariri"}, {"سعيد الحريري", "Saad Hariri"},
	{"سالم القاضي", "Salim al-Qadi"}, {"سليم القاضي", "Salem al-Qadi"}, {"رشيد القاضي", "Rashad al-Qadi"}, {"رشاد القاضي", "Rashid al-Qadi"}, {"نصر الدين", "Nour al-Din"}, {"نور الدين زنكي", "Nasr al-Din Zanki"}, {"صلاح الدين شقير", "Salah Shuqair"}, {"عبد الله صالح", "Abdul Rahman Saleh"}, {"عبد الكريم قاسم", "Abdul Karim Jassim"}, {"جاسم محمد", "Qassem Mohammed"}, {"قاسم محمد", "Jassim Mohammed"},
	{"عبد الحميد علي", "Abdul Hamed Ali"}, {"عبد الحميد علي", "Abdul Majid Ali"}, {"عمر حسن", "Amir Hassan"}, {"عمر حسن", "Ammar Hassan"}, {"عمار حسن", "Omar Hassan"}, {"عامر حسن", "Omar Hassan"}, {"عمرو حسن", "Amir Hassan"}, {"خالد مشعل", "Khalil Mishal"}, {"خليل مشعل", "Khaled Meshaal"}, {"وليد جنبلاط", "Khaled Jumblatt"},
	{"طارق عزيز", "Tareq Azzam"}, {"طارق عزيز", "Tahir Aziz"}, {"ياسر عرفات", "Yasin Arafat"}, {"ياسين عرفات", "Yasser Arafat"}, {"فؤاد معصوم", "Fahd Masum"}, {"فهد معصوم", "Fuad Masum"}, {"فريد حسن", "Farid Hussein"}, {"مسعود بارزاني", "Mansour Barzani"}, {"مسعود بارزاني", "Masrour Barzani"}, {"نيجيرفان بارزاني", "Masoud Barzani"},
	{"رفيق الحريري", "Saad Hariri"}, {"بهاء الحريري", "Bahia Hariri"}, {"عثمان محمد", "Osama Mohammed"}, {"أسامة محمد", "Othman Mohammed"}, {"يونس علي", "Younis Alawi"}, {"يوسف علي", "Younis Ali"}, {"يحيى السنوار", "Yasser Sinwar"}, {"محمد السنوار", "Yahya Sinwar"}, {"إسماعيل هنية", "Saleh Ismail Haniya"}, {"إبراهيم حسن", "Ibrahim Hussein"},
	{"أبو بكر البغدادي", "Abu Omar al-Baghdadi"}, {"أبو عمر البغدادي", "Abu Bakr al-Baghdadi"}, {"أبو محمد العدناني", "Mohammed al-Adnani"}, {"أبو محمد الجولاني", "Abu Mohammed al-Adnani"}, {"أيمن الظواهري", "Mohammed al-Zawahiri"}, {"أسامة بن لادن", "Hamza bin Laden"}, {"حمزة بن لادن", "Osama bin Laden"}, {"سعد بن لادن", "Said bin Laden"},
	{"كتائب القسام", "Kataib al-Quds"}, {"سرايا القدس", "Saraya al-Salam"}, {"جبهة النصرة", "Jabhat al-Nasr"}, {"جيش الإسلام", "Jaish al-Salam"}, {"أنصار الإسلام", "Ansar al-Sunna"}, {"أنصار السنة", "Ansar al-Islam"}, {"جند الله", "Jund al-Sham"}, {"جند الشام", "Jund al-Islam"},
	{"خليفة حفتر", "Khaled Haftar"}, {"صدام حفتر", "Khalifa Haftar"}, {"صدام حسين", "Saddam Hassan"}, {"قصي حسين", "Uday Hussein"}, {"عدي حسين", "Qusay Hussein"}, {"طه ياسين", "Taha Yasser"}, {"هادي العامري", "Hani al-Amiri"}, {"هاني العامري", "Hadi al-Ameri"}, {"قيس الخزعلي", "Laith al-Khazali"}, {"نوري المالكي", "Noor al-Maliki"},
	{"زياد النخالة", "Zaid al-Nakhala"}, {"زيد النخالة", "Ziad al-Nakhala"}, {"فاطمة حسن", "Fatin Hassan"}, {"ليلى خالد", "Lina Khaled"}, {"سلمى حسن", "Salma Hussein"}, {"سمير جعجع", "Samar Geagea"}, {"سامر خالد", "Samir Khaled"}, {"سمير خالد", "Samer Khaled"}, {"نبيل فهمي", "Nabil Fahim"}, {"حسن روحاني", "Hussein Rouhani"},
	{"رامي مخلوف", "Rima Makhlouf"}, {"ماهر الأسد", "Mahir al-Sayed"}, {"رفعت الأسد", "Bashar al-Assad"}, {"علي مملوك", "Ali Malik"}, {"Ali Hassan", "Ali Hussein"}, {"Karim Jabr", "Karam Jaber"}, {"Salim Nasr", "Salman Nasr"}, {"Nasser Khalil", "Nasir Khalid"}, {"Amin Hamad", "Amin Hamdi"}, {"Jamal Hadi", "Kamal Hadi"},
}

func TestSameName(t *testing.T) {
	if len(oneName) < 100 || len(twoNames) < 100 {
		t.Fatalf("there are %d pairs of one name and %d of two", len(oneName), len(twoNames))
	}
	found, wrong := 0, 0
	for _, pair := range oneName {
		if _, _, ok := dateline.SameName(pair[0], pair[1]); ok {
			found++
		} else {
			t.Logf("%s and %s are one: %q, %q", pair[0], pair[1], dateline.Skeleton(pair[0]), dateline.Skeleton(pair[1]))
		}
		if _, _, ok := dateline.SameName(pair[1], pair[0]); ok != sameName(pair[0], pair[1]) {
			t.Errorf("%s and %s: it depends on which comes first", pair[0], pair[1])
		}
	}
	for _, pair := range twoNames {
		if why, _, ok := dateline.SameName(pair[0], pair[1]); ok {
			wrong++
			t.Logf("%s and %s are two: %s", pair[0], pair[1], why)
		}
	}
	recall, precision := float64(found)/float64(len(oneName)), float64(found)/float64(found+wrong)
	t.Logf("of %d pairs of one name %d are found, of %d of two names %d are taken for one: recall %.3f, precision %.3f", len(oneName), found, len(twoNames), wrong, recall, precision)
	if recall < 0.95 || precision < 0.95 {
		t.Errorf("recall %.3f, precision %.3f: both were 0.95 or better", recall, precision)
	}
}

func sameName(a, b string) bool {
	_, _, ok := dateline.SameName(a, b)
	return ok
}
