/** `guard: 'compound'`: finds a read and a write of one key that another thread wrote between, and nothing else. */
import { once } from 'node:events'
import { SharedMap, SYNCHRONISED } from 'selvedge'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runCrew } from './threads/crew.ts'
import { nextTurn, openMap, type TestMap } from './threads/maps.ts'

interface CompoundWarning extends Error {
  readonly code?: string
  readonly detail?: string
}

let warnings: CompoundWarning[]
const note = (warning: CompoundWarning): void => {
  if (warning.code === 'SELVEDGE_COMPOUND') warnings.push(warning)
}

beforeEach(() => {
  warnings = []
  process.on('warning', note)
})

afterEach(() => {
  process.off('warning', note)
})

function another(map: TestMap, method: string, ...args: readonly unknown[]): Promise<unknown> {
  return runCrew(map.handle, 'write-once', [{ method, args }])
}

describe.each(SYNCHRONISED)('%s', (strategy) => {
  const open = (): TestMap => openMap(2 ** 22, { strategy, guard: 'compound' })

  test('a write of another thread between get and set is told, with both stacks', async () => {
    const map = open()
    map.set('stock', 10)
    const stock = Number(map.get('stock'))
    await another(map, 'set', 'stock', 9)
    const warned = once(process, 'warning')
    map.set('stock', stock - 1)
    await warned
    expect(warnings).toHaveLength(1)
    const [warning] = warnings
    expect(warning?.name).toBe('CompoundActionWarning')
    expect(warning?.message).toMatch(/"stock".*update\(\) or compareAndSet\(\)/)
    const stacks = warning?.detail?.split('\nset:\n')
    expect(stacks?.[0]).toMatch(/^read:\n +at SharedMap\.get .*\n.*compound-guard\.test/)
    expect(stacks?.[1]).toMatch(/^ +at SharedMap\.set .*\n.*compound-guard\.test/)
  })

  test.each([
    ['inserts what was absent', 'get', 'new', 'set'],
    ['deletes it', 'get', 'there', 'delete'],
    ['was asked for with has', 'has', 'there', 'set'],
    ['was asked for with has', 'has', 7, 'set'],
  ] as const)('also if this thread %s (%s)', async (_, read, key, write) => {
    const map = open()
    if (key !== 'new') map.set(key, 'value')
    map[read](key)
    await another(map, 'set', key, "the other's")
    if (write === 'set') map.set(key, 'mine')
    else map.delete(key)
    await nextTurn()
    expect(warnings).toHaveLength(1)
  })

  test('what is one action, and what only this thread wrote, is not', async () => {
    const map = open()
    const same = SharedMap.attach<string | number, unknown>(map.handle, { guard: 'compound' })
    map.set('key', 1)
    const actions: (() => unknown)[] = [
      () => map.update('key', (old) => Number(old) + 1),
      () => map.compareAndSet('key', map.get('key'), 5),
      () => map.increment('key'),
      () => map.swap('key', 6),
      () => map.getOrInsert('key', 7),
    ]
    for (const action of actions) {
      map.get('key')
      await another(map, 'set', 'key', 1)
      action()
      map.set('key', 2)
    }
    for (let round = 0; round < 1000; round++) {
      map.get('key')
      same.set('key', round)
      map.set('key', round)
      map.get('gone')
      same.delete('gone')
      map.set('gone', round)
      same.clear()
    }
    // Read anew after the other's write.
    await another(map, 'set', 'key', 3)
    map.get('key')
    map.set('key', 4)
    await nextTurn()
    expect(warnings).toEqual([])
    same.close()
  })
})

test('an instance without a guard says nothing', async () => {
  const map = openMap(2 ** 22)
  map.get('key')
  await another(map, 'set', 'key', 1)
  map.set('key', 2)
  await nextTurn()
  expect(warnings).toEqual([])
})
