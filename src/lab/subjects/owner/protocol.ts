/** What is said between the owner of a map, the thread that started it, and the threads that ask it. */
import type { MessagePort } from 'node:worker_threads'
import type { Operation } from '../../workload/workload.ts'
import type { ServingThread } from '../subject.ts'

/** A thread's request. Owner and thread run the same code, so neither checks what comes. */
export interface Request {
  /** Of this thread's requests. */
  readonly id: number
  readonly operation: Exclude<Operation, 'insert'>
  readonly key: string
  readonly value: string
  readonly entries: number
}

export interface Answer {
  readonly id: number
  readonly result: unknown
}

export type Entry = readonly [key: string, value: string]

/** What the thread that started it asks of the owner. */
export type OwnerTask =
  | { readonly step: 'load'; readonly entries: readonly Entry[] }
  | { readonly step: 'connect'; readonly port: MessagePort }
  | { readonly step: 'watch' | 'end' }

/** To `end` only. */
export type OwnerAnswer = ServingThread | undefined
