/**
 * The contract of `map.ts` as cases that every strategy passes unchanged: give it a way to make maps and to attach to
 * them, call it at the top of a test file, and it registers all of them.
 */
import { describe, expect } from 'vitest'
import { badKeys } from './contract/bad-keys.suite.ts'
import { badValues } from './contract/bad-values.suite.ts'
import { bulk } from './contract/bulk.suite.ts'
import { clear } from './contract/clear.suite.ts'
import { closing } from './contract/closing.suite.ts'
import { compare } from './contract/compare.suite.ts'
import { full } from './contract/full.suite.ts'
import { handles } from './contract/handles.suite.ts'
import { createHarness, type Harness } from './contract/harness.suite.ts'
import { increment } from './contract/increment.suite.ts'
import { instances } from './contract/instances.suite.ts'
import { interruption } from './contract/interruption.suite.ts'
import { iteration } from './contract/iteration.suite.ts'
import { keys } from './contract/keys.suite.ts'
import { mapMethods } from './contract/map-methods.suite.ts'
import { nearCache } from './contract/near-cache.suite.ts'
import { options } from './contract/options.suite.ts'
import { reclaim } from './contract/reclaim.suite.ts'
import { reentry } from './contract/reentry.suite.ts'
import { scalarValues } from './contract/scalar-values.suite.ts'
import { stats } from './contract/stats.suite.ts'
import { stringValues } from './contract/string-values.suite.ts'
import { structuredValues } from './contract/structured-values.suite.ts'
import type { Subject } from './contract/subject.suite.ts'
import { update } from './contract/update.suite.ts'
import { upsert } from './contract/upsert.suite.ts'
import { versions } from './contract/versions.suite.ts'

export type { Subject } from './contract/subject.suite.ts'

const topics: Readonly<Record<string, (harness: Harness) => void>> = {
  'the methods of Map': mapMethods,
  keys,
  'bad keys': badKeys,
  'scalar values': scalarValues,
  'strings and bytes': stringValues,
  'structured values': structuredValues,
  'bad values': badValues,
  'getOrInsert, swap and take': upsert,
  'compareAndSet and compareAndDelete': compare,
  update,
  versions,
  increment,
  'setMany, getMany and toMap': bulk,
  iteration,
  clear,
  'several instances': instances,
  'near cache and freeze': nearCache,
  'user code within an operation': reentry,
  close: closing,
  options,
  handles,
  stats,
  'a full map': full,
  'memory that comes back': reclaim,
  interruptions: interruption,
}

export function contract(subject: Subject): void {
  describe(`the contract of shared maps, held by ${subject.name}`, () => {
    const harness = createHarness(subject)
    for (const [topic, cases] of Object.entries(topics)) describe(topic, () => cases(harness))
    describe('skipped cases', () => {
      harness.it('exist and have a reason', () => {
        const skipped = subject.skipped ?? []
        for (const { test } of skipped) expect([...harness.registered]).toContain(test)
        for (const { test, reason } of skipped) expect(reason.length, test).toBeGreaterThan(10)
      })
    })
  })
}
