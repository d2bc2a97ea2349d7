package main

import "sync"

// A sync.Map of strings. How it updates depends on Go's version.
type syncMap struct {
	entries sync.Map
}

func (m *syncMap) get(key string) (string, bool) {
	value, found := m.entries.Load(key)
	if !found {
		return "", false
	}
	return value.(string), true
}

func (m *syncMap) set(key, value string) {
	m.entries.Store(key, value)
}

func (m *syncMap) delete(key string) {
	m.entries.Delete(key)
}

func (m *syncMap) iterate(entries int) int {
	bytes := 0
	m.entries.Range(func(key, value any) bool {
		bytes += len(key.(string)) + len(value.(string))
		entries--
		return entries > 0
	})
	return bytes
}
