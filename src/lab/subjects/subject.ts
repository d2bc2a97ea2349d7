/** What is measured: a strategy of SharedMap or a rival, behind one interface. */
import type { SharedMapHandle } from '../../index.ts'
import type { Fill } from './fill.ts'

/** What all threads use, made and filled by the thread that starts them. */
export interface Subject {
  readonly name: string
  /**
   * `folder` is empty and its own.
   *
   * @throws {MissingError} if it is not installed
   */
  prepare(fill: Fill, folder: string): Promise<Prepared>
}

export interface Prepared {
  readonly place: Place
  figures(): MapFigures | undefined
  close(): void | Promise<void>
}

/** Of a map that keeps such accounts, since it was made. */
export interface MapFigures {
  readonly usedBytes: number
  readonly committedBytes: number
  readonly retries: number
  readonly lockWaits: number
}

/** Where the entries are, as a thread is told. */
export type Place =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'map' }
  | { readonly kind: 'strategy'; readonly handle: SharedMapHandle<string, string> }
  | { readonly kind: 'lmdb'; readonly path: string }
  | { readonly kind: 'sharedmap'; readonly map: object }

/** One thread's view of it. What an operation returns is what a caller would get. */
export interface Store {
  get(key: string): unknown
  set(key: string, value: string): unknown
  delete(key: string): unknown
  /** Reads the key's value and puts another in its place, so that no other thread's write is lost between. */
  update(key: string, value: string): unknown
  /** Visits so many entries, or all if there are fewer. */
  iterate(entries: number): unknown
  /** Of reads, for a thread that has a near cache. */
  nearReads(): NearReads | undefined
  close(): void | Promise<void>
}

export interface NearReads {
  readonly hits: number
  readonly misses: number
}
