package eval

import (
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"dateline"
	"dateline/link"
	"dateline/page"
)

// A CoreferenceScore is how well events that are told in many documents find together.
type CoreferenceScore struct {
	Documents  int
	Without    int // documents that no record was made of
	Events     int // of the records, in checked sentences
	Invented   int // of them, those whose words are no action in gold
	Mentions   int // actions of gold that an event's words name, in checked sentences
	AllActions int // actions of gold in checked sentences, of any kind
	Coreference
}

// ScoreCoreference scores events across the documents of ECB+ (Cybulska and Vossen 2014), with
// mentions that the program finds by itself. The folder holds ECB+/TOPIC/*.xml and the list of
// sentences that were checked.
//
// ECB+ marks actions of every kind ("said", "went"), and the program codes political violence
// alone. So gold is cut down to what the program tells of: each document is read from its
// tokens, without a day of publication unless the text gives one, and an action of gold counts
// if it stands in a checked sentence and shares a word with those by which the record
// names an event. Where one event shares words with several actions, the first of them
// that is in a chain across documents counts, and each action for one event. The clusters
// of gold are the chains of the actions that are left. An event in a checked sentence that
// names no action is an invented mention; events elsewhere are left out on both sides. All
// documents go into one partition: neither their topics nor which actions exist is given away.
// How much the program does not tell of is thus not scored here; compare Mentions with AllActions.
func ScoreCoreference(folder fs.FS, read Read) (*CoreferenceScore, error) {
	corpus, err := HearCorpus(folder, read, WholeCorpus)
	if err != nil {
		return nil, err
	}
	return corpus.Score(link.Taught()), nil
}

// A Corpus is the documents of ECB+ as the program read them.
type Corpus struct {
	score    CoreferenceScore // as far as it is told by reading alone
	tellings []*dateline.Telling
	actions  map[string]*ecbMention // that tellings are, by their keys; nil for what gold does not have
	topics   map[string]string      // of tellings, by their keys
}

// HearCorpus reads the documents of a part of ECB+, as [ScoreCoreference] tells.
func HearCorpus(folder fs.FS, read Read, part Part) (*Corpus, error) {
	documents, err := readECB(folder)
	if err != nil {
		return nil, fmt.Errorf("coreference: %w", err)
	}
	documents = slices.DeleteFunc(documents, func(d *ecbDocument) bool { return !part.has(d.topic()) })
	c := &Corpus{score: CoreferenceScore{Documents: len(documents)}, actions: map[string]*ecbMention{}, topics: map[string]string{}}
	for _, d := range documents {
		for _, m := range d.mentions {
			if m.checked {
				c.score.AllActions++
			}
		}
		source, starts := d.source()
		record, err := read(&dateline.Raw{Name: d.name + ".txt", Bytes: []byte(source)}, page.Options{})
		if err != nil {
			c.score.Without++
			continue
		}
		spans := d.spans(source, starts, record.Document.Text)
		taken := map[string]bool{}
		for _, t := range Tellings(record) {
			c.tellings = append(c.tellings, t)
			c.topics[t.Key()] = d.topic()
			action, checked := d.named(t.Event.Words.Span, spans, taken)
			if !checked {
				continue
			}
			c.actions[t.Key()] = action
			if action != nil {
				taken[action.id] = true
			}
		}
	}
	return c, nil
}

// Score brings all tellings of the corpus together, and holds the groups against the chains.
func (c *Corpus) Score(weights *link.Weights) *CoreferenceScore {
	s := c.score
	chains := map[string][]string{}
	var order []string
	for _, t := range c.tellings {
		action, checked := c.actions[t.Key()]
		switch {
		case !checked:
			continue
		case action == nil:
			s.Invented++
		default:
			if chains[action.chain] == nil {
				order = append(order, action.chain)
			}
			chains[action.chain] = append(chains[action.chain], t.Key())
			s.Mentions++
		}
		s.Events++
	}
	var gold, got Partition
	for _, chain := range order {
		gold = append(gold, chains[chain])
	}
	for _, group := range weights.Groups(c.tellings, dateline.Rulings{}) {
		var cluster []string
		for _, l := range group.Links {
			if _, ok := c.actions[l.Telling]; ok {
				cluster = append(cluster, l.Telling)
			}
		}
		if len(cluster) > 0 {
			got = append(got, cluster)
		}
	}
	s.Coreference = ScorePartition(gold, got)
	return &s
}

