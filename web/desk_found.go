package web

import (
	"cmp"
	"html/template"
	"slices"
	"strings"

	"dateline"
)

// A foundReport is a report that has the words that are looked for.
type foundReport struct {
	Title     string
	Path      string
	Site      string
	Published string
	Words     template.HTML // with what stands around them; those that were looked for are marked
	Incidents []string      // ids
}

// found are the reports of a search: the first of them, and a few more.
type found struct{ First, More []foundReport }

// How many reports are shown, and how many before one asks for more.
const (
	mostFound  = 10
	firstFound = 3
)

// foundReports gives the reports that have all of some words, the last added first.
func (v *visit) foundReports(words string) (*found, error) {
	if words == "" {
		return nil, nil
	}
	hits, err := v.Store.Search(v.ctx(), words, mostFound)
	if err != nil {
		return nil, err
	}
	wanted := dateline.NameWords(words)
	var all []foundReport
	for _, h := range hits {
		all = append(all, foundReport{Title: cmp.Or(h.Title, h.Report), Path: "/report/" + h.Report, Site: h.Site, Published: v.published(h.Published),
			Words: markWords(h.Words.Text, wanted), Incidents: h.Incidents})
	}
	if len(all) == 0 {
		return nil, nil
	}
	n := min(firstFound, len(all))
	return &found{all[:n], all[n:]}, nil
}

// published is a day of publication as it was stated, in the locale's words where it can be read.
func (v *visit) published(stated string) string {
	if len(stated) >= 10 {
		if day, ok := v.locale.dayRangeOf(stated[:10]); ok {
			return day.words
		}
	}
	return stated
}

// markWords marks the words of a text that are among those wanted.
func markWords(text string, wanted []string) template.HTML {
	var b strings.Builder
	for i, word := range strings.Fields(text) {
		if i > 0 {
			b.WriteByte(' ')
		}
		escaped := template.HTMLEscapeString(word)
		if slices.ContainsFunc(dateline.NameWords(word), func(w string) bool { return slices.Contains(wanted, w) }) {
			escaped = "<mark>" + escaped + "</mark>"
		}
		b.WriteString(escaped)
	}
	return template.HTML(b.String())
}
