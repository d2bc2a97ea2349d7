/** A user's codec encodes the objects, and nothing but the objects. */
import { describe, expect, test } from 'vitest'
import type { ValueCodec } from '../codec/values.ts'
import { expectCode, expectEntries, expectSame } from './contract/expectations.suite.ts'
import { SharedMap } from './shared-map.ts'

/** Its methods use `this`, as those of classes do. */
class JsonCodec implements ValueCodec {
  encoded = 0
  decoded = 0
  encode(value: object): Uint8Array {
    this.encoded++
    return Buffer.from(`json:${JSON.stringify(value)}`)
  }
  decode(bytes: Uint8Array): unknown {
    this.decoded++
    const text = Buffer.from(bytes).toString()
    if (!text.startsWith('json:')) throw new Error(`not what this codec wrote: ${text}`)
    return JSON.parse(text.slice('json:'.length))
  }
}

function openWith(codec: ValueCodec): SharedMap<string, unknown> {
  return new SharedMap({ maxBytes: 4 * 2 ** 20, codec })
}

describe('a codec', () => {
  test('encodes and decodes objects, in every instance that was given it', () => {
    const codec = new JsonCodec()
    const map = openWith(codec)
    const other = SharedMap.attach(map.handle, { codec: new JsonCodec(), nearCache: false })
    const values = [{ a: 1 }, [1, 2], { text: 'あ'.repeat(5_000) }, { long: 'x'.repeat(500_000) }]
    for (const value of values) {
      map.set('key', value)
      expectSame(map.get('key'), value)
      expectSame(other.get('key'), value)
      expect(other.compareAndSet('key', value, [value])).toBe(true)
      expectSame(map.take('key'), [value])
    }
    expect(codec.encoded).toBeGreaterThanOrEqual(values.length)
    expect(codec.decoded).toBeGreaterThan(0)
  })

  test('is not asked about numbers, strings, booleans, null, bigints and bytes', () => {
    const codec = new JsonCodec()
    const map = openWith(codec)
    for (const value of [
      1,
      -0,
      0.5,
      'text',
      '',
      true,
      null,
      5n,
      -(2n ** 80n),
      new Uint8Array([1, 2]),
    ]) {
      map.set('key', value)
      expectSame(map.get('key'), value)
      expectSame(SharedMap.attach(map.handle, { codec }).get('key'), value)
    }
    expect([codec.encoded, codec.decoded]).toEqual([0, 0])
  })

  test('passes on what it throws, and the map is as it was', () => {
    const map = openWith({
      encode: () => {
        throw new Error('from encode')
      },
      decode: () => {
        throw new Error('from decode')
      },
    })
    map.set('key', 1)
    expect(() => map.set('key', {})).toThrow('from encode')
    expect(() => map.getOrInsert('other', {})).toThrow('from encode')
    expectEntries(map, new Map([['key', 1]]))
    SharedMap.attach(map.handle, { codec: new JsonCodec() }).set('object', {})
    expect(() => map.get('object')).toThrow('from decode')
    expect(() => map.toMap()).toThrow('from decode')
    expect(map.delete('object')).toBe(true)
    expect(map.verify()).toMatchObject({ ok: true, heap: 'exact' })
  })

  test('may use the map itself while it encodes', () => {
    const codec = new JsonCodec()
    const map = openWith({
      encode(value) {
        map.set('inner', 'x'.repeat(100))
        return codec.encode(value)
      },
      decode(bytes) {
        map.get('inner')
        map.set('decoded', 'y'.repeat(3_000))
        return codec.decode(bytes)
      },
    })
    map.set('outer', { a: 'z'.repeat(20_000) })
    expectSame(map.get('outer'), { a: 'z'.repeat(20_000) })
    expectSame([map.get('inner'), map.get('decoded')], ['x'.repeat(100), 'y'.repeat(3_000)])
    expect(map.size).toBe(3)
  })

  test('that gives no bytes is refused with the value', () => {
    for (const bytes of [undefined, null, 'text', 5, [1], new SharedArrayBuffer(4)]) {
      const map = new SharedMap<string, unknown>({
        codec: Object({ encode: () => bytes, decode: () => 1 }),
      })
      map.set('key', 1)
      expectCode('ERR_VALUE_TYPE', () => map.set('key', {}), `encode gave ${bytes}`)
      expectEntries(map, new Map([['key', 1]]))
      map.close()
    }
  })

  test('that is none is refused', () => {
    for (const codec of [
      null,
      5,
      'json',
      {},
      { encode() {} },
      { decode() {} },
      { encode: 1, decode: 2 },
    ]) {
      expectCode('ERR_OPTION', () => Reflect.construct(SharedMap, [{ codec }]))
    }
  })
})
