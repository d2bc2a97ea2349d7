/**
 * A second, small map that one thread clears now and then while all write and read it. A write acknowledged before a
 * clear began must not be seen once the clear is acknowledged; a key may only be absent if a clear can have taken it.
 */
import type { Actor } from './actor.ts'
import { CLEARS_BEGUN, CLEARS_DONE, raise, SCRATCH_PER_SLOT } from './ledger.ts'
import type { StormMap } from './map-source.ts'
import { describe, isWhole, seqOf, writtenValue } from './value-pattern.ts'

const FIRST_ID = 400_000
/** The one slot that clears: with several, nobody could say which clear removed what. */
const CLEARING_SLOT = 0

export class Scratch {
  readonly #actor: Actor
  readonly #map: StormMap

  constructor(actor: Actor, map: StormMap) {
    this.#actor = actor
    this.#map = map
  }

  step(): void {
    const { slot, random, ledger } = this.#actor
    if (slot === CLEARING_SLOT && random.oneIn(64)) this.#clear()
    else if (random.oneIn(2)) this.#write(slot * SCRATCH_PER_SLOT + random.below(SCRATCH_PER_SLOT))
    else this.check(random.below(ledger.slots * SCRATCH_PER_SLOT), this.#map)
  }

  readAll(map: StormMap): void {
    const { ledger } = this.#actor
    for (let id = 0; id < ledger.slots * SCRATCH_PER_SLOT; id++) this.check(id, map)
  }

  /** After a death: a clear under way may or may not have happened, and does not go on. */
  takeOver(): void {
    const { control } = this.#actor.ledger
    if (this.#actor.slot !== CLEARING_SLOT) return
    Atomics.store(control, CLEARS_DONE, Atomics.load(control, CLEARS_BEGUN))
  }

  #write(id: number): void {
    const { ledger } = this.#actor
    const seq = Atomics.load(ledger.scratchIntended, id) + 1
    const clears = Atomics.load(ledger.control, CLEARS_DONE)
    Atomics.store(ledger.scratchIntended, id, seq)
    this.#map.set(key(id), writtenValue(FIRST_ID + id, seq))
    Atomics.store(ledger.since, id, clears)
    Atomics.store(ledger.scratchAcked, id, seq)
    this.#actor.acknowledged()
  }

  #clear(): void {
    const { ledger } = this.#actor
    const acked = ledger.scratchAcked.map((_, id) => Atomics.load(ledger.scratchAcked, id))
    Atomics.add(ledger.control, CLEARS_BEGUN, 1)
    this.#map.clear()
    for (const [id, seq] of acked.entries()) raise(ledger.cleared, id, seq)
    Atomics.add(ledger.control, CLEARS_DONE, 1)
    this.#actor.acknowledged()
  }

  check(id: number, map: StormMap): void {
    const { ledger } = this.#actor
    const since = Atomics.load(ledger.since, id)
    const floor = Atomics.load(ledger.scratchAcked, id)
    const cleared = Atomics.load(ledger.cleared, id)
    const value = map.get(key(id))
    const ceiling = Atomics.load(ledger.scratchIntended, id)
    const clears = Atomics.load(ledger.control, CLEARS_BEGUN)
    this.#actor.checkedRead()
    if (value === undefined) {
      if (floor === 0 || clears > since) return
      this.#found(
        map === this.#map ? 'stale' : 'lost',
        id,
        `write ${floor}, never cleared`,
        'absent',
      )
      return
    }
    const seq = seqOf(value)
    const seen = describe(value)
    if (!isWhole(FIRST_ID + id, seq, value)) this.#found('torn', id, 'a whole value', seen)
    else if (seq <= cleared)
      this.#found('stale', id, `nothing up to ${cleared} after a clear`, seen)
    else if (seq < floor) this.#found('stale', id, `write ${floor} or newer`, seen)
    else if (seq > ceiling) this.#found('phantom', id, `write ${ceiling} or older`, seen)
  }

  #found(
    kind: 'lost' | 'stale' | 'torn' | 'phantom',
    id: number,
    expected: string,
    seen: string,
  ): void {
    this.#actor.found({ kind, op: 'get', key: key(id), expected, seen })
  }
}

function key(id: number): string {
  return `scratch ${id}`
}
