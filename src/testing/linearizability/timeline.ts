/**
 * Calls and returns of a history in order of time, as a doubly linked list from which operations are lifted out and put
 * back in the reverse order, each in O(1).
 *
 * Every operation is also given a lane, such that no two operations of a lane overlap. The operations of a lane that are
 * lifted out are then always its first ones, and how many there are in each lane says which they are.
 */
import { type HistoryOperation, isPending } from './history.ts'

const HEAD = 0
export const NONE = -1

export class Timeline {
  /** Operations. Operation i has its call in entry 1 + i, and its return in entry 1 + size + i. */
  size = 0
  /** Those that returned. */
  completed = 0
  lanes = 0
  laneOf: Int32Array = new Int32Array(0)
  /** The order in which operations are tried: of their returns, then the pending ones in the order of their calls. */
  rankOf: Int32Array = new Int32Array(0)
  #byRank: Int32Array = new Int32Array(0)
  #next: Int32Array = new Int32Array(0)
  #previous: Int32Array = new Int32Array(0)

  /** Takes the place of the history that was here. The operations come in the order of their calls. */
  load(operations: readonly HistoryOperation<unknown, unknown>[]): void {
    this.size = operations.length
    this.#reserve(this.size)
    this.#rank(operations)
    this.#link(operations)
  }

  /** The operation that has the lowest rank above `rank` among those that nothing unlifted precedes; or NONE. */
  candidateAfter(rank: number): number {
    const { size, rankOf } = this
    const next = this.#next
    let best = NONE
    let bestRank = this.size
    let entry = next[HEAD] ?? HEAD
    while (entry !== HEAD && entry <= size) {
      const itsRank = rankOf[entry - 1] ?? 0
      if (itsRank > rank && itsRank < bestRank) {
        best = entry - 1
        bestRank = itsRank
      }
      entry = next[entry] ?? HEAD
    }
    return best
  }

  /** The operation that has to be lifted before any that was called after its return. */
  firstReturn(): number {
    let entry = this.#next[HEAD] ?? HEAD
    while (entry !== HEAD && entry <= this.size) entry = this.#next[entry] ?? HEAD
    return entry === HEAD ? NONE : entry - 1 - this.size
  }

  lift(operation: number): void {
    this.#unlink(1 + operation)
    if (this.isCompleted(operation)) this.#unlink(1 + this.size + operation)
  }

  unlift(operation: number): void {
    if (this.isCompleted(operation)) this.#relink(1 + this.size + operation)
    this.#relink(1 + operation)
  }

  operationOf(rank: number): number {
    return this.#byRank[rank] ?? 0
  }

  isCompleted(operation: number): boolean {
    return (this.rankOf[operation] ?? 0) < this.completed
  }

  #unlink(entry: number): void {
    const next = this.#next[entry] ?? HEAD
    const previous = this.#previous[entry] ?? HEAD
    this.#next[previous] = next
    this.#previous[next] = previous
  }

  #relink(entry: number): void {
    this.#next[this.#previous[entry] ?? HEAD] = entry
    this.#previous[this.#next[entry] ?? HEAD] = entry
  }

  #reserve(size: number): void {
    if (size <= this.laneOf.length) return
    const room = Math.max(64, size * 2)
    this.laneOf = new Int32Array(room)
    this.rankOf = new Int32Array(room)
    this.#byRank = new Int32Array(room)
    this.#next = new Int32Array(1 + 2 * room)
    this.#previous = new Int32Array(1 + 2 * room)
  }

  #rank(operations: readonly HistoryOperation<unknown, unknown>[]): void {
    const byRank = this.#byRank
    let completed = 0
    for (const [index, operation] of operations.entries()) {
      if (!isPending(operation)) byRank[completed++] = index
    }
    const returnOf = (index: number): number => operations[index]?.return ?? 0
    byRank.subarray(0, completed).sort((a, b) => returnOf(a) - returnOf(b))
    this.completed = completed
    for (const [index, operation] of operations.entries()) {
      if (isPending(operation)) byRank[completed++] = index
    }
    for (let rank = 0; rank < operations.length; rank++) this.rankOf[byRank[rank] ?? 0] = rank
  }

  /** Merges calls and returns; at equal stamps calls come first, so that the two overlap. */
  #link(operations: readonly HistoryOperation<unknown, unknown>[]): void {
    const { size, completed, laneOf } = this
    const freeLanes: number[] = []
    let last = HEAD
    const append = (entry: number): void => {
      this.#next[last] = entry
      this.#previous[entry] = last
      last = entry
    }
    this.lanes = 0
    let returned = 0
    const returnUntil = (stamp: number): void => {
      while (returned < completed) {
        const operation = this.#byRank[returned] ?? 0
        if ((operations[operation]?.return ?? 0) >= stamp) return
        append(1 + size + operation)
        freeLanes.push(laneOf[operation] ?? 0)
        returned++
      }
    }
    for (const [index, operation] of operations.entries()) {
      returnUntil(operation.call)
      append(1 + index)
      laneOf[index] = freeLanes.pop() ?? this.lanes++
    }
    returnUntil(Number.POSITIVE_INFINITY)
    this.#next[last] = HEAD
    this.#previous[HEAD] = last
  }
}
