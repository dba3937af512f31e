package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"dateline/account"
	"dateline/store"
)

// A userCommand holds the verbs about who may work with the record.
type userCommand struct {
	Add      userAddCommand      `cmd:"" help:"Add a user; the password is asked for, or read from standard input."`
	List     userListCommand     `cmd:"" help:"List the users."`
	Role     userRoleCommand     `cmd:"" help:"Give a user another role."`
	Password userPasswordCommand `cmd:"" help:"Give a user another password; it is asked for, or read from standard input."`
	Disable  userDisableCommand  `cmd:"" help:"Keep a user out, or let one in again."`
}

type userAddCommand struct {
	keeping
	Name    string       `arg:"" help:"Letters and digits of any script, and . _ - between them."`
	Display string       `placeholder:"NAME" help:"The name for people: \"J. Okafor\"."`
	Role    account.Role `default:"coder" enum:"reader,coder,editor,admin" help:"reader looks, coder decides on values, editor merges and adjudicates, admin says who the users are."`
}

// Run adds a user.
func (c *userAddCommand) Run(ctx context.Context, s *streams) error {
	return c.withMade(ctx, s, func(db *store.Store) error {
		password, err := newPassword(s)
		if err != nil {
			return err
		}
		return db.AddUser(ctx, store.User{Name: c.Name, Display: c.Display, Role: c.Role}, password)
	})
}

type userListCommand struct {
	keeping
	JSON bool `name:"json" help:"Print each as one line of JSON."`
}

// Run lists the users by name.
func (c *userListCommand) Run(ctx context.Context, s *streams) error {
	return c.withMade(ctx, s, func(db *store.Store) error {
		users, err := db.Users(ctx)
		if err != nil {
			return err
		}
		return printEach(s, c.JSON, users, func(u *store.User) map[string]any {
			return map[string]any{"name": u.Name, "display": u.Display, "role": u.Role, "disabled": u.Disabled, "created": u.Created}
		}, func(u *store.User) string {
			line := fmt.Sprintf("%-16s  %-6s  %s", u.Name, u.Role, u.Display)
			if u.Disabled {
				line += "  disabled"
			}
			return line
		})
	})
}

type userRoleCommand struct {
	keeping
	Name string       `arg:""`
	Role account.Role `arg:"" enum:"reader,coder,editor,admin"`
}

// Run gives a user another role.
func (c *userRoleCommand) Run(ctx context.Context, s *streams) error {
	return c.withMade(ctx, s, func(db *store.Store) error { return db.SetRole(ctx, c.Name, c.Role) })
}

type userPasswordCommand struct {
	keeping
	Name string `arg:""`
}

// Run gives a user another password.
func (c *userPasswordCommand) Run(ctx context.Context, s *streams) error {
	return c.withMade(ctx, s, func(db *store.Store) error {
		if _, err := db.User(ctx, c.Name); err != nil {
			return err
		}
		password, err := newPassword(s)
		if err != nil {
			return err
		}
		return db.SetPassword(ctx, c.Name, password)
	})
}

type userDisableCommand struct {
	keeping
	Name string `arg:""`
	Undo bool   `help:"Let the user in again."`
}

// Run keeps a user out.
func (c *userDisableCommand) Run(ctx context.Context, s *streams) error {
	return c.withMade(ctx, s, func(db *store.Store) error { return db.Disable(ctx, c.Name, !c.Undo) })
}

// newPassword asks for a password on a terminal, twice and without showing it; elsewhere it is the first line
// of standard input.
func newPassword(s *streams) (string, error) {
	file, ok := s.in.(*os.File)
	if !ok || !term.IsTerminal(int(file.Fd())) {
		line, err := bufio.NewReader(s.in).ReadString('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return "", fmt.Errorf("read the password: %w", err)
		}
		password := strings.TrimRight(line, "\r\n")
		return password, account.Usable(password)
	}
	ask := func(prompt string) ([]byte, error) {
		fmt.Fprint(s.err, prompt)
		typed, err := term.ReadPassword(int(file.Fd()))
		fmt.Fprintln(s.err)
		return typed, err
	}
	typed, err := ask("Password: ")
	if err != nil {
		return "", fmt.Errorf("read the password: %w", err)
	}
	if err := account.Usable(string(typed)); err != nil {
		return "", err
	}
	again, err := ask("Once more: ")
	if err != nil {
		return "", fmt.Errorf("read the password: %w", err)
	}
	if !bytes.Equal(typed, again) {
		return "", errors.New("that is another password than before")
	}
	return string(typed), nil
}
