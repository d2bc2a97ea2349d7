package main

const (
	radix      = 36
	noiseBytes = 1 << 16
	first      = 33
	printable  = 94
)

// Keys as strings, a new one each time: src/lab/workload/texts.ts.
type keyTexts struct {
	digits []byte
}

func newKeyTexts(bytes int) *keyTexts {
	return &keyTexts{digits: make([]byte, bytes)}
}

func (k *keyTexts) text(n int) string {
	for at := len(k.digits) - 1; at >= 0; at-- {
		k.digits[at] = "0123456789abcdefghijklmnopqrstuvwxyz"[n%radix]
		n /= radix
	}
	return string(k.digits)
}

// Values of one length: printable characters without a pattern, a new string each time.
type values struct {
	noise  []byte
	bytes  int
	random *random
}

func newValues(bytes int, r *random) *values {
	noise := make([]byte, bytes+noiseBytes)
	for at := range noise {
		noise[at] = byte(first + r.below(printable))
	}
	return &values{noise: noise, bytes: bytes, random: r}
}

func (v *values) next() string {
	start := v.random.below(noiseBytes)
	return string(v.noise[start : start+v.bytes])
}
