import { Buffer } from 'node:buffer'
import { generateKeyPairSync } from 'node:crypto'
import { runInNewContext } from 'node:vm'
import { afterAll, describe, expect, test } from 'vitest'
import { ValueError } from '../errors.ts'
import { differenceOf } from './same-graph.suite.ts'
import * as namespace from './structured.ts'
import { decodeJson, decodeSerialized, encodeStructured } from './structured.ts'

/** Not in our `lib`. */
declare const WebAssembly: {
  readonly Memory: new (limits: { initial: number; maximum: number; shared: boolean }) => object
  readonly Module: new (bytes: Uint8Array) => object
}

describe('JSON-like values', () => {
  test.each<[string, object]>([
    ['an empty object', {}],
    ['an empty array', []],
    ['numbers', [0, 1.5, -1, 1e21, 5e-324, Number.MAX_SAFE_INTEGER]],
    ['strings, short and long', ['', 'é"\\\n\0\u2028', '日本', '😀', 'x'.repeat(1000)]],
    ['lone surrogates in strings and keys', { '\ud800': 'a\udfff', k: `${'y'.repeat(99)}\ud800` }],
    ['an own __proto__', JSON.parse('{ "__proto__": { "a": 1 }, "b": 2 }')],
    ['keys like integers', { b: 1, 2: 2, a: 3, 1: 4 }],
    ['nesting', { a: [{ b: [null, true, false] }] }],
    ['a hundred objects', Array.from({ length: 100 }, (_, id) => ({ id }))],
  ])('%s: their JSON text', (_, value) => {
    const text = encodeStructured(value)
    expect(text).toBe(JSON.stringify(value))
    expect(differenceOf(decodeJson(String(text)), structuredClone(value))).toBeUndefined()
  })

  const plain = { x: 1, y: { z: [2] } }
  const text = JSON.stringify(plain)

  test('so are those of another realm', () => {
    expect(encodeStructured(runInNewContext(`(${text})`))).toBe(text)
  })

  test('so is what becomes one when cloned', () => {
    class Point {
      x = 1
      y = { z: [2] }
      toJSON(): string {
        return 'not this'
      }
    }
    const getters = {
      get x() {
        return 1
      },
      get y() {
        return { z: [2] }
      },
    }
    const hidden = Object.defineProperty({ ...plain, [Symbol.toStringTag]: 'Map' }, 'toJSON', {
      value: () => 'not this',
    })
    const withoutPrototype = Object.assign(Object.create(null), plain)
    for (const value of [new Point(), getters, hidden, withoutPrototype, Object.freeze(plain)]) {
      expect(encodeStructured(value)).toBe(text)
    }
  })

  test('are not bent by additions to the prototypes of the language', () => {
    const bent = { value: () => 'bent', configurable: true, writable: true }
    Object.defineProperty(Object.prototype, 'toJSON', bent)
    Object.defineProperty(Object.prototype, 'seen', { ...bent, enumerable: true })
    Object.defineProperty(Array.prototype, 'toJSON', bent)
    const encodings = [plain, new Map([[plain, [plain]]])].map(encodeStructured)
    Reflect.deleteProperty(Object.prototype, 'toJSON')
    Reflect.deleteProperty(Object.prototype, 'seen')
    Reflect.deleteProperty(Array.prototype, 'toJSON')
    expect(encodings).toEqual([plain, new Map([[plain, [plain]]])].map(encodeStructured))
  })

  test('have each getter read once', () => {
    let reads = 0
    const value = {
      get changing() {
        reads++
        return reads === 1 ? 'first' : undefined
      },
    }
    expect(encodeStructured(value)).toBe('{"changing":"first"}')
    expect(reads).toBe(1)
  })
})

const shared = { name: 'shared' }
const cyclic: Record<string, unknown> = { name: 'cyclic' }
cyclic.self = [cyclic]

