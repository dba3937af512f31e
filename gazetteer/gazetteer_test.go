package gazetteer

import (
	"math"
	"strings"
	"testing"

	"dateline"
)

func open(t testing.TB) *Gazetteer {
	t.Helper()
	g, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestMatch(t *testing.T) {
	g := open(t)
	for _, test := range []struct {
		text    string
		n       int
		name    string
		country string
		admin1  string
		grain   string
		common  bool
	}{
		{"Baidoa market", 1, "Baidoa", "SO", "Bay", dateline.Town, false},
		{"Maiduguri", 1, "Maiduguri", "NG", "Borno", dateline.Town, false},
		{"مايدوغوري", 1, "Maiduguri", "NG", "Borno", dateline.Town, false},
		{"Borno State police", 2, "Borno", "NG", "Borno", dateline.Province, false},
		{"North Kivu", 2, "North Kivu", "CD", "North Kivu", dateline.Province, false},
		{"Baghdad", 1, "Baghdad", "IQ", "Baghdad", dateline.Town, false},
		{"Kandahar", 1, "Kandahar", "AF", "Kandahar", dateline.Town, false},
		{"Kandahar province", 2, "Kandahar", "AF", "Kandahar", dateline.Province, false},
		{"the", 0, "", "", "", "", false},
		{"DR Congo", 2, "DR Congo", "CD", "", dateline.CountryGrain, false},
		{"DRC", 1, "DR Congo", "CD", "", dateline.CountryGrain, false},
		{"the U.S.", 0, "", "", "", "", false},
		{"U.S. forces", 1, "United States", "US", "", dateline.CountryGrain, false},
		{"Britain", 1, "United Kingdom", "GB", "", dateline.CountryGrain, false},
		{"Burma", 1, "Myanmar", "MM", "", dateline.CountryGrain, false},
		{"Gaza", 1, "Gaza Strip", "PS", "Gaza Strip", dateline.Province, false},
		{"West Bank", 2, "West Bank", "PS", "West Bank", dateline.Province, false},
		{"Niger", 1, "Niger", "NE", "", dateline.CountryGrain, false},
		{"New York", 2, "New York City", "US", "New York", dateline.Town, false},
		{"N'Djamena", 1, "N'Djamena", "TD", "N’Djaména", dateline.Town, false},
		{"Moscow", 1, "Moscow", "RU", "Moscow", dateline.Town, false},
		{"Moscow Oblast", 2, "Moscow Oblast", "RU", "Moscow Oblast", dateline.Province, false},
		{"Plateau State", 2, "Plateau State", "NG", "Plateau State", dateline.Province, false},
		{"Centre", 1, "Centre", "CM", "Centre", dateline.Province, true},
		{"Hope", 1, "Hope", "US", "Arkansas", dateline.Town, true},
		{"Police", 1, "Police", "PL", "West Pomerania", dateline.Town, true},
		{"Kobani", 1, "Kobani", "SY", "Aleppo", dateline.Town, false},
		{"Barsalogho in the north", 1, "Barsalogho", "BF", "Centre-Nord", dateline.Town, false},
		{"North Waziristan", 2, "North Waziristan", "PK", "Khyber Pakhtunkhwa", dateline.District, false},
		{"Lake Chad", 2, "Lake Chad", "", "", dateline.Region, false},
		{"Darfur", 1, "Darfur", "SD", "", dateline.Region, false},
		{"الفلوجة", 1, "Al Fallujah", "IQ", "Anbar", dateline.Town, false},
		{"محافظة نينوى", 2, "Nineveh", "IQ", "Nineveh", dateline.Province, false},
		{"مقديشيو", 1, "Mogadishu", "SO", "Banadir", dateline.Town, false},
		{"ولاية ننجرهار", 2, "Nangarhar", "AF", "Nangarhar", dateline.Province, false},
		{"المدينة", 0, "", "", "", "", false},
		{"صور", 1, "Tyre", "LB", "South", dateline.Town, true},
		{"Datu Hoffer Ampatuan, Maguindanao", 3, "Datu Hoffer Ampatuan", "PH", "Autonomous Region in Muslim Mindanao", dateline.Town, false},
		{"Laurel County", 2, "Laurel County", "US", "Kentucky", dateline.District, false},
		{"Henrico", 1, "Henrico County", "US", "Virginia", dateline.District, false},
		{"Cambridgeshire", 1, "Cambridgeshire", "GB", "England", dateline.District, false},
		{"Mt. Pleasant", 2, "Mount Pleasant", "US", "South Carolina", dateline.Town, false},
		{"W.Va.", 2, "West Virginia", "US", "West Virginia", dateline.Province, true},
		{"Kan.", 1, "Kansas", "US", "Kansas", dateline.Province, true},
		{"Calcutta", 1, "Kolkata", "IN", "West Bengal", dateline.Town, false},
		{"Africa", 1, "Africa", "", "", dateline.Region, false},
		{"Zxqv", 0, "", "", "", "", false},
	} {
		t.Run(test.text, func(t *testing.T) {
			n, found := g.Match(dateline.NameWords(test.text))
			if n != test.n {
				t.Fatalf("%d words, want %d (%+v)", n, test.n, found)
			}
			if n == 0 {
				return
			}
			got := found[0]
			if got.Name != test.name || got.Country != test.country || got.Admin1 != test.admin1 || got.Grain != test.grain || got.Common != test.common {
				t.Errorf("got %+v, want %+v", got, test)
			}
		})
	}
}

func TestCountry(t *testing.T) {
	g := open(t)
	place, ok := g.Country("SO")
	if !ok || place.Name != "Somalia" || place.ID != "so" || place.Grain != dateline.CountryGrain {
		t.Errorf("got %+v, %v", place, ok)
	}
	if math.Abs(place.Lat-4) > 5 || math.Abs(place.Lon-45) > 4 {
		t.Errorf("Somalia lies at %v, %v", place.Lat, place.Lon)
	}
	if place, ok := g.Country("ZZ"); ok {
		t.Errorf("ZZ is %+v, want none", place)
	}
}

func TestCapitalOf(t *testing.T) {
	g := open(t)
	for code, want := range map[string]string{"SO": "Mogadishu", "AF": "Kabul", "ML": "Bamako", "BF": "Ouagadougou", "FR": "Paris", "ZZ": ""} {
		if got, _ := g.CapitalOf(code); got.Name != want {
			t.Errorf("the capital of %s is %q, want %q", code, got.Name, want)
		}
	}
}

func TestName(t *testing.T) {
	g := open(t)
	for _, test := range []struct{ code, language, want string }{
		{"CD", "en", "DR Congo"}, {"IQ", "ar", "العراق"}, {"IQ", "xx", ""}, {"ZZ", "en", ""},
	} {
		if got := g.Name(test.code, test.language); got != test.want {
			t.Errorf("Name(%q, %q) = %q, want %q", test.code, test.language, got, test.want)
		}
	}
}

func TestEveryPlaceIsWhole(t *testing.T) {
	g := open(t)
	seen := map[string]bool{}
	for number := range len(g.index.places) / placeSize {
		place := g.place(number)
		switch {
		case place.ID == "" || place.Name == "" || place.Grain == "":
			t.Errorf("place %d is %+v", number, place)
		case seen[place.ID]:
			t.Errorf("two places have the id %s", place.ID)
		case math.Abs(place.Lat) > 90 || math.Abs(place.Lon) > 180:
			t.Errorf("%s lies at %v, %v", place.ID, place.Lat, place.Lon)
		}
		seen[place.ID] = true
	}
	if len(places) > 9<<20 {
		t.Errorf("the index has %d bytes, want at most 9 MB", len(places))
	}
}

func TestBrokenIndexIsAnError(t *testing.T) {
	for _, data := range []string{"", "gazette1", "gazette0" + places[8:], places[:len(places)/2], places + "x"} {
		if _, err := openIndex(data); err == nil {
			t.Errorf("no error for an index of %d bytes", len(data))
		}
	}
}

func BenchmarkMatch(b *testing.B) {
	g := open(b)
	for _, bench := range []struct {
		name  string
		words []string
	}{
		{"miss", []string{"spokesman", "said", "on", "friday"}},
		{"hit", []string{"maiduguri", "on", "friday"}},
		{"three words", []string{"mocimboa", "da", "praia"}},
		{"many of one name", []string{"san", "antonio"}},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				g.Match(bench.words)
			}
		})
	}
}

