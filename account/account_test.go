package account

import (
	"errors"
	"strings"
	"testing"
)

func TestRoles(t *testing.T) {
	for _, c := range []struct {
		have, need Role
		want       bool
	}{
		{Reader, Reader, true}, {Reader, Coder, false}, {Coder, Reader, true}, {Editor, Admin, false}, {Admin, Editor, true},
		{"", Reader, false}, {"owner", Reader, false}, {Admin, "", false}, {Admin, "owner", false},
	} {
		if got := c.have.Allows(c.need); got != c.want {
			t.Errorf("%q allows what needs %q: got %v, want %v", c.have, c.need, got, c.want)
		}
	}
}

func TestNames(t *testing.T) {
	for name, want := range map[string]string{
		" J.Okafor ": "j.okafor", "r_salem-2": "r_salem-2", "سالم": "سالم", "E\u0301ve": "éve",
		"": "", "a b": "", "machine": "", "Machine": "", ".hidden": "", "a/b": "", "a\x00": "", "<b>": "", strings.Repeat("a", 41): "",
	} {
		got, err := Name(name)
		if got != want || (want == "") != errors.Is(err, ErrName) {
			t.Errorf("%q: got %q, %v, want %q", name, got, err, want)
		}
	}
}

// cheap keeps the tests short.
var cheap = cost{memory: 64, passes: 1, lanes: 1, saltLen: 16, keyLen: 32}

func TestPasswords(t *testing.T) {
	hash := cheap.hash("correct horse é battery")
	for password, want := range map[string]bool{
		"correct horse é battery":       true,
		"correct horse e\u0301 battery": true, // composed otherwise
		"correct horse\u00a0é battery":  true, // another space
		"correct horse e battery":       false,
		"Correct horse é battery":       false,
		"":                              false,
		strings.Repeat("x", 2000):       false,
	} {
		ok, outdated, err := Check(hash, password)
		if err != nil || ok != want || len(password) < 1000 && !outdated {
			t.Errorf("%q: got %v, outdated %v, %v, want %v", password, ok, outdated, err, want)
		}
	}
	if again := cheap.hash("correct horse é battery"); again == hash {
		t.Errorf("two hashes are the same: %s", hash)
	}
}

// What the reference implementation of argon2 gives for its own tests (phc-winner-argon2, test.c).
func TestReferenceHash(t *testing.T) {
	const hash = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
	ok, outdated, err := Check(hash, "password")
	if err != nil || !ok || !outdated {
		t.Errorf("got %v, outdated %v, %v", ok, outdated, err)
	}
	if ok, _, err := Check(hash, "passwore"); ok || err != nil {
		t.Errorf("another password: got %v, %v", ok, err)
	}
}

func TestUsualHash(t *testing.T) {
	if _, err := Hash("too short"); !errors.Is(err, ErrPassword) {
		t.Errorf("got error %v, want %v", err, ErrPassword)
	}
	hash, err := Hash("كلمة سر طويلة")
	if err != nil || !strings.HasPrefix(hash, "$argon2id$v=19$m=65536,t=3,p=4$") {
		t.Fatalf("got %s, %v", hash, err)
	}
	if ok, outdated, err := Check(hash, "كلمة سر طويلة"); !ok || outdated || err != nil {
		t.Errorf("got %v, outdated %v, %v", ok, outdated, err)
	}
}

func TestFaultyHashes(t *testing.T) {
	good := cheap.hash("correct horse battery")
	for _, hash := range []string{"", "x", "$argon2i" + strings.TrimPrefix(good, "$argon2id"), strings.Replace(good, "v=19", "v=16", 1),
		strings.Replace(good, "m=64", "m=4294967295", 1), strings.Replace(good, "t=1", "t=0", 1), strings.Replace(good, "p=1", "p=0", 1),
		strings.Replace(good, "p=1", "p=1,x=2", 1), good + "!", good + "$", good[:len(good)-30]} {
		if ok, _, err := Check(hash, "correct horse battery"); ok || err == nil {
			t.Errorf("%q: got %v, %v", hash, ok, err)
		}
	}
}

func TestTokens(t *testing.T) {
	one, other := NewToken(), NewToken()
	if one == other || len(one) != 43 || Fingerprint(one) == Fingerprint(other) || len(Fingerprint(one)) != 64 || strings.Contains(Fingerprint(one), one) {
		t.Errorf("got %s and %s", one, other)
	}
}
