/**
 * A counter that threads share. Its value is that of one cell, or of a striped one the sum of its cells less `taken`:
 * after Striped64 of Java (Doug Lea), where each thread adds to a cell of its own.
 *
 * Every change is one atomic instruction, which says that it happened and is all there is of it. So there is nothing to
 * recover when a thread dies, nobody ever waits, and a CAS is lost only to one that succeeded.
 */

import { add32, cas64, load64, own32, setOwn32, setOwn64, swap64 } from '../atomics'
import * as layout from './layout'
import { CELL_SIZE, CELLS, CounterHeader, MAGIC, MAX_CELLS, MAX_STRIPES, MAX_VALUE } from './layout'

export const LAYOUT_VERSION: u32 = layout.LAYOUT_VERSION
export const COUNTER_HEADER_SIZE: u32 = <u32>offsetof<CounterHeader>()
export const COUNTER_HEADER_STRIPES: u32 = <u32>offsetof<CounterHeader>('stripes')
export const COUNTER_HEADER_ATTACHED: u32 = <u32>offsetof<CounterHeader>('attached')
export const COUNTER_HEADER_TAKEN: u32 = <u32>offsetof<CounterHeader>('taken')
export const COUNTER_CELLS: u32 = layout.CELLS
export const COUNTER_CELL_SIZE: u32 = layout.CELL_SIZE
export const MAX_COUNTER_STRIPES: u32 = layout.MAX_STRIPES

/** What there is to know of the counter, and the cell to which this instance adds. */
let isStriped: bool = false
let cellsEnd: usize = 0
let limit: i64 = 0
let mine: usize = CELLS
/** CAS attempts of this instance that lost to another. */
let lost: u32 = 0

/** Makes a counter of fresh memory; `stripes` is 0 for the plain form. `magic` comes last: without it nobody attaches. */
export function create(stripes: u32, initial: f64): void {
  setOwn32(offsetof<CounterHeader>('layoutVersion'), layout.LAYOUT_VERSION)
  setOwn32(offsetof<CounterHeader>('stripes'), stripes)
  setOwn64(CELLS, <u64>(<i64>initial))
  setOwn32(offsetof<CounterHeader>('magic'), MAGIC)
}

/** Attaches this instance if memory has a counter of this layout. Its layout version; 0 if there is no counter in it. */
export function attach(): u32 {
  if (own32(offsetof<CounterHeader>('magic')) != MAGIC) return 0
  const version = own32(offsetof<CounterHeader>('layoutVersion'))
  if (version != layout.LAYOUT_VERSION) return version
  const stripes = own32(offsetof<CounterHeader>('stripes'))
  if (stripes > MAX_STRIPES) return 0
  isStriped = stripes > 0
  const cells: u32 = isStriped ? stripes : 1
  cellsEnd = CELLS + cells * CELL_SIZE
  limit = isStriped ? MAX_CELLS / <i64>cells : MAX_VALUE
  mine = CELLS + (add32(offsetof<CounterHeader>('attached'), 1) % cells) * CELL_SIZE
  return version
}

/** What the cell then holds, of the plain form the counter's value; NaN if that were too much: nothing has changed. */
export function add(by: f64): f64 {
  const change = <i64>by
  while (true) {
    const cell = mine
    const before = <i64>load64(cell)
    const after = before + change
    if (after > limit || after < -limit) return NaN
    if (cas64(cell, <u64>before, <u64>after) == <u64>before) return <f64>after
    lost++
    moveOn()
  }
}

/** Another thread adds to the same cell: perhaps nobody adds to the next. */
function moveOn(): void {
  mine += CELL_SIZE
  if (mine == cellsEnd) mine = CELLS
}

/** NaN for a sum of cells that is too much to be told exactly. */
export function value(): f64 {
  if (!isStriped) return <f64>(<i64>load64(CELLS))
  while (true) {
    const taken = load64(offsetof<CounterHeader>('taken'))
    const sum = sumOfCells() - <i64>taken
    // A reset between would be in one of the two and not in the other.
    if (load64(offsetof<CounterHeader>('taken')) == taken) return isSafe(sum) ? <f64>sum : NaN
  }
}

/**
 * What the counter had, which it now has no more; NaN for a sum that is too much, and nothing has changed. Of a striped one
 * the cells stay as they are: what is taken from their sum is noted by one CAS, so that none of it is lost, or taken
 * twice, whoever adds, takes or dies meanwhile.
 */
export function reset(): f64 {
  if (!isStriped) return <f64>(<i64>swap64(CELLS, 0))
  while (true) {
    const taken = load64(offsetof<CounterHeader>('taken'))
    const cells = sumOfCells()
    const sum = cells - <i64>taken
    if (!isSafe(sum)) return NaN
    if (cas64(offsetof<CounterHeader>('taken'), taken, <u64>cells) == taken) return <f64>sum
    lost++
  }
}

/** Each cell as it is at some instant of the call. */
function sumOfCells(): i64 {
  let sum: i64 = 0
  for (let cell: usize = CELLS; cell < cellsEnd; cell += CELL_SIZE) sum += <i64>load64(cell)
  return sum
}

/** Whether a JavaScript number can tell it. */
function isSafe(sum: i64): bool {
  return sum <= MAX_VALUE && sum >= -MAX_VALUE
}

/** 0 for the plain form. */
export function stripes(): u32 {
  return own32(offsetof<CounterHeader>('stripes'))
}

export function retries(): u32 {
  return lost
}
