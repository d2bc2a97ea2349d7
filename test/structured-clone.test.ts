/** What one thread sets is what another gets, as `structuredClone` would have given it, down to the graph of references. */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import fc from 'fast-check'
import { SharedMap } from 'selvedge'
import { afterAll, expect, test } from 'vitest'
import { scaled, seedOf } from '../src/map/contract/random.suite.ts'
import { graphs } from './clone-values.ts'
import { differenceOf } from './fixtures/same-graph.mjs'

const map = new SharedMap<string | number, unknown>({ maxBytes: 64 * 2 ** 20 })
const worker = new Worker(new URL('./fixtures/clone-reader.mjs', import.meta.url), {
  workerData: { map: map.handle },
})

afterAll(async () => {
  await worker.terminate()
  map.close()
})

/** Where the reading thread found a difference, or this one in what that thread set again. */
async function differenceAcrossThreads(key: string | number, value: unknown): Promise<unknown> {
  map.set(key, value)
  const answer = once(worker, 'message')
  worker.postMessage({ key, value })
  const [{ difference }] = await answer
  return difference ?? differenceOf(map.get('echo'), structuredClone(value))
}

const key = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.double(),
  fc.constantFrom('__proto__', 0, ''),
)

test('get in another thread equals structuredClone of what was set, for values of all types', async () => {
  const value = fc
    .anything({
      maxDepth: 4,
      withBigInt: true,
      withBoxedValues: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withObjectString: true,
      withSet: true,
      withSparseArray: true,
      withTypedArray: true,
    })
    .filter((each) => each !== undefined)
  await expectClones(value, 1_500)
})

test('get in another thread keeps cycles, shared references and lone surrogates at any depth', async () => {
  await expectClones(graphs, 1_500)
})

async function expectClones(values: fc.Arbitrary<unknown>, numRuns: number): Promise<void> {
  const property = fc.asyncProperty(key, values, async (name, value) => {
    expect(await differenceAcrossThreads(name, value)).toBeUndefined()
    map.delete(name)
  })
  await fc.assert(property, {
    numRuns: scaled(numRuns),
    seed: seedOf(expect.getState().currentTestName ?? 'clones'),
  })
  expect(map.verify()).toMatchObject({ ok: true, heap: 'exact' })
}

test('the comparison itself tells apart what a sloppy one would not', () => {
  const shared = {}
  const cycle: unknown[] = []
  cycle.push(cycle)
  const pairs: [unknown, unknown][] = [
    [0, -0],
    [[undefined], new Array(1)],
    [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ],
    [{ a: undefined }, {}],
    [
      [shared, shared],
      [{}, {}],
    ],
    [cycle, [[]]],
    [cycle, [cycle]],
    [
      new Map([
        [1, 2],
        [3, 4],
      ]),
      new Map([
        [3, 4],
        [1, 2],
      ]),
    ],
    [new Date(Number.NaN), new Date(0)],
    [new Uint8Array(2), new Int8Array(2)],
    [new Uint8Array(2), Buffer.alloc(2)],
    [JSON.parse('{"__proto__":1}'), {}],
    ['\ud800', '\ufffd'],
    [Object(1), 1],
    [Object('a'), Object('b')],
    [/a/g, /a/],
    [new TypeError('a'), new Error('a')],
    [1n, 1],
    [Object.create(null), {}],
  ]
  for (const [left, right] of pairs) {
    expect(differenceOf(left, right)).toBeTypeOf('string')
    expect(differenceOf(right, left)).toBeTypeOf('string')
    expect(differenceOf([left], [right])).toBeTypeOf('string')
    for (const side of [left, right])
      expect(differenceOf(side, structuredClone(side)) ?? 'same').toBeDefined()
  }
  for (const same of [
    cycle,
    [shared, shared],
    new Map([[shared, [shared]]]),
    new Date(Number.NaN),
  ]) {
    expect(differenceOf(same, structuredClone(same))).toBeUndefined()
  }
})
