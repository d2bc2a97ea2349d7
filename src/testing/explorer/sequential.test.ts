import { expect, test } from 'vitest'
import { Model } from './model.ts'
import { get } from './operations/reading.ts'
import { increment, set } from './operations/writing.ts'
import { isSequential, type Performed } from './sequential.ts'

const KEY = 1
const start = new Model(new Map([[KEY, 5]]), false)
const NEVER = Number.POSITIVE_INFINITY

function performed(
  operation: Performed['operation'],
  output: Performed['output'],
  call: number,
  end: number,
): Performed {
  return { operation, output, call, return: end }
}

test('overlapping operations may take effect in any order', () => {
  const write = performed(set(KEY, 6), 'stored', 1, 4)
  const reads = [5, 6].map((seen) => performed(get(KEY), seen, 2, 3))
  for (const read of reads)
    expect(isSequential(start, [write, read], new Map([[KEY, 6]]))).toBe(true)
})

test('what was over before another began comes first', () => {
  const write = performed(set(KEY, 6), 'stored', 1, 2)
  const late = performed(get(KEY), 5, 3, 4)
  expect(isSequential(start, [write, late], new Map([[KEY, 6]]))).toBe(false)
})

test('a lost increment is found by what is left', () => {
  const both = [performed(increment(KEY, 1), 6, 1, 4), performed(increment(KEY, 1), 6, 2, 3)]
  expect(isSequential(start, both, new Map([[KEY, 6]]))).toBe(false)
  const right = [performed(increment(KEY, 1), 6, 1, 4), performed(increment(KEY, 1), 7, 2, 3)]
  expect(isSequential(start, right, new Map([[KEY, 7]]))).toBe(true)
})

test('an operation whose thread died may have taken effect or not, but not half', () => {
  const dead = performed(set(KEY, 6), undefined, 1, NEVER)
  expect(isSequential(start, [dead], new Map([[KEY, 5]]))).toBe(true)
  expect(isSequential(start, [dead], new Map([[KEY, 6]]))).toBe(true)
  expect(isSequential(start, [dead], new Map([[KEY, 7]]))).toBe(false)
  expect(isSequential(start, [dead], new Map())).toBe(false)
})

test('an operation whose thread died does not take effect before it began', () => {
  const early = performed(get(KEY), 6, 1, 2)
  const dead = performed(set(KEY, 6), undefined, 3, NEVER)
  expect(isSequential(start, [early, dead], new Map([[KEY, 6]]))).toBe(false)
})
