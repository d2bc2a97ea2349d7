/** The command line of the benchmark. */
import { parseArgs } from 'node:util'

export interface BenchOptions {
  readonly json: boolean
  readonly list: boolean
  readonly strict: boolean
  readonly help: boolean
  /** Only rows whose name contains this. */
  readonly only: string
}

export const HELP = `npm run bench -- [options] [text]

  text           only the cases whose name contains it; --only <text> says the same
  --json         one JSON object per line
  --list         print the names of the cases and end
  --strict       exit code 1 if a case is beyond its target
  --help         print this and end
`

/** Throws a TypeError that names the argument it does not know. */
export function parseOptions(argv: readonly string[]): BenchOptions {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
      strict: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
    },
  })
  return { ...values, only: values.only === '' ? positionals.join(' ') : values.only }
}
