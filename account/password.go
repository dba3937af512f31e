package account

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/crypto/argon2"
)

// A cost is what a hash is worked out with.
type cost struct {
	memory  uint32 // KiB
	passes  uint32
	lanes   uint8
	saltLen int
	keyLen  int
}

// usual is the second recommended option of RFC 9106, section 4, for where memory is dear: 64 MiB,
// three passes, four lanes, a salt of 128 bits and a tag of 256.
var usual = cost{memory: 64 << 10, passes: 3, lanes: 4, saltLen: 16, keyLen: 32}

// most is what a kept hash may ask for, so that a record that somebody has written into does not
// take all there is.
var most = cost{memory: 1 << 20, passes: 20, lanes: 64, saltLen: 64, keyLen: 64}

// Hash gives what is kept of a password: its argon2id hash in the PHC string format. Each call takes
// 64 MiB, and another salt. The password must be Usable.
func Hash(password string) (string, error) {
	if err := Usable(password); err != nil {
		return "", err
	}
	return usual.hash(password), nil
}

func (c cost) hash(password string) string {
	salt := make([]byte, c.saltLen)
	rand.Read(salt) // never fails
	key := argon2.IDKey(prepared(password), salt, c.passes, c.memory, c.lanes, uint32(c.keyLen))
	text := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, c.memory, c.passes, c.lanes, text(salt), text(key))
}

var errHash = errors.New("not an argon2id hash in the PHC format")

// Check tells whether a password is the one that a hash was made of; outdated, that it should be hashed
// anew, for it was made at another cost than is usual now. An error is for a hash that cannot be read.
func Check(hash, password string) (ok, outdated bool, err error) {
	c, salt, key, err := parse(hash)
	if err != nil {
		return false, false, err
	}
	if len(password) > mostPassword {
		return false, false, nil
	}
	got := argon2.IDKey(prepared(password), salt, c.passes, c.memory, c.lanes, uint32(c.keyLen))
	return subtle.ConstantTimeCompare(got, key) == 1, c != usual, nil
}

// Decoy takes as long as Check, for a user that there is not: how long an answer takes does not say who
// there is.
func Decoy(password string) {
	if len(password) <= mostPassword {
		argon2.IDKey(prepared(password), make([]byte, usual.saltLen), usual.passes, usual.memory, usual.lanes, uint32(usual.keyLen))
	}
}

func parse(hash string) (c cost, salt, key []byte, err error) {
	parts := strings.Split(hash, "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" {
		return c, nil, nil, errHash
	}
	var version int
	if n, err := fmt.Sscanf(parts[2]+" ", "v=%d ", &version); n != 1 || err != nil || version != argon2.Version {
		return c, nil, nil, fmt.Errorf("%w: version %q", errHash, parts[2])
	}
	if n, err := fmt.Sscanf(parts[3]+" ", "m=%d,t=%d,p=%d ", &c.memory, &c.passes, &c.lanes); n != 3 || err != nil {
		return c, nil, nil, fmt.Errorf("%w: cost %q", errHash, parts[3])
	}
	salt, err = base64.RawStdEncoding.Strict().DecodeString(parts[4])
	if err == nil {
		key, err = base64.RawStdEncoding.Strict().DecodeString(parts[5])
	}
	if err != nil {
		return c, nil, nil, fmt.Errorf("%w: %w", errHash, err)
	}
	c.saltLen, c.keyLen = len(salt), len(key)
	if c.passes < 1 || c.lanes < 1 || c.saltLen < 8 || c.keyLen < 16 || c.memory > most.memory || c.passes > most.passes ||
		c.lanes > most.lanes || c.saltLen > most.saltLen || c.keyLen > most.keyLen {
		return c, nil, nil, fmt.Errorf("%w: cost %q", errHash, parts[3])
	}
	return c, salt, key, nil
}
