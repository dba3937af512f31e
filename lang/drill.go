package lang

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"strings"

	"dateline"
)

// draws is how many sentences are drawn from each pattern of tags.txt.
const draws = 8

// A drawn word of a set, and the tag of the set; empty if it has none.
type wordSet struct {
	words []string
	tag   dateline.Tag
}

// drill makes tagged sentences of the patterns in the language's tags.txt, which
// says how they are written. Words without a tag get their commonest one in the
// examples. A language without the file has none.
func (l *Language) drill(examples []example) ([]example, error) {
	const name = "tags.txt"
	b, err := fs.ReadFile(l.Files, name)
	if err != nil {
		return nil, nil // it is no more than help
	}
	common := commonest(examples)
	random := rand.New(rand.NewPCG(3, 4))
	sets := map[string]wordSet{}
	var drawn []example
	for number, line := range strings.Split(string(b), "\n") {
		words := strings.Fields(line)
		if len(words) == 0 || words[0] == "#" {
			continue
		}
		if words[0] == "set" && len(words) > 2 {
			key, tag, _ := strings.Cut(words[1], "/")
			sets[key] = wordSet{words[2:], dateline.Tag(tag)}
			continue
		}
		if words[0] == "headline" {
			words = words[1:]
		}
		for range draws {
			e, err := l.draw(words, sets, common, random)
			if err != nil {
				return nil, fmt.Errorf("%s/%s:%d:1: %w", l.Code, name, number+1, err)
			}
			drawn = append(drawn, e)
		}
	}
	return drawn, nil
}

// draw makes one sentence of a pattern.
func (l *Language) draw(pattern []string, sets map[string]wordSet, common map[string]dateline.Tag, random *rand.Rand) (example, error) {
	var text strings.Builder
	var words []treeWord
	for i, part := range pattern {
		word, stated, _ := strings.Cut(part, "/")
		tag := dateline.Tag(stated)
		if key, ok := strings.CutPrefix(word, "$"); ok {
			set, ok := sets[key]
			if !ok {
				return example{}, fmt.Errorf("no set %q", key)
			}
			word = set.words[random.IntN(len(set.words))]
			if tag == "" {
				tag = set.tag
			}
		}
		if tag == "" {
			tag = common[dateline.Fold(word)]
		}
		if !isClass(tag) {
			return example{}, fmt.Errorf("%q has no tag, or one that is not known", word)
		}
		if i == 0 {
			word = strings.ToUpper(word[:1]) + word[1:]
		} else if word != "." && word != "," {
			text.WriteByte(' ')
		}
		from := text.Len()
		text.WriteString(word)
		words = append(words, treeWord{dateline.Span{From: from, To: text.Len()}, tag})
	}
	return l.align(text.String(), words), nil
}

// commonest is the commonest tag of each word, of equals the first.
func commonest(examples []example) map[string]dateline.Tag {
	counts := map[string]*[len(classes)]int{}
	for _, e := range examples {
		for _, t := range e.tokens {
			if counts[t.Norm] == nil {
				counts[t.Norm] = new([len(classes)]int)
			}
			counts[t.Norm][classNumber(t.Tag)]++
		}
	}
	common := make(map[string]dateline.Tag, len(counts))
	for word, row := range counts {
		most := 0
		for class := range row {
			if row[class] > row[most] {
				most = class
			}
		}
		common[word] = classes[most]
	}
	return common
}

func isClass(tag dateline.Tag) bool { return classes[classNumber(tag)] == tag }
