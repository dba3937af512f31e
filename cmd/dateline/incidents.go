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
	"dateline/link"
	"dateline/store"
)

type incidentsCommand struct {
	keeping
	From    string `placeholder:"DATE" help:"They overlap the days from here on."`
	To      string `placeholder:"DATE" help:"They overlap the days up to here."`
	Country string `placeholder:"CODE" help:"ISO 3166-1 alpha-2."`
	Place   string `placeholder:"NAME" help:"A town or a province, in any script."`
	Actor   string `placeholder:"ID" help:"Somebody who has a part in them."`
	Type    string `placeholder:"TYPE" help:"A key of the codebook: suicide-bombing."`
	Killed  int    `placeholder:"N" help:"At least so many killed."`
	Claim   string `placeholder:"STATE" help:"claimed, rival, denied, none-stated or unmentioned."`
	Words   string `placeholder:"WORDS" help:"In the text of one of the reports, all of them."`
	Sort    string `enum:"day,oldest,killed,changed,published" default:"day" help:"${enum}."`
	Limit   int    `default:"50" help:"At most so many; 0 for all."`
	Offset  int    `help:"After so many."`
	JSON    bool   `name:"json" help:"Print each as one line of JSON."`
}

// Run lists incidents.
func (c *incidentsCommand) Run(ctx context.Context, s *streams) error {
	filter := store.Filter{Country: strings.ToUpper(c.Country), Place: c.Place, Actor: c.Actor, Type: c.Type, KilledFrom: c.Killed, Claim: c.Claim, Words: c.Words}
	var err error
	if filter.From, err = dayFlag("--from", c.From); err != nil {
		return err
	}
	if filter.To, err = dayFlag("--to", c.To); err != nil {
		return err
	}
	return c.with(ctx, func(db *store.Store) error {
		entries, err := db.Incidents(ctx, filter, store.Order(c.Sort), c.Limit, c.Offset)
		if err != nil {
			return err
		}
		return printEach(s, c.JSON, entries, entryForm, entryLine)
	})
}

// printEach prints things, one a line: their forms as JSON, or their lines.
func printEach[T, F any](s *streams, asJSON bool, things []T, form func(T) F, line func(T) string) error {
	encoder := json.NewEncoder(s.out)
	encoder.SetEscapeHTML(false)
	for _, t := range things {
		var err error
		if asJSON {
			err = encoder.Encode(form(t))
		} else {
			_, err = fmt.Fprintln(s.out, line(t))
		}
		if err != nil {
			return fmt.Errorf("write: %w", err)
		}
	}
	return nil
}

// dayFlag reads a day of the command line; zero if it is empty.
func dayFlag(name, value string) (time.Time, error) {
	if value == "" {
		return time.Time{}, nil
	}
	day, err := time.Parse(time.DateOnly, value)
	if err != nil {
		return day, usageError{fmt.Sprintf("%s %q is not YYYY-MM-DD", name, value)}
	}
	return day, nil
}

// entryLine puts an incident on a line: when, what, where, how many, the reports, the id.
func entryLine(e *store.Entry) string {
	day := "          "
	if !e.From.IsZero() {
		day = e.From.Format(time.DateOnly)
	}
	pieces := []string{day, spell(e.Type)}
	if e.Status != dateline.Happened {
		pieces = append(pieces, "("+string(e.Status)+")")
	}
	var where []string
	for _, w := range []string{e.Place, e.Country} {
		if w != "" {
			where = append(where, w)
		}
	}
	if len(where) > 0 {
		pieces = append(pieces, strings.Join(where, ", "))
	}
	for _, harm := range []struct {
		figure *store.Figure
		word   string
	}{{e.Killed, "killed"}, {e.Injured, "injured"}} {
		if harm.figure != nil {
			pieces = append(pieces, count(harm.figure.Low, harm.figure.High)+" "+harm.word)
		}
	}
	reports := fmt.Sprintf("%d reports", e.Tellings)
	if e.Tellings == 1 {
		reports = "1 report"
	}
	return strings.Join(append(pieces, reports, e.ID), "  ")
}

// entryForm is an incident as the listing's JSON has it.
func entryForm(e *store.Entry) map[string]any {
	form := map[string]any{"id": e.ID, "type": e.Type, "status": e.Status, "title": e.Title, "place": e.Place, "place_grain": e.PlaceGrain,
		"admin1": e.Admin1, "country": e.Country, "claim": e.Claim, "tellings": e.Tellings, "settled": e.Settled, "changed": e.Changed}
	if !e.From.IsZero() {
		form["from"], form["to"], form["grain"] = e.From.Format(time.DateOnly), e.To.Format(time.DateOnly), e.Grain
	}
	if e.Lat != nil && e.Lon != nil {
		form["lat"], form["lon"] = *e.Lat, *e.Lon
	}
	if e.Killed != nil {
		form["killed"] = []int{e.Killed.Low, e.Killed.High}
	}
	if e.Injured != nil {
		form["injured"] = []int{e.Injured.Low, e.Injured.High}
	}
	return form
}

