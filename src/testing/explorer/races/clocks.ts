/**
 * Vector clocks (Mattern 1989) of threads, and of the places through which they tell each other what they know. A thread's
 * own time is the number of its accesses.
 */
import { type Journal, Table } from '../journal.ts'
import { mix, mixAgain } from '../mixing.ts'

/** Where the two sums over all places stand. */
const LOW = 0
const HIGH = 1

export class Clocks {
  /** 64 bits, equal if what is ordered before what is to come is. Up to date after `hash`. */
  low = 0
  high = 0
  readonly #threads: number
  /** Row t: how much of each thread's accesses happened before what thread t does next. */
  readonly #known: Table
  /** The same of what was published last at a place. */
  readonly #published: Table
  /** By place, what it adds to the two sums. */
  readonly #lowOf: Table
  readonly #highOf: Table
  readonly #sums: Table

  constructor(threads: number, journal: Journal) {
    this.#threads = threads
    this.#known = new Table(journal, threads * threads)
    this.#published = new Table(journal, 0)
    this.#lowOf = new Table(journal, 0)
    this.#highOf = new Table(journal, 0)
    this.#sums = new Table(journal, 2)
  }

  /** There are so many places from now on. */
  grow(places: number): void {
    this.#published.grow(places * this.#threads)
    this.#lowOf.grow(places)
    this.#highOf.grow(places)
  }

  advance(thread: number, time: number): void {
    this.#known.set(thread * this.#threads + thread, time)
  }

  /** How much of what `other` did happened before what `thread` does next. */
  known(thread: number, other: number): number {
    return this.#known.get(thread * this.#threads + other)
  }

  /** Whoever comes by this place learns what the thread knows, and nothing of what was published there before. */
  publish(thread: number, place: number): void {
    const count = this.#threads
    let low = place
    let high = place
    for (let u = 0; u < count; u++) {
      const known = this.#known.get(thread * count + u)
      this.#published.set(place * count + u, known)
      if (known === 0) continue
      low = mix(low ^ known) + u
      high = mixAgain((high ^ known) + u)
    }
    this.#sums.set(LOW, (this.#sums.get(LOW) + low - this.#lowOf.get(place)) | 0)
    this.#sums.set(HIGH, (this.#sums.get(HIGH) + high - this.#highOf.get(place)) | 0)
    this.#lowOf.set(place, low)
    this.#highOf.set(place, high)
  }

  acquire(thread: number, place: number): void {
    const count = this.#threads
    for (let u = 0; u < count; u++) this.#learn(thread, u, this.#published.get(place * count + u))
  }

  /** All that `before` did happened before what `after` does next. */
  order(before: number, after: number): void {
    for (let u = 0; u < this.#threads; u++) this.#learn(after, u, this.known(before, u))
  }

  #learn(thread: number, other: number, time: number): void {
    const at = thread * this.#threads + other
    if (time > this.#known.get(at)) this.#known.set(at, time)
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
    this.low = (low + this.#sums.get(LOW)) | 0
    this.high = (high + this.#sums.get(HIGH)) | 0
  }
}
