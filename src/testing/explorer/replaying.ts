/** Running a schedule that was printed, and looking for a smaller one that shows a fault as well. */
import { type Fault, Runner, type Scenario } from './explore.ts'
import { parseSchedule, type Schedule } from './schedule.ts'
import { ReplayScheduler } from './schedulers/replay.ts'

/** Replays that a search for a smaller schedule may take. */
const MOST_REPLAYS = 2000

export class Replayer {
  readonly #runner: Runner

  constructor(scenario: Scenario) {
    this.#runner = new Runner(scenario)
  }

  /** The fault, with the schedule as it was run: what did not fit is mended in it. */
  replay(schedule: Schedule): Fault | undefined {
    const { sharing, found } = this.#runner
    // Races are looked for only once it is known which words are shared.
    let known = -1
    while (sharing.found !== known) {
      known = sharing.found
      found.fault = undefined
      this.#runner.run(new ReplayScheduler(schedule))
    }
    return found.fault
  }
}

export function replay(scenario: Scenario, schedule: string): Fault | undefined {
  return new Replayer(scenario).replay(parseSchedule(schedule))
}

/** Fewer preemptions, then fewer turns, then fewer accesses, as long as there is a fault. */
export function minimise(scenario: Scenario, fault: Fault): Fault {
  const replayer = new Replayer(scenario)
  let best = fault
  let left = MOST_REPLAYS
  let isSmaller = true
  while (isSmaller) {
    isSmaller = false
    const schedule = parseSchedule(best.schedule)
    for (const candidate of candidates(schedule)) {
      if (left-- === 0) return best
      const found = replayer.replay(candidate)
      if (found === undefined || !isLess(parseSchedule(found.schedule), schedule)) continue
      best = found
      isSmaller = true
      break
    }
  }
  return best
}

/** Without a turn; with a turn later, so that its neighbours are one; with a turn cut short. */
function* candidates(schedule: Schedule): Generator<Schedule> {
  for (let i = 0; i < schedule.length; i++) yield schedule.toSpliced(i, 1)
  for (let i = 0; i + 1 < schedule.length; i++) {
    const [turn] = schedule.slice(i, i + 1)
    if (turn !== undefined) yield schedule.toSpliced(i, 1).toSpliced(i + 1, 0, turn)
  }
  for (const [i, turn] of schedule.entries()) {
    for (let by = turn.steps - 1; by > 0; by >>= 1) {
      yield schedule.with(i, { ...turn, steps: turn.steps - by })
    }
  }
}

function isLess(a: Schedule, b: Schedule): boolean {
  const [ofA, ofB] = [sizeOf(a), sizeOf(b)]
  const differs = ofA.findIndex((size, i) => size !== ofB[i])
  return differs >= 0 && (ofA[differs] ?? 0) < (ofB[differs] ?? 0)
}

function sizeOf(schedule: Schedule): readonly number[] {
  const preemptions = schedule.filter(({ ending }) => ending === 'stopped').length
  const steps = schedule.reduce((sum, turn) => sum + turn.steps, 0)
  return [preemptions, schedule.length, steps]
}
