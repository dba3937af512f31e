package web

import (
	"cmp"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"dateline"
	"dateline/coding"
	"dateline/store"
)

// An adjudication is one report of a set with what its coders and the machine took, side by side.
type adjudication struct {
	*store.Comparison
	Path, SetPath  string
	Title          string
	Place, Total   int      // of the report among those of the set
	Heads          []string // of the columns: the coders by letter, the machine
	Groups         []unitGroup
	Differ, Open   int // in the report
	All, AllOpen   int // in the set
	Agreed         int // values that all coders state alike and that were not settled
	Previous, Next string
	Agreement      *agreementTable
	Closed         bool
	Article        *article // of which words are picked, where another value is written; nil elsewhere
}

// adjudicatePath is the address of a report of a set in adjudication.
func adjudicatePath(set, report string) string {
	return setPath(set) + "/adjudicate/" + url.PathEscape(report)
}

// unitAddress leads to a unit, with its row in hand.
func unitAddress(path, key string) string {
	return path + "?unit=" + url.QueryEscape(key) + "#u-" + key
}

// adjudicateNext leads to the first report of a set in which something is open.
func (v *visit) adjudicateNext() error {
	set, err := v.Store.CodingSet(v.ctx(), v.r.PathValue("id"))
	if err != nil {
		return err
	}
	agreement, err := v.Store.Agreement(v.ctx(), set.ID)
	if err != nil {
		return err
	}
	to := set.Reports[0].Report
	for _, r := range slices.Backward(set.Reports) {
		if agreement.Open[r.Report] > 0 {
			to = r.Report
		}
	}
	return v.seeOther(adjudicatePath(set.ID, to))
}

// adjudicate shows a report of a set. Which row is in hand, and whether another value is being written, is in the query.
func (v *visit) adjudicate() error {
	query := v.r.URL.Query()
	return v.showAdjudication(http.StatusOK, query.Get("unit"), query.Get("another") != "", nil, nil)
}

func (v *visit) showAdjudication(status int, hand string, another bool, t typing, wrong *mistake) error {
	c, err := v.Store.Comparison(v.ctx(), v.r.PathValue("id"), v.r.PathValue("report"))
	if err != nil {
		return err
	}
	agreement, err := v.Store.Agreement(v.ctx(), c.Set.ID)
	if err != nil {
		return err
	}
	page := &adjudication{Comparison: c, Path: adjudicatePath(c.Set.ID, c.Report), SetPath: setPath(c.Set.ID), Total: len(c.Set.Reports),
		Differ: agreement.Differ[c.Report], Open: agreement.Open[c.Report], Agreement: v.agreementTable(agreement), Closed: !c.Set.Closed.IsZero()}
	page.places(agreement)
	if page.Heads, err = v.heads(c.Set); err != nil {
		return err
	}
	page.Groups = v.unitGroups(page)
	row := page.take(hand)
	if row != nil && another && !page.Closed {
		if err := v.openAnother(page, row, t, wrong); err != nil {
			return err
		}
	}
	if row != nil && wrong != nil {
		row.Wrong = v.locale.words(wrong.key, wrong.args...)
	}
	return v.showStatus(status, "adjudicate", c.Set.Name, page)
}

// places finds where the report stands in the set, and where to go from it.
func (p *adjudication) places(a *store.Agreement) {
	reports := p.Set.Reports
	at := slices.IndexFunc(reports, func(r store.SetReport) bool { return r.Report == p.Report })
	p.Place, p.Title = at+1, cmp.Or(reports[at].Title, p.Report)
	if at > 0 {
		p.Previous = adjudicatePath(p.Set.ID, reports[at-1].Report)
	}
	for i := range reports {
		p.All += a.Differ[reports[i].Report]
		p.AllOpen += a.Open[reports[i].Report]
	}
	for i := 1; i < len(reports) && p.Next == ""; i++ { // the next with something open, from the start again after the last
		if next := reports[(at+i)%len(reports)].Report; a.Open[next] > 0 {
			p.Next = adjudicatePath(p.Set.ID, next)
		}
	}
	if p.Next == "" && at+1 < len(reports) {
		p.Next = adjudicatePath(p.Set.ID, reports[at+1].Report)
	}
	differ := p.Comparison.Differ()
	for _, u := range p.Units {
		if p.agreed(&u, differ) {
			p.Agreed++
		}
	}
}

