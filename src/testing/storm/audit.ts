/**
 * What must hold while every thread rests: all keys exactly as the books say, through the parent's own caches and
 * through a fresh instance without any; the heap accounted for to the last block; no dead thread still counted.
 */
import type { Actor } from './actor.ts'
import { counterKey } from './counters.ts'
import { describeError, type FindingKind } from './finding.ts'
import { LANDMARKS } from './landmarks.ts'
import { COUNTERS } from './ledger.ts'
import type { Load } from './load.ts'
import type { StormMap } from './map-source.ts'
import type { Stage } from './stage.ts'
import { BOXES, boxKey } from './tokens.ts'

export class Audit {
  readonly #actor: Actor
  readonly #load: Load
  readonly #stage: Stage
  #verifications = 0
  #deathsAudited = 0

  constructor(actor: Actor, load: Load, stage: Stage) {
    this.#actor = actor
    this.#load = load
    this.#stage = stage
  }

  get verifications(): number {
    return this.#verifications
  }

  /** While others write, only the structure can be verified, and landmarks are met exactly once. */
  underLoad(): void {
    this.#verify(this.#stage.main, 'verify under load')
    this.#verify(this.#stage.nursery, 'verify under load')
    this.#load.guard('iterate', () => this.#load.landmarks.iterate())
  }

  /** `deaths` counts the workers terminated since the storm began, all of them gone. */
  atRest(deaths: number): void {
    const { main, scratch, nursery } = this.#stage
    for (const map of [main, scratch, nursery]) {
      const heap = this.#verify(map, 'verify at rest')
      if (heap === 'busy') this.#found('corrupt', 'verify at rest', 'heap exact', heap)
    }
    const fresh = this.#stage.fresh()
    this.#load.guard('audit', () => this.#readEverything(fresh, deaths - this.#deathsAudited))
    fresh.close()
    this.#deathsAudited = deaths
    this.#judgeSizes(main, nursery)
    this.#judgeThreads(main)
  }

  #readEverything(fresh: StormMap, deaths: number): void {
    const { main, scratch, nursery } = this.#stage
    const load = this.#load
    load.registers.readAll(main)
    load.registers.readAll(fresh)
    for (let counter = 0; counter < COUNTERS; counter++) {
      load.counters.check(counter)
      load.counters.check(counter, fresh)
    }
    load.counters.settle(fresh)
    load.sharedCounters.settle()
    load.tokens.audit(fresh, deaths)
    load.landmarks.readAll(fresh)
    load.scratch.readAll(scratch)
    for (let slot = 0; slot < this.#actor.ledger.slots; slot++) {
      load.churn.readAll(slot, fresh)
      load.nursery.readAll(slot, nursery)
      this.#actor.beat()
    }
  }

  /** With writes at rest, `size`, an iteration and the books agree. */
  #judgeSizes(main: StormMap, nursery: StormMap): void {
    const { registers, churn, landmarks } = this.#load
    const counters = Array.from({ length: COUNTERS }, (_, counter) => counterKey(counter))
    const boxes = Array.from({ length: BOXES }, (_, box) => boxKey(box))
    const others = [...counters, ...boxes].filter((key) => main.has(key)).length
    const known = LANDMARKS + registers.countPresent(main) + others
    const { least, most } = churn.bounds()
    this.#judgeSize(main.size, landmarks.iterate(main), known + least, known + most)
    const grown = this.#load.nursery.bounds()
    this.#judgeSize(nursery.size, new Set(nursery.keys()).size, grown.least, grown.most)
  }

  #judgeSize(size: number, iterated: number, least: number, most: number): void {
    if (size === iterated && size >= least && size <= most) return
    const expected = `from ${least} to ${most}, as iterated`
    this.#found('iteration', 'size at rest', expected, `size ${size}, iterated ${iterated}`)
  }

  /** Threads that stay counted after their death would use up the slots. */
  #judgeThreads(main: StormMap): void {
    const { threads } = main.stats()
    const most = this.#actor.ledger.slots
    if (threads > most) this.#found('leak', 'stats', `at most ${most} threads`, `${threads}`)
  }

  #verify(map: StormMap, op: string): 'exact' | 'busy' | undefined {
    this.#verifications++
    this.#actor.beat()
    try {
      return map.verify().heap
    } catch (error) {
      this.#found('corrupt', op, 'a sound map', describeError(error))
      return undefined
    }
  }

  #found(kind: FindingKind, op: string, expected: string, seen: string): void {
    this.#actor.found({ kind, op, key: '', expected, seen })
  }
}
