/** Maps of the thread tests: verified with nobody writing, and closed, after each test. */
import { SharedMap, type SharedMapOptions } from 'selvedge'
import { expect, onTestFinished } from 'vitest'

export type TestMap = SharedMap<string | number, unknown>

export function openMap(maxBytes: number = 64 * 2 ** 20, options: SharedMapOptions = {}): TestMap {
  const map: TestMap = new SharedMap({ ...options, maxBytes })
  onTestFinished(() => {
    expectSound(map)
    map.close()
  })
  return map
}

/** Nobody writes: every byte is accounted for, and all ways of counting agree. */
export function expectSound(map: TestMap): void {
  expect(map.verify()).toMatchObject({ ok: true, heap: 'exact', entries: map.size })
  expect([...map.keys()].length).toBe(map.size)
}

/** The exit event of a worker reaches its listeners in the order they came: one turn later all have it. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** Waits for what nobody announces, and says what it was if it does not come about. */
export async function within(ms: number, what: string, holds: () => boolean): Promise<void> {
  const deadline = performance.now() + ms
  while (!holds()) {
    if (performance.now() > deadline) expect.fail(`not within ${ms} ms: ${what}`)
    await nextTurn()
  }
}
