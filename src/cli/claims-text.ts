/** The rows of the ledger, for people and for the document. */
import type { ClaimRow } from '../experiments/claims/claim.ts'

const WIDTH = 100

/** The verdict, then what was said, done, measured and known. */
export function claimsTable(rows: readonly ClaimRow[]): string {
  const blocks = rows.map((row) => {
    const { id, verdict, expected, claim, experiment, figure, evidence } = row
    const surprise = verdict === expected ? '' : ` (expected: ${expected})`
    const cells = [
      ['claim', claim],
      ['tested by', experiment],
      ['measured', figure],
      ['Go', evidence],
    ]
    const lines = cells.flatMap(([name = '', text = '']) =>
      wrapped(text).map((line, at) => `  ${(at === 0 ? name : '').padEnd(11)}${line}`),
    )
    return [`${verdict.toUpperCase().padEnd(11)}  ${id}${surprise}`, ...lines].join('\n')
  })
  return [...blocks, summary(rows)].join('\n\n')
}

export function claimsMarkdown(rows: readonly ClaimRow[]): string {
  const cells = rows.map((row) => [
    `\`${row.id}\``,
    row.claim,
    row.experiment,
    row.figure,
    row.verdict,
    row.evidence,
  ])
  const table = [['Id', 'Claim', 'Experiment', 'Measured', 'Verdict', 'Go'], ...cells]
  const lines = table.map((line) => `| ${line.map(escaped).join(' | ')} |`)
  return [lines[0], `|${' --- |'.repeat(6)}`, ...lines.slice(1)].join('\n')
}

function summary(rows: readonly ClaimRow[]): string {
  const count = (verdict: string): number => rows.filter((row) => row.verdict === verdict).length
  const surprises = rows.filter(({ verdict, expected }) => verdict !== expected).length
  return `${rows.length} claims: ${count('confirmed')} confirmed, ${count('refuted')} refuted, ${count('misleading')} misleading; ${surprises} other than expected`
}

function escaped(cell: string): string {
  return cell.replaceAll('|', '\\|')
}

/** By words. */
function wrapped(text: string): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > WIDTH) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}
