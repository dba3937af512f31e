package gazetteer

import "time"

// A Branch is an actor that belongs or belonged to another, by itself or by way of a further branch.
type Branch struct {
	Actor    *Actor
	Of       string // id of the actor that it belongs to itself
	From, To string // as in Parent: while it did, and while all between it and the other did
}

// Branches gives the branches of an actor and those of its branches, each after the one that it belongs to, in the
// order of the list. One that belonged to it twice stands there twice. It is empty for an unknown id.
func (a *Actors) Branches(id string) []Branch {
	return a.branches(id, "", "", map[string]bool{id: true})
}

func (a *Actors) branches(id, from, to string, above map[string]bool) []Branch {
	var all []Branch
	for _, child := range a.list {
		for _, p := range child.Parents {
			if p.ID != id || above[child.ID] {
				continue
			}
			b := Branch{Actor: child, Of: id, From: max(from, p.From), To: p.To}
			if b.To == "" || to != "" && to < b.To {
				b.To = to
			}
			if b.To != "" && b.To <= b.From {
				continue
			}
			above[child.ID] = true
			all = append(append(all, b), a.branches(child.ID, b.From, b.To, above)...)
			delete(above, child.ID)
		}
	}
	return all
}

// FirstDay gives the first day of a date of the list, a year, month or day; zero for an empty one.
func FirstDay(date string) time.Time {
	for _, form := range []string{"2006", "2006-01", time.DateOnly} {
		if day, err := time.Parse(form, date); err == nil {
			return day
		}
	}
	return time.Time{}
}
