/** The report of a campaign for people: a short table, and what was found if anything was. */
import { aligned, grouped } from '../report-table.ts'
import type { CampaignReport, CampaignViolation } from './report.ts'

export function campaignTable(report: CampaignReport): string {
  const { counters } = report
  const rows: [string, string][] = [
    ['level', `${report.level}${report.interrupted ? ' (interrupted)' : ''}, seed ${report.seed}`],
    ['strategies', report.strategies.join(', ')],
    ['schedules', `${grouped(report.schedules)}, ${grouped(report.redundant)} of them cut short`],
    ['states', grouped(report.states)],
    ['steps', grouped(report.steps)],
    ['searches', `${grouped(report.searches)}, ${grouped(report.incomplete)} of them incomplete`],
    ['deaths', grouped(report.deaths)],
    ['counters, searches', grouped(counters.searches)],
    [
      'counters, schedules',
      `${grouped(counters.schedules)}, ${grouped(counters.redundant)} of them cut short`,
    ],
    ['counters, deaths', grouped(counters.deaths)],
    ['histories', `${grouped(report.histories)}, ${grouped(report.undecided)} rounds undecided`],
    ['operations', grouped(report.operations)],
    ['violations', grouped(report.violations)],
    ['time', `${(report.ms / 1000).toFixed(1)} s`],
  ]
  const rest = report.violations - report.found.length
  return [
    ...aligned(rows),
    ...report.found.map(violationText),
    ...(rest > 0 ? [`and ${grouped(rest)} more`] : []),
  ].join('\n')
}

function violationText({ phase, where, fault, evidence }: CampaignViolation): string {
  return `! ${phase}, ${where}: ${fault}\n${evidence}`
}