// agreed tells whether all coders state a value alike that was not settled. Whether a thing is there is left as it is once something
// was settled of it, for that would be taken back.
func (p *adjudication) agreed(u *coding.Unit, differ []coding.Unit) bool {
	if _, settled := p.Settled[u.Key]; settled || slices.ContainsFunc(differ, func(o coding.Unit) bool { return o.Key == u.Key }) {
		return false
	}
	if u.Key == u.Thing {
		for key := range p.Settled {
			if strings.HasPrefix(key, u.Key+".") {
				return false
			}
		}
	}
	return !slices.ContainsFunc(u.Answers[:len(u.Answers)-1], func(a coding.Answer) bool { return !a.Stated })
}

// heads are those of the columns: coders by their letter, once the set is closed with their names, and the machine.
func (v *visit) heads(set *store.Set) ([]string, error) {
	var all []string
	for i := range set.Coders {
		head := v.locale.words("adjudicate.coder", "letter", v.locale.letter(i))
		if set.Order != nil {
			name, err := v.displayName(set.Order[i])
			if err != nil {
				return nil, err
			}
			head = v.locale.words("set.coder-named", "letter", v.locale.letter(i), "name", isolate(name))
		}
		all = append(all, head)
	}
	return append(all, v.locale.plain("set.machine")), nil
}

// take puts a row in hand: the one of a unit, or the first that is open, or the first of all.
func (p *adjudication) take(key string) *unitRow {
	var first, open *unitRow
	for _, g := range p.Groups {
		for _, r := range g.Rows {
			if first == nil {
				first = r
			}
			if open == nil && r.Open() {
				open = r
			}
			if r.Unit == key {
				r.Current = true
				return r
			}
		}
	}
	row := cmp.Or(open, first)
	if row != nil {
		row.Current = true
	}
	return row
}

// settle does what a form asks for: takes an answer, writes another, leaves a unit open, takes back what was settled, or
// takes all that the coders state alike.
func (v *visit) settle() error {
	set, report := v.r.PathValue("id"), v.r.PathValue("report")
	form := v.r.PostForm
	unit, take := form.Get("unit"), form.Get("take")
	c, err := v.Store.Comparison(v.ctx(), set, report)
	if err != nil {
		return err
	}
	if take == "agreed" {
		return v.settleAgreed(c)
	}
	at := slices.IndexFunc(c.Units, func(u coding.Unit) bool { return u.Key == unit })
	if at < 0 {
		return store.ErrUnknown
	}
	one := store.Settled{Unit: unit, Author: v.author, Reason: strings.TrimSpace(form.Get("reason"))}
	switch take {
	case "undo":
		if err := v.Store.Unsettle(v.ctx(), set, report, unit, v.author); err != nil {
			return err
		}
		return v.seeOther(unitAddress(adjudicatePath(set, report), unit))
	case "open":
		one.Taken = store.TakenNone
	case "none":
		one.Taken, one.Value = store.TakenOther, json.RawMessage("null")
	case "other":
		one.Taken = store.TakenOther
		if one.Value, err = v.readAnother(c, c.Units[at].Field); err != nil {
			return v.showWrong(unit, true, err)
		}
	default:
		one.Taken = take
	}
	number, err := strconv.Atoi(one.Taken)
	switch {
	case take == "open" && one.Reason == "":
		return v.showWrong(unit, false, &mistake{key: "adjudicate.reason-needed", in: "reason"})
	case take != "open" && one.Taken != store.TakenMachine && one.Taken != store.TakenOther && (err != nil || number < 0 || number >= len(c.Set.Coders)):
		return trouble(http.StatusBadRequest, "error.form")
	}
	if thing := c.Units[at].Thing; thing != unit && take != "open" && !hasThing(c, thing) {
		return v.showWrong(unit, false, &mistake{key: "adjudicate.thing-first"})
	}
	if _, err := v.Store.Settle(v.ctx(), set, report, one); err != nil {
		return err
	}
	next := unit
	if c, err = v.Store.Comparison(v.ctx(), set, report); err != nil {
		return err
	}
	for _, u := range slices.Concat(c.Units[at:], c.Units[:at]) {
		if _, settled := c.Settled[u.Key]; !settled && slices.ContainsFunc(c.Differ(), func(o coding.Unit) bool { return o.Key == u.Key }) {
			next = u.Key
			break
		}
	}
	return v.seeOther(unitAddress(adjudicatePath(set, report), next))
}

