/** The map of a history storm as its parent has it: emptied before a round, read key by key after it. */
import type { StrategyName } from '../../map/map.ts'
import type { MapSource, StormHandle, StormMap } from '../storm/map-source.ts'
import type { HistoryClock } from './clock.ts'
import { OPERATIONS, perform } from './operation-codes.ts'
import { OperationLog } from './operation-log.ts'
import { ABSENT } from './stored-numbers.ts'

/** Room for the keys of a round of growth; small enough for threads to meet in its segments. */
const MAX_BYTES = 64 * 2 ** 20
const GET = OPERATIONS.indexOf('get')

export class Stage {
  readonly #map: StormMap
  /** What it reads comes from shared memory. */
  readonly #cold: StormMap
  readonly #clock: HistoryClock

  constructor(source: MapSource, strategy: StrategyName | undefined, clock: HistoryClock) {
    const request = { name: 'history storm', maxBytes: MAX_BYTES }
    this.#map = source.createMap(strategy === undefined ? request : { ...request, strategy })
    this.#cold = source.attachMap(this.#map.handle, { nearCache: false })
    this.#clock = clock
  }

  get handle(): StormHandle {
    return this.#map.handle
  }

  /** A history begins with an empty map. */
  empty(): void {
    this.#map.clear()
  }

  /** Reads every key that the logs have, while all threads rest: a write that was lost is missed at the latest here. */
  readAll(logs: readonly OperationLog[]): OperationLog {
    const keys = new Set<number>()
    for (const log of logs) {
      for (let place = 0; place < log.count; place++) keys.add(log.keyAt(place))
    }
    const reads = new OperationLog(keys.size)
    const plan = { op: 'get', argument: ABSENT, expected: ABSENT } as const
    for (const key of keys) {
      reads.begin(GET, key, ABSENT, ABSENT, this.#clock.next())
      const result = perform(this.#cold, { ...plan, key })
      reads.end(result, this.#clock.next())
    }
    return reads
  }

  close(): void {
    this.#cold.close()
    this.#map.close()
  }
}
