package eval

import (
	"fmt"
	"io/fs"
	"slices"

	"dateline"
	"dateline/extract"
	"dateline/gazetteer"
	"dateline/learn"
)

// A DecideNames gives the decision for each name of a place in a document, of which some are
// given; see extract.Reader.NameDecisions.
type DecideNames func(doc *dateline.Document, given []dateline.Span) ([]extract.Decision, error)

// ReadPlaceLessons makes a lesson of each name marked in the articles of one set (lgl.xml or
// GeoVirus.xml) of a folder: right is the place nearest to the one marked, if it is near at all.
func ReadPlaceLessons(folder fs.FS, file string, half Half, decide DecideNames) ([]learn.Lesson, error) {
	at := slices.IndexFunc(placeSets[:], func(s placeSet) bool { return s.file == file })
	if at < 0 {
		return nil, fmt.Errorf("lessons: %s is none of the sets", file)
	}
	articles, err := placeSets[at].read(folder)
	if err != nil {
		return nil, fmt.Errorf("lessons: %s: %w", file, err)
	}
	var lessons []learn.Lesson
	for i := range articles {
		a := &articles[i]
		if !half.takes(fmt.Sprint(i + 1)) {
			continue
		}
		marked := map[dateline.Span]*markedPlace{}
		for k := range a.names {
			if m := &a.names[k]; m.located {
				marked[m.Span] = m
			}
		}
		decisions, err := decide(a.document(), a.given())
		if err != nil {
			return nil, fmt.Errorf("lessons: %s: %w", a.name, err)
		}
		for _, d := range decisions {
			if len(d.At) > 0 && len(d.Options) > 1 {
				lessons = append(lessons, learn.Lesson{Name: a.name, Options: d.Options, Right: marked[d.At[0]].nearest(d.Places)})
			}
		}
	}
	return lessons, nil
}

// nearest tells which of some places are as near to the one marked as any, to 10 km, and near at all.
func (m *markedPlace) nearest(places map[string]gazetteer.Place) func(string) bool {
	least := float64(placeNear)
	for _, p := range places {
		least = min(least, m.error(p))
	}
	return func(answer string) bool {
		off := m.error(places[answer])
		return off <= placeNear && off <= least+10
	}
}
