package lang

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"dateline"
	"dateline/learn"
)

// What a model is trained with.
const (
	rounds      = 10   // times through the sentences
	leastWeight = 1.01 // averaged weights nearer to zero are left out
	weightScale = 0.25 // the unit of a weight
	sureCount   = 12   // times a word must be seen with one tag alone to need no model
	knownCount  = 5    // times a word must be seen to stand in the lexicon,
	knownOfFew  = 2    // or, where there is little to learn from:
	fewTokens   = 1e5  // up to so many tokens
	formCount   = 10   // times a word must be seen to tell which forms look the same
	heldOut     = 10   // every so manieth document is held out for the test
)

// An example is a sentence with its tokens tagged by people.
type example struct {
	text   string
	tokens []dateline.Token
}

// Train trains the tagger of the language on the treebank in a folder, CoNLL-U files
// at any depth with Universal Dependencies' tags and Penn Treebank's. Every
// tenth document is held out. The model, as tags.model holds it, goes to w, and
// the figures on what was held out to report.
func (l *Language) Train(treebank string, w, report io.Writer) error {
	if err := l.prepare(); err != nil {
		return fmt.Errorf("lang: %w", err)
	}
	training, test, err := l.readTreebank(treebank)
	if err != nil {
		return fmt.Errorf("lang: %w", err)
	}
	drawn, err := l.drill(training)
	if err != nil {
		return fmt.Errorf("lang: %w", err)
	}
	lexicon, err := l.buildLexicon(append(slices.Clip(training), drawn...))
	if err != nil {
		return fmt.Errorf("lang: %w", err)
	}
	model, err := trainModel(lexicon, l.Article(), l.vary(append(training, drawn...)))
	if err != nil {
		return fmt.Errorf("lang: %w", err)
	}
	if _, err := w.Write(model.Append(lexicon.Append(nil))); err != nil {
		return fmt.Errorf("lang: %w", err)
	}
	t := &tagger{lexicon: lexicon, model: model, article: l.Article()}
	return t.score(test).print(report)
}

// Score prints how well the language's tagger does on the treebank in a folder or
// file: all of it, not what Train holds out.
func (l *Language) Score(treebank string, report io.Writer) error {
	if !l.Tagged() {
		return errors.New("lang: no model")
	}
	training, test, err := l.readTreebank(treebank)
	if err != nil {
		return fmt.Errorf("lang: %w", err)
	}
	return l.tagger.score(append(training, test...)).print(report)
}

// buildLexicon counts the tags of words.
func (l *Language) buildLexicon(examples []example) (*learn.Model, error) {
	counts, tokens := map[string][]float64{}, 0
	for _, e := range examples {
		for _, t := range e.tokens {
			word := bare(t.Norm, l.Article())
			row := counts[word]
			if row == nil {
				row = make([]float64, len(classes))
				counts[word] = row
			}
			tokens++
			row[classNumber(t.Tag)]++
		}
	}
	forms := countForms(counts)
	weights := map[learn.Feature][]float64{}
	for word, row := range counts {
		total, most := 0.0, 0
		for class, n := range row {
			total += n
			if n > row[most] {
				most = class
			}
		}
		if total < knownCount && (tokens > fewTokens || total < knownOfFew) {
			continue
		}
		sure := total >= sureCount && row[most] == total && closed(classes[most])
		shares := make([]float64, len(classes))
		for class, n := range row {
			if share := n / total; share >= 0.02 {
				shares[class] = share * 100
			}
		}
		forms.complete(word, shares)
		if sure {
			shares[most] = certain
		}
		weights[learn.Name(word)] = shares
	}
	return learn.New(classNames(), weights, 1)
}

// forms counts, by ending and two forms of verbs, the words that have the first, and
// of these the words that have the second too.
type forms map[string]*[len(classes)][len(classes)]int

// ending is the last two bytes of a word.
func ending(word string) string { return word[max(len(word)-2, 0):] }

func countForms(counts map[string][]float64) forms {
	f := forms{}
	for word, row := range counts {
		total := 0.0
		for _, n := range row {
			total += n
		}
		if total < formCount {
			continue
		}
		pairs := f[ending(word)]
		if pairs == nil {
			pairs = new([len(classes)][len(classes)]int)
			f[ending(word)] = pairs
		}
		for a := range row {
			for b := range row {
				if row[a] > 0 && row[b] > 0 {
					pairs[a][b]++
				}
			}
		}
	}
	return f
}

// complete adds to the tags of a word the forms of a verb that look the same:
// "defeated", if it was only ever seen in the passive, can be the past as well.
func (f forms) complete(word string, shares []float64) {
	pairs := f[ending(word)]
	if pairs == nil {
		return
	}
	for a := range shares {
		if shares[a] == 0 || !verbal.has(a) {
			continue
		}
		for b := range shares {
			if shares[b] == 0 && verbal.has(b) && b != aux && pairs[a][b]*4 >= pairs[a][a] {
				shares[b] = 1
			}
		}
	}
}

// closed tells whether a word that was only ever seen with a tag has no other: so
// with function words, but a verb form, a noun and a name turn into each other.
func closed(tag dateline.Tag) bool {
	switch tag {
	case dateline.Noun, dateline.ProperNoun, dateline.Adjective, dateline.OtherTag:
		return false
	}
	return !verbal.has(classNumber(tag)) || tag == dateline.Auxiliary
}

