package link

import (
	"cmp"
	"slices"

	"dateline"
)

// Groups parts tellings into incidents, by the weights that were taught, and by what editors have
// settled. The outcome depends on the tellings and the rulings alone, not on their order.
// Tellings of status generic, hypothetical or denied are no incidents; they are left out.
func Groups(tellings []*dateline.Telling, rulings dateline.Rulings) []dateline.Group {
	return Taught().Groups(tellings, rulings)
}

// Groups parts tellings into incidents, as the function of that name does.
//
// Groups are brought together two at a time, those first whose tellings fit best in the mean of
// all pairs, as long as that mean speaks for it: one pair that fits does not make up for many
// that do not, or a report that mixes up two incidents would draw them together. What is told with its day
// and its town goes first; what is told vaguely joins what there is, unless two fit it alike.
func (w *Weights) Groups(tellings []*dateline.Telling, rulings dateline.Rulings) []dateline.Group {
	var clear, vague []*view
	for _, t := range tellings {
		switch {
		case !Counts(&t.Event):
		case Clear(&t.Event) || rulings.In[t.Key()] != "":
			clear = append(clear, newView(t))
		default:
			vague = append(vague, newView(t))
		}
	}
	byKey := func(a, b *view) int { return cmp.Compare(a.key, b.key) }
	slices.SortFunc(clear, byKey)
	slices.SortFunc(vague, byKey)
	l := newLinkage(w, slices.Concat(clear, vague), len(clear), rulings)
	l.join(len(clear))
	l.join(len(clear) + len(vague))
	var groups []dateline.Group
	for _, set := range l.sets() {
		slices.SortFunc(set, byKey)
		groups = append(groups, w.group(set, rulings))
	}
	slices.SortFunc(groups, func(a, b dateline.Group) int { return cmp.Compare(a.Links[0].Telling, b.Links[0].Telling) })
	return groups
}

// Counts tells whether an event is one that took place, or was to: of which there can be
// an incident.
func Counts(e *dateline.Event) bool {
	switch e.Status {
	case dateline.Generic, dateline.Hypothetical, dateline.Denied:
		return false
	}
	return true
}

// Clear tells whether an event is told with its day and its town, so that others can be
// held against it.
func Clear(e *dateline.Event) bool {
	return e.Time.Resolved() && ofDay(e.Time) && exact(e.Place)
}

// group makes a group of tellings in order, each with the reasons for which it is there: those of the other
// that it fits best.
func (w *Weights) group(set []*view, rulings dateline.Rulings) dateline.Group {
	var group dateline.Group
	for _, t := range set {
		l := dateline.Link{Telling: t.key, By: dateline.Machine, Reasons: []string{}}
		var best *view
		most := 0.0
		for _, o := range set {
			if o == t {
				continue
			}
			if score := w.score(t, o); best == nil || score > most {
				best, most = o, score
			}
		}
		if best != nil {
			fit := w.compare(t, best)
			l.Score, l.Reasons = fit.Score, fit.For()
		}
		group.Links = append(group.Links, l)
		group.Settled = cmp.Or(group.Settled, rulings.In[t.key])
	}
	return group
}
