package web

import (
	"errors"
	"net/http"
	"slices"

	"dateline/account"
	"dateline/store"
)

// A usersPage is who may work with the record.
type usersPage struct {
	Users []*store.User
	Roles []account.Role
	Self  string // name of the visitor, who stays as they are
	Typed store.User
	Wrong string // why a user was not added
	Least int    // letters of a password
}

// users shows who may work with the record.
func (v *visit) users() error { return v.showUsers(http.StatusOK, store.User{Role: account.Coder}, "") }

func (v *visit) showUsers(status int, typed store.User, wrong string) error {
	page := usersPage{Roles: account.Roles[:], Self: v.user.Name, Typed: typed, Wrong: wrong, Least: account.LeastPassword}
	var err error
	if page.Users, err = v.Store.Users(v.ctx()); err != nil {
		return err
	}
	return v.showStatus(status, "users", "users.title", page)
}

// changeUsers adds a user, gives one another role, or keeps one out or lets one in again. Nobody does that to themselves,
// so that an admin is always left.
func (v *visit) changeUsers() error {
	form := v.r.PostForm
	name := form.Get("name")
	act, newRole := form.Get("act"), account.Role(form.Get("role"))
	if act == "add" {
		return v.addUser(store.User{Name: name, Display: form.Get("display"), Role: newRole}, form.Get("password"))
	}
	user, err := v.Store.User(v.ctx(), name)
	if err != nil {
		return err
	}
	if user.Name == v.user.Name {
		return trouble(http.StatusConflict, "users.not-yourself")
	}
	switch act {
	case "role":
		if !newRole.Valid() {
			return trouble(http.StatusBadRequest, "error.form")
		}
		err = v.Store.SetRole(v.ctx(), name, newRole)
	case "disable", "enable":
		err = v.Store.Disable(v.ctx(), name, act == "disable")
	default:
		return trouble(http.StatusBadRequest, "error.form")
	}
	if err != nil {
		return err
	}
	return v.seeOther("/users")
}

func (v *visit) addUser(user store.User, password string) error {
	if !slices.Contains(account.Roles[:], user.Role) {
		return trouble(http.StatusBadRequest, "error.form")
	}
	err := v.Store.AddUser(v.ctx(), user, password)
	for _, fault := range []struct {
		is  error
		key string
	}{{account.ErrName, "users.name-will-not-do"}, {account.ErrPassword, "settings.password-will-not-do"}, {store.ErrConflict, "users.there-is"}} {
		if errors.Is(err, fault.is) {
			return v.showUsers(http.StatusBadRequest, user, v.locale.words(fault.key, "least", account.LeastPassword))
		}
	}
	if err != nil {
		return err
	}
	return v.seeOther("/users")
}
