/** Where a report of the lab goes: to stdout for people or programs, and into a page of its own. */
import { experimentNamed } from '../../lab/article/catalogue.ts'
import type { AnyReport } from '../../lab/report/html/context.ts'
import { htmlReport } from '../../lab/report/html/html-report.ts'
import { packageSources, packageVersion, pageAssets } from '../../lab/report/html/package-files.ts'
import { machine } from '../../lab/report/machine.ts'
import type { Output } from '../command.ts'
import { type ReportFile, reportFile } from './report-file.ts'
import { shellWords } from './shell-words.ts'

interface Wanted {
  /** What followed `selvedge lab`. */
  readonly args: readonly string[]
  readonly json: boolean | undefined
  readonly out: string | undefined
}

/** Gives the report out: `table` is the same in words. */
export type Emit = (report: AnyReport, table: string) => void

/** @throws {UsageError} if the page could not be written */
export function labOutput({ args, json, out }: Wanted, output: Output): Emit {
  const file = out === undefined ? undefined : reportFile(out)
  const date = new Date()
  return (report, table) => {
    output.stdout.write(`${json === true ? JSON.stringify(report) : table}\n`)
    if (file === undefined) return
    writePage(file, report, args, date)
    output.stderr.write(`lab: report written to ${file.path}\n`)
  }
}

function writePage(file: ReportFile, report: AnyReport, args: readonly string[], date: Date): void {
  const isArticle = 'comparisons' in report
  const page = htmlReport(report, {
    command: shellWords(['npx', 'selvedge', 'lab', ...args]),
    date,
    version: packageVersion(),
    machine: 'machine' in report ? report.machine : machine(),
    summary: isArticle ? experimentNamed(report.preset)?.summary : undefined,
    sources: packageSources(isArticle ? report.rows.map(({ source }) => source) : []),
    assets: pageAssets(),
  })
  file.write(page)
}
