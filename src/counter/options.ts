/** A counter's options, checked. */
import { availableParallelism } from 'node:os'
import { OptionError } from '../errors.ts'
import { checkInteger } from '../map/options.ts'
import type { Stripes } from './counter.ts'

const MOST_STRIPES = 256
/** More than one, since instances that only read have a cell as well. */
const STRIPES_PER_CORE = 2

/** How many cells; 0 for the plain form. */
export function checkStriped(striped: Stripes = false): number {
  if (typeof striped === 'number') return checkInteger('striped', striped, 1, MOST_STRIPES)
  if (striped === false) return 0
  if (striped === true) return Math.min(STRIPES_PER_CORE * availableParallelism(), MOST_STRIPES)
  throw new OptionError(
    `striped: true, false or a number of cells from 1 to ${MOST_STRIPES}, not ${String(striped)}`,
  )
}

export function checkInitial(initial = 0): number {
  return checkInteger('initial', initial, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)
}
