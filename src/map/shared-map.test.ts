/** SharedMap fulfils the contract with each of its strategies. */
import { describe, expect, test } from 'vitest'
import { isSelvedgeError } from '../errors.ts'
import { STRATEGIES } from '../memory/kernel.ts'
import { expectCode } from './contract/expectations.suite.ts'
import { Memory, type WasmMemory } from './contract/wasm-memory.suite.ts'
import { contract } from './contract.suite.ts'
import type { Key } from './map.ts'
import { SharedMap } from './shared-map.ts'

for (const strategy of STRATEGIES) {
  contract({
    name: strategy,
    create: (options) => new SharedMap<Key, unknown>({ strategy, ...options }),
    attach: (handle, options) => SharedMap.attach<Key, unknown>(handle, options),
    ofOtherLayout: (handle) => ({ ...handle, memory: memoryOfOtherLayout(handle) }),
  })
}

/** A copy of the handle's memory but for the layout version, the header's second word, and the map's identity. */
function memoryOfOtherLayout(handle: object): WasmMemory {
  const words = new Uint32Array(Reflect.get(handle, 'memory').buffer)
  const pages = words.byteLength / 65_536
  const copy = new Memory({ initial: pages, maximum: pages, shared: true })
  const copied = new Uint32Array(copy.buffer)
  copied.set(words)
  copied[1] = (words[1] ?? 0) + 1
  copied[12] = ~(words[12] ?? 0)
  return copy
}

describe('SharedMap', () => {
  test('refuses an unknown strategy and names those there are', () => {
    for (const strategy of ['', 'fast', 'LOCK-FREE', 5, null, {}, '__proto__', 'constructor']) {
      const error = expectCode('ERR_OPTION', () => Reflect.construct(SharedMap, [{ strategy }]))
      for (const name of STRATEGIES) expect(error.message).toContain(name)
    }
  })

  test('has shards where there are any, a power of two', () => {
    const map = new SharedMap({ strategy: 'sharded', shards: 1024, maxBytes: 2 ** 20 })
    map.set('key', 1)
    expect(map.verify().ok).toBe(true)
    map.close()
    for (const shards of [0, 3, -2, 2048, 1.5, '4', null]) {
      expectCode('ERR_OPTION', () =>
        Reflect.construct(SharedMap, [{ strategy: 'sharded', shards }]),
      )
    }
    expectCode('ERR_OPTION', () => new SharedMap({ strategy: 'rwlock', shards: 2 }))
    expectCode('ERR_OPTION', () => new SharedMap({ shards: 2 }))
  })

  test('has one guard, or none', () => {
    for (const guard of [true, 'COMPOUND', '', 1, null, {}]) {
      const error = expectCode('ERR_OPTION', () => Reflect.construct(SharedMap, [{ guard }]))
      expect(error.message).toContain("guard: 'compound' or false")
    }
    new SharedMap({ guard: 'compound' }).close()
    new SharedMap({ guard: false }).close()
  })

  test('refuses a handle that names another strategy', () => {
    const map = new SharedMap({ strategy: 'sharded' })
    const handle = { ...map.handle, strategy: 'lock-free' }
    expectCode('ERR_HANDLE_INVALID', () => Reflect.apply(SharedMap.attach, SharedMap, [handle]))
    map.close()
  })

  test('is lock-free unless told otherwise, and refuses options that are none', () => {
    const map = new SharedMap()
    expect(map.stats().strategy).toBe('lock-free')
    map.close()
    for (const options of [null, 5, 'lock-free', true]) {
      expectCode('ERR_OPTION', () => Reflect.construct(SharedMap, [options]))
    }
  })

  test('reaps nothing for a thread that never attached, nor for what is no thread', () => {
    expect(SharedMap.reap(2 ** 30)).toBe(0)
    for (const worker of [undefined, null, 'worker', {}, Number.NaN, -1, 0, 0.5]) {
      expect(refusalOf(() => Reflect.apply(SharedMap.reap, SharedMap, [worker]))).toMatch(
        /^(0|ERR_OPTION)$/,
      )
    }
  })
})

function refusalOf(call: () => unknown): string {
  try {
    return String(call())
  } catch (error) {
    return isSelvedgeError(error) ? error.code : String(error)
  }
}
