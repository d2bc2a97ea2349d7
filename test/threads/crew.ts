/** A crew: threads that run one job each on one map, all starting at once. */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

export interface Crew {
  readonly workers: readonly Worker[]
  /** The result of each, in order; rejects if any failed. */
  readonly results: Promise<unknown[]>
}

/** One thread for each element of `data`, with near caches of different sizes. */
export function startCrew(handle: object, job: string, data: readonly object[]): Crew {
  const gate = new SharedArrayBuffer(4)
  const workers = data.map((each, index) => {
    const options = { nearCache: nearCaches[index % nearCaches.length] }
    return new Worker(new URL('../fixtures/job.mjs', import.meta.url), {
      workerData: { handle, options, job, data: each, gate, crew: data.length },
    })
  })
  return { workers, results: Promise.all(workers.map(resultOf)) }
}

export function runCrew(handle: object, job: string, data: readonly object[]): Promise<unknown[]> {
  return startCrew(handle, job, data).results
}

async function resultOf(worker: Worker): Promise<unknown> {
  const exited = once(worker, 'exit')
  const [result] = await once(worker, 'message')
  await exited
  return result
}

const nearCaches = [4_096, 16, false, 1] as const
