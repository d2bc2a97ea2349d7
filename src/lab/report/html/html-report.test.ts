import { describe, expect, it } from 'vitest'
import type { ArticleReport } from '../../article/article.ts'
import type { RecommendReport } from '../../recommend/report.ts'
import { PLAIN } from '../../workload/presets.ts'
import type { LabReport, Measured } from '../row.ts'
import type { AnyReport, ReportContext } from './context.ts'
import { htmlReport } from './html-report.ts'

const machine = { cpu: 'A <fast> one', cores: 2, memoryBytes: 2 ** 34, os: 'An OS 1', node: 'v20' }

const context: ReportContext = {
  command: "npx selvedge lab --trace 'a & b'",
  date: new Date('2026-11-29T12:00:00Z'),
  version: '1.2.3',
  machine,
  summary: 'what it is',
  sources: new Map([['dist/a.js', 'const a = 1 < 2 && "</details>"']]),
  assets: { script: 'draw()', style: 'p {}', licence: 'MIT & co' },
}

const row: Measured = {
  subject: 'lock-free',
  threads: 2,
  keys: 1000,
  operations: 5000,
  seconds: 2,
  opsPerMs: 2500,
  p50Us: 0.1,
  p99Us: 1.25,
  p999Us: 2,
  p9999Us: 3,
  maxUs: 4,
  latencies: [
    [0, 0.05],
    [50, 0.1],
    [100, 4],
  ],
  gc: {
    count: 1,
    totalMs: 2,
    longestMs: 2,
    threads: [{ count: 1, totalMs: 2, longestMs: 2, pauses: [[5.123456, 2]] }],
  },
  heapPeakBytes: 2 ** 24,
  rssPeakBytes: 2 ** 27,
  usedBytes: 2 ** 25,
  committedBytes: 2 ** 26,
  retries: 7,
  lockWaits: 8,
  nearHitRate: 0.5,
  missed: 0,
  interrupted: false,
}

const workload: LabReport = {
  preset: null,
  workload: PLAIN,
  options: { nearCache: null, shards: null },
  machine,
  overheadNs: 250,
  clockNs: 40,
  rows: [row],
  interrupted: false,
}

const article: ArticleReport = {
  preset: 'segments',
  machine,
  rows: [
    {
      ...{ subject: 'A', threads: 8, opsPerMs: 1, p50Us: 1, p99Us: 2, p9999Us: 3, maxUs: 4 },
      ...{ latencies: [], gc: null, peakBytes: null, figures: { reuse: 0.5 } },
      source: 'dist/a.js',
    },
    {
      ...{ subject: 'B', threads: 1, opsPerMs: 2, p50Us: 1, p99Us: 2, p9999Us: 3, maxUs: 4 },
      ...{ latencies: [], gc: null, peakBytes: 2 ** 20, figures: {} },
      source: 'kernel/b.ts',
    },
  ],
  comparisons: [{ figure: 'throughput, B / A', article: null, ours: 2 }],
  notes: ['A note with <angles>.'],
  failures: [],
  interrupted: true,
}

function chartsIn(page: string): Record<string, unknown> {
  const [, text = ''] = /id="chart-data">([^<]*)</.exec(page) ?? []
  const charts: Record<string, unknown> = JSON.parse(text)
  return charts
}

function reportIn(page: string): unknown {
  const [, text = ''] = /id="report-data">([^<]*)</.exec(page) ?? []
  return JSON.parse(text)
}

function pageOf(report: AnyReport): string {
  return htmlReport(report, context)
}

