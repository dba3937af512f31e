package web

import (
	"cmp"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"dateline"
	"dateline/store"
)

// A mergePage shows what would come of making one incident of two, before it is done.
type mergePage struct {
	ID, Title, Path string
	With            string    // what was asked for: an id, or words
	Choices         []related // to choose from, while it is not clear with which
	Before          []outline // the two as they are
	After           *outline
	Worse           []string    // what would be told less exactly or less plainly, in words
	Apart           []keptApart // edits that keep the two apart
	Reason          string      // as it was typed
}

// An outline is the few facts by which incidents are held against one another.
type outline struct {
	ID, Title, Path string
	Rows            []outlineRow
}

// An outlineRow is a fact: killed, injured, when, where, claim, reports.
type outlineRow struct {
	Label, Words string
	Differs      bool // from what it was
}

// outline gives the few facts of an incident.
func (v *visit) outline(t *told) outline {
	l := v.locale
	o := outline{ID: t.ID, Title: cmp.Or(t.Entry.Title, l.key("type", t.Type)), Path: incidentPath(t.ID)}
	for _, harm := range []string{dateline.Killed, dateline.Injured} {
		words := l.words("count.unstated")
		if toll := t.toll(harm); toll != nil {
			words = l.words("outline.toll", "best", l.number(toll.Best), "low", l.number(toll.Low), "high", v.bound(toll.High))
		}
		o.Rows = append(o.Rows, outlineRow{Label: l.key("harm", harm), Words: words})
	}
	o.Rows = append(o.Rows,
		outlineRow{Label: l.words("incident.type"), Words: l.key("type", t.Type)},
		outlineRow{Label: l.words("incident.when"), Words: l.when(t.Time).Words},
		outlineRow{Label: l.words("incident.where"), Words: l.where(t.Place).Words},
		outlineRow{Label: l.words("incident.claim"), Words: v.claimWords(t)},
		outlineRow{Label: l.words("incident.reports"), Words: l.words("count.reports", "n", len(t.Tellings))})
	return o
}

func (v *visit) claimWords(t *told) string {
	var names []string
	for _, id := range t.claimants() {
		names = append(names, t.actorName(id))
	}
	if len(names) > 0 {
		return v.locale.words("outline.claim", "state", v.locale.words("claim."+t.claim), "by", v.locale.list(names...))
	}
	return v.locale.words("claim." + t.claim)
}

// join gives what two incidents would be as one: the finer of the times and of the places.
func (v *visit) join(a, b *told, rule string) (*told, error) {
	all := &told{Incident: &store.Incident{Incident: b.Incident.Incident, Entry: b.Entry, Copies: b.Copies}, records: maps.Clone(b.records)}
	maps.Copy(all.records, a.records)
	all.Tellings = slices.Concat(b.Tellings, a.Tellings)
	slices.SortStableFunc(all.Tellings, func(x, y *dateline.Telling) int { return x.AsOf().Compare(y.AsOf()) })
	all.Time = finerTime(b.Time, a.Time)
	all.Place = finerPlace(b.Place, a.Place)
	return all, all.derive(rule)
}

// length is how long a time is; an open one is longer than all others.
func length(t *dateline.Time) time.Duration {
	if !t.Resolved() {
		return 1<<63 - 1
	}
	return t.End.At.Sub(t.Start.At)
}

func finerTime(a, b *dateline.Time) *dateline.Time {
	if length(b) < length(a) {
		return b
	}
	return a
}

// fineness orders the grains of a place, the finest first.
var fineness = []string{dateline.Town, dateline.Near, dateline.District, dateline.Province, dateline.Region, dateline.CountryGrain}

func finerPlace(a, b *dateline.Place) *dateline.Place {
	if a == nil || b != nil && slices.Index(fineness, b.Grain) < slices.Index(fineness, a.Grain) {
		return b
	}
	return a
}

// worse says what one incident of two would tell less plainly than the two do.
func (v *visit) worse(a, b, both *told) []string {
	l := v.locale
	var worse []string
	say := func(key string, args ...any) { worse = append(worse, l.words(key, args...)) }
	if a.Time.Resolved() && b.Time.Resolved() && (!a.Time.Start.At.Before(b.Time.End.At) || !b.Time.Start.At.Before(a.Time.End.At)) {
		say("worse.time", "one", l.when(a.Time).Words, "other", l.when(b.Time).Words)
	}
	if a.Place != nil && b.Place != nil && cmp.Or(a.Place.ID, a.Place.Name) != cmp.Or(b.Place.ID, b.Place.Name) {
		say("worse.place", "one", l.where(a.Place).Words, "other", l.where(b.Place).Words)
	}
	if a.Type != b.Type {
		say("worse.type", "one", l.key("type", a.Type), "other", l.key("type", b.Type))
	}
	for _, harm := range []string{dateline.Killed, dateline.Injured} {
		x, y, z := a.toll(harm), b.toll(harm), both.toll(harm)
		if x != nil && y != nil && z != nil && spread(z) > max(spread(x), spread(y)) {
			say("worse.toll", "harm", l.key("harm", harm), "low", l.number(z.Low), "high", v.bound(z.High))
		}
	}
	if both.claim == dateline.Rival && a.claim != dateline.Rival && b.claim != dateline.Rival {
		say("worse.claim")
	}
	return worse
}

