package draw

import (
	"cmp"
	"slices"
)

// A placer keeps labels from lying on one another, on marks, and beyond the edge.
type placer struct {
	sight frame
	taken []frame
	shun  []frame // no room for now, as if taken
}

func (p *placer) take(f frame) { p.taken = append(p.taken, f) }

func (p *placer) free(f frame) bool {
	return f.left >= p.sight.left && f.right <= p.sight.right && f.top >= p.sight.top && f.bottom <= p.sight.bottom &&
		!p.holds(f.meets)
}

// holds tells whether something is so of any frame that is no room.
func (p *placer) holds(so func(frame) bool) bool {
	return slices.ContainsFunc(p.taken, so) || slices.ContainsFunc(p.shun, so)
}

// A label is one or two lines of words that have found their place.
type label struct {
	first, second string
	at            point // of the first line's base, at the anchor
	anchor        string
	leader        []point // from the mark to the words; nil for none
}

const letters = 11.0 // px, the size of words on drawings

// size is how much room words take.
func (l *label) size() (wide, high float64) {
	wide, high = width(l.first, letters)*1.06, l.line()
	if l.second != "" {
		wide, high = max(wide, width(l.second, letters)), 2*l.line()
	}
	return wide, high
}

// line is the room from one base line to the next, in px: Arabic needs more.
func (l *label) line() float64 {
	if rightToLeft(l.first + l.second) {
		return 16
	}
	return 13
}

// frame is the room that a label takes where it stands.
func (l *label) frame() frame {
	wide, high := l.size()
	f := frame{l.at.x, l.at.y - 10, l.at.x + wide, l.at.y - 10 + high}
	switch l.anchor {
	case "end":
		f.left, f.right = l.at.x-wide, l.at.x
	case "middle":
		f.left, f.right = l.at.x-wide/2, l.at.x+wide/2
	}
	return f
}

// moved is the label elsewhere.
func (l *label) moved(by point) label {
	m := *l
	m.at = point{l.at.x + by.x, l.at.y + by.y}
	m.leader = nil
	for _, p := range l.leader {
		m.leader = append(m.leader, point{p.x + by.x, p.y + by.y})
	}
	return m
}

// beside tries places around a mark: to its right, its left, above, below, then, if it may be led
// there, farther off with a leader. It takes the first that is free; false if none is.
func (p *placer) beside(l *label, mark point, radius float64, led bool) bool {
	_, high := l.size()
	line := l.line()
	tries := []label{
		{at: point{mark.x + radius + 5, mark.y + 4 - (high-line)/2}},
		{at: point{mark.x - radius - 5, mark.y + 4 - (high-line)/2}, anchor: "end"},
		{at: point{mark.x, mark.y - radius - 5 - (high - line)}, anchor: "middle"},
		{at: point{mark.x, mark.y + radius + 13}, anchor: "middle"},
	}
	for _, reach := range []float64{18, 32, 48, 66} {
		if !led {
			break
		}
		for _, d := range []point{{-.8, -.75}, {.8, -.75}, {-.8, .75}, {.8, .75}, {0, -1}, {0, 1}} {
			from := point{mark.x + d.x*radius*.75, mark.y + d.y*radius*.75}
			to := point{mark.x + d.x*(radius+reach), mark.y + d.y*(radius+reach)}
			t := label{leader: []point{from, to}, at: point{to.x, to.y + 4 - (high-line)/2}}
			switch {
			case d.x < 0:
				t.anchor = "end"
				t.leader, t.at.x = append(t.leader, point{to.x - 6, to.y}), to.x-10
			case d.x > 0:
				t.leader, t.at.x = append(t.leader, point{to.x + 6, to.y}), to.x+10
			case d.y < 0:
				t.anchor, t.at.y = "middle", to.y-3-(high-line)
			default:
				t.anchor, t.at.y = "middle", to.y+12
			}
			tries = append(tries, t)
		}
	}
	for _, t := range tries {
		t.first, t.second = l.first, l.second
		if f := t.frame(); p.free(f) && (t.leader == nil || p.clear(t.leader, mark)) {
			*l = t
			p.take(f)
			for _, q := range t.leader {
				p.take(frame{q.x - 1, q.y - 1, q.x + 1, q.y + 1})
			}
			return true
		}
	}
	return false
}

