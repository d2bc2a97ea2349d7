/** A file that a command writes when it is done: whether it can is found out before, and it is whole or not there. */
import { randomUUID } from 'node:crypto'
import { lstatSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { UsageError } from '../command.ts'

export interface ReportFile {
  readonly path: string
  write(text: string): void
}

/** @throws {UsageError} if nothing can be written there */
export function reportFile(path: string): ReportFile {
  const target = targetOf(path)
  const folder = dirname(target)
  try {
    const probe = neighbour(folder)
    writeFileSync(probe, '', { flag: 'wx' })
    rmSync(probe)
  } catch (error) {
    throw new UsageError(`--out: nothing can be written in ${folder}: ${reason(error)}`)
  }
  return { path, write: (text) => replace(target, text) }
}

/** Written beside, then renamed: a reader finds the old file or the new one. */
function replace(target: string, text: string): void {
  const fresh = neighbour(dirname(target))
  try {
    writeFileSync(fresh, text, { flag: 'wx' })
    renameSync(fresh, target)
  } catch (error) {
    rmSync(fresh, { force: true })
    throw error
  }
}

function neighbour(folder: string): string {
  return join(folder, `.selvedge-${randomUUID()}.tmp`)
}

/** Where a link leads, so that the link remains. What is no file, such as a device, is never replaced. */
function targetOf(path: string): string {
  if (path === '' || path.endsWith('/')) throw new UsageError(`--out takes a file, not '${path}'`)
  try {
    lstatSync(path)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return path
    throw new UsageError(`--out: ${path} cannot be written: ${reason(error)}`)
  }
  try {
    if (statSync(path).isFile()) return realpathSync(path)
  } catch (error) {
    throw new UsageError(`--out: ${path} cannot be written: ${reason(error)}`)
  }
  throw new UsageError(`--out: ${path} is there, and is not a file`)
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}

function reason(error: unknown): string {
  switch (codeOf(error)) {
    case 'ENOENT':
      return 'there is no such folder'
    case 'ENOTDIR':
      return 'it is not a folder'
    case 'EACCES':
    case 'EPERM':
      return 'permission denied'
    default:
      return error instanceof Error ? error.message : String(error)
  }
}
