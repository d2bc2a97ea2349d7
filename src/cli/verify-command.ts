/** `selvedge verify`: from options to a campaign, and from its report to text. */

import { pathToFileURL } from 'node:url'
import type { CampaignProgress } from '../testing/campaign/campaign.ts'
import { campaign } from '../testing/campaign/campaign.ts'
import type { CampaignReport } from '../testing/campaign/report.ts'
import { campaignTable } from '../testing/campaign/table.ts'
import type { Level } from '../testing/explorer/catalogue/levels.ts'
import { parseOptions, wholeNumber } from './arguments.ts'
import { type Command, EXIT_FAILED, EXIT_INTERRUPTED, EXIT_OK, UsageError } from './command.ts'
import { interruptible } from './interruptible.ts'

const USAGE = `Usage: selvedge verify [options]

Looks for faults: runs all schedules of pairs of operations, with a death at every step; records what real
threads do and checks that some order explains it; and terminates workers under load.

  --quick     in less than a minute
  --deep      for hours; without either: in less than ten minutes on two cores
  --seed <n>  repeats the choices of an earlier run (default: drawn, and printed)
  --map-module <file>
              histories and the storm, on another map: the module exports createMap and attachMap
  --json      the last line of stdout is the report as one JSON object
  --help      this text

Exit code: 0 if all held, 1 if not, 2 for bad usage, 130 if interrupted.`

export const verifyCommand: Command = {
  name: 'verify',
  summary: 'run all schedules and deaths, check recorded histories, terminate workers',
  usage: USAGE,
  async run(args, output) {
    const options = parseOptions(args, {
      quick: { type: 'boolean' },
      deep: { type: 'boolean' },
      seed: { type: 'string' },
      'map-module': { type: 'string' },
      json: { type: 'boolean' },
    })
    const level = levelOf(options.quick === true, options.deep === true)
    const seed = wholeNumber('seed', options.seed)
    const file = options['map-module']
    const mapModule = file === undefined ? undefined : pathToFileURL(file).href
    const report = await interruptible(output, (signal, line) =>
      campaign({
        level,
        seed,
        mapModule,
        signal,
        onStart: (settings) =>
          output.stderr.write(`verify: level ${settings.level}, seed ${settings.seed}\n`),
        onProgress: (progress) => line.show(progressText(progress)),
      }),
    )
    const text = options.json === true ? JSON.stringify(report) : campaignTable(report)
    output.stdout.write(`${text}\n`)
    if (options.json === true && report.violations > 0) {
      output.stderr.write(`${campaignTable(report)}\n`)
    }
    return exitCode(report)
  },
}

function levelOf(isQuick: boolean, isDeep: boolean): Level {
  if (isQuick && isDeep) throw new UsageError('--quick or --deep, not both')
  if (isQuick) return 'quick'
  return isDeep ? 'deep' : 'default'
}

const BAR = 24

function progressText({
  phase,
  done,
  total,
  schedules,
  deaths,
  operations,
  violations,
}: CampaignProgress): string {
  const share = total > 0 ? Math.min(done / total, 1) : 0
  const bar = '#'.repeat(Math.round(share * BAR)).padEnd(BAR, '.')
  return `verify: ${phase} [${bar}] ${Math.floor(share * 100)} %, ${schedules} schedules, ${deaths} deaths, ${operations} operations, ${violations} violations`
}

function exitCode(report: CampaignReport): number {
  if (report.violations > 0) return EXIT_FAILED
  return report.interrupted ? EXIT_INTERRUPTED : EXIT_OK
}
