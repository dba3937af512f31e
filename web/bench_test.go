package web

import (
	"bytes"
	"compress/gzip"
	"context"
	"database/sql"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"slices"
	"testing"
	"time"

	"dateline/codebook"
	"dateline/gazetteer"
	"dateline/link"
	"dateline/store"
)

// A pageKind is one sort of page with the addresses that it is asked for by.
type pageKind struct {
	name      string
	addresses []string
}

// BenchmarkPages asks for every page of the record at DATELINE_BENCH_RECORD (a copy: who visits is noted in it), each by
// other addresses in turn, and tells of the half and of the slowest of twenty, from the request to the last byte, and how
// large an answer is, as it is and in gzip, at most:
//
//	DATELINE_BENCH_RECORD=record.db go test ./web -run xxx -bench Pages -benchtime 60x
func BenchmarkPages(b *testing.B) {
	file := os.Getenv("DATELINE_BENCH_RECORD")
	if file == "" {
		b.Skip("DATELINE_BENCH_RECORD names no record")
	}
	db, err := store.Open(context.Background(), file)
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	db.Group = link.Groups
	book, err := codebook.Load()
	if err != nil {
		b.Fatal(err)
	}
	actors, err := gazetteer.OpenActors()
	if err != nil {
		b.Fatal(err)
	}
	bench, err := New(Options{Store: db, Book: book, Actors: actors, Author: "R. Salem"})
	if err != nil {
		b.Fatal(err)
	}
	server := httptest.NewServer(bench)
	defer server.Close()
	client := server.Client()
	client.Transport.(*http.Transport).DisableCompression = true
	if client.Jar, err = cookiejar.New(nil); err != nil {
		b.Fatal(err)
	}
	ask := func(address string) []byte {
		response, err := client.Get(server.URL + address)
		if err != nil {
			b.Fatal(err)
		}
		defer response.Body.Close()
		body, err := io.ReadAll(response.Body)
		if err != nil {
			b.Fatal(err)
		}
		if response.StatusCode != http.StatusOK {
			b.Fatalf("%s: %s", address, response.Status)
		}
		return body
	}
	kinds := pageKinds(b, file)
	begun := time.Now()
	ask("/")
	fmt.Printf("the first page: %d ms\n", time.Since(begun).Milliseconds())
	for {
		survey, err := db.Survey(context.Background(), store.Filter{})
		if err != nil {
			b.Fatal(err)
		}
		if !survey.Coming {
			break
		}
	}
	fmt.Printf("all incidents are in memory: %d ms\n", time.Since(begun).Milliseconds())
	for _, kind := range kinds {
		b.Run(kind.name, func(b *testing.B) {
			var took []time.Duration
			size, packed := 0, 0
			for i := 0; b.Loop(); i++ {
				begun := time.Now()
				body := ask(kind.addresses[i%len(kind.addresses)])
				took = append(took, time.Since(begun))
				if i < len(kind.addresses) {
					size, packed = max(size, len(body)), max(packed, gzipped(b, body))
				}
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
			b.ReportMetric(float64(took[len(took)*19/20].Microseconds())/1000, "p95-ms")
			b.ReportMetric(float64(size)/1000, "kB")
			b.ReportMetric(float64(packed)/1000, "gzip-kB")
			b.ReportMetric(0, "ns/op")
		})
	}
}

func gzipped(b *testing.B, body []byte) int {
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	if _, err := w.Write(body); err != nil {
		b.Fatal(err)
	}
	if err := w.Close(); err != nil {
		b.Fatal(err)
	}
	return packed.Len()
}

// pageKinds takes what to ask for from the record.
func pageKinds(b *testing.B, file string) []pageKind {
	b.Helper()
	record, err := sql.Open("sqlite", "file:"+file+"?mode=ro")
	if err != nil {
		b.Fatal(err)
	}
	defer record.Close()
	// addresses fills the first column of a query into an address.
	addresses := func(address, query string) []string {
		rows, err := record.Query(query)
		if err != nil {
			b.Fatalf("%s: %v", query, err)
		}
		defer rows.Close()
		var all []string
		for rows.Next() {
			var value string
			if err := rows.Scan(&value); err != nil {
				b.Fatal(err)
			}
			all = append(all, fmt.Sprintf(address, url.QueryEscape(value)))
		}
		if err := rows.Err(); err != nil || len(all) == 0 {
			b.Fatalf("%s: %d rows, %v", query, len(all), err)
		}
		return all
	}
	const (
		countries = `select country from incident where country <> '' group by country order by count(*) desc limit 60`
		busy      = `select id from actor order by incidents desc limit 8`
		quiet     = `select id from actor where incidents > 0 order by incidents limit 40`
		spread    = `where number % (select max(number) / 40 from report) = 1`
	)
	words := os.Getenv("DATELINE_BENCH_WORDS")
	if words == "" {
		words = "ab"
	}
	rare := os.Getenv("DATELINE_BENCH_RARE")
	if rare == "" {
		rare = "bab mat"
	}
	var years, boxes, tolls, sorts, queue, sources []string
	for year := 2016; year < 2026; year++ {
		years = append(years, fmt.Sprintf("/?from=%d&to=%d", year, year+1), fmt.Sprintf("/?from=%d-03&to=%d-03", year, year))
	}
	for south := -50; south < 60; south += 10 {
		boxes = append(boxes, fmt.Sprintf("/?box=-60,%d,-50,%d", south, south+8))
	}
	for killed := 1; killed < 60; killed += 5 {
		tolls = append(tolls, fmt.Sprintf("/?killed=%d", killed))
	}
	for _, order := range deskOrders[1:] {
		sorts = append(sorts, "/?sort="+string(order))
	}
	for _, order := range queueOrders {
		queue = append(queue, "/review?sort="+string(order))
	}
	for column := range sourceOrders {
		sources = append(sources, "/sources?sort="+column)
	}
	return []pageKind{
		{"desk", []string{"/"}},
		{"desk-page-20", []string{"/?page=20", "/?page=21", "/?page=19"}},
		{"desk-sort", sorts},
		{"desk-time", years},
		{"desk-country", addresses("/?country=%s", countries)},
		{"desk-country-page-20", addresses("/?country=%s&page=20", countries)},
		{"desk-place", addresses("/?place=%s", `select distinct place_name from incident where place_name <> '' limit 60`)},
		{"desk-box", boxes},
		{"desk-type", addresses("/?type=%s", `select type from incident group by type`)},
		{"desk-actor", addresses("/?actor=%s", busy)},
		{"desk-toll", tolls},
		{"desk-claim", []string{"/?claim=claimed", "/?claim=unmentioned"}},
		{"desk-status", []string{"/?status=happened"}},
		{"desk-review", []string{"/?review=unseen", "/?review=settled"}},
		{"desk-words-rare", []string{"/?words=" + url.QueryEscape(rare)}},
		{"desk-words-common", []string{"/?words=" + url.QueryEscape(words)}},
		{"desk-two", addresses("/?killed=20&from=2016&country=%s", countries)},
		{"incident", addresses("/incident/%s", `select id from incident where tellings > 0 and rowid % (select max(rowid) / 80 from incident) = 7`)},
		{"incident-most-reports", addresses("/incident/%s", `select id from incident order by tellings desc limit 20`)},
		{"report", addresses("/report/%s", `select id from report `+spread)},
		{"report-in-queue", addresses("/report/%s?queue=doubt", `select id from report `+spread)},
		{"actor-busiest", addresses("/actor/%s", `select id from actor order by incidents desc limit 1`)},
		{"actor-busy", addresses("/actor/%s", busy)},
		{"actor-quiet", addresses("/actor/%s", quiet)},
		{"actors", []string{"/actors", "/actors?page=5", "/actors?name=group+3"}},
		{"forecasts", []string{"/forecasts", "/forecasts?state=open", "/forecasts?state=due", "/forecasts?state=matched"}},
		{"sources", sources},
		{"source", addresses("/source?outlet=%s", `select site from outlet where site <> '' order by reports desc limit 20`)},
		{"review", queue},
		{"review-outlet", addresses("/review?outlet=%s", `select site from outlet where site <> '' order by reports desc limit 20`)},
		{"codebook", []string{"/codebook"}},
	}
}
