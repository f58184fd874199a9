// Command recall misuses a map in one way for a while, as the patterns of
// io.badmap.bench.recall do: two goroutines, one turn each every 5 ms on average.
package main

import (
	"fmt"
	"math/rand"
	"os"
	"strconv"
	"sync"
	"time"
)

const keys = 64

type shared struct {
	m           map[int]int
	fresh       map[int]int
	next        [2]int
	lock, wrong sync.Mutex
	sum         int
	arrived     chan bool
	leave       chan bool
}

// meet lets both goroutines go on together, with a new map.
func (s *shared) meet(thread int) {
	if thread == 0 {
		<-s.arrived
		s.fresh = make(map[int]int)
		s.leave <- true
	} else {
		s.arrived <- true
		<-s.leave
	}
}

var patterns = map[string]func(s *shared, thread int, r *rand.Rand){
	"put-put-other-keys": func(s *shared, thread int, r *rand.Rand) {
		s.m[thread*keys+r.Intn(keys)] = thread
	},
	"put-put-same-key": func(s *shared, thread int, r *rand.Rand) { s.m[0] = thread },
	"put-get": func(s *shared, thread int, r *rand.Rand) {
		if thread == 0 {
			s.m[r.Intn(keys)] = thread
		} else {
			s.sum += s.m[r.Intn(keys)]
		}
	},
	"iterate-put": func(s *shared, thread int, r *rand.Rand) {
		if thread == 0 {
			s.m[r.Intn(8)] = thread
		} else {
			for k := range s.m {
				s.sum += k
			}
		}
	},
	"remove-put": func(s *shared, thread int, r *rand.Rand) {
		if thread == 0 {
			s.m[r.Intn(8)] = thread
		} else {
			delete(s.m, r.Intn(8))
		}
	},
	"growth": func(s *shared, thread int, r *rand.Rand) {
		for i := 0; i < 16; i++ {
			s.m[thread<<24|s.next[thread]] = thread
			s.next[thread]++
		}
	},
	"first-write": func(s *shared, thread int, r *rand.Rand) {
		s.meet(thread)
		s.fresh[thread] = thread
	},
	"compute-if-absent": func(s *shared, thread int, r *rand.Rand) {
		key := thread<<24 | s.next[thread]
		s.next[thread]++
		if _, present := s.m[key]; !present {
			s.m[key] = key
		}
	},
	"each-millisecond":      func(s *shared, thread int, r *rand.Rand) { s.m[r.Intn(keys)] = thread },
	"each-100-milliseconds": func(s *shared, thread int, r *rand.Rand) { s.m[r.Intn(keys)] = thread },
	"wrong-lock": func(s *shared, thread int, r *rand.Rand) {
		lock := &s.lock
		if thread == 1 {
			lock = &s.wrong
		}
		lock.Lock()
		defer lock.Unlock()
		s.m[r.Intn(keys)] = thread
	},
}

func mean(pattern string) time.Duration {
	switch pattern {
	case "each-millisecond":
		return time.Millisecond
	case "each-100-milliseconds":
		return 100 * time.Millisecond
	}
	return 5 * time.Millisecond
}

func main() {
	turn := patterns[os.Args[1]]
	if turn == nil {
		fmt.Fprintln(os.Stderr, "no such pattern in Go:", os.Args[1])
		os.Exit(1)
	}
	seconds, _ := strconv.Atoi(os.Args[2])
	seed, _ := strconv.ParseInt(os.Args[3], 10, 64)
	s := &shared{m: make(map[int]int), arrived: make(chan bool), leave: make(chan bool)}
	pause := mean(os.Args[1])
	for thread := 0; thread < 2; thread++ {
		go func(thread int) {
			r := rand.New(rand.NewSource(seed*2 + int64(thread)))
			for {
				time.Sleep(pause/2 + time.Duration(r.Int63n(int64(pause))))
				turn(s, thread, r)
			}
		}(thread)
	}
	time.Sleep(time.Duration(seconds) * time.Second)
}
