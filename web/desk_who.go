package web

import (
	"cmp"
	"html/template"
	"slices"
	"strings"

	"dateline"
	"dateline/link"
	"dateline/store"
)

// A whoLine is one line of who says who did it.
type whoLine struct {
	Act   string // for its glyph
	Words template.HTML
}

// mostWho is how many lines a row has.
const mostWho = 4

// whoLines says who claims an incident, who confirms and denies it, and to whom it is laid, each once; and how many
// more lines there are.
func (v *visit) whoLines(g *store.Glimpse) (lines []whoLine, more int) {
	l := v.locale
	var tellings []*dateline.Telling
	for _, t := range g.Tellings {
		tellings = append(tellings, t.Telling)
	}
	name := func(id string) string { return cmp.Or(g.Names[id], id) }
	isolated := func(text string) template.HTML {
		return template.HTML("<bdi>" + template.HTMLEscapeString(strings.Join(strings.Fields(text), " ")) + "</bdi>")
	}
	var said [4][]whoLine // claims, confirmations, denials, blame
	seen := map[string]bool{}
	named := map[string]bool{}
	add := func(at int, act, key string, args ...any) {
		if line := (whoLine{act, l.text(key, args...)}); !seen[string(line.Words)] {
			seen[string(line.Words)] = true
			said[at] = append(said[at], line)
		}
	}
	for _, t := range tellings {
		for _, id := range t.Event.Claim.By {
			named[id] = true
			add(0, "claimed", "desk.claimed-by", "who", isolated(name(id)))
		}
	}
	unclaimed := false
	for _, a := range link.Accounts(tellings, g.Said) {
		who := a.Speaker
		if a.Act == dateline.Blames || a.Act == dateline.ClaimsResponsibility {
			named[a.Actor] = true
		}
		if a.Act != dateline.Blames && a.Actor != "" {
			who = name(a.Actor)
		}
		switch {
		case a.Act == dateline.Reports:
			unclaimed = true
		case a.Act == dateline.ClaimsResponsibility && who != "":
			add(0, string(a.Act), "desk.claimed-by", "who", isolated(who))
		case a.Act == dateline.Confirms && who != "":
			add(1, string(a.Act), "desk.confirmed-by", "who", isolated(who))
		case a.Act == dateline.Denies && who != "":
			add(2, string(a.Act), "desk.denied-by", "who", isolated(who))
		case a.Act == dateline.Blames && a.Actor != "" && a.Speaker != "":
			add(3, string(a.Act), "desk.laid-to-by", "whom", isolated(name(a.Actor)), "who", isolated(a.Speaker))
		case a.Act == dateline.Blames && a.Actor != "":
			add(3, string(a.Act), "desk.laid-to", "whom", isolated(name(a.Actor)))
		}
	}
	for _, t := range tellings { // what reports say themselves, of those whom nobody has named yet
		for _, r := range t.Event.Roles {
			if r.Role != dateline.Perpetrator || r.Actor == "" || r.Statement != "" || named[r.Actor] {
				continue
			}
			switch r.Basis {
			case dateline.RoleSuspected:
				add(3, "blames", "desk.suspected", "whom", isolated(name(r.Actor)))
			case dateline.RoleStated, dateline.RoleBlamed:
				add(3, "blames", "desk.laid-to", "whom", isolated(name(r.Actor)))
			}
		}
	}
	if len(said[0]) == 0 && unclaimed {
		said[0] = append(said[0], whoLine{"none-stated", l.text("desk.unclaimed")})
	}
	lines = slices.Concat(said[:]...)
	if len(lines) > mostWho {
		return lines[:mostWho-1], len(lines) - mostWho + 1
	}
	return lines, 0
}
