//go:build !go1.20

package main

import "sync"

// A sync.Map has no CompareAndSwap yet. Where there are updates, all writers take a mutex; readers never do.
type guardedSyncMap struct {
	syncMap
	writing sync.Mutex
}

func newSyncMap(hasUpdates bool) store {
	if hasUpdates {
		return &guardedSyncMap{}
	}
	return &syncMap{}
}

func (m *guardedSyncMap) set(key, value string) {
	m.writing.Lock()
	m.entries.Store(key, value)
	m.writing.Unlock()
}

func (m *guardedSyncMap) delete(key string) {
	m.writing.Lock()
	m.entries.Delete(key)
	m.writing.Unlock()
}

func (m *guardedSyncMap) update(key, value string) string {
	m.writing.Lock()
	defer m.writing.Unlock()
	return m.syncMap.update(key, value)
}

// Must be called under the mutex.
func (m *syncMap) update(key, value string) string {
	old, _ := m.get(key)
	m.entries.Store(key, value)
	return old
}
