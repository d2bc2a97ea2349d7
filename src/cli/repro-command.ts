/** `selvedge repro`: shows a failure happen, and the form of the code in which it does not. */
import { panicHere, safePanic } from '../experiments/panic/panic.ts'
import { FATAL_CODE } from '../experiments/processes/fatal.ts'
import type { Conditions, Reproduction, Scenario } from '../experiments/reproduction.ts'
import { SCENARIOS } from '../experiments/scenarios/scenarios.ts'
import { parseWord } from './arguments.ts'
import {
  type Command,
  EXIT_FAILED,
  EXIT_INTERRUPTED,
  EXIT_OK,
  type Output,
  UsageError,
} from './command.ts'
import { interruptible } from './interruptible.ts'
import { happened, introduction, jsonOf, remedy, verdict } from './repro-text.ts'

const WIDTH = Math.max(...SCENARIOS.map(({ name }) => name.length))
const NAMES = SCENARIOS.map(({ name, summary }) => `  ${name.padEnd(WIDTH)}  ${summary}`)

const USAGE = `Usage: selvedge repro <name> [options]

Shows a failure of threads that share a map, and the form of the code that does not have it.

${NAMES.join('\n')}

  --list  the names
  --json  one JSON object: { name, seen, safe: { seen }, ... }
  --help  this text

Exit code: 0 if the failure was seen, and not with the safe form; 1 if not; 2 for bad usage, and from
'panic', which ends its process as Go does; 130 if interrupted.`

export const reproCommand: Command = {
  name: 'repro',
  summary: 'show a failure of unguarded shared maps, and the safe form',
  usage: USAGE,
  async run(args, output) {
    const { word, options } = parseWord(args, {
      list: { type: 'boolean' },
      json: { type: 'boolean' },
    })
    if (options.list === true) {
      output.stdout.write(`${SCENARIOS.map(({ name }) => name).join('\n')}\n`)
      return EXIT_OK
    }
    const scenario = scenarioOf(word)
    if (options.json === true) return inJson(scenario, output)
    return scenario.name === 'panic' ? endingHere(scenario, output) : inWords(scenario, output)
  },
}

function scenarioOf(word: string | undefined): Scenario {
  const scenario = SCENARIOS.find(({ name }) => name === word)
  if (scenario !== undefined) return scenario
  const complaint = word === undefined ? 'no name given' : `no failure is named '${word}'`
  throw new UsageError(`${complaint}: take one of ${SCENARIOS.map(({ name }) => name).join(', ')}`)
}

async function inJson(scenario: Scenario, output: Output): Promise<number> {
  const seen = await attempt(scenario.name, output, (conditions) => scenario.run(conditions))
  if (seen === undefined) return EXIT_INTERRUPTED
  output.stdout.write(`${JSON.stringify(jsonOf(scenario, seen))}\n`)
  return seen.figures.exitCode === FATAL_CODE && scenario.name === 'panic'
    ? FATAL_CODE
    : exitCode(seen)
}

async function inWords(scenario: Scenario, output: Output): Promise<number> {
  // Ctrl-C counts from the first word on.
  const seen = await attempt(scenario.name, output, (conditions) => {
    output.stdout.write(`${introduction(scenario)}\n`)
    return scenario.run(conditions)
  })
  if (seen === undefined) return EXIT_INTERRUPTED
  output.stdout.write(`${happened(seen)}\n${remedy(scenario, seen.safe)}\n${verdict(seen)}\n`)
  return exitCode(seen)
}

/** The safe form first: the other one does not come back from its fatal error. */
async function endingHere(scenario: Scenario, output: Output): Promise<number> {
  const safe = await attempt(scenario.name, output, (conditions) => {
    output.stdout.write(`${introduction(scenario)}\n`)
    return safePanic(conditions)
  })
  if (safe === undefined) return EXIT_INTERRUPTED
  output.stdout.write(`${remedy(scenario, safe)}\nAnd now without, in this process:\n`)
  const isOver = await attempt(scenario.name, output, async (conditions) => {
    await panicHere(conditions)
    return true
  })
  if (isOver === undefined) return EXIT_INTERRUPTED
  output.stdout.write('  nothing happened: the two threads have not met\n')
  return EXIT_FAILED
}

/** Undefined if it was interrupted. */
async function attempt<Result>(
  name: string,
  output: Output,
  run: (conditions: Conditions) => Promise<Result>,
): Promise<Result | undefined> {
  return interruptible(output, async (signal, line) => {
    try {
      return await run({ signal, onProgress: (text) => line.show(`repro ${name}: ${text}`) })
    } catch (error) {
      if (!signal.aborted) throw error
      line.clear()
      output.stderr.write(`repro ${name}: interrupted\n`)
      return undefined
    }
  })
}

function exitCode({ seen, safe }: Reproduction): number {
  return seen && !safe.seen ? EXIT_OK : EXIT_FAILED
}
