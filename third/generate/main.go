// Generate copies the fonts and compiles the shapes of countries. Run it by "go generate ./third".
package main

func main() {}
