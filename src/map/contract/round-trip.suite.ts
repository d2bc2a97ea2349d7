/** How the value cases check that what was set is what every instance reads. */
import { expect } from 'vitest'
import { expectSame } from './expectations.suite.ts'
import type { Harness } from './harness.suite.ts'
import type { AnyMap } from './subject.suite.ts'

export interface Pair {
  readonly writer: AnyMap
  readonly reader: AnyMap
}

/** Sets the value and reads its structured clone back by every way of reading, in both instances. */
export function expectRoundTrip({ writer, reader }: Pair, value: unknown, what: string): void {
  const expected = structuredClone(value)
  writer.set('key', value)
  for (const map of [reader, writer]) {
    expectSame(map.get('key'), expected, `${what}, get`)
    expectSame(map.get('key'), expected, `${what}, get again`)
    expectSame(map.getMany(['key']), [expected], `${what}, getMany`)
    expectSame(map.getVersioned('key')?.value, expected, `${what}, getVersioned`)
    expectSame([...map.values()], [expected], `${what}, values`)
    expectSame(map.toMap().get('key'), expected, `${what}, toMap`)
  }
  expect(writer.compareAndSet('key', value, value), `${what}, compareAndSet`).toBe(true)
  expectSame(reader.swap('key', value), expected, `${what}, swap`)
  expectSame(writer.getOrInsert('key', 0), expected, `${what}, getOrInsert`)
  expectSame(reader.take('key'), expected, `${what}, take`)
  expect(writer.get('key'), `${what}, after take`).toBeUndefined()
  const inserted = structuredClone(reader.getOrInsert('key', value))
  expectSame(inserted, expected, `${what}, getOrInsert of an absent key`)
  expectSame(writer.get('key'), expected, `${what}, get after getOrInsert`)
}

/** A case of the suite that sends each of the named values around. */
export function itRoundTrips(
  harness: Harness,
  name: string,
  values: () => Iterable<readonly [what: string, value: unknown]>,
): void {
  harness.it(name, () => {
    const pair = harness.pair()
    for (const [what, value] of values()) expectRoundTrip(pair, value, what)
  })
}
