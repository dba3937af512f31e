package web

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"dateline"
	"dateline/codebook"
	"dateline/coding"
	"dateline/store"
)

// A unitGroup is all that was asked of one event or one statement.
type unitGroup struct {
	Title string
	Rows  []*unitRow
}

// A unitRow is one unit: what each coder and the machine say, and what was settled.
type unitRow struct {
	Unit    string
	Field   coding.Field
	Label   string
	Kind    string // time, place, toll, actor, said or type
	Cells   []unitCell
	Differs bool // the coders do not all say the same
	Settled *store.Settled
	Outcome value  // what came of it, in words
	Mark    who    // of the outcome; empty for an open one
	Reason  string // of the adjudicator
	Current bool   // it is in hand
	Another *fix   // the controls to write another value; nil where nobody writes one
	Writes  bool   // another value can be written
	Wrong   string
	Path    string          // of the row
	Rules   []codebookEntry // what the codebook says of its answers
}

// A unitCell is one answer.
type unitCell struct {
	Head     string // whose it is
	Value    value
	Words    string // of the report, that say it
	Same     bool   // as the first coder's
	Machine  bool
	Taken    string // that a form sends to take it
	Key      string // that takes it
	Sentence *sentence
}

// A sentence is one of a report in which words are underlined.
type sentence struct{ Before, Words, After string }

// Open tells whether the row waits for a decision.
func (r *unitRow) Open() bool { return r.Differs && r.Settled == nil }

// recordField is what the record calls a field of a set; empty for whether a thing is there.
func recordField(f coding.Field) dateline.Field {
	return map[coding.Field]dateline.Field{coding.Type: dateline.FieldType, coding.Status: dateline.FieldStatus, coding.Time: dateline.FieldTime, coding.Place: dateline.FieldPlace,
		coding.Killed: dateline.FieldCasualty, coding.Injured: dateline.FieldCasualty, coding.Perpetrator: dateline.FieldRole, coding.Claim: dateline.FieldClaim,
		coding.Act: dateline.FieldAct, coding.Speaker: dateline.FieldSpeaker, coding.Horizon: dateline.FieldHorizon}[f]
}

// fieldKinds are the kinds of the fields; those of statements are "said".
var fieldKinds = map[coding.Field]string{coding.Event: "type", coding.Type: "type", coding.Status: "type", coding.Time: "time", coding.Place: "place", coding.Killed: "toll", coding.Injured: "toll",
	coding.Perpetrator: "actor"}

// unitGroups lays the units of a comparison out in rows. What is asked of a thing that no coder has is left out.
func (v *visit) unitGroups(page *adjudication) []unitGroup {
	var makers []*rowMaker
	for _, r := range page.Records {
		makers = append(makers, newRowMaker(v.locale, r, &standings{}))
	}
	differ := page.Comparison.Differ()
	coders := len(page.Records) - 1
	var groups []unitGroup
	thing := ""
	for i := range page.Units {
		u := &page.Units[i]
		found := func(a coding.Answer) bool { return a.Found }
		if u.Thing != u.Key && !slices.ContainsFunc(u.Answers[:coders], found) {
			continue
		}
		if u.Thing != thing {
			thing = u.Thing
			groups = append(groups, unitGroup{Title: v.thingTitle(u, makers)})
		}
		r := &unitRow{Unit: u.Key, Field: u.Field, Label: v.locale.plain(fieldLabels[u.Field]), Kind: fieldKinds[u.Field], Path: unitAddress(page.Path, u.Key),
			Differs: slices.ContainsFunc(differ, func(o coding.Unit) bool { return o.Key == u.Key }), Writes: recordField(u.Field) != "" && !page.Closed}
		if r.Kind == "" {
			r.Kind = "said"
		}
		for j := range u.Answers {
			r.Cells = append(r.Cells, v.unitCell(page, makers[j], u, j))
		}
		v.outcome(page, r, u, makers[coders])
		r.Rules = v.rulesOf(u)
		last := &groups[len(groups)-1]
		last.Rows = append(last.Rows, r)
	}
	return groups
}

// rulesOf gives what the codebook says of what a unit asks for: of each answer that was given, or of the field.
func (v *visit) rulesOf(u *coding.Unit) []codebookEntry {
	class, keys := codebook.Class(""), []string{}
	switch u.Field {
	case coding.Event, coding.Type:
		class = codebook.Type
	case coding.Status:
		class = codebook.Status
	case coding.Statement, coding.Act:
		class = codebook.Act
	case coding.Killed, coding.Injured:
		class, keys = codebook.Harm, []string{string(u.Field)}
	case coding.Perpetrator:
		class, keys = codebook.Role, []string{dateline.Perpetrator}
	case coding.Claim:
		class, keys = codebook.Act, []string{string(dateline.ClaimsResponsibility)}
	}
	for i := range u.Answers {
		value := u.Answers[i].Value
		switch u.Field {
		case coding.Type, coding.Status, coding.Act:
			if key, ok := decoded[string](value); ok {
				keys = append(keys, *key)
			}
		case coding.Event:
			if e, ok := decoded[dateline.Event](value); ok {
				keys = append(keys, e.Type)
			}
		case coding.Statement:
			if s, ok := decoded[dateline.Statement](value); ok {
				keys = append(keys, string(s.Act))
			}
		}
	}
	var all []codebookEntry
	for i, key := range keys {
		if e, ok := v.Book.Entry(class, key); ok && !slices.Contains(keys[:i], key) {
			all = append(all, v.codebookEntry(class, e))
		}
	}
	return all
}

