package main

import (
	"math"
	"sync/atomic"
	"time"
)

// Set when nobody waits for more.
var stopped atomic.Bool

// The end of a wait, which is spun away: Go's sleep is exact to a millisecond.
const spinNs = 1_500_000

// The longest that a wait does not look whether it is stopped.
const sliceNs = 10_000_000

var clockBegin = time.Now()

func nanos() int64 {
	return int64(time.Since(clockBegin))
}

func waitUntil(moment int64) {
	for !stopped.Load() {
		left := moment - nanos()
		if left <= 0 {
			return
		}
		if left > spinNs {
			sleep := left - spinNs
			if sleep > sliceNs {
				sleep = sliceNs
			}
			time.Sleep(time.Duration(sleep))
		}
	}
}

// When operations begin: src/lab/runner/pace.ts.
type pace struct {
	isOpen   bool
	thinkNs  int64
	first    float64
	interval float64
	begun    int64
	end      int64
}

func newPace(w workload, thread int, begin, end int64) *pace {
	if w.rate <= 0 {
		return &pace{thinkNs: int64(w.thinkUs * 1e3), end: end}
	}
	interval := 1e9 * float64(w.threads) / w.rate
	first := float64(begin) + interval*float64(thread)/float64(w.threads)
	return &pace{isOpen: true, first: first, interval: interval, end: end}
}

// Waits until the next operation may begin. Returns since when its caller waits for it; false if none is to begin.
func (p *pace) next() (int64, bool) {
	if p.isOpen {
		due := int64(p.first + p.interval*float64(p.begun))
		waitUntil(minimum(due, p.end))
		if due >= p.end || stopped.Load() || nanos() >= p.end {
			return 0, false
		}
		p.begun++
		return due, true
	}
	if p.thinkNs > 0 {
		waitUntil(minimum(nanos()+p.thinkNs, p.end))
	}
	now := nanos()
	return now, now < p.end
}

// Operations that should have begun before the end, and did not.
func (p *pace) missed(done int64) int64 {
	if !p.isOpen {
		return 0
	}
	until := p.end
	if stopped.Load() {
		until = minimum(nanos(), p.end)
	}
	owed := int64(math.Ceil((float64(until)-p.first)/p.interval)) - done
	if owed < 0 {
		return 0
	}
	return owed
}

func minimum(a, b int64) int64 {
	if a < b {
		return a
	}
	return b
}
