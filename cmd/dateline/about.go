package main

import (
	"fmt"
	"io"
	"runtime/debug"

	"dateline"
	"dateline/gazetteer"
	"dateline/third"
)

type aboutCommand struct{}

// licences is what is to be said beside the notices of the gazetteer and of what others made.
const licences = `Dateline reads news reports of political violence and keeps a sourced record.
Licence of the program: Apache-2.0.

%s
%s
Parts of speech: the model was trained on the Universal Dependencies English Web
Treebank (EWT, universaldependencies.org), CC BY-SA 4.0, by Natalia Silveira, Timothy
Dozat, Christopher Manning, Sebastian Schuster, Ethan Chi, John Bauer, Miriam Connor,
Marie-Catherine de Marneffe, Nathan Schneider, Sam Bowman and others. The model is
distributed under the same licence, Creative Commons Attribution-ShareAlike 4.0
(CC BY-SA 4.0). That of Arabic was trained on the Arabic part of the Parallel Universal
Dependencies treebank (PUD, universaldependencies.org), CC BY-SA 3.0, by its contributors,
and is distributed under CC BY-SA 3.0.

Places of one name: the weights were trained on articles of GeoVirus (Milan Gritta, Mohammad
Taher Pilehvar and Nigel Collier), texts of Wikinews (en.wikinews.org) by its contributors, CC BY 2.5.

Actors and places added by hand are facts, compiled by the authors.
`

// Run prints the notices that the licences of program and data ask for.
func (aboutCommand) Run(s *streams) error {
	_, err := fmt.Fprintf(s.out, licences, gazetteer.Notice, third.Notice)
	return err
}

type schemaCommand struct{}

// Run prints the schema.
func (schemaCommand) Run(s *streams) error {
	_, err := io.WriteString(s.out, dateline.Schema)
	return err
}

type versionCommand struct{}

// Run prints the versions.
func (versionCommand) Run(s *streams) error {
	version := "unknown"
	if info, ok := debug.ReadBuildInfo(); ok {
		version = info.Main.Version
	}
	_, err := fmt.Fprintf(s.out, "dateline %s, record version %s\n", version, dateline.Version)
	return err
}
