package dateline

import _ "embed"

// Schema is the JSON Schema (draft 2020-12) of a [Record] of this [Version].
//
//go:embed record.schema.json
var Schema string
