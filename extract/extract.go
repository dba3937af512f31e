// Package extract reads the facts of a report: in goes a text with its
// sentences and tokens, out comes a record. What it knows of a language it takes
// from that language's files; it knows dimensions (numbers, times, places,
// actors, casualties, statements, events, traits), not languages.
//
// It proposes by rules and chooses by weights with names; it never adds a span
// that no rule proposed, and never fills a value that the words do not give.
//
// For "A car bomb killed nine people in Baidoa on Wednesday, police said." the
// steps find the number nine, the time, the place, the people, the event (a
// vehicle bombing), its casualty and the statement of police, in that order.
package extract

import (
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"dateline"
	"dateline/codebook"
	"dateline/gazetteer"
	"dateline/lang"
	"dateline/learn"
	"dateline/rule"
)

// A Reader reads reports in every language there is. It may be used by several
// goroutines at once.
type Reader struct {
	languages map[string]func() (*language, error) // loaded once each, when the first text needs it
	places    *gazetteer.Gazetteer
	actors    *gazetteer.Actors
	choices   map[string]learn.Choice // by decision
	tells     map[string]int          // by type: how much it says; see codebook.Entry
	weighs    map[string]float64      // by type: how much a word for it counts
}

// New makes a Reader: it loads the gazetteer, whose names the languages are told, and the
// weights. The rules of a language are loaded when the first text in it is read.
func New(languages *lang.Languages) (*Reader, error) {
	r := &Reader{languages: map[string]func() (*language, error){}, tells: map[string]int{}, weighs: map[string]float64{}}
	var err error
	if r.places, err = gazetteer.Open(); err != nil {
		return nil, fmt.Errorf("open gazetteer: %w", err)
	}
	languages.Know(func(word string) bool {
		n, _ := r.places.Match([]string{word})
		return n > 0
	})
	if r.actors, err = gazetteer.OpenActors(); err != nil {
		return nil, fmt.Errorf("open actors: %w", err)
	}
	book, err := codebook.Load()
	if err != nil {
		return nil, fmt.Errorf("load codebook: %w", err)
	}
	for _, e := range book.Entries(codebook.Type) {
		r.tells[e.Key], r.weighs[e.Key] = e.Tells, e.Weighs
	}
	if r.choices, err = readChoices(); err != nil {
		return nil, err
	}
	for _, code := range lang.Codes {
		r.languages[code] = sync.OnceValues(func() (*language, error) { return loadLanguage(languages.Language(code)) })
	}
	return r, nil
}

// A language is what the steps need of one: its word sets and rules.
type language struct {
	code          string
	headFirst     bool // a noun stands before its adjectives and before its owner
	verbFirst     bool // a verb stands before its subject
	book          *rule.Book
	numerals      *numerals
	calendar      *calendar
	nationalities *nationalities

	number, time, group, actor, place      *rule.Rules
	casualty, event, statement, cue, trait *rule.Rules
	phrase, role, venue, forecast, speaker *rule.Rules
}