func classNames() []string {
	names := make([]string, len(classes))
	for i, class := range classes {
		names[i] = string(class)
	}
	return names
}

// trainModel trains on the examples, in an order drawn anew each round from one seed.
func trainModel(lexicon *learn.Model, article string, examples []example) (*learn.Model, error) {
	p := learn.NewPerceptron(classNames())
	order := rand.New(rand.NewPCG(1, 2))
	scores := make([]int32, len(classes))
	var features []learn.Feature
	for range rounds {
		order.Shuffle(len(examples), func(i, j int) { examples[i], examples[j] = examples[j], examples[i] })
		for _, e := range examples {
			s := look(nil, lexicon, article, e.text, e.tokens)
			for i := range e.tokens {
				class := int(s.sights[i+before].certain)
				if class < 0 {
					features = s.features(features[:0], i+before)
					class = p.Learn(features, classNumber(e.tokens[i].Tag), scores)
				}
				s.decide(i+before, class)
			}
		}
	}
	return p.Model(leastWeight, weightScale)
}

// vary adds copies of some examples that are set as headlines are: with capitals
// on every longer word, and in capitals throughout.
func (l *Language) vary(examples []example) []example {
	all := slices.Clone(examples)
	for i, e := range examples {
		var text string
		switch i % 8 {
		case 0:
			text = strings.ToUpper(e.text)
		case 1, 2:
			text = titleCase(e.text)
		default:
			continue
		}
		if len(text) != len(e.text) {
			continue
		}
		copied := example{text: text, tokens: slices.Clone(e.tokens)}
		for j := range copied.tokens {
			t := &copied.tokens[j]
			for _, r := range text[t.From:t.To] {
				t.Upper = unicode.IsUpper(r)
				break
			}
		}
		all = append(all, copied)
	}
	return all
}

// titleCase begins every word of four letters or more, and the first, with a capital.
func titleCase(text string) string {
	words := strings.SplitAfter(text, " ")
	for i, word := range words {
		if (i == 0 || len(word) > 4) && word[0] < 0x80 {
			words[i] = strings.ToUpper(word[:1]) + word[1:]
		}
	}
	return strings.Join(words, "")
}

// A scoring counts right tags.
type scoring struct {
	right, all               int
	unknownRight, unknownAll int
	confused                 map[[2]dateline.Tag]int // truth and guess
	truths                   map[dateline.Tag]int
	guesses                  map[dateline.Tag]int
}

// score tags the examples and compares.
func (t *tagger) score(examples []example) *scoring {
	s := &scoring{confused: map[[2]dateline.Tag]int{}, truths: map[dateline.Tag]int{}, guesses: map[dateline.Tag]int{}}
	for _, e := range examples {
		tokens := slices.Clone(e.tokens)
		t.tagSentence(e.text, tokens, nil)
		for i, token := range tokens {
			truth := e.tokens[i].Tag
			s.all++
			s.truths[truth]++
			s.guesses[token.Tag]++
			unknown := token.Kind == dateline.WordToken && t.lexicon.Row(learn.Name(bare(token.Norm, t.article))).Len() == 0
			if unknown {
				s.unknownAll++
			}
			if truth != token.Tag {
				s.confused[[2]dateline.Tag{truth, token.Tag}]++
				continue
			}
			s.right++
			if unknown {
				s.unknownRight++
			}
		}
	}
	return s
}

// print writes the figures as lines of text.
func (s *scoring) print(w io.Writer) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "tokens %d, right %.4f; unknown words %d, right %.4f\n", s.all, ratio(s.right, s.all), s.unknownAll, ratio(s.unknownRight, s.unknownAll))
	for _, tag := range classes {
		if s.truths[tag] == 0 {
			continue
		}
		right := s.truths[tag]
		for pair, n := range s.confused {
			if pair[0] == tag {
				right -= n
			}
		}
		fmt.Fprintf(out, "%-14s %6d  precision %.3f  recall %.3f\n", tag, s.truths[tag], ratio(right, s.guesses[tag]), ratio(right, s.truths[tag]))
	}
	past, passive := dateline.VerbPast, dateline.VerbPassive
	fmt.Fprintf(out, "%s taken for %s %d, the reverse %d\n", past, passive, s.confused[[2]dateline.Tag{past, passive}], s.confused[[2]dateline.Tag{passive, past}])
	return out.Flush()
}

func ratio(n, of int) float64 { return float64(n) / float64(max(of, 1)) }

// readTreebank reads the documents of the CoNLL-U files under a folder, in the order of
// their names.
func (l *Language) readTreebank(root string) (training, test []example, err error) {
	var names []string
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(path, ".conllu") {
			names = append(names, path)
		}
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	if len(names) == 0 {
		return nil, nil, fmt.Errorf("no .conllu file under %s", root)
	}
	slices.Sort(names)
	n := 0
	for _, name := range names {
		documents, err := l.readConllu(name)
		if err != nil {
			return nil, nil, err
		}
		for _, examples := range documents {
			if n%heldOut == heldOut-1 {
				test = append(test, examples...)
			} else {
				training = append(training, examples...)
			}
			n++
		}
	}
	return training, test, nil
}
