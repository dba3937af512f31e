package rule

import (
	"sort"

	"dateline"
)

// A Found is something that was found in a sentence before, and that patterns can name.
type Found struct {
	Kind        string // "number"
	Sort        string // "day"; empty if the kind has no sorts
	First, Last int    // tokens [First, Last) of the sentence
	ID          int    // the caller's own
}

// A Sentence is what patterns are matched against.
type Sentence struct {
	Tokens []dateline.Token
	found  []Found
	first  []int32  // for each token, the first thing found that begins there, counted from 1; 0 if none does
	next   []int32  // for each thing found, the next that begins at the same token, likewise
	ids    []uint32 // of the tokens' words, as the book knows them
	marks  []uint64 // of the tokens, and of what was found at them
	book   *Book
}

// NewSentence makes a sentence ready for the rules of this book.
func (b *Book) NewSentence(tokens []dateline.Token) *Sentence {
	s := &Sentence{Tokens: tokens, book: b, ids: make([]uint32, len(tokens)), marks: make([]uint64, len(tokens)), first: make([]int32, len(tokens))}
	for i := range tokens {
		s.ids[i] = b.words[tokens[i].Norm]
		s.marks[i] = marks(&tokens[i])
	}
	return s
}

// Add notes something found, so that patterns can name it.
func (s *Sentence) Add(f Found) {
	s.chain(f.First)
	if n, ok := s.book.kinds[f.Kind]; ok {
		s.marks[f.First] |= 1 << (bitKind + n)
	}
	s.found = append(s.found, f)
}

// chain notes that the next thing found begins at a token.
func (s *Sentence) chain(token int) {
	n := int32(len(s.next) + 1)
	s.next = append(s.next, 0)
	if s.first[token] == 0 {
		s.first[token] = n
		return
	}
	last := s.first[token]
	for s.next[last-1] != 0 {
		last = s.next[last-1]
	}
	s.next[last-1] = n
}

// Found lists what was found, in the order it was added.
func (s *Sentence) Found() []Found { return s.found }

// Drop takes out what was found for which drop says so.
func (s *Sentence) Drop(drop func(Found) bool) {
	kept := s.found[:0]
	for _, f := range s.found {
		if !drop(f) {
			kept = append(kept, f)
		}
	}
	s.found = kept
	clear(s.first)
	s.next = s.next[:0]
	for _, f := range kept {
		s.chain(f.First)
	}
}

// A Match is a place where a rule fits.
type Match struct {
	Rule        *Rule
	First, Last int // tokens [First, Last) taken: the part in brackets, if the pattern has them
	WholeFirst  int // tokens of the whole pattern
	WholeLast   int
	Values      []Value
}

// A Value is one key of what a match gives.
type Value struct {
	Key         string
	Literal     string // a plain word of the rule; then the rest is unset
	First, Last int    // tokens [First, Last)
	Found       int    // index in the sentence's found things if it is one; -1
}

// Value gives the value of a key; ok is false if the match has none.
func (m *Match) Value(key string) (v Value, ok bool) {
	for _, v := range m.Values {
		if v.Key == key {
			return v, true
		}
	}
	return Value{Found: -1}, false
}

// Literal gives the plain word of a key, or "".
func (m *Match) Literal(key string) string {
	v, _ := m.Value(key)
	return v.Literal
}

// Find gives the matches of all rules in a sentence, by their first token. Where two
// matches of one kind overlap, the longer whole one wins, then the rule that stands earlier;
// the loser is in lost.
func (r *Rules) Find(s *Sentence) (won, lost []Match) {
	all := r.All(s)
	if len(all) < 2 {
		return all, nil
	}
	sort.SliceStable(all, func(i, j int) bool {
		a, b := &all[i], &all[j]
		if la, lb := a.Last-a.First, b.Last-b.First; la != lb {
			return la > lb
		}
		if la, lb := a.WholeLast-a.WholeFirst, b.WholeLast-b.WholeFirst; la != lb {
			return la > lb
		}
		if a.Rule.order != b.Rule.order {
			return a.Rule.order < b.Rule.order
		}
		return a.First < b.First
	})
next:
	for _, m := range all {
		for i := range won {
			w := &won[i]
			if w.Rule.Kind == m.Rule.Kind && w.First < m.Last && m.First < w.Last {
				lost = append(lost, m)
				continue next
			}
		}
		won = append(won, m)
	}
	sort.SliceStable(won, func(i, j int) bool { return won[i].First < won[j].First })
	return won, lost
}

