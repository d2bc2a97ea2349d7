package main

import "math/bits"

// Nanoseconds in buckets that are 1/1024 of their values wide at most: three digits, as an HDR histogram has them.
const (
	exactBits = 11
	exact     = 1 << exactBits
	half      = exact / 2
)

type histogram struct {
	counts []int64
	total  int64
	max    int64
}

func newHistogram() *histogram {
	return &histogram{counts: make([]int64, exact+(63-exactBits)*half)}
}

func (h *histogram) record(ns int64) {
	if ns < 1 {
		ns = 1
	}
	h.counts[bucketOf(ns)]++
	h.total++
	if ns > h.max {
		h.max = ns
	}
}

func (h *histogram) add(other *histogram) {
	for at, count := range other.counts {
		h.counts[at] += count
	}
	h.total += other.total
	if other.max > h.max {
		h.max = other.max
	}
}

// The values below 2048 one by one, then each power of two in 1024 parts.
func bucketOf(ns int64) int {
	if ns < exact {
		return int(ns)
	}
	shift := bits.Len64(uint64(ns)) - exactBits
	return shift*half + int(ns>>shift)
}

// The largest value of a bucket.
func endOf(bucket int) int64 {
	if bucket < exact {
		return int64(bucket)
	}
	shift := bucket/half - 1
	return int64(bucket-shift*half+1)<<shift - 1
}

// The value that so many percent of all do not exceed.
func (h *histogram) percentile(percent float64) int64 {
	wanted := int64(percent/100*float64(h.total) + 0.5)
	if wanted < 1 {
		wanted = 1
	}
	seen := int64(0)
	for bucket, count := range h.counts {
		seen += count
		if seen >= wanted {
			if end := endOf(bucket); end < h.max {
				return end
			}
			return h.max
		}
	}
	return h.max
}

// From 0 to 100, closer and closer: each step goes half of the way that is left.
func (h *histogram) distribution() [][2]float64 {
	points := [][2]float64{}
	if h.total == 0 {
		return points
	}
	left := 100.0
	for left*float64(h.total) >= 100 {
		points = append(points, [2]float64{100 - left, float64(h.percentile(100 - left))})
		left /= 2
	}
	return append(points, [2]float64{100, float64(h.max)})
}
