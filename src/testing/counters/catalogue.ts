/** What is explored of a counter at each level: in every form, everything that threads can do to each other. */
import type { Level } from '../explorer/catalogue/levels.ts'
import type { CounterInput } from './operations.ts'
import type { CounterSearch, CounterStart } from './stage.ts'

type Program = readonly CounterInput[]

const MAX = Number.MAX_SAFE_INTEGER
const VALUE: CounterInput = { op: 'value' }
const RESET: CounterInput = { op: 'reset' }
const ATTACH: CounterInput = { op: 'attach' }
const OTHERS: readonly CounterInput[] = [VALUE, RESET, ATTACH]

/** Two threads that share a cell, two with a cell each, and a third that has to share. */
const STRIPED: readonly CounterStart[] = [1, 2].map((stripes) => ({ stripes, initial: 0 }))
const PLAIN: CounterStart = { stripes: 0, initial: 0 }
/** Where an add more is too much, one way or the other. */
const FULL: readonly CounterStart[] = [MAX - 1, 1 - MAX].map((initial) => ({ stripes: 0, initial }))

export function counterSearches(level: Level): CounterSearch[] {
  const two = [...pairs(), ...longPairs()]
  const three = [...triples(), ...(level === 'quick' ? [] : longTriples())]
  const many = level === 'deep' ? longest() : []
  const anywhere = [PLAIN, ...STRIPED].flatMap((start) =>
    [...two, ...three, ...many].map((programs) => ({ ...start, programs })),
  )
  return [...anywhere, ...FULL.flatMap(atTheEnd)]
}

/**
 * By amounts of which no two sums are equal; by 1 where somebody looks: only then what a look at cells one by one finds is
 * a value that the counter had at some instant.
 */
function add(by: number): CounterInput {
  return { op: 'add', by }
}

function pairs(): Program[][] {
  return [
    [[add(1)], [add(10)]],
    [[add(-1)], [add(10)]],
    ...OTHERS.map((other) => [[add(1)], [other]]),
    ...OTHERS.map((other) => [[RESET], [other]]),
  ]
}

function longPairs(): Program[][] {
  return [
    [
      [add(1), VALUE],
      [add(1), VALUE],
    ],
    [
      [add(1), add(1)],
      [add(1), RESET],
    ],
    [[add(1), RESET, add(1)], [VALUE]],
    [
      [ATTACH, add(1)],
      [ATTACH, add(1)],
    ],
    [
      [add(1), add(1)],
      [VALUE, VALUE],
    ],
    [
      [add(1), RESET],
      [RESET, add(1)],
    ],
  ]
}

function triples(): Program[][] {
  return [
    [[add(1)], [add(10)], [add(100)]],
    ...OTHERS.map((other) => [[add(1)], [add(1)], [other]]),
    [[add(1)], [VALUE], [VALUE]],
    [[add(1)], [RESET], [VALUE]],
    [[add(1)], [RESET], [RESET]],
  ]
}

function longTriples(): Program[][] {
  return [
    [[add(1), add(1)], [add(1)], [VALUE, VALUE]],
    [[add(1), add(1)], [add(1), RESET], [VALUE]],
    [[add(1), add(10)], [add(100)], [add(1000)]],
  ]
}

/** Millions of schedules. */
function longest(): Program[][] {
  return [
    [
      [add(1), add(10)],
      [add(100), add(1000)],
      [add(10_000), add(100_000)],
    ],
    [[add(1)], [add(1)], [VALUE], [RESET]],
    [[add(1)], [add(10)], [add(100)], [add(1000)]],
    [[add(1), VALUE], [add(1)], [add(1)], [VALUE]],
  ]
}

/** What takes the value to its limit and beyond, and back. */
function atTheEnd(start: CounterStart): CounterSearch[] {
  const outwards = add(Math.sign(start.initial))
  const inwards = add(-Math.sign(start.initial))
  const programs: Program[][] = [
    [[outwards], [outwards]],
    [[outwards], [outwards], [VALUE]],
    [[outwards, outwards], [inwards]],
    [[outwards], [outwards], [inwards]],
    [[outwards, outwards], [RESET]],
    [[add(start.initial)], [add(-start.initial)]],
  ]
  return programs.map((each) => ({ ...start, programs: each }))
}