type incidentCommand struct {
	keeping
	Rule string `enum:"newest,conservative,ucdp" default:"newest" help:"How low, best and high are derived: ${enum}."`
	JSON bool   `name:"json" help:"Print all of it as JSON."`
	ID   string `arg:"" name:"id" help:"The incident's id."`
}

// Run prints one incident: what is known of it and who says so.
func (c *incidentCommand) Run(ctx context.Context, s *streams) error {
	return c.with(ctx, func(db *store.Store) error {
		incident, err := db.Incident(ctx, c.ID)
		if err != nil {
			return err
		}
		records := map[string]*dateline.Record{}
		for _, t := range incident.Tellings {
			if records[t.Report], err = db.Record(ctx, t.Report); err != nil {
				return err
			}
		}
		account := incidentAccount{Incident: incident, claim: link.ClaimState(incident.Tellings, records), ledger: link.Ledger(incident.Tellings, records), accounts: link.Accounts(incident.Tellings, records)}
		if account.tolls, err = link.Tolls(account.ledger, c.Rule); err != nil {
			return err
		}
		if c.JSON {
			return json.NewEncoder(s.out).Encode(account.form())
		}
		return account.print(s.out)
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

func (a *incidentAccount) form() map[string]any {
	return map[string]any{"incident": a.Incident.Incident, "claim": a.claim, "tolls": a.tolls, "ledger": a.ledger, "accounts": a.accounts,
		"tellings": a.Tellings, "copies": a.Copies, "merged": append([]string{}, a.Merged...)}
}

func (a *incidentAccount) print(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s", a.ID, heading(a.Type))
	if a.Status != dateline.Happened {
		fmt.Fprintf(&b, ", %s", a.Status)
	}
	fmt.Fprintf(&b, " · %s", when(a.Time))
	if a.Place != nil {
		fmt.Fprintf(&b, " · %s, %s · %s", a.Place.Name, a.Place.Country, a.Place.Grain)
	}
	if a.Settled {
		b.WriteString(" · settled by an editor")
	}
	b.WriteString("\n")
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
		fmt.Fprintf(&b, "  %s  %-9s %s", stamp(f.AsOf), f.Harm, strings.TrimSpace(count(f.Low, f.High)+" "+f.Who))
		fmt.Fprintf(&b, " · %s · “%s”", says(f.Speaker, f.Site), f.Text)
		for _, mark := range []struct {
			is   bool
			word string
		}{{f.Attackers, "attackers"}, {f.IncludesAttackers, "attackers counted in"}, {f.Part, "part of another"}, {f.Superseded, "superseded"}} {
			if mark.is {
				b.WriteString(" · " + mark.word)
			}
		}
		b.WriteString("\n")
	}
	if len(a.accounts) > 0 {
		fmt.Fprintf(&b, "\nClaims: %s\n", spell(a.claim))
	}
	for _, x := range a.accounts {
		fmt.Fprintf(&b, "  %s  %s · %s", stamp(x.AsOf), says(x.Speaker, ""), accountVerb(&x))
		if x.Outlet != "" {
			b.WriteString(" to " + x.Outlet)
		}
		if x.Text != "" {
			fmt.Fprintf(&b, " · “%s”", strings.Join(strings.Fields(x.Text), " "))
		}
		b.WriteString("\n")
	}
	b.WriteString("\nReports\n")
	for i, t := range a.Tellings {
		fmt.Fprintf(&b, "  %s  %s · %s · %s\n", stamp(t.AsOf()), says("", t.Site), t.Title, t.Key())
		if l := a.Links[i]; len(l.Reasons) > 0 || l.By != dateline.Machine {
			fmt.Fprintf(&b, "              %.1f by %s: %s\n", l.Score, l.By, strings.Join(l.Reasons, ", "))
		}
		for _, copied := range a.Copies[t.Key()] {
			fmt.Fprintf(&b, "              also %s · %s\n", says("", copied.Site), copied.Key())
		}
	}
	if len(a.Merged) > 0 {
		fmt.Fprintf(&b, "\nTook in %s\n", strings.Join(a.Merged, ", "))
	}
	_, err := io.WriteString(w, b.String())
	return err
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
		return strings.Join(strings.Fields(speaker), " ")
	case site != "":
		return site
	}
	return "the report"
}

func accountVerb(a *dateline.Account) string {
	switch a.Act {
	case dateline.Blames:
		return "blames " + or(a.Actor, "somebody unnamed")
	case dateline.Reports:
		return "says that nobody has claimed it"
	}
	verb := spell(string(a.Act))
	if a.Actor != "" {
		verb += " for " + a.Actor
	}
	return verb
}

func or(a, b string) string {
	if a == "" {
		return b
	}
	return a
}

type claimsCommand struct {
	keeping
	State string `placeholder:"STATE" help:"Only incidents whose claim is so: claimed, rival, denied, none-stated."`
	Limit int    `default:"50" help:"At most so many incidents; 0 for all."`
	JSON  bool   `name:"json" help:"Print each incident's accounts as one line of JSON."`
}

// Run lists who claims what, incident by incident, the latest first.
func (c *claimsCommand) Run(ctx context.Context, s *streams) error {
	return c.with(ctx, func(db *store.Store) error {
		entries, err := db.Incidents(ctx, store.Filter{Claim: c.State}, store.ByDay, c.Limit, 0)
		if err != nil {
			return err
		}
		for _, e := range entries {
			if c.State == "" && e.Claim == dateline.Unmentioned {
				continue
			}
			tellings, err := db.Tellings(ctx, e.ID)
			if err != nil {
				return err
			}
			records := map[string]*dateline.Record{}
			for _, t := range tellings {
				if records[t.Report], err = db.Record(ctx, t.Report); err != nil {
					return err
				}
			}
			accounts, state := link.Accounts(tellings, records), link.ClaimState(tellings, records)
			if c.JSON {
				if err := json.NewEncoder(s.out).Encode(map[string]any{"incident": e.ID, "state": state, "accounts": accounts}); err != nil {
					return err
				}
				continue
			}
			fmt.Fprintf(s.out, "%s  %s\n", entryLine(e), spell(state))
			for _, a := range accounts {
				fmt.Fprintf(s.out, "    %s  %s · %s\n", stamp(a.AsOf), says(a.Speaker, ""), accountVerb(&a))
			}
		}
		return nil
	})
}

type searchCommand struct {
	keeping
	Limit int      `default:"20" help:"At most so many."`
	Words []string `arg:"" name:"word" help:"Words that a report's title or text has, all of them, in any script."`
}

// Run lists the reports that have the words.
func (c *searchCommand) Run(ctx context.Context, s *streams) error {
	return c.with(ctx, func(db *store.Store) error {
		hits, err := db.Search(ctx, strings.Join(c.Words, " "), c.Limit)
		if err != nil {
			return err
		}
		for _, h := range hits {
			fmt.Fprintf(s.out, "%s  %s  %s\n    %s\n", h.Report, or(h.Published, "undated"), h.Title, strings.Join(strings.Fields(h.Words.Text), " "))
			if len(h.Incidents) > 0 {
				fmt.Fprintf(s.out, "    in %s\n", strings.Join(h.Incidents, ", "))
			}
		}
		return nil
	})
}

type changesCommand struct {
	keeping
	Since    string `required:"" placeholder:"DATE" help:"YYYY-MM-DD or RFC 3339."`
	Incident string `placeholder:"ID" help:"Of one incident."`
	JSON     bool   `name:"json" help:"Print each as one line of JSON."`
}

// Run lists what changed, the oldest first.
func (c *changesCommand) Run(ctx context.Context, s *streams) error {
	since, err := time.Parse(time.RFC3339, c.Since)
	if err != nil {
		if since, err = dayFlag("--since", c.Since); err != nil {
			return err
		}
	}
	return c.with(ctx, func(db *store.Store) error {
		changes, err := db.Changes(ctx, since)
		if err != nil {
			return err
		}
		changes = slices.DeleteFunc(changes, func(x store.Change) bool { return c.Incident != "" && x.Incident != c.Incident })
		return printEach(s, c.JSON, changes, changeForm, changeLine)
	})
}

func changeForm(x store.Change) map[string]any {
	return map[string]any{"at": x.At, "kind": x.Kind, "incident": x.Incident, "report": x.Report, "edit": x.Edit, "words": x.Words}
}

func changeLine(x store.Change) string {
	return fmt.Sprintf("%s  %s  %s", x.At.Format("2006-01-02 15:04"), x.Incident, x.Words)
}

type statsCommand struct {
	keeping
}

// Run prints how much is in the record.
func (c *statsCommand) Run(ctx context.Context, s *streams) error {
	return c.with(ctx, func(db *store.Store) error {
		n, err := db.Stats(ctx)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(s.out, "reports    %s (%s copies, %s with a newer version)\ntellings   %s\nincidents  %s (%s settled)\nactors     %s\nedits      %s\nsize       %s bytes\n",
			number(n.Reports), number(n.Copies), number(n.Outdated), number(n.Tellings), number(n.Incidents), number(n.Settled), number(n.Actors), number(n.Edits), number(int(n.Bytes)))
		if err == nil && !n.First.IsZero() {
			_, err = fmt.Fprintf(s.out, "from       %s to %s\n", n.First.Format(time.DateOnly), n.Last.Format(time.DateOnly))
		}
		return err
	})
}

type backupCommand struct {
	keeping
	File string `arg:"" help:"A new file."`
}

// Run writes all of the record into a new file.
func (c *backupCommand) Run(ctx context.Context) error {
	return c.with(ctx, func(db *store.Store) error { return db.Backup(ctx, c.File) })
}
