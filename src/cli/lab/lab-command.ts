/** `selvedge lab`: measures, and gives the report out. */
import { OptionError } from '../../index.ts'
import { parseOptions } from '../arguments.ts'
import { type Command, EXIT_FAILED, EXIT_INTERRUPTED, EXIT_OK, UsageError } from '../command.ts'
import { LAB_OPTIONS } from './lab-options.ts'
import { labOutput } from './lab-output.ts'
import { type Outcome, outcomeOf } from './outcome.ts'
import { checkTraceFile } from './trace-file.ts'
import { LAB_USAGE } from './usage.ts'

export const labCommand: Command = {
  name: 'lab',
  summary: 'measure a workload: strategies and rivals',
  usage: LAB_USAGE,
  async run(args, output) {
    const { json, out, ...given } = parseOptions(args, LAB_OPTIONS)
    if (given.trace !== undefined) checkTraceFile(given.trace, out)
    const emit = labOutput({ args, json, out }, output)
    const { report, table, isFailed } = await orUsage(outcomeOf(given, output))
    emit(report, table)
    if (report.interrupted) return EXIT_INTERRUPTED
    return isFailed ? EXIT_FAILED : EXIT_OK
  },
}

/** An option out of its range is bad usage. */
async function orUsage(outcome: Promise<Outcome>): Promise<Outcome> {
  try {
    return await outcome
  } catch (error) {
    if (error instanceof OptionError) throw new UsageError(error.message)
    throw error
  }
}