// thingTitle names an event or a statement as the first who has it does.
func (v *visit) thingTitle(u *coding.Unit, makers []*rowMaker) string {
	_, number, _ := strings.Cut(u.Thing, ".")
	n, _ := strconv.Atoi(number)
	for j := range u.Answers {
		if !u.Answers[j].Stated {
			continue
		}
		title := ""
		if e, ok := decoded[dateline.Event](u.Answers[j].Value); ok && u.Field == coding.Event {
			title = makers[j].eventTitle(e)
		}
		if s, ok := decoded[dateline.Statement](u.Answers[j].Value); ok && u.Field == coding.Statement {
			title = v.locale.key("act", string(s.Act))
		}
		return v.locale.words("report.event", "n", v.locale.plainNumber(n), "title", title)
	}
	return v.locale.plainNumber(n)
}

// unitCell puts one answer into words.
func (v *visit) unitCell(page *adjudication, m *rowMaker, u *coding.Unit, j int) unitCell {
	a, first := &u.Answers[j], &u.Answers[0]
	c := unitCell{Head: page.Heads[j], Machine: j == len(u.Answers)-1, Taken: strconv.Itoa(j), Key: strconv.Itoa(j + 1), Words: a.Words.Text,
		Value: v.answerWords(m, u.Field, a), Same: j > 0 && a.Found && first.Found && a.Same(first)}
	if c.Machine {
		c.Taken = store.TakenMachine
	}
	if a.Stated {
		c.Sentence = sentenceOf(m.record.Document.Text, a.Words.Span)
	}
	return c
}

// answerWords puts an answer into words, where it stands in a record of its own.
func (v *visit) answerWords(m *rowMaker, f coding.Field, a *coding.Answer) value {
	whole := f == coding.Event || f == coding.Statement
	switch {
	case !a.Found:
		return value{Words: v.locale.plain("adjudicate.no-thing"), Line: gap}
	case whole && a.Stated:
		return value{Words: v.locale.plain("adjudicate.told"), Line: exact}
	case whole:
		return value{Words: v.locale.plain("adjudicate.not-told"), Line: gap}
	case !a.Stated:
		return value{Words: v.locale.plain("count.unstated"), Line: gap}
	}
	return m.valueOf(recordField(f), a.Value)
}

// outcome says what came of a unit: settled, agreed or open.
func (v *visit) outcome(page *adjudication, r *unitRow, u *coding.Unit, m *rowMaker) {
	l := v.locale
	one, settled := page.Settled[u.Key]
	if !settled {
		if r.Outcome = (value{Words: l.plain("adjudicate.agree")}); r.Differs {
			r.Outcome = value{Words: l.plain("adjudicate.open"), Line: gap}
		}
		if slices.ContainsFunc(r.Cells[:len(r.Cells)-1], func(c unitCell) bool { return c.Value.Words == l.plain("adjudicate.no-thing") }) && !r.Differs {
			r.Outcome = value{Words: l.plain("adjudicate.one-alone"), Line: gap}
		} else if !r.Differs {
			r.Mark = accepted
		}
		return
	}
	r.Settled, r.Reason, r.Mark = &one, one.Reason, accepted
	switch number, err := strconv.Atoi(one.Taken); {
	case one.Taken == store.TakenNone:
		r.Outcome, r.Mark = value{Words: l.plain("adjudicate.left-open"), Line: gap}, unstated
	case one.Taken == store.TakenMachine:
		r.Outcome = value{Words: l.plain("adjudicate.machines")}
	case err == nil && !r.Differs && number == 0:
		r.Outcome = value{Words: l.plain("adjudicate.agreed-taken")}
	case err == nil:
		r.Outcome, r.Mark = value{Words: l.words("adjudicate.coders", "letter", l.letter(number))}, corrected
	default:
		answer, err := coding.Read(u.Field, one.Value)
		if err != nil {
			return // what was settled was read before
		}
		r.Outcome, r.Mark = v.answerWords(m, u.Field, &answer), corrected
	}
}

// mostSentence is how many letters of a sentence stand on each side of the words at most.
const mostSentence = 160

// sentenceOf cuts the sentence out of a text in which words stand; nil where they stand nowhere.
func sentenceOf(text string, span dateline.Span) *sentence {
	if span.From < 0 || span.From >= span.To || span.To > len(text) || !onRune(text, span.From) || !onRune(text, span.To) {
		return nil
	}
	before, after := text[:span.From], text[span.To:]
	for _, end := range []string{". ", "! ", "? ", "؟ ", "\n"} {
		if i := strings.LastIndex(before, end); i >= 0 {
			before = before[i+len(end):]
		}
	}
	for _, end := range []string{". ", "! ", "? ", "؟ ", "\n"} {
		if i := strings.Index(after, end); i >= 0 {
			after = after[:i+len(strings.TrimSpace(end))]
		}
	}
	if cut := utf8.RuneCountInString(before) - mostSentence; cut > 0 {
		runes := []rune(before)[cut:]
		before = "…" + string(runes[max(slices.Index(runes, ' '), 0):])
	}
	if runes := []rune(after); len(runes) > mostSentence {
		after = strings.TrimRight(string(runes[:mostSentence]), " ") + "…"
	}
	return &sentence{before, text[span.From:span.To], after}
}
