package main

import (
	"fmt"

	"dateline/eval"
)

// A floorOptions is what verbs on data with floors take.
type floorOptions struct {
	Free bool `help:"Hold the figures to no floor: the floors of the data that README.md names are not those of other data."`
}

// keep prints what of a measure's figures is below its floor, a line each. The error is
// errSilent if anything is; there may be no floor for the language and the part.
func (o floorOptions) keep(s *streams, verb, language, part string, shares map[string]float64) error {
	if o.Free {
		return nil
	}
	floors, err := eval.ReadFloors()
	if err != nil {
		return err
	}
	below := floors.Data.Of(verb, language, part).BelowShares(shares)
	for _, line := range below {
		fmt.Fprintf(s.err, "dateline: %s\n", line)
	}
	if len(below) > 0 {
		return errSilent
	}
	return nil
}
