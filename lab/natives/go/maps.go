package main

import "sync"

// A map of strings that all goroutines use.
type store interface {
	get(key string) (string, bool)
	set(key, value string)
	delete(key string)
	// Reads the key's value and puts another in its place, as one atomic step.
	update(key, value string) string
	// Visits so many entries, or all if there are fewer. Returns their bytes, so that each is looked at.
	iterate(entries int) int
}

func newStore(w workload) store {
	if w.mapName == "sync-map" {
		return newSyncMap(w.mix[update] > 0)
	}
	return &rwMutexMap{entries: make(map[string]string, w.keys)}
}

type rwMutexMap struct {
	mutex   sync.RWMutex
	entries map[string]string
}

func (m *rwMutexMap) get(key string) (string, bool) {
	m.mutex.RLock()
	value, found := m.entries[key]
	m.mutex.RUnlock()
	return value, found
}

func (m *rwMutexMap) set(key, value string) {
	m.mutex.Lock()
	m.entries[key] = value
	m.mutex.Unlock()
}

func (m *rwMutexMap) delete(key string) {
	m.mutex.Lock()
	delete(m.entries, key)
	m.mutex.Unlock()
}

func (m *rwMutexMap) update(key, value string) string {
	m.mutex.Lock()
	old := m.entries[key]
	m.entries[key] = value
	m.mutex.Unlock()
	return old
}

func (m *rwMutexMap) iterate(entries int) int {
	bytes := 0
	m.mutex.RLock()
	defer m.mutex.RUnlock()
	for key, value := range m.entries {
		bytes += len(key) + len(value)
		entries--
		if entries == 0 {
			break
		}
	}
	return bytes
}
