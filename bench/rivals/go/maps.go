package main

import "sync"

// Each loop is one of its own over the map itself: no interface stands between.

var (
	mutex   sync.RWMutex
	ints    map[int64]int64
	strings map[string]string
	syncMap sync.Map
)

func fillInts(kind string, keys []int64) {
	ints = make(map[int64]int64, len(keys))
	for n, key := range keys {
		if kind == "sync-map" {
			syncMap.Store(key, int64(n))
		} else {
			ints[key] = int64(n)
		}
	}
}

func fillStrings(kind string, keys []string) {
	strings = make(map[string]string, len(keys))
	for n, key := range keys {
		if kind == "sync-map" {
			syncMap.Store(key, valueText(n))
		} else {
			strings[key] = valueText(n)
		}
	}
}

func intGets(kind string, keys []int64) loop {
	if kind == "sync-map" {
		return func(passes int) int {
			sum := 0
			for pass := 0; pass < passes; pass++ {
				for _, key := range keys {
					value, _ := syncMap.Load(key)
					sum += int(value.(int64))
				}
			}
			return sum
		}
	}
	return func(passes int) int {
		sum := 0
		for pass := 0; pass < passes; pass++ {
			for _, key := range keys {
				mutex.RLock()
				value := ints[key]
				mutex.RUnlock()
				sum += int(value)
			}
		}
		return sum
	}
}

func stringGets(kind string, keys []string) loop {
	if kind == "sync-map" {
		return func(passes int) int {
			characters := 0
			for pass := 0; pass < passes; pass++ {
				for _, key := range keys {
					value, _ := syncMap.Load(key)
					characters += len(value.(string))
				}
			}
			return characters
		}
	}
	return func(passes int) int {
		characters := 0
		for pass := 0; pass < passes; pass++ {
			for _, key := range keys {
				mutex.RLock()
				value := strings[key]
				mutex.RUnlock()
				characters += len(value)
			}
		}
		return characters
	}
}

func stringSets(kind string, keys []string) loop {
	all := make([]string, values)
	for n := range all {
		all[n] = valueText(n)
	}
	next := 0
	take := func() string {
		if next == values {
			next = 0
		}
		next++
		return all[next-1]
	}
	if kind == "sync-map" {
		return func(passes int) int {
			for pass := 0; pass < passes; pass++ {
				for _, key := range keys {
					syncMap.Store(key, take())
				}
			}
			return passes * len(keys)
		}
	}
	return func(passes int) int {
		for pass := 0; pass < passes; pass++ {
			for _, key := range keys {
				value := take()
				mutex.Lock()
				strings[key] = value
				mutex.Unlock()
			}
		}
		return passes * len(keys)
	}
}
