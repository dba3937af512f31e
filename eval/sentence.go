package eval

import (
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"dateline"
)

// A SentenceScore is how well single sentences that tell of violence are told from those
// that do not, and how well the words of the events are found.
type SentenceScore struct {
	Sentences int // judged, without those that the judges could not agree on
	Right     int // found, and told by gold
	Invented  int // found, and not told
	Missed    int // told, and not found
	Parts     map[string]Overlap
	Misses    []string // one line each: what was invented or missed
}

// An Overlap counts words that two readers took for the same part of an event.
type Overlap struct{ Both, Found, Gold int }

// F is the harmonic mean of the shares of words that are right and that are found.
func (o Overlap) F() float64 { return harmonic(o.Both, o.Found, o.Gold) }

func harmonic(both, found, gold int) float64 {
	if found+gold == 0 {
		return 0
	}
	return 2 * float64(both) / float64(found+gold)
}

// Precision is the share of the sentences found that gold tells of.
func (s *SentenceScore) Precision() float64 {
	return float64(s.Right) / float64(max(s.Right+s.Invented, 1))
}

// Recall is the share of the sentences that gold tells of that were found.
func (s *SentenceScore) Recall() float64 {
	return float64(s.Right) / float64(max(s.Right+s.Missed, 1))
}

// F is their harmonic mean.
func (s *SentenceScore) F() float64 {
	return harmonic(s.Right, s.Right+s.Invented, s.Right+s.Missed)
}

// Shares gives the F of sentences, as "F", and of the words of each part.
func (s *SentenceScore) Shares() map[string]float64 {
	all := map[string]float64{"F": s.F()}
	for part, overlap := range s.Parts {
		all[part] = overlap.F()
	}
	return all
}

// ReadText reads a document whose text and paragraphs are given.
type ReadText func(*dateline.Document) (*dateline.Record, error)

// ScoreSentences scores single sentences, each read as a report of its own. The folder
// holds NAME_gsr.csv (columns label and text; "yes", "no" in its degrees, and "ambiguous", which is
// left out) and NAME_spans.json: for each sentence, what each of its judges took for who did
// it, the deed, and whom it struck, word by word. A sentence is found if its record has an event that
// took place or was begun, and says whom it harmed, or both who did it and what it struck: one that
// only names an event does not tell of it. Words are held against those of the judge who is nearest.
// half picks rows by their number, the first being 1.
func ScoreSentences(folder fs.FS, name string, half Half, read ReadText) (*SentenceScore, error) {
	s := &SentenceScore{Parts: map[string]Overlap{}}
	rows, err := judgedSentences(folder, name+"_gsr.csv")
	if err != nil {
		return nil, err
	}
	for i, row := range rows {
		if row.label == "ambiguous" || !half.takes(strconv.Itoa(i+1)) {
			continue
		}
		record, err := readSentence(row.text, read)
		if err != nil {
			return nil, err
		}
		s.Sentences++
		switch told, found := row.label == "yes", len(toldEvents(record)) > 0; {
		case told && found:
			s.Right++
		case told:
			s.Missed++
			s.Misses = append(s.Misses, fmt.Sprintf("%d missed: %s", i+1, row.text))
		case found:
			s.Invented++
			e := toldEvents(record)[0]
			s.Misses = append(s.Misses, fmt.Sprintf("%d invented %s (%s), %s: %s", i+1, e.Type, e.Text, row.label, row.text))
		}
	}
	return s, s.addParts(folder, name+"_spans.json", half, read)
}

type judgedSentence struct{ label, text string }

func judgedSentences(folder fs.FS, name string) ([]judgedSentence, error) {
	f, err := folder.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	var all []judgedSentence
	label, text := -1, -1
	for i, row := range rows {
		if i == 0 {
			for j, head := range row {
				switch head {
				case "label":
					label = j
				case "text":
					text = j
				}
			}
			if label < 0 || text < 0 {
				return nil, fmt.Errorf("%s: no columns label and text", name)
			}
			continue
		}
		all = append(all, judgedSentence{row[label], row[text]})
	}
	return all, nil
}

func readSentence(text string, read ReadText) (*dateline.Record, error) {
	return read(&dateline.Document{Text: text, Paragraphs: []dateline.Paragraph{{Span: dateline.Span{To: len(text)}, Kind: dateline.Body}}})
}

// realEvents are those that took place or were begun.
func realEvents(record *dateline.Record) []dateline.Event {
	var real []dateline.Event
	for _, e := range record.Events {
		if e.Status == dateline.Happened || e.Status == dateline.Attempted {
			real = append(real, e)
		}
	}
	return real
}

