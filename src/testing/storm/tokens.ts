/**
 * Tokens: unique values that all threads put into and take out of a few boxes, by every operation that gives an old
 * value away. Each token may leave the boxes once, to one thread; at rest those not yet out must be in a box.
 */
import type { Actor } from './actor.ts'
import { TOKEN_RING, TOKENS_AUDITED, TOKENS_ISSUED } from './ledger.ts'
import type { StormMap } from './map-source.ts'
import { describe, isWhole, type StormValue, seqOf, writtenValue } from './value-pattern.ts'

export const BOXES = 16
/** The pattern id that all tokens share: any of them may be in any box. */
const TOKEN_ID = 300_000

/** States of a token in the books; zero is "not issued". */
const ISSUED = 1
const PUT = 2
const OUT = 3

export function boxKey(box: number): string {
  return `box ${box}`
}

export class Tokens {
  readonly #actor: Actor
  readonly #map: StormMap
  /** Tokens in a box at the last audit. */
  #boxed: ReadonlySet<number> = new Set()

  constructor(actor: Actor, map: StormMap) {
    this.#actor = actor
    this.#map = map
  }

  /** One exchange with a box. Does nothing if the books are full until the next audit. */
  exchange(): void {
    const { ledger, random } = this.#actor
    const key = boxKey(random.below(BOXES))
    const way = random.below(7)
    if (way === 0) {
      this.#out('take', key, this.#map.take(key))
      return
    }
    if (way === 1) {
      const held = this.#map.get(key)
      if (held !== undefined && this.#map.compareAndDelete(key, held)) {
        this.#out('compareAndDelete', key, held)
      }
      return
    }
    const audited = Atomics.load(ledger.control, TOKENS_AUDITED)
    if (Atomics.load(ledger.control, TOKENS_ISSUED) - audited > TOKEN_RING / 2) return
    const serial = Atomics.add(ledger.control, TOKENS_ISSUED, 1) + 1
    Atomics.store(ledger.tokens, serial % TOKEN_RING, ISSUED)
    const fresh = writtenValue(TOKEN_ID, serial)
    this.#put(way, key, fresh, serial)
    this.#actor.acknowledged()
  }

  /**
   * With every thread at rest: each box holds a different token that is not out, and no token that was put is missing,
   * except one for each thread that died after taking it and before writing that down.
   */
  audit(map: StormMap, deaths: number): void {
    const { ledger } = this.#actor
    const boxed = new Set<number>()
    for (let box = 0; box < BOXES; box++) {
      const held = map.get(boxKey(box))
      if (held === undefined) continue
      const serial = this.#serial('audit', boxKey(box), held)
      if (serial === undefined) continue
      if (boxed.has(serial)) this.#phantom('audit', boxKey(box), `token ${serial} in one box`)
      if (Atomics.load(ledger.tokens, serial % TOKEN_RING) === OUT) {
        this.#phantom('audit', boxKey(box), `token ${serial} out, not boxed`)
      }
      boxed.add(serial)
    }
    this.#judgeMissing(boxed, deaths)
  }

  #put(way: number, key: string, fresh: StormValue, serial: number): void {
    const map = this.#map
    switch (way) {
      case 2: {
        const held = map.getOrInsert(key, fresh)
        this.#settle(serial, this.#serial('getOrInsert', key, held) === serial)
        break
      }
      case 3: {
        const held = map.get(key)
        const replaced = map.compareAndSet(key, held, fresh)
        this.#settle(serial, replaced)
        if (replaced) this.#out('compareAndSet', key, held)
        break
      }
      case 4: {
        let held: StormValue | undefined
        map.update(key, (old) => {
          held = old
          return fresh
        })
        this.#settle(serial, true)
        this.#out('update', key, held)
        break
      }
      default: {
        const held = map.swap(key, fresh)
        this.#settle(serial, true)
        this.#out('swap', key, held)
      }
    }
  }

  /** Writes down whether an issued token went into the box; another thread may have had it out already. */
  #settle(serial: number, put: boolean): void {
    const place = serial % TOKEN_RING
    const found = Atomics.compareExchange(this.#actor.ledger.tokens, place, ISSUED, put ? PUT : OUT)
    if (!put && found !== ISSUED) this.#phantom('refused', 'box', `token ${serial} never put`)
  }

  #out(op: string, key: string, held: StormValue | undefined): void {
    if (held === undefined) return
    const serial = this.#serial(op, key, held)
    this.#actor.checkedRead()
    if (serial === undefined) return
    const before = Atomics.exchange(this.#actor.ledger.tokens, serial % TOKEN_RING, OUT)
    if (before === OUT) this.#phantom(op, key, `token ${serial} to one thread`)
    if (before === 0) this.#phantom(op, key, `token ${serial} issued`)
  }

  #judgeMissing(boxed: ReadonlySet<number>, deaths: number): void {
    const { ledger } = this.#actor
    const issued = Atomics.load(ledger.control, TOKENS_ISSUED)
    const open = [...this.#boxed]
    const audited = Atomics.load(ledger.control, TOKENS_AUDITED)
    for (let serial = audited + 1; serial <= issued; serial++) open.push(serial)
    const missing = open.filter(
      (serial) => !boxed.has(serial) && Atomics.load(ledger.tokens, serial % TOKEN_RING) === PUT,
    )
    this.#boxed = boxed
    Atomics.store(ledger.control, TOKENS_AUDITED, issued)
    if (missing.length <= deaths) return
    this.#actor.found({
      kind: 'lost',
      op: 'audit',
      key: 'boxes',
      expected: `at most ${deaths} tokens missing`,
      seen: `${missing.length} missing: ${missing.slice(0, 5).join(', ')}`,
    })
  }

  /** Which token a value is; undefined, and a finding, if it is none. */
  #serial(op: string, key: string, held: StormValue): number | undefined {
    const serial = seqOf(held)
    if (isWhole(TOKEN_ID, serial, held)) return serial
    this.#actor.found({ kind: 'torn', op, key, expected: 'a whole token', seen: describe(held) })
    return undefined
  }

  #phantom(op: string, key: string, expected: string): void {
    this.#actor.found({ kind: 'phantom', op, key, expected, seen: 'a second or early appearance' })
  }
}
