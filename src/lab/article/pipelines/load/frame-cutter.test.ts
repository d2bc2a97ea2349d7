import { describe, expect, it } from 'vitest'
import { randomOf } from '../../../workload/random.ts'
import { frameOf, MOST_BYTES } from './frame.ts'
import { FrameCutter } from './frame-cutter.ts'

const DOCUMENTS = Array.from({ length: 60 }, (_, n) => `ü${'x'.repeat(n * 17)}`)

describe('the frame cutter', () => {
  it('gives each request whole, wherever the chunks end', () => {
    const stream = Buffer.concat(DOCUMENTS.map((document, n) => frameOf(n, document)))
    const random = randomOf(1, 0)
    for (const mostBytes of [1, 20, 3000, stream.length]) {
      const cutter = new FrameCutter()
      const requests: [key: number, document: string][] = []
      for (let at = 0; at < stream.length; ) {
        const end = at + 1 + random.below(mostBytes)
        for (const { key, document } of cutter.cut(stream.subarray(at, end))) {
          requests.push([key, document.toString()])
        }
        at = end
      }
      expect(requests).toEqual(DOCUMENTS.map((document, n) => [n, document]))
    }
  })

  it('takes no document that is too long', () => {
    expect(() => frameOf(1, 'x'.repeat(MOST_BYTES + 1))).toThrow(RangeError)
  })
})
