/**
 * Data races: two accesses to one word by two threads, at least one of them a write and at least one not atomic, that
 * happens-before does not order. The memory model promises sequential consistency to programs without any, and that is
 * what the explorer's schedules are; so a race is a fault even where every schedule comes out right.
 *
 * Of each word the last access of each kind by each thread is kept (Flanagan and Freund, "FastTrack", PLDI 2009, without
 * its epochs: there are few threads). An atomic read of what an atomic write of the same width stored orders all before the
 * write before all after the read, as ECMA-262 has it.
 */
import { ACCESS, isPlain, reads, writes } from '../accesses.ts'
import type { Sharing } from '../sharing.ts'
import { Clocks, enlarged } from './clocks.ts'

export interface Party {
  readonly thread: number
  /** Which of the thread's accesses. */
  readonly step: number
  readonly isWrite: boolean
  readonly isPlain: boolean
  /** Of more than 4 bytes at once. */
  readonly isWide: boolean
}

export interface Race {
  readonly address: number
  readonly first: Party
  readonly second: Party
}

/** Memory, as far as it is looked at: a word of 4 bytes. */
export interface Words {
  at(address: number): number
}

/** Whether a race is one that the kernel means to have. */
export type Acceptance = (race: Race) => boolean

/** Kinds of accesses. */
const WRITE = 1
const ATOMIC = 2
const WIDE = 4
const KINDS = 8
/** More than there are threads. */
const SEVERAL = 15
/** Places within a shared word where atomics can synchronise: its halves, and the whole. */
const PLACES = 3
const WHOLE = 2

export class Races {
  /** The first of this schedule that is not accepted. */
  found: Race | undefined
  readonly clocks: Clocks
  readonly #sharing: Sharing
  readonly #words: Words
  readonly #threads: number
  readonly #isAccepted: Acceptance
  /** By half word, kind and thread: its last such access; of an earlier schedule if `#accessedIn` says so. */
  #accessed = new Int32Array(0)
  #accessedIn = new Int32Array(0)
  /** By half word: the schedule, and the only thread that accessed it in that one, or SEVERAL. */
  #accessors = new Int32Array(0)
  #capacity = 0
  #schedule = 0
  /** A CAS whose outcome is not known yet. */
  #casBy = -1
  #casAt = 0
  #casBytes = 0
  #casLow = 0
  #casHigh = 0

  constructor(sharing: Sharing, words: Words, threads: number, isAccepted: Acceptance) {
    this.#sharing = sharing
    this.#words = words
    this.#threads = threads
    this.#isAccepted = isAccepted
    this.clocks = new Clocks(threads)
  }

  /** A new schedule: all that was before it happened before all of it. */
  begin(): void {
    this.#schedule++
    this.clocks.begin()
    this.#casBy = -1
    this.found = undefined
  }

