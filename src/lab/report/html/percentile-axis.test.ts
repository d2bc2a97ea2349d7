import { describe, expect, it } from 'vitest'
import { percentileAt, placed, position } from './browser/percentile-axis.ts'
import { count, percentileName, time } from './browser/units.ts'

describe('the axis of percentiles', () => {
  it('has a decade for each nine', () => {
    expect([0, 90, 99, 99.9].map(position).map((place) => Number(place.toFixed(9)))).toEqual([
      0, 1, 2, 3,
    ])
    expect(percentileAt(position(99.95))).toBeCloseTo(99.95, 9)
  })

  it('has the maximum where half as many operations would be beyond', () => {
    const places = placed([
      [0, 1],
      [50, 2],
      [75, 3],
      [100, 4],
    ])
    expect([...places.values()]).toEqual([1, 2, 3, 4])
    expect([...places.keys()].at(-1)).toBeCloseTo(position(87.5), 5)
  })

  it('leaves out what has no place on a logarithmic axis', () => {
    expect([
      ...placed([
        [0, 0],
        [50, 2],
      ]).values(),
    ]).toEqual([2])
  })
})

describe('units', () => {
  it('keep numbers short', () => {
    expect([0.0431, 1.5, 99.99, 2381, 4.2e6].map(time)).toEqual([
      '43.1 ns',
      '1.5 µs',
      '100 µs',
      '2.38 ms',
      '4.2 s',
    ])
    expect([8, 1000, 250_000, 4e6].map(count)).toEqual(['8', '1 k', '250 k', '4 M'])
  })

  it('name percentiles with as many nines as they have', () => {
    expect([0, 50, 98.4375, 99.9, 99.99023, 99.9999, 100].map(percentileName)).toEqual([
      ...['P0', 'P50', 'P98.4', 'P99.9', 'P99.9902', 'P99.9999', 'the maximum'],
    ])
  })
})
