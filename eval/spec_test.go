package eval

import (
	"strings"
	"testing"
	"testing/fstest"

	"dateline"
	"dateline/extract"
)

func TestNumberSpecs(t *testing.T) {
	folder := fstest.MapFS{
		"NumberModel.json": {Data: []byte("\ufeff" + `[{"Input": "nine goats", "Results": [{"Text": "nine", "Resolution": {"value": "9"}}]},
			{"Input": "x>9", "Results": []}]`)},
		"NumberRangeModel.json": {Data: []byte(`[{"Input": "more than nine goats", "Results": [{"Text": "more than nine", "Resolution": {"value": "(9,)"}}]}]`)},
	}
	read := func(doc *dateline.Document) ([]extract.Quantity, error) {
		if strings.HasPrefix(doc.Text, "more") {
			return []extract.Quantity{{Kind: extract.Cardinal, Value: 9}, {Kind: extract.Bounded, Low: 10, High: dateline.Open}}, nil
		}
		return []extract.Quantity{{Kind: extract.Cardinal, Value: 9}}, nil
	}
	s, err := ScoreNumberSpecs(folder, "en", read)
	if err != nil {
		t.Fatal(err)
	}
	if right, asked := s.InNews(); right != 2 || asked != 2 {
		t.Errorf("%d of %d pass, want 2 of 2: %q", right, asked, s.Misses)
	}
}

func TestSpecRange(t *testing.T) {
	for value, want := range map[string][2]int{
		"(30,)": {31, dateline.Open}, "[30,)": {30, dateline.Open}, "(,100]": {0, 100}, "(,100)": {0, 99}, "[20,30)": {20, 30},
	} {
		if got, ok := specRange(value); !ok || got != want {
			t.Errorf("%s is %v, %v, want %v", value, got, ok, want)
		}
	}
	for _, value := range []string{"(100,300)", "[20,20]", "(0.5,)", ""} {
		if got, ok := specRange(value); ok {
			t.Errorf("%s is %v, want none", value, got)
		}
	}
}

func TestDateSpecs(t *testing.T) {
	folder := fstest.MapFS{"DateParser.json": {Data: []byte(`[{"Input": "back on 7 May", "Context": {"ReferenceDateTime": "2016-11-07T00:00:00"},
		"Results": [{"Text": "7 May", "Value": {"Timex": "XXXX-05-07", "FutureResolution": {"date": "2017-05-07"}, "PastResolution": {"date": "2016-05-07"}}}]}]`)}}
	for _, year := range []string{"2016", "2017", "2015"} {
		read := func(*dateline.Document) ([]extract.Timex, error) {
			var at dateline.Moment
			if err := at.UnmarshalText([]byte(year + "-05-07")); err != nil {
				return nil, err
			}
			return []extract.Timex{{Value: year + "-05-07", Time: &dateline.Time{Start: at}}}, nil
		}
		s, err := ScoreDateSpecs(folder, "en", read)
		if err != nil {
			t.Fatal(err)
		}
		if right, _ := s.InNews(); (right == 1) != (year != "2015") {
			t.Errorf("in %s: %d pass: %q", year, right, s.Misses)
		}
	}
}
