package main

import (
	"net"
	"path/filepath"
	"strings"
	"testing"

	"dateline/account"
	"dateline/store"
)

// Whether a record may be served at an address hangs on whether it has users.
func TestWhoIsAlone(t *testing.T) {
	db, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "record.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	here, v6 := &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 8080}, &net.TCPAddr{IP: net.IPv6loopback, Port: 8080}
	everywhere, elsewhere := &net.TCPAddr{IP: net.IPv6zero, Port: 8080}, &net.TCPAddr{IP: net.IPv4(192, 0, 2, 7), Port: 8080}
	for _, users := range []bool{false, true} {
		if users {
			if err := db.AddUser(t.Context(), store.User{Name: "okafor", Role: account.Admin}, "a horse, correct"); err != nil {
				t.Fatal(err)
			}
		}
		for _, c := range []struct {
			command serveCommand
			at      net.Addr
			alone   bool
			refused bool
		}{
			{serveCommand{}, here, true, false},
			{serveCommand{}, v6, true, false},
			{serveCommand{Open: true}, here, false, false},
			{serveCommand{Proxy: true}, here, false, true},
			{serveCommand{}, everywhere, false, true},
			{serveCommand{}, elsewhere, false, true},
			{serveCommand{Open: true}, elsewhere, false, false},
			{serveCommand{Open: true, Proxy: true}, here, false, false},
		} {
			alone, err := c.command.alone(t.Context(), db, c.at)
			wantAlone, wantRefused := c.alone && !users, c.refused && !users
			if alone != wantAlone || (err != nil) != wantRefused || err != nil && !strings.Contains(err.Error(), "has no users") {
				t.Errorf("%+v at %s, users %v: got %v, %v", c.command, c.at, users, alone, err)
			}
		}
	}
}
