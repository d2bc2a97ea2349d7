/** Random graphs of everything structured clone takes: nodes that point at each other, also in cycles. */
import fc from 'fast-check'

/** What a node holds at one place: a scalar, or the node of that number. */
interface Slot {
  readonly name: string
  readonly scalar: unknown
  readonly node: number | undefined
}

interface Plan {
  readonly kind: Kind
  readonly slots: readonly Slot[]
}

const kinds = [
  'object',
  'array',
  'sparse',
  'map',
  'set',
  'date',
  'error',
  'views',
  'boxed',
  'deep',
] as const
type Kind = (typeof kinds)[number]

/** Any UTF-16 code units, so that lone surrogates are common. */
const text: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
  fc.constantFrom('\ud800', '\udfff\ud800', 'a\udc00', '', 'é', 'x'.repeat(300), '😀'),
)
const name: fc.Arbitrary<string> = fc.oneof(
  text,
  fc.constantFrom('__proto__', 'constructor', 'toJSON', '0', '-1', '4294967295', 'length'),
)
const scalar: fc.Arbitrary<unknown> = fc.oneof(
  text,
  fc.double(),
  fc.integer(),
  fc.constantFrom(-0, 0, Number.NaN, 2 ** 53, -(2 ** 31), 2 ** 30, null, undefined, true, false),
  fc.bigInt(),
)
const slot: fc.Arbitrary<Slot> = fc.record({
  name,
  scalar,
  node: fc.option(fc.nat(20), { nil: undefined, freq: 2 }),
})
const plans: fc.Arbitrary<Plan[]> = fc.array(
  fc.record({ kind: fc.constantFrom(...kinds), slots: fc.array(slot, { maxLength: 6 }) }),
  { minLength: 1, maxLength: 12 },
)

export const graphs: fc.Arbitrary<unknown> = plans.map(built)

/** All nodes first, then what they hold, so that any may hold any. */
function built(all: readonly Plan[]): unknown {
  const nodes = all.map(({ kind, slots }) => emptyNode(kind, slots.length))
  for (const [index, { slots }] of all.entries()) {
    const node = nodes[index]
    for (const [place, each] of slots.entries()) {
      const held = each.node === undefined ? each.scalar : nodes[each.node % nodes.length]
      fill(node, each.name, place, held)
    }
  }
  return nodes[0]
}

function emptyNode(kind: Kind, size: number): object {
  const buffer = new ArrayBuffer(16)
  switch (kind) {
    case 'array':
      return []
    case 'sparse':
      return new Array(size + 3)
    case 'map':
      return new Map()
    case 'set':
      return new Set()
    case 'date':
      return new Date(size * 1e11 - 1)
    case 'error':
      return new RangeError(`error ${size}`)
    case 'views':
      return [
        new Uint8Array(buffer, size),
        new Float64Array(buffer),
        new DataView(buffer, 2),
        buffer,
      ]
    case 'boxed':
      return Object([-0, 'boxed \ud800', true, 5n][size % 4])
    case 'deep':
      return { deep: [{ deeper: [[{}]] }] }
    case 'object':
      return {}
  }
}

function fill(node: unknown, name: string, place: number, held: unknown): void {
  if (node instanceof Map) node.set(place % 2 === 0 ? name : held, held)
  else if (node instanceof Set) node.add(held)
  else if (Array.isArray(node)) node[place * 2] = held
  // Node 20 cannot deserialise an error that is, by way of causes, its own cause.
  else if (node instanceof Error) node.cause = typeof held === 'object' ? 'cause' : held
  else if (node?.constructor === Object) {
    // Not by assignment: an own __proto__ is to be a property like any other.
    Object.defineProperty(node, name, { value: held, ...open })
  }
}

const open = { configurable: true, enumerable: true, writable: true } as const
