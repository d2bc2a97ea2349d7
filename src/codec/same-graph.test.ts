import { expect, test } from 'vitest'
import { differenceOf } from './same-graph.suite.ts'

const one = {}

test.each<[string, unknown, unknown]>([
  ['the sign of zero', [0], [-0]],
  ['a hole', new Array(1), [undefined]],
  ['the length of a sparse array', new Array(1), new Array(2)],
  ['the order of keys', { a: 1, b: 2 }, { b: 2, a: 1 }],
  ['a prototype', {}, Object.create(null)],
  ['an own __proto__', JSON.parse('{ "__proto__": 1 }'), {}],
  ['a property flag', {}, Object.freeze({})],
  ['a reference that is shared', [one, one], [{}, {}]],
  ['references that are not shared', [{}, {}], [one, one]],
  ['where a cycle leads', cycle(1), cycle(2)],
  ['the order of a Map', new Map([...'ab'].entries()), new Map([...'ab'].entries()).set(0, 'b')],
  ['a member of a Set', new Set([1]), new Set(['1'])],
  ['a time', new Date(0), new Date(1)],
  ['flags', /a/, /a/g],
  ['what is boxed', Object(1), Object(2)],
  ['a byte', Uint8Array.of(1), Uint8Array.of(2)],
  ['the type of a view', Uint8Array.of(1), Int8Array.of(1)],
  ['an offset', new Uint8Array(new ArrayBuffer(8), 0, 1), new Uint8Array(new ArrayBuffer(8), 1, 1)],
  ['the cause of an error', errorWith(1), errorWith(2)],
])('the comparison sees a difference in %s', (_, actual, expected) => {
  expect(differenceOf(actual, expected)).toBeDefined()
  expect(differenceOf(actual, actual)).toBeUndefined()
})

function cycle(length: number): object {
  const first: { next?: object } = {}
  let last = first
  for (let i = 1; i < length; i++) last = last.next = {}
  last.next = first
  return first
}

function errorWith(cause: unknown): Error {
  const error = new Error('message', { cause })
  error.stack = 'at a fixed place'
  return error
}
