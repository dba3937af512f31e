package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"dateline"
	"dateline/gazetteer"
	"dateline/link"
	"dateline/store"
)

type incidentCommand struct {
	keeping
	Names bool   `help:"Print the names of victims too."`
	Rule  string `enum:"newest,conservative,ucdp" default:"newest" help:"How low, best and high are derived: ${enum}."`
	JSON  bool   `name:"json" help:"Print all of it as JSON."`
	ID    string `arg:"" name:"id" help:"The incident's id."`
}

// Run prints one incident: what is known of it and who says so.
func (c *incidentCommand) Run(ctx context.Context, s *streams) error {
	return c.with(ctx, s, func(db *store.Store) error {
		incident, err := db.Incident(ctx, c.ID)
		if err != nil {
			return err
		}
		var reports []string
		for _, t := range incident.Tellings {
			reports = append(reports, t.Report)
		}
		records, err := db.Said(ctx, reports)
		if err != nil {
			return err
		}
		account := incidentAccount{Incident: incident, claim: claimState(incident, records), ledger: link.Ledger(incident.Tellings, records)}
		if account.accounts, err = db.Accounts(ctx, incident.ID); err != nil {
			return err
		}
		if account.tolls, err = link.Tolls(account.ledger, c.Rule); err != nil {
			return err
		}
		hide := veil{}
		if !c.Names {
			if hide, err = account.veil(); err != nil {
				return err
			}
		}
		var b strings.Builder
		if c.JSON {
			encoder := json.NewEncoder(&b)
			encoder.SetEscapeHTML(false)
			err = encoder.Encode(account.form())
		} else {
			err = account.print(&b)
		}
		if err != nil {
			return err
		}
		_, err = io.WriteString(s.out, hide.over(b.String()))
		return err
	})
}

// An incidentAccount is all that is told of an incident.
type incidentAccount struct {
	*store.Incident
	ledger   []dateline.Figure
	tolls    []dateline.Toll
	accounts []dateline.Account
	claim    string
}

// veil takes the names of the victims that are told of.
func (a *incidentAccount) veil() (veil, error) {
	listed, err := gazetteer.OpenActors()
	if err != nil {
		return veil{}, err
	}
	var events []*dateline.Event
	for _, t := range a.Tellings {
		events = append(events, &t.Event)
	}
	for _, copies := range a.Copies {
		for _, t := range copies {
			events = append(events, &t.Event)
		}
	}
	return newVeil(events, listed), nil
}

func (a *incidentAccount) form() map[string]any {
	return map[string]any{"incident": a.Incident.Incident, "claim": a.claim, "tolls": a.tolls, "ledger": a.ledger, "accounts": a.accounts,
		"tellings": a.Tellings, "copies": a.Copies, "merged": append([]string{}, a.Merged...), "apart": apartForms(a.Apart),
		"set_by_editors": append([]string{}, a.Fixed...), "entry": entryForm(&a.Entry)}
}

// apartForms are the incidents that editors keep apart from one, as JSON has them.
func apartForms(all []store.Apart) []map[string]any {
	forms := []map[string]any{}
	for _, x := range all {
		forms = append(forms, map[string]any{"incident": x.Entry.ID, "author": x.Author, "reason": x.Reason, "at": x.At, "edit": x.Edit})
	}
	return forms
}

