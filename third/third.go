// Package third carries what others have made and the program needs: the fonts of the
// workbench and the shapes of the world's countries, each with its licence beside it.
//
// "go generate" copies and compiles it all from the npm packages of package-lock.json; nothing
// is fetched when the program is built, tested or run. The accessibility checker axe-core lies
// in testdata for the tests of the pages, and is no part of the program.
package third

import (
	"embed"
	"io/fs"
)

//go:generate npm ci --no-audit --no-fund
//go:generate go run ./generate

// Notice is the notice that the licences ask for.
const Notice = `Fonts: IBM Plex Sans, Sans Arabic and Mono (copyright IBM Corp.), Source Serif 4 (copyright
Adobe) and Noto Naskh Arabic (copyright The Noto Project Authors), SIL Open Font License 1.1,
by way of the npm packages @fontsource; unchanged.
Outlines of countries: Natural Earth (naturalearthdata.com), public domain, by way of the npm
package world-atlas 2.0.2 (ISC licence, copyright Michael Bostock); rounded. Lines take no side.
`

//go:embed fonts world
var files embed.FS

// Files gives the files:
//
//	fonts/*.woff2             the fonts, by the names of their packages; each family and subset a file
//	fonts/LICENSE-*.txt       their licences, all SIL OFL 1.1
//	world/countries.shapes    the shapes of countries, which package draw reads
//	world/LICENSE.txt         whose they are: Natural Earth, public domain, by way of world-atlas
func Files() fs.FS { return files }
