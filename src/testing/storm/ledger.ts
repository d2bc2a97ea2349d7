/**
 * The storm's own books, in shared memory that has nothing to do with the map under test: what each thread was about to
 * do, what was acknowledged, who is alive. Every word has one writer at a time unless its line says otherwise.
 */
import { FINDING_KINDS, type FindingKind } from './finding.ts'

export const REGISTERS_PER_SLOT = 48
export const SCRATCH_PER_SLOT = 8
export const COUNTERS = 6
/** A SharedCounter of each form. */
export const SHARED_COUNTERS = 2
export const TOKEN_RING: number = 2 ** 17

/**
 * Words of `control`. The gate counts its changes: odd is shut. A worker rests while the count is the one it came at, so one
 * that slept through an opening and the next shutting comes to the gate again.
 */
export const GATE = 0
export const STOP = 1
export const ROUND = 2
export const TOKENS_ISSUED = 3
export const TOKENS_AUDITED = 4
export const CLEARS_BEGUN = 5
export const CLEARS_DONE = 6
export const NEVER = 7

/** Pages that nobody touches are never committed. */
const LEDGER_BYTES = 8 * 2 ** 20

/** Four words a slot, each counting serial numbers of write-once keys. */
export interface RangeWords {
  readonly headIntended: Int32Array
  readonly headAcked: Int32Array
  readonly tailIntended: Int32Array
  readonly tailAcked: Int32Array
}

export class Ledger {
  readonly buffer: SharedArrayBuffer
  readonly workers: number
  /** Worker slots and, last, the parent's. */
  readonly slots: number

  readonly control: Int32Array
  /** Operations done by each slot; it stands still only if the thread does. */
  readonly beats: Int32Array
  /** 1 while the slot's thread is expected to make progress, stored by the parent. */
  readonly alive: Int32Array
  /** 1 while the slot's thread rests by order: at the gate, or the parent at an await. */
  readonly resting: Int32Array
  /** What burst the slot's thread is in, 0 for none: so that the parent can aim. */
  readonly burst: Int32Array
  readonly checkedReads: Int32Array
  readonly acknowledgedWrites: Int32Array
  /** A count for each kind of finding, added to by all. */
  readonly findings: Int32Array

  /** Registers: the number of the write begun last, of the one acknowledged last, and the newest that anyone saw. */
  readonly intended: Int32Array
  readonly acked: Int32Array
  /** Raised by every reader. */
  readonly seen: Int32Array

  /** Counters: units begun and done by [slot][counter]; `settled` corrects for the deaths before the last audit. */
  readonly begun: Int32Array
  readonly done: Int32Array
  readonly settled: Int32Array
  readonly counterSeen: Int32Array

  /** SharedCounters: the same. */
  readonly sharedBegun: Int32Array
  readonly sharedDone: Int32Array
  readonly sharedSettled: Int32Array
  readonly sharedSeen: Int32Array

  /** Tokens: one state for each of the latest serial numbers, changed by all. */
  readonly tokens: Int32Array

  readonly churn: RangeWords
  readonly nursery: RangeWords

  /** Scratch keys: as for registers. */
  readonly scratchIntended: Int32Array
  readonly scratchAcked: Int32Array
  /** Clears done when the write now in the map began; stored once it is there, before it counts as acknowledged. */
  readonly since: Int32Array
  /** Writes up to this one were acknowledged before a clear that is done. */
  readonly cleared: Int32Array

  constructor(workers: number, buffer: SharedArrayBuffer = new SharedArrayBuffer(LEDGER_BYTES)) {
    this.buffer = buffer
    this.workers = workers
    this.slots = workers + 1
    let next = 0
    const words = (count: number): Int32Array => {
      const view = new Int32Array(buffer, next, count)
      next += Math.ceil(count / 16) * 64
      return view
    }
    const range = (): RangeWords => ({
      headIntended: words(this.slots),
      headAcked: words(this.slots),
      tailIntended: words(this.slots),
      tailAcked: words(this.slots),
    })
    this.control = words(16)
    this.beats = words(this.slots)
    this.alive = words(this.slots)
    this.resting = words(this.slots)
    this.burst = words(this.slots)
    this.checkedReads = words(this.slots)
    this.acknowledgedWrites = words(this.slots)
    this.findings = words(FINDING_KINDS.length)
    this.intended = words(this.slots * REGISTERS_PER_SLOT)
    this.acked = words(this.slots * REGISTERS_PER_SLOT)
    this.seen = words(this.slots * REGISTERS_PER_SLOT)
    this.begun = words(this.slots * COUNTERS)
    this.done = words(this.slots * COUNTERS)
    this.settled = words(COUNTERS)
    this.counterSeen = words(COUNTERS)
    this.sharedBegun = words(this.slots * SHARED_COUNTERS)
    this.sharedDone = words(this.slots * SHARED_COUNTERS)
    this.sharedSettled = words(SHARED_COUNTERS)
    this.sharedSeen = words(SHARED_COUNTERS)
    this.tokens = words(TOKEN_RING)
    this.churn = range()
    this.nursery = range()
    this.scratchIntended = words(this.slots * SCRATCH_PER_SLOT)
    this.scratchAcked = words(this.slots * SCRATCH_PER_SLOT)
    this.since = words(this.slots * SCRATCH_PER_SLOT)
    this.cleared = words(this.slots * SCRATCH_PER_SLOT)
  }

  /** The gate's count if it is shut, else 0. */
  get shutGate(): number {
    const count = Atomics.load(this.control, GATE)
    return count % 2 === 1 ? count : 0
  }

  /** Opens the gate if it is shut and shuts it if it is open. Only the parent does. */
  moveGate(): void {
    Atomics.add(this.control, GATE, 1)
    Atomics.notify(this.control, GATE)
  }

  get round(): number {
    return Atomics.load(this.control, ROUND)
  }

  /** The parent's slot. */
  get parent(): number {
    return this.workers
  }

  count(kind: FindingKind): void {
    Atomics.add(this.findings, FINDING_KINDS.indexOf(kind), 1)
  }

  counted(kind: FindingKind): number {
    return Atomics.load(this.findings, FINDING_KINDS.indexOf(kind))
  }
}

/** Raises a shared word to `value` unless it is there or above already. */
export function raise(words: Int32Array, index: number, value: number): void {
  let current = Atomics.load(words, index)
  while (current < value) {
    const found = Atomics.compareExchange(words, index, current, value)
    if (found === current) return
    current = found
  }
}

export function sum(words: Int32Array): number {
  let total = 0
  for (let index = 0; index < words.length; index++) total += Atomics.load(words, index)
  return total
}
