package web

import (
	"errors"
	"net/http"
	"net/url"

	"dateline/store"
)

// A loginPage asks who the visitor is.
type loginPage struct {
	Name  string // as it was typed
	Back  string // where to go then
	Wrong string // why the visitor is not let in; empty the first time
	Ended bool   // something was sent without a session
}

// askIn asks a visitor who has to log in for that. What was asked for by address comes afterwards; a form that was sent
// has to be sent once more.
func (v *visit) askIn() error {
	read := v.r.Method == http.MethodGet || v.r.Method == http.MethodHead
	if destination := v.r.Header.Get("Sec-Fetch-Dest"); read && (destination == "" || destination == "document") {
		back := v.r.URL.RequestURI()
		if back == "/" {
			return v.seeOther("/login")
		}
		return v.seeOther("/login?back=" + url.QueryEscape(back))
	}
	back := "/"
	if from, err := url.Parse(v.r.Referer()); err == nil && from.Host == v.r.Host {
		back = local(from.RequestURI())
	}
	return v.showStatus(http.StatusUnauthorized, "login", "login.title", loginPage{Back: back, Ended: true})
}

// loginForm asks for a name and a password.
func (v *visit) loginForm() error {
	back := local(v.r.URL.Query().Get("back"))
	if v.user != nil || !v.guarded {
		return v.seeOther(back)
	}
	return v.show("login", "login.title", loginPage{Back: back})
}

// login lets a visitor in.
func (v *visit) login() error {
	page := loginPage{Name: v.r.PostFormValue("name"), Back: local(v.r.PostFormValue("back"))}
	if !v.guarded {
		return v.seeOther(page.Back)
	}
	token, err := v.check(page.Name, v.r.PostFormValue("password"))
	if err == nil {
		err = v.carry(token)
	}
	var p *problem
	switch {
	case err == nil:
		return v.seeOther(page.Back)
	case errors.Is(err, store.ErrLogin):
		p = &problem{status: http.StatusUnauthorized, key: "login.wrong"}
	case !errors.As(err, &p):
		return err
	}
	page.Wrong = v.locale.words(p.key, p.args...)
	return v.showStatus(p.status, "login", "login.title", page)
}

// logout ends the visitor's session.
func (v *visit) logout() error {
	if v.token != "" {
		if err := v.Store.Logout(v.ctx(), v.token); err != nil {
			return err
		}
		v.keep(v.sessionCookie(), "", 0)
	}
	v.w.Header().Set("Clear-Site-Data", `"cache", "storage"`)
	return v.seeOther("/login")
}
