package main

import (
	"fmt"
	"io"
	"strings"

	"dateline"
	"dateline/dossier"
	"dateline/store"
)

// A dossierCard is a dossier as the program prints it.
type dossierCard struct{ *dossier.Dossier }

// print writes the dossier for people.
func (d dossierCard) print(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s · %s", d.Name, spell(d.Kind))
	if d.Country != "" {
		b.WriteString(" · " + d.Country)
	}
	fmt.Fprintf(&b, "\n%s · %s", d.ID, several(d.Incidents, "incident"))
	if d.Listed == nil {
		b.WriteString(" · not in the actor list")
	}
	b.WriteString("\n")
	d.printNames(&b)
	printTies(&b, "Belongs to", d.Parents)
	groups, others := d.parted()
	printTies(&b, "Branches", groups)
	printTies(&b, "Its people and outlets", others)
	d.printTraits(&b)
	section(&b, "Assessments", len(d.Assessments), d.More["assessments"])
	for _, a := range d.Assessments {
		fmt.Fprintf(&b, "  %s  %s · “%s” · %s\n", day(a.Said), says(a.Speaker, a.Site), line(a.Value), a.Report)
	}
	d.printStands(&b)
	section(&b, "Forecasts of it", len(d.Warnings), d.More["forecasts"])
	for _, one := range d.Warnings {
		b.WriteString("  " + warningLine(one) + "\n")
	}
	d.printIncidents(&b)
	_, err := io.WriteString(w, b.String())
	return err
}

// section begins a part of a dossier that has something in it, and says where there is more.
func section(b *strings.Builder, heading string, shown int, more bool) {
	switch {
	case shown == 0:
		return
	case more:
		fmt.Fprintf(b, "\n%s (the newest %s; --limit for more)\n", heading, number(shown))
	default:
		fmt.Fprintf(b, "\n%s\n", heading)
	}
}

// line puts words of a report into one line; what runs from right to left moves nothing around it.
func line(text string) string { return isolate(strings.Join(strings.Fields(text), " ")) }

func (d dossierCard) printNames(b *strings.Builder) {
	section(b, "Names", len(d.Called), false)
	var others []string
	for _, n := range d.Called {
		if n.Reports == 0 && n.State == "" {
			others = append(others, n.Name)
			continue
		}
		pieces := []string{n.Name}
		if n.State != "" {
			pieces = append(pieces, n.State+" by an editor")
		}
		if n.Reports > 0 {
			pieces = append(pieces, "in "+several(n.Reports, "report")+", last "+n.Last)
		}
		if n.List {
			pieces = append(pieces, "actor list")
		}
		if n.Words.Text != "" {
			pieces = append(pieces, "“…"+line(n.Words.Text)+"…”")
		}
		b.WriteString("  " + strings.Join(pieces, " · ") + "\n")
	}
	if len(others) > 0 {
		b.WriteString("  by the actor list: " + strings.Join(others, ", ") + "\n")
	}
}

// parted sets branches that are groups or forces apart from persons and outlets.
func (d dossierCard) parted() (groups, others []dossier.Tie) {
	for _, t := range d.Branches {
		if t.Kind == "person" || t.Kind == "outlet" {
			others = append(others, t)
		} else {
			groups = append(groups, t)
		}
	}
	return groups, others
}

// printTies lists ties; a branch of a branch stands under it, further in.
func printTies(b *strings.Builder, heading string, ties []dossier.Tie) {
	section(b, heading, len(ties), false)
	depth := map[string]int{}
	for _, t := range ties {
		if above, ok := depth[t.Of]; ok && t.Remark == nil {
			depth[t.Actor] = above + 1
		} else {
			depth[t.Actor] = 0
		}
		pieces := []string{t.Actor}
		if t.Remark == nil {
			if years := t.Years(); years != "" {
				pieces = append(pieces, years)
			}
			pieces = append(pieces, "actor list")
		} else {
			pieces = append(pieces, spell(t.Remark.Kind)+": "+remarkLine(t.Remark))
		}
		b.WriteString(strings.Repeat("  ", 1+depth[t.Actor]) + strings.Join(pieces, " · ") + "\n")
	}
}

// remarkLine is a trait on a line: its words, when, who says so, in which report.
func remarkLine(r *store.Remark) string {
	pieces := []string{"“" + line(r.Value) + "”"}
	if r.Time != nil {
		pieces = append(pieces, when(r.Time))
	}
	pieces = append(pieces, says(r.Speaker, r.Site)+", "+day(r.Said), r.Report)
	if r.Reports > 1 {
		pieces = append(pieces, "and "+several(r.Reports-1, "other report"))
	}
	return strings.Join(pieces, " · ")
}

