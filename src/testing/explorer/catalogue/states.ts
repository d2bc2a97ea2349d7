/** The states that tasks begin in, and which operations make sense in each. */
import type { Verb } from '../operations/vocabulary.ts'
import type { Base, KeyForm, StateName } from '../states/state.ts'

/** States in which nobody ever knew the key, so that a near cache cannot have it. */
const UNKNOWN: readonly Base[] = ['virgin', 'empty', 'growing', 'starving', 'crammed', 'reclaiming']

export function state(base: Base, keys: KeyForm = 'number', isCold = false): StateName {
  return { base, keys, isCold }
}

/** Where everything is done with everything: what can be different about a key, its table and the heap. */
export const EVERYTHING: readonly StateName[] = [
  ...(['empty', 'present', 'integer', 'text', 'tombstone'] as const),
  ...(['crowded', 'growing', 'burying', 'compacting', 'boundary', 'recycled', 'crammed'] as const),
].map((base) => state(base))

/** Verbs for one key, by what they are: a pair with no write in it has nothing to be found. */
export interface Verbs {
  readonly writes: readonly Verb[]
  readonly reads: readonly Verb[]
}

export function verbsIn({ base, keys }: StateName): Verbs {
  const isKnown = !UNKNOWN.includes(base)
  return keys === 'number' ? verbsOnNumbers(isKnown) : verbsOnTexts(isKnown, keys === 'long text')
}

function verbsOnNumbers(isKnown: boolean): Verbs {
  return {
    writes: [
      ...(['set', 'set integer', 'set text', 'set staged', 'insert', 'set if version'] as const),
      ...(['increment', 'delete', 'clear'] as const),
      ...(isKnown ? (['set known', 'delete if version'] as const) : []),
    ],
    reads: [
      ...(['get', 'get by key', 'has'] as const),
      ...(isKnown ? (['is current', 'read known', 'read key'] as const) : []),
    ],
  }
}

/** Only what a text key makes different: it is looked for, brought, compared and given back. */
function verbsOnTexts(isKnown: boolean, isLong: boolean): Verbs {
  return {
    writes: [
      ...(['set', 'delete', 'clear'] as const),
      ...(isKnown ? (['set known'] as const) : []),
      ...(isLong ? (['set by staged key', 'delete by staged key'] as const) : []),
    ],
    reads: [
      ...(['get', 'has'] as const),
      ...(isKnown ? (['read key'] as const) : []),
      ...(isLong ? (['get staged'] as const) : []),
    ],
  }
}
