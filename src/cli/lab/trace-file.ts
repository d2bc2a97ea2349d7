/** The trace that is to be read: what is wrong with the file is found out before anything is started. */
import { accessSync, constants, type Stats, statSync } from 'node:fs'
import { UsageError } from '../command.ts'

/** @throws {UsageError} if it cannot be read, or is `out` as well, which would replace it */
export function checkTraceFile(path: string, out: string | undefined): void {
  const stats = statsOf(path)
  if (stats === undefined) throw new UsageError(`--trace: ${path}: there is no such file`)
  if (stats.isDirectory()) throw new UsageError(`--trace: ${path}: it is a directory`)
  try {
    accessSync(path, constants.R_OK)
  } catch {
    throw new UsageError(`--trace: ${path}: it may not be read`)
  }
  const replaced = out === undefined ? undefined : statsOf(out)
  if (replaced !== undefined && replaced.dev === stats.dev && replaced.ino === stats.ino) {
    throw new UsageError(`--out: ${out} is the trace, which a report would replace`)
  }
}

/** Undefined where there is nothing. */
function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path)
  } catch {
    return undefined
  }
}
