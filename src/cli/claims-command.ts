/** `selvedge claims`: tests what the article says, and prints a table. */
import type { ClaimRow } from '../experiments/claims/claim.ts'
import { CLAIMS, testClaims } from '../experiments/claims/ledger.ts'
import { parseOptions } from './arguments.ts'
import { claimsMarkdown, claimsTable } from './claims-text.ts'
import {
  type Command,
  EXIT_FAILED,
  EXIT_INTERRUPTED,
  EXIT_OK,
  type Output,
  UsageError,
} from './command.ts'
import { interruptible } from './interruptible.ts'

const USAGE = `Usage: selvedge claims [options]

Tests ${CLAIMS.length} claims of the article on Go's maps that selvedge comes from: each by an experiment with threads,
in this run. The verdict follows from what is measured.

  --markdown  the table of docs/CLAIMS.md
  --json      one JSON object: { claims: [{ id, claim, experiment, figure, verdict, evidence, expected }] }
  --help      this text

Exit code: 0 if each verdict is the expected one, 1 if not, 2 for bad usage, 130 if interrupted.`

export const claimsCommand: Command = {
  name: 'claims',
  summary: 'test the claims that the project started from',
  usage: USAGE,
  async run(args, output) {
    const options = parseOptions(args, {
      markdown: { type: 'boolean' },
      json: { type: 'boolean' },
    })
    if (options.markdown === true && options.json === true) {
      throw new UsageError('--markdown or --json, not both')
    }
    const rows = await testAll(output)
    const isInterrupted = rows.length < CLAIMS.length
    if (options.json === true) {
      output.stdout.write(`${JSON.stringify({ claims: rows, interrupted: isInterrupted })}\n`)
    } else {
      const text = options.markdown === true ? claimsMarkdown(rows) : claimsTable(rows)
      output.stdout.write(`${text}\n`)
    }
    if (isInterrupted) return EXIT_INTERRUPTED
    return rows.every(({ verdict, expected }) => verdict === expected) ? EXIT_OK : EXIT_FAILED
  },
}

function testAll(output: Output): Promise<ClaimRow[]> {
  return interruptible(output, async (signal, line) => {
    const rows: ClaimRow[] = []
    const onProgress = (text: string): void => line.show(`claims: ${text}`)
    for await (const row of testClaims({ signal, onProgress })) rows.push(row)
    return rows
  })
}
