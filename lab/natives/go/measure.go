package main

import (
	"runtime"
	"runtime/debug"
	"sync"
	"time"
)

// What the lab makes a row of; latencies are nanoseconds.
type result struct {
	Version       string       `json:"version"`
	Operations    int64        `json:"operations"`
	Ms            float64      `json:"ms"`
	Missed        int64        `json:"missed"`
	P50Ns         int64        `json:"p50Ns"`
	P99Ns         int64        `json:"p99Ns"`
	P999Ns        int64        `json:"p999Ns"`
	P9999Ns       int64        `json:"p9999Ns"`
	MaxNs         int64        `json:"maxNs"`
	Latencies     [][2]float64 `json:"latencies"`
	Gc            collections  `json:"gc"`
	HeapPeakBytes uint64       `json:"heapPeakBytes"`
	RssPeakBytes  int64        `json:"rssPeakBytes"`
}

// Of random numbers for what is there before; threads have those from 0.
const fillStream = -1

// How many entries are made before one looks whether to stop.
const chunk = 10_000

func measure(w workload) result {
	tell := newTeller(w.progressMs)
	defer tell.end()
	store := newStore(w)
	tell.phase("filling", nil)
	fill(store, w)
	var inserted counter
	inserted.Store(int64(w.keys))
	players := make([]*player, w.threads)
	for thread := range players {
		players[thread] = &player{
			thread: thread,
			store:  store,
			draws:  newDraws(w, thread, &inserted),
		}
	}
	tell.phase("warming up", players)
	together(w, players, w.warmMs, func() {})
	tell.phase("measuring", players)
	var before debug.GCStats
	debug.ReadGCStats(&before)
	begin := time.Now()
	heapPeak := heapBytes()
	all := together(w, players, w.seconds*1000, func() {
		if heap := heapBytes(); heap > heapPeak {
			heapPeak = heap
		}
	})
	return resultOf(players, all, collectionsSince(before, begin), heapPeak)
}

func fill(store store, w workload) {
	keys := newKeyTexts(w.keyBytes)
	values := newValues(w.valueBytes, newRandom(w.seed, fillStream))
	for n := 0; n < w.keys; n++ {
		if n%chunk == 0 && stopped.Load() {
			return
		}
		store.set(keys.text(n), values.next())
	}
}

// All players at the same time. The first one looks at the heap for all.
func together(w workload, players []*player, ms float64, look func()) []figures {
	all := make([]figures, len(players))
	start := make(chan int64)
	var ready, ended sync.WaitGroup
	for at, each := range players {
		ready.Add(1)
		ended.Add(1)
		own := func() {}
		if at == 0 {
			own = look
		}
		go func(at int, each *player) {
			defer ended.Done()
			ready.Done()
			<-start
			begin := nanos()
			all[at] = each.loop(w, begin, begin+int64(ms*1e6), own)
		}(at, each)
	}
	ready.Wait()
	close(start)
	ended.Wait()
	return all
}

func resultOf(players []*player, all []figures, gc collections, heapPeak uint64) result {
	latencies := newHistogram()
	r := result{Version: runtime.Version(), Gc: gc, HeapPeakBytes: heapPeak, RssPeakBytes: peakRssBytes()}
	for at, each := range all {
		latencies.add(players[at].latencies)
		r.Operations += each.operations
		r.Missed += each.missed
		if ms := float64(each.ns) / 1e6; ms > r.Ms {
			r.Ms = ms
		}
	}
	r.P50Ns = latencies.percentile(50)
	r.P99Ns = latencies.percentile(99)
	r.P999Ns = latencies.percentile(99.9)
	r.P9999Ns = latencies.percentile(99.99)
	r.MaxNs = latencies.max
	r.Latencies = latencies.distribution()
	return r
}
