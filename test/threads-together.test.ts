/** Many threads on the same keys: what one acknowledged all see, sums are exact, each key has one winner. */
import { describe, expect, test } from 'vitest'
import { scaled, seedOf } from '../src/map/contract/random.suite.ts'
import { runCrew } from './threads/crew.ts'
import { expectSound, nextTurn, openMap, type TestMap } from './threads/maps.ts'

describe('visibility', () => {
  test.each([2, 3])(
    'what one of %i threads acknowledged is what the next one reads',
    async (crew) => {
      const map = openMap()
      const seed = seedOf(`turns of ${crew}`)
      const turn = new SharedArrayBuffer(4)
      const data = crewOf(crew, { crew, turn, steps: scaled(30_000), seed })
      expect(await runCrew(map.handle, 'turns', data)).toEqual(Array(crew).fill([]))
    },
  )
})

describe('counting', () => {
  test.each([1, 0.5, 2 ** 28])('increments by %d from 8 threads sum exactly', async (by) => {
    const map = openMap()
    const rounds = scaled(20_000)
    const results = await runCrew(map.handle, 'increments', crewOf(8, { keys: 10, rounds, by }))
    expect(results).toEqual(Array(8).fill({ backwards: 0 }))
    const counts = [...map.values()].map(Number)
    expect(counts).toEqual(Array(10).fill((8 * rounds * by) / 10))
  })

  test.each(['update', 'compareAndSet', 'setIfVersion'])(
    '%s from 4 threads loses none',
    async (method) => {
      const map = openMap()
      const rounds = 3_000
      await runCrew(map.handle, 'updates', crewOf(4, { keys: 3, rounds, method }))
      const counts = [...map.values()].map((value) => Object(value).count)
      expect(counts).toEqual(Array(3).fill((4 * rounds) / 3))
    },
  )
})

describe('winning', () => {
  const keys = 10_000

  test.each(['getOrInsert', 'getOrInsertComputed', 'compareAndSet', 'setIfVersion', 'update'])(
    '%s of the same keys by 4 threads has one winner for each, growth or not',
    async (method) => {
      const map = openMap()
      const results = await runCrew(map.handle, 'same-keys', crewOf(4, { keys, method }))
      const winners = results.map((result) => Object(result))
      expect(winners.map(({ changed }) => changed)).toEqual([0, 0, 0, 0])
      expect(map.size).toBe(keys)
      const wins = winners.reduce((sum, { wins: own }) => sum + own, 0)
      // update returns the present value to losers too, and that may be what they would have stored: never here.
      expect(wins).toBe(keys)
    },
  )

  test.each(['take', 'delete', 'compareAndDelete', 'swap'])(
    '%s of the same keys by 4 threads gives each to one',
    async (method) => {
      const map = openMap()
      for (let index = 0; index < keys; index++) {
        const key = index % 2 === 0 ? index : `key ${index}`
        map.set(key, `value ${key}`)
      }
      const results = await runCrew(map.handle, 'remove-all', crewOf(4, { keys, method }))
      expect(results.reduce((sum: number, wins) => sum + Number(wins), 0)).toBe(keys)
      expect(map.size).toBe(method === 'swap' ? keys : 0)
    },
  )

  test('swap from 6 threads hands every value on exactly once', async () => {
    const map = openMap()
    const rounds = 8_000
    const data = crewOf(6, { keys: 3, rounds })
    const outs = (await runCrew(map.handle, 'tokens', data)).flatMap((out) =>
      Array.from(Object(out)),
    )
    const all = [...outs, ...map.values()].filter((token) => token !== undefined)
    expect(all.length).toBe(6 * rounds)
    expect(new Set(all).size).toBe(6 * rounds)
  })
})

describe('growth', () => {
  test('loses nothing that 4 threads insert at once', async () => {
    const map = openMap(128 * 2 ** 20)
    const keys = 40_000
    expect(await runCrew(map.handle, 'own-keys', crewOf(4, { keys }))).toEqual(Array(4).fill([]))
    expect(map.size).toBe(4 * keys)
    expect(map.stats().growths).toBeGreaterThan(100)
  })

  test('loses nothing when it happens in many maps, small and fresh', async () => {
    for (let round = 0; round < scaled(12); round++) {
      const map = openMap(8 * 2 ** 20)
      expect(await runCrew(map.handle, 'own-keys', crewOf(3, { keys: 1_500 }))).toEqual([
        [],
        [],
        [],
      ])
      expect(map.size).toBe(3 * 1_500)
      expectSound(map)
    }
  })
})

describe('everything at once', () => {
  test.each([
    ['and clears, on few keys', { keys: 8, rounds: scaled(40_000), clears: true }],
    ['and clears, on many keys', { keys: 3_000, rounds: scaled(40_000), clears: true }],
    ['on few keys', { keys: 5, rounds: scaled(40_000), clears: false }],
  ])(
    'tears no value, misplaces none and lets no version return, with deletes %s',
    async (_, given) => {
      const map = openMap()
      const running = runCrew(map.handle, 'integrity', crewOf(6, given))
      const checked = expectSoundUntil(running, map)
      expect(await running).toEqual(Array(6).fill([]))
      await checked
      expectSound(map)
      map.clear()
      expect(map.size).toBe(0)
    },
  )
})

describe('a full map', () => {
  test('refuses some inserts of 4 threads, tears nothing, and is whole and empty after all were deleted', async () => {
    const map = openMap(4 * 2 ** 20)
    const empty = map.stats().usedBytes
    for (let round = 0; round < scaled(4); round++) {
      const results = await runCrew(
        map.handle,
        'crowding',
        crewOf(4, { rounds: 15_000, offset: round }),
      )
      const found = results.map((result) => Object(result))
      expect(found.map(({ wrong }) => wrong)).toEqual([[], [], [], []])
      expect(found.some(({ refused }) => refused > 0)).toBe(true)
      expectSound(map)
      for (const key of map.keys()) map.delete(key)
      expectSound(map)
      expect(map.size).toBe(0)
    }
    map.clear()
    expect(map.stats().usedBytes).toBeLessThanOrEqual(empty + 256 * 1_024)
    for (let index = 0; index < 2_000; index++) map.set(`again ${index}`, 'x'.repeat(1_000))
    expect(map.size).toBe(2_000)
  })
})

/** While others write, verify finds nothing wrong either, and an iteration sees no key twice. */
async function expectSoundUntil(end: Promise<unknown>, map: TestMap): Promise<void> {
  let ended = false
  const noteEnd = (): void => {
    ended = true
  }
  end.then(noteEnd, noteEnd)
  while (!ended) {
    expect(map.verify().ok).toBe(true)
    const keys = [...map.keys()]
    expect(new Set(keys).size).toBe(keys.length)
    await nextTurn()
  }
}

/** The same data for each thread, and its number. */
function crewOf(count: number, data: object): object[] {
  return Array.from({ length: count }, (_, me) => ({ ...data, me }))
}
