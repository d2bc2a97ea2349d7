/** The creating thread's part of a case: start the measuring workers and wait for their answers, doing nothing else. */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

export async function measureInWorkers<Result>(
  id: string,
  setup: unknown,
  count: number,
): Promise<Result[]> {
  return Promise.all(
    Array.from({ length: count }, (_, worker) => measureInWorker<Result>(id, setup, worker)),
  )
}

/** Resolves when the worker has answered and ended, so that the next one has the machine to itself. */
async function measureInWorker<Result>(id: string, setup: unknown, index: number): Promise<Result> {
  const worker = new Worker(new URL('./worker.js', import.meta.url), {
    workerData: { id, setup, worker: index },
  })
  const ended = once(worker, 'exit')
  const answers: Result[] = []
  worker.on('message', (answer: Result) => answers.push(answer))
  await ended
  const answer = answers[0]
  if (answer === undefined) throw new Error(`the worker of "${id}" ended without an answer`)
  return answer
}
