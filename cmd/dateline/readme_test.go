package main

import (
	"bytes"
	"os"
	"path/filepath"
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
	holdsPrinted(t, out.String())
}

// The listing in the README is what the program prints of the examples.
func TestTheReadmeShowsTheListing(t *testing.T) {
	var out, errs bytes.Buffer
	db := filepath.Join(t.TempDir(), "example.db")
	for _, args := range [][]string{{"add", "--db", db, "../../examples"}, {"incidents", "--db", db}} {
		out.Reset()
		if code := run(args, &streams{strings.NewReader(""), &out, &errs}); code != 0 {
			t.Fatalf("%s: exit code %d: %s", args[0], code, &errs)
		}
	}
	holdsPrinted(t, out.String())
}

// holdsPrinted tells whether the README holds what the program printed, indented.
func holdsPrinted(t *testing.T, printed string) {
	t.Helper()
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	var shown strings.Builder
	for line := range strings.Lines(printed) {
		if line != "\n" {
			shown.WriteString("    ")
		}
		shown.WriteString(line)
	}
	if !strings.Contains(string(readme), shown.String()) {
		t.Errorf("README.md does not hold this as it is:\n%s", &shown)
	}
}
