package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Values stand in a record by paths: names as in its JSON, things of a list by their id or
// their number.

func cutLast(path string) (before, last string, ok bool) {
	i := strings.LastIndexByte(path, '.')
	if i < 0 {
		return "", path, false
	}
	return path[:i], path[i+1:], true
}

func inList(text []byte, path string) bool {
	value, err := valueAt(text, path)
	return err == nil && path != "" && value != nil && len(*value) > 0 && (*value)[0] == '['
}

// valueAt gives the value at a path; nil if there is none.
func valueAt(text []byte, path string) (*json.RawMessage, error) {
	value := json.RawMessage(text)
	for _, name := range strings.Split(path, ".") {
		next, err := step(value, name)
		if err != nil || next == nil {
			return nil, err
		}
		value = next
	}
	value = bytes.Clone(value)
	return &value, nil
}

// step gives what an object or list has by a name; nil for nothing.
func step(value json.RawMessage, name string) (json.RawMessage, error) {
	switch first(value) {
	case '{':
		var fields map[string]json.RawMessage
		err := json.Unmarshal(value, &fields)
		return fields[name], err
	case '[':
		var all []json.RawMessage
		if err := json.Unmarshal(value, &all); err != nil {
			return nil, err
		}
		if i := index(all, name); i < len(all) {
			return all[i], nil
		}
	}
	return nil, nil
}

func first(value json.RawMessage) byte {
	if len(value) == 0 {
		return 0
	}
	return value[0]
}

// index finds a thing of a list by its id or its number; the length of the list is for none.
func index(all []json.RawMessage, name string) int {
	for i, one := range all {
		var thing struct {
			ID string `json:"id"`
		}
		if json.Unmarshal(one, &thing) == nil && thing.ID == name {
			return i
		}
	}
	if i, err := strconv.Atoi(name); err == nil && i >= 0 && i < len(all) {
		return i
	}
	return len(all)
}

// withValue gives a JSON text with another value at a path; nil takes it away. What is not in a list
// is put at its end.
func withValue(text []byte, path string, value json.RawMessage) (json.RawMessage, error) {
	if path == "" {
		if value == nil {
			return nil, errors.New("all of a record cannot be taken away")
		}
		return value, nil
	}
	name, rest, deeper := strings.Cut(path, ".")
	below, err := step(text, name)
	if err != nil {
		return nil, err
	}
	if deeper {
		if below == nil {
			return nil, fmt.Errorf("%q: %w", name, ErrUnknown)
		}
		if value, err = withValue(below, rest, value); err != nil {
			return nil, fmt.Errorf("%s.%w", name, err)
		}
	}
	switch first(text) {
	case '{':
		var fields map[string]json.RawMessage
		if err := json.Unmarshal(text, &fields); err != nil {
			return nil, err
		}
		if value == nil || string(value) == "null" && !deeper {
			delete(fields, name)
		} else {
			fields[name] = value
		}
		return json.Marshal(fields)
	case '[':
		var all []json.RawMessage
		if err := json.Unmarshal(text, &all); err != nil {
			return nil, err
		}
		switch i := index(all, name); {
		case value == nil && i < len(all):
			all = slices.Delete(all, i, i+1)
		case value == nil:
		case i < len(all):
			all[i] = value
		default:
			all = append(all, value)
		}
		return json.Marshal(all)
	}
	return nil, fmt.Errorf("%q: %w: what it would be in has no parts", name, ErrUnknown)
}
