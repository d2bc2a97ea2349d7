/** The storm on the built package: that it passes, and that it cannot pass with a map that is wrong. */
import { describe, expect, it } from 'vitest'
import type { FindingKind } from '../dist/testing/storm/finding.js'
import type { StormReport } from '../dist/testing/storm/report.js'
import { storm } from '../dist/testing/storm/storm.js'

describe('a storm on a sound map', () => {
  it.each(['thread', 'main'] as const)('finds nothing, with its parent on %s', async (parent) => {
    const rounds: number[] = []
    const report = await storm({ rounds: 12, parent, onRound: ({ round }) => rounds.push(round) })
    expect(report.violations, `seed ${report.seed}`).toEqual([])
    expect(report).toMatchObject({ rounds: 12, workers: 4, killed: 12, lost: 0, stuck: 0 })
    expect(report).toMatchObject({ staleReads: 0, tornValues: 0, violationCount: 0 })
    expect(rounds).toEqual(Array.from({ length: 12 }, (_, at) => at + 1))
    expect(report.operations).toBeGreaterThan(10_000)
    expect(report.checkedReads).toBeGreaterThan(10_000)
    expect(report.acknowledgedWrites).toBeGreaterThan(5_000)
    expect(report.verifications).toBeGreaterThanOrEqual(36)
    expect(report.usedBytesLast).toBeGreaterThan(0)
    expect(report.committedBytesLast).toBeGreaterThanOrEqual(report.usedBytesLast)
    expect(report.longestStallMs).toBeLessThan(3000)
  })

  it('ends early when told to, and says so', async () => {
    const controller = new AbortController()
    const onRound = (): void => controller.abort()
    const report = await storm({ rounds: 500, signal: controller.signal, onRound })
    expect(report.interrupted).toBe(true)
    expect(report.rounds).toBeGreaterThanOrEqual(1)
    expect(report.rounds).toBeLessThan(10)
    expect(report.violations).toEqual([])
  })
})

describe('a storm on a map with a fault', () => {
  const faults: [fault: string, found: FindingKind[]][] = [
    ['drops', ['lost']],
    ['stale', ['stale']],
    ['tears', ['torn']],
    ['races', ['lost']],
    ['doubles', ['phantom']],
    ['keeps', ['stale']],
    ['repeats', ['iteration']],
    ['corrupt', ['corrupt']],
    ['hangs', ['stuck']],
    ['exits', ['error']],
  ]

  it.each(faults)('that %s finds %j', async (fault, found) => {
    const report = await stormOn(fault)
    expect(report.violationCount).toBeGreaterThan(0)
    const kinds = report.violations.map(({ kind }) => kind)
    for (const kind of found) expect(kinds, `seed ${report.seed}`).toContain(kind)
  })

  it('finds nothing when the same wrapper has no fault', async () => {
    expect(await stormOn('none')).toMatchObject({ violationCount: 0, violations: [] })
  })
})

function stormOn(fault: string): Promise<StormReport> {
  const { href } = new URL(`./storm/faulty-maps.mjs?fault=${fault}`, import.meta.url)
  // A map that hangs is given up after three times the limit.
  return storm({ rounds: fault === 'hangs' ? 60 : 4, stallMs: 1500, mapModule: href })
}
