/** What the threads of the experiment do: a task adds entries with values of 128 bytes, as the article's, and reads earlier ones. */

/** Entries that a task adds; it reads as many that were added before. */
export const ENTRIES = 100
const BYTES = 128

export interface Store {
  get(key: number): string | undefined
  set(key: number, value: string): unknown
}

/** The length of all that was read, so that it is read. */
export function runTask(store: Store, task: number): number {
  let sum = 0
  for (let n = 0; n < ENTRIES; n++) {
    store.set(idOf(task, n), textOf(task, n))
    sum += store.get(earlierThan(task, n))?.length ?? 0
  }
  return sum
}

/** The same as one message to the thread that has the map. */
export interface Batch {
  readonly task: number
  readonly values: readonly string[]
}

export function batchOf(task: number): Batch {
  return { task, values: Array.from({ length: ENTRIES }, (_, n) => textOf(task, n)) }
}

/** What was read. */
export function answerBatch(store: Store, { task, values }: Batch): (string | undefined)[] {
  return values.map((value, n) => {
    store.set(idOf(task, n), value)
    return store.get(earlierThan(task, n))
  })
}

function idOf(task: number, n: number): number {
  return task * ENTRIES + n
}

function earlierThan(task: number, n: number): number {
  return (task >> 1) * ENTRIES + n
}

function textOf(task: number, n: number): string {
  return `${idOf(task, n)} of task ${task}`.padEnd(BYTES)
}
