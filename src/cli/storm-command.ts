/** `selvedge storm`: from options to a call of `storm()`, and from its report to text. */
import { OptionError, SYNCHRONISED } from '../index.ts'
import type { StormReport } from '../testing/storm/report.ts'
import type { StormOptions } from '../testing/storm/settings.ts'
import { storm } from '../testing/storm/storm.ts'
import { stormTable } from '../testing/storm/table.ts'
import { oneOf, parseOptions, wholeNumber } from './arguments.ts'
import {
  type Command,
  EXIT_FAILED,
  EXIT_INTERRUPTED,
  EXIT_OK,
  type Output,
  UsageError,
} from './command.ts'
import { interruptible } from './interruptible.ts'

const PARENTS = ['thread', 'main'] as const

const USAGE = `Usage: selvedge storm [options]

Terminates a random worker in every round while all threads use one map, and checks every operation.

  --rounds <n>       rounds, one worker terminated in each (default 200)
  --workers <n>      worker threads, 2 to 32 (default 4)
  --seed <n>         repeats the choices of an earlier storm (default: drawn, and printed)
  --parent <where>   'thread' (default): the workers' parent has a thread of its own, so that a
                     parent that hangs is reported; 'main': it is the main thread
  --strategy <name>  ${SYNCHRONISED.join(', ')}
  --json             the last line of stdout is the report as one JSON object
  --help             this text

Exit code: 0 if all held, 1 if not, 2 for bad usage, 130 if interrupted.`

export const stormCommand: Command = {
  name: 'storm',
  summary: 'terminate workers under load and check that nothing is lost',
  usage: USAGE,
  async run(args, output) {
    const { json, ...given } = parseOptions(args, {
      rounds: { type: 'string' },
      workers: { type: 'string' },
      seed: { type: 'string' },
      parent: { type: 'string' },
      strategy: { type: 'string' },
      json: { type: 'boolean' },
    })
    const options: StormOptions = {
      rounds: wholeNumber('rounds', given.rounds),
      workers: wholeNumber('workers', given.workers),
      seed: wholeNumber('seed', given.seed),
      parent: oneOf('parent', PARENTS, given.parent),
      strategy: oneOf('strategy', SYNCHRONISED, given.strategy),
    }
    const report = await run(options, output)
    output.stdout.write(`${json === true ? JSON.stringify(report) : stormTable(report)}\n`)
    return exitCode(report)
  },
}

async function run(options: StormOptions, output: Output): Promise<StormReport> {
  try {
    return await interruptible(output, (signal, line) =>
      storm({
        ...options,
        signal,
        onStart: ({ seed, rounds, workers }) =>
          output.stderr.write(`storm: ${rounds} rounds, ${workers} workers, seed ${seed}\n`),
        onRound: ({ round, rounds, operations, violations }) =>
          line.show(
            `storm: round ${round}/${rounds}, ${operations} operations, ${violations} violations`,
          ),
      }),
    )
  } catch (error) {
    if (error instanceof OptionError) throw new UsageError(error.message)
    throw error
  }
}

function exitCode(report: StormReport): number {
  if (report.interrupted) return EXIT_INTERRUPTED
  return report.violationCount === 0 ? EXIT_OK : EXIT_FAILED
}