// clear tells whether a leader crosses nothing on its way out of a mark.
func (p *placer) clear(leader []point, mark point) bool {
	const steps = 12
	from, to := leader[0], leader[1]
	for i := range steps + 1 {
		along := float64(i) / steps
		q := point{from.x + along*(to.x-from.x), from.y + along*(to.y-from.y)}
		if p.holds(func(f frame) bool { return f.holds(q) && !f.holds(mark) }) {
			return false
		}
	}
	return true
}

// aside tries the four places close to a dot.
func (p *placer) aside(l *label, dot point) bool {
	for _, t := range []label{
		{at: point{dot.x + 6, dot.y + 4}},
		{at: point{dot.x - 6, dot.y + 4}, anchor: "end"},
		{at: point{dot.x, dot.y - 6}, anchor: "middle"},
		{at: point{dot.x, dot.y + 14}, anchor: "middle"},
	} {
		t.first = l.first
		if f := t.frame(); p.free(f) {
			*l = t
			p.take(f)
			return true
		}
	}
	return false
}

// inside tries places within rings, the roomiest first, where words lie within but for their
// ends; false if there is none.
func (p *placer) inside(l *label, rings [][]point) bool {
	if len(rings) == 0 {
		return false
	}
	wide, high := l.size()
	line := l.line()
	all := bounds(slices.Concat(rings...))
	all = frame{max(all.left, p.sight.left), max(all.top, p.sight.top), min(all.right, p.sight.right), min(all.bottom, p.sight.bottom)}
	type room struct {
		at     point
		across float64
	}
	var rooms []room
	const steps = 24
	for i := range steps {
		y := all.top + (float64(i)+.5)/steps*(all.bottom-all.top)
		above, below := spans(rings, y-high*.4), spans(rings, y+high*.4)
		for _, a := range above {
			for _, b := range below {
				from, to := max(a[0], b[0], all.left), min(a[1], b[1], all.right)
				if to-from < wide*.85 {
					continue
				}
				// room beyond three times the words is no better: then the middle of the country is
				off := (y - (all.top+all.bottom)/2) / max(all.bottom-all.top, 1)
				rooms = append(rooms, room{point{(from + to) / 2, y}, min(to-from, 3*wide) * (1 - off*off)})
				for _, x := range []float64{from + 4 + wide/2, to - 4 - wide/2} {
					if to-from < wide+8 {
						break
					}
					rooms = append(rooms, room{point{x, y}, (to - from) / 4 * (1 - off*off)})
				}
			}
		}
	}
	slices.SortStableFunc(rooms, func(a, b room) int { return cmp.Compare(b.across, a.across) })
	for _, r := range rooms {
		t := label{first: l.first, second: l.second, anchor: "middle", at: point{r.at.x, r.at.y + 4 - (high-line)/2}}
		if f := t.frame(); p.free(f.grown(1)) {
			*l = t
			p.take(f)
			return true
		}
	}
	return false
}

// write writes a label: its first line strong or not, in a colour; the second in the drawing's own.
func (l *label) write(p *pen, strong bool, colour string) {
	weight := ""
	if strong {
		weight = "600"
	}
	p.write(l.first, n("x", l.at.x), n("y", l.at.y), s("text-anchor", l.anchor), s("font-weight", weight), s("fill", colour))
	if l.second != "" {
		p.write(l.second, n("x", l.at.x), n("y", l.at.y+l.line()), s("text-anchor", l.anchor))
	}
}
