package extract

import (
	"cmp"
	"slices"

	"dateline"
	"dateline/lang"
)

// A Name is a name that stands in a text: a person's, a body's or a place's.
type Name struct {
	dateline.Span        // in the document's text
	Kind          string // person, place, body (organizations, international bodies, outlets, armed groups) or state (governments and their forces)
}

// Names lists the names of a text in their order, those within others left out; none for a
// language that the Reader does not know.
func (r *Reader) Names(text *lang.Text) []Name {
	report := r.open(text)
	if report == nil {
		return nil
	}
	report.readNumbers()
	report.readTimes()
	report.readNames()
	report.readPlaces()
	var all []Name
	for _, s := range report.sentences {
		for _, f := range s.Found() {
			name := Name{Span: s.at(f.First, f.Last), Kind: "body"}
			switch f.Kind {
			case "place", "person":
				name.Kind = f.Kind
			case "actor", "organization":
				switch report.actors[report.names[f.ID].actor].Kind {
				case "person":
					name.Kind = "person"
				case "government", "state-force":
					name.Kind = "state"
				}
			default:
				continue
			}
			all = append(all, name)
		}
	}
	slices.SortFunc(all, func(a, b Name) int { return cmp.Or(a.From-b.From, b.To-a.To) })
	outer := dateline.Span{}
	return slices.DeleteFunc(all, func(n Name) bool {
		if n.From < outer.To {
			return true
		}
		outer = n.Span
		return false
	})
}
