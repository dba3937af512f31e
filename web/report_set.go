package web

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"dateline"
	"dateline/codebook"
	"dateline/gazetteer"
	"dateline/store"
)

// set corrects a value. One that comes out as it was is thereby accepted.
func (e *editing) set(f dateline.Field, path string, old json.RawMessage) error {
	value, more, err := e.read(f, path, old)
	if err != nil {
		return err
	}
	more = append(more, e.moveWords(f, path)...)
	if seen(value) == seen(old) {
		return e.apply(append(more, store.Edit{Kind: store.EditConfirm, Path: path, Saw: value})...)
	}
	return e.apply(append(more, store.Edit{Kind: store.EditSet, Path: path, Value: value, Saw: orNull(old)})...)
}

// setWords says which words of the report say a value, and leaves the value.
func (e *editing) setWords(f dateline.Field, path string, old json.RawMessage) error {
	words, err := readWords(e.record.Document, e.form.Get("words"), e.form.Get("at"), e.form.Get("until"), dateline.Words{})
	if err != nil {
		return err
	}
	if words.Span.IsZero() || len(old) == 0 {
		return &mistake{key: "report.words-absent", args: []any{"words", e.form.Get("words")}, in: "words"}
	}
	if f == dateline.FieldType || f == dateline.FieldAct {
		return e.apply(e.moveWords(f, path)...)
	}
	var fields map[string]json.RawMessage
	if json.Unmarshal(old, &fields) != nil || fields == nil {
		return &mistake{key: "report.no-words"}
	}
	for name, part := range map[string]any{"text": words.Text, "span": words.Span} {
		if fields[name], err = json.Marshal(part); err != nil {
			return err
		}
	}
	value, err := json.Marshal(fields)
	if err != nil {
		return err
	}
	return e.apply(store.Edit{Kind: store.EditSet, Path: path, Value: value, Saw: old})
}

// orNull is a value as JSON, null for none.
func orNull(value json.RawMessage) json.RawMessage {
	if len(value) == 0 {
		return json.RawMessage("null")
	}
	return value
}

// moveWords sets the words of what a value is only a part of: of an event with its type, of a statement with its act.
func (e *editing) moveWords(f dateline.Field, path string) []store.Edit {
	if f != dateline.FieldType && f != dateline.FieldAct {
		return nil
	}
	m := newRowMaker(e.locale, e.record, &standings{})
	var old dateline.Words
	if event := m.event(path); f == dateline.FieldType && event != nil {
		old = event.Words
	}
	if statement := m.statement(path); f == dateline.FieldAct && statement != nil {
		old = statement.Words
	}
	words, err := e.words(old)
	if err != nil || words == old || words.Span.IsZero() {
		return nil
	}
	parent := path[:strings.LastIndexByte(path, '.')]
	text, _ := json.Marshal(words.Text)
	span, _ := json.Marshal(words.Span)
	return []store.Edit{{Kind: store.EditSet, Path: parent + ".text", Value: text}, {Kind: store.EditSet, Path: parent + ".span", Value: span}}
}

func (e *editing) words(old dateline.Words) (dateline.Words, error) {
	return readWords(e.record.Document, e.form.Get("words"), e.form.Get("at"), e.form.Get("until"), old)
}

// choice reads one of the codebook's keys, or of a list.
func (e *editing) choice(name string, keys []string) (string, error) {
	if key := e.form.Get(name); slices.Contains(keys, key) {
		return key, nil
	}
	return "", &mistake{key: "report.choose", in: name}
}

func (e *editing) coded(name string, class codebook.Class) (string, error) {
	key := e.form.Get(name)
	if _, ok := e.Book.Entry(class, key); !ok {
		return "", &mistake{key: "report.choose", in: name}
	}
	return key, nil
}

