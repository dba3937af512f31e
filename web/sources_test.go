package web

import (
	"regexp"
	"slices"
	"testing"
)

var sourceLink = regexp.MustCompile(`href="/source\?outlet=([^"]+)"`)

func TestSources(t *testing.T) {
	d := openDesk(t)
	d.holds(d.get("/sources", 200), "The record is empty.")
	ids := d.waiting()
	for path, want := range map[string][]string{
		"/sources":              {"Harbour&#43;Post", "Hill&#43;Gazette"},
		"/sources?sort=outlet":  {"Harbour&#43;Post", "Hill&#43;Gazette"},
		"/sources?sort=waiting": {"Harbour&#43;Post", "Hill&#43;Gazette"},
		"/sources?sort=colour":  {"Harbour&#43;Post", "Hill&#43;Gazette"},
	} {
		var got []string
		for _, m := range sourceLink.FindAllStringSubmatch(d.get(path, 200), -1) {
			got = append(got, m[1])
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", path, got, want)
		}
	}
	d.holds(d.get("/sources", 200), "Harbour Post 2 0 none decided 0 2", "counts incidents that several outlets tell of")
	page := d.get("/source?outlet=Harbour+Post", 200)
	if got := queued(page); !slices.Equal(got, []string{ids[2], ids[0]}) {
		t.Errorf("the reports of an outlet: got %q", got)
	}
	d.holds(page, "Raid near Lamu", "10 May 2024", "2 reports", "What of it is left to review")
	if got := queued(d.get("/source?outlet=Harbour+Post&after="+ids[2], 200)); !slices.Equal(got, ids[:1]) {
		t.Errorf("the next page: got %q", got)
	}
	d.get("/source?outlet=Nobody", 404)
	d.get("/source", 404)
}
