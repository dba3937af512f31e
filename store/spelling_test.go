package store_test

import (
	"testing"

	"dateline"
	"dateline/store"
)

// person is how a report has somebody whom no list knows.
func person(id, name string, aliases ...string) []dateline.Actor {
	return []dateline.Actor{{ID: id, Name: name, Aliases: aliases, Kind: "person"}}
}

// spelledNames: two spellings in the reports of one incident are one actor; an editor parts them.
func spelledNames(t *testing.T, s *store.Store) {
	one := story{name: "one", published: "2024-05-02", text: prose("one", 90) + " Samir al-Karam", actors: person("samir-al-karam", "Samir al-Karam"), events: []dateline.Event{by("samir-al-karam", "Samir al-Karam", "2024-05-01", "Aldora", 9)}}
	two := story{name: "two", published: "2024-05-03", text: prose("two", 90) + " سمير الكرم قال الكرم", actors: person("سمير-الكرم", "سمير الكرم", "الكرم"), events: []dateline.Event{by("سمير-الكرم", "سمير الكرم", "2024-05-01", "Aldora", 9)}}
	far := story{name: "far", published: "2024-09-03", text: prose("far", 90) + " Sameer Karam", actors: person("sameer-karam", "Sameer Karam"), events: []dateline.Event{by("sameer-karam", "Sameer Karam", "2024-09-01", "Berin", 2)}}
	other := story{name: "other", published: "2024-05-03", text: prose("other", 90) + " Samer Karam", actors: person("samer-karam", "Samer Karam"), events: []dateline.Event{by("samer-karam", "Samer Karam", "2024-05-01", "Aldora", 9)}}
	addAll(t, s, two, one, far, other)
	check(t, "dossier", dossier(t, s, "Samir al-Karam"), "samir-al-karam: Samir al-Karam=1 الكرم=1 سمير الكرم=1=spelled | 2024-05-01-aldora")
	check(t, "asked for by the other spelling", dossier(t, s, "سمير الكرم"), dossier(t, s, "Samir al-Karam"))
	check(t, "of another incident", dossier(t, s, "Sameer Karam"), "sameer-karam: Sameer Karam=1 | 2024-09-01-berin")
	check(t, "of another name", dossier(t, s, "Samer Karam"), "samer-karam: Samer Karam=1 | 2024-05-01-aldora")

	refused, err := s.Apply(t.Context(), store.Edit{Kind: store.EditAliasRefuse, Author: "ana", Subject: "samir-al-karam", Alias: "سمير الكرم"})
	if err != nil {
		t.Fatal(err)
	}
	check(t, "parted", dossier(t, s, "Samir al-Karam"), "samir-al-karam: Samir al-Karam=1 الكرم=0 سمير الكرم=0=refused | 2024-05-01-aldora")
	check(t, "parted, the other", dossier(t, s, "سمير الكرم"), "سمير-الكرم: الكرم=1 سمير الكرم=1 | 2024-05-01-aldora")
	addAll(t, s, story{name: "three", published: "2024-05-04", text: prose("three", 90) + " سمير الكرم", actors: person("سمير-الكرم", "سمير الكرم"), events: []dateline.Event{by("سمير-الكرم", "سمير الكرم", "2024-05-01", "Aldora", 9)}})
	check(t, "parted for good", dossier(t, s, "سمير الكرم"), "سمير-الكرم: سمير الكرم=2 الكرم=1 | 2024-05-01-aldora")
	if _, err := s.Undo(t.Context(), refused.ID, "ana", ""); err != nil {
		t.Fatal(err)
	}
	check(t, "joined again", dossier(t, s, "Samir al-Karam"), "samir-al-karam: سمير الكرم=2=spelled Samir al-Karam=1 الكرم=1 | 2024-05-01-aldora")
}
