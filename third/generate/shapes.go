package main

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
)

// codeless are the parts that Natural Earth keeps apart without a number of ISO 3166-1, and
// the code that they are listed under there; empty for those it lists under none that is drawn.
var codeless = map[string]string{
	"Kosovo":            "XK", // by the user-assigned code in common use
	"Somaliland":        "SO",
	"N. Cyprus":         "CY",
	"Indian Ocean Ter.": "", // two, CC and CX, in one shape
	"Siachen Glacier":   "", // of disputed belonging
}

// A topology is a file of world-atlas: TopoJSON, coordinates as steps from point to point.
type topology struct {
	Transform struct {
		Scale, Translate [2]float64
	} `json:"transform"`
	Arcs    [][][2]int `json:"arcs"`
	Objects struct {
		Countries, Land struct {
			Geometries []geometry `json:"geometries"`
		}
	} `json:"objects"`
}

type geometry struct {
	Type       string          `json:"type"`
	ID         string          `json:"id"`
	Arcs       json.RawMessage `json:"arcs"`
	Properties struct {
		Name string `json:"name"`
	} `json:"properties"`
}

// rings gives a geometry's rings, outer ones and holes alike, each a list of arcs; arc i
// backwards is ^i.
func (g geometry) rings() ([][]int, error) {
	switch g.Type {
	case "Polygon":
		var rings [][]int
		return rings, json.Unmarshal(g.Arcs, &rings)
	case "MultiPolygon":
		var polygons [][][]int
		if err := json.Unmarshal(g.Arcs, &polygons); err != nil {
			return nil, err
		}
		var rings [][]int
		for _, polygon := range polygons {
			rings = append(rings, polygon...)
		}
		return rings, nil
	}
	return nil, fmt.Errorf("%s: geometry of type %q", g.Properties.Name, g.Type)
}

// compile gives the file of shapes; its layout is told in draw/atlas.go, which reads it.
func compile(packages string) ([]byte, error) {
	codes, err := readCodes(filepath.Join(packages, "i18n-iso-countries/codes.json"))
	if err != nil {
		return nil, err
	}
	data := []byte("shapes1\n")
	for _, name := range []string{"countries-110m.json", "countries-50m.json"} {
		data, err = appendLayer(data, filepath.Join(packages, "world-atlas", name), codes)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	var packed bytes.Buffer
	writer, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := writer.Write(data); err != nil {
		return nil, err
	}
	if err := writer.Close(); err != nil {
		return nil, err
	}
	return packed.Bytes(), nil
}

// readCodes maps the numbers of ISO 3166-1 to its codes of two letters.
func readCodes(name string) (map[string]string, error) {
	var rows [][]string
	if err := readJSON(name, &rows); err != nil {
		return nil, err
	}
	codes := map[string]string{}
	for _, row := range rows {
		if len(row) < 3 || len(row[0]) != 2 {
			return nil, fmt.Errorf("%s: row %q", name, row)
		}
		codes[row[2]] = row[0]
	}
	return codes, nil
}

func appendLayer(data []byte, name string, codes map[string]string) ([]byte, error) {
	var t topology
	if err := readJSON(name, &t); err != nil {
		return nil, err
	}
	data = binary.AppendUvarint(data, uint64(len(t.Arcs)))
	for _, arc := range t.Arcs {
		data = t.appendArc(data, arc)
	}
	land := t.Objects.Land.Geometries
	data = binary.AppendUvarint(data, uint64(len(t.Objects.Countries.Geometries)+len(land)))
	for _, g := range land {
		var err error
		if data, err = appendShape(data, "..", g); err != nil {
			return nil, err
		}
	}
	for _, g := range t.Objects.Countries.Geometries {
		code, ok := codes[g.ID]
		if !ok {
			if code, ok = codeless[g.Properties.Name]; !ok {
				return nil, fmt.Errorf("%s has the number %q, which has no code", g.Properties.Name, g.ID)
			}
		}
		if code == "" {
			code = "--"
		}
		var err error
		if data, err = appendShape(data, code, g); err != nil {
			return nil, err
		}
	}
	return data, nil
}

// appendArc writes an arc's points in units of 1/100,000 of a circle, each as the step from the last.
func (t *topology) appendArc(data []byte, arc [][2]int) []byte {
	const unit = 360.0 / 100_000
	var points [][2]int
	x, y := 0, 0
	for i, step := range arc {
		x, y = x+step[0], y+step[1]
		point := [2]int{
			int(math.Round((float64(x)*t.Transform.Scale[0] + t.Transform.Translate[0]) / unit)),
			int(math.Round((float64(y)*t.Transform.Scale[1] + t.Transform.Translate[1]) / unit)),
		}
		if i == 0 || i == len(arc)-1 || point != points[len(points)-1] {
			points = append(points, point)
		}
	}
	data = binary.AppendUvarint(data, uint64(len(points)))
	last := [2]int{}
	for _, point := range points {
		data = binary.AppendVarint(data, int64(point[0]-last[0]))
		data = binary.AppendVarint(data, int64(point[1]-last[1]))
		last = point
	}
	return data
}

func appendShape(data []byte, code string, g geometry) ([]byte, error) {
	rings, err := g.rings()
	if err != nil {
		return nil, err
	}
	data = binary.AppendUvarint(append(data, code...), uint64(len(rings)))
	for _, ring := range rings {
		data = binary.AppendUvarint(data, uint64(len(ring)))
		for _, arc := range ring {
			data = binary.AppendVarint(data, int64(arc))
		}
	}
	return data, nil
}

func readJSON(name string, to any) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, to); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}
