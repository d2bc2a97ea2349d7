import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { JsonCursor } from './json-cursor.ts'

function read(text: string): number {
  const bytes = Buffer.from(`${text},`)
  const cursor = new JsonCursor(bytes)
  cursor.start(0, bytes.length)
  const value = cursor.number()
  expect(cursor.at).toBe(text.length)
  return value
}

describe('a number read where it lies', () => {
  it('is the one that JSON.parse gives', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = JSON.stringify(value)
        expect(read(text)).toBe(JSON.parse(text))
      }),
    )
    for (const text of [
      '-0',
      '0.10',
      '123456789012345678901',
      '1E3',
      '2.5e-7',
      '9007199254740993',
    ]) {
      expect(read(text)).toBe(JSON.parse(text))
    }
  })
})
