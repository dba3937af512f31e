package draw

import (
	"bytes"
	"slices"
	"strconv"
)

// zooms are how many times closer a reader may come, each with marks and words placed anew: what falls
// together from afar is parted from close by.
var zooms = [...]float64{1, 2, 4, 8}

// A pinned is what keeps its size and its place on the land while the reader comes closer: a
// mark, a label with its leader, a name.
type pinned struct {
	at          point // on the whole map
	attrs       []attr
	body        []byte // drawn with at as its origin
	first, last int    // of the zooms at which it is there
}

// pins are the parts of one layer of a map, each once, however many zooms it is there for.
type pins struct {
	all []*pinned
	as  map[string][]*pinned
}

// add adds a part for a zoom. What is there already, for the zoom before, stays.
func (p *pins) add(zoom int, at point, body []byte, attrs ...attr) *pinned {
	var key pen
	key.leaf("g", append(attrs, n("x", at.x), n("y", at.y))...)
	name := string(append(key.buf, body...))
	for _, same := range p.as[name] {
		if same.last == zoom-1 {
			same.last = zoom
			return same
		}
	}
	if p.as == nil {
		p.as = map[string][]*pinned{}
	}
	added := &pinned{at, attrs, bytes.Clone(body), zoom, zoom}
	p.all, p.as[name] = append(p.all, added), append(p.as[name], added)
	return added
}

// write writes all. What is there only from close by is not drawn until a script comes that far.
func (p *pins) write(to *pen) {
	for _, one := range p.all {
		from, until, display := "", "", ""
		if one.first > 0 {
			from, display = strconv.FormatFloat(zooms[one.first], 'f', -1, 64), "none"
		}
		if one.last+1 < len(zooms) {
			until = strconv.FormatFloat(zooms[one.last+1], 'f', -1, 64)
		}
		to.open("g", append(slices.Clone(one.attrs), s("class", "pin"), s("transform", "translate("+number(one.at.x)+" "+number(one.at.y)+")"),
			s("data-from", from), s("data-until", until), s("display", display))...)
		to.buf = append(to.buf, one.body...)
		to.close("g")
	}
}

// scaled gives a point as it lies from close by, or with less than 1 as from afar.
func (p point) scaled(by float64) point { return point{p.x * by, p.y * by} }

func (f frame) scaled(by float64) frame {
	return frame{f.left * by, f.top * by, f.right * by, f.bottom * by}
}

func scaledRings(rings [][]point, by float64) [][]point {
	all := make([][]point, len(rings))
	for i, ring := range rings {
		all[i] = make([]point, len(ring))
		for j, p := range ring {
			all[i][j] = p.scaled(by)
		}
	}
	return all
}