func spread(t *dateline.Toll) int {
	if t.High == dateline.Open {
		return 1 << 30
	}
	return t.High - t.Low
}

// differing marks the rows of an outline that are otherwise than in both others.
func differing(after *outline, before ...outline) {
	for i := range after.Rows {
		after.Rows[i].Differs = !slices.ContainsFunc(before, func(o outline) bool { return o.Rows[i].Words == after.Rows[i].Words })
	}
}

// mergeForm shows what merging would come to; without another incident it offers some.
func (v *visit) mergeForm() error {
	incident, done, err := v.incidentAt("/merge")
	if err != nil || done {
		return err
	}
	return v.showMerge(http.StatusOK, incident, strings.TrimSpace(v.r.URL.Query().Get("with")), "")
}

// showMerge shows what merging with another incident would come to.
func (v *visit) showMerge(status int, incident *store.Incident, with, reason string) error {
	this, err := v.told(incident, v.tollRule(), 0)
	if err != nil {
		return err
	}
	page := mergePage{ID: this.ID, Title: cmp.Or(this.Entry.Title, this.ID), Path: incidentPath(this.ID), With: with, Reason: reason}
	if page.With == "" || page.With == this.ID {
		if page.Choices, err = v.related(this); err != nil {
			return err
		}
		return v.show("merge", "merge.title", page)
	}
	target, err := v.Store.Incident(v.ctx(), page.With)
	if err != nil {
		return err
	}
	other, err := v.told(target, v.tollRule(), 0)
	if err != nil {
		return err
	}
	both, err := v.join(this, other, v.tollRule())
	if err != nil {
		return err
	}
	page.Before = []outline{v.outline(this), v.outline(other)}
	after := v.outline(both)
	differing(&after, page.Before...)
	page.After, page.Worse = &after, v.worse(this, other, both)
	for _, a := range v.apartFrom(incident) {
		if a.ID == target.ID {
			page.Apart = append(page.Apart, a)
		}
	}
	return v.showStatus(status, "merge", "merge.title", page)
}

// A splitPage shows what would come of making an incident of some of another's reports.
type splitPage struct {
	ID, Title, Path string
	Reports         []splitReport
	Parts           []outline // the two that would come of it; none while nothing is chosen
}

// A splitReport is a report that may go.
type splitReport struct {
	toldReport
	Chosen bool
}

// splitForm shows the reports of an incident to choose from, and what would come of the choice.
func (v *visit) splitForm() error {
	incident, done, err := v.incidentAt("/split")
	if err != nil || done {
		return err
	}
	all, err := v.told(incident, v.tollRule(), 0)
	if err != nil {
		return err
	}
	chosen := v.r.URL.Query()["telling"]
	page := splitPage{ID: all.ID, Title: cmp.Or(all.Entry.Title, all.ID), Path: incidentPath(all.ID)}
	for _, row := range v.toldReports(all) {
		page.Reports = append(page.Reports, splitReport{row, slices.Contains(chosen, row.Key)})
	}
	if len(chosen) > 0 {
		for _, goes := range []bool{true, false} {
			part, err := v.part(all, func(key string) bool { return slices.Contains(chosen, key) == goes })
			if err != nil {
				return err
			}
			if len(part.Tellings) == 0 {
				return trouble(http.StatusBadRequest, "split.not-all")
			}
			page.Parts = append(page.Parts, v.outline(part))
		}
	}
	return v.show("split", "split.title", page)
}

// part gives what some of an incident's reports tell of it.
func (v *visit) part(t *told, of func(key string) bool) (*told, error) {
	some := &told{Incident: &store.Incident{Incident: t.Incident.Incident, Entry: t.Entry}, records: t.records}
	some.Time, some.Place = nil, nil
	for _, telling := range t.Tellings {
		if of(telling.Key()) {
			some.Tellings = append(some.Tellings, telling)
			some.Time = finerTime(some.Time, telling.Event.Time)
			some.Place = finerPlace(some.Place, telling.Event.Place)
			some.Entry.Title = cmp.Or(telling.Title, some.Entry.Title)
		}
	}
	return some, some.derive(v.tollRule())
}

// split makes an incident of the chosen reports.
func (v *visit) split() error {
	if err := v.r.ParseForm(); err != nil {
		return trouble(http.StatusBadRequest, "error.form")
	}
	if len(v.r.PostForm["telling"]) == 0 {
		return trouble(http.StatusBadRequest, "split.none")
	}
	return v.applyTo(store.Edit{Kind: store.EditSplit, Subject: v.r.PathValue("id"), Tellings: v.r.PostForm["telling"]})
}
