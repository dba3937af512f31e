package web

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"dateline"
)

// A rowMaker makes the rows of a record.
type rowMaker struct {
	*locale
	record  *dateline.Record
	decided *standings
	actors  map[string]string // names by id
	events  map[string]string // titles by id
	gaps    map[string]*dateline.Gap
	added   *section
}

func newRowMaker(l *locale, record *dateline.Record, d *standings) *rowMaker {
	m := &rowMaker{locale: l, record: record, decided: d, actors: map[string]string{}, events: map[string]string{}, gaps: map[string]*dateline.Gap{}}
	for _, a := range record.Actors {
		m.actors[a.ID] = a.Name
	}
	for i := range record.Gaps {
		m.gaps[record.Gaps[i].Field] = &record.Gaps[i]
	}
	for i := range record.Events {
		m.events[record.Events[i].ID] = m.eventTitle(&record.Events[i])
	}
	return m
}

// sections gives all of the record: events, warnings, traits, statements, and the report itself.
func (m *rowMaker) sections(incidents map[string]string) []*section {
	var all []*section
	for i := range m.record.Events {
		e := &m.record.Events[i]
		s := &section{ID: "s-" + e.ID, Path: "events." + e.ID, Event: true, Title: m.words("report.event", "n", m.plainNumber(i+1), "title", m.events[e.ID]),
			Incident: incidents[e.ID], Rejected: m.decided.events[e.ID]}
		s.Notes = append(s.Notes, m.key("status", string(e.Status)), m.plain(map[bool]string{true: "report.main", false: "report.background"}[e.Main]))
		m.added = s
		m.eventRows(e)
		all = append(all, s)
	}
	statements := &section{ID: "s-statements", Title: m.plain("report.statements")}
	for i := range m.record.Statements {
		st := &m.record.Statements[i]
		m.added = statements
		if st.Forecast != nil {
			m.added = &section{ID: "s-" + st.ID, Path: "statements." + st.ID, Title: m.plain("act.warns")}
			all = append(all, m.added)
		}
		m.statementRows(st)
	}
	m.added = statements
	m.rejectedOf("statements", func(raw json.RawMessage) *row {
		st, ok := decoded[dateline.Statement](raw)
		if !ok {
			return nil
		}
		return m.actRow("statements", st)
	})
	all = append(all, m.traitSections()...)
	if len(statements.Rows) > 0 {
		all = append(all, statements)
	}
	m.added = &section{ID: "s-report", Title: m.plain("report.itself")}
	m.documentRows()
	return append(all, m.added)
}

// eventTitle names an event by what and where.
func (m *rowMaker) eventTitle(e *dateline.Event) string {
	title := m.key("type", e.Type)
	if where := m.where(e.Place); e.Place != nil {
		title = m.words("report.event-at", "what", title, "where", isolate(where.Words))
	}
	return title
}

// add makes a row of what stands at a place of the record, or is not stated there.
func (m *rowMaker) add(r *row) {
	place := r.Path
	r.Path = m.decided.name(place)
	r.ID = r.Path
	stands := m.decided.by[r.Path]
	if stands == nil {
		stands = &standing{who: unstated, now: m.documentValue(r.Field)}
		if len(stands.now) > 0 {
			stands.who = machine
		}
	}
	r.Who, r.Stands, r.raw, r.Seen = stands.who, stands.last, stands.now, seen(stands.now)
	switch r.Who {
	case corrected:
		if len(stands.was) > 0 {
			r.Was = m.spoken(r.Field, stands.was)
		}
		if r.Field == dateline.FieldPublished {
			r.Value.Note = "" // who set it is said already
		}
	case rejected:
		r.Value, r.Quotes = m.valueOf(r.Field, stands.gone), quotesOf(stands.gone)
	case unstated, "":
		r.Who, r.Stands, r.Value.Line = unstated, nil, gap
		if r.Value.Note == "" {
			r.Value.Note = m.reason(place)
		}
	}
	m.added.Rows = append(m.added.Rows, r)
}

// addIf is add where something stood that was rejected.
func (m *rowMaker) addIf(r *row) {
	if m.decided.by[r.Path] != nil {
		m.add(r)
	}
}

// rejectedOf adds rows for what was taken out of a list, struck.
func (m *rowMaker) rejectedOf(list string, rowOf func(json.RawMessage) *row) {
	for _, path := range m.decided.struckIn(list) {
		no := m.decided.by[path]
		r := rowOf(no.gone)
		if r == nil {
			continue
		}
		r.Path, r.ID, r.Who, r.Stands = path, path, rejected, no.last
		at := slices.IndexFunc(m.added.Rows, func(o *row) bool { return after(o.Path, path) })
		if at < 0 {
			at = len(m.added.Rows)
		}
		m.added.Rows = slices.Insert(m.added.Rows, at, r)
	}
}

