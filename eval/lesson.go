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
		if g.Main == nil || errors.Is(err, fs.ErrNotExist) {
			continue
		} else if err != nil {
			return nil, fmt.Errorf("lessons: %w", err)
		}
		decisions, err := decide(&dateline.Raw{Name: g.ID + ".txt", Bytes: text}, page.Options{Published: g.Published}, g.Main.Country)
		if err != nil {
			continue
		}
		for _, d := range decisions {
			if right := g.Main.answers(&d); right != nil && len(d.Options) > 0 {
				lessons[d.Name] = append(lessons[d.Name], learn.Lesson{Name: g.ID, Options: d.Options, Right: right})
			}
		}
	}
	return lessons, nil
}

// answers tells which answers to a decision the gold holds to be right; nil if it says nothing.
func (m *goldMain) answers(d *extract.Decision) func(string) bool {
	switch {
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