// source writes a document as plain text, a paragraph a sentence, and tells where in it each
// token begins. The first sentence of many documents is the address that they came from, and is left out.
func (d *ecbDocument) source() (text string, starts []int) {
	var b strings.Builder
	before := -1
	glued := true // no space stands before the next token
	address := len(d.tokens) > 0 && d.tokens[0].text == "http"
	for _, t := range d.tokens {
		if t.sentence == 0 && address {
			starts = append(starts, -1)
			continue
		}
		if t.sentence != before && b.Len() > 0 {
			b.WriteString("\n\n")
			glued = true
		}
		before = t.sentence
		if !glued && !closes(t.text) {
			b.WriteByte(' ')
		}
		glued = strings.ContainsAny(t.text, "([$£€") && len(t.text) < 4
		starts = append(starts, b.Len())
		b.WriteString(t.text)
	}
	return b.String(), starts
}

// closes tells whether a token is written without a space before it.
func closes(token string) bool {
	return strings.ContainsAny(token[:min(1, len(token))], ".,;:?!)]%'’") || token == "n't"
}

// spans gives the place of each token in the text as it was read; the zero span for those that
// are not in it.
func (d *ecbDocument) spans(source string, starts []int, text string) []dateline.Span {
	spans := make([]dateline.Span, len(d.tokens))
	at := 0
	for i := 0; i < len(d.tokens); {
		end := i
		for end < len(d.tokens) && d.tokens[end].sentence == d.tokens[i].sentence {
			end++
		}
		if starts[i] >= 0 {
			sentence := source[starts[i] : starts[end-1]+len(d.tokens[end-1].text)]
			if found := strings.Index(text[at:], sentence); found >= 0 {
				for j := i; j < end; j++ {
					from := at + found + starts[j] - starts[i]
					spans[j] = dateline.Span{From: from, To: from + len(d.tokens[j].text)}
				}
				at += found + len(sentence)
			}
		}
		i = end
	}
	return spans
}

// named gives the action that words name, nil if they name none, and whether they
// stand in a checked sentence.
func (d *ecbDocument) named(words dateline.Span, spans []dateline.Span, taken map[string]bool) (action *ecbMention, checked bool) {
	sentences := map[int]bool{}
	for _, m := range d.mentions {
		if m.checked {
			sentences[d.tokens[m.tokens[0]].sentence] = true
		}
	}
	for i, span := range spans {
		if span.Overlaps(words) && sentences[d.tokens[i].sentence] {
			checked = true
		}
	}
	for i := range d.mentions {
		m := &d.mentions[i]
		if !m.checked || taken[m.id] {
			continue
		}
		for _, token := range m.tokens {
			if !spans[token].Overlaps(words) {
				continue
			}
			if action == nil || !strings.HasPrefix(action.chain, "ACT") && strings.HasPrefix(m.chain, "ACT") {
				action = m
			}
		}
	}
	return action, checked
}

// Print writes the counts and the measures.
func (s *CoreferenceScore) Print(w io.Writer) error {
	if _, err := fmt.Fprintf(w, "%d documents, %d without a record; %d events in checked sentences, %d of them no action of gold; %d of gold's %d actions are told of\n",
		s.Documents, s.Without, s.Events, s.Invented, s.Mentions, s.AllActions); err != nil {
		return err
	}
	return s.Coreference.Print(w)
}
