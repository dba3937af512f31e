package extract

import (
	"dateline"
)

// settleLongPast works out the days of a month that a report of a trial or a remembrance tells without their year:
// title or lead have told it. "Four get life for the 2016 attack. ... It was Sunday, March 13."
func (r *report) settleLongPast() {
	if _, known := r.doc.Published.Day(); !known || !r.isCourt() && !r.remembers() && !r.yearsAfter() {
		return
	}
	past := r.pastToldFirst()
	if past == nil {
		return
	}
	for i := range r.times {
		t := &r.times[i]
		s := r.sentences[t.sentence]
		if t.form != "date" || t.time.Basis != dateline.FromPublished || !t.time.Resolved() || coarseness(t.time.Grain) > 0 || s.weight() >= 3 {
			continue
		}
		switch told := r.telling(s, r.segmentOf(s, t.first)) > 0.5 || r.attackersAct(s, t) || r.cleft(s, t) || r.saysWhen(s, t); {
		case past.Grain == dateline.Month && past.Start.At.Month() != t.time.Start.At.Month(), !told:
			continue
		}
		years := past.Start.At.Year() - t.time.Start.At.Year()
		t.time.Start.At, t.time.End.At = t.time.Start.At.AddDate(years, 0, 0), t.time.End.At.AddDate(years, 0, 0)
		t.time.Basis = dateline.FromText
	}
}

// pastToldFirst gives the month or the year, a year ago or more, of which title, lead or the paragraph after it tell
// something; nil if they tell of a day of such a year, or of no such time.
func (r *report) pastToldFirst() (past *dateline.Time) {
	for i := range r.times {
		t := &r.times[i]
		switch {
		case !r.longPast(t) || t.form == "since":
		case coarseness(t.time.Grain) == 0:
			return nil
		case (t.time.Grain == dateline.Month || t.time.Grain == dateline.Year) && past == nil:
			past = &t.time
		}
	}
	return past
}

// saysWhen tells whether a sentence says nothing but when something was: "It was a Sunday, March 13".
func (r *report) saysWhen(s *sentence, t *timeMention) bool {
	return len(s.Tokens) <= t.last-t.first+5 && t.first > 0 && r.book.Longest("cleft", s.Tokens) > 0
}