describe('htmlReport', () => {
  it('says what was measured, on what, when and by which command', () => {
    const page = pageOf(workload)
    expect(page).toContain('npx selvedge lab --trace &#39;a &amp; b&#39;')
    expect(page).toContain('2026-11-29 12:00 UTC')
    expect(page).toContain('A &lt;fast&gt; one, 2 cores')
    expect(page).toContain('16.0 GiB')
    expect(page).toContain('250 ns an operation, 40 ns of them within each latency')
    expect(page).toMatch(/<dt>selvedge<\/dt><dd>1\.2\.3</)
    expect(page).toMatch(/1,000 entries with keys of 16 bytes and values of 100/)
  })

  it('has the report itself, whatever is in it', () => {
    for (const report of [workload, article]) expect(reportIn(pageOf(report))).toEqual(report)
  })

  it('forbids every request, and every script but its own', () => {
    expect(pageOf(workload)).toMatch(
      /content="default-src &#39;none&#39;; img-src data:; style-src &#39;unsafe-inline&#39;; script-src &#39;sha256-[\w+/]+=&#39;"/,
    )
    expect(pageOf(workload)).not.toMatch(/(src|href)="(?!#|data:)/)
  })

  it('has a table row and chart series for each subject that was measured', () => {
    const page = pageOf({ ...workload, rows: [row, { ...row, subject: 'map' }] })
    expect(page.match(/<th scope="row">lock-free<\/th>/g)).toHaveLength(2)
    expect(chartsIn(page)).toMatchObject({
      'latency-chart': {
        views: [{ label: '', series: [{ name: 'lock-free' }, { name: 'map', colour: 1 }] }],
      },
      'pause-chart': { views: [{ series: [{ pauses: [[5.1235, 2, 1]] }, {}] }] },
    })
  })

  it('shows the scale where rows differ in keys alone, and a view for each size', () => {
    const page = pageOf({ ...workload, rows: [row, { ...row, keys: 4_000_000 }] })
    const charts = chartsIn(page)
    expect(charts['scaling-throughput']).toMatchObject({
      along: 'keys',
      series: [
        {
          name: 'lock-free',
          points: [
            [1000, 2500],
            [4_000_000, 2500],
          ],
        },
      ],
    })
    expect(charts['latency-chart']).toMatchObject({
      views: [{ label: '2 threads, 1,000 keys' }, { label: '2 threads, 4,000,000 keys' }],
    })
    expect(page).toContain('1,000 and 4,000,000 entries')
  })

  it('marks what failed, what is missing and what was interrupted', () => {
    const where = { threads: 2, keys: 1000 }
    const page = pageOf({
      ...workload,
      rows: [
        { ...row, interrupted: true },
        { subject: 'lmdb', ...where, missing: 'lmdb is not installed' },
        { subject: 'sharedmap', ...where, failed: 'full <!--' },
      ],
      interrupted: true,
    })
    expect(page).toContain('<b>Interrupted</b> The run was interrupted')
    expect(page).toContain('<b>Missing</b> lmdb: lmdb is not installed')
    expect(page).toContain('<b>Failed</b> sharedmap, 2 threads, 1,000 keys: full &lt;!--')
    expect(page).toContain('<th scope="row">lock-free (interrupted)</th>')
  })

  it('has something to say if nothing was measured', () => {
    const page = pageOf({ ...workload, rows: [], overheadNs: null, clockNs: null })
    expect(page).toContain('Nothing was measured.')
    expect(chartsIn(page)).toEqual({})
  })

  it('has the ratios, notes and contestants of an experiment', () => {
    const page = pageOf(article)
    expect(page).toContain('What it is.')
    expect(page).toMatch(/throughput, B \/ A<\/th><td>–<\/td><td data-value="2">2×</)
    expect(page).toContain('<li>A note with &lt;angles&gt;.</li>')
    expect(page).toContain('const a = 1 &lt; 2 &amp;&amp; &quot;&lt;/details&gt;&quot;')
    expect(page).toMatch(/<b>B<\/b> <code>kernel\/b.ts<\/code>/)
    expect(page).toMatch(/<th scope="col">reuse<\/th>/)
    // Each contestant has threads of its own number: that is no scale.
    expect(chartsIn(page)).toEqual({})
  })

  it('has the figures of a trace', () => {
    const figures = { ...{ gets: 4, sets: 1, deletes: 1, hits: 2, misses: 2, fills: 2, ms: 1 } }
    const speed = { opsPerMs: 6, idle: 0.5, p50Us: 1, p99Us: 2, p999Us: 3, p9999Us: 4, maxUs: 5 }
    const lines = { lines: 6, bad: 2, ignored: 0, interrupted: false }
    const page = pageOf({
      trace: { path: '/a/<t>.gz', lines: 6, bad: 2 },
      options: { nearCache: 0, shards: null },
      rows: [{ subject: 'sharded', ...lines, ...figures, ...speed }],
      interrupted: false,
    })
    expect(page).toContain('<h1>The trace &lt;t&gt;.gz</h1>')
    expect(page).toContain('<b>Skipped</b> 2 malformed lines')
    expect(page).toContain('no near cache')
    expect(chartsIn(page)['latency-chart']).toMatchObject({
      views: [
        { series: [{ name: 'sharded', points: [[50, 1], [99, 2], [99.9, 3], {}, [100, 5]] }] },
      ],
    })
  })

  it('has a recommendation and its reasons', () => {
    const setup = { strategy: 'rwlock', shards: null, nearCache: 4096 } as const
    const figures = { opsPerMs: 9, lowOpsPerMs: 8, highOpsPerMs: 10, runs: 3, gcMs: 1 }
    const latencies = { p50Us: 1, p99Us: 2, p999Us: 3, maxUs: 4 }
    const unknown = { heapBytes: null, usedBytes: null, entries: null, retries: null }
    const report: RecommendReport = {
      ...{ preset: 'ycsb-a', workload: PLAIN, machine, threads: 2, interrupted: false },
      rows: [
        {
          ...{ subject: 'rwlock', ...setup, ...figures, ...latencies, ...unknown },
          ...{ lockWaits: 1, nearHitRate: 0.25 },
        },
      ],
      failed: [],
      recommendation: {
        ...setup,
        margin: 0.05,
        options: { ...setup, shards: 1, maxBytes: 2 ** 26 },
        reasons: ['R < S.'],
      },
    }
    const page = pageOf(report)
    expect(page).toContain('<h1>Take rwlock, near caches of 4,096 values</h1>')
    expect(page).toContain('new SharedMap({ strategy: &#39;rwlock&#39;')
    expect(page).toContain('<li>R &lt; S.</li>')
    expect(reportIn(page)).toEqual(report)
  })
})
