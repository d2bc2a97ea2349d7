/** What could fool a reader or a writer that trusts a stamp, each by its name. */
import { SharedMap, SYNCHRONISED } from 'selvedge'
import { describe, expect, test } from 'vitest'
import { scaled } from '../src/map/contract/random.suite.ts'
import { runCrew } from './threads/crew.ts'
import { openMap, type TestMap } from './threads/maps.ts'

const MAX_BYTES = 2 ** 24

describe.each(SYNCHRONISED)('%s', (strategy) => {
  const open = (): TestMap => openMap(MAX_BYTES, { strategy })

  test('ABA on one key: a value that comes back has another version, and no cache takes it for the old one', () => {
    const map = open()
    const other = SharedMap.attach<string | number, unknown>(map.handle)
    const changes: ((key: string) => void)[] = [
      (key) => void map.set(key, 'B').set(key, 'A'),
      (key) => {
        map.delete(key)
        map.set(key, 'A')
      },
      (key) => {
        map.clear()
        map.set(key, 'A')
      },
    ]
    for (const [index, change] of changes.entries()) {
      const key = `key ${index}`
      map.set(key, 'A')
      const seen = other.getVersioned(key)
      expect(other.get(key)).toBe('A')
      const { nearHits } = other.stats()
      change(key)
      expect(other.get(key)).toBe('A')
      expect(other.stats().nearHits).toBe(nearHits)
      expect(other.setIfVersion(key, 'C', seen?.version ?? 0)).toBe(false)
      expect(map.get(key)).toBe('A')
      // By value it may: that is what comparing values means.
      expect(other.compareAndSet(key, 'A', 'C')).toBe(true)
    }
    other.close()
  })

  test('many reads and few writes: no read goes back, and none is torn', async () => {
    const map = open()
    map.set('key', '0 '.padEnd(8, '0'))
    const rounds = scaled(20_000)
    const crew = Array.from({ length: 8 }, (_, me) => ({ writes: me === 0, rounds }))
    expect(await runCrew(map.handle, 'ascend', crew)).toEqual(Array(8).fill([]))
  })

  test('1,000 contenders on one slot: each change counts once', async () => {
    const map = open()
    map.set('key', { count: 0 })
    const crew = Array.from({ length: 8 }, () => ({ contenders: 125, rounds: 10 }))
    await runCrew(map.handle, 'contenders', crew)
    expect(map.get('key')).toEqual({ count: 10_000 })
  })
})
