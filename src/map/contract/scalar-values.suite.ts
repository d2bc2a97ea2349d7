/** Numbers, booleans, null and bigints come back as they went in, at every edge of their encodings. */
import { expect } from 'vitest'
import { expectSame } from './expectations.suite.ts'
import type { Harness } from './harness.suite.ts'
import { randomFrom, seedOf } from './random.suite.ts'
import { itRoundTrips } from './round-trip.suite.ts'

export function scalarValues(harness: Harness): void {
  itRoundTrips(harness, 'gives back numbers, -0 and NaN included', () => named(numbers()))

  itRoundTrips(harness, 'gives back booleans and null, apart from numbers and strings', () =>
    named([true, false, null, 0, 1, '', 'true', 'null', '0']),
  )

  itRoundTrips(harness, 'gives back bigints of any size', () => named(bigints()))

  harness.it('gives back random doubles of every bit pattern', () => {
    const { writer, reader } = harness.pair()
    const random = randomFrom(seedOf('random doubles'))
    const words = new Uint32Array(2)
    const double = new Float64Array(words.buffer)
    for (let round = 0; round < 5_000; round++) {
      words.set([random.below(2 ** 32), random.below(2 ** 32)])
      writer.set(round % 7, double[0])
      expectSame(reader.get(round % 7), double[0])
    }
  })

  harness.it('replaces a value of any type by one of any other, seen by every instance', () => {
    const { writer, reader } = harness.pair()
    const warm = harness.attach(writer)
    const small = [
      1,
      -5,
      0.5,
      2 ** 29,
      Number.NaN,
      true,
      null,
      '',
      'short',
      'あ',
      'x'.repeat(9),
      7n,
    ]
    const blocks = [
      'x'.repeat(500),
      new Uint8Array(9),
      new Date(5),
      { a: 1 },
      [],
      new Map([[1, 2]]),
    ]
    const values: unknown[] = [...small, ...blocks]
    for (const before of values) {
      for (const after of values) {
        writer.set('key', before)
        expectSame(warm.get('key'), before)
        expectSame(writer.swap('key', after), before)
        for (const map of [warm, writer, reader]) expectSame(map.get('key'), after)
      }
    }
    expect(reader.size).toBe(1)
  })
}

function named(values: readonly unknown[]): (readonly [string, unknown])[] {
  return values.map((value) => [`${typeof value} ${String(value).slice(0, 30)}`, value] as const)
}

function numbers(): number[] {
  const all = [0, -0, 0.1, -0.1, 1e-7, 1e21, 5e-324, Number.MAX_VALUE, Number.EPSILON]
  for (const power of [4, 7, 8, 15, 16, 24, 27, 28, 29, 30, 31, 32, 33, 52, 53, 62, 63, 64, 1023]) {
    for (const offset of [-2, -1, -0.5, 0, 0.5, 1, 2]) {
      all.push(2 ** power + offset, -(2 ** power) + offset)
    }
  }
  return [...all, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
}

function bigints(): bigint[] {
  const all = [0n, 1n, -1n, 10n ** 300n, -(10n ** 300n), 3n ** 20_000n]
  for (const bits of [7n, 8n, 29n, 31n, 32n, 53n, 63n, 64n, 127n, 128n]) {
    for (const offset of [-1n, 0n, 1n]) all.push(2n ** bits + offset, -(2n ** bits) + offset)
  }
  return all
}
