/** Operations that write one key only if it is as they expect. */
import { TAG } from '../../../codec/values.ts'
import type { Key } from '../model.ts'
import { select } from './keys.ts'
import { type Operation, type Place, write, written } from './operation.ts'

/** kernel/strategies/lock-free/outcomes.ts. */
const IF_ABSENT = 1
const IF_VERSION = 2

export function insert(key: Key, value: number): Operation {
  return {
    name: `insert ${key} ${value}`,
    *run(thread) {
      const { kind, key: selected } = select(thread, key)
      return written(
        yield (kernel) => kernel.put(kind, selected, IF_ABSENT, 0, TAG.number, 0, 0, value),
      )
    },
    apply: (model, observed) =>
      model.values.has(key) ? 'lost' : write(model, key, value, observed),
  }
}

/** A write that holds only while the key's version is that of the start. */
export function setIfVersion(key: Key, value: number, { version }: Place): Operation {
  return {
    name: `setIfVersion ${key} ${value}`,
    *run(thread) {
      const { kind, key: selected } = select(thread, key)
      return written(
        yield (kernel) => kernel.put(kind, selected, IF_VERSION, version, TAG.number, 0, 0, value),
      )
    },
    apply(model, observed) {
      const holds = version === 0 ? !model.values.has(key) : model.isUnwritten(key)
      return holds ? write(model, key, value, observed) : 'lost'
    },
  }
}

export function removeIfVersion(key: Key, { version }: Place): Operation {
  return {
    name: `deleteIfVersion ${key}`,
    *run(thread) {
      const { kind, key: selected } = select(thread, key)
      return yield (kernel) => kernel.remove(kind, selected, IF_VERSION, version)
    },
    apply(model) {
      if (version === 0 || !model.isUnwritten(key)) return 0
      model.write(key, undefined)
      return 1
    },
  }
}
