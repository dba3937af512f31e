// Command dateline reads news reports of political violence and keeps a sourced
// record: what happened, where, when, who was hurt, who claims it.
//
//	dateline read examples/market-bombing.html
//	dateline read --json --published 2024-05-02 - < page.txt
//
// The exit code is 0 if all was read, 1 if some input was not, and 2 if the
// command could not be understood.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"

	"github.com/alecthomas/kong"
)

// The exit codes.
const (
	exitFailed = 1
	exitUsage  = 2
)

// A command is the command line: one field a verb.
type command struct {
	Read      readCommand      `cmd:"" help:"Read reports and print what they say."`
	Add       addCommand       `cmd:"" help:"Read reports and keep them in the record."`
	Incidents incidentsCommand `cmd:"" help:"List incidents."`
	Incident  incidentCommand  `cmd:"" help:"Tell what is known of an incident, and who says so."`
	Actors    actorsCommand    `cmd:"" help:"List actors."`
	Actor     actorCommand     `cmd:"" help:"Tell what is known of an actor, and who says so."`
	Claims    claimsCommand    `cmd:"" help:"List who claims what."`
	Forecasts forecastsCommand `cmd:"" help:"List who warned of what, and what came of it."`
	Match     matchCommand     `cmd:"" help:"Decide which incident a forecast came true in."`
	Reread    rereadCommand    `cmd:"" help:"Read kept reports again with this version of the program."`
	Search    searchCommand    `cmd:"" help:"Find reports by their words."`
	Changes   changesCommand   `cmd:"" help:"Tell what changed."`
	Merge     mergeCommand     `cmd:"" help:"Make one incident of two."`
	Split     splitCommand     `cmd:"" help:"Make an incident of some of another's tellings."`
	Move      moveCommand      `cmd:"" help:"Move a telling to an incident."`
	Apart     apartCommand     `cmd:"" help:"Keep two incidents apart, or a telling and an incident."`
	Set       setCommand       `cmd:"" help:"Set or correct a value."`
	Confirm   confirmCommand   `cmd:"" help:"Confirm that something is right."`
	Reject    rejectCommand    `cmd:"" help:"Reject a telling or a value."`
	Alias     aliasCommand     `cmd:"" help:"Confirm or refuse that an actor bears a name."`
	Undo      undoCommand      `cmd:"" help:"Take an edit back."`
	History   historyCommand   `cmd:"" help:"List the edits of something."`
	Serve     serveCommand     `cmd:"" help:"Open the record in a browser."`
	Stats     statsCommand     `cmd:"" help:"Tell how much is in the record."`
	Backup    backupCommand    `cmd:"" help:"Copy the record into a file."`
	User      userCommand      `cmd:"" help:"Say who may work with the record."`

	Schema  schemaCommand  `cmd:"" help:"Print the JSON Schema of the record."`
	About   aboutCommand   `cmd:"" help:"Print where the data comes from, and its licences."`
	Version versionCommand `cmd:"" help:"Print the versions of the program and of the record."`
	Eval    evalCommand    `cmd:"" help:"Measure how well reports are read."`
	Train   trainCommand   `cmd:"" help:"Train what is learned from data."`
}

// Streams are where a command reads and writes.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// A usageError is a command line that says what cannot be.
type usageError struct{ msg string }

func (e usageError) Error() string { return e.msg }

// errSilent ends the program with exitFailed; everything has been said already.
var errSilent = errors.New("some input was not read, or a figure is below its floor")

func main() {
	os.Exit(run(os.Args[1:], &streams{os.Stdin, os.Stdout, os.Stderr}))
}

func run(args []string, s *streams) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	parser, err := kong.New(&command{}, kong.Name("dateline"),
		kong.Description("Reads news reports of political violence and keeps a sourced record."),
		kong.Writers(s.out, s.err), kong.BindTo(ctx, (*context.Context)(nil)), kong.Bind(s))
	if err != nil {
		return report(s, err)
	}
	parsed, err := parser.Parse(args)
	if err != nil {
		return report(s, usageError{err.Error()})
	}
	return report(s, parsed.Run())
}

// report tells of an error, once, and gives the exit code.
func report(s *streams, err error) int {
	var usage usageError
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errSilent):
		return exitFailed
	case errors.As(err, &usage):
		fmt.Fprintf(s.err, "dateline: %v\nRun \"dateline --help\" for what there is.\n", err)
		return exitUsage
	}
	fmt.Fprintf(s.err, "dateline: %v\n", err)
	return exitFailed
}
