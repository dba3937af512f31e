package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"dateline"
	"dateline/account"
)

// ErrBlind is for what would let somebody see, or change, what a set that is still being coded hides.
var ErrBlind = errors.New("the set is still being coded")

// A Set is reports that several people code, each without seeing what the others or the machine took from them. It
// is open until all have done with all reports; then what differs is settled; then it is closed.
type Set struct {
	ID      string
	Name    string
	Author  string
	Created time.Time
	Closed  time.Time // zero until it is
	Coders  []string  // by name, which does not say whose answers are whose
	Order   []string  // the coders in the order of the answers in a Comparison; nil until it is closed
	Reports []SetReport
}

// A SetReport is a report of a set.
type SetReport struct {
	Report  string
	Title   string
	Done    []string // the coders that have done with it, by name
	Settled int      // units that were settled, or left open with a reason
}

// Coded tells whether all have done with all reports.
func (s *Set) Coded() bool {
	return !slices.ContainsFunc(s.Reports, func(r SetReport) bool { return len(r.Done) < len(s.Coders) })
}

// AddSet makes a set, and gives its id. Two coders at least; users, where the record has users. The reports are kept for it as
// the machine read them. ErrUnknown for a report or a user that is not there.
func (s *Store) AddSet(ctx context.Context, name, author string, coders, reports []string) (id string, err error) {
	name = strings.Join(strings.Fields(clean(name)), " ")
	coders, reports = slices.Clone(coders), slices.Clone(reports)
	switch {
	case strings.TrimSpace(author) == "" || name == "":
		return "", errors.New("a set without a name or an author")
	case len(distinct(coders)) < 2 || len(distinct(coders)) != len(coders) || slices.Contains(coders, ""):
		return "", errors.New("a set has two coders at least, each once")
	case len(reports) == 0 || len(distinct(reports)) != len(reports):
		return "", errors.New("a set has reports, each once")
	}
	rand.Shuffle(len(coders), func(i, j int) { coders[i], coders[j] = coders[j], coders[i] })
	err = s.change(ctx, "set "+name, func(w *work) error {
		if err := w.areUsers(coders); err != nil {
			return err
		}
		if id, err = w.setID(name); err != nil {
			return err
		}
		if err := w.exec(`insert into coding_set (id, name, author, created, closed) values ($1, $2, $3, $4, '')`, id, name, clean(author), stamped(w.now)); err != nil {
			return err
		}
		for i, coder := range coders {
			if err := w.exec(`insert into coding_coder (set_id, coder, position) values ($1, $2, $3)`, id, coder, i); err != nil {
				return err
			}
		}
		for i, report := range reports {
			o, err := w.openRecord(report)
			if err != nil {
				return fmt.Errorf("report %s: %w", report, err)
			}
			machine, err := o.machine()
			if err != nil {
				return fmt.Errorf("report %s: %w", report, err)
			}
			if err := w.exec(`insert into coding_report (set_id, report, position, machine) values ($1, $2, $3, $4)`, id, report, i, clean(string(machine))); err != nil {
				return err
			}
		}
		return nil
	})
	return id, err
}

func (w *work) areUsers(names []string) error {
	var users int
	if _, err := w.one(`select count(*) from member`, nil, &users); err != nil || users == 0 {
		return err
	}
	for _, name := range names {
		u, err := w.user(name)
		if err != nil {
			return err
		}
		if u.Disabled || !u.Role.Allows(account.Coder) {
			return fmt.Errorf("user %s does not code", name)
		}
	}
	return nil
}

// setID gives an id that no set has.
func (w *work) setID(name string) (string, error) {
	base := strings.Join(dateline.NameWords(name), "-")
	if base == "" {
		base = "set"
	}
	for n := 1; ; n++ {
		id := base
		if n > 1 {
			id = fmt.Sprintf("%s-%d", base, n)
		}
		var one int
		if taken, err := w.one(`select 1 from coding_set where id = $1`, []any{id}, &one); err != nil || !taken {
			return id, err
		}
	}
}

// Sets gives the sets, the last made first; those of a coder, if one is named.
func (s *Store) Sets(ctx context.Context, coder string) (sets []*Set, err error) {
	query, values := `select id from coding_set order by created desc, id`, []any{}
	if coder != "" {
		query, values = `select s.id from coding_set s join coding_coder c on c.set_id = s.id where c.coder = $1 order by s.created desc, s.id`, []any{coder}
	}
	err = s.view(ctx, "sets", func(w *work) error {
		ids, err := w.texts(query, values...)
		if err != nil {
			return err
		}
		for _, id := range ids {
			set, err := w.set(id)
			if err != nil {
				return err
			}
			sets = append(sets, set)
		}
		return nil
	})
	return sets, err
}

