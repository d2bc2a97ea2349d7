/**
 * `npm run figures [-- name ...]`: makes the tables of docs/BENCHMARKS.md anew, all or those that are named, by running the
 * commands that stand above them.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { ArticleReport } from '../../dist/lab/article/article.js'
import type { LabReport } from '../../dist/lab/report/row.js'
import type { Row } from '../report.ts'
import { benchSection, labSection, machineOf } from './markdown.ts'
import { commandOf, SECTIONS, type Section } from './sections.ts'

const ROOT = new URL('../../../', import.meta.url)
const PROGRAMS = { lab: ['dist/cli/main.js', 'lab'], bench: ['build/bench/main.js'] } as const
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

function renew(section: Section): void {
  const command = commandOf(section)
  console.error(command)
  const printed = outputOf(section)
  if (section.program === 'bench') {
    write(section.name, benchSection(command, rowsIn(printed)))
  } else {
    const report: LabReport | ArticleReport = JSON.parse(printed)
    write('machine', machineOf(report.machine))
    write(section.name, labSection(command, report))
  }
}

/** Progress and complaints go to the terminal. A subject that failed is in the report. */
function outputOf({ program, args }: Section): string {
  const [path, ...before] = PROGRAMS[program]
  const words = [fileURLToPath(new URL(path, ROOT)), ...before, ...args, '--json']
  const { stdout, status } = spawnSync(process.execPath, words, {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (stdout !== '') return stdout
  throw new Error(`it ended with exit code ${status} and printed nothing`)
}

function rowsIn(printed: string): readonly Row[] {
  return printed
    .trim()
    .split('\n')
    .map((line): Row => JSON.parse(line))
}

function write(marker: string, part: string): void {
  writeFileSync(DOCUMENT, replaced(readFileSync(DOCUMENT, 'utf8'), marker, part))
}

/** What is between `<!-- marker -->` and `<!-- /marker -->`. */
function replaced(text: string, marker: string, part: string): string {
  const [begin, end] = [`<!-- ${marker} -->\n`, `\n<!-- /${marker} -->`]
  const from = text.indexOf(begin)
  const to = text.indexOf(end, from)
  if (from < 0 || to < 0) throw new Error(`docs/BENCHMARKS.md has no place for ${marker}`)
  return `${text.slice(0, from + begin.length)}${part}${text.slice(to)}`
}
