package gazetteer

import (
	_ "embed"
	"net/url"
	"strings"

	"dateline"
)

//go:embed outlet.txt
var outlets string

// Outlet gives where the outlet at an address is at home: the town, the division or the country of
// outlet.txt, else the country whose own domain the address is of. It is false if nothing says so.
func (g *Gazetteer) Outlet(address string) (Place, bool) {
	parsed, err := url.Parse(address)
	if err != nil || parsed.Hostname() == "" {
		return Place{}, false
	}
	host := strings.ToLower(parsed.Hostname())
	for name := host; strings.Contains(name, "."); {
		if found := line(outlets, name); found != "" {
			return g.home(found)
		}
		_, name, _ = strings.Cut(name, ".")
	}
	code := strings.ToUpper(host[strings.LastIndexByte(host, '.')+1:])
	if code == "UK" {
		code = "GB"
	}
	if line(outlets, "."+strings.ToLower(code)) != "" { // sold to anybody
		return Place{}, false
	}
	return g.Country(code)
}

// home reads the place of a line of outlet.txt; it is false for an outlet of the whole world.
func (g *Gazetteer) home(line string) (Place, bool) {
	fields := strings.Split(line, "|")
	if len(fields) != 4 {
		return Place{}, false
	}
	town, division, code := strings.TrimSpace(fields[1]), strings.TrimSpace(fields[2]), strings.TrimSpace(fields[3])
	switch {
	case town != "":
		return g.find(town, division, code)
	case division != "":
		return g.find(division, division, code)
	}
	return g.Country(code)
}

// find gives the first place of a name in a division of a country, or anywhere in it if the division is empty.
func (g *Gazetteer) find(name, division, code string) (Place, bool) {
	words := dateline.NameWords(name)
	n, found := g.Match(words)
	if n < len(words) {
		return Place{}, false
	}
	for _, p := range found {
		if p.Country == code && (division == "" || p.Admin1 == division) && (name == division) == (p.Grain == dateline.Province) {
			return p, true
		}
	}
	return Place{}, false
}

// line gives the line of a text of lines that begins with a first field; empty if none does.
func line(text, first string) string {
	at := strings.Index(text, "\n"+first+" |")
	if at < 0 {
		return ""
	}
	rest := text[at+1:]
	end := strings.IndexByte(rest, '\n')
	return rest[:max(end, 0)]
}
