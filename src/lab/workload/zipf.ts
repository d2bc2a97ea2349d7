/**
 * Ranks by Zipf's law: the n-th most popular is drawn in proportion to 1 / n^theta. The algorithm is that of Gray et al.,
 * "Quickly generating billion-record synthetic databases" (1994), which YCSB has: O(items) once, O(1) a draw, exact for the
 * first two ranks and close for the others.
 */
import type { Random } from './random.ts'

/** YCSB's. */
export const THETA = 0.99

/** Draws ranks from 0, the most popular, below `items`. */
export function zipf(items: number, random: Random, theta: number = THETA): () => number {
  const firstTwo = zeta(2, theta)
  const all = zeta(items, theta)
  const alpha = 1 / (1 - theta)
  const eta = (1 - (2 / items) ** (1 - theta)) / (1 - firstTwo / all)
  return () => {
    const u = random.next()
    const share = u * all
    if (share < 1) return 0
    if (share < firstTwo) return 1
    return Math.min(Math.floor(items * (eta * u - eta + 1) ** alpha), items - 1)
  }
}

/** The sum of 1 / n^theta from 1 to `items`. */
export function zeta(items: number, theta: number): number {
  let sum = 0
  for (let n = 1; n <= items; n++) sum += 1 / n ** theta
  return sum
}
