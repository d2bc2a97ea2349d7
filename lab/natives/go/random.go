package main

import "math"

const warmRounds = 20

// C. Doty-Humphrey's sfc32, of which each thread has a stream of its own: src/lab/workload/random.ts.
type random struct {
	a, b, c, counter uint32
}

func newRandom(seed uint32, stream int32) *random {
	r := &random{a: seed, b: uint32(stream), c: 0, counter: 1}
	for round := 0; round < warmRounds; round++ {
		r.next()
	}
	return r
}

// From 0, below 1, in steps of 2^-32.
func (r *random) next() float64 {
	sum := r.a + r.b + r.counter
	r.counter++
	r.a = r.b ^ (r.b >> 9)
	r.b = r.c + (r.c << 3)
	r.c = ((r.c << 21) | (r.c >> 11)) + sum
	return float64(sum) / (1 << 32)
}

func (r *random) below(end int) int {
	return int(math.Floor(r.next() * float64(end)))
}
