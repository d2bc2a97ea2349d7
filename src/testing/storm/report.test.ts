import { describe, expect, it } from 'vitest'
import type { FindingKind } from './finding.ts'
import { Ledger } from './ledger.ts'
import type { RoundRecord } from './protocol.ts'
import { StormRecord } from './report.ts'
import { settingsFrom } from './settings.ts'
import { stormTable } from './table.ts'

const settings = settingsFrom({ rounds: 200, seed: 5 })

function roundOf(round: number, usedBytes: number, committedBytes = 2 ** 20): RoundRecord {
  return {
    round,
    killed: round,
    usedBytes,
    committedBytes,
    verifications: round * 3,
    parentOpMaxMs: 2,
  }
}

function recordOf(usedBytes: (round: number) => number): StormRecord {
  const record = new StormRecord(settings, new Ledger(settings.workers))
  for (let round = 1; round <= 200; round++) {
    record.take({ type: 'round', record: roundOf(round, usedBytes(round)) })
  }
  return record
}

describe('the report of a storm', () => {
  it('has finite figures even if nothing happened', () => {
    const record = new StormRecord(settings, new Ledger(settings.workers))
    const { violations, ...figures } = record.finish(0, 1.26, true)
    expect(violations).toEqual([])
    for (const [name, figure] of Object.entries(figures)) {
      if (name === 'interrupted') expect(figure).toBe(true)
      else expect(Number.isFinite(figure), name).toBe(true)
    }
    expect(figures.ms).toBe(1.3)
  })

  it('gives the figures of round 50 and of the last round', () => {
    const report = recordOf((round) => 1000 - round).finish(12, 99, false)
    expect(report).toMatchObject({ rounds: 200, killed: 200, seed: 5, verifications: 600 })
    expect(report).toMatchObject({ usedBytesRound50: 950, usedBytesLast: 800, longestStallMs: 12 })
    expect(report).not.toHaveProperty('interrupted')
    expect(report.violationCount).toBe(0)
  })

  it('calls memory that grows from round 50 on a leak', () => {
    const report = recordOf((round) => 100_000 + round * 300).finish(0, 0, false)
    expect(report.violations).toMatchObject([{ kind: 'leak', key: 'usedBytes' }])
    expect(report.violationCount).toBe(1)
  })

  it('counts findings by kind and lists the first of them', () => {
    const record = recordOf(() => 1000)
    const kinds: FindingKind[] = ['lost', 'stale', 'stale', 'torn', 'stuck', 'corrupt']
    for (const kind of kinds) record.found({ kind, op: '', key: 'k', expected: '', seen: '' }, 1)
    const report = record.finish(0, 0, false)
    expect(report).toMatchObject({ lost: 1, staleReads: 2, tornValues: 1, stuck: 1 })
    expect(report.violations.map(({ kind }) => kind)).toEqual(kinds)
    expect(stormTable(report)).toMatch(/stale reads +2\n/)
    expect(stormTable(report)).toContain('! corrupt, round 0, thread 1')
  })
})
