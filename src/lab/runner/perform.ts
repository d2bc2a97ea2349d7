/** One drawn operation, done on a store, whether it answers at once or later. */
import type { Operations } from '../subjects/subject.ts'
import type { Draw } from '../workload/draws.ts'

export function perform<Result>(
  store: Operations<Result>,
  { operation, key, value, entries }: Draw,
): Result {
  switch (operation) {
    case 'get':
      return store.get(key)
    case 'set':
    case 'insert':
      return store.set(key, value)
    case 'delete':
      return store.delete(key)
    case 'update':
      return store.update(key, value)
    case 'iterate':
      return store.iterate(entries)
  }
}
