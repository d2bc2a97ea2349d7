/** The clock of the machine, which all its processes and threads share and nobody sets: when requests are due and done. */

const NS_PER_MS = 1e6
const TRIES = 1000

const BEHIND = behind()

/** Milliseconds. */
export function machineTime(): number {
  return performance.now() + BEHIND
}

/** The same moment, of this thread's `performance.now()`. */
export function machineTimeOf(threadTime: number): number {
  return threadTime + BEHIND
}

/** How far this thread's clock is behind. Between two looks some time passes: the least of many tries is next to none. */
function behind(): number {
  let most = Number.NEGATIVE_INFINITY
  for (let i = 0; i < TRIES; i++) {
    const machine = Number(process.hrtime.bigint()) / NS_PER_MS
    most = Math.max(most, machine - performance.now())
  }
  return most
}
