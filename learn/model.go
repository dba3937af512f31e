// Package learn holds linear models over named features: it trains them by the
// averaged perceptron, saves them small, and weighs with them in place.
//
// A feature is a number made from a name; a model gives each feature a weight for
// each class. What the classes and the features mean is the caller's business.
package learn

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"math/bits"
	"slices"
)

// A Feature is the hash of a feature's name. Names are put together from parts
// without building a string: Name("suffix").With(Name("ed")).
type Feature uint64

const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

// Name is the feature of that name.
func Name(s string) Feature {
	f := Feature(fnvOffset)
	for i := range len(s) {
		f = (f ^ Feature(s[i])) * fnvPrime
	}
	return f
}

// With is the feature whose name goes on with another's. The order counts.
func (f Feature) With(g Feature) Feature {
	return (f<<5 ^ f>>59 ^ g) * 0x9e3779b97f4a7c15
}

// hash spreads a feature's bits, so that any of them can choose its place.
func (f Feature) hash() uint64 {
	h := uint64(f)
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	h ^= h >> 32
	return h
}

// A Model weighs features for classes. It does not change; several goroutines may
// use it. The features of a model are told apart by 16 bits of hash and their
// place: one that the model has never seen is now and then taken for another.
type Model struct {
	Classes []string // in the order of scores
	Scale   float64  // the weight that one unit of a score stands for

	shift   uint   // a feature's bucket is its hash shifted right by this
	offsets []byte // little-endian 32-bit offsets of buckets in rows, and of the end
	rows    []byte // each two bytes of hash, a count, and so many pairs of class and weight
}

// A Row is the weights of one feature, in increasing order of class.
type Row []byte

// Len is the number of classes with a weight.
func (r Row) Len() int { return len(r) / 2 }

// At is the i-th class and its weight, in units of the model's scale.
func (r Row) At(i int) (class, weight int) { return int(r[2*i]), int(int8(r[2*i+1])) }

// Row gives the weights of a feature; empty if the model does not have it.
func (m *Model) Row(f Feature) Row {
	h := f.hash()
	from, to := m.bucket(h)
	return row(m.rows[from:to], h)
}

// bucket is where in rows the rows of a hash's place stand.
func (m *Model) bucket(hash uint64) (from, to uint32) {
	at := (hash >> m.shift) * 4
	return binary.LittleEndian.Uint32(m.offsets[at:]), binary.LittleEndian.Uint32(m.offsets[at+4:])
}

// row finds the row of a hash in its bucket.
func row(bucket []byte, hash uint64) Row {
	low, high := byte(hash), byte(hash>>8)
	for len(bucket) >= 3 {
		end := 3 + 2*int(bucket[2])
		if bucket[0] == low && bucket[1] == high {
			return Row(bucket[3:end])
		}
		bucket = bucket[end:]
	}
	return nil
}

// Weigh adds the weights of the features to scores, one for each class, in units
// of the model's scale.
func (m *Model) Weigh(features []Feature, scores []int32) {
	if len(m.rows) == 0 { // it has no weights
		return
	}
	// Rows lie far apart in memory. All places are looked up before any row is read, and
	// without a branch, so that the processor fetches them side by side.
	var hashes [64]uint64
	var from, to [64]uint32
	var low [64]byte // of the first row's hash
	for len(features) > 0 {
		n := min(len(features), len(hashes))
		for i, f := range features[:n] {
			hashes[i] = f.hash()
			from[i], to[i] = m.bucket(hashes[i])
		}
		for i := range n {
			low[i] = m.rows[min(int(from[i]), len(m.rows)-1)]
		}
		for i := range n {
			bucket := m.rows[from[i]:to[i]]
			if len(bucket) >= 3 && low[i] != byte(hashes[i]) {
				bucket = bucket[3+2*int(bucket[2]):]
			}
			row := row(bucket, hashes[i])
			for k := 0; k+1 < len(row); k += 2 {
				scores[row[k]] += int32(int8(row[k+1]))
			}
		}
		features = features[n:]
	}
}

// Best is the class with the highest score, the first of equals.
func Best(scores []int32) int {
	best := 0
	for i := range scores {
		if scores[i] > scores[best] {
			best = i
		}
	}
	return best
}

