/**
 * `npm run figures [-- name ...]`: makes the tables of docs/BENCHMARKS.md anew, all or those that are named, by running the
 * commands that stand above them.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { ArticleReport } from '../../dist/lab/article/article.js'
import type { LabReport } from '../../dist/lab/report/row.js'
import { machineOf, sectionOf } from './markdown.ts'
import { SECTIONS, type Section } from './sections.ts'

const ROOT = new URL('../../../', import.meta.url)
const PROGRAM = fileURLToPath(new URL('dist/cli/main.js', ROOT))
const DOCUMENT = new URL('docs/BENCHMARKS.md', ROOT)

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !SECTIONS.some((section) => section.name === name))
if (unknown.length > 0) {
  console.error(`no table is named ${unknown[0]}: ${SECTIONS.map(({ name }) => name).join(', ')}`)
  process.exitCode = 2
} else {
  for (const section of SECTIONS) {
    if (wanted.length === 0 || wanted.includes(section.name)) renew(section)
  }
}

function renew({ name, args }: Section): void {
  const command = ['npx selvedge lab', ...args].join(' ')
  console.error(command)
  const report = reportOf(args)
  const text = readFileSync(DOCUMENT, 'utf8')
  const renewed = [
    ['machine', machineOf(report.machine)],
    [name, sectionOf(command, report)],
  ].reduce((all, [marker = '', part = '']) => replaced(all, marker, part), text)
  writeFileSync(DOCUMENT, renewed)
}

/** Progress and complaints go to the terminal. A subject that failed is in the report. */
function reportOf(args: readonly string[]): LabReport | ArticleReport {
  const { stdout, status } = spawnSync(process.execPath, [PROGRAM, 'lab', ...args, '--json'], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (stdout === '') throw new Error(`it ended with exit code ${status} and printed nothing`)
  return JSON.parse(stdout)
}

/** What is between `<!-- marker -->` and `<!-- /marker -->`. */
function replaced(text: string, marker: string, part: string): string {
  const [begin, end] = [`<!-- ${marker} -->\n`, `\n<!-- /${marker} -->`]
  const from = text.indexOf(begin)
  const to = text.indexOf(end, from)
  if (from < 0 || to < 0) throw new Error(`docs/BENCHMARKS.md has no place for ${marker}`)
  return `${text.slice(0, from + begin.length)}${part}${text.slice(to)}`
}
