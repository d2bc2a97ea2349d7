import { describe, expect, it } from 'vitest'
import { type CampaignViolation, Tally } from './report.ts'
import { campaignTable } from './table.ts'

const VIOLATION: CampaignViolation = {
  phase: 'schedules',
  where: 'present: set | get (recovery by another)',
  fault: 'no order explains it',
  evidence: '0:3 1:7. 0:2.',
}

describe('the table of a campaign', () => {
  it('says how much was looked at', () => {
    const tally = new Tally()
    Object.assign(tally, { schedules: 12_345, redundant: 45, searches: 7, incomplete: 1 })
    const table = campaignTable(tally.report('quick', 5, ['lock-free'], 1500, true))
    expect(table).toMatch(/^level +quick \(interrupted\), seed 5$/m)
    expect(table).toMatch(/^schedules +12,345, 45 of them cut short$/m)
    expect(table).toMatch(/^searches +7, 1 of them incomplete$/m)
    expect(table).toMatch(/^counters, searches +0$/m)
    expect(table).toMatch(/^violations +0$/m)
  })

  it('has lines of its own for counters', () => {
    const tally = new Tally()
    const figures = { schedules: 1000, redundant: 10, states: 5, steps: 7, deaths: 3 }
    tally.addCounters(figures)
    tally.addCounters(figures)
    const table = campaignTable(tally.report('quick', 5, ['lock-free'], 1500, false))
    expect(table).toMatch(/^counters, searches +2$/m)
    expect(table).toMatch(/^counters, schedules +2,000, 20 of them cut short$/m)
    expect(table).toMatch(/^counters, deaths +6$/m)
  })

  it('shows what was found, with what it takes to see it again, and how much more there is', () => {
    const tally = new Tally()
    for (let i = 0; i < 25; i++) tally.add(VIOLATION)
    const report = tally.report('default', 5, ['lock-free'], 1500, false)
    expect(report).toMatchObject({ violations: 25 })
    const table = campaignTable(report)
    expect(table).toContain(
      '! schedules, present: set | get (recovery by another): no order explains it\n0:3 1:7. 0:2.\n',
    )
    expect(table).toMatch(/\nand 5 more$/)
  })
})