  /** The thread is about to make its `step`th access. */
  access(thread: number, step: number, address: number, bytes: number, access: number): void {
    this.settle()
    this.clocks.advance(thread, step)
    const wide = bytes > 4 ? WIDE : 0
    if (isPlain(access)) {
      const kind = wide | (writes(access) ? WRITE : 0)
      for (let at = address & ~3; at < address + bytes; at += 4) this.#check(thread, at, kind)
      return
    }
    if (this.#sharing.numberOf(address) < 0) return
    if (reads(access)) {
      this.clocks.acquire(thread, this.#place(address, bytes))
      this.#checkAtomic(thread, address, bytes, ATOMIC | wide)
    }
    if (access === ACCESS.cas) {
      this.#casBy = thread
      this.#casAt = address
      this.#casBytes = bytes
      this.#casLow = this.#words.at(address)
      this.#casHigh = this.#words.at(address + 4)
    } else if (writes(access)) this.#write(thread, address, bytes)
  }

  /** A CAS wrote if the word is another now: none of the kernel's stores what it expects. */
  settle(): void {
    const thread = this.#casBy
    if (thread < 0) return
    this.#casBy = -1
    const isChanged =
      this.#words.at(this.#casAt) !== this.#casLow ||
      (this.#casBytes === 8 && this.#words.at(this.#casAt + 4) !== this.#casHigh)
    if (isChanged) this.#write(thread, this.#casAt, this.#casBytes)
  }

  /** All that `before` did happened before what `after` does next: it was told of its death. */
  order(before: number, after: number): void {
    this.settle()
    this.clocks.order(before, after)
  }

  #write(thread: number, address: number, bytes: number): void {
    this.#checkAtomic(thread, address, bytes, ATOMIC | WRITE | (bytes > 4 ? WIDE : 0))
    this.clocks.publish(thread, this.#place(address, bytes))
  }

  #place(address: number, bytes: number): number {
    const word = this.#sharing.numberOf(address)
    if (word >= this.#capacity) this.#grow(word)
    return word * PLACES + (bytes === 8 ? WHOLE : (address >> 2) & 1)
  }

  #checkAtomic(thread: number, address: number, bytes: number, kind: number): void {
    if (!this.#sharing.isSuspect(address)) return
    this.#check(thread, address, kind)
    if (bytes === 8) this.#check(thread, address + 4, kind)
  }

  /** Compares the access to 4 bytes with the last ones of the other threads, and notes it. */
  #check(thread: number, address: number, kind: number): void {
    const word = this.#sharing.numberOf(address)
    if (word < 0) return
    if (word >= this.#capacity) this.#grow(word)
    const half = word * 2 + ((address >> 2) & 1)
    const step = this.clocks.known(thread, thread)
    if (this.#isShared(half, thread)) this.#compare(thread, address, half, kind, step)
    const row = half * KINDS + kind
    const start = row * this.#threads
    if (this.#accessedIn[row] !== this.#schedule) {
      this.#accessedIn[row] = this.#schedule
      this.#accessed.fill(0, start, start + this.#threads)
    }
    this.#accessed[start + thread] = step
  }

  /** Whether another thread has accessed the half word in this schedule. */
  #isShared(half: number, thread: number): boolean {
    const alone = this.#schedule * (SEVERAL + 1) + thread
    const before = this.#accessors[half] ?? 0
    if (before === alone) return false
    const isFirst = before < this.#schedule * (SEVERAL + 1)
    this.#accessors[half] = isFirst ? alone : this.#schedule * (SEVERAL + 1) + SEVERAL
    return !isFirst
  }

  /** With the last accesses of the other threads. */
  #compare(thread: number, address: number, half: number, kind: number, step: number): void {
    const count = this.#threads
    for (let other = 0; other < KINDS; other++) {
      const isRace = ((kind | other) & WRITE) !== 0 && (kind & other & ATOMIC) === 0
      const row = half * KINDS + other
      if (!isRace || this.#accessedIn[row] !== this.#schedule) continue
      for (let u = 0; u < count; u++) {
        const last = this.#accessed[row * count + u] ?? 0
        if (u === thread || last <= this.clocks.known(thread, u)) continue
        this.#report(address, partyOf(u, last, other), partyOf(thread, step, kind))
      }
    }
  }

  #report(address: number, first: Party, second: Party): void {
    if (this.found !== undefined) return
    const race = { address, first, second }
    if (!this.#isAccepted(race)) this.found = race
  }

  #grow(word: number): void {
    this.#capacity = Math.max(64, 2 * word)
    const count = this.#threads
    this.clocks.grow(this.#capacity * PLACES)
    this.#accessors = enlarged(this.#accessors, this.#capacity * 2)
    const rows = this.#capacity * 2 * KINDS
    this.#accessed = enlarged(this.#accessed, rows * count)
    this.#accessedIn = enlarged(this.#accessedIn, rows)
  }
}

function partyOf(thread: number, step: number, kind: number): Party {
  const [isWrite, isPlain] = [(kind & WRITE) !== 0, (kind & ATOMIC) === 0]
  return { thread, step, isWrite, isPlain, isWide: (kind & WIDE) !== 0 }
}
