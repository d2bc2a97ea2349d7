/**
 * Threads die in the middle of each kind of operation; the map is whole at once, takes everything back, and those who
 * live never wait long.
 */
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { randomFrom, scaled, seedOf } from '../src/map/contract/random.suite.ts'
import { startCrew } from './threads/crew.ts'
import { expectSound, nextTurn, openMap, type TestMap, within } from './threads/maps.ts'

const kinds = [
  'inserts',
  'inserts and clears',
  'clears',
  'deletes and reinserts',
  'large values',
  'long keys',
  'increments',
  'compare and set',
  'bulk and iteration',
  'attaching and closing',
]

describe('death in the middle of', () => {
  test.each(kinds)('%s leaves the map whole', async (kind) => {
    const map = openMap(32 * 2 ** 20)
    const random = randomFrom(seedOf(`death in ${kind}`))
    const used: number[] = []
    for (let round = 0; round < scaled(8); round++) {
      const started = new SharedArrayBuffer(4)
      const data = [0, 1, 2].map((me) => ({ kind, started, offset: random.below(10_000) + me }))
      const { workers, results } = startCrew(map.handle, 'victim', data)
      const failed = results.catch((error: unknown) => error)
      const done = new Int32Array(started)
      await within(20_000, 'the victims are at work', () => Number(done[0]) > random.below(60))
      const end = performance.now() + random.below(12)
      while (performance.now() < end) useWithoutWaiting(map)
      const deaths = workers.map((worker) => worker.terminate())
      for (let step = 0; step < 50; step++) useWithoutWaiting(map)
      await Promise.all(deaths)
      await nextTurn()
      expect(
        await Promise.race([failed, nextTurn()]),
        'the victims did not fail by themselves',
      ).toBe(undefined)
      expect(map.stats().threads).toBe(1)
      expectSound(map)
      map.clear()
      used.push(map.stats().usedBytes)
    }
    expect(Math.max(...used.slice(1)), `${used}`).toBeLessThanOrEqual(Number(used[0]) + 128 * 1_024)
  })
})

describe('a thread whose operations are cut short by timeouts', () => {
  test('goes on among others that write, and nothing is torn or lost', async () => {
    const map = openMap()
    const random = randomFrom(seedOf('timeouts among others'))
    const data = [0, 1, 2].map((me) => ({ me, keys: 50, rounds: scaled(60_000), clears: false }))
    const { results } = startCrew(map.handle, 'integrity', data)
    let finished = false
    const watched = results.finally(() => {
      finished = true
    })
    let own = 0
    const step = (): void => {
      map.set(`own ${own % 100}`, { own, pad: 'o'.repeat(own % 2_000) })
      map.delete(`own ${(own + 50) % 100}`)
      map.set(`new ${own}`, own)
      map.delete(`new ${own - 100}`)
      for (const key of map.keys()) if (key === 'never') own--
      own++
    }
    while (!finished) {
      const run = (): unknown =>
        runInNewContext('for (;;) step()', { step }, { timeout: 1 + random.below(4) })
      expect(run).toThrow(/timed out/)
      await nextTurn()
    }
    expect(await watched).toEqual([[], [], []])
    expectSound(map)
    for (let index = Math.max(0, own - 40); index < own; index++) {
      expect(map.get(`own ${index % 100}`)).toEqual({ own: index, pad: 'o'.repeat(index % 2_000) })
    }
  })
})

/** Each call must return soon, whoever died: three seconds is what the project allows at most. */
function useWithoutWaiting(map: TestMap): void {
  const before = performance.now()
  map.set('survivor', { before })
  expect(map.has('survivor') || map.size >= 0).toBe(true)
  map.increment('survivor count')
  map.delete('survivor')
  expect(performance.now() - before).toBeLessThan(3_000)
}
