/** Reads a trace once, which a pipe allows: what it has, and its beginning as a sample. */
import { readTrace } from '../../trace/read-trace.ts'
import { type TraceSummary, TraceTally } from '../../trace/summary/summarise-trace.ts'
import { type Sample, Sampler } from './sample.ts'

export interface ReadSampleOptions {
  readonly threads: number
  readonly skipBad: boolean
  readonly signal: AbortSignal
  /** Told how many lines were read. */
  readonly onRead: (lines: number) => void
}

/**
 * Of what was read, if the signal comes.
 *
 * @throws {TraceFileError} where the file cannot be read
 * @throws {TraceLineError} at a malformed line, unless `skipBad`
 */
export async function readSample(
  path: string,
  { threads, skipBad, signal, onRead }: ReadSampleOptions,
): Promise<{ readonly summary: TraceSummary; readonly sample: Sample }> {
  const tally = new TraceTally()
  const sampler = new Sampler(threads)
  let lines = 0
  try {
    for await (const batch of readTrace(path, { skipBad, signal })) {
      tally.add(batch)
      sampler.add(batch)
      lines += batch.count
      onRead(lines)
    }
  } catch (error) {
    if (!signal.aborted || error !== signal.reason) throw error
  }
  return { summary: tally.summary, sample: sampler.sample }
}