func (a *incidentAccount) print(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s", a.ID, heading(a.Type))
	if a.Status != dateline.Happened {
		fmt.Fprintf(&b, ", %s", a.Status)
	}
	fmt.Fprintf(&b, " · %s", when(a.Time))
	if a.Place != nil {
		fmt.Fprintf(&b, " · %s", isolate(a.Place.Name))
		if other := otherName(a.Place, a.Tellings); other != "" {
			fmt.Fprintf(&b, " (%s)", isolate(other))
		}
		fmt.Fprintf(&b, ", %s · %s", a.Place.Country, a.Place.Grain)
	}
	if a.Settled {
		b.WriteString(" · settled by an editor")
	}
	b.WriteString("\n")
	if others := slices.DeleteFunc(slices.Clone(a.Fixed), func(field string) bool { return field == dateline.Killed || field == dateline.Injured }); len(others) > 0 {
		fmt.Fprintf(&b, "  set by an editor: %s\n", strings.Join(others, ", "))
	}
	for _, fixed := range []struct {
		field  string
		figure *store.Figure
	}{{dateline.Killed, a.Entry.Killed}, {dateline.Injured, a.Entry.Injured}} {
		if slices.Contains(a.Fixed, fixed.field) {
			fmt.Fprintf(&b, "  %-10s %s, set by an editor\n", fixed.field, fixed.figure)
		}
	}
	for _, t := range a.tolls {
		fmt.Fprintf(&b, "  %-10s best %s, low %s, high %s (%s)", t.Harm, number(t.Best), number(t.Low), bound(t.High), t.Rule)
		if t.Attackers > 0 {
			fmt.Fprintf(&b, "; attackers %s", number(t.Attackers))
		}
		b.WriteString("\n")
	}
	if len(a.ledger) > 0 {
		b.WriteString("\nToll\n")
	}
	for _, f := range a.ledger {
		fmt.Fprintf(&b, "  %s  %-9s %s", stamp(f.AsOf), f.Harm, strings.TrimSpace(count(f.Low, f.High)+" "+line(f.Who)))
		fmt.Fprintf(&b, " · %s · “%s”", says(f.Speaker, f.Site), line(f.Text))
		for _, mark := range []struct {
			is   bool
			word string
		}{{f.Attackers, "attackers"}, {f.IncludesAttackers, "attackers counted in"}, {f.Part, "part of another"}, {f.Superseded, "superseded"}} {
			if mark.is {
				b.WriteString(" · " + mark.word)
			}
		}
		b.WriteString(" · " + f.Report + "\n")
	}
	if len(a.accounts) > 0 {
		fmt.Fprintf(&b, "\nClaims: %s\n", claimWords(a.claim, a.accounts))
	}
	for _, x := range a.accounts {
		fmt.Fprintf(&b, "  %s  %s · %s", stamp(x.AsOf), says(x.Speaker, ""), accountVerb(&x))
		if x.Outlet != "" {
			b.WriteString(" to " + line(x.Outlet))
		}
		if x.Text != "" {
			fmt.Fprintf(&b, " · “%s”", line(x.Text))
		}
		b.WriteString(" · " + x.Report + "\n")
	}
	b.WriteString("\nReports\n")
	for i, t := range a.Tellings {
		fmt.Fprintf(&b, "  %s  %s · %s · %s\n", stamp(t.AsOf()), says("", t.Site), line(t.Title), t.Key())
		if l := a.Links[i]; len(l.Reasons) > 0 || l.By != dateline.Machine {
			fmt.Fprintf(&b, "              %.1f by %s: %s\n", l.Score, l.By, strings.Join(l.Reasons, ", "))
		}
		for _, copied := range a.Copies[t.Key()] {
			what := "copied by"
			if copied.Source == copied.Report {
				what = "older version:"
			}
			fmt.Fprintf(&b, "              %s %s, %s · %s\n", what, says("", copied.Site), stamp(copied.AsOf()), copied.Key())
		}
	}
	if len(a.Apart) > 0 {
		b.WriteString("\nKept apart\n")
	}
	for _, x := range a.Apart {
		fmt.Fprintf(&b, "  from %s by %s on %s", x.Entry.ID, x.Author, stamp(x.At))
		if x.Reason != "" {
			fmt.Fprintf(&b, ": %s", x.Reason)
		}
		fmt.Fprintf(&b, " · edit %d\n", x.Edit)
	}
	if len(a.Merged) > 0 {
		fmt.Fprintf(&b, "\nTook in %s\n", strings.Join(a.Merged, ", "))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// otherName is how tellings of another script spell the name of a place; empty if none does.
func otherName(place *dateline.Place, tellings []*dateline.Telling) string {
	for _, t := range tellings {
		p := t.Event.Place
		if p == nil || p.Name != place.Name || p.ID != place.ID {
			continue
		}
		if strings.ContainsFunc(p.Text, rightToLeft) == strings.ContainsFunc(place.Name, rightToLeft) {
			continue
		}
		words := strings.Fields(p.Text)
		for i := range words { // "the town of" and the like stand before it
			if name := strings.Join(words[i:], " "); sameSound(name, place.Name) {
				return name
			}
		}
	}
	return ""
}

// sameSound tells whether two names of one place, in two scripts, have the same consonants, or one of them its first ones:
// طرابلس is Tripoli.
func sameSound(a, b string) bool {
	x, y := strings.ReplaceAll(dateline.Skeleton(a), " ", ""), strings.ReplaceAll(dateline.Skeleton(b), " ", "")
	return min(len(x), len(y)) > 1 && (strings.HasPrefix(x, y) || strings.HasPrefix(y, x))
}

// bound is the upper end of a toll in words.
func bound(high int) string {
	if high == dateline.Open {
		return "open"
	}
	return number(high)
}

func stamp(at time.Time) string {
	if at.IsZero() {
		return "          "
	}
	return at.Format(time.DateOnly)
}

// says is who speaks, or the site in whose voice it is said.
func says(speaker, site string) string {
	switch {
	case speaker != "":
		return line(speaker)
	case site != "":
		return isolate(site)
	}
	return "the report"
}

func accountVerb(a *dateline.Account) string {
	switch a.Act {
	case dateline.Blames:
		return "blames " + isolate(or(a.Actor, "somebody unnamed"))
	case dateline.Reports:
		return "says that nobody has claimed it"
	}
	verb := spell(string(a.Act))
	if a.Actor != "" && a.Act != dateline.Confirms {
		verb += " for " + isolate(a.Actor)
	}
	return verb
}

func or(a, b string) string {
	if a == "" {
		return b
	}
	return a
}
