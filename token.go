package dateline

// A Token is a word, a number or a mark. A word with clitics is several tokens
// that touch ("police" "'s"; in Arabic the conjunction, the preposition, the stem).
type Token struct {
	Span
	Norm   string // what rules see: case, diacritics and letter forms folded
	Kind   TokenKind
	Tag    Tag  // part of speech, as tagged
	Upper  bool // begins with a capital letter in the text
	Joined bool // no space before it
}

// A TokenKind is the make of a token.
type TokenKind uint8

// The kinds of token.
const (
	WordToken   TokenKind = iota
	NumberToken           // begins with a digit: "13", "1,200", "7.30am" is two
	MarkToken             // punctuation or a symbol
)

// A Tag is a part of speech: one of Universal Dependencies' tags, with the verb
// forms told apart. Empty if the text was not tagged.
type Tag string

// The tags. Those of verbs and auxiliaries carry their form.
const (
	Noun        Tag = "noun"
	ProperNoun  Tag = "name"
	Pronoun     Tag = "pronoun"
	Adjective   Tag = "adjective"
	Adverb      Tag = "adverb"
	Determiner  Tag = "determiner"
	Numeral     Tag = "numeral"
	Preposition Tag = "preposition" // adpositions of either side
	Conjunction Tag = "conjunction" // "and", "or", "but"
	Subordinate Tag = "subordinator"
	Particle    Tag = "particle" // "to", "not", the possessive "'s"
	Auxiliary   Tag = "auxiliary"
	VerbPast    Tag = "verb-past"    // "killed" in "gunmen killed"
	VerbNow     Tag = "verb-now"     // "kills", "kill" in the present
	VerbBase    Tag = "verb-base"    // "kill" after "to" or a modal
	VerbPassive Tag = "verb-passive" // past participle: "killed" in "were killed", "had killed"
	VerbIng     Tag = "verb-ing"
	Mark        Tag = "mark"
	OtherTag    Tag = "other"
)

// A Sentence covers Tokens[First:Last] and lies within one paragraph.
type Sentence struct {
	Span
	First, Last int
	Paragraph   int // index in Document.Paragraphs
}
