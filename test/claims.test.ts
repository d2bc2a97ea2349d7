/** The ledger: its verdicts follow from this run, and docs/CLAIMS.md says what it says. */
import { describe, expect, it } from 'vitest'
import type { ClaimRow } from '../dist/experiments/claims/claim.js'
import { CLAIMS } from '../dist/experiments/claims/ledger.js'
import { read, tableIn } from './docs/documents.ts'
import { selvedge } from './program.ts'

const MOST_MS = 45_000
const LEAST_CLAIMS = 12

function rowsOf(out: string): readonly ClaimRow[] {
  const report: { claims: readonly ClaimRow[] } = JSON.parse(out)
  return report.claims
}

describe('selvedge claims', () => {
  it('comes to the expected verdicts, in less than 45 s', async () => {
    const { code, out, err, ms } = await selvedge(['claims', '--json'])
    const rows = rowsOf(out)
    expect(rows.length).toBeGreaterThanOrEqual(LEAST_CLAIMS)
    expect(rows.map(({ id }) => id)).toEqual(CLAIMS.map(({ id }) => id))
    for (const { id, verdict, expected, figure } of rows) {
      expect(verdict, `${id}: ${figure}`).toBe(expected)
      expect(figure, id).toMatch(/\d/)
      expect(figure, id).not.toMatch(/NaN|Infinity|undefined/)
    }
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(ms).toBeLessThan(MOST_MS)
  })

  it('gives what it has on Ctrl-C, says so, and exits with 130', async () => {
    const { code, out } = await selvedge(['claims', '--json'], 3_000)
    expect(JSON.parse(out)).toMatchObject({ interrupted: true })
    expect(rowsOf(out).length).toBeLessThan(CLAIMS.length)
    expect(code).toBe(130)
  })
})

describe('docs/CLAIMS.md', () => {
  it('has the claims, experiments, verdicts and evidence of the program', () => {
    const rows = tableIn(read('docs/CLAIMS.md')).map(
      ([id, claim, experiment, , verdict, evidence]) => [id, claim, experiment, verdict, evidence],
    )
    expect(rows).toEqual(
      CLAIMS.map(({ id, claim, experiment, expected, evidence }) => [
        ...[id, claim, experiment, expected, evidence],
      ]),
    )
  })
})
