/** Strings of every script and length, and bytes, come back unit for unit. */
import { expect } from 'vitest'
import { expectSame } from './expectations.suite.ts'
import { type Harness, MiB } from './harness.suite.ts'
import { itRoundTrips } from './round-trip.suite.ts'

export function stringValues(harness: Harness): void {
  itRoundTrips(harness, 'gives back strings of all scripts, lone surrogates and NUL', () =>
    scripts().map((text) => [JSON.stringify(text), text] as const),
  )

  harness.it('gives back strings of every length from 0 to 300', () => {
    expectLengths(harness, lengths(0, 300))
  })

  harness.it('gives back strings of every length from 7,000 to 9,000', () => {
    expectLengths(harness, lengths(7_000, 9_000))
  })

  harness.it('gives back strings around every power of two, up to and over 1 MiB', () => {
    const all: number[] = []
    for (let power = 9; power <= 20; power++) all.push(...lengths(2 ** power - 9, 2 ** power + 9))
    expectLengths(harness, all, 4)
  })

  harness.it('gives back bytes as Uint8Array, whatever view they came from', () => {
    const { writer, reader } = harness.pair()
    const backing = Uint8Array.from({ length: 5_000 }, (_, index) => index * 7)
    for (const [start, end] of [
      [0, 0],
      [3, 3],
      [1, 2],
      [3, 10],
      [1, 300],
      [7, 5_000],
    ] as const) {
      const view = backing.subarray(start, end)
      for (const bytes of [
        view,
        Buffer.from(view),
        Buffer.from(backing.buffer, start, end - start),
      ]) {
        writer.set('key', bytes)
        for (const map of [reader, writer]) {
          const got = map.get('key')
          expectSame(got, new Uint8Array(view), `bytes ${start} to ${end}`)
          expect(got instanceof Uint8Array && got.buffer instanceof ArrayBuffer).toBe(true)
        }
      }
    }
  })

  harness.it(
    'gives back bytes of many lengths, and keeps them when the key is written anew',
    () => {
      const { writer, reader } = harness.pair()
      for (const length of [...lengths(0, 70), ...lengths(250, 260), 4_095, 65_537, MiB]) {
        const bytes = Uint8Array.from({ length }, (_, index) => index ^ length)
        const expected = bytes.slice()
        writer.set('key', bytes)
        bytes.fill(1)
        const got = [reader.get('key'), writer.get('key')]
        writer.set('key', new Uint8Array(length).fill(2))
        for (const each of got) expectSame(each, expected, `${length} bytes`)
      }
    },
  )

  harness.it('tells a string, its bytes and its digits apart', () => {
    const { writer } = harness.pair()
    const values = ['1', 1, 1n, Buffer.from('1'), ['1'], '1\0', { 0: '1' }, new Set(['1'])]
    for (const stored of values) {
      writer.set('key', stored)
      for (const expected of values) {
        if (expected !== stored) expect(writer.compareAndDelete('key', expected)).toBe(false)
      }
      expect(writer.compareAndDelete('key', stored)).toBe(true)
    }
  })
}

/** One-byte, two-byte, and one-byte but for its last unit: the last is where a wrong guess shows. */
function expectLengths(harness: Harness, all: readonly number[], keyCount = 16): void {
  const { writer, reader } = harness.pair({ maxBytes: 64 * MiB })
  for (const length of all) {
    const key = length % keyCount
    for (const text of textsOf(length)) {
      writer.set(key, text)
      expectSame(reader.get(key), text, `${length} units`)
      expectSame(writer.get(key), text, `${length} units`)
    }
  }
}

function textsOf(length: number): string[] {
  if (length === 0) return ['']
  const body = 'the quick brown fox é ÿ \0 jumps '.repeat(Math.ceil(length / 32)).slice(0, length)
  const wide = 'いろはに\ud800ほへとa\udc00'.repeat(Math.ceil(length / 10)).slice(0, length)
  return [body, wide, `${body.slice(1)}\u0100`]
}

function lengths(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}

function scripts(): string[] {
  const plain = ['', 'a', 'ascii only', 'Zürich', '\u00ff', '\u0100', 'Ελλάδα', 'Москва', '東京都']
  const pairs = ['😀', '👩‍👩‍👧‍👦', 'a😀', '𝒳'.repeat(100), 'ascii then 😀', 'שלום', 'مرحبا', 'नमस्ते']
  const lone = ['\ud800', '\udc00', '\udc00\ud800', 'a\ud800', '\ud83da', '\udfff\ud800\udc00']
  return [
    ...plain,
    ...pairs,
    ...lone,
    '\0',
    'a\0b',
    '\ufeffbom',
    '\ufffd',
    '\u2028',
    'ÿ'.repeat(255),
  ]
}
