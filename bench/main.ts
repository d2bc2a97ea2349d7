/**
 * `npm run bench`: every figure that the README claims, each against its rival in the same run.
 *
 * How it is measured:
 * - The thread that makes a map only waits afterwards. Figures are taken in workers that attached to it, three new
 *   workers for a pair, since workers running one code differ from each other by more than most effects.
 * - Both sides of a pair run in one worker in turns (ours, rival, ours ...) of 25 ms after a warm-up of four turns each.
 *   A row's figures are medians over all turns, its ratio the ratio of these: machines are noisy, ratios of one run hold.
 * - Each side has a loop of its own. Through one shared closure the inline caches see both maps, and the slower lookup
 *   hides the difference.
 * - Keys are visited in another order than they were inserted, writes change the value, results are summed and checked.
 * - Options are the defaults, but for `nearCache: 131072` where 100 k texts are read and `maxBytes` in the case of 2 M.
 *
 * Ratios are ours divided by the rival's, so a target is the highest that passes; a limit counts as a rival.
 */
import type { BenchCase, Claim } from './case.ts'
import { catalogue } from './catalogue.ts'
import { type BenchOptions, HELP, parseOptions } from './options.ts'
import {
  headerLine,
  layoutOf,
  missingLine,
  type Row,
  rowLine,
  rowOf,
  summaryLine,
} from './report.ts'

process.exitCode = await main(process.argv.slice(2))

async function main(argv: readonly string[]): Promise<number> {
  let options: BenchOptions
  try {
    options = parseOptions(argv)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return 2
  }
  if (options.help) {
    process.stdout.write(HELP)
    return 0
  }
  const claims = catalogue.flatMap((entry) => wantedOf(entry, options))
  if (claims.length === 0) {
    console.error(`no case's name contains "${options.only}"; --list prints them`)
    return 2
  }
  if (options.list) {
    for (const claim of claims) console.log(claim.name)
    return 0
  }
  const rows = await runAll(options, claims)
  return options.strict && rows.some((row) => !row.ok) ? 1 : 0
}

async function runAll(options: BenchOptions, claims: readonly Claim[]): Promise<Row[]> {
  const layout = layoutOf(claims)
  if (!options.json) console.log(headerLine(layout))
  const rows: Row[] = []
  for (const entry of catalogue) {
    if (wantedOf(entry, options).length === 0) continue
    const figures = await entry.run()
    for (const [place, claim] of entry.claims.entries()) {
      const measured = figures[place]
      if (!isWanted(claim, options)) continue
      if (claim.missing !== undefined) console.error(missingLine(claim, claim.missing, layout))
      if (measured === undefined) continue
      const row = rowOf(claim, measured)
      rows.push(row)
      console.log(options.json ? JSON.stringify(row) : rowLine(row, claim.unit, layout))
    }
  }
  if (!options.json) console.log(summaryLine(rows))
  return rows
}

function wantedOf(entry: BenchCase, options: BenchOptions): Claim[] {
  return entry.claims.filter((claim) => isWanted(claim, options))
}

function isWanted(claim: Claim, options: BenchOptions): boolean {
  return claim.name.includes(options.only)
}
