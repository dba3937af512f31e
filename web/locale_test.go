package web

import (
	"io/fs"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/codebook"
)

// spoken are the plurals that a language has for whole numbers (Unicode CLDR 46, cardinal).
var spoken = map[string][]string{
	"en": {"one", "other"},
	"ar": {"few", "many", "one", "other", "two", "zero"},
}

var argument = regexp.MustCompile(`\{(\w+)\}`)

func locales(t *testing.T) map[string]*locale {
	t.Helper()
	all, err := newLocales()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func arguments(form string) []string {
	var names []string
	for _, m := range argument.FindAllStringSubmatch(form, -1) {
		names = append(names, m[1])
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// Every text stands in every language, with the same arguments and all plurals of the language.
func TestLocalesAgree(t *testing.T) {
	all := locales(t)
	for name := range spoken {
		if all[name] == nil {
			t.Fatalf("no locale %s", name)
		}
	}
	for key, english := range all["en"].texts {
		for name, l := range all {
			f := l.texts[key]
			if f == nil {
				t.Errorf("%s: no %s", name, key)
				continue
			}
			counted := len(english) > 1
			if got := slices.Sorted(maps.Keys(f)); counted && !slices.Equal(got, spoken[name]) {
				t.Errorf("%s: %s has the plurals %q, want %q", name, key, got, spoken[name])
			}
			if got, want := arguments(f["other"]), arguments(english["other"]); !slices.Equal(got, want) {
				t.Errorf("%s: %s has the arguments %q, want %q", name, key, got, want)
			}
			for form, text := range f {
				if text == "" {
					t.Errorf("%s: %s has an empty form %s", name, key, form)
				}
			}
		}
	}
	for name, l := range all {
		for key := range l.texts {
			if all["en"].texts[key] == nil {
				t.Errorf("%s: %s is in no other language", name, key)
			}
		}
	}
}

// What the codebook has is called something in every language.
func TestLocalesNameTheCodebook(t *testing.T) {
	book, err := codebook.Load()
	if err != nil {
		t.Fatal(err)
	}
	for name, l := range locales(t) {
		for _, class := range []codebook.Class{codebook.Type, codebook.Status, codebook.Harm, codebook.Role, codebook.Act, codebook.Trait} {
			for _, entry := range book.Entries(class) {
				if !l.has(string(class) + "." + entry.Key) {
					t.Errorf("%s: no %s.%s", name, class, entry.Key)
				}
				for key, book := range map[string]string{"means.": entry.Means, "unlike.": entry.Unlike} {
					key += string(class) + "." + entry.Key
					if text := l.texts[key]["other"]; (text == "") != (book == "") || name == "en" && text != book {
						t.Errorf("%s: %s is %q, and the codebook says %q", name, key, text, book)
					}
				}
			}
		}
	}
}

var (
	// A key in a template: {{t "key"}}, words "key".
	inTemplate = regexp.MustCompile(`\b(?:t|words|has|forms) "([a-z0-9.-]+)"`)
	// A key in Go: any string of two parts or more that the locale might have.
	inGo = regexp.MustCompile(`"([a-z0-9-]+(?:\.[a-z0-9-]+)+)"`)
	// Keys that are put together: "month." and a number.
	joined = regexp.MustCompile(`^(type|status|harm|role|act|trait|grain|basis|gap|said-by|month|month-short|weekday|mark|claim|part|locale|edit|rule|rule-means|adds|said|lede-claim|class|forecast|doubt|rail|review-sort|sources|sources-means|user-role|user-role-means|settings-done|filter|desk-claim|desk-review|desk-sort|news|news-kind|period|what|kind|alias|change|coder|means|unlike)\.`)
)

// No template asks for a text that is not there, and no text is there that nothing asks for.
func TestLocaleKeysAreUsed(t *testing.T) {
	english := locales(t)["en"]
	used := map[string]bool{}
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		switch {
		case strings.HasSuffix(name, ".html"):
			for _, m := range inTemplate.FindAllStringSubmatch(string(content), -1) {
				used[m[1]] = true
				if !english.has(m[1]) {
					t.Errorf("%s asks for %s, which no locale has", name, m[1])
				}
			}
		case strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go"), strings.HasSuffix(name, ".js"):
			for _, m := range inGo.FindAllStringSubmatch(string(content), -1) {
				used[m[1]] = true
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for key := range english.texts {
		if !used[key] && !joined.MatchString(key) && strings.Contains(key, ".") {
			t.Errorf("nothing asks for %s", key)
		}
	}
}

func TestLocaleWrites(t *testing.T) {
	all := locales(t)
	en, ar := all["en"], all["ar"]
	day := time.Date(2024, 3, 22, 19, 40, 0, 0, time.UTC)
	for _, c := range []struct{ got, want string }{
		{en.number(1234567), "1,234,567"},
		{ar.number(1234), "١٬٢٣٤"},
		{en.number(-12), "-12"},
		{en.date(day), "22 March 2024"},
		{ar.date(day), "٢٢ مارس ٢٠٢٤"},
		{en.moment(day), "22 March 2024, 19:40"},
		{en.words("count.reports", "n", 1), "1 report"},
		{en.words("count.reports", "n", 2), "2 reports"},
		{ar.words("count.reports", "n", 2), "تقريران"},
		{ar.words("count.reports", "n", 3), "٣ تقارير"},
		{ar.words("count.reports", "n", 11), "١١ تقريرًا"},
		{ar.words("count.reports", "n", 100), "١٠٠ تقرير"},
		{en.list("a", "b", "c"), "a, b and c"},
		{en.ago(day, day.Add(50*time.Hour)), "2 d"},
		{string(en.text("count.at-least", "low", "<b>")), "&lt;b&gt; or more"},
		{string(en.quote("<script>")), `<q class="q" dir="auto">“&lt;script&gt;”</q>`},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}
