package dossier_test

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"dateline"
	"dateline/dossier"
	"dateline/extract"
	"dateline/gazetteer"
	"dateline/lang"
	"dateline/link"
	"dateline/page"
	"dateline/store"
)

// filled gives a record of a few texts, each with the day on which it appeared.
func filled(t *testing.T, texts map[string]string) *store.Store {
	t.Helper()
	db, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "record.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	languages, err := lang.Load()
	if err != nil {
		t.Fatal(err)
	}
	reader, err := extract.New(languages)
	if err != nil {
		t.Fatal(err)
	}
	for published, text := range texts {
		raw := &dateline.Raw{Name: published + ".txt", Bytes: []byte(text), Retrieved: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}
		doc, gaps, err := page.Read(raw, page.Options{Published: published})
		if err != nil {
			t.Fatal(err)
		}
		analyzed, err := languages.Analyze(doc)
		if err != nil {
			t.Fatal(err)
		}
		record := reader.Read(analyzed)
		record.Gaps = append(gaps, record.Gaps...)
		if _, err := db.Add(t.Context(), raw, record, link.Groups); err != nil {
			t.Fatal(err)
		}
	}
	return db
}

var texts = map[string]string{
	"2023-05-02": "Bomb kills six at Baidoa market\n\nA bomb killed six people at a market in Baidoa, Somalia, on Monday. Al Shabaab claimed the attack.\n",
	"2023-06-11": "Blast at Afgoye checkpoint\n\nA car bomb killed four soldiers at a checkpoint in Afgoye, Somalia, on Saturday. Al Shabaab said that it was behind the attack.\n\nAl Shabaab, a branch of al Qaeda, emerged in 2006.\n",
	"2023-07-09": "Masked men raid farm near Jowhar\n\nFighters of the Red Valley Front killed three farmers near Jowhar, Somalia, on Saturday, police said.\n",
}

func TestRead(t *testing.T) {
	db := filled(t, texts)
	listed, err := gazetteer.OpenActors()
	if err != nil {
		t.Fatal(err)
	}
	d, err := dossier.Read(t.Context(), db, listed, "al-Shabaab", 10)
	if err != nil {
		t.Fatal(err)
	}
	if d.Listed == nil || d.Incidents != 2 || len(d.Recent) != 2 {
		t.Errorf("got %+v with %d of %d incidents", d.Listed, len(d.Recent), d.Incidents)
	}
	if !slices.ContainsFunc(d.Called, func(n dossier.Name) bool { return n.Alias.Name == "Al Shabaab" && n.Reports == 2 && n.Words.Text != "" }) {
		t.Errorf("the names are %+v", d.Called)
	}
	if !slices.ContainsFunc(d.Parents, func(p dossier.Tie) bool { return p.Actor == "al-qaeda" && p.Remark != nil }) {
		t.Errorf("it belongs to %+v", d.Parents)
	}
	if !slices.ContainsFunc(d.Traits, func(r store.Remark) bool { return r.Kind == "emerged" }) {
		t.Errorf("the traits are %+v", d.Traits)
	}
	if len(d.Stands) != 2 || d.Stands[0].Act != dateline.ClaimsResponsibility {
		t.Errorf("it says %+v", d.Stands)
	}
}

// A group that no list has gets a dossier too.
func TestReadOfAnUnlistedGroup(t *testing.T) {
	db := filled(t, texts)
	listed, err := gazetteer.OpenActors()
	if err != nil {
		t.Fatal(err)
	}
	d, err := dossier.Read(t.Context(), db, listed, "Red Valley Front", 10)
	if err != nil {
		t.Fatal(err)
	}
	if d.Listed != nil || d.ID != "red-valley-front" || d.Incidents != 1 {
		t.Errorf("got %s, listed %v, %d incidents", d.ID, d.Listed, d.Incidents)
	}
	if _, err := dossier.Read(t.Context(), db, listed, "Nobody at all", 10); err == nil {
		t.Error("nobody has a dossier")
	}
}
