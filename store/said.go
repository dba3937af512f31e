package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"math"
	"slices"

	"dateline"
)

// What is said of an actor, as a dossier shows it.

// What is asked of an actor, $1, with a limit, $2.
const (
	kinQuery = `select t.actor, r.remark, t.reports from trait t join remark r on r.report = t.report and r.number = t.number
			where t.other = $1 and t.other <> '' order by t.said_day desc, t.actor desc, t.kind desc limit $2`
	assessmentsQuery = `select remark from remark where actor = $1 and sort = 'assessment' and listed = 1 order by said_day desc, report desc, number desc limit $2`
	standsQuery      = `select l.incident, a.account from account a join link l on l.telling = a.telling where a.actor = $1 and a.actor <> ''
			order by a.said_day desc, a.report desc, a.number desc limit $2`
)

// atMost is a limit as a query has it: 0 is none.
func atMost(limit int) int {
	if limit <= 0 {
		return math.MaxInt32
	}
	return limit
}

func readRemark(text string) (r Remark, err error) {
	if err := json.Unmarshal([]byte(text), &r); err != nil {
		return r, fmt.Errorf("what is said of an actor: %w", err)
	}
	return r, nil
}

// Traits gives what reports say of an actor by kind: of each kind so many different values (all for a limit of 0), the last
// said first, each once, with how many reports say so.
func (s *Store) Traits(ctx context.Context, actor string, limit int) (traits []Remark, err error) {
	err = s.view(ctx, "traits of "+actor, func(w *work) error {
		traits, err = list(w, func(rows *sql.Rows) (Remark, error) {
			var text string
			var reports int
			if err := rows.Scan(&text, &reports); err != nil {
				return Remark{}, err
			}
			r, err := readRemark(text)
			r.Reports = reports
			return r, err
		}, `select r.remark, n.reports from (select kind, report, number, reports, row_number() over (partition by kind order by said_day desc, report desc, number) as place
				from trait where actor = $1) n join remark r on r.report = n.report and r.number = n.number
			where n.place <= $2 order by n.kind, n.place`, actor, atMost(limit))
		if err != nil {
			return err
		}
		traits, err = veilTraits(w, traits, func(r *Remark) *Remark { return r }, func(*Remark) string { return actor })
		return err
	})
	return traits, err
}

// A Kin is an actor of whom reports say that it has to do with another: it is a branch, split off, an ally.
type Kin struct {
	Actor string `json:"actor"` // of whom it is said
	Remark
}

// Kin gives what reports say of others with regard to an actor, the last said first: each
// other and kind once, so many of them (all for a limit of 0).
func (s *Store) Kin(ctx context.Context, actor string, limit int) (kin []Kin, err error) {
	err = s.view(ctx, "kin of "+actor, func(w *work) error {
		kin, err = list(w, func(rows *sql.Rows) (Kin, error) {
			var k Kin
			var text string
			var reports int
			if err := rows.Scan(&k.Actor, &text, &reports); err != nil {
				return k, err
			}
			k.Remark, err = readRemark(text)
			k.Reports = reports
			return k, err
		}, kinQuery, actor, atMost(limit))
		if err != nil {
			return err
		}
		kin, err = veilTraits(w, kin, func(k *Kin) *Remark { return &k.Remark }, func(k *Kin) string { return k.Actor })
		return err
	})
	return kin, err
}

// Assessments gives judgements of an actor, the last said first: so many of them, all for a limit of 0.
func (s *Store) Assessments(ctx context.Context, actor string, limit int) (remarks []Remark, err error) {
	err = s.view(ctx, "assessments of "+actor, func(w *work) error {
		veil, err := w.veil()
		if err != nil {
			return err
		}
		query, values := veil.cut(assessmentsQuery, []any{actor, atMost(limit)}, `report`, veiledReports)
		remarks, err = list(w, func(rows *sql.Rows) (Remark, error) {
			var text string
			if err := rows.Scan(&text); err != nil {
				return Remark{}, err
			}
			return readRemark(text)
		}, query, values...)
		return err
	})
	return remarks, err
}

