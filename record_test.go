package dateline_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"dateline"
	"dateline/codebook"
)

func compileSchema(t testing.TB) *jsonschema.Schema {
	t.Helper()
	parsed, err := jsonschema.UnmarshalJSON(strings.NewReader(dateline.Schema))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	const name = "record.schema.json"
	if err := compiler.AddResource(name, parsed); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile(name)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// validate holds the JSON form of a record against the schema, and the form's
// other promises: spans that give their words, ids that lead somewhere.
func validate(t testing.TB, schema *jsonschema.Schema, record *dateline.Record) {
	t.Helper()
	form, err := json.Marshal(record)
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(form))
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(value); err != nil {
		t.Errorf("against the schema: %v", err)
	}
	checkSpans(t, record.Document.Text, "record", value)
	checkReferences(t, record)
}

// checkSpans finds every {text, span} whose span does not hold its text. Those of
// a gap without a span, and a date line, have none to check.
func checkSpans(t testing.TB, text, where string, value any) {
	t.Helper()
	switch v := value.(type) {
	case []any:
		for _, item := range v {
			checkSpans(t, text, where, item)
		}
	case map[string]any:
		for key, item := range v {
			checkSpans(t, text, where+"."+key, item)
		}
		pair, ok := v["span"].([]any)
		if !ok || len(pair) != 2 {
			return
		}
		from, _ := pair[0].(json.Number).Int64()
		to, _ := pair[1].(json.Number).Int64()
		if from < 0 || to <= from || to > int64(len(text)) {
			t.Errorf("%s: span [%d,%d) of a text of %d bytes", where, from, to, len(text))
		} else if words, _ := v["text"].(string); words != text[from:to] {
			t.Errorf("%s: text %q, and its span holds %q", where, words, text[from:to])
		}
	}
}

func checkReferences(t testing.TB, record *dateline.Record) {
	t.Helper()
	events, statements, actors := map[string]*dateline.Event{}, map[string]*dateline.Statement{}, map[string]bool{"": true}
	mains := 0
	for i := range record.Events {
		e := &record.Events[i]
		events[e.ID] = e
		if e.Main {
			mains++
		}
	}
	if mains > 1 {
		t.Errorf("%d events are main", mains)
	}
	for i := range record.Statements {
		statements[record.Statements[i].ID] = &record.Statements[i]
	}
	for _, a := range record.Actors {
		if actors[a.ID] {
			t.Errorf("actor %q is there twice", a.ID)
		}
		actors[a.ID] = true
	}
	if len(events) != len(record.Events) || len(statements) != len(record.Statements) {
		t.Error("an id is there twice")
	}
	actor := func(where, id string) {
		if !actors[id] {
			t.Errorf("%s: there is no actor %q", where, id)
		}
	}
	statement := func(where, id string) {
		if id != "" && statements[id] == nil {
			t.Errorf("%s: there is no statement %q", where, id)
		}
	}
	for _, e := range record.Events {
		for _, id := range e.Statements {
			statement(e.ID, id)
			if s := statements[id]; s != nil && !slices.Contains(s.Events, e.ID) {
				t.Errorf("%s lists %s, which does not list it", e.ID, id)
			}
		}
		for _, r := range e.Roles {
			actor(e.ID+" "+r.Role, r.Actor)
			statement(e.ID+" "+r.Role, r.Statement)
		}
		for _, c := range e.Casualties {
			statement(e.ID+" "+c.Harm, c.Statement)
			if c.High != dateline.Open && c.High < c.Low {
				t.Errorf("%s %s: %d to %d", e.ID, c.Harm, c.Low, c.High)
			}
		}
		for _, id := range e.Claim.By {
			actor(e.ID+" claim", id)
		}
	}
	for _, s := range record.Statements {
		statement(s.ID, s.Via)
		for _, id := range s.Events {
			if e := events[id]; e == nil {
				t.Errorf("%s: there is no event %q", s.ID, id)
			} else if !slices.Contains(e.Statements, s.ID) {
				t.Errorf("%s lists %s, which does not list it", s.ID, id)
			}
		}
		if s.Speaker != nil {
			actor(s.ID, s.Speaker.Actor)
			actor(s.ID, s.Speaker.For)
		}
		if s.Outlet != nil {
			actor(s.ID, s.Outlet.Actor)
		}
		if s.Forecast != nil {
			actor(s.ID, s.Forecast.Actor)
		}
	}
	for _, trait := range record.Traits {
		actor("trait", trait.Actor)
		actor("trait", trait.Other)
		statement("trait", trait.Statement)
	}
}

