/** The course of a history storm: one round is played while the one before it is checked. */
import { describeError } from '../storm/finding.ts'
import type { MapSource } from '../storm/map-source.ts'
import { Random } from '../storm/random.ts'
import { HistoryClock } from './clock.ts'
import { Crew, Overdue } from './crew.ts'
import { LARGEST, LOAD_NAMES, LOADS, type LoadName } from './loads.ts'
import { HistoryTally, type HistoryViolation } from './report.ts'
import { checkRound, type PlayedRound } from './round-history.ts'
import type { HistoryStormSettings } from './settings.ts'
import { Stage } from './stage.ts'
import { victimOf } from './strike.ts'

export class Course {
  readonly tally: HistoryTally = new HistoryTally()
  readonly #settings: HistoryStormSettings
  readonly #random: Random
  readonly #stage: Stage
  readonly #crew: Crew
  #round = 0
  #load: LoadName
  /** Operations of the rounds played so far. */
  #played = 0
  /** A thread fell, and its slot is empty. */
  #isBroken = false

  constructor(settings: HistoryStormSettings, source: MapSource) {
    const { seed, workers, mapModule, stallMs } = settings
    const clock = new HistoryClock()
    this.#settings = settings
    this.#random = new Random(seed)
    this.#load = settings.loads[0]
    this.#stage = new Stage(source, settings.strategy, clock)
    const plan = { slots: workers, seed, mapModule, map: this.#stage.handle, clock }
    const limits = { logCapacity: this.#shareOf(LARGEST), patienceMs: stallMs }
    this.#crew = new Crew(
      { ...plan, ...limits },
      {
        failed: (op, seen) => this.#found('failed', `${op}: ${seen}`),
        fell: (reason) => {
          this.#isBroken = true
          this.#found('ended', reason)
        },
      },
    )
  }

  /** Plays until there is enough; `onRound` is told after each check. */
  async run(isStopped: () => boolean, onRound: () => void): Promise<void> {
    const check = (played: PlayedRound | undefined): void => {
      if (played === undefined) return
      checkRound(played, this.tally)
      onRound()
    }
    try {
      await this.#crew.start()
      let last: PlayedRound | undefined
      while (this.#goesOn() && !isStopped()) {
        const before = last
        last = await this.#play(() => check(before))
      }
      check(last)
    } catch (error) {
      if (error instanceof Overdue) this.#found('stuck', `waited in vain for ${error.message}`)
      else this.#found('failed', describeError(error))
    } finally {
      await this.#crew.stop()
      this.#stage.close()
    }
  }

  #goesOn(): boolean {
    const { operations, maxViolations } = this.#settings
    const { length } = this.tally.violations
    return !this.#isBroken && this.#played < operations && length < maxViolations
  }

  /**
   * The deaths come first: while something is checked, nobody here sees what the threads are in. They come in the first
   * half of the round, for a reader plays no more of it.
   */
  async #play(meanwhile: () => void): Promise<PlayedRound> {
    const { loads } = this.#settings
    const round = ++this.#round
    this.#load = loads[(round - 1) % loads.length] ?? loads[0]
    const load = LOADS[this.#load]
    const share = this.#shareOf(load.size)
    this.#stage.empty()
    this.#crew.begin({ round, load: LOAD_NAMES.indexOf(load.name), share })
    for (let death = 0; death < load.deaths; death++) {
      const slot = this.#random.below(this.#settings.workers)
      const operation = ((share / 2) * (death + this.#random.upTo(1))) / load.deaths
      const aim = { slot, operation, op: load.deathsIn }
      await this.#crew.replace(await victimOf(this.#crew.logsOf(round), aim))
      this.tally.killed++
    }
    meanwhile()
    await this.#crew.parked()
    const logs = this.#crew.logsOf(round)
    const played = { round, load, logs: [...logs, this.#stage.readAll(logs)] }
    for (const log of played.logs) this.#played += log.count
    return played
  }

  #shareOf(size: number): number {
    return Math.ceil((this.#settings.roundOperations * size) / this.#settings.workers)
  }

  #found(kind: HistoryViolation['kind'], text: string): void {
    this.tally.add({ round: this.#round, load: this.#load, kind, text })
  }
}
