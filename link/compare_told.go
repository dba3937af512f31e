package link

import "dateline"

func titleWords(t *dateline.Telling) map[string]bool { return nil }

func (f *fitting) told(a, b *view) {}