// Every story's record keeps the contract.
func TestStoriesKeepTheSchema(t *testing.T) {
	reader, schema := newStoryReader(t), compileSchema(t)
	for _, s := range readStories(t) {
		t.Run(s.Name, func(t *testing.T) { validate(t, schema, reader.read(t, s)) })
	}
}

// A small record that is right, and what makes it wrong.
func TestSchemaRefusesWhatIsNotPromised(t *testing.T) {
	const right = `{"version":"1","document":{"id":"sha256:0123456789abcdef","authors":[],
"sha256":"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef","text":"A bomb killed two."},
"events":[{"id":"e1","type":"bombing","status":"happened","main":true,"text":"bomb","span":[2,6],"statements":[],
"time":{"grain":"day","basis":"unresolvable","text":"bomb","span":[2,6]},"roles":[],
"casualties":[{"harm":"killed","low":2,"high":2,"text":"two","span":[14,17]}],"claim":{"state":"unmentioned"}}],
"statements":[],"traits":[],"actors":[],"gaps":[]}`
	schema := compileSchema(t)
	for _, c := range []struct {
		name, old, new string
		valid          bool
	}{
		{"the record as it stands", "", "", true},
		{"another version", `"version":"1"`, `"version":"2"`, false},
		{"a list left out", `,"gaps":[]`, ``, false},
		{"a list that is null", `"gaps":[]`, `"gaps":null`, false},
		{"a field that is not promised", `"main":true`, `"main":true,"mood":"grim"`, false},
		{"a type that the codebook lacks", `"bombing"`, `"earthquake"`, false},
		{"a status that does not exist", `"happened"`, `"rumoured"`, false},
		{"a count below zero", `"low":2`, `"low":-2`, false},
		{"a span of three", `[14,17]`, `[14,17,18]`, false},
		{"an id that is an index", `"e1"`, `"1"`, false},
		{"a time that is open and has a start", `"grain":"day"`, `"start":"2024-05-01","grain":"day"`, false},
		{"a claim of nobody by somebody", `"unmentioned"`, `"unmentioned","by":["x"]`, false},
		{"an empty string", `"text":"two"`, `"text":""`, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			value, err := jsonschema.UnmarshalJSON(strings.NewReader(strings.Replace(right, c.old, c.new, 1)))
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(value); (err == nil) != c.valid {
				t.Errorf("valid: got %v, want %v (%v)", err == nil, c.valid, err)
			}
		})
	}
}

// The schema's lists of types and kinds are the codebook's.
func TestSchemaAndCodebookAgree(t *testing.T) {
	book, err := codebook.Load()
	if err != nil {
		t.Fatal(err)
	}
	var schema struct {
		Defs map[string]struct {
			Properties map[string]struct {
				Enum []string `json:"enum"`
			} `json:"properties"`
		} `json:"$defs"`
	}
	if err := json.Unmarshal([]byte(dateline.Schema), &schema); err != nil {
		t.Fatal(err)
	}
	for class, enum := range map[codebook.Class][]string{
		codebook.Type:   schema.Defs["event"].Properties["type"].Enum,
		codebook.Status: schema.Defs["event"].Properties["status"].Enum,
		codebook.Harm:   schema.Defs["casualty"].Properties["harm"].Enum,
		codebook.Role:   schema.Defs["role"].Properties["role"].Enum,
		codebook.Act:    schema.Defs["statement"].Properties["act"].Enum,
		codebook.Trait:  schema.Defs["trait"].Properties["kind"].Enum,
	} {
		var keys []string
		for _, e := range book.Entries(class) {
			keys = append(keys, e.Key)
		}
		if !slices.Equal(enum, keys) {
			t.Errorf("class %s: the schema has %v, the codebook %v", class, enum, keys)
		}
	}
}
