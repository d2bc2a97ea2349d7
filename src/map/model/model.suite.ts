/** The model of the model test: a plain `Map`, and for each key the highest version it ever had. */
import type { Key } from '../map.ts'

export interface Model {
  readonly entries: Map<Key, unknown>
  /** Also of keys that are absent now: a version never returns. */
  readonly versions: Map<Key, number>
  steps: number
}

export function createModel(): Model {
  return { entries: new Map(), versions: new Map(), steps: 0 }
}

/** A list with one place for each class of sizes and encodings; no two are equal. */
export const values: readonly [unknown, ...unknown[]] = [
  0,
  ...[-0, 1, -7, 2 ** 29, -(2 ** 31), 2 ** 53, 0.25, Number.NaN, Number.POSITIVE_INFINITY],
  ...[
    true,
    false,
    null,
    '',
    'a',
    'あ',
    '\ud800',
    12n,
    -(2n ** 70n),
    new Date(77),
    new Uint8Array(5),
  ],
  ...[
    'm'.repeat(33),
    'n'.repeat(250),
    'お'.repeat(700),
    'p'.repeat(5_000),
    'q'.repeat(70_000),
    't'.repeat(400_000),
  ],
  ...[
    new Uint8Array(900).fill(3),
    { a: 1, b: ['x'] },
    [1, 'two', { three: 3n }],
    new Map([[1, 2]]),
  ],
  { text: 'r'.repeat(3_000), more: [new Set(['s']), { deep: [null, undefined] }] },
]

const hot: readonly Key[] = [
  0,
  1,
  -1,
  0.5,
  Number.NaN,
  '',
  '0',
  'a',
  'あ',
  '__proto__',
  'k'.repeat(40),
]

/** The hot keys, then 200 others, numbers and strings by turns. */
export const keys: readonly [Key, ...Key[]] = [
  2 ** 40,
  ...hot,
  ...Array.from({ length: 200 }, (_, index) => (index % 2 ? index * 1_000 : `key number ${index}`)),
]
export const HOT_KEYS: number = hot.length + 1
