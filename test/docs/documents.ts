/** The documents of this repository as text, and the places where they may point. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const root: URL = new URL('../../', import.meta.url)

export const documents: readonly string[] = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
  'docs/API.md',
  'docs/ARCHITECTURE.md',
  'docs/CLAIMS.md',
  'docs/CONSISTENCY.md',
  'docs/FAILURES.md',
  'docs/LAB.md',
  'docs/MEMORY-LAYOUT.md',
  'docs/TESTING.md',
]

export function pathOf(file: string): string {
  return fileURLToPath(new URL(file, root))
}

export function read(file: string): string {
  return readFileSync(new URL(file, root), 'utf8')
}

/** The text under a heading, up to the next heading of the same or a higher level. */
export function sectionOf(text: string, heading: string): string {
  const lines = text.split('\n')
  const start = lines.findIndex((line) => line.replace(/^#+ /, '') === heading)
  const level = /^#+/.exec(lines[start] ?? '')?.[0].length ?? 0
  if (level === 0) throw new Error(`no heading "${heading}"`)
  const end = lines.findIndex((line, at) => at > start && isHeading(line, level))
  return lines.slice(start + 1, end < 0 ? undefined : end).join('\n')
}

function isHeading(line: string, level: number): boolean {
  const marks = /^#+(?= )/.exec(line)?.[0].length ?? 0
  return marks > 0 && marks <= level
}

/** The cells of the first table in a text, without its header. Backticks around a cell are dropped. */
export function tableIn(text: string): string[][] {
  const lines = text.split('\n')
  const start = lines.findIndex((line) => line.startsWith('|'))
  const end = lines.findIndex((line, at) => at > start && !line.startsWith('|'))
  return lines.slice(start + 2, end < 0 ? undefined : end).map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim().replace(/^`([^`]*)`$/, '$1')),
  )
}
