package extract

import (
	"testing"

	"dateline"
)

// In a script without capitals, names are found by what they are made of and what stands around them.
func TestNamesWithoutCapitals(t *testing.T) {
	languages, reader := open(t)
	for _, test := range []struct{ name, text, id, kind, alias string }{
		{"a given name and a last name, which then stands alone", "وصل محمد الساحلي إلى الميناء. وقال الساحلي إن العبارة تأخرت.", "محمد-الساحلي", "person", "الساحلي"},
		{"a rank before a name that no list has", "التقى العميد جلمود الساحلي مدير الميناء.", "جلمود-الساحلي", "person", ""},
		{"a name within quotation marks after its noun", "وصلت حركة «طالبان» إلى الميناء.", "taliban", "government", "حركة «طالبان"},
		{"a short word before the name is no part of it", "كان الميناء لطالبان.", "taliban", "government", "طالبان"},
		{"a short word within the name is", "وصل مقاتلو حركة الجهاد الإسلامي في فلسطين إلى الميناء.", "palestinian-islamic-jihad", "armed-group", "حركة الجهاد الإسلامي في فلسطين"},
		{"what a group is called once it is named in full", "وصل تنظيم القاعدة إلى الميناء. وقالت القاعدة إن العبارة تأخرت.", "al-qaeda", "armed-group", "القاعدة"},
	} {
		t.Run(test.name, func(t *testing.T) {
			doc := &dateline.Document{Text: test.text, Language: "ar", Published: &dateline.Published{At: "2024-05-03"},
				Paragraphs: []dateline.Paragraph{{Span: dateline.Span{From: 0, To: len(test.text)}}}}
			r := runSteps(t, languages, reader, doc)
			for _, a := range r.actors {
				if a.ID != test.id {
					continue
				}
				has := test.alias == ""
				for _, alias := range a.Aliases {
					has = has || alias == test.alias
				}
				if a.Kind != test.kind || !has {
					t.Errorf("got %s, %q; want %s, with %q", a.Kind, a.Aliases, test.kind, test.alias)
				}
				return
			}
			t.Errorf("got %d others, want %s", len(r.actors), test.id)
		})
	}
	// Without the full name, or with an adjective of its own, it is a word.
	for _, text := range []string{"وصلت العبارة إلى القاعدة قرب الميناء.", "وصل تنظيم القاعدة إلى الميناء. وقرب القاعدة الجوية عبارة."} {
		doc := &dateline.Document{Text: text, Language: "ar", Paragraphs: []dateline.Paragraph{{Span: dateline.Span{From: 0, To: len(text)}}}}
		for _, a := range runSteps(t, languages, reader, doc).actors {
			for _, alias := range a.Aliases {
				if alias == "القاعدة" {
					t.Errorf("%q names %s", text, a.ID)
				}
			}
		}
	}
}
