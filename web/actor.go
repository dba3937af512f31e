package web

import (
	"cmp"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"dateline"
	"dateline/dossier"
	"dateline/draw"
	"dateline/store"
)

// mostOfEach is how many things of one list a dossier shows.
const mostOfEach = 12

// mostIncidents is how many incidents a dossier draws.
const mostIncidents = 200

// An actorPage is all that is known of an actor, and who says so.
type actorPage struct {
	*dossier.Dossier
	Kind, Land   string
	Account      string // one line, from the record
	Names        []actorName
	Unheard      []string // names of the actor list that no report has
	Arabic       string   // its first name in the other script; empty if unknown
	Parents      []actorTie
	Branches     []actorTie
	People       []actorTie // persons and outlets that belong to it
	Wide, Narrow template.HTML
	Traits       []traitRow
	Warnings     []forecastRow
	Stands       []standRow
	Map          template.HTML
	Unplaced     int
	Rows, Drawn  []actorIncident // those that are listed, and the others that are drawn
	Years        []tallyRow
	Lands        []tallyRow
	Claimed      []branchRow
	Edits        bool
	Path         string
}

// An actorIncident is an incident in a dossier.
type actorIncident struct {
	ID, Title, Path string
	Head            headline
	Killed          *value // nil where no report has a figure
}

func (v *visit) actorIncident(e *store.Entry) actorIncident {
	row := actorIncident{ID: e.ID, Title: v.titleOf(e), Path: incidentPath(e.ID), Head: v.headlineOf(e)}
	if e.Killed != nil {
		killed := v.locale.count(e.Killed.Low, e.Killed.High)
		row.Killed = &killed
	}
	return row
}

// An actorName is a name with its sources, and what an editor has settled.
type actorName struct {
	dossier.Name
	State string // in the locale's words; empty if nobody has settled it
}

// An actorTie is another actor that it belongs to, or that belongs to it.
type actorTie struct {
	dossier.Tie
	Label, Years, Path string
	Depth              int // a branch of a branch stands under it
}

// A traitRow is what reports say of one kind of trait, side by side.
type traitRow struct {
	Label  string
	Said   []traitSaid
	Differ bool // more than one value is told
	More   bool
}

// A traitSaid is one value of a trait and who says so.
type traitSaid struct {
	store.Remark
	When  string
	Who   string
	Other template.HTML
}

// A standRow is what an actor claims, denies or is blamed for.
type standRow struct {
	store.Stand
	Word   string
	Path   string
	Others []string
}

// A tallyRow is a number of incidents of a year or a land.
type tallyRow struct {
	Label string
	Path  string // to the list of them
	store.Tally
}

// A branchRow is how many incidents a branch claims, counted apart.
type branchRow struct {
	Label, Path, Years string
	Count              int
}

func actorPath(id string) string { return "/actor/" + url.PathEscape(id) }

// actor shows a dossier. An address with a name leads to that of the id.
func (v *visit) actor() error {
	asked := v.r.PathValue("id")
	d, err := dossier.Read(v.ctx(), v.Store, v.Actors, asked, mostOfEach)
	if err != nil {
		return err
	}
	if d.ID != asked {
		return v.seeOther(actorPath(d.ID))
	}
	l := v.locale
	page := actorPage{Dossier: d, Kind: l.key("kind", d.Kind), Edits: v.role >= editor, Path: actorPath(d.ID)}
	if d.Country != "" {
		page.Land = l.country(d.Country)
	}
	if d.Listed != nil && len(d.Listed.Arabic) > 0 {
		page.Arabic = d.Listed.Arabic[0]
	}
	for _, n := range d.Called {
		if n.Reports == 0 && n.State == "" && n.List {
			page.Unheard = append(page.Unheard, n.Alias.Name)
			continue
		}
		name := actorName{Name: n}
		if n.State != "" {
			name.State = l.words("alias." + n.State)
		}
		page.Names = append(page.Names, name)
	}
	page.Parents = v.ties(d.Parents)
	for _, t := range v.ties(d.Branches) {
		if t.Kind == "person" || t.Kind == "outlet" {
			page.People = append(page.People, t)
		} else {
			page.Branches = append(page.Branches, t)
		}
	}
	page.Account = v.actorAccount(d, page.Parents)
	page.Traits = v.traitRows(d)
	page.Stands = v.standRows(d)
	if page.Warnings, err = v.forecastRows(d.Warnings); err != nil {
		return err
	}
	entries, err := v.Store.Incidents(v.ctx(), store.Filter{Actor: d.ID}, store.ByDay, mostIncidents, 0)
	if err != nil {
		return err
	}
	for i, e := range entries {
		if row := v.actorIncident(e); i < mostOfEach {
			page.Rows = append(page.Rows, row)
		} else {
			page.Drawn = append(page.Drawn, row)
		}
	}
	page.Map, page.Unplaced = v.actorMap(d, entries)
	page.Wide, page.Narrow = v.lanes(d, entries)
	page.tallies(v, d)
	return v.show("actor", d.Name, page)
}

