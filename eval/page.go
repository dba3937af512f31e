package eval

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"dateline"
	"dateline/page"
)

// A pageGold is what is known of one page.
type pageGold struct {
	address       string
	File          string   `json:"file"`
	With, Without []string // what its main text must hold, and must not
	Published     string   // the day that it states, YYYY-MM-DD; empty if it states none or nobody says
	Language      string   // of the site (BCP 47); empty if nobody says
}

// Pages are the pages that are measured.
type Pages struct {
	Folder   fs.FS  // evaldata.json says what is known of each page; the pages lie in it at any depth
	Part     Part   // of the addresses in their order, counted from 0: development those in even places, test the others; all otherwise
	Language string // only pages of sites in it; empty for all
}

// A PageCount is how many of the strings that must appear do, and of those that must not.
type PageCount struct {
	Kept, Lost  int // strings that must appear
	Let, Barred int // strings that must not appear: let through, and kept out
}

func (c *PageCount) add(d PageCount) {
	c.Kept, c.Lost, c.Let, c.Barred = c.Kept+d.Kept, c.Lost+d.Lost, c.Let+d.Let, c.Barred+d.Barred
}

// Precision is the share of the strings found that must appear.
func (c PageCount) Precision() float64 { return share(c.Kept, c.Kept+c.Let) }

// Recall is the share of the strings that must appear that were found.
func (c PageCount) Recall() float64 { return share(c.Kept, c.Kept+c.Lost) }

// F is the harmonic mean of precision and recall.
func (c PageCount) F() float64 { return share(2*c.Kept, 2*c.Kept+c.Let+c.Lost) }

func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

// A PageTool finds the main text of a page. Its error says that it found none.
type PageTool struct {
	Name string
	Text func(*dateline.Raw) (string, error)
}

// A ToolScore is how well and how fast one tool told main text from chrome.
type ToolScore struct {
	Name string
	PageCount
	Failed int           // pages that gave no text
	Time   time.Duration // all pages together
	pages  []PageCount
}

// A PageScore is how well main text is told from a page's chrome, by Dateline's page step first and then by other
// tools on the same pages in the same run.
type PageScore struct {
	Pages, Skipped int // pages read, and those whose file is not there
	Tools          []*ToolScore
	Dated, Right   int            // pages whose day of publication is known, and those of them of which Dateline says it
	Faults         map[string]int // Dateline's, by kind
	examples       map[string]string
	Misses         []string // one line a fault of Dateline's
}

// ScorePages reads each page with Dateline's page step and with the other tools.
func ScorePages(pages Pages, others ...PageTool) (*PageScore, error) {
	golds, err := pages.golds()
	if err != nil {
		return nil, fmt.Errorf("pages: %w", err)
	}
	files, err := pages.files()
	if err != nil {
		return nil, fmt.Errorf("pages: %w", err)
	}
	s := &PageScore{Faults: map[string]int{}, examples: map[string]string{}}
	tools := append([]PageTool{{"dateline", MainText}}, others...)
	for _, tool := range tools {
		s.Tools = append(s.Tools, &ToolScore{Name: tool.Name})
	}
	for _, gold := range golds {
		name, ok := files[gold.File]
		if !ok {
			s.Skipped++
			continue
		}
		source, err := fs.ReadFile(pages.Folder, name)
		if err != nil {
			return nil, fmt.Errorf("pages: %w", err)
		}
		raw := &dateline.Raw{Name: gold.File, URL: gold.address, Bytes: source}
		if s.Pages == 0 {
			for _, tool := range tools {
				tool.Text(raw) // what is made once is made before it is timed
			}
		}
		s.Pages++
		for i, tool := range tools {
			s.Tools[i].read(gold, raw, tool)
		}
		s.explain(gold, raw)
	}
	return s, nil
}

func (t *ToolScore) read(gold *pageGold, raw *dateline.Raw, tool PageTool) {
	var text string
	var err error
	t.Time += clock(func() { text, err = tool.Text(raw) })
	if err != nil {
		t.Failed++
		text = ""
	}
	text = comparable(text)
	var c PageCount
	for _, words := range gold.With {
		if strings.Contains(text, comparable(words)) {
			c.Kept++
		} else {
			c.Lost++
		}
	}
	for _, words := range gold.Without {
		if strings.Contains(text, comparable(words)) {
			c.Let++
		} else {
			c.Barred++
		}
	}
	t.add(c)
	t.pages = append(t.pages, c)
}

