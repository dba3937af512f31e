package page

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"dateline"
)

// published chooses among the statements of when the page appeared, the user's
// first, and gives gaps for a conflict or if there is none.
func published(doc *dateline.Document, h head, argument string) (*dateline.Published, []dateline.Gap) {
	var all []stamp
	if argument != "" {
		all = append(all, stamp{argument, "argument"})
	}
	all = append(all, h.dates...)
	text, changed := textDates(doc)
	all = append(all, text...)
	if len(all) == 0 && h.shown != "" {
		all = append(all, stamp{h.shown, "text"})
	}
	address, year := addressDate(doc.URL)
	all = append(all, placeDate(doc, all, year)...)
	if address != "" {
		all = append(all, stamp{address, "url"})
	}
	if len(all) == 0 {
		// A page that only says when it was last changed is as old as that to its reader.
		all = changed
	}
	if len(all) == 0 {
		return nil, []dateline.Gap{gap(dateline.GapPublishedUnknown, "document.published", "Neither the page nor the user says when it appeared.")}
	}
	chosen := &dateline.Published{At: all[0].at, Basis: all[0].basis}
	day, ok := chosen.Day()
	for _, other := range all[1:] {
		p := dateline.Published{At: other.at}
		if d, known := p.Day(); ok && known && d.Sub(day).Abs() > 24*time.Hour {
			return chosen, []dateline.Gap{gap(dateline.GapPublishedConflict, "document.published",
				fmt.Sprintf("%s by %s, but %s by %s.", chosen.At, chosen.Basis, other.at, other.basis))}
		}
	}
	return chosen, nil
}

// textDates gives the day in a line of its own: that of publication, and apart
// from it that of a change.
func textDates(doc *dateline.Document) (appeared, changed []stamp) {
	c := dates().of(doc.Text)
	said := false
	for _, p := range doc.Paragraphs {
		if p.Kind != dateline.Byline && p.Kind != dateline.Note {
			continue
		}
		found, _ := c.find(doc.Text[p.From:p.To])
		for _, f := range found {
			switch {
			case f.year == 0:
			case f.update:
				changed = append(changed, stamp{f.at(), "text"})
			case p.Kind == dateline.Byline && (len(appeared) == 0 || f.publish && !said):
				// What is said to be the day of publication is, not another day above it.
				appeared, said = []stamp{{f.at(), "text"}}, f.publish
			}
		}
	}
	return appeared, changed
}

// placeDate gives the date in the dateline. One without a year takes it from what
// else is known: the page's other dates, its address.
func placeDate(doc *dateline.Document, others []stamp, year int) []stamp {
	if doc.Dateline.IsZero() {
		return nil
	}
	found, _ := dates().find(doc.Text[doc.Dateline.From:doc.Dateline.To])
	if len(found) == 0 {
		return nil
	}
	f := found[0]
	if f.year == 0 && len(others) > 0 {
		p := dateline.Published{At: others[0].at}
		near, ok := p.Day()
		if !ok {
			return nil
		}
		best := time.Duration(-1)
		for y := near.Year() - 1; y <= near.Year()+1; y++ {
			away := time.Date(y, time.Month(f.month), f.day, 0, 0, 0, 0, time.UTC).Sub(near).Abs()
			if best < 0 || away < best {
				best, f.year = away, y
			}
		}
	}
	if f.year == 0 {
		f.year = year
	}
	if f.year == 0 || !f.valid() {
		return nil
	}
	return []stamp{{f.at(), "dateline"}}
}

var (
	dayInAddress  = regexp.MustCompile(`[/-]((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:[/\-_.]|$)`)
	yearInAddress = regexp.MustCompile(`/((?:19|20)\d\d)/`)
)

// addressDate reads the day, or the year alone, in a page's address: /2024/05/03/.
func addressDate(address string) (at string, year int) {
	_, path, _ := strings.Cut(address, "://")
	if m := dayInAddress.FindStringSubmatch(path); m != nil {
		f := found{}
		f.year, _ = strconv.Atoi(m[1])
		f.month, _ = strconv.Atoi(m[2])
		f.day, _ = strconv.Atoi(m[3])
		if f.valid() {
			return f.at(), f.year
		}
	}
	if m := yearInAddress.FindStringSubmatch(path); m != nil {
		year, _ = strconv.Atoi(m[1])
	}
	return "", year
}
