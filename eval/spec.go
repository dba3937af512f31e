package eval

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"dateline"
	"dateline/extract"
)

// A SpecScore is how many cases of a specification pass, by kind: a text, and what is to be
// read in it. The cases are those of the Recognizers-Text project (its Specs folder): many are
// of what is said to assistants, and some kinds do not occur in news.
type SpecScore struct {
	Rows   []Row    // by kind, those of news first
	News   []string // the kinds that news has
	Misses []string // one line each
}

// InNews gives how many cases of the kinds that news has pass, of how many.
func (s *SpecScore) InNews() (right, asked int) {
	for _, r := range s.Rows {
		if slices.Contains(s.News, r.Field) {
			right, asked = right+r.Right, asked+r.Asked
		}
	}
	return right, asked
}

// Shares gives the share of the kinds that news has, as "news".
func (s *SpecScore) Shares() map[string]float64 {
	right, asked := s.InNews()
	return map[string]float64{"news": share(right, asked)}
}

// Print writes a table of the kinds and the share of those of news.
func (s *SpecScore) Print(w io.Writer) error {
	for _, r := range s.Rows {
		mark := " "
		if slices.Contains(s.News, r.Field) {
			mark = "*"
		}
		fmt.Fprintf(w, "%s %-22s %4d/%-4d %.3f\n", mark, r.Field, r.Right, r.Asked, share(r.Right, r.Asked))
	}
	right, asked := s.InNews()
	_, err := fmt.Fprintf(w, "* of the kinds that news has: %d of %d, %.3f\n", right, asked, share(right, asked))
	return err
}

// count counts a case.
func (s *SpecScore) count(kind string, passed bool, miss string) {
	i := slices.IndexFunc(s.Rows, func(r Row) bool { return r.Field == kind })
	if i < 0 {
		i = len(s.Rows)
		s.Rows = append(s.Rows, Row{Field: kind})
	}
	s.Rows[i].Asked++
	if passed {
		s.Rows[i].Right++
	} else {
		s.Misses = append(s.Misses, kind+": "+miss)
	}
}

// sort puts the kinds of news first.
func (s *SpecScore) sort() {
	slices.SortStableFunc(s.Rows, func(a, b Row) int {
		return slices.Index(append(s.News, a.Field), a.Field) - slices.Index(append(s.News, b.Field), b.Field)
	})
}

//go:embed spec_kinds.txt
var specKinds string

// specPatterns tell cases of kinds that news does not have by their text.
type specPatterns []struct {
	spec, language, kind string
	text                 *regexp.Regexp
}

// readSpecKinds reads spec_kinds.txt.
func readSpecKinds() (all specPatterns, err error) {
	n := 0
	for line := range strings.Lines(specKinds) {
		n++
		fields := strings.Fields(line)
		if len(fields) == 0 || fields[0] == "#" {
			continue
		}
		if len(fields) < 4 {
			return nil, fmt.Errorf("spec_kinds.txt:%d:1: want specification, language, kind and expression", n)
		}
		rest := strings.TrimSpace(line)
		for range 3 {
			_, rest, _ = strings.Cut(rest, " ")
			rest = strings.TrimSpace(rest)
		}
		text, err := regexp.Compile(rest)
		if err != nil {
			return nil, fmt.Errorf("spec_kinds.txt:%d:1: %w", n, err)
		}
		all = append(all, struct {
			spec, language, kind string
			text                 *regexp.Regexp
		}{fields[0], fields[1], fields[2], text})
	}
	return all, nil
}

// kind gives the kind of a case that is none of news; empty for others.
func (p specPatterns) kind(spec, language, text string) string {
	for _, k := range p {
		if k.spec == spec && (k.language == "*" || k.language == language) && k.text.MatchString(text) {
			return k.kind
		}
	}
	return ""
}

