/** The states of the map from which schedules start: what can be different about a key, its table and the heap. */
import { RESULT, RESULT_F64, type Thread } from '../../memory/thread.ts'
import type { WasmModule } from '../../memory/webassembly.ts'
import type { LogicalThread } from './logical-thread.ts'
import { Model, type Value } from './model.ts'
import { NUMBER_KEY, type Place } from './operations.ts'
import { makeStage, type Stage } from './stage.ts'

export const STATES = ['empty', 'present', 'text', 'tombstone', 'growing', 'full'] as const
export type StateName = (typeof STATES)[number]

export interface InitialState {
  readonly name: StateName
  readonly stage: Stage
  readonly model: Model
  /** The key that operations are about, and another one in the same segment, which is absent. */
  readonly key: number
  readonly other: number
  /** All keys that may be in the map, for reading what there is. */
  readonly keys: readonly number[]
  /** What is known of `key`; undefined if it has no record. */
  readonly place: Place | undefined
}

const UNITS = 24
/** So few that a dozen large values fill what is not reserve. */
const UNITS_WHEN_FULL = 16
const CANDIDATES = 64
const LARGE_VALUE = 6000
const TEXT = 3
const FULL = -1
const FILLER = 0.5

/** Each thread has blocks of the usual sizes at hand, unless `cold`: then its first steps are all in the heap. */
export function makeInitialState(
  module: WasmModule,
  name: StateName,
  threads: number,
  cold = false,
): InitialState {
  const stage = makeStage(module, threads, name === 'full' ? UNITS_WHEN_FULL : UNITS)
  const { observer, image } = stage
  if (!cold) for (const thread of stage.threads) warm(thread)
  image.keep()
  const [key = 0, other = 0, ...fillers] = keysOfOneSegment(stage)
  const values = new Map<number, Value>()
  fill(stage, name, key, fillers, values)
  image.keep()
  return {
    name,
    stage,
    model: new Model(values, name === 'full'),
    key,
    other,
    keys: [...new Set([key, other, ...values.keys()])],
    place: placeOf(observer, key),
  }
}

/** Inserts, a growth and a clear leave this thread's magazines with records, values and tables. */
function warm({ kernel }: LogicalThread): void {
  for (let key = 0; key < CANDIDATES / 4; key++) kernel.putNumber(key, FILLER)
  kernel.put(NUMBER_KEY, 0, 0, 0, TEXT, 24, 0, 0)
  kernel.clear()
}

/** Keys whose hashes lead to the first segment. */
function keysOfOneSegment({ observer, image }: Stage): number[] {
  const keys: number[] = []
  for (let key = 1; key <= CANDIDATES; key++) {
    observer.kernel.putNumber(key, 1)
    if (image.at(observer.kernel.segmentOf(0)) !== 0) keys.push(key)
    image.restoreAll()
  }
  return keys
}

function fill(
  stage: Stage,
  name: StateName,
  key: number,
  fillers: readonly number[],
  values: Map<number, Value>,
): void {
  const { kernel } = stage.observer
  const put = (key: number, value: number) => {
    kernel.putNumber(key, value)
    values.set(key, value)
  }
  if (name === 'present' || name === 'full') put(key, 1.5)
  if (name === 'text') {
    stage.observer.bytes.fill('a'.charCodeAt(0), 0, 24)
    kernel.put(NUMBER_KEY, key, 0, 0, TEXT, 24, 0, 0)
    values.set(key, 'text a')
  }
  if (name === 'tombstone') {
    kernel.putNumber(key, 1.5)
    kernel.remove(NUMBER_KEY, key, 0, 0)
  }
  if (name === 'growing') {
    const [dead = 0, ...living] = fillers
    kernel.putNumber(dead, FILLER)
    kernel.remove(NUMBER_KEY, dead, 0, 0)
    for (const filler of living) {
      if (grows(stage, key)) return
      put(filler, FILLER)
    }
  }
  if (name === 'full') fillUp(stage, fillers, values)
}

/** Whether an insert of the key would replace the table. */
function grows({ observer, image }: Stage, key: number): boolean {
  const before = observer.kernel.growths()
  image.keep()
  observer.kernel.putNumber(key, FILLER)
  const grown = observer.kernel.growths() > before
  image.restoreAll()
  return grown
}

function fillUp({ observer }: Stage, fillers: readonly number[], values: Map<number, Value>): void {
  for (const filler of fillers) {
    observer.bytes.fill('z'.charCodeAt(0), 0, LARGE_VALUE)
    const result = observer.kernel.put(NUMBER_KEY, filler, 0, 0, TEXT, LARGE_VALUE, 0, 0)
    if (result === FULL) return
    values.set(filler, `${LARGE_VALUE} bytes`)
  }
  throw new RangeError('the map did not fill up: give it fewer units')
}

function placeOf({ kernel, results, numbers }: Thread, key: number): Place | undefined {
  if (kernel.has(NUMBER_KEY, key) === 0) return undefined
  kernel.get(NUMBER_KEY, key)
  return {
    record: results[RESULT.record] ?? 0,
    identity: results[RESULT.identity] ?? 0,
    stamp: results[RESULT.stamp] ?? 0,
    epoch: results[RESULT.epoch] ?? 0,
    version: numbers[RESULT_F64.version] ?? 0,
  }
}
