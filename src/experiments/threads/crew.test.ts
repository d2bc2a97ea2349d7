/** What becomes of a crew one of whose threads falls. */
import { expect, test } from 'vitest'
import { Crew } from './crew.ts'

/** Answers each task with itself; one that is 'fall' is its last. */
const MODULE = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort } from 'node:worker_threads'
    parentPort.on('message', (task) => {
      if (task !== 'fall at once') parentPort.postMessage(task)
      if (task.startsWith('fall')) throw new Error('it fell')
    })
    parentPort.postMessage('running')
  `)}`,
)
const { signal } = new AbortController()

function start(size: number): Promise<Crew<string, string>> {
  return Crew.start(MODULE, size, signal)
}

test('who waits for a thread that falls is told why', async () => {
  const crew = await start(2)
  expect(await crew.ask(['a', 'b'])).toEqual(['a', 'b'])
  await expect(crew.ask(['a', 'fall at once'])).rejects.toThrow('it fell')
  await crew.stop()
})

test('a thread that falls while nobody waits for it fails its next task', async () => {
  const crew = await start(1)
  expect(await crew.ask(['fall'])).toEqual(['fall'])
  // Long enough for its end to be heard of.
  const other = await start(1)
  expect(await other.ask(['a'])).toEqual(['a'])
  await expect(crew.ask(['b'])).rejects.toThrow('it fell')
  await Promise.all([crew.stop(), other.stop()])
})
