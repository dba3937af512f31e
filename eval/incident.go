package eval

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"dateline"
	"dateline/link"
	"dateline/page"
)

// An IncidentScore is how well the reports of incidents find together.
type IncidentScore struct {
	Reports, Incidents int
	Mentions           int // of incidents, in gold
	Missed             int // of them, those that no event of the report was found for
	Invented           int // events that gold does not have
	Coreference
	Found  Coreference // of the mentions alone that an event was found for: how well they are linked, without how well reports are read
	Across PairCount   // of mentions whose reports are in two languages

	told    []*told
	found   []dateline.Group
	home    map[string]int // by a telling's key, its group
	weights *link.Weights  // by which the groups were found; nil if each cluster's by others
}

// told is one mention of gold or one event that gold does not have.
type told struct {
	incident string // "quetta/quetta-truck"; empty for an event that gold does not have
	label    string // "both/e2", or what the mention is where it was missed
	language string // of its report
	telling  *dateline.Telling
}

// matched tells whether it is a mention of gold that an event was found for.
func (t *told) matched() bool { return t.telling != nil && t.incident != "" }

// name is the mention's name in both partitions.
func (t *told) name() string {
	if t.telling == nil {
		return t.incident + " " + t.label
	}
	return t.telling.Key()
}

// A Heard is the reports of one cluster as the program read them, each event held against what
// gold says of the reports. See [Hear].
type Heard struct {
	Name     string              // of the cluster
	Tellings []*dateline.Telling // the events of which there can be an incident

	reports, incidents, missed, invented int
	told                                 []*told
	gold                                 Partition
}

// Hear reads the reports of clusters.
//
// A mention of gold is matched to one event of its report: the main event where gold gives no
// words (the first, where the program finds none that is the main one), else the one whose own words, time, place or venue stand in the same sentence as
// gold's words, those nearest to them first. No event serves for two mentions. Events that no
// incident can be of (generic, denied, hypothetical) are no mentions.
func Hear(clusters []*Cluster, read Read) ([]*Heard, error) {
	var all []*Heard
	for _, c := range clusters {
		h := &Heard{Name: c.Name, reports: len(c.Reports), incidents: len(c.Incidents)}
		records := map[string]*dateline.Record{}
		of := map[string][]*dateline.Telling{}
		for i := range c.Reports {
			r := &c.Reports[i]
			record, err := read(r.Raw(), page.Options{Published: r.Published})
			if err != nil {
				return nil, fmt.Errorf("%s: %s: %w", c.Name, r.Name, err)
			}
			records[r.Name] = record
			of[r.Name] = Tellings(record)
			h.Tellings = append(h.Tellings, of[r.Name]...)
		}
		h.match(c, records, of)
		all = append(all, h)
	}
	return all, nil
}

// ScoreIncidents reads the reports of all clusters, brings their tellings together in one go,
// and holds the groups against the incidents. Missed and invented
// mentions are treated as in [ScorePartition]; the tellings of all clusters stand in one partition,
// so that what is brought together across clusters counts as wrong too.
func ScoreIncidents(clusters []*Cluster, read Read) (*IncidentScore, error) {
	heard, err := Hear(clusters, read)
	if err != nil {
		return nil, err
	}
	return ScoreHeard(heard, link.Taught()), nil
}

// ScoreHeard brings the tellings of all clusters together in one go, and holds the groups against
// the incidents.
func ScoreHeard(heard []*Heard, weights *link.Weights) *IncidentScore {
	var tellings []*dateline.Telling
	for _, h := range heard {
		tellings = append(tellings, h.Tellings...)
	}
	return scoreGroups(heard, weights.Groups(tellings, dateline.Rulings{}), weights)
}

// scoreGroups holds groups of the tellings of clusters against their incidents. The weights are those that
// say why.
func scoreGroups(heard []*Heard, groups []dateline.Group, weights *link.Weights) *IncidentScore {
	s := &IncidentScore{weights: weights, found: groups, home: map[string]int{}}
	var gold, got Partition
	for _, h := range heard {
		s.Reports += h.reports
		s.Incidents += h.incidents
		s.Missed += h.missed
		s.Invented += h.invented
		s.Mentions += h.gold.mentions()
		s.told = append(s.told, h.told...)
		gold = append(gold, h.gold...)
	}
	for i, group := range groups {
		var cluster []string
		for _, l := range group.Links {
			cluster = append(cluster, l.Telling)
			s.home[l.Telling] = i
		}
		got = append(got, cluster)
	}
	s.Coreference = ScorePartition(gold, got)
	s.Across = s.across()
	matched := map[string]bool{}
	for _, t := range s.told {
		if t.matched() {
			matched[t.name()] = true
		}
	}
	s.Found = ScorePartition(gold.only(matched), got.only(matched))
	return s
}

