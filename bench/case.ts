/**
 * What a benchmark case is: maps made in the creating thread, figures taken in attached workers, rows concluded from all
 * of them. `defineCase` hides the types that only the case itself knows, so that cases of every kind share one list.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { measureInWorkers } from './run-workers.ts'

/** One row to be filled: our figure divided by the rival's may be `target` at most, if there is one. */
export interface Claim {
  readonly name: string
  readonly rival: string
  readonly target?: number
  readonly unit: 'ns' | 'bytes' | 'count'
  /** Why there is no such rival here. */
  readonly missing?: string
}

export interface Figures {
  readonly ours: number
  readonly rival: number
}

/** What the creating thread made: a cloneable setup for the workers, and what to close after them. */
export interface Created<Setup> {
  readonly setup: Setup
  readonly owned: readonly { close(): void }[]
}

export interface CaseSpec<Setup, Result> {
  readonly claims: readonly Claim[]
  /** Rounds with new maps and new workers: workers of one code differ by more than most effects. */
  readonly rounds: number
  /** Workers that measure at the same time. */
  readonly workers: number
  create(round: number): Created<Setup>
  measure(setup: Setup, worker: number): Result | Promise<Result>
  /** Figures for each claim, from `results[round][worker]`. */
  conclude(results: readonly (readonly Result[])[]): readonly Figures[]
}

export interface BenchCase {
  readonly claims: readonly Claim[]
  /** Called in the creating thread. None for a claim whose rival is missing. */
  run(): Promise<readonly (Figures | undefined)[]>
  /** Called in a measuring worker; answers the creating thread by one message. */
  serve(): Promise<void>
}

export function defineCase<Setup, Result>(spec: CaseSpec<Setup, Result>): BenchCase {
  return {
    claims: spec.claims,
    async run() {
      const results: Result[][] = []
      for (let round = 0; round < spec.rounds; round++) {
        const { setup, owned } = spec.create(round)
        results.push(await measureInWorkers<Result>(idOf(spec.claims), setup, spec.workers))
        for (const map of owned) map.close()
      }
      return spec.conclude(results)
    },
    async serve() {
      parentPort?.postMessage(await spec.measure(workerData.setup, workerData.worker))
    },
  }
}

/** The first claim's name stands for the case. */
export function idOf(claims: readonly Claim[]): string {
  const first = claims[0]
  if (first === undefined) throw new Error('a case without claims')
  return first.name
}
