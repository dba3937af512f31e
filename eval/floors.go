package eval

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
)

//go:embed floors.json
var floors []byte

// A Floor is what the reading of stories in one language must not fall below:
// for each kind of value, the least share that is right.
type Floor map[string]float64

// ReadFloors gives the floors by language (BCP 47).
func ReadFloors() (map[string]Floor, error) {
	var byLanguage map[string]Floor
	decoder := json.NewDecoder(bytes.NewReader(floors))
	if err := decoder.Decode(&byLanguage); err != nil {
		return nil, fmt.Errorf("floors.json: %w", err)
	}
	for language, floor := range byLanguage {
		for field := range floor {
			if !slices.Contains(Fields[:], field) {
				return nil, fmt.Errorf("floors.json: %s: %q is no kind of value", language, field)
			}
		}
	}
	return byLanguage, nil
}

// Below lists what a tally has below the floor, a line a field: "killed: 0.61 is
// below 0.70".
func (f Floor) Below(tally Tally) []string {
	var below []string
	for _, field := range Fields {
		least, ok := f[field]
		n := tally[field]
		if ok && n.Asked > 0 && float64(n.Right) < least*float64(n.Asked) {
			below = append(below, fmt.Sprintf("%s: %.3f is below %.3f", field, float64(n.Right)/float64(n.Asked), least))
		}
	}
	return below
}
