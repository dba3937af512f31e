package eval

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"dateline"
	"dateline/codebook"
)

// What a story wants of a record. A nil pointer or an empty string means that
// the record is to hold nothing there.
type (
	wanted struct {
		title, site, section string
		authors              []string
		published            *dateline.Published
		events               []*wantedEvent
		statements           []*wantedStatement
		traits               []*wantedTrait
		gaps                 []wantedGap
	}

	// words are words of the report; nil where the record is to have none.
	words struct {
		text string
		nth  int // which of their places in the report; 0 for any
	}

	wantedEvent struct {
		kind       string
		status     dateline.Status
		main       bool
		words      *words
		time       *wantedTime
		place      *wantedPlace
		venue      *words
		casualties []*wantedCasualty
		roles      []wantedRole
		claim      *wantedClaim
	}

	wantedTime struct {
		start, end dateline.Moment // zero while open; end is zero unless a range is stated
		grain      dateline.Grain
		words      *words
	}

	wantedPlace struct {
		name, country, grain string
		words                *words
	}

	wantedCasualty struct {
		harm                              string
		low, high                         int
		words, who                        *words
		attackers, withAttackers, running bool
		by                                int // number of a statement, from 1; 0 for the report's own voice
		line                              int
	}

	wantedRole struct {
		role, actor, basis string // actor and basis only of a perpetrator
		words              *words
	}

	wantedClaim struct {
		state string
		by    []string
		words *words
	}

	wantedStatement struct {
		act        dateline.Act
		nobody     bool // no speaker is named; words are those of the statement
		words      *words
		about      []int // numbers of events, from 1
		forActor   string
		outlet     *words
		via        int // number of a statement, from 1; 0 for none
		direct     bool
		what       *words // of a forecast
		likelihood *words
		forecaster string
		horizon    *wantedTime
		line       int
	}

	wantedTrait struct {
		actor, kind string
		value       *words
		when        *wantedTime
		other       string
		by          int
		line        int
	}

	wantedGap struct {
		code  string
		words *words
	}
)

// A parser turns rows into what is wanted. It goes on after a fault.
type parser struct {
	file   string
	book   *codebook.Book
	page   string // what is to be seen of the page
	want   wanted
	faults []error

	row  row
	rest []field // of the row, not yet taken

	event     *wantedEvent
	statement *wantedStatement
	trait     *wantedTrait
}

func (p *parser) fault(col int, format string, args ...any) {
	at := Position{p.file, p.row.line, col}
	p.faults = append(p.faults, fmt.Errorf("%s: %w", at, fmt.Errorf(format, args...)))
}

// col is where the next field stands, or the end of the row.
func (p *parser) col() int {
	if len(p.rest) > 0 {
		return p.rest[0].col
	}
	last := p.row.fields[len(p.row.fields)-1]
	return last.col + len(last.text)
}

func (p *parser) parse(rows []row) {
	for _, p.row = range rows {
		faults := len(p.faults)
		p.rest = p.row.fields
		keyword := p.word("a keyword")
		if p.row.indent == 0 {
			p.event, p.statement, p.trait = nil, nil, nil
			p.parseEntry(keyword)
		} else {
			p.parseUnder(keyword)
		}
		if len(p.rest) > 0 && len(p.faults) == faults {
			p.fault(p.col(), "%q is not expected here", p.rest[0].text)
		}
	}
	p.checkNumbers()
}

func (p *parser) parseEntry(keyword string) {
	w := &p.want
	switch keyword {
	case "title":
		w.title = p.plain()
	case "site":
		w.site = p.plain()
	case "section":
		w.section = p.plain()
	case "author":
		w.authors = append(w.authors, p.plain())
	case "published":
		w.published = &dateline.Published{At: p.word("a date"), Basis: p.one("argument", "json-ld", "open-graph", "meta",
			"time-element", "dateline", "text", "url")}
	case "event":
		p.event = &wantedEvent{kind: p.key(codebook.Type), status: dateline.Status(p.key(codebook.Status))}
		p.event.main = p.accept("main")
		p.event.words = p.words()
		w.events = append(w.events, p.event)
	case "statement":
		p.statement = &wantedStatement{act: dateline.Act(p.key(codebook.Act)), line: p.row.line}
		p.statement.nobody = p.accept("nobody")
		p.statement.words = p.words()
		w.statements = append(w.statements, p.statement)
	case "trait":
		p.trait = &wantedTrait{actor: p.word("an actor"), kind: p.key(codebook.Trait), value: p.words(), line: p.row.line}
		w.traits = append(w.traits, p.trait)
		p.parseTrait()
	case "gap":
		gap := wantedGap{code: p.word("a code")}
		if len(p.rest) > 0 {
			gap.words = p.words()
		}
		w.gaps = append(w.gaps, gap)
	default:
		p.fault(1, "%q opens no entry", keyword)
	}
}

