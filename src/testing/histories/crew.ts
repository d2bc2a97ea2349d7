/** The threads of a history storm: one in each slot, and a spare one that takes the place of one that is terminated. */
import { settlesWithin } from '../storm/deadline.ts'
import type { StormHandle } from '../storm/map-source.ts'
import { mix } from '../storm/random.ts'
import { Board, type RoundOrder } from './board.ts'
import type { HistoryClock } from './clock.ts'
import { Member, type MemberEvents } from './member.ts'
import { OperationLog } from './operation-log.ts'

export interface CrewPlan {
  readonly slots: number
  readonly seed: number
  readonly mapModule: string
  readonly map: StormHandle
  readonly clock: HistoryClock
  readonly logCapacity: number
  /** Nothing that is waited for may take longer. */
  readonly patienceMs: number
}

/** A thread did not do in time what it was waited for; the storm cannot go on. */
export class Overdue extends Error {}

export class Crew {
  readonly #plan: CrewPlan
  readonly #events: MemberEvents
  readonly #board = new Board()
  /** By slot. */
  readonly #members: Member[] = []
  readonly #logs: readonly (readonly [OperationLog, OperationLog])[]
  #spare: Member
  #assigned = 0
  #round = 0

  constructor(plan: CrewPlan, events: MemberEvents) {
    this.#plan = plan
    this.#events = events
    this.#logs = Array.from({ length: plan.slots }, () => [
      new OperationLog(plan.logCapacity),
      new OperationLog(plan.logCapacity),
    ])
    this.#spare = this.#boot()
  }

  /** The logs of a round, by slot: until the round after the next begins. */
  logsOf(round: number): readonly OperationLog[] {
    return this.#logs.map((logs) => logs[round % 2 === 0 ? 0 : 1])
  }

  async start(): Promise<void> {
    for (let slot = 0; slot < this.#plan.slots; slot++) await this.#fill(slot)
  }

  begin(order: RoundOrder): void {
    this.#round = order.round
    for (const log of this.logsOf(order.round)) log.clear()
    this.#board.post(order)
  }

  /** Terminates the thread in a slot, wherever it is, and has another one go on in its place. */
  async replace(slot: number): Promise<void> {
    const member = this.#members[slot]
    if (member === undefined) return
    member.kill()
    await this.#inTime(member.exited, `thread ${slot} to end after terminate()`)
    await this.#fill(slot)
  }

  /** Waits until all are done with the round. */
  async parked(): Promise<void> {
    for (const [slot, member] of this.#members.entries()) {
      await this.#inTime(member.parked(this.#round), `thread ${slot} to end round ${this.#round}`)
    }
  }

  /** Ends all threads, however they are. */
  async stop(): Promise<void> {
    const all = [...this.#members, this.#spare]
    for (const member of all) member.kill()
    await settlesWithin(Promise.all(all.map(({ exited }) => exited)), this.#plan.patienceMs)
    for (const member of all) member.abandon()
  }

  #boot(): Member {
    return new Member({ mapModule: this.#plan.mapModule }, this.#events)
  }

  async #fill(slot: number): Promise<void> {
    const { slots, seed, map, clock, logCapacity } = this.#plan
    const member = this.#spare
    this.#spare = this.#boot()
    await this.#inTime(member.booted, `a thread for slot ${slot} to start`)
    const [even, odd] = this.#logs[slot] ?? []
    if (even === undefined || odd === undefined) return
    this.#members[slot] = member
    member.assign({
      ...{ slot, slots, map, logCapacity },
      seed: mix(seed, this.#assigned++),
      board: this.#board.buffer,
      clock: clock.buffer,
      logs: [even.buffer, odd.buffer],
      after: Math.max(this.#round - 1, 0),
    })
  }

  async #inTime(happens: Promise<void>, what: string): Promise<void> {
    if (!(await settlesWithin(happens, this.#plan.patienceMs))) throw new Overdue(what)
  }
}
