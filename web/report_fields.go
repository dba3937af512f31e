package web

import (
	"strings"
)

// fieldOf tells what stands at a path of a record; empty for what nobody corrects by itself. Of a list it is what
// would be added to it.
func fieldOf(path string) field {
	parts := strings.Split(path, ".")
	switch {
	case len(parts) == 1 && parts[0] == "events":
		return fieldType
	case len(parts) == 1 && parts[0] == "statements":
		return fieldAct
	case (len(parts) == 1 || len(parts) == 2) && parts[0] == "traits":
		return fieldTrait
	case len(parts) == 2 && parts[0] == "document":
		return map[string]field{"title": fieldTitle, "site": fieldSite, "published": fieldPublished, "language": fieldLanguage}[parts[1]]
	case len(parts) == 3 && parts[0] == "events":
		return map[string]field{"type": fieldType, "status": fieldStatus, "time": fieldTime, "place": fieldPlace, "venue": fieldVenue,
			"claim": fieldClaim, "casualties": fieldCasualty, "roles": fieldRole}[parts[2]]
	case len(parts) == 4 && parts[0] == "events" && numbered(path):
		return map[string]field{"casualties": fieldCasualty, "roles": fieldRole}[parts[2]]
	case len(parts) == 3 && parts[0] == "statements":
		return map[string]field{"act": fieldAct, "speaker": fieldSpeaker, "outlet": fieldOutlet, "content": fieldContent, "forecast": fieldForecast}[parts[2]]
	case len(parts) == 4 && parts[0] == "statements" && parts[2] == "forecast" && parts[3] == "by":
		return fieldHorizon
	}
	return ""
}

func numbered(path string) bool {
	_, _, ok := listed(path)
	return ok
}

// listPath tells whether a path is that of a list, to which something can be added.
func listPath(path string) bool {
	switch {
	case path == "events", path == "statements", path == "traits":
		return true
	}
	return !numbered(path) && (fieldOf(path) == fieldCasualty || fieldOf(path) == fieldRole)
}