// All gives the matches of all rules, overlapping or not: for each rule those
// that begin leftmost and do not overlap one another.
func (r *Rules) All(s *Sentence) []Match {
	var out []Match
	m, ok := r.book.machines.Get().(*machine)
	if !ok {
		m = &machine{}
	}
	defer r.book.machines.Put(m)
	m.open(r, s)
	r.index.candidates(s, m)
	for _, c := range m.candidates {
		rule := r.List[c.rule]
		m.forget(rule)
		for from := 0; from <= int(c.last); {
			best, bestEnd := -1, -1
			var slots [maxSlots]int16
			for p := range rule.programs {
				program := &rule.programs[p]
				if c.programs&(1<<p) == 0 || !program.any && !program.first.lets(s.marks[from], s.ids[from]) {
					continue
				}
				if m.run(p, program, from) && int(m.slots[1]) > bestEnd {
					best, bestEnd, slots = p, int(m.slots[1]), m.slots
				}
			}
			if best < 0 {
				from++
				continue
			}
			out = append(out, s.match(rule, &slots))
			m.forget(rule)
			from = max(bestEnd, from+1)
		}
	}
	return out
}

// match makes a Match of the slots that a program left.
func (s *Sentence) match(rule *Rule, slots *[maxSlots]int16) Match {
	m := Match{Rule: rule, WholeFirst: int(slots[0]), WholeLast: int(slots[1])}
	m.First, m.Last = m.WholeFirst, m.WholeLast
	if slots[2] >= 0 {
		m.First = int(slots[2])
	}
	if slots[3] >= 0 {
		m.Last = int(slots[3])
	}
	for i := range rule.gives {
		g := &rule.gives[i]
		v := Value{Key: g.key, Literal: g.literal, Found: -1}
		if g.slot >= 0 {
			first, last := slots[g.slot], slots[g.slot+1]
			if first < 0 || last <= first {
				continue // an optional element that took nothing
			}
			v.First, v.Last = int(first), int(last)
			for i := s.first[v.First]; i != 0; i = s.next[i-1] {
				if f := &s.found[i-1]; f.Last == v.Last && g.names(f) {
					v.Found = int(i - 1)
					break
				}
			}
		}
		m.Values = append(m.Values, v)
	}
	return m
}

// names tells whether the element behind a name asks for a thing of this kind.
func (g *give) names(f *Found) bool {
	for _, c := range g.things {
		if c.name == f.Kind && (c.sort == "" || c.sort == f.Sort) {
			return true
		}
	}
	return false
}

// A machine runs programs by backtracking. A step limit keeps a hostile pattern
// from taking for ever.
type machine struct {
	s     *Sentence
	slots [maxSlots]int16
	stack []thread
	// tried has a bit for each instruction and token of the rule's programs from
	// which no way led to a match: whatever stands before, none ever will.
	tried  []uint64
	region [maxPrograms]int // where the bits of each program begin

	parts []*part
	known []int32 // by part and token: where in found its ends stand; 0 if nobody asked
	found []int16 // a number of ends, then the ends
	ways  []int16 // the ends being collected

	marked     []uint64 // by program of the file, whether it may match
	last       []int16  // by program, the last token at which it may begin
	candidates []candidate
}

// open makes the machine ready for a sentence.
func (m *machine) open(r *Rules, s *Sentence) {
	m.s, m.parts = s, r.parts
	m.known = room(m.known, len(r.parts)*(len(s.Tokens)+1))
	m.found = append(m.found[:0], 0)
	m.ways, m.stack = m.ways[:0], m.stack[:0]
}

// room gives so many zeros, in the memory given if it is enough.
func room[T any](old []T, n int) []T {
	if cap(old) < n {
		return make([]T, n)
	}
	old = old[:n]
	clear(old)
	return old
}

// maxPrograms is the most match lines that a rule may have.
const maxPrograms = 32

// forget begins anew with a rule.
func (m *machine) forget(rule *Rule) {
	bits := 0
	for p := range rule.programs {
		m.region[p] = bits
		bits += len(rule.programs[p].code) * (len(m.s.Tokens) + 1)
	}
	m.tried = room(m.tried, (bits+63)/64)
}

type thread struct {
	pc    int
	at    int
	slot  int   // to be restored when this thread is taken up; -1 for none
	value int16 // what the slot held
}

const maxSteps = 20000

