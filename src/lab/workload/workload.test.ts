import { describe, expect, it } from 'vitest'
import { OptionError } from '../../index.ts'
import { checked } from './limits.ts'
import { hotOf, mixOf, mixText } from './parse.ts'
import { PLAIN, PRESETS, presetNamed } from './presets.ts'
import { scaled } from './scale.ts'
import type { Workload } from './workload.ts'

describe('checked', () => {
  it('takes every preset, at every scale', () => {
    for (const { workload } of PRESETS) {
      expect(checked(workload)).toBe(workload)
      for (const scale of ['keys', 'threads'] as const) {
        for (const point of scaled(workload, scale)) checked(point)
      }
    }
  })

  it.each<[Partial<Workload>, RegExp]>([
    [{ keys: 0 }, /keys/],
    [{ keys: 1.5 }, /whole number/],
    [{ keyBytes: 5 }, /key-bytes/],
    [{ valueBytes: 2 ** 21 }, /value-bytes/],
    [{ threads: 65 }, /threads/],
    [{ seconds: 0 }, /seconds/],
    [{ seconds: Number.NaN }, /seconds/],
    [{ rate: 0 }, /rate/],
    [{ rate: 1000, thinkUs: 5 }, /not both/],
    [{ hot: { operations: 101, keys: 1 } }, /hot/],
    [{ mix: { ...PLAIN.mix, get: 0, set: 0 } }, /mix/],
  ])('refuses %j', (change, message) => {
    expect(() => checked({ ...PLAIN, ...change })).toThrow(OptionError)
    expect(() => checked({ ...PLAIN, ...change })).toThrow(message)
  })
})

describe('mixOf', () => {
  it('reads what mixText writes', () => {
    for (const { workload } of PRESETS) expect(mixOf(mixText(workload.mix))).toEqual(workload.mix)
    expect(mixText(mixOf('set=0.5, get=2'))).toBe('get=2,set=0.5')
  })

  it.each(['', 'get', 'get=', 'get=-1', 'put=5', 'get=1,,set=1', 'get=1,get=2'])(
    'refuses %j',
    (text) => {
      expect(() => mixOf(text)).toThrow(OptionError)
    },
  )
})

describe('hotOf', () => {
  it('reads percent of operations and keys', () => {
    expect(hotOf('99/0.5')).toEqual({ operations: 99, keys: 0.5 })
    for (const text of ['', '90', '90/', 'a/b', '1/2/3'])
      expect(() => hotOf(text)).toThrow(/90\/10/)
  })
})

describe('presetNamed', () => {
  it('knows the core workloads of YCSB, and says so', () => {
    expect(PRESETS.map(({ name }) => name)).toEqual([...'abcdef'].map((letter) => `ycsb-${letter}`))
    expect(presetNamed('ycsb-c')?.workload.mix).toEqual(mixOf('get=100'))
    expect(presetNamed('ycsb-g')).toBeUndefined()
  })
})
