// Generate compiles the gazetteer's sources into places.index: the npm packages
// in node_modules and the text files beside it. Run it by "go generate ./gazetteer".
// The same sources give the same bytes.
package main

import (
	"fmt"
	"os"
)

func main() {
	if err := run("."); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

// run reads the sources in a folder and writes places.index there.
func run(folder string) error {
	w, err := read(folder)
	if err != nil {
		return err
	}
	names, err := w.names(folder)
	if err != nil {
		return err
	}
	data, err := layout(w, names)
	if err != nil {
		return err
	}
	fmt.Printf("%d places, %d names, %d bytes\n", len(w.places), len(names), len(data))
	return os.WriteFile(folder+"/places.index", data, 0o644)
}
