package web

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"dateline/store"
)

// A siteChoice is an outlet to which the queue can be narrowed down.
type siteChoice struct {
	Site    string
	Waiting int
	Chosen  bool
}

// mostSites is how many outlets are offered: those with the most reports that wait.
const mostSites = 200

// queueChoices fills in how the queue can be sorted and narrowed down.
func (v *visit) queueChoices(page *reviewPage) {
	l, query := v.locale, page.Query
	for _, order := range queueOrders {
		other := query
		other.Order = order
		page.Sorts = append(page.Sorts, queueChoice{string(order), l.plain("review-sort." + string(order)), other.address("/review", "sort"), order == query.Order})
	}
	for _, days := range queueDays {
		page.Days = append(page.Days, queueChoice{Value: strconv.Itoa(days), Label: l.words("review.days", "n", days), Chosen: days == query.Days})
	}
	tongues := keysOf(page.Backlog.Languages, query.Language)
	for _, tongue := range tongues {
		page.Tongues = append(page.Tongues, queueChoice{Value: tongue, Label: l.tongue(tongue), Chosen: tongue == query.Language})
	}
	sites := keysOf(page.Backlog.Sites, query.Site)
	slices.SortStableFunc(sites, func(a, b string) int { return page.Backlog.Sites[b] - page.Backlog.Sites[a] })
	if len(sites) > mostSites {
		chosen := slices.Contains(sites[mostSites:], query.Site)
		if sites = sites[:mostSites]; chosen {
			sites = append(sites, query.Site)
		}
	}
	for _, site := range sites {
		page.Sites = append(page.Sites, siteChoice{site, page.Backlog.Sites[site], site == query.Site})
	}
}

// keysOf gives the names that are counted, sorted, and the chosen one if it is not among them.
func keysOf(counts map[string]int, chosen string) []string {
	var keys []string
	for key := range counts {
		if key != "" {
			keys = append(keys, key)
		}
	}
	if chosen != "" && !slices.Contains(keys, chosen) {
		keys = append(keys, chosen)
	}
	slices.Sort(keys)
	return keys
}

// tongue names a language by its code; the code itself where it is none.
func (l *locale) tongue(code string) string {
	tag, err := language.Parse(code)
	if err != nil {
		return code
	}
	if name := display.Languages(l.tag).Name(tag); name != "" {
		return name
	}
	return code
}

// doubt says what of a report is in doubt.
func (l *locale) doubt(w *store.Waiting) value {
	if w.Doubt == 0 {
		return value{Words: l.words("review.no-doubt"), Line: gap}
	}
	var said []string
	for _, code := range w.Doubts {
		said = append(said, l.key("doubt", code))
	}
	doubt := value{Words: strings.Join(said, l.plain("list.comma")), Line: unres}
	if w.Doubt > len(w.Doubts) {
		doubt.Note = l.words("review.doubts", "n", w.Doubt)
	}
	return doubt
}
