package eval

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"dateline"
	"dateline/extract"
	"dateline/learn"
	"dateline/page"
)

// A Decide gives the decisions that reading a page calls for; see extract.Reader.Decisions.
type Decide func(raw *dateline.Raw, options page.Options, country string) ([]extract.Decision, error)

// ReadLessons makes lessons of the main events of a folder's gold (as for ScoreReports), by
// the name of the decision. Reports whose page is missing or cannot be read teach nothing.
func ReadLessons(folder fs.FS, decide Decide) (map[string][]learn.Lesson, error) {
	golds, err := readGold(folder)
	if err != nil {
		return nil, fmt.Errorf("lessons: %w", err)
	}
	lessons := map[string][]learn.Lesson{}
	for _, g := range golds {
		text, err := fs.ReadFile(folder, path.Join("pages", g.ID+".txt"))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		} else if err != nil {
			return nil, fmt.Errorf("lessons: %w", err)
		}
		decisions, err := decide(&dateline.Raw{Name: g.ID + ".txt", Bytes: text}, page.Options{Published: g.Published}, g.country())
		if err != nil {
			continue
		}
		for _, d := range decisions {
			if right := g.answers(&d); right != nil && len(d.Options) > 0 {
				lessons[d.Name] = append(lessons[d.Name], learn.Lesson{Name: g.ID, Options: d.Options, Right: right})
			}
		}
	}
	return lessons, nil
}

// country is that of the main event; empty if there is none.
func (g *goldReport) country() string {
	if g.Main == nil {
		return ""
	}
	return g.Main.Country
}

// answers tells which answers to a decision the gold holds to be right; nil if it says nothing.
func (g *goldReport) answers(d *extract.Decision) func(string) bool {
	m := g.Main
	is := func(wanted string) func(string) bool { return func(answer string) bool { return answer == wanted } }
	switch {
	case d.Name == "about" && m != nil:
		return is("violence")
	case d.Name == "about" && g.Kind == "negative":
		return is("other")
	case d.Name == "about":
		return is("general")
	case m == nil:
		return nil
	case d.Times != nil:
		if m.Date == "" {
			return nil
		}
		days := append([]string{m.Date}, m.DateAlt...)
		return func(answer string) bool {
			return slices.ContainsFunc(days, func(day string) bool {
				return day != "" && strings.HasPrefix(answer, day[:min(10, len(day))])
			})
		}
	case d.Places != nil:
		if m.Lat == nil || m.Lon == nil || m.Place == "" {
			return nil
		}
		return func(answer string) bool {
			p, ok := d.Places[answer]
			return ok && p.Grain != dateline.CountryGrain && kilometres(p.Lat, p.Lon, *m.Lat, *m.Lon) <= 50
		}
	}
	if m.Country == "" {
		return nil
	}
	return func(answer string) bool { return answer == m.Country || slices.Contains(m.CountryAlt, answer) }
}

// CrossValidate teaches a decision by all parts but one, for each, and counts how many of the lessons of the
// one left out are then decided rightly; lessons without a right option count as asked. wrong are the names of
// those that were not, each with the answer given.
func CrossValidate(parts [][]learn.Lesson, before learn.Choice, variance float64) (row Row, wrong []string) {
	for held := range parts {
		var taught []learn.Lesson
		for i, part := range parts {
			if i != held {
				taught = append(taught, part...)
			}
		}
		choice := learn.Teach(taught, before, variance)
		for _, l := range parts[held] {
			row.Asked++
			if answer, ok := learn.Answer(choice.Sums(l.Options)); ok && l.Right(answer) {
				row.Right++
			} else {
				wrong = append(wrong, l.Name+": "+answer)
			}
		}
	}
	return row, wrong
}

// Deal deals lessons out to so many parts in turn.
func Deal(lessons []learn.Lesson, parts int) [][]learn.Lesson {
	out := make([][]learn.Lesson, parts)
	for i, l := range lessons {
		out[i%parts] = append(out[i%parts], l)
	}
	return out
}
