/** How much the experiment on shards does: all of it, or less in a test. */
import type { TurnOptions } from '../in-turns.ts'

export interface Scale extends TurnOptions {
  readonly puts: number
  /** Those that are compared, and fewer, of which each takes locks beside the other's. */
  readonly threads: { readonly many: number; readonly few: number }
}

export const FULL: Scale = {
  puts: 1_000_000,
  threads: { many: 8, few: 2 },
  rounds: 5,
  mostMs: 20_000,
}

/** One part of the operations, until the engine has compiled what runs. */
export const WARM_PART = 8
