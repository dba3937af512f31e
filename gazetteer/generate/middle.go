package main

import (
	"fmt"
	"maps"
	"math"
	"slices"

	"dateline"
)

// A mean is the middle of points on the globe.
type mean struct{ x, y, z float64 }

func (m *mean) add(lat, lon, weight float64) {
	lat, lon = lat*math.Pi/180, lon*math.Pi/180
	m.x += weight * math.Cos(lat) * math.Cos(lon)
	m.y += weight * math.Cos(lat) * math.Sin(lon)
	m.z += weight * math.Sin(lat)
}

func (m *mean) point() (lat, lon float64) {
	return math.Atan2(m.z, math.Hypot(m.x, m.y)) * 180 / math.Pi, math.Atan2(m.y, m.x) * 180 / math.Pi
}

// centre sets provinces and countries to the middle of their people, or where middle.txt says, and
// sums their people.
func (w *world) centre(folder string) error {
	middles := map[*place]*mean{}
	for _, p := range w.places {
		if !settled(p) {
			continue
		}
		for _, whole := range []*place{p.province, w.countries[p.country].place} {
			if whole == nil {
				continue
			}
			if middles[whole] == nil {
				middles[whole] = &mean{}
			}
			middles[whole].add(p.lat, p.lon, float64(max(p.population, 1)))
			if p.grain == dateline.Town {
				whole.population += p.population
			}
			if whole.grain == dateline.Province && p.called(whole.name) {
				whole.namesake = max(whole.namesake, p.population)
			}
		}
	}
	kept := w.places[:0]
	for _, p := range w.places {
		if m := middles[p]; m != nil {
			p.lat, p.lon = m.point()
		} else if !settled(p) {
			continue // nothing says where it is
		}
		kept = append(kept, p)
	}
	w.places = kept
	maps.DeleteFunc(w.countries, func(_ string, c *country) bool { return middles[c.place] == nil })
	return w.readMiddles(folder)
}

// readMiddles sets the points of middle.txt.
func (w *world) readMiddles(folder string) error {
	return eachLine(folder+"/middle.txt", 4, func(f []string, where string) error {
		c, err := w.countryOf(f[0], where)
		if err != nil {
			return err
		}
		p := c.place
		if f[1] != "" {
			if p = w.province(f[0], f[1]); p == nil || !slices.Contains(w.places, p) {
				return fmt.Errorf("%s: no division %q in %s", where, f[1], f[0])
			}
		}
		p.lat, p.lon, err = degrees(f[2], f[3])
		if err != nil {
			return fmt.Errorf("%s: %w", where, err)
		}
		return nil
	})
}
