import { describe, expect, it } from 'vitest'
import { csvOf } from './csv.ts'

describe('csvOf', () => {
  it('has a column for each figure of any row, and names nested ones by their path', () => {
    const rows = [
      { subject: 'map', gc: { count: 2, threads: [{ count: 2 }] }, usedBytes: null },
      { subject: 'a "b", c\n', failed: 'full' },
    ]
    expect(csvOf(rows)).toBe(
      'subject,gc.count,usedBytes,failed\r\nmap,2,,\r\n"a ""b"", c\n",,,full\r\n',
    )
  })
})
