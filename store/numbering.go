package store

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A numbering tells things of lists without ids apart by the number under which each came: it stays
// theirs when another is rejected, and is not given to another. By the path of a list it has the numbers
// under which nothing stands any more, in order. What edits say is by these numbers; in the record the
// things that are there stand close.
type numbering map[string][]int

// numberingOf works out what is gone from what was done to a record.
func numberingOf(all []past) numbering {
	n := numbering{}
	for _, p := range all {
		gone := p.after.Values
		if p.Undone != 0 {
			gone = p.before.Values
		}
		for path, value := range gone {
			list, last, ok := cutLast(path)
			number, err := strconv.Atoi(last)
			if ok && err == nil && value == nil && !slices.Contains(n[list], number) {
				n[list] = append(n[list], number)
			}
		}
	}
	for _, numbers := range n {
		slices.Sort(numbers)
	}
	return n
}

// place gives where in the record something stands now. If it is gone, there is false, and the place is
// where it would be put back.
func (n numbering) place(path string) (place string, there bool) {
	parts := strings.Split(path, ".")
	there = true
	list := ""
	for i, part := range parts {
		name := part
		if gone := n[list]; i > 0 && len(gone) > 0 {
			if number, err := strconv.Atoi(part); err == nil {
				before, is := slices.BinarySearch(gone, number)
				if is {
					there = false
				}
				name = strconv.Itoa(number - before)
			}
		}
		if i > 0 {
			list += "."
		}
		list += part
		parts[i] = name
	}
	return strings.Join(parts, "."), there
}

// name gives the path of something by where in the record it stands.
func (n numbering) name(place string) string {
	parts := strings.Split(place, ".")
	list := ""
	for i, part := range parts {
		if gone := n[list]; i > 0 && len(gone) > 0 {
			if number, err := strconv.Atoi(part); err == nil {
				for _, g := range gone {
					if g <= number {
						number++
					}
				}
				parts[i] = strconv.Itoa(number)
			}
		}
		if i > 0 {
			list += "."
		}
		list += parts[i]
	}
	return strings.Join(parts, ".")
}

// next is the number that a list of so many things gives to one more.
func (n numbering) next(list string, length int) int { return length + len(n[list]) }

// value gives what stands at a path; nil for nothing.
func (n numbering) value(text []byte, path string) (*json.RawMessage, error) {
	place, there := n.place(path)
	if !there {
		return nil, nil
	}
	return valueAt(text, place)
}

// put gives a record with another value at a path; nil takes it away. What was gone from a list comes back in its
// place: for things with ids, before the so-manieth; -1 is at the end.
func (n numbering) put(text []byte, path string, value json.RawMessage, position int) (json.RawMessage, error) {
	place, there := n.place(path)
	list, last, ok := cutLast(place)
	if !ok || !inList(text, list) {
		if !there {
			return nil, fmt.Errorf("%s: %w", path, ErrUnknown)
		}
		return withValue(text, place, value)
	}
	whole, err := valueAt(text, list)
	if err != nil {
		return nil, err
	}
	var all []json.RawMessage
	if err := json.Unmarshal(*whole, &all); err != nil {
		return nil, err
	}
	at := index(all, last)
	number, err := strconv.Atoi(last)
	numbered := err == nil
	switch {
	case value == nil && !there:
		return text, nil
	case value == nil && at < len(all):
		all = slices.Delete(all, at, at+1)
	case value == nil:
		return nil, fmt.Errorf("%s: %w", path, ErrUnknown)
	case there && at < len(all):
		all[at] = value
	case numbered && number > len(all):
		return nil, fmt.Errorf("%s: %w", path, ErrUnknown)
	case numbered:
		all = slices.Insert(all, number, value)
	case position >= 0 && position < len(all):
		all = slices.Insert(all, position, value)
	default:
		all = append(all, value)
	}
	changed, err := json.Marshal(all)
	if err != nil {
		return nil, err
	}
	return withValue(text, list, changed)
}

// canonical gives a path by ids where things have them: "events.0.type" is "events.e1.type".
func canonical(text []byte, n numbering, path string) (string, error) {
	parts := strings.Split(path, ".")
	for i := 1; i < len(parts); i++ {
		number, err := strconv.Atoi(parts[i])
		if err != nil {
			continue
		}
		list, err := n.value(text, strings.Join(parts[:i], "."))
		if err != nil || list == nil {
			return path, err
		}
		var all []struct {
			ID string `json:"id"`
		}
		if json.Unmarshal(*list, &all) == nil && number >= 0 && number < len(all) && all[number].ID != "" {
			parts[i] = all[number].ID
		}
	}
	return strings.Join(parts, "."), nil
}

// positionOf gives where in its list a thing with an id stands; -1 for others.
func positionOf(text []byte, n numbering, path string) int {
	place, there := n.place(path)
	list, last, ok := cutLast(place)
	if _, err := strconv.Atoi(last); !ok || !there || err == nil || !inList(text, list) {
		return -1
	}
	whole, err := valueAt(text, list)
	var all []json.RawMessage
	if err != nil || json.Unmarshal(*whole, &all) != nil {
		return -1
	}
	if at := index(all, last); at < len(all) {
		return at
	}
	return -1
}

// A past is an edit of a report's record, with what it changed.
type past struct {
	Done
	before, after state
}

// pastOf gives the edits of a report's record, the oldest first; those that were undone too.
func (w *work) pastOf(report string) ([]past, error) {
	done, err := list(w, scanDone, doneColumns+`where kind in ('set', 'add', 'reject', 'confirm')
		and id in (select edit from edit_subject where subject = $1) order by id`, report)
	if err != nil {
		return nil, err
	}
	all := make([]past, len(done))
	for i, d := range done {
		all[i].Done = d
		if err := json.Unmarshal(d.Before, &all[i].before); err != nil {
			return nil, fmt.Errorf("what edit %d changed: %w", d.ID, err)
		}
		if err := json.Unmarshal(d.After, &all[i].after); err != nil {
			return nil, fmt.Errorf("what edit %d changed: %w", d.ID, err)
		}
	}
	return all, nil
}
