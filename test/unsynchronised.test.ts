/** The strategy without any: whoever meets another's write ends the process, and nobody else is ever suspected. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { SharedMap } from 'selvedge'
import { describe, expect, test } from 'vitest'
import { openMap } from './threads/maps.ts'
import { Thread } from './threads/thread.ts'

const PROGRAM = fileURLToPath(new URL('./fixtures/unsynchronised.mjs', import.meta.url))
const WORKER = 'thread [1-9]\\d* \\[running\\]:\\n( +at .+\\n)+'

/** What the main thread does in its loop, or `idle`; then what each worker does. */
function run(...loops: readonly string[]): {
  status: number | null
  stdout: string
  stderr: string
} {
  return spawnSync(process.execPath, [PROGRAM, ...loops], { encoding: 'utf8', timeout: 60_000 })
}

describe('a conflict ends the process with code 2', () => {
  test.each([
    ['concurrent map read and map write', 'write', 'read'],
    ['concurrent map read and map write', 'writeText', 'known'],
    ['concurrent map writes', 'write', 'write'],
    ['concurrent map writes', 'increment', 'remove'],
    ['concurrent map writes', 'writeText', 'clear'],
    ['concurrent map iteration and map write', 'write', 'iterate'],
  ])('%s: %s beside %s', (words, first, second) => {
    const { status, stdout, stderr } = run('idle', first, second)
    expect(stderr).toMatch(new RegExp(`^fatal error: ${words}\n\n${WORKER}(\n${WORKER})?$`))
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  })

  test('seen by the main thread itself, in the middle of a loop that never ends', () => {
    const { status, stdout, stderr } = run('read', 'write')
    expect(stderr).toMatch(
      /^fatal error: concurrent map read and map write\n\nthread \d \[running\]:/,
    )
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  })

  test('both threads show where they are, if the other is not cut short before', () => {
    const outputs = Array.from({ length: 5 }, () => run('idle', 'write', 'increment').stderr)
    const stacks = outputs.map((stderr) => stderr.match(/at \S.*unsynchronised\.mjs/g)?.length ?? 0)
    expect(outputs.map((stderr) => stderr.match(/\[running\]/g)?.length)).toContain(2)
    expect(Math.max(...stacks)).toBeGreaterThanOrEqual(4)
  })

  test('unless the map says that it is to be thrown', () => {
    const { status, stdout, stderr } = run('throw', 'write', 'read')
    expect({ status, stdout, stderr }).toEqual({
      status: 0,
      stdout: 'caught ERR_CONFLICT\nexit handler\n',
      stderr: '',
    })
  })
})

test('a single thread never triggers it: 10 M operations', () => {
  const map = new SharedMap<number | string, number>({ strategy: 'unsynchronised' })
  const again = SharedMap.attach(map.handle)
  for (let i = 0; i < 10_000_000 / 5; i++) {
    map.set(i % 1000, i)
    again.get(i % 1000)
    map.increment(`key ${i % 100}`)
    again.get(`key ${i % 100}`)
    if (i % 8 === 0) again.delete(i % 1000)
    else map.has(i % 1000)
    if (i % 100_000 === 0) map.setMany([...again].map(([key, value]) => [key, value + 1]))
  }
  map.clear()
  expect(map.verify()).toMatchObject({ ok: true, entries: 0 })
  map.close()
})

test('nor does a thread that was killed as it wrote', async () => {
  const map = openMap(2 ** 24, { strategy: 'unsynchronised' })
  for (let kill = 0; kill < 20; kill++) {
    const thread = await Thread.start(map.handle)
    const progress = new Int32Array(new SharedArrayBuffer(4))
    thread.tell('spin', 0, progress.buffer)
    while (Atomics.load(progress, 0) < 1000) Atomics.wait(progress, 0, 0, 10)
    await thread.kill()
    map.set('after', kill)
    expect(map.get('after')).toBe(kill)
  }
  expect(map.verify()).toMatchObject({ ok: true, heap: 'exact' })
})
