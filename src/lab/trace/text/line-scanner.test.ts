import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scaled, seedOf } from '../../../map/contract/random.suite.ts'
import {
  BATCH_LINES,
  emptyBatch,
  isFull,
  newBatch,
  operationsOf,
  type TraceOperation,
} from '../batch.ts'
import { TraceLineError } from '../errors.ts'
import { LineScanner } from './line-scanner.ts'
import { MOST_LINE_BYTES } from './operation.ts'
import { anyTrace } from './trace-text.suite.ts'

interface Scanned {
  readonly operations: readonly TraceOperation[]
  readonly bad: number
  readonly ignored: number
}

/** Chunk by chunk. */
function scanned(chunks: readonly Uint8Array[], skipBad = false): Scanned {
  const scanner = new LineScanner(skipBad)
  const batch = newBatch()
  const operations: TraceOperation[] = []
  let [bad, ignored] = [0, 0]
  const take = (): void => {
    operations.push(...operationsOf(batch))
    bad += batch.bad
    ignored += batch.ignored
    emptyBatch(batch)
  }
  for (const chunk of chunks) {
    let at = 0
    while (at < chunk.length) {
      at = scanner.scan(chunk, at, batch)
      if (isFull(batch)) take()
    }
  }
  scanner.end(batch)
  take()
  return { operations, bad, ignored }
}

/** In pieces of these lengths, over and over. */
function cut(text: Uint8Array, lengths: readonly number[]): Uint8Array[] {
  const chunks: Uint8Array[] = []
  for (let at = 0, n = 0; at < text.length; n++) {
    const length = lengths[n % lengths.length] ?? 1
    chunks.push(text.slice(at, at + length))
    at += length
  }
  return chunks
}

function errorOf(chunks: readonly Uint8Array[]): unknown {
  try {
    return scanned(chunks)
  } catch (error) {
    return error
  }
}

describe('LineScanner', () => {
  it('passes over a byte order mark at the beginning, and only there', () => {
    const marked = Buffer.from('\ufeffget a 1\n\ufeffget b 1\n')
    for (const lengths of [[100], [1]]) {
      expect(scanned(cut(marked, lengths), true)).toEqual({
        ...{ operations: [{ op: 'get', key: 'a', valueBytes: 1 }], bad: 1, ignored: 0 },
      })
    }
  })

  it('reads back what was written, wherever it is cut', () => {
    const seed = seedOf('traces in chunks')
    const lengths = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(anyTrace, lengths, ({ text, operations, ignored }, pieces) => {
        expect(scanned(cut(text, pieces))).toEqual({ operations, bad: 0, ignored })
      }),
      { seed, numRuns: scaled(300) },
    )
  })

  it('reads the same for every border between two chunks', () => {
    const text = Buffer.from('# all\r\nset 钥匙 12\r\n\r\nget b\ndelete 钥匙\nget c 5')
    const whole = scanned([text])
    expect(whole.operations.map(({ op, key }) => `${op} ${key}`)).toEqual([
      'set 钥匙',
      'get b',
      'delete 钥匙',
      'get c',
    ])
    for (let at = 0; at <= text.length; at++) {
      expect(scanned([text.subarray(0, at), text.subarray(at)])).toEqual(whole)
    }
  })

  it('goes on in a further batch when one is full', () => {
    const lines = Array.from({ length: 2 * BATCH_LINES + 5 }, (_, n) => `get key-${n}`)
    const { operations } = scanned([Buffer.from(lines.join('\n'))])
    expect(operations.map(({ op, key }) => `${op} ${key}`)).toEqual(lines)
  })

  it('has room for keys as long as a line may be', () => {
    const key = 'k'.repeat(MOST_LINE_BYTES - 'get '.length)
    const text = Buffer.from(`get ${key}\nget a\nget ${key}\nget ${key}`)
    for (const chunks of [[text], cut(text, [2 ** 17])]) {
      expect(scanned(chunks).operations.map((each) => each.key)).toEqual([key, 'a', key, key])
    }
  })

  it('refuses longer lines, and knows where they end', () => {
    const text = Buffer.from(
      `get a\nget ${'k'.repeat(MOST_LINE_BYTES)}\nget b\nget ${'k'.repeat(2 ** 21)}`,
    )
    for (const chunks of [[text], cut(text, [2 ** 17]), cut(text, [777_777])]) {
      const error = errorOf(chunks)
      expect(error).toBeInstanceOf(TraceLineError)
      expect(error).toMatchObject({ line: 2, expected: 'at most 1048576 bytes in a line' })
      const { operations, bad } = scanned(chunks, true)
      expect(operations.map(({ key }) => key)).toEqual(['a', 'b'])
      expect(bad).toBe(2)
    }
  })

  it('says which line is malformed, what was expected and what was there', () => {
    const error = errorOf([Buffer.from('# of today\n\nget a\nput "b" 5\nget c')])
    expect(error).toBeInstanceOf(TraceLineError)
    expect(error).toMatchObject({ code: 'ERR_TRACE_LINE', line: 4, expected: 'get, set or delete' })
    expect(String(error)).toBe(
      'TraceLineError: line 4: expected get, set or delete, found "put \\"b\\" 5"; correct the line, or skip bad ones by --skip-bad',
    )
  })

  it('shows nothing of a line that a terminal would act on', () => {
    const text = String(errorOf([Buffer.from(`\u001b[31m\u009b31m\u007f${'x'.repeat(1000)}\n`)]))
    expect(text).not.toMatch(/\p{Cc}/u)
    expect(text.length).toBeLessThan(200)
  })

  it('counts malformed lines that it skips', () => {
    const { operations, bad, ignored } = scanned(
      [Buffer.from('get a\nget\nset b x\n\nset b 1\nnonsense')],
      true,
    )
    expect(operations.map(({ key }) => key)).toEqual(['a', 'b'])
    expect({ bad, ignored }).toEqual({ bad: 3, ignored: 1 })
  })
})
