/** After close an instance answers ERR_CLOSED to everything; the map itself lives on. */
import { expect } from 'vitest'
import { expectCode } from './expectations.suite.ts'
import type { Harness } from './harness.suite.ts'
import type { AnyMap } from './subject.suite.ts'

export function closing(harness: Harness): void {
  harness.it('throws ERR_CLOSED from every method of a closed instance, warm cache or not', () => {
    for (const nearCache of [4_096, false] as const) {
      const map = harness.open({ nearCache })
      const other = harness.attach(map)
      map.set('key', 1).set(5, 'x')
      map.get('key')
      map.close()
      for (const call of callsOf(map)) expectCode('ERR_CLOSED', call)
      expect([other.get('key'), other.size]).toEqual([1, 2])
    }
  })

  harness.it('may be closed twice', () => {
    const map = harness.open()
    const other = harness.attach(map)
    map.close()
    map.close()
    map[Symbol.dispose]()
    expectCode('ERR_CLOSED', () => map.get('key'))
    expect(other.size).toBe(0)
  })

  harness.it(
    'keeps the entries after the last instance was closed, for whoever attaches next',
    () => {
      const first = harness.open()
      for (let index = 0; index < 1_000; index++) first.set(index, `value ${index}`)
      const { handle } = first
      const version = first.getVersioned(5)?.version
      first.close()
      const second = harness.attach({ handle })
      expect([second.size, second.get(999), second.stats().threads]).toEqual([
        1_000,
        'value 999',
        1,
      ])
      expect(second.getVersioned(5)).toEqual({ value: 'value 5', version })
      second.set(5, 'new').delete(6)
      second.close()
      const third = harness.attach({ handle: structuredClone(handle) })
      expect([third.get(5), third.has(6), third.size]).toEqual(['new', false, 999])
    },
  )

  harness.it('closes at the end of a using block', () => {
    const map = harness.open()
    const inside = (): AnyMap => {
      using mine = harness.subject.attach(map.handle)
      mine.set('key', 1)
      return mine
    }
    const closed = inside()
    expectCode('ERR_CLOSED', () => closed.get('key'))
    expect(map.get('key')).toBe(1)
  })
}

function callsOf(map: AnyMap): (() => unknown)[] {
  const never = (): never => expect.fail('called back after close')
  const single = [
    () => map.size,
    () => map.get('key'),
    () => map.get('absent'),
    () => map.set('key', 2),
    () => map.has('key'),
    () => map.delete('key'),
    () => map.clear(),
    () => map.getOrInsert('key', 1),
    () => map.getOrInsertComputed('absent', never),
    () => map.swap('key', 1),
    () => map.take('key'),
    () => map.increment('key'),
    () => map.compareAndSet('key', 1, 2),
    () => map.compareAndDelete('key', 1),
    () => map.update('key', never),
    () => map.getVersioned('key'),
    () => map.setIfVersion('key', 1, 1),
  ]
  const whole = [
    () => map.setMany([['key', 1]]),
    () => map.getMany(['key']),
    () => map.toMap(),
    () => [...map],
    () => [...map.keys()],
    () => [...map.values()],
    () => [...map.entries()],
    () => map.forEach(never),
    () => map.stats(),
    () => map.verify(),
  ]
  return [...single, ...whole]
}
