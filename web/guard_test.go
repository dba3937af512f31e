package web

import "testing"

func TestLocalAddressesAlone(t *testing.T) {
	for address, want := range map[string]string{
		"/incident/x?a=b":     "/incident/x?a=b",
		"":                    "/",
		"https://example.org": "/",
		"//example.org/a":     "/",
		`/\example.org`:       "/",
		"javascript:alert(1)": "/",
		"/a\r\nSet-Cookie: x": "/",
	} {
		if got := local(address); got != want {
			t.Errorf("local(%q) = %q, want %q", address, got, want)
		}
	}
}
