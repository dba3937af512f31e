package extract

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"dateline"
	"dateline/gazetteer"
	"dateline/lang"
	"dateline/learn"
)

// choiceWeights are the weights by which a reading chooses; see choice.md.
//
//go:embed choice.weights
var choiceWeights string

// toponymWeights are the weights by which a place is chosen among those of one name, and
// toponymPrior those that were believed before any were taught; see toponym.md.
//
//go:embed toponym.weights
var toponymWeights string

//go:embed toponym.prior
var toponymPrior string

// The decisions that a reading takes by learned weights.
const (
	aboutDecision   = "about"          // what the report is about: violence, something else, nothing in particular
	whenDecision    = "when"           // the time of the main event: an answer is a timeAnswer
	countryDecision = "country"        // the country of the main event: an answer is its ISO code
	whereDecision   = "where"          // its place in that country: an answer is a place's id
	toponymDecision = "toponym"        // the place of a name: an answer is a place's id
	toponymBefore   = "toponym before" // likewise, by the weights set by hand
)

// readChoices reads the weights of all decisions.
func readChoices() (map[string]learn.Choice, error) {
	choices, err := learn.ReadChoices("extract/choice.weights", choiceWeights)
	if err != nil {
		return nil, err
	}
	for name, file := range map[string][2]string{
		toponymDecision: {"extract/toponym.weights", toponymWeights}, toponymBefore: {"extract/toponym.prior", toponymPrior},
	} {
		read, err := learn.ReadChoices(file[0], file[1])
		if err != nil {
			return nil, err
		}
		choices[name] = read[toponymDecision]
	}
	if choices[toponymDecision] == nil { // nothing was taught
		choices[toponymDecision] = choices[toponymBefore]
	}
	for _, name := range []string{aboutDecision, whenDecision, countryDecision, whereDecision} {
		if choices[name] == nil {
			return nil, fmt.Errorf("extract/choice.weights: no weights for %q", name)
		}
	}
	return choices, nil
}

// A Decision is a choice that a reading takes by learned weights, laid open so that the
// weights can be taught: the options, and what their answers stand for.
type Decision struct {
	Name    string
	Options []learn.Option
	Times   map[string]dateline.Time   // by answer, of a decision about time
	Places  map[string]gazetteer.Place // by answer, of a decision about place
	At      []dateline.Span            // where the name stands, of a decision about a name
}

// Decisions gives the decisions that reading a text calls for. The place is
// decided within a country: the one given, or the one that the reader chooses if it is empty.
func (r *Reader) Decisions(text *lang.Text, country string) []Decision {
	p := r.open(text)
	if p == nil {
		return nil
	}
	for _, s := range Steps() {
		if s.Name == "episodes" {
			break
		}
		s.Run(p)
	}
	about := Decision{Name: aboutDecision, Options: p.aboutOptions()}
	when := Decision{Name: whenDecision, Times: map[string]dateline.Time{}}
	p.settleLongPast()
	options, mentions := p.timeOptions()
	main := p.mainTime()
	when.Options = options
	for i, o := range options {
		when.Times[o.Answer] = mentions[i].time
	}
	nations := Decision{Name: countryDecision, Options: p.countryOptions(main)}
	if country == "" {
		country, _ = learn.Answer(p.reader.choices[countryDecision].Sums(nations.Options))
	}
	where := Decision{Name: whereDecision, Places: map[string]gazetteer.Place{}}
	places, at := p.placeOptions(country, main)
	where.Options = places
	for i, o := range places {
		where.Places[o.Answer] = at[i].place
	}
	return []Decision{about, when, nations, where}
}

// standing says where a sentence stands in its report, for a feature.
func (s *sentence) standing() string {
	switch s.kind {
	case dateline.Title:
		return "title"
	case dateline.Summary:
		return "summary"
	case dateline.Body:
		switch {
		case s.body == 0:
			return "lead"
		case s.body == 1:
			return "second"
		case s.body == 2:
			return "third"
		case s.body < 6:
			return "body"
		}
		return "deep"
	}
	return "aside"
}

// A told is what title, summary and lead tell: kinds of event, figures, places; and the time of the
// main event, where it is known. What is told of the same things later is likely told of the same event.
type told struct {
	kinds   map[string]bool
	figures map[int]bool
	places  map[string]bool
	when    *dateline.Time
}

