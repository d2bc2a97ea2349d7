/** What a trace has, in one pass over it and in constant memory. */
import { keyStartOf, type TraceBatch } from '../batch.ts'
import { type ReadTraceOptions, readTrace } from '../read-trace.ts'
import { DELETE, GET, SET } from '../text/operation.ts'
import { DistinctCounter, type DistinctKeys } from './distinct-keys.ts'
import { fingerprintAt } from './fingerprint.ts'
import { type SizePercentiles, Sizes } from './sizes.ts'
import { SpaceSaving, type TopShare } from './space-saving.ts'

export interface TraceSummary {
  /** Operations. */
  readonly lines: number
  /** Malformed lines, which were skipped. */
  readonly bad: number
  /** Blank lines and comments. */
  readonly ignored: number
  readonly gets: number
  readonly sets: number
  readonly deletes: number
  readonly distinctKeys: DistinctKeys
  /** Of the keys in UTF-8, by lines. */
  readonly keyBytes: SizePercentiles
  /** Of what gets and sets tell, or the default; by lines. */
  readonly valueBytes: SizePercentiles
  /** What goes to the most frequent 1 % of the keys, at least one. Exact where `least` is `most`. */
  readonly hot: TopShare
  /** The fewest keys that 90 % of the lines go to. */
  readonly busyKeys: number
}

/** 1 % of 26 million keys. About 30 MB. */
const COUNTERS = 2 ** 18
const HOT_PART = 0.01
export const BUSY_PART = 0.9

/**
 * O(lines). Rejects with the signal's reason if it comes.
 *
 * @throws {TraceFileError} where the file cannot be read
 * @throws {TraceLineError} at a malformed line, unless `skipBad`
 */
export async function summariseTrace(
  path: string,
  options: ReadTraceOptions = {},
): Promise<TraceSummary> {
  const tally = new TraceTally()
  for await (const batch of readTrace(path, options)) tally.add(batch)
  return tally.summary
}

/** Of batches, one after the other. */
export class TraceTally {
  readonly #counts = [0, 0, 0]
  readonly #distinct = new DistinctCounter()
  readonly #frequent = new SpaceSaving(COUNTERS)
  readonly #keyBytes = new Sizes()
  readonly #valueBytes = new Sizes()
  #bad = 0
  #ignored = 0

  add(batch: TraceBatch): void {
    this.#bad += batch.bad
    this.#ignored += batch.ignored
    for (let at = 0; at < batch.count; at++) {
      const op = batch.ops[at] ?? 0
      const fingerprint = fingerprintAt(batch, at)
      this.#counts[op] = (this.#counts[op] ?? 0) + 1
      this.#distinct.add(fingerprint, batch.hashes[2 * at] ?? 0, batch.hashes[2 * at + 1] ?? 0)
      this.#frequent.add(fingerprint)
      this.#keyBytes.add((batch.keyEnds[at] ?? 0) - keyStartOf(batch, at))
      if (op !== DELETE) this.#valueBytes.add(batch.valueBytes[at] ?? 0)
    }
  }

  get summary(): TraceSummary {
    const distinctKeys = this.#distinct.result
    return {
      lines: this.#counts.reduce((sum, count) => sum + count, 0),
      bad: this.#bad,
      ignored: this.#ignored,
      gets: this.#counts[GET] ?? 0,
      sets: this.#counts[SET] ?? 0,
      deletes: this.#counts[DELETE] ?? 0,
      distinctKeys,
      keyBytes: this.#keyBytes.percentiles,
      valueBytes: this.#valueBytes.percentiles,
      hot: this.#frequent.top(Math.max(1, Math.ceil(distinctKeys.count * HOT_PART))),
      busyKeys: this.#frequent.keysFor(BUSY_PART),
    }
  }
}
