// Package examples carries the example reports: pages of made-up outlets about events that
// took place (record/), and three about invented ones, which are pages of stories too. They fill the record
// that a newcomer looks at first.
package examples

import "embed"

// Reports are the pages and texts, by name; each says of itself when it appeared.
//
//go:embed *.html *.txt record/*.html
var Reports embed.FS
