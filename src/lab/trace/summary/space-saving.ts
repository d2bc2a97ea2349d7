/**
 * Metwally, Agrawal, El Abbadi: Efficient Computation of Frequent and Top-k Elements in Data Streams, ICDT 2005. A fixed
 * number of counters; a key without one takes the least counter over, with its count, which is then the most that the new
 * key's count can be too high by. So each key that is frequent enough has a counter.
 *
 * The counters are in a heap, the least at the top. Counts only grow, so a counter only sinks.
 */

export interface TopShare {
  /** As many keys as were asked for, or as many as there are counters. */
  readonly keys: number
  /** The part of all accesses that went to the most frequent ones is at least and at most so much. */
  readonly least: number
  readonly most: number
}

export class SpaceSaving {
  readonly #capacity: number
  /** The counter of each key that has one. */
  readonly #counters: Map<number, number> = new Map()
  /** By counter. */
  readonly #keys: Float64Array
  readonly #counts: Float64Array
  /** By how much a count may be too high. */
  readonly #excess: Float64Array
  /** Where in the heap a counter is, and which counter is there. */
  readonly #places: Int32Array
  readonly #heap: Int32Array
  #used = 0
  #total = 0

  constructor(capacity: number) {
    this.#capacity = capacity
    this.#keys = new Float64Array(capacity)
    this.#counts = new Float64Array(capacity)
    this.#excess = new Float64Array(capacity)
    this.#places = new Int32Array(capacity)
    this.#heap = new Int32Array(capacity)
  }

  /** O(log capacity) at most. */
  add(key: number): void {
    this.#total++
    let counter = this.#counters.get(key)
    if (counter === undefined) {
      counter = this.#used < this.#capacity ? this.#newCounter() : this.#leastCounter()
      this.#keys[counter] = key
      this.#counters.set(key, counter)
    }
    this.#counts[counter] = (this.#counts[counter] ?? 0) + 1
    this.#sink(counter)
  }

  /** O(capacity log capacity). */
  top(keys: number): TopShare {
    const counted = Math.min(keys, this.#used)
    const counts = this.#counts.slice(0, this.#used)
    const sure = counts.map((count, counter) => count - (this.#excess[counter] ?? 0))
    const total = Math.max(this.#total, 1)
    return {
      keys: counted,
      least: largest(sure, counted) / total,
      most: Math.min(largest(counts, counted) / total, 1),
    }
  }

  /** The fewest keys that so large a part of all accesses went to: at most as many as there are counters. */
  keysFor(part: number): number {
    const counts = this.#counts.slice(0, this.#used).toSorted()
    let left = part * this.#total
    let keys = 0
    while (left > 0 && keys < counts.length) left -= counts[counts.length - ++keys] ?? 0
    return keys
  }

  /** Its count is 0, less than any, and will be 1: past all that are larger, it goes up. */
  #newCounter(): number {
    const counter = this.#used
    let place = this.#used++
    while (place > 0) {
      const parent = (place - 1) >> 1
      const above = this.#heap[parent] ?? 0
      if ((this.#counts[above] ?? 0) <= 1) break
      this.#put(place, above)
      place = parent
    }
    this.#put(place, counter)
    return counter
  }

  /** Taken over from its key. */
  #leastCounter(): number {
    const counter = this.#heap[0] ?? 0
    this.#counters.delete(this.#keys[counter] ?? 0)
    this.#excess[counter] = this.#counts[counter] ?? 0
    return counter
  }

  #sink(counter: number): void {
    const count = this.#counts[counter] ?? 0
    let place = this.#places[counter] ?? 0
    while (true) {
      let below = 2 * place + 1
      if (below >= this.#used) break
      if (below + 1 < this.#used && this.#countAt(below + 1) < this.#countAt(below)) below++
      if (this.#countAt(below) >= count) break
      this.#put(place, this.#heap[below] ?? 0)
      place = below
    }
    this.#put(place, counter)
  }

  #countAt(place: number): number {
    return this.#counts[this.#heap[place] ?? 0] ?? 0
  }

  #put(place: number, counter: number): void {
    this.#heap[place] = counter
    this.#places[counter] = place
  }
}

function largest(values: Float64Array, count: number): number {
  const sorted = values.toSorted()
  return sorted.subarray(sorted.length - count).reduce((sum, value) => sum + value, 0)
}
