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
		from := len(r.cues)
		for _, m := range r.cue.All(s.Sentence) {
			r.cues = append(r.cues, cue{s.index, m.First, m.Last, m.Literal("sort")})
		}
		s.segments = s.parts(r.cues[from:])
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
// event is told for comparison ("since", "years after"), at a semicolon or a dash.
func (s *sentence) parts(cues []cue) []uint8 {
	parts := make([]uint8, len(s.Tokens))
	n := uint8(0)
	for i := range s.Tokens {
		if i > 0 {
			switch s.Tokens[i].Norm {
			case ";", "—", "–":
				n++
			}
			for _, c := range cues {
				if c.sort == "since" && c.first == i {
					n++
				}
			}
		}
		parts[i] = n
	}
	return parts
}

// segmentOf gives the number of the part of a sentence in which a token stands.
func (r *report) segmentOf(s *sentence, at int) int {
	if at >= len(s.segments) {
		return 0
	}
	return int(s.segments[at])
}