// after tells whether a thing of a list came after another of the same.
func after(path, other string) bool {
	i, j := strings.LastIndexByte(path, '.'), strings.LastIndexByte(other, '.')
	if i < 0 || j < 0 || path[:i] != other[:j] {
		return false
	}
	a, err := strconv.Atoi(path[i+1:])
	b, wrong := strconv.Atoi(other[j+1:])
	return err == nil && wrong == nil && a > b
}

// documentValue is the JSON of what the report says of itself; nil for what it does not, and for other fields.
func (m *rowMaker) documentValue(f dateline.Field) json.RawMessage {
	doc := m.record.Document
	text := map[dateline.Field]string{fieldTitle: doc.Title, fieldSite: doc.Site, fieldLanguage: doc.Language}[f]
	if text == "" {
		return nil
	}
	raw, err := json.Marshal(text)
	if err != nil {
		return nil
	}
	return raw
}

// reason says why something is not stated, where the record has a gap for it.
func (m *rowMaker) reason(path string) string {
	if g := m.gaps[path]; g != nil {
		return m.key("gap", g.Code)
	}
	return ""
}

func (m *rowMaker) eventRows(e *dateline.Event) {
	at := "events." + e.ID + "."
	m.add(&row{Path: at + "type", Field: dateline.FieldType, Kind: "type", Label: m.plain("report.type"), Value: m.valueType(e.Type), Quotes: quotes(e.Words)})
	m.add(&row{Path: at + "status", Field: dateline.FieldStatus, Kind: "type", Label: m.plain("report.status"), Value: value{Words: m.key("status", string(e.Status)), Line: exact}})
	m.timeRow(at+"time", dateline.FieldTime, m.plain("report.when"), e.Time)
	m.add(&row{Path: at + "place", Field: dateline.FieldPlace, Kind: "place", Label: m.plain("report.where"), Value: m.valuePlace(e.Place), Quotes: placeQuotes(e.Place)})
	if r := (&row{Path: at + "venue", Field: dateline.FieldVenue, Kind: "place", Label: m.plain("report.venue")}); e.Venue != nil {
		r.Value, r.Quotes = value{Words: isolate(e.Venue.Text), Line: exact}, quotes(*e.Venue)
		m.add(r)
	} else {
		m.addIf(r)
	}
	for i := range e.Casualties {
		r := m.casualtyRow(&e.Casualties[i])
		r.Path = at + "casualties." + strconv.Itoa(i)
		m.add(r)
	}
	if len(e.Casualties) == 0 && len(m.decided.struckIn(at+"casualties")) == 0 {
		m.add(&row{Path: at + "casualties", Field: dateline.FieldCasualty, Kind: "toll", Label: m.plain("report.casualties"), Value: value{Words: m.plain("count.unstated"), Line: gap}})
	}
	m.rejectedOf(at+"casualties", func(raw json.RawMessage) *row {
		c, ok := decoded[dateline.Casualty](raw)
		if !ok {
			return nil
		}
		return m.casualtyRow(c)
	})
	perpetrator := false
	for i := range e.Roles {
		perpetrator = perpetrator || e.Roles[i].Role == dateline.Perpetrator
		r := m.roleRow(&e.Roles[i])
		r.Path = at + "roles." + strconv.Itoa(i)
		m.add(r)
	}
	if !perpetrator && len(m.decided.struckIn(at+"roles")) == 0 {
		m.add(&row{Path: at + "roles", Field: dateline.FieldRole, Kind: "actor", Label: m.plain("role.perpetrator"), Value: value{Words: m.plain("count.unstated"), Line: gap}})
	}
	m.rejectedOf(at+"roles", func(raw json.RawMessage) *row {
		role, ok := decoded[dateline.Role](raw)
		if !ok {
			return nil
		}
		return m.roleRow(role)
	})
	m.add(&row{Path: at + "claim", Field: dateline.FieldClaim, Kind: "said", Label: m.plain("report.claim"), Value: m.valueClaim(&e.Claim), Quotes: quotes(e.Claim.Words), Act: e.Claim.State})
}

func (m *rowMaker) timeRow(path string, f dateline.Field, label string, t *dateline.Time) {
	r := &row{Path: path, Field: f, Kind: "time", Label: label, Value: m.valueTime(path, t)}
	if t != nil {
		r.Quotes = quotes(t.Words)
	}
	m.add(r)
}

func (m *rowMaker) casualtyRow(c *dateline.Casualty) *row {
	return &row{Field: dateline.FieldCasualty, Kind: "toll", Label: m.key("harm", c.Harm), Value: m.valueCasualty(c), Quotes: quotes(c.Words)}
}

func (m *rowMaker) roleRow(r *dateline.Role) *row {
	kind := "actor"
	if r.Role == dateline.Weapon {
		kind = "type"
	}
	return &row{Field: dateline.FieldRole, Kind: kind, Label: m.key("role", r.Role), Value: m.valueRole(r), Quotes: quotes(r.Words)}
}

