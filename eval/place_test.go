package eval

import (
	"math"
	"strings"
	"testing"
	"testing/fstest"

	"dateline"
	"dateline/extract"
	"dateline/gazetteer"
	"dateline/learn"
)

const (
	lglFile = `<?xml version="1.0" encoding="utf-8"?>
<articles><article docid="7"><url>http://example.org/a</url><dltime>2009-03-20 12:24:52</dltime>
<text><![CDATA[Héron Bridge: the ferry left Dublin, Ohio, for Main Street. Nobody in Lima saw it.]]></text>
<toponyms count="4">
<toponym><start>29</start><end>35</end><phrase>Dublin</phrase><gaztag geonameid="5152333"><name>Dublin</name><fclass>P</fclass><fcode>PPL</fcode><lat>40.09</lat><lon>-83.11</lon><country geonameid="6252001">United States</country><admin1 geonameid="5165418">Ohio</admin1></gaztag></toponym>
<toponym><start>37</start><end>41</end><phrase>Ohio</phrase><gaztag geonameid="5165418"><name>Ohio</name><fclass>A</fclass><fcode>ADM1</fcode><lat>40.25</lat><lon>-83.0</lon><country geonameid="6252001">United States</country><admin1 geonameid="5165418">Ohio</admin1></gaztag></toponym>
<toponym><start>47</start><end>58</end><phrase>Main Street</phrase></toponym>
<toponym><start>70</start><end>74</end><phrase>Lima</phrase><gaztag geonameid="1"><name>Lima</name><fclass>P</fclass><fcode>PPL</fcode><lat>40.74</lat><lon>-84.1</lon><country geonameid="6252001">United States</country><admin1 geonameid="5165418">Ohio</admin1></gaztag></toponym>
</toponyms></article></articles>`
	geoVirusFile = `<articles><article><source>https://example.org/One</source><text>Farmers of Lima left.</text>
<locations><location><name>Lima</name><start>12</start><end>16</end><lat>-12.05</lat><lon>-77.03</lon><page>https://example.org/Lima</page></location></locations></article>
<article><source>https://example.org/Two</source><text>Nobody left.</text><locations></locations></article></articles>`
)

// TestScorePlaces counts one name found with its words and understood, one found and taken for a
// namesake, one that is missed, one found where the set marks no place, and one without coordinates,
// which counts nowhere.
func TestScorePlaces(t *testing.T) {
	folder := fstest.MapFS{"lgl.xml": {Data: []byte(lglFile)}, "GeoVirus.xml": {Data: []byte(geoVirusFile)}}
	dublin := gazetteer.Place{ID: "geonames:5152333", Name: "Dublin", Country: "US", Admin1: "Ohio", Lat: 40.1, Lon: -83.1, Grain: dateline.Town}
	lima := gazetteer.Place{ID: "geonames:3936456", Name: "Lima", Country: "PE", Admin1: "Lima", Lat: -12.05, Lon: -77.04, Grain: dateline.Town}
	ohio := gazetteer.Place{ID: "us/ohio", Name: "Ohio", Country: "US", Admin1: "Ohio", Lat: 40.4, Lon: -82.7, Grain: dateline.Province}
	read := func(doc *dateline.Document, given []dateline.Span) (all []extract.Toponym, err error) {
		at := func(words string, place gazetteer.Place) {
			if from := strings.Index(doc.Text, words); from >= 0 {
				all = append(all, extract.Toponym{Span: dateline.Span{From: from, To: from + len(words)}, Place: place, Candidates: []gazetteer.Place{place}})
			}
		}
		at("Dublin", dublin)
		at("Main Street", dublin)
		at("Lima", lima)
		at("Nobody", dublin)
		if given != nil {
			at("Ohio", ohio)
		}
		return all, nil
	}
	scores, err := ScorePlaces(folder, Odd, true, read)
	if err != nil {
		t.Fatal(err)
	}
	if len(scores) != 2 || len(scores[0].Counts) != 1 || len(scores[1].Counts) != 1 {
		t.Fatalf("%d sets, want two with an odd article each", len(scores))
	}
	n := scores[0].Counts[0]
	if n.Gold != 3 || n.Found != 3 || n.Exact != 2 || n.Overlap != 2 {
		t.Errorf("gold %d, found %d, exact %d, overlap %d; want 3 3 2 2", n.Gold, n.Found, n.Exact, n.Overlap)
	}
	if n.Asked != 3 || n.Country != 2 || n.Same != 2 {
		t.Errorf("asked %d, country %d, same %d; want 3 2 2", n.Asked, n.Country, n.Same)
	}
	figures, low, high := scores[0].Measures()
	if got := figures["161 km"]; math.Abs(got-2.0/3) > 1e-9 || low["161 km"] > got || high["161 km"] < got {
		t.Errorf("within 161 km %v, between %v and %v; want two of three", got, low["161 km"], high["161 km"])
	}
	if scores[0].Kinds["namesake abroad"] != 0 || scores[0].Kinds["not in the gazetteer"] != 1 || scores[0].Kinds["missed"] != 1 || scores[0].Kinds["extra"] != 1 {
		t.Errorf("kinds %v, want one not in the gazetteer, one missed, one extra", scores[0].Kinds)
	}
	if figures, _, _ := scores[1].Measures(); figures["161 km"] != 1 || figures["F"] != 1 {
		t.Errorf("GeoVirus %v, want all right", figures)
	}
}

// TestScorePlacesFaults tells a folder without sets, and an offset that is not in its text.
func TestScorePlacesFaults(t *testing.T) {
	read := func(*dateline.Document, []dateline.Span) ([]extract.Toponym, error) { return nil, nil }
	if _, err := ScorePlaces(fstest.MapFS{}, All, true, read); err == nil {
		t.Error("no error for an empty folder")
	}
	broken := strings.Replace(geoVirusFile, "<start>12</start>", "<start>13</start>", 1)
	if _, err := ScorePlaces(fstest.MapFS{"GeoVirus.xml": {Data: []byte(broken)}}, All, true, read); err == nil || !strings.Contains(err.Error(), "One") {
		t.Errorf("error %v, want one that names the article", err)
	}
}

// TestPlaceLessons makes one lesson of a name of two places: the nearer one is right.
func TestPlaceLessons(t *testing.T) {
	folder := fstest.MapFS{"GeoVirus.xml": {Data: []byte(geoVirusFile)}}
	decide := func(doc *dateline.Document, given []dateline.Span) ([]extract.Decision, error) {
		d := extract.Decision{Places: map[string]gazetteer.Place{
			"pe": {Name: "Lima", Lat: -12, Lon: -77}, "us": {Name: "Lima", Lat: 40.74, Lon: -84.1},
		}, At: given}
		for _, id := range []string{"pe", "us"} {
			d.Options = append(d.Options, learn.Option{Answer: id})
		}
		return []extract.Decision{d}, nil
	}
	lessons, err := ReadPlaceLessons(folder, "GeoVirus.xml", Odd, decide)
	if err != nil {
		t.Fatal(err)
	}
	if len(lessons) != 1 || !lessons[0].Right("pe") || lessons[0].Right("us") {
		t.Errorf("%d lessons, want one in which the Lima of Peru is right", len(lessons))
	}
}