// A specCase is one case as its file has it.
type specCase struct {
	Input   string
	Context struct{ ReferenceDateTime string }
	Results []struct {
		Text       string
		Resolution struct{ Value string }
		Value      struct {
			Timex                            string
			FutureResolution, PastResolution map[string]string
		}
	}
}

// document gives the text of a case, as of the day that it is said on.
func (c *specCase) document(language string) *dateline.Document {
	doc := &dateline.Document{Text: c.Input, Language: language,
		Paragraphs: []dateline.Paragraph{{Span: dateline.Span{To: len(c.Input)}, Kind: dateline.Body}}}
	said := "2016-11-07"
	if len(c.Context.ReferenceDateTime) >= len(said) {
		said = c.Context.ReferenceDateTime[:len(said)]
	}
	doc.Published = &dateline.Published{At: said, Basis: "argument"}
	return doc
}

// readSpecs reads the cases of some files of a folder; those that are not there have none.
func readSpecs(folder fs.FS, names ...string) (map[string][]specCase, error) {
	all := map[string][]specCase{}
	for _, name := range names {
		b, err := fs.ReadFile(folder, name+".json")
		if errors.Is(err, fs.ErrNotExist) {
			continue
		} else if err != nil {
			return nil, fmt.Errorf("specs: %w", err)
		}
		var cases []specCase
		if err := json.Unmarshal(bytes.TrimPrefix(b, []byte("\ufeff")), &cases); err != nil {
			return nil, fmt.Errorf("specs: %s.json: %w", name, err)
		}
		all[name] = cases
	}
	if len(all) == 0 {
		return nil, errors.New("specs: the folder holds none of the files")
	}
	return all, nil
}

// dateSpecs are the files that say what a text's time is.
var dateSpecs = []string{"DateParser", "DatePeriodParser", "DateTimeParser", "DateTimePeriodParser", "DurationParser", "HolidayParser", "SetParser", "TimeParser", "TimePeriodParser"}

