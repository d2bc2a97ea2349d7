package main

import (
	"fmt"
	"sync"
	"time"
)

// Lines of how far it is, if it is asked for any.
type teller struct {
	mutex   sync.Mutex
	name    string
	players []*player
	isOver  bool
}

func newTeller(everyMs int) *teller {
	t := &teller{}
	if everyMs > 0 {
		go func() {
			for range time.Tick(time.Duration(everyMs) * time.Millisecond) {
				t.tell()
			}
		}()
	}
	return t
}

func (t *teller) phase(name string, players []*player) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	t.name, t.players = name, players
	for _, each := range players {
		each.done.Store(0)
	}
}

func (t *teller) tell() {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	if t.isOver {
		return
	}
	var operations int64
	for _, each := range t.players {
		operations += each.done.Load()
	}
	fmt.Printf("{\"phase\":%q,\"operations\":%d}\n", t.name, operations)
}

// Nothing is said after the result.
func (t *teller) end() {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	t.isOver = true
}
