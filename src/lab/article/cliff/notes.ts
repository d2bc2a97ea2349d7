/** What was done in the experiment on the cliff, and how to read it. */
import { clockNs } from '../clock.ts'

export function notes(rounds: number): readonly string[] {
  return [
    'Gets of numbers by 1,000 keys of a map of 100,000, without a near cache. A hit is of a key in the read map; a fresh key was set since the last promotion, so only the dirty map has it, and sync-map takes its lock; an absent key is nowhere, and there is no dirty map. Of lock-free and rwlock these are the same keys: a fresh one is found as any other.',
    `The contestants take turns (rounds: ${rounds}). Throughput and ns (of one get, the mean of the threads) are medians of the rounds, without a clock in the loop; each thread has got the keys once before.`,
    `Latencies are of as many gets more, each with a look at the clock, which is ${clockNs().toFixed(0)} ns of each: more than a hit takes, so P50 of a hit says little else. The article's ratios are to be compared with the throughput.`,
    'The misses end before sync-map has had as many as it has keys: then the dirty map would become the read map, and the cliff would be gone.',
  ]
}
