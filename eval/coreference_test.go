package eval

import (
	"testing"
	"testing/fstest"

	"dateline"
	"dateline/page"
)

// Two documents of the corpus' form, made up.
var plainECB = fstest.MapFS{
	"validated-sentences.csv": {Data: []byte("Topic,File,Sentence Number\n1,1ecbplus,1\n1,2ecb,0\n")},
	"ECB+/1/1_1ecbplus.xml": {Data: []byte(`<Document doc_name="1_1ecbplus.xml">
<token t_id="1" sentence="0" number="0">http</token><token t_id="2" sentence="0" number="1">:</token>
<token t_id="3" sentence="1" number="0">Bomb</token><token t_id="4" sentence="1" number="1">kills</token><token t_id="5" sentence="1" number="2">nine</token><token t_id="6" sentence="1" number="3">.</token>
<Markables><ACTION_OCCURRENCE m_id="1"><token_anchor t_id="3"/></ACTION_OCCURRENCE><ACTION_OCCURRENCE m_id="2"><token_anchor t_id="4"/></ACTION_OCCURRENCE>
<HUMAN_PART_PER m_id="4"><token_anchor t_id="5"/></HUMAN_PART_PER><ACTION_OCCURRENCE m_id="3" TAG_DESCRIPTOR="bombing" instance_id="ACT1"/></Markables>
<Relations><CROSS_DOC_COREF r_id="7" note="ACT1"><source m_id="1"/><target m_id="3"/></CROSS_DOC_COREF></Relations></Document>`)},
	"ECB+/1/1_2ecb.xml": {Data: []byte(`<Document doc_name="1_2ecb.xml">
<token t_id="1" sentence="0" number="0">The</token><token t_id="2" sentence="0" number="1">bombing</token><token t_id="3" sentence="0" number="2">(</token><token t_id="4" sentence="0" number="3">again</token><token t_id="5" sentence="0" number="4">)</token>
<Markables><ACTION_OCCURRENCE m_id="1"><token_anchor t_id="2"/></ACTION_OCCURRENCE><ACTION_OCCURRENCE m_id="3" TAG_DESCRIPTOR="bombing" instance_id="ACT1"/></Markables>
<Relations><CROSS_DOC_COREF r_id="9" note="ACT1"><source m_id="1"/><target m_id="3"/></CROSS_DOC_COREF></Relations></Document>`)},
}

func TestScoreCoreference(t *testing.T) {
	var sources []string
	read := func(raw *dateline.Raw, _ page.Options) (*dateline.Record, error) {
		sources = append(sources, string(raw.Bytes))
		record := dateline.NewRecord(&dateline.Document{ID: raw.Name, Text: "A headline\n\n" + string(raw.Bytes)})
		from := len("A headline\n\n")
		record.Events = append(record.Events, dateline.Event{ID: "e1", Type: "bombing", Status: dateline.Happened, Main: true, Words: dateline.Words{Span: dateline.Span{From: from, To: from + 7}}})
		return record, nil
	}
	s, err := ScoreCoreference(plainECB, read)
	if err != nil {
		t.Fatal(err)
	}
	if len(sources) != 2 || sources[0] != "Bomb kills nine." || sources[1] != "The bombing (again)" {
		t.Errorf("got %q", sources)
	}
	if s.Documents != 2 || s.Events != 2 || s.Mentions != 2 || s.Invented != 0 || s.AllActions != 3 {
		t.Errorf("got %+v", s)
	}
	// Without a day or a town nothing brings the two together.
	if s.B3.Precision != 1 || s.B3.Recall != 0.5 {
		t.Errorf("got %+v", s.B3)
	}
}
