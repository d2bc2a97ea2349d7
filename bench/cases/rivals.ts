/** Other maps that threads can share, 10 k string keys: reads that see every earlier write, writes seen when they return. */
import { SharedMap } from 'selvedge'
import type { BenchCase, Created } from '../case.ts'
import { expectEqual, type Side } from '../measure/paired.ts'
import { pairCase } from '../pair-case.ts'
import { openLmdb } from '../rivals/lmdb.ts'
import { openSharedmap } from '../rivals/sharedmap.ts'
import { ValueCycle } from '../workload/cycle.ts'
import { filled, type OneMap } from '../workload/filled.ts'
import { stringKeys, stringValues } from '../workload/keys.ts'
import { shuffled } from '../workload/random.ts'

const COUNT = 10_000
const GET_TARGET = 1 / 8
const SET_TARGET = 1 / 3

/** A rival as the loops see it. */
interface Store {
  get(key: string): string | undefined
  set(key: string, value: string): void
}

export const rivals: readonly BenchCase[] = [
  pairCase({
    name: 'string get hit, 10 k keys, against lmdb',
    rival: 'lmdb (resetReadTxn, get)',
    target: GET_TARGET,
    create,
    async sides({ handle }) {
      const store = await openLmdb(stringKeys(COUNT), stringValues(COUNT))
      return { ours: sharedGet(handle), rival: storeGet(store), done: () => store.remove() }
    },
  }),
  pairCase({
    name: 'string set existing, 10 k keys, against lmdb',
    rival: 'lmdb (putSync, noSync)',
    target: SET_TARGET,
    create,
    async sides({ handle }) {
      const store = await openLmdb(stringKeys(COUNT), stringValues(COUNT))
      return { ours: sharedSet(handle), rival: storeSet(store), done: () => store.remove() }
    },
  }),
  pairCase({
    name: 'string get hit, 10 k keys, against sharedmap',
    rival: 'sharedmap',
    target: GET_TARGET,
    create,
    sides({ handle }) {
      const store = openSharedmap(stringKeys(COUNT), stringValues(COUNT))
      return { ours: sharedGet(handle), rival: storeGet(store) }
    },
  }),
  pairCase({
    name: 'string set existing, 10 k keys, against sharedmap',
    rival: 'sharedmap',
    target: SET_TARGET,
    create,
    sides({ handle }) {
      const store = openSharedmap(stringKeys(COUNT), stringValues(COUNT))
      return { ours: sharedSet(handle), rival: storeSet(store) }
    },
  }),
]

function create(): Created<OneMap<string, string>> {
  const values = stringValues(COUNT)
  return filled<string, string>(stringKeys(COUNT), (n) => values[n] ?? '')
}

function sharedGet(handle: OneMap<string, string>['handle']): Side {
  const map = SharedMap.attach(handle)
  const order = shuffled(stringKeys(COUNT))
  return {
    operations: COUNT,
    run: () => {
      let characters = 0
      for (const key of order) characters += map.get(key)?.length ?? 0
      return characters
    },
    check: (characters) => expectEqual(characters, COUNT * 32),
  }
}

function storeGet(store: Store): Side {
  const order = shuffled(stringKeys(COUNT))
  return {
    operations: COUNT,
    run: () => {
      let characters = 0
      for (const key of order) characters += store.get(key)?.length ?? 0
      return characters
    },
    check: (characters) => expectEqual(characters, COUNT * 32),
  }
}

function sharedSet(handle: OneMap<string, string>['handle']): Side {
  const map = SharedMap.attach(handle)
  const order = shuffled(stringKeys(COUNT))
  const values = new ValueCycle()
  return {
    operations: COUNT,
    run: () => {
      for (const key of order) map.set(key, values.take())
      return map.size
    },
    check: () => expectEqual(map.get(order.at(-1) ?? ''), values.latest),
  }
}

function storeSet(store: Store): Side {
  const order = shuffled(stringKeys(COUNT))
  const values = new ValueCycle()
  return {
    operations: COUNT,
    run: () => {
      for (const key of order) store.set(key, values.take())
      return order.length
    },
    check: () => expectEqual(store.get(order.at(-1) ?? ''), values.latest),
  }
}
