/** Operations that write one key, whatever was there. */
import { TAG } from '../../../codec/values.ts'
import { RESULT_F64 } from '../../../memory/thread.ts'
import type { Key } from '../model.ts'
import { select, stage } from './keys.ts'
import { type Operation, type Place, write, written } from './operation.ts'
import { bytesOf, TEXT_BYTES, textOf } from './values.ts'

export const ALWAYS = 0
/** Results beside `written`'s: kernel/strategies/lock-free/outcomes.ts. */
const FULL = -1
const STALE = -3
/** Added to a value's tag: it has been staged. */
const HELD = 8

/** A number: a small integer stands in the cell itself, any other has a block. */
export function set(key: Key, value: number): Operation {
  return {
    name: `set ${key} ${value}`,
    *run(thread) {
      const { kind, key: selected } = select(thread, key)
      if (typeof key === 'number') return written(yield (kernel) => kernel.putNumber(key, value))
      return written(
        yield (kernel) => kernel.put(kind, selected, ALWAYS, 0, TAG.number, 0, 0, value),
      )
    },
    apply: (model, observed) => write(model, key, value, observed),
  }
}

export function setText(key: Key, letter: string): Operation {
  return {
    name: `set ${key} ${textOf(letter)}`,
    *run(thread) {
      const { kind, key: selected, end } = select(thread, key)
      thread.write(bytesOf(letter), end)
      return written(
        yield (kernel) => kernel.put(kind, selected, ALWAYS, 0, TAG.text, TEXT_BYTES, end, 0),
      )
    },
    apply: (model, observed) => write(model, key, textOf(letter), observed),
  }
}

/** A value by way of a block of its own, as for one too long for the window. It may find no memory even for an update. */
export function setStaged(key: Key, letter: string, length: number): Operation {
  return {
    name: `set staged ${key} ${textOf(letter, length)}`,
    *run(thread) {
      if ((yield (kernel) => kernel.stageValue(length, length, 0)) === 0) {
        return yield* giveUp()
      }
      thread.write(bytesOf(letter), 0)
      yield (kernel) => {
        kernel.stageValuePart(0, TEXT_BYTES)
        return 0
      }
      const { kind, key: selected } = select(thread, key)
      return written(
        yield (kernel) => kernel.put(kind, selected, ALWAYS, 0, TAG.text | HELD, length, 0, 0),
      )
    },
    apply(model, observed) {
      if (observed === 'full' && model.mayBeFull) return 'full'
      return write(model, key, textOf(letter, length), observed)
    },
  }
}

/** A call that was announced and never came: what was staged goes back with the thread's next call. */
function* giveUp(): ReturnType<Operation['run']> {
  yield (kernel) => {
    kernel.settle()
    return 0
  }
  return 'full'
}

/** A set whose key comes in a block. */
export function setByStagedKey(key: string, value: number): Operation {
  return {
    name: `set by staged key ${key} ${value}`,
    *run(thread) {
      const staged = yield* stage(thread, key)
      if (staged === undefined) return yield* giveUp()
      return written(
        yield (kernel) => kernel.put(staged.kind, staged.key, ALWAYS, 0, TAG.number, 0, 0, value),
      )
    },
    apply(model, observed) {
      if (observed === 'full' && model.mayBeFull) return 'full'
      return write(model, key, value, observed)
    },
  }
}

/** A write by way of what a near cache knows, and by the key if that is out of date. */
export function setKnown(key: Key, value: number, place: Place): Operation {
  const byKey = set(key, value)
  return {
    name: `setKnown ${key} ${value}`,
    *run(thread) {
      const result: number = yield (kernel) =>
        kernel.putKnown(place.record, place.identity, place.epoch, TAG.number, 0, value)
      return result === STALE ? yield* byKey.run(thread) : written(result)
    },
    apply: byKey.apply,
  }
}

export function increment(key: Key, by: number): Operation {
  return {
    name: `increment ${key} ${by}`,
    *run(thread) {
      const selected = select(thread, key)
      const result: number = yield (kernel) => kernel.increment(selected.kind, selected.key, by)
      if (result === FULL) return 'full'
      return result < 0 ? 'not a number' : thread.numbers[RESULT_F64.number]
    },
    apply(model, observed) {
      const old = model.values.get(key) ?? 0
      if (typeof old !== 'number') return 'not a number'
      return write(model, key, old + by, observed) === 'full' ? 'full' : old + by
    },
  }
}

export function remove(key: Key): Operation {
  return {
    name: `delete ${key}`,
    *run(thread) {
      const selected = select(thread, key)
      return yield (kernel) => kernel.remove(selected.kind, selected.key, ALWAYS, 0)
    },
    apply(model) {
      if (!model.values.has(key)) return 0
      model.write(key, undefined)
      return 1
    },
  }
}

/** A delete whose key comes in a block. */
export function removeByStagedKey(key: string): Operation {
  return {
    name: `delete by staged key ${key}`,
    *run(thread) {
      const staged = yield* stage(thread, key)
      if (staged === undefined) return yield* giveUp()
      return yield (kernel) => kernel.remove(staged.kind, staged.key, ALWAYS, 0)
    },
    apply(model, observed) {
      if (observed === 'full' && model.mayBeFull) return 'full'
      return remove(key).apply(model, observed)
    },
  }
}
