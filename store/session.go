package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"dateline/account"
)

// How long a session lasts: since it was last seen, and at most. What is seen is written down once in a
// while, so that reading a page is not a change of the record.
const (
	sessionRest  = 7 * 24 * time.Hour
	sessionWhole = 30 * 24 * time.Hour
	sessionNote  = time.Minute
)

// A Session is a user who has come in.
type Session struct {
	User    User // as the user is now
	Created time.Time
	Seen    time.Time // to the minute
	Expires time.Time // if it is not seen again
}

// ErrLogin is for a name and a password that do not let anybody in, without saying which of them is wrong.
var ErrLogin = errors.New("no such name and password")

// Login lets a user in: it gives a token that Session knows until it expires or is revoked. Of the token only
// a hash is kept. ErrLogin if the name or the password is not right, or the user is disabled; that takes
// as long as if they were right. How often it may be tried is for the caller to limit; each try takes 64 MiB.
func (s *Store) Login(ctx context.Context, name, password string) (token string, session *Session, err error) {
	name = foundName(name)
	var hash string
	var user *User
	err = s.view(ctx, "log in", func(w *work) error {
		user, err = w.user(name, &hash)
		return err
	})
	if errors.Is(err, ErrUnknown) {
		account.Decoy(password)
		return "", nil, ErrLogin
	}
	if err != nil {
		return "", nil, err
	}
	ok, outdated, err := account.Check(hash, password)
	if err != nil {
		return "", nil, err
	}
	if !ok || user.Disabled {
		return "", nil, ErrLogin
	}
	better := ""
	if outdated {
		if better, err = account.Hash(password); err != nil {
			better = "" // the password is shorter than is asked for now; it stays as it is
		}
	}
	token = account.NewToken()
	err = s.change(ctx, "log in", func(w *work) error {
		var stands string
		now, err := w.user(name, &stands)
		if err != nil {
			return err
		}
		if now.Disabled || stands != hash { // in the meantime
			return ErrLogin
		}
		if better != "" {
			if err := w.exec(`update member set password = $1 where name = $2`, better, name); err != nil {
				return err
			}
		}
		if err := w.exec(`delete from session where account = $1 and expires < $2`, name, stamped(w.now)); err != nil {
			return err
		}
		session = &Session{User: *now, Created: w.now, Seen: w.now, Expires: w.now.Add(sessionRest)}
		return w.exec(`insert into session (token, account, created, seen, expires) values ($1, $2, $3, $3, $4)`,
			account.Fingerprint(token), name, stamped(w.now), stamped(session.Expires))
	})
	if err != nil {
		return "", nil, err
	}
	return token, session, nil
}

// Session gives the session of a token, and notes that it was seen. ErrUnknown if there is none, if it has
// expired or was revoked, or if the user is disabled.
func (s *Store) Session(ctx context.Context, token string) (session *Session, err error) {
	key := account.Fingerprint(token)
	var late bool
	err = s.view(ctx, "session", func(w *work) error {
		var created, seen, expires string
		found, err := list(w, func(rows *sql.Rows) (*User, error) { return scanUser(rows, &created, &seen, &expires) },
			`select a.name, a.display, a.role, a.disabled, a.created, s.created, s.seen, s.expires from session s join member a on a.name = s.account
			where s.token = $1 and s.ended is null and s.expires > $2 and a.disabled = 0`, key, stamped(w.now))
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return ErrUnknown
		}
		session = &Session{User: *found[0]}
		for i, into := range []*time.Time{&session.Created, &session.Seen, &session.Expires} {
			if *into, err = moment([]string{created, seen, expires}[i]); err != nil {
				return err
			}
		}
		late = w.now.Sub(session.Seen) >= sessionNote && !s.readOnly
		return nil
	})
	if err != nil || !late {
		return session, err
	}
	err = s.change(ctx, "session", func(w *work) error {
		session.Seen = w.now
		session.Expires = w.now.Add(sessionRest)
		if last := session.Created.Add(sessionWhole); last.Before(session.Expires) {
			session.Expires = last
		}
		return w.exec(`update session set seen = $1, expires = $2 where token = $3 and ended is null`, stamped(w.now), stamped(session.Expires), key)
	})
	return session, err
}

// Logout revokes the session of a token; of one that there is not, it does nothing.
func (s *Store) Logout(ctx context.Context, token string) error {
	return s.change(ctx, "log out", func(w *work) error {
		return w.exec(`update session set ended = $1 where token = $2 and ended is null`, stamped(w.now), account.Fingerprint(token))
	})
}

// LogoutAll revokes all sessions of a user but that of a token; of an empty token, all.
func (s *Store) LogoutAll(ctx context.Context, name, but string) error {
	return s.change(ctx, "log out", func(w *work) error { return w.endSessions(foundName(name), but) })
}

func (w *work) endSessions(name, but string) error {
	return w.exec(`update session set ended = $1 where account = $2 and ended is null and token <> $3`, stamped(w.now), name, account.Fingerprint(but))
}
