package page_test

import (
	"fmt"

	"dateline"
	"dateline/page"
)

func ExampleRead() {
	raw := &dateline.Raw{Name: "baidoa.txt", Bytes: []byte(`Home > World > Africa
Car bomb kills nine at Baidoa market
May 2, 2024 | 18:05 GMT
BAIDOA, Somalia (Agency) - At least nine people were killed on Thursday when a car bomb exploded at a market, police said.
READ ALSO: Ten years of car bombs
`)}
	doc, _, err := page.Read(raw, page.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(doc.Section, "|", doc.Published.At, doc.Published.Basis)
	fmt.Println(doc.Words(doc.Dateline).Text)
	fmt.Println(doc.Text)
	// Output:
	// Africa | 2024-05-02T18:05:00Z text
	// BAIDOA, Somalia (Agency) -
	// Car bomb kills nine at Baidoa market
	//
	// May 2, 2024 | 18:05 GMT
	//
	// BAIDOA, Somalia (Agency) - At least nine people were killed on Thursday when a car bomb exploded at a market, police said.
}
