/**
 * A key written 2^32 times: its stamp comes round. To write so often takes a minute and more, so the record is put where it
 * would stand then, as the kernel itself would have left it.
 */
import { expect, onTestFinished, test } from 'vitest'
import { STRATEGIES } from '../memory/kernel.ts'
import { RESULT, type Thread } from '../memory/thread.ts'
import { acquire, dismiss } from '../memory/threads.ts'
import { SharedMap } from './shared-map.ts'

const ROUND = 2 ** 32
/** kernel/layout.ts. */
const ROOT_AT = 64
const HIGH_AT = 8
const EPOCH_SHIFT = 32n
const UNIT_BITS = 22

/** Moves the version of the record that the last call found on by so many writes, and the epoch as these would have. */
function age(thread: Thread, writes: number, version: number): void {
  const record = thread.results[RESULT.record] ?? 0
  const wide = new BigInt64Array(thread.memory.buffer)
  const words = new Uint32Array(thread.memory.buffer)
  const aged = version + writes
  words[(record + 4) / 4] = aged % ROUND
  words[(record + HIGH_AT) / 4] = Math.floor(aged / 2 ** 31)
  const units = BigInt(Math.floor(aged / 2 ** UNIT_BITS) - Math.floor(version / 2 ** UNIT_BITS))
  wide[ROOT_AT / 8] = (wide[ROOT_AT / 8] ?? 0n) + (units << EPOCH_SHIFT) + units
}

test.each(STRATEGIES)('%s: a stamp that comes round fools no near cache', (strategy) => {
  const map = new SharedMap<string, string>({ strategy, maxBytes: 2 ** 22 })
  const reader = SharedMap.attach<string, string>(map.handle)
  const thread = acquire(Reflect.get(map.handle, 'memory'))
  onTestFinished(() => {
    dismiss(thread)
    reader.close()
    map.close()
  })
  // Away from the first stamp of a version unit, at which the epoch moves in any case.
  for (let write = 0; write < 10; write++) map.set('key', `older ${write}`)
  map.set('key', 'old')
  expect(reader.get('key')).toBe('old')
  const before = map.getVersioned('key')?.version ?? 0
  age(thread, ROUND - 3, before)
  map.set('key', 'one').set('key', 'two').set('key', 'three')
  // The stamp is now the one that the reader's near cache has.
  expect(reader.get('key')).toBe('three')
  map.set('key', 'four').set('key', 'five')
  expect(reader.get('key')).toBe('five')
  const after = map.getVersioned('key')?.version ?? 0
  expect(after).toBe(before + ROUND + 2)
  expect(map.setIfVersion('key', 'six', before)).toBe(false)
  expect(map.verify()).toMatchObject({ ok: true })
})