describe('other values', () => {
  test.each<[string, object]>([
    ['-0', [-0]],
    ['NaN and infinities', [NaN, Infinity, -Infinity]],
    ['nested undefined', { a: undefined }],
    ['bigints', [0n, -1n, 2n ** 100n]],
    ['a hole', new Array(1)],
    ['an array with a named property', Object.assign([1], { name: 'x' })],
    ['as many named properties as holes', Object.assign(new Array(2), { 1: 'x', name: 'y' })],
    ['the longest array', new Array(2 ** 32 - 1)],
    ['an own __proto__', [undefined, JSON.parse('{ "__proto__": [] }')]],
    ['a cycle', cyclic],
    ['a shared reference', [shared, shared]],
    [
      'a shared reference among many objects',
      [shared, ...Array.from({ length: 20 }, Object), shared],
    ],
    ['a Date', { date: new Date(1.5e12), invalid: new Date(NaN) }],
    ['a Map with itself as key', addItself(new Map())],
    ['a Set', new Set([1, 'a', new Set()])],
    ['a RegExp', /a\/"/giu],
    ['boxed primitives', [Object(1), Object('a'), Object(true), Object(1n)]],
    ['lone surrogates', new Map([['\ud800', { '\udfff': 'x\ud800' }]])],
    ['100 levels and more', nested(100)],
    ['1000 levels', nested(1000)],
    ['an error', new RangeError('message', { cause: { why: new TypeError() } })],
    ['an error of an own class', new ValueError('ERR_VALUE_TYPE', 'message')],
    ['a DOMException', new DOMException('message', 'AbortError')],
    ['an ArrayBuffer', Uint8Array.of(0, 1, 255).buffer],
    ['a Buffer of its own', { bytes: Buffer.alloc(5, 'ab') }],
  ])('%s: as structuredClone gives them', (_, value) => {
    const decoded = decode(encodeStructured(value))
    expect(differenceOf(decoded, structuredClone(value))).toBeUndefined()
  })

  test('views over one ArrayBuffer stay so', () => {
    const buffer = Uint8Array.from({ length: 16 }, (_, i) => i).buffer
    const views = [new Uint8Array(buffer, 2, 3), new Float64Array(buffer), new DataView(buffer, 8)]
    const decoded = decode(encodeStructured(views))
    expect(differenceOf(decoded, structuredClone(views))).toBeUndefined()
  })

  test.each([8, 16])(
    'a view follows its ArrayBuffer of at most %i bytes if the original does',
    (max) => {
      const buffer: ArrayBuffer = Reflect.construct(ArrayBuffer, [8, { maxByteLength: max }])
      const decoded = decode(
        encodeStructured([buffer, new Uint8Array(buffer), new Uint8Array(buffer, 0, 4)]),
      )
      const [copy, following, fixed] = Array.isArray(decoded) ? decoded : []
      expect([copy.maxByteLength, following.length, fixed.length]).toEqual([max, 8, 4])
      copy.resize(max - 2)
      expect([following.length, fixed.length]).toEqual([max - 2, 4])
    },
  )

  test('views of all of an ArrayBuffer as large as the pool stay over one', () => {
    const buffer = new ArrayBuffer(Buffer.poolSize)
    const views = [new Uint8Array(buffer), new Uint8Array(buffer), new Float32Array(buffer, 8, 1)]
    const decoded = decode(encodeStructured(views))
    expect(differenceOf(decoded, structuredClone(views))).toBeUndefined()
  })

  test('a Buffer cut from the pool takes nothing else along', () => {
    const secret = Buffer.from('secret')
    const value = { a: Buffer.from('abc'), b: Buffer.from('abc') }
    expect(value.a.buffer).toBe(secret.buffer)
    const encoding = Buffer.from(encodeStructured(value))
    expect(encoding.includes('secret')).toBe(false)
    const owned = { a: Uint8Array.from(value.a), b: Uint8Array.from(value.b) }
    expect(encoding).toEqual(encodeStructured(owned))
    expect(decode(encoding)).toEqual(owned)
  })

  test('two decodings share nothing', () => {
    const value = { list: [{ n: -0 }], map: new Map([['k', Uint8Array.of(1)]]) }
    const encoding = encodeStructured(value)
    const first = decode(encoding)
    const changed = JSON.parse('{}')
    Object.assign(changed, first)
    changed.list[0].n = 5
    changed.list.push('more')
    changed.map.get('k')[0] = 9
    changed.map.set('more', 1)
    expect(differenceOf(decode(encoding), structuredClone(value))).toBeUndefined()
  })
})

describe('the encoding', () => {
  const half = 0.5
  const twoByte = 'é€'.slice(0, 1)
  const doubleField = { n: half }
  doubleField.n = 1
  test.each<[string, object, object]>([
    ['an integer that was a double', [half + half, undefined], [1, undefined]],
    ['an integer among doubles', [new Set(), [1.5, 1]], [new Set(), ['x', 1].with(0, 1.5)]],
    ['an integer in a field of doubles', new Set([doubleField]), new Set([{ n: 1 }])],
    ['a string of wide characters that could be narrow', new Set([twoByte]), new Set(['é'])],
    ['an array that had holes', [undefined, Array(2).fill(1)], [undefined, [1, 1]]],
    ['a Buffer', { bytes: Buffer.from('abc') }, { bytes: Uint8Array.of(97, 98, 99) }],
  ])('depends on the value, not on its history: %s', (_, one, other) => {
    expect(encodeStructured(one)).toEqual(encodeStructured(other))
  })

  test('is no JSON for deep values, lest it depend on how much stack is left', () => {
    expect(encodeStructured(nested(99))).toBeTypeOf('string')
    expect(encodeStructured(nested(100))).toBeInstanceOf(Uint8Array)
  })

  test('tells what is not the same', () => {
    const values = [[0], [-0], [NaN], ['NaN'], [['NaN']], [null], [undefined], new Array(1), [1n]]
    const others = [{ 0: 0 }, { a: 1, b: 2 }, { b: 2, a: 1 }, new Set([0]), [[0]], ['0'], [false]]
    const encodings = [...values, ...others].map((value) => String(encodeStructured(value)))
    expect(new Set(encodings).size).toBe(encodings.length)
  })

  test('is read without what lies around it', () => {
    const value = [new Date(0), Uint8Array.of(0, 1), new ArrayBuffer(0)]
    const encoding = Buffer.from(encodeStructured(value))
    const block = Buffer.concat([Buffer.from('[1]\0'), encoding, Buffer.from('[1]\0')])
    const decoded = decodeSerialized(block.subarray(4, 4 + encoding.length))
    expect(differenceOf(decoded, structuredClone(value))).toBeUndefined()
  })

  test('cut short is an error', () => {
    const encoding = Buffer.from(encodeStructured([new Date(), Uint8Array.of(0, 1)]))
    for (let length = 0; length < encoding.length; length++) {
      expect(() => decodeSerialized(encoding.subarray(0, length))).toThrow()
    }
  })
})

describe('rejected is', () => {
  const reading = 'copied between threads'
  const sharing = 'shared memory itself'
  const hosting = 'of the runtime'
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true })
  const module = new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0))
  const { publicKey } = generateKeyPairSync('ed25519')
  const { port1 } = new MessageChannel()
  afterAll(() => port1.close())
  test.each<[string, unknown, string]>([
    ['a function', () => 0, reading],
    ['a symbol', Symbol('s'), reading],
    ['a WeakMap', new WeakMap(), reading],
    ['a WeakRef', new WeakRef({}), reading],
    ['a Promise', Promise.resolve(), reading],
    ['a generator', (function* () {})(), reading],
    ['a Proxy', new Proxy({}, {}), reading],
    ['a Proxy of an array', new Proxy([], {}), reading],
    ['a module namespace', namespace, reading],
    ['a MessagePort', port1, reading],
    ['thousands of levels', nested(100_000), reading],
    ['shared memory', new SharedArrayBuffer(8), sharing],
    ['a view over shared memory', new Uint8Array(new SharedArrayBuffer(8)), sharing],
    ['a shared WebAssembly.Memory', memory, sharing],
    ['a WebAssembly.Module', module, hosting],
    ['a KeyObject', publicKey, hosting],
    ['a Blob', new Blob(['b']), hosting],
  ])('%s, at any depth', (_, part, reason) => {
    for (const value of [{ part }, [[part]], new Map([['k', { part }]]), [undefined, part]]) {
      expect(() => encodeStructured(value)).toThrow(ValueError)
      expect(() => encodeStructured(value)).toThrow(reason)
      expect(() => encodeStructured(value)).toThrow(/Store /)
      expect(() => encodeStructured(value)).toThrow(
        expect.objectContaining({ code: 'ERR_VALUE_TYPE' }),
      )
    }
  })

  test('a value that cannot be read; its error is the cause', () => {
    const cause = new Error('unreadable')
    const value = {
      get part() {
        throw cause
      },
    }
    expect(() => encodeStructured(value)).toThrow(expect.objectContaining({ cause }))
  })

  test('the `arguments` of a function', () => {
    function argumentsOf(..._: unknown[]): object {
      // biome-ignore lint/complexity/noArguments: it is what is tested
      return arguments
    }
    expect(() => encodeStructured(argumentsOf(1))).toThrow(ValueError)
  })
})

function decode(encoding: string | Uint8Array): unknown {
  return typeof encoding === 'string'
    ? decodeJson(encoding)
    : decodeSerialized(Uint8Array.from(encoding))
}

function addItself(map: Map<unknown, unknown>): Map<unknown, unknown> {
  return map.set(map, [map])
}

function nested(levels: number): object {
  let value: object = []
  for (let level = 0; level < levels; level++) value = [value]
  return value
}
