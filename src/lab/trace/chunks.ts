/** A file's text in chunks. That it is compressed is told by its first two bytes: names lie, and a pipe has none. */
import { Buffer } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { TraceFileError } from './errors.ts'

const CHUNK_BYTES = 2 ** 17
const GZIP = [0x1f, 0x8b] as const

/**
 * Also of a pipe. With the signal it ends with the signal's reason.
 *
 * @throws {TraceFileError} where the file cannot be read, or its gzip data is cut off or corrupt
 */
export async function* chunksOf(
  path: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  const file = createReadStream(path, { highWaterMark: CHUNK_BYTES, signal })
  try {
    const bytes = file[Symbol.asyncIterator]()
    const head = await headOf(bytes)
    const all = following(head, bytes)
    yield* head[0] === GZIP[0] && head[1] === GZIP[1] ? inflated(all, path) : all
  } catch (error) {
    signal?.throwIfAborted()
    throw error instanceof TraceFileError ? error : unreadable(path, error)
  } finally {
    file.destroy()
  }
}

/** At least two bytes, unless the file has fewer. */
async function headOf(bytes: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  let head: Uint8Array = new Uint8Array(0)
  while (head.length < GZIP.length) {
    const { done, value } = await bytes.next()
    if (done === true) break
    head = head.length === 0 ? value : Buffer.concat([head, value])
  }
  return head
}

async function* following(
  head: Uint8Array,
  rest: AsyncIterableIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield head
  yield* rest
}

async function* inflated(
  compressed: AsyncIterable<Uint8Array>,
  path: string,
): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES })
  // What ends it early comes out of gunzip as well, where it is not ignored.
  pipeline(compressed, gunzip).catch(() => {})
  const text: AsyncIterable<Uint8Array> = gunzip
  try {
    yield* text
  } catch (error) {
    if (!codeOf(error).startsWith('Z_')) throw error
    const offset = gunzip.bytesWritten
    const reason = error instanceof Error ? error.message : String(error)
    throw new TraceFileError(
      `${path}: its gzip data is cut off or corrupt after byte ${offset} (${reason}); get the file anew`,
      offset,
      { cause: error },
    )
  }
}

/**
 * That the file can be read again, which a pipe cannot. What is not there is told where it is read.
 *
 * @throws {TraceFileError}
 */
export async function checkRereadable(path: string): Promise<void> {
  const stats = await stat(path).catch(() => undefined)
  if (stats === undefined || stats.isFile() || stats.isDirectory()) return
  throw new TraceFileError(
    `${path}: it is no file, so it can be read only once; name one strategy, or give a file`,
    0,
  )
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'there is no such file'],
  ['EISDIR', 'it is a directory'],
  ['EACCES', 'it may not be read'],
])

function unreadable(path: string, cause: unknown): TraceFileError {
  const reason = REASONS.get(codeOf(cause)) ?? String(cause)
  return new TraceFileError(`${path}: ${reason}; give the path of a trace`, 0, { cause })
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