// toldEvents are those of them of which the record says whom they harmed, or who did them and what they struck.
func toldEvents(record *dateline.Record) []dateline.Event {
	return slices.DeleteFunc(realEvents(record), func(e dateline.Event) bool {
		who, whom := false, false
		for _, r := range e.Roles {
			who = who || r.Role == dateline.Perpetrator
			whom = whom || r.Role == dateline.Target || r.Role == dateline.Victim
		}
		return !(who && whom) && !slices.ContainsFunc(e.Casualties, func(c dateline.Casualty) bool { return c.Low > 0 && c.Harm != dateline.Detained })
	})
}

// addParts counts the words of the parts of events.
func (s *SentenceScore) addParts(folder fs.FS, name string, half Half, read ReadText) error {
	raw, err := fs.ReadFile(folder, name)
	if err != nil {
		return err
	}
	var rows []struct {
		Text  string `json:"text"`
		Spans []struct {
			Who  []string `json:"source_actor"`
			Deed []string `json:"verb"`
			Whom []string `json:"target_actor"`
		} `json:"spans"`
	}
	if err := json.Unmarshal(raw, &rows); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	for i, row := range rows {
		if !half.takes(strconv.Itoa(i + 1)) {
			continue
		}
		record, err := readSentence(row.Text, read)
		if err != nil {
			return err
		}
		who, deed, whom := partsOf(record)
		judged := map[string][][]string{}
		for _, judge := range row.Spans {
			judged["who"] = append(judged["who"], judge.Who)
			judged["deed"] = append(judged["deed"], judge.Deed)
			judged["whom"] = append(judged["whom"], judge.Whom)
		}
		for part, found := range map[string]map[string]bool{"who": who, "deed": deed, "whom": whom} {
			s.Parts[part] = s.Parts[part].plus(nearest(found, judged[part]))
		}
	}
	return nil
}

// partsOf gives the words for who did the events of a record, for the deeds, and for whom or what they struck.
func partsOf(record *dateline.Record) (who, deed, whom map[string]bool) {
	who, deed, whom = map[string]bool{}, map[string]bool{}, map[string]bool{}
	take := func(into map[string]bool, text string) {
		for _, w := range dateline.NameWords(text) {
			into[w] = true
		}
	}
	for _, e := range realEvents(record) {
		take(deed, e.Text)
		for _, r := range e.Roles {
			switch r.Role {
			case dateline.Perpetrator:
				take(who, r.Text)
			case dateline.Target, dateline.Victim:
				take(whom, r.Text)
			}
		}
		for _, c := range e.Casualties {
			if !c.Attackers {
				take(whom, cmp.Or(c.Who, c.Text))
			}
		}
	}
	return who, deed, whom
}

// nearest is the overlap with the judge whose words are the most alike.
func nearest(found map[string]bool, judges [][]string) Overlap {
	best := Overlap{Found: len(found)}
	for i, judge := range judges {
		gold := map[string]bool{}
		for _, w := range dateline.NameWords(strings.Join(judge, " ")) {
			gold[w] = true
		}
		o := Overlap{Found: len(found), Gold: len(gold)}
		for g := range gold {
			for f := range found {
				if alike(f, g) {
					o.Both++
					break
				}
			}
		}
		if i == 0 || o.F() > best.F() || o.Found+o.Gold == 0 {
			best = o
		}
	}
	return best
}

// alike tells whether two words are the same, but for a short word ("and", "by") that is
// written together with one of them.
func alike(a, b string) bool {
	if len(a) < len(b) {
		a, b = b, a
	}
	before, ok := strings.CutSuffix(a, b)
	return ok && utf8.RuneCountInString(before) <= 2 && utf8.RuneCountInString(b) > 2 || before == ""
}

func (o Overlap) plus(p Overlap) Overlap {
	return Overlap{o.Both + p.Both, o.Found + p.Found, o.Gold + p.Gold}
}

// Print writes the figures.
func (s *SentenceScore) Print(w io.Writer) error {
	_, err := fmt.Fprintf(w, "sentences %d\nprecision %.3f  recall %.3f  F %.3f\nwords of who %.3f  deed %.3f  whom %.3f (F)\n",
		s.Sentences, s.Precision(), s.Recall(), s.F(), s.Parts["who"].F(), s.Parts["deed"].F(), s.Parts["whom"].F())
	return err
}
