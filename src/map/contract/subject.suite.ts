/** What the contract suite needs of an implementation: how to make a map, how to attach to it, what it leaves out. */
import type { ConcurrentMap, Key, SharedMapHandle, StrategyName } from '../map.ts'

export type AnyMap = ConcurrentMap<Key, unknown>
export type AnyHandle = SharedMapHandle<Key, unknown>

export interface AttachOptions {
  readonly nearCache?: number | false
  readonly freeze?: boolean
}

export interface CreateOptions extends AttachOptions {
  readonly maxBytes?: number
  readonly name?: string
}

/** A case this implementation cannot pass, and why. A name that no case has makes the suite fail. */
export interface Skipped {
  readonly test: string
  readonly reason: string
}

export interface Subject {
  readonly name: StrategyName
  create(options?: CreateOptions): AnyMap
  attach(handle: AnyHandle, options?: AttachOptions): AnyMap
  /** What `handle` would be if another version of the package, of another layout, had made it. */
  ofOtherLayout(handle: AnyHandle): AnyHandle
  readonly skipped?: readonly Skipped[]
}
