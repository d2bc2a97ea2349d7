/** Operations that change nothing. */
import { Buffer } from 'node:buffer'
import { NUMBER_KEY } from '../../../codec/keys.ts'
import { TAG } from '../../../codec/values.ts'
import { RESULT, RESULT_F64 } from '../../../memory/thread.ts'
import type { Key } from '../model.ts'
import { select, stage } from './keys.ts'
import type { Operation, Place } from './operation.ts'
import { read } from './values.ts'

/** The result of `getNumber` that says to look at the tag: kernel/strategies/lock-free/read.ts. */
const SEE_TAG = -5.1e-308

export function get(key: Key): Operation {
  return typeof key === 'number' ? getNumber(key) : getByKey(key)
}

function getNumber(key: number): Operation {
  return {
    name: `get ${key}`,
    isRead: true,
    *run(thread) {
      const result: number = yield (kernel) => kernel.getNumber(key)
      return result === SEE_TAG ? read(thread, thread.results[RESULT.tag] ?? 0) : result
    },
    apply: (model) => model.values.get(key),
  }
}

/** The way for any key; a number's usually is `get`. */
export function getByKey(key: Key): Operation {
  return {
    name: `get by key ${key}`,
    isRead: true,
    *run(thread) {
      while (true) {
        const selected = select(thread, key)
        const tag: number = yield (kernel) => kernel.get(selected.kind, selected.key)
        if (tag !== TAG.changed) return read(thread, tag)
      }
    },
    apply: (model) => model.values.get(key),
  }
}

/** A look-up with the key in a block. */
export function getStaged(key: string): Operation {
  return {
    name: `get staged ${key}`,
    isRead: true,
    *run(thread) {
      while (true) {
        const staged = yield* stage(thread, key)
        if (staged === undefined) return 'full'
        const tag: number = yield (kernel) => kernel.get(staged.kind, staged.key)
        if (tag !== TAG.changed) return read(thread, tag)
      }
    },
    apply: (model) => model.values.get(key),
  }
}

export function has(key: Key): Operation {
  return {
    name: `has ${key}`,
    isRead: true,
    *run(thread) {
      const selected = select(thread, key)
      return yield (kernel) => kernel.has(selected.kind, selected.key)
    },
    apply: (model) => (model.values.has(key) ? 1 : 0),
  }
}

/** Whether what a near cache holds since the start is still the key's value. A false no is allowed, a false yes is not. */
export function isCurrent(key: Key, place: Place): Operation {
  return {
    name: `isCurrent ${key}`,
    isRead: true,
    *run() {
      return yield (kernel) => kernel.isCurrent(place.record, place.stamp, place.epoch)
    },
    apply: (model, observed) =>
      observed === 1 && !(model.isUnwritten(key) && model.values.has(key)) ? 0 : observed,
  }
}

/** A walker's read of a record that was the key's at the start. It may miss a key that was deleted and came back. */
export function readKnown(key: Key, place: Place): Operation {
  return {
    name: `readKnown ${key}`,
    isRead: true,
    *run(thread) {
      return read(thread, yield (kernel) => kernel.readKnown(place.record, place.identity))
    },
    apply: (model, observed) =>
      observed === undefined && model.deleted.has(key) ? undefined : model.values.get(key),
  }
}

/** The same for the record's key: 'gone' once it has no value, or is another's. */
export function readKey(key: Key, place: Place): Operation {
  return {
    name: `readKey ${key}`,
    isRead: true,
    *run(thread) {
      const kind: number = yield (kernel) => kernel.readKey(place.record, place.identity, 0)
      if (kind === 0) return 'gone'
      if (kind === NUMBER_KEY) return thread.numbers[RESULT_F64.number]
      const bytes = thread.window.subarray(0, thread.results[RESULT.length])
      return Buffer.from(bytes).toString('latin1')
    },
    apply: (model, observed) =>
      observed === 'gone' && (model.deleted.has(key) || !model.values.has(key)) ? 'gone' : key,
  }
}
