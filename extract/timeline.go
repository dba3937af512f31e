package extract

import (
	"dateline"
)

// readEntries reads times; adds the entries of a timeline: paragraphs under a heading that is a date,
// or that begin with one ("4 October 2017: ..."). What they tell without a time of its
// own is of that date. One such date alone makes no timeline.
func (r *report) readEntries() {
	entries := make([]*timeMention, len(r.sentences))
	var dates []*timeMention
	var heading *timeMention
	published, dated := r.doc.Published.Day()
	for i := 0; i < len(r.sentences); i++ {
		s := r.sentences[i]
		first := i == 0 || r.sentences[i-1].paragraph != s.paragraph
		t, whole := r.entryDate(s)
		switch {
		case first && t != nil && whole && dated && midnight(t.time.Start.At).Equal(published):
			heading = nil // the line that says when the report appeared
		case first && t != nil && whole:
			heading = t
			dates = append(dates, t)
		case first && t != nil:
			dates = append(dates, t)
			for j := i; j < len(r.sentences) && r.sentences[j].paragraph == s.paragraph; j++ {
				entries[j] = t
			}
		case !s.told():
			heading = nil
		}
		if entries[i] == nil && s.told() {
			entries[i] = heading
		}
	}
	for _, t := range dates[:min(1, len(dates))] {
		for _, o := range dates[1:] {
			if !o.time.Start.At.Equal(t.time.Start.At) {
				r.entries = entries
				return
			}
		}
	}
}

// entryDate gives the date that a sentence begins with, if it makes an entry; whole is
// set where the sentence says no more than that.
func (r *report) entryDate(s *sentence) (date *timeMention, whole bool) {
	times := r.timesOf(s)
	for i := range times {
		t := &times[i]
		if t.first > 1 || t.first == 1 && s.Tokens[0].Kind != dateline.MarkToken || t.dayless() || !t.time.Resolved() ||
			t.form != "date" && t.form != "month" && t.form != "year" {
			continue
		}
		rest := len(s.Tokens) - t.last
		switch {
		case rest <= 3 && !s.told():
			return t, true
		case rest <= 1:
			return t, true
		case t.last < len(s.Tokens) && r.book.Longest("entry-mark", s.Tokens[t.last:]) > 0:
			return t, false
		}
	}
	return nil, false
}
