/** Keys are told apart as `Map` tells them apart, whatever they look like in memory. */
import { expect } from 'vitest'
import type { Key } from '../map.ts'
import { expectEntries } from './expectations.suite.ts'
import type { Harness } from './harness.suite.ts'

export function keys(harness: Harness): void {
  harness.it('keeps every distinct key apart, and gives each back by all ways of reading', () => {
    expectApart(harness, [...numbers(), ...lookalikes(), ...surrogates(), ...objectMembers()])
  })

  harness.it('keeps keys of all lengths apart, one-byte, two-byte and padded with NUL', () => {
    const all: string[] = []
    for (let length = 0; length <= 300; length++) {
      all.push(`a${'x'.repeat(length)}`, `あ${'x'.repeat(length)}`, '\0'.repeat(length))
      if (length < 40) all.push(`${'y'.repeat(length)}\0`, `${'é'.repeat(length)}é`)
      if (length < 40) all.push(`${'う'.repeat(length)}\0`, `${'y'.repeat(length)}\u0100`)
    }
    expectApart(harness, [...new Set(all)])
  })

  harness.it('keeps keys apart whose bytes are equal: number, one-byte and two-byte string', () => {
    const all: Key[] = []
    for (const number of [1, -1, 0.1, 1e300, 2 ** 31, 123_456_789, Number.MIN_VALUE]) {
      const bytes = Buffer.from(new Float64Array([number]).buffer)
      all.push(number, bytes.toString('latin1'), bytes.toString('utf16le'))
    }
    all.push('abcdefgh', Buffer.from('abcdefgh').toString('utf16le'))
    all.push('é', Buffer.from('é').toString('latin1'))
    expectApart(harness, all)
  })

  harness.it('takes 0 and -0 for one key and iterates it as 0', () => {
    const map = harness.open()
    map.set(-0, 'minus')
    expect(map.get(0)).toBe('minus')
    map.set(0, 'plus')
    expect(map.get(-0)).toBe('plus')
    expect([...map.keys()].map((key) => Object.is(key, 0))).toEqual([true])
    expect(map.delete(-0)).toBe(true)
    expect(map.size).toBe(0)
  })

  harness.it('takes NaN for one key, whatever its bits', () => {
    const map = harness.open()
    const bits = new Float64Array(
      new BigUint64Array([0x7ff8_0000_0000_0001n, 0xfff8_0000_0000_0000n, 0x7ff8_dead_beef_0000n])
        .buffer,
    )
    map.set(Number.NaN, 1)
    for (const nan of bits) {
      expect(map.get(nan)).toBe(1)
      map.set(nan, 1)
    }
    expect(map.size).toBe(1)
  })

  harness.it('finds a string key again however the engine holds the string', () => {
    const { writer, reader } = harness.pair()
    for (const text of ['selvedge-map-keys-01', 'é'.repeat(20), 'あいうえお'.repeat(5), 'k']) {
      writer.set(text, text)
      for (const form of formsOf(text)) {
        expect(form).toBe(text)
        for (const map of [writer, reader]) {
          expect(map.get(form)).toBe(text)
          expect(map.has(form)).toBe(true)
        }
        writer.set(form, text)
      }
    }
    expect(writer.size).toBe(4)
  })

  harness.it('does not normalise strings', () => {
    expectApart(harness, ['é', 'e\u0301', '\u212b', 'Å', 'A\u030a', 'ß', 'ss', 'ﬁ', 'fi'])
  })
}

/** Stores each key, then finds all of them, deletes every second and finds the rest. */
function expectApart(harness: Harness, distinct: readonly Key[]): void {
  const { writer, reader } = harness.pair()
  const expected = new Map<Key, unknown>()
  for (const [index, key] of distinct.entries()) {
    expect(writer.has(key), `before its set: ${String(key).slice(0, 40)}`).toBe(false)
    writer.set(key, index)
    expected.set(key, index)
  }
  expect(expected.size, 'the keys of this case are distinct').toBe(distinct.length)
  for (const map of [writer, reader]) {
    expectEntries(map, expected)
    for (const [key, value] of expected) expect(map.get(key)).toBe(value)
    expect(map.getMany(distinct)).toEqual([...expected.values()])
  }
  for (const [index, key] of distinct.entries()) {
    if (index % 2 === 0) continue
    expect(writer.delete(key)).toBe(true)
    expected.delete(key)
  }
  for (const map of [reader, writer]) expectEntries(map, expected)
}

function numbers(): number[] {
  const all = [0, 0.5, 0.1, 1e-300, 5e-324, 1e308, Number.MAX_VALUE, Number.NaN]
  for (const power of [0, 8, 16, 28, 29, 30, 31, 32, 52, 53, 64]) {
    for (const offset of [-1, 0, 1]) all.push(2 ** power + offset, -(2 ** power) + offset)
  }
  return [...new Set([...all, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])]
}

function lookalikes(): string[] {
  const words = ['', ' ', 'NaN', 'Infinity', '-Infinity', '-0', '0', '1', '0.5', '1e308']
  return [...words, 'null', 'undefined', 'true', 'false', '\0', '\0\0', '[object Object]']
}

function surrogates(): string[] {
  const alone = ['\ud800', '\udc00', '\udc00\ud800', 'a\ud800', '\ud800a', '\udfff', '\ufffd']
  return [...alone, '\ud800\udc00', '\ud83d\ude00', '\ud83d', '\ude00', '\ufffd\ufffd', '\ufeff']
}

function objectMembers(): string[] {
  return ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', 'then']
}

/** The same text flat, joined (cons), sliced out of one- and two-byte parents, and freshly decoded. */
function formsOf(text: string): string[] {
  const middle = text.length >> 1
  return [
    `${text.slice(0, middle)}${text.slice(middle)}`,
    text.slice(0, middle).concat(text.slice(middle)),
    `<${text}>`.slice(1, -1),
    `\u3042${text}\u3042`.slice(1, -1),
    [...text].join(''),
    Buffer.from(text, 'utf16le').toString('utf16le'),
    String.fromCharCode(...Array.from(text, (unit) => unit.charCodeAt(0))),
    JSON.parse(JSON.stringify(text)),
  ]
}
