package dateline_test

import (
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"unicode"

	"dateline"
	"dateline/eval"
	"dateline/page"
)

const clusterFolder = "testdata/cluster"

var (
	heldFolder = path.Join(clusterFolder, eval.HeldOut)
	bothFolder = path.Join(clusterFolder, eval.TwoLanguages)
)

// readClusters fails where an archive does not parse, names a report that is not there, or quotes words that do
// not stand in their report.
func readClusters(t testing.TB, folder string) []*eval.Cluster {
	t.Helper()
	clusters, err := eval.ReadClusters(os.DirFS(folder))
	if err != nil {
		t.Fatal(err)
	}
	return clusters
}

// scoreClusters reads the reports of clusters and brings their tellings together.
func scoreClusters(t testing.TB, reader storyReader, clusters []*eval.Cluster) *eval.IncidentScore {
	t.Helper()
	score, err := eval.ScoreIncidents(clusters, func(raw *dateline.Raw, options page.Options) (*dateline.Record, error) {
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
	return score
}

// Reports of one incident find together, and reports of two stay apart, no worse than the floors.
// They are raised by hand when linking or reading gets better.
func TestIncidentsKeepTheFloors(t *testing.T) {
	floors, err := eval.ReadFloors()
	if err != nil {
		t.Fatal(err)
	}
	reader := newStoryReader(t)
	for folder, floor := range map[string]eval.Floor{clusterFolder: floors.Incidents, heldFolder: floors.HeldOut, bothFolder: floors.Both} {
		score := scoreClusters(t, reader, readClusters(t, folder))
		if len(floor) == 0 {
			t.Errorf("%s: there are no floors", folder)
		}
		for _, line := range floor.BelowMeasures(score.Coreference) {
			t.Errorf("%s: %s", folder, line)
		}
	}
}

// The reports of an incident that is told in two languages meet in one incident, whatever their language, but for
// those that apart.txt lists. What meets by now is to be taken from the list.
func TestTwoLanguagesMeet(t *testing.T) {
	list, err := os.ReadFile(path.Join(bothFolder, "apart.txt"))
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{}
	for line := range strings.Lines(string(list)) {
		if fields := strings.Fields(line); len(fields) > 0 && fields[0][0] != '#' {
			listed[fields[0]] = true
		}
	}
	clusters := readClusters(t, bothFolder)
	apart := scoreClusters(t, newStoryReader(t), clusters).Apart()
	for _, incident := range apart {
		if !listed[incident] {
			t.Errorf("%s: its reports in two languages do not meet in one incident", incident)
		}
	}
	known := map[string]bool{}
	for _, c := range clusters {
		for _, incident := range c.Incidents {
			known[c.Name+"/"+incident.Key] = true
		}
	}
	for incident := range listed {
		switch {
		case !known[incident]:
			t.Errorf("apart.txt: there is no incident %s", incident)
		case !slices.Contains(apart, incident):
			t.Logf("%s meets by now: take it from apart.txt", incident)
		}
	}
}

// The clusters are as their README promises: enough incidents that are told three times or more, each report
// of a fair length, with a day and in an incident.
func TestClustersHoldWhatTheyPromise(t *testing.T) {
	told := 0
	for _, c := range slices.Concat(readClusters(t, clusterFolder), readClusters(t, bothFolder)) {
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

// Those held out are longer, and some of their reports tell of no incident: those must be few, and of a report no
// two incidents can be the main one.
func TestClustersHeldOutHoldWhatTheyPromise(t *testing.T) {
	told, reports, without := 0, 0, 0
	for _, c := range readClusters(t, heldFolder) {
		named, main := map[string]bool{}, map[string]bool{}
		for _, incident := range c.Incidents {
			if len(incident.Mentions) >= 3 {
				told++
			}
			if len(incident.Mentions) == 0 {
				t.Errorf("%s: no report tells of %s", c.Name, incident.Key)
			}
			for _, m := range incident.Mentions {
				if m.Words == "" && main[m.Report] {
					t.Errorf("%s: %s has two main events", c.Name, m.Report)
				}
				named[m.Report] = true
				main[m.Report] = main[m.Report] || m.Words == ""
			}
		}
		for _, r := range c.Reports {
			if n := len(strings.Fields(string(r.Source))); n < 80 || n > 250 {
				t.Errorf("%s: %s has %d words, want 80 to 250", c.Name, r.Name, n)
			}
			if r.Published == "" {
				t.Errorf("%s: nobody says when %s appeared", c.Name, r.Name)
			}
			reports++
			if !named[r.Name] {
				without++
			}
		}
	}
	if told < 30 {
		t.Errorf("%d incidents are told three times or more, want 30", told)
	}
	if without == 0 || without*10 > reports {
		t.Errorf("%d of %d reports tell of no incident, want a few, and at most a tenth", without, reports)
	}
}

// Of each incident that is the main one of a report and told more than once, clusters told in two languages have reports in
// Arabic script and in Latin script.
func TestClustersInTwoLanguagesHoldWhatTheyPromise(t *testing.T) {
	incidents := 0
	for _, c := range readClusters(t, bothFolder) {
		if n := len(c.Reports); n < 4 || n > 8 {
			t.Errorf("%s: %d reports, want 4 to 8", c.Name, n)
		}
		arabic := map[string]bool{}
		for _, r := range c.Reports {
			title, _, _ := strings.Cut(strings.TrimSpace(string(r.Source)), "\n")
			arabic[r.Name] = strings.ContainsFunc(title, func(r rune) bool { return unicode.Is(unicode.Arabic, r) })
		}
		for _, incident := range c.Incidents {
			main, scripts := false, map[bool]bool{}
			for _, m := range incident.Mentions {
				main = main || m.Words == ""
				scripts[arabic[m.Report]] = true
			}
			if main && len(scripts) < 2 {
				t.Errorf("%s: %s is told in one script", c.Name, incident.Key)
			}
			if main {
				incidents++
			}
		}
	}
	if incidents < 24 {
		t.Errorf("%d incidents are told in two languages, want 24", incidents)
	}
}
