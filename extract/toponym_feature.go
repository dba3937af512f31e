package extract

import (
	"math"
	"slices"
	"strings"

	"dateline"
	"dateline/gazetteer"
)

// fixedFeatures gives what is seen of a place that bears a name, but for the other places.
func (c *nameChoice) fixedFeatures(i int, next *placeMention, around *surrounding) features {
	p := &c.candidates[i]
	f := make(features, 0, 12)
	f = append(f, grainFeatures[p.Grain])
	if p.Grain != dateline.CountryGrain && p.Grain != dateline.Region {
		f = append(f, bucket(sizes, float64(p.Population)))
	}
	f = append(f, bucket(ranks, float64(i)))
	f.flag("capital", p.Capital)
	f.flag("called-town", c.town && p.Grain == dateline.Town)
	f.flag("country-too", p.Grain != dateline.CountryGrain && slices.ContainsFunc(c.candidates, func(country gazetteer.Place) bool {
		return country.Grain == dateline.CountryGrain && country.Country == p.Country
	}))
	if p.Grain == dateline.Province {
		f.flag("called-division", c.division)
		f.flag("town-too", !c.division && slices.ContainsFunc(c.candidates, func(town gazetteer.Place) bool {
			return town.Grain == dateline.Town && town.Country == p.Country && town.Admin1 == p.Admin1 && town.Population > 20_000
		}))
	}
	f.flag("other-name", !strings.HasPrefix(strings.Join(dateline.NameWords(p.Name), " ")+" ", c.words+" ") && strings.Join(dateline.NameWords(p.Admin1), " ") != c.words)
	if p.Grain != dateline.CountryGrain && p.Grain != dateline.Region {
		f = append(f, bucket(largers, float64(c.largest)/float64(p.Population+100)))
	}
	if next != nil && !c.listed {
		switch inNext(p, next) {
		case 2:
			f = append(f, "in-next")
		case 1:
			f = append(f, "in-next-country")
		default:
			f = append(f, "not-in-next")
		}
	}
	if p.Country != "" {
		if rest := around.total - c.own; rest > 0.5 { // what other names say
			f = append(f, bucket(shares, (around.votes[p.Country]-c.votes[p.Country])/rest))
		}
		if p.Grain != dateline.Province && p.Grain != dateline.CountryGrain && p.Admin1 != "" && !c.listed {
			f.flag("province-told", around.provinces[p.Country+"/"+p.Admin1] && strings.Join(dateline.NameWords(p.Admin1), " ") != c.words)
		}
	}
	if p.Grain == dateline.Town || p.Grain == dateline.District {
		f = append(f, bucket(meetings, around.meetings[squareOf(p)]-c.share()))
	}
	if o := around.outlet; o != nil && p.Country != "" {
		switch {
		case p.Country != o.Country:
			f = append(f, "outlet=abroad")
		case o.Grain == dateline.CountryGrain || p.Grain == dateline.CountryGrain:
			f = append(f, "outlet=country")
		case o.Admin1 == p.Admin1:
			f = append(f, "outlet=province")
		default:
			f = append(f, "outlet=other-province")
		}
		if o.Grain == dateline.Town && (p.Grain == dateline.Town || p.Grain == dateline.District) {
			f = append(f, bucket(outletDistances, spacing(o, p)))
		}
	}
	return f
}

// nearFeatures gives how far the nearest other place of the report is, how much of the report is
// near, and whether the report names other divisions of the country; empty ones are none.
func (c *nameChoice) nearFeatures(i int, around *surrounding) (f [3]string) {
	p := &c.candidates[i]
	if p.Grain == dateline.CountryGrain || p.Grain == dateline.Region {
		return f
	}
	if n := around.divisions[p.Country]; p.Grain == dateline.Province && n > 0 {
		f[0] = bucket(siblings, float64(n))
	}
	nearest, within, all := math.Inf(1), 0, 0
	for k := range around.anchors {
		a := &around.anchors[k]
		if a.words == c.words || a.place.ID == p.ID {
			continue
		}
		km := spacing(a.place, p)
		if a.place.Grain == dateline.Province {
			if a.place.Admin1 == p.Admin1 && a.place.Country == p.Country {
				km = min(km, 150)
			} else {
				km = max(km, 150)
			}
		}
		nearest = min(nearest, km)
		if all += a.times; km < 200 {
			within += a.times
		}
	}
	if all > 0 {
		f[1], f[2] = bucket(distances, nearest), bucket(withins, float64(within)/float64(all))
	}
	return f
}

