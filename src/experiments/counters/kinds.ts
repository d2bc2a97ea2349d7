/** A shared counter of each kind: how it is made, and how a thread gets at it. */
import { SharedCounter, type SharedCounterHandle } from '../../index.ts'
import { LockedCounter } from './locked-counter.ts'

/** `lock`: an integer behind a lock. `word`: Atomics.add. The others are SharedCounter's forms. */
export type CounterKind = 'lock' | 'word' | 'atomic' | 'striped'

/** Where a counter is, as a thread is told. */
export type CounterPlace =
  | { readonly kind: 'lock' | 'word'; readonly buffer: SharedArrayBuffer }
  | { readonly kind: 'atomic'; readonly handle: SharedCounterHandle }
  | { readonly kind: 'striped'; readonly handle: SharedCounterHandle<true> }

export interface Counter {
  readonly place: CounterPlace
  /** Exact when no add is under way. */
  value(): number
}

export function makeCounter(kind: CounterKind): Counter {
  switch (kind) {
    case 'lock': {
      const counter = new LockedCounter()
      return { place: { kind, buffer: counter.buffer }, value: () => counter.value }
    }
    case 'word': {
      const words = new Int32Array(new SharedArrayBuffer(4))
      return { place: { kind, buffer: words.buffer }, value: () => Atomics.load(words, 0) }
    }
    case 'atomic': {
      const counter = new SharedCounter()
      return { place: { kind, handle: counter.handle }, value: () => counter.value }
    }
    case 'striped': {
      const counter = new SharedCounter({ striped: true })
      return { place: { kind, handle: counter.handle }, value: () => counter.value }
    }
  }
}

/** One thread's view. */
export interface CounterView {
  /** Adds 1. */
  add(): unknown
  /** The same so many times, in a loop of this kind's own, so that the engine compiles it for this kind alone. */
  addMany(times: number): void
  /** Times that this view waited for another's add, or lost to it and tried again. What the hardware does by itself is not told. */
  contended(): number
}

export function counterAt(place: CounterPlace): CounterView {
  switch (place.kind) {
    case 'lock':
      return lockedView(new LockedCounter(place.buffer))
    case 'word':
      return wordView(new Int32Array(place.buffer))
    case 'atomic':
      return atomicView(SharedCounter.attach(place.handle))
    case 'striped':
      return stripedView(SharedCounter.attach(place.handle))
  }
}

function lockedView(counter: LockedCounter): CounterView {
  return {
    add: () => counter.add(1),
    addMany(times) {
      for (let n = 0; n < times; n++) counter.add(1)
    },
    contended: () => counter.waits,
  }
}

function wordView(words: Int32Array): CounterView {
  return {
    add: () => Atomics.add(words, 0, 1),
    addMany(times) {
      for (let n = 0; n < times; n++) Atomics.add(words, 0, 1)
    },
    contended: () => 0,
  }
}

function atomicView(counter: SharedCounter): CounterView {
  return {
    add: () => counter.add(1),
    addMany(times) {
      for (let n = 0; n < times; n++) counter.add(1)
    },
    contended: () => counter.stats().retries,
  }
}

function stripedView(counter: SharedCounter<true>): CounterView {
  return {
    add: () => counter.add(1),
    addMany(times) {
      for (let n = 0; n < times; n++) counter.add(1)
    },
    contended: () => counter.stats().retries,
  }
}