func (m *rowMaker) actRow(path string, s *dateline.Statement) *row {
	all := s.Words
	if s.Content != nil { // brackets take in who says it and what is said
		all = dateline.Words{Text: s.Text, Span: s.Span}
		if between := apart(m.record.Document.Text, s.Span, s.Content.Span); !between {
			all.Span = s.Span.Join(s.Content.Span)
		}
	}
	return &row{Path: path, Field: dateline.FieldAct, Kind: "said", Label: m.key("act", string(s.Act)), Act: string(s.Act), Value: m.valueAct(s), Quotes: quotes(all)}
}

func (m *rowMaker) statementRows(s *dateline.Statement) {
	at := "statements." + s.ID + "."
	m.add(m.actRow(at+"act", s))
	speaker := &row{Path: at + "speaker", Field: dateline.FieldSpeaker, Kind: "actor", Label: m.plain("report.speaker"), Value: m.valueSpeaker(s.Speaker)}
	if s.Speaker != nil {
		speaker.Quotes = quotes(s.Speaker.Words)
	}
	m.add(speaker)
	if outlet := (&row{Path: at + "outlet", Field: dateline.FieldOutlet, Kind: "actor", Label: m.plain("report.told")}); s.Outlet != nil {
		outlet.Value, outlet.Quotes = m.valueOutlet(s.Outlet), quotes(s.Outlet.Words)
		m.add(outlet)
	} else {
		m.addIf(outlet)
	}
	content := &row{Path: at + "content", Field: dateline.FieldContent, Kind: "said", Label: m.plain("report.said"), Value: m.valueContent(s)}
	if s.Content != nil {
		content.Quotes = quotes(*s.Content)
	}
	m.add(content)
	if f := s.Forecast; f != nil {
		m.add(&row{Path: at + "forecast", Field: dateline.FieldForecast, Kind: "said", Label: m.plain("report.may-come"), Value: m.valueForecast(f)})
		m.timeRow(at+"forecast.by", dateline.FieldHorizon, m.plain("report.horizon"), f.By)
	}
}

// traitSections parts the traits by whom they are of.
func (m *rowMaker) traitSections() []*section {
	var all []*section
	by := map[string]*section{}
	of := func(actor string) {
		if by[actor] == nil {
			by[actor] = &section{ID: fmt.Sprintf("s-of-%d", len(all)+1), Title: m.words("report.of-actor", "actor", isolate(m.name(actor)))}
			all = append(all, by[actor])
		}
		m.added = by[actor]
	}
	for i := range m.record.Traits {
		t := &m.record.Traits[i]
		of(t.Actor)
		r := m.traitRow(t)
		r.Path = "traits." + strconv.Itoa(i)
		m.add(r)
	}
	m.rejectedOf("traits", func(raw json.RawMessage) *row {
		t, ok := decoded[dateline.Trait](raw)
		if !ok {
			return nil
		}
		of(t.Actor)
		return m.traitRow(t)
	})
	return all
}

func (m *rowMaker) traitRow(t *dateline.Trait) *row {
	return &row{Field: dateline.FieldTrait, Kind: "actor", Label: m.key("trait", t.Kind), Value: m.valueTrait(t), Quotes: quotes(t.Words)}
}

// documentRows are what the report says of itself.
func (m *rowMaker) documentRows() {
	doc := m.record.Document
	title := dateline.Words{Text: doc.Title}
	if strings.HasPrefix(doc.Text, doc.Title) && doc.Title != "" {
		title.Span = dateline.Span{To: len(doc.Title)}
	}
	m.add(&row{Path: "document.title", Field: fieldTitle, Kind: "type", Label: m.plain("report.headline"), Value: m.textValue(doc.Title)})
	m.add(&row{Path: "document.site", Field: fieldSite, Kind: "actor", Label: m.plain("report.site"), Value: m.textValue(doc.Site)})
	m.add(&row{Path: "document.published", Field: dateline.FieldPublished, Kind: "time", Label: m.plain("report.published"), Value: m.valuePublished(doc.Published)})
	m.add(&row{Path: "document.language", Field: fieldLanguage, Kind: "type", Label: m.plain("report.language"), Value: m.valueLanguage(doc.Language)})
}

func quotes(w dateline.Words) []dateline.Words {
	if w.Text == "" && w.Span.IsZero() {
		return nil
	}
	return []dateline.Words{w}
}

func placeQuotes(p *dateline.Place) []dateline.Words {
	if p == nil {
		return nil
	}
	return quotes(p.Words)
}

// quotesOf gives the words of a value of any kind.
func quotesOf(raw json.RawMessage) []dateline.Words {
	w, ok := decoded[dateline.Words](raw)
	if !ok {
		return nil
	}
	return quotes(*w)
}

// apart tells whether two spans stand in different paragraphs.
func apart(text string, a, b dateline.Span) bool {
	all := a.Join(b)
	return all.To > len(text) || all.From > all.To || strings.Contains(text[all.From:all.To], "\n\n")
}

func decoded[T any](raw json.RawMessage) (*T, bool) {
	var v T
	if json.Unmarshal(raw, &v) != nil {
		return nil, false
	}
	return &v, true
}
