/** A map in the making: what states are built with. */
import { TAG } from '../../../codec/values.ts'
import { RESULT, RESULT_F64, type Thread } from '../../../memory/thread.ts'
import type { WasmModule } from '../../../memory/webassembly.ts'
import type { LogicalThread } from '../logical-thread.ts'
import { type Key, Model } from '../model.ts'
import { select } from '../operations/keys.ts'
import type { Operation, Performer, Place } from '../operations/operation.ts'
import { remove, set, setStaged, setText } from '../operations/writing.ts'
import { makeStage, type Stage } from '../stage.ts'
import type { KeyForm } from './state.ts'

const CANDIDATES = 96
/** Slots of a segment's first table. */
const FIRST_SLOTS = 8
const SLOT_BYTES = 8
export const LONG_KEY_BYTES = 24
export const LARGE_KEY_BYTES = 2040

export class Site {
  readonly stage: Stage
  readonly model: Model
  readonly key: Key
  readonly other: Key
  /** More keys of their segment, and keys of another one, all absent. */
  readonly fillers: readonly Key[]
  readonly elsewhere: readonly Key[]
  place: Place | undefined
  /** The highest version that the key was seen with, be it gone since. */
  version = 0

  constructor(module: WasmModule, threads: number, units: number, form: KeyForm, full: boolean) {
    this.stage = makeStage(module, threads, units)
    this.model = new Model(new Map(), full)
    const candidates = Array.from({ length: CANDIDATES }, (_, i) => keyOf(form, i + 1))
    const homes = candidates.map((key) => ({ key, ...homeOf(this.stage, key) }))
    // The last segment: a clear that begins with the other has more of its way to go.
    const here = homes.filter(({ segment }) => segment === 1)
    const [first] = here
    const second = here.find(({ key, slot }) => key !== first?.key && slot === first?.slot)
    if (first === undefined || second === undefined) throw new RangeError('too few candidates')
    this.key = first.key
    this.other = second.key
    this.fillers = here
      .map(({ key }) => key)
      .filter((key) => key !== first.key && key !== second.key)
    this.elsewhere = homes.filter(({ segment }) => segment === 0).map(({ key }) => key)
  }

  /** Does it all at once, by the observer or another thread of the stage. */
  perform(operation: Operation, thread: LogicalThread | Thread = this.stage.observer): void {
    const output = perform(thread, operation)
    const expected = operation.apply(this.model, output)
    if (output !== expected || output === 'full') {
      throw new RangeError(`${operation.name} gave ${output}`)
    }
  }

  set(key: Key, value: number, thread?: LogicalThread): void {
    this.perform(set(key, value), thread)
  }

  setText(key: Key, letter: string, thread?: LogicalThread): void {
    this.perform(setText(key, letter), thread)
  }

  setLong(key: Key, letter: string, length: number, thread?: LogicalThread): void {
    this.perform(setStaged(key, letter, length), thread)
  }

  remove(key: Key, thread?: LogicalThread): void {
    this.perform(remove(key), thread)
  }

  /** Who wrote the key: one of those that write it again, so that its intents are looked at. */
  get first(): LogicalThread | undefined {
    return this.stage.threads[0]
  }

  /** Whether the map takes this; if not, it is as before. */
  takes(operation: Operation): boolean {
    const { image, observer } = this.stage
    image.keep()
    const output = perform(observer, operation)
    if (output === 'full') {
      image.restoreAll()
      return false
    }
    operation.apply(this.model, output)
    return true
  }

  /** Whether the operation, now, would replace a table. */
  replacesTable(operation: Operation): boolean {
    const { image, observer } = this.stage
    const before = observer.kernel.growths()
    image.keep()
    perform(observer, operation)
    const isReplaced = observer.kernel.growths() > before
    image.restoreAll()
    return isReplaced
  }

  /** Remembers what a near cache would know of the key now. */
  note(): void {
    const { observer } = this.stage
    const { kernel, results, numbers } = observer
    const { kind, key } = select(performer(observer), this.key)
    if (kernel.get(kind, key) === TAG.none) throw new RangeError('the key has no value to note')
    this.place = {
      record: results[RESULT.record] ?? 0,
      identity: results[RESULT.identity] ?? 0,
      stamp: results[RESULT.stamp] ?? 0,
      epoch: results[RESULT.epoch] ?? 0,
      version: numbers[RESULT_F64.version] ?? 0,
    }
    this.version = Math.max(this.version, this.place.version)
  }

  /** The key is gone: what is known of it holds no longer. */
  noteGone(): void {
    if (this.place !== undefined) this.place = { ...this.place, version: 0 }
  }
}

function keyOf(form: KeyForm, i: number): Key {
  if (form === 'number') return i
  if (form === 'short text') return `k${i}`
  return `a key in a block, ${i}`.padEnd(form === 'large text' ? LARGE_KEY_BYTES : LONG_KEY_BYTES)
}

/** The segment that the key belongs to, and the slot where it stands in a table of its own. */
function homeOf({ observer, image }: Stage, key: Key): { segment: number; slot: number } {
  perform(observer, set(key, 1))
  const segments = Array.from({ length: observer.kernel.segments() }, (_, i) => i)
  const tables = segments.map((index) => image.at(observer.kernel.openSegment(index)))
  const segment = tables.findIndex((table) => table !== 0)
  const table = tables[segment] ?? 0
  let slot = 0
  while (slot < FIRST_SLOTS && image.at(table + slot * SLOT_BYTES) === 0) slot++
  image.restoreAll()
  return { segment, slot }
}

/** Runs the operation to its end, unwatched. */
export function perform(
  thread: LogicalThread | Thread,
  operation: Operation,
): ReturnType<Operation['apply']> {
  const calls = operation.run('write' in thread ? thread : performer(thread))
  let step = calls.next(0)
  while (step.done !== true) step = calls.next(step.value(thread.kernel))
  return step.value
}

/** A thread of the real kernel as operations want it. */
function performer({ results, numbers, bytes }: Thread): Performer {
  return { id: 0, results, numbers, window: bytes, write: (text, at) => bytes.set(text, at) }
}
