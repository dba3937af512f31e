package coding

import (
	"cmp"
	"slices"

	"dateline"
)

// least is how alike two things must be to be taken for one.
const least = 3

// align tells which things of several records are one: in each group the number of the thing in each record,
// or -1. The most alike come together first; a group has no two things of one record.
func align(records []*dateline.Record, count func(*dateline.Record) int, like func(a *dateline.Record, i int, b *dateline.Record, j int) int) [][]int {
	type pair struct{ a, i, b, j, points int }
	var pairs []pair
	for a := range records {
		for b := a + 1; b < len(records); b++ {
			for i := range count(records[a]) {
				for j := range count(records[b]) {
					if points := like(records[a], i, records[b], j); points >= least {
						pairs = append(pairs, pair{a, i, b, j, points})
					}
				}
			}
		}
	}
	slices.SortStableFunc(pairs, func(x, y pair) int { return cmp.Compare(y.points, x.points) })
	type thing struct{ record, number int }
	group := map[thing]*[]int{}
	var groups []*[]int
	for a := range records {
		for i := range count(records[a]) {
			g := slices.Repeat([]int{-1}, len(records))
			g[a] = i
			group[thing{a, i}] = &g
			groups = append(groups, &g)
		}
	}
	for _, p := range pairs {
		one, other := group[thing{p.a, p.i}], group[thing{p.b, p.j}]
		if one == other || slices.ContainsFunc(seq(len(records)), func(r int) bool { return (*one)[r] >= 0 && (*other)[r] >= 0 }) {
			continue
		}
		for r, i := range *other {
			if i >= 0 {
				(*one)[r] = i
				group[thing{r, i}] = one
			}
		}
		*other = nil
	}
	var all [][]int
	for _, g := range groups {
		if *g != nil {
			all = append(all, *g)
		}
	}
	return all
}

func seq(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

// overlaps tells whether words stand in the same place of the text.
func overlaps(a, b dateline.Words) bool {
	return !a.Span.IsZero() && !b.Span.IsZero() && a.Span.Overlaps(b.Span)
}

func likeEvents(one *dateline.Record, i int, other *dateline.Record, j int) int {
	a, b := &one.Events[i], &other.Events[j]
	points := 0
	if a.Main && b.Main {
		points += 3
	}
	if overlaps(a.Words, b.Words) {
		points += 3
	}
	if a.Type == b.Type {
		points++
	}
	if a.Time.Resolved() && b.Time.Resolved() && a.Time.Start.At.Equal(b.Time.Start.At) || a.Time != nil && b.Time != nil && overlaps(a.Time.Words, b.Time.Words) {
		points++
	}
	if a.Place != nil && b.Place != nil && (a.Place.ID != "" && a.Place.ID == b.Place.ID || overlaps(a.Place.Words, b.Place.Words)) {
		points++
	}
	for _, c := range a.Casualties {
		if slices.ContainsFunc(b.Casualties, func(d dateline.Casualty) bool {
			return c.Harm == d.Harm && (c.Low == d.Low || overlaps(c.Words, d.Words))
		}) {
			points++
			break
		}
	}
	return points
}

func likeStatements(one *dateline.Record, i int, other *dateline.Record, j int) int {
	a, b := &one.Statements[i], &other.Statements[j]
	points := 0
	if overlaps(a.Words, b.Words) {
		points += 2
	}
	if a.Content != nil && b.Content != nil && overlaps(*a.Content, *b.Content) {
		points += 2
	}
	if a.Act == b.Act {
		points++
	}
	if a.Speaker != nil && b.Speaker != nil && (overlaps(a.Speaker.Words, b.Speaker.Words) || a.Speaker.Actor != "" && a.Speaker.Actor == b.Speaker.Actor) {
		points += 2
	}
	return points
}
