package web

import (
	"bufio"
	"crypto/sha256"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"dateline"
	"dateline/store"
)

var deskRowOf = regexp.MustCompile(`<tr class="i" data-i="([^"]+)"`)

// rows gives the ids of the incidents that a desk lists.
func rows(page string) []string {
	var ids []string
	for _, m := range deskRowOf.FindAllStringSubmatch(page, -1) {
		ids = append(ids, m[1])
	}
	return ids
}

func TestDeskFilters(t *testing.T) {
	d := openDesk(t, "kabul", "baidoa")
	all, err := d.store.Incidents(t.Context(), store.Filter{}, store.ByDay, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	yes, none := true, store.ReviewedNone
	for query, f := range map[string]store.Filter{
		"":                              {},
		"from=2024":                     {From: day(2024, 1, 1)},
		"from=2024-05-02":               {From: day(2024, 5, 2)},
		"to=2024-04":                    {To: day(2024, 4, 30)},
		"from=٢٠٢٤-٠٥-٠١&to=2024-05-01": {From: day(2024, 5, 1), To: day(2024, 5, 1)},
		"place=baidoa":                  {Place: "Baidoa"},
		"country=AF":                    {Country: "AF"},
		"box=43,2,45,4":                 {Box: &store.Box{West: 43, South: 2, East: 45, North: 4}},
		"type=bombing":                  {Types: []string{"bombing", "suicide-bombing", "vehicle-bombing"}},
		"type=assassination,clash":      {Types: []string{"assassination", "clash"}},
		"actor=al-shabaab":              {Actors: []string{"al-shabaab"}},
		"killed=10":                     {KilledFrom: 10},
		"claim=any":                     {AnyClaim: true},
		"claim=claimed":                 {Claim: dateline.Claimed},
		"status=happened":               {Status: dateline.Happened},
		"review=unseen":                 {Reviewed: &none},
		"review=settled":                {Settled: &yes},
		"words=market":                  {Words: "market"},
	} {
		want, err := d.store.Incidents(t.Context(), f, store.ByDay, 0, 0)
		if err != nil {
			t.Fatal(err)
		}
		page := d.get("/?"+query, http.StatusOK)
		var ids []string
		for _, e := range want {
			ids = append(ids, e.ID)
		}
		if got := rows(page); strings.Join(got, " ") != strings.Join(ids, " ") {
			t.Errorf("%s:\n got %v\nwant %v", query, got, ids)
		}
		if query != "" {
			d.holds(page, fmt.Sprintf("%d of %d incidents", len(want), len(all)))
		}
	}
}

func day(year, month, day int) time.Time {
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
}

// A form sends fields that are empty, boxes one by one and names; the address that comes of it is clean.
func TestDeskAddress(t *testing.T) {
	d := openDesk(t, "baidoa")
	for sent, want := range map[string]string{
		"from=&to=2024-05&place=":                  "/?to=2024-05",
		"type=bombing&type=clash&page=":            "/?type=bombing,clash",
		"actor=Al-Shabaab":                         "/?actor=al-shabaab",
		"actor=al shabaab, al-shabaab&killed=٣":    "/?actor=al-shabaab&killed=3",
		"words=market%20blast&sort=":               "/?words=market+blast",
		"status=&claim=&review=&country=&killed= ": "/",
	} {
		answer, err := d.client.Get(d.server.URL + "/?" + strings.ReplaceAll(sent, " ", "%20"))
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if got := answer.Request.URL.RequestURI(); got != want {
			t.Errorf("%s: got %s, want %s", sent, got, want)
		}
	}
}

// What cannot be understood is answered in words, and what was typed stays.
func TestDeskFaults(t *testing.T) {
	d := openDesk(t, "baidoa")
	for query, say := range map[string]string{
		"from=spring":             "“spring” is no date",
		"from=2024-05&to=2023":    "May 2024 comes after 2023",
		"place=%3F%3F":            "“??” has no letters",
		"country=Somalia":         "“Somalia” is no country code",
		"box=1,2,3":               "“1,2,3” is no part of the map",
		"box=1,9,3,2":             "is no part of the map",
		"type=war":                "“war” is no type",
		"actor=Nobody%20at%20all": "Nobody in the record is called “Nobody at all”",
		"killed=many":             "“many” is no number",
		"claim=perhaps":           "“perhaps” is none of the choices",
		"news=new&since=never":    "is none of the choices",
	} {
		page := d.get("/?"+query+"&sort=oldest", http.StatusBadRequest)
		d.holds(page, say, "Change it")
		values, err := url.ParseQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		for _, value := range values {
			if !strings.Contains(page, html.EscapeString(value[0])) {
				t.Errorf("%s: what was typed is lost", query)
			}
		}
		if len(rows(page)) == 0 {
			t.Errorf("%s: nothing is listed", query)
		}
	}
	page := d.get("/?words="+url.QueryEscape(`"><script>alert(1)</script>`)+"&place="+url.QueryEscape("<b>x"), http.StatusOK)
	if strings.Contains(page, "<script>alert") || strings.Contains(page, "<b>x") {
		t.Error("what was typed is not escaped")
	}
}

func TestDeskRow(t *testing.T) {
	d := openDesk(t, "baidoa")
	page := d.get("/?place=Baidoa&from=2024-05-01&to=2024-05-01&killed=10", http.StatusOK)
	d.holds(page, "Baidoa , Somalia , Wednesday, 1 May 2024 —", "claimed by Al-Shabaab", "6 to 17", fmt.Sprintf("%d reports", d.biggest().Tellings), "2024 1")
	if !strings.Contains(page, `aria-label="type read by machine, not checked; time read by machine, not checked; place `) {
		t.Error("the rail says nothing")
	}
	if strings.Contains(page, "style=") || strings.Contains(page, "<script>") {
		t.Error("the page has inline style or script")
	}
	for _, id := range rows(page) { // the row, the time line twice and the map bear its id
		if n := strings.Count(page, id+`"`); n < 4 {
			t.Errorf("%s stands in %d places", id, n)
		}
	}
}

func TestDeskSaysWhatIsNotThere(t *testing.T) {
	d := openDesk(t)
	d.holds(d.get("/", http.StatusOK), "The record is empty.")
	d.addCluster("baidoa")
	page := d.get("/?place=Baidoa&claim=rival", http.StatusOK)
	d.holds(page, "No incident matches.", "Without Claim claimed by rivals there are")
	if !strings.Contains(page, `<a href="/?place=Baidoa">`) {
		t.Error("nothing leads on")
	}
}

func TestDeskPages(t *testing.T) {
	d := openDesk(t)
	for i := range 60 {
		at := day(2023, 1, 1).AddDate(0, 0, 3*i)
		d.addText(fmt.Sprintf("Village %d shelled\n\nMOPTI, Mali, %s (Agency) - Shells fired by gunmen killed %d people in Mopti on %s, the governor of the region said. "+
			"A teacher called number %d the worst of %d.", i, at.AddDate(0, 0, 1).Format("Jan 2"), i+2, at.Format("2 January 2006"), i*7, i*13), at.AddDate(0, 0, 1).Format(time.DateOnly))
	}
	first := d.get("/", http.StatusOK)
	second := d.get("/?page=2", http.StatusOK)
	if len(rows(first)) != 50 || len(rows(second)) == 0 {
		t.Fatalf("the pages have %d and %d rows", len(rows(first)), len(rows(second)))
	}
	d.holds(first, "June 2023 ", "Older")
	d.holds(second, "Newer")
	if strings.Contains(first, "rel=\"prev\"") || strings.Contains(second, "rel=\"next\"") {
		t.Error("pages lead to where there are none")
	}
	if beyond := rows(d.get("/?page=99", http.StatusOK)); strings.Join(beyond, " ") != strings.Join(rows(second), " ") {
		t.Error("beyond the last page is not the last page")
	}
	seen := map[string]bool{}
	for _, id := range append(rows(first), rows(second)...) {
		if seen[id] {
			t.Errorf("%s is on two pages", id)
		}
		seen[id] = true
	}
	if oldest := rows(d.get("/?sort=oldest", http.StatusOK)); oldest[0] != rows(second)[len(rows(second))-1] {
		t.Errorf("the oldest is %s", oldest[0])
	}
}

func TestDeskFindsReports(t *testing.T) {
	d := openDesk(t, "baidoa")
	text := "انفجار في سوق\n\nقتل ثلاثة أشخاص في انفجار بسوق في مقديشو يوم الأربعاء."
	raw := &dateline.Raw{Name: "arabic.txt", ContentType: "text/plain; charset=utf-8", Bytes: []byte(text), Retrieved: today}
	sum := fmt.Sprintf("%x", sha256.Sum256(raw.Bytes))
	record := dateline.NewRecord(&dateline.Document{ID: "sha256:" + sum[:16], SHA256: sum, Title: "انفجار في سوق", Language: "ar", Text: text})
	if _, err := d.store.Add(t.Context(), raw, record, nil); err != nil {
		t.Fatal(err)
	}
	page := d.get("/?words=MARKET", http.StatusOK)
	d.holds(page, "Reports with these words", "more reports")
	if !strings.Contains(page, "<mark>market</mark>") {
		t.Error("the words are not marked")
	}
	page = d.get("/?words="+url.QueryEscape("إنفجار"), http.StatusOK)
	d.holds(page, "انفجار في سوق")
}

// The sentence of what changed stays the same through a visit, and leads to what changed.
func TestDeskNews(t *testing.T) {
	d := openDesk(t)
	now := today
	d.bench.Now = func() time.Time { return now }
	d.store.Now = func() time.Time { return now }
	d.addCluster("baidoa")
	now = now.Add(time.Minute)
	var cookie *http.Cookie
	visit := func() string {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, d.server.URL+"/", nil)
		if err != nil {
			t.Fatal(err)
		}
		if cookie != nil {
			request.AddCookie(cookie)
		}
		answer, err := d.client.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		for _, c := range answer.Cookies() {
			if c.Name == "visit" {
				cookie = c
			}
		}
		var b strings.Builder
		if _, err := bufio.NewReader(answer.Body).WriteTo(&b); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	if page := visit(); strings.Contains(page, "Since your last visit") {
		t.Error("a first visit has a last one")
	}
	now = now.Add(20 * time.Hour)
	d.addCluster("kabul")
	for range 2 {
		now = now.Add(20 * time.Minute)
		page := visit()
		d.holds(page, "Since your last visit, Sunday 12:01:", "new incidents")
		lead := regexp.MustCompile(`href="(/\?news=new[^"]+)"`).FindStringSubmatch(page)
		if lead == nil {
			t.Fatal("the news lead nowhere")
		}
		alone := d.get(html.UnescapeString(lead[1]), http.StatusOK)
		if len(rows(alone)) == 0 || strings.Contains(words(alone), "Baidoa ,") {
			t.Errorf("of what is new there is %v", rows(alone))
		}
	}
}

func TestDeskIsLive(t *testing.T) {
	d := openDesk(t, "baidoa")
	page := d.get("/", http.StatusOK)
	at := regexp.MustCompile(`data-change="(\d+)" data-report="(\d+)"`).FindStringSubmatch(page)
	if at == nil {
		t.Fatal("the page does not say how far the record has come")
	}
	answer, err := d.client.Get(d.server.URL + "/live?change=" + at[1] + "&report=" + at[2])
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	lines := bufio.NewScanner(answer.Body)
	next := func() string {
		for lines.Scan() {
			if text := lines.Text(); text != "" && !strings.HasPrefix(text, ":") {
				return lines.Text()
			}
		}
		t.Fatal("nothing more is said", lines.Err())
		return ""
	}
	if !lines.Scan() || lines.Text() != ": here" {
		t.Errorf("at first: %s", lines.Text())
	}
	d.addText("Shells hit a town\n\nShells killed four people in Gao, Mali, on 3 May 2024, police said.", "2024-05-04")
	if event, data := next(), next(); event != "event: moved" || data != "data: 1 new report." {
		t.Errorf("got %s, %s", event, data)
	}
	d.get("/live?change=x", http.StatusBadRequest)
}

func TestDeskInArabic(t *testing.T) {
	d := openDesk(t, "baidoa")
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, d.server.URL+"/?from=2024&type=attack", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Accept-Language", "ar")
	answer, err := d.client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	var b strings.Builder
	if _, err := bufio.NewReader(answer.Body).WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	d.holds(b.String(), "الوقت منذ ٢٠٢٤", "النوع هجوم", "تبنّاه Al-Shabaab", "الصومال ، الأربعاء، ١ مايو ٢٠٢٤")
}
