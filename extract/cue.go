package extract

// A cue is a small sign that decides how an event or a figure is to be taken:
// foiled, attempted, planned, threatened, hypothetical, negated, simile, other
// (another event), since, series, including, running, superseded, sport, accident, staged,
// computer, other-sense.
type cue struct {
	sentence    int
	first, last int
	sort        string
}

// readCues reads tokens; adds cues.
func (r *report) readCues() {
	for _, s := range r.sentences {
		for _, m := range r.cue.All(s.Sentence) {
			r.cues = append(r.cues, cue{s.index, m.First, m.Last, m.Literal("sort")})
		}
	}
}

// cued tells whether a cue of that sort lies within tokens [first, last) of a sentence.
func (r *report) cued(s *sentence, sort string, first, last int) bool {
	for i := range r.cues {
		c := &r.cues[i]
		if c.sentence == s.index && c.sort == sort && c.first < last && first < c.last {
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
