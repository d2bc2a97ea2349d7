/** Handles travel by structured clone; what is no handle of this package and layout is refused. */
import { expect } from 'vitest'
import { expectCode, expectEntries } from './expectations.suite.ts'
import { type Harness, MiB } from './harness.suite.ts'
import { Memory, type WasmMemory } from './wasm-memory.suite.ts'

export function handles(harness: Harness): void {
  harness.it('attaches to a cloned handle, and to a clone of the clone', () => {
    const map = harness.open()
    map.set('key', 1)
    const cloned = harness.attach({ handle: structuredClone(map.handle) })
    expect(cloned.get('key')).toBe(1)
    const again = harness.attach({ handle: structuredClone({ within: cloned.handle }).within })
    again.set('key', 2)
    expect([map.get('key'), cloned.get('key')]).toEqual([2, 2])
    expect(cloned.stats().maxBytes).toBe(map.stats().maxBytes)
  })

  harness.it('refuses what is no handle', () => {
    const plain = [{}, [], null, undefined, 'handle', 5, Symbol('handle'), () => 1, new Map()]
    const close = [{ memory: {} }, { memory: new SharedArrayBuffer(8) }, { memory: null }]
    for (const forged of [...plain, ...close, ...foreignMemories(1)]) {
      expectCode('ERR_HANDLE_INVALID', () => attach(harness, forged))
    }
  })

  harness.it('refuses a handle with a foreign memory, whatever is in it', () => {
    const map = harness.open()
    map.set('key', 'value')
    const pages = map.stats().committedBytes / (64 * 1024)
    const foreign = [...foreignMemories(pages), ...foreignMemories(1), ...foreignMemories(0)]
    for (const [index, memory] of foreign.entries()) {
      const forged = replaced(map.handle, (value) => (isMemory(value) ? memory : value))
      expectCode('ERR_HANDLE_INVALID', () => attach(harness, forged), `memory ${index}`)
    }
    expectEntries(map, new Map([['key', 'value']]))
  })

  harness.it('refuses a handle that lacks any of its parts, or has another in its place', () => {
    const map = harness.open()
    for (const name of Object.keys(map.handle)) {
      for (const other of [undefined, null, 'other', {}, -1]) {
        const forged = { ...map.handle, [name]: other }
        try {
          const attached = harness.subject.attach(forged)
          attached.set('key', 'still the same map')
          expect(map.get('key')).toBe('still the same map')
          attached.close()
        } catch (error) {
          const wrong = expectCode(Reflect.get(Object(error), 'code'), () => {
            throw error
          })
          expect(wrong.code, name).toMatch(/^ERR_HANDLE_(INVALID|VERSION)$/)
        }
      }
    }
  })

  harness.it('refuses a handle of another layout version, cloned or not', () => {
    const map = harness.open()
    map.set('key', 'value')
    const other = harness.subject.ofOtherLayout(map.handle)
    for (const handle of [other, structuredClone(other)]) {
      const error = expectCode('ERR_HANDLE_VERSION', () => attach(harness, handle))
      expect(error.message).toMatch(/version/)
    }
    expectEntries(map, new Map([['key', 'value']]))
  })
}

function attach(harness: Harness, handle: unknown): unknown {
  return Reflect.apply(harness.subject.attach, harness.subject, [handle])
}

function isMemory(value: unknown): boolean {
  return value instanceof Memory
}

/** Memories of others: empty, full of ones, full of noise; shared and not. */
function foreignMemories(pages: number): WasmMemory[] {
  return [true, false].flatMap((shared) =>
    ([() => 0, () => 255, (index: number) => Math.imul(index, 0x9e3779b1) >>> 24] as const).map(
      (fill) => {
        const descriptor = { initial: pages, maximum: (16 * MiB) / (64 * 1024), shared }
        const memory = new Memory(descriptor)
        const bytes = new Uint8Array(memory.buffer)
        for (let index = 0; index < Math.min(bytes.length, 4 * MiB); index++)
          bytes[index] = fill(index)
        return memory
      },
    ),
  )
}

/** The handle with each of its fields put through `change`. */
function replaced(handle: object, change: (value: unknown) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(handle).map(([name, value]) => [name, change(value)]))
}
