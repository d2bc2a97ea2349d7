/** `selvedge lab`: from options to a plan, and from its report to text. */
import { OptionError } from '../index.ts'
import type { ArticleExperiment, ArticleReport } from '../lab/article/article.ts'
import { articleReport, EXPERIMENTS, experimentNamed } from '../lab/article/catalogue.ts'
import { lab, type Plan } from '../lab/lab.ts'
import { articleTable } from '../lab/report/article-table.ts'
import { recommendationTable } from '../lab/report/recommendation-table.ts'
import type { LabReport } from '../lab/report/row.ts'
import { labTable } from '../lab/report/table.ts'
import { traceTable } from '../lab/report/trace-table.ts'
import { RIVAL_NAMES, STRATEGY_NAMES } from '../lab/subjects/catalogue.ts'
import { compareOnTrace, type TracePlan, type TraceReport } from '../lab/trace/compare.ts'
import { PRESETS } from '../lab/workload/presets.ts'
import { SCALES } from '../lab/workload/scale.ts'
import { DISTRIBUTIONS, OPERATIONS } from '../lab/workload/workload.ts'
import { parseOptions } from './arguments.ts'
import {
  type Command,
  EXIT_FAILED,
  EXIT_INTERRUPTED,
  EXIT_OK,
  type Output,
  UsageError,
} from './command.ts'
import { interruptible } from './interruptible.ts'
import { LAB_OPTIONS, onlyPreset, planFrom, tracePlanFrom } from './lab-options.ts'
import { labOutput } from './lab-output.ts'
import { recommended } from './recommend.ts'

const PRESET_LINES = PRESETS.map(presetLine)
const EXPERIMENT_LINES = EXPERIMENTS.map(presetLine)

function presetLine({ name, summary }: { name: string; summary: string }): string {
  return `      ${name.padEnd(9)}  ${summary}`
}

const USAGE = `Usage: selvedge lab [options]

Measures a workload with worker threads: SharedMap with each strategy, and other maps.

  --preset <name>        where the other options start from, one of
${PRESET_LINES.join('\n')}
                         or one of the article's experiments, which take only --json and --out:
${EXPERIMENT_LINES.join('\n')}
  --keys <n>             entries that are there before (100000)
  --key-bytes <n>        length of a key (16)
  --value-bytes <n>      length of a value (100)
  --distribution <name>  which keys are used: ${DISTRIBUTIONS.join(', ')} (zipf)
  --hot <o>/<k>          o percent of the operations on k percent of the keys (90/10)
  --mix <parts>          operations by weight, as get=95,set=5, of ${OPERATIONS.join(', ')}
  --threads <n>          1 to 64 (as many as cores, at most 8)
  --think-us <n>         a pause of each thread after each operation, in microseconds (0)
  --rate <n>             open loop: so many operations a second, whether earlier ones are over or not
  --seconds <n>          how long each is measured (2)
  --seed <n>             other operations and keys (1)
  --strategy <names>     ${STRATEGY_NAMES.join(', ')}
  --rival <names>        ${RIVAL_NAMES.join(', ')};
                         without both options: all
  --scale <what>         ${SCALES.join(' or ')}: at 1 k to 4 M keys, or with 1, 2, 4 and 8 threads
  --near-cache <n>       values in each thread's near cache, or off (4096)
  --shards <n>           locks of the strategy sharded, a power of two up to 1024 (4 for each core)
  --trace <file>         replays a trace instead: lines 'op key [bytes]', op one of get, set, delete; plain or gzip. Of the
                         other options only --threads, --strategy, --near-cache, --shards, --recommend, --json, --out and
                         these two:
    --no-fill            a get that misses is not followed by a set
    --skip-bad           malformed lines are counted, in place of stopping at the first
  --recommend            which strategy, how many shards, how large a near cache: for the --trace, or for the workload.
                         Setups are measured in rounds for about --seconds in all (15, 20); --strategy names those to try
  --json                 one JSON object: { preset, workload, options, machine, overheadNs, clockNs, rows: [{ subject, threads,
                         keys, opsPerMs, p50Us, ... }], interrupted }; of a trace { trace: { lines, bad }, rows }; of an
                         experiment { preset, machine, rows: [{ subject, threads, opsPerMs, p50Us, ... }],
                         comparisons: [{ figure, article, ours }], notes, interrupted }; of --recommend
                         { trace or preset and workload, machine, threads, rows: [{ subject, shards, nearCache,
                         opsPerMs, ... }], failed, recommendation: { strategy, shards, nearCache, options, reasons },
                         interrupted }
  --out <file>           an HTML page too, whole in itself: charts, tables, the command, the raw numbers
  --help                 this text

docs/LAB.md says what is measured and how. Exit code: 0, 1 if a subject failed, 2 for bad usage, 130 if interrupted.`

export const labCommand: Command = {
  name: 'lab',
  summary: 'measure a workload: strategies and rivals',
  usage: USAGE,
  async run(args, output) {
    const {
      json,
      out,
      trace,
      'no-fill': noFill,
      'skip-bad': skipBad,
      recommend,
      ...given
    } = parseOptions(args, LAB_OPTIONS)
    const emit = labOutput({ args, json, out }, output)
    if (recommend === true) {
      const asked = { ...given, trace, 'no-fill': noFill, 'skip-bad': skipBad }
      const report = await orUsage(() => recommended(asked, output))
      emit(report, recommendationTable(report))
      if (report.interrupted) return EXIT_INTERRUPTED
      return report.failed.length > 0 ? EXIT_FAILED : EXIT_OK
    }
    if (trace !== undefined) {
      const asked = { ...given, trace, 'no-fill': noFill, 'skip-bad': skipBad }
      const replay = await orUsage(async () => replayed(tracePlanFrom(asked), output))
      emit(replay, traceTable(replay))
      return replay.interrupted ? EXIT_INTERRUPTED : EXIT_OK
    }
    if (noFill === true || skipBad === true) {
      throw new UsageError('--no-fill and --skip-bad are for a --trace')
    }
    const experiment = experimentNamed(given.preset)
    if (experiment !== undefined) {
      onlyPreset(given)
      const report = await conducted(experiment, output)
      emit(report, articleTable(report))
      return report.interrupted ? EXIT_INTERRUPTED : EXIT_OK
    }
    const plan = await orUsage(async () => planFrom(given))
    const report = await measured(plan, output)
    emit(report, labTable(report))
    if (report.interrupted) return EXIT_INTERRUPTED
    return report.rows.some((row) => 'failed' in row) ? EXIT_FAILED : EXIT_OK
  },
}

/** An option out of its range is bad usage. */
async function orUsage<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof OptionError) throw new UsageError(error.message)
    throw error
  }
}

function replayed(plan: TracePlan, output: Output): Promise<TraceReport> {
  return interruptible(output, (signal, line) =>
    compareOnTrace(plan, { signal, onProgress: (text) => line.show(`lab: ${text}`) }),
  )
}

function measured(plan: Plan, output: Output): Promise<LabReport> {
  return interruptible(output, (signal, line) =>
    lab(plan, { signal, onProgress: (text) => line.show(`lab: ${text}`) }),
  )
}

function conducted(experiment: ArticleExperiment, output: Output): Promise<ArticleReport> {
  return interruptible(output, (signal, line) =>
    articleReport(experiment, {
      signal,
      onProgress: (text) => line.show(`${experiment.name}: ${text}`),
    }),
  )
}