// comparable makes white space one space and letters one form, and drops what is not seen: soft hyphens and marks of
// writing direction.
func comparable(s string) string {
	s = strings.Map(func(r rune) rune {
		if r == '\u00ad' || unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, s)
	return norm.NFC.String(strings.Join(strings.Fields(s), " "))
}

// golds reads evaldata.json, and keeps what is to be measured.
func (p Pages) golds() ([]*pageGold, error) {
	list, err := fs.ReadFile(p.Folder, "evaldata.json")
	if err != nil {
		return nil, err
	}
	byAddress := map[string]*pageGold{}
	if err := json.Unmarshal(list, &byAddress); err != nil {
		return nil, fmt.Errorf("evaldata.json: %w", err)
	}
	addresses := make([]string, 0, len(byAddress))
	for address := range byAddress {
		addresses = append(addresses, address)
	}
	slices.Sort(addresses)
	var golds []*pageGold
	for i, address := range addresses {
		gold := byAddress[address]
		gold.address = address
		if p.Part == DevelopmentPart && i%2 == 1 || p.Part == TestPart && i%2 == 0 || p.Language != "" && gold.Language != p.Language {
			continue
		}
		golds = append(golds, gold)
	}
	return golds, nil
}

// files finds the pages by the name of their file.
func (p Pages) files() (map[string]string, error) {
	files := map[string]string{}
	err := fs.WalkDir(p.Folder, ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			files[path.Base(name)] = name
		}
		return err
	})
	return files, err
}

// explain counts Dateline's faults on a page by kind, and whether it tells the day of publication.
func (s *PageScore) explain(gold *pageGold, raw *dateline.Raw) {
	doc, _, err := page.Read(raw, page.Options{})
	if gold.Published != "" {
		s.Dated++
		switch day := publishedDay(doc); {
		case day == gold.Published:
			s.Right++
		case day == "":
			s.fault("day of publication not found", gold.File, gold.Published)
		default:
			s.fault("day of publication wrong", gold.File, fmt.Sprintf("%s for %s", day, gold.Published))
		}
	}
	text := ""
	if err == nil {
		text = comparable(mainTextOf(doc))
	}
	for _, words := range gold.With {
		if strings.Contains(text, comparable(words)) {
			continue
		}
		s.fault("lost: "+whyLost(doc, raw, comparable(words)), gold.File, words)
	}
	for _, words := range gold.Without {
		if strings.Contains(text, comparable(words)) {
			s.fault("let through: "+kindOf(doc, comparable(words)), gold.File, words)
		}
	}
}

// publishedDay is the day that a document was published, YYYY-MM-DD; empty if nothing says it.
func publishedDay(doc *dateline.Document) string {
	if doc == nil || doc.Published == nil {
		return ""
	}
	at, ok := doc.Published.Day()
	if !ok {
		return ""
	}
	return at.Format(time.DateOnly)
}

func (s *PageScore) fault(kind, file, words string) {
	s.Faults[kind]++
	if s.examples[kind] == "" {
		s.examples[kind] = file + ": " + words
	}
	s.Misses = append(s.Misses, file+": "+kind+": "+words)
}

// whyLost says why words are not in the main text. doc is nil if the page gave none.
func whyLost(doc *dateline.Document, raw *dateline.Raw, words string) string {
	chosen, err := page.Chosen(raw)
	switch {
	case err != nil:
		return "not read as text"
	case !strings.Contains(comparable(strings.Join(chosen, " ")), words):
		return "not chosen"
	case doc == nil:
		return "no report found in what was chosen"
	case strings.Contains(comparable(doc.Text), words):
		return "taken for " + kindOf(doc, words)
	}
	return "dropped as chrome"
}

// paragraphNames are the kinds of paragraph in the words of a list of faults.
var paragraphNames = [...]string{dateline.Body: "text", dateline.Title: "headline", dateline.Summary: "standfirst", dateline.Caption: "caption",
	dateline.Byline: "byline", dateline.Note: "note", dateline.Heading: "heading"}

// kindOf says what the paragraph that holds the words serves as; of several, the first that is main text.
func kindOf(doc *dateline.Document, words string) string {
	kind := "several paragraphs"
	for _, p := range doc.Paragraphs {
		if !strings.Contains(comparable(doc.Text[p.From:p.To]), words) {
			continue
		}
		if kind = paragraphNames[p.Kind]; isMainText(p.Kind) {
			break
		}
	}
	return kind
}