// New makes a model of weights by feature and class. Weights are rounded to
// multiples of scale, at most 127 of them; those that round to nothing are left
// out. At most 255 classes.
func New(classes []string, weights map[Feature][]float64, scale float64) (*Model, error) {
	if len(classes) == 0 || len(classes) > 255 || scale <= 0 {
		return nil, fmt.Errorf("learn: %d classes with a scale of %g", len(classes), scale)
	}
	type entry struct {
		hash uint64
		row  []byte
	}
	var entries []entry
	for f, ws := range weights {
		var row []byte
		for class, w := range ws {
			units := max(-127, min(127, math.Round(w/scale)))
			if units != 0 {
				row = append(row, byte(class), byte(int8(units)))
			}
		}
		if len(row) > 0 {
			entries = append(entries, entry{f.hash(), row})
		}
	}
	slices.SortFunc(entries, func(a, b entry) int {
		if a.hash < b.hash {
			return -1
		}
		return 1
	})
	buckets := 1 << bits.Len(uint(len(entries)/3))
	m := &Model{Classes: slices.Clone(classes), Scale: scale, shift: uint(64 - bits.TrailingZeros(uint(buckets)))}
	bucket := -1
	for _, e := range entries {
		for at := int(e.hash >> m.shift); bucket < at; bucket++ {
			m.offsets = binary.LittleEndian.AppendUint32(m.offsets, uint32(len(m.rows)))
		}
		m.rows = append(m.rows, byte(e.hash), byte(e.hash>>8), byte(len(e.row)/2))
		m.rows = append(m.rows, e.row...)
	}
	for ; bucket < buckets; bucket++ {
		m.offsets = binary.LittleEndian.AppendUint32(m.offsets, uint32(len(m.rows)))
	}
	return m, nil
}

// magic begins a saved model.
const magic = "linear 1\n"

// Append adds the saved form of the model to b.
func (m *Model) Append(b []byte) []byte {
	b = append(b, magic...)
	b = append(b, byte(len(m.Classes)))
	for _, class := range m.Classes {
		b = append(b, byte(len(class)))
		b = append(b, class...)
	}
	b = binary.LittleEndian.AppendUint64(b, math.Float64bits(m.Scale))
	b = append(b, byte(m.shift))
	b = binary.LittleEndian.AppendUint32(b, uint32(len(m.rows)))
	b = append(b, m.offsets...)
	return append(b, m.rows...)
}

// errCut says that a saved model ends early or contradicts itself.
var errCut = errors.New("learn: the model is damaged")

// Read takes a saved model from the beginning of b, and gives what follows it. The
// model goes on using b.
func Read(b []byte) (m *Model, rest []byte, err error) {
	if len(b) <= len(magic) || string(b[:len(magic)]) != magic {
		return nil, nil, errors.New("learn: not a model")
	}
	b = b[len(magic):]
	m = &Model{Classes: make([]string, b[0])}
	b = b[1:]
	for i := range m.Classes {
		if len(b) == 0 || len(b) <= int(b[0]) {
			return nil, nil, errCut
		}
		end := 1 + int(b[0])
		m.Classes[i] = string(b[1:end])
		b = b[end:]
	}
	if len(b) < 13 {
		return nil, nil, errCut
	}
	m.Scale = math.Float64frombits(binary.LittleEndian.Uint64(b))
	m.shift = uint(b[8])
	size := uint64(binary.LittleEndian.Uint32(b[9:]))
	b = b[13:]
	if m.shift > 64 || m.shift < 34 {
		return nil, nil, errCut
	}
	index := (uint64(1)<<(64-m.shift) + 1) * 4
	if uint64(len(b)) < index+size {
		return nil, nil, errCut
	}
	m.offsets, m.rows, rest = b[:index], b[index:index+size], b[index+size:]
	if !m.sound() {
		return nil, nil, errCut
	}
	return m, rest, nil
}

// sound tells whether every bucket is a sequence of whole rows of known classes.
func (m *Model) sound() bool {
	last := uint32(0)
	for at := 0; at < len(m.offsets); at += 4 {
		to := binary.LittleEndian.Uint32(m.offsets[at:])
		if to < last || int64(to) > int64(len(m.rows)) || at == 0 && to != 0 {
			return false
		}
		for bucket := m.rows[last:to]; len(bucket) > 0; {
			if len(bucket) < 3 || len(bucket) < 3+2*int(bucket[2]) {
				return false
			}
			row := bucket[3 : 3+2*int(bucket[2])]
			for i := 0; i < len(row); i += 2 {
				if int(row[i]) >= len(m.Classes) {
					return false
				}
			}
			bucket = bucket[3+len(row):]
		}
		last = to
	}
	return int64(last) == int64(len(m.rows))
}
