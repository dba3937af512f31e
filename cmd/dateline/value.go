package main

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"dateline"
	"dateline/codebook"
	"dateline/gazetteer"
	"dateline/store"
)

// setValue gives what a person writes for a value as JSON: JSON itself, or plain words, which a time, a place and a
// figure of an incident may be, too. What the codebook has no word for is refused.
func setValue(subject, path, words string) (json.RawMessage, error) {
	ofIncident := !strings.HasPrefix(subject, "sha256:")
	field := path[strings.LastIndexByte(path, '.')+1:]
	ofEvent := ofIncident || path == field && strings.Contains(subject, "/") || strings.HasPrefix(path, "events.") && strings.Count(path, ".") == 2
	plain := words
	isTime := ofEvent && field == "time" && words != "null" // a year is a number, too
	if form := strings.TrimSpace(words); json.Valid([]byte(form)) && !isTime || strings.HasPrefix(form, "{") {
		if !strings.HasPrefix(form, `"`) {
			return json.RawMessage(form), nil
		}
		if err := json.Unmarshal([]byte(form), &plain); err != nil {
			return nil, err
		}
	}
	var value any = plain
	var err error
	switch {
	case ofEvent && field == "type":
		err = typeFlag(plain)
	case ofEvent && field == "status":
		err = keyOf(codebook.Status, "status", plain)
	case ofIncident && field == "claim":
		states := []string{dateline.Claimed, dateline.Rival, dateline.ClaimDenied, dateline.NoneStated, dateline.Unmentioned}
		if !slices.Contains(states, plain) {
			err = usageError{fmt.Sprintf("%q is no state of a claim; these are: %s", plain, strings.Join(states, ", "))}
		}
	case isTime:
		value, err = plainTime(plain)
	case ofEvent && field == "place":
		value, err = plainPlace(plain)
	case ofIncident && (field == dateline.Killed || field == dateline.Injured):
		value, err = plainFigure(plain)
	}
	if err != nil {
		return nil, err
	}
	return json.Marshal(value)
}

// keyOf checks that a word stands in the codebook.
func keyOf(class codebook.Class, name, key string) error {
	book, err := codebook.Load()
	if err != nil {
		return err
	}
	if _, ok := book.Entry(class, key); ok {
		return nil
	}
	var keys []string
	for _, e := range book.Entries(class) {
		keys = append(keys, e.Key)
	}
	return usageError{fmt.Sprintf("%q is no %s; these are: %s", key, name, strings.Join(keys, ", "))}
}

// plainTime reads a day, a month or a year.
func plainTime(words string) (*dateline.Time, error) {
	for _, form := range []struct {
		layout              string
		years, months, days int
		grain               dateline.Grain
	}{{time.DateOnly, 0, 0, 1, dateline.Day}, {"2006-01", 0, 1, 0, dateline.Month}, {"2006", 1, 0, 0, dateline.Year}} {
		if at, err := time.Parse(form.layout, words); err == nil {
			return &dateline.Time{Start: dateline.Moment{At: at}, End: dateline.Moment{At: at.AddDate(form.years, form.months, form.days)}, Grain: form.grain, Basis: dateline.Stated}, nil
		}
	}
	return nil, usageError{fmt.Sprintf("%q is no time: write 2024-05-01, 2024-05 or 2024, or the JSON of a record", words)}
}

// plainPlace finds a place by its name; one of several by that name with its country, "Tripoli, LB".
func plainPlace(words string) (*dateline.Place, error) {
	name, country, _ := strings.Cut(words, ",")
	country = strings.ToUpper(strings.TrimSpace(country))
	places, err := gazetteer.Open()
	if err != nil {
		return nil, err
	}
	folded := dateline.NameWords(name)
	n, found := places.Match(folded)
	found = slices.DeleteFunc(slices.Clone(found), func(p gazetteer.Place) bool { return n < len(folded) || country != "" && p.Country != country })
	var countries []string
	for _, p := range found {
		if !slices.Contains(countries, p.Country) {
			countries = append(countries, p.Country)
		}
	}
	switch {
	case len(found) == 0:
		return nil, usageError{fmt.Sprintf("%q is no place of the gazetteer; write the JSON of a record", words)}
	case len(countries) > 1:
		return nil, usageError{fmt.Sprintf("places in several countries are called %q: write %q", words, name+", "+countries[0]) + fmt.Sprintf(" (or %s)", strings.Join(countries[1:], ", "))}
	}
	p := found[0]
	return &dateline.Place{Name: p.Name, Country: p.Country, Admin1: p.Admin1, Lat: &p.Lat, Lon: &p.Lon, Grain: p.Grain, ID: p.ID}, nil
}

// figureForm is a figure as people write it: 9, 9-11, 9+.
var figureForm = regexp.MustCompile(`^(\d+)(?:-(\d+)|(\+))?$`)

// plainFigure reads "9", "9-11" or "9+", nine or more.
func plainFigure(words string) (*store.Figure, error) {
	parts := figureForm.FindStringSubmatch(words)
	if parts == nil {
		return nil, usageError{fmt.Sprintf("%q is no figure: write 9, 9-11, or 9+ for nine or more", words)}
	}
	low, err := strconv.Atoi(parts[1])
	if err != nil {
		return nil, usageError{fmt.Sprintf("%q is too large a figure", words)}
	}
	figure := &store.Figure{Low: low, High: low}
	switch {
	case parts[3] != "":
		figure.High = dateline.Open
	case parts[2] != "":
		if figure.High, err = strconv.Atoi(parts[2]); err != nil || figure.High < low {
			return nil, usageError{fmt.Sprintf("%q is no figure: the second number is the larger one", words)}
		}
	}
	return figure, nil
}
