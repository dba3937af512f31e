package draw

import (
	"cmp"
	"math"
	"slices"
)

// A view is how a part of the world lies on the drawing: a cylinder's, so that what is framed
// by straight lines is a [Box]. Close views are Mercator's, true to shapes everywhere; wide ones
// have parallels evenly spaced, so that the north does not swell.
type view struct {
	width, height float64 // px
	lon           float64 // of the middle, degrees
	scale         float64 // px a degree of longitude
	mercator      bool
	top           float64 // stretched latitude of the upper edge
}

const (
	mercatorReach = 66   // degrees of latitude within which Mercator's view is taken
	mercatorTall  = 75   // degrees of latitude that it may span
	evenStretch   = 1.22 // of a degree of latitude in wide views: shapes are true at 35 degrees
	mercatorLimit = 84.0
	southOfAll    = -58.0 // of what a view of the whole world shows: Antarctica is left out
	northOfAll    = 84.0
	locatorAcross = 780.0 // km, at least
	deskAcross    = 300.0
	kilometres    = 111.195 // a degree of a great circle
)

// stretched is how far north a latitude lies on the drawing, in degrees of longitude.
func (v *view) stretched(lat float64) float64 {
	if !v.mercator {
		return lat * evenStretch
	}
	lat = min(max(lat, -mercatorLimit), mercatorLimit)
	return math.Asinh(math.Tan(lat*math.Pi/180)) * 180 / math.Pi
}

// unstretched undoes stretched.
func (v *view) unstretched(y float64) float64 {
	if !v.mercator {
		return y / evenStretch
	}
	return math.Atan(math.Sinh(y*math.Pi/180)) * 180 / math.Pi
}

// name is what a script knows the projection by; see Map.
func (v *view) name() string {
	if v.mercator {
		return "mercator"
	}
	return "even"
}

// at gives the position of a point in degrees, nearest to the middle of the view.
func (v *view) at(lon, lat float64) point {
	return v.flat(v.lon+wrap(lon-v.lon), lat)
}

// flat gives the position of a point without bringing it near.
func (v *view) flat(lon, lat float64) point {
	return point{v.width/2 + (lon-v.lon)*v.scale, (v.top - v.stretched(lat)) * v.scale}
}

// world is the width of the world, in px.
func (v *view) world() float64 { return 360 * v.scale }

// kilometre is how long a kilometre is at a latitude, in px from west to east.
func (v *view) kilometre(lat float64) float64 {
	return v.scale / (kilometres * max(math.Cos(lat*math.Pi/180), .01))
}

func (v *view) frame() frame { return frame{0, 0, v.width, v.height} }

// box is the part of the world that the view shows.
func (v *view) box() Box {
	reach := min(v.width/2/v.scale, 180)
	return Box{
		West: wrap(v.lon - reach), East: wrap(v.lon + reach),
		North: v.unstretched(v.top), South: v.unstretched(v.top - v.height/v.scale),
	}
}

// fit gives the view of a width and a height that shows all of the boxes, with a margin in px, and
// nothing narrower than across km. Where the whole world is lower than the height, so is the view.
func fit(boxes []Box, width, height, margin, across float64) *view {
	west, east := around(boxes)
	south, north := 90.0, -90.0
	for _, b := range boxes {
		south, north = min(south, b.South), max(north, b.North)
	}
	if len(boxes) == 0 {
		west, east, south, north = -180, 180, southOfAll, northOfAll
	}
	v := &view{width: width, height: height, lon: wrap((west + east) / 2)}
	v.mercator = max(-south, north) < mercatorReach && north-south < mercatorTall && east-west < 150
	middle := (v.stretched(north) + v.stretched(south)) / 2
	lat := v.unstretched(middle)
	inner := point{max(width-2*margin, 20), max(height-2*margin, 20)}
	v.scale = min(inner.x/max(east-west, 1e-6), inner.y/max(v.stretched(north)-v.stretched(south), 1e-6))
	v.scale = min(v.scale, width/across*kilometres*max(math.Cos(lat*math.Pi/180), .01))
	v.scale = max(v.scale, width/360)
	v.top = middle + height/v.scale/2
	v.rest()
	return v
}

// rest keeps a view from showing what lies beyond the ends of the world.
func (v *view) rest() {
	low, high := v.stretched(southOfAll), v.stretched(northOfAll)
	if v.mercator {
		low, high = v.stretched(-80), v.stretched(80)
	}
	if v.height/v.scale > high-low {
		v.height = math.Round((high - low) * v.scale)
	}
	v.top = max(min(v.top, high), low+v.height/v.scale)
}

// around gives the shortest stretch of longitude that holds all boxes. East may lie beyond 180.
func around(boxes []Box) (west, east float64) {
	type stretch struct{ from, to float64 }
	var stretches []stretch
	reach := math.Inf(-1)
	for _, b := range boxes {
		from, to := wrap(b.West), b.East
		for to < from {
			to += 360
		}
		stretches = append(stretches, stretch{from, to})
		reach = max(reach, to-360)
	}
	slices.SortFunc(stretches, func(a, b stretch) int { return cmp.Compare(a.from, b.from) })
	widest := 0.0 // of the gaps between them
	west = -180
	for _, s := range stretches {
		if s.from-reach > widest {
			widest, west = s.from-reach, s.from
		}
		reach = max(reach, s.to)
	}
	return west, west + 360 - widest
}
