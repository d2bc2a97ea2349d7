import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatBytes, formatCount, formatDuration, formatFigure, formatRatio } from './format.ts'
import { gainOf } from './gain.ts'
import { HISTOGRAM_WORDS, Histogram } from './histogram.ts'
import { median } from './median.ts'
import { expectEqual, type Side, timePair } from './paired.ts'

describe('median', () => {
  it('is the middle of an odd sample and between the middles of an even one', () => {
    expect(median([3, 1, 2])).toBe(2)
    expect(median([4, 1, 3, 2])).toBe(2.5)
  })

  it('leaves the sample as it was', () => {
    const sample = [3, 1, 2]
    median(sample)
    expect(sample).toEqual([3, 1, 2])
  })

  it('refuses an empty sample', () => {
    expect(() => median([])).toThrow(RangeError)
  })
})

describe('Histogram', () => {
  it('reads percentiles at most 3.2 % above the recorded durations, and never below', () => {
    const durations = fc.array(fc.integer({ min: 0, max: 4_000_000_000 }), { minLength: 1 })
    fc.assert(
      fc.property(durations, fc.double({ min: 0, max: 1, noNaN: true }), (sample, share) => {
        const histogram = new Histogram()
        for (const ns of sample) histogram.recordMs(ns / 1e6)
        const sorted = sample.toSorted((a, b) => a - b)
        const exact = sorted[Math.max(1, Math.ceil(sorted.length * share)) - 1] ?? Number.NaN
        const read = histogram.percentileNs(share)
        // A duration may lose one nanosecond on its way through milliseconds.
        expect(read).toBeGreaterThanOrEqual(exact - 1)
        expect(read).toBeLessThanOrEqual(exact * 1.032 + 1)
      }),
    )
  })

  it('counts what lies beyond its ends at its ends', () => {
    const histogram = new Histogram()
    histogram.recordMs(-1)
    histogram.recordMs(1e9)
    expect(histogram.total).toBe(2)
    expect(histogram.percentileNs(0.5)).toBe(0)
    expect(histogram.maxNs).toBe(0xffff_ffff)
  })

  it('joins others and reads memory that it is given', () => {
    const memory = new Uint32Array(new SharedArrayBuffer(HISTOGRAM_WORDS * 4))
    new Histogram(memory).recordMs(0.001)
    const sum = new Histogram()
    sum.add(new Histogram(memory))
    sum.add(new Histogram(memory))
    expect(sum.total).toBe(2)
    expect(sum.maxNs).toBeGreaterThanOrEqual(1_000)
  })

  it('reads 0 when nothing was recorded', () => {
    expect(new Histogram().percentileNs(0.5)).toBe(0)
  })

  it('refuses memory of another length', () => {
    expect(() => new Histogram(new Uint32Array(3))).toThrow(RangeError)
  })
})

describe('formats', () => {
  it('give durations three digits and the unit that fits', () => {
    expect(formatDuration(5.432)).toBe('5.43 ns')
    expect(formatDuration(54.32)).toBe('54.3 ns')
    expect(formatDuration(543.2)).toBe('543 ns')
    expect(formatDuration(5_432)).toBe('5.43 µs')
    expect(formatDuration(5_432_000)).toBe('5.43 ms')
    expect(formatDuration(5_432_000_000)).toBe('5.43 s')
    expect(formatDuration(0)).toBe('0 ns')
  })

  it('give bytes decimal units', () => {
    expect(formatBytes(98.25)).toBe('98.3 B')
    expect(formatBytes(1_500)).toBe('1.50 kB')
    expect(formatBytes(15_000_000)).toBe('15.0 MB')
    expect(formatBytes(-2_500_000_000)).toBe('-2.50 GB')
  })

  it('choose by unit', () => {
    expect(formatFigure(12, 'ns')).toBe('12.0 ns')
    expect(formatFigure(12, 'bytes')).toBe('12.0 B')
    expect(formatFigure(1.2345, 'count')).toBe('1.23')
    expect(formatFigure(0, 'count')).toBe('0')
  })

  it('give ratios below one a digit more', () => {
    expect(formatRatio(1.234)).toBe('1.23x')
    expect(formatRatio(0.1234)).toBe('0.123x')
    expect(formatRatio(1 / 0)).toBe('')
  })

  it('group the thousands of counts', () => {
    expect(formatCount(1_234_567.8)).toBe('1,234,568')
  })
})

describe('gainOf', () => {
  it('is 2 for threads that do not disturb each other, 1 for threads that take turns', () => {
    const free = { alone: 10, together: 10 }
    const taking = { alone: 10, together: 20 }
    expect(gainOf([[free, free]])).toEqual({ together: 5, gain: 2 })
    expect(gainOf([[taking, taking]])).toEqual({ together: 10, gain: 1 })
  })
})

describe('timePair', () => {
  it('runs the sides in turns, prepares and checks each run', () => {
    const log: string[] = []
    const sideOf = (name: string): Side => ({
      operations: 1,
      prepare: () => log.push(`${name} prepare`),
      run: () => {
        log.push(`${name} run`)
        const end = performance.now() + 30
        while (performance.now() < end);
        return 7
      },
      check: (result) => expectEqual(result, 7),
    })
    const { ours, rival } = timePair({ ours: sideOf('ours'), rival: sideOf('rival') })
    expect(ours).toHaveLength(rival.length)
    for (const ns of [...ours, ...rival]) expect(ns).toBeGreaterThanOrEqual(30e6)
    expect(log.slice(0, 6)).toEqual([
      'ours prepare',
      'ours run',
      'rival prepare',
      'rival run',
      'ours prepare',
      'ours run',
    ])
  })

  it('throws when a side answers wrongly', () => {
    const right: Side = { operations: 1e9, run: () => 1, check: (sum) => expectEqual(sum, 1) }
    const wrong: Side = { ...right, run: () => 2 }
    expect(() => timePair({ ours: wrong, rival: right })).toThrow('2 instead of 1')
  })
})
