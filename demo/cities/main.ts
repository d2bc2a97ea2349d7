/** `npm start`: the cities of the world in one map that every worker reads, and that loses nothing when one is killed. */
import { brokenClaims } from './figures.ts'
import { type DemoOptions, HELP, parseOptions } from './options.ts'
import { Progress } from './progress.ts'
import { table } from './report.ts'
import { run } from './run.ts'

const INTERRUPTED = 128 + 2

process.once('SIGINT', () => process.exit(INTERRUPTED))
process.exitCode = await main(process.argv.slice(2))

async function main(argv: readonly string[]): Promise<number> {
  let options: DemoOptions
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
  const figures = await run(options, new Progress(process.stderr))
  process.stdout.write(options.json ? `${JSON.stringify(figures)}\n` : table(figures))
  const broken = brokenClaims(figures)
  for (const claim of broken) console.error(`did not hold: ${claim}`)
  return broken.length === 0 ? 0 : 1
}
