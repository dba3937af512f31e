package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"
)

// visitRest is how long somebody is away before coming back is another visit.
const visitRest = time.Hour

// Visit notes that a user is here, and gives when the visit before this one ended; zero for the first. The
// empty name is the one person of a record without users. While a visit lasts the answer stays the same.
func (s *Store) Visit(ctx context.Context, user string) (last time.Time, err error) {
	if s.readOnly {
		return time.Time{}, nil
	}
	err = s.change(ctx, "visit", func(w *work) error {
		var seen, before string
		known, err := w.one(`select seen, before from visit where account = $1`, []any{user}, &seen, &before)
		if err != nil {
			return err
		}
		if !known {
			return w.exec(`insert into visit (account, begun, seen, before) values ($1, $2, $2, '')`, user, stamped(w.now))
		}
		at, err := moment(seen)
		if err != nil {
			return err
		}
		if w.now.Sub(at) < visitRest {
			if last, err = moment(before); err != nil || w.now.Sub(at) < sessionNote {
				return err
			}
			return w.exec(`update visit set seen = $1 where account = $2`, stamped(w.now), user)
		}
		last = at
		return w.exec(`update visit set begun = $1, seen = $1, before = $2 where account = $3`, stamped(w.now), seen, user)
	})
	return last, err
}

// Settings are how a user wants the workbench. What is empty is as the browser or the locale has it.
type Settings struct {
	Locale string `json:"locale,omitempty"`  // en, ar
	Theme  string `json:"theme,omitempty"`   // light, dark
	Digits string `json:"digits,omitempty"`  // latin, arabic
	NoKeys bool   `json:"no_keys,omitempty"` // keys of a single letter are off
}

// Settings gives the settings of a user, or of the empty name; those of nobody yet are empty.
func (s *Store) Settings(ctx context.Context, user string) (settings Settings, err error) {
	err = s.view(ctx, "settings", func(w *work) error {
		var text string
		known, err := w.one(`select settings from setting where account = $1`, []any{user}, &text)
		if err != nil || !known {
			return err
		}
		return json.Unmarshal([]byte(text), &settings)
	})
	return settings, err
}

// KeepSettings keeps the settings of a user, or of the empty name.
func (s *Store) KeepSettings(ctx context.Context, user string, settings Settings) error {
	for _, c := range []struct {
		what, is string
		may      []string
	}{
		{"theme", settings.Theme, []string{"light", "dark"}},
		{"digits", settings.Digits, []string{"latin", "arabic"}},
	} {
		if c.is != "" && c.is != c.may[0] && c.is != c.may[1] {
			return fmt.Errorf("settings: %q is no %s", c.is, c.what)
		}
	}
	if len(settings.Locale) > 35 { // BCP 47 asks that so many be taken
		return fmt.Errorf("settings: %q is no locale", settings.Locale)
	}
	text, err := json.Marshal(settings)
	if err != nil {
		return err
	}
	return s.change(ctx, "settings", func(w *work) error {
		return w.exec(`insert into setting (account, settings) values ($1, $2) on conflict (account) do update set settings = excluded.settings`, user, clean(string(text)))
	})
}

// News is what has changed in the record since a moment, by kinds.
type News struct {
	New       Changed // incidents that were not there
	Tolls     Changed // incidents whose number of killed or injured is another
	Claims    Changed // incidents whose claim state is another
	Denials   Changed // incidents of which a report passes on a denial
	Merged    Changed // incidents that became part of another
	Corrected Changed // reports in which somebody else set, added or rejected a value
}

// A Changed is things that changed in one way.
type Changed struct {
	Count int      // of things, each once; not above NewsCount
	IDs   []string // of incidents or reports: the last ones to change, the last first
}

// NewsCount is where News stops to count.
const NewsCount = 1000

// News sums up what changed since a moment, with so many ids of each kind; what the user decided, an
// author of edits, is left out of what was corrected.
func (s *Store) News(ctx context.Context, user string, since time.Time, limit int) (news *News, err error) {
	news = &News{}
	limit = min(max(limit, 0), NewsCount)
	err = s.view(ctx, "news", func(w *work) error {
		veil, err := w.veil()
		if err != nil {
			return err
		}
		for _, c := range []struct {
			into          *Changed
			kind          string
			field, second string
		}{
			{&news.New, ChangeNew, "", ""}, {&news.Tolls, ChangeValue, "killed", "injured"}, {&news.Claims, ChangeValue, "claim", "claim"},
			{&news.Denials, ChangeDenial, "", ""}, {&news.Merged, ChangeMerged, "", ""},
		} {
			changed := &condition{}
			changed.and(`kind = ? and field in (?, ?) and at > ?`, c.kind, c.field, c.second, stamped(since))
			veil.without(changed, `incident`, veiledIncidents)
			found, err := w.texts(`select incident from change where `+changed.String()+fmt.Sprintf(` group by incident order by max(at) desc, incident limit %d`, NewsCount), changed.values...)
			if err != nil {
				return err
			}
			*c.into = Changed{len(found), found[:min(limit, len(found))]}
		}
		edited := &condition{}
		edited.and(`e.kind in ('set', 'add', 'reject') and e.at > ? and e.author <> ? and e.undone is null`, stamped(since), user)
		veil.without(edited, `s.subject`, veiledReports)
		found, err := list(w, func(rows *sql.Rows) (id string, err error) { return id, rows.Scan(&id) },
			`select s.subject from edit e join edit_subject s on s.edit = e.id join report r on r.id = s.subject where `+edited.String()+
				fmt.Sprintf(` group by s.subject order by max(e.at) desc, s.subject limit %d`, NewsCount), edited.values...)
		if err != nil {
			return err
		}
		news.Corrected = Changed{len(found), found[:min(limit, len(found))]}
		return nil
	})
	return news, err
}
