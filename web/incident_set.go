package web

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"dateline"
	"dateline/codebook"
	"dateline/store"
)

// A stand is where a fact of an incident stands: who decided it, and the controls by which an editor decides it.
type stand struct {
	Field   string // the path that edits of it have
	Seen    string // its value as JSON: what an edit holds against the record
	By      string // who set or confirmed it last, in words; empty for nobody
	Confirm bool   // what is shown is what would be confirmed
	Fix     *setting
}

// A setting is the open controls of a fact.
type setting struct {
	Controls []control
	Wrong    string // what keeps it from being set, in words
	Reason   string
}

// factFields are the fields of an incident that its page shows as facts, by the kind of value that each is of.
var factFields = map[string]dateline.ValueKind{"type": dateline.TypeKind, "killed": dateline.TollKind, "injured": dateline.TollKind,
	"time": dateline.TimeKind, "place": dateline.PlaceKind, "claim": dateline.StatementKind}

// stand tells who decided a field of an incident: an editor who set it, or who confirmed it as it still is; else those
// who checked the report that gives it.
func (v *visit) stand(i *store.Incident, field string) (who, stand, error) {
	s := stand{Field: field, Seen: seenField(i, field)}
	mark := machine
	edits, err := v.Store.HistoryOf(v.ctx(), i.ID, field)
	if err != nil {
		return mark, s, err
	}
	changes, err := v.Store.ChangesOf(v.ctx(), i.ID)
	if err != nil {
		return mark, s, err
	}
	set := slices.Contains(i.Fixed, field)
	own := false
	for _, e := range slices.Backward(edits) {
		if e.Undone != 0 || e.Kind != store.EditSet && e.Kind != store.EditConfirm {
			continue
		}
		own = true
		changed := slices.ContainsFunc(changes, func(c store.Change) bool {
			return c.Field == changeField(field) && c.At.After(e.At) && c.Edit != e.ID
		})
		switch {
		case e.Kind == store.EditSet && set:
			s.By = v.locale.words("incident.set-by", "author", isolate(e.Author), "ago", v.locale.ago(e.At, v.Now()))
		case e.Kind == store.EditConfirm && !changed:
			s.By = v.locale.words("incident.confirmed-by", "author", isolate(e.Author), "ago", v.locale.ago(e.At, v.Now()))
			mark = accepted
		default:
			continue
		}
		break
	}
	at := slices.Index(dateline.ValueKinds[:], factFields[field])
	switch {
	case set:
		mark = corrected
	case mark == accepted || own || field == "injured" || field == "killed" && slices.Contains(i.Fixed, "injured"):
		// the rail holds killed and injured in one
	case deciders[i.Entry.Rail[at]] == accepted || deciders[i.Entry.Rail[at]] == corrected:
		mark = deciders[i.Entry.Rail[at]]
	}
	return mark, s, nil
}

// changeField is what changes call a field.
func changeField(field string) string {
	if field == "time" {
		return "day"
	}
	return field
}

func seenField(i *store.Incident, field string) string {
	if value := i.Fields[field]; len(value) > 0 {
		return string(value)
	}
	return "null"
}

// decide puts marks on the facts, what editors have set before what reports come to, and opens the controls of a field.
func (v *visit) decide(page *incidentPage, t *told, open string, typed typing, wrong string) error {
	for n := range page.Facts {
		f := &page.Facts[n]
		mark, s, err := v.stand(t.Incident, f.Field)
		if err != nil {
			return err
		}
		was := f.Words
		if words, ok := v.fieldWords(f.Field, t.Fields[f.Field]); ok && mark == corrected {
			f.Words, f.Mark = words, corrected
			if was != words && f.Field != "type" {
				f.Notes = append(f.Notes, v.locale.text("incident.reports-say", "value", bold(was)))
			}
			f.Low, f.Best, f.High = "", "", ""
		}
		if f.Mark != unstated {
			f.Mark = mark
		}
		figure, _ := v.fieldWords(f.Field, t.Fields[f.Field])
		s.Confirm = s.Seen != "null" && f.Mark != unstated && mark != accepted && mark != corrected && (factFields[f.Field] != dateline.TollKind || figure == f.Words)
		if open == f.Field && page.Edits {
			if typed == nil {
				typed = typedField(f.Field, t.Fields[f.Field])
			}
			s.Fix = &setting{v.fieldControls(f.Field, typed), wrong, typed["reason"]}
		}
		f.Stand = s
	}
	return nil
}

