/** The report of a storm for people: a short table, and the first violations if there are any. */
import { aligned, grouped } from '../report-table.ts'
import type { Violation } from './finding.ts'
import type { StormReport } from './report.ts'

const SHOWN_VIOLATIONS = 10

export function stormTable(report: StormReport): string {
  const rows: [string, string][] = [
    ['rounds', `${report.rounds}${report.interrupted ? ' (interrupted)' : ''}`],
    ['workers', `${report.workers}, ${report.killed} terminated`],
    ['seed', `${report.seed}`],
    ['operations', grouped(report.operations)],
    ['checked reads', grouped(report.checkedReads)],
    ['acknowledged writes', grouped(report.acknowledgedWrites)],
    ['lost', grouped(report.lost)],
    ['stale reads', grouped(report.staleReads)],
    ['torn values', grouped(report.tornValues)],
    ['stuck', grouped(report.stuck)],
    ['longest stall', `${report.longestStallMs} ms`],
    ['parent, longest operation', `${report.parentOpMaxMs} ms`],
    ['verifications', grouped(report.verifications)],
    ['used, round 50 / last', pair(report.usedBytesRound50, report.usedBytesLast)],
    ['committed, round 50 / last', pair(report.committedBytesRound50, report.committedBytesLast)],
    ['violations', grouped(report.violationCount)],
    ['time', `${(report.ms / 1000).toFixed(1)} s`],
  ]
  const lines = aligned(rows)
  const shown = report.violations.slice(0, SHOWN_VIOLATIONS).map(violationLine)
  const rest = report.violationCount - shown.length
  return [...lines, ...shown, ...(rest > 0 ? [`and ${grouped(rest)} more`] : [])].join('\n')
}

function violationLine(violation: Violation): string {
  const { kind, round, worker, op, key, expected, seen } = violation
  return `! ${kind}, round ${round}, thread ${worker}, ${op} ${key}: expected ${expected}; ${seen}`
}

function pair(first: number, last: number): string {
  return `${kib(first)} / ${kib(last)} KiB`
}

function kib(bytes: number): string {
  return grouped(Math.round(bytes / 1024))
}
