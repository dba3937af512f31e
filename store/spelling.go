package store

import (
	"cmp"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"dateline"
)

// AliasSpelled is the state of a name that another actor was known by, until it was found to be
// another spelling of this one's: both have a part in one incident, or belong to one group, and
// no report names both. dateline.SameName says why. An editor may refuse the name, and they part again.
const AliasSpelled = "spelled"

// mostAlike is how many actors of one incident, or of one group, are compared with each other.
const mostAlike = 60

// A named is an actor as its spellings are compared.
type named struct {
	id, name, kind, parent string
}

// made tells whether the actor stands for its name alone: no list has it.
func (n *named) made() bool { return n.id == keyOf(n.name) }

// joinSpellings makes one of those who have a part in these incidents and whose names may be
// spellings of one.
func (p *placing) joinSpellings(incidents []string) error {
	joined := false
	for _, incident := range incidents {
		actors, err := p.alike(`select distinct a.id, a.name, a.kind, a.parent from part p join actor a on a.id = p.actor where p.incident = $1
			and a.kind in ('person', 'armed-group', 'organization', 'unknown') order by a.id limit $2`, incident)
		if err != nil {
			return err
		}
		sets := [][]named{actors}
		for _, a := range actors {
			if a.parent == "" || !a.made() {
				continue
			}
			kin, err := p.alike(`select id, name, kind, parent from actor where parent = $1 order by id limit $2`, a.parent)
			if err != nil {
				return err
			}
			sets = append(sets, append([]named{a}, slices.DeleteFunc(kin, func(k named) bool { return k.id == a.id })...))
		}
		for i, set := range sets {
			one, err := p.joinWithin(set, i > 0)
			if err != nil {
				return err
			}
			joined = joined || one
		}
	}
	if !joined {
		return nil
	}
	return p.refresh()
}

func (p *placing) alike(query, of string) ([]named, error) {
	return list(p.work, func(rows *sql.Rows) (n named, err error) { return n, rows.Scan(&n.id, &n.name, &n.kind, &n.parent) }, query, of, mostAlike)
}

// joinWithin joins those of a set; with first only the first one with others.
func (p *placing) joinWithin(set []named, first bool) (joined bool, err error) {
	gone := map[string]bool{}
	for i := range set {
		for k := i + 1; k < len(set); k++ {
			a, b := &set[i], &set[k]
			if gone[a.id] || gone[b.id] || !a.made() && !b.made() || a.kind != b.kind && a.kind != "unknown" && b.kind != "unknown" {
				continue
			}
			if _, parts, ok := dateline.SameName(a.name, b.name); !ok || parts < 2 {
				continue
			}
			if better(b, a) {
				a, b = b, a
			}
			done, err := p.join(a, b)
			if err != nil {
				return joined, fmt.Errorf("%s and %s: %w", a.id, b.id, err)
			}
			gone[b.id] = done
			joined = joined || done
		}
		if first {
			break
		}
	}
	return joined, nil
}

// better tells which of two the other's names go to: the one of a list, then the one in Latin script, as ids are.
func better(a, b *named) bool {
	latin := func(n *named) int {
		if strings.IndexFunc(n.id, func(r rune) bool { return r >= 0x80 }) < 0 {
			return 0
		}
		return 1
	}
	listed := func(n *named) int {
		if n.made() {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(listed(a), listed(b)), cmp.Compare(latin(a), latin(b)), strings.Compare(a.id, b.id)) < 0
}

// join gives the names of an actor to another, unless a report names both or an editor has settled one of the names.
func (p *placing) join(to, from *named) (bool, error) {
	if !from.made() {
		return false, nil
	}
	var there int
	both, err := p.one(`select 1 from alias_report x join alias_report y on y.report = x.report where x.actor = $1 and y.actor = $2 limit 1`, []any{to.id, from.id}, &there)
	if both || err != nil {
		return false, err
	}
	folded := foldName(from.name)
	settled, err := p.settledNames([]string{folded})
	if err != nil || len(settled[folded]) > 0 {
		return false, err
	}
	spelled, err := p.texts(`select name from alias where actor = $1 and state = $2 order by name`, from.id, AliasSpelled)
	if err != nil {
		return false, err
	}
	states := map[string]string{from.name: AliasSpelled}
	for _, name := range spelled { // joined with it before
		if err := p.exec(`update alias set state = '' where actor = $1 and name = $2`, from.id, name); err != nil {
			return false, err
		}
		states[name] = AliasSpelled
	}
	d := &editing{placing: p}
	return true, d.settleAliases(to.id, states)
}
