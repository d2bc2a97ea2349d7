import { describe, expect, it } from 'vitest'
import type { Claim } from './case.ts'
import { parseOptions } from './options.ts'
import { headerLine, layoutOf, missingLine, rowLine, rowOf, summaryLine } from './report.ts'

const claim: Claim = { name: 'string get hit', rival: 'Map', target: 1.5, unit: 'ns' }

describe('rowOf', () => {
  it('divides ours by the rival, and is ok up to the target', () => {
    expect(rowOf(claim, { ours: 30, rival: 20 })).toEqual({
      case: 'string get hit',
      oursNs: 30,
      rivalNs: 20,
      rival: 'Map',
      ratio: 1.5,
      target: 1.5,
      ok: true,
    })
    expect(rowOf(claim, { ours: 31, rival: 20 }).ok).toBe(false)
  })

  it('only tells what has no target', () => {
    const { name, rival, unit } = claim
    const row = rowOf({ name, rival, unit }, { ours: 30, rival: 20 })
    expect(row).toMatchObject({ ratio: 1.5, target: null, ok: true })
    expect(rowLine(row, 'ns', layoutOf([claim]))).toBe(
      'string get hit    30.0 ns    20.0 ns  Map       1.50x',
    )
  })

  it('is not ok when nothing was measured', () => {
    expect(rowOf(claim, { ours: 0, rival: 0 }).ok).toBe(false)
  })
})

describe('the table', () => {
  it('has its columns under the header', () => {
    const layout = layoutOf([claim])
    const row = rowOf(claim, { ours: 31, rival: 20 })
    expect([headerLine(layout), rowLine(row, 'ns', layout)]).toEqual([
      'case                 ours      rival  is        ratio   at most',
      'string get hit    31.0 ns    20.0 ns  Map       1.55x     1.50x  RED',
    ])
  })

  it('says what there is no rival for', () => {
    const layout = layoutOf([claim, { ...claim, name: 'a case of a longer name' }])
    expect(missingLine(claim, 'go is not on PATH', layout)).toBe(
      'string get hit           missing: go is not on PATH',
    )
  })

  it('ends by counting what is beyond its target', () => {
    const good = rowOf(claim, { ours: 1, rival: 1 })
    const bad = rowOf(claim, { ours: 2, rival: 1 })
    expect(summaryLine([good, good])).toBe('all 2 within target')
    expect(summaryLine([good, bad])).toBe('1 of 2 beyond target')
    const told = { ...good, target: null }
    expect(summaryLine([told, bad])).toBe('1 of 1 beyond target')
    expect(summaryLine([told])).toBe('none of these has a target')
  })
})

describe('parseOptions', () => {
  it('measures everything into a table by default', () => {
    expect(parseOptions([])).toMatchObject({ json: false, list: false, strict: false, only: '' })
  })

  it('takes a text to choose cases by', () => {
    expect(parseOptions(['--only', '100 k', '--json'])).toMatchObject({ only: '100 k', json: true })
  })

  it('refuses what it does not know', () => {
    expect(() => parseOptions(['--fast'])).toThrow("Unknown option '--fast'")
  })
})
