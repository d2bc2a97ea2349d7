/**
 * Single-writer keys: each slot writes its own and reads everyone's. The writer holds the map to exactly what it
 * acknowledged; readers hold it to the range between acknowledged and intended, and to what any thread saw before.
 */
import type { Key } from '../../map/map.ts'
import type { Actor } from './actor.ts'
import type { FindingKind } from './finding.ts'
import { REGISTERS_PER_SLOT, raise } from './ledger.ts'
import type { StormMap } from './map-source.ts'
import { judgeRead } from './register-protocol.ts'
import { INSERTS, REMOVALS, STORES } from './register-writes.ts'
import { type StormValue, stateOf, writtenValue } from './value-pattern.ts'

const HOT_PER_SLOT = 8
const BURST = 32
const LONG_BURST = 12
/** The hot key of each slot that gets values longer than a window (value-pattern.ts). */
const LONG_REGISTER = 3
/** The number of a write that never happens. */
const NEVER = 2 ** 31 - 1

/** What was read, and the writes it may be of. */
interface RegisterRead {
  readonly floor: number
  readonly value: StormValue | undefined
  readonly ceiling: number
}

/** Keys of every kind: integers, fractions, short names, and names too long for any inline place. */
export function registerKey(id: number): Key {
  if (id % 6 === 0) return id
  if (id % 6 === 3) return id + 0.25
  return id % 6 === 5 ? `register ${'\u00e9'.repeat(40)} ${'x'.repeat(id % 300)} ${id}` : `r${id}`
}

export class Registers {
  readonly #actor: Actor
  readonly #map: StormMap
  readonly #keys: readonly Key[]
  /** By own key: the last version asked for, and the write it belonged to. */
  readonly #versions = new Map<number, { version: number; seq: number }>()

  constructor(actor: Actor, map: StormMap) {
    this.#actor = actor
    this.#map = map
    const count = actor.ledger.slots * REGISTERS_PER_SLOT
    this.#keys = Array.from({ length: count }, (_, id) => registerKey(id))
  }

  /** Takes one own key to its next state, by any of the map's ways. */
  write(): void {
    const { ledger, random } = this.#actor
    const id = this.#pick(this.#actor.slot)
    const key = this.#key(id)
    const known = Atomics.load(ledger.acked, id)
    const seq = Atomics.load(ledger.intended, id) + 1
    const before = stateOf(id, known)
    const next = stateOf(id, seq)
    const removal = random.pick(REMOVALS)
    const store = random.pick(before === undefined ? INSERTS : STORES)
    Atomics.store(ledger.intended, id, seq)
    const outcome =
      next === undefined
        ? removal.run(this.#map, key, before)
        : store.run(this.#map, key, before, next)
    Atomics.store(ledger.acked, id, seq)
    this.#actor.acknowledged()
    const op = next === undefined ? removal.op : store.op
    const held = this.#judgeOwn(op, id, outcome.saw, known)
    if (outcome.applied && held) return
    if (!outcome.applied && held) {
      this.#lost(op, id, `accepted on ${describeState(before)}`, 'refused')
    }
    this.#mend(key, next)
  }

  /** Writes one own hot key again and again, with nothing between but the books. */
  writeBurst(): void {
    const { random, slot } = this.#actor
    this.#writeMany(slot * REGISTERS_PER_SLOT + random.below(HOT_PER_SLOT), BURST)
  }

  /** The same with a key whose values are long, so that most of the time is spent within a write. */
  longWriteBurst(): void {
    this.#writeMany(this.#actor.slot * REGISTERS_PER_SLOT + LONG_REGISTER, LONG_BURST)
  }

  #writeMany(id: number, count: number): void {
    const { ledger } = this.#actor
    const key = this.#key(id)
    const first = Atomics.load(ledger.intended, id) + 1
    const states = Array.from({ length: count }, (_, at) => stateOf(id, first + at))
    states.forEach((state, at) => {
      Atomics.store(ledger.intended, id, first + at)
      if (state === undefined) this.#map.delete(key)
      else this.#map.set(key, state)
      Atomics.store(ledger.acked, id, first + at)
    })
    this.#actor.acknowledged(count)
    this.#actor.beat(count)
  }

  /** Reads one hot key again and again, and judges what was read afterwards. */
  readBurst(): void {
    const { ledger, random } = this.#actor
    const id = random.below(ledger.slots) * REGISTERS_PER_SLOT + random.below(HOT_PER_SLOT)
    const key = this.#key(id)
    const reads = Array.from({ length: BURST }, (): RegisterRead => {
      const floor = Math.max(Atomics.load(ledger.acked, id), Atomics.load(ledger.seen, id))
      const value = this.#map.get(key)
      return { floor, value, ceiling: Atomics.load(ledger.intended, id) }
    })
    for (const read of reads) this.#judge(id, read, 'stale')
    this.#actor.beat(BURST)
  }

  /** Reads an own key by one of the ways that must leave it as it is. */
  readOwn(): void {
    const { ledger, random } = this.#actor
    const id = this.#pick(this.#actor.slot)
    const key = this.#key(id)
    const known = Atomics.load(ledger.acked, id)
    const before = stateOf(id, known)
    this.#actor.checkedRead()
    switch (random.below(before === undefined ? 3 : 5)) {
      case 0:
        this.#judgeOwn('get', id, this.#map.get(key), known)
        break
      case 1:
        if (this.#map.has(key) !== (before !== undefined)) {
          this.#lost('has', id, String(before !== undefined), String(before === undefined))
        }
        break
      case 2:
        this.#readVersion(id, key, known)
        break
      case 3:
        this.#judgeOwn(
          'getOrInsert',
          id,
          this.#map.getOrInsert(key, writtenValue(id, NEVER)),
          known,
        )
        break
      default:
        if (this.#map.compareAndSet(key, writtenValue(id, NEVER), writtenValue(id, NEVER))) {
          this.#lost('compareAndSet of a value never held', id, 'refused', 'accepted')
          this.#mend(key, before)
        }
    }
  }

