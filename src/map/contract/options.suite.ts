/** Options out of range get a typed error that names the option, and nothing is made or attached. */
import { expect } from 'vitest'
import { expectCode } from './expectations.suite.ts'
import { type Harness, MiB } from './harness.suite.ts'

const GiB: number = 1_024 * MiB

export function options(harness: Harness): void {
  harness.it('makes a map of 256 MiB when no options are given', () => {
    const map = harness.subject.create()
    const { maxBytes, committedBytes, strategy, name } = map.stats()
    expect(maxBytes).toBe(256 * MiB)
    expect(committedBytes).toBeLessThanOrEqual(16 * MiB)
    expect(strategy).toBe(harness.subject.name)
    expect(typeof name).toBe('string')
    map.close()
  })

  harness.it('refuses a maxBytes out of range', () => {
    const numbers = [0, -0, -1, 1, Number.NaN, 0.5, 5 * GiB, -4 * MiB, 4 * MiB + 0.5, 2 ** 53]
    const odd = [
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      '4194304',
      null,
      4194304n,
      {},
      true,
    ]
    for (const maxBytes of [...numbers, ...odd]) {
      const error = expectCode(
        'ERR_OPTION',
        () => create(harness, { maxBytes }),
        `maxBytes ${maxBytes}`,
      )
      expect(error.message).toContain('maxBytes')
    }
  })

  harness.it('refuses a nearCache out of range, when made and when attached', () => {
    const map = harness.open()
    for (const nearCache of [-1, Number.NaN, 1.5, Number.POSITIVE_INFINITY, '5', true, null, {}]) {
      expectCode('ERR_OPTION', () => create(harness, { nearCache }), `nearCache ${nearCache}`)
      const error = expectCode('ERR_OPTION', () =>
        Reflect.apply(harness.subject.attach, harness.subject, [map.handle, { nearCache }]),
      )
      expect(error.message).toContain('nearCache')
    }
    expect(map.stats().threads).toBe(harness.open().stats().threads)
  })

  harness.it('tells its name', () => {
    const map = harness.open({ name: 'stock' })
    expect(map.stats().name).toBe('stock')
    expect(harness.attach({ handle: structuredClone(map.handle) }).stats().name).toBe('stock')
  })
}

function create(harness: Harness, options: Record<string, unknown>): unknown {
  return Reflect.apply(harness.subject.create, harness.subject, [options])
}
