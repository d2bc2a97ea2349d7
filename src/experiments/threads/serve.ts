/** A thread's side of a crew. */
import { parentPort } from 'node:worker_threads'

/** Says that the thread runs, then answers one task after the other. */
export function serve<Task, Answer>(answer: (task: Task) => Answer | Promise<Answer>): void {
  const port = parentPort
  if (port === null) throw new Error('a module of threads runs only as a worker thread')
  port.on('message', async (task: Task) => port.postMessage(await answer(task)))
  port.postMessage('running')
}
