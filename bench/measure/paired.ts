/** Times two sides in turns: ours, rival, ours, rival ..., each turn long enough for the clock, after a warm-up. */

/** One side of a comparison. `run` holds a loop that no other side uses, so that no inline cache is shared. */
export interface Side {
  /** Operations that one call of `run` does. */
  readonly operations: number
  /** Untimed, before each call of `run`. */
  prepare?(): void
  /** Timed. Returns something that depends on each operation, so that none can be optimised away. */
  run(): number
  /** Untimed: throws unless `run` did what it should. */
  check(result: number): void
}

export interface Pair {
  readonly ours: Side
  readonly rival: Side
}

/** Nanoseconds per operation, one figure for each turn. */
export interface Timings {
  readonly ours: readonly number[]
  readonly rival: readonly number[]
}

const TURN_MS = 25
const WARM_TURNS = 4
const TURNS = 7

export function timePair({ ours, rival }: Pair): Timings {
  for (let turn = 0; turn < WARM_TURNS; turn++) {
    timeTurn(ours)
    timeTurn(rival)
  }
  const timings: { ours: number[]; rival: number[] } = { ours: [], rival: [] }
  for (let turn = 0; turn < TURNS; turn++) {
    timings.ours.push(timeTurn(ours))
    timings.rival.push(timeTurn(rival))
  }
  return timings
}

/** Repeats a side until the timed parts add up to a turn. Returns nanoseconds per operation. */
export function timeTurn(side: Side): number {
  let elapsed = 0
  let operations = 0
  while (elapsed < TURN_MS) {
    side.prepare?.()
    const start = performance.now()
    const result = side.run()
    elapsed += performance.now() - start
    operations += side.operations
    side.check(result)
  }
  return (elapsed * 1e6) / operations
}

/** Throws unless a side's result is the expected one: a wrong answer has no speed. */
export function expectEqual(actual: unknown, expected: unknown): void {
  if (!Object.is(actual, expected)) {
    throw new Error(`measured a wrong answer: ${String(actual)} instead of ${String(expected)}`)
  }
}
