package extract

import "dateline"

// joinClocks makes one time of a clock time or a part of the day and a day that
// stands beside it: "at about 3.15 pm on Thursday". The sentence's own times begin at from.
func (r *report) joinClocks(s *sentence, from int) {
	kept := r.times[:from]
	for i := from; i < len(r.times); i++ {
		t := r.times[i]
		if len(kept) > from {
			last := &kept[len(kept)-1]
			if t.first-last.last <= 2 && r.beside(s, last.last, t.first) {
				a, b := last, &t
				if a.dayless() != b.dayless() {
					d, c := a, b
					if a.dayless() {
						d, c = b, a
					}
					if d.time.Grain == dateline.Day || d.time.Grain == dateline.DayPart {
						joined := *d
						joined.first, joined.last = a.first, b.last
						joined.time = atClock(d.time, c)
						joined.part = max(d.part, c.part)
						joined.time.Words = r.words(s, a.first, b.last)
						*last = joined
						continue
					}
				}
			}
		}
		kept = append(kept, t)
	}
	r.times = kept
}

// clock gives the time of day that a match says, without a day. ok is false if there is none such.
func (x *saying) clock() (t timeMention, ok bool) {
	v, ok := x.value(x.t.form)
	if !ok {
		return t, false
	}
	grain := dateline.Minute
	if x.t.form == "hour" && v > 24 {
		return t, false
	}
	if x.t.form == "hour" {
		v, grain = v*60, dateline.Hour
	} else if v%60 == 0 {
		grain = dateline.Hour
	}
	if minutes, ok := x.value("minutes"); ok {
		v, grain = v+minutes, dateline.Minute
	}
	if meridiem, ok := x.value("meridiem"); ok {
		if f, ok := x.s.found(x.m, "meridiem"); ok && f.Kind == "part" { // "four in the morning"
			meridiem = meridiemOf(f.ID)
		}
		v, x.t.halved = onMeridiem(v, meridiem), true
	}
	x.t.clock = v
	x.t.time = dateline.Time{Grain: grain, Basis: dateline.Unresolvable}
	return x.t, v >= 0 && v < 24*60
}

// partAlone gives the part of the day that a match says, without a day.
func (x *saying) partAlone() (t timeMention, ok bool) {
	f, ok := firstWithin(x.s, "part", x.m.First, x.m.Last)
	x.t.part = f.ID
	x.t.time = dateline.Time{Grain: dateline.DayPart, Basis: dateline.Unresolvable}
	return x.t, ok
}

// beside tells whether only function words, commas and words like "about" stand in [first, last).
func (r *report) beside(s *sentence, first, last int) bool {
	for i := first; i < last; i++ {
		if !s.loose(i, i+1) && !r.book.Has("near-hour", s.Tokens[i].Norm) {
			return false
		}
	}
	return true
}

// loose tells whether only function words and commas stand in [first, last).
func (s *sentence) loose(first, last int) bool {
	for i := first; i < last; i++ {
		switch s.Tokens[i].Tag {
		case dateline.Preposition, dateline.Determiner, dateline.Mark, dateline.Subordinate:
		default:
			return false
		}
	}
	return true
}

// dayless tells whether the mention is of a time of day and no day.
func (t *timeMention) dayless() bool { return t.clock >= 0 || t.form == "part" }

// meridiemOf gives the half of the day that a part of it is of, as onMeridiem has it.
func meridiemOf(part int) int {
	switch from, _ := hours(part); {
	case from < 12:
		return 0
	case from < 20:
		return 12
	}
	return 20
}

// onMeridiem gives a time of day, in minutes, by the half of the day that is said with it: 0
// is before noon, 12 after it; 20 is the night, whose hours from six on lie before midnight.
func onMeridiem(minutes, meridiem int) int {
	switch {
	case meridiem == 20 && minutes >= 6*60 && minutes < 12*60, meridiem == 12 && minutes < 12*60:
		return minutes + 12*60
	case meridiem != 12 && minutes >= 12*60 && minutes < 13*60, meridiem == 0 && minutes >= 12*60:
		return minutes - 12*60
	}
	return minutes
}
