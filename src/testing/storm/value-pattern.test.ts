import { describe, expect, it } from 'vitest'
import {
  describe as describeValue,
  isAbsent,
  isWhole,
  sameValue,
  seqOf,
  stateOf,
  writtenValue,
} from './value-pattern.ts'

const SEQS = Array.from({ length: 3000 }, (_, at) => at + 1)

describe('values of the storm', () => {
  it('tell which write made them, up to numbers no storm reaches', () => {
    for (const seq of [...SEQS, 2 ** 23 - 1, 2 ** 23, 2 ** 31 - 1]) {
      const value = writtenValue(12, seq)
      expect(seqOf(value)).toBe(seq)
      expect(isWhole(12, seq, value)).toBe(true)
    }
  })

  it('survive a structured clone as the same value', () => {
    for (const seq of SEQS) {
      const value = writtenValue(3, seq)
      expect(sameValue(structuredClone(value), value)).toBe(true)
    }
  })

  it('come in every size class', () => {
    const values = SEQS.map((seq) => writtenValue(5, seq))
    expect(values.some((value) => Number.isInteger(value))).toBe(true)
    expect(values.some((value) => typeof value === 'number' && value % 1 !== 0)).toBe(true)
    expect(values.some((value) => typeof value === 'string' && value.length < 30)).toBe(true)
    expect(values.some((value) => typeof value === 'string' && value.length > 500)).toBe(true)
    expect(values.some((value) => value instanceof Uint8Array && value.length < 300)).toBe(true)
    expect(values.some((value) => value instanceof Uint8Array && value.length > 4000)).toBe(true)
    expect(values.some((value) => typeof value === 'object' && 'fill' in value)).toBe(true)
  })

  it('are not taken for those of another key or write', () => {
    let taken = 0
    for (const seq of SEQS) if (isWhole(8, seq, writtenValue(9, seq))) taken++
    expect(taken).toBeLessThan(SEQS.length / 100)
    for (const seq of SEQS) expect(isWhole(8, seq, writtenValue(8, seq + 1))).toBe(false)
  })

  it('show a single changed byte', () => {
    for (const seq of SEQS) {
      const value = writtenValue(1, seq)
      if (!(value instanceof Uint8Array)) continue
      value.set([~(value.at(-8) ?? 0)], value.length - 8)
      expect(isWhole(1, seq, value)).toBe(false)
    }
  })

  it('are absent before the first write and after about one write in six', () => {
    expect(stateOf(4, 0)).toBeUndefined()
    const deletions = SEQS.filter((seq) => isAbsent(4, seq)).length
    expect(deletions / SEQS.length).toBeGreaterThan(0.1)
    expect(deletions / SEQS.length).toBeLessThan(0.25)
  })

  it('are described in a few words however long they are', () => {
    for (const seq of SEQS) expect(describeValue(writtenValue(2, seq)).length).toBeLessThan(80)
    expect(describeValue(undefined)).toBe('absent')
  })
})
