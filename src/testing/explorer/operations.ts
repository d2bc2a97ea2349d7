/**
 * Operations as the explorer runs them: kernel calls, as src/map/shared-map.ts makes them, beside what they mean to the
 * model. Every operation writes a value of its own, so that an outcome tells whose write was seen.
 */
import { RESULT, RESULT_F64 } from '../../memory/thread.ts'
import type { Call } from './logical-thread.ts'
import type { Model, Value } from './model.ts'

/** `full`: the kernel had no memory for it. */
export type Output = Value | undefined | 'full'

/** The calls of an operation, one after the other; each is given back its result. */
export type Calls = Generator<Call, Output, number>

/** What an operation needs of its thread: the explorer's have it, and so has a real one. */
export interface Performer {
  readonly results: Int32Array
  readonly numbers: Float64Array
  readonly window: Uint8Array
}

export interface Operation {
  readonly name: string
  run(thread: Performer): Calls
  /** Its effect on the model, and what it returns; `observed` decides only whether there was no memory. */
  apply(model: Model, observed: Output): Output
}

/** What a thread learnt of a key before the schedule began, as a near cache would. */
export interface Place {
  readonly record: number
  readonly identity: number
  readonly stamp: number
  readonly epoch: number
  readonly version: number
}

export const NUMBER_KEY = 1
const ALWAYS = 0
const IF_ABSENT = 1
const IF_VERSION = 2
const FULL = -1
const STALE = -3
const TAG = { special: 0, number: 1, text: 3, none: 15 }
const NULL = 2
const SEE_TAG = -5.1e-308
/** Long enough for several words. */
const TEXT_BYTES = 24

export function get(key: number): Operation {
  return {
    name: `get ${key}`,
    *run(thread) {
      return read(thread, yield (kernel) => kernel.getNumber(key))
    },
    apply: (model) => model.values.get(key),
  }
}

function read(thread: Performer, result: number): Output {
  if (result !== SEE_TAG) return result
  const { results, numbers, window } = thread
  const tag = results[RESULT.tag]
  if (tag === TAG.number) return numbers[RESULT_F64.number]
  if (tag === TAG.none) return undefined
  if (tag === TAG.special && results[RESULT.length] === NULL) return 'null'
  if (tag !== TAG.text) return `tag ${tag}`
  const bytes = window.subarray(0, results[RESULT.length])
  const first = bytes[0] ?? 0
  if (!bytes.every((byte) => byte === first)) return `torn: ${bytes}`
  return bytes.length === TEXT_BYTES ? text(first) : `${bytes.length} bytes`
}

function text(byte: number): string {
  return `text ${String.fromCharCode(byte)}`
}

export function has(key: number): Operation {
  return {
    name: `has ${key}`,
    *run() {
      return yield (kernel) => kernel.has(NUMBER_KEY, key)
    },
    apply: (model) => (model.values.has(key) ? 1 : 0),
  }
}

/** A number: a small integer stands in the cell itself, any other has a block. */
export function set(key: number, value: number): Operation {
  return {
    name: `set ${key} ${value}`,
    *run() {
      return written(yield (kernel) => kernel.putNumber(key, value))
    },
    apply: (model, observed) => write(model, key, value, observed),
  }
}

export function setText(key: number, letter: string): Operation {
  const byte = letter.charCodeAt(0)
  return {
    name: `set ${key} ${text(byte)}`,
    *run(thread) {
      thread.window.fill(byte, 0, TEXT_BYTES)
      return written(
        yield (kernel) => kernel.put(NUMBER_KEY, key, ALWAYS, 0, TAG.text, TEXT_BYTES, 0, 0),
      )
    },
    apply: (model, observed) => write(model, key, text(byte), observed),
  }
}

export function insert(key: number, value: number): Operation {
  return {
    name: `insert ${key} ${value}`,
    *run() {
      const result: number = yield (kernel) =>
        kernel.put(NUMBER_KEY, key, IF_ABSENT, 0, TAG.number, 0, 0, value)
      return result === 0 ? 'lost' : written(result)
    },
    apply: (model, observed) =>
      model.values.has(key) ? 'lost' : write(model, key, value, observed),
  }
}

/** A write that holds only while the key's version is that of the start. */
export function setIfVersion(key: number, value: number, place: Place): Operation {
  return {
    name: `setIfVersion ${key} ${value}`,
    *run() {
      const result: number = yield (kernel) =>
        kernel.put(NUMBER_KEY, key, IF_VERSION, place.version, TAG.number, 0, 0, value)
      return result === 0 ? 'lost' : written(result)
    },
    apply: (model, observed) =>
      place.version === 0
        ? model.values.has(key)
          ? 'lost'
          : write(model, key, value, observed)
        : (model.writes.get(key) ?? 0) > 0
          ? 'lost'
          : write(model, key, value, observed),
  }
}

/** A write by way of what a near cache knows, and by the key if that is out of date. */
export function setKnown(key: number, value: number, place: Place): Operation {
  return {
    name: `setKnown ${key} ${value}`,
    *run() {
      const result: number = yield (kernel) =>
        kernel.putKnown(place.record, place.identity, place.epoch, TAG.number, 0, value)
      if (result !== STALE) return written(result)
      return written(yield (kernel) => kernel.putNumber(key, value))
    },
    apply: (model, observed) => write(model, key, value, observed),
  }
}

/** Whether what a near cache holds since the start is still the key's value. A false no is allowed, a false yes is not. */
export function isCurrent(key: number, place: Place): Operation {
  return {
    name: `isCurrent ${key}`,
    *run() {
      return yield (kernel) => kernel.isCurrent(place.record, place.stamp, place.epoch)
    },
    apply: (model, observed) => (observed === 1 && (model.writes.get(key) ?? 0) > 0 ? 0 : observed),
  }
}

export function increment(key: number, by: number): Operation {
  return {
    name: `increment ${key} ${by}`,
    *run(thread) {
      const result: number = yield (kernel) => kernel.increment(NUMBER_KEY, key, by)
      if (result === FULL) return 'full'
      if (result < 0) return 'not a number'
      return thread.numbers[RESULT_F64.number]
    },
    apply(model, observed) {
      const old = model.values.get(key) ?? 0
      if (typeof old !== 'number') return 'not a number'
      return write(model, key, old + by, observed) === 'full' ? 'full' : old + by
    },
  }
}

export function remove(key: number): Operation {
  return {
    name: `delete ${key}`,
    *run() {
      return yield (kernel) => kernel.remove(NUMBER_KEY, key, ALWAYS, 0)
    },
    apply(model) {
      if (!model.values.has(key)) return 0
      model.write(key, undefined)
      return 1
    },
  }
}

export function clear(): Operation {
  return {
    name: 'clear',
    *run() {
      return yield (kernel) => {
        kernel.clear()
        return 0
      }
    },
    apply(model) {
      for (const key of [...model.values.keys()]) model.write(key, undefined)
      return 0
    },
  }
}

function written(result: number): Output {
  return result === FULL ? 'full' : result > 0 ? 'stored' : `result ${result}`
}

/** Only a new key can find no memory: what is there can always be changed. */
function write(model: Model, key: number, value: Value, observed: Output): Output {
  if (observed === 'full' && model.mayBeFull && !model.values.has(key)) return 'full'
  model.write(key, value)
  return 'stored'
}
