/** The figures of a run as a table for people. */
import { formatBytes, formatCount, formatDuration } from '../../bench/measure/format.ts'
import type { Figures } from './figures.ts'

const NS_PER_MS = 1e6

export function table(figures: Figures): string {
  const ms = (value: number): string => formatDuration(value * NS_PER_MS)
  const copies = `a Map in each of ${figures.workers}`
  const rows: [string, string, string][] = [
    ['', 'one SharedMap', copies],
    ['memory', formatBytes(figures.sharedBytes), formatBytes(figures.copiesBytes)],
    ['start-up of a worker', ms(figures.attachMs), ms(figures.loadPerWorkerMs)],
    ['filled once, in', ms(figures.fillMs), ''],
    ['lookups per second', formatCount(figures.lookupsPerSecond), ''],
    ['lookup, median', formatDuration(figures.lookupP50Ns), ''],
    ['lookup, P99.9', formatDuration(figures.lookupP999Ns), ''],
    ['lookup, longest pause', formatDuration(figures.lookupMaxNs), ''],
    ['garbage collection, longest', ms(figures.gcPauseMs), ''],
    ['wrong records', formatCount(figures.wrong), ''],
    ['visits counted', formatCount(figures.visits), ''],
    ['workers killed while writing', formatCount(figures.killed), ''],
  ]
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const lines = rows.map(([label, ours, theirs]) =>
    [label.padEnd(widths[0] ?? 0), ours.padStart(widths[1] ?? 0), theirs.padStart(widths[2] ?? 0)]
      .join('   ')
      .trimEnd(),
  )
  const title = `${formatCount(figures.records)} cities, ${figures.workers} workers, ${figures.seconds.toFixed(1)} s`
  return [title, '', ...lines, '', `lost: ${figures.lost}`, ''].join('\n')
}
