package store

import (
	"context"
	"fmt"
)

// An Option is something that Open is told.
type Option func(*Store)

// TellUpgrade has somebody told how far bringing an older record up to date has come, from its beginning and again and
// again until it is done. It is one transaction: one that is stopped (by the context) leaves the record as it was.
func TellUpgrade(tell func(Upgrade)) Option {
	return func(s *Store) { s.upgrading = tell }
}

// An Upgrade is how far bringing an older record up to date has come.
type Upgrade struct {
	Step, Steps int    // the one under way, from 1, of so many
	What        string // what is gone through, "reports" or "incidents"; empty while tables are made
	Done, All   int    // of what is gone through
}

// String is "step 1 of 3, 1500 of 20000 reports".
func (u Upgrade) String() string {
	words := fmt.Sprintf("step %d of %d", u.Step, u.Steps)
	if u.What != "" {
		words += fmt.Sprintf(", %d of %d %s", u.Done, u.All, u.What)
	}
	return words
}

// An upgrade is what a step of bringing a record up to date tells how far it has come.
type upgrade struct {
	Upgrade
	tell func(Upgrade) // nil for nobody
}

// next begins the next step.
func (u *upgrade) next() {
	u.Upgrade = Upgrade{Step: u.Step + 1, Steps: u.Steps}
	u.say()
}

// through begins to go through the rows that a query counts.
func (u *upgrade) through(w *work, what, count string) error {
	u.What, u.Done = what, 0
	if _, err := w.one(count, nil, &u.All); err != nil {
		return err
	}
	u.say()
	return nil
}

// did tells that so many more are done.
func (u *upgrade) did(more int) {
	u.Done += more
	u.say()
}

func (u *upgrade) say() {
	if u.tell != nil {
		u.tell(u.Upgrade)
	}
}

// stopped says in words that bringing the record up to date was stopped; other errors are given back as they are.
func stopped(ctx context.Context, err error) error {
	if err == nil || ctx.Err() == nil {
		return err
	}
	return fmt.Errorf("bringing it up to date was stopped: nothing of it was kept, and the record is as it was (%w)", context.Cause(ctx))
}
