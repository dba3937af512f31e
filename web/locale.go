package web

import (
	"embed"
	"encoding/json"
	"fmt"
	"html/template"
	"net/http"
	"sort"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"dateline/store"
)

//go:embed locale/*.json
var localeFiles embed.FS

// A locale is all words of the interface in one language, and how it writes numbers and dates.
// A text has arguments by name, "{who} set {what}", and where it counts something one form for
// each plural of the language ("one", "few", ...: Unicode CLDR), chosen by the argument n.
type locale struct {
	Language  string // BCP 47
	Name      string // in the language itself: "English"
	Direction string // ltr or rtl
	tag       language.Tag
	texts     map[string]forms
	digits    *strings.Replacer
	// plainDigits is the same locale that writes numbers in the digits 0 to 9; itself where it does so anyway.
	plainDigits *locale
}

// forms are a text by its plural; "other" alone where nothing is counted.
type forms map[string]string

// UnmarshalJSON reads a string, or an object of strings by plural.
func (f *forms) UnmarshalJSON(b []byte) error {
	var one string
	if json.Unmarshal(b, &one) == nil {
		*f = forms{"other": one}
		return nil
	}
	var many map[string]string
	if err := json.Unmarshal(b, &many); err != nil {
		return err
	}
	*f = many
	return nil
}

func newLocales() (map[string]*locale, error) {
	entries, err := localeFiles.ReadDir("locale")
	if err != nil {
		return nil, err
	}
	all := map[string]*locale{}
	for _, entry := range entries {
		content, err := localeFiles.ReadFile("locale/" + entry.Name())
		if err != nil {
			return nil, err
		}
		l := &locale{Language: strings.TrimSuffix(entry.Name(), ".json")}
		if err := json.Unmarshal(content, &l.texts); err != nil {
			return nil, fmt.Errorf("locale/%s: %w", entry.Name(), err)
		}
		if l.tag, err = language.Parse(l.Language); err != nil {
			return nil, fmt.Errorf("locale/%s: %w", entry.Name(), err)
		}
		l.Name = l.plain("locale.name")
		l.Direction = l.plain("locale.direction")
		l.digits = digitsOf(l.plain("locale.digits"))
		l.plainDigits = l
		if l.ownDigits() {
			plain := *l
			plain.digits = strings.NewReplacer()
			l.plainDigits, plain.plainDigits = &plain, &plain
		}
		all[l.Language] = l
	}
	return all, nil
}

// digitsOf writes 0 to 9 as ten other characters.
func digitsOf(ten string) *strings.Replacer {
	var pairs []string
	for i, r := range []rune(ten) {
		pairs = append(pairs, strconv.Itoa(i), string(r))
	}
	return strings.NewReplacer(pairs...)
}

// ownDigits tells whether the language writes numbers in digits of its own.
func (l *locale) ownDigits() bool { return l.plain("locale.digits") != "0123456789" }

// languages are the codes of the locales, English first: it is what a browser is given that asks for none of them.
func (b *Workbench) languages() []string {
	names := []string{"en"}
	for name := range b.locales {
		if name != "en" {
			names = append(names, name)
		}
	}
	sort.Strings(names[1:])
	return names
}

// localeOf is the language that the visitor chose, else the one that the browser asks for.
func (b *Workbench) localeOf(r *http.Request, s store.Settings) *locale {
	l := b.locales[s.Locale]
	if l == nil {
		var tags []language.Tag
		names := b.languages()
		for _, name := range names {
			tags = append(tags, b.locales[name].tag)
		}
		_, at := language.MatchStrings(language.NewMatcher(tags), r.Header.Get("Accept-Language"))
		l = b.locales[names[at]]
	}
	if s.Digits == "latin" {
		return l.plainDigits
	}
	return l
}

// otherLanguage is the locale that the frame offers to change to.
func (v *visit) otherLanguage() *locale {
	for name, l := range v.locales {
		if name != v.locale.Language {
			return l
		}
	}
	return v.locale
}

// has tells whether the locale has a text of that key.
func (l *locale) has(key string) bool { return l.texts[key] != nil }

// plain is a text without arguments, not yet safe for a page; the key itself where there is none.
func (l *locale) plain(key string) string {
	if f := l.texts[key]; f != nil {
		return f["other"]
	}
	return key
}

// forms are all plurals of a text as JSON, for a script that counts.
func (l *locale) forms(key string) (string, error) {
	text, err := json.Marshal(l.texts[key])
	return string(text), err
}

