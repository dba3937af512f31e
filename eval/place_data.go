package eval

import (
	"encoding/xml"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"unicode/utf8"

	"dateline"
	"dateline/gazetteer"
)

// A placeArticle is a text in which names of places are marked.
type placeArticle struct {
	name    string
	address string // where it was read; empty if nothing says
	day     string // "2009-03-20"; empty if nothing says
	text    string
	names   []markedPlace
}

// A markedPlace is a name of a place, and what it is.
type markedPlace struct {
	dateline.Span
	located  bool // it has coordinates
	lat, lon float64
	country  string // ISO 3166-1 alpha-2; empty if the set tells no countries
	geonames string // its number at GeoNames; empty if the set has none
	entry    string // its name there
	admin1   string
	division string // class of GeoNames: PCLI a country, ADM1, ADM2
}

// error is the distance in km at which a place lies; the farthest for none.
func (m *markedPlace) error(p gazetteer.Place) float64 {
	if p.Name == "" {
		return farthest
	}
	return kilometres(p.Lat, p.Lon, m.lat, m.lon)
}

// is tells whether a place is the one marked: by its number or, for countries and divisions, which
// the gazetteer gives no numbers, by kind, country and name.
func (m *markedPlace) is(p gazetteer.Place) bool {
	if strings.HasPrefix(p.ID, "geonames:") {
		return p.ID == "geonames:"+m.geonames
	}
	if p.Country != m.country {
		return false
	}
	switch p.Grain {
	case dateline.CountryGrain:
		return strings.HasPrefix(m.division, "PCL")
	case dateline.Province:
		return m.division == "ADM1" && sameName(p.Name, m.admin1)
	case dateline.District:
		return m.division == "ADM2" && sameName(p.Name, m.entry) && sameName(p.Admin1, m.admin1)
	}
	return false
}

func sameName(a, b string) bool {
	return strings.Join(dateline.NameWords(a), " ") == strings.Join(dateline.NameWords(b), " ")
}

// document gives an article to be read.
func (a *placeArticle) document() *dateline.Document {
	doc := &dateline.Document{Text: a.text, URL: a.address}
	if a.day != "" {
		doc.Published = &dateline.Published{At: a.day, Basis: "argument"}
	}
	for _, span := range paragraphs.FindAllStringIndex(a.text, -1) {
		doc.Paragraphs = append(doc.Paragraphs, dateline.Paragraph{Span: dateline.Span{From: span[0], To: span[1]}, Kind: dateline.Body})
	}
	return doc
}

// given are the spans of the names that have coordinates.
func (a *placeArticle) given() (spans []dateline.Span) {
	for _, m := range a.names {
		if m.located {
			spans = append(spans, m.Span)
		}
	}
	return spans
}

// A placeSet is a file of articles.
type placeSet struct {
	file    string
	peoples bool // nationalities are marked too
	parse   func(data []byte) ([]placeArticle, error)
}

var placeSets = [...]placeSet{{"lgl.xml", true, parseLGL}, {"GeoVirus.xml", false, parseGeoVirus}}

func (s *placeSet) read(folder fs.FS) ([]placeArticle, error) {
	data, err := fs.ReadFile(folder, s.file)
	if err != nil {
		return nil, err
	}
	return s.parse(data)
}

// parseLGL reads the Local-Global Lexicon (Lieberman, Samet and Sankaranarayanan 2010).
func parseLGL(data []byte) ([]placeArticle, error) {
	var file struct {
		Articles []struct {
			ID       string `xml:"docid,attr"`
			URL      string `xml:"url"`
			Day      string `xml:"dltime"`
			Text     string `xml:"text"`
			Toponyms []struct {
				Start int `xml:"start"`
				End   int `xml:"end"`
				Entry *struct {
					ID       string  `xml:"geonameid,attr"`
					Name     string  `xml:"name"`
					Class    string  `xml:"fcode"`
					Lat      float64 `xml:"lat"`
					Lon      float64 `xml:"lon"`
					Country  string  `xml:"country"`
					Division string  `xml:"admin1"`
				} `xml:"gaztag"`
			} `xml:"toponyms>toponym"`
		} `xml:"article"`
	}
	if err := xml.Unmarshal(data, &file); err != nil {
		return nil, err
	}
	codes, err := countryCodes()
	if err != nil {
		return nil, err
	}
	var all []placeArticle
	for _, f := range file.Articles {
		a := placeArticle{name: f.ID, address: f.URL, day: f.Day[:min(len(f.Day), len("2006-01-02"))], text: f.Text}
		at := byteOffsets(f.Text)
		for _, t := range f.Toponyms {
			if t.Start < 0 || t.End >= len(at) || t.Start >= t.End {
				return nil, fmt.Errorf("article %s: %d to %d is not in the text", f.ID, t.Start, t.End)
			}
			m := markedPlace{Span: dateline.Span{From: at[t.Start], To: at[t.End]}}
			if e := t.Entry; e != nil {
				m.located, m.lat, m.lon, m.geonames, m.entry, m.admin1, m.division = true, e.Lat, e.Lon, e.ID, e.Name, e.Division, e.Class
				m.country = codes(e.Country)
			}
			a.names = append(a.names, m)
		}
		all = append(all, a)
	}
	return all, nil
}

// countryCodes gives a function from a country's English name to its code; empty for what is no country's.
func countryCodes() (func(name string) string, error) {
	g, err := gazetteer.Open()
	if err != nil {
		return nil, err
	}
	return func(name string) string {
		words := dateline.NameWords(name)
		if n, found := g.Match(words); n > 0 && n == len(words) && found[0].Grain == dateline.CountryGrain {
			return found[0].Country
		}
		return ""
	}, nil
}

// parseGeoVirus reads GeoVirus (Gritta, Pilehvar and Collier 2018). Its offsets count from 1.
func parseGeoVirus(data []byte) ([]placeArticle, error) {
	var file struct {
		Articles []struct {
			Source    string `xml:"source"`
			Text      string `xml:"text"`
			Locations []struct {
				Name  string  `xml:"name"`
				Start int     `xml:"start"`
				Lat   float64 `xml:"lat"`
				Lon   float64 `xml:"lon"`
				Page  string  `xml:"page"`
			} `xml:"locations>location"`
		} `xml:"article"`
	}
	if err := xml.Unmarshal(data, &file); err != nil {
		return nil, err
	}
	var all []placeArticle
	for _, f := range file.Articles {
		a := placeArticle{name: path.Base(f.Source), address: f.Source, text: f.Text}
		at := byteOffsets(f.Text)
		for _, l := range f.Locations {
			from, to := l.Start-1, l.Start-1+utf8.RuneCountInString(l.Name)
			if from < 0 || to >= len(at) || f.Text[at[from]:at[to]] != l.Name {
				return nil, fmt.Errorf("article %s: %q does not stand at %d", a.name, l.Name, l.Start)
			}
			a.names = append(a.names, markedPlace{Span: dateline.Span{From: at[from], To: at[to]}, located: true, lat: l.Lat, lon: l.Lon, entry: path.Base(l.Page)})
		}
		all = append(all, a)
	}
	return all, nil
}

// byteOffsets gives for each character of a text the byte at which it begins, and where the text ends.
func byteOffsets(text string) []int {
	at := make([]int, 0, len(text)+1)
	for i := range text {
		at = append(at, i)
	}
	return append(at, len(text))
}
