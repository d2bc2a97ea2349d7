/** The gain in throughput that a second thread brings, from what each thread needed alone and with the other. */
import { median } from './median.ts'

/** Nanoseconds per operation of one thread. */
export interface Turns {
  readonly alone: number
  readonly together: number
}

export interface Gain {
  /** Nanoseconds per operation of all threads counted together. */
  readonly together: number
  /** 2 if two threads do twice as much as one. */
  readonly gain: number
}

/** Each round holds the threads that ran together. Rounds are joined by the median. */
export function gainOf(rounds: readonly (readonly Turns[])[]): Gain {
  const together = median(
    rounds.map((threads) => 1 / sum(threads.map((thread) => 1 / thread.together))),
  )
  const gain = median(
    rounds.map(
      (threads) =>
        sum(threads.map((thread) => 1 / thread.together)) /
        mean(threads.map((thread) => 1 / thread.alone)),
    ),
  )
  return { together, gain }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

function mean(numbers: readonly number[]): number {
  return sum(numbers) / numbers.length
}
