package gazetteer

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestBranches(t *testing.T) {
	actors, err := readActors("test.txt", `actor army
  name   The Army
  kind   armed-group

actor front
  name   The Front
  kind   armed-group
  parent army 2004..2014-02, army 2019..

actor wing
  name   The Wing
  kind   armed-group
  parent front 2010..2020

actor ring
  name   The Ring
  kind   armed-group
  parent ring-two

actor ring-two
  name   The Second Ring
  kind   armed-group
  parent ring
`)
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]string{
		"army":  "front of army 2004..2014-02 wing of front 2010..2014-02 front of army 2019.. wing of front 2019..2020",
		"front": "wing of front 2010..2020",
		"wing":  "",
		"ring":  "ring-two of ring ..",
		"none":  "",
	} {
		var got []string
		for _, b := range actors.Branches(id) {
			got = append(got, fmt.Sprintf("%s of %s %s..%s", b.Actor.ID, b.Of, b.From, b.To))
		}
		if got := strings.Join(got, " "); got != want {
			t.Errorf("%s: got %q, want %q", id, got, want)
		}
	}
}

func TestFirstDay(t *testing.T) {
	for date, want := range map[string]string{"2004": "2004-01-01", "2014-02": "2014-02-01", "2014-02-28": "2014-02-28", "": "0001-01-01"} {
		if got := FirstDay(date).Format(time.DateOnly); got != want {
			t.Errorf("%q: got %s, want %s", date, got, want)
		}
	}
}
