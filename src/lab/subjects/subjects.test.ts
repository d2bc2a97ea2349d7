import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { PLAIN } from '../workload/presets.ts'
import { keyText } from '../workload/texts.ts'
import { openStore, STRATEGY_NAMES, subjectNamed } from './catalogue.ts'
import type { Fill } from './fill.ts'
import { installed, MissingError } from './installed.ts'
import type { Prepared, Store } from './subject.ts'

const WORKLOAD = { ...PLAIN, keys: 1000, keyBytes: 8, valueBytes: 20 }
const ENTRIES = { workload: WORKLOAD, isStopped: () => false }
const KEY = keyText(77, 8)
/** Those that answer at once, and that need nothing but a package; for the others see test/lab-rivals.test.ts. */
const SYNCHRONOUS = [...STRATEGY_NAMES, 'map', 'lmdb', 'sharedmap']

async function storeOf(prepared: Prepared, entries: Fill): Promise<Store> {
  const store = await openStore(structuredClone(await prepared.connect()), entries)
  if ('isAsync' in store) throw new TypeError('it answers later')
  return store
}

describe.each(SYNCHRONOUS)('%s', (name) => {
  it('is filled, and does every operation', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'selvedge-lab-test-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const prepared = await subjectNamed(name).prepare(ENTRIES, folder)
    const store = await storeOf(prepared, ENTRIES)
    expect(store.get(KEY)).toMatch(/^[!-~]{20}$/)
    expect(store.get(keyText(1000, 8))).toBeUndefined()
    store.set(KEY, 'set')
    expect(store.get(KEY)).toBe('set')
    store.update(KEY, 'updated')
    expect(store.get(KEY)).toBe('updated')
    store.iterate(10)
    store.iterate(5000)
    store.delete(KEY)
    store.delete(KEY)
    expect(store.get(KEY)).toBeUndefined()
    store.set(KEY, 'again')
    expect(store.get(KEY)).toBe('again')
    await store.close()
    await prepared.close()
  })

  it('stops to fill when nobody waits for it any more', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'selvedge-lab-test-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const stopped = { workload: WORKLOAD, isStopped: () => true }
    const prepared = await subjectNamed(name).prepare(stopped, folder)
    const store = await storeOf(prepared, stopped)
    expect(store.get(KEY)).toBeUndefined()
    await store.close()
    await prepared.close()
  })
})

describe('installed', () => {
  it('says of a package that is not there how to get it', async () => {
    const name = 'selvedge-no-such-package'
    const missing = installed(name, () => createRequire(import.meta.url)(name))
    await expect(missing).rejects.toThrow(MissingError)
    await expect(missing).rejects.toThrow(/npm install selvedge-no-such-package/)
  })

  it('passes on what else goes wrong', async () => {
    const broken = installed('broken', () => Promise.reject(new TypeError('broken')))
    await expect(broken).rejects.toThrow(TypeError)
  })
})