func (p *parser) parseUnder(keyword string) {
	switch {
	case p.event != nil:
		p.parseEvent(keyword)
	case p.statement != nil:
		p.parseStatement(keyword)
		for len(p.rest) > 0 && !p.rest[0].quoted {
			p.parseStatement(p.word("a keyword"))
		}
	case p.trait != nil:
		p.rest = p.row.fields
		p.parseTrait()
	default:
		p.fault(p.row.indent+1, "%q stands under no event, statement or trait", keyword)
	}
}

func (p *parser) parseEvent(keyword string) {
	e := p.event
	switch keyword {
	case "time":
		e.time = p.time()
		e.time.words = p.words()
	case "place":
		e.place = &wantedPlace{name: p.name(), country: p.word("a country or -"), grain: p.one(dateline.Town, dateline.Near,
			dateline.District, dateline.Province, dateline.Region, dateline.CountryGrain), words: p.words()}
		if e.place.country == "-" {
			e.place.country = ""
		}
	case "venue":
		if e.venue != nil {
			p.fault(p.row.indent+1, "an event has one venue")
		}
		e.venue = p.words()
	case dateline.Killed, dateline.Injured, dateline.Missing, dateline.Abducted, dateline.Detained:
		e.casualties = append(e.casualties, p.casualty(keyword))
	case dateline.Perpetrator:
		role := wantedRole{role: keyword}
		if len(p.rest) > 1 && !p.rest[1].quoted {
			role.actor = p.word("an actor")
		}
		role.basis = p.one(dateline.RoleClaimed, dateline.RoleBlamed, dateline.RoleSuspected, dateline.RoleStated)
		role.words = p.words()
		e.roles = append(e.roles, role)
	case dateline.Target, dateline.Victim, dateline.Weapon:
		e.roles = append(e.roles, wantedRole{role: keyword, words: p.words()})
	case "claim":
		e.claim = &wantedClaim{state: p.one(dateline.Claimed, dateline.Rival, dateline.ClaimDenied, dateline.NoneStated, dateline.Unmentioned)}
		for len(p.rest) > 0 && !p.rest[0].quoted {
			e.claim.by = append(e.claim.by, p.word("an actor"))
		}
		if len(p.rest) > 0 {
			e.claim.words = p.words()
		}
	default:
		p.fault(p.row.indent+1, "%q is nothing that an event has", keyword)
	}
}

func (p *parser) casualty(harm string) *wantedCasualty {
	c := &wantedCasualty{harm: harm, low: p.number(), high: p.number(), words: p.words(), line: p.row.line}
	for len(p.rest) > 0 {
		switch p.one("who", "attackers", "with-attackers", "running", "by") {
		case "who":
			c.who = p.words()
		case "attackers":
			c.attackers = true
		case "with-attackers":
			c.withAttackers = true
		case "running":
			c.running = true
		case "by":
			c.by = p.number()
		default:
			return c
		}
	}
	if c.low < 0 || c.high < c.low && c.high != dateline.Open {
		p.fault(p.row.indent+1, "%d to %d is no count", c.low, c.high)
	}
	return c
}

func (p *parser) parseStatement(keyword string) {
	s := p.statement
	switch keyword {
	case "about":
		for len(p.rest) > 0 && isNumber(p.rest[0].text) {
			s.about = append(s.about, p.number())
		}
	case "for":
		s.forActor = p.word("an actor")
	case "outlet":
		s.outlet = p.words()
	case "via":
		s.via = p.number()
	case "direct":
		s.direct = true
	case "forecast":
		s.what = p.words()
		if len(p.rest) > 0 && p.rest[0].quoted {
			s.likelihood = p.words()
		}
	case "forecaster":
		s.forecaster = p.word("an actor")
	case "horizon":
		s.horizon = p.span()
	default:
		p.fault(p.row.indent+1, "%q is nothing that a statement has", keyword)
	}
}

func (p *parser) parseTrait() {
	for len(p.rest) > 0 {
		switch p.one("when", "other", "by") {
		case "when":
			p.trait.when = p.time()
			p.trait.when.words = p.words()
		case "other":
			p.trait.other = p.word("an actor")
		case "by":
			p.trait.by = p.number()
		default:
			return
		}
	}
}