// dateKinds tell a case's kind by its timex, in this order.
var dateKinds = []struct {
	kind string
	is   *regexp.Regexp
	news bool
}{
	{"date", regexp.MustCompile(`^\d{4}-\d\d-\d\d$`), true},
	{"date without a year", regexp.MustCompile(`^XXXX-\d\d-\d\d$`), true},
	{"weekday", regexp.MustCompile(`^XXXX-WXX-\d$`), true},
	{"date and clock", regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d(:\d\d)?$|^XXXX-\d\d-\d\dT\d\d(:\d\d)?$|^XXXX-WXX-\dT\d\d(:\d\d)?$`), true},
	{"part of a day", regexp.MustCompile(`^\d{4}-\d\d-\d\dT[A-Z]{2}$`), true},
	{"clock", regexp.MustCompile(`^T\d\d(:\d\d)?$`), true},
	{"month", regexp.MustCompile(`^(\d{4}|XXXX)-\d\d$`), true},
	{"week", regexp.MustCompile(`^\d{4}-W\d\d(-WE)?$`), true},
	{"year", regexp.MustCompile(`^\d{4}$`), true},
	{"length", regexp.MustCompile(`^P(T\d+[HM]|\d+[DWMY])$`), true},
	{"dates from and to", regexp.MustCompile(`^\((\d{4}|XXXX)-\d\d-\d\d,(\d{4}|XXXX)-\d\d-\d\d,`), true},
	{"weekday of a month", regexp.MustCompile(`#|WXX-\d-\d`), false},
	{"day of some month", regexp.MustCompile(`^XXXX-XX-\d\d`), false},
	{"hours from and to", regexp.MustCompile(`^\(.*T`), false},
	{"to the second", regexp.MustCompile(`T\d\d:\d\d:\d\d$`), false},
	{"other", regexp.MustCompile(``), false},
}

// ScoreDateSpecs reads the cases of a folder that say what a text's time is. A case passes where
// one of the expressions found has its value, or is of the days that the case gives for the past
// or for the future.
func ScoreDateSpecs(folder fs.FS, language string, read Timexes) (*SpecScore, error) {
	files, err := readSpecs(folder, dateSpecs...)
	if err != nil {
		return nil, err
	}
	elsewhere, err := readSpecKinds()
	if err != nil {
		return nil, err
	}
	s := &SpecScore{}
	for _, k := range dateKinds {
		if k.news {
			s.News = append(s.News, k.kind)
		}
	}
	for _, name := range dateSpecs {
		for _, c := range files[name] {
			found, err := read(c.document(language))
			if err != nil {
				return nil, err
			}
			for _, want := range c.Results {
				value := want.Value.Timex
				if value == "" {
					continue
				}
				kind := ""
				for _, k := range dateKinds {
					if k.is.MatchString(value) {
						kind = k.kind
						break
					}
				}
				if k := elsewhere.kind("date", language, c.Input); k != "" && slices.Contains(s.News, kind) {
					kind = k
				}
				passed := fromTo(found, want.Value.PastResolution) || fromTo(found, want.Value.FutureResolution) ||
					slices.ContainsFunc(found, func(x extract.Timex) bool {
						return x.Value == value || isOf(x, want.Value.PastResolution) || isOf(x, want.Value.FutureResolution) ||
							kind == "clock" && strings.HasPrefix(x.Value[strings.LastIndex(x.Value, "T")+1:], value[1:])
					})
				s.count(kind, passed, fmt.Sprintf("%q %s, found %v", c.Input, value, values(found)))
			}
		}
	}
	s.sort()
	return s, nil
}

func values(found []extract.Timex) []string {
	all := []string{}
	for _, x := range found {
		all = append(all, x.Value)
	}
	return all
}

// fromTo tells whether the first and the last day of a resolution are found, each as a time of its own.
func fromTo(found []extract.Timex, resolution map[string]string) bool {
	begins := func(day string) bool {
		return slices.ContainsFunc(found, func(x extract.Timex) bool { return x.Time != nil && day != "" && x.Time.Start.String() == day })
	}
	return begins(resolution["startDate"]) && begins(resolution["endDate"])
}

// isOf tells whether an expression is of the day, the hour or the days of a resolution.
func isOf(x extract.Timex, resolution map[string]string) bool {
	switch {
	case resolution["date"] != "":
		return x.Time != nil && x.Time.Start.String() == resolution["date"]
	case resolution["time"] != "":
		_, clock, ok := strings.Cut(x.Value, "T")
		return ok && clock == resolution["time"][:len("15:04")]
	case resolution["dateTime"] != "":
		return strings.Replace(x.Value, "T", " ", 1) == resolution["dateTime"][:len("2006-01-02 15:04")]
	case resolution["startDate"] != "":
		return x.Time != nil && x.Time.Start.String() == resolution["startDate"] && x.Time.End.String() == resolution["endDate"]
	}
	return false
}

// Quantities reads a document: it lists the numbers of its text in their order.
type Quantities func(doc *dateline.Document) ([]extract.Quantity, error)

// numberKinds are the kinds of number in news.
var numberKinds = []string{"whole number", "range", "percentage", "fraction", "decimal", "ordinal"}

// ScoreNumberSpecs reads the cases of a folder that say what a text's numbers are. A case passes
// where what is found has the values of the case, no more and no less; a range passes where its
// ends do.
func ScoreNumberSpecs(folder fs.FS, language string, read Quantities) (*SpecScore, error) {
	names := []string{"NumberModel", "NumberRangeModel", "PercentModel", "OrdinalModel"}
	files, err := readSpecs(folder, names...)
	if err != nil {
		return nil, err
	}
	elsewhere, err := readSpecKinds()
	if err != nil {
		return nil, err
	}
	s := &SpecScore{News: numberKinds}
	for _, name := range names {
		for _, c := range files[name] {
			found, err := read(c.document(language))
			if err != nil {
				return nil, err
			}
			kind := numberKind(name, &c)
			if k := elsewhere.kind("number", language, c.Input); k != "" && slices.Contains(numberKinds, kind) && kind != "ordinal" {
				kind = k
			}
			passed, got := compareNumbers(name, &c, found)
			var want []string
			for _, r := range c.Results {
				want = append(want, r.Resolution.Value)
			}
			s.count(kind, passed, fmt.Sprintf("%q %v, found %v", c.Input, want, got))
		}
	}
	s.sort()
	return s, nil
}

// numberKind tells what kind of case it is by its file and its values.
func numberKind(file string, c *specCase) string {
	kind := map[string]string{"NumberModel": "whole number", "NumberRangeModel": "range", "PercentModel": "percentage", "OrdinalModel": "ordinal"}[file]
	for _, r := range c.Results {
		v := r.Resolution.Value
		f, err := strconv.ParseFloat(strings.TrimSuffix(v, "%"), 64)
		switch {
		case strings.ContainsAny(r.Text, "^*") || strings.Contains(v, "E") || strings.ContainsAny(strings.ToLower(r.Text), "e") && strings.ContainsAny(r.Text, "0123456789"):
			return "power"
		case kind == "range":
			if _, ok := specRange(v); !ok {
				return "range of others"
			}
		case err != nil:
			return "other"
		case f < 0:
			return "negative"
		case f >= 1e12:
			return "trillions"
		case f != math.Trunc(f) && strings.ContainsAny(r.Text, ".,٫،٬"):
			return "decimal"
		case f != math.Trunc(f):
			return "fraction"
		}
	}
	return kind
}

// compareNumbers tells whether what is found has a case's values, and gives what was found.
func compareNumbers(file string, c *specCase, found []extract.Quantity) (ok bool, got []string) {
	var have []string
	for _, q := range found {
		switch file {
		case "NumberRangeModel":
			if q.Low != q.High {
				have = append(have, fmt.Sprint([2]int{q.Low, q.High}))
			}
		case "PercentModel":
			if q.Kind == extract.Percentage {
				have = append(have, strconv.FormatFloat(q.Value, 'g', 15, 64)+"%")
			}
		case "OrdinalModel":
			if q.Kind == extract.Ordinal || q.Kind == extract.Cardinal {
				have = append(have, strconv.FormatFloat(q.Value, 'g', 15, 64))
			}
		default:
			if q.Kind != extract.Ordinal {
				have = append(have, strconv.FormatFloat(q.Value, 'g', 15, 64))
			}
		}
	}
	var want []string
	for _, r := range c.Results {
		v := r.Resolution.Value
		if ends, ok := specRange(v); ok && file == "NumberRangeModel" {
			v = fmt.Sprint(ends)
		}
		if f, err := strconv.ParseFloat(v, 64); err == nil {
			v = strconv.FormatFloat(f, 'g', 15, 64)
		}
		want = append(want, v)
	}
	if file == "OrdinalModel" { // counts beside ordinals are not asked for
		for _, v := range want {
			if !slices.Contains(have, v) {
				return false, have
			}
		}
		return true, have
	}
	return slices.Equal(want, have), have
}

var oneBound = regexp.MustCompile(`^([\[(])(\d*),(\d*)([\])])$`)

// specRange gives the ends of "(30,)", "(,100]" or "[20,30)", both included; what has two ends counts
// the upper one in, as news does. ok is false for ranges of other than whole numbers, and for
// two bounds in one ("more than 10 and less than 20"), which are none in news.
func specRange(value string) (ends [2]int, ok bool) {
	m := oneBound.FindStringSubmatch(value)
	if m == nil || m[1] == "(" && m[2] != "" && m[3] != "" || m[2] == m[3] {
		return ends, false
	}
	low, _ := strconv.Atoi(m[2])
	high, err := strconv.Atoi(m[3])
	switch {
	case err != nil:
		high = dateline.Open
	case m[4] == ")" && m[2] == "":
		high--
	}
	if m[1] == "(" && m[2] != "" {
		low++
	}
	return [2]int{low, high}, true
}
