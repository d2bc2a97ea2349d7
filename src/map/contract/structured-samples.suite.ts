/** Values that codecs get wrong, each with a name for the message. */

type Sample = readonly [what: string, value: unknown]

export function nestedScalars(): Sample[] {
  const numbers = [0, -0, 1, -1, 0.5, 2 ** 29, 2 ** 30, -(2 ** 31), 2 ** 31, 2 ** 32, 2 ** 53]
  const more = [2 ** 53 + 2, -(2 ** 53), 2 ** 63, 2 ** 64, Number.NaN, Number.POSITIVE_INFINITY]
  const texts = [
    '',
    'a',
    'é',
    '\u0100',
    '\ud800',
    '\udc00x',
    'x\ud83d',
    '😀',
    '\0',
    'x'.repeat(300),
  ]
  return [
    ['numbers in an array', [...numbers, ...more]],
    ['numbers in an object', { ...numbers, ...more }],
    ['numbers in a Map', new Map([...numbers, ...more].map((number) => [number, number]))],
    ['strings in an array', texts],
    ['strings as names', Object.fromEntries(texts.map((text, index) => [text, index]))],
    ['strings in a Set', new Set(texts)],
    [
      'undefined fields',
      { a: undefined, b: [undefined, null], c: new Map([[undefined, undefined]]) },
    ],
    [
      'bigints and dates',
      { a: 1n, b: [-(2n ** 64n), 2n ** 63n], c: new Date(1e12), d: new Date(0.5) },
    ],
    [
      'empty things',
      { a: {}, b: [], c: '', d: new Map(), e: new Set(), f: new Uint8Array(), g: null },
    ],
    [
      'a table of equal rows',
      Array.from({ length: 50 }, (_, id) => ({ id, name: `n${id}`, ok: true })),
    ],
  ]
}

export function oddObjects(): Sample[] {
  const members = ['constructor', 'toString', 'hasOwnProperty', 'length', 'then', 'toJSON', '']
  const withSymbol = { a: 1, [Symbol('ignored')]: 2 }
  const withHidden = Object.defineProperty({ seen: 1 }, 'hidden', { value: 2, enumerable: false })
  return [
    ['no prototype', Object.assign(Object.create(null), { a: 1 })],
    ['inherited fields', Object.assign(Object.create({ inherited: 1 }), { own: 2 })],
    ['names of Object.prototype', Object.fromEntries(members.map((name) => [name, name]))],
    [
      'index-like names',
      { 1: 'a', 0: 'b', '-1': 'c', '01': 'd', 4294967295: 'e', 4294967294: 'f' },
    ],
    ['symbol names, which clone ignores', withSymbol],
    ['hidden fields, which clone ignores', withHidden],
    [
      'a getter, which clone calls',
      {
        get computed() {
          return { once: 1 }
        },
      },
    ],
    ['an own __proto__ that is null', JSON.parse('{"__proto__": null, "a": 1}')],
    ['an own __proto__ in an array', JSON.parse('[{"__proto__": [1]}]')],
    ['a toJSON field that is data', { toJSON: 'not a function', value: 1 }],
    [
      'objects that look like encodings',
      { type: 'Buffer', data: [1, 2], $type: 'x', __v: 1, _id: 1 },
    ],
  ]
}

export function oddArrays(): Sample[] {
  const holes: unknown[] = [1]
  holes[5] = 6
  const trailing: unknown[] = []
  trailing.length = 4
  const far: unknown[] = ['near']
  far[100_000] = 'far'
  const undefinedOrHole: unknown[] = [undefined, null]
  undefinedOrHole[3] = undefined
  return [
    ['holes', holes],
    ['only holes', trailing],
    ['an element far away', far],
    ['undefined and holes', undefinedOrHole],
    ['holes within', { deep: [holes, trailing] }],
    ['named properties', Object.assign([1, 2], { name: 'list', '-1': 'x' })],
    ['a subclass', new (class Stack extends Array<number> {})(1, 2, 3)],
    ['mixed elements', [1, 'a', null, true, 1.5, undefined, [1], { a: [] }, 1n, new Date(1)]],
  ]
}

export function builtinValues(): Sample[] {
  const failure = new TypeError('wrong', { cause: new RangeError('because') })
  const pattern = /a(b)\/c/giu
  pattern.lastIndex = 3
  return [
    ['dates', [new Date(0), new Date(-1), new Date(8.64e15), new Date(-8.64e15)]],
    ['a date', new Date(1_234_567_890_123)],
    [
      'a Map of every key',
      new Map<unknown, unknown>([
        [1, 'a'],
        ['1', 'b'],
        [{}, new Map()],
        [Number.NaN, 0],
      ]),
    ],
    [
      'a Set of every key',
      new Set<unknown>([1, '1', {}, new Set([1]), Number.NaN, null, undefined]),
    ],
    ['a Map with a cleared entry', mapWithClearedEntry()],
    ['regular expressions', [pattern, /(?<year>\d{4})/y, /(?:)/]],
    ['an error', failure],
    [
      'errors within',
      [new Error('one'), new SyntaxError('two'), Object.assign(new Error('x'), { code: 'E' })],
    ],
    ['boxed primitives', [Object(1), Object(-0), Object('text'), Object(true), Object(5n)]],
  ]
}

export function binaryValues(): Sample[] {
  const { buffer } = Uint8Array.from({ length: 64 }, (_, index) => index * 5)
  const views = [
    new Int8Array(buffer, 1, 3),
    new Uint8ClampedArray(buffer, 3, 4),
    new Int16Array(buffer, 2, 3),
    new Uint16Array(buffer, 6, 2),
    new Int32Array(buffer, 4, 3),
    new Uint32Array(buffer, 12, 1),
    new Float32Array(buffer, 8, 2),
    new Float64Array(buffer, 8, 3),
    new BigInt64Array(buffer, 8, 2),
    new BigUint64Array(buffer, 16, 1),
    new DataView(buffer, 5, 7),
    new Uint8Array(buffer, 9, 9),
  ]
  return [
    ['a buffer', buffer],
    ['an empty buffer', new ArrayBuffer(0)],
    ...views.map((view): Sample => [`a ${view.constructor.name}`, view]),
    ['views within', { views }],
    ['a Buffer within', { bytes: Buffer.from('bytes') }],
    ['empty views', [new Float64Array(0), new BigInt64Array(0), new DataView(new ArrayBuffer(0))]],
    ['doubles', new Float64Array([0, -0, Number.NaN, 1e308, Number.NEGATIVE_INFINITY])],
  ]
}

class Point {
  readonly #secret = 1
  x = 1
  y = [2]
  get sum(): number {
    return this.x + this.#secret
  }
  toJSON(): string {
    return 'not used by structured clone'
  }
}

export function classInstances(): Sample[] {
  const frozen = Object.freeze({ a: Object.freeze([1, Object.freeze({ b: 2 })]) })
  return [
    ['a class instance', new Point()],
    ['class instances within', { points: [new Point(), new Point()] }],
    ['a frozen object', frozen],
    ['a sealed array', Object.seal([1, 2, 3])],
    [
      'subclasses of Map, Set and Date',
      [new (class extends Map<number, number> {})([[1, 2]]), new (class extends Date {})(5)],
    ],
  ]
}

function mapWithClearedEntry(): Map<string, number> {
  const map = new Map([
    ['first', 1],
    ['second', 2],
  ])
  map.delete('first')
  return map
}
