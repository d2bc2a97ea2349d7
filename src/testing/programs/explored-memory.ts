/** What a program's thread is given instead of shared memory and `Atomics`: each access is announced first. */
import {
  type Access,
  compareExchange,
  load,
  type Modification,
  modify,
  notify,
  plainLoad,
  plainStore,
  store,
  wait,
  waitResult,
} from './access.ts'
import type { ExploredAtomics } from './program.ts'

/** Makes the access, now or when it is this thread's turn; its result. */
export type Announce = (access: Access) => number

export function exploredMemory(words: Int32Array, announce: Announce): Int32Array {
  return new Proxy(words, {
    get(target, name) {
      const index = indexOf(name, target.length)
      if (index !== undefined) return announce(plainLoad(index))
      if (name === 'length') return target.length
      throw onlyWords(name)
    },
    set(target, name, value: unknown) {
      const index = indexOf(name, target.length)
      if (index === undefined) throw onlyWords(name)
      announce(plainStore(index, Number(value) | 0))
      return true
    },
  })
}

function indexOf(name: string | symbol, length: number): number | undefined {
  if (typeof name !== 'string' || !/^\d+$/.test(name)) return undefined
  const index = Number(name)
  if (index < length) return index
  throw new RangeError(`there is no word ${index}: the program has ${length}`)
}

function onlyWords(name: string | symbol): TypeError {
  return new TypeError(
    `'${String(name)}' of explored memory: it has nothing but its words and their 'length'`,
  )
}

/** `Atomics` for `memory` alone. */
export function exploredAtomics(memory: Int32Array, announce: Announce): ExploredAtomics {
  const checked = (array: Int32Array, index: number): number => {
    if (array !== memory) {
      throw new TypeError('explored atomics know only the memory that the thread was given')
    }
    if (Number.isInteger(index) && index >= 0 && index < memory.length) return index
    throw new RangeError(`there is no word ${index}: the program has ${memory.length}`)
  }
  const modifying =
    (name: Modification) =>
    (array: Int32Array, index: number, value: number): number =>
      announce(modify(name, checked(array, index), value | 0))
  return {
    add: modifying('add'),
    and: modifying('and'),
    exchange: modifying('exchange'),
    or: modifying('or'),
    sub: modifying('sub'),
    xor: modifying('xor'),
    load: (array, index) => announce(load(checked(array, index))),
    store: (array, index, value) => announce(store(checked(array, index), value | 0)),
    compareExchange: (array, index, expected, value) =>
      announce(compareExchange(checked(array, index), expected | 0, value | 0)),
    wait: (array, index, value, timeout = Number.POSITIVE_INFINITY) =>
      waitResult(announce(wait(checked(array, index), value | 0, timeout))),
    notify: (array, index, count = Number.POSITIVE_INFINITY) =>
      announce(notify(checked(array, index), count)),
  }
}
