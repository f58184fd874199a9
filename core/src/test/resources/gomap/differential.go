// Runs seeded operations on a real map of Go and writes what GoMapDifferentialTest compares.
// The classic map only: Go 1.23 at most.
package main

import (
	"bufio"
	"fmt"
	"math"
	"os"
	"runtime"
	"strconv"
	"strings"
	"unsafe"
)

// As runtime/map.go has it.
type hmap struct {
	count      int
	flags      uint8
	B          uint8
	noverflow  uint16
	hash0      uint32
	buckets    unsafe.Pointer
	oldbuckets unsafe.Pointer
	nevacuate  uintptr
	extra      unsafe.Pointer
}

func header(m map[int64]int64) *hmap { return *(**hmap)(unsafe.Pointer(&m)) }

// SplitMix64.
type random struct{ state uint64 }

func (r *random) next(n int) int64 {
	r.state += 0x9e3779b97f4a7c15
	z := r.state
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9
	z = (z ^ (z >> 27)) * 0x94d049bb133111eb
	z ^= z >> 31
	return int64((z >> 1) % uint64(n))
}

// A scenario: seed, steps, range of keys, hint, share of deletes and of clears per 10,000.
func scenario(out *bufio.Writer, seed uint64, steps, keys, hint int, deletes, clears int64) {
	fmt.Fprintf(out, "scenario %d %d %d %d %d %d\n", seed, steps, keys, hint, deletes, clears)
	r := random{seed}
	m := make(map[int64]int64, hint)
	fmt.Fprintf(out, "made %d\n", header(m).B)
	writes, began := 0, -1
	for i := 0; i < steps; i++ {
		before := *header(m)
		op, key := r.next(10000), r.next(keys)
		switch {
		case op < clears:
			for k := range m {
				delete(m, k)
			}
			if began >= 0 {
				began = -1
			}
		case op < clears+deletes:
			delete(m, key)
			writes++
		default:
			m[key] = int64(i)
			writes++
		}
		after := *header(m)
		if after.B != before.B {
			fmt.Fprintf(out, "grow %d %d %d\n", i, after.count, after.B)
			began = writes
		}
		if began >= 0 && after.oldbuckets == nil {
			fmt.Fprintf(out, "done %d\n", writes-began+1)
			began = -1
		}
	}
	sum := int64(0)
	for k, v := range m {
		sum += k*31 + v
	}
	fmt.Fprintf(out, "end %d %d %d\n", len(m), header(m).B, sum)
}

func bits(f float64) string { return strconv.FormatUint(math.Float64bits(f), 16) }

func message(f func()) (text string) {
	defer func() { text = fmt.Sprint(recover()) }()
	f()
	return
}

// Facts whose answer does not hang on the hash.
func facts(out *bufio.Writer) {
	zero := math.Copysign(0, -1)
	m := map[float64]int{0: 1}
	m[zero] = 2
	for k, v := range m {
		fmt.Fprintf(out, "fact zero %d %s %d\n", len(m), bits(k), v)
	}
	n := map[float64]int{}
	n[math.NaN()]++
	n[math.NaN()]++
	_, ok := n[math.NaN()]
	delete(n, math.NaN())
	fmt.Fprintf(out, "fact nan %d %t\n", len(n), ok)
	var null map[string]int
	fmt.Fprintf(out, "fact nilput %s\n", message(func() { null["a"] = 1 }))
	any := map[interface{}]int{}
	text := message(func() { any[[]int{}] = 1 })
	fmt.Fprintf(out, "fact unhashable %s\n", strings.TrimSuffix(text, "[]int"))
	for _, hint := range []int{-1, 0, 8, 9, 13, 14, 26, 27, 52, 53, 1000, 100000} {
		fmt.Fprintf(out, "fact hint %d %d\n", hint, header(make(map[int64]int64, hint)).B)
	}
}

func main() {
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	fmt.Fprintf(out, "# %s\n", runtime.Version())
	facts(out)
	scenario(out, 1, 3000, 1000000000, 0, 0, 0)
	scenario(out, 2, 20000, 3000, 0, 3000, 0)
	scenario(out, 3, 20000, 500, 100, 4500, 5)
	scenario(out, 4, 5000, 100, 1000, 2000, 0)
	scenario(out, 5, 200000, 150000, 0, 1000, 0)
	scenario(out, 6, 4000, 60, 0, 3000, 50)
	scenario(out, 7, 30000, 5000, 9, 2000, 2)
}
