package rule

import "math/bits"

// An index tells which patterns can match in a sentence at all. For each it
// holds an anchor: words of which one, or kinds of which one, must occur.
type index struct {
	byWord   [][]int32          // by word: programs, numbered through the file
	byKind   map[string][]int32 // kind of thing found to programs
	always   []int32            // programs without an anchor
	programs []numbered
}

// A numbered is a program by its rule and its place among the rule's.
type numbered struct{ rule, program int32 }

// A candidate is a rule that may match in a sentence: the programs that may, as bits,
// and the last token at which a match may begin.
type candidate struct {
	rule     int32
	programs uint32
	last     int16
}

func newIndex(rules []*Rule) index {
	x := index{byKind: map[string][]int32{}}
	for i, r := range rules {
		for p := range r.programs {
			x.add(int32(i), int32(p), r.programs[p].anchor)
		}
	}
	return x
}

func (x *index) add(rule, program int32, anchor []choice) {
	n := int32(len(x.programs))
	x.programs = append(x.programs, numbered{rule, program})
	if anchor == nil {
		x.always = append(x.always, n)
		return
	}
	words, kinds := map[uint32]bool{}, map[string]bool{}
	for _, c := range anchor {
		switch c.kind {
		case choiceWord:
			words[c.word] = true
		case choiceMention:
			kinds[c.name] = true
		case choiceSet:
			for id := range c.set.root.next {
				words[id] = true
			}
		}
	}
	for w := range words {
		for int(w) >= len(x.byWord) {
			x.byWord = append(x.byWord, nil)
		}
		x.byWord[w] = append(x.byWord[w], n)
	}
	for k := range kinds {
		x.byKind[k] = append(x.byKind[k], n)
	}
}

// usesOf counts in how many places patterns ask for a word: one that many ask for
// tells little about which of them may match.
func usesOf(rules []*Rule) map[uint32]int {
	uses := map[uint32]int{}
	var count func(*tree)
	count = func(t *tree) {
		for _, c := range t.choices {
			if c.kind == choiceWord {
				uses[c.word]++
			}
		}
		for _, child := range t.children {
			count(child)
		}
	}
	for _, r := range rules {
		for _, t := range r.patterns {
			count(t)
		}
	}
	return uses
}

// anchorOf finds what every match of a tree must take: the rarest element of a
// sequence, one of each alternative's; nil if there is none of words and kinds only.
func anchorOf(t *tree, uses map[uint32]int) []choice {
	switch t.kind {
	case treeChoice:
		if anchorCost(t.choices, uses) < noAnchor {
			return t.choices
		}
	case treeCapture, treePart:
		return anchorOf(t.children[0], uses)
	case treeRepeat:
		if t.low > 0 {
			return anchorOf(t.children[0], uses)
		}
	case treeAlternatives:
		var all []choice
		for _, child := range t.children {
			a := anchorOf(child, uses)
			if a == nil {
				return nil
			}
			all = append(all, a...)
		}
		return all
	case treeSequence:
		var best []choice
		bestCost := noAnchor
		for _, child := range t.children {
			if a := anchorOf(child, uses); a != nil {
				if cost := anchorCost(a, uses); cost < bestCost {
					best, bestCost = a, cost
				}
			}
		}
		return best
	}
	return nil
}

const noAnchor = 1 << 30

// anchorCost guesses how often an element occurs; words are rarer than kinds.
func anchorCost(choices []choice, uses map[uint32]int) int {
	cost := 0
	for _, c := range choices {
		switch c.kind {
		case choiceWord:
			cost += 1 + uses[c.word]
		case choiceSet:
			cost += 2 * len(c.set.root.next)
		case choiceMention:
			cost += 200
		default:
			return noAnchor
		}
	}
	return cost
}

// candidates notes in the machine the rules that may match, in their order.
func (x *index) candidates(s *Sentence, m *machine) {
	m.marked = room(m.marked, (len(x.programs)+63)/64)
	m.last = room(m.last, len(x.programs))
	m.candidates = m.candidates[:0]
	mark := func(list []int32, at int) {
		for _, i := range list {
			m.marked[i/64] |= 1 << (i % 64)
			m.last[i] = max(m.last[i], int16(at))
		}
	}
	mark(x.always, len(s.Tokens)-1)
	for at, id := range s.ids {
		if int(id) < len(x.byWord) { // word 0 has none
			mark(x.byWord[id], at)
		}
	}
	if len(x.byKind) > 0 {
		for i := range s.found {
			mark(x.byKind[s.found[i].Kind], s.found[i].First)
		}
	}
	for w, set := range m.marked {
		for ; set != 0; set &= set - 1 {
			i := w*64 + bits.TrailingZeros64(set)
			n := x.programs[i]
			if k := len(m.candidates) - 1; k >= 0 && m.candidates[k].rule == n.rule {
				m.candidates[k].programs |= 1 << n.program
				m.candidates[k].last = max(m.candidates[k].last, m.last[i])
				continue
			}
			m.candidates = append(m.candidates, candidate{n.rule, 1 << n.program, m.last[i]})
		}
	}
}
