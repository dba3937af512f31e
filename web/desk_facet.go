package web

import (
	"slices"

	"golang.org/x/text/collate"

	"dateline/codebook"
)

// A facet is a filter as a button, and the form behind it.
type facet struct {
	Name  string
	Label string
	Shown string // what it is set to; empty if it is not
	Fault string
	Keep  [][2]string // fields of the other filters, to be sent with the form
	Clear string      // the address without it
	Query *deskQuery
	Tree  []typeChoice
	Lands []landChoice
	Of    []string // choices of one
}

// A typeChoice is a type of the codebook, with how many broader ones it has.
type typeChoice struct {
	Key, Label string
	Depth      int
}

// A landChoice is a country of the record.
type landChoice struct{ Code, Name string }

// facets are the filters of a page, in order. Those that nobody sets by hand are there only where they are set. While the
// incidents are coming, no countries can be chosen.
func (v *visit) facets(q *deskQuery, coming bool) ([]facet, error) {
	var all []facet
	for _, f := range deskFilters {
		one := facet{Name: f.name, Label: v.locale.plain("filter." + f.name), Shown: q.shown[f.name], Fault: q.faults[f.name], Clear: q.without(f.name), Query: q}
		for _, field := range deskFields {
			if value := q.typed[field]; value != "" && field != "page" && !slices.Contains(f.fields, field) {
				one.Keep = append(one.Keep, [2]string{field, value})
			}
		}
		switch f.name {
		case "place":
			var codes []string
			if !coming {
				var err error
				if codes, err = v.Store.Countries(v.ctx()); err != nil {
					return nil, err
				}
			}
			one.Lands = v.lands(codes, q.filter.Country)
		case "type":
			one.Tree = v.typeTree("", 0)
		case "claim":
			one.Of = claimChoices
		case "status":
			one.Of = v.statusChoices()
		case "review":
			one.Of = reviewChoices
		case "news":
			if one.Shown == "" && one.Fault == "" {
				continue
			}
		}
		all = append(all, one)
	}
	return all, nil
}

// lands names countries in the order of their names; one that is asked for is among them.
func (v *visit) lands(codes []string, asked string) []landChoice {
	if asked != "" && !slices.Contains(codes, asked) {
		codes = append(codes, asked)
	}
	var all []landChoice
	for _, code := range codes {
		all = append(all, landChoice{code, v.locale.country(code)})
	}
	order := collate.New(v.locale.tag)
	slices.SortFunc(all, func(a, b landChoice) int { return order.CompareString(a.Name, b.Name) })
	return all
}

func (v *visit) typeTree(broader string, depth int) []typeChoice {
	var all []typeChoice
	for _, entry := range v.Book.Entries(codebook.Type) {
		if entry.Kind == broader {
			all = append(all, typeChoice{entry.Key, v.locale.key("type", entry.Key), depth})
			all = append(all, v.typeTree(entry.Key, depth+1)...)
		}
	}
	return all
}
