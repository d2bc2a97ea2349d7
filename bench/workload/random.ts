/** A small seeded generator: every run and both sides of a pair visit keys in the same random order. */

/** Marsaglia's xorshift32; the numbers are unsigned and never 0. */
export function xorshift32(seed: number): () => number {
  let state = seed | 0 || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state >>> 0
  }
}

/** The same items in a random order: keys are not visited as they were inserted. */
export function shuffled<Item>(items: readonly Item[], seed = 20_261): Item[] {
  const next = xorshift32(seed)
  const keyed = items.map((item) => ({ item, rank: next() }))
  return keyed.sort((a, b) => a.rank - b.rank).map(({ item }) => item)
}
