package web

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"dateline"
)

// isolate keeps words of a report from turning what stands around them in their direction (FSI, PDI).
func isolate(s string) string {
	if s == "" {
		return ""
	}
	return "\u2068" + s + "\u2069"
}

// noted is a value with more notes.
func (m *rowMaker) noted(v value, notes ...string) value {
	all := append([]string{v.Note}, notes...)
	all = slices.DeleteFunc(all, func(s string) bool { return s == "" })
	v.Note = strings.Join(all, m.plain("list.comma"))
	return v
}

// name is what an actor of the record is called.
func (m *rowMaker) name(id string) string {
	if name := m.actors[id]; name != "" {
		return name
	}
	return id
}

// by names the speaker of a statement; empty for the report's own voice.
func (m *rowMaker) by(statement string) string {
	for i := range m.record.Statements {
		if s := &m.record.Statements[i]; s.ID == statement && s.Speaker != nil {
			return m.words("report.by", "speaker", isolate(s.Speaker.Text))
		}
	}
	return ""
}

func (m *rowMaker) textValue(s string) value {
	if s == "" {
		return value{Words: m.plain("count.unstated"), Line: gap}
	}
	return value{Words: isolate(s), Line: exact}
}

func (m *rowMaker) valueType(key string) value { return value{Words: m.key("type", key), Line: exact} }

func (m *rowMaker) valueTime(path string, t *dateline.Time) value {
	v := m.when(t)
	switch {
	case t == nil:
	case !t.Resolved() && t.Start.IsZero() && m.record.Document.Published == nil:
		v.Note = m.plain("report.no-published")
	case t.Basis == dateline.FromPublished:
		v = m.noted(v, m.plain("report.from-published"))
	case t.Basis == dateline.FromText:
		v = m.noted(v, m.plain("report.from-text"))
	}
	return v
}

func (m *rowMaker) valuePlace(p *dateline.Place) value {
	v := m.where(p)
	if p == nil {
		return v
	}
	v.Words = isolate(v.Words)
	if p.Admin1 != "" && p.Admin1 != p.Name {
		v.Words = m.words("report.place-in", "place", v.Words, "in", isolate(p.Admin1))
	}
	if p.Country != "" && p.Grain != dateline.CountryGrain {
		v.Words = m.words("report.place-in", "place", v.Words, "in", m.country(p.Country))
	}
	return v
}

func (m *rowMaker) valueCasualty(c *dateline.Casualty) value {
	v := m.locale.count(c.Low, c.High)
	if c.Who != "" {
		v.Words = m.words("report.count-who", "count", v.Words, "who", isolate(c.Who))
	}
	var notes []string
	for _, note := range []struct {
		is  bool
		key string
	}{{c.Attackers, "report.attackers"}, {c.IncludesAttackers, "report.with-attackers"}, {c.Running, "report.running"}} {
		if note.is {
			notes = append(notes, m.plain(note.key))
		}
	}
	return m.noted(v, append(notes, m.by(c.Statement))...)
}

func (m *rowMaker) valueRole(r *dateline.Role) value {
	v := value{Words: isolate(r.Text), Line: exact}
	if r.Actor != "" {
		v.Words = isolate(m.name(r.Actor))
	}
	if v.Words == "" {
		v = value{Words: m.plain("report.unnamed"), Line: unres}
	}
	if r.Role == dateline.Perpetrator {
		v.Note = m.key("basis", r.Basis)
		if r.Basis != dateline.RoleStated {
			v.Line = approx
		}
	}
	return m.noted(v, m.by(r.Statement))
}

func (m *rowMaker) valueClaim(c *dateline.Claim) value {
	v := value{Words: m.key("claim", c.State), Line: exact}
	if c.State == "" || c.State == dateline.Unmentioned {
		return value{Words: m.key("claim", dateline.Unmentioned), Line: gap}
	}
	var names []string
	for _, id := range c.By {
		names = append(names, isolate(m.name(id)))
	}
	if len(names) > 0 {
		v.Words = m.words("report.claim-by", "claim", v.Words, "who", m.list(names...))
	}
	return v
}

// valueAct says which events a statement is about.
func (m *rowMaker) valueAct(s *dateline.Statement) value {
	var about []string
	for _, id := range s.Events {
		if title := m.events[id]; title != "" {
			about = append(about, title)
		}
	}
	v := value{Words: m.plain("report.about-none"), Line: exact}
	if len(about) > 0 {
		v.Words = m.words("report.about", "events", m.list(about...))
	}
	return v
}

func (m *rowMaker) valueSpeaker(s *dateline.Speaker) value {
	if s == nil {
		return value{Words: m.plain("report.unnamed"), Line: gap}
	}
	v := value{Words: isolate(s.Text), Line: exact}
	if s.Actor != "" {
		v.Words = isolate(m.name(s.Actor))
	}
	if v.Words == "" {
		v.Words = m.plain("report.unnamed")
	}
	notes := []string{isolate(s.Role), isolate(s.Affiliation)}
	if s.For != "" {
		notes = append(notes, m.words("report.speaks-for", "actor", isolate(m.name(s.For))))
	}
	return m.noted(v, notes...)
}

