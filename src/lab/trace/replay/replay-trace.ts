/**
 * A trace replayed by threads that share one map. The calling thread reads; the hash of a key picks the thread that does
 * its operations, so that those of one key are done in the trace's order.
 */
import { SharedMap } from '../../../index.ts'
import { lineAt, type TraceBatch } from '../batch.ts'
import { readTrace } from '../read-trace.ts'
import { newParsedLine } from '../text/parse-line.ts'
import { Lane } from './lane.ts'
import {
  checkReplayed,
  checkThreads,
  DEFAULT_MAX_BYTES,
  type ReplayMapOptions,
  type ReplayOptions,
} from './options.ts'
import { type ReplayResult, resultOf } from './result.ts'

/**
 * Replays into a new map, which is closed in the end. Memory does not depend on the trace's length, apart from the map,
 * which has its `maxBytes`.
 *
 * @throws {OptionError} for an option out of its range
 * @throws {TraceFileError} where the file cannot be read
 * @throws {TraceLineError} at a malformed line, unless `skipBad`
 * @throws {FullError} if what the trace stores does not fit
 * @throws {ValueError} if a value is larger than a quarter of the map's bytes
 */
export async function replayTrace(
  options: ReplayOptions & ReplayMapOptions,
): Promise<ReplayResult> {
  const strategy = checkReplayed(options.strategy)
  using map = new SharedMap<string, string>({
    maxBytes: options.maxBytes ?? DEFAULT_MAX_BYTES,
    ...(strategy === undefined ? {} : { strategy }),
    ...(options.shards === undefined ? {} : { shards: options.shards }),
  })
  return await replayInto(map, options)
}

/** The same into a map that is there, and that stays. Values are strings of one-byte characters. */
export async function replayInto(
  map: SharedMap<string, string>,
  options: ReplayOptions,
): Promise<ReplayResult> {
  const { fill = true, nearCache } = options
  const threads = checkThreads(options.threads)
  // Says here what is wrong with an option, before it does so in each thread.
  SharedMap.attach(map.handle, nearCache === undefined ? {} : { nearCache }).close()
  const start = { map: map.handle, nearCache, fill }
  const lanes = Array.from({ length: threads }, () => new Lane(start))
  try {
    await Promise.all(lanes.map((lane) => lane.running()))
    return await replay(lanes, options)
  } finally {
    await Promise.all(lanes.map((lane) => lane.stop()))
  }
}

async function replay(lanes: readonly Lane[], options: ReplayOptions): Promise<ReplayResult> {
  const { path, skipBad, signal, onProgress } = options
  const begin = performance.now()
  let [lines, bad, ignored] = [0, 0, 0]
  let interrupted = false
  try {
    for await (const batch of readTrace(path, { skipBad, signal })) {
      await deal(batch, lanes)
      lines += batch.count
      bad += batch.bad
      ignored += batch.ignored
      onProgress?.({ lines, bad, ms: performance.now() - begin })
    }
  } catch (error) {
    if (signal?.aborted !== true || error !== signal.reason) throw error
    interrupted = true
  }
  const tallies = await Promise.all(lanes.map((lane) => lane.end()))
  const ms = performance.now() - begin
  return resultOf({ tallies, bad, ignored, ms, interrupted })
}

/** Gives each line to the lane of its key. */
async function deal(batch: TraceBatch, lanes: readonly Lane[]): Promise<void> {
  const line = newParsedLine()
  for (let at = 0; at < batch.count; at++) {
    lineAt(batch, at, line)
    const lane = lanes[Math.floor((line.hash / 2 ** 32) * lanes.length)]
    if (lane === undefined) continue
    if (!lane.hasRoom) await lane.makeRoom()
    lane.put(batch.keys, line)
  }
}
