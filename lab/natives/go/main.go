// The lab's workloads with the maps of Go's standard library, as a reference for maps of JavaScript's threads: the same
// operations on the same keys in the same order, measured the same way. Arguments are name=value, as workload.go lists
// them; the result is one JSON object on the standard output, after lines that tell how far it is.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	w, err := parse(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(2)
	}
	if w.printDraws > 0 {
		printDraws(w)
		return
	}
	stopOnSignals()
	if w.endsWithStdin {
		go endWithStdin()
	}
	if err := json.NewEncoder(os.Stdout).Encode(measure(w)); err != nil {
		os.Exit(1)
	}
}

// Whoever interrupts still gets what was measured.
func stopOnSignals() {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGINT, syscall.SIGTERM)
	go func() {
		<-signals
		stopped.Store(true)
	}()
}

// Whoever started this holds the other end of its standard input, and is gone when it is closed.
func endWithStdin() {
	buffer := make([]byte, 1)
	for {
		if _, err := os.Stdin.Read(buffer); err != nil {
			os.Exit(1)
		}
	}
}

// For a test that all languages draw the same.
func printDraws(w workload) {
	var inserted counter
	inserted.Store(int64(w.keys))
	next := newDraws(w, 0, &inserted)
	for i := 0; i < w.printDraws; i++ {
		d := next.draw()
		fmt.Println(operationNames[d.operation], d.key, d.value, d.entries)
	}
}