// actorAccount tells what it is in one line, from the record.
func (v *visit) actorAccount(d *dossier.Dossier, parents []actorTie) string {
	l := v.locale
	parts := []string{l.key("kind", d.Kind)}
	if d.Country != "" {
		parts = append(parts, l.country(d.Country))
	}
	for _, p := range parents {
		if p.Remark == nil {
			parts = append(parts, l.words("actor.part-of", "name", p.Label))
			break
		}
	}
	parts = append(parts, l.words("count.incidents", "n", d.Incidents))
	if first, last := d.Spread.First, d.Spread.Last; first != nil && last != nil {
		parts = append(parts, l.words("actor.span", "from", first.From, "to", last.From))
	}
	return strings.Join(parts, l.plain("list.comma"))
}

// ties puts what an actor belongs to, or what belongs to it, into words.
func (v *visit) ties(all []dossier.Tie) []actorTie {
	var rows []actorTie
	depth := map[string]int{}
	for _, t := range all {
		row := actorTie{Tie: t, Label: cmp.Or(t.Name, v.actorLabel(t.Actor)), Path: actorPath(t.Actor)}
		if above, ok := depth[t.Of]; ok && t.Remark == nil {
			row.Depth = above + 1
		}
		depth[t.Actor] = row.Depth
		row.Years = v.locale.years(t.From, t.To)
		rows = append(rows, row)
	}
	return rows
}

// traitRows sets what is said of one kind side by side.
func (v *visit) traitRows(d *dossier.Dossier) []traitRow {
	var rows []traitRow
	for i := range d.Traits {
		t := &d.Traits[i]
		label := v.locale.key("trait", t.Kind)
		if len(rows) == 0 || rows[len(rows)-1].Label != label {
			rows = append(rows, traitRow{Label: label, More: d.More[t.Kind]})
		}
		row := &rows[len(rows)-1]
		said := traitSaid{Remark: *t, Who: cmp.Or(strings.Join(strings.Fields(t.Speaker), " "), t.Site, v.locale.words("incident.report-itself"))}
		if t.Time != nil {
			said.When = v.locale.when(t.Time).Words
		}
		if t.Other != "" {
			said.Other = actorLink(t.Other, v.actorLabel(t.Other))
		}
		row.Said = append(row.Said, said)
		row.Differ = len(row.Said) > 1
	}
	return rows
}

func (v *visit) standRows(d *dossier.Dossier) []standRow {
	var rows []standRow
	for _, s := range d.Stands {
		row := standRow{Stand: s, Word: v.locale.key("act", string(s.Act)), Path: incidentPath(s.Incident)}
		for _, o := range s.Others {
			who := cmp.Or(strings.Join(strings.Fields(o.Speaker), " "), o.Actor, v.locale.words("incident.own-voice"))
			row.Others = append(row.Others, v.locale.words("actor.other", "act", v.locale.key("act", string(o.Act)), "who", who))
		}
		rows = append(rows, row)
	}
	return rows
}

// actorMap draws the incidents, and counts those that have no place on it.
func (v *visit) actorMap(d *dossier.Dossier, entries []*store.Entry) (template.HTML, int) {
	l := v.locale
	m := draw.Map{ID: "actor-map", Title: l.words("actor.map-title", "name", d.Name), Width: 392, Height: 300, Atlas: v.atlas, Words: l.drawingWords(), Country: l.country,
		Distance: func(km int) string { return l.words("map.km", "n", km) },
		Several: func(n int, at []draw.Spot) string {
			return l.words("map.several", "place", at[0].Label, "incidents", l.words("count.incidents", "n", n))
		}}
	for _, e := range entries {
		m.Spots = append(m.Spots, v.spotOf(e))
	}
	unplaced := len(m.Undrawn())
	if unplaced == len(m.Spots) {
		return "", unplaced
	}
	return m.SVG(), unplaced
}

