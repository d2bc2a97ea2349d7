import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { DEFAULT_VALUE_BYTES, DELETE, GET, MOST_VALUE_BYTES, SET } from './operation.ts'
import { newParsedLine, type ParsedLine, parseLine } from './parse-line.ts'

interface Parsed {
  readonly outcome: string
  readonly key: string
  readonly line: ParsedLine
}

function parsed(text: string | Uint8Array): Parsed {
  const bytes = Buffer.from(text)
  const line = newParsedLine()
  const outcome = parseLine(bytes, 0, bytes.length, line)
  return { outcome, key: bytes.toString('utf8', line.keyStart, line.keyEnd), line }
}

describe('parseLine', () => {
  it.each([
    ['get a', GET, 'a', DEFAULT_VALUE_BYTES],
    ['set user:1 0', SET, 'user:1', 0],
    ['delete x 12', DELETE, 'x', 12],
    ['  set\tkey  007 \r', SET, 'key', 7],
    ['get %41', GET, '%41', DEFAULT_VALUE_BYTES],
    ['get #a', GET, '#a', DEFAULT_VALUE_BYTES],
    ['set 钥匙 5', SET, '钥匙', 5],
    [`set a ${MOST_VALUE_BYTES}`, SET, 'a', MOST_VALUE_BYTES],
  ])('reads %j', (text, op, key, valueBytes) => {
    const { outcome, key: found, line } = parsed(text)
    expect(outcome).toBe('operation')
    expect(found).toBe(key)
    expect(line).toMatchObject({ op, valueBytes })
  })

  it.each(['', ' ', '\t\r', '#', '# get a', '#get a'])('ignores %j', (text) => {
    expect(parsed(text).outcome).toBe('ignored')
  })

  it.each([
    ['put a', 'bad operation'],
    ['GET a', 'bad operation'],
    ['gets a', 'bad operation'],
    ['deleteX a', 'bad operation'],
    ['get', 'no key'],
    ['set  \r', 'no key'],
    ['set a -1', 'bad bytes'],
    ['set a 1.5', 'bad bytes'],
    ['set a 0x10', 'bad bytes'],
    ['set a b', 'bad bytes'],
    [`set a ${MOST_VALUE_BYTES + 1}`, 'bad bytes'],
    [`set a ${'9'.repeat(400)}`, 'bad bytes'],
    ['set a 1 2', 'bad rest'],
  ])('refuses %j: %s', (text, outcome) => {
    expect(parsed(text).outcome).toBe(outcome)
  })

  it('refuses a key that is not UTF-8', () => {
    expect(parsed(Buffer.from('get \xff\xfe', 'latin1')).outcome).toBe('bad key')
    expect(parsed(Buffer.from('get a\xe4', 'latin1')).outcome).toBe('bad key')
  })

  it('reads only what is between its bounds', () => {
    const bytes = Buffer.from('xxset key 12xx')
    const line = newParsedLine()
    expect(parseLine(bytes, 2, 12, line)).toBe('operation')
    expect(line).toMatchObject({ keyStart: 6, keyEnd: 9, valueBytes: 12 })
  })

  it('hashes keys so that they spread, the same key the same way', () => {
    const firsts = new Set<number>()
    const both = new Set<string>()
    const counts = Array(8).fill(0)
    for (let n = 0; n < 20_000; n++) {
      const { hash, otherHash } = parsed(`get user:${n}`).line
      firsts.add(hash)
      both.add(`${hash} ${otherHash}`)
      counts[Math.floor((hash / 2 ** 32) * 8)]++
    }
    expect(firsts.size).toBeGreaterThan(19_980)
    expect(both.size).toBe(20_000)
    for (const count of counts) expect(Math.abs(count - 2500)).toBeLessThan(300)
    expect(parsed('set user:7 9').line.hash).toBe(parsed('  get user:7').line.hash)
  })
})
