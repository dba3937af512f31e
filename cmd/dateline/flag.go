package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"dateline"
	"dateline/codebook"
	"dateline/dossier"
	"dateline/gazetteer"
	"dateline/store"
)

// dayFlag reads a day of the command line; zero if it is empty.
func dayFlag(name, value string) (time.Time, error) {
	if value == "" {
		return time.Time{}, nil
	}
	day, err := time.Parse(time.DateOnly, value)
	if err != nil {
		return day, usageError{fmt.Sprintf("%s %q is not YYYY-MM-DD", name, value)}
	}
	return day, nil
}

// daysFlags read the first and the last day that are wanted.
func daysFlags(first, last string) (from, to time.Time, err error) {
	if from, err = dayFlag("--from", first); err != nil {
		return from, to, err
	}
	if to, err = dayFlag("--to", last); err != nil {
		return from, to, err
	}
	if !from.IsZero() && !to.IsZero() && to.Before(from) {
		return from, to, usageError{fmt.Sprintf("--to %s lies before --from %s", last, first)}
	}
	return from, to, nil
}

// countryFlag gives the code of a country by its code or its name; empty for an empty one.
func countryFlag(value string) (string, error) {
	if value == "" {
		return "", nil
	}
	places, err := gazetteer.Open()
	if err != nil {
		return "", err
	}
	if _, ok := places.Country(strings.ToUpper(value)); ok {
		return strings.ToUpper(value), nil
	}
	words := dateline.NameWords(value)
	n, found := places.Match(words)
	for _, place := range found {
		if n == len(words) && place.Grain == dateline.CountryGrain {
			return place.Country, nil
		}
	}
	return "", usageError{fmt.Sprintf("--country %q is no country, by its code (ISO 3166-1 alpha-2) or its name", value)}
}

// typeFlag checks that a type stands in the codebook; an empty one does not matter.
func typeFlag(value string) error {
	if value == "" {
		return nil
	}
	book, err := codebook.Load()
	if err != nil {
		return err
	}
	if _, ok := book.Entry(codebook.Type, value); ok {
		return nil
	}
	var keys []string
	for _, e := range book.Entries(codebook.Type) {
		keys = append(keys, e.Key)
	}
	return usageError{fmt.Sprintf("%q is no type of event; these are: %s", value, strings.Join(keys, ", "))}
}

// actorFlag gives the id of an actor by it or by a name; empty for an empty one.
func actorFlag(ctx context.Context, db *store.Store, value string) (string, error) {
	if value == "" {
		return "", nil
	}
	listed, err := gazetteer.OpenActors()
	if err != nil {
		return "", err
	}
	actor, err := dossier.Find(ctx, db, listed, value)
	if err != nil {
		return "", err
	}
	return actor.ID, nil
}