// A bound is a feature of numbers less than it.
type bound struct {
	less    float64
	feature string
}

var (
	sizes = []bound{{1, "people=none"}, {1e3, "people=hundreds"}, {3e3, "people=1000"}, {1e4, "people=3000"}, {3e4, "people=10000"}, {1e5, "people=30000"},
		{3e5, "people=100000"}, {1e6, "people=300000"}, {3e6, "people=1000000"}, {math.Inf(1), "people=3000000"}}
	largers         = []bound{{3, "larger=none"}, {30, "larger=3"}, {300, "larger=30"}, {3000, "larger=300"}, {math.Inf(1), "larger=3000"}}
	ranks           = []bound{{1, "rank=first"}, {2, "rank=second"}, {4, "rank=third"}, {10, "rank=fifth"}, {math.Inf(1), "rank=eleventh"}}
	meetings        = []bound{{0.005, "meets=none"}, {0.05, "meets=few"}, {0.2, "meets=some"}, {0.7, "meets=many"}, {math.Inf(1), "meets=most"}}
	siblings        = []bound{{3, "divisions=1"}, {math.Inf(1), "divisions=3"}}
	shares          = []bound{{0.001, "country=unsaid"}, {0.05, "country=hardly"}, {0.2, "country=some"}, {0.5, "country=much"}, {math.Inf(1), "country=most"}}
	distances       = []bound{{20, "near=0"}, {60, "near=20"}, {160, "near=60"}, {400, "near=160"}, {1000, "near=400"}, {math.Inf(1), "near=1000"}}
	withins         = []bound{{0.001, "around=none"}, {0.2, "around=few"}, {0.5, "around=some"}, {math.Inf(1), "around=most"}}
	outletDistances = []bound{{30, "outlet-km=0"}, {100, "outlet-km=30"}, {300, "outlet-km=100"}, {math.Inf(1), "outlet-km=300"}}
)

func bucket(bounds []bound, n float64) string {
	for _, b := range bounds {
		if n < b.less {
			return b.feature
		}
	}
	return bounds[len(bounds)-1].feature
}

// inNext tells whether a place lies in what is named after it: 2 in a part of a country or near a town, 1 in
// a country, 0 in none.
func inNext(p *gazetteer.Place, next *placeMention) (how int) {
	if p.Grain == dateline.CountryGrain || p.Grain == dateline.Region {
		return 0
	}
	for i := range next.candidates {
		n := &next.candidates[i]
		switch {
		case n.Country != p.Country || n.ID == p.ID:
		case n.Grain == dateline.Province && n.Admin1 == p.Admin1 && p.Grain != dateline.Province,
			n.Grain == dateline.District && n.Admin1 == p.Admin1 && spacing(n, p) < 100,
			n.Grain == dateline.Town && spacing(n, p) < 30:
			return 2
		case n.Grain == dateline.CountryGrain:
			how = 1
		}
	}
	return how
}

// spacing gives the distance of two places in km.
func spacing(a, b *gazetteer.Place) float64 {
	const degree = math.Pi / 180
	y, x := (b.Lat-a.Lat)*degree, (b.Lon-a.Lon)*degree
	h := math.Pow(math.Sin(y/2), 2) + math.Cos(a.Lat*degree)*math.Cos(b.Lat*degree)*math.Pow(math.Sin(x/2), 2)
	return 12742 * math.Asin(math.Min(1, math.Sqrt(h)))
}

// grainFeatures are the features of each grain.
var grainFeatures = map[string]string{
	dateline.Town: "grain=town", dateline.District: "grain=district", dateline.Province: "grain=province",
	dateline.Region: "grain=region", dateline.CountryGrain: "grain=country",
}
