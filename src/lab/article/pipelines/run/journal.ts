/** What a pipeline has written, in a form that can be compared: lines in order, since each writes in an order of its own. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'

export interface Journal {
  readonly lines: number
  /** Numbers of rules in all lines. */
  readonly matches: number
  /** Orders that came again. */
  readonly repeated: number
  /** Two journals with the same lines have the same one. */
  readonly digest: string
}

export async function readJournal(path: string): Promise<Journal> {
  const lines = (await readFile(path, 'latin1')).split('\n').filter((line) => line !== '')
  return {
    lines: lines.length,
    matches: lines.reduce((sum, line) => sum + matchesOf(line), 0),
    repeated: lines.filter((line) => line.endsWith(' again')).length,
    digest: createHash('sha256').update(lines.sort().join('\n')).digest('hex'),
  }
}

function matchesOf(line: string): number {
  const rules = line.slice(line.lastIndexOf(' ') + 1)
  return rules === '' || rules === 'again' ? 0 : rules.split(',').length
}