// checkNumbers finds numbers of statements and events that the story does not have.
func (p *parser) checkNumbers() {
	check := func(line, number, most int, what string) {
		if number < 0 || number > most {
			p.row = row{line: line, fields: []field{{col: 1}}}
			p.fault(1, "there is no %s %d", what, number)
		}
	}
	statements, events := len(p.want.statements), len(p.want.events)
	for _, e := range p.want.events {
		for _, c := range e.casualties {
			check(c.line, c.by, statements, "statement")
		}
	}
	for _, s := range p.want.statements {
		check(s.line, s.via, statements, "statement")
		for _, n := range s.about {
			check(s.line, n, events, "event")
		}
	}
	for _, t := range p.want.traits {
		check(t.line, t.by, statements, "statement")
	}
}

// take gives the next field; ok is false, with a fault, if the row has none.
func (p *parser) take(what string) (f field, ok bool) {
	if len(p.rest) == 0 {
		p.fault(p.col(), "%s is missing", what)
		return field{}, false
	}
	f, p.rest = p.rest[0], p.rest[1:]
	return f, true
}

func (p *parser) word(what string) string {
	f, ok := p.take(what)
	if ok && f.quoted {
		p.fault(f.col, "got %q in quotation marks, want %s", f.text, what)
	}
	return f.text
}

// name is a word, or several in quotation marks.
func (p *parser) name() string {
	f, _ := p.take("a name")
	return f.text
}

// plain is a string in quotation marks that need not be words of the page.
func (p *parser) plain() string {
	f, ok := p.take("a string")
	if ok && !f.quoted {
		p.fault(f.col, "%q has no quotation marks", f.text)
	}
	return f.text
}

// words are words of the page, in quotation marks.
func (p *parser) words() *words {
	f, ok := p.take("a quotation")
	if !ok {
		return nil
	}
	if !f.quoted {
		p.fault(f.col, "got %s, want words of the report in quotation marks", f.text)
		return nil
	}
	found := places(p.page, spaces.ReplaceAllString(f.text, " "), f.nth)
	if len(found) == 0 {
		if f.nth > 1 {
			p.fault(f.col, "%q does not stand in the page %d times", f.text, f.nth)
		} else {
			p.fault(f.col, "%q does not stand in the page", f.text)
		}
	}
	return &words{text: f.text, nth: f.nth}
}

// accept takes the next field if it is that word.
func (p *parser) accept(word string) bool {
	if len(p.rest) == 0 || p.rest[0].quoted || p.rest[0].text != word {
		return false
	}
	p.rest = p.rest[1:]
	return true
}

// one takes a word that must be one of a list; it is empty if it is none.
func (p *parser) one(list ...string) string {
	col := p.col()
	got := p.word(list[0])
	for _, w := range list {
		if got == w {
			return got
		}
	}
	p.fault(col, "got %q, want one of %s", got, strings.Join(list, ", "))
	return ""
}

func (p *parser) key(class codebook.Class) string {
	col := p.col()
	key := p.word("a " + string(class))
	if _, ok := p.book.Entry(class, key); !ok {
		p.fault(col, "%q is no %s of the codebook", key, class)
	}
	return key
}

func (p *parser) number() int {
	col := p.col()
	text := p.word("a number")
	n, err := strconv.Atoi(text)
	if err != nil {
		p.fault(col, "%q is no number", text)
	}
	return n
}

func isNumber(s string) bool {
	_, err := strconv.Atoi(s)
	return err == nil
}

// time reads START GRAIN, START..END GRAIN or open GRAIN.
func (p *parser) time() *wantedTime {
	t := p.span()
	grain := p.one(string(dateline.Minute), string(dateline.Hour), string(dateline.DayPart), string(dateline.Day),
		string(dateline.WeekGrain), string(dateline.Month), string(dateline.Season), string(dateline.Year), string(dateline.Decade))
	t.grain = dateline.Grain(grain)
	return t
}

// span reads START, START..END or open.
func (p *parser) span() *wantedTime {
	t := &wantedTime{}
	if p.accept("open") {
		return t
	}
	col := p.col()
	start, end, ranged := strings.Cut(p.word("a time"), "..")
	t.start = p.moment(col, start)
	if ranged {
		t.end = p.moment(col, end)
	}
	return t
}

func (p *parser) moment(col int, text string) dateline.Moment {
	var m dateline.Moment
	if err := m.UnmarshalText([]byte(text)); err != nil {
		p.fault(col, "%q is no time such as %s or %sT18:00", text, time.DateOnly, time.DateOnly)
	}
	return m
}
