// Maps of Go's standard library, from goroutines that all use the same keys: each in an order of its own, made before. It
// is told what to do by arguments: map (rwmutex or sync-map), what (int-get, string-get, string-set), keys, threads. It
// prints the nanoseconds for one operation of all goroutines together, the median of several rounds.
package main

import (
	"fmt"
	"math/rand"
	"os"
	"sort"
	"strconv"
	"sync"
	"time"
)

const (
	warmRounds = 4
	rounds     = 9
	// Operations of a goroutine in a round.
	operations = 400_000
	// Values to be written in turn: a prime number of them, so that each pass writes others than the last.
	values = 4_093
)

// One goroutine's loop over its keys. Returns something that depends on each operation.
type loop func(passes int) int

func main() {
	kind, what := os.Args[1], os.Args[2]
	keys := number(os.Args[3])
	threads := number(os.Args[4])
	loops, expected := loopsOf(kind, what, keys, threads)
	passes := operations / keys
	figures := []float64{}
	for round := -warmRounds; round < rounds; round++ {
		ns := together(loops, passes, expected)
		if round >= 0 {
			figures = append(figures, ns)
		}
	}
	sort.Float64s(figures)
	fmt.Println(figures[len(figures)/2] / float64(passes*keys))
}

func number(text string) int {
	parsed, err := strconv.Atoi(text)
	if err != nil {
		panic(err)
	}
	return parsed
}

// Nanoseconds of a pass of all, were they done one after the other.
func together(loops []loop, passes int, expected int) float64 {
	times := make([]float64, len(loops))
	start := make(chan bool)
	var ended sync.WaitGroup
	for at, each := range loops {
		ended.Add(1)
		go func(at int, each loop) {
			defer ended.Done()
			<-start
			begin := time.Now()
			sum := each(passes)
			times[at] = float64(time.Since(begin))
			if sum != expected*passes {
				panic(fmt.Sprint("measured a wrong answer: ", sum))
			}
		}(at, each)
	}
	close(start)
	ended.Wait()
	rate := 0.0
	for _, each := range times {
		rate += 1 / each
	}
	return 1 / rate
}

// With the sum that a pass of each gives.
func loopsOf(kind, what string, keys, threads int) ([]loop, int) {
	loops := make([]loop, threads)
	if what == "int-get" {
		all := make([]int64, keys)
		sum := 0
		for n := range all {
			all[n] = int64(intKey(n))
			sum += n
		}
		fillInts(kind, all)
		for t := range loops {
			loops[t] = intGets(kind, shuffled(all, t))
		}
		return loops, sum
	}
	all := make([]string, keys)
	for n := range all {
		all[n] = fmt.Sprintf("user:%011d", intKey(n))
	}
	fillStrings(kind, copies(all))
	for t := range loops {
		if what == "string-set" {
			loops[t] = stringSets(kind, shuffled(all, t))
		} else {
			loops[t] = stringGets(kind, shuffled(all, t))
		}
	}
	if what == "string-set" {
		return loops, keys
	}
	return loops, keys * 32
}

// As bench/workload/keys.ts: distinct integers, spread over 30 bits.
func intKey(n int) int {
	return int(uint32(n)*0x9e3779b1) & 0x3fffffff
}

// Strings that say the same, with bytes of their own.
func copies(all []string) []string {
	fresh := make([]string, len(all))
	for n, text := range all {
		fresh[n] = string([]byte(text))
	}
	return fresh
}

func valueText(n int) string {
	digits := strconv.Itoa(n)
	text := make([]byte, 32)
	for at := range text {
		text[at] = 'v'
	}
	copy(text[32-len(digits):], digits)
	return string(text)
}

func shuffled[Item any](all []Item, seed int) []Item {
	order := append([]Item{}, all...)
	random := rand.New(rand.NewSource(int64(seed + 1)))
	random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	return order
}