// hasThing tells whether the record has a thing of a comparison: the machine has it, or it was settled that there is one.
func hasThing(c *store.Comparison, thing string) bool {
	if one, ok := c.Settled[thing]; ok && one.Taken != store.TakenNone {
		return string(one.Value) != "null"
	}
	at := slices.IndexFunc(c.Units, func(u coding.Unit) bool { return u.Key == thing })
	return at >= 0 && c.Units[at].Answers[len(c.Records)-1].Stated
}

// settleAgreed takes into the record all that the coders of a report state alike. Things come before what is asked of them.
func (v *visit) settleAgreed(c *store.Comparison) error {
	differ := c.Differ()
	page := adjudication{Comparison: c}
	for _, u := range c.Units {
		if !page.agreed(&u, differ) {
			continue
		}
		one, err := v.Store.Settle(v.ctx(), c.Set.ID, c.Report, store.Settled{Unit: u.Key, Taken: "0", Author: v.author})
		if err != nil {
			return err
		}
		c.Settled[u.Key] = one
	}
	return v.seeOther(adjudicatePath(c.Set.ID, c.Report))
}

func (v *visit) showWrong(unit string, another bool, err error) error {
	var wrong *mistake
	if !errors.As(err, &wrong) {
		return err
	}
	t := typing{}
	for name := range v.r.PostForm {
		t[name] = v.r.PostForm.Get(name)
	}
	return v.showAdjudication(http.StatusUnprocessableEntity, unit, another, t, wrong)
}

// another makes ready to write a value that is nobody's, over the record as it stands.
func (v *visit) another(report string) (*editing, error) {
	record, stand, err := v.review(report)
	if err != nil {
		return nil, err
	}
	return &editing{visit: v, report: report, record: record, stand: stand, form: v.r.PostForm}, nil
}

// readAnother reads the value that an adjudicator has written. An actor that the record lacks is added to it.
func (v *visit) readAnother(c *store.Comparison, field coding.Field) (json.RawMessage, error) {
	f := recordField(field)
	if f == "" {
		return nil, trouble(http.StatusBadRequest, "error.form")
	}
	e, err := v.another(c.Report)
	if err != nil {
		return nil, err
	}
	if f == dateline.FieldCasualty {
		e.form.Set("harm", string(field))
	}
	value, more, err := e.read(f, "", nil)
	if err != nil {
		return nil, err
	}
	return value, e.apply(more...)
}

// openAnother opens the controls to write another value in a row.
func (v *visit) openAnother(page *adjudication, row *unitRow, t typing, wrong *mistake) error {
	f := recordField(row.Field)
	if f == "" {
		return nil
	}
	e, err := v.another(page.Report)
	if err != nil {
		return err
	}
	text := articleOf(e.record.Document, nil)
	page.Article = &text
	m := newRowMaker(v.locale, e.record, &standings{})
	if t == nil {
		t = m.typingOf(f, "", nil)
	}
	row.Another = v.fixOf(&reportPage{Record: e.record, Address: page.Path}, m, f, "set", "", "", row.Label, t, wrong)
	if f == dateline.FieldCasualty { // which harm is settled already
		row.Another.Controls = slices.DeleteFunc(row.Another.Controls, func(c control) bool { return c.Name == "harm" })
	}
	return nil
}

// Columns is how many columns the table has.
func (p *adjudication) Columns() int { return len(p.Heads) + 2 }

// Key is what takes the answer of a column.
func (p *adjudication) Key(column int) int { return column + 1 }

// Another is the address at which another value is written for a unit.
func (p *adjudication) Another(unit string) string {
	return p.Path + "?unit=" + url.QueryEscape(unit) + "&another=1#u-" + unit
}
