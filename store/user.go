package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"dateline/account"
)

// A User is somebody who may work with the record. A record without users is one person's own,
// who may do everything.
type User struct {
	Name     string // as account.Name gives it; the author of what the user decides
	Display  string // for people: "J. Okafor"; the name if nothing else was given
	Role     account.Role
	Disabled bool      // may not come in; what was decided stays under the name
	Created  time.Time // UTC
}

const userColumns = `name, display, role, disabled, created`

func scanUser(row scanner, more ...any) (*User, error) {
	var u User
	var created string
	var disabled int
	if err := row.Scan(append([]any{&u.Name, &u.Display, &u.Role, &disabled, &created}, more...)...); err != nil {
		return nil, err
	}
	u.Disabled = disabled != 0
	var err error
	u.Created, err = moment(created)
	return &u, err
}

// AddUser adds a user with a password. An error wraps account.ErrName or account.ErrPassword for what
// will not do, and ErrConflict for a name that there is.
func (s *Store) AddUser(ctx context.Context, u User, password string) error {
	name, err := account.Name(u.Name)
	if err != nil {
		return err
	}
	if !u.Role.Valid() {
		return fmt.Errorf("user %s: %q is no role", name, u.Role)
	}
	hash, err := account.Hash(password)
	if err != nil {
		return err
	}
	display := strings.Join(strings.Fields(clean(u.Display)), " ")
	if display == "" {
		display = name
	}
	return s.change(ctx, "add user "+name, func(w *work) error {
		if _, err := w.user(name); !errors.Is(err, ErrUnknown) {
			return errors.Join(err, fmt.Errorf("%w: there is such a user", ErrConflict))
		}
		return w.exec(`insert into member (name, display, role, password, disabled, created) values ($1, $2, $3, $4, $5, $6)`,
			name, display, string(u.Role), hash, flag(u.Disabled), stamped(w.now))
	})
}

// Users gives all users by name; none for a record that is one person's own.
func (s *Store) Users(ctx context.Context) (users []*User, err error) {
	err = s.view(ctx, "users", func(w *work) error {
		users, err = list(w, func(rows *sql.Rows) (*User, error) { return scanUser(rows) }, `select `+userColumns+` from member order by name`)
		return err
	})
	return users, err
}

// User gives a user; ErrUnknown if there is none of that name.
func (s *Store) User(ctx context.Context, name string) (user *User, err error) {
	name = foundName(name)
	err = s.view(ctx, "user "+name, func(w *work) error {
		user, err = w.user(name)
		return err
	})
	return user, err
}

// foundName is the form of a name to look for; one that nobody can have stays as it is.
func foundName(name string) string {
	if known, err := account.Name(name); err == nil {
		return known
	}
	return clean(name)
}

func (w *work) user(name string, more ...any) (*User, error) {
	columns := userColumns
	if len(more) > 0 {
		columns += `, password`
	}
	found, err := list(w, func(rows *sql.Rows) (*User, error) { return scanUser(rows, more...) }, `select `+columns+` from member where name = $1`, name)
	switch {
	case err != nil:
		return nil, err
	case len(found) == 0:
		return nil, fmt.Errorf("user %s: %w", name, ErrUnknown)
	}
	return found[0], nil
}

// changeUser changes a user; what they may do is asked for with every session, so that it holds at once.
func (s *Store) changeUser(ctx context.Context, doing, name string, do func(w *work, name string) error) error {
	name = foundName(name)
	return s.change(ctx, doing+" "+name, func(w *work) error {
		if _, err := w.user(name); err != nil {
			return err
		}
		return do(w, name)
	})
}

// SetRole gives a user another role; it holds from the next request on. ErrUnknown for nobody.
func (s *Store) SetRole(ctx context.Context, name string, role account.Role) error {
	if !role.Valid() {
		return fmt.Errorf("user %s: %q is no role", name, role)
	}
	return s.changeUser(ctx, "role of user", name, func(w *work, name string) error {
		return w.exec(`update member set role = $1 where name = $2`, string(role), name)
	})
}

// SetPassword gives a user another password, and ends all of the user's sessions. ErrUnknown for nobody.
func (s *Store) SetPassword(ctx context.Context, name, password string) error {
	hash, err := account.Hash(password)
	if err != nil {
		return err
	}
	return s.changeUser(ctx, "password of user", name, func(w *work, name string) error {
		if err := w.exec(`update member set password = $1 where name = $2`, hash, name); err != nil {
			return err
		}
		return w.endSessions(name, "")
	})
}

// Disable keeps a user out, and ends all of the user's sessions; or lets the user in again. ErrUnknown for nobody.
func (s *Store) Disable(ctx context.Context, name string, disabled bool) error {
	return s.changeUser(ctx, "disable user", name, func(w *work, name string) error {
		if err := w.exec(`update member set disabled = $1 where name = $2`, flag(disabled), name); err != nil || !disabled {
			return err
		}
		return w.endSessions(name, "")
	})
}
