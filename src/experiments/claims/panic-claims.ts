/** What the article says of the fatal error and its detection. */

import { type ArticleOutcome, articleOutcome } from '../panic/run.ts'
import { FATAL_CODE } from '../processes/fatal.ts'
import { exploreMap } from '../race/race.ts'
import type { Conditions } from '../reproduction.ts'
import { writingFlag } from '../writing-flag/writing-flag.ts'
import type { Claim, Finding } from './claim.ts'

const RUNS = 5

export const PANIC_CLAIMS: readonly Claim[] = [
  {
    id: 'panic',
    claim: 'A reader and a writer on a plain map end the process each time',
    experiment: `The article's program on an unsynchronised map, ${RUNS} runs, each its own process`,
    evidence: 'fatal("concurrent map read and map write") in mapaccess1, if hashWriting is set',
    expected: 'confirmed',
    test: each,
  },
  {
    id: 'recover',
    claim: 'The panic can be recovered',
    experiment:
      'The same with try around every access, uncaughtException, unhandledRejection and exit handlers',
    evidence: 'fatal() ends in exit(2), past every recover: Go runtime/panic.go',
    expected: 'refuted',
    test: recover,
  },
  {
    id: 'race-detector',
    claim: 'The race detector does not catch concurrent map access',
    experiment:
      'A map of plain accesses under explore(), the same with a lock; and whether a run is stopped as well',
    evidence:
      'The race hooks come before the runtime check: Go 1.23 runtime/map.go:410, 1.27 internal/runtime/maps/runtime.go:64',
    expected: 'refuted',
    test: raceDetector,
  },
  {
    id: 'writing-flag',
    claim: 'A flag that says somebody writes is what tells (hashWriting)',
    experiment: 'Two threads write an unsynchronised map at once, then in turns: alarms raised',
    evidence:
      'Up to Go 1.23; Swiss maps (1.24 and later) toggle a byte `writing` by XOR, best effort',
    expected: 'confirmed',
    test: flag,
  },
]

async function each({ signal, onProgress }: Conditions): Promise<Finding> {
  const outcomes: ArticleOutcome[] = []
  for (let run = 1; run <= RUNS; run++) {
    onProgress(`run ${run} of ${RUNS}`)
    outcomes.push(await articleOutcome('unsynchronised', {}, signal))
  }
  const seen = outcomes.filter(({ message }) => message !== undefined)
  const slowest = Math.max(...outcomes.map(({ ms }) => ms))
  return {
    verdict: verdictOfRuns(seen.length),
    figure: `${seen.length} of ${RUNS} runs ended with code ${FATAL_CODE}, in ${slowest} ms at most`,
  }
}

function verdictOfRuns(seen: number): Finding['verdict'] {
  if (seen === RUNS) return 'confirmed'
  return seen === 0 ? 'refuted' : 'misleading'
}

async function recover({ signal }: Conditions): Promise<Finding> {
  const { message, exitCode, handled, counts } = await articleOutcome(
    'unsynchronised',
    { recovers: true },
    signal,
  )
  const caught = counts?.caught ?? 0
  return {
    verdict: message !== undefined && !handled && caught === 0 ? 'refuted' : 'confirmed',
    figure: `exit code ${exitCode}, ${caught} caught, exit handler ${handled ? 'ran' : 'did not run'}`,
  }
}

async function raceDetector({ signal }: Conditions): Promise<Finding> {
  const unguarded = exploreMap(false)
  const guarded = exploreMap(true)
  const { message } = await articleOutcome('unsynchronised', {}, signal)
  const isTold = unguarded.race !== undefined && guarded.race === undefined
  return {
    verdict: isTold && message !== undefined ? 'refuted' : 'confirmed',
    figure: `unguarded: ${unguarded.race ?? 'no race'}; with a lock: ${guarded.race ?? 'none'} in ${guarded.schedules} schedules; the run: ${message ?? 'not stopped'}`,
  }
}

async function flag(conditions: Conditions): Promise<Finding> {
  const { rounds, beside, inTurns } = await writingFlag(conditions)
  return {
    verdict: beside > 0 && inTurns === 0 ? 'confirmed' : 'refuted',
    figure: `${beside} alarms in twice ${rounds} rounds at once, ${inTurns} in as many in turns`,
  }
}
