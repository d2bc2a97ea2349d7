/** `selvedge lab --help`. */
import { EXPERIMENTS } from '../../lab/article/catalogue.ts'
import { RIVAL_NAMES, STRATEGY_NAMES } from '../../lab/subjects/catalogue.ts'
import { PRESETS } from '../../lab/workload/presets.ts'
import { SCALES } from '../../lab/workload/scale.ts'
import { DISTRIBUTIONS, OPERATIONS } from '../../lab/workload/workload.ts'

const PRESET_LINES = PRESETS.map(presetLine)
const EXPERIMENT_LINES = EXPERIMENTS.map(presetLine)

function presetLine({ name, summary }: { name: string; summary: string }): string {
  return `      ${name.padEnd(9)}  ${summary}`
}

export const LAB_USAGE: string = `Usage: selvedge lab [options]

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
