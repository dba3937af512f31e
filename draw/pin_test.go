package draw

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var pinOf = regexp.MustCompile(`<g (?:data-i="([^"]*)" )?(?:data-lead="[^"]*" )?class="pin" transform="translate\(([-\d.]+) ([-\d.]+)\)"(?: data-from="(\d+)")?(?: data-until="(\d+)")?( display="none")?>(.*?)</g>`)

// shownAt gives the ids of each mark that is there at a zoom, as a script shows it.
func shownAt(svg string, zoom int) []string {
	var all []string
	for _, pin := range pinOf.FindAllStringSubmatch(svg, -1) {
		from, _ := strconv.Atoi(pin[4])
		until, err := strconv.Atoi(pin[5])
		if pin[1] != "" && from <= zoom && (err != nil || zoom < until) {
			all = append(all, pin[1])
		}
	}
	return all
}

// What falls together from afar is parted from closer by; each incident is there once, however close.
func TestMarksPart(t *testing.T) {
	m := Map{ID: "m", Atlas: openAtlas(t), Box: &Box{-20, -10, 60, 60}}
	for i, lon := range []float64{10, 10.25, 11.5, 14} {
		m.Spots = append(m.Spots, spot(string("abcd"[i]), "Town "+string("ABCD"[i]), 20+lon, lon, 3))
	}
	m.Spots = append(m.Spots, spot("e", "Town A", 30, 10, 2))
	svg := string(m.SVG())
	for _, c := range []struct {
		zoom int
		want string
	}{{1, "a b e|c|d"}, {2, "a b e|c|d"}, {4, "a e|b|c|d"}, {8, "a e|b|c|d"}} {
		got := map[string]bool{}
		for _, ids := range shownAt(svg, c.zoom) {
			got[ids] = true
		}
		for _, ids := range strings.Split(c.want, "|") {
			if !got[ids] {
				t.Errorf("%d times as close no mark of %s: %v", c.zoom, ids, got)
			}
		}
		if want := strings.Count(c.want, "|") + 1; len(got) != want {
			t.Errorf("%d times as close %d marks: %v", c.zoom, len(got), got)
		}
	}
	if !strings.Contains(svg, ">Town B<") {
		t.Error("a town that is parted from others has no name")
	}
}

func TestEachSpotIsThereOnce(t *testing.T) {
	crowd := Map{ID: "m", Atlas: openAtlas(t), Country: english}
	for i := range 120 {
		crowd.Spots = append(crowd.Spots, spot(fmt.Sprint("s", i), fmt.Sprint("Town ", i), 30+float64(i*i%97)/20, 60+float64(i*37%89)/15, i))
	}
	for _, m := range []Map{crowd, desk(crowd.Atlas)} {
		svg := string(m.SVG())
		for _, zoom := range []int{1, 2, 4, 8} {
			times := map[string]int{}
			for _, ids := range shownAt(svg, zoom) {
				for _, id := range strings.Fields(ids) {
					times[id]++
				}
			}
			for _, s := range m.Spots {
				if m.manner(s) == mark && times[s.ID] != 1 {
					t.Errorf("%d times as close %s is there %d times", zoom, s.ID, times[s.ID])
				}
			}
		}
	}
}

// Without a script the map is what it was: what is there from closer by is not drawn.
func TestCloserPartsAreHidden(t *testing.T) {
	pins := pinOf.FindAllStringSubmatch(string(desk(openAtlas(t)).SVG()), -1)
	hidden := 0
	for _, pin := range pins {
		if (pin[4] != "") != (pin[6] != "") {
			t.Errorf("from %q on, display %q: %s", pin[4], pin[6], pin[7])
		}
		if pin[6] != "" {
			hidden++
		}
	}
	if hidden == 0 || hidden == len(pins) {
		t.Errorf("%d of %d are hidden", hidden, len(pins))
	}
}
