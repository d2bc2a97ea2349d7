import { describe, expect, it } from 'vitest'
import { judgeRead } from './register-protocol.ts'
import { isAbsent, writtenValue } from './value-pattern.ts'

const ID = 6
const present = [1, 2, 3, 4, 5, 6, 7, 8, 9].filter((seq) => !isAbsent(ID, seq))
const deletion =
  Array.from({ length: 100 }, (_, at) => at + 1).find((seq) => isAbsent(ID, seq)) ?? 0
const [first = 0, second = 0, third = 0] = present

describe('a read of a single-writer key', () => {
  it('may show any write between acknowledged and intended', () => {
    for (const seq of [first, second, third]) {
      const verdict = judgeRead(ID, writtenValue(ID, seq), first, third)
      expect(verdict).toEqual({ fine: true, seq })
    }
  })

  it('is stale below what was acknowledged', () => {
    const verdict = judgeRead(ID, writtenValue(ID, first), second, third)
    expect(verdict).toMatchObject({ fine: false, flaw: { kind: 'stale' } })
  })

  it('is a phantom above what was intended', () => {
    const verdict = judgeRead(ID, writtenValue(ID, third), first, second)
    expect(verdict).toMatchObject({ fine: false, flaw: { kind: 'phantom' } })
  })

  it('is torn when it is of another key, damaged, or of a write that was a deletion', () => {
    const others = [
      writtenValue(ID + 1, second),
      'nonsense',
      Number.NaN,
      new Uint8Array(3),
      writtenValue(ID, deletion),
    ]
    for (const value of others) {
      const verdict = judgeRead(ID, value, 0, 2 ** 30)
      expect(verdict).toMatchObject({ fine: false, flaw: { kind: 'torn' } })
    }
  })

  it('may find nothing if a write of the range was a deletion, and then has seen the oldest such', () => {
    expect(judgeRead(ID, undefined, 0, 0)).toEqual({ fine: true, seq: 0 })
    expect(judgeRead(ID, undefined, deletion, deletion + 1)).toEqual({ fine: true, seq: deletion })
    const verdict = judgeRead(ID, undefined, first, first)
    expect(verdict).toMatchObject({ fine: false, flaw: { kind: 'stale', seen: 'absent' } })
  })
})
