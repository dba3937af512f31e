// Generate copies the fonts and the licences out of the npm packages in node_modules, and
// compiles the shapes of countries. Run it by "go generate ./third". The same packages give
// the same bytes.
package main

import (
	"fmt"
	"os"
	"path/filepath"
)

// copies are the files that are taken as they are, and where to.
var copies = []struct{ from, to string }{
	{"@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-400-normal.woff2", "fonts"},
	{"@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-600-normal.woff2", "fonts"},
	{"@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-ext-400-normal.woff2", "fonts"},
	{"@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-ext-600-normal.woff2", "fonts"},
	{"@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-400-normal.woff2", "fonts"},
	{"@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-600-normal.woff2", "fonts"},
	{"@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-400-normal.woff2", "fonts"},
	{"@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2", "fonts"},
	{"@fontsource-variable/source-serif-4/files/source-serif-4-latin-ext-wght-normal.woff2", "fonts"},
	{"@fontsource-variable/noto-naskh-arabic/files/noto-naskh-arabic-arabic-wght-normal.woff2", "fonts"},
	{"@fontsource/ibm-plex-sans/LICENSE", "fonts/LICENSE-ibm-plex-sans.txt"},
	{"@fontsource/ibm-plex-sans-arabic/LICENSE", "fonts/LICENSE-ibm-plex-sans-arabic.txt"},
	{"@fontsource/ibm-plex-mono/LICENSE", "fonts/LICENSE-ibm-plex-mono.txt"},
	{"@fontsource-variable/source-serif-4/LICENSE", "fonts/LICENSE-source-serif-4.txt"},
	{"@fontsource-variable/noto-naskh-arabic/LICENSE", "fonts/LICENSE-noto-naskh-arabic.txt"},
	{"axe-core/axe.min.js", "testdata"},
	{"axe-core/LICENSE", "testdata/LICENSE-axe-core.txt"},
	{"axe-core/LICENSE-3RD-PARTY.txt", "testdata/LICENSE-axe-core-third-party.txt"},
}

// worldNotice stands before the licence of the package that the shapes came by.
const worldNotice = `countries.shapes holds the outlines of countries of Natural Earth
(naturalearthdata.com), versions 1:110m and 1:50m, which are in the public domain. They came by
way of the npm package world-atlas; coordinates were rounded, and parts that Natural Earth keeps
apart without an ISO 3166-1 number of their own were given the code of the country that the
number of their surroundings stands for (../generate/shapes.go says which). Lines take no side.

Codes: npm package i18n-iso-countries, MIT licence, copyright Michael Wittig and contributors.

The licence of world-atlas:

`

func main() {
	if err := run("."); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

// run reads the packages in a folder's node_modules and writes the files there.
func run(folder string) error {
	packages := filepath.Join(folder, "node_modules")
	for _, file := range copies {
		to := filepath.Join(folder, file.to)
		if filepath.Ext(to) == "" {
			to = filepath.Join(to, filepath.Base(file.from))
		}
		data, err := os.ReadFile(filepath.Join(packages, file.from))
		if err != nil {
			return err
		}
		if err := write(to, data); err != nil {
			return err
		}
	}
	licence, err := os.ReadFile(filepath.Join(packages, "world-atlas/LICENSE"))
	if err != nil {
		return err
	}
	if err := write(filepath.Join(folder, "world/LICENSE.txt"), append([]byte(worldNotice), licence...)); err != nil {
		return err
	}
	shapes, err := compile(packages)
	if err != nil {
		return err
	}
	fmt.Printf("countries.shapes: %d bytes\n", len(shapes))
	return write(filepath.Join(folder, "world/countries.shapes"), shapes)
}

func write(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, data, 0o644)
}
