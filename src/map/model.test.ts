/**
 * Random operations from several instances of one map, against a plain `Map` with versions beside it. After every step
 * all instances agree with the model, versions have moved as they should, and `verify()` accounts for every byte.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isSelvedgeError } from '../errors.ts'
import { expectEntries, expectSame } from './contract/expectations.suite.ts'
import { scaled, seedOf } from './contract/random.suite.ts'
import type { AnyMap } from './contract/subject.suite.ts'
import type { Key } from './map.ts'
import { createModel, HOT_KEYS, keys, type Model, values } from './model/model.suite.ts'
import { type Arguments, reads, setMany, writes } from './model/operations.suite.ts'
import { SharedMap } from './shared-map.ts'

/** Instances of one map, with near caches of all sizes; each step goes through one of them. */
type Instances = readonly [AnyMap, AnyMap, AnyMap]

interface Plan {
  readonly name: string
  readonly args: Arguments
  readonly through: number
  readonly run: (model: Model, map: AnyMap, args: Arguments) => void
}

class Step implements fc.Command<Model, Instances> {
  readonly #plan: Plan

  constructor(plan: Plan) {
    this.#plan = plan
  }

  check(): boolean {
    return true
  }

  run(model: Model, instances: Instances): void {
    const { args, run, through } = this.#plan
    const before = new Map(model.entries)
    try {
      run(model, instances[through] ?? instances[0], args)
    } catch (error) {
      if (!(isSelvedgeError(error) && error.code === 'ERR_FULL')) throw error
    }
    this.#checkVersions(model, before, instances)
    const observer = instances[model.steps++ % instances.length] ?? instances[0]
    expect(observer.size).toBe(model.entries.size)
    for (const map of instances) expectSame(map.get(args.key), model.entries.get(args.key))
    if (model.steps % 8 === 0) expectEntries(observer, model.entries)
    expect(observer.verify()).toMatchObject({
      ok: true,
      heap: 'exact',
      entries: model.entries.size,
    })
  }

  /** A write raises the version of its key; nothing else moves any. */
  #checkVersions(model: Model, before: ReadonlyMap<Key, unknown>, instances: Instances): void {
    for (const key of model.entries.keys()) {
      const version = instances[2].getVersioned(key)?.version
      if (version === undefined) continue
      const highest = model.versions.get(key) ?? 0
      const idle = this.#plan.name in reads
      const changed = !before.has(key) || !Object.is(before.get(key), model.entries.get(key))
      if (changed) expect(version, `version of ${key}`).toBeGreaterThan(highest)
      else if (idle) expect(version, `version of ${key}`).toBe(highest)
      else expect(version, `version of ${key}`).toBeGreaterThanOrEqual(highest)
      model.versions.set(key, version)
    }
  }

  toString(): string {
    const { args, name, through } = this.#plan
    return `${through}: ${name}(${fc.stringify(args.key)}, ${fc.stringify(args.value).slice(0, 40)})`
  }
}

const key = fc.oneof(
  { weight: 3, arbitrary: fc.nat(HOT_KEYS - 1).map((index) => keys[index] ?? 0) },
  { weight: 1, arbitrary: fc.nat(keys.length - 1).map((index) => keys[index] ?? 0) },
)
const value = fc.nat(values.length - 1).map((index) => values[index])
const args: fc.Arbitrary<Arguments> = fc.record({ key, value, other: key, expected: value })
const through = fc.nat(2)

function steps(operations: typeof reads): fc.Arbitrary<Step> {
  return fc
    .tuple(fc.constantFrom(...Object.entries(operations)), args, through)
    .map(([[name, run], given, at]) => new Step({ name, args: given, through: at, run }))
}

/** Many entries at once, so that tables grow and whole classes of memory are used. */
const bulk = fc
  .tuple(fc.array(fc.tuple(key, value), { maxLength: 60 }), args, through)
  .map(([entries, given, at]) => {
    const run = (model: Model, map: AnyMap): void => setMany(model, map, entries)
    return new Step({ name: `setMany of ${entries.length}`, args: given, through: at, run })
  })

const commands = [
  fc.oneof(
    { weight: 4, arbitrary: steps(reads) },
    { weight: 12, arbitrary: steps(writes) },
    { weight: 2, arbitrary: bulk },
  ),
]

describe('SharedMap against a model', () => {
  for (const [name, maxBytes, numRuns] of [
    ['in plenty of memory', 64 * 2 ** 20, 60],
    ['in a map that is often full', 4 * 2 ** 20, 60],
  ] as const) {
    test(name, { timeout: scaled(60_000) }, () => {
      const seed = seedOf(`model test ${name}`)
      fc.assert(
        fc.property(fc.commands(commands, { maxCommands: 150, size: '+2' }), (cmds) => {
          const first = new SharedMap<Key, unknown>({ maxBytes })
          const small = SharedMap.attach<Key, unknown>(first.handle, { nearCache: 3 })
          const cold = SharedMap.attach<Key, unknown>(first.handle, { nearCache: false })
          const real: Instances = [first, small, cold]
          try {
            fc.modelRun(() => ({ model: createModel(), real }), cmds)
          } finally {
            for (const map of real) map.close()
          }
        }),
        { seed, numRuns: scaled(numRuns) },
      )
    })
  }
})
