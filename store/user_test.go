package store_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"dateline/account"
	"dateline/store"
)

func TestUsers(t *testing.T) {
	conform(t, []conformance{
		{"users", users},
		{"sessions", sessions},
	})
}

const password, other = "a horse, correct", "another horse, right"

func users(t *testing.T, s *store.Store) {
	ctx := context.Background()
	if all, err := s.Users(ctx); err != nil || len(all) != 0 {
		t.Errorf("at first: got %v, %v", all, err)
	}
	if err := s.AddUser(ctx, store.User{Name: "J.Okafor", Display: " J.  Okafor ", Role: account.Coder}, password); err != nil {
		t.Fatal(err)
	}
	if err := s.AddUser(ctx, store.User{Name: "سالم", Role: account.Admin}, password); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		user     store.User
		password string
		want     error
	}{
		"there already":    {store.User{Name: "j.okafor", Role: account.Reader}, password, store.ErrConflict},
		"no name":          {store.User{Name: "; drop table account", Role: account.Reader}, password, account.ErrName},
		"a short password": {store.User{Name: "x", Role: account.Reader}, "short", account.ErrPassword},
		"no role":          {store.User{Name: "x", Role: "owner"}, password, nil},
	} {
		if err := s.AddUser(ctx, c.user, c.password); err == nil || c.want != nil && !errors.Is(err, c.want) {
			t.Errorf("%s: got error %v, want %v", name, err, c.want)
		}
	}
	u, err := s.User(ctx, "J.OKAFOR")
	if err != nil {
		t.Fatal(err)
	}
	check(t, "a user", u.Name+"|"+u.Display+"|"+string(u.Role), "j.okafor|J. Okafor|coder")
	if err := s.SetRole(ctx, "j.okafor", account.Editor); err != nil {
		t.Fatal(err)
	}
	all, err := s.Users(ctx)
	if err != nil || len(all) != 2 {
		t.Fatalf("got %v, %v", all, err)
	}
	check(t, "the role", all[0].Role, account.Editor)
	check(t, "the name for people", all[1].Display, "سالم")
	for what, err := range map[string]error{"role": s.SetRole(ctx, "nobody", account.Editor), "password": s.SetPassword(ctx, "nobody", password),
		"disable": s.Disable(ctx, "nobody", true), "user": second(s.User(ctx, "nobody"))} {
		if !errors.Is(err, store.ErrUnknown) {
			t.Errorf("%s of nobody: got error %v, want %v", what, err, store.ErrUnknown)
		}
	}
	if err := s.SetRole(ctx, "j.okafor", "owner"); err == nil {
		t.Error("no such role: got no error")
	}
}

func sessions(t *testing.T, s *store.Store) {
	ctx := context.Background()
	now := time.Date(2024, 7, 1, 9, 0, 0, 0, time.UTC)
	s.Now = func() time.Time { return now }
	if err := s.AddUser(ctx, store.User{Name: "okafor", Role: account.Coder}, password); err != nil {
		t.Fatal(err)
	}
	login := func(name, password string) string {
		t.Helper()
		token, session, err := s.Login(ctx, name, password)
		if err != nil {
			t.Fatal(err)
		}
		if session.User.Name != "okafor" || !session.Created.Equal(now) {
			t.Errorf("got %+v", session)
		}
		return token
	}
	known := func(token string) bool {
		t.Helper()
		session, err := s.Session(ctx, token)
		if err != nil && !errors.Is(err, store.ErrUnknown) {
			t.Fatal(err)
		}
		return err == nil && session.User.Name == "okafor"
	}
	for name, c := range map[string][2]string{"another password": {"okafor", other}, "nobody": {"nobody", password}, "nothing": {"", ""}, "a quote": {"okafor' or '1'='1", password}} {
		if token, _, err := s.Login(ctx, c[0], c[1]); !errors.Is(err, store.ErrLogin) || token != "" {
			t.Errorf("%s: got %q, %v, want %v", name, token, err, store.ErrLogin)
		}
	}
	one, two := login("okafor", password), login(" OKAFOR ", password)
	check(t, "two sessions", known(one) && known(two), true)
	check(t, "no session", known("") || known(one+"x") || known(account.Fingerprint(one)), false)
	if err := s.Logout(ctx, one); err != nil {
		t.Fatal(err)
	}
	check(t, "after one was revoked", known(one), false)
	check(t, "the other", known(two), true)

	now = now.Add(6 * 24 * time.Hour)
	check(t, "seen within the week", known(two), true)
	now = now.Add(6 * 24 * time.Hour)
	check(t, "seen again, it lasts", known(two), true)
	now = now.Add(8 * 24 * time.Hour)
	check(t, "not seen for a week", known(two), false)
	three := login("okafor", password)
	for range 6 {
		now = now.Add(5 * 24 * time.Hour)
		known(three)
	}
	check(t, "after a month", known(three), false)

	four, five := login("okafor", password), login("okafor", password)
	if err := s.LogoutAll(ctx, "okafor", five); err != nil {
		t.Fatal(err)
	}
	check(t, "all but one", known(four), false)
	check(t, "that one", known(five), true)
	if err := s.SetRole(ctx, "okafor", account.Editor); err != nil {
		t.Fatal(err)
	}
	session, err := s.Session(ctx, five)
	if err != nil || session.User.Role != account.Editor {
		t.Errorf("another role at once: got %+v, %v", session, err)
	}
	if err := s.SetPassword(ctx, "okafor", other); err != nil {
		t.Fatal(err)
	}
	check(t, "after another password", known(five), false)
	if _, _, err := s.Login(ctx, "okafor", password); !errors.Is(err, store.ErrLogin) {
		t.Errorf("the old password: got error %v", err)
	}
	six := login("okafor", other)
	if err := s.Disable(ctx, "okafor", true); err != nil {
		t.Fatal(err)
	}
	check(t, "disabled", known(six), false)
	if _, _, err := s.Login(ctx, "okafor", other); !errors.Is(err, store.ErrLogin) {
		t.Errorf("disabled: got error %v", err)
	}
	if err := s.Disable(ctx, "okafor", false); err != nil {
		t.Fatal(err)
	}
	check(t, "what was revoked stays so", known(six), false)
	login("okafor", other)
}

// Nothing in the file lets anybody in: neither a password nor a token.
func TestSecretsAreNotKept(t *testing.T) {
	ctx := context.Background()
	where := t.TempDir() + "/record.db"
	s := open(t, where)
	if err := s.AddUser(ctx, store.User{Name: "okafor", Role: account.Coder}, password); err != nil {
		t.Fatal(err)
	}
	token, _, err := s.Login(ctx, "okafor", password)
	if err != nil {
		t.Fatal(err)
	}
	db := raw(t, where)
	var hash, kept string
	if err := db.QueryRow(`select password, (select token from session) from member`).Scan(&hash, &kept); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(hash, "$argon2id$") || strings.Contains(hash, password) || kept != account.Fingerprint(token) {
		t.Errorf("got %s and %s", hash, kept)
	}
}
