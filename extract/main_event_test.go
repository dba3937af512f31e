package extract

import (
	"strings"
	"testing"

	"dateline"
)

// TestMainEventWhenAndWhere reads short reports, the first paragraph their title: when and where their main event was.
func TestMainEventWhenAndWhere(t *testing.T) {
	languages, reader := open(t)
	for _, c := range []struct {
		name, text string
		day        string // empty where the report does not say it
		country    string
		place      string // empty where any will do
	}{
		{"a burial that counts back to the deed", `Village lays its dead to rest
Wailing rose over Zabarmari in Nigeria's Borno State on Tuesday as nine fishermen were lowered into one grave, two days after gunmen shot them on the shore.`,
			"2024-05-12", "NG", "Zabarmari"},
		{"a burial after which the deed is told by those who came", `Town buries its traders
The shops of Maroua stayed shut on Monday for the burial of six traders, a day after the attackers rode in from the hills and shot them.`,
			"2024-05-12", "CM", "Maroua"},
		{"a day and a night of hours", `Hostages led out of mill
By Wednesday evening police in Gao had led nine hostages out of a mill, some 24 hours after gunmen seized them there.`,
			"2024-05-14", "ML", "Gao"},
		{"a trial whose report tells the year first", `Three get life for hotel attack
A court in Bamako jailed three men on Wednesday for the 2015 attack on a hotel in Sévaré in which thirteen people were killed.
Their lawyers said that they would appeal.
The gunmen shot their way past the guards on August 7 and held the roof until midnight.`,
			"2015-08-07", "ML", ""},
		{"an embassy is no place in its country", `Trial opens over embassy bombing that killed 213
A man who is accused of the August 7, 1998 bombing of the United States embassy in Nairobi went on trial in Washington on Wednesday.
A lorry laden with explosives had been blown up at its gate. In a second blast in Dar es Salaam, 11 died.`,
			"1998-08-07", "KE", "Nairobi"},
		{"a victim's home is not where he was shot", `Three held over Istanbul shooting
Three men have been held over a shooting at an Istanbul restaurant in which a trader from Dagestan was killed, police said on Thursday.
The gunman walked up to his table on Tuesday night and fired six times.`,
			"2024-05-14", "TR", "Istanbul"},
		{"what a paragraph tells of another day is elsewhere", `Lorry hits mine in Mali
A lorry struck a mine outside Ansongo on 10 May, and two drivers were hurt.
On 2 May a similar device had killed three soldiers near Tessalit.`,
			"2024-05-10", "ML", "Ansongo"},
		{"fighting that is told with its dead", `Dozens killed in Abyei
At least 54 people, among them two guards, were killed in two days of fighting in Abyei, an area between Sudan and South Sudan.
It broke out on Sunday evening in the south of the area.`,
			"2024-05-12", "SD", "Abyei"},
		{"attackers and their victims, and no word for a deed", `Two herders killed by fighters from across the river
Fighters thought to have come from Mozambique killed two herders at a ford in Tanzania's Mtwara region on Tuesday.`,
			"2024-05-14", "TZ", "Mtwara"},
		{"the dead of shells are no series of shells", `Toll of market rises to 22
The number of people killed when shells landed in a market in Omdurman on Sunday has risen to 22, a doctor said.`,
			"2024-05-12", "SD", "Omdurman"},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc := &dateline.Document{Language: "en", Published: &dateline.Published{At: "2024-05-16"}, Text: c.text}
			from := 0
			for i, p := range strings.Split(c.text, "\n") {
				kind := dateline.Body
				if i == 0 {
					kind = dateline.Title
				}
				doc.Paragraphs = append(doc.Paragraphs, dateline.Paragraph{Span: dateline.Span{From: from, To: from + len(p)}, Kind: kind})
				from += len(p) + 1
			}
			r := runSteps(t, languages, reader, doc)
			if len(r.events) == 0 || !r.events[0].main {
				t.Fatal("no main event")
			}
			main, day := r.events[0], ""
			if main.time.Resolved() {
				day = main.time.Start.At.Format("2006-01-02")
			}
			if day != c.day {
				t.Errorf("got %s, want %s", day, c.day)
			}
			if main.place == nil || main.place.Country != c.country || c.place != "" && main.place.Name != c.place {
				t.Errorf("got %+v, want %s in %s", main.place, c.place, c.country)
			}
		})
	}
}
