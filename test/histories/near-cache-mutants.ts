/**
 * The built package with one check of the near cache left out each, to show that a storm whose histories are checked
 * finds it. The near cache is outside of the kernel, so the explorer does not see it.
 *
 * Where the kernel compares what the cache remembers with what is there, the mutant hands it what is there, read from the
 * shared memory: docs/MEMORY-LAYOUT.md has the places.
 */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'

export interface Mutant {
  readonly name: string
  /** In dist/. */
  readonly file: string
  /** What stands there exactly once, and what takes its place. */
  readonly edits: readonly (readonly [text: string, replacement: string])[]
  /** The load that shows it. */
  readonly load: 'hot keys' | 'clear' | 'churn'
}

const NEAR_CACHE = 'map/near-cache.js'

/** A view on the memory as long as it is now: `memory` for the mutants that look into it. */
const LOOK: Mutant['edits'][number] = [
  'constructor({ kernel, results, memory }, capacity) {',
  'constructor({ kernel, results, memory }, capacity) { this.now = () => new Int32Array(memory.buffer);',
]

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'believes a value whatever the stamp',
    file: NEAR_CACHE,
    edits: [
      LOOK,
      [
        'const stamp = this.#proofs[place + STAMP] ?? 0;',
        'const stamp = this.now()[(record >>> 2) + 1];',
      ],
    ],
    load: 'hot keys',
  },
  {
    name: 'believes a value that was found whatever the stamp',
    file: NEAR_CACHE,
    edits: [['this.#proofs[place + STAMP] !== this.#results[RESULT.stamp] ||', '']],
    load: 'hot keys',
  },
  {
    name: 'believes a value whatever the epoch',
    file: NEAR_CACHE,
    edits: [
      LOOK,
      ['isCurrent(record, stamp, this.#epoch)', 'isCurrent(record, stamp, this.now()[17])'],
    ],
    load: 'clear',
  },
  {
    name: 'keeps what it has in a new epoch',
    file: NEAR_CACHE,
    edits: [['const isSameEpoch = epoch === this.#epoch;', 'const isSameEpoch = true;']],
    load: 'clear',
  },
  {
    name: 'reads a known record whatever the epoch',
    file: 'map/records.js',
    edits: [[' || this.#thread.results[RESULT.epoch] !== near.epoch', '']],
    load: 'clear',
  },
  {
    name: 'reads and writes a known record whoever has it now',
    file: NEAR_CACHE,
    edits: [
      LOOK,
      [
        'return this.#proofs[place + IDENTITY] ?? 0;',
        'return this.now()[(this.recordAt(place) >>> 2) + 3];',
      ],
    ],
    load: 'churn',
  },
]

const DIST = new URL('../../dist/', import.meta.url)
const COPIES = new URL('../../build/near-cache-mutants/', import.meta.url)
const PARTS = ['index.js', 'errors.js', 'codec', 'counter', 'map', 'memory']

/** Makes the mutant; gives the URL of a map module for it. */
export function mapModuleOf({ file, edits }: Mutant, place: number): string {
  const copy = new URL(`${place}/`, COPIES)
  rmSync(copy, { recursive: true, force: true })
  mkdirSync(copy, { recursive: true })
  for (const part of PARTS) cpSync(new URL(part, DIST), new URL(part, copy), { recursive: true })
  const target = new URL(file, copy)
  writeFileSync(target, edits.reduce(edited, readFileSync(target, 'utf8')))
  const module = new URL('mutant-maps.mjs', import.meta.url)
  module.searchParams.set('package', new URL('index.js', copy).href)
  return module.href
}

function edited(source: string, [text, replacement]: Mutant['edits'][number]): string {
  const [before, after, ...more] = source.split(text)
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error(`'${text}' has to be there exactly once: adapt the mutant to what is there now`)
  }
  return before + replacement + after
}
