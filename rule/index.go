package rule

// An index tells which rules can match in a sentence at all. For each pattern it
// holds an anchor: words of which one, or kinds of which one, must occur.
type index struct {
	byWord map[uint32][]int32 // word to rules
	byKind map[string][]int32 // kind of thing found to rules
	always []int32            // rules without an anchor
}

func newIndex(rules []*Rule) index {
	x := index{byWord: map[uint32][]int32{}, byKind: map[string][]int32{}}
	// a word that many rules ask for tells little about which of them may match
	uses := map[uint32]int{}
	for _, r := range rules {
		for p := range r.programs {
			for _, in := range r.programs[p].code {
				for _, c := range in.choices {
					if c.kind == choiceWord {
						uses[c.word]++
					}
				}
			}
		}
	}
	for i, r := range rules {
		words, kinds := map[uint32]bool{}, map[string]bool{}
		anchored := true
		for p := range r.programs {
			a := anchorOf(r.programs[p].code, uses)
			if a == nil {
				anchored = false
				break
			}
			for _, c := range a {
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
		}
		if !anchored {
			x.always = append(x.always, int32(i))
			continue
		}
		for w := range words {
			x.byWord[w] = append(x.byWord[w], int32(i))
		}
		for k := range kinds {
			x.byKind[k] = append(x.byKind[k], int32(i))
		}
	}
	return x
}

// anchorOf finds the element that is rarest of those that every match must take:
// outside every alternative and repetition, with words and kinds only.
func anchorOf(code []instruction, uses map[uint32]int) []choice {
	optional := make([]bool, len(code))
	for i, in := range code {
		if in.op != opSplit {
			continue
		}
		// what lies between a split and where its second way leads may be skipped;
		// with alternatives, so may the second way, up to where the first jumps
		to := in.y
		if j := in.y - 1; j > i && code[j].op == opJump && code[j].x > to {
			to = code[j].x
		}
		for k := i; k < to && k < len(code); k++ {
			optional[k] = true
		}
	}
	var best []choice
	bestCost := 1 << 30
	for i, in := range code {
		if in.op != opChoice || optional[i] {
			continue
		}
		if cost := anchorCost(in.choices, uses); cost < bestCost {
			best, bestCost = in.choices, cost
		}
	}
	return best
}

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
			return 1 << 30
		}
	}
	return cost
}

// candidates gives the rules that may match, in their order, and for each rule
// the last token at which a match may begin.
func (x *index) candidates(s *Sentence, rules int) (list []int32, last []int16) {
	marked := make([]uint64, (rules+63)/64)
	last = make([]int16, rules)
	mark := func(list []int32, at int) {
		for _, i := range list {
			marked[i/64] |= 1 << (i % 64)
			last[i] = max(last[i], int16(at))
		}
	}
	mark(x.always, len(s.Tokens)-1)
	for at, id := range s.ids {
		if id != 0 {
			mark(x.byWord[id], at)
		}
	}
	if len(x.byKind) > 0 {
		for i := range s.found {
			mark(x.byKind[s.found[i].Kind], s.found[i].First)
		}
	}
	for w, bits := range marked {
		for b := 0; bits != 0; b++ {
			if bits&1 != 0 {
				list = append(list, int32(w*64+b))
			}
			bits >>= 1
		}
	}
	return list, last
}
