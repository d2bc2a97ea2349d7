package main

import (
	"os"
	"runtime/debug"
	"runtime/metrics"
	"strconv"
	"strings"
	"time"
)

// Collections of garbage: how often all goroutines stood still for one.
type collections struct {
	Count     int64        `json:"count"`
	TotalMs   float64      `json:"totalMs"`
	LongestMs float64      `json:"longestMs"`
	Pauses    [][2]float64 `json:"pauses"`
}

// Go keeps the latest 256 pauses, and counts all.
func collectionsSince(before debug.GCStats, begin time.Time) collections {
	var after debug.GCStats
	debug.ReadGCStats(&after)
	found := collections{
		Count:   after.NumGC - before.NumGC,
		TotalMs: milliseconds(after.PauseTotal - before.PauseTotal),
		Pauses:  [][2]float64{},
	}
	known := int(found.Count)
	if known > len(after.Pause) {
		known = len(after.Pause)
	}
	for at := known - 1; at >= 0; at-- {
		ms := milliseconds(after.Pause[at])
		begun := milliseconds(after.PauseEnd[at].Sub(begin)) - ms
		found.Pauses = append(found.Pauses, [2]float64{begun, ms})
		if ms > found.LongestMs {
			found.LongestMs = ms
		}
	}
	return found
}

func milliseconds(duration time.Duration) float64 {
	return float64(duration) / 1e6
}

// Bytes of objects on the heap. It stops no goroutine to tell.
func heapBytes() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

// The most memory that the process had, as the kernel counts it; 0 where it does not tell.
func peakRssBytes() int64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for _, line := range strings.Split(string(status), "\n") {
		if strings.HasPrefix(line, "VmHWM:") {
			kilobytes, _ := strconv.ParseInt(strings.Fields(line)[1], 10, 64)
			return kilobytes * 1024
		}
	}
	return 0
}
