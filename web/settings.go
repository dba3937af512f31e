package web

import (
	"errors"
	"net/http"

	"dateline/account"
	"dateline/store"
)

// A settingsPage is how a visitor wants the workbench, and who the visitor is.
type settingsPage struct {
	User      *store.User // nil where the record has no users
	Role      string
	Settings  store.Settings
	Languages []*locale
	Digits    bool   // the language has digits of its own
	Admin     bool   // may say who the users are
	Saved     string // what was done just now, in words; empty for nothing
	Wrong     string // why the password was not changed
	Least     int    // letters of a password
}

// settingsIn reads the settings that the visitor's browser keeps.
func (b *Workbench) settingsIn(r *http.Request) store.Settings {
	value := func(name string) string {
		if cookie, err := r.Cookie(name); err == nil {
			return cookie.Value
		}
		return ""
	}
	settings := store.Settings{NoKeys: value("keys") == "off"}
	if lang := value("lang"); b.locales[lang] != nil {
		settings.Locale = lang
	}
	if digits := value("digits"); digits == "latin" {
		settings.Digits = digits
	}
	if theme := value("theme"); theme == "light" || theme == "dark" {
		settings.Theme = theme
	}
	return settings
}

// settingsPage shows the settings.
func (v *visit) settingsPage() error { return v.showSettings(http.StatusOK, "") }

func (v *visit) showSettings(status int, wrong string) error {
	page := settingsPage{User: v.user, Settings: v.settings, Digits: v.locales[v.locale.Language].ownDigits(), Admin: v.user != nil && v.role >= admin, Wrong: wrong, Least: account.LeastPassword}
	if v.user != nil {
		page.Role = v.locale.plain("user-role." + string(v.user.Role))
	}
	for _, name := range v.languages() {
		page.Languages = append(page.Languages, v.locales[name])
	}
	if done := "settings-done." + v.r.URL.Query().Get("done"); v.locale.has(done) {
		page.Saved = v.locale.words(done)
	}
	return v.showStatus(status, "settings", "settings.title", page)
}

// keepSettings keeps what the visitor chose of the language, the theme, the digits and the keys; what the form does not
// speak of stays as it was. A user's settings are kept in the record, and in the browser for where nobody is logged in.
func (v *visit) keepSettings() error {
	settings := v.settings
	form := v.r.PostForm
	for name, choice := range map[string]struct {
		into *string
		may  map[string]string
	}{
		"lang":   {&settings.Locale, v.languageChoices()},
		"theme":  {&settings.Theme, map[string]string{"light": "light", "dark": "dark", "auto": ""}},
		"digits": {&settings.Digits, map[string]string{"latin": "latin", "own": ""}},
	} {
		if !form.Has(name) {
			continue
		}
		value, ok := choice.may[form.Get(name)]
		if !ok {
			return trouble(http.StatusBadRequest, "error.form")
		}
		*choice.into = value
		v.keep(name, value, keepSetting)
	}
	if form.Has("keys") {
		settings.NoKeys = form.Get("keys") == "off"
		v.keep("keys", map[bool]string{true: "off"}[settings.NoKeys], keepSetting)
	}
	if v.user != nil {
		if err := v.Store.KeepSettings(v.ctx(), v.user.Name, settings); err != nil {
			return err
		}
	}
	return v.seeOther(local(form.Get("back")))
}

func (v *visit) languageChoices() map[string]string {
	may := map[string]string{}
	for name := range v.locales {
		may[name] = name
	}
	return may
}

// changePassword gives the visitor another password, and a new session; all others end.
func (v *visit) changePassword() error {
	if v.user == nil {
		return trouble(http.StatusNotFound, "error.page")
	}
	current, next := v.r.PostFormValue("current"), v.r.PostFormValue("next")
	if next != v.r.PostFormValue("again") {
		return v.showSettings(http.StatusBadRequest, v.locale.words("settings.not-the-same"))
	}
	if err := account.Usable(next); err != nil {
		return v.showSettings(http.StatusBadRequest, v.locale.words("settings.password-will-not-do", "least", account.LeastPassword))
	}
	name := v.user.Name
	_, err := v.check(name, current)
	var p *problem
	switch {
	case errors.Is(err, store.ErrLogin):
		return v.showSettings(http.StatusForbidden, v.locale.words("settings.password-wrong"))
	case errors.As(err, &p):
		return v.showSettings(p.status, v.locale.words(p.key, p.args...))
	case err != nil:
		return err
	}
	if err := v.Store.SetPassword(v.ctx(), name, next); err != nil {
		return err
	}
	token, err := v.check(name, next)
	if err == nil {
		err = v.carry(token)
	}
	if err != nil {
		return err
	}
	return v.seeOther("/settings?done=password")
}

// endSessions ends all of the visitor's sessions but this one.
func (v *visit) endSessions() error {
	if v.user == nil {
		return trouble(http.StatusNotFound, "error.page")
	}
	if err := v.Store.LogoutAll(v.ctx(), v.user.Name, v.token); err != nil {
		return err
	}
	return v.seeOther("/settings?done=sessions")
}