// read puts what was typed into a value of a field; it keeps what no control is for. More are edits that the value needs
// to be made before it: an actor that the record does not have yet.
func (e *editing) read(f dateline.Field, path string, old json.RawMessage) (value json.RawMessage, more []store.Edit, err error) {
	var v any
	get := func(name string) string { return strings.TrimSpace(e.form.Get(name)) }
	actor := func(name string) string {
		id, edits := e.actor(get(name))
		more = append(more, edits...)
		return id
	}
	switch f {
	case dateline.FieldType:
		v, err = e.coded("type", codebook.Type)
		if err == nil {
			_, err = e.words(dateline.Words{Text: e.form.Get("words")})
		}
	case dateline.FieldStatus:
		v, err = e.coded("status", codebook.Status)
	case dateline.FieldAct:
		v, err = e.coded("act", codebook.Act)
	case dateline.FieldTime, dateline.FieldHorizon:
		var was *dateline.Time
		if len(old) > 0 {
			was, _ = decoded[dateline.Time](old)
		}
		var t *dateline.Time
		if t, err = e.readInterval(get("from"), get("to"), get("grain"), was); err == nil {
			t.Words, err = e.words(t.Words)
			if t.Start.IsZero() && t.Words.Text == "" {
				return nil, nil, &mistake{key: "report.no-start", in: "from"}
			}
		}
		v = t
	case dateline.FieldPlace:
		v, err = e.readPlace(old)
	case dateline.FieldVenue, dateline.FieldContent:
		was, _ := decoded[dateline.Words](old)
		if was == nil {
			was = &dateline.Words{}
		}
		var w dateline.Words
		if w, err = e.words(*was); err == nil && w.Text == "" {
			err = &mistake{key: "report.words-needed", in: "words"}
		}
		v = w
	case dateline.FieldCasualty:
		v, err = e.readCasualty(old)
	case dateline.FieldRole:
		r := base[dateline.Role](old)
		if r.Role, err = e.coded("role", codebook.Role); err != nil {
			break
		}
		if r.Basis, err = e.choice("basis", []string{dateline.RoleStated, dateline.RoleClaimed, dateline.RoleBlamed, dateline.RoleSuspected}); err != nil {
			break
		}
		r.Actor, r.Statement = actor("actor"), e.source()
		if r.Words, err = e.words(r.Words); err == nil && r.Actor == "" && r.Text == "" {
			err = &mistake{key: "report.words-needed", in: "words"}
		}
		v = r
	case dateline.FieldClaim:
		c := base[dateline.Claim](old)
		if c.State, err = e.choice("state", []string{dateline.Claimed, dateline.Rival, dateline.ClaimDenied, dateline.NoneStated, dateline.Unmentioned}); err != nil {
			break
		}
		c.By = nil
		for _, name := range strings.FieldsFunc(get("by"), func(r rune) bool { return r == ';' || r == '؛' }) {
			id, edits := e.actor(strings.TrimSpace(name))
			more = append(more, edits...)
			c.By = append(c.By, id)
		}
		c.Words, err = e.words(c.Words)
		v = c
	case dateline.FieldSpeaker:
		s := base[dateline.Speaker](old)
		s.Role, s.Affiliation, s.Actor = get("role-of"), get("affiliation"), actor("actor")
		if s.Words, err = e.words(s.Words); err == nil && s.Text == "" && s.Actor == "" {
			err = &mistake{key: "report.words-needed", in: "words"}
		}
		v = s
	case dateline.FieldOutlet:
		o := base[dateline.Outlet](old)
		o.Actor = actor("actor")
		if o.Words, err = e.words(o.Words); err == nil && o.Text == "" && o.Actor == "" {
			err = &mistake{key: "report.words-needed", in: "words"}
		}
		v = o
	case dateline.FieldForecast:
		o := base[dateline.Forecast](old)
		o.What, o.Words, o.Actor = get("what"), get("likely"), actor("actor")
		if o.What == "" {
			err = &mistake{key: "report.words-needed", in: "what"}
		}
		v = o
	case dateline.FieldTrait:
		t := base[dateline.Trait](old)
		if t.Kind, err = e.coded("trait", codebook.Trait); err != nil {
			break
		}
		if t.Actor = actor("actor"); t.Actor == "" {
			return nil, nil, &mistake{key: "report.actor-needed", in: "actor"}
		}
		if t.Value = get("value"); t.Value == "" {
			return nil, nil, &mistake{key: "report.words-needed", in: "value"}
		}
		t.Words, err = e.words(t.Words)
		v = t
	case dateline.FieldPublished:
		v, err = e.readPublished(get("date"), "date")
	default:
		v = get("text")
		if v == "" {
			err = &mistake{key: "report.words-needed", in: "text"}
		}
	}
	if err != nil {
		return nil, nil, err
	}
	value, err = json.Marshal(v)
	return value, more, err
}

// base is a value to be changed; empty where there is none.
func base[T any](raw json.RawMessage) *T {
	if len(raw) > 0 {
		if v, ok := decoded[T](raw); ok {
			return v
		}
	}
	return new(T)
}

