package web

import "dateline/codebook"

// A codebookPage is what the words of the record mean.
type codebookPage struct{ Classes []codebookClass }

// A codebookClass is the entries of one class: the types of event, the statuses, and so on.
type codebookClass struct {
	Class   codebook.Class
	Title   string
	Entries []codebookEntry
}

// A codebookEntry is one word of the record, as the interface calls it and as records write it.
type codebookEntry struct {
	codebook.Entry
	Name, Broader, Neighbour string
	Foreign                  bool // the locale has no words for what it means: they are the book's, in English
}

// codebookPage shows the types and definitions as they are used.
func (v *visit) codebookPage() error {
	var page codebookPage
	for _, class := range []codebook.Class{codebook.Type, codebook.Status, codebook.Harm, codebook.Role, codebook.Act, codebook.Trait} {
		c := codebookClass{Class: class, Title: v.locale.words("class." + string(class))}
		for _, e := range v.Book.Entries(class) {
			c.Entries = append(c.Entries, v.codebookEntry(class, e))
		}
		page.Classes = append(page.Classes, c)
	}
	return v.show("codebook", "codebook.title", page)
}

// codebookEntry puts the names of an entry into the locale's words.
func (v *visit) codebookEntry(class codebook.Class, e codebook.Entry) codebookEntry {
	entry := codebookEntry{Entry: e, Name: v.locale.key(string(class), e.Key)}
	means := "means." + string(class) + "." + e.Key
	if entry.Foreign = !v.locale.has(means); !entry.Foreign {
		entry.Means = v.locale.plain(means)
	}
	if unlike := "unlike." + string(class) + "." + e.Key; v.locale.has(unlike) {
		entry.Unlike = v.locale.plain(unlike)
	}
	if e.Kind != "" {
		entry.Broader = v.locale.key(string(class), e.Kind)
	}
	if e.Not != "" {
		entry.Neighbour = v.locale.key(string(class), e.Not)
	}
	return entry
}