func (r *report) firstTold(main *dateline.Time) told {
	first := told{map[string]bool{}, map[int]bool{}, map[string]bool{}, main}
	for _, s := range r.sentences {
		if s.weight() < 1.5 {
			continue
		}
		for _, t := range r.triggersOf(s) {
			if r.reader.tells[t.kind] > 2 && t.real() {
				first.kinds[t.kind] = true
			}
		}
		for _, c := range r.casualtiesOf(s) {
			if c.Low > 1 {
				first.figures[c.Low] = true
			}
		}
		for i, places := 0, r.placesOf(s); i < len(places); i++ {
			if p := &places[i]; !p.refused && p.place.Grain != dateline.CountryGrain {
				first.places[p.place.ID] = true
			}
		}
	}
	return first
}

// compare says in features how a part of a sentence agrees with what was told first.
func (first told) compare(r *report, s *sentence, segment int) features {
	var f features
	compare := func(name string, known int, any, same bool) {
		switch {
		case !any || known == 0:
		case same:
			f.is(name, "same")
		default:
			f.is(name, "other")
		}
	}
	f.flag("other-event", s.weight() < 3 && slices.ContainsFunc(r.triggersOf(s), func(t *trigger) bool { return t.other && t.segment == segment }))
	any, same := false, false
	for _, t := range r.triggersOf(s) {
		if t.segment == segment && r.reader.tells[t.kind] > 2 && t.real() {
			any, same = true, same || first.kinds[t.kind]
		}
	}
	compare("kind", len(first.kinds), any, same)
	any, same = false, false
	for _, c := range r.casualtiesOf(s) {
		if c.segment == segment && c.Low > 1 {
			any, same = true, same || first.figures[c.Low]
		}
	}
	compare("figures", len(first.figures), any, same)
	any, same = false, false
	for i, places := 0, r.placesOf(s); i < len(places); i++ {
		if p := &places[i]; !p.refused && p.place.Grain != dateline.CountryGrain && r.segmentOf(s, p.first) == segment {
			any, same = true, same || first.places[p.place.ID]
		}
	}
	compare("places", len(first.places), any, same)
	if first.when.Resolved() {
		f = append(f, r.compareDays(s, segment, first.when)...)
	}
	return f
}

// compareDays says in a feature whether a part of a sentence tells of the main event's day or of another;
// where it names none, whether its paragraph has gone over to another.
func (r *report) compareDays(s *sentence, segment int, main *dateline.Time) (f features) {
	switch any, same := r.namesDay(s, segment, main); {
	case same:
		f.is("day", "same")
	case any && s.weight() >= 3: // a report may open with what came after
		f.is("day", "other-first")
	case any:
		f.is("day", "other")
	default:
		for i := s.index - 1; i >= 0 && r.sentences[i].paragraph == s.paragraph; i-- {
			any, same := r.namesDay(r.sentences[i], -1, main)
			if any && !same {
				f.is("day", "other-before")
			}
			if any {
				break
			}
		}
	}
	return f
}

// namesDay tells whether a part of a sentence, or all of it for -1, names days on which something happened,
// and whether that of the main event is among them. A longer time that holds that day says neither.
func (r *report) namesDay(s *sentence, segment int, main *dateline.Time) (any, same bool) {
	times := r.timesOf(s)
	for i := range times {
		t := &times[i]
		if segment >= 0 && r.segmentOf(s, t.first) != segment || t.said || t.dayless() || !t.time.Resolved() || !r.tellsPast(t) {
			continue
		}
		switch {
		case sameDay(&t.time, main), t.time.Start.At.Equal(main.Start.At) && t.time.Grain == main.Grain:
			any, same = true, true
		case coarseness(t.time.Grain) == 0 || apart(&t.time, main):
			any = true
		}
	}
	return any, same
}

// A feature list is put together piece by piece.
type features []string

func (f *features) is(name string, value string) { *f = append(*f, name+"="+value) }

func (f *features) flag(name string, holds bool) {
	if holds {
		*f = append(*f, name)
	}
}

// and adds features that are pairs of others, named by their beginnings.
func (f *features) and(a, b string) {
	var first, second string
	for _, x := range *f {
		if strings.HasPrefix(x, a) && first == "" {
			first = x
		}
		if strings.HasPrefix(x, b) && second == "" {
			second = x
		}
	}
	if first != "" && second != "" {
		*f = append(*f, first+"&"+second)
	}
}
