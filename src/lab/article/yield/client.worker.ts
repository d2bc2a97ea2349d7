/** A thread that sends HTTP requests over connections that are kept, one at a time over each. */
import { createHistogram, type RecordableHistogram } from 'node:perf_hooks'
import { recordMs } from '../../../experiments/latencies.ts'
import { serve } from '../../../experiments/threads/serve.ts'
import { Connection } from './connection.ts'

export interface ClientTask {
  readonly port: number
  readonly path: string
  readonly requests: number
  readonly connections: number
}

export interface ClientAnswer {
  readonly ms: number
  readonly answered: number
  /** From a request to its whole answer, in nanoseconds. */
  readonly latencies: RecordableHistogram
}

/** Over all tasks: what it takes to connect is no part of what is measured. */
const open: Connection[] = []

serve(async ({ port, path, requests, connections }: ClientTask): Promise<ClientAnswer> => {
  while (open.length < connections) open.push(await Connection.open(port))
  const request = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`
  const latencies = createHistogram()
  let begun = 0
  let answered = 0
  const start = performance.now()
  const client = async (connection: Connection): Promise<void> => {
    while (begun < requests) {
      begun++
      const sent = performance.now()
      await connection.ask(request)
      recordMs(latencies, performance.now() - sent)
      answered++
    }
  }
  await Promise.all(open.slice(0, connections).map(client))
  return { ms: performance.now() - start, answered, latencies }
})
