package main

import (
	"fmt"
	"strconv"
	"strings"
)

type operation int

const (
	get operation = iota
	set
	insert
	remove
	update
	iterate
)

var operationNames = [...]string{"get", "set", "insert", "delete", "update", "iterate"}

// What is measured, with the names and meanings of the lab's own workloads.
type workload struct {
	mapName       string // "rwmutex" or "sync-map"
	keys          int
	keyBytes      int
	valueBytes    int
	distribution  string
	hotOperations float64
	hotKeys       float64
	mix           [len(operationNames)]float64
	threads       int
	thinkUs       float64
	rate          float64 // 0: a closed loop
	seed          uint32
	seconds       float64
	warmMs        float64
	progressMs    int // 0: tells nothing
	endsWithStdin bool
	printDraws    int // in place of measuring
}

func parse(arguments []string) (workload, error) {
	var w workload
	for _, argument := range arguments {
		name, text, _ := strings.Cut(argument, "=")
		number, err := strconv.ParseFloat(text, 64)
		switch {
		case name == "map":
			w.mapName, err = text, nil
		case name == "distribution":
			w.distribution, err = text, nil
		case err == nil && w.setNumber(name, number):
		default:
			return w, fmt.Errorf("unknown argument %q", argument)
		}
	}
	return w, nil
}

func (w *workload) setNumber(name string, number float64) bool {
	for i, operationName := range operationNames {
		if name == operationName {
			w.mix[i] = number
			return true
		}
	}
	switch name {
	case "keys":
		w.keys = int(number)
	case "key-bytes":
		w.keyBytes = int(number)
	case "value-bytes":
		w.valueBytes = int(number)
	case "hot-operations":
		w.hotOperations = number
	case "hot-keys":
		w.hotKeys = number
	case "threads":
		w.threads = int(number)
	case "think-us":
		w.thinkUs = number
	case "rate":
		w.rate = number
	case "seed":
		w.seed = uint32(number)
	case "seconds":
		w.seconds = number
	case "warm-ms":
		w.warmMs = number
	case "progress-ms":
		w.progressMs = int(number)
	case "ends-with-stdin":
		w.endsWithStdin = number != 0
	case "print-draws":
		w.printDraws = int(number)
	default:
		return false
	}
	return true
}
