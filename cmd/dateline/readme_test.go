package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

// The card in the README is what the program prints of the first example.
func TestTheReadmeShowsTheCard(t *testing.T) {
	t.Setenv("COLUMNS", "80")
	t.Setenv("NO_COLOR", "1")
	var out, errs bytes.Buffer
	if code := run([]string{"read", "../../examples/courthouse-car-bomb.txt"}, &streams{strings.NewReader(""), &out, &errs}); code != 0 {
		t.Fatalf("exit code %d: %s", code, &errs)
	}
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	var card strings.Builder
	for line := range strings.Lines(out.String()) {
		if line != "\n" {
			card.WriteString("    ")
		}
		card.WriteString(line)
	}
	if !strings.Contains(string(readme), card.String()) {
		t.Errorf("README.md does not hold the card as it is:\n%s", &card)
	}
}
