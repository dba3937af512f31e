package web

import (
	"cmp"
	"html/template"
	"slices"
	"time"

	"dateline"
	"dateline/draw"
	"dateline/store"
)

// A wherePart is the map of an incident, and its table.
type wherePart struct {
	Map  template.HTML
	Rows []placeRow
	More int // ways that fewer reports tell it in, and that are not shown
}

// mostWays is how many ways in which a place is told are drawn and listed.
const mostWays = 24

// A placeRow is one way in which reports tell the place.
type placeRow struct {
	Name, Grain, Land string
	At                string // "33.754, 44.605"; empty if unknown
	Reports           int
	Words             []string // of the reports, a few
}

// A toldPlace is a place, and how many reports tell it so.
type toldPlace struct {
	place   *dateline.Place
	reports int
	words   []string
}

// places are the ways in which the place is told, the most often first; of those told as often, the finest.
func (t *told) places() []toldPlace {
	var all []toldPlace
	at := map[string]int{}
	for _, telling := range t.all {
		p := telling.Event.Place
		if p == nil {
			continue
		}
		key := cmp.Or(p.ID, dateline.Fold(p.Name)) + " " + p.Grain
		k, ok := at[key]
		if !ok {
			k = len(all)
			at[key] = k
			all = append(all, toldPlace{place: p})
		}
		all[k].reports++
		if p.Text != "" && !slices.Contains(all[k].words, p.Text) && len(all[k].words) < 3 {
			all[k].words = append(all[k].words, p.Text)
		}
	}
	slices.SortStableFunc(all, func(a, b toldPlace) int {
		return cmp.Or(cmp.Compare(b.reports, a.reports), cmp.Compare(slices.Index(fineness, a.place.Grain), slices.Index(fineness, b.place.Grain)))
	})
	return all
}

func (v *visit) wherePart(t *told) wherePart {
	l := v.locale
	m := draw.Map{ID: "where", Title: l.words("incident.map-title"), Width: 392, Height: 300, Atlas: v.atlas, Locator: true, Inset: true, Words: l.drawingWords(), Country: l.country,
		Distance: func(km int) string { return l.words("map.km", "n", km) }}
	part := wherePart{}
	places := t.places()
	part.More = max(0, len(places)-mostWays)
	for _, told := range places[:len(places)-part.More] {
		p := told.place
		where := l.where(p)
		row := placeRow{Name: where.Words, Grain: where.Note, Reports: told.reports, Words: told.words}
		if p.Country != "" && p.Grain != dateline.CountryGrain {
			row.Land = l.country(p.Country)
		}
		if p.Lat != nil && p.Lon != nil && p.Grain != dateline.CountryGrain {
			row.At = l.coordinates(*p.Lat, *p.Lon)
		}
		part.Rows = append(part.Rows, row)
		note := l.words("incident.map-note", "grain", where.Note, "reports", l.words("count.reports", "n", told.reports))
		m.Spots = append(m.Spots, draw.Spot{Label: where.Words, Note: note, Title: where.Words + l.plain("list.comma") + note, Lat: p.Lat, Lon: p.Lon, Grain: p.Grain, Country: p.Country, Lit: len(m.Spots) == 0})
	}
	if len(m.Spots) > len(m.Undrawn()) {
		part.Map = m.SVG()
	}
	return part
}

// A related is another incident, with why it stands here.
type related struct {
	ID, Title, Path string
	Head            headline
	Why             []string
}

// How near another incident is to be shown beside one.
const (
	relatedDays    = 30
	relatedDegrees = 0.25 // some 25 km
	mostRelated    = 8
)

// related finds incidents that the same reports tell of, that happened near it in place and time, or that
// the same actor claims.
func (v *visit) related(t *told) ([]related, error) {
	var all []related
	at := map[string]int{t.ID: -1}
	for i := range t.Apart {
		at[t.Apart[i].Entry.ID] = -1 // it is said elsewhere, and not offered again
	}
	add := func(e *store.Entry, why string) {
		k, ok := at[e.ID]
		if !ok {
			if len(all) == mostRelated {
				return
			}
			k = len(all)
			at[e.ID] = k
			all = append(all, v.relatedTo(e))
		}
		if k >= 0 && !slices.Contains(all[k].Why, why) {
			all[k].Why = append(all[k].Why, why)
		}
	}
	if err := v.toldBeside(t, add); err != nil {
		return nil, err
	}
	if !t.Time.Resolved() {
		return all, nil
	}
	near := store.Filter{From: t.Time.Start.At.AddDate(0, 0, -relatedDays), To: t.Time.End.At.AddDate(0, 0, relatedDays)}
	if p := t.Place; p != nil && p.Lat != nil && p.Lon != nil && p.Grain != dateline.CountryGrain {
		near.Box = &store.Box{South: *p.Lat - relatedDegrees, North: *p.Lat + relatedDegrees, West: *p.Lon - relatedDegrees, East: *p.Lon + relatedDegrees}
		entries, err := v.Store.Incidents(v.ctx(), near, store.ByDay, mostRelated, 0)
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			if n := daysBetween(e.From, t.Time.Start.At); n > 0 {
				add(e, v.locale.words("related.near", "n", n))
			} else {
				add(e, v.locale.words("related.same-day"))
			}
		}
	}
	for _, actor := range t.claimants() {
		entries, err := v.Store.Incidents(v.ctx(), store.Filter{From: near.From, To: near.To, Actor: actor, Role: store.Claims}, store.ByDay, mostRelated, 0)
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			add(e, v.locale.words("related.actor", "actor", t.actorName(actor)))
		}
	}
	return all, nil
}

// mostTold is how many tellings are looked through for what else their reports tell of.
const mostTold = 40

// toldBeside adds the incidents that the same reports tell of.
func (v *visit) toldBeside(t *told, add func(*store.Entry, string)) error {
	type beside struct{ incident, why string }
	var all []beside
	var ids []string
	seen := 0
	for _, telling := range t.Tellings {
		for i := range t.records[telling.Report].Events {
			e := &t.records[telling.Report].Events[i]
			if e.ID == telling.Event.ID || seen == mostTold {
				continue
			}
			seen++
			_, id, _, err := v.Store.Telling(v.ctx(), telling.Report+"/"+e.ID)
			if err != nil || id == "" || id == t.ID {
				continue // of no incident of its own
			}
			why := "related.beside"
			if !e.Main {
				why = "related.background"
			}
			all, ids = append(all, beside{id, why}), append(ids, id)
		}
	}
	entries, err := v.entriesOf(each(ids))
	if err != nil {
		return err
	}
	for _, b := range all {
		if e := entries[b.incident]; e != nil {
			add(e, v.locale.words(b.why))
		}
	}
	return nil
}

func daysBetween(a, b time.Time) int {
	d := int(a.Sub(b.Truncate(24*time.Hour)).Hours() / 24)
	return max(d, -d)
}