// run tries a program at a token. On success m.slots holds the positions.
func (m *machine) run(number int, p *program, from int) bool {
	code, s := p.code, m.s
	width, region := len(s.Tokens)+1, m.region[number]
	for i := range m.slots {
		m.slots[i] = -1
	}
	m.stack = m.stack[:0]
	pc, at, steps := 0, from, 0
	for {
		if steps++; steps > maxSteps {
			return false
		}
		in := &code[pc]
		ok := true
		switch in.op {
		case opSuccess:
			return at > from
		case opSave:
			if len(m.stack) > 0 {
				m.stack = append(m.stack, thread{slot: in.x, value: m.slots[in.x]})
			}
			m.slots[in.x] = int16(at)
			pc++
		case opSplit:
			bit := region + pc*width + at
			if m.tried[bit/64]&(1<<(bit%64)) != 0 {
				ok = false
				break
			}
			m.tried[bit/64] |= 1 << (bit % 64)
			m.stack = append(m.stack, thread{pc: in.y, at: at, slot: -1})
			pc = in.x
		default:
			pc, at, ok = m.step(s, in, pc, at)
		}
		if ok {
			continue
		}
		// take up the latest alternative, undoing the saves since
		for {
			if len(m.stack) == 0 {
				return false
			}
			t := m.stack[len(m.stack)-1]
			m.stack = m.stack[:len(m.stack)-1]
			if t.slot >= 0 {
				m.slots[t.slot] = t.value
				continue
			}
			pc, at = t.pc, t.at
			break
		}
	}
}

// step carries out an instruction that takes tokens or looks at them. Of several ways
// it goes the first, and leaves the others on the stack.
func (m *machine) step(s *Sentence, in *instruction, pc, at int) (nextPC, nextAt int, ok bool) {
	switch in.op {
	case opJump:
		return in.x, at, true
	case opStart:
		return pc + 1, at, at == 0
	case opEnd:
		return pc + 1, at, at == len(s.Tokens)
	case opNot:
		return pc + 1, at, at >= len(s.ids) || !in.sieve.lets(s.marks[at], s.ids[at]) || s.longest(in.choices, at) == 0
	case opChoice:
		if at >= len(s.ids) || !in.sieve.lets(s.marks[at], s.ids[at]) {
			return 0, 0, false
		}
		n, ok := m.take(in.choices, at, pc+1)
		return pc + 1, at + n, ok
	case opPart:
		ends := m.ends(in.x, at)
		best := -1
		for i := len(ends) - 1; i >= 0; i-- {
			end := int(ends[i])
			if in.next != nil && (end >= len(s.ids) || !in.next.lets(s.marks[end], s.ids[end])) {
				continue // what comes next would not take it
			}
			if best >= 0 {
				m.stack = append(m.stack, thread{pc: pc + 1, at: best, slot: -1})
			}
			best = end
		}
		return pc + 1, best, best >= 0
	}
	return 0, 0, false
}

// take gives the longest way in which choices take tokens, and leaves the
// shorter ways on the stack.
func (m *machine) take(choices []choice, at, pc int) (int, bool) {
	var ways [12]int
	n := m.s.ways(choices, at, ways[:0])
	if len(n) == 0 {
		return 0, false
	}
	if len(n) > 1 {
		sort.Ints(n)
		for i, w := range n[:len(n)-1] {
			if i == 0 || w != n[i-1] {
				m.stack = append(m.stack, thread{pc: pc, at: at + w, slot: -1})
			}
		}
	}
	return n[len(n)-1], true
}

func (s *Sentence) longest(choices []choice, at int) int {
	var ways [12]int
	longest := 0
	for _, w := range s.ways(choices, at, ways[:0]) {
		longest = max(longest, w)
	}
	return longest
}

// ways appends the numbers of tokens that the choices can take at a token.
func (s *Sentence) ways(choices []choice, at int, out []int) []int {
	if at >= len(s.Tokens) {
		return out
	}
	for i := range choices {
		c := &choices[i]
		switch c.kind {
		case choiceWord:
			if s.ids[at] == c.word {
				out = append(out, 1)
			}
		case choiceAny:
			out = append(out, 1)
		case choiceTag:
			if string(s.Tokens[at].Tag) == c.name {
				out = append(out, 1)
			}
		case choiceVerb:
			switch s.Tokens[at].Tag {
			case dateline.VerbPast, dateline.VerbNow, dateline.VerbBase, dateline.VerbPassive, dateline.VerbIng:
				out = append(out, 1)
			}
		case choiceUpper:
			if s.Tokens[at].Upper {
				out = append(out, 1)
			}
		case choiceDefinite:
			if norm := s.Tokens[at].Norm; s.book.Bare(norm) != norm {
				out = append(out, 1)
			}
		case choiceText:
			if s.Tokens[at].Kind != dateline.MarkToken {
				out = append(out, 1)
			}
		case choiceMention:
			for j := s.first[at]; j != 0; j = s.next[j-1] {
				if f := &s.found[j-1]; f.Kind == c.name && (c.sort == "" || f.Sort == c.sort) {
					out = append(out, f.Last-f.First)
				}
			}
		case choiceSet:
			n := &c.set.root
			for j := at; j < len(s.ids); j++ {
				if n = n.next[s.ids[j]]; n == nil {
					break
				}
				if n.end {
					out = append(out, j-at+1)
				}
			}
		}
	}
	return out
}
