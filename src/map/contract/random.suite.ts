/**
 * Repeatable random numbers for the tests: the seed is printed, and SELVEDGE_SEED repeats a run. SELVEDGE_SCALE=20 makes
 * the random tests twenty times as long.
 */

export interface Random {
  /** An integer in [0, below). */
  below(below: number): number
  pick<T>(items: readonly [T, ...T[]]): T
}

/** A fresh seed, or SELVEDGE_SEED; printed with the test's name either way. */
export function seedOf(test: string): number {
  const given = process.env.SELVEDGE_SEED
  const seed = given === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(given)
  console.info(`${test}: SELVEDGE_SEED=${seed}`)
  return seed
}

export function scaled(count: number): number {
  return Math.ceil(count * Number(process.env.SELVEDGE_SCALE ?? 1))
}

/** mulberry32: enough for shuffling tests, and 32 bits of state are easy to print. */
export function randomFrom(seed: number): Random {
  let state = seed | 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return { below, pick: (items) => items[below(items.length)] ?? items[0] }
}
