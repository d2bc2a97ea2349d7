/** What has to hold after every schedule. */
import { checkHorizons } from '../../map/verify/horizons.ts'
import { MemoryView } from '../../map/verify/memory-view.ts'
import { verifyHeapAndTables } from '../../map/verify/verify.ts'
import { offset } from '../../memory/kernel.ts'
import { findHeldLock } from './locks.ts'
import type { Key, Value } from './model.ts'
import { getByKey } from './operations/reading.ts'
import type { Outcome } from './outcome.ts'
import { describeRace } from './races/describe.ts'
import { type Contents, isSequential } from './sequential.ts'
import type { Stage } from './stage.ts'
import { perform } from './states/site.ts'
import type { InitialState } from './states/state.ts'
import { findDeadEnd } from './usability.ts'

/** What a schedule left in memory. */
interface Remains {
  readonly fault: string | undefined
  readonly contents: Contents
}

export class Checker {
  readonly #state: InitialState
  /** By hash of memory: what was looked at is not looked at again, whoever left it. */
  readonly #known = new Map<number, Remains>()

  constructor(state: InitialState) {
    this.#state = state
  }

  /** Different memories that schedules left so far. */
  get endings(): number {
    return this.#known.size
  }

  /** What is wrong, in words; undefined if nothing is. Memory may be as at the start afterwards. */
  findFault(outcome: Outcome): string | undefined {
    const { stuck, expelled, race, alarm, performed } = outcome
    if (race !== undefined) return describeRace(race, this.#state.stage)
    if (outcome.isRedundant) return undefined
    if (alarm?.isFounded === true) return undefined
    if (alarm !== undefined) return `thread ${alarm.thread} met a write, and nobody was writing`
    if (stuck.length > 0) return `thread ${stuck.join(' and ')} cannot go on`
    if (expelled.length > 0) return `thread ${expelled.join(' and ')} lives and lost its slot`
    const { fault, contents } = this.#remains()
    if (fault !== undefined) return fault
    if (isSequential(this.#state.model, performed, contents)) return undefined
    const results = performed.map(
      ({ operation, output }) => `${operation.name} -> ${String(output)}`,
    )
    return `no order of ${results.join(', ')} leaves ${describe(contents)}`
  }

  #remains(): Remains {
    const { image } = this.#state.stage
    image.rehash()
    const hash = (image.high & 0x1fffff) * 2 ** 32 + (image.low >>> 0)
    const known = this.#known.get(hash)
    if (known !== undefined) return known
    const remains = look(this.#state)
    this.#known.set(hash, remains)
    return remains
  }
}

function look(state: InitialState): Remains {
  const fault = findHeldLock(state.stage) ?? verify(state)
  if (fault !== undefined) return { fault, contents: new Map() }
  const contents = readContents(state)
  return { fault: findDeadEnd(state, contents), contents }
}

function verify({ stage }: InitialState): string | undefined {
  try {
    const { heap } = verifyHeapAndTables(stage.observer)
    checkHorizons(new MemoryView(stage.observer), (slot) => periodOf(stage, slot))
    return heap === 'exact' ? undefined : 'a call is still under way'
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** In changes. The observer's kernel is not the explored one, whose period is so short that few changes end it. */
function periodOf({ observer, threads }: Stage, slot: number): number {
  const layout = slot === observer.slot ? observer.layout : threads[0]?.layout
  return layout === undefined ? 0 : offset(layout, 'HORIZON_PERIOD')
}

export function readContents({ stage, keys }: InitialState): Contents {
  const contents = new Map<Key, Value>()
  for (const key of keys) {
    const value = perform(stage.observer, getByKey(key))
    if (value !== undefined) contents.set(key, value)
  }
  return contents
}

function describe(contents: Contents): string {
  return `{${[...contents].map(([key, value]) => `${key}: ${value}`).join(', ')}}`
}
