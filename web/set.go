package web

import (
	"cmp"
	"errors"
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"dateline/coding"
	"dateline/draw"
	"dateline/store"
)

// A setView is one set: who has done with which report, and how far the coders agree.
type setView struct {
	*store.Set
	Path      string
	State     string
	Mine      bool
	Coders    []string // heads of the columns: numbers while names are hidden
	Rows      []setRow
	Agreement *agreementTable // nil while the set is being coded
	Differ    int             // values in which the coders differ
	Open      int             // of those, not settled yet
	Edits     bool            // the visitor may settle and close
	Next      string          // the report to go to next: to code, or to settle; empty for none
	NextDoes  string
	Before    string // address of the page before of its reports; empty for none
	After     string
}

// setLength is how many reports a page of a set lists.
const setLength = 100

// A setRow is one report of a set.
type setRow struct {
	Title        string
	Path         string // empty where the visitor has nothing to do there
	Done         []bool // by column
	Mine         bool   // the first column is the visitor's own
	Differ, Open int
}

// An agreementTable is how far coders agree, by field.
type agreementTable struct {
	Rows  []agreementRow
	Rough bool // some rest on too few values
	Few   int
}

// An agreementRow is one field.
type agreementRow struct {
	Field          string
	Same           string // share, in percent; empty for none
	Alpha          string // empty where it is not defined
	Values         int    // that alpha rests on
	Few            bool
	Machine        string // share right; empty where nothing was settled
	Settled, Right int
	Dot            template.HTML
}

// fieldLabels are the keys of the words for the fields of sets.
var fieldLabels = map[coding.Field]string{coding.Event: "set.event", coding.Type: "report.type", coding.Status: "report.status", coding.Time: "report.when", coding.Place: "report.where",
	coding.Killed: "harm.killed", coding.Injured: "harm.injured", coding.Perpetrator: "role.perpetrator", coding.Claim: "report.claim", coding.Statement: "set.statement",
	coding.Act: "report.act", coding.Speaker: "report.speaker", coding.Horizon: "set.horizon"}

// set shows a set to its coders and to editors.
func (v *visit) set() error {
	set, err := v.Store.CodingSet(v.ctx(), v.r.PathValue("id"))
	if err != nil {
		return err
	}
	page := setView{Set: set, Path: setPath(set.ID), State: v.setState(set), Mine: slices.Contains(set.Coders, v.author), Edits: v.role >= editor}
	if !page.Mine && !page.Edits {
		return store.ErrUnknown
	}
	agreement, err := v.Store.Agreement(v.ctx(), set.ID)
	switch {
	case errors.Is(err, store.ErrBlind):
		agreement = nil
	case err != nil:
		return err
	default:
		page.Agreement = v.agreementTable(agreement)
	}
	columns, err := v.columns(&page)
	if err != nil {
		return err
	}
	for _, r := range set.Reports {
		row := setRow{Title: cmp.Or(r.Title, r.Report)}
		for _, coder := range columns {
			row.Done = append(row.Done, slices.Contains(r.Done, coder))
		}
		switch {
		case agreement != nil:
			row.Differ, row.Open = agreement.Differ[r.Report], agreement.Open[r.Report]
			page.Differ, page.Open = page.Differ+row.Differ, page.Open+row.Open
			if page.Edits {
				row.Path = adjudicatePath(set.ID, r.Report)
				page.next(row.Path, "set.settle", row.Open > 0 && set.Closed.IsZero())
			}
		case page.Mine:
			row.Path = sheetPath(set.ID, r.Report)
			page.next(row.Path, "set.code", !slices.Contains(r.Done, v.author))
		}
		page.Rows = append(page.Rows, row)
	}
	page.turn(v.r.URL.Query().Get("page"))
	return v.show("set", set.Name, page)
}

// turn leaves the rows of one page, by its number, and says where the pages beside it are.
func (p *setView) turn(number string) {
	last := max(1, (len(p.Rows)+setLength-1)/setLength)
	at, _ := strconv.Atoi(number) // what is no number is the first
	at = min(max(at, 1), last)
	if at > 1 {
		p.Before = p.Path + "?page=" + strconv.Itoa(at-1)
	}
	if at < last {
		p.After = p.Path + "?page=" + strconv.Itoa(at+1)
	}
	p.Rows = p.Rows[(at-1)*setLength : min(at*setLength, len(p.Rows))]
}

// next takes a report as the one to go to next, if there is something to do and none is taken.
func (p *setView) next(path, does string, open bool) {
	if open && p.Next == "" {
		p.Next, p.NextDoes = path, does
	}
}

// columns gives the coders in the order of the columns: the visitor first; once the set is closed in the order of the answers,
// with their names.
func (v *visit) columns(page *setView) ([]string, error) {
	l := v.locale
	if page.Order != nil {
		for i, coder := range page.Order {
			name, err := v.displayName(coder)
			if err != nil {
				return nil, err
			}
			page.Coders = append(page.Coders, l.words("set.coder-named", "letter", l.letter(i), "name", isolate(name)))
		}
		return page.Order, nil
	}
	columns := slices.Clone(page.Set.Coders)
	if at := slices.Index(columns, v.author); at > 0 {
		columns = append([]string{v.author}, slices.Delete(columns, at, at+1)...)
	}
	for i, coder := range columns {
		switch {
		case coder == v.author:
			page.Coders = append(page.Coders, l.plain("set.you"))
		case page.Mine && len(columns) == 2:
			page.Coders = append(page.Coders, l.plain("set.the-other"))
		default:
			page.Coders = append(page.Coders, l.words("set.coder-number", "n", l.plainNumber(i+1)))
		}
	}
	return columns, nil
}

// displayName is what people call a user; the name itself where the record has no such user.
func (v *visit) displayName(name string) (string, error) {
	user, err := v.Store.User(v.ctx(), name)
	if errors.Is(err, store.ErrUnknown) {
		return name, nil
	}
	if err != nil {
		return "", err
	}
	return user.Display, nil
}

// agreementTable puts the agreement in a set into words and dots.
func (v *visit) agreementTable(a *store.Agreement) *agreementTable {
	t := &agreementTable{Few: coding.Few}
	right := map[coding.Field]coding.Score{}
	for _, s := range a.Machine {
		right[s.Field] = s
	}
	for _, r := range a.Coders {
		row := agreementRow{Field: v.locale.plain(fieldLabels[r.Field]), Values: r.Values, Few: r.Values < coding.Few}
		dot := draw.Agreement{Few: row.Few}
		if share, ok := r.Share(); ok {
			row.Same = v.locale.percent(share)
		}
		if r.Known {
			row.Alpha, dot.Alpha = v.locale.fraction(r.Alpha), &r.Alpha
			t.Rough = t.Rough || row.Few
		}
		if s := right[r.Field]; s.Units > 0 {
			share := float64(s.Right) / float64(s.Units)
			row.Machine, row.Settled, row.Right, dot.Machine = v.locale.fraction(share), s.Units, s.Right, &share
		}
		row.Dot = dot.SVG()
		t.Rows = append(t.Rows, row)
	}
	return t
}

// percent writes a share as "98%".
func (l *locale) percent(share float64) string {
	return l.words("set.percent", "n", l.digits.Replace(fmt.Sprintf("%.0f", share*100)))
}

// fraction writes a number with two digits after the point: "0.97".
func (l *locale) fraction(x float64) string {
	return l.digits.Replace(strings.Replace(fmt.Sprintf("%.2f", x), ".", l.plain("locale.point"), 1))
}