func loadLanguage(l *lang.Language) (*language, error) {
	x := &language{code: l.Code, headFirst: l.HeadFirst, verbFirst: l.VerbFirst, book: rule.NewBook(l.Article())}
	text := func(name string) (string, error) {
		b, err := fs.ReadFile(l.Files, name)
		return string(b), err
	}
	words, err := text("words.txt")
	if err != nil {
		return nil, err
	}
	path := func(name string) string { return "lang/" + l.Code + "/" + name }
	if err := x.book.ParseSets(path("words.txt"), words); err != nil {
		return nil, err
	}
	for _, f := range []struct {
		names string
		into  **rule.Rules
	}{
		{"number.rules", &x.number}, {"date.rules feast.rules time.rules clock.rules period.rules length.rules", &x.time}, {"group.rules", &x.group},
		{"actor.rules", &x.actor}, {"place.rules", &x.place}, {"casualty.rules injury.rules captive.rules", &x.casualty},
		{"event.rules deed.rules outcome.rules", &x.event}, {"statement.rules claim.rules", &x.statement}, {"cue.rules", &x.cue},
		{"trait.rules", &x.trait}, {"phrase.rules", &x.phrase}, {"speaker.rules", &x.speaker}, {"forecast.rules", &x.forecast}, {"role.rules", &x.role}, {"venue.rules", &x.venue},
	} {
		var sources []rule.Source
		for name := range strings.FieldsSeq(f.names) {
			source, err := text(name)
			if err != nil {
				return nil, err
			}
			sources = append(sources, rule.Source{File: path(name), Text: source})
		}
		if *f.into, err = x.book.ParseFiles(sources...); err != nil {
			return nil, err
		}
	}
	for _, f := range []struct {
		name string
		load func(file, text string) error
	}{
		{"numbers.txt", func(file, text string) (err error) { x.numerals, err = parseNumerals(file, text, l.Article()); return }},
		{"calendar.txt", func(file, text string) (err error) { x.calendar, err = parseCalendar(file, text, l.Article()); return }},
		{"nationality.txt", func(file, text string) (err error) {
			x.nationalities, err = parseNationalities(file, text, l.Article())
			return
		}},
	} {
		source, err := text(f.name)
		if err != nil {
			return nil, err
		}
		if err := f.load(path(f.name), source); err != nil {
			return nil, err
		}
	}
	return x, nil
}

// A Step reads what earlier steps found in a report and adds to it.
type Step struct {
	Name string
	Run  func(*report)
}

// Steps are all the steps, in order. Each one's comment says what it reads and adds.
func Steps() []Step {
	return []Step{
		{"numbers", (*report).readNumbers},
		{"times", (*report).readTimes},
		{"names", (*report).readNames},
		{"places", (*report).readPlaces},
		{"groups", (*report).readGroups},
		{"statements", (*report).readStatements},
		{"cues", (*report).readCues},
		{"events", (*report).readTriggers},
		{"casualties", (*report).readCasualties},
		{"entries", (*report).readEntries},
		{"episodes", (*report).readEpisodes},
		{"armed groups", (*report).readArmedGroups},
		{"roles", (*report).readRoles},
		{"venues", (*report).readVenues},
		{"claims", (*report).readClaims},
		{"traits", (*report).readTraits},
		{"record", (*report).write},
	}
}

// Read reads one report. The text's language must be one that the Reader was
// made with; for another the record holds the document and a gap.
func (r *Reader) Read(text *lang.Text) *dateline.Record {
	report := r.open(text)
	if report == nil {
		record := dateline.NewRecord(text.Document)
		record.Gaps = append(record.Gaps, dateline.Gap{Code: dateline.GapLanguageUnread, Step: "extract",
			Words: dateline.Words{Text: "no rules for this language"}})
		return record
	}
	for _, s := range Steps() {
		s.Run(report)
	}
	return report.record
}

// A report is one text while it is being read.
type report struct {
	*language
	reader    *Reader
	text      *lang.Text
	doc       *dateline.Document
	record    *dateline.Record
	sentences []*sentence

	numbers    []number
	times      []timeMention
	lengths    []Timex
	names      []nameMention
	actors     []*actor
	byName     map[string]int // what names are known by: index in actors
	countries  map[string]int // how often each is named; nil until it is asked
	places     []placeMention
	groups     []group
	people     []people
	statements []*statement
	speakers   []*speaker
	spoke      []spoken // in the order of reading
	cues       []cue
	triggers   []*trigger
	casualties []*casualty
	leadMost   map[string]int // the largest figure of title and lead, by harm; nil until it is asked for
	events     []*event
	entries    []*timeMention  // by sentence: the date of the timeline's entry that it stands in
	home       *dateline.Place // the country that the report is set in; nil if none is found
	traits     []*trait
	goesOn     map[int]int // by sentence: the armed group, in actors, that it tells traits of without naming it
	gaps       []dateline.Gap
}

