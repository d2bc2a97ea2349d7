/** The command line of the demo. */
import { parseArgs } from 'node:util'

export interface DemoOptions {
  readonly workers: number
  readonly seconds: number
  readonly json: boolean
  readonly help: boolean
}

export const HELP = `npm start -- [options]

Puts the cities of the world into one SharedMap, lets workers read it and count
visits, kills one of them in the middle of writing, and checks every count.

  --workers <n>  workers at a time, 1 to 32 (default 4)
  --seconds <n>  how long they work, 1 to 600 (default 6)
  --json         one JSON object as the last line, progress to stderr
  --help         print this and end
`

/** Throws a TypeError or RangeError whose message says which argument is wrong. */
export function parseOptions(argv: readonly string[]): DemoOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      workers: { type: 'string', default: '4' },
      seconds: { type: 'string', default: '6' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  const workers = inRange('--workers', values.workers, 1, 32)
  if (!Number.isInteger(workers)) throw new RangeError('--workers must be a whole number')
  const seconds = inRange('--seconds', values.seconds, 1, 600)
  return { workers, seconds, json: values.json, help: values.help }
}

function inRange(name: string, text: string, from: number, to: number): number {
  const number = Number(text)
  if (text.trim() !== '' && number >= from && number <= to) return number
  throw new RangeError(`${name} must be a number from ${from} to ${to}, not "${text}"`)
}
