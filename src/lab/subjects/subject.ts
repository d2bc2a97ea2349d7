/** What is measured: a strategy of SharedMap or a rival, behind one interface. */
import type { MessagePort } from 'node:worker_threads'
import type { Pauses } from '../../experiments/gc/pauses.ts'
import type { SharedMapHandle } from '../../index.ts'
import type { Fill } from './fill.ts'
import type { SubjectOptions } from './options.ts'

/** What all threads use, made and filled by the thread that starts them. */
export interface Subject {
  readonly name: string
  /**
   * `folder` is empty and its own.
   *
   * @throws {MissingError} if it is not installed
   */
  prepare(fill: Fill, folder: string, options?: SubjectOptions): Promise<Prepared>
}

export interface Prepared {
  /** Where a thread finds the entries: called once for each. */
  connect(): Place | Promise<Place>
  figures(): MapFigures | undefined
  /** Watches what serves the threads, where that is a thread or a process of the subject's own. */
  watch?(): Promise<Watch>
  /** Called however the run ends. */
  close(): void | Promise<void>
}

export interface Watch {
  /** What there was since the watch began. */
  end(): Promise<Serving>
}

export interface Serving {
  readonly threads: readonly ServingThread[]
  /** Memory of processes beside this one. */
  readonly rssBytes: number
  readonly version?: string
}

export interface ServingThread {
  readonly pauses: Pauses
  /** Bytes of its V8 heap, the most that was seen. */
  readonly heapPeak: number
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
  | {
      readonly kind: 'strategy'
      readonly handle: SharedMapHandle<string, string>
      /** Of each thread; null for the default. */
      readonly nearCache: number | null
    }
  | { readonly kind: 'lmdb'; readonly path: string }
  | { readonly kind: 'sharedmap'; readonly map: object }
  | { readonly kind: 'owner'; readonly port: MessagePort }
  | { readonly kind: 'redis'; readonly tcpPort: number }

/** What a thread does with it. What an operation returns is what a caller would get. */
export interface Operations<Result> {
  get(key: string): Result
  set(key: string, value: string): Result
  delete(key: string): Result
  /** Reads the key's value and puts another in its place, so that no other thread's write is lost between. */
  update(key: string, value: string): Result
  /** Visits so many entries, or all if there are fewer. */
  iterate(entries: number): Result
}

/** One thread's view of it. */
export interface Store extends Operations<unknown> {
  /** Of reads, for a thread that has a near cache. */
  nearReads(): NearReads | undefined
  close(): void | Promise<void>
}

/** One thread's view of what answers later. */
export interface AsyncStore extends Operations<Promise<unknown>> {
  readonly isAsync: true
  close(): void | Promise<void>
}

export interface NearReads {
  readonly hits: number
  readonly misses: number
}
