import { beforeEach, describe, expect, test } from 'vitest'
import { ACCESS } from '../accesses.ts'
import { Journal } from '../journal.ts'
import { Sharing } from '../sharing.ts'
import { type Race, Races } from './races.ts'

const LOCK = 64
const DATA = 128
const { load, store, cas, ownLoad, ownStore } = ACCESS

let words: Map<number, number>
let journal: Journal
let races: Races
let steps: number[]
let sharing: Sharing
let isAccepted: (race: Race) => boolean

beforeEach(() => {
  words = new Map()
  sharing = new Sharing(4096)
  isAccepted = () => false
  for (let thread = 0; thread < 3; thread++) {
    for (let at = 0; at < 256; at += 4) sharing.note(thread, at, 4, ownStore)
  }
  begin()
})

function begin(): void {
  steps = [0, 0, 0]
  const memory = { at: (address: number): number => words.get(address) ?? 0 }
  journal = new Journal()
  races = new Races(sharing, memory, 3, (race) => isAccepted(race), journal)
  races.begin()
}

function access(thread: number, address: number, kind: number, bytes = 4): void {
  const step = (steps[thread] ?? 0) + 1
  steps[thread] = step
  races.access(thread, step, address, bytes, kind)
}

function succeedCas(thread: number, address: number, value: number): void {
  access(thread, address, cas)
  words.set(address, value)
}

function found(): Race | undefined {
  races.settle()
  return races.found
}

describe('a race is', () => {
  test('a plain write and a plain read that nothing orders, in either order', () => {
    access(0, DATA, ownStore)
    access(1, DATA, ownLoad)
    expect(found()).toEqual({
      address: DATA,
      first: { thread: 0, step: 1, isWrite: true, isPlain: true, isWide: false },
      second: { thread: 1, step: 1, isWrite: false, isPlain: true, isWide: false },
    })
    begin()
    access(1, DATA, ownLoad)
    access(0, DATA, ownStore)
    expect(found()?.second.thread).toBe(0)
  })

  test('a plain access and an atomic one, if either writes', () => {
    for (const [plain, atomic] of [
      [ownStore, load],
      [ownStore, store],
      [ownLoad, store],
    ] as const) {
      begin()
      access(0, DATA, plain)
      access(1, DATA, atomic)
      expect(found()).toBeDefined()
    }
  })

  test('a plain read and a CAS that took place, not one that failed', () => {
    access(0, DATA, ownLoad)
    access(1, DATA, cas)
    expect(found()).toBeUndefined()
    begin()
    access(0, DATA, ownLoad)
    succeedCas(1, DATA, 1)
    expect(found()?.second.isWrite).toBe(true)
  })

  test('found within a long write, and in the second half of a wide access', () => {
    access(0, 0, ownStore, 200)
    access(1, DATA, ownLoad)
    expect(found()?.first.isWide).toBe(true)
    begin()
    access(0, DATA, ownLoad, 8)
    access(1, DATA + 4, ownStore)
    expect(found()?.address).toBe(DATA + 4)
  })

  test('not two reads, two atomics, two words, or one thread alone', () => {
    access(0, DATA, ownLoad)
    access(1, DATA, load)
    access(0, DATA + 8, store)
    access(1, DATA + 8, store)
    access(0, DATA + 16, ownStore)
    access(1, DATA + 20, ownStore)
    access(2, DATA + 24, ownStore)
    access(2, DATA + 24, store)
    expect(found()).toBeUndefined()
  })

  test('not one that is accepted', () => {
    isAccepted = ({ address }) => address === DATA
    access(0, DATA, ownStore)
    access(1, DATA, ownStore)
    expect(found()).toBeUndefined()
    access(0, DATA + 4, ownStore)
    access(1, DATA + 4, ownStore)
    expect(found()?.address).toBe(DATA + 4)
  })
})

describe('order comes from', () => {
  test('an atomic read of what an atomic write stored', () => {
    access(0, DATA, ownStore)
    access(0, LOCK, store)
    access(1, LOCK, load)
    access(1, DATA, ownStore)
    expect(found()).toBeUndefined()
  })

  test('a CAS that took place, and on to whoever reads it', () => {
    access(0, DATA, ownStore)
    succeedCas(0, LOCK, 1)
    succeedCas(1, LOCK, 2)
    access(2, LOCK, load)
    access(2, DATA, ownLoad)
    expect(found()).toBeUndefined()
  })

  test('a failed CAS for the one that failed, but not for others', () => {
    access(0, DATA, ownStore)
    access(0, LOCK, store)
    access(1, LOCK, cas)
    access(1, DATA, ownLoad)
    expect(found()).toBeUndefined()
    begin()
    access(0, DATA, ownStore)
    access(0, LOCK, cas)
    access(1, LOCK, load)
    access(1, DATA, ownLoad)
    expect(found()).toBeDefined()
  })

  test('the last write only: what it wrote over is not read', () => {
    access(0, DATA, ownStore)
    access(0, LOCK, store)
    access(1, LOCK, store)
    access(2, LOCK, load)
    access(2, DATA, ownLoad)
    expect(found()?.first.thread).toBe(0)
  })

  test('no access after the write that published', () => {
    access(0, LOCK, store)
    access(0, DATA, ownStore)
    access(1, LOCK, load)
    access(1, DATA, ownLoad)
    expect(found()).toBeDefined()
  })

  test('no read of another width than the write', () => {
    access(0, DATA, ownStore)
    access(0, LOCK, store, 8)
    access(1, LOCK, load, 4)
    access(1, DATA, ownLoad)
    expect(found()).toBeDefined()
  })

  test('the word of a death, for all that the dead did', () => {
    access(0, DATA, ownStore)
    succeedCas(0, LOCK, 1)
    races.order(0, 1)
    access(1, DATA, ownStore)
    expect(found()).toBeUndefined()
    access(2, DATA, ownLoad)
    expect(found()).toBeDefined()
  })

  test('nothing of an earlier schedule', () => {
    access(0, DATA, ownStore)
    access(0, LOCK, store)
    journal.goBack(0)
    races.begin()
    access(1, DATA, ownStore)
    expect(found()).toBeUndefined()
  })
})