// Tellings gives the events of a record of which there can be an incident, as tellings.
func Tellings(record *dateline.Record) []*dateline.Telling {
	var all []*dateline.Telling
	published, _ := record.Document.Published.Day()
	for _, event := range record.Events {
		if link.Counts(&event) {
			all = append(all, &dateline.Telling{Report: record.Document.ID, Event: event, Published: published, Title: record.Document.Title,
				Site: record.Document.Site, Source: record.Document.ID})
		}
	}
	return all
}

// match notes the incidents of a cluster as clusters of mentions, and all that was told.
func (h *Heard) match(c *Cluster, records map[string]*dateline.Record, of map[string][]*dateline.Telling) {
	type asked struct {
		mention Mention
		*told
	}
	byReport := map[string][]asked{}
	incidents := make([][]*told, len(c.Incidents))
	for i, incident := range c.Incidents {
		for _, m := range incident.Mentions {
			t := &told{incident: c.Name + "/" + incident.Key, label: strings.TrimSpace(m.Report + " " + quote(m.Words)), language: records[m.Report].Document.Language}
			incidents[i] = append(incidents[i], t)
			h.told = append(h.told, t)
			byReport[m.Report] = append(byReport[m.Report], asked{m, t})
		}
	}
	for _, r := range c.Reports {
		text := records[r.Name].Document.Text
		type pair struct {
			asked   asked
			telling *dateline.Telling
			points  int
		}
		var pairs []pair
		for _, a := range byReport[r.Name] {
			for _, t := range of[r.Name] {
				if n := suits(a.mention, &t.Event, text); n > 0 {
					pairs = append(pairs, pair{a, t, n})
				}
			}
		}
		slices.SortStableFunc(pairs, func(x, y pair) int { return cmp.Compare(y.points, x.points) })
		taken := map[*dateline.Telling]bool{}
		for _, p := range pairs {
			if p.asked.telling == nil && !taken[p.telling] {
				p.asked.telling, taken[p.telling] = p.telling, true
				p.asked.label = r.Name + "/" + p.telling.Event.ID
			}
		}
		for _, t := range of[r.Name] {
			if !taken[t] {
				h.invented++
				h.told = append(h.told, &told{label: c.Name + "/" + r.Name + "/" + t.Event.ID, language: records[r.Name].Document.Language, telling: t})
			}
		}
	}
	for _, incident := range incidents {
		var cluster []string
		for _, t := range incident {
			cluster = append(cluster, t.name())
			if t.telling == nil {
				h.missed++
			}
		}
		h.gold = append(h.gold, cluster)
	}
}

// firstEvent is the id of the event that comes first in a record.
const firstEvent = "e1"

// suits tells how well an event is the one that gold means; 0 if it is not.
func suits(m Mention, e *dateline.Event, text string) int {
	if m.Words == "" {
		switch {
		case e.Main:
			return 10
		case e.ID == firstEvent: // of a report that the program takes for one without a main event
			return 1
		}
		return 0
	}
	from := strings.Index(text, m.Words)
	if from < 0 {
		return 0
	}
	quoted := dateline.Span{From: from, To: from + len(m.Words)}
	sentence := sentenceAround(text, quoted)
	points := 0
	look := func(w dateline.Words, within, beside int) {
		switch {
		case w.Span.IsZero():
		case w.Span.Overlaps(quoted):
			points += within
		case w.Span.Overlaps(sentence):
			points += beside
		}
	}
	look(e.Words, 4, 2)
	if e.Time != nil {
		look(e.Time.Words, 3, 1)
	}
	if e.Place != nil {
		look(e.Place.Words, 2, 1)
	}
	if e.Venue != nil {
		look(*e.Venue, 2, 1)
	}
	return points
}

// sentenceAround gives the sentence that words stand in, roughly: up to a full stop or the
// like with a space after it, or the end of the paragraph. Where an abbreviation cuts it short, less
// is beside the words, and nothing wrong is.
func sentenceAround(text string, words dateline.Span) dateline.Span {
	s := dateline.Span{From: 0, To: len(text)}
	for _, stop := range []string{". ", "! ", "? ", ".\" ", "\n"} {
		if i := strings.LastIndex(text[:words.From], stop); i >= 0 {
			s.From = max(s.From, i+len(stop))
		}
		if i := strings.Index(text[words.To:], stop); i >= 0 {
			s.To = min(s.To, words.To+i+1)
		}
	}
	return s
}
