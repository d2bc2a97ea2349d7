/**
 * The search for an order: J. Wing and C. Gong, "Testing and verifying concurrent objects" (1993), with the memoisation
 * of G. Lowe, "Testing for linearizability" (2017). Depth first: an operation that no other one precedes is linearised,
 * lifted out of the timeline, and what remains is searched in the state it left; if that fails it is put back and the
 * next is tried.
 *
 * Of several candidates the one that returned first is tried first: it is the only one that cannot wait. So a long
 * operation, and one that never returned, is linearised when its effect is needed, not at its call, and a search that
 * can succeed seldom turns back. A pending operation may also be left out; where it would change nothing it is.
 */
import { Configurations, spread } from './configurations.ts'
import { type HistoryOperation, UNKNOWN } from './history.ts'
import type { Model } from './model.ts'
import { type NumberedState, States } from './states.ts'
import { NONE, Timeline } from './timeline.ts'

export interface Impossible<State> {
  readonly kind: 'impossible'
  /** The operation beyond whose return no order goes, while one comes up to it. */
  readonly blocked: number
  /** The states in which that operation was tried; the first few, if there are many. */
  readonly states: readonly State[]
}

export type Finding<State> =
  | { readonly kind: 'linearizable' }
  | Impossible<State>
  | { readonly kind: 'undecided' }

const STATES_KEPT = 8

export class Search<State, Input, Output> {
  /** Candidates tried so far, in all histories. */
  steps = 0
  readonly #model: Model<State, Input, Output>
  readonly #timeline = new Timeline()
  readonly #seen = new Configurations()
  readonly #states: States<State>
  #operations: readonly HistoryOperation<Input, Output>[] = []
  /** What is linearised, in order, and the state before each. */
  #path = new Int32Array(64)
  readonly #before: NumberedState<State>[] = []
  #depth = 0
  #current: NumberedState<State>
  /** How much of each lane is linearised; the hash tells the sets of operations apart at one look. */
  #counts = new Int32Array(16)
  #hash = 0
  #blockedRank = NONE
  readonly #blockedIn = new Set<NumberedState<State>>()

  constructor(model: Model<State, Input, Output>) {
    this.#model = model
    this.#states = new States(model.identify?.bind(model))
    this.#current = this.#states.numbered(model.initial())
  }

  /** Searches one history, its operations in the order of their calls, and gives up after so many steps. */
  run(operations: readonly HistoryOperation<Input, Output>[], maxSteps: number): Finding<State> {
    this.#begin(operations)
    return this.#search(this.steps + maxSteps)
  }

  #begin(operations: readonly HistoryOperation<Input, Output>[]): void {
    const { length } = operations
    this.#operations = operations
    this.#timeline.load(operations)
    this.#seen.reset(this.#timeline.lanes, length)
    this.#states.clear()
    this.#current = this.#states.numbered(this.#model.initial())
    if (this.#path.length < length) this.#path = new Int32Array(length * 2)
    this.#before.length = 0
    this.#depth = 0
    const { lanes } = this.#timeline
    if (this.#counts.length < lanes) this.#counts = new Int32Array(lanes * 2)
    else this.#counts.fill(0)
    this.#hash = 0
    this.#blockedRank = NONE
    this.#blockedIn.clear()
  }

  #search(lastStep: number): Finding<State> {
    const timeline = this.#timeline
    let remaining = timeline.completed
    let tried = NONE
    while (remaining > 0) {
      const candidate = timeline.candidateAfter(tried)
      if (candidate === NONE) {
        this.#noteDeadEnd()
        const undone = this.#undo()
        if (undone === NONE) return this.#impossible()
        if (timeline.isCompleted(undone)) remaining++
        tried = timeline.rankOf[undone] ?? 0
      } else if (++this.steps > lastStep) {
        return { kind: 'undecided' }
      } else if (this.#linearise(candidate)) {
        if (timeline.isCompleted(candidate)) remaining--
        tried = NONE
      } else tried = timeline.rankOf[candidate] ?? 0
    }
    return { kind: 'linearizable' }
  }

  /** Whether the operation can come now, and leaves a configuration that is new. */
  #linearise(candidate: number): boolean {
    const operation = this.#operations[candidate]
    if (operation === undefined) return false
    const { input, output } = operation
    const before = this.#current
    const isCompleted = this.#timeline.isCompleted(candidate)
    if (isCompleted && output !== UNKNOWN && !this.#model.allows(before.state, input, output)) {
      return false
    }
    const left = this.#model.next(before.state, input)
    const after = Object.is(left, before.state) ? before : this.#states.numbered(left)
    if (!isCompleted && after === before) return false
    const lane = this.#timeline.laneOf[candidate] ?? 0
    const hash = this.#hash ^ spread(candidate + 1)
    this.#countIn(lane, 1)
    if (!this.#seen.add(this.#counts, after.id, hash)) {
      this.#countIn(lane, -1)
      return false
    }
    this.#path[this.#depth++] = candidate
    this.#before.push(before)
    this.#hash = hash
    this.#current = after
    this.#timeline.lift(candidate)
    return true
  }

  /** Takes the last operation back; NONE if there is none. */
  #undo(): number {
    const before = this.#before.pop()
    if (before === undefined) return NONE
    const undone = this.#path[--this.#depth] ?? 0
    this.#timeline.unlift(undone)
    this.#countIn(this.#timeline.laneOf[undone] ?? 0, -1)
    this.#hash ^= spread(undone + 1)
    this.#current = before
    return undone
  }

  #countIn(lane: number, change: number): void {
    this.#counts[lane] = (this.#counts[lane] ?? 0) + change
  }

  /** Nothing more can come before the first return that is still to come. Returns have the first ranks. */
  #noteDeadEnd(): void {
    const rank = this.#timeline.rankOf[this.#timeline.firstReturn()] ?? 0
    if (rank < this.#blockedRank) return
    if (rank > this.#blockedRank) this.#blockedIn.clear()
    this.#blockedRank = rank
    if (this.#blockedIn.size < STATES_KEPT) this.#blockedIn.add(this.#current)
  }

  #impossible(): Impossible<State> {
    const blocked = this.#timeline.operationOf(this.#blockedRank)
    const states = [...this.#blockedIn].map(({ state }) => state)
    return { kind: 'impossible', blocked, states }
  }
}