// fieldWords puts the value of a field into words; ok is false for none.
func (v *visit) fieldWords(field string, raw json.RawMessage) (words string, ok bool) {
	if len(raw) == 0 || string(raw) == "null" {
		return v.locale.words("count.unstated"), false
	}
	switch field {
	case "killed", "injured":
		f, ok := decoded[store.Figure](raw)
		if !ok {
			return "", false
		}
		return v.locale.shortCount(f.Low, f.High), true
	case "time":
		t, ok := decoded[dateline.Time](raw)
		return v.locale.when(t).Words, ok
	case "place":
		p, ok := decoded[dateline.Place](raw)
		return v.locale.where(p).Words, ok
	case "claim":
		return v.locale.key("claim", plainText(raw)), true
	}
	return v.locale.key(field, plainText(raw)), true
}

// typedField is what the controls of a field hold for a value.
func typedField(field string, raw json.RawMessage) typing {
	t := typing{}
	switch field {
	case "killed", "injured":
		if f, ok := decoded[store.Figure](raw); ok {
			t["low"], t["high"] = strconv.Itoa(f.Low), strconv.Itoa(f.High)
			if f.High == dateline.Open {
				t["high"], t["open"] = "", "1"
			}
		}
	case "time":
		if at, ok := decoded[dateline.Time](raw); ok {
			t["from"], t["to"] = typed(at)
		}
	case "place":
		if p, ok := decoded[dateline.Place](raw); ok {
			t["name"], t["choice"] = p.Name, p.ID
		}
	default:
		t[field] = plainText(raw)
	}
	return t
}

// fieldControls are the controls of a field.
func (v *visit) fieldControls(field string, t typing) (all []control) {
	add := func(kind, name, key string, options ...option) {
		for i := range options {
			options[i].Chosen = options[i].Value == t[name]
		}
		all = append(all, control{Name: name, Label: v.locale.plain(key), Type: kind, Value: t[name], Options: options})
	}
	switch field {
	case "killed", "injured":
		add("number", "low", "report.low")
		add("number", "high", "report.high")
		add("check", "open", "report.open")
	case "time":
		add("date", "from", "report.from")
		add("date", "to", "report.to")
	case "place":
		add("text", "name", "report.place-name")
		if options := v.placeOptions(t["name"], t["choice"]); len(options) > 0 {
			all = append(all, control{Name: "choice", Label: v.locale.plain("report.which-place"), Type: "choice", Options: options})
		}
	case "claim":
		var options []option
		for _, state := range []string{dateline.Claimed, dateline.Rival, dateline.ClaimDenied, dateline.NoneStated, dateline.Unmentioned} {
			options = append(options, option{Value: state, Label: v.locale.key("claim", state)})
		}
		add("select", "claim", "incident.claim", options...)
	case "type":
		var options []option
		for _, e := range v.Book.Entries(codebook.Type) {
			options = append(options, option{Value: e.Key, Label: v.locale.key("type", e.Key)})
		}
		add("select", "type", "incident.type", options...)
	}
	return all
}

