package eval

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"golang.org/x/tools/txtar"

	"dateline"
)

// A Cluster is a few incidents and the reports that tell of them: one file of testdata/cluster.
type Cluster struct {
	Name      string // of its file, without the ending
	Reports   []ClusterReport
	Incidents []ClusterIncident
}

// A ClusterReport is one report of a cluster.
type ClusterReport struct {
	Name      string // "flash"
	Published string // what --published would be given; empty if nothing
	Source    []byte
}

// A ClusterIncident is an incident and where it is told.
type ClusterIncident struct {
	Key      string
	Mentions []Mention
}

// A Mention is one report's telling of an incident.
type Mention struct {
	Report string // its name
	Words  string // which name or date the event in it; empty for the report's main event
}

// HeldOut is the folder, in that of the clusters, of those that were written blind and that nobody tunes on.
const HeldOut = "held"

// TwoLanguages is the folder, in that of the clusters, of those whose incidents are told in two languages.
const TwoLanguages = "both"

// ReadClusters reads all clusters of a folder, but none of the folders in it, in the order of their names. The error joins
// the faults of all, each with file:line:col.
func ReadClusters(folder fs.FS) ([]*Cluster, error) {
	names, err := fs.Glob(folder, "*.txtar")
	if err != nil {
		return nil, fmt.Errorf("clusters: %w", err)
	}
	var clusters []*Cluster
	var faults []error
	for _, name := range names {
		text, err := fs.ReadFile(folder, name)
		if err != nil {
			return nil, fmt.Errorf("clusters: %w", err)
		}
		cluster, err := ParseCluster(name, text)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		clusters = append(clusters, cluster)
	}
	return clusters, errors.Join(faults...)
}

const (
	incidentsFile   = "incidents"
	incidentsMarker = "-- " + incidentsFile + " --"
)

// ParseCluster reads one cluster from the text of its file. Words in quotation marks must stand in
// their report. The error joins all faults, each with file:line:col.
func ParseCluster(file string, text []byte) (*Cluster, error) {
	archive := txtar.Parse(text)
	p := clusterParser{file: file, cluster: &Cluster{Name: strings.TrimSuffix(path.Base(file), ".txtar")}, published: map[string]string{}}
	p.head(string(archive.Comment))
	incidents, found := "", false
	for _, f := range archive.Files {
		name, ok := strings.CutSuffix(f.Name, ".txt")
		switch {
		case f.Name == incidentsFile:
			incidents, found = string(f.Data), true
		case ok:
			p.cluster.Reports = append(p.cluster.Reports, ClusterReport{Name: name, Published: p.published[name], Source: f.Data})
			delete(p.published, name)
		default:
			p.fault(1, "%q is no file of a cluster; there are NAME.txt and incidents", f.Name)
		}
	}
	for name := range p.published {
		p.fault(1, "there is no report %q", name)
	}
	if !found {
		p.fault(1, "there is no file incidents")
	}
	first := 2
	for line := range strings.Lines(string(text)) {
		if strings.TrimSpace(line) == incidentsMarker {
			break
		}
		first++
	}
	p.incidents(incidents, first)
	return p.cluster, errors.Join(p.faults...)
}

type clusterParser struct {
	file      string
	cluster   *Cluster
	published map[string]string
	faults    []error
}

func (p *clusterParser) fault(line int, format string, args ...any) {
	p.faults = append(p.faults, fmt.Errorf("%s:%d:1: %s", p.file, line, fmt.Sprintf(format, args...)))
}

// head reads the lines before the first file: what the cluster is about, and when its reports appeared.
func (p *clusterParser) head(text string) {
	number := 0
	for line := range strings.Lines(text) {
		number++
		fields := strings.Fields(line)
		if len(fields) == 0 || fields[0] != "published" {
			continue
		}
		if len(fields) != 3 {
			p.fault(number, "no line such as \"published NAME DATE\"")
			continue
		}
		p.published[fields[1]] = fields[2]
	}
}

func (p *clusterParser) incidents(text string, number int) {
	var now *ClusterIncident
	seen := map[string]bool{}
	for line := range strings.Lines(text) {
		at := number
		number++
		bare := strings.TrimSpace(line)
		switch key, opens := strings.CutPrefix(line, "incident "); {
		case bare == "" || bare[0] == '#':
		case opens:
			key = strings.TrimSpace(key)
			if seen[key] {
				p.fault(at, "there are two incidents %q", key)
			}
			seen[key] = true
			p.cluster.Incidents = append(p.cluster.Incidents, ClusterIncident{Key: key})
			now = &p.cluster.Incidents[len(p.cluster.Incidents)-1]
		case now == nil || line[0] != ' ':
			p.fault(at, "a line is \"incident KEY\", or stands indented under one")
		default:
			if m, ok := p.mention(at, bare); ok {
				now.Mentions = append(now.Mentions, m)
			}
		}
	}
}

// mention reads "name" or `name "words"`.
func (p *clusterParser) mention(at int, line string) (Mention, bool) {
	name, rest, _ := strings.Cut(line, " ")
	m := Mention{Report: name}
	i := slices.IndexFunc(p.cluster.Reports, func(r ClusterReport) bool { return r.Name == name })
	if i < 0 {
		p.fault(at, "there is no report %q", name)
		return m, false
	}
	if rest = strings.TrimSpace(rest); rest == "" {
		return m, true
	}
	words, opened := strings.CutPrefix(rest, `"`)
	words, closed := strings.CutSuffix(words, `"`)
	switch {
	case !opened || !closed || words == "":
		p.fault(at, "got %s, want words in quotation marks", rest)
	case !strings.Contains(string(p.cluster.Reports[i].Source), words):
		p.fault(at, "%q does not stand in %s", words, name)
	default:
		m.Words = words
		return m, true
	}
	return m, false
}

// Raw is the report as it would have come from a file.
func (r *ClusterReport) Raw() *dateline.Raw {
	return &dateline.Raw{Name: r.Name + ".txt", Bytes: r.Source}
}
