/** Which key an operation is for, by the workload's distribution: keys are numbers from 0. */
import type { Random } from './random.ts'
import type { Workload } from './workload.ts'
import { zipf } from './zipf.ts'

/**
 * A prime above the most keys that a workload has: to multiply by it permutes the numbers below any such count, so popular
 * keys do not lie side by side, as YCSB's scrambled generator has it, and no two ranks fall on one key.
 */
const SPREAD = 15_485_863

/** `newest` tells the number of keys that were ever inserted; only the distribution `latest` asks. */
export function keyChoice(
  { keys, distribution, hot }: Pick<Workload, 'keys' | 'distribution' | 'hot'>,
  random: Random,
  newest: () => number,
): () => number {
  const spread = (rank: number): number => (rank * SPREAD) % keys
  switch (distribution) {
    case 'uniform':
      return () => random.below(keys)
    case 'zipf': {
      const rank = zipf(keys, random)
      return () => spread(rank())
    }
    case 'hot': {
      // One at least, and one that is not: a set of none or of all is no set.
      const size = Math.min(Math.max(Math.round((keys * hot.keys) / 100), 1), Math.max(keys - 1, 1))
      const share = hot.operations / 100
      return () => {
        if (size === keys || random.next() < share) return spread(random.below(size))
        return spread(size + random.below(keys - size))
      }
    }
    case 'latest': {
      const age = zipf(keys, random)
      return () => newest() - 1 - age()
    }
  }
}
