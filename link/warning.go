package link

import (
	"fmt"
	"slices"
	"time"

	"dateline"
)

// Warnings lists the forecasts of a report's record, open until they are held against incidents.
func Warnings(record *dateline.Record, published time.Time) []dateline.Warning {
	warnings := []dateline.Warning{}
	for i := range record.Statements {
		s := &record.Statements[i]
		if s.Forecast == nil {
			continue
		}
		w := dateline.Warning{Statement: s.ID, Report: record.Document.ID, Said: published, Forecast: *s.Forecast, State: dateline.WarningOpen}
		if s.Speaker != nil {
			w.Speaker = s.Speaker.Text
		}
		warnings = append(warnings, w)
	}
	return warnings
}

// Due sets the state of a warning on a day, nothing that fits it being known.
func Due(w *dateline.Warning, today time.Time) {
	w.State = dateline.WarningOpen
	if w.By.Resolved() && !w.By.End.At.After(today) {
		w.State = dateline.WarningDue
	}
}

// Foretold tells whether an incident may be what a warning spoke of: it came after the
// warning and before its horizon, by the actor that was warned of. It gives the reasons in
// words. A warning without an actor or a horizon foretells nothing in particular.
func Foretold(w *dateline.Warning, incident *dateline.Incident, tellings []*dateline.Telling) (reasons []string, ok bool) {
	if w.Actor == "" || !w.By.Resolved() || !incident.Time.Resolved() || incident.Status != dateline.Happened {
		return nil, false
	}
	start := incident.Time.Start.At
	if start.Before(midnight(w.Said)) || !start.Before(w.By.End.At) {
		return nil, false
	}
	for _, t := range tellings {
		if slices.Contains(perpetrators(&t.Event), w.Actor) {
			return []string{
				fmt.Sprintf("%s is said to have done it", w.Actor),
				fmt.Sprintf("%d days after the warning", int(start.Sub(midnight(w.Said))/day)),
				fmt.Sprintf("before the horizon of %s", w.By.End.At.Format(time.DateOnly)),
			}, true
		}
	}
	return nil, false
}
