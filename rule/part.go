package rule

import "strconv"

// A part is a piece of pattern that several patterns of a file have in common and
// that names nothing: where it may end depends on where it begins alone, so that is worked out
// once for each token of a sentence, and remembered.
type part struct {
	code []instruction
}

// minShared is how many instructions a piece needs for remembering to be worth it.
const minShared = 8

// A sharer finds the parts of a file's patterns.
type sharer struct {
	ids   map[string]int // pieces that are alike have one id
	uses  map[int]int    // how often a piece is tried, as far as it matters
	of    map[*tree]int  // ids
	parts map[int]*tree  // by id: the node that stands for it
	count int            // of parts
	room  []int          // ids of children
	key   []byte
}

func newSharer() *sharer {
	return &sharer{ids: map[string]int{}, uses: map[int]int{}, of: map[*tree]int{}, parts: map[int]*tree{}}
}

// see notes the pieces of a pattern; times is how often each is tried.
func (x *sharer) see(t *tree, times int) int {
	inner := times
	if t.kind == treeRepeat && t.high != 1 {
		inner = 2 * times
	}
	from := len(x.room)
	for _, child := range t.children {
		id := x.see(child, inner)
		x.room = append(x.room, id)
	}
	key := x.key[:0]
	for _, n := range [...]int{int(t.kind), t.low, t.high, t.slot, t.element} {
		key = strconv.AppendInt(append(key, ' '), int64(n), 10)
	}
	for _, id := range x.room[from:] {
		key = strconv.AppendInt(append(key, ','), int64(id), 10)
	}
	x.room, x.key = x.room[:from], key
	id, ok := x.ids[string(key)]
	if !ok {
		id = len(x.ids)
		x.ids[string(key)] = id
	}
	x.of[t] = id
	x.uses[id] += times
	return id
}

// share puts parts in the places of pieces that are tried oftener than the piece
// around them, which is tried so many times.
func (x *sharer) share(t *tree, around int) *tree {
	id := x.of[t]
	if uses := x.uses[id]; uses > around && size(t) >= minShared && !names(t) {
		p := x.parts[id]
		if p == nil {
			p = &tree{kind: treePart, part: x.count, children: []*tree{t}}
			x.parts[id] = p
			x.count++
			x.shareChildren(t, uses)
		}
		return p
	}
	x.shareChildren(t, around)
	return t
}

func (x *sharer) shareChildren(t *tree, around int) {
	for i, child := range t.children {
		t.children[i] = x.share(child, around)
	}
}

// names tells whether a tree notes a position that a match keeps.
func names(t *tree) bool {
	if t.kind == treeCapture || t.kind == treeOpen || t.kind == treeClose {
		return true
	}
	for _, c := range t.children {
		if names(c) {
			return true
		}
	}
	return false
}

// ends gives all tokens before which a part that begins at a token may end, the
// preferred first.
func (m *machine) ends(number, from int) []int16 {
	width := len(m.s.Tokens) + 1
	known := &m.known[number*width+from]
	if *known == 0 {
		found := m.work(m.parts[number], from)
		*known = int32(len(m.found))
		m.found = append(m.found, int16(len(found)))
		m.found = append(m.found, found...)
		m.ways = m.ways[:len(m.ways)-len(found)]
	}
	at := *known
	return m.found[at+1 : at+1+int32(m.found[at])]
}

// work runs a part at a token in all ways. The ends stand at the end of m.ways.
func (m *machine) work(p *part, from int) []int16 {
	s, width := m.s, len(m.s.Tokens)+1
	base, seen, ways := len(m.stack), len(m.tried), len(m.ways)
	words := (len(p.code)*width + 63) / 64
	for range words {
		m.tried = append(m.tried, 0)
	}
	pc, at := 0, from
	for steps := 0; steps < maxSteps; steps++ {
		in := &p.code[pc]
		ok := true
		switch in.op {
		case opSuccess:
			known := false
			for _, w := range m.ways[ways:] {
				known = known || int(w) == at
			}
			if !known {
				m.ways = append(m.ways, int16(at))
			}
			ok = false
		case opSplit:
			bit := pc*width + at
			if word := &m.tried[seen+bit/64]; *word&(1<<(bit%64)) != 0 {
				ok = false
			} else {
				*word |= 1 << (bit % 64)
				m.stack = append(m.stack, thread{pc: in.y, at: at, slot: -1})
				pc = in.x
			}
		default:
			pc, at, ok = m.step(s, in, pc, at)
		}
		if ok {
			continue
		}
		if len(m.stack) == base {
			break
		}
		t := m.stack[len(m.stack)-1]
		m.stack = m.stack[:len(m.stack)-1]
		pc, at = t.pc, t.at
	}
	m.stack, m.tried = m.stack[:base], m.tried[:seen]
	return m.ways[ways:]
}
