package main

import "sync/atomic"

// Between two looks at heap and stop flag.
const lookNs = 5_000_000

type figures struct {
	operations int64
	ns         int64
	missed     int64
}

// One thread of a run. What it has drawn and recorded goes on from one loop to the next.
type player struct {
	thread    int
	store     store
	draws     *draws
	latencies *histogram
	// Told to others now and then.
	done atomic.Int64
	// Bytes of the values that were read: something depends on each operation.
	sink int
}

// Operations until the pace ends, each measured: src/lab/runner/loop.ts.
func (p *player) loop(w workload, begin, end int64, look func()) figures {
	pace := newPace(w, p.thread, begin, end)
	p.latencies = newHistogram()
	var operations int64
	last, nextLook := begin, begin
	for !stopped.Load() {
		// Before the clock: to make keys and values is no part of the operation.
		drawn := p.draws.draw()
		start, isDue := pace.next()
		if !isDue {
			break
		}
		p.perform(&drawn)
		last = nanos()
		p.latencies.record(last - start)
		operations++
		if last >= nextLook {
			p.done.Store(operations)
			look()
			nextLook = last + lookNs
		}
	}
	return figures{operations: operations, ns: last - begin, missed: pace.missed(operations)}
}

func (p *player) perform(d *draw) {
	switch d.operation {
	case get:
		value, _ := p.store.get(d.key)
		p.sink += len(value)
	case set, insert:
		p.store.set(d.key, d.value)
	case remove:
		p.store.delete(d.key)
	case update:
		p.sink += len(p.store.update(d.key, d.value))
	case iterate:
		p.sink += p.store.iterate(d.entries)
	}
}
