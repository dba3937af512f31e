// Package dateline is the vocabulary of the record that Dateline keeps of
// political violence: documents, events, casualties, statements, traits, actors
// and gaps, each with the words that say it; and, over many reports, incidents, the
// tellings and figures that make them up, accounts of who did it, and warnings.
//
// It imports the standard library only, and everything else imports it. Read it
// and you know what the program is about.
//
// # The flow
//
//	raw,  err := fetch.Page(ctx, where)        // bytes from the world
//	doc,  err := page.Read(raw, options)       // bytes to text; offsets are fixed from here on
//	text      := languages.Analyze(doc)        // paragraphs, sentences, tokens
//	record    := reader.Read(text)             // numbers, times, places, actors ... events, gaps
//	added, err := db.Add(ctx, raw, record, link.Groups) // kept; its events placed in incidents
//
// # A worked report
//
//	Car bomb kills nine at Baidoa market
//
//	BAIDOA, May 2 (Agency) - At least nine people were killed on Wednesday when a car
//	bomb exploded at a market, police said. No group has claimed responsibility.
//
// gives one event: type vehicle-bombing, status happened, main; time 2024-05-01
// (grain day, basis published: "on Wednesday" against the day of publication); place Baidoa, SO;
// one casualty, killed, low 9, high -1 ("At least nine people"); claim
// none-stated ("No group has claimed responsibility"); and one statement, of
// "police". Every value carries the words and where they stand.
//
// # Promises
//
// The JSON form of [Record] is a contract, described by record.schema.json and
// numbered by [Version]. The Go API is not promised before 1.0.
//
// Offsets are half-open ranges of UTF-8 bytes into Document.Text. What a report
// does not say is left out, and a [Gap] says why; no default passes for a fact.
package dateline
