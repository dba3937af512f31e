package dateline_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"dateline"
	"dateline/eval"
	"dateline/page"
)

const clusterFolder = "testdata/cluster"

func readClusters(t testing.TB) []*eval.Cluster {
	t.Helper()
	clusters, err := eval.ReadClusters(os.DirFS(clusterFolder))
	if err != nil {
		t.Fatal(err)
	}
	return clusters
}

// Reports of one incident find together, and reports of two stay apart, no worse than the floors.
// They are raised by hand when linking or reading gets better.
func TestIncidentsKeepTheFloors(t *testing.T) {
	floors, err := eval.ReadFloors()
	if err != nil {
		t.Fatal(err)
	}
	reader := newStoryReader(t)
	score, err := eval.ScoreIncidents(readClusters(t), func(raw *dateline.Raw, options page.Options) (*dateline.Record, error) {
		doc, _, err := page.Read(raw, options)
		if err != nil {
			return nil, err
		}
		text, err := reader.languages.Analyze(doc)
		if err != nil {
			return nil, err
		}
		return reader.reader.Read(text), nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(floors.Incidents) == 0 {
		t.Error("there are no floors for incidents")
	}
	for _, line := range floors.Incidents.BelowMeasures(score.Coreference) {
		t.Error(line)
	}
}

// The clusters are as their README promises: enough incidents that are told three times or more, each report
// of a fair length, with a day and in an incident.
func TestClustersHoldWhatTheyPromise(t *testing.T) {
	told := 0
	for _, c := range readClusters(t) {
		var named []string
		for _, incident := range c.Incidents {
			if len(incident.Mentions) >= 3 {
				told++
			}
			for _, m := range incident.Mentions {
				named = append(named, m.Report)
			}
		}
		for _, r := range c.Reports {
			if n := len(strings.Fields(string(r.Source))); n < 60 || n > 200 {
				t.Errorf("%s: %s has %d words, want 60 to 200", c.Name, r.Name, n)
			}
			if r.Published == "" {
				t.Errorf("%s: nobody says when %s appeared", c.Name, r.Name)
			}
			if !slices.Contains(named, r.Name) {
				t.Errorf("%s: %s tells of no incident", c.Name, r.Name)
			}
		}
	}
	if told < 30 {
		t.Errorf("%d incidents are told three times or more, want 30", told)
	}
}
