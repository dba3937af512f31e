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
	opSuccess
)

type instruction struct {
	op      op
	x, y    int
	choices []choice
	sieve   sieve // of choices
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
	choiceAny
)

// A program is a compiled pattern.
type program struct {
	code  []instruction
	first sieve // what the first token may be
	any   bool  // the first token may be any
}

// firstOf gives all that the first token of a match may be; nil if it may be any.
func firstOf(code []instruction) []choice {
	var first []choice
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
					return nil
				}
			}
			first = append(first, in.choices...)
		case opSplit:
			todo = append(todo, in.x, in.y)
		case opJump:
			todo = append(todo, in.x)
		case opSuccess:
			return nil
		default:
			todo = append(todo, pc+1)
		}
	}
	return first
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
	case treeCapture:
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