// spotOf is an incident of a listing as a map shows it.
func (v *visit) spotOf(e *store.Entry) draw.Spot {
	head := v.headlineOf(e)
	spot := draw.Spot{ID: e.ID, Label: head.Town, Title: v.locale.words("map.spot", "place", head.Town, "time", head.Time.Words, "title", e.Title), Lat: e.Lat, Lon: e.Lon, Grain: e.PlaceGrain, Country: e.Country}
	if e.Killed != nil {
		figureSpot(&spot, e.Killed.Low, e.Killed.High, true)
		spot.Note = v.locale.words("map.killed", "count", v.locale.shortCount(e.Killed.Low, e.Killed.High))
	}
	return spot
}

// entryOf is an incident of a listing as a time line shows it.
func (v *visit) entryOf(e *store.Entry) draw.Entry {
	entry := draw.Entry{ID: e.ID, Title: v.locale.words("map.spot", "place", e.Place, "time", v.headlineOf(e).Time.Words, "title", e.Title)}
	if !e.From.IsZero() {
		entry.From, entry.To = e.From, e.To.AddDate(0, 0, 1)
	}
	if e.Killed != nil {
		entry.Killed, entry.Open, entry.Counted = e.Killed.Low, e.Killed.High == dateline.Open, e.Killed.Low > 1 || e.Killed.High != dateline.Open
	}
	return entry
}

// lanes draws what reports tell of an actor over time: only what has a time.
func (v *visit) lanes(d *dossier.Dossier, entries []*store.Entry) (wide, narrow template.HTML) {
	l := v.locale
	drawing := draw.Lanes{ID: "lanes-wide", Title: l.words("actor.lanes-title", "name", d.Name), Words: l.drawingWords()}
	for i := range d.Traits {
		t := &d.Traits[i]
		if !t.Time.Resolved() {
			continue
		}
		label := l.key("trait", t.Kind)
		at := slices.IndexFunc(drawing.Lanes, func(lane draw.Lane) bool { return lane.Label == label })
		if at < 0 {
			at = len(drawing.Lanes)
			drawing.Lanes = append(drawing.Lanes, draw.Lane{Label: label, Kind: laneKind(t.Kind)})
		}
		drawing.Lanes[at].Marks = append(drawing.Lanes[at].Marks, v.traitMark(t))
	}
	if len(entries) > 0 {
		lane := draw.Lane{Label: l.words("actor.incidents"), Kind: draw.TimeKind}
		for _, e := range entries {
			if !e.From.IsZero() {
				lane.Incidents = append(lane.Incidents, v.entryOf(e))
			}
		}
		drawing.Lanes = append(drawing.Lanes, lane)
	}
	warned := draw.Lane{Label: l.words("actor.warnings"), Kind: draw.SaidKind}
	for i := range d.Warnings {
		w := &d.Warnings[i]
		if w.Said.IsZero() {
			continue
		}
		mark := draw.Mark{Title: cmp.Or(w.Speaker, l.words("incident.own-voice")) + ": " + w.What, Shape: draw.Point, From: w.Said}
		if w.By.Resolved() {
			mark.Shape, mark.To = draw.Horizon, w.By.End.At
		}
		warned.Marks = append(warned.Marks, mark)
	}
	if len(warned.Marks) > 0 {
		drawing.Lanes = append(drawing.Lanes, warned)
	}
	if len(drawing.Lanes) == 0 {
		return "", ""
	}
	wide = drawing.SVG()
	drawing.ID, drawing.Width = "lanes-narrow", narrowDrawing
	return wide, drawing.SVG()
}

// laneKind is the hue of a kind of trait.
func laneKind(kind string) draw.Kind {
	switch kind {
	case "emerged":
		return draw.TimeKind
	case "base", "focus":
		return draw.PlaceKind
	case "strength", "strength-trend":
		return draw.TollKind
	}
	return draw.ActorKind
}

// lasting are the kinds of trait that hold from a time on.
var lasting = []string{dateline.BranchOf, dateline.SplitFrom, "formerly", "leader", "ally", "enemy", "designated"}

func (v *visit) traitMark(t *store.Remark) draw.Mark {
	mark := draw.Mark{Label: shortened(t.Value, 28), Title: v.locale.when(t.Time).Words + ": " + t.Value, From: t.Time.Start.At, To: t.Time.End.At}
	switch {
	case slices.Contains(lasting, t.Kind):
		mark.Shape, mark.Sure, mark.To = draw.Span, t.Time.End.At, time.Time{}
	case t.Time.End.At.Sub(t.Time.Start.At) <= 24*time.Hour:
		mark.Shape, mark.To = draw.Point, time.Time{}
	default:
		mark.Shape = draw.Doubt
	}
	return mark
}

