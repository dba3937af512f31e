package rule

// An op is one step of a compiled pattern.
type op uint8

const (
	opChoice op = iota // one of choices
	opSplit            // try x, then y
	opJump             // go to x
	opSave             // note the position in slot x
	opNot              // fail if choices match here; takes nothing
	opStart            // only at the beginning of the sentence
	opEnd              // only at its end
	opPart             // part x: from here to any of its ends
	opSuccess
)

type instruction struct {
	op      op
	x, y    int
	choices []choice
	sieve   sieve  // of choices
	next    *sieve // after a part: of the element that must follow, if one must
}

// A choice is one way to take tokens.
type choice struct {
	kind choiceKind
	word uint32
	set  *set
	name string // of a mention kind or a tag
	sort string // of a mention; empty for any
}

type choiceKind uint8

const (
	choiceWord choiceKind = iota
	choiceSet
	choiceMention
	choiceTag
	choiceVerb
	choiceUpper
	choiceText
	choiceDefinite
	choiceAny
)

// A program is a compiled pattern.
type program struct {
	code   []instruction
	first  sieve    // what the first token may be
	any    bool     // the first token may be any
	anchor []choice // one of these must occur; nil if that cannot be said
}

// compile makes the programs of all rules.
func (r *Rules) compile() {
	shared := newSharer()
	for _, rule := range r.List {
		for _, t := range rule.patterns {
			shared.see(t, 1)
		}
	}
	for _, rule := range r.List {
		for i, t := range rule.patterns {
			rule.patterns[i] = shared.share(t, 1)
		}
	}
	r.parts = make([]*part, shared.count)
	for _, t := range shared.parts {
		c := &compiler{}
		c.compile(t.children[0])
		c.emit(instruction{op: opSuccess})
		r.parts[t.part] = &part{code: r.finish(c.code)}
	}
	uses := usesOf(r.List)
	for i, rule := range r.List {
		rule.order = i
		for _, t := range rule.patterns {
			c := &compiler{}
			c.emit(instruction{op: opSave, x: 0})
			c.compile(t)
			c.emit(instruction{op: opSave, x: 1}, instruction{op: opSuccess})
			first, empty := r.firstOf(c.code)
			any := empty || first == nil
			rule.programs = append(rule.programs, program{code: r.finish(c.code), first: r.book.newSieve(first), any: any, anchor: anchorOf(t, uses)})
			for g := range rule.gives {
				rule.gives[g].things = append(rule.gives[g].things, thingsIn(t, rule.gives[g].slot, false)...)
			}
		}
		rule.patterns = nil
	}
}

// finish makes the sieves of a program.
func (r *Rules) finish(code []instruction) []instruction {
	for i := range code {
		code[i].sieve = r.book.newSieve(code[i].choices)
	}
	for i := range code {
		if code[i].op != opPart {
			continue
		}
		next := i + 1
		for code[next].op == opSave {
			next++
		}
		if code[next].op == opChoice {
			code[i].next = &code[next].sieve
		}
	}
	return code
}

// thingsIn gives the things found before that the element of a slot may be.
func thingsIn(t *tree, slot int, within bool) []choice {
	within = within || t.kind == treeCapture && t.slot == slot
	var all []choice
	if within {
		for _, c := range t.choices {
			if c.kind == choiceMention {
				all = append(all, c)
			}
		}
	}
	for _, child := range t.children {
		all = append(all, thingsIn(child, slot, within)...)
	}
	return all
}

// firstOf gives all that the first token of a match may be, nil if it may be any; and
// whether it may take no token at all.
func (r *Rules) firstOf(code []instruction) (first []choice, empty bool) {
	seen := make([]bool, len(code))
	todo := []int{0}
	for len(todo) > 0 {
		pc := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if seen[pc] {
			continue
		}
		seen[pc] = true
		switch in := &code[pc]; in.op {
		case opChoice:
			for _, c := range in.choices {
				if c.kind == choiceAny {
					return nil, false
				}
			}
			first = append(first, in.choices...)
		case opSplit:
			todo = append(todo, in.x, in.y)
		case opJump:
			todo = append(todo, in.x)
		case opPart:
			inner, skip := r.firstOf(r.parts[in.x].code)
			if inner == nil && !skip {
				return nil, false
			}
			first = append(first, inner...)
			if skip {
				todo = append(todo, pc+1)
			}
		case opSuccess:
			empty = true
		default:
			todo = append(todo, pc+1)
		}
	}
	return first, empty
}

// least is the smallest number of tokens that a tree takes.
func least(t *tree) int {
	switch t.kind {
	case treeChoice:
		return 1
	case treeSequence:
		n := 0
		for _, c := range t.children {
			n += least(c)
		}
		return n
	case treeAlternatives:
		n := -1
		for _, c := range t.children {
			if m := least(c); n < 0 || m < n {
				n = m
			}
		}
		return n
	case treeRepeat:
		return t.low * least(t.children[0])
	case treeCapture, treePart:
		return least(t.children[0])
	}
	return 0
}

// maxSize is the most instructions that a pattern may have.
const maxSize = 5000

// size is about how many instructions a tree compiles to, or more than maxSize.
func size(t *tree) int {
	n := 1
	for _, c := range t.children {
		n += size(c)
		if n > maxSize {
			return n
		}
	}
	if t.kind == treeRepeat {
		n *= max(t.low, t.high, 1)
	}
	return n
}

type compiler struct{ code []instruction }

func (c *compiler) emit(in ...instruction) { c.code = append(c.code, in...) }

func (c *compiler) compile(t *tree) {
	switch t.kind {
	case treeChoice:
		c.emit(instruction{op: opChoice, choices: t.choices})
	case treeNot:
		c.emit(instruction{op: opNot, choices: t.choices})
	case treeStart:
		c.emit(instruction{op: opStart})
	case treeEnd:
		c.emit(instruction{op: opEnd})
	case treeOpen:
		c.emit(instruction{op: opSave, x: 2})
	case treeClose:
		c.emit(instruction{op: opSave, x: 3})
	case treeCapture:
		c.emit(instruction{op: opSave, x: t.slot})
		c.compile(t.children[0])
		c.emit(instruction{op: opSave, x: t.slot + 1})
	case treePart:
		c.emit(instruction{op: opPart, x: t.part})
	case treeSequence:
		for _, child := range t.children {
			c.compile(child)
		}
	case treeAlternatives:
		var ends []int
		for i, child := range t.children {
			if i == len(t.children)-1 {
				c.compile(child)
				break
			}
			split := len(c.code)
			c.emit(instruction{op: opSplit, x: split + 1})
			c.compile(child)
			ends = append(ends, len(c.code))
			c.emit(instruction{op: opJump})
			c.code[split].y = len(c.code)
		}
		for _, e := range ends {
			c.code[e].x = len(c.code)
		}
	case treeRepeat:
		for range t.low {
			c.compile(t.children[0])
		}
		if t.high < 0 {
			split := len(c.code)
			c.emit(instruction{op: opSplit, x: split + 1})
			c.compile(t.children[0])
			c.emit(instruction{op: opJump, x: split})
			c.code[split].y = len(c.code)
			return
		}
		var splits []int
		for range t.high - t.low {
			splits = append(splits, len(c.code))
			c.emit(instruction{op: opSplit, x: len(c.code) + 1})
			c.compile(t.children[0])
		}
		for _, s := range splits {
			c.code[s].y = len(c.code)
		}
	}
}
