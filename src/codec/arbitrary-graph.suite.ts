/** For tests: arbitrary graphs of everything that structured clone takes, with cycles and shared references. */
import fc from 'fast-check'

/** A description of the objects of a graph, which fast-check can print and shrink. */
export type GraphPlan = readonly ObjectPlan[]

interface ObjectPlan {
  readonly kind: string
  /** Chooses among the variants of the kind. */
  readonly variant: number
  readonly keys: readonly string[]
  readonly slots: readonly Slot[]
}

/** A primitive, or the number of an object, so that any graph can arise. */
type Slot = { readonly primitive: unknown } | { readonly object: number }

/** An object, and how to put values into it once all objects are made. */
interface Made {
  readonly object: object
  readonly fill: (values: readonly unknown[]) => void
}

/** The first object of the graph, from which not all of the others need be reached. */
export function buildGraph(plans: GraphPlan): object {
  const buffers = [newBuffer(24), newBuffer(24), newBuffer(24, 40), newBuffer(0)]
  const made = plans.map((plan) => make(plan, buffers))
  for (const [i, { slots }] of plans.entries()) {
    made[i]?.fill(
      slots.map((slot) => ('object' in slot ? pick(made, slot.object).object : slot.primitive)),
    )
  }
  return pick(made, 0).object
}

function make(plan: ObjectPlan, buffers: readonly ArrayBuffer[]): Made {
  const kind = KINDS[plan.kind]
  if (kind === undefined) throw new RangeError(`no kind ${plan.kind}`)
  return kind(plan, buffers)
}

