/** Two operations at a time. */
import type { ProgramName, Verb } from '../operations/vocabulary.ts'
import type { StateName } from '../states/state.ts'
import type { Search } from '../task.ts'
import { EVERYTHING, state, verbsIn } from './states.ts'

type Pair = readonly [ProgramName, ProgramName]

export interface Depth {
  readonly bound: number
  readonly most: number
}

/** Each verb that writes with each other verb. */
function allPairs(name: StateName): Pair[] {
  const { writes, reads } = verbsIn(name)
  return writes.flatMap((write, i) => {
    const others: readonly Verb[] = [...writes.slice(i), ...reads]
    return others.map((other): Pair => [write, other])
  })
}

/** Each verb that writes the key with a few on the other one, which is absent and would stand beside it. */
function pairsOfTwoKeys(name: StateName): Pair[] {
  return verbsIn(name).writes.flatMap((write): Pair[] => [
    [write, 'set other'],
    [write, 'get other'],
  ])
}

function product(first: readonly ProgramName[], second: readonly ProgramName[]): Pair[] {
  return first.flatMap((a) => second.map((b): Pair => [a, b]))
}

/** States that are about one thing, with the operations that meet it. */
const SPECIAL: readonly (readonly [StateName, readonly Pair[]])[] = [
  [
    state('spilling'),
    product(
      ['set', 'set block', 'delete', 'clear'],
      ['set', 'set block', 'delete', 'get', 'clear', 'set block other'],
    ),
  ],
  [
    state('run'),
    product(
      ['set', 'set run', 'delete', 'clear'],
      ['set', 'set run', 'delete', 'has', 'clear', 'set run other'],
    ),
  ],
  [state('starving'), product(['set', 'clear'], ['set', 'set other', 'clear', 'get'])],
  [state('present'), product(['detach', 'reattach'], ['set', 'get', 'delete', 'clear', 'detach'])],
  [state('growing'), product(['detach', 'reattach'], ['set', 'clear'])],
]

/**
 * Where magazines are empty, an operation is ten times as long, and most of it under the heap's lock. As long it is to
 * look for tombstones in every segment, or to attach.
 */
const LONG: readonly (readonly [StateName, readonly Pair[]])[] = [
  [
    state('full', 'number', true),
    product(['set text', 'set'], ['set text', 'set text other', 'delete', 'get', 'clear']),
  ],
  [state('virgin', 'number', true), product(['set'], ['set', 'get'])],
  [
    state('empty', 'number', true),
    product(['set', 'set text'], ['set', 'set other', 'set text other', 'clear']),
  ],
  [state('growing', 'number', true), product(['set'], ['set', 'set other', 'get', 'clear'])],
  [
    state('reclaiming', 'large text'),
    product(['set integer'], ['set integer', 'set integer other', 'get', 'clear', 'delete']),
  ],
  [state('present'), [['reattach', 'reattach']]],
  [
    state('growing'),
    [
      ['reattach', 'reattach'],
      ['detach', 'reattach'],
    ],
  ],
]

/** Keys that are texts: a look-up compares them, an insert brings a block for them, a sweep takes it back. */
const TEXT_KEYS: readonly StateName[] = [
  ...(['empty', 'present', 'tombstone', 'growing', 'burying', 'recycled'] as const).map((base) =>
    state(base, 'long text'),
  ),
  state('present', 'short text'),
]

function all(): (readonly [StateName, readonly Pair[]])[] {
  const names = [...EVERYTHING, ...TEXT_KEYS]
  return [
    ...names.map((name) => [name, allPairs(name)] as const),
    ...names.map((name) => [name, pairsOfTwoKeys(name)] as const),
    ...SPECIAL,
  ]
}

/** Every pair in these states. */
export function pairsIn(names: readonly StateName[], { bound, most }: Depth): Search[] {
  return names.flatMap((name) =>
    search(name, [...allPairs(name), ...pairsOfTwoKeys(name)], bound, most),
  )
}

/** Every pair in every state, but the long ones. */
export function pairs({ bound, most }: Depth): Search[] {
  return all().flatMap(([name, some]) => search(name, some, bound, most))
}

/** The same the other way round: the first thread wrote the key, or is otherwise nearer to it. */
export function pairsTurned({ bound, most }: Depth): Search[] {
  return all().flatMap(([name, some]) => {
    const turned = some.filter(([a, b]) => a !== b).map(([a, b]): Pair => [b, a])
    return search(name, turned, bound, most)
  })
}

export function longPairs({ bound, most }: Depth): Search[] {
  return LONG.flatMap(([name, some]) => search(name, some, bound, most))
}

/** A few of them that go deep into what can go wrong. */
export function somePairs({ bound, most }: Depth): Search[] {
  const some = product(
    ['set', 'delete', 'clear', 'increment'],
    ['set', 'get', 'set other', 'clear'],
  )
  return EVERYTHING.flatMap((name) => search(name, some, bound, most))
}

function search(name: StateName, some: readonly Pair[], bound: number, most: number): Search[] {
  return some.map((programs) => ({
    ...{ kind: 'pair', state: name, programs, recovery: 'by another', bound, most },
  }))
}
