package eval

import (
	"encoding/csv"
	"encoding/xml"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
)

// An ecbDocument is one document of ECB+: its tokens, and the mentions of actions among them.
type ecbDocument struct {
	name     string // "3_3ecbplus"
	tokens   []ecbToken
	mentions []ecbMention // in the order of their first tokens
}

// A Part is one of the parts that ECB+ is cut into, by topic, so that what was taught on one is measured on
// another: those of Cybulska and Vossen 2015, which others use too.
type Part string

// The parts. Topics after 35 are for the last figure alone; nothing is taught or tried on them.
const (
	WholeCorpus     Part = "all"
	TrainPart       Part = "train"
	DevelopmentPart Part = "development"
	TestPart        Part = "test"
)

var developmentTopics = []int{2, 5, 12, 18, 21, 23, 34, 35}

// lastTopic is the last that is not of the test part.
const lastTopic = 35

func (p Part) has(topic string) bool {
	n, err := strconv.Atoi(topic)
	switch {
	case p == WholeCorpus:
		return true
	case err != nil:
		return false
	case n > lastTopic:
		return p == TestPart
	case slices.Contains(developmentTopics, n):
		return p == DevelopmentPart
	}
	return p == TrainPart
}

// topic is the folder that a document is in, a number.
func (d *ecbDocument) topic() string {
	topic, _, _ := strings.Cut(d.name, "_")
	return topic
}

type ecbToken struct {
	text     string
	sentence int
}

// An ecbMention is an action that the text tells of.
type ecbMention struct {
	id      string
	tokens  []int  // places in the document's tokens
	chain   string // the instance that it is one of; its own name if it is of none
	checked bool   // it stands in a sentence that was checked for all its mentions
}

// ecbFolder holds a folder a topic, each with its documents.
const ecbFolder = "ECB+"

// ecbSentences are the names that the list of checked sentences goes by.
var ecbSentences = []string{"ECBplus_coreference_sentences.csv", "validated-sentences.csv"}

// readECB reads the documents of a folder that ECB+ was unpacked to, in the order of
// their names.
func readECB(folder fs.FS) ([]*ecbDocument, error) {
	checked, err := readChecked(folder)
	if err != nil {
		return nil, err
	}
	names, err := fs.Glob(folder, path.Join(ecbFolder, "*", "*.xml"))
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	var documents []*ecbDocument
	for _, name := range names {
		text, err := fs.ReadFile(folder, name)
		if err != nil {
			return nil, err
		}
		d, err := parseECB(strings.TrimSuffix(path.Base(name), ".xml"), text, checked)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		documents = append(documents, d)
	}
	if len(documents) == 0 {
		return nil, fmt.Errorf("there are no documents in %s/*/*.xml", ecbFolder)
	}
	return documents, nil
}

// readChecked gives the sentences that were checked, as "3_3ecbplus 5".
func readChecked(folder fs.FS) (map[string]bool, error) {
	for _, name := range ecbSentences {
		file, err := folder.Open(name)
		if err != nil {
			continue
		}
		defer file.Close()
		rows, err := csv.NewReader(file).ReadAll()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		checked := map[string]bool{}
		for _, row := range rows {
			if len(row) >= 3 {
				checked[row[0]+"_"+row[1]+" "+row[2]] = true
			}
		}
		return checked, nil
	}
	return nil, fmt.Errorf("there is no list of checked sentences: %s", strings.Join(ecbSentences, " or "))
}

func parseECB(name string, text []byte, checked map[string]bool) (*ecbDocument, error) {
	var form struct {
		Tokens []struct {
			ID       string `xml:"t_id,attr"`
			Sentence string `xml:"sentence,attr"`
			Text     string `xml:",chardata"`
		} `xml:"token"`
		Markables struct {
			All []struct {
				XMLName xml.Name
				ID      string `xml:"m_id,attr"`
				Anchors []struct {
					Token string `xml:"t_id,attr"`
				} `xml:"token_anchor"`
			} `xml:",any"`
		}
		Relations struct {
			All []struct {
				XMLName xml.Name
				ID      string `xml:"r_id,attr"`
				Note    string `xml:"note,attr"`
				Sources []struct {
					Mention string `xml:"m_id,attr"`
				} `xml:"source"`
			} `xml:",any"`
		}
	}
	if err := xml.Unmarshal(text, &form); err != nil {
		return nil, err
	}
	d := &ecbDocument{name: name}
	place := map[string]int{}
	for i, t := range form.Tokens {
		sentence, err := strconv.Atoi(t.Sentence)
		if err != nil {
			return nil, fmt.Errorf("token %s: %w", t.ID, err)
		}
		place[t.ID] = i
		d.tokens = append(d.tokens, ecbToken{t.Text, sentence})
	}
	chains := map[string]string{}
	for _, r := range form.Relations.All {
		chain := r.Note // of instances across documents, the same in all of them
		if r.XMLName.Local == "INTRA_DOC_COREF" || chain == "" {
			chain = name + " " + r.ID
		}
		for _, s := range r.Sources {
			chains[s.Mention] = chain
		}
	}
	for _, m := range form.Markables.All {
		kind := strings.TrimPrefix(m.XMLName.Local, "NEG_")
		if !strings.HasPrefix(kind, "ACTION_") || len(m.Anchors) == 0 {
			continue // the others are times, places and participants, or descriptions of instances
		}
		mention := ecbMention{id: name + " " + m.ID, chain: chains[m.ID]}
		if mention.chain == "" {
			mention.chain = mention.id
		}
		for _, a := range m.Anchors {
			i, ok := place[a.Token]
			if !ok {
				return nil, fmt.Errorf("mention %s: there is no token %s", m.ID, a.Token)
			}
			mention.tokens = append(mention.tokens, i)
		}
		slices.Sort(mention.tokens)
		mention.checked = checked[name+" "+strconv.Itoa(d.tokens[mention.tokens[0]].sentence)]
		d.mentions = append(d.mentions, mention)
	}
	slices.SortStableFunc(d.mentions, func(a, b ecbMention) int { return a.tokens[0] - b.tokens[0] })
	return d, nil
}
