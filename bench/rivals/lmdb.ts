/**
 * lmdb as a competent user sets it up for sharing between threads: strings stored as such, and no waiting for the disk,
 * since a map in memory does not survive a crash of the machine either. Each write is a `putSync`, the only one that is
 * seen by other threads when it returns; each read drops the snapshot of the last, or it would not see their writes.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface LmdbRival {
  get(key: string): string | undefined
  set(key: string, value: string): void
  remove(): Promise<void>
}

export async function openLmdb(keys: readonly string[], values: string[]): Promise<LmdbRival> {
  const { open } = await import('lmdb')
  const path = await mkdtemp(join(tmpdir(), 'selvedge-bench-'))
  const database = open<string, string>({ path, encoding: 'string', noSync: true })
  database.transactionSync(() => {
    keys.forEach((key, n) => {
      database.putSync(key, values[n] ?? '')
    })
  })
  return {
    get(key) {
      database.resetReadTxn()
      return database.get(key)
    },
    set(key, value) {
      database.putSync(key, value)
    },
    async remove() {
      await database.close()
      await rm(path, { recursive: true })
    },
  }
}