const KINDS: Readonly<Record<string, (plan: ObjectPlan, buffers: readonly ArrayBuffer[]) => Made>> =
  {
    plain: ({ keys }) => record({}, keys),
    withoutPrototype: ({ keys }) => record(Object.create(null), keys),
    instance: ({ keys }) => record(new Instance(), keys),
    frozen: ({ keys }) => {
      const { object, fill } = record({}, keys)
      return { object, fill: (values) => [fill(values), Object.freeze(object)] }
    },
    getters: ({ keys, variant }) => {
      const object = variant % 2 === 0 ? {} : []
      const fill = (values: readonly unknown[]) =>
        define(object, keys, values, (value) => ({ enumerable: true, get: () => value }))
      return { object, fill }
    },
    hidden: ({ keys }) => {
      const object = { [Symbol.toStringTag]: 'Map', [Symbol('key')]: () => 0 }
      return { object, fill: (values) => define(object, keys, values, (value) => ({ value })) }
    },
    dense: () => list([]),
    subclassOfArray: () => list(new (class extends Array<unknown> {})()),
    presized: ({ slots }) => list(new Array(slots.length)),
    sparse: ({ keys, variant }) => record(new Array(variant % 9), keys),
    named: ({ keys }) => {
      const array: unknown[] = []
      const [dense, names] = [list(array), record(array, keys)]
      return { object: array, fill: (values) => [dense.fill(values), names.fill(values)] }
    },
    map: ({ variant }) => {
      const map = variant % 2 === 0 ? new Map() : new (class extends Map<unknown, unknown> {})()
      const fill = (values: readonly unknown[]) => {
        for (const [i, value] of values.entries()) map.set(value, values[i + 1])
      }
      return { object: map, fill }
    },
    set: () => {
      const set = new Set()
      const fill = (values: readonly unknown[]) => {
        for (const value of values) set.add(value)
      }
      return { object: set, fill }
    },
    date: ({ variant, keys }) => record(new Date(pick([0, -1, 8.64e15, NaN], variant)), keys),
    regexp: ({ variant }) => {
      const regexp = new RegExp(pick([/a/, /\/"\u00e9/gimsuy, /[\d]/dy, /(?:)/g], variant))
      regexp.lastIndex = variant
      return leaf(regexp)
    },
    boxed: ({ variant }) => leaf(Object(pick([1, -0, NaN, 'ab', '\ud800', false, 7n], variant))),
    error: ({ variant }) => {
      const Type = pick(ERROR_TYPES, variant)
      const error = variant & 8 ? new Type('message') : new Type()
      if (variant & 16) error.name = 'RangeError'
      if (variant & 32) delete error.stack
      else error.stack = 'at a fixed place'
      if (variant & 64) Object.assign(error, { code: 'ERR_DROPPED' })
      return { object: error, fill: ([cause]) => variant & 128 && Object.assign(error, { cause }) }
    },
    buffer: ({ variant }, buffers) => leaf(pick(buffers, variant)),
    view: ({ variant }, buffers) => {
      const buffer = pick(buffers, variant >> 4)
      const View = pick(VIEW_TYPES, variant)
      const offset = Math.min(buffer.byteLength, (variant % 3) * 8)
      return leaf(variant & 1 ? new View(buffer, offset, 0) : new View(buffer, offset))
    },
    nodeBuffer: ({ variant }, buffers) =>
      leaf(Buffer.from(pick(buffers, variant), 0, variant % 2 ? 0 : undefined)),
  }

const ERROR_TYPES = [Error, RangeError, TypeError, SyntaxError, EvalError, ReferenceError, URIError]

const VIEW_TYPES: readonly (new (
  buffer: ArrayBuffer,
  offset: number,
  length?: number,
) => ArrayBufferView)[] = [
  ...[Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array],
  ...[Float32Array, Float64Array, BigInt64Array, BigUint64Array, DataView],
]

class Instance {
  readonly field = 1
  get inherited(): string {
    return 'never read'
  }
  toJSON(): string {
    return 'never called'
  }
}

function leaf(object: object): Made {
  return { object, fill: () => {} }
}

function list(array: unknown[]): Made {
  const fill = (values: readonly unknown[]) => {
    for (const [i, value] of values.entries()) array[i] = value
  }
  return { object: array, fill }
}

function record(object: object, keys: readonly string[]): Made {
  const attributes = { enumerable: true, writable: true, configurable: true }
  return {
    object,
    fill: (values) => define(object, keys, values, (value) => ({ value, ...attributes })),
  }
}

function define(
  object: object,
  keys: readonly string[],
  values: readonly unknown[],
  property: (value: unknown) => PropertyDescriptor,
): void {
  for (const [i, key] of keys.entries()) {
    const isTaken = Array.isArray(object) && key === 'length'
    if (i < values.length && !isTaken) Object.defineProperty(object, key, property(values[i]))
  }
}

function newBuffer(byteLength: number, maxByteLength = byteLength): ArrayBuffer {
  const options = maxByteLength === byteLength ? [] : [{ maxByteLength }]
  const buffer: ArrayBuffer = Reflect.construct(ArrayBuffer, [byteLength, ...options])
  new Uint8Array(buffer).set(Array.from({ length: byteLength }, (_, i) => i * 11))
  return buffer
}

function pick<T>(options: readonly T[], n: number): T {
  const option = options[n % options.length]
  if (option === undefined) throw new RangeError('nothing to pick from')
  return option
}

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 5 }),
  fc.constantFrom(
    '',
    '\ud800',
    'a\udfffz',
    '😀',
    '"\\\n\0',
    'é',
    'x'.repeat(70),
    `${'y'.repeat(70)}\udc00`,
  ),
)

const key = fc.oneof(
  text,
  fc.constantFrom('__proto__', 'constructor', 'toJSON', 'length', 'a', 'b', 'then'),
  fc.constantFrom('0', '1', '2', '7', '-1', '01', '1.5', '4294967294', '4294967295'),
)

const primitive = fc.oneof(
  text,
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.bigInt(),
  fc.constantFrom(null, undefined, NaN, -0, 0, Infinity, -Infinity, 1e21, 5e-324),
)

const slot: fc.Arbitrary<Slot> = fc.oneof(
  fc.record({ primitive }),
  fc.record({ object: fc.nat({ max: 9 }) }),
)

export const graphPlan: fc.Arbitrary<GraphPlan> = fc.array(
  fc.record({
    kind: fc.constantFrom(...Object.keys(KINDS)),
    variant: fc.nat({ max: 255 }),
    keys: fc.uniqueArray(key, { maxLength: 6 }),
    slots: fc.array(slot, { maxLength: 6 }),
  }),
  { minLength: 1, maxLength: 10 },
)