// A sentence is one sentence with what was found in it.
type sentence struct {
	*rule.Sentence
	index     int
	paragraph int // in Document.Paragraphs
	kind      dateline.ParagraphKind
	body      int // how many body paragraphs stand before its own; 0 is the lead
	span      dateline.Span
	about     int          // the armed group, in actors, that the sentence before it spoke of; -1 for none
	placings  []rule.Match // what is said of places in it
	segments  []uint8      // for each token, the part of the sentence it stands in; see readCues
}

func (r *Reader) open(text *lang.Text) *report {
	load := r.languages[text.Language.Code]
	if load == nil {
		return nil
	}
	language, err := load()
	if err != nil {
		panic(fmt.Errorf("language %s: %w", text.Language.Code, err)) // the data are part of the program, and tests load them
	}
	p := &report{language: language, reader: r, text: text, doc: text.Document, record: dateline.NewRecord(text.Document)}
	body, before := make([]int, len(p.doc.Paragraphs)), 0
	for i, para := range p.doc.Paragraphs {
		body[i] = before
		if para.Kind == dateline.Body {
			before++
		}
	}
	for _, s := range text.Sentences {
		kind := p.doc.Paragraphs[s.Paragraph].Kind
		first := s.First
		if p.doc.Dateline.Overlaps(s.Span) {
			// "CAIRO, 3 May (Agency) -" says where and when the report was written, not the event
			for first < s.Last && text.Tokens[first].To <= p.doc.Dateline.To {
				first++
			}
			p.add(text.Tokens[s.First:first], s.Paragraph, dateline.Byline, body[s.Paragraph])
		}
		p.add(text.Tokens[first:s.Last], s.Paragraph, kind, body[s.Paragraph])
	}
	return p
}

// add adds a sentence; one without tokens is none.
func (r *report) add(tokens []dateline.Token, paragraph int, kind dateline.ParagraphKind, body int) {
	if len(tokens) == 0 {
		return
	}
	r.sentences = append(r.sentences, &sentence{
		Sentence: r.book.NewSentence(tokens), index: len(r.sentences), paragraph: paragraph, kind: kind, body: body,
		span: dateline.Span{From: tokens[0].From, To: tokens[len(tokens)-1].To},
	})
}

// at gives the span of tokens [first, last) of a sentence.
func (s *sentence) at(first, last int) dateline.Span {
	if first >= last {
		return dateline.Span{}
	}
	return dateline.Span{From: s.Tokens[first].From, To: s.Tokens[last-1].To}
}

// words gives the words of tokens [first, last) of a sentence.
func (r *report) words(s *sentence, first, last int) dateline.Words {
	return r.doc.Words(s.at(first, last))
}

// normal gives the folded words of tokens [first, last), separated by blanks.
func (s *sentence) normal(first, last int) string {
	var b strings.Builder
	for i := first; i < last; i++ {
		if i > first && !s.Tokens[i].Joined {
			b.WriteByte(' ')
		}
		b.WriteString(s.Tokens[i].Norm)
	}
	return b.String()
}

// within lists what was found of a kind that lies in tokens [first, last).
func (s *sentence) within(kind string, first, last int) []rule.Found {
	var out []rule.Found
	for _, f := range s.Found() {
		if f.Kind == kind && f.First >= first && f.Last <= last {
			out = append(out, f)
		}
	}
	return out
}

// covered tells whether something of one of the kinds shares a token with [first, last).
func (s *sentence) covered(first, last int, kinds ...string) bool {
	for _, f := range s.Found() {
		for _, k := range kinds {
			if f.Kind == k && f.First < last && first < f.Last {
				return true
			}
		}
	}
	return false
}

// found gives the thing that a match names by a key.
func (s *sentence) found(m *rule.Match, key string) (rule.Found, bool) {
	v, ok := m.Value(key)
	if !ok || v.Found < 0 {
		return rule.Found{}, false
	}
	return s.Found()[v.Found], true
}

func (r *report) gap(code, field string, words dateline.Words) {
	r.gaps = append(r.gaps, dateline.Gap{Code: code, Step: "extract", Field: field, Words: words})
}
