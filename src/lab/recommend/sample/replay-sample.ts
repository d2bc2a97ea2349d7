/** Setups measured by a sample: threads of their own for each strategy, a new map for each run. */
import { createHistogram } from 'node:perf_hooks'
import { liveHeapBytes } from '../../../experiments/leak/heap.ts'
import { type Crew, withCrew } from '../../../experiments/threads/crew.ts'
import { StartLine } from '../../../experiments/threads/start-line.ts'
import { FullError, SharedMap } from '../../../index.ts'
import { DEFAULT_MAX_BYTES } from '../../trace/replay/options.ts'
import type { RunFigures } from '../row.ts'
import type { Setup } from '../setup.ts'
import { type Sample, shareOf } from './sample.ts'
import type { SampleTask, ShareFigures } from './sample.worker.ts'

export interface SampleRuns {
  readonly sample: Sample
  readonly threads: number
  readonly fill: boolean
  /** How many lines of the sample a run has. */
  readonly lines: number
  /** Whether heaps are weighed. */
  readonly weigh: boolean
  /** Without giving the engine time to compile first. */
  readonly isCold?: boolean
  readonly signal: AbortSignal
}

/** Replayed first, untimed: the map and the near caches of a service that runs have something in them. */
const LEAD_PART = 0.25
/** Into maps of their own, before all: each thread's engine has compiled then what runs. */
const COMPILING_LINES_EACH = 40_000
const MOST_COMPILING_RUNS = 8
const MOST_COMPILING_MS = 500
/** Of a trace so short that the clock does not move. */
const LEAST_MS = 0.001

type SampleCrew = Crew<SampleTask, ShareFigures | undefined>

/**
 * One run of each setup; fewer if the signal comes. All must be of one strategy: its threads know no other.
 *
 * @throws {FullError} if the map is too small for the lines
 */
export async function replaySample(
  setups: readonly Setup[],
  runs: SampleRuns,
): Promise<readonly RunFigures[]> {
  const { sample, threads, fill, signal } = runs
  const figures: RunFigures[] = []
  const module = new URL('./sample.worker.js', import.meta.url)
  try {
    await withCrew({ module, size: threads, signal }, async (crew: SampleCrew) => {
      const line = new StartLine(threads).buffer
      await crew.ask(sample.shares.map((share) => ({ share, threads, line, fill })))
      const [first] = setups
      if (first === undefined) return
      if (runs.isCold !== true) await compile(crew, first, runs)
      for (const setup of setups) figures.push(await oneRun(crew, setup, runs))
    })
  } catch (error) {
    if (signal.aborted) return figures
    throw isFull(error) ? tooSmall(error) : error
  } finally {
    // The memory of a map is free again when its last view is collected; nothing else of this thread brings that about.
    liveHeapBytes()
  }
  return figures
}

async function compile(crew: SampleCrew, setup: Setup, runs: SampleRuns): Promise<void> {
  const wanted = COMPILING_LINES_EACH * runs.threads
  const lines = Math.min(runs.lines, wanted)
  const count = Math.min(Math.ceil(wanted / lines), MOST_COMPILING_RUNS)
  const end = performance.now() + MOST_COMPILING_MS
  for (let n = 0; n < count && performance.now() < end; n++) {
    await oneRun(crew, setup, { ...runs, lines, weigh: false })
  }
}

async function oneRun(
  crew: SampleCrew,
  { strategy, shards, nearCache }: Setup,
  { lines, threads, weigh }: SampleRuns,
): Promise<RunFigures> {
  using map = new SharedMap<string, string>({
    ...{ strategy, nearCache: false, maxBytes: DEFAULT_MAX_BYTES },
    ...(shards === null ? {} : { shards }),
  })
  const lead = Math.floor(lines * LEAD_PART)
  const tasks = Array.from({ length: threads }, (_, thread) => {
    const before = shareOf(lead, thread, threads)
    const all = shareOf(lines, thread, threads)
    return { map: map.handle, nearCache, lead: before, lines: all - before, weigh }
  })
  const answers = await crew.ask(tasks)
  return together(answers.filter((answer) => answer !== undefined))
}

function together(shares: readonly ShareFigures[]): RunFigures {
  const sum = (of: (share: ShareFigures) => number): number =>
    shares.reduce((all, share) => all + of(share), 0)
  const most = (of: (share: ShareFigures) => number): number => Math.max(...shares.map(of))
  const latencies = createHistogram()
  for (const share of shares) if (share.latencies.count > 0) latencies.add(share.latencies)
  const us = (percent: number): number =>
    latencies.count === 0 ? 0 : latencies.percentile(percent) / 1000
  const reads = sum(({ nearHits, nearMisses }) => nearHits + nearMisses)
  return {
    opsPerMs:
      sum(({ lines }) => lines) /
      Math.max(
        most(({ ms }) => ms),
        LEAST_MS,
      ),
    ...{ p50Us: us(50), p99Us: us(99), p999Us: us(99.9), maxUs: us(100) },
    gcMs: sum(({ gcMs }) => gcMs),
    heapBytes: shares.some(({ heapBytes }) => heapBytes === null)
      ? null
      : sum(({ heapBytes }) => heapBytes ?? 0),
    usedBytes: most(({ usedBytes }) => usedBytes),
    entries: most(({ entries }) => entries),
    retries: most(({ retries }) => retries),
    lockWaits: most(({ lockWaits }) => lockWaits),
    nearHitRate: reads === 0 ? null : sum(({ nearHits }) => nearHits) / reads,
  }
}

/** An error of a thread comes with its code, and without its class. */
function isFull(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && error.code === 'ERR_FULL'
}

function tooSmall(cause: Error): FullError {
  return new FullError(cause.message)
}