// A Stand is what an actor says, or is accused of, about an incident, with what others say of the same.
type Stand struct {
	dateline.Account
	Incident string             `json:"incident"`
	Others   []dateline.Account `json:"others"` // claims, confirmations and denials by others, in the order of time
}

// Stands gives what an actor claimed, confirmed, denied and was blamed for, the last first: so many of them,
// all for a limit of 0.
func (s *Store) Stands(ctx context.Context, actor string, limit int) (stands []Stand, err error) {
	err = s.view(ctx, "claims of "+actor, func(w *work) error {
		veil, err := w.veil()
		if err != nil {
			return err
		}
		query, values := veil.cut(standsQuery, []any{actor, atMost(limit)}, `l.incident`, veiledIncidents)
		stands, err = list(w, func(rows *sql.Rows) (Stand, error) {
			st := Stand{Others: []dateline.Account{}}
			var text string
			if err := rows.Scan(&st.Incident, &text); err != nil {
				return st, err
			}
			return st, json.Unmarshal([]byte(text), &st.Account)
		}, query, values...)
		if err != nil {
			return err
		}
		for i := range stands {
			accounts, err := w.accounts(stands[i].Incident)
			if err != nil {
				return err
			}
			for _, a := range accounts {
				if (a.Act == dateline.ClaimsResponsibility || a.Act == dateline.Confirms || a.Act == dateline.Denies) && a.Actor != actor {
					stands[i].Others = append(stands[i].Others, a)
				}
			}
		}
		return nil
	})
	return stands, err
}

// Accounts gives who claimed, confirmed or denied an incident, whom somebody blamed, and that nobody had claimed it, in the
// order of time; ErrUnknown if there is no incident of that id.
func (s *Store) Accounts(ctx context.Context, incident string) (accounts []dateline.Account, err error) {
	err = s.view(ctx, "claims of "+incident, func(w *work) error {
		entry, _, err := w.follow(incident)
		if err != nil {
			return err
		}
		accounts, err = w.accounts(entry.ID)
		return err
	})
	return accounts, err
}

func (w *work) accounts(incident string) ([]dateline.Account, error) {
	accounts, err := list(w, func(rows *sql.Rows) (a dateline.Account, err error) {
		var text string
		if err := rows.Scan(&text); err != nil {
			return a, err
		}
		return a, json.Unmarshal([]byte(text), &a)
	}, `select a.account from link l join account a on a.telling = l.telling where l.incident = $1 order by a.report, a.number`, incident)
	if accounts == nil {
		accounts = []dateline.Account{}
	}
	dateline.SortAccounts(accounts)
	return accounts, err
}

// Said gives the events, the statements and the actors of reports, by their ids, without the reports themselves; those
// that are not there are left out.
func (s *Store) Said(ctx context.Context, reports []string) (said map[string]*dateline.Record, err error) {
	said = map[string]*dateline.Record{}
	err = s.view(ctx, "what reports say", func(w *work) error {
		for part := range slices.Chunk(reports, mostValues) {
			in, values := among(part, 0)
			_, err := list(w, func(rows *sql.Rows) (none struct{}, err error) {
				var id string
				var packed []byte
				if err := rows.Scan(&id, &packed); err != nil {
					return none, err
				}
				text, err := s.unpacked(packed, "the record of "+id)
				if err != nil {
					return none, err
				}
				one := &dateline.Record{}
				if err := json.Unmarshal(text, &struct {
					Events     *[]dateline.Event     `json:"events"`
					Statements *[]dateline.Statement `json:"statements"`
					Actors     *[]dateline.Actor     `json:"actors"`
				}{&one.Events, &one.Statements, &one.Actors}); err != nil {
					return none, fmt.Errorf("what %s says: %w", id, err)
				}
				said[id] = one
				return none, nil
			}, `select id, record from report where id in `+in, values...)
			if err != nil {
				return err
			}
		}
		return nil
	})
	return said, err
}
