package draw

import (
	"cmp"
	"slices"
	"time"

	"dateline"
)

// sources draws the band, every source's line, and their labels at the right.
func (d *plot) sources(a *panel) {
	told := slices.DeleteFunc(slices.Clone(a.Sources), func(s Source) bool { return len(s.Steps) == 0 })
	for i := range told {
		told[i].Steps = slices.SortedStableFunc(slices.Values(told[i].Steps), func(a, b Step) int { return a.At.Compare(b.At) })
	}
	slices.SortStableFunc(told, func(a, b Source) int { return cmp.Compare(b.last().drawn(), a.last().drawn()) })
	d.lines(d.band(a, told), true, s("class", "band"), s("fill", "var(--toll-t)"))
	ends := make([]float64, len(told))
	for i, source := range told {
		ends[i] = a.at(source.last().drawn())
	}
	const apart = 15.0
	room := int((d.bottom-a.top)/apart) + 1
	rest := 0
	if len(ends) > room {
		rest = len(ends) - (room - 1)
		ends = ends[:room-1]
	}
	rows := pushed(ends, apart, a.top, d.bottom-apart*float64(min(rest, 1)))
	for i, source := range told {
		row := -1.0
		if i < len(rows) {
			row = rows[i]
		}
		d.source(a, source, row)
	}
	if rest > 0 && d.More != nil {
		d.write(d.More(rest), n("x", d.figures), n("y", rows[len(rows)-1]+apart+4), s("fill", "var(--ink-3)"))
	}
}

func (s *Source) last() Step { return s.Steps[len(s.Steps)-1] }

func (d *plot) figure(source Source) string {
	if source.Last != "" {
		return source.Last
	}
	return d.number(source.last().drawn())
}

// pushed moves sorted heights so far apart, downwards first, that labels do not touch, and
// keeps them between top and bottom.
func pushed(heights []float64, apart, top, bottom float64) []float64 {
	rows := slices.Clone(heights)
	for i := range rows {
		if i > 0 {
			rows[i] = max(rows[i], rows[i-1]+apart)
		}
	}
	for i := len(rows) - 1; i >= 0; i-- {
		limit := bottom
		if i < len(rows)-1 {
			limit = rows[i+1] - apart
		}
		rows[i] = max(min(rows[i], limit), top)
	}
	return rows
}

// source draws one source: dotted risers, steps, points with carets, and its label at a height, or
// none below 0.
func (d *plot) source(a *panel, source Source, row float64) {
	d.open("g", s("class", "grp"), s("tabindex", "0"), s("role", "img"), s("aria-label", cmp.Or(source.Title, source.Name)),
		s("fill", "none"), s("stroke", "var(--ink-3)"), s("stroke-width", "1.25"))
	d.title(source.Title)
	var risers, steps [][]point
	for i, step := range source.Steps {
		x, y, end := d.clock.at(step.At), a.at(step.drawn()), d.right
		if i+1 < len(source.Steps) {
			end = d.clock.at(source.Steps[i+1].At)
			risers = append(risers, []point{{end, y}, {end, a.at(source.Steps[i+1].drawn())}})
		}
		steps = append(steps, []point{{x, y}, {end, y}})
	}
	d.lines(risers, false, s("class", "rs"), s("stroke-width", "1"), s("stroke-dasharray", "1 2.5"))
	d.lines(steps, false, s("class", "ln"))
	for _, step := range source.Steps {
		x, y := d.clock.at(step.At), a.at(step.drawn())
		switch {
		case step.High == dateline.Open:
			d.caret(x, y, -1)
		case step.atMost():
			d.caret(x, y, 1)
		case step.High > step.Low:
			d.lines([][]point{{{x, y}, {x, a.at(step.High)}}, {{x - 3, a.at(step.High)}, {x + 3, a.at(step.High)}}}, false)
		}
		d.leaf("circle", n("cx", x), n("cy", y), n("r", 2.6), s("fill", "var(--paper)"))
	}
	if row >= 0 {
		end := a.at(source.last().drawn())
		d.lines([][]point{{{d.right + 2, end}, {d.figures - 4, row}}}, false, s("stroke", "var(--edge)"), s("stroke-width", "1"))
		d.open("g", s("stroke", "none"), s("fill", "var(--ink-2)"))
		d.write(d.figure(source), n("x", d.figures), n("y", row+4), s("fill", "var(--ink)"))
		d.write(shortened(source.Name, d.Width-d.names), n("x", d.names), n("y", row+4))
		d.close("g")
	}
	d.close("g")
}

// shortened cuts words to a room in px; the whole stands in the title.
func shortened(text string, room float64) string {
	if width(text, letters) <= room {
		return text
	}
	letter := []rune(text)
	for len(letter) > 1 && width(string(letter)+"…", letters) > room {
		letter = letter[:len(letter)-1]
	}
	return string(letter) + "…"
}

// band gives the room from the lowest to the highest of the figures that are current at each time.
func (d *plot) band(a *panel, sources []Source) [][]point {
	var times []time.Time
	for _, source := range sources {
		for _, step := range source.Steps {
			times = append(times, step.At)
		}
	}
	slices.SortFunc(times, time.Time.Compare)
	times = slices.CompactFunc(times, time.Time.Equal)
	var all [][]point
	for i, from := range times {
		low, high := 0, 0
		any := false
		for _, source := range sources {
			for j := len(source.Steps) - 1; j >= 0; j-- {
				step := source.Steps[j]
				if step.At.After(from) {
					continue
				}
				if !any {
					low, high, any = step.drawn(), step.top(), true
				}
				low, high = min(low, step.drawn()), max(high, step.top())
				break
			}
		}
		left, right := d.clock.at(from), d.right
		if i+1 < len(times) {
			right = d.clock.at(times[i+1])
		}
		if low < high && right-left > .05 {
			all = append(all, []point{{left, a.at(high)}, {right, a.at(high)}, {right, a.at(low)}, {left, a.at(low)}})
		}
	}
	return all
}
