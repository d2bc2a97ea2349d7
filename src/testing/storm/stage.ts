/** The maps under test, as the parent holds them: it creates them, and replaces the nursery in every round. */
import { SharedCounter } from '../../counter/shared-counter.ts'
import type { StrategyName } from '../../map/map.ts'
import type { StormMaps } from './load.ts'
import type { MapSource, StormMap } from './map-source.ts'

/** Small on purpose: a small map has few segments, so threads meet in them, and their tables take longer to rebuild. */
const MAIN_BYTES = 16 * 2 ** 20
const SCRATCH_BYTES = 4 * 2 ** 20
const NURSERY_BYTES = 16 * 2 ** 20

export class Stage implements StormMaps {
  readonly main: StormMap
  readonly scratch: StormMap
  readonly counters: readonly [SharedCounter, SharedCounter<true>] = [
    new SharedCounter({ name: 'storm plain' }),
    new SharedCounter({ name: 'storm striped', striped: true }),
  ]
  #nursery: StormMap
  readonly #source: MapSource
  readonly #strategy: { strategy?: StrategyName }

  constructor(source: MapSource, strategy: StrategyName | undefined) {
    this.#source = source
    this.#strategy = strategy === undefined ? {} : { strategy }
    this.main = this.#create('storm main', MAIN_BYTES)
    this.scratch = this.#create('storm scratch', SCRATCH_BYTES)
    this.#nursery = this.#create('storm nursery', NURSERY_BYTES)
  }

  get nursery(): StormMap {
    return this.#nursery
  }

  /** Puts a new, small nursery in the place of the old one. */
  renewNursery(): void {
    this.#nursery.close()
    this.#nursery = this.#create('storm nursery', NURSERY_BYTES)
  }

  /** Another instance of the main map, without a near cache: what it reads comes from shared memory. */
  fresh(): StormMap {
    return this.#source.attachMap(this.main.handle, { nearCache: false })
  }

  /** Bytes of the maps that outlive the rounds. */
  usage(): { usedBytes: number; committedBytes: number } {
    const [main, scratch] = [this.main.stats(), this.scratch.stats()]
    return {
      usedBytes: main.usedBytes + scratch.usedBytes,
      committedBytes: main.committedBytes + scratch.committedBytes,
    }
  }

  close(): void {
    this.main.close()
    this.scratch.close()
    this.#nursery.close()
    for (const counter of this.counters) counter.close()
  }

  #create(name: string, maxBytes: number): StormMap {
    return this.#source.createMap({ name, maxBytes, ...this.#strategy })
  }
}
