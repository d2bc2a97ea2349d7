/** The states of the map from which schedules start: what can be different about a key, its table and the heap. */
import type { Key, Model } from '../model.ts'
import type { Place } from '../operations/operation.ts'
import type { Stage } from '../stage.ts'

/** What the operations' key is, or was, and what will come of writing it. */
export const BASES = [
  /** The heap has no chunk; the map has no table. */
  'virgin',
  'empty',
  /** A value in a block, in the cell itself, or of several words. */
  'present',
  'integer',
  'text',
  /** Deleted; its record is in the table. */
  'tombstone',
  /**
   * Of `sync-map`, where a new key makes a dirty table: there is one, beside a table that has the key; only the dirty one has
   * it; the same, and the next look-up promotes it; deleted, and left out as the dirty one was made.
   */
  'amended',
  'dirty',
  'turning',
  'expunged',
  /** Present, and an insert of the other key replaces the table; the same with the key absent, or its tombstone there. */
  'crowded',
  'growing',
  'burying',
  /** As growing, but that the thread has no block for the larger table: it goes to the heap within the segment's lock. */
  'starving',
  /** A delete replaces the table. */
  'compacting',
  /** The next write enters a new version unit. */
  'boundary',
  /** Deleted and swept: its record is another key's by now. */
  'recycled',
  /** Absent, and there is no memory for a larger table. */
  'crammed',
  /** Absent, and there is memory for it only once a tombstone gives its own back. */
  'reclaiming',
  /** Present, and memory is left for updates only. */
  'full',
  /** A value that, when it is replaced, goes back to the heap: magazines hold all they may. */
  'spilling',
  /** A value that has units of the heap to itself. */
  'run',
] as const
export type Base = (typeof BASES)[number]

/** What keys are: a text of up to 8 bytes stands in the record, a longer one in a block, a large one fills an eighth unit. */
export type KeyForm = 'number' | 'short text' | 'long text' | 'large text'

export interface StateName {
  readonly base: Base
  readonly keys: KeyForm
  /** Magazines are empty: the first steps of a write are in the heap. */
  readonly isCold: boolean
}

export interface InitialState {
  readonly name: StateName
  readonly stage: Stage
  readonly model: Model
  /** What operations are about, and an absent key of the same segment whose search begins at the same place. */
  readonly key: Key
  readonly other: Key
  /** All keys that may be in the map, for reading what there is. */
  readonly keys: readonly Key[]
  /** What a near cache may know of `key`; undefined if it never had a record. */
  readonly place: Place | undefined
  /** The highest version that `key` had so far: none that it has later may be as low. */
  readonly version: number
}

export function formatState({ base, keys, isCold }: StateName): string {
  return [base, ...(keys === 'number' ? [] : [keys]), ...(isCold ? ['cold'] : [])].join(', ')
}