// source is the statement that a value rests on; empty for the report's own voice.
func (e *editing) source() string {
	id := e.form.Get("source")
	if slices.ContainsFunc(e.record.Statements, func(s dateline.Statement) bool { return s.ID == id }) {
		return id
	}
	return ""
}

func (e *editing) readCasualty(old json.RawMessage) (*dateline.Casualty, error) {
	c := base[dateline.Casualty](old)
	var err error
	if c.Harm, err = e.coded("harm", codebook.Harm); err != nil {
		return nil, err
	}
	low, high := strings.TrimSpace(e.form.Get("low")), strings.TrimSpace(e.form.Get("high"))
	open := e.form.Get("open") != ""
	switch {
	case low == "" && high == "" && open: // some, not counted
		c.Low, c.High = 1, dateline.Open
	case low == "" && high == "":
		return nil, &mistake{key: "report.no-number", args: []any{"typed", ""}, in: "low"}
	default:
		c.Low = 0
		if low != "" {
			if c.Low, err = readCount(low, "low"); err != nil {
				return nil, err
			}
		}
		if c.High = c.Low; high != "" {
			if c.High, err = readCount(high, "high"); err != nil {
				return nil, err
			}
		}
		if c.High < c.Low {
			return nil, &mistake{key: "report.high-below", in: "high"}
		}
		if open {
			c.High = dateline.Open
		}
	}
	c.Who, c.Attackers, c.Statement = strings.TrimSpace(e.form.Get("who")), e.form.Get("attackers") != "", e.source()
	c.Words, err = e.words(c.Words)
	return c, err
}

// readPublished reads a day of publication, or a moment, as somebody typed it into a control.
func (b *Workbench) readPublished(text, in string) (*dateline.Published, error) {
	text = strings.TrimSpace(text)
	if _, err := time.Parse(time.RFC3339, text); err == nil {
		return &dateline.Published{At: text, Basis: "argument"}, nil
	}
	t, err := b.readTime(text, in)
	if err != nil {
		return nil, err
	}
	if t.grain != dateline.Day {
		return nil, &mistake{key: "report.day-needed", in: in}
	}
	return &dateline.Published{At: t.start.String(), Basis: "argument"}, nil
}

// actor finds an actor of the record by a name that it bears. One that the record does not have is added to it.
func (e *editing) actor(name string) (id string, more []store.Edit) {
	if name == "" {
		return "", nil
	}
	for _, a := range e.record.Actors {
		if strings.EqualFold(a.Name, name) || a.ID == name || slices.ContainsFunc(a.Aliases, func(s string) bool { return strings.EqualFold(s, name) }) {
			return a.ID, nil
		}
	}
	added := dateline.Actor{Name: name, Aliases: []string{}, Kind: "unknown"}
	if known := e.knownActor(name); known != nil {
		added = dateline.Actor{ID: known.ID, Name: known.Name, Aliases: []string{}, Kind: known.Kind, Country: known.Country}
		if !strings.EqualFold(known.Name, name) {
			added.Aliases = append(added.Aliases, name)
		}
		if slices.ContainsFunc(e.record.Actors, func(a dateline.Actor) bool { return a.ID == known.ID }) {
			return known.ID, nil
		}
	}
	id = cmp.Or(added.ID, slug(name))
	for n := 2; slices.ContainsFunc(e.record.Actors, func(a dateline.Actor) bool { return a.ID == id }); n++ {
		id = slug(name) + "-" + strconv.Itoa(n)
	}
	added.ID = id
	value, err := json.Marshal(added)
	if err != nil {
		return "", nil
	}
	e.record.Actors = append(e.record.Actors, added)
	return id, []store.Edit{{Kind: store.EditAdd, Path: "actors", Value: value}}
}

// knownActor finds an actor of the actor list by a name that no other bears; nil if there is none.
func (e *editing) knownActor(name string) *gazetteer.Actor {
	words := dateline.NameWords(name)
	if n, found := e.Actors.Match(words, words); n == len(words) && len(found) == 1 {
		return found[0]
	}
	return nil
}

// slug makes an id of a name: letters and digits of any script, joined by hyphens.
func slug(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.In(r, unicode.L, unicode.M, unicode.Nd) })
	if len(words) == 0 {
		return "actor"
	}
	return strings.Join(words, "-")
}