func (m *rowMaker) valueOutlet(o *dateline.Outlet) value {
	v := value{Words: isolate(o.Text), Line: exact}
	if o.Actor != "" {
		v.Words = isolate(m.name(o.Actor))
	}
	return v
}

func (m *rowMaker) valueContent(s *dateline.Statement) value {
	switch {
	case s.Content == nil:
		return value{Words: m.plain("count.unstated"), Line: gap}
	case s.Direct:
		return value{Words: m.plain("report.direct"), Line: exact}
	}
	return value{Words: m.plain("report.indirect"), Line: exact}
}

func (m *rowMaker) valueForecast(f *dateline.Forecast) value {
	v := value{Words: isolate(f.What), Line: exact}
	if f.Actor != "" {
		v = m.noted(v, isolate(m.name(f.Actor)))
	}
	if f.Words != "" {
		v = m.noted(v, m.words("report.likely", "words", isolate(f.Words)))
	}
	return v
}

func (m *rowMaker) valueTrait(t *dateline.Trait) value {
	v := value{Words: isolate(t.Value), Line: exact}
	if t.Other != "" {
		v.Words = isolate(m.name(t.Other))
	}
	if t.Time != nil {
		when := m.when(t.Time)
		v = m.noted(v, when.Words)
		if when.Line != exact {
			v.Line = when.Line
		}
	}
	return m.noted(v, m.by(t.Statement))
}

func (m *rowMaker) valuePublished(p *dateline.Published) value {
	if p == nil {
		return value{Words: m.plain("count.unstated"), Line: gap}
	}
	if at, err := time.Parse(time.RFC3339, p.At); err == nil {
		return value{Words: m.moment(at), Line: exact, Note: m.key("said-by", p.Basis)}
	}
	if day, ok := p.Day(); ok {
		return value{Words: m.weekday(day), Line: exact, Note: m.key("said-by", p.Basis)}
	}
	return value{Words: isolate(p.At), Line: unres}
}

// valueLanguage names a language in that of the interface.
func (m *rowMaker) valueLanguage(code string) value {
	tag, err := language.Parse(code)
	if code == "" || err != nil {
		return m.textValue(code)
	}
	if name := display.Languages(m.tag).Name(tag); name != "" {
		return value{Words: name, Line: exact}
	}
	return m.textValue(code)
}

// valueOf puts a value of a field into words.
func (m *rowMaker) valueOf(f dateline.Field, raw json.RawMessage) value {
	switch f {
	case dateline.FieldType:
		if s, ok := decoded[string](raw); ok {
			return m.valueType(*s)
		}
	case dateline.FieldStatus:
		if s, ok := decoded[string](raw); ok {
			return value{Words: m.key("status", *s), Line: exact}
		}
	case dateline.FieldTime, dateline.FieldHorizon:
		if t, ok := decoded[dateline.Time](raw); ok {
			return m.valueTime("", t)
		}
	case dateline.FieldPlace:
		if p, ok := decoded[dateline.Place](raw); ok {
			return m.valuePlace(p)
		}
	case dateline.FieldVenue:
		if w, ok := decoded[dateline.Words](raw); ok {
			return value{Words: isolate(w.Text), Line: exact}
		}
	case dateline.FieldCasualty:
		if c, ok := decoded[dateline.Casualty](raw); ok {
			return m.valueCasualty(c)
		}
	case dateline.FieldRole:
		if r, ok := decoded[dateline.Role](raw); ok {
			return m.valueRole(r)
		}
	case dateline.FieldClaim:
		if c, ok := decoded[dateline.Claim](raw); ok {
			return m.valueClaim(c)
		}
	case dateline.FieldAct:
		if s, ok := decoded[string](raw); ok {
			return value{Words: m.key("act", *s), Line: exact}
		}
	case dateline.FieldSpeaker:
		if s, ok := decoded[dateline.Speaker](raw); ok {
			return m.valueSpeaker(s)
		}
	case dateline.FieldOutlet:
		if o, ok := decoded[dateline.Outlet](raw); ok {
			return m.valueOutlet(o)
		}
	case dateline.FieldForecast:
		if w, ok := decoded[dateline.Forecast](raw); ok {
			return m.valueForecast(w)
		}
	case dateline.FieldTrait:
		if t, ok := decoded[dateline.Trait](raw); ok {
			return m.valueTrait(t)
		}
	case dateline.FieldPublished:
		if p, ok := decoded[dateline.Published](raw); ok {
			return m.valuePublished(p)
		}
	case fieldLanguage:
		if s, ok := decoded[string](raw); ok {
			return m.valueLanguage(*s)
		}
	}
	if s, ok := decoded[string](raw); ok {
		return m.textValue(*s)
	}
	if w, ok := decoded[dateline.Words](raw); ok {
		return m.textValue(w.Text)
	}
	return m.textValue("")
}

// spoken is valueOf in words alone.
func (m *rowMaker) spoken(f dateline.Field, raw json.RawMessage) string {
	return m.valueOf(f, raw).Words
}
