// Package examples carries the example reports: pages of made-up outlets about events that
// took place, and two texts about invented ones. They fill the record that a newcomer looks at first.
package examples

import "embed"

// Reports are the pages and texts, by name; each says of itself when it appeared.
//
//go:embed *.html *.txt
var Reports embed.FS
