/**
 * Records for development: a `get` or `has` followed by a `set` or `delete` of the same key is one action to who wrote it and
 * two to everybody else, whatever lock or CAS each of them has. If another thread wrote between, its write is lost, and a
 * warning says so.
 */
import { emitWarning } from 'node:process'
import type { ValueIO } from '../codec/values.ts'
import type { Thread } from '../memory/thread.ts'
import type { Key } from './map.ts'
import { ALWAYS, Records } from './records.ts'

/** Of each key read and not written since by this instance. */
interface Read {
  readonly version: number
  readonly stack: string
}

/** Keys remembered, the ones read last; a mistake in older ones is not found. */
const MOST_READS = 10_000

export class GuardedRecords extends Records {
  readonly #slot: number
  readonly #reads = new Map<Key, Read>()
  /** By both stacks: each place in the code is told once. */
  readonly #reported = new Set<string>()

  constructor(thread: Thread, values: ValueIO, capacity: number) {
    super(thread, values, capacity)
    this.#slot = thread.slot
  }

  override get(key: Key): unknown {
    return this.#read(key, () => super.get(key))
  }

  override has(key: Key): boolean {
    return this.#read(key, () => super.has(key))
  }

  override set(key: Key, value: unknown): void {
    const read = this.#reads.get(key)
    const writer = read === undefined ? undefined : this.#writerSince(key, read)
    super.set(key, value)
    if (read !== undefined && writer !== undefined) this.#report('set', key, read, writer)
    this.#reads.delete(key)
  }

  override put(...call: Parameters<Records['put']>): boolean {
    const isStored = super.put(...call)
    this.#reads.delete(call[0])
    return isStored
  }

  override remove(key: Key, condition: number, version: number): boolean {
    const read = condition === ALWAYS ? this.#reads.get(key) : undefined
    const writer = read === undefined ? undefined : this.#writerSince(key, read)
    const isRemoved = super.remove(key, condition, version)
    if (read !== undefined && writer !== undefined) this.#report('delete', key, read, writer)
    this.#reads.delete(key)
    return isRemoved
  }

  override increment(key: Key, by: number): number {
    this.#reads.delete(key)
    return super.increment(key, by)
  }

  /** What it reads belongs to the version that the key has before and after. */
  #read<T>(key: Key, read: () => T): T {
    while (true) {
      const version = this.#versionOf(key)
      const result = read()
      if (this.#versionOf(key) !== version) continue
      this.#reads.delete(key)
      this.#reads.set(key, { version, stack: stackOf() })
      if (this.#reads.size > MOST_READS) this.#forgetOldest()
      return result
    }
  }

  #forgetOldest(): void {
    for (const key of this.#reads.keys()) {
      this.#reads.delete(key)
      return
    }
  }

  #versionOf(key: Key): number {
    return this.find(key)?.version ?? 0
  }

  /** The slot of another thread that wrote the key after it was read; undefined if none did, or it is not known. */
  #writerSince(key: Key, { version }: Read): number | undefined {
    if (this.#versionOf(key) === version) return undefined
    const writer = this.writerOf(key)
    return writer === undefined || writer === this.#slot ? undefined : writer
  }

  #report(action: 'set' | 'delete', key: Key, read: Read, writer: number): void {
    const stack = stackOf()
    const place = `${read.stack}\n${stack}`
    if (this.#reported.has(place)) return
    this.#reported.add(place)
    emitWarning(
      `the thread in slot ${writer} wrote the key ${JSON.stringify(key)} between this thread's read and its ${action}, ` +
        'and that write is lost: use update() or compareAndSet()',
      {
        type: 'CompoundActionWarning',
        code: 'SELVEDGE_COMPOUND',
        detail: `read:\n${read.stack}\n${action}:\n${stack}`,
      },
    )
  }
}

/** The callers of this file's methods. */
function stackOf(): string {
  const lines = (new Error().stack ?? '').split('\n').slice(1)
  return lines.filter((line) => !line.includes('guarded-records')).join('\n')
}
