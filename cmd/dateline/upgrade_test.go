package main

import (
	"bytes"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"dateline/store"
)

// What takes long is told of after a while and again; what does not, and what has not begun, is not.
func TestTellUpgrade(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var err bytes.Buffer
		s := &streams{err: &err}
		var quick, slow, none upgrading
		stop := s.tellUpgrade(&quick)
		quick.tell(store.Upgrade{Step: 1, Steps: 1})
		time.Sleep(upgradePatience - 1)
		stop()
		stop = s.tellUpgrade(&none)
		time.Sleep(upgradePatience + upgradeEvery)
		stop()
		if err.Len() > 0 {
			t.Errorf("said of what is quick: %s", &err)
		}
		stop = s.tellUpgrade(&slow)
		slow.tell(store.Upgrade{Step: 1, Steps: 2})
		time.Sleep(upgradePatience + 1)
		slow.tell(store.Upgrade{Step: 2, Steps: 2, What: "reports", Done: 500, All: 20000})
		time.Sleep(upgradeEvery)
		stop()
		want := "dateline: bringing the record up to date: step 1 of 2\ndateline: bringing the record up to date: step 2 of 2, 500 of 20000 reports\n"
		if got := err.String(); got != want {
			t.Errorf("said of what is slow:\n%s", strings.TrimSpace(got))
		}
	})
}
