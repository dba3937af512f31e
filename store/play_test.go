package store_test

import "fmt"

func play(role string) error { return fmt.Errorf("no role %q", role) }
