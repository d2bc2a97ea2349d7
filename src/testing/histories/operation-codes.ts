/** The operations of a storm: their numbers in a log, how each is carried out, and how it is read back. */

import type { Key } from '../../map/map.ts'
import { UNKNOWN } from '../linearizability/history.ts'
import type { ClearInput, KeyInput, KeyOutput, MapOperation } from '../linearizability/map-input.ts'
import type { StormMap } from '../storm/map-source.ts'
import type { OperationLog } from './operation-log.ts'
import { ABSENT, numberIn, storedKey, storedValue } from './stored-numbers.ts'

/** A log has the place in this list. */
export const OPERATIONS = [
  'get',
  'has',
  'set',
  'swap',
  'getOrInsert',
  'delete',
  'take',
  'increment',
  'compareAndSet',
  'compareAndDelete',
  'clear',
] as const

export type OperationName = (typeof OPERATIONS)[number]

/** One operation with its arguments, as numbers; `expected` may be ABSENT. */
export interface Plan {
  op: OperationName
  key: number
  argument: number
  expected: number
}

/** Carries it out, and gives the result as a number. */
export function perform(map: StormMap, { op, key, argument, expected }: Plan): number {
  const name = storedKey(key)
  switch (op) {
    case 'get':
      return numberIn(key, map.get(name))
    case 'has':
      return Number(map.has(name))
    case 'set':
      map.set(name, storedValue(key, argument))
      return ABSENT
    case 'swap':
      return numberIn(key, map.swap(name, storedValue(key, argument)))
    case 'getOrInsert':
      return numberIn(key, map.getOrInsert(name, storedValue(key, argument)))
    case 'delete':
      return Number(map.delete(name))
    case 'take':
      return numberIn(key, map.take(name))
    case 'increment':
      return map.increment(name, argument)
    case 'compareAndSet':
      return Number(
        map.compareAndSet(name, valueOrAbsent(key, expected), storedValue(key, argument)),
      )
    case 'compareAndDelete':
      return Number(map.compareAndDelete(name, storedValue(key, expected)))
    case 'clear':
      map.clear()
      return ABSENT
  }
}

/** What is at a place of a thread's log, as part of a history. */
export function operationAt(
  log: OperationLog,
  place: number,
  thread: number,
): MapOperation<Key, number> {
  const op = OPERATIONS[log.codeAt(place)] ?? 'get'
  const input = inputAt(op, log, place)
  const call = log.callAt(place)
  const stamp = log.returnAt(place)
  if (stamp === 0) {
    return { thread, input, output: UNKNOWN, call, return: Number.POSITIVE_INFINITY }
  }
  return { thread, input, output: outputOf(op, log.resultAt(place)), call, return: stamp }
}

function inputAt(
  op: OperationName,
  log: OperationLog,
  place: number,
): KeyInput<Key, number> | ClearInput {
  const key = storedKey(log.keyAt(place))
  switch (op) {
    case 'get':
    case 'has':
    case 'delete':
    case 'take':
      return { op, key }
    case 'set':
    case 'swap':
    case 'getOrInsert':
      return { op, key, value: log.argumentAt(place) }
    case 'increment':
      return { op, key, by: log.argumentAt(place) }
    case 'compareAndSet': {
      const expected = log.expectedAt(place)
      const value = log.argumentAt(place)
      return { op, key, expected: isAbsent(expected) ? undefined : expected, value }
    }
    case 'compareAndDelete':
      return { op, key, expected: log.expectedAt(place) }
    case 'clear':
      return { op }
  }
}

function outputOf(op: OperationName, result: number): KeyOutput<number> {
  switch (op) {
    case 'has':
    case 'delete':
    case 'compareAndSet':
    case 'compareAndDelete':
      return result === 1
    default:
      return isAbsent(result) ? undefined : result
  }
}

function valueOrAbsent(key: number, number: number): number | string | undefined {
  return isAbsent(number) ? undefined : storedValue(key, number)
}

function isAbsent(number: number): boolean {
  return Number.isNaN(number)
}
