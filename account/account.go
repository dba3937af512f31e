// Package account holds what lets somebody in: roles, passwords and tokens. In go a
// password or a token, out comes what may be kept of it; nothing is kept here.
//
//	kept, err := account.Hash(password)        // "$argon2id$v=19$m=65536,t=3,p=4$..."
//	ok, outdated, err := account.Check(kept, password)
//	token := account.NewToken()                // to the browser; account.Fingerprint(token) to the record
package account

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline"

	"golang.org/x/text/unicode/norm"
)

// A Role says what a user may do. Each may do what the one before it may.
type Role string

// The roles.
const (
	Reader Role = "reader" // looks
	Coder  Role = "coder"  // decides on values, and codes sets blind
	Editor Role = "editor" // merges and splits, makes sets, adjudicates
	Admin  Role = "admin"  // says who the users are
)

// Roles are all of them, the one that may least first.
var Roles = [...]Role{Reader, Coder, Editor, Admin}

// Valid tells whether there is such a role.
func (r Role) Valid() bool { return slices.Contains(Roles[:], r) }

// Allows tells whether somebody of this role may do what needs another. A role that there is
// not allows nothing, and nothing that needs one is allowed.
func (r Role) Allows(need Role) bool {
	return r.Valid() && need.Valid() && slices.Index(Roles[:], r) >= slices.Index(Roles[:], need)
}

// ErrName and ErrPassword are wrapped by what says what is wrong with a name or a password.
var (
	ErrName     = errors.New("not a name for a user")
	ErrPassword = errors.New("not a password that will do")
)

// mostName is how many letters a name has at most.
const mostName = 40

// Name gives the form in which a user's name is kept and compared: composed, in lower case. It
// has letters and digits of any script, and between them ". _ -"; never a name that the record gives to
// the program itself.
func Name(name string) (string, error) {
	name = strings.ToLower(norm.NFC.String(strings.TrimSpace(name)))
	letter := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }
	runes := []rune(name)
	switch {
	case len(runes) == 0 || len(runes) > mostName:
		return "", fmt.Errorf("%w: it has 1 to %d letters", ErrName, mostName)
	case !unicode.IsLetter(runes[0]) && !unicode.IsDigit(runes[0]):
		return "", fmt.Errorf("%w: %q does not begin with a letter", ErrName, name)
	case name == dateline.Machine:
		return "", fmt.Errorf("%w: %q is the program", ErrName, name)
	}
	for _, r := range runes {
		if !letter(r) && !strings.ContainsRune("._-", r) {
			return "", fmt.Errorf("%w: %q has %q in it; letters, digits and . _ - are what there may be", ErrName, name, r)
		}
	}
	return name, nil
}

// LeastPassword is how many letters a password has at least.
const LeastPassword = 12

// mostPassword is how many bytes a password has at most.
const mostPassword = 1024

// prepared is a password as it is hashed: the same whatever keyboard composed it (RFC 8265,
// OpaqueString).
func prepared(password string) []byte {
	password = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Zs, r) {
			return ' '
		}
		return r
	}, password)
	return norm.NFC.Bytes([]byte(password))
}

// Usable tells what is wrong with a new password, as an error that wraps ErrPassword; nil for nothing. Length
// is all that is asked for.
func Usable(password string) error {
	switch {
	case !utf8.ValidString(password):
		return fmt.Errorf("%w: it is no text", ErrPassword)
	case len(password) > mostPassword:
		return fmt.Errorf("%w: it has more than %d bytes", ErrPassword, mostPassword)
	case utf8.RuneCount(prepared(password)) < LeastPassword:
		return fmt.Errorf("%w: it has fewer than %d letters", ErrPassword, LeastPassword)
	}
	return nil
}

// NewToken gives 256 bits that nobody can guess, as a text that may stand in a cookie.
func NewToken() string {
	var bits [32]byte
	rand.Read(bits[:]) // never fails
	return base64.RawURLEncoding.EncodeToString(bits[:])
}

// Fingerprint is what is kept of a token: it can be found by it, and not be made from it. A token is
// as hard to guess as a hash, so that it needs no salt.
func Fingerprint(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}