func BenchmarkOpen(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Open(); err != nil {
			b.Fatal(err)
		}
	}
}

// TestOutlet finds an outlet's home by its domain, else the country whose domain it is.
func TestOutlet(t *testing.T) {
	g := open(t)
	for _, test := range []struct{ address, name, admin1, country string }{
		{"https://www.theparisnews.com/ferry.html", "Paris", "Texas", "US"},
		{"http://weekly.ahram.org.eg/2009/ferry", "Cairo", "Cairo", "EG"},
		{"https://www.mlive.com/ferry", "Michigan", "Michigan", "US"},
		{"https://abc.net.au/", "Australia", "", "AU"},
		{"https://example.ke/ferry", "Kenya", "", "KE"},
		{"https://example.co.uk/ferry", "United Kingdom", "", "GB"},
		{"https://example.tv/ferry", "", "", ""},
		{"https://www.bbc.co.uk/ferry", "", "", ""},
		{"https://example.org/ferry", "", "", ""},
		{"reports/ferry.txt", "", "", ""},
		{"", "", "", ""},
	} {
		got, ok := g.Outlet(test.address)
		if ok != (test.name != "") || got.Name != test.name || got.Admin1 != test.admin1 || got.Country != test.country {
			t.Errorf("%s: %s/%s/%s, want %s/%s/%s", test.address, got.Name, got.Admin1, got.Country, test.name, test.admin1, test.country)
		}
	}
}

// TestOutletsAreKnown finds the home of every line of outlet.txt.
func TestOutletsAreKnown(t *testing.T) {
	g := open(t)
	for line := range strings.Lines(outlets) {
		fields := strings.Split(strings.TrimSpace(line), "|")
		if host := strings.TrimSpace(fields[0]); len(fields) > 1 && host[0] != '#' && host[0] != '.' {
			if _, ok := g.home(line); !ok && strings.TrimSpace(fields[3]) != "" {
				t.Errorf("%q: no such place", line)
			}
		}
	}
}
