/** What the cases of the suite expect of errors and values, with messages that stay short for long values. */
import { deepStrictEqual } from 'node:assert'
import { expect } from 'vitest'
import { isSelvedgeError, type SelvedgeError } from '../../errors.ts'
import type { Key } from '../map.ts'
import type { AnyMap } from './subject.suite.ts'

/** The error that `run` throws, which must be one of this package's with the given code. */
export function expectCode(
  code: string,
  run: () => unknown,
  what: string = String(run),
): SelvedgeError {
  let thrown: unknown
  try {
    run()
  } catch (error) {
    thrown = error
  }
  if (!isSelvedgeError(thrown)) {
    expect.fail(`${what}: ${code} expected, ${thrown === undefined ? 'nothing' : thrown} thrown`)
  }
  expect(thrown.code, `${what}: ${thrown.message}`).toBe(code)
  expect(thrown.message.length, `${what}: the message says what to do`).toBeGreaterThan(10)
  return thrown
}

/** Deeply equal with prototypes, -0, holes and the contents of Map and Set; strings are compared without a diff. */
export function expectSame(actual: unknown, expected: unknown, what = 'value'): void {
  if (typeof expected === 'string' && expected.length > 100) {
    if (actual === expected) return
    expect.fail(`${what}: ${differenceOf(actual, expected)}`)
  }
  try {
    deepStrictEqual(actual, expected)
  } catch (error) {
    expect.fail(`${what}: ${error instanceof Error ? error.message.slice(0, 2_000) : error}`)
  }
}

function differenceOf(actual: unknown, expected: string): string {
  if (typeof actual !== 'string') return `a ${typeof actual} instead of a string`
  let at = 0
  while (at < expected.length && actual[at] === expected[at]) at++
  return `lengths ${actual.length} and ${expected.length}, first difference at ${at}`
}

export function expectEntries(map: AnyMap, expected: ReadonlyMap<Key, unknown>): void {
  expectSame(map.toMap(), new Map(expected), 'entries')
  expect(map.size).toBe(expected.size)
}

/** Runs `attempt`, and holds the map to what it was before: its entries and the version of each. */
export function expectUntouched(map: AnyMap, attempt: () => void): void {
  const entries = map.toMap()
  const versions = versionsOf(map, entries.keys())
  attempt()
  expectEntries(map, entries)
  expectSame(versionsOf(map, entries.keys()), versions, 'versions')
}

function versionsOf(map: AnyMap, keys: Iterable<Key>): (number | undefined)[] {
  return Array.from(keys, (key) => map.getVersioned(key)?.version)
}
