package web

import (
	"html/template"
	"strconv"
	"strings"

	"dateline"
)

// deciders say who decided what stands somewhere.
var deciders = map[dateline.Standing]who{dateline.Unstated: unstated, dateline.ByMachine: machine, dateline.Accepted: accepted, dateline.Corrected: corrected, dateline.Rejected: rejected}

// rail draws where the six kinds of value stand, in one drawing, and says them.
func (l *locale) rail(r dateline.Rail) template.HTML {
	shapes := map[who]string{machine: `<circle cx="4.5" cy="4.5" r="3.4"/>`, accepted: `<circle class="f" cx="4.5" cy="4.5" r="3.4"/>`,
		corrected: `<path class="f" d="M1.2 1.2h6.6v6.6H1.2z"/>`, unstated: `<path d="M1 4.5h7"/>`, rejected: `<path d="M1.1 4.5a3.4 3.4 0 1 0 6.8 0a3.4 3.4 0 1 0-6.8 0M1.5 7.5l6-6"/>`}
	var b strings.Builder
	var said []string
	for i, kind := range dateline.ValueKinds {
		at := 14 * i
		if l.Direction == "rtl" { // drawings are not mirrored
			at = 14 * (len(r) - 1 - i)
		}
		b.WriteString(`<g transform="translate(` + strconv.Itoa(at) + `)">` + shapes[deciders[r[i]]] + `</g>`)
		said = append(said, l.words("rail.mark", "kind", l.plain("rail."+string(kind)), "mark", l.words("mark."+string(deciders[r[i]]))))
	}
	return template.HTML(`<svg class="mk rails" viewBox="0 0 79 9" role="img" aria-label="` + template.HTMLEscapeString(strings.Join(said, l.plain("list.semicolon"))) + `">` + b.String() + `</svg>`)
}