// readField puts what was typed into the value of a field.
func (v *visit) readField(field string, t typing, old json.RawMessage) (json.RawMessage, error) {
	var value any
	switch field {
	case "killed", "injured":
		low, err := readCount(t["low"], "low")
		if err != nil {
			return nil, err
		}
		f := store.Figure{Low: low, High: low}
		switch {
		case t["open"] != "":
			f.High = dateline.Open
		case strings.TrimSpace(t["high"]) != "":
			if f.High, err = readCount(t["high"], "high"); err != nil {
				return nil, err
			}
			if f.High < f.Low {
				return nil, &mistake{key: "incident.high-below", in: "high"}
			}
		}
		value = f
	case "time":
		at, err := v.readInterval(t["from"], t["to"], "", nil)
		if err != nil {
			return nil, err
		}
		if !at.Resolved() {
			return nil, &mistake{key: "report.no-start", in: "from"}
		}
		value = at
	case "place":
		p, err := v.readNamed(strings.Join(strings.Fields(t["name"]), " "), t["choice"], old)
		if err != nil {
			return nil, err
		}
		value = p
	case "claim":
		if !slices.Contains([]string{dateline.Claimed, dateline.Rival, dateline.ClaimDenied, dateline.NoneStated, dateline.Unmentioned}, t["claim"]) {
			return nil, &mistake{key: "report.choose", in: "claim"}
		}
		value = t["claim"]
	case "type":
		if _, ok := v.Book.Entry(codebook.Type, t["type"]); !ok {
			return nil, &mistake{key: "report.choose", in: "type"}
		}
		value = t["type"]
	}
	return json.Marshal(value)
}

// readNamed reads a place by its name and the choice among those that bear it.
func (v *visit) readNamed(name, choice string, old json.RawMessage) (*dateline.Place, error) {
	if name == "" {
		return nil, &mistake{key: "report.name-needed", in: "name"}
	}
	if p, ok := decoded[dateline.Place](old); ok && p.Name == name && (choice == "" || choice == p.ID) {
		return p, nil
	}
	found := v.placesOf(name)
	if at := slices.IndexFunc(found, func(p dateline.Place) bool { return p.ID == choice && choice != "" }); at >= 0 {
		return &found[at], nil
	}
	if len(found) > 0 && choice != noPlace {
		return nil, &mistake{key: "report.choose-place", in: "name"}
	}
	return &dateline.Place{Name: name, Grain: dateline.Town}, nil
}

// setIncident sets a field of an incident, or confirms it as it was seen. What stands in the way is said in words,
// with what was typed kept.
func (v *visit) setIncident() error {
	incident, done, err := v.incidentAt("")
	if err != nil || done {
		return err
	}
	field, saw := v.r.PostFormValue("field"), v.r.PostFormValue("saw")
	_, known := factFields[field]
	if !known || !json.Valid([]byte(saw)) {
		return trouble(http.StatusBadRequest, "error.form")
	}
	t := typing{}
	for name := range v.r.PostForm {
		t[name] = v.r.PostForm.Get(name)
	}
	e := store.Edit{Kind: store.EditConfirm, Subject: incident.ID, Path: field, Saw: json.RawMessage(saw), Author: v.author, Reason: strings.TrimSpace(t["reason"])}
	if t["kind"] == "set" {
		value, err := v.readField(field, t, incident.Fields[field])
		var wrong *mistake
		if errors.As(err, &wrong) {
			return v.showIncident(http.StatusUnprocessableEntity, incident, field, t, v.locale.words(wrong.key, wrong.args...))
		}
		if err != nil {
			return err
		}
		if !bytes.Equal(value, incident.Fields[field]) {
			e.Kind, e.Value = store.EditSet, value
		}
	}
	_, err = v.Store.Apply(v.ctx(), e)
	var conflict *store.ConflictError
	if errors.As(err, &conflict) {
		return v.showIncident(http.StatusConflict, incident, field, t, v.clashWords(field, conflict, t))
	}
	if err != nil {
		return err
	}
	return v.seeOther(incidentPath(incident.ID) + "#f-" + field)
}

// clashWords says who has set what since it was seen, and what the visitor wanted.
func (v *visit) clashWords(field string, c *store.ConflictError, t typing) string {
	theirs, _ := v.fieldWords(field, c.Stands)
	mine, _ := v.fieldWords(field, c.Wanted)
	if t["kind"] != "set" {
		mine = v.locale.words("incident.confirmed-it", "value", mine)
	}
	if c.Author == "" {
		return v.locale.words("report.clash-read", "theirs", theirs, "mine", mine)
	}
	return v.locale.words("report.clash-set", "author", isolate(c.Author), "theirs", theirs, "ago", v.locale.ago(c.At, v.Now()), "mine", mine)
}
