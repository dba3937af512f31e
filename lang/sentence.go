package lang

import (
	"strings"

	"dateline"
)

// split adds the sentences of one paragraph, which are tokens[first:].
func (l *Language) split(sentences []dateline.Sentence, tokens []dateline.Token, first, paragraph int) []dateline.Sentence {
	quotes := 0 // double quotes in the sentence so far
	start := first
	for i := first; i < len(tokens); i++ {
		if tokens[i].Norm == `"` {
			quotes++
		}
		if !l.canEnd(&tokens[i]) {
			continue
		}
		next := i + 1
		for next < len(tokens) && l.closes(tokens, next, quotes) {
			if tokens[next].Norm == `"` {
				quotes++
			}
			next++
		}
		if next < len(tokens) && l.breaks(tokens, start, i, next) {
			sentences = append(sentences, sentence(tokens, start, next, paragraph))
			start, quotes = next, 0
		}
		i = next - 1
	}
	if start < len(tokens) {
		sentences = append(sentences, sentence(tokens, start, len(tokens), paragraph))
	}
	return sentences
}

func sentence(tokens []dateline.Token, first, last, paragraph int) dateline.Sentence {
	return dateline.Sentence{
		Span:      dateline.Span{From: tokens[first].From, To: tokens[last-1].To},
		First:     first,
		Last:      last,
		Paragraph: paragraph,
	}
}

// canEnd tells whether a sentence can end with t: a mark that ends sentences, or
// an abbreviation with its dot.
func (l *Language) canEnd(t *dateline.Token) bool {
	if t.Kind == dateline.MarkToken {
		return l.ends[t.Norm]
	}
	return t.Norm[max(len(t.Norm)-1, 0):] == "."
}

// closes tells whether tokens[i], after a mark that ends a sentence, belongs to
// the sentence: another such mark, a closing bracket or quote.
func (l *Language) closes(tokens []dateline.Token, i, quotes int) bool {
	t := &tokens[i]
	if t.Kind != dateline.MarkToken || !t.Joined {
		return false
	}
	switch t.Norm {
	case `"`, "'":
		if i+1 == len(tokens) || !tokens[i+1].Joined || tokens[i+1].Kind == dateline.MarkToken {
			return true
		}
		return t.Norm == `"` && quotes%2 == 1 // no space on either side: an open quote closes
	case ")", "]", "}":
		return true
	}
	return l.ends[t.Norm]
}

// breaks tells whether a sentence that began at start ends before tokens[next];
// tokens[end] is the mark or the abbreviation at its end, and closing marks may
// stand between the two.
func (l *Language) breaks(tokens []dateline.Token, start, end, next int) bool {
	e, n := &tokens[end], &tokens[next]
	if e.Kind != dateline.MarkToken {
		return l.breaksAfterAbbreviation(tokens, end, next)
	}
	if end == start && next == end+1 {
		return false // a bullet or a stray mark
	}
	if e.Norm == "." && end == start+1 && isListNumber(&tokens[start]) {
		return false // "1. The army"
	}
	begins := l.begins(tokens, next)
	if n.Joined {
		if end+1 != next && tokens[next-1].Kind == dateline.MarkToken {
			return begins && n.Upper // `end." He`, without the space
		}
		if n.Norm == `"` && next+1 < len(tokens) {
			n = &tokens[next+1] // `end."He said`, where a quote opens
		}
		before := &tokens[max(end-1, 0)]
		return e.Norm != "…" && n.Upper && len(n.Norm) > 1 && end > start && len(before.Norm) > 2
	}
	if begins {
		return true
	}
	if n.Kind == dateline.MarkToken || e.Norm != "." || end+1 != next {
		return false
	}
	// A small letter follows the dot: an abbreviation that is not listed, or a
	// careless writer. Abbreviations are short.
	before := &tokens[max(end-1, 0)]
	return end > start && (len(before.Norm) > 5 || before.Kind != dateline.WordToken)
}

// breaksAfterAbbreviation is breaks for an abbreviation at tokens[end].
func (l *Language) breaksAfterAbbreviation(tokens []dateline.Token, end, next int) bool {
	e, n := &tokens[end], &tokens[next]
	what, ok := l.folded[strings.TrimSuffix(e.Norm, ".")]
	if !ok {
		what = mayEnd // letters with dots that are not listed: "J.R."
	}
	if what == neverEnds || what == beforeNumber {
		return false
	}
	if n.Kind == dateline.MarkToken {
		return end+1 != next && l.begins(tokens, next) || n.Norm == `"` && !n.Joined && next+1 < len(tokens) && tokens[next+1].Upper
	}
	return n.Upper && l.starters[n.Norm]
}

// begins tells whether a sentence can begin with tokens[i]: not with a small
// letter, save where it begins a name, nor with a mark that goes on.
func (l *Language) begins(tokens []dateline.Token, i int) bool {
	t := &tokens[i]
	switch t.Kind {
	case dateline.NumberToken:
		return true
	case dateline.MarkToken:
		switch t.Norm {
		case ",", ";", ":", ")", "]", "}", "%", "/", "&", "—", "-", "،", "؛":
			return false
		}
		return true
	}
	if t.Upper || !l.Cased {
		return true
	}
	if t.Norm != "" && (t.Norm[0] == '@' || t.Norm[0] == '#') {
		return true
	}
	return l.prefixes[t.Norm] && i+2 < len(tokens) && tokens[i+1].Norm == "-" && tokens[i+2].Upper
}

// isListNumber tells whether t numbers an item of a list.
func isListNumber(t *dateline.Token) bool {
	return t.Kind == dateline.NumberToken && len(t.Norm) <= 2
}
