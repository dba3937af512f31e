// Package coding holds what several coders took from the same reports against one another.
package coding
