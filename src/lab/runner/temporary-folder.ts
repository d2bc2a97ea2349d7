/** A folder for what a run writes, which is gone after it, also where the whole program ends before. */
import { rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A process that is just being killed may still write. */
const REMOVAL = { recursive: true, force: true, maxRetries: 5, retryDelay: 20 } as const

export async function withTemporaryFolder<Result>(
  name: string,
  use: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), `selvedge-${name}-`))
  const remove = (): void => rmSync(folder, REMOVAL)
  process.once('exit', remove)
  try {
    return await use(folder)
  } finally {
    process.off('exit', remove)
    await rm(folder, REMOVAL)
  }
}
