package extract

import "dateline/gazetteer"

// outletHome gives where the report's outlet is at home; nil if it is not known.
func (r *report) outletHome() *gazetteer.Place {
	if place, ok := r.reader.places.Outlet(r.doc.URL); ok {
		return &place
	}
	return nil
}
