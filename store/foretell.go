package store

import (
	"context"
	"fmt"

	"dateline"
)

// Foretell tells what Add would say of a report as far as it is quickly told: whether it is known, a copy, an update,
// or outdated. Nothing is changed, and Incidents and Changes are left out. A BlindError where it is, or copies, what is hidden from who looks.
func (s *Store) Foretell(ctx context.Context, raw *dateline.Raw, record *dateline.Record) (added Added, err error) {
	p, err := s.parcel(raw, record)
	if err != nil {
		return Added{}, fmt.Errorf("foretell a report: %w", err)
	}
	err = s.view(ctx, "foretell "+p.doc.ID, func(w *work) error {
		if added, _, err = w.foretell(p); err != nil {
			return err
		}
		for _, known := range append([]string{added.Report, added.CopyOf, added.Newer}, added.UpdateOf...) {
			if err := w.mayRead(known); err != nil {
				return err
			}
		}
		return nil
	})
	return added, err
}

// foretell looks for the same bytes, and else for texts that are like it.
func (w *work) foretell(p *parcel) (added Added, k kinship, err error) {
	added.Report = p.doc.ID
	var known string
	if added.Known, err = w.one(`select id from report where sha256 = $1`, []any{p.sha256}, &known); err != nil {
		return added, k, err
	}
	if added.Known {
		added.Report = known
		return added, k, nil
	}
	if k, err = w.kinship(p.doc, p.asOf(), p.runs, p.sketch); err != nil {
		return added, k, fmt.Errorf("look for copies: %w", err)
	}
	if k.source != p.doc.ID {
		added.CopyOf = k.source
	}
	added.UpdateOf, added.Newer = k.outdated, k.newer
	return added, k, nil
}
