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
import { type Journal, Table } from '../journal.ts'
import type { Sharing } from '../sharing.ts'
import { Clocks } from './clocks.ts'

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
/** The fields of a CAS: 1 + its thread (0 if there is none), where it is, and what was there. */
const CAS = { by: 0, at: 1, bytes: 2, low: 3, high: 4 } as const
const CAS_FIELDS = 5
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
  /** By half word, kind and thread: its last such access, counted from 1. */
  readonly #accessed: Table
  /** By half word: which kinds of access there were, a bit each. */
  readonly #kinds: Table
  /** By half word: 1 + the only thread that accessed it, or SEVERAL. */
  readonly #accessors: Table
  #capacity = 0
  /** A CAS whose outcome is not known yet. */
  readonly #cas: Table

  /** What is found out about a schedule stands in the journal, but for a race. */
  constructor(
    sharing: Sharing,
    words: Words,
    threads: number,
    isAccepted: Acceptance,
    journal: Journal,
  ) {
    this.#sharing = sharing
    this.#words = words
    this.#threads = threads
    this.#isAccepted = isAccepted
    this.clocks = new Clocks(threads, journal)
    this.#accessed = new Table(journal, 0)
    this.#kinds = new Table(journal, 0)
    this.#accessors = new Table(journal, 0)
    this.#cas = new Table(journal, CAS_FIELDS)
  }

  /** A new schedule. */
  begin(): void {
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
      this.#cas.set(CAS.by, thread + 1)
      this.#cas.set(CAS.at, address)
      this.#cas.set(CAS.bytes, bytes)
      this.#cas.set(CAS.low, this.#words.at(address) | 0)
      this.#cas.set(CAS.high, this.#words.at(address + 4) | 0)
    } else if (writes(access)) this.#write(thread, address, bytes)
  }

  /** A CAS wrote if the word is another now: none of the kernel's stores what it expects. */
  settle(): void {
    const thread = this.#cas.get(CAS.by) - 1
    if (thread < 0) return
    this.#cas.set(CAS.by, 0)
    const address = this.#cas.get(CAS.at)
    const bytes = this.#cas.get(CAS.bytes)
    const isChanged =
      (this.#words.at(address) | 0) !== this.#cas.get(CAS.low) ||
      (bytes === 8 && (this.#words.at(address + 4) | 0) !== this.#cas.get(CAS.high))
    if (isChanged) this.#write(thread, address, bytes)
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
    this.#kinds.set(half, this.#kinds.get(half) | (1 << kind))
    this.#accessed.set((half * KINDS + kind) * this.#threads + thread, step)
  }

  /** Whether another thread has accessed the half word. */
  #isShared(half: number, thread: number): boolean {
    const before = this.#accessors.get(half)
    if (before === thread + 1) return false
    this.#accessors.set(half, before === 0 ? thread + 1 : SEVERAL)
    return before !== 0
  }

  /** With the last accesses of the other threads. */
  #compare(thread: number, address: number, half: number, kind: number, step: number): void {
    const count = this.#threads
    const kinds = this.#kinds.get(half)
    for (let other = 0; other < KINDS; other++) {
      const isRace = ((kind | other) & WRITE) !== 0 && (kind & other & ATOMIC) === 0
      if (!isRace || (kinds & (1 << other)) === 0) continue
      const row = (half * KINDS + other) * count
      for (let u = 0; u < count; u++) {
        const last = this.#accessed.get(row + u)
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
    const halves = this.#capacity * 2
    this.clocks.grow(this.#capacity * PLACES)
    this.#accessors.grow(halves)
    this.#kinds.grow(halves)
    this.#accessed.grow(halves * KINDS * this.#threads)
  }
}

function partyOf(thread: number, step: number, kind: number): Party {
  const [isWrite, isPlain] = [(kind & WRITE) !== 0, (kind & ATOMIC) === 0]
  return { thread, step, isWrite, isPlain, isWide: (kind & WIDE) !== 0 }
}
