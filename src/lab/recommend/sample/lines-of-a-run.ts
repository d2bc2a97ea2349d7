/** How many of a sample's lines a run has, so that a round of all setups is over in some seconds. */
import { FullError } from '../../../index.ts'
import { DEFAULT_NEAR_CACHE, type Setup } from '../setup.ts'
import { replaySample, type SampleRuns } from './replay-sample.ts'

/** As long as it takes for a run to be telling. */
const RUN_MS = 300
/** For a first guess of how fast it goes. */
const TRIAL_LINES = 100_000
/** Engines are slow at first. */
const SLOW_AT_FIRST = 3

/**
 * All of them, if there is time, and if the map of 1 GiB has room for what they store.
 *
 * @throws {FullError} if it has no room for a single line's
 */
export async function linesOfARun(setups: readonly Setup[], runs: SampleRuns): Promise<number> {
  const usual = setups.filter(({ nearCache }) => nearCache === DEFAULT_NEAR_CACHE)
  const candidates = usual.length === 0 ? setups : usual
  const trials = [...new Map(candidates.map((setup) => [setup.strategy, setup])).values()]
  const [first] = trials
  if (first === undefined) return runs.lines
  const tried = await firstTrial(first, { ...runs, lines: Math.min(runs.lines, TRIAL_LINES) })
  const lines = Math.min(tried.lines, linesIn(RUN_MS, SLOW_AT_FIRST * tried.opsPerMs))
  let msPerLine = 0
  for (const setup of trials) {
    const [run] = await replaySample([setup], { ...runs, lines })
    if (run === undefined) return lines
    msPerLine += 1 / run.opsPerMs / trials.length
  }
  // Where the map was full the first trial's lines are the most.
  const most = tried.isAll ? runs.lines : tried.lines
  const inTime = Math.min(most, linesIn(RUN_MS, 1 / msPerLine))
  return inTime <= lines ? inTime : (await firstTrial(first, { ...runs, lines: inTime })).lines
}

interface Trial {
  readonly lines: number
  /** Whether these are the lines that were asked for. */
  readonly isAll: boolean
  readonly opsPerMs: number
}

/** With half as many lines as long as the map is full before they are over. */
async function firstTrial(setup: Setup, runs: SampleRuns, isAll = true): Promise<Trial> {
  try {
    const [run] = await replaySample([setup], { ...runs, isCold: true })
    return { lines: runs.lines, isAll, opsPerMs: run?.opsPerMs ?? 0 }
  } catch (error) {
    if (!(error instanceof FullError) || runs.lines < 2) throw error
    return firstTrial(setup, { ...runs, lines: Math.floor(runs.lines / 2) }, false)
  }
}

function linesIn(ms: number, opsPerMs: number): number {
  return Math.max(Math.ceil(ms * opsPerMs), 1)
}
