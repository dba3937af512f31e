package web

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"dateline/account"
	"dateline/store"
)

// How long a browser keeps a cookie. How long a session lasts is for the record to say.
const (
	keepSession = 30 * 24 * time.Hour
	keepSetting = 365 * 24 * time.Hour
)

// enter tells who makes a request. A record without users is one person's own, who may do what an editor may. The
// visit can be shown even where there is an error.
func (b *Workbench) enter(w http.ResponseWriter, r *http.Request) (*visit, error) {
	v := &visit{Workbench: b, w: w, r: r, role: editor, author: b.Author, settings: b.settingsIn(r)}
	err := v.recognize()
	if v.user != nil {
		kept, fault := b.Store.Settings(r.Context(), v.user.Name)
		if fault == nil && kept != (store.Settings{}) {
			v.settings = kept
		}
		err = errors.Join(err, fault)
	}
	v.locale = b.localeOf(r, v.settings)
	return v, err
}

// recognize finds the user of the session, where the record has users.
func (v *visit) recognize() error {
	if cookie, err := v.r.Cookie(v.sessionCookie()); err == nil && cookie.Value != "" {
		session, err := v.Store.Session(v.ctx(), cookie.Value)
		switch {
		case err == nil:
			v.user, v.token, v.guarded = &session.User, cookie.Value, true
			v.author, v.role = v.user.Name, roleOf(v.user.Role)
			return nil
		case !errors.Is(err, store.ErrUnknown):
			v.author, v.role = "", anyone
			return err
		}
	}
	users, err := v.Store.Users(v.ctx())
	if err != nil || len(users) > 0 {
		v.author, v.role, v.guarded = "", anyone, true
	}
	return err
}

// roleOf is a user's role; anyone for one that there is not.
func roleOf(r account.Role) role {
	return role(slices.Index(account.Roles[:], r) + 1)
}

// secure tells whether the visitor's browser reached the workbench over TLS.
func (v *visit) secure() bool { return v.r.TLS != nil || v.Proxy }

// sessionCookie names the cookie of a session. Over TLS it is one that a browser takes from this host alone.
func (v *visit) sessionCookie() string {
	if v.secure() {
		return "__Host-session"
	}
	return "session"
}

// keep has the visitor's browser keep a cookie that no script sees and no other site sends along with a form;
// an empty value takes it away.
func (v *visit) keep(name, value string, how time.Duration) {
	cookie := &http.Cookie{Name: name, Value: value, Path: "/", MaxAge: int(how.Seconds()), HttpOnly: true, Secure: v.secure(), SameSite: http.SameSiteLaxMode}
	if value == "" {
		cookie.MaxAge = -1
	}
	http.SetCookie(v.w, cookie)
}

// check opens a session for a name and a password: its token. An error is store.ErrLogin, or a problem where it was
// tried too often.
func (v *visit) check(name, password string) (token string, err error) {
	known, err := account.Name(name)
	if err != nil {
		known = "" // nobody has it; such tries are counted together
	}
	now := v.Now()
	if wait := max(v.limits.names.try(known, now), v.limits.addresses.try(v.from(v.r), now)); wait > 0 {
		v.w.Header().Set("Retry-After", fmt.Sprint(int(wait.Seconds())+1))
		return "", trouble(http.StatusTooManyRequests, "login.too-often", "n", int(wait.Minutes())+1)
	}
	select { // each try takes much memory, on purpose
	case v.limits.doors <- struct{}{}:
		defer func() { <-v.limits.doors }()
	case <-v.ctx().Done():
		return "", v.ctx().Err()
	}
	token, session, err := v.Store.Login(v.ctx(), name, password)
	if err != nil {
		return "", err
	}
	v.limits.names.forgive(known)
	v.limits.addresses.forgive(v.from(v.r))
	v.user = &session.User
	return token, nil
}

// carry gives the visitor's browser a session. The one that it had before is no good any more.
func (v *visit) carry(token string) error {
	if v.token != "" {
		if err := v.Store.Logout(v.ctx(), v.token); err != nil {
			return err
		}
	}
	v.token = token
	v.keep(v.sessionCookie(), token, keepSession)
	return nil
}

// limits are how often somebody may try to come in.
type limits struct {
	names, addresses *limit
	doors            chan struct{} // for so many at once
}

func newLimits() limits {
	return limits{newLimit(10, 30*time.Second), newLimit(30, 15*time.Second), make(chan struct{}, 4)}
}
