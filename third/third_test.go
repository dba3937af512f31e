package third

import (
	"io/fs"
	"strings"
	"testing"
)

// Every font and every shape has its licence beside it, and a font is what its name says.
func TestFiles(t *testing.T) {
	for _, folder := range []string{"fonts", "world"} {
		entries, err := fs.ReadDir(Files(), folder)
		if err != nil {
			t.Fatal(err)
		}
		var licences []string
		for _, entry := range entries {
			if name, ok := strings.CutPrefix(entry.Name(), "LICENSE"); ok {
				licences = append(licences, strings.Trim(strings.TrimSuffix(name, ".txt"), "-"))
			}
		}
		for _, entry := range entries {
			name := entry.Name()
			if strings.HasPrefix(name, "LICENSE") {
				continue
			}
			licensed := false
			for _, licence := range licences {
				licensed = licensed || strings.HasPrefix(name, licence)
			}
			if !licensed {
				t.Errorf("%s/%s has no licence beside it", folder, name)
			}
			data, err := fs.ReadFile(Files(), folder+"/"+name)
			if err != nil {
				t.Fatal(err)
			}
			if strings.HasSuffix(name, ".woff2") && !strings.HasPrefix(string(data), "wOF2") {
				t.Errorf("%s is no WOFF2 font", name)
			}
		}
	}
}
