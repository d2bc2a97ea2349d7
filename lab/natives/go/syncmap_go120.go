//go:build go1.20

package main

func newSyncMap(bool) store {
	return &syncMap{}
}

// What is written may depend on what was read, so a plain Swap will not do.
func (m *syncMap) update(key, value string) string {
	for {
		old, found := m.entries.Load(key)
		if !found {
			if _, isLost := m.entries.LoadOrStore(key, value); !isLost {
				return ""
			}
		} else if m.entries.CompareAndSwap(key, old, value) {
			return old.(string)
		}
	}
}
