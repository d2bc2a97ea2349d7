/** The parent's workers: starting, terminating, and bringing all of them to rest at the gate. */
import { settlesWithin } from './deadline.ts'
import type { Ledger } from './ledger.ts'
import type { StormHandle } from './map-source.ts'
import { Member, type MemberEvents } from './member.ts'
import type { WorkerPlan } from './protocol.ts'
import { mix } from './random.ts'

export type PlanOf = (slot: number, seed: number) => WorkerPlan

/** A thread did not do in time what it was waited for; the storm cannot go on. */
export class Overdue extends Error {
  readonly slot: number
  constructor(slot: number, what: string) {
    super(what)
    this.slot = slot
  }
}

export class Crew {
  readonly #ledger: Ledger
  readonly #members = new Map<number, Member>()
  readonly #planOf: PlanOf
  readonly #events: MemberEvents
  readonly #patienceMs: number
  #started = 0

  constructor(ledger: Ledger, planOf: PlanOf, events: MemberEvents, patienceMs: number) {
    this.#ledger = ledger
    this.#planOf = planOf
    this.#events = events
    this.#patienceMs = patienceMs
  }

  /** Starts a worker in a slot whose last thread is gone; it counts as alive once it is ready. */
  start(slot: number): void {
    const seed = mix(this.#started++, slot)
    Atomics.store(this.#ledger.resting, slot, 0)
    Atomics.store(this.#ledger.burst, slot, 0)
    this.#members.set(slot, new Member(this.#planOf(slot, seed), this.#events))
  }

  async ready(slot: number): Promise<void> {
    const member = this.#members.get(slot)
    if (member === undefined) return
    await this.#inTime(slot, member.ready, 'attach and take over its slot')
    if (!member.gone) Atomics.store(this.#ledger.alive, slot, 1)
  }

  /** Sends the word and returns; the death shows when `exited` settles, or whenever the map notices it. */
  kill(slot: number): void {
    Atomics.store(this.#ledger.alive, slot, 0)
    this.#members.get(slot)?.kill()
  }

  async exited(slot: number): Promise<void> {
    const member = this.#members.get(slot)
    if (member !== undefined) await this.#inTime(slot, member.exited, 'end after terminate()')
    this.#members.delete(slot)
  }

  /** Slots without a thread, those included whose thread ended unasked. */
  vacant(): number[] {
    const slots = Array.from({ length: this.#ledger.workers }, (_, slot) => slot)
    return slots.filter((slot) => this.#members.get(slot)?.gone ?? true)
  }

  /** Shuts the gate and waits until every worker rests at it. */
  async pause(): Promise<void> {
    const arrivals = [...this.#members].map(([slot, member]) => ({ slot, parks: member.parks() }))
    this.#ledger.moveGate()
    for (const { slot, parks } of arrivals) await this.#inTime(slot, parks, 'come to the gate')
  }

  /** Opens the gate; the workers go on with this nursery. */
  resume(nursery: StormHandle): void {
    for (const member of this.#members.values()) member.send({ nursery })
    this.#ledger.moveGate()
  }

  /** Ends all workers, however they are; those that never end are left to the end of the process. */
  async stop(): Promise<void> {
    for (const slot of this.#members.keys()) this.kill(slot)
    const exits = [...this.#members.values()].map((member) => member.exited)
    await settlesWithin(Promise.all(exits), this.#patienceMs)
    for (const member of this.#members.values()) member.abandon()
  }

  async #inTime(slot: number, happens: Promise<void>, what: string): Promise<void> {
    if (!(await settlesWithin(happens, this.#patienceMs))) throw new Overdue(slot, what)
  }
}
