import { describe, expect, it } from 'vitest'
import type { ClaimRow } from '../experiments/claims/claim.ts'
import { claimsMarkdown, claimsTable } from './claims-text.ts'

const row: ClaimRow = {
  id: 'flat',
  claim: 'The earth is flat',
  experiment: 'a walk | around it',
  figure: '40,075 km',
  verdict: 'refuted',
  expected: 'refuted',
  evidence: 'Eratosthenes',
}

describe('claimsTable', () => {
  it('shows what was said, done, measured and known', () => {
    const lines = claimsTable([row]).split('\n')
    expect(lines[0]).toBe('REFUTED      flat')
    expect(lines).toContain('  claim      The earth is flat')
    expect(lines).toContain('  measured   40,075 km')
    expect(lines.at(-1)).toBe(
      '1 claims: 0 confirmed, 1 refuted, 0 misleading; 0 other than expected',
    )
  })

  it('says where a verdict is not the expected one', () => {
    const table = claimsTable([{ ...row, verdict: 'confirmed' }])
    expect(table).toMatch(/^CONFIRMED {4}flat \(expected: refuted\)$/m)
    expect(table).toMatch(/1 other than expected$/)
  })

  it('breaks long lines at words', () => {
    const figure = Array.from({ length: 60 }, (_, n) => `figure${n}`).join(' ')
    const lines = claimsTable([{ ...row, figure }]).split('\n')
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(113)
    expect(lines.join(' ').replaceAll(/ +/g, ' ')).toContain(figure)
  })
})

describe('claimsMarkdown', () => {
  it('is a table with a row for each claim', () => {
    expect(claimsMarkdown([row]).split('\n')).toEqual([
      '| Id | Claim | Experiment | Measured | Verdict | Go |',
      '| --- | --- | --- | --- | --- | --- |',
      '| `flat` | The earth is flat | a walk \\| around it | 40,075 km | refuted | Eratosthenes |',
    ])
  })
})
