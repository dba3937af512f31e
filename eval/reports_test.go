package eval

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"dateline"
	"dateline/page"
)

func TestFigureFits(t *testing.T) {
	for _, c := range []struct {
		name   string
		got    *bounds
		gold   string // JSON; empty for none
		others string
		want   bool
	}{
		{"nothing for nothing", nil, "", "", true},
		{"nothing for something", nil, `{"value": 3}`, "", false},
		{"something for nothing", &bounds{3, 3}, "", "", false},
		{"the same", &bounds{3, 3}, `{"value": 3, "op": "="}`, "", true},
		{"another", &bounds{4, 4}, `{"value": 3}`, "", false},
		{"another that counts as right", &bounds{4, 4}, `{"value": 3}`, `[4]`, true},
		{"at least", &bounds{14, -1}, `{"value": 14, "op": ">="}`, "", true},
		{"more than", &bounds{15, -1}, `{"value": 14, "op": ">="}`, "", true},
		{"too many for at least", &bounds{16, -1}, `{"value": 14, "op": ">="}`, "", false},
		{"up to", &bounds{0, 50}, `{"value": 50, "op": "<="}`, "", true},
		{"dozens, within the margin", &bounds{24, -1}, `{"value": 30, "words": "dozens of people"}`, "", true},
		{"dozens, far off", &bounds{5, 5}, `{"value": 30, "words": "dozens of people"}`, "", false},
		{"about a number, in a range", &bounds{90, 110}, `{"value": 100, "op": "~"}`, "", true},
		{"the dead uncounted", &bounds{1, -1}, `{"value": 1, "op": ">=", "words": "fatalities"}`, "", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			var gold *goldFigure
			var others several[goldFigure]
			for text, into := range map[string]any{c.gold: &gold, c.others: &others} {
				if text != "" {
					if err := json.Unmarshal([]byte(text), into); err != nil {
						t.Fatal(err)
					}
				}
			}
			if got := figureFits(c.got, gold, others); got != c.want {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestFamilies(t *testing.T) {
	for name, want := range map[string][]string{
		"suicide-bombing": {"bombing", "bombing"}, "attack": {"armed_assault"}, "arrest-raid": {"armed_assault"},
		"plot": {"other"}, "vehicle_ramming": {"vehicle_ramming"}, "": {"other"},
	} {
		if got := families(name); !reflect.DeepEqual(got, want) {
			t.Errorf("%q: got %v, want %v", name, got, want)
		}
	}
}

func TestKilometres(t *testing.T) {
	if got := kilometres(52.52, 13.405, 48.857, 2.352); got < 875 || got > 880 {
		t.Errorf("from Berlin to Paris: got %.0f km", got)
	}
}

func TestScoreReports(t *testing.T) {
	gold := []string{
		`{"id": "en-1", "kind": "report", "published": "2024-05-03", "main": {"type": "bombing", "date": "2024-05-02",
"country": "NG", "place": "Kano", "lat": 12.0, "lon": 8.5, "killed": {"value": 9}, "claimed_by": []},
"background": [{"date": "2019", "country": "NG"}], "statements": [{"speaker": "the police", "act": "reports"}, {"speaker": "the mayor"}]}`,
		`{"id": "en-2", "kind": "negative"}`,
		`{"id": "en-3", "kind": "negative"}`,
		`{"id": "en-5", "kind": "negative"}`,
	}
	folder := fstest.MapFS{"gold.jsonl": {Data: []byte(strings.ReplaceAll(strings.Join(gold, "\n\n"), "\n\"", " \""))}}
	for _, id := range []string{"en-1", "en-2", "en-3"} {
		folder["pages/"+id+".txt"] = &fstest.MapFile{Data: []byte(id)}
	}
	read := func(raw *dateline.Raw, options page.Options) (*dateline.Record, error) {
		if string(raw.Bytes) != "en-1" {
			return nil, errors.New("cannot be read")
		}
		if options.Published != "2024-05-03" {
			return nil, fmt.Errorf("published %q", options.Published)
		}
		r := rightRecord()
		lat, lon := 12.1, 8.6
		r.Events[0].Place.Lat, r.Events[0].Place.Lon = &lat, &lon
		return r, nil
	}
	score, err := ScoreReports(folder, Odd, read)
	if err != nil {
		t.Fatal(err)
	}
	want := []Row{{"type", 1, 1}, {"date", 1, 1}, {"country", 1, 1}, {"place 50km", 1, 1}, {"killed", 1, 1}, {"injured", 1, 1},
		{"claimed by", 1, 1}, {"background", 0, 1}, {"event is told", 1, 1}, {"speakers", 1, 2}, {"speaker is told", 1, 1},
		{"negative clean", 0, 1}}
	if !reflect.DeepEqual(score.Rows, want) {
		t.Errorf("rows: got %v, want %v", score.Rows, want)
	}
	if score.Skipped != 1 || len(score.Without) != 1 || score.Without[0] != "en-3" {
		t.Errorf("got %d skipped and %v without a record, want 1 and en-3", score.Skipped, score.Without)
	}
	var out strings.Builder
	if err := score.Print(&out); err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{"speakers           1/2    0.500\n", "no record for: en-3\n", "skipped 1 without text; core mean 0.875\n"} {
		if !strings.Contains(out.String(), line) {
			t.Errorf("%q is not in\n%s", line, out.String())
		}
	}
	form, err := json.Marshal(score)
	if err != nil || !strings.HasPrefix(string(form), `{"type":[1,1],`) {
		t.Errorf("as JSON: got %s, %v", form, err)
	}
}

func TestGoldFaultsAreNamedByLine(t *testing.T) {
	folder := fstest.MapFS{"gold.jsonl": {Data: []byte("{\"id\": \"a1\"}\n{\n")}}
	if _, err := ScoreReports(folder, All, nil); err == nil || !strings.Contains(err.Error(), "gold.jsonl:2:") {
		t.Errorf("got %v", err)
	}
}
