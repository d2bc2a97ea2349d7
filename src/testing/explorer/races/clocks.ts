/**
 * Vector clocks (Mattern 1989) of threads, and of the places through which they tell each other what they know. A thread's
 * own time is the number of its accesses.
 */
import { mix, mixAgain } from '../mixing.ts'

export class Clocks {
  /** 64 bits, equal if what is ordered before what is to come is. Up to date after `hash`. */
  low = 0
  high = 0
  readonly #threads: number
  /** Row t: how much of each thread's accesses happened before what thread t does next. */
  readonly #known: Int32Array
  /** The same of what was published last at a place; of an earlier schedule if `#publishedIn` says so. */
  #published = new Int32Array(0)
  #publishedIn = new Int32Array(0)
  /** By place, what it adds to the two sums. */
  #lowOf = new Int32Array(0)
  #highOf = new Int32Array(0)
  #lowSum = 0
  #highSum = 0
  #schedule = 0

  constructor(threads: number) {
    this.#threads = threads
    this.#known = new Int32Array(threads * threads)
  }

  /** A new schedule: nobody knows anything. */
  begin(): void {
    this.#schedule++
    this.#known.fill(0)
    this.#lowSum = 0
    this.#highSum = 0
  }

  /** There are so many places from now on. */
  grow(places: number): void {
    this.#published = enlarged(this.#published, places * this.#threads)
    this.#publishedIn = enlarged(this.#publishedIn, places)
    this.#lowOf = enlarged(this.#lowOf, places)
    this.#highOf = enlarged(this.#highOf, places)
  }

  advance(thread: number, time: number): void {
    this.#known[thread * this.#threads + thread] = time
  }

  /** How much of what `other` did happened before what `thread` does next. */
  known(thread: number, other: number): number {
    return this.#known[thread * this.#threads + other] ?? 0
  }

  /** Whoever comes by this place learns what the thread knows, and nothing of what was published there before. */
  publish(thread: number, place: number): void {
    const count = this.#threads
    const isFirst = this.#publishedIn[place] !== this.#schedule
    this.#publishedIn[place] = this.#schedule
    let low = place
    let high = place
    for (let u = 0; u < count; u++) {
      const known = this.#known[thread * count + u] ?? 0
      this.#published[place * count + u] = known
      if (known === 0) continue
      low = mix(low ^ known) + u
      high = mixAgain((high ^ known) + u)
    }
    this.#lowSum = (this.#lowSum + low - (isFirst ? 0 : (this.#lowOf[place] ?? 0))) | 0
    this.#highSum = (this.#highSum + high - (isFirst ? 0 : (this.#highOf[place] ?? 0))) | 0
    this.#lowOf[place] = low
    this.#highOf[place] = high
  }

  acquire(thread: number, place: number): void {
    if (this.#publishedIn[place] !== this.#schedule) return
    const count = this.#threads
    for (let u = 0; u < count; u++) this.#learn(thread, u, this.#published[place * count + u] ?? 0)
  }

  /** All that `before` did happened before what `after` does next. */
  order(before: number, after: number): void {
    for (let u = 0; u < this.#threads; u++) this.#learn(after, u, this.known(before, u))
  }

  #learn(thread: number, other: number, time: number): void {
    const at = thread * this.#threads + other
    if (time > (this.#known[at] ?? 0)) this.#known[at] = time
  }

  /** Of what the first few threads know of each other, and of what was published. */
  hash(threads: number): void {
    let low = 0
    let high = 0
    for (let t = 0; t < threads; t++) {
      for (let u = 0; u < threads; u++) {
        if (u === t) continue
        low = mix(low ^ this.known(t, u)) + 1
        high = mixAgain((high ^ this.known(t, u)) + 1)
      }
    }
    this.low = (low + this.#lowSum) | 0
    this.high = (high + this.#highSum) | 0
  }
}

export function enlarged(from: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const to = new Int32Array(length)
  to.set(from)
  return to
}
