package dateline

import "testing"

// Whom a statement blames: by the role that rests on it, or else the one actor whom its words name beside who speaks.
func TestWhoIsBlamed(t *testing.T) {
	actors := []Actor{{ID: "red-front", Name: "Red Front", Aliases: []string{"the RF"}}, {ID: "hill-army", Name: "Hill Army"}, {ID: "police", Name: "Police"}}
	for _, test := range []struct{ name, speaker, text, want string }{
		{"one is named", "the governor", "the governor blamed the Red Front", "red-front"},
		{"by another name", "the governor", "The RF was behind it, the governor said", "red-front"},
		{"nobody is named", "the governor", "the governor blamed bandits", ""},
		{"two are named", "the governor", "the governor blamed the Red Front or the Hill Army", ""},
		{"the speaker is not the accused", "the Hill Army", "the Hill Army blamed its rivals", ""},
		{"a part of a word is no name", "the governor", "the governor blamed the Red Frontiers", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			record := &Record{Actors: actors, Statements: []Statement{{ID: "s1", Act: Blames, Events: []string{"e1"},
				Words: Words{Text: test.text}, Speaker: &Speaker{Words: Words{Text: test.speaker}}}}}
			accounts := (&Telling{Report: "a", Event: Event{ID: "e1"}}).Accounts(record)
			if len(accounts) != 1 || accounts[0].Actor != test.want {
				t.Errorf("got %v, want one of %q", accounts, test.want)
			}
		})
	}
}
