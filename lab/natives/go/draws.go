package main

import "sync/atomic"

type counter = atomic.Int64

const mostEntries = 100

// One operation with its key and value.
type draw struct {
	operation operation
	key       string
	value     string
	entries   int
}

// What comes next for one thread: src/lab/workload/draws.ts.
type draws struct {
	random   *random
	ends     []float64
	used     []operation
	keys     func() int
	texts    *keyTexts
	values   *values
	inserted *counter
}

func newDraws(w workload, thread int, inserted *counter) *draws {
	r := newRandom(w.seed, int32(thread))
	d := &draws{random: r, texts: newKeyTexts(w.keyBytes), inserted: inserted}
	sum := 0.0
	for i, weight := range w.mix {
		if weight > 0 {
			sum += weight
			d.used = append(d.used, operation(i))
			d.ends = append(d.ends, sum)
		}
	}
	d.keys = keyChoice(w, r, func() int { return int(inserted.Load()) })
	d.values = newValues(w.valueBytes, r)
	return d
}

func (d *draws) draw() draw {
	next := d.operation()
	var number int
	if next == insert {
		number = int(d.inserted.Add(1)) - 1
	} else {
		number = d.keys()
	}
	drawn := draw{operation: next, key: d.texts.text(number)}
	switch next {
	case set, insert, update:
		drawn.value = d.values.next()
	case iterate:
		drawn.entries = 1 + d.random.below(mostEntries)
	}
	return drawn
}

func (d *draws) operation() operation {
	last := len(d.used) - 1
	drawn := d.random.next() * d.ends[last]
	at := 0
	for at < last && drawn >= d.ends[at] {
		at++
	}
	return d.used[at]
}