// printTraits sets what is said of one kind side by side.
func (d dossierCard) printTraits(b *strings.Builder) {
	section(b, "What is said of it", len(d.Traits), false)
	values := map[string]int{}
	for _, t := range d.Traits {
		values[t.Kind]++
	}
	last := ""
	for i := range d.Traits {
		t := &d.Traits[i]
		if t.Kind != last {
			last = t.Kind
			b.WriteString("  " + spell(t.Kind))
			switch {
			case d.More[t.Kind]:
				fmt.Fprintf(b, " · the newest %d accounts, side by side; --limit for more", values[t.Kind])
			case values[t.Kind] > 1:
				fmt.Fprintf(b, " · %d accounts, side by side", values[t.Kind])
			}
			b.WriteString("\n")
		}
		other := ""
		if t.Other != "" {
			other = t.Other + " · "
		}
		b.WriteString("    " + other + remarkLine(t) + "\n")
	}
}

func (d dossierCard) printStands(b *strings.Builder) {
	section(b, "What it claims or denies, and is blamed for", len(d.Stands), d.More["claims"])
	for _, st := range d.Stands {
		verb := spell(string(st.Act))
		if st.Act == dateline.Blames {
			verb = "blamed by " + says(st.Speaker, "")
		}
		fmt.Fprintf(b, "  %s  %s · %s", day(st.AsOf), st.Incident, verb)
		if st.Outlet != "" {
			b.WriteString(" to " + line(st.Outlet))
		}
		fmt.Fprintf(b, " · “%s” · %s\n", line(st.Text), st.Report)
		for _, o := range st.Others {
			fmt.Fprintf(b, "              %s  %s · %s\n", day(o.AsOf), says(o.Speaker, "the report"), accountVerb(&o))
		}
	}
}

func (d dossierCard) printIncidents(b *strings.Builder) {
	section(b, "Incidents", len(d.Recent), len(d.Recent) < d.Incidents)
	if d.Incidents > 0 {
		var total store.Tally
		for _, y := range d.Spread.Years {
			total.Killed, total.KilledIn, total.Injured, total.InjuredIn = total.Killed+y.Killed, total.KilledIn+y.KilledIn, total.Injured+y.Injured, total.InjuredIn+y.InjuredIn
		}
		if first := d.Spread.First; first != nil {
			fmt.Fprintf(b, "  first %s %s, last %s %s\n", day(first.From), first.ID, day(d.Spread.Last.From), d.Spread.Last.ID)
		}
		fmt.Fprintf(b, "  as %s\n", tallyList(d.Spread.Roles, 0, func(t store.Tally) string {
			if t.Role == store.Claims {
				return "claimant"
			}
			return spell(t.Role)
		}))
		fmt.Fprintf(b, "  by year: %s\n", tallyList(d.Spread.Years, 0, func(t store.Tally) string {
			if t.Year == 0 {
				return "undated"
			}
			return fmt.Sprint(t.Year)
		}))
		fmt.Fprintf(b, "  where: %s\n", tallyList(d.Spread.Provinces, 12, func(t store.Tally) string {
			return or(strings.TrimPrefix(t.Country+" "+t.Admin1, " "), "unknown")
		}))
		fmt.Fprintf(b, "  killed at least %s in %s with a figure, injured at least %s in %s; all who were harmed in them, whoever did it (%s)\n",
			number(total.Killed), several(total.KilledIn, "incident"), number(total.Injured), number(total.InjuredIn), dateline.NewestToll)
	}
	for _, e := range d.Recent {
		b.WriteString("  " + entryLine(e) + "\n")
	}
	if len(d.ByBranches) > 0 {
		b.WriteString("\nClaimed by branches, not counted above\n")
	}
	for _, c := range d.ByBranches {
		fmt.Fprintf(b, "  %s · %s", c.Actor, several(c.Count, "incident"))
		switch years := c.Years(); {
		case c.Remark != nil:
			fmt.Fprintf(b, " · a branch by %s", c.Remark.Report)
		case years != "":
			b.WriteString(" · a branch " + years)
		}
		b.WriteString("\n")
		for _, e := range c.Incidents {
			b.WriteString("    " + entryLine(e) + "\n")
		}
	}
}

// tallyList puts counts on a line; so many of them and the sum of the others, all for 0.
func tallyList(all []store.Tally, most int, label func(store.Tally) string) string {
	var parts []string
	rest := 0
	for i, t := range all {
		if most > 0 && i >= most {
			rest += t.Incidents
			continue
		}
		parts = append(parts, label(t)+" "+number(t.Incidents))
	}
	if rest > 0 {
		parts = append(parts, "elsewhere "+number(rest))
	}
	return strings.Join(parts, ", ")
}
