package eval

import (
	"fmt"
	"io"
	"strings"
)

// A Partition is clusters of mentions, each mention by a name of its own and in one cluster.
type Partition [][]string

// mentions is how many mentions the clusters have.
func (p Partition) mentions() int {
	n := 0
	for _, cluster := range p {
		n += len(cluster)
	}
	return n
}

// only gives the partition of some of its mentions.
func (p Partition) only(some map[string]bool) Partition {
	var out Partition
	for _, cluster := range p {
		var left []string
		for _, mention := range cluster {
			if some[mention] {
				left = append(left, mention)
			}
		}
		if len(left) > 0 {
			out = append(out, left)
		}
	}
	return out
}

// home gives the number of the cluster that each mention is in.
func (p Partition) home() map[string]int {
	home := map[string]int{}
	for i, cluster := range p {
		for _, mention := range cluster {
			home[mention] = i
		}
	}
	return home
}

// A Measure is one measure of a partition against gold.
type Measure struct{ Precision, Recall float64 }

// F is the harmonic mean of precision and recall; 0 if both are.
func (m Measure) F() float64 {
	if m.Precision+m.Recall == 0 {
		return 0
	}
	return 2 * m.Precision * m.Recall / (m.Precision + m.Recall)
}

// A Coreference is how well mentions were brought together.
type Coreference struct {
	MUC   Measure // links: of the least number that holds a cluster together, those that are there
	B3    Measure // mentions: the share of each one's cluster that is right
	CEAFe Measure // clusters: how alike they are, each paired with one other
}

// CoNLL is the mean of the three F.
func (c Coreference) CoNLL() float64 { return (c.MUC.F() + c.B3.F() + c.CEAFe.F()) / 3 }

// Shares gives the F of each measure and their mean, by name.
func (c Coreference) Shares() map[string]float64 {
	return map[string]float64{"MUC": c.MUC.F(), "B3": c.B3.F(), "CEAFe": c.CEAFe.F(), "CoNLL": c.CoNLL()}
}

// Print writes a table of the measures.
func (c Coreference) Print(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%-6s %9s %9s %9s\n", "", "precision", "recall", "F")
	for _, row := range []struct {
		name string
		m    Measure
	}{{"MUC", c.MUC}, {"B3", c.B3}, {"CEAFe", c.CEAFe}} {
		fmt.Fprintf(&b, "%-6s %9.3f %9.3f %9.3f\n", row.name, row.m.Precision, row.m.Recall, row.m.F())
	}
	fmt.Fprintf(&b, "%-6s %9s %9s %9.3f\n", "CoNLL", "", "", c.CoNLL())
	_, err := io.WriteString(w, b.String())
	return err
}

// ScorePartition holds a partition against gold by MUC (Vilain et al. 1995), B3 (Bagga and
// Baldwin 1998), CEAFe (Luo 2005, the similarity φ4) and the mean of their F that the shared
// tasks of CoNLL used.
//
// The two need not be of the same mentions. As Pradhan et al. 2014 ("Scoring Coreference
// Partitions of Predicted Mentions") lay down, nothing is added to either side or taken from it:
// a mention of gold that the program missed stays in gold and is found in no cluster of the
// program, one that the program invented stays on the program's side, and each counts as a
// cluster of its own wherever the other side is asked for it. Clusters of one mention
// count for B3 and CEAFe, and have no links for MUC.
func ScorePartition(gold, got Partition) Coreference {
	return Coreference{
		MUC:   Measure{Precision: links(got, gold), Recall: links(gold, got)},
		B3:    Measure{Precision: shares(got, gold), Recall: shares(gold, got)},
		CEAFe: paired(gold, got),
	}
}

// links is the share of the links that hold the clusters together and are there in the other
// partition: a cluster of n mentions that the other has in m parts keeps n-m of n-1.
func links(of, in Partition) float64 {
	home := in.home()
	kept, all := 0, 0
	for _, cluster := range of {
		parts := map[int]bool{}
		alone := 0
		for _, mention := range cluster {
			if i, ok := home[mention]; ok {
				parts[i] = true
			} else {
				alone++
			}
		}
		kept += len(cluster) - len(parts) - alone
		all += len(cluster) - 1
	}
	return ratio(float64(kept), float64(all))
}

// shares is the mean over all mentions of the share of their cluster that the other partition
// has together with them.
func shares(of, in Partition) float64 {
	home := in.home()
	sum := 0.0
	for _, cluster := range of {
		for _, shared := range common(cluster, home) {
			sum += float64(shared) * float64(shared) / float64(len(cluster))
		}
	}
	return ratio(sum, float64(of.mentions()))
}

// common counts the mentions of a cluster that are in each cluster of another partition.
func common(cluster []string, home map[string]int) map[int]int {
	n := map[int]int{}
	for _, mention := range cluster {
		if i, ok := home[mention]; ok {
			n[i]++
		}
	}
	return n
}

func paired(gold, got Partition) Measure {
	home := got.home()
	alike := make([][]float64, len(gold))
	for i, cluster := range gold {
		alike[i] = make([]float64, len(got))
		for j, shared := range common(cluster, home) {
			alike[i][j] = 2 * float64(shared) / float64(len(cluster)+len(got[j]))
		}
	}
	sum := assign(alike)
	return Measure{Precision: ratio(sum, float64(len(got))), Recall: ratio(sum, float64(len(gold)))}
}

func ratio(part, whole float64) float64 {
	if whole == 0 {
		return 0
	}
	return part / whole
}
