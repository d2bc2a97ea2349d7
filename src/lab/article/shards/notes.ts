/** What was done in the experiment on shards, and how to read it. */
import { clockNs } from '../clock.ts'
import { ASKED, KEYS_OF_SHARD } from './access.ts'
import type { Scale } from './scale.ts'
import { SHARDS } from './shard-keys.ts'

export function notes({ puts, threads }: Scale, rounds: number): readonly string[] {
  const keys = KEYS_OF_SHARD * SHARDS
  return [
    `${grouped(puts)} puts of small integers under keys that a map of ${grouped(keys)} has: by all threads, of ${grouped(ASKED)} keys drawn at random, over all shards alike (or by Zipf's law, "zipf"), or of one shard of ${SHARDS} ("one hot shard"). The article has no figures of these trade-offs.`,
    `The contestants take turns (rounds: ${rounds}). Throughput, lockWaits, retries and cores (CPU time by time) are medians of the rounds, latencies those of all rounds. A latency is from one look at the clock to the next with a put between; the look is ${clockNs().toFixed(0)} ns of it.`,
    'Too few: lockWaits and P99 grow. P50 may be lower than with many: whoever has the lock keeps its line, and puts many times in a row; each of many locks goes from core to core. P99.99 and the maximum are slices of the scheduler, with more threads than cores.',
    'Too many: emptyBytes is what a map has before its first entry, of which each lock is a line of 64 bytes, and clearUs the median time of a clear() of the empty map, which takes all locks. peak MB is the length of the shared memory.',
    'A hot shard is one lock, however many there are. Of lock-free the same keys are some keys as others are. Zipf spreads the popular keys over the shards.',
    `False sharing: ${threads.few} threads, each takes and gives back a lock that only it ever takes, by two Atomics.compareExchange; the locks are side by side in one cache line, or in a line each, as the map's are (docs/MEMORY-LAYOUT.md). Throughput is without a clock in the loop, latencies are of a second pass with it. Where other work takes the cores the threads do not run at once, and the difference is less.`,
  ]
}

function grouped(count: number): string {
  return count.toLocaleString('en-US')
}
