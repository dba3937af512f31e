package web

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"dateline"
	"dateline/codebook"
)

// A fix is the controls by which a value is corrected or added.
type fix struct {
	Kind     string // set or add
	Path     string
	Seen     string
	Title    string
	Wrong    string // what cannot be understood of what was typed
	Controls []control
	Report   string // address of the report's page
}

// A control is one field of a form.
type control struct {
	Name    string
	Label   string
	Type    string // text, number, select, check, date, place, words, actor
	Value   string
	Options []option
	Wrong   bool
	At      string // of words: where they begin and end in the text, in UTF-16 units
	Until   string
}

// An option is one of a choice.
type option struct {
	Value, Label string
	Note         string
	Chosen       bool
}

// A typing is what the controls of a value hold, by name.
type typing map[string]string

// typingOf is what the controls of a field hold for a value; raw is empty for one that is not stated.
func (m *rowMaker) typingOf(f dateline.Field, path string, raw json.RawMessage) typing {
	t := typing{}
	words := func(w dateline.Words) { t["words"] = w.Text }
	switch f {
	case dateline.FieldType:
		t["type"] = plainText(raw)
		if e := m.event(path); e != nil {
			words(e.Words)
		}
	case dateline.FieldStatus:
		t["status"] = plainText(raw)
	case dateline.FieldTime, dateline.FieldHorizon:
		if v, ok := decoded[dateline.Time](raw); ok {
			t["from"], t["to"] = typed(v)
			t["grain"] = string(v.Grain)
			words(v.Words)
		}
	case dateline.FieldPlace:
		if v, ok := decoded[dateline.Place](raw); ok {
			t["name"], t["choice"], t["grain"] = v.Name, v.ID, v.Grain
			words(v.Words)
		}
	case dateline.FieldVenue, dateline.FieldContent:
		if v, ok := decoded[dateline.Words](raw); ok {
			words(*v)
		}
	case dateline.FieldCasualty:
		t["harm"] = dateline.Killed
		if v, ok := decoded[dateline.Casualty](raw); ok {
			t["harm"], t["low"], t["who"], t["source"] = v.Harm, strconv.Itoa(v.Low), v.Who, v.Statement
			if t["high"] = strconv.Itoa(v.High); v.High == dateline.Open {
				t["high"], t["open"] = "", "1"
			}
			if v.Attackers {
				t["attackers"] = "1"
			}
			words(v.Words)
		}
	case dateline.FieldRole:
		t["role"], t["basis"] = dateline.Perpetrator, dateline.RoleStated
		if v, ok := decoded[dateline.Role](raw); ok {
			t["role"], t["basis"], t["actor"], t["source"] = v.Role, v.Basis, m.actors[v.Actor], v.Statement
			words(v.Words)
		}
	case dateline.FieldClaim:
		if v, ok := decoded[dateline.Claim](raw); ok {
			t["state"] = v.State
			var names []string
			for _, id := range v.By {
				names = append(names, m.name(id))
			}
			t["by"] = strings.Join(names, "; ")
			words(v.Words)
		}
	case dateline.FieldAct:
		t["act"] = plainText(raw)
		if s := m.statement(path); s != nil {
			words(s.Words)
		}
	case dateline.FieldSpeaker:
		if v, ok := decoded[dateline.Speaker](raw); ok {
			t["actor"], t["role-of"], t["affiliation"] = m.actors[v.Actor], v.Role, v.Affiliation
			words(v.Words)
		}
	case dateline.FieldOutlet:
		if v, ok := decoded[dateline.Outlet](raw); ok {
			t["actor"] = m.actors[v.Actor]
			words(v.Words)
		}
	case dateline.FieldForecast:
		if v, ok := decoded[dateline.Forecast](raw); ok {
			t["what"], t["likely"], t["actor"] = v.What, v.Words, m.actors[v.Actor]
		}
	case dateline.FieldTrait:
		if v, ok := decoded[dateline.Trait](raw); ok {
			t["trait"], t["value"], t["actor"] = v.Kind, v.Value, m.name(v.Actor)
			words(v.Words)
		}
	case dateline.FieldPublished:
		if v, ok := decoded[dateline.Published](raw); ok {
			t["date"] = v.At
		}
	default:
		t["text"] = plainText(raw)
	}
	return t
}

func plainText(raw json.RawMessage) string {
	s, ok := decoded[string](raw)
	if !ok {
		return ""
	}
	return *s
}

