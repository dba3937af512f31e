package web

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"dateline"
)

// mostPlaces are offered for a name at most.
const mostPlaces = 8

// noPlace is the choice of none of the places that are offered.
const noPlace = "none"

// A placeChoice is the places that bear a name.
type placeChoice struct {
	Name    string
	Options []option
}

// reportPlaces offers the places of a name to a script.
func (v *visit) reportPlaces() error {
	query := v.r.URL.Query()
	return v.showPart(http.StatusOK, "report", "places", placeChoice{query.Get("name"), v.placeOptions(query.Get("name"), query.Get("choice"))})
}

// placeOptions are the places that bear a name, and none of them.
func (v *visit) placeOptions(name, chosen string) []option {
	found := v.placesOf(name)
	if len(found) == 0 {
		return nil
	}
	var all []option
	for _, p := range found {
		where := []string{}
		if p.Admin1 != "" && p.Admin1 != p.Name {
			where = append(where, isolate(p.Admin1))
		}
		if p.Country != "" {
			where = append(where, v.locale.country(p.Country))
		}
		all = append(all, option{Value: p.ID, Label: isolate(p.Name), Note: strings.Join(append(where, v.locale.key("grain", p.Grain)), v.locale.plain("list.comma")), Chosen: p.ID == chosen})
	}
	return append(all, option{Value: noPlace, Label: v.locale.plain("report.no-place"), Chosen: chosen == noPlace})
}

func (v *visit) placesOf(name string) []dateline.Place {
	if v.Places == nil || strings.TrimSpace(name) == "" {
		return nil
	}
	found := v.Places(name, v.locale.Language)
	return found[:min(len(found), mostPlaces)]
}

// readPlace reads a place by its name and the choice among those that bear it.
func (e *editing) readPlace(old json.RawMessage) (*dateline.Place, error) {
	p := base[dateline.Place](old)
	name, choice := strings.Join(strings.Fields(e.form.Get("name")), " "), e.form.Get("choice")
	if name == "" {
		return nil, &mistake{key: "report.name-needed", in: "name"}
	}
	words, err := e.words(p.Words)
	if err != nil {
		return nil, err
	}
	found := e.placesOf(name)
	at := slices.IndexFunc(found, func(o dateline.Place) bool { return o.ID == choice && choice != "" })
	switch {
	case at >= 0:
		*p = found[at]
	case name == p.Name && (choice == "" || choice == p.ID): // as it was
		if grain := e.form.Get("grain"); slices.Contains(placeGrains, grain) {
			p.Grain = grain
		}
	case len(found) > 0 && choice != noPlace:
		return nil, &mistake{key: "report.choose-place", in: "name"}
	default:
		*p = dateline.Place{Name: name, Grain: dateline.Town}
		if grain := e.form.Get("grain"); slices.Contains(placeGrains, grain) {
			p.Grain = grain
		}
	}
	p.Words = words
	return p, nil
}