// text puts a text together. Arguments come by pairs of name and value: numbers are written in the
// locale's digits, template.HTML stands as it is, all else is escaped. The argument "n" chooses the plural.
func (l *locale) text(key string, args ...any) template.HTML {
	return template.HTML(l.fill(key, true, args))
}

// words is text for where no markup can stand: an attribute, a title.
func (l *locale) words(key string, args ...any) string { return l.fill(key, false, args) }

func (l *locale) fill(key string, escape bool, args []any) string {
	f := l.texts[key]
	if f == nil {
		return template.HTMLEscapeString(key)
	}
	form := f["other"]
	for i := 0; i+1 < len(args); i += 2 {
		if n, ok := args[i+1].(int); ok && args[i] == "n" {
			if counted, ok := f[l.plural(n)]; ok {
				form = counted
			}
		}
	}
	safe := func(s string) string {
		if escape {
			return template.HTMLEscapeString(s)
		}
		return s
	}
	var b strings.Builder
	for form != "" {
		before, rest, ok := strings.Cut(form, "{")
		b.WriteString(safe(before))
		if !ok {
			break
		}
		name, after, _ := strings.Cut(rest, "}")
		b.WriteString(l.argument(name, args, safe))
		form = after
	}
	return b.String()
}

func (l *locale) argument(name string, args []any, safe func(string) string) string {
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] != name {
			continue
		}
		switch value := args[i+1].(type) {
		case template.HTML:
			return string(value)
		case int:
			return safe(l.number(value))
		case time.Time:
			return safe(l.date(value))
		default:
			return safe(fmt.Sprint(value))
		}
	}
	return "{" + name + "}"
}

// plural is the form that a number takes.
func (l *locale) plural(n int) string {
	names := map[plural.Form]string{plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many", plural.Other: "other"}
	return names[plural.Cardinal.MatchPlural(l.tag, n, 0, 0, 0, 0)]
}

// number writes a number in the locale's digits, with marks between thousands.
func (l *locale) number(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + l.plain("locale.thousands") + s[i:]
	}
	return l.digits.Replace(s)
}

// plainNumber is number without marks between thousands: of years.
func (l *locale) plainNumber(n int) string { return l.digits.Replace(strconv.Itoa(n)) }

// date is "22 March 2024".
func (l *locale) date(t time.Time) string {
	return l.words("date.full", "day", l.plainNumber(t.Day()), "month", l.month(t), "year", l.plainNumber(t.Year()))
}

// shortDate is "22 March".
func (l *locale) shortDate(t time.Time) string {
	return l.words("date.short", "day", l.plainNumber(t.Day()), "month", l.month(t))
}

// monthYear is "March 2024".
func (l *locale) monthYear(t time.Time) string {
	return l.words("date.month", "month", l.month(t), "year", l.plainNumber(t.Year()))
}

// weekday is "Friday, 22 March 2024".
func (l *locale) weekday(t time.Time) string {
	return l.words("date.weekday", "weekday", l.plain("weekday."+strconv.Itoa(int(t.Weekday()))), "date", l.date(t))
}

// clock is "19:40".
func (l *locale) clock(t time.Time) string { return l.digits.Replace(t.Format("15:04")) }

// moment is "22 March 2024, 19:40".
func (l *locale) moment(t time.Time) string {
	return l.words("date.moment", "date", l.date(t), "clock", l.clock(t))
}

func (l *locale) month(t time.Time) string { return l.plain("month." + strconv.Itoa(int(t.Month()))) }

// ago is how long before now a moment was, in one unit: "2 h", "5 d".
func (l *locale) ago(t, now time.Time) string {
	d := max(0, now.Sub(t))
	day := 24 * time.Hour
	for _, unit := range []struct {
		key string
		of  time.Duration
	}{{"ago.year", 365 * day}, {"ago.month", 30 * day}, {"ago.week", 7 * day}, {"ago.day", day}, {"ago.hour", time.Hour}, {"ago.minute", time.Minute}} {
		if d >= unit.of {
			return l.words(unit.key, "n", int(d/unit.of))
		}
	}
	return l.words("ago.now")
}

// coordinates are degrees as maps write them, in Latin digits: "33.754, 44.605".
func (l *locale) coordinates(lat, lon float64) string { return fmt.Sprintf("%.3f, %.3f", lat, lon) }

// list joins things: "a, b and c".
func (l *locale) list(things ...string) string {
	switch len(things) {
	case 0:
		return ""
	case 1:
		return things[0]
	}
	last := len(things) - 1
	return l.words("list.last", "rest", strings.Join(things[:last], l.plain("list.comma")), "last", things[last])
}
