package eval

import (
	"strings"
	"testing"

	"dateline"
	"dateline/learn"
	"dateline/link"
	"dateline/page"
)

// hearPlainly hears the plain cluster so many times over, each of a name and reports of its own.
func hearPlainly(t *testing.T, times int) []*Heard {
	t.Helper()
	var all []*Heard
	for i := range times {
		name := string(rune('a' + i))
		c, err := ParseCluster(name+".txtar", []byte(plainCluster))
		if err != nil {
			t.Fatal(err)
		}
		heard, err := Hear([]*Cluster{c}, func(raw *dateline.Raw, options page.Options) (*dateline.Record, error) {
			record, err := readPlainly(raw, options)
			record.Document.ID = name + "/" + raw.Name
			return record, err
		})
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, heard...)
	}
	return all
}

func TestLessonsOfAClusterAreItsPairs(t *testing.T) {
	lessons := hearPlainly(t, 1)[0].Lessons()
	// The mill of the first report with the mill and with the bridge of the later; what gold does not have teaches nothing.
	if len(lessons) != 2 {
		t.Fatalf("got %d lessons, want 2", len(lessons))
	}
	one := 0
	for _, l := range lessons {
		if l.Right(oneIncident) {
			one++
		}
	}
	if one != 1 {
		t.Errorf("%d pairs are one incident, want 1", one)
	}
}

func TestNoClusterIsMeasuredByWeightsThatHaveSeenIt(t *testing.T) {
	heard := hearPlainly(t, 3)
	before, err := link.Prior()
	if err != nil {
		t.Fatal(err)
	}
	var left []string
	score, err := CrossLinks(heard, func(others []*Heard) (*link.Weights, error) {
		var names []string
		for _, h := range others {
			names = append(names, h.Name)
		}
		left = append(left, strings.Join(names, " "))
		return before, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(left, ", "); got != "b c, a c, a b" {
		t.Errorf("taught by %s, want b c, a c, a b", got)
	}
	if score.Reports != 6 || score.Mentions != 9 || score.B3.Precision != 0.75 {
		t.Errorf("got %+v", score)
	}
}

// What speaks for one incident in every lesson comes to do so.
func TestLinksAreTaught(t *testing.T) {
	before, err := link.Prior()
	if err != nil {
		t.Fatal(err)
	}
	lessons, err := ReadPairLessons("f", "one untimed words-none\ntwo unplaced\n# a note\n")
	if err != nil {
		t.Fatal(err)
	}
	after, err := TeachLinks(nil, lessons, before, 4)
	if err != nil {
		t.Fatal(err)
	}
	was, is := before.Choices()[link.PairDecision], after.Choices()[link.PairDecision]
	if is["untimed"] <= was["untimed"] || is["unplaced"] >= was["unplaced"] || is["same-town"] != was["same-town"] {
		t.Errorf("got %v", is)
	}
	if !right(lessons, is) {
		t.Errorf("got %v, by which a lesson is wrong", is)
	}
}

func right(lessons []learn.Lesson, pair learn.Choice) bool {
	for _, l := range lessons {
		if answer, _ := learn.Answer(pair.Sums(l.Options)); !l.Right(answer) {
			return false
		}
	}
	return true
}

func TestFaultsOfPairLessonsAreNamedByPlace(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"one same-day\nthree same-day", `f:2:1: "three" is neither one nor two`},
		{"#\ntwo same-weather", `f:2:1: there is no evidence "same-weather"`},
	} {
		if _, err := ReadPairLessons("f", test.text); err == nil || err.Error() != test.want {
			t.Errorf("got %v, want %s", err, test.want)
		}
	}
}

func TestPartsOfTheCorpus(t *testing.T) {
	for topic, want := range map[string]Part{"1": TrainPart, "5": DevelopmentPart, "33": TrainPart, "35": DevelopmentPart, "36": TestPart} {
		for _, part := range []Part{TrainPart, DevelopmentPart, TestPart} {
			if got := part.has(topic); got != (part == want) {
				t.Errorf("topic %s is in %s: got %v", topic, part, got)
			}
		}
		if !WholeCorpus.has(topic) {
			t.Errorf("topic %s is not in all", topic)
		}
	}
}
