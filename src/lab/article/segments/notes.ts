/** What was done in the benchmark of locks, and how to read it. */
import { clockNs } from '../clock.ts'

export function notes(puts: number, threads: number, rounds: readonly number[]): readonly string[] {
  return [
    `${puts.toLocaleString('en-US')} puts of small integers, dealt out to the threads in turn: new keys into an empty map, and then the same keys again ("known keys"). The article does not say which of the two its puts are.`,
    `The contestants take turns (rounds: ${rounds.join(' and ')}). Throughput, over1Ms, lockWaits, retries and cores are medians of the rounds, latencies those of all puts of all rounds, and peak MB is the length of the shared memory.`,
    `A latency is from one look at the clock to the next with a put between; the look is ${clockNs().toFixed(0)} ns of it.`,
    `With ${threads} threads on fewer cores the tail is the scheduler's: over1Ms counts the puts that took more than a millisecond, most of them for their thread had no core meanwhile. Where they are more than one in ten thousand, P99.99 is a slice of the scheduler's with any strategy. What a lock adds shows where they are fewer, and in lockWaits: if its holder's slice ends, the others wait for it too.`,
    'cores is CPU time by time. Where even lock-free had fewer than the machine has, other work took them: such figures are to be taken again.',
    'A sync-map puts a known key without its lock once the key is in its read map; after a million new keys many are only in its dirty map.',
  ]
}