// controls are those of a field, holding what was typed. Adding takes more than correcting.
func (m *rowMaker) controls(book *codebook.Book, f dateline.Field, adding bool, t typing) []control {
	var all []control
	add := func(kind, name, key string, options ...option) {
		for i := range options {
			options[i].Chosen = options[i].Value == t[name]
		}
		all = append(all, control{Name: name, Label: m.plain(key), Type: kind, Value: t[name], Options: options})
	}
	of := func(class codebook.Class) (options []option) {
		for _, e := range book.Entries(class) {
			options = append(options, option{Value: e.Key, Label: m.key(string(class), e.Key)})
		}
		return options
	}
	named := func(class string, keys ...string) (options []option) {
		for _, key := range keys {
			options = append(options, option{Value: key, Label: m.key(class, key)})
		}
		return options
	}
	words := true
	switch f {
	case dateline.FieldType:
		add("select", "type", "report.type", of(codebook.Type)...)
		if adding {
			add("select", "status", "report.status", of(codebook.Status)...)
		}
	case dateline.FieldStatus:
		add("select", "status", "report.status", of(codebook.Status)...)
		words = false
	case dateline.FieldTime, dateline.FieldHorizon:
		add("date", "from", "report.from")
		add("date", "to", "report.to")
		add("select", "grain", "report.grain", append([]option{{Label: m.plain("report.as-typed")}}, named("grain", grains...)...)...)
	case dateline.FieldPlace:
		add("place", "name", "report.place-name")
		add("select", "grain", "report.grain", named("grain", placeGrains...)...)
	case dateline.FieldVenue, dateline.FieldContent:
	case dateline.FieldCasualty:
		add("select", "harm", "report.harm", of(codebook.Harm)...)
		add("number", "low", "report.low")
		add("number", "high", "report.high")
		add("check", "open", "report.open")
		add("text", "who", "report.who")
		add("check", "attackers", "report.attackers")
		add("select", "source", "report.source", m.sources()...)
	case dateline.FieldRole:
		add("select", "role", "report.role", of(codebook.Role)...)
		add("actor", "actor", "report.actor")
		add("select", "basis", "report.basis", named("basis", dateline.RoleStated, dateline.RoleClaimed, dateline.RoleBlamed, dateline.RoleSuspected)...)
		add("select", "source", "report.source", m.sources()...)
	case dateline.FieldClaim:
		add("select", "state", "report.claim", named("claim", dateline.Claimed, dateline.Rival, dateline.ClaimDenied, dateline.NoneStated, dateline.Unmentioned)...)
		add("actor", "by", "report.claimed-by")
	case dateline.FieldAct:
		add("select", "act", "report.act", of(codebook.Act)...)
		if adding {
			add("select", "about", "report.about-event", m.eventOptions()...)
		}
	case dateline.FieldSpeaker:
		add("actor", "actor", "report.actor")
		add("text", "role-of", "report.role-of")
		add("text", "affiliation", "report.affiliation")
	case dateline.FieldOutlet:
		add("actor", "actor", "report.actor")
	case dateline.FieldForecast:
		add("text", "what", "report.may-come")
		add("text", "likely", "report.likely-words")
		add("actor", "actor", "report.actor")
		words = false
	case dateline.FieldTrait:
		add("actor", "actor", "report.actor")
		add("select", "trait", "report.trait", of(codebook.Trait)...)
		add("text", "value", "report.value")
	case dateline.FieldPublished:
		add("date", "date", "report.published")
		words = false
	default:
		add("text", "text", map[dateline.Field]string{fieldTitle: "report.headline", fieldSite: "report.site", fieldLanguage: "report.language-code"}[f])
		words = false
	}
	if words {
		add("words", "words", "report.words")
	}
	return all
}

// grains are the units of a time that can be chosen.
var grains = []string{string(dateline.Minute), string(dateline.Hour), string(dateline.DayPart), string(dateline.Day), string(dateline.WeekGrain),
	string(dateline.Month), string(dateline.Season), string(dateline.Year), string(dateline.Decade)}

// placeGrains are how fine a place can be.
var placeGrains = []string{dateline.Town, dateline.Near, dateline.District, dateline.Province, dateline.Region, dateline.CountryGrain}

// sources are who may have said something: the report itself, or the speaker of a statement.
func (m *rowMaker) sources() []option {
	all := []option{{Label: m.plain("report.own-voice")}}
	for i := range m.record.Statements {
		s := &m.record.Statements[i]
		label := m.key("act", string(s.Act))
		if s.Speaker != nil {
			label = m.words("report.source-act", "speaker", isolate(s.Speaker.Text), "act", label)
		}
		all = append(all, option{Value: s.ID, Label: label})
	}
	return all
}

func (m *rowMaker) eventOptions() []option {
	all := []option{{Label: m.plain("report.about-none")}}
	for i := range m.record.Events {
		id := m.record.Events[i].ID
		all = append(all, option{Value: id, Label: m.words("report.event", "n", m.plainNumber(i+1), "title", m.events[id])})
	}
	return all
}

// event is the event that a path leads into; nil for none.
func (m *rowMaker) event(path string) *dateline.Event {
	parts := strings.Split(path, ".")
	if len(parts) < 2 || parts[0] != "events" {
		return nil
	}
	i := slices.IndexFunc(m.record.Events, func(e dateline.Event) bool { return e.ID == parts[1] })
	if i < 0 {
		return nil
	}
	return &m.record.Events[i]
}

// statement is the statement that a path leads into; nil for none.
func (m *rowMaker) statement(path string) *dateline.Statement {
	parts := strings.Split(path, ".")
	if len(parts) < 2 || parts[0] != "statements" {
		return nil
	}
	i := slices.IndexFunc(m.record.Statements, func(s dateline.Statement) bool { return s.ID == parts[1] })
	if i < 0 {
		return nil
	}
	return &m.record.Statements[i]
}
