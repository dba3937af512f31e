package extract

import (
	"slices"

	"dateline"
)

// A cue is a small sign that decides how an event or a figure is to be taken:
// foiled, made-safe, attempted, planned, threatened, hypothetical, negated, simile, other
// (another event), since, series, many, including, running, superseded, sport, accident, staged,
// computer, other-sense.
type cue struct {
	sentence    int
	first, last int
	sort        string
}

// readCues reads tokens; adds cues.
func (r *report) readCues() {
	for _, s := range r.sentences {
		from := len(r.cues)
		for _, m := range r.cue.All(s.Sentence) {
			if m.Literal("sort") == "hypothetical" && s.covered(m.First, m.Last, "time") {
				continue // the month
			}
			r.cues = append(r.cues, cue{s.index, m.First, m.Last, m.Literal("sort")})
		}
		s.segments = r.parts(s, r.cues[from:])
	}
}

// cued tells whether a cue of that sort lies within tokens [first, last) of a sentence.
func (r *report) cued(s *sentence, sort string, first, last int) bool {
	for _, c := range r.cuesOf(s) {
		if c.sort == sort && c.first < last && first < c.last {
			return true
		}
	}
	return false
}

// count counts the cues of a sort in the whole report, captions and notes left out.
func (r *report) count(sort string) int {
	n := 0
	for i := range r.cues {
		if r.cues[i].sort == sort && r.sentences[r.cues[i].sentence].told() {
			n++
		}
	}
	return n
}

// parts numbers the parts of a sentence, token by token. A part ends where another
// event is told for comparison ("since", "years after"), at a semicolon or a dash, and
// between events told one after the other, each with its time.
func (r *report) parts(s *sentence, cues []cue) []uint8 {
	parts := make([]uint8, len(s.Tokens))
	joints := r.joints(s)
	n := uint8(0)
	for i := range s.Tokens {
		if i > 0 {
			switch s.Tokens[i].Norm {
			case ";", "—", "–":
				n++
			}
			for _, c := range cues {
				if c.sort == "since" && c.first == i && !r.opensWithTime(s, i) && !r.cuedBefore(cues, c) {
					n++
				}
			}
			if slices.Contains(joints, i) {
				n++
			}
		}
		parts[i] = n
	}
	return parts
}

// cuedBefore tells whether a cue stands within one of its sort that begins before it.
func (r *report) cuedBefore(cues []cue, c cue) bool {
	return slices.ContainsFunc(cues, func(o cue) bool { return o.sort == c.sort && o.first < c.first && c.first < o.last })
}

// opensWithTime tells whether a sentence says nothing but when before a token:
// "A month before that, nine people were killed".
func (r *report) opensWithTime(s *sentence, at int) bool {
	times := r.timesOf(s)
	for i := range times {
		if t := &times[i]; t.first <= 1 && t.last >= at-1 && t.first < at && !t.beside {
			return true
		}
	}
	return false
}

// joints gives the tokens at which one event told in passing gives way to the next:
// "in May 2012 a clerk was shot, and in June 2013 a guard". The times of the two must
// lie well apart.
func (r *report) joints(s *sentence) []int {
	if s.weight() >= 2 {
		return nil
	}
	var joints []int
	var before *timeMention
	times := r.timesOf(s)
	for i := range times {
		t := &times[i]
		if t.said || t.ahead || t.dayless() || !t.time.Resolved() || t.form == "span" || t.form == "within" || t.form == "since" {
			continue
		}
		if before != nil && apart(&before.time, &t.time) && (coarseness(before.time.Grain) > 0 || coarseness(t.time.Grain) > 0 || before.time.Start.At.Sub(t.time.Start.At).Abs() > 7*day) {
			if at := r.jointBetween(s, before.last, t.first); at > 0 {
				joints = append(joints, at)
			}
		}
		before = t
	}
	return joints
}

// jointBetween gives the token where the clause of one time ends and that of the next
// begins: the conjunction right after the first time, else the last before the second.
func (r *report) jointBetween(s *sentence, from, to int) int {
	joint := 0
	for i := from; i < to; i++ {
		if s.Tokens[i].Tag != dateline.Conjunction {
			continue
		}
		joint = i
		if i <= from+1 {
			break
		}
	}
	return joint
}

// segmentOf gives the number of the part of a sentence in which a token stands.
func (r *report) segmentOf(s *sentence, at int) int {
	if at >= len(s.segments) {
		return 0
	}
	return int(s.segments[at])
}