  /** Reads anybody's key, hot ones more often than not. */
  read(): void {
    this.check(this.#pick(this.#actor.random.below(this.#actor.ledger.slots)))
  }

  /** Reads all keys of one slot. */
  readSlot(slot: number): void {
    const first = slot * REGISTERS_PER_SLOT
    for (let id = first; id < first + REGISTERS_PER_SLOT; id++) this.check(id)
  }

  /** Reads all keys; through a fresh instance, which has no cache to blame, what is old is lost. */
  readAll(map: StormMap): void {
    for (let id = 0; id < this.#keys.length; id++) this.check(id, map)
  }

  /** How many keys are there now; exact only at rest. */
  countPresent(map: StormMap): number {
    return this.#keys.filter((key) => map.has(key)).length
  }

  /** Reads one key and holds it to the protocol. */
  check(id: number, map: StormMap = this.#map): void {
    const { ledger } = this.#actor
    const floor = Math.max(Atomics.load(ledger.acked, id), Atomics.load(ledger.seen, id))
    const value = map.get(this.#key(id))
    const ceiling = Atomics.load(ledger.intended, id)
    this.#judge(id, { floor, value, ceiling }, map === this.#map ? 'stale' : 'lost')
  }

  /**
   * After a death: the write under way happened or did not, and whatever is found now is the state to go on from. Its
   * number is not used again, so a dead thread's write that lands later still shows.
   */
  takeOver(): void {
    const { ledger, slot } = this.#actor
    const first = slot * REGISTERS_PER_SLOT
    for (let id = first; id < first + REGISTERS_PER_SLOT; id++) {
      const floor = Math.max(Atomics.load(ledger.acked, id), Atomics.load(ledger.seen, id))
      const intended = Atomics.load(ledger.intended, id)
      const verdict = judgeRead(id, this.#map.get(this.#key(id)), floor, intended)
      this.#actor.checkedRead()
      if (verdict.fine) {
        raise(ledger.seen, id, verdict.seq)
        Atomics.store(ledger.acked, id, verdict.seq)
      } else {
        const kind = lostIfOld(verdict.flaw.kind)
        this.#actor.found({ ...verdict.flaw, kind, op: 'take over', key: this.#name(id) })
        const seq = intended + 1
        Atomics.store(ledger.intended, id, seq)
        this.#mend(this.#key(id), stateOf(id, seq))
        Atomics.store(ledger.acked, id, seq)
      }
    }
  }

  /** `old` is what to call a read that is too old: through a cache it may be stale only. */
  #judge(id: number, { floor, value, ceiling }: RegisterRead, old: 'stale' | 'lost'): void {
    const verdict = judgeRead(id, value, floor, ceiling)
    this.#actor.checkedRead()
    if (verdict.fine) {
      raise(this.#actor.ledger.seen, id, verdict.seq)
      return
    }
    const kind = old === 'lost' ? lostIfOld(verdict.flaw.kind) : verdict.flaw.kind
    this.#actor.found({ ...verdict.flaw, kind, op: 'get', key: this.#name(id) })
  }

  #readVersion(id: number, key: Key, known: number): void {
    const held = this.#map.getVersioned(key)
    if (!this.#judgeOwn('getVersioned', id, held?.value, known) || held === undefined) return
    const last = this.#versions.get(id)
    this.#versions.set(id, { version: held.version, seq: known })
    if (last === undefined) return
    const right = last.seq === known ? held.version === last.version : held.version > last.version
    if (right && Number.isSafeInteger(held.version)) return
    this.#actor.found({
      kind: 'version',
      op: 'getVersioned',
      key: this.#name(id),
      expected: `${last.seq === known ? 'version' : 'above'} ${last.version}`,
      seen: String(held.version),
    })
  }

  /** The only writer knows the state exactly: anything older is a lost write. */
  #judgeOwn(op: string, id: number, saw: StormValue | undefined, known: number): boolean {
    const verdict = judgeRead(id, saw, known, known)
    if (verdict.fine) return true
    this.#actor.found({
      ...verdict.flaw,
      kind: lostIfOld(verdict.flaw.kind),
      op,
      key: this.#name(id),
    })
    return false
  }

  #lost(op: string, id: number, expected: string, seen: string): void {
    this.#actor.found({ kind: 'lost', op, key: this.#name(id), expected, seen })
  }

  /** Brings map and books together again after a finding, so that one fault is not reported at every later step. */
  #mend(key: Key, state: StormValue | undefined): void {
    if (state === undefined) this.#map.delete(key)
    else this.#map.set(key, state)
  }

  #pick(slot: number): number {
    const { random } = this.#actor
    const within = random.oneIn(2) ? random.below(HOT_PER_SLOT) : random.below(REGISTERS_PER_SLOT)
    return slot * REGISTERS_PER_SLOT + within
  }

  #key(id: number): Key {
    return this.#keys[id] ?? registerKey(id)
  }

  #name(id: number): string {
    return `register ${id}`
  }
}

function describeState(state: StormValue | undefined): string {
  return state === undefined ? 'absent' : 'the acknowledged value'
}

function lostIfOld(kind: FindingKind): FindingKind {
  return kind === 'stale' ? 'lost' : kind
}
