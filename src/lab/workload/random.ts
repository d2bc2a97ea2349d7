/** Random numbers that a seed decides. */

export interface Random {
  /** From 0, below 1, in steps of 2^-32. */
  next(): number
  /** A whole number from 0, below `end`. */
  below(end: number): number
}

/** C. Doty-Humphrey's sfc32, of which each thread of a run has a stream of its own. */
export function randomOf(seed: number, stream: number): Random {
  let a = seed | 0
  let b = stream | 0
  let c = 0
  let counter = 1
  const next = (): number => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    c |= 0
    return (sum >>> 0) / 2 ** 32
  }
  // Seeds that differ in a bit differ in all of them only after some rounds.
  for (let round = 0; round < WARM_ROUNDS; round++) next()
  return { next, below: (end) => Math.floor(next() * end) }
}

const WARM_ROUNDS = 20
