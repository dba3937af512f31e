// Package third carries what others have made and the program needs: the fonts of the
// workbench and the shapes of the world's countries, each with its licence beside it.
//
// "go generate" copies and compiles it all from the npm packages of package-lock.json; nothing
// is fetched when the program is built, tested or run.
package third