// CodingSet gives a set; ErrUnknown if there is none of that id.
func (s *Store) CodingSet(ctx context.Context, id string) (set *Set, err error) {
	err = s.view(ctx, "set "+id, func(w *work) error {
		set, err = w.set(id)
		return err
	})
	return set, err
}

func (w *work) set(id string) (*Set, error) {
	set := &Set{ID: id}
	var created, closed string
	ok, err := w.one(`select name, author, created, closed from coding_set where id = $1`, []any{id}, &set.Name, &set.Author, &created, &closed)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, fmt.Errorf("set %s: %w", id, ErrUnknown)
	}
	if set.Created, err = moment(created); err != nil {
		return nil, err
	}
	if set.Closed, err = moment(closed); err != nil {
		return nil, err
	}
	order, err := w.texts(`select coder from coding_coder where set_id = $1 order by position`, id)
	if err != nil {
		return nil, err
	}
	set.Coders = distinct(order)
	if !set.Closed.IsZero() {
		set.Order = order
	}
	set.Reports, err = list(w, func(rows *sql.Rows) (r SetReport, err error) { return r, rows.Scan(&r.Report, &r.Title, &r.Settled) },
		`select c.report, r.title, (select count(*) from coding_settled s where s.set_id = c.set_id and s.report = c.report)
		from coding_report c join report r on r.id = c.report where c.set_id = $1 order by c.position`, id)
	if err != nil {
		return nil, err
	}
	done, err := list(w, func(rows *sql.Rows) (pair [2]string, err error) { return pair, rows.Scan(&pair[0], &pair[1]) },
		`select report, coder from coding_sheet where set_id = $1 and done <> '' order by coder`, id)
	at := make(map[string]int, len(set.Reports))
	for i := range set.Reports {
		at[set.Reports[i].Report] = i
	}
	for _, pair := range done {
		i := at[pair[0]]
		set.Reports[i].Done = append(set.Reports[i].Done, pair[1])
	}
	return set, err
}

// CloseSet ends the work on a set, and gives the coders their names. ErrBlind if it is still being coded.
func (s *Store) CloseSet(ctx context.Context, id string) error {
	return s.change(ctx, "close set "+id, func(w *work) error {
		set, err := w.set(id)
		if err != nil {
			return err
		}
		if !set.Coded() {
			return ErrBlind
		}
		return w.exec(`update coding_set set closed = $1 where id = $2 and closed = ''`, stamped(w.now), id)
	})
}

// Blind gives the id of the set that hides a report's record from somebody, who codes it there; empty if none does.
func (s *Store) Blind(ctx context.Context, report, coder string) (set string, err error) {
	err = s.view(ctx, "blind", func(w *work) error {
		set, err = w.blind(report, coder)
		return err
	})
	return set, err
}

func (w *work) blind(report, coder string) (string, error) {
	sets, err := w.texts(`select r.set_id from coding_report r join coding_coder c on c.set_id = r.set_id where r.report = $1 and c.coder = $2 order by r.set_id`, report, coder)
	if err != nil {
		return "", err
	}
	for _, id := range sets {
		set, err := w.set(id)
		if err != nil {
			return "", err
		}
		if !set.Coded() {
			return id, nil
		}
	}
	return "", nil
}

// records gives what each coder of a set took from a report, in the order of the answers, and the machine's last.
func (w *work) records(set, report string) ([]*dateline.Record, error) {
	texts, err := w.texts(`select s.record from coding_sheet s join coding_coder c on c.set_id = s.set_id and c.coder = s.coder
		where s.set_id = $1 and s.report = $2 order by c.position`, set, report)
	if err != nil {
		return nil, err
	}
	machine, err := w.texts(`select machine from coding_report where set_id = $1 and report = $2`, set, report)
	if err != nil {
		return nil, err
	}
	if len(machine) == 0 {
		return nil, fmt.Errorf("report %s: %w: it is not in the set", report, ErrUnknown)
	}
	var all []*dateline.Record
	for _, text := range append(texts, machine...) {
		record := &dateline.Record{}
		if err := json.Unmarshal([]byte(text), record); err != nil {
			return nil, fmt.Errorf("what was taken from %s: %w", report, err)
		}
		all = append(all, record)
	}
	return all, nil
}
