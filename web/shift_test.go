package web

import (
	"testing"

	"dateline/store"
)

// shifted gives by how much what stood on a page moved by itself while it was loaded, as the browser counts it
// (cumulative layout shift): once its fonts are there and two more frames were drawn.
const shifted = `(async () => {
	await document.fonts.ready
	let sum = 0
	const seen = new PerformanceObserver(list => { for (const e of list.getEntries()) if (!e.hadRecentInput) sum += e.value })
	seen.observe({ type: "layout-shift", buffered: true })
	for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame)
	for (const e of seen.takeRecords()) if (!e.hadRecentInput) sum += e.value
	return PerformanceObserver.supportedEntryTypes.includes("layout-shift") ? sum : 1
})()`

func TestPagesStandStill(t *testing.T) {
	d := openDesk(t, "baidoa", "baghdad")
	b := d.browse()
	found, err := d.store.Incidents(t.Context(), store.Filter{}, store.ByDay, 1, 0)
	if err != nil || len(found) == 0 {
		t.Fatalf("no incident: %v", err)
	}
	reports, err := d.store.Reports(t.Context(), store.ReportFilter{}, 1)
	if err != nil || len(reports) == 0 {
		t.Fatalf("no report: %v", err)
	}
	actors, err := d.store.Actors(t.Context(), store.ActorFilter{}, store.ByIncidents, 1, 0)
	if err != nil || len(actors) == 0 {
		t.Fatalf("no actor: %v", err)
	}
	b.open("/") // the measure measures: what is put before everything moves it
	script[any](b, `document.body.prepend(Object.assign(document.createElement("p"), {textContent: "x"})); true`)
	if sum := script[float64](b, shifted); sum == 0 {
		t.Error("a page that was pushed down has not moved")
	}
	for _, language := range []string{"en", "ar"} {
		b.choose(language, "light")
		for _, width := range []int64{1440, 390} {
			b.size(width, 900)
			for _, path := range []string{"/", incidentPath(found[0].ID), "/report/" + reports[0].ID, actorPath(actors[0].ID), "/review"} {
				b.open(path)
				b.await(`document.readyState === "complete"`)
				if sum := script[float64](b, shifted); sum >= 0.02 {
					t.Errorf("%s in %s at %d px: moved by %.3f", path, language, width, sum)
				}
			}
		}
	}
}
