package web

import "strconv"

// A portion is which of many rows a page shows, so that it stays small.
type portion struct {
	From, To, All int    // the first and the last, from 1, of so many
	Before, After string // addresses of those before and after; empty for none
}

// Part tells whether there are more than are shown.
func (p portion) Part() bool { return p.To-p.From+1 < p.All }

// portion is what the address asks for, by the number of the first row under a name ("all" begins with the first): at
// most so many rows. Otherwise it begins where a page usually does.
func (v *visit) portion(name string, all, most, usual int) portion {
	p := portion{From: usual, All: all}
	asked := v.r.URL.Query().Get(name)
	if n, err := strconv.Atoi(asked); err == nil {
		p.From = n
	} else if asked == "all" {
		p.From = 1
	}
	p.From = max(1, min(p.From, all))
	p.To = min(all, p.From+most-1)
	address := func(from int) string {
		query := v.r.URL.Query()
		query.Set(name, strconv.Itoa(from))
		return "?" + query.Encode() + "#" + name
	}
	if p.From > 1 {
		p.Before = address(max(1, p.From-most))
	}
	if p.To < all {
		p.After = address(p.To + 1)
	}
	return p
}
