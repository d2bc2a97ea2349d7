/** Throughput of threads that run at the same time. */

/** Of what each thread needs for an operation: what all of them together need for one. */
export function together(times: readonly number[]): number {
  return 1 / times.reduce((rate, time) => rate + 1 / time, 0)
}
