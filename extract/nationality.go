package extract

import (
	"fmt"
	"strings"

	"dateline/rule"
)

// nationalities are a language's adjectives and nouns of countries.
type nationalities struct {
	first   map[string][]nationality // by first word
	codes   []string
	article string // written together with the word; empty if none is
}

type nationality struct {
	words []string
	code  int // index in codes
}

func parseNationalities(file, text, article string) (*nationalities, error) {
	n := &nationalities{first: map[string][]nationality{}, article: article}
	err := eachLine(file, text, func(fields []string, line string) error {
		code, names, ok := strings.Cut(line, "\t")
		if !ok {
			return fmt.Errorf("want a code, a tab and names")
		}
		n.codes = append(n.codes, strings.TrimSpace(code))
		for name := range strings.SplitSeq(names, ",") {
			if words := rule.Literals(strings.TrimSpace(name)); len(words) > 0 {
				n.first[words[0]] = append(n.first[words[0]], nationality{words, len(n.codes) - 1})
			}
		}
		return nil
	})
	return n, err
}

// find adds nationality; its ID is an index in codes.
func (n *nationalities) find(s *sentence) {
	for i := range s.Tokens {
		if !s.Tokens[i].Upper && hasCase(s.Tokens[i].Norm) {
			continue
		}
	next:
		for _, c := range n.starting(s.Tokens[i].Norm) {
			if i+len(c.words) > len(s.Tokens) {
				continue
			}
			for j, w := range c.words[1:] {
				if s.Tokens[i+1+j].Norm != w {
					continue next
				}
			}
			s.Add(rule.Found{Kind: "nationality", First: i, Last: i + len(c.words), ID: c.code})
			break
		}
	}
}

// starting gives the nationalities that begin with a word, as it is or without its article.
func (n *nationalities) starting(word string) []nationality {
	if found := n.first[word]; found != nil || n.article == "" {
		return found
	}
	if bare, ok := strings.CutPrefix(word, n.article); ok {
		return n.first[bare]
	}
	return nil
}
