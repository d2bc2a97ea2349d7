/**
 * The npm package `lmdb`, set up for sharing between threads: strings stored as such, and no waiting for the disk, since a
 * map in memory does not survive a crash of the machine either. Each write is the synchronous one, which alone is seen by
 * other threads when it returns; each read drops the snapshot of the last, or it would not see their writes.
 */
import type { RootDatabase } from 'lmdb'
import { fill } from './fill.ts'
import { installed } from './installed.ts'
import type { Store, Subject } from './subject.ts'

export const lmdb: Subject = {
  name: 'lmdb',
  async prepare(entries, folder) {
    const database = await open(folder)
    await fill(
      entries,
      (key, value) => database.putSync(key, value),
      (chunk) => database.transactionSync(chunk),
    )
    return {
      connect: () => ({ kind: 'lmdb', path: folder }),
      figures: () => undefined,
      close: () => database.close(),
    }
  },
}

export async function openLmdb(path: string): Promise<Store> {
  const database = await open(path)
  return {
    get(key) {
      database.resetReadTxn()
      return database.get(key)
    },
    set: (key, value) => database.putSync(key, value),
    delete: (key) => database.removeSync(key),
    update: (key, value) =>
      database.transactionSync(() => {
        const old = database.get(key)
        database.putSync(key, value)
        return old
      }),
    iterate(count) {
      database.resetReadTxn()
      let visited = 0
      for (const _ of database.getRange({ limit: count })) visited++
      return visited
    },
    nearReads: () => undefined,
    close: () => database.close(),
  }
}

async function open(path: string): Promise<RootDatabase<string, string>> {
  const lmdb = await installed('lmdb', () => import('lmdb'))
  return lmdb.open<string, string>({ path, encoding: 'string', noSync: true })
}
