package page

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"

	"dateline"
)

// arabicPage is a page in Arabic letters; HEAD stands for what its head says of the charset.
const arabicPage = `<html dir="rtl"><head>HEAD<title>حريق في ميناء الصيد</title></head><body><h1>حريق في ميناء الصيد يلتهم ثلاثة قوارب</h1>
<p>التهم حريق ثلاثة قوارب في ميناء الصيد القديم فجر الثلاثاء، وقال قبطان إحدى السفن إن عاملين أصيبا بحروق طفيفة.</p>
<p>وأضاف القبطان أن رجال الإطفاء وصلوا بعد نصف ساعة، وأن الريح دفعت النار نحو مستودع الشباك قبل السيطرة عليها.</p></body></html>`

func TestArabicCharsetsWhateverIsDeclared(t *testing.T) {
	for _, c := range []struct {
		name        string
		in          encoding.Encoding // nil is UTF-8
		mark        string            // before the page
		declared    string            // in the page
		contentType string
		gap         bool
	}{
		{"Windows-1256 as declared", charmap.Windows1256, "", "windows-1256", "", false},
		{"Windows-1256 by the server's word", charmap.Windows1256, "", "", "text/html; charset=windows-1256", false},
		{"Windows-1256 undeclared", charmap.Windows1256, "", "", "text/html", false},
		{"Windows-1256 called UTF-8", charmap.Windows1256, "", "utf-8", "", true},
		{"Windows-1256 called Latin", charmap.Windows1256, "", "iso-8859-1", "", true},
		{"Windows-1256 called ISO-8859-6", charmap.Windows1256, "", "iso-8859-6", "", true},
		{"ISO-8859-6 as declared", charmap.ISO8859_6, "", "iso-8859-6", "", false},
		{"ISO-8859-6 by another of its names", charmap.ISO8859_6, "", "ASMO-708", "", false},
		{"ISO-8859-6 undeclared", charmap.ISO8859_6, "", "", "", false},
		{"ISO-8859-6 called Latin", charmap.ISO8859_6, "", "windows-1252", "", true},
		{"ISO-8859-6 called Windows-1256", charmap.ISO8859_6, "", "windows-1256", "", true},
		{"UTF-8 with a byte order mark", nil, "\xef\xbb\xbf", "", "", false},
		{"UTF-8 with a byte order mark, called Windows-1256", nil, "\xef\xbb\xbf", "windows-1256", "", true},
		{"UTF-8 called ISO-8859-6 by the server", nil, "", "utf-8", "text/html; charset=iso-8859-6", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			head := ""
			if c.declared != "" {
				head = `<meta http-equiv="Content-Type" content="text/html; charset=` + c.declared + `">`
			}
			b := []byte(c.mark + strings.Replace(arabicPage, "HEAD", head, 1))
			if c.in != nil {
				var err error
				if b, err = c.in.NewEncoder().Bytes(b); err != nil {
					t.Fatal(err)
				}
			}
			doc, gaps, err := Read(&dateline.Raw{Name: "page", Bytes: b, ContentType: c.contentType}, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if want := "حريق في ميناء الصيد يلتهم ثلاثة قوارب"; doc.Title != want {
				t.Errorf("got the title %q", doc.Title)
			}
			if !strings.Contains(doc.Text, "وأن الريح دفعت النار نحو مستودع الشباك") {
				t.Errorf("got the text %q", doc.Text)
			}
			told := false
			for _, g := range gaps {
				told = told || g.Code == dateline.GapCharset
			}
			if told != c.gap {
				t.Errorf("got a gap for the charset %v, want %v", told, c.gap)
			}
		})
	}
}

func TestWesternAndRussianPagesAreNotTakenForArabic(t *testing.T) {
	for _, c := range []struct {
		in   *charmap.Charmap
		text string
	}{
		{charmap.Windows1252, "Ça a été une forêt entière brûlée, où l'île même a été évacuée après l'été; l'âme de la fête, à Orléans, a été gâchée."},
		{charmap.Windows1252, "Größere Brände wüteten über München; Übung für Ämter, Öfen und Mühlen fällt überall spärlich aus."},
		{charmap.Windows1251, "Пожар уничтожил три лодки в старом порту, сообщил капитан. За два часа пламя было потушено, здание не пострадало."},
	} {
		b, err := c.in.NewEncoder().Bytes([]byte(c.text))
		if err != nil {
			t.Fatal(err)
		}
		if got := guess(b); got != c.in {
			t.Errorf("%s: got %v, want %v", c.text, got, c.in)
		}
	}
}
