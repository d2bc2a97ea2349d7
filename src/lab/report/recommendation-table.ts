/** A recommendation for people: what was measured, what to take, and why. */
import { speed } from '../recommend/recommendation.ts'
import type {
  MapOptions,
  Recommendation,
  RecommendReport,
  TraceFacts,
} from '../recommend/report.ts'
import type { SetupRow } from '../recommend/row.ts'
import { aligned, type Cells, grouped, megabytes, microseconds } from './columns.ts'
import { machineLine } from './machine.ts'
import { workloadLine } from './table.ts'

const HEAD = [
  ...['subject', 'shards', 'near cache', 'ops/ms', 'low', 'high', 'runs', 'P50 us', 'P99 us'],
  ...['max us', 'near', 'waits', 'retries', 'GC ms', 'heap MB', 'used MB'],
]

export function recommendationTable(report: RecommendReport): string {
  const { machine, threads, rows, failed, recommendation, interrupted } = report
  const about = 'trace' in report ? traceLines(report.trace, threads) : [workloadLine(report)]
  return [
    [...about, `${machineLine(machine)}; ${threads} threads`].join('\n'),
    rows.length === 0 ? 'nothing was measured' : aligned([HEAD, ...rows.map(cells)]),
    ...(failed.length === 0
      ? []
      : [failed.map(({ subject, failed: why }) => `failed: ${subject}: ${why}`).join('\n')]),
    ...(recommendation === null ? [] : [advice(recommendation)]),
    ...(interrupted ? ['interrupted: these are partial results'] : []),
  ].join('\n\n')
}

function traceLines(trace: TraceFacts, threads: number): string[] {
  const { path, lines, bad, gets, sets, deletes, distinctKeys, busyKeys, valueBytes } = trace
  const skipped = bad > 0 ? `, ${grouped(bad)} malformed ones skipped` : ''
  const share = (count: number): string => `${((100 * count) / Math.max(lines, 1)).toFixed(1)} %`
  const about = distinctKeys.isExact ? '' : 'about '
  return [
    `${path}: ${grouped(lines)} lines${skipped}`,
    `${share(gets)} get, ${share(sets)} set, ${share(deletes)} delete; ${about}${grouped(distinctKeys.count)} keys, 90 % of the lines go to ${grouped(busyKeys)}; values of ${grouped(valueBytes.p50)} bytes (P50), ${grouped(valueBytes.p99)} (P99)`,
    ...(trace.replayed === 0
      ? []
      : [
          `replayed: the first ${grouped(trace.replayed)} lines, dealt out to ${threads} threads in turn; the first quarter is not measured`,
        ]),
  ]
}

function cells(row: SetupRow): Cells {
  const { shards, nearCache, nearHitRate, lockWaits, retries, usedBytes } = row
  return [
    row.subject,
    shards === null ? '-' : grouped(shards),
    nearCache === 0 ? 'off' : grouped(nearCache),
    ...[row.opsPerMs, row.lowOpsPerMs, row.highOpsPerMs].map(speed),
    `${row.runs}`,
    ...[row.p50Us, row.p99Us, row.maxUs].map(microseconds),
    nearHitRate === null || nearCache === 0 ? '-' : `${Math.round(nearHitRate * 100)} %`,
    ...[lockWaits, retries].map((count) => (count === null ? '-' : grouped(Math.round(count)))),
    row.gcMs.toFixed(1),
    ...[row.heapBytes, usedBytes].map((bytes) => (bytes === null ? '-' : megabytes(bytes))),
  ]
}

function advice({ options, reasons }: Recommendation): string {
  return [...reasons, '', snippet(options)].join('\n')
}

/** What to write. */
export function snippet({ strategy, shards, nearCache, maxBytes }: MapOptions): string {
  const cache = nearCache === 0 ? 'false' : `${nearCache}`
  const locks = shards === undefined ? '' : ` shards: ${shards},`
  const bytes = `${maxBytes / 2 ** 20} * 2 ** 20`
  return `new SharedMap({ strategy: '${strategy}',${locks} nearCache: ${cache}, maxBytes: ${bytes} })
SharedMap.attach(handle, { nearCache: ${cache} }) // in each worker`
}
