package main

import "math"

// A prime above the most keys that a workload has: popular keys do not lie side by side.
const spreadBy = 15_485_863

const theta = 0.99

// Which key an operation is for: src/lab/workload/key-choice.ts. newest tells how many were ever inserted.
func keyChoice(w workload, r *random, newest func() int) func() int {
	keys := w.keys
	spread := func(rank int) int { return rank * spreadBy % keys }
	switch w.distribution {
	case "zipf":
		rank := zipf(keys, r)
		return func() int { return spread(rank()) }
	case "hot":
		size := int(math.Floor(float64(keys)*w.hotKeys/100 + 0.5))
		if size > keys-1 {
			size = keys - 1
		}
		if size < 1 {
			size = 1
		}
		share := w.hotOperations / 100
		return func() int {
			if size == keys || r.next() < share {
				return spread(r.below(size))
			}
			return spread(size + r.below(keys-size))
		}
	case "latest":
		age := zipf(keys, r)
		return func() int { return newest() - 1 - age() }
	default:
		return func() int { return r.below(keys) }
	}
}

// Ranks by Zipf's law, after Gray et al. (1994): src/lab/workload/zipf.ts.
func zipf(items int, r *random) func() int {
	firstTwo := zeta(2)
	all := zeta(items)
	alpha := 1 / (1 - theta)
	eta := (1 - math.Pow(2/float64(items), 1-theta)) / (1 - firstTwo/all)
	return func() int {
		u := r.next()
		share := u * all
		if share < 1 {
			return 0
		}
		if share < firstTwo {
			return 1
		}
		rank := int(math.Floor(float64(items) * math.Pow(eta*u-eta+1, alpha)))
		if rank > items-1 {
			return items - 1
		}
		return rank
	}
}

func zeta(items int) float64 {
	sum := 0.0
	for n := 1; n <= items; n++ {
		sum += 1 / math.Pow(float64(n), theta)
	}
	return sum
}
