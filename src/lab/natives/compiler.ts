/** Runs a compiler that a user may have or not. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { MissingError } from '../subjects/installed.ts'

const execute = promisify(execFile)

export interface Compilation {
  readonly program: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly env?: NodeJS.ProcessEnv
  readonly signal: AbortSignal
  /** What the program says where it is there and its compiler is not, and what is missing then. */
  readonly lacks?: readonly [said: RegExp, missing: string]
}

/**
 * Rejects with what the compiler said, if that is no success.
 *
 * @throws {MissingError}
 */
export async function compile({
  program,
  args,
  cwd,
  env,
  signal,
  lacks,
}: Compilation): Promise<void> {
  try {
    await execute(program, args, { cwd, signal, ...(env === undefined ? {} : { env }) })
  } catch (error) {
    const { code, said } = partsOf(error)
    if (code === 'ENOENT') throw new MissingError(`${program} is not on PATH`, { cause: error })
    if (lacks?.[0].test(said)) throw new MissingError(lacks[1], { cause: error })
    if (said === '') throw error
    throw new Error(`${program} could not compile it: ${said.trim()}`, { cause: error })
  }
}

function partsOf(error: unknown): { code: unknown; said: string } {
  if (!(error instanceof Error)) return { code: undefined, said: '' }
  const code = 'code' in error ? error.code : undefined
  const parts = ['stdout', 'stderr'].map((stream) => String(Reflect.get(error, stream) ?? ''))
  return { code, said: parts.join('') }
}
