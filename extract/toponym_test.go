package extract

import (
	"strings"
	"testing"

	"dateline"
)

// A name that many places bear is taken for the one that the report's words speak for.
func TestToponyms(t *testing.T) {
	languages, reader := open(t)
	for _, test := range []struct {
		name, text, address string
		want                []string // name, division and country of each place, in order; "-" for a nationality's country
	}{
		{"the division after a comma", "A ferry sank off Paris, Texas, at dawn.", "", []string{"Paris/Texas/US", "Texas/Texas/US"}},
		{"its short form with a dot", "A ferry sank in Columbia, Mo., at dawn.", "", []string{"Columbia/Missouri/US", "Missouri/Missouri/US"}},
		{"its code", "The boat left Portland, ME, at dawn.", "", []string{"Portland/Maine/US", "Maine/Maine/US"}},
		{"a code that stands alone is none", "Mo left the boat in OR at dawn.", "", nil},
		{"a title is no short form", "Ms. Heron left the harbour.", "", nil},
		{"the largest where nothing speaks for another", "Farmers met in Birmingham on Monday.", "", []string{"Birmingham/England/GB"}},
		{"other places of the division", "The train from Tuscaloosa to Huntsville stood still. Farmers met in Birmingham.", "", []string{"Tuscaloosa/Alabama/US", "Huntsville/Alabama/US", "Birmingham/Alabama/US"}},
		{"the country is named", "In Canada, farmers met in London and Hamilton.", "", []string{"Canada//CA", "London/Ontario/CA", "Hamilton/Ontario/CA"}},
		{"the outlet's home", "The ferry of Dublin was sold.", "https://www.columbuslocalnews.com/ferry", []string{"Dublin/Ohio/US"}},
		{"one of each name in the whole report", "Farmers met in Lebanon, Pennsylvania. The ferry of Lebanon was sold.", "", []string{"Lebanon/Pennsylvania/US", "Pennsylvania/Pennsylvania/US"}},
		{"a list of divisions holds no town of the next", "Rain fell in Ohio, Oklahoma, Pennsylvania and Texas.", "", []string{"Ohio/Ohio/US", "Oklahoma/Oklahoma/US", "Pennsylvania/Pennsylvania/US", "Texas/Texas/US"}},
		{"a country before its capital that is called so too", "The farmers of Mexico met those of Peru.", "", []string{"Mexico//MX", "Peru//PE"}},
		{"a county", "Farmers of Laurel County, Kentucky, met.", "", []string{"Laurel County/Kentucky/US", "Kentucky/Kentucky/US"}},
		{"a part of a place is no person", "Metro Lagos was dry, and so was North West Kano.", "", []string{"Lagos/Lagos/NG", "Kano/Kano/NG"}},
		{"a family name is no small town", "The ferryman Kwesi Millington left. Millington was late.", "", nil},
		{"a small town after a word of place", "The Nigerian ferry was late. Farmers met in Reasi.", "", []string{"-/NG", "Reasi/Jammu and Kashmir/IN"}},
		{"names that may lie near each other", "The road from Richmond to Berea in Madison County was dry.", "", []string{"Richmond/Kentucky/US", "Berea/Kentucky/US", "Madison County/Kentucky/US"}},
		{"a renamed town", "A ferry sailed from Bombay to Leningrad.", "", []string{"Mumbai/Maharashtra/IN", "Saint Petersburg/St.-Petersburg/RU"}},
		{"a nationality", "Georgian farmers met.", "", []string{"-/GE"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			doc := &dateline.Document{Text: test.text, Language: "en", URL: test.address,
				Paragraphs: []dateline.Paragraph{{Span: dateline.Span{From: 0, To: len(test.text)}, Kind: dateline.Body}}}
			text, err := languages.Analyze(doc)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, p := range reader.Toponyms(text) {
				if p.People {
					got = append(got, "-/"+p.Place.Country)
				} else {
					got = append(got, p.Place.Name+"/"+p.Place.Admin1+"/"+p.Place.Country)
				}
			}
			if len(got) < len(test.want) || strings.Join(got[:len(test.want)], "; ") != strings.Join(test.want, "; ") || test.want == nil && got != nil {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// A name that is given is in the list, whatever else it may be, and even if no place is known by it.
func TestResolve(t *testing.T) {
	languages, reader := open(t)
	doc := &dateline.Document{Text: "Police of Zxqvheim left Police for Georgian hills.", Language: "en"}
	doc.Paragraphs = []dateline.Paragraph{{Span: dateline.Span{From: 0, To: len(doc.Text)}, Kind: dateline.Body}}
	text, err := languages.Analyze(doc)
	if err != nil {
		t.Fatal(err)
	}
	var given []dateline.Span
	for _, name := range []string{"Zxqvheim", "Police for", "Georgian"} {
		from := strings.Index(doc.Text, name)
		given = append(given, dateline.Span{From: from, To: from + len(strings.TrimSuffix(name, " for"))})
	}
	found := reader.Resolve(text, given)
	if len(found) != 3 {
		t.Fatalf("%d toponyms, want 3: %v", len(found), found)
	}
	for i, want := range []string{"", "PL", "GE"} {
		if found[i].Span != given[i] || found[i].Place.Country != want {
			t.Errorf("%v in %q, want %v in %q", found[i].Span, found[i].Place.Country, given[i], want)
		}
	}
	decisions := reader.NameDecisions(text, given)
	if len(decisions) != 1 || len(decisions[0].At) != 1 || decisions[0].At[0] != given[1] || len(decisions[0].Options) == 0 {
		t.Errorf("decisions %v, want one, for Police", decisions)
	}
}