// shortened is a text of at most so many letters, whole words of it.
func shortened(s string, most int) string {
	s = strings.Join(strings.Fields(s), " ")
	letters := []rune(s)
	if len(letters) <= most {
		return s
	}
	cut := string(letters[:most])
	if at := strings.LastIndexByte(cut, ' '); at > 0 {
		cut = cut[:at]
	}
	return cut + "…"
}

// tallies counts the incidents by year and by land, and what branches claim.
func (p *actorPage) tallies(v *visit, d *dossier.Dossier) {
	filter := "/?actor=" + url.QueryEscape(d.ID)
	for _, t := range d.Spread.Years {
		row := tallyRow{Tally: t, Label: v.locale.words("desk.no-date")}
		if t.Year != 0 {
			row.Label, row.Path = v.locale.plainNumber(t.Year), filter+"&from="+strconv.Itoa(t.Year)+"-01-01&to="+strconv.Itoa(t.Year)+"-12-31"
		}
		p.Years = append(p.Years, row)
	}
	for _, t := range d.Spread.Provinces {
		if len(p.Lands) == mostOfEach {
			break
		}
		row := tallyRow{Tally: t, Label: v.locale.words("place.unstated")}
		if t.Country != "" {
			row.Label, row.Path = v.locale.country(t.Country), filter+"&country="+url.QueryEscape(t.Country)
		}
		if t.Admin1 != "" {
			row.Label = t.Admin1 + v.locale.plain("list.comma") + row.Label
		}
		p.Lands = append(p.Lands, row)
	}
	for _, b := range d.ByBranches {
		tie := v.ties([]dossier.Tie{b.Tie})[0]
		p.Claimed = append(p.Claimed, branchRow{Label: tie.Label, Path: tie.Path, Years: tie.Years, Count: b.Count})
	}
}

// settleName confirms or refuses that an actor bears a name.
func (v *visit) settleName() error {
	e := store.Edit{Kind: store.EditAliasConfirm, Subject: v.r.PathValue("id"), Alias: v.r.PostFormValue("name"), Author: v.author, Reason: v.r.PostFormValue("reason")}
	switch v.r.PostFormValue("act") {
	case "confirm":
	case "refuse":
		e.Kind = store.EditAliasRefuse
	default:
		return trouble(http.StatusBadRequest, "error.form")
	}
	if _, err := v.Store.Apply(v.ctx(), e); err != nil {
		return err
	}
	return v.seeOther(actorPath(e.Subject))
}

// An actorsPage lists actors.
type actorsPage struct {
	Name, Kind string
	Kinds      []stateChoice
	Rows       []actorsRow
	Page       int
	Next       string // address of the next page; empty for none
	Previous   string
}

// An actorsRow is an actor in the list.
type actorsRow struct {
	*store.Actor
	KindName, Land, Path string
}

// actorsLength is how many actors a page lists.
const actorsLength = 50

func (v *visit) actors() error {
	query := v.r.URL.Query()
	page := actorsPage{Name: strings.TrimSpace(query.Get("name")), Kind: query.Get("kind"), Page: 1}
	if n, err := strconv.Atoi(query.Get("page")); err == nil && n > 1 && n < 1_000_000 {
		page.Page = n
	}
	for _, kind := range []string{"armed-group", "state-force", "government", "international-body", "organization", "outlet", "person"} {
		page.Kinds = append(page.Kinds, stateChoice{kind, v.locale.key("kind", kind), page.Kind == kind})
	}
	found, err := v.Store.Actors(v.ctx(), store.ActorFilter{Name: page.Name, Kind: page.Kind}, store.ByIncidents, actorsLength+1, (page.Page-1)*actorsLength)
	if err != nil {
		return err
	}
	address := func(n int) string {
		return "/actors?" + url.Values{"name": {page.Name}, "kind": {page.Kind}, "page": {strconv.Itoa(n)}}.Encode()
	}
	if len(found) > actorsLength {
		found, page.Next = found[:actorsLength], address(page.Page+1)
	}
	if page.Page > 1 {
		page.Previous = address(page.Page - 1)
	}
	for _, a := range found {
		row := actorsRow{Actor: a, KindName: v.locale.key("kind", a.Kind), Path: actorPath(a.ID)}
		if a.Country != "" {
			row.Land = v.locale.country(a.Country)
		}
		page.Rows = append(page.Rows, row)
	}
	return v.show("actors", "actors.title", page)
}

// actorLabel is what the actor list calls an actor, or the record does; the id where neither has it.
func (v *visit) actorLabel(id string) string {
	if a := v.Actors.Actor(id); a != nil {
		return a.Name
	}
	if a, err := v.Store.Actor(v.ctx(), id); err == nil {
		return a.Name
	}
	return id
}
