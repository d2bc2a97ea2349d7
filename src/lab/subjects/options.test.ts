import { describe, expect, it } from 'vitest'
import { OptionError } from '../../index.ts'
import { checkedOptions, DEFAULT_OPTIONS, nearCacheOf, type SubjectOptions } from './options.ts'

const STRATEGIES = ['lock-free', 'sharded']

describe('checkedOptions', () => {
  it('takes what SharedMap takes', () => {
    for (const options of [
      DEFAULT_OPTIONS,
      { nearCache: 0, shards: 1 },
      { nearCache: 2 ** 24, shards: 1024 },
    ]) {
      expect(checkedOptions(options, ['map', 'sharded'], STRATEGIES)).toBe(options)
    }
    expect(checkedOptions(DEFAULT_OPTIONS, ['map'], STRATEGIES)).toBe(DEFAULT_OPTIONS)
  })

  it.each<[Partial<SubjectOptions>, string, RegExp]>([
    [{ shards: 3 }, 'sharded', /shards: a power of two/],
    [{ shards: 2048 }, 'sharded', /shards/],
    [{ shards: 8 }, 'lock-free', /only the strategy 'sharded'/],
    [{ nearCache: 2 ** 24 + 1 }, 'lock-free', /nearCache/],
    [{ nearCache: 8 }, 'map', /only SharedMap/],
  ])('refuses %j for %s', (change, subject, message) => {
    const check = (): unknown =>
      checkedOptions({ ...DEFAULT_OPTIONS, ...change }, [subject], STRATEGIES)
    expect(check).toThrow(OptionError)
    expect(check).toThrow(message)
  })
})

describe('nearCacheOf', () => {
  it('leaves the default to SharedMap', () => {
    expect(nearCacheOf({ nearCache: null })).toEqual({})
    expect(nearCacheOf({ nearCache: 0 })).toEqual({ nearCache: 0 })
  })
})
