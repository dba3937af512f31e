package web

import "dateline"
import "dateline/store"

// A reportPage is a report beside its record.
type reportPage struct {
	*store.Report
	Record *dateline.Record
}

func (v *visit) report() error {
	report, err := v.Store.Report(v.ctx(), v.r.PathValue("id"))
	if err != nil {
		return err
	}
	record, err := v.Store.Record(v.ctx(), report.ID)
	if err != nil {
		return err
	}
	return v.show("report", report.Title, reportPage{report, record})
}
