import { describe, expect, it } from 'vitest'
import { JournalBatches, JournalLines, journalBuffers } from './journal-ring.ts'

const WORD = Buffer.from('again')
const ROUNDS = 400
const LINES = 200

describe('the ring of lines', () => {
  it('hands over each line and its due moment once, around the ring many times', () => {
    const buffers = journalBuffers()
    const lines = new JournalLines(buffers)
    const batches = new JournalBatches(buffers)
    const decoder = new TextDecoder()
    let text = ''
    const dues: number[] = []
    const written: string[] = []
    for (let round = 0; round < ROUNDS; round++) {
      for (let n = 0; n < LINES; n++) {
        lines.begin()
        lines.number(round * 2 ** 33 + n)
        lines.text(WORD)
        lines.byte(0x0a)
        lines.put(n)
        written.push(`${round * 2 ** 33 + n}again\n`)
      }
      batches.take(
        batches.wait(),
        (bytes, from, length) => {
          text += decoder.decode(bytes.slice(from, from + length))
        },
        (due) => dues.push(due),
      )
    }
    expect(text).toBe(written.join(''))
    expect(dues).toEqual(Array.from({ length: ROUNDS * LINES }, (_, n) => n % LINES))
  })

  it('tells that there will be no more', () => {
    const buffers = journalBuffers()
    const batches = new JournalBatches(buffers)
    new JournalLines(buffers).close()
    expect(batches.wait()).toBe(batches.taken)
  })
})
