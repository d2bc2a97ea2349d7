import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ValueError } from '../errors.ts'
import { buildGraph, graphPlan } from './arbitrary-graph.suite.ts'
import { differenceOf } from './same-graph.suite.ts'
import { decodeJson, decodeSerialized, encodeStructured } from './structured.ts'

/** In ms. They take 2 s each; the machine may be busy. */
const timeout = 60_000

/** Trees of all kinds of objects, and JSON. */
const tree = fc.oneof(
  fc.object({
    withBigInt: true,
    withBoxedValues: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withSet: true,
    withSparseArray: true,
    withTypedArray: true,
    stringUnit: 'binary',
  }),
  fc.array(fc.jsonValue({ stringUnit: 'binary' }), { maxLength: 4 }),
)

test('any graph decodes to what structuredClone gives, or is rejected as there', {
  timeout,
}, () => {
  fc.assert(
    fc.property(graphPlan, (plan) => expectLikeStructuredClone(buildGraph(plan))),
    { numRuns: 3000 },
  )
})

test('any tree decodes to what structuredClone gives', { timeout }, () => {
  fc.assert(fc.property(tree, expectLikeStructuredClone), { numRuns: 1000 })
})

test('the encoding depends on the value, not on how it was made', { timeout }, () => {
  fc.assert(
    fc.property(graphPlan, (plan) => {
      const graph = buildGraph(plan)
      const clone = cloneOf(graph)
      if (clone === undefined) return
      const encoding = encodeStructured(graph)
      const decoded = decode(encoding)
      for (const equal of [buildGraph(plan), clone, decoded]) {
        expect(isObject(equal) && comparable(encodeStructured(equal))).toBe(comparable(encoding))
      }
    }),
    { numRuns: 2000 },
  )
})

test('any bigint comes back', () => {
  fc.assert(fc.property(fc.bigInt(), (value) => decode(encodeStructured(value)) === value))
})

function expectLikeStructuredClone(value: object): void {
  const clone = cloneOf(value)
  if (clone === undefined) {
    expect(() => encodeStructured(value)).toThrow(ValueError)
  } else {
    expect(differenceOf(decode(encodeStructured(value)), clone)).toBeUndefined()
  }
}

/** Undefined if there is none: V8 cannot clone an error that is reached from its own cause. */
function cloneOf(value: object): object | undefined {
  try {
    return structuredClone(value)
  } catch {
    return undefined
  }
}

function decode(encoding: string | Uint8Array): unknown {
  return typeof encoding === 'string'
    ? decodeJson(encoding)
    : decodeSerialized(Uint8Array.from(encoding))
}

function comparable(encoding: string | Uint8Array): string {
  return typeof encoding === 'string' ? encoding : Buffer.from(encoding).toString('latin1')
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
