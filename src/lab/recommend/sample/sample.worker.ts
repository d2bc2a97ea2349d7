/** A thread that replays its share of a sample, into one map after the other. */
import type { RecordableHistogram } from 'node:perf_hooks'
import { pausesOf } from '../../../experiments/gc/pauses.ts'
import { liveHeapBytes } from '../../../experiments/leak/heap.ts'
import { serve } from '../../../experiments/threads/serve.ts'
import { StartLine } from '../../../experiments/threads/start-line.ts'
import { SharedMap, type SharedMapHandle } from '../../../index.ts'
import type { TraceLines } from '../../trace/batch.ts'
import { Player } from '../../trace/replay/player.ts'

/** The first task: what the thread is to replay in all others. */
export interface LoadTask {
  readonly share: readonly TraceLines[]
  readonly threads: number
  readonly line: SharedArrayBuffer
  readonly fill: boolean
}

export interface RunTask {
  readonly map: SharedMapHandle<string, string>
  readonly nearCache: number
  /** Lines of the share that come before what is measured, and those that are measured. */
  readonly lead: number
  readonly lines: number
  /** Whether to tell what is alive on the heap: a full collection, which the next run would feel. */
  readonly weigh: boolean
}

export type SampleTask = LoadTask | RunTask

export interface ShareFigures {
  readonly lines: number
  readonly ms: number
  readonly latencies: RecordableHistogram
  readonly gcMs: number
  readonly heapBytes: number | null
  readonly nearHits: number
  readonly nearMisses: number
  /** Of the whole map, while this thread was measured. */
  readonly retries: number
  readonly lockWaits: number
  readonly usedBytes: number
  readonly entries: number
}

/** The clock takes as long as a short call: so many calls have one of them timed. */
const TIMED_EVERY = 8

let loaded: LoadTask | undefined

serve(async (task: SampleTask): Promise<ShareFigures | undefined> => {
  if ('share' in task) {
    loaded = task
    return undefined
  }
  if (loaded === undefined) throw new RangeError('the first task of a thread is to load')
  return run(task, loaded)
})

async function run(
  { map: handle, nearCache, lead, lines, weigh }: RunTask,
  { share, threads, line, fill }: LoadTask,
): Promise<ShareFigures> {
  const start = new StartLine(threads, line)
  const map = SharedMap.attach(handle, { nearCache })
  start.pass()
  play(new Player(map, fill, TIMED_EVERY), share, 0, lead)
  const player = new Player(map, fill, TIMED_EVERY)
  let [ms, before, after] = [0, map.stats(), map.stats()]
  const { totalMs } = await pausesOf(() => {
    start.pass()
    before = map.stats()
    const begin = performance.now()
    play(player, share, lead, lead + lines)
    ms = performance.now() - begin
    after = map.stats()
  })
  const heapBytes = weigh ? liveHeapBytes() : null
  map.close()
  return {
    ...{ lines, ms, latencies: player.tally.latencies, gcMs: totalMs, heapBytes },
    nearHits: after.nearHits - before.nearHits,
    nearMisses: after.nearMisses - before.nearMisses,
    retries: after.retries - before.retries,
    lockWaits: after.lockWaits - before.lockWaits,
    usedBytes: after.usedBytes,
    entries: after.size,
  }
}

/** The lines of the share from `from` to `end`. */
function play(player: Player, share: readonly TraceLines[], from: number, end: number): void {
  let first = 0
  for (const lines of share) {
    const start = Math.max(from - first, 0)
    const stop = Math.min(end - first, lines.count)
    if (start < stop) player.play(lines, start, stop)
    first += lines.count
  }
}
