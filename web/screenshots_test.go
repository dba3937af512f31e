package web

import (
	"bytes"
	"cmp"
	"flag"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

var update = flag.Bool("update", false, "draw the screenshots of the README anew")

// The README shows the desk and a report of the example record. They are drawn anew by
//
//	go test ./web -run TestScreenshots -update
func TestScreenshots(t *testing.T) {
	if *update {
		drawScreenshots(t)
	}
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{"docs/desk.png", "docs/report.png"} {
		content, err := os.ReadFile("../" + file)
		if err != nil {
			t.Fatal(err)
		}
		size, err := png.DecodeConfig(bytes.NewReader(content))
		if err != nil || size.Width != 1280 || size.Height != 800 || len(content) > 200<<10 {
			t.Errorf("%s: %d by %d, %d bytes, %v", file, size.Width, size.Height, len(content), err)
		}
		if !strings.Contains(string(readme), "]("+file+")") {
			t.Errorf("the README does not show %s", file)
		}
	}
}

func drawScreenshots(t *testing.T) {
	d := openExamples(t)
	b := d.browse()
	b.choose("en", "light")
	b.size(1280, 800)
	b.open("/")
	b.shoot("../docs/desk.png")
	b.open("/incident/2024-03-22-moscow")
	b.follow("#reports .t")
	b.tabTo("#record .val")
	b.take(killedPath)
	b.shoot("../docs/report.png")
}

// shoot keeps what the tab shows, once its letters are there.
func (b *tab) shoot(file string) {
	b.t.Helper()
	b.await(`document.fonts.status === "loaded"`)
	picture, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		b.t.Fatal(err)
	}
	drawn, err := png.Decode(bytes.NewReader(picture))
	if err != nil {
		b.t.Fatal(err)
	}
	var small bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&small, inFewColors(drawn)); err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(file, small.Bytes(), 0o644); err != nil {
		b.t.Fatal(err)
	}
}

// inFewColors draws a picture in the 256 colors that it has most of, of those that can be told apart: so its file is small.
func inFewColors(picture image.Image) image.Image {
	counts := map[color.RGBA]int{}
	box := picture.Bounds()
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			counts[color.RGBAModel.Convert(picture.At(x, y)).(color.RGBA)]++
		}
	}
	most := slices.SortedFunc(maps.Keys(counts), func(a, b color.RGBA) int {
		return cmp.Or(counts[b]-counts[a], cmp.Compare(a.R, b.R), cmp.Compare(a.G, b.G), cmp.Compare(a.B, b.B))
	})
	var few color.Palette
	for _, c := range most {
		alike := func(taken color.Color) bool {
			t := taken.(color.RGBA)
			return max(t.R, c.R)-min(t.R, c.R) < 8 && max(t.G, c.G)-min(t.G, c.G) < 8 && max(t.B, c.B)-min(t.B, c.B) < 8
		}
		if len(few) < 256 && (counts[c] > 1000 || !slices.ContainsFunc(few, alike)) {
			few = append(few, c)
		}
	}
	drawn := image.NewPaletted(box, few)
	draw.Draw(drawn, box, picture, box.Min, draw.Src)
	return drawn
}
