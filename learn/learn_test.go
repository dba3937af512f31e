package learn

import (
	"bytes"
	"fmt"
	"testing"
)

// fruit are examples that a line divides: by colour and by form.
var fruit = []struct {
	features []Feature
	class    int
}{
	{[]Feature{Name("yellow"), Name("long")}, 0},
	{[]Feature{Name("green"), Name("long")}, 0},
	{[]Feature{Name("yellow"), Name("round")}, 1},
	{[]Feature{Name("red"), Name("round")}, 2},
	{[]Feature{Name("green"), Name("round")}, 2},
}

func train(t testing.TB) *Model {
	p := NewPerceptron([]string{"banana", "lemon", "apple"})
	room := make([]int32, 3)
	for range 20 {
		for _, f := range fruit {
			p.Learn(f.features, f.class, room)
		}
	}
	m, err := p.Model(0.01, 0.02)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestLearnsWhatALineDivides(t *testing.T) {
	m := train(t)
	for _, f := range fruit {
		scores := make([]int32, 3)
		m.Weigh(f.features, scores)
		if got := Best(scores); got != f.class {
			t.Errorf("%v: got %s, want %s", f.features, m.Classes[got], m.Classes[f.class])
		}
	}
}

func TestSaveAndRead(t *testing.T) {
	b := train(t).Append(nil)
	if again := train(t).Append(nil); !bytes.Equal(b, again) {
		t.Error("training twice gives two models")
	}
	m, rest, err := Read(append(bytes.Clone(b), "rest"...))
	if err != nil || string(rest) != "rest" {
		t.Fatalf("got rest %q, error %v", rest, err)
	}
	if !bytes.Equal(m.Append(nil), b) {
		t.Error("the model read is not the model saved")
	}
	for i := range b {
		Read(b[:i]) // must not panic
	}
}

func TestRowsOfManyFeatures(t *testing.T) {
	weights := map[Feature][]float64{}
	for i := range 5000 {
		weights[Name(fmt.Sprint(i))] = []float64{float64(i % 100), 0, -1}
	}
	m, err := New([]string{"a", "b", "c"}, weights, 1)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 5000 {
		row := m.Row(Name(fmt.Sprint(i)))
		class, weight := row.At(row.Len() - 1)
		if class != 2 || weight != -1 {
			t.Fatalf("feature %d: got %v", i, row)
		}
		if i%100 > 0 {
			if class, weight = row.At(0); class != 0 || weight != i%100 {
				t.Fatalf("feature %d: got %v", i, row)
			}
		}
	}
}

func TestBadModels(t *testing.T) {
	if _, err := New(nil, nil, 1); err == nil {
		t.Error("no classes: no error")
	}
	if _, _, err := Read([]byte("something else")); err == nil {
		t.Error("no model: no error")
	}
}

func FuzzRead(f *testing.F) {
	f.Add(train(f).Append(nil))
	f.Add([]byte(magic))
	none, err := New([]string{"apple", "lemon"}, nil, 0.02)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(none.Append(nil))
	f.Fuzz(func(t *testing.T, b []byte) {
		m, _, err := Read(b)
		if err != nil {
			return
		}
		m.Weigh([]Feature{Name("long"), Name("x")}, make([]int32, len(m.Classes)))
	})
}
