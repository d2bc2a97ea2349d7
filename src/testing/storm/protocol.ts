/** The messages between the storm's threads: all plain data. */
import type { SharedCounterHandle } from '../../counter/counter.ts'
import type { Violation } from './finding.ts'
import type { StormHandle } from './map-source.ts'
import type { StormSettings } from './settings.ts'

/** `workerData` of a worker. */
export interface WorkerPlan {
  readonly slot: number
  readonly workers: number
  readonly seed: number
  readonly mapModule: string
  readonly ledger: SharedArrayBuffer
  readonly main: StormHandle
  readonly scratch: StormHandle
  readonly nursery: StormHandle
  readonly counters: readonly SharedCounterHandle<boolean>[]
}

export type WorkerMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'parked' }
  | { readonly type: 'violation'; readonly violation: Violation }

/** Sent to every worker at the gate, before it opens. */
export interface NurseryMessage {
  readonly nursery: StormHandle
}

/** `workerData` of the parent, when it has a thread of its own. */
export interface ParentPlan {
  readonly settings: StormSettings
  readonly ledger: SharedArrayBuffer
}

/** What the parent tells whoever started the storm. */
export type StormEvent =
  | { readonly type: 'violation'; readonly violation: Violation }
  | { readonly type: 'round'; readonly record: RoundRecord }
  | { readonly type: 'end' }

export interface RoundRecord {
  readonly round: number
  readonly killed: number
  readonly usedBytes: number
  readonly committedBytes: number
  readonly verifications: number
  /** The longest single operation of the parent between a kill and the moment it could learn of it. */
  readonly parentOpMaxMs: number
}
