package rule

import (
	"fmt"
	"slices"
	"strings"
)

// An Analysis makes sentences of an example's text, with everything found in
// them that stands before these rules.
type Analysis func(text string) ([]*Sentence, error)

// A Show gives the value of something found, as examples write it.
type Show func(s *Sentence, f Found) string

// Check runs every example of every rule and gives what is wrong: a positive
// example that is not matched with just its span and its values, a negative one
// that is matched, a rule without both.
func (r *Rules) Check(analyze Analysis, show Show) error {
	var errs Errors
	fail := func(at Position, format string, args ...any) {
		errs = append(errs, &Error{at, fmt.Sprintf(format, args...)})
	}
	for _, rule := range r.List {
		if len(rule.Positive) == 0 || len(rule.Negative) == 0 {
			fail(rule.At, "rule %s wants an example that matches (+) and one that does not (-)", rule.Name)
		}
		for _, e := range rule.Positive {
			if msg := r.positive(rule, e, analyze, show); msg != "" {
				fail(e.At, "%s: %s", rule.Name, msg)
			}
		}
		for _, e := range rule.Negative {
			sentences, err := analyze(e.Text)
			if err != nil {
				fail(e.At, "%s: %v", rule.Name, err)
				continue
			}
			for _, s := range sentences {
				for _, m := range r.matchesOf(rule, s) {
					fail(e.At, "%s: matches %q", rule.Name, s.Text(e.Text, m.First, m.Last))
				}
			}
		}
	}
	return errs.orNil()
}

// positive tells what is wrong with a positive example; empty if nothing is.
func (r *Rules) positive(rule *Rule, e Example, analyze Analysis, show Show) string {
	sentences, err := analyze(e.Text)
	if err != nil {
		return err.Error()
	}
	var seen []string
	for _, s := range sentences {
		for _, m := range r.matchesOf(rule, s) {
			from, to := s.Tokens[m.First].From, s.Tokens[m.Last-1].To
			if from != e.From || to != e.To {
				seen = append(seen, fmt.Sprintf("%q", e.Text[from:to]))
				continue
			}
			return wrongValues(e, s, &m, show)
		}
	}
	if seen == nil {
		return fmt.Sprintf("does not match %q", e.Text[e.From:e.To])
	}
	return fmt.Sprintf("matches %s, want %q", strings.Join(seen, ", "), e.Text[e.From:e.To])
}

// matchesOf gives the matches of one rule, whatever other rules make of the sentence.
func (r *Rules) matchesOf(rule *Rule, s *Sentence) []Match {
	return slices.DeleteFunc(r.All(s), func(m Match) bool { return m.Rule != rule })
}

func wrongValues(e Example, s *Sentence, m *Match, show Show) string {
	var wrong []string
	for _, want := range e.Values {
		want = strings.TrimSpace(want)
		if want == "" {
			continue
		}
		key, value, ok := strings.Cut(want, "=")
		if !ok {
			return fmt.Sprintf("want key=value, got %q", want)
		}
		got := "nothing"
		if v, ok := m.Value(key); ok {
			switch {
			case v.Literal != "":
				got = v.Literal
			case v.Found >= 0:
				got = show(s, s.found[v.Found])
			default:
				got = s.Text(e.Text, v.First, v.Last)
			}
		}
		if got != value {
			wrong = append(wrong, fmt.Sprintf("got %s=%s, want %s=%s", key, got, key, value))
		}
	}
	return strings.Join(wrong, "; ")
}

// Text gives the words of tokens [first, last) of a sentence of text.
func (s *Sentence) Text(text string, first, last int) string {
	if first >= last {
		return ""
	}
	return text[s.Tokens[first].From:s.Tokens[last-1].To]
}
