/** A trace from a file, in batches. */
import { emptyBatch, isFull, newBatch, type TraceBatch } from './batch.ts'
import { chunksOf } from './chunks.ts'
import { LineScanner } from './text/line-scanner.ts'

export interface ReadTraceOptions {
  /** Counts malformed lines in place of stopping at the first. Default false. */
  readonly skipBad?: boolean | undefined
  /** Ends the reading: with the signal's reason, which is thrown. */
  readonly signal?: AbortSignal | undefined
}

/**
 * The operations of a trace, plain or gzip, in their order: lines `op key [bytes]`, op one of get, set, delete; blank lines
 * and lines that begin with # are passed over. A batch is valid until the next is asked for: all are one. Memory does not
 * depend on the file's length.
 *
 * @throws {TraceFileError} where the file cannot be read
 * @throws {TraceLineError} at a malformed line, unless `skipBad`
 */
export async function* readTrace(
  path: string,
  { skipBad = false, signal }: ReadTraceOptions = {},
): AsyncGenerator<TraceBatch> {
  signal?.throwIfAborted()
  const scanner = new LineScanner(skipBad)
  const batch = newBatch()
  for await (const chunk of chunksOf(path, signal)) {
    let at = 0
    while (at < chunk.length) {
      at = scanner.scan(chunk, at, batch)
      if (!isFull(batch)) continue
      yield batch
      signal?.throwIfAborted()
      emptyBatch(batch)
    }
  }
  scanner.end(batch)
  if (batch.count + batch.bad + batch.ignored > 0) yield batch
}
