/**
 * The course of a history storm on a thread of its own: it checks for long stretches, and may hang with the map, while
 * the thread that started the storm goes on.
 */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { loadMapSource } from '../storm/map-source.ts'
import { Course } from './course.ts'
import type { CourseMessage, CoursePlan } from './protocol.ts'

async function run({ settings, stop }: CoursePlan, port: MessagePort): Promise<void> {
  const course = new Course(settings, await loadMapSource(settings.mapModule))
  const tell = (type: CourseMessage['type']): void =>
    port.postMessage({ type, counts: course.tally.counts() } satisfies CourseMessage)
  await course.run(
    () => Atomics.load(stop, 0) !== 0,
    () => tell('round'),
  )
  tell('end')
}

if (parentPort === null) throw new Error('the course thread runs only as a worker thread')
await run(workerData, parentPort)
