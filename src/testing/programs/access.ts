/** One access of a program's thread to shared memory: what it does, and how it reads in a trace. */
import { ACCESS } from '../explorer/accesses.ts'

export interface Access {
  readonly name: string
  /** Word of the shared memory. */
  readonly index: number
  readonly operands: readonly number[]
  /** As in explorer/accesses.ts. */
  readonly kind: number
  perform(words: Int32Array): number
}

/** The results of `wait` in a thread's log. */
export const WOKEN = 0
export const NOT_EQUAL = 1
export const TIMED_OUT = 2

export function plainLoad(index: number): Access {
  const perform = (words: Int32Array): number => words[index] ?? 0
  return { name: 'read', index, operands: [], kind: ACCESS.ownLoad, perform }
}

export function plainStore(index: number, value: number): Access {
  const perform = (words: Int32Array): number => {
    words[index] = value
    return value
  }
  return { name: 'write', index, operands: [value], kind: ACCESS.ownStore, perform }
}

export function load(index: number): Access {
  const perform = (words: Int32Array): number => Atomics.load(words, index)
  return { name: 'load', index, operands: [], kind: ACCESS.load, perform }
}

export function store(index: number, value: number): Access {
  const perform = (words: Int32Array): number => Atomics.store(words, index, value)
  return { name: 'store', index, operands: [value], kind: ACCESS.store, perform }
}

export type Modification = 'add' | 'and' | 'exchange' | 'or' | 'sub' | 'xor'

export function modify(name: Modification, index: number, value: number): Access {
  const perform = (words: Int32Array): number => Atomics[name](words, index, value)
  return { name, index, operands: [value], kind: ACCESS.cas, perform }
}

export function compareExchange(index: number, expected: number, value: number): Access {
  const perform = (words: Int32Array): number =>
    Atomics.compareExchange(words, index, expected, value)
  return { name: 'compareExchange', index, operands: [expected, value], kind: ACCESS.cas, perform }
}

/** Only what is left when it does not wait: the execution sees to the rest. */
export function wait(index: number, value: number, timeout: number): Access {
  const perform = (): number => NOT_EQUAL
  return { name: 'wait', index, operands: [value, timeout], kind: ACCESS.wait, perform }
}

/** The same: the execution knows who waits. */
export function notify(index: number, count: number): Access {
  const perform = (): number => 0
  return { name: 'notify', index, operands: [count], kind: ACCESS.load, perform }
}

export function describe({ name, index, operands }: Access, result: number): string {
  const call = `${name}(${[index, ...operands].join(', ')})`
  if (name === 'store' || name === 'write') return call
  return `${call} -> ${name === 'wait' ? waitResult(result) : result}`
}

export function waitResult(result: number): 'ok' | 'not-equal' | 'timed-out' {
  if (result === WOKEN) return 'ok'
  return result === NOT_EQUAL ? 'not-equal' : 'timed-out'
}
