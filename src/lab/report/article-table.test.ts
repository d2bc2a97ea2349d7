import { describe, expect, it } from 'vitest'
import type { ArticleReport, ArticleRow } from '../article/article.ts'
import { articleTable } from './article-table.ts'

const row: ArticleRow = {
  subject: 'rwlock',
  threads: 8,
  opsPerMs: 1234.5,
  p50Us: 0.25,
  p99Us: 3,
  p9999Us: 40,
  maxUs: 5000,
  latencies: [],
  gc: null,
  peakBytes: 3 * 2 ** 20,
  figures: { gcPerMinute: 4.567 },
  source: 'kernel/strategies/rwlock/operations.ts',
}

const report: ArticleReport = {
  preset: 'segments',
  machine: { cpu: 'A processor', cores: 2, memoryBytes: 2 ** 33, os: 'An OS 1', node: 'v20.0.0' },
  rows: [row],
  comparisons: [
    { figure: 'throughput, CAS / lock', article: 12.7, ours: 1.8765 },
    { figure: 'P99.99, lock / CAS', article: null, ours: null },
  ],
  notes: ['Eight threads share two cores.'],
  failures: [],
  interrupted: false,
}

function cellsOf(start: string, text: string): string[] | undefined {
  const line = text.split('\n').find((each) => each.startsWith(start))
  return line?.split(/ {2,}/)
}

describe('articleTable', () => {
  it('has a row for each contestant, its figures, and where its code is', () => {
    const text = articleTable(report)
    expect(cellsOf('rwlock  ', text)).toEqual([
      'rwlock',
      '8',
      '1,235',
      '0.25',
      '3.00',
      '40.00',
      '5,000',
      '-',
      '-',
      '3',
    ])
    expect(text).toContain(
      'rwlock, 8 threads: kernel/strategies/rwlock/operations.ts; gcPerMinute 4.57',
    )
  })

  it("has the article's ratios beside ours, and a dash where there is none", () => {
    const text = articleTable(report)
    expect(cellsOf('throughput', text)).toEqual(['throughput, CAS / lock', '12.7x', '1.88x'])
    expect(cellsOf('P99.99,', text)).toEqual(['P99.99, lock / CAS', '-', '-'])
  })

  it('says what is partial', () => {
    expect(articleTable(report)).not.toContain('interrupted')
    const text = articleTable({ ...report, rows: [], interrupted: true })
    expect(text).toContain('nothing was measured')
    expect(text).toMatch(/interrupted: these are partial results$/)
    const failed = articleTable({ ...report, failures: ['A: it crashed'] })
    expect(failed).toContain('failed: A: it crashed')
  })
})
