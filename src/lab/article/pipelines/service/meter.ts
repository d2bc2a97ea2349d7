/** What a thread of a pipeline measures: how late requests were done, and its collections meanwhile. */
import { createHistogram, type RecordableHistogram } from 'node:perf_hooks'
import { type Pauses, watchPauses } from '../../../../experiments/gc/pauses.ts'
import { recordMs } from '../../../../experiments/latencies.ts'
import { machineTime, machineTimeOf } from './clock.ts'

export interface ThreadFigures {
  readonly latencies: RecordableHistogram
  /** Of the requests that this thread brought to their end; Infinity and 0 if there were none. */
  readonly firstDue: number
  readonly lastDone: number
  /** Since the thread was ready, warming up included. */
  readonly pauses: Pauses
  /** When they began to be watched, on the clock of the machine. */
  readonly since: number
}

export class Meter {
  readonly #latencies: RecordableHistogram = createHistogram()
  readonly #watch: Awaited<ReturnType<typeof watchPauses>>
  #firstDue = Number.POSITIVE_INFINITY
  #lastDone = 0

  private constructor(watch: Awaited<ReturnType<typeof watchPauses>>) {
    this.#watch = watch
  }

  /** Watches the calling thread. */
  static async start(): Promise<Meter> {
    return new Meter(await watchPauses())
  }

  /** The request that was due then is done, now. */
  done(due: number): void {
    // It came while the service warmed up.
    if (due === 0) return
    const now = machineTime()
    recordMs(this.#latencies, now - due)
    this.#firstDue = Math.min(this.#firstDue, due)
    this.#lastDone = now
  }

  async figures(): Promise<ThreadFigures> {
    const pauses = await this.#watch.end()
    return {
      latencies: this.#latencies,
      firstDue: this.#firstDue,
      lastDone: this.#lastDone,
      pauses,
      since: machineTimeOf(pauses.since - performance.timeOrigin),
    }
  }
}
